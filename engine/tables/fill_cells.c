/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Single values of a document as cells. */
#include "tables/fill_cells.h"

#include "base/number.h"
#include "base/text.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

/* What a spreadsheet keeps of a number. */
enum { DIGITS_KEPT = 15 };

cg_cell cg_text_cell(const char *text) {
    return (cg_cell){.kind = CG_CELL_TEXT, .text = text};
}

cg_cell cg_number_cell(double number) {
    return (cg_cell){.kind = CG_CELL_NUMBER, .number = number};
}

const char *cg_truth_word(bool truth, cg_language language) {
    static const char *const words[][CG_LANGUAGES] = {
        {[CG_ENGLISH] = "no", [CG_VIETNAMESE] = "không"},
        {[CG_ENGLISH] = "yes", [CG_VIETNAMESE] = "có"},
    };
    return words[truth][language];
}

static int digits_in(const char *text, const char *end) {
    int digits = 0;
    for (; text < end && *text != 'e' && *text != 'E'; text++) {
        bool leading = digits == 0 && *text == '0';
        digits += isdigit((unsigned char)*text) && !leading ? 1 : 0;
    }
    return digits;
}

static bool part_text(cg_arena *arena, const char *text, cg_parted *out) {
    const char *end = NULL;
    if (!cg_number_read(text, &out->number, &end) || !isfinite(out->number) ||
        digits_in(text, end) > DIGITS_KEPT) {
        return false;
    }
    const char *unit = end + strspn(end, " ");
    size_t length = strlen(unit);
    bool clean = length > 0 && unit[length - 1] != ' ' && strpbrk(unit, "\t\r\n") == NULL &&
                 strchr("0123456789.,'+-eE", unit[0]) == NULL && strstr(unit, "\xc2\xa0") == NULL;
    if (!clean) {
        return false;
    }
    char room[CG_NUMBER_ROOM];
    const char *again = cg_format(arena, "%s %s", cg_number_text(out->number, room), unit);
    out->unit = unit;
    out->exact = strcmp(again, text) == 0;
    out->whole = strpbrk(cg_number_text(out->number, room), ".e") == NULL;
    return true;
}

bool cg_parted_of(cg_arena *arena, const cg_json *node, cg_parted *out) {
    if (node->type == CG_JSON_STRING) {
        return part_text(arena, node->text, out);
    }
    if (node->type != CG_JSON_NUMBER) {
        return false;
    }
    char room[CG_NUMBER_ROOM];
    const char *text = cg_number_text(node->number, room);
    *out = (cg_parted){
        .number = node->number, .unit = "", .exact = true, .whole = strpbrk(text, ".e") == NULL};
    return digits_in(text, text + strlen(text)) <= DIGITS_KEPT;
}

bool cg_text_fits_cell(const cg_json *node) {
    if (node->type != CG_JSON_STRING) {
        return false;
    }
    const char *text = node->text;
    size_t length = strlen(text);
    if (length == 0 || length > CG_CELL_BYTES || text[0] == ' ' || text[length - 1] == ' ') {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte < ' ' || byte == 0x7f) {
            return false;
        }
    }
    /* Blanks that do not break, or have no width: readers of tables even them out. */
    static const char *const odd[] = {
        "\xc2\xa0", "\xe2\x80\x87", "\xe2\x80\xaf", "\xe2\x80\x8b", "\xef\xbb\xbf", "  ", NULL};
    for (int i = 0; odd[i] != NULL; i++) {
        if (strstr(text, odd[i]) != NULL) {
            return false;
        }
    }
    return true;
}

bool cg_languages_fit_cells(const cg_json *node) {
    for (const cg_json *text = node->first; text != NULL; text = text->next) {
        bool known =
            text->key != NULL && (strcmp(text->key, "vi") == 0 || strcmp(text->key, "en") == 0);
        if (!known || !cg_text_fits_cell(text)) {
            return false;
        }
    }
    return node->type == CG_JSON_OBJECT && node->count > 0;
}

/* "a; b" of strings that hold no semicolon. */
static bool list_cell(cg_arena *arena, const cg_json *list, cg_cell *out) {
    if (list->type != CG_JSON_ARRAY || list->count == 0) {
        return false;
    }
    cg_text text = cg_text_start(arena);
    for (const cg_json *item = list->first; item != NULL; item = item->next) {
        if (!cg_text_fits_cell(item) || strchr(item->text, ';') != NULL) {
            return false;
        }
        cg_text_addf(&text, "%s%s", item == list->first ? "" : "; ", item->text);
    }
    *out = cg_text_cell(text.bytes);
    return text.length <= CG_CELL_BYTES;
}

/* A number in the unit of the heading, or a whole one with its own: a text with a decimal point
 * could be read with a comma in mind. */
