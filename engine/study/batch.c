/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a park of a batch came to, and what parks come to together. */
#include "study/batch.h"

#include "base/number.h"
#include "park/park.h"

#include <math.h>
#include <string.h>

enum { MOST_PROBLEMS = 20 };

/* Pairs of output and input, as a comparison counts them: ways of one pair are one exchange. */
static int exchanges_of(cg_arena *arena, const cg_plan *plan) {
    cg_result result = {.id = NULL};
    cg_result_take(arena, &result, plan);
    return result.pairs.count;
}

static void take_rates(cg_arena *arena, cg_batch_row *into, const cg_currency *rates) {
    int count = rates->others == NULL ? 0 : cg_map_count(rates->others);
    for (int i = 0; i < count; i++) {
        cg_batch_rate rate = {cg_copy_text(arena, cg_map_key(rates->others, i)),
                              rates->rates[cg_map_value(rates->others, i)]};
        CG_PUSH(arena, &into->rates, rate);
    }
}

static void take_criteria(cg_arena *arena, cg_batch_criteria *into,
                          const cg_plan_assessment *from) {
    into->framework = cg_copy_text(arena, from->framework);
    into->has_after = from->has_after;
    into->of = from->criteria.count;
    for (int time = 0; time < (from->has_after ? CG_PLAN_TIMES : 1); time++) {
        into->met[time] = cg_plan_criteria_that(from, time, "met");
        into->without_data[time] = cg_plan_criteria_that(from, time, "no-data");
    }
}

void cg_batch_row_take(cg_arena *arena, cg_batch_row *into, const cg_park *park,
                       const cg_plan *plan) {
    into->name = cg_words_copy(arena, park->name);
    into->currency = cg_copy_text(arena, park->currency);
    take_rates(arena, into, park->rates);
    into->firms = park->firms.count;
    if (plan == NULL) {
        return;
    }
    into->status = cg_copy_text(arena, plan->status);
    into->solved = strcmp(plan->status, "infeasible") != 0;
    if (plan->assessment != NULL) {
        take_criteria(arena, &into->criteria, plan->assessment);
    }
    for (int i = 0; i < plan->conflicts.count; i++) {
        CG_PUSH(arena, &into->conflicts, cg_conflict_copy(arena, &plan->conflicts.items[i]));
    }
    if (into->solved) {
        into->exchanges = exchanges_of(arena, plan);
        into->totals = plan->totals;
        into->water_saved = plan->baseline.water_purchased - plan->planned.water_purchased;
        into->waste_avoided = plan->baseline.waste_disposed - plan->planned.waste_disposed;
        into->gap = isnan(plan->gap) ? 1 : plan->gap; /* of no plan found all is open */
    }
}

void cg_batch_row_hear(cg_arena *arena, cg_batch_row *into, const cg_diagnostics *said) {
    cg_result heard = {.id = NULL};
    cg_result_hear(arena, &heard, said, NULL);
    into->errors += heard.problems.count;
    for (int i = 0; i < heard.problems.count && into->problems.count < MOST_PROBLEMS; i++) {
        CG_PUSH(arena, &into->problems, heard.problems.items[i]);
    }
    for (int i = 0; i < said->items.count; i++) {
        into->warnings += said->items.items[i].severity == CG_WARNING;
    }
}

const char *cg_batch_row_reason(cg_arena *arena, const cg_batch_row *row, cg_language language) {
    if (row->problems.count == 0) {
        return "";
    }
    const cg_problem *first = &row->problems.items[0];
    const char *sentence = cg_words_in(first->sentence, language, first->code);
    sentence = first->path == NULL ? sentence : cg_format(arena, "%s: %s", first->path, sentence);
    return row->errors <= 1 ? sentence
                            : cg_message(arena, CG_MSG_BATCH_AND_MORE, language, sentence,
                                         cg_format(arena, "%d", row->errors - 1), NULL);
}

double cg_batch_in(const cg_batch_row *row, double amount, const char *currency) {
    if (row->currency == NULL || currency == NULL) {
        return (double)NAN;
    }
    if (strcmp(row->currency, currency) == 0) {
        return amount;
    }
    for (int i = 0; i < row->rates.count; i++) {
        if (strcmp(row->rates.items[i].currency, currency) == 0) {
            return amount / row->rates.items[i].worth;
        }
    }
    return (double)NAN;
}

/* Parks that `currency` can be counted in, and those whose own it is. */
static void count_currency(const cg_batch_row *rows, int count, const char *currency, int *reached,
                           int *own) {
    *reached = 0;
    *own = 0;
    for (int i = 0; i < count; i++) {
        if (rows[i].solved) {
            *reached += isfinite(cg_batch_in(&rows[i], 0, currency));
            *own += strcmp(rows[i].currency, currency) == 0;
        }
    }
}

