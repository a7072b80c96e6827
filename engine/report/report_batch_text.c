/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roll-up of many parks on 80 columns: money, then nature, then who has no plan and why. */
#include "report/report_batch.h"

#include <math.h>
#include <string.h>

enum { WIDTH = 80, COLUMNS = 5 };

typedef struct page {
    const cg_batch_view *view;
    cg_batch_sum sum;
    cg_language language;
    cg_arena *arena;
    cg_text out;
} page;

/* One table: columns behind the park's name, the first padded on the right where it is a word. */
typedef struct table {
    cg_message_id title;
    cg_message_id heads[COLUMNS];
    int left; /* the park's column */
    int widths[COLUMNS];
    int count;
} table;

static const table money = {CG_MSG_BATCH_MONEY,
                            {CG_MSG_BATCH_FIRMS_SHORT, CG_MSG_BATCH_EXCHANGES_SHORT,
                             CG_MSG_BATCH_NET_SAVING, CG_MSG_BATCH_INVESTMENT,
                             CG_MSG_BATCH_PAYBACK_SHORT},
                            18,
                            {6, 10, 19, 18, 9},
                            5};
static const table nature = {CG_MSG_BATCH_NATURE,
                             {CG_MSG_BATCH_STATUS, CG_MSG_BATCH_WATER_SHORT,
                              CG_MSG_BATCH_WASTE_SHORT, CG_MSG_BATCH_EMISSIONS_SHORT,
                              CG_MSG_BATCH_CRITERIA_SHORT},
                             16,
                             {11, 12, 16, 11, 14},
                             5};

static const char *word(const page *p, cg_message_id id) {
    return cg_message_pattern(id, p->language);
}

static void add_heading(page *p, const char *text) {
    cg_text_add(&p->out, "\n");
    cg_text_add_folded(&p->out, text, WIDTH, 0);
}

static const char *title_of(const page *p, const cg_batch_row *row) {
    return cg_tell_plain(p->arena, cg_batch_title(row));
}

static void add_line(page *p, const table *t, const char *left, const char *const *cells) {
    cg_text_add_column(&p->out, left, t->left);
    for (int i = 0; i < t->count; i++) {
        /* A blank stays between two columns, however wide what stands in them. */
        cg_text_add(&p->out, " ");
        cg_text_add_column_right(&p->out, cells[i], t->widths[i] - 1);
    }
    while (p->out.bytes[p->out.length - 1] == ' ') {
        p->out.bytes[--p->out.length] = '\0';
    }
    cg_text_add(&p->out, "\n");
}

static void add_heads(page *p, const table *t) {
    const char *cells[COLUMNS];
    for (int i = 0; i < t->count; i++) {
        cells[i] = word(p, t->heads[i]);
    }
    add_heading(p, word(p, t->title));
    add_line(p, t, word(p, CG_MSG_BATCH_PARK), cells);
}

static const char *whole(const page *p, double value) {
    return cg_figure(p->arena, value, 0, p->language);
}

static void add_money_row(page *p, const cg_batch_row *row) {
    const cg_totals *totals = &row->totals;
    const char *cells[] = {
        whole(p, row->firms), whole(p, row->exchanges),
        cg_figure_money(p->arena, totals->net_saving, row->currency, p->language),
        cg_figure_money(p->arena, totals->investment, row->currency, p->language),
        totals->pays_back ? cg_batch_payback(p->arena, true, totals->payback_years, p->language)
                          : "–"};
    add_line(p, &money, title_of(p, row), cells);
}

static void add_nature_row(page *p, const cg_batch_row *row) {
    const char *cells[] = {cg_batch_status(row, p->language), whole(p, row->water_saved),
                           cg_figure(p->arena, row->waste_avoided, 1, p->language),
                           cg_figure(p->arena, row->totals.emissions_saving, 1, p->language),
                           cg_batch_criteria_cell(p->arena, &row->criteria, p->language)};
    add_line(p, &nature, title_of(p, row), cells);
}

/* Money is added only where it is of one currency all through; else it is told below. */
static bool is_one_currency(const page *p) {
    for (int i = 0; i < p->view->count; i++) {
        const cg_batch_row *row = &p->view->rows[i];
        if (row->solved && strcmp(row->currency, p->sum.currency) != 0) {
            return false;
        }
    }
    return true;
}

static void add_totals(page *p, const table *t) {
    const cg_batch_sum *sum = &p->sum;
    bool one = is_one_currency(p);
    const char *of_money[] = {
        whole(p, sum->firms), whole(p, sum->exchanges),
        one ? cg_figure_money(p->arena, sum->net_saving, sum->currency, p->language) : "",
        one ? cg_figure_money(p->arena, sum->investment, sum->currency, p->language) : "", ""};
    const char *of_nature[] = {"", whole(p, sum->water_saved),
                               cg_figure(p->arena, sum->waste_avoided, 1, p->language),
                               cg_figure(p->arena, sum->emissions_saving, 1, p->language),
                               cg_batch_criteria_cell(p->arena, &sum->criteria, p->language)};
    add_line(p, t, word(p, CG_MSG_BATCH_TOTAL), t == &money ? of_money : of_nature);
}

