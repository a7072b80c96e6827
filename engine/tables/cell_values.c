/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells as values of a document: numbers with their units, texts, truths, days, lists. */
#include "tables/gathering.h"

#include "base/number.h"
#include "base/text.h"
#include "tables/cell_words.h"
#include "tables/fold.h"
#include "tables/numbers.h"

#include <math.h>
#include <string.h>

static cg_json *text_node(cg_gathering *g, cg_place place, const char *text) {
    cg_json *node = cg_node_at(g, CG_JSON_STRING, place);
    node->text = text;
    return node;
}

static cg_json *number_node(cg_gathering *g, cg_place place, double number) {
    cg_json *node = cg_node_at(g, CG_JSON_NUMBER, place);
    node->number = number;
    return node;
}

/* ---- one cell */

/* False after saying that the cell holds no value at all. */
static bool is_usable(cg_gathering *g, const cg_row *row, int heading, const cg_cell *cell) {
    if (cell->kind != CG_CELL_FORMULA && cell->kind != CG_CELL_ERROR) {
        return true;
    }
    cg_say(g->diagnostics, CG_ERROR, cg_row_place(g, row, heading),
           cell->kind == CG_CELL_FORMULA ? CG_MSG_IMPORT_FORMULA : CG_MSG_IMPORT_CELL_ERROR,
           cg_cell_text_shown(g->arena, cell->text), NULL);
    return false;
}

static void say_cell(cg_gathering *g, const cg_row *row, int heading, cg_message_id message) {
    cg_cell cell = cg_row_cell(row, heading);
    const char *example = row->sheet->headings.items[heading].is->example;
    cg_say(g->diagnostics, CG_ERROR, cg_row_place(g, row, heading), message,
           cg_cell_shown(g->arena, &cell), example != NULL ? example : "1200", NULL);
}

static double value_of(const char *number) {
    double value = 0;
    const char *end = NULL;
    return cg_number_read(number, &value, &end) && isfinite(value) ? value : 0;
}

/* The number that a text begins with, in JSON's grammar; NULL after reporting. */
static const char *number_of_text(cg_gathering *g, const cg_row *row, int heading, const char *text,
                                  const char **rest) {
    cg_place place = cg_row_place(g, row, heading);
    const char *shown = cg_cell_text_shown(g->arena, text);
    cg_number_shape shape = cg_number_shape_of(g->arena, text);
    cg_decimal_mark mark = row->marks[heading];
    if (shape == CG_SHAPE_NONE) {
        say_cell(g, row, heading, CG_MSG_IMPORT_NUMBER_EXPECTED);
        return NULL;
    }
    if (shape == CG_SHAPE_BROKEN) {
        cg_say(g->diagnostics, CG_ERROR, place, CG_MSG_IMPORT_NUMBER_BROKEN, shown, NULL);
        return NULL;
    }
    if (mark == CG_MARK_PROVEN && shape == CG_SHAPE_AMBIGUOUS) {
        char point[CG_NUMBER_ROOM], comma[CG_NUMBER_ROOM];
        cg_number_text(value_of(cg_number_plain(g->arena, text, CG_MARK_POINT, rest)), point);
        cg_number_text(value_of(cg_number_plain(g->arena, text, CG_MARK_COMMA, rest)), comma);
        cg_say(g->diagnostics, CG_ERROR, place, CG_MSG_IMPORT_NUMBER_AMBIGUOUS, shown, point, comma,
               NULL);
        return NULL;
    }
    const char *number =
        cg_number_plain(g->arena, text, mark == CG_MARK_PROVEN ? CG_MARK_POINT : mark, rest);
    if (number == NULL && g->how->mark != CG_MARK_PROVEN) {
        cg_say(g->diagnostics, CG_ERROR, place,
               mark == CG_MARK_COMMA ? CG_MSG_IMPORT_NO_COMMA_NUMBER
                                     : CG_MSG_IMPORT_NO_POINT_NUMBER,
               shown, NULL);
    }
    return number; /* NULL: the marks of the column disagree, which is said */
}

