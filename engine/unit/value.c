/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a number of the data with its range, basis and source, or takes it from a factor. */
#include "unit/value.h"

#include "base/number.h"
#include "unit/range_end.h"

#include <math.h>
#include <string.h>

/* A factor may be a multiple of another one; deeper than this is a circle. */
enum { DEEPEST_FACTOR = 8 };

/* What one number is asked for. */
typedef struct request {
    const cg_reader *reader;
    cg_meaning meaning;
    const cg_quality_meaning *quality; /* in place of `meaning`; NULL: no quality parameter's */
    int depth;
} request;

static const char *const basis_ids[CG_BASIS_COUNT] = {
    [CG_BASIS_MEASURED] = "measured", [CG_BASIS_BILLED] = "billed",
    [CG_BASIS_PERMIT] = "permit",     [CG_BASIS_ESTIMATED] = "estimated",
    [CG_BASIS_DEFAULT] = "default",
};

const char *cg_basis_id(cg_basis basis) {
    return basis_ids[basis];
}

static const char *example_of(const request *asked) {
    if (asked->quality != NULL) {
        return cg_quality_example(asked->reader->arena, asked->quality);
    }
    return cg_kind_example(asked->meaning.kind, asked->meaning.family);
}

static bool read_text(const request *asked, const char *text, double *out,
                      cg_quantity_problem *problem) {
    cg_arena *arena = asked->reader->arena;
    if (asked->quality == NULL) {
        return cg_quantity_read(out, text, asked->meaning, arena, problem);
    }
    cg_quality_kind kind;
    double value;
    if (!cg_quality_read(&value, &kind, text, arena, problem)) {
        return false;
    }
    if (kind != asked->quality->kind) {
        *problem = (cg_quantity_problem){
            .status = CG_QUANTITY_WRONG_DIMENSION, .unit = text, .suggestion = example_of(asked)};
        return false;
    }
    *out = value;
    return true;
}

static void say_text(const request *asked, const cg_json *where, const char *text,
                     const cg_quantity_problem *problem) {
    const cg_reader *reader = asked->reader;
    cg_place place = cg_reader_place(reader, where);
    if (asked->quality != NULL) {
        cg_quality_say(reader->diagnostics, place, text, asked->quality, problem);
        return;
    }
    cg_quantity_say(reader->diagnostics, place, text, asked->meaning, problem);
}

static double read_bare(const request *asked, const cg_json *node) {
    return asked->quality != NULL ? node->number * asked->quality->bare : node->number;
}

static const char *shown_number(const cg_reader *reader, double value) {
    char room[CG_NUMBER_ROOM];
    return cg_format(reader->arena, "%s", cg_number_text(value, room));
}

/* "12.000 t" is 12 t here and twelve thousand where the point parts thousands: nobody writes three
 * decimals ending in 0. */
static void warn_of_thousands(const request *asked, const cg_json *node) {
    const char *text = node->text + strspn(node->text, " ");
    size_t whole = strspn(text, "0123456789");
    size_t decimals = text[whole] == '.' ? strspn(text + whole + 1, "0123456789") : 0;
    bool parted =
        *text != '0' && whole >= 1 && whole <= 3 && decimals == 3 && text[whole + 3] == '0';
    if (!parted) {
        return;
    }
    const char *rest = text + whole + 4;
    const char *meant =
        cg_format(asked->reader->arena, "%.*s%.3s%s", (int)whole, text, text + whole + 1, rest);
    const char *trimmed = text[whole + 1] == '0' && text[whole + 2] == '0'
                              ? ""
                              : cg_format(asked->reader->arena, ".%.2s", text + whole + 1);
    const char *read = cg_format(asked->reader->arena, "%.*s%s%s", (int)whole, text, trimmed, rest);
    cg_say(asked->reader->diagnostics, CG_WARNING, cg_reader_place(asked->reader, node),
           CG_MSG_QUANTITY_THOUSANDS, node->text, read, meant, NULL);
}

static void remember(const request *asked, const cg_json *node, double value) {
    if (asked->reader->readings != NULL) {
        cg_readings_add(asked->reader->readings, node, value);
    }
}

/* A bare number or a text with its unit. */
static bool read_plain(const request *asked, const cg_json *node, double *out,
                       const char **missing_rate) {
    const cg_reader *reader = asked->reader;
    if (node->type == CG_JSON_NUMBER) {
        *out = read_bare(asked, node);
        remember(asked, node, *out);
        return true;
    }
    if (node->type != CG_JSON_STRING) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, node), CG_MSG_VALUE_EXPECTED,
               cg_reader_shown(reader, node), example_of(asked), NULL);
        return false;
    }
    cg_quantity_problem problem;
    if (read_text(asked, node->text, out, &problem)) {
        warn_of_thousands(asked, node);
        remember(asked, node, *out);
        return true;
    }
    if (problem.status == CG_QUANTITY_NO_RATE && reader->lenient_rates) {
        *missing_rate = problem.suggestion;
        *out = 0;
        return true;
    }
    say_text(asked, node, node->text, &problem);
    return false;
}