static void add_table(page *p, const table *t) {
    add_heads(p, t);
    for (int i = 0; i < p->view->count; i++) {
        const cg_batch_row *row = &p->view->rows[i];
        if (!row->solved) {
            continue;
        }
        if (t == &money) {
            add_money_row(p, row);
        } else {
            add_nature_row(p, row);
        }
    }
    if (p->sum.solved > 1) {
        add_totals(p, t);
    }
}

static void add_to_list(cg_text *list, const char *item) {
    cg_text_addf(list, "%s%s", list->length > 0 ? ", " : "", item);
}

/* The sum in the common currency, what it leaves out, and by whose rates. */
static void add_common(page *p) {
    const cg_batch_sum *sum = &p->sum;
    cg_text left = cg_text_start(p->arena);
    for (int i = 0; i < p->view->count; i++) {
        const cg_batch_row *row = &p->view->rows[i];
        if (row->solved && !isfinite(cg_batch_in(row, 0, sum->currency))) {
            add_to_list(&left, title_of(p, row));
        }
    }
    add_heading(p,
                cg_message(p->arena, CG_MSG_BATCH_TOTAL_IN, p->language,
                           cg_figure_currency(sum->currency, p->language),
                           cg_figure_money(p->arena, sum->net_saving, sum->currency, p->language),
                           cg_figure_money(p->arena, sum->investment, sum->currency, p->language),
                           whole(p, sum->counted), whole(p, sum->solved), NULL));
    cg_text_add_folded(&p->out, word(p, CG_MSG_BATCH_RATES), WIDTH, 0);
    if (left.length > 0) {
        cg_text_add_folded(
            &p->out, cg_message(p->arena, CG_MSG_BATCH_NOT_COUNTED, p->language, left.bytes, NULL),
            WIDTH, 0);
    }
}

/* What has to be said beside the tables: states, criteria, currencies, proof. */
static void add_sentences(page *p) {
    const char *criteria = cg_batch_criteria_line(p->arena, &p->sum, p->language);
    cg_batch_money *money_of;
    int currencies = cg_batch_money_of(p->arena, p->view->rows, p->view->count, &money_of);
    add_heading(p, cg_message(p->arena, CG_MSG_BATCH_STATES, p->language,
                              cg_batch_states(p->arena, &p->sum, p->language), NULL));
    if (criteria != NULL) {
        cg_text_add_folded(&p->out, criteria, WIDTH, 0);
    }
    for (int i = 0; currencies > 1 && i < currencies; i++) {
        cg_text_add_folded(&p->out, cg_batch_money_line(p->arena, &money_of[i], p->language), WIDTH,
                           0);
    }
    cg_text_add_folded(&p->out, cg_batch_proof(p->arena, p->view, p->language), WIDTH, 0);
}

static void add_without_plan(page *p) {
    if (p->sum.solved == p->sum.parks) {
        return;
    }
    add_heading(p, word(p, CG_MSG_BATCH_NO_PLAN));
    for (int i = 0; i < p->view->count; i++) {
        const cg_batch_row *row = &p->view->rows[i];
        if (row->solved) {
            continue;
        }
        const char *reason = cg_tell_plain(p->arena, cg_batch_reason(p->arena, row, p->language));
        cg_text_add_folded(&p->out,
                           cg_format(p->arena, "  %s (%s)%s%s", title_of(p, row),
                                     cg_batch_status(row, p->language), *reason == '\0' ? "" : ": ",
                                     reason),
                           WIDTH, 4);
    }
}

const char *cg_report_batch_text(cg_arena *arena, const cg_batch_view *view, cg_language language,
                                 size_t *length) {
    page p = {view, cg_batch_sum_of(view->rows, view->count), language, arena,
              cg_text_start(arena)};
    cg_text_add_folded(&p.out,
                       cg_message(arena, CG_MSG_BATCH_TITLE, language, whole(&p, p.sum.parks),
                                  whole(&p, p.sum.solved), NULL),
                       WIDTH, 0);
    if (p.sum.solved > 0) {
        cg_text_add_folded(&p.out, word(&p, CG_MSG_BATCH_HOW), WIDTH, 0);
        add_table(&p, &money);
        add_table(&p, &nature);
        if (!is_one_currency(&p)) {
            add_common(&p);
        }
        add_sentences(&p);
    }
    add_without_plan(&p);
    *length = p.out.length;
    return p.out.bytes;
}