/* The number of a cell as text and what is written behind it; NULL after reporting. */
static const char *number_of(cg_gathering *g, const cg_row *row, int heading, const char **rest) {
    cg_cell cell = cg_row_cell(row, heading);
    char room[CG_NUMBER_ROOM];
    *rest = "";
    if (!is_usable(g, row, heading, &cell)) {
        return NULL;
    }
    switch (cell.kind) {
    case CG_CELL_NUMBER:
        return cg_format(g->arena, "%s", cg_number_text(cell.number, room));
    case CG_CELL_PERCENT: {
        const char *text = cg_percent_text(g->arena, cell.number);
        *rest = " %";
        return cg_copy(g->arena, text, strlen(text) - strlen(" %"));
    }
    case CG_CELL_TEXT:
        return number_of_text(g, row, heading, cg_cell_trimmed(g->arena, cell.text), rest);
    case CG_CELL_DATE:
        cg_say(g->diagnostics, CG_ERROR, cg_row_place(g, row, heading),
               CG_MSG_IMPORT_NUMBER_IS_DATE, cell.text, NULL);
        return NULL;
    default:
        say_cell(g, row, heading, CG_MSG_IMPORT_NUMBER_EXPECTED);
        return NULL;
    }
}

/* A number with what follows it, or with the unit that its row or heading gives. */
static cg_json *figure(cg_gathering *g, cg_place place, const char *number, const char *rest,
                       const char *unit) {
    if (cg_cell_trimmed(g->arena, rest)[0] != '\0') {
        return text_node(g, place,
                         cg_format(g->arena, "%s%s", number, cg_unit_marked(g->arena, rest)));
    }
    if (unit != NULL && unit[0] != '\0') {
        return text_node(g, place, cg_format(g->arena, "%s %s", number, unit));
    }
    return number_node(g, place, value_of(number));
}

/* The word of the column's list that is meant, or the text as it is. */
static const char *choice_of(cg_arena *arena, const cg_table_column *column, const char *text) {
    for (int i = 0; column->choices != NULL && column->choices[i] != NULL; i++) {
        if (strcmp(column->choices[i], text) == 0) {
            return text;
        }
    }
    const char *folded = cg_folded(arena, text);
    for (int i = 0; column->choices != NULL && column->choices[i] != NULL; i++) {
        if (strcmp(cg_folded(arena, column->choices[i]), folded) == 0) {
            return column->choices[i];
        }
    }
    return text;
}

/* What a cell says as text; NULL after reporting. */
static const char *text_of(cg_gathering *g, const cg_row *row, int heading) {
    cg_cell cell = cg_row_cell(row, heading);
    char room[CG_NUMBER_ROOM];
    if (!is_usable(g, row, heading, &cell)) {
        return NULL;
    }
    switch (cell.kind) {
    case CG_CELL_TEXT:
        return cg_cell_trimmed(g->arena, cell.text);
    case CG_CELL_DATE:
        return cell.text;
    case CG_CELL_NUMBER:
        return cg_format(g->arena, "%s", cg_number_text(cell.number, room));
    case CG_CELL_PERCENT:
        return cg_percent_text(g->arena, cell.number);
    default:
        say_cell(g, row, heading, CG_MSG_IMPORT_TEXT_EXPECTED);
        return NULL;
    }
}

static cg_json *truth(cg_gathering *g, const cg_row *row, int heading) {
    cg_cell cell = cg_row_cell(row, heading);
    bool value = cell.number > 0;
    bool known =
        cell.kind == CG_CELL_TRUTH ||
        (cell.kind == CG_CELL_NUMBER && (fabs(cell.number) <= 0 || !(fabs(cell.number - 1) > 0)));
    known = known || (cell.kind == CG_CELL_TEXT && cg_truth_read(g->arena, &value, cell.text));
    if (!is_usable(g, row, heading, &cell)) {
        return NULL;
    }
    if (!known) {
        say_cell(g, row, heading, CG_MSG_IMPORT_TRUTH_EXPECTED);
        return NULL;
    }
    cg_json *node = cg_node_at(g, CG_JSON_BOOLEAN, cg_row_place(g, row, heading));
    node->truth = value;
    return node;
}

