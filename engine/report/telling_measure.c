/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to measure first, by the most it could decide about; what to confirm, by what rests on it.
 */
#include "report/content.h"

#include "base/map.h"
#include "unit/value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- to measure ------------------------------------------------------------------------------- */

static const char *what_of(const cg_telling *t, const cg_plan_unknown *unknown) {
    if (unknown->parameter_count == 0) {
        return unknown->missing == NULL ? "–"
                                        : cg_tell(t, CG_MSG_CONTENT_MEASURE_FACT,
                                                  cg_tell_plain(t->arena, unknown->missing), NULL);
    }
    const char **names = CG_ARRAY(t->arena, const char *, unknown->parameter_count);
    for (int i = 0; i < unknown->parameter_count; i++) {
        names[i] = cg_tell_name(t, unknown->names[i], unknown->parameters[i]);
    }
    return cg_tell_list(t, names, unknown->parameter_count);
}

static const char *pair_of(const cg_telling *t, const cg_plan_unknown *unknown) {
    return cg_format(t->arena, "%s → %s", cg_tell_end(t, unknown->from),
                     cg_tell_end(t, unknown->to));
}

/* One place and parameter is one row: the worth is that of the best pair, the first to come. */
cg_measurings cg_measurings_of(const cg_telling *t) {
    cg_measurings rows = {0};
    cg_map *known = cg_map_new(t->arena);
    int *others = CG_ARRAY(t->arena, int, t->plan->unknowns.count + 1);
    for (int i = 0; i < t->plan->unknowns.count; i++) {
        const cg_plan_unknown *unknown = &t->plan->unknowns.items[i];
        const char *where = cg_tell_end(t, unknown->at == NULL ? unknown->from : unknown->at);
        const char *what = what_of(t, unknown);
        const char *key = cg_format(t->arena, "%s\n%s", where, what);
        int row = cg_map_find(known, key);
        if (row != CG_NONE) {
            others[row]++;
            continue;
        }
        cg_map_add(known, key, rows.count);
        CG_PUSH(t->arena, &rows,
                ((cg_measuring){where, what, pair_of(t, unknown), unknown->worth}));
    }
    for (int r = 0; r < rows.count; r++) {
        if (others[r] > 0) {
            rows.items[r].opens = cg_tell(t, CG_MSG_CONTENT_MEASURE_PAIRS, rows.items[r].opens,
                                          cg_format(t->arena, "%d", others[r]), NULL);
        }
    }
    return rows;
}

/* --- to confirm ------------------------------------------------------------------------------- */

static bool is_doubtful(const cg_evidence *evidence) {
    return evidence->basis == CG_BASIS_UNSTATED || evidence->basis == CG_BASIS_ESTIMATED ||
           evidence->basis == CG_BASIS_DEFAULT;
}

/* The saving of all exchanges at a flow; NaN where one of them is withheld. */
static double money_at(const cg_plan *plan, const char *flow) {
    double sum = 0;
    for (int i = 0; i < plan->lines.count; i++) {
        const cg_line *line = &plan->lines.items[i];
        bool at = strcmp(line->from, flow) == 0 || strcmp(line->to, flow) == 0;
        sum += at ? line->saving : 0;
    }
    return sum;
}

static const char *tell_price(const cg_telling *t, const cg_plan_flow *flow) {
    const char *end = cg_tell_end(t, flow->id);
    bool sold = !flow->input && flow->price < 0;
    return cg_tell(t,
                   flow->input ? CG_MSG_CONTENT_CONFIRM_PRICE
                   : sold      ? CG_MSG_CONTENT_CONFIRM_SALE
                               : CG_MSG_CONTENT_CONFIRM_DISPOSAL,
                   end, cg_tell_per_unit(t, fabs(flow->price), flow->unit), NULL);
}

static void add(const cg_telling *t, cg_doubtfuls *rows, const char *figure,
                const cg_evidence *evidence, double money) {
    CG_PUSH(t->arena, rows,
            ((cg_doubtful){.figure = figure,
                           .basis = cg_tell_basis_word(t, evidence->basis),
                           .money = money}));
}

/* Rows of one sum keep their order. */
typedef struct ordered {
    cg_doubtful row;
    int order;
} ordered;

static int most_money_first(const void *a, const void *b) {
    const ordered *x = a, *y = b;
    double left = isnan(x->row.money) ? -INFINITY : x->row.money;
    double right = isnan(y->row.money) ? -INFINITY : y->row.money;
    if (left != right) {
        return left < right ? 1 : -1;
    }
    return x->order - y->order;
}

cg_doubtfuls cg_doubtfuls_of(const cg_telling *t) {
    cg_doubtfuls rows = {0};
    for (int i = 0; i < t->plan->flows.count; i++) {
        const cg_plan_flow *flow = &t->plan->flows.items[i];
        double money = money_at(t->plan, flow->id);
        if (is_doubtful(&flow->of_amount)) {
            const char *amount =
                cg_figure_quantity(t->arena, flow->amount, flow->unit, t->language);
            add(t, &rows,
                cg_tell(t, CG_MSG_CONTENT_CONFIRM_AMOUNT, cg_tell_end(t, flow->id), amount, NULL),
                &flow->of_amount, money);
        }
        /* A disposal that nobody states and that costs nothing is no figure. */
        bool nothing = flow->of_price.basis == CG_BASIS_UNSTATED && flow->price == 0;
        if (is_doubtful(&flow->of_price) && !nothing && isfinite(flow->price)) {
            add(t, &rows, tell_price(t, flow), &flow->of_price, money);
        }
    }
    ordered *all = CG_ARRAY(t->arena, ordered, rows.count + 1);
    for (int i = 0; i < rows.count; i++) {
        all[i] = (ordered){rows.items[i], i};
    }
    qsort(all, (size_t)rows.count, sizeof *all, most_money_first);
    for (int i = 0; i < rows.count; i++) {
        rows.items[i] = all[i].row;
    }
    return rows;
}