static bool say_unknown_factor(const cg_reader *reader, const cg_json *node) {
    const char *nearest =
        reader->factor_ids != NULL ? cg_map_nearest(reader->factor_ids, node->text) : NULL;
    cg_place place = cg_reader_place(reader, node);
    if (nearest != NULL) {
        cg_say(reader->diagnostics, CG_ERROR, place, CG_MSG_FACTOR_UNKNOWN_NEAREST, node->text,
               nearest, NULL);
        return false;
    }
    cg_say(reader->diagnostics, CG_ERROR, place, CG_MSG_FACTOR_UNKNOWN, node->text, NULL);
    return false;
}

static bool read_factor(const request *asked, const cg_json *object, cg_value *out);

/* One number of a factor's entry. What does not fit is reported at `user`, where the factor was
 * asked for in a meaning that it does not have; the entry itself may be right. */
static bool read_factor_number(const request *asked, const cg_json *user, const cg_json *node,
                               cg_value *out) {
    const cg_reader *reader = asked->reader;
    if (node->type == CG_JSON_OBJECT && cg_json_member(node, "factor") != NULL) {
        request deeper = *asked;
        deeper.depth++;
        return read_factor(&deeper, node, out);
    }
    if (node->type == CG_JSON_NUMBER) {
        out->value = read_bare(asked, node);
        return true;
    }
    cg_quantity_problem problem = {.status = CG_QUANTITY_NO_NUMBER};
    if (node->type == CG_JSON_STRING && read_text(asked, node->text, &out->value, &problem)) {
        return true;
    }
    if (node->type == CG_JSON_STRING && problem.status == CG_QUANTITY_NO_RATE) {
        if (reader->lenient_rates) {
            out->missing_rate = problem.suggestion;
            out->value = 0;
            return true;
        }
        say_text(asked, user, node->text, &problem);
        return false;
    }
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, user), CG_MSG_FACTOR_UNFIT,
           user->text, cg_reader_shown(reader, node), example_of(asked), NULL);
    return false;
}

/* The multiplier beside "factor"; 1 where silent. */
static bool read_times(const cg_reader *reader, const cg_json *object, double *out) {
    const cg_json *times = cg_json_member(object, "times");
    *out = 1;
    if (times == NULL) {
        return true;
    }
    if (!cg_reader_is(reader, times, CG_JSON_NUMBER)) {
        return false;
    }
    if (times->number < 0) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, times),
               CG_MSG_VALUE_TOO_SMALL, shown_number(reader, times->number), "0", NULL);
        return false;
    }
    *out = times->number;
    return true;
}

/* One end of a factor's range, `otherwise` where it has none. */
static bool read_factor_end(const request *asked, const cg_json *user, const cg_json *entry,
                            const char *key, double *out) {
    const cg_json *node = cg_json_member(entry, key);
    if (node == NULL) {
        return true;
    }
    cg_value end = {0};
    if (!read_factor_number(asked, user, node, &end)) {
        return false;
    }
    *out = end.value;
    return true;
}

static void take_year(const cg_json *object, cg_value *out) {
    const cg_json *year = cg_json_member(object, "year");
    if (year != NULL && year->type == CG_JSON_NUMBER && fabs(year->number) < 1e5) {
        out->year = (int)year->number;
    }
}

/* low <= value <= high; what is not is reported at the two places. */
static bool is_ordered(const cg_reader *reader, const cg_value *value, const cg_json *low,
                       const cg_json *high) {
    if (value->missing_rate != NULL) {
        return true;
    }
    if (value->low > value->value) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, low), CG_MSG_VALUE_RANGE_LOW,
               shown_number(reader, value->low), shown_number(reader, value->value), NULL);
    }
    if (value->high < value->value) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, high),
               CG_MSG_VALUE_RANGE_HIGH, shown_number(reader, value->high),
               shown_number(reader, value->value), NULL);
    }
    return value->low <= value->value && value->value <= value->high;
}

