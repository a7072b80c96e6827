/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of what is typed into a park's tables: numbers, years, places, words of lists, ids. */
#include "workbook/park_checks.h"

#include "tables/fold.h"

#include <string.h>

/* Wider than any number in a park. */
#define ANY_NUMBER 1e15

static const char *say(const cg_park_checks *c, cg_message_id id, const char *argument) {
    return cg_message(c->arena, id, c->how->language, argument, NULL);
}

/* The ids of another sheet; false where the book has none. */
static bool ids_of(const cg_park_checks *c, cg_table_id table, cg_book_range *out) {
    const char *name = cg_words_in(cg_table_of(table).name, c->how->language, "");
    for (int g = 0; g < c->grids->grids.count; g++) {
        const cg_grid *grid = &c->grids->grids.items[g];
        if (strcmp(grid->name, name) == 0) {
            /* Of a template the first row is the example. */
            int first = c->first_row + (c->how->empty ? 1 : 0);
            *out = (cg_book_range){name, first, 0, grid->rows.count + CG_ROWS_TO_FILL, 0};
            return true;
        }
    }
    return false;
}

static void check_reference(const cg_park_checks *c, const cg_table_column *column,
                            cg_book_check *check) {
    bool firm = strcmp(column->path, "firm") == 0;
    bool plant = strcmp(column->path, "disposed_at") == 0 || strcmp(column->path, "via") == 0;
    cg_table_id table = firm ? CG_TABLE_FIRMS : CG_TABLE_FACILITIES;
    if ((firm || plant) && ids_of(c, table, &check->list)) {
        check->check = CG_CHECK_LIST;
        check->severity = CG_CHECK_ASKS;
        check->error = say(c, CG_MSG_BOOK_CHECK_REFERENCE, check->list.sheet);
    }
}

/* Shipped lists may be added to by a park's own; closed ones may not. */
static void check_choice(const cg_park_checks *c, const cg_table_column *column,
                         cg_book_check *check) {
    static const char *const open[] = {"resource", "gives.resource", "mode",
                                       "fact",     "factor",         NULL};
    const char *heading = cg_words_in(column->heading, c->how->language, column->path);
    check->check = CG_CHECK_LIST;
    check->list = cg_book_lists_range(c->lists, column->choices, heading);
    if (column->kind != CG_COLUMN_CHOICE) {
        check->severity = CG_CHECK_SUGGESTS;
        return;
    }
    bool asks = cg_is_among(open, column->path);
    check->severity = asks ? CG_CHECK_ASKS : CG_CHECK_REFUSES;
    check->error =
        say(c, asks ? CG_MSG_BOOK_CHECK_LIST : CG_MSG_BOOK_CHECK_CLOSED, c->lists->sheet.name);
}

static void check_truth(const cg_park_checks *c, cg_book_check *check) {
    static const char *const words[CG_LANGUAGES][3] = {
        [CG_ENGLISH] = {"yes", "no", NULL},
        [CG_VIETNAMESE] = {"có", "không", NULL},
    };
    const char *heading = say(c, CG_MSG_BOOK_TRUTH, NULL);
    check->check = CG_CHECK_LIST;
    check->severity = CG_CHECK_REFUSES;
    check->list = cg_book_lists_range(c->lists, words[c->how->language], heading);
    check->error = say(c, CG_MSG_BOOK_CHECK_CLOSED, c->lists->sheet.name);
}

static void check_number(const cg_park_checks *c, const cg_table_column *column,
                         cg_book_check *check) {
    static const char *const signs[] = {
        "disposal_cost", "disposal_cost/low", "disposal_cost/high", "temperature", "from", "to",
        "value",         "value/low",         "value/high",         NULL};
    bool below = cg_is_among(signs, column->path);
    bool figure = column->kind == CG_COLUMN_FIGURE && strchr(column->path, '/') == NULL;
    check->check = CG_CHECK_NUMBER;
    check->least = below ? -ANY_NUMBER : 0;
    check->most = ANY_NUMBER;
    if (!figure) {
        check->severity = CG_CHECK_REFUSES;
        check->error =
            say(c, below ? CG_MSG_BOOK_CHECK_ANY_NUMBER : CG_MSG_BOOK_CHECK_NUMBER, NULL);
        return;
    }
    bool unit = column->unit != NULL && column->unit[0] != '\0';
    check->severity = CG_CHECK_ASKS;
    check->error =
        say(c, unit ? CG_MSG_BOOK_CHECK_FIGURE : CG_MSG_BOOK_CHECK_PLAIN_FIGURE, column->unit);
}

static void check_whole(const cg_park_checks *c, cg_book_check *check) {
    check->check = CG_CHECK_WHOLE;
    check->severity = CG_CHECK_REFUSES;
    check->least = 1900;
    check->most = 2200;
    check->error = say(c, CG_MSG_BOOK_CHECK_YEAR, NULL);
}

static void check_place(const cg_park_checks *c, const cg_table_column *column,
                        cg_book_check *check) {
    bool degrees = strncmp(column->path, "at.", 3) == 0;
    bool latitude = strcmp(column->path, "at.1") == 0;
    double most = !degrees ? ANY_NUMBER : latitude ? 90 : 180;
    check->check = CG_CHECK_NUMBER;
    check->severity = CG_CHECK_REFUSES;
    check->least = -most;
    check->most = most;
    check->error = say(c, degrees ? CG_MSG_BOOK_CHECK_PLACE : CG_MSG_BOOK_CHECK_ANY_NUMBER, NULL);
}

void cg_park_check_column(const cg_park_checks *c, const cg_table_column *column, int at) {
    cg_book_check check = {.cells = {NULL, c->first_row, at, c->last_row, at}};
    bool items = column->table == CG_TABLE_PARK; /* every line is of another kind */
    if (items && column->kind == CG_COLUMN_MEASURED) {
        return;
    }
    if (column->choices != NULL && column->choices[0] != NULL) {
        check_choice(c, column, &check);
    } else if (column->kind == CG_COLUMN_REFERENCE) {
        check_reference(c, column, &check);
    } else if (column->kind == CG_COLUMN_TRUTH) {
        check_truth(c, &check);
    } else if (column->kind == CG_COLUMN_FIGURE || column->kind == CG_COLUMN_MEASURED) {
        check_number(c, column, &check);
    } else if (column->kind == CG_COLUMN_WHOLE) {
        check_whole(c, &check);
    } else if (column->kind == CG_COLUMN_PLACE) {
        check_place(c, column, &check);
    }
    const char *help = cg_words_in(column->help, c->how->language, "");
    if (c->how->empty && help[0] != '\0') {
        check.title = cg_words_in(column->heading, c->how->language, NULL);
        check.message = help;
    }
    if (check.check != CG_CHECK_NOTHING || check.message != NULL) {
        CG_PUSH(c->arena, &c->sheet->checks, check);
    }
}