static cg_json *whole(cg_gathering *g, const cg_row *row, int heading) {
    cg_cell cell = cg_row_cell(row, heading);
    double value = cell.number;
    bool known = cell.kind == CG_CELL_NUMBER;
    if (cell.kind == CG_CELL_TEXT) {
        const char *text = cg_cell_trimmed(g->arena, cell.text);
        known = strspn(text, "0123456789") == strlen(text) && strlen(text) <= 9;
        value = known ? value_of(text) : 0;
    }
    if (!is_usable(g, row, heading, &cell)) {
        return NULL;
    }
    if (!known || fabs(fmod(value, 1)) > 0) {
        say_cell(g, row, heading, CG_MSG_IMPORT_WHOLE_EXPECTED);
        return NULL;
    }
    return number_node(g, cg_row_place(g, row, heading), value);
}

static cg_json *day(cg_gathering *g, const cg_row *row, int heading) {
    enum { FIRST_YEAR = 1900, LAST_YEAR = 2200 };
    cg_cell cell = cg_row_cell(row, heading);
    const char *text = NULL;
    if (!is_usable(g, row, heading, &cell)) {
        return NULL;
    }
    if (cell.kind == CG_CELL_DATE) {
        text = cell.text;
    } else if (cell.kind == CG_CELL_TEXT) {
        text = cg_date_read(g->arena, cell.text);
    } else if (cell.kind == CG_CELL_NUMBER && cell.number >= FIRST_YEAR &&
               cell.number <= LAST_YEAR) {
        text = text_of(g, row, heading);
    } else if (cell.kind == CG_CELL_NUMBER) {
        text = cg_date_of_serial(g->arena, cell.number);
    }
    if (text == NULL) {
        say_cell(g, row, heading, CG_MSG_IMPORT_DAY_EXPECTED);
        return NULL;
    }
    return text_node(g, cg_row_place(g, row, heading), text);
}

static cg_json *list(cg_gathering *g, const cg_row *row, int heading) {
    const char *text = text_of(g, row, heading);
    if (text == NULL) {
        return NULL;
    }
    cg_place place = cg_row_place(g, row, heading);
    cg_json *node = cg_node_at(g, CG_JSON_ARRAY, place);
    while (*text != '\0') {
        size_t length = strcspn(text, ";\n");
        const char *item = cg_cell_trimmed(g->arena, cg_copy(g->arena, text, length));
        if (item[0] != '\0') {
            cg_json_append(node, text_node(g, place, item));
        }
        text += length + (text[length] != '\0');
    }
    return node;
}

static cg_json *coordinate(cg_gathering *g, const cg_row *row, int heading) {
    const char *rest = "";
    const char *number = number_of(g, row, heading, &rest);
    if (number == NULL) {
        return NULL;
    }
    if (cg_cell_trimmed(g->arena, rest)[0] != '\0') {
        say_cell(g, row, heading, CG_MSG_IMPORT_NUMBER_EXPECTED);
        return NULL;
    }
    return number_node(g, cg_row_place(g, row, heading), value_of(number));
}