static bool read_factor(const request *asked, const cg_json *object, cg_value *out) {
    static const char *const known[] = {"factor", "times", NULL};
    const cg_reader *reader = asked->reader;
    cg_reader_check_keys(reader, object, known);
    const cg_json *id = cg_json_member(object, "factor");
    double times;
    if (!cg_reader_is(reader, id, CG_JSON_STRING) || !read_times(reader, object, &times)) {
        return false;
    }
    if (asked->depth > DEEPEST_FACTOR) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, id), CG_MSG_FACTOR_CIRCLE,
               id->text, NULL);
        return false;
    }
    const cg_json *entry =
        reader->find_factor != NULL ? reader->find_factor(reader->payload, id->text) : NULL;
    if (entry == NULL) {
        return say_unknown_factor(reader, id);
    }
    const cg_json *value = cg_json_member(entry, "value");
    if (value == NULL) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, id),
               CG_MSG_FACTOR_WITHOUT_VALUE, id->text, NULL);
        return false;
    }
    if (!read_factor_number(asked, id, value, out)) {
        return false;
    }
    double low = out->ranged ? out->low : out->value, high = out->ranged ? out->high : out->value;
    if (!read_factor_end(asked, id, entry, "low", &low) ||
        !read_factor_end(asked, id, entry, "high", &high)) {
        return false;
    }
    out->ranged = out->ranged || cg_json_member(entry, "low") != NULL ||
                  cg_json_member(entry, "high") != NULL;
    out->value *= times;
    out->low = out->ranged ? low * times : 0;
    out->high = out->ranged ? high * times : 0;
    if (out->ranged && !is_ordered(reader, out, id, id)) {
        return false;
    }
    out->factor = id->text;
    out->basis = CG_BASIS_DEFAULT;
    if (cg_json_member(entry, "source") != NULL) {
        out->source = cg_words_stated(cg_json_member(entry, "source"));
    }
    take_year(entry, out);
    return true;
}

static bool read_basis(const cg_reader *reader, const cg_json *object, cg_value *out) {
    const cg_json *node = cg_json_member(object, "basis");
    if (node == NULL) {
        return true;
    }
    for (int i = CG_BASIS_MEASURED; i < CG_BASIS_COUNT; i++) {
        if (node->type == CG_JSON_STRING && strcmp(node->text, basis_ids[i]) == 0) {
            out->basis = (cg_basis)i;
            return true;
        }
    }
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, node), CG_MSG_VALUE_BASIS,
           cg_reader_shown(reader, node), NULL);
    return false;
}

bool cg_reader_grade(const cg_reader *reader, const cg_json *object) {
    bool good = true;
    const cg_json *year = cg_json_member(object, "year");
    if (year != NULL && (year->type != CG_JSON_NUMBER || floor(year->number) != year->number ||
                         year->number < 1900 || year->number > 2200)) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, year), CG_MSG_VALUE_YEAR,
               cg_reader_shown(reader, year), NULL);
        good = false;
    }
    static const char *const grades[] = {"verified", "background", "uncertain"};
    const cg_json *grade = cg_json_member(object, "confidence");
    if (grade == NULL) {
        return good;
    }
    for (size_t i = 0; i < sizeof grades / sizeof *grades; i++) {
        if (grade->type == CG_JSON_STRING && strcmp(grade->text, grades[i]) == 0) {
            return good;
        }
    }
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, grade), CG_MSG_VALUE_CONFIDENCE,
           cg_reader_shown(reader, grade), NULL);
    return false;
}

bool cg_reader_evidence(const cg_reader *reader, const cg_json *object) {
    const cg_json *source = cg_json_member(object, "source");
    cg_words words = cg_reader_sentence(reader, source);
    bool good = source == NULL || cg_words_in(words, CG_ENGLISH, NULL) != NULL;
    return cg_reader_grade(reader, object) && good;
}

/* A number inside {"value", "low", "high"}: plain, or from a factor. */
static bool read_part(const request *asked, const cg_json *node, cg_value *out) {
    if (node->type == CG_JSON_OBJECT && cg_json_member(node, "factor") != NULL) {
        return read_factor(asked, node, out);
    }
    return read_plain(asked, node, &out->value, &out->missing_rate);
}

static bool read_range(const request *asked, const cg_json *object, cg_value *out) {
    const cg_reader *reader = asked->reader;
    const cg_json *low = cg_json_member(object, "low"), *high = cg_json_member(object, "high");
    cg_value low_end = {.value = out->ranged ? out->low : out->value};
    cg_value high_end = {.value = out->ranged ? out->high : out->value};
    bool good = (low == NULL || read_part(asked, low, &low_end));
    good = (high == NULL || read_part(asked, high, &high_end)) && good;
    if (!good) {
        return false;
    }
    if (low == NULL && high == NULL) {
        return true;
    }
    out->ranged = true;
    out->low = low_end.value;
    out->high = high_end.value;
    if (out->missing_rate != NULL || low_end.missing_rate != NULL ||
        high_end.missing_rate != NULL) {
        out->ranged = false;
        return true;
    }
    return is_ordered(reader, out, low != NULL ? low : object, high != NULL ? high : object);
}

