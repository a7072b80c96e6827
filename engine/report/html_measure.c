/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to measure first, and which data are still to be confirmed, in the HTML report. */
#include "report/content.h"
#include "report/html_pieces.h"

enum { MOST_CONFIRMED = 30 };

static void add_measurings(cg_html *h, const cg_measurings *rows) {
    const cg_telling *t = &h->telling;
    const char *heads[] = {cg_html_word(h, CG_MSG_CONTENT_MEASURE_WHERE),
                           cg_html_word(h, CG_MSG_CONTENT_MEASURE_WHAT),
                           cg_html_word(h, CG_MSG_CONTENT_MEASURE_OPENS),
                           cg_tell(t, CG_MSG_CONTENT_MEASURE_WORTH, t->money.unit, NULL)};
    cg_html_table table = {cg_html_word(h, CG_MSG_CONTENT_MEASURE), heads, 4, 3};
    cg_html_table_open(h, &table);
    for (int i = 0; i < rows->count; i++) {
        const cg_measuring *row = &rows->items[i];
        const char *cells[] = {row->where, row->what, row->opens, cg_tell_cell(t, row->worth)};
        cg_html_row(h, &table, cells);
    }
    cg_html_table_close(h);
}

void cg_html_measure(cg_html *h) {
    const cg_telling *t = &h->telling;
    cg_measurings rows = cg_measurings_of(t);
    cg_html_section(h, "measure", CG_MSG_CONTENT_MEASURE);
    if (rows.count == 0) {
        cg_html_leaf(h, "p", NULL,
                     cg_html_word(h, t->plan->unknowns_sought ? CG_MSG_CONTENT_MEASURE_NONE
                                                              : CG_MSG_CONTENT_MEASURE_LARGE));
    } else {
        cg_html_leaf(h, "p", NULL, cg_html_word(h, CG_MSG_CONTENT_MEASURE_LEAD));
        add_measurings(h, &rows);
    }
    if (t->plan->unknowns_left > 0) {
        cg_html_leaf(h, "p", "hint",
                     cg_tell(t, CG_MSG_CONTENT_MEASURE_LEFT,
                             cg_format(t->arena, "%d", t->plan->unknowns_left), NULL));
    }
    cg_html_close(h, "section");
}

void cg_html_confirm(cg_html *h) {
    const cg_telling *t = &h->telling;
    cg_doubtfuls rows = cg_doubtfuls_of(t);
    const char *basis = cg_tell_basis(t);
    cg_html_section(h, "confirm", CG_MSG_CONTENT_CONFIRM);
    if (basis != NULL) {
        cg_html_leaf(h, "p", NULL, basis);
    }
    if (rows.count == 0) {
        cg_html_leaf(h, "p", NULL, cg_html_word(h, CG_MSG_CONTENT_CONFIRM_NONE));
        cg_html_close(h, "section");
        return;
    }
    cg_html_leaf(h, "p", NULL, cg_html_word(h, CG_MSG_CONTENT_CONFIRM_LEAD));
    const char *heads[] = {cg_html_word(h, CG_MSG_CONTENT_CONFIRM_FIGURE),
                           cg_html_word(h, CG_MSG_CONTENT_BASIS),
                           cg_tell(t, CG_MSG_CONTENT_CONFIRM_MONEY, t->money.unit, NULL)};
    cg_html_table table = {cg_html_word(h, CG_MSG_CONTENT_CONFIRM), heads, 3, 2};
    cg_html_table_open(h, &table);
    for (int i = 0; i < rows.count && i < MOST_CONFIRMED; i++) {
        const cg_doubtful *row = &rows.items[i];
        const char *cells[] = {row->figure, row->basis, cg_tell_cell(t, row->money)};
        cg_html_row(h, &table, cells);
    }
    cg_html_table_close(h);
    if (rows.count > MOST_CONFIRMED) {
        cg_html_leaf(h, "p", "hint",
                     cg_tell(t, CG_MSG_REPORT_MORE,
                             cg_format(t->arena, "%d", rows.count - MOST_CONFIRMED), NULL));
    }
    cg_html_close(h, "section");
}