cg_json *cg_cell_as(cg_gathering *g, const cg_row *row, int heading, cg_column_kind kind,
                    const char *unit) {
    cg_cell cell = cg_row_cell(row, heading);
    if (cg_cell_is_empty(g->arena, &cell)) {
        return NULL;
    }
    const char *rest = "";
    const char *text = NULL;
    switch (kind) {
    case CG_COLUMN_TRUTH:
        return truth(g, row, heading);
    case CG_COLUMN_WHOLE:
        return whole(g, row, heading);
    case CG_COLUMN_DAY:
        return day(g, row, heading);
    case CG_COLUMN_LIST:
        return list(g, row, heading);
    case CG_COLUMN_PLACE:
        return coordinate(g, row, heading);
    case CG_COLUMN_FIGURE:
    case CG_COLUMN_MEASURED:
        text = number_of(g, row, heading, &rest);
        return text == NULL ? NULL : figure(g, cg_row_place(g, row, heading), text, rest, unit);
    case CG_COLUMN_CHOICE:
        text = text_of(g, row, heading);
        text =
            text == NULL ? NULL : choice_of(g->arena, row->sheet->headings.items[heading].is, text);
        break;
    default:
        text = text_of(g, row, heading);
        break;
    }
    return text == NULL ? NULL : text_node(g, cg_row_place(g, row, heading), text);
}

const char *cg_text_needed(cg_gathering *g, const cg_row *row, const char *path) {
    int heading = cg_row_heading(row, path);
    cg_cell cell = cg_row_cell(row, heading);
    if (!cg_cell_is_empty(g->arena, &cell)) {
        return text_of(g, row, heading);
    }
    const cg_column_names *table = &g->names->tables[row->sheet->table];
    const char *name = path;
    for (int i = 0; i < table->columns.count; i++) {
        if (strcmp(table->columns.items[i].path, path) == 0) {
            name = cg_words_in(table->columns.items[i].heading, row->sheet->language, path);
        }
    }
    cg_say(g->diagnostics, CG_ERROR, cg_row_place(g, row, heading), CG_MSG_IMPORT_CELL_NEEDED,
           heading == CG_NONE
               ? name
               : cg_heading_shown(g->arena, row->sheet, row->sheet->headings.items[heading].column),
           NULL);
    return NULL;
}

/* ---- a measured number */

/* The unit that the row, else the heading gives; "" without one. NULL after reporting. */
static const char *unit_of_row(cg_gathering *g, const cg_row *row, int value, int unit) {
    cg_cell cell = cg_row_cell(row, unit);
    if (!cg_cell_is_empty(g->arena, &cell)) {
        const char *text = text_of(g, row, unit);
        return text == NULL ? NULL : cg_unit_marked(g->arena, text);
    }
    const char *of_heading = value == CG_NONE ? NULL : row->sheet->headings.items[value].unit;
    return of_heading != NULL ? of_heading : "";
}

static bool is_same_unit(cg_arena *arena, const char *a, const char *b) {
    return strcmp(cg_folded(arena, a), cg_folded(arena, b)) == 0;
}

/* The heading of a part of the measured number at `path`, whose own heading is `value`. */
static int part_of(cg_gathering *g, const cg_row *row, const char *path, int value, int part) {
    return value != CG_NONE
               ? row->sheet->headings.items[value].parts[part]
               : cg_row_heading(row, cg_format(g->arena, "%s/%s", path, cg_measured_parts[part]));
}

/* Whether anything but the unit stands beside it. */
static bool has_rest(cg_gathering *g, const cg_row *row, const char *path, int value) {
    for (int i = CG_PART_LOW; i < CG_PARTS; i++) {
        cg_cell cell = cg_row_cell(row, part_of(g, row, path, value, i));
        if (!cg_cell_is_empty(g->arena, &cell)) {
            return true;
        }
    }
    return false;
}

/* The source in each language that has a column of its own, one object; false where none is filled.
 */
static bool add_source_words(cg_gathering *g, const cg_row *row, const char *path, int value,
                             cg_json *object) {
    static const char *const keys[] = {"vi", "en"};
    static const int parts[] = {CG_PART_SOURCE_VI, CG_PART_SOURCE_EN};
    cg_json *words = NULL;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        int heading = part_of(g, row, path, value, parts[i]);
        cg_cell cell = cg_row_cell(row, heading);
        if (cg_cell_is_empty(g->arena, &cell)) {
            continue;
        }
        cg_json *text = cg_cell_as(g, row, heading, CG_COLUMN_TEXT, "");
        if (words == NULL) {
            words = cg_node_at(g, CG_JSON_OBJECT, cg_row_place(g, row, heading));
            words->key = "source";
        }
        if (text != NULL) {
            text->key = keys[i];
            cg_json_append(words, text);
        }
    }
    /* Beside a source in one language it is a second one, which the park's reader refuses. */
    if (words != NULL) {
        cg_json_append(object, words);
    }
    return words != NULL;
}