/* Only a park's own currency can be the common one: a rate alone is nobody's money. */
static const char *common_currency(const cg_batch_row *rows, int count) {
    const char *best = NULL;
    int most_reached = 0;
    int most_own = 0;
    for (int i = 0; i < count; i++) {
        if (!rows[i].solved || (best != NULL && strcmp(best, rows[i].currency) == 0)) {
            continue;
        }
        int reached = 0;
        int own = 0;
        count_currency(rows, count, rows[i].currency, &reached, &own);
        if (reached > most_reached || (reached == most_reached && own > most_own)) {
            best = rows[i].currency;
            most_reached = reached;
            most_own = own;
        }
    }
    return best;
}

static const char *const statuses[CG_BATCH_STATUSES] = {"optimal", "limit", "infeasible",
                                                        "failed",  "fault", "open"};

const char *cg_batch_status_id(int status) {
    return statuses[status];
}

int cg_batch_status_of(const cg_batch_row *row) {
    int status = 0;
    while (status < CG_BATCH_STATUSES - 1 &&
           (row->status == NULL || strcmp(statuses[status], row->status) != 0)) {
        status++;
    }
    return status;
}

/* A park without a plan to go by stands after it as it stands today. */
static void add_criteria(cg_batch_sum *sum, const cg_batch_criteria *one) {
    sum->criteria.of += one->of;
    sum->assessed++;
    sum->criteria.has_after = true;
    for (int time = 0; time < CG_PLAN_TIMES; time++) {
        int of_row = one->has_after ? time : 0;
        sum->criteria.met[time] += one->met[of_row];
        sum->criteria.without_data[time] += one->without_data[of_row];
    }
}

int cg_batch_money_of(cg_arena *arena, const cg_batch_row *rows, int count, cg_batch_money **out) {
    typedef struct sums {
        cg_sum net_saving, investment, annualised;
    } sums;
    sums *all = CG_ARRAY(arena, sums, count + 1);
    cg_map *known = cg_map_new(arena);
    *out = CG_ARRAY(arena, cg_batch_money, count + 1);
    for (int i = 0; i < count; i++) {
        if (!rows[i].solved) {
            continue;
        }
        int at = cg_map_find(known, rows[i].currency);
        if (at == CG_NONE) {
            at = cg_map_count(known);
            cg_map_add(known, rows[i].currency, at);
            (*out)[at].currency = rows[i].currency;
        }
        (*out)[at].parks++;
        cg_sum_add(&all[at].net_saving, rows[i].totals.net_saving);
        cg_sum_add(&all[at].investment, rows[i].totals.investment);
        cg_sum_add(&all[at].annualised, rows[i].totals.parts.annualised_investment);
    }
    for (int i = 0; i < cg_map_count(known); i++) {
        cg_batch_money *money = &(*out)[i];
        money->net_saving = cg_sum_value(&all[i].net_saving);
        money->investment = cg_sum_value(&all[i].investment);
        double yearly = money->net_saving + cg_sum_value(&all[i].annualised);
        money->pays_back = money->investment <= 0 || yearly > 0;
        money->payback_years = money->investment > 0 && yearly > 0 ? money->investment / yearly : 0;
    }
    return cg_map_count(known);
}

cg_batch_sum cg_batch_sum_of(const cg_batch_row *rows, int count) {
    cg_batch_sum sum = {.parks = count, .currency = common_currency(rows, count)};
    cg_sum water = {0};
    cg_sum waste = {0};
    cg_sum emissions = {0};
    cg_sum saving = {0};
    cg_sum investment = {0};
    for (int i = 0; i < count; i++) {
        const cg_batch_row *row = &rows[i];
        sum.by_status[cg_batch_status_of(row)]++;
        if (row->criteria.framework != NULL) {
            add_criteria(&sum, &row->criteria);
        }
        if (!row->solved) {
            continue;
        }
        sum.solved++;
        sum.firms += row->firms;
        sum.exchanges += row->exchanges;
        cg_sum_add(&water, row->water_saved);
        cg_sum_add(&waste, row->waste_avoided);
        cg_sum_add(&emissions, row->totals.emissions_saving);
        double money = cg_batch_in(row, row->totals.net_saving, sum.currency);
        if (isfinite(money)) {
            sum.counted++;
            cg_sum_add(&saving, money);
            cg_sum_add(&investment, cg_batch_in(row, row->totals.investment, sum.currency));
        }
    }
    sum.water_saved = cg_sum_value(&water);
    sum.waste_avoided = cg_sum_value(&waste);
    sum.emissions_saving = cg_sum_value(&emissions);
    sum.net_saving = cg_sum_value(&saving);
    sum.investment = cg_sum_value(&investment);
    return sum;
}