static bool figure_cell(cg_arena *arena, const cg_json *node, const char *unit, cg_cell *out) {
    cg_parted parted;
    if (!cg_parted_of(arena, node, &parted)) {
        return false;
    }
    bool bare = node->type == CG_JSON_NUMBER;
    bool told = unit != NULL && unit[0] != '\0' && strcmp(parted.unit, unit) == 0;
    if (bare || told) {
        *out = cg_number_cell(parted.number);
        return true;
    }
    *out = cg_text_cell(node->text);
    return parted.whole && parted.exact && unit != NULL;
}

bool cg_cell_of(cg_arena *arena, cg_language language, const cg_json *node, cg_column_kind kind,
                const char *unit, cg_cell *out) {
    switch (kind) {
    case CG_COLUMN_ID:
    case CG_COLUMN_REFERENCE:
    case CG_COLUMN_TEXT:
    case CG_COLUMN_WORDS:
    case CG_COLUMN_CHOICE:
    case CG_COLUMN_DAY:
        *out = cg_text_cell(node->text);
        return cg_text_fits_cell(node);
    case CG_COLUMN_LIST:
        return list_cell(arena, node, out);
    case CG_COLUMN_TRUTH:
        *out = cg_text_cell(cg_truth_word(node->truth, language));
        return node->type == CG_JSON_BOOLEAN;
    case CG_COLUMN_WHOLE:
        *out = cg_number_cell(node->number);
        return node->type == CG_JSON_NUMBER && !(fabs(fmod(node->number, 1)) > 0) &&
               fabs(node->number) < 1e9;
    case CG_COLUMN_FIGURE:
        return figure_cell(arena, node, unit, out);
    case CG_COLUMN_MEASURED:
    case CG_COLUMN_PLACE:
        return false;
    }
    return false;
}

/* The value's number and unit, or the number of an end of its range in the very same unit. */
static bool put_number(cg_arena *arena, const cg_json *node, cg_figure_cells *out, cg_cell *into) {
    cg_parted parted;
    if (!cg_parted_of(arena, node, &parted)) {
        return false;
    }
    if (into == &out->value) {
        out->unit = parted.unit[0] != '\0' ? cg_text_cell(parted.unit) : (cg_cell){0};
    } else if (strcmp(parted.unit, out->unit.kind == CG_CELL_TEXT ? out->unit.text : "") != 0) {
        return false;
    }
    *into = cg_number_cell(parted.number);
    return true;
}

/* One text, or one for each language. */
static bool put_source(const cg_json *source, cg_figure_cells *out) {
    if (source->type != CG_JSON_OBJECT) {
        out->source = cg_text_cell(source->text);
        return cg_text_fits_cell(source);
    }
    const cg_json *vi = cg_json_member(source, "vi"), *en = cg_json_member(source, "en");
    out->source_vi = vi != NULL ? cg_text_cell(vi->text) : (cg_cell){0};
    out->source_en = en != NULL ? cg_text_cell(en->text) : (cg_cell){0};
    return cg_languages_fit_cells(source);
}

static bool put_member(cg_arena *arena, cg_language language, const cg_json *member,
                       cg_figure_cells *out) {
    const struct {
        const char *key;
        cg_cell *into;
        cg_column_kind kind;
        bool extended;
    } parts[] = {
        {"low", &out->low, CG_COLUMN_MEASURED, false},
        {"high", &out->high, CG_COLUMN_MEASURED, false},
        {"basis", &out->basis, CG_COLUMN_TEXT, false},
        {"year", &out->year, CG_COLUMN_WHOLE, false},
        {"factor", &out->factor, CG_COLUMN_TEXT, true},
        {"times", &out->times, CG_COLUMN_FIGURE, true},
        {"confidence", &out->confidence, CG_COLUMN_TEXT, true},
        {"confidential", &out->confidential, CG_COLUMN_TRUTH, true},
        {"note", &out->note, CG_COLUMN_TEXT, true},
    };
    if (strcmp(member->key, "source") == 0) {
        return put_source(member, out);
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (strcmp(parts[i].key, member->key) != 0) {
            continue;
        }
        out->extended = out->extended || parts[i].extended;
        if (parts[i].kind == CG_COLUMN_MEASURED) {
            return put_number(arena, member, out, parts[i].into);
        }
        return cg_cell_of(arena, language, member, parts[i].kind, "", parts[i].into);
    }
    return false;
}

bool cg_figure_cells_of(cg_arena *arena, cg_language language, const cg_json *node,
                        cg_figure_cells *out) {
    *out = (cg_figure_cells){0};
    if (node->type != CG_JSON_OBJECT) {
        return put_number(arena, node, out, &out->value);
    }
    const cg_json *value = cg_json_member(node, "value");
    const cg_json *factor = cg_json_member(node, "factor");
    /* {"value": 5} would come back as 5, which is another text. */
    bool either = (value != NULL && node->count > 1) != (factor != NULL);
    if (!either || (value != NULL && !put_number(arena, value, out, &out->value))) {
        return false;
    }
    for (const cg_json *member = node->first; member != NULL; member = member->next) {
        if (member != value && !put_member(arena, language, member, out)) {
            return false;
        }
    }
    return true;
}
