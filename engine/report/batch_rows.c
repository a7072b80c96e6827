/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the roll-ups of many parks say in the same words. */
#include "report/report_batch.h"

#include <math.h>
#include <string.h>

static const char *integer(cg_arena *arena, int value, cg_language language) {
    return cg_figure(arena, value, 0, language);
}

const char *cg_batch_title(const cg_batch_row *row) {
    return row->park == NULL ? row->file : row->park;
}

const char *cg_batch_status_word(int status, cg_language language) {
    static const cg_message_id words[CG_BATCH_STATUSES] = {
        CG_MSG_BATCH_OPTIMAL, CG_MSG_BATCH_LIMIT, CG_MSG_BATCH_INFEASIBLE,
        CG_MSG_BATCH_FAILED,  CG_MSG_BATCH_FAULT, CG_MSG_BATCH_OPEN};
    return cg_message_pattern(words[status], language);
}

const char *cg_batch_status(const cg_batch_row *row, cg_language language) {
    return cg_batch_status_word(cg_batch_status_of(row), language);
}

const char *cg_batch_reason(cg_arena *arena, const cg_batch_row *row, cg_language language) {
    cg_text reason = cg_text_start(arena);
    for (int i = 0; i < row->conflicts.count; i++) {
        const char *told =
            cg_tell_conflict_in(arena, language, row->currency, &row->conflicts.items[i]);
        cg_text_addf(&reason, "%s%s", i > 0 ? "; " : "", told);
    }
    return row->conflicts.count > 0 ? reason.bytes : cg_batch_row_reason(arena, row, language);
}

const char *cg_batch_states(cg_arena *arena, const cg_batch_sum *sum, cg_language language) {
    cg_text list = cg_text_start(arena);
    for (int i = 0; i < CG_BATCH_STATUSES; i++) {
        if (sum->by_status[i] > 0) {
            cg_text_addf(&list, "%s%s", list.length > 0 ? ", " : "",
                         cg_message(arena, CG_MSG_BATCH_STATE_COUNT, language,
                                    integer(arena, sum->by_status[i], language),
                                    cg_batch_status_word(i, language), NULL));
        }
    }
    return list.bytes;
}

const char *cg_batch_criteria_cell(cg_arena *arena, const cg_batch_criteria *criteria,
                                   cg_language language) {
    if (criteria->of == 0) {
        return "–";
    }
    const char *today = integer(arena, criteria->met[0], language);
    const char *of = integer(arena, criteria->of, language);
    return criteria->has_after
               ? cg_message(arena, CG_MSG_BATCH_CRITERIA_CELL, language, today,
                            integer(arena, criteria->met[1], language), of, NULL)
               : cg_message(arena, CG_MSG_BATCH_CRITERIA_CELL_TODAY, language, today, of, NULL);
}

const char *cg_batch_criteria_line(cg_arena *arena, const cg_batch_sum *sum, cg_language language) {
    const cg_batch_criteria *criteria = &sum->criteria;
    if (criteria->of == 0) {
        return NULL;
    }
    const char *shares[CG_PLAN_TIMES];
    for (int time = 0; time < CG_PLAN_TIMES; time++) {
        shares[time] = cg_figure_share(arena, (double)criteria->met[time] / criteria->of, language);
    }
    return cg_message(
        arena, CG_MSG_BATCH_CRITERIA_LINE, language, integer(arena, sum->assessed, language),
        integer(arena, criteria->met[0], language), integer(arena, criteria->met[1], language),
        integer(arena, criteria->of, language), shares[0], shares[1],
        integer(arena, criteria->without_data[1], language), NULL);
}

const char *cg_batch_payback(cg_arena *arena, bool pays_back, double years, cg_language language) {
    return pays_back ? cg_message(arena, CG_MSG_BATCH_YEARS, language,
                                  cg_figure(arena, years, 1, language), NULL)
                     : cg_message_pattern(CG_MSG_BATCH_NEVER, language);
}

const char *cg_batch_money_line(cg_arena *arena, const cg_batch_money *money,
                                cg_language language) {
    return cg_message(
        arena, CG_MSG_BATCH_MONEY_LINE, language, integer(arena, money->parks, language),
        cg_figure_currency(money->currency, language),
        cg_figure_money(arena, money->net_saving, money->currency, language),
        cg_figure_money(arena, money->investment, money->currency, language),
        cg_batch_payback(arena, money->pays_back, money->payback_years, language), NULL);
}

const char *cg_batch_proof(cg_arena *arena, const cg_batch_view *view, cg_language language) {
    cg_text limits = cg_text_start(arena);
    double gap = 0;
    for (int i = 0; i < view->count; i++) {
        const cg_batch_row *row = &view->rows[i];
        if (!row->solved) {
            continue;
        }
        gap = fmax(gap, row->gap);
        if (strcmp(row->status, "limit") == 0) {
            cg_text_addf(&limits, "%s%s", limits.length > 0 ? ", " : "",
                         cg_message(arena, CG_MSG_BATCH_GAP_OF, language,
                                    cg_tell_plain(arena, cg_batch_title(row)),
                                    cg_figure_share(arena, row->gap, language), NULL));
        }
    }
    return limits.length > 0
               ? cg_message(arena, CG_MSG_BATCH_PROOF_LIMIT, language, limits.bytes, NULL)
               : cg_message(arena, CG_MSG_BATCH_PROOF, language, cg_figure_most(arena, gap), NULL);
}