/* Only what a firm or an operator pays can be told in confidence: all else would be hidden from
 * those who have to check it. */
static bool read_confidential(const request *asked, const cg_json *object, cg_value *out) {
    const cg_json *node = cg_json_member(object, "confidential");
    const cg_reader *reader = asked->reader;
    if (node == NULL) {
        return true;
    }
    if (!reader->confidences || asked->quality != NULL || asked->meaning.kind != CG_KIND_PRICE) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, node),
               CG_MSG_VALUE_NO_CONFIDENCE, NULL);
        return false;
    }
    if (!cg_reader_is(reader, node, CG_JSON_BOOLEAN)) {
        return false;
    }
    out->confidential = node->truth;
    return true;
}

static bool read_stated(const request *asked, const cg_json *object, cg_value *out) {
    static const char *const known[] = {"value", "low",        "high",         "basis", "source",
                                        "year",  "confidence", "confidential", NULL};
    const cg_reader *reader = asked->reader;
    cg_reader_check_keys(reader, object, known);
    const cg_json *value = cg_json_member(object, "value");
    if (value == NULL) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, object), CG_MSG_VALUE_MISSING,
               example_of(asked), NULL);
        return false;
    }
    bool good = read_part(asked, value, out);
    good = good && read_range(asked, object, out);
    good = read_basis(reader, object, out) && good;
    good = cg_reader_evidence(reader, object) && good;
    good = read_confidential(asked, object, out) && good;
    if (cg_json_member(object, "source") != NULL) {
        out->source = cg_words_stated(cg_json_member(object, "source"));
    }
    take_year(object, out);
    return good;
}

static bool read_value(const request *asked, const cg_json *node, cg_value *out) {
    *out = (cg_value){.given = true, .line = node->line, .node = node};
    bool good;
    if (node->type != CG_JSON_OBJECT) {
        good = read_plain(asked, node, &out->value, &out->missing_rate);
    } else if (cg_json_member(node, "factor") != NULL) {
        good = read_factor(asked, node, out);
    } else {
        good = read_stated(asked, node, out);
    }
    if (!good) {
        *out = (cg_value){.given = true, .line = node->line, .node = node};
    }
    cg_range_take_end(asked->reader, node, asked->quality, out);
    return good;
}

bool cg_value_read(const cg_reader *reader, const cg_json *node, cg_kind kind, cg_family family,
                   cg_value *out) {
    const request asked = {
        .reader = reader,
        .meaning = {.kind = kind, .family = family, .currency = reader->currency}};
    return read_value(&asked, node, out);
}

bool cg_value_read_quality(const cg_reader *reader, const cg_json *node,
                           const cg_quality_meaning *meaning, cg_value *out) {
    const request asked = {.reader = reader, .quality = meaning};
    return read_value(&asked, node, out);
}

const char *cg_value_shown(const cg_reader *reader, const cg_json *node, const char *key,
                           double number) {
    const cg_json *part = node->type == CG_JSON_OBJECT ? cg_json_member(node, key) : node;
    bool written = part != NULL && (part->type == CG_JSON_STRING || part->type == CG_JSON_NUMBER);
    return written ? cg_reader_shown(reader, part) : shown_number(reader, number);
}

bool cg_value_read_least(const cg_reader *reader, const cg_json *node, cg_kind kind,
                         cg_family family, double least, cg_value *out) {
    if (!cg_value_read(reader, node, kind, family, out)) {
        return false;
    }
    bool lower = out->ranged && out->low < out->value;
    double smallest = lower ? out->low : out->value;
    if (smallest >= least || out->missing_rate != NULL) {
        return true;
    }
    const char *unit = cg_kind_unit(reader->arena, kind, family,
                                    reader->currency != NULL ? reader->currency->own : NULL);
    /* Nothing is nothing in every unit. */
    bool plain = unit[0] == '\0' || fabs(least) <= 0;
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, node), CG_MSG_VALUE_TOO_SMALL,
           cg_value_shown(reader, node, lower ? "low" : "value", smallest),
           cg_format(reader->arena, "%s%s%s", shown_number(reader, least), plain ? "" : " ",
                     plain ? "" : unit),
           NULL);
    *out = (cg_value){.given = true, .line = node->line, .node = node};
    return false;
}