bool cg_measured_rest(cg_gathering *g, const cg_row *row, const char *path, const char *unit,
                      cg_json *object) {
    static const cg_column_kind kinds[CG_PARTS] = {[CG_PART_LOW] = CG_COLUMN_FIGURE,
                                                   [CG_PART_HIGH] = CG_COLUMN_FIGURE,
                                                   [CG_PART_BASIS] = CG_COLUMN_CHOICE,
                                                   [CG_PART_SOURCE] = CG_COLUMN_TEXT,
                                                   [CG_PART_YEAR] = CG_COLUMN_WHOLE};
    int value = cg_row_heading(row, path);
    bool filled = false;
    for (int i = CG_PART_LOW; i <= CG_PART_YEAR; i++) {
        int heading = part_of(g, row, path, value, i);
        cg_cell cell = cg_row_cell(row, heading);
        if (cg_cell_is_empty(g->arena, &cell)) {
            continue;
        }
        filled = true;
        const char *own = row->sheet->headings.items[heading].unit;
        cg_json *part = cg_cell_as(g, row, heading, kinds[i], own != NULL ? own : unit);
        if (part != NULL) {
            part->key = cg_measured_parts[i];
            cg_json_append(object, part);
        }
    }
    return add_source_words(g, row, path, value, object) || filled;
}

cg_json *cg_measured(cg_gathering *g, const cg_row *row, const char *path) {
    int value = cg_row_heading(row, path);
    int unit_heading = part_of(g, row, path, value, CG_PART_UNIT);
    cg_cell cell = cg_row_cell(row, value);
    bool empty = cg_cell_is_empty(g->arena, &cell);
    if (empty && !has_rest(g, row, path, value)) {
        return NULL; /* a unit alone may stand in a whole column before anything is filled in */
    }
    const char *rest = "";
    const char *number = empty ? NULL : number_of(g, row, value, &rest);
    const char *unit = unit_of_row(g, row, value, unit_heading);
    const char *own = cg_cell_trimmed(g->arena, cg_unit_marked(g->arena, rest));
    if (number != NULL && unit != NULL && own[0] != '\0' && unit[0] != '\0' &&
        unit_heading != CG_NONE && !is_same_unit(g->arena, own, unit)) {
        cg_say(g->diagnostics, CG_ERROR, cg_row_place(g, row, value), CG_MSG_IMPORT_UNIT_TWICE,
               cg_cell_text_shown(g->arena, cell.kind == CG_CELL_TEXT ? cell.text : own),
               cg_cell_text_shown(g->arena, unit), NULL);
        return NULL;
    }
    cg_place place = value == CG_NONE ? cg_row_start(g, row) : cg_row_place(g, row, value);
    cg_json *object = cg_node_at(g, CG_JSON_OBJECT, place);
    cg_json *plain = number == NULL || unit == NULL ? NULL : figure(g, place, number, rest, unit);
    if (plain != NULL) {
        plain->key = "value";
        cg_json_append(object, plain);
    }
    bool more = cg_measured_rest(g, row, path, own[0] != '\0' ? own : unit, object);
    if (empty && more) {
        const char *first = object->first != NULL ? object->first->key : "";
        cg_say(g->diagnostics, CG_ERROR, place, CG_MSG_IMPORT_WITHOUT_VALUE, first, path, NULL);
    }
    if (plain == NULL || more) {
        return plain == NULL ? NULL : object;
    }
    cg_json_remove(plain);
    plain->key = NULL;
    return plain;
}
