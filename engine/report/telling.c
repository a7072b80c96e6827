/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every report for people says in the same words. */
#include "report/telling.h"

#include "base/text.h"
#include "report/content.h"
#include "unit/value.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ARGUMENTS = 8 };

/* A plan may be called optimal to a gap that was asked for; people are told "best" up to this one
 * alone. */
#define NO_GAP 1e-6

const char *cg_tell(const cg_telling *telling, cg_message_id id, ...) {
    const char *arguments[MOST_ARGUMENTS];
    int count = 0;
    va_list list;
    va_start(list, id);
    for (const char *next = va_arg(list, const char *); next != NULL && count < MOST_ARGUMENTS;
         next = va_arg(list, const char *)) {
        arguments[count++] = next;
    }
    va_end(list);
    return cg_message_fill(telling->arena, id, telling->language, arguments, count);
}

const char *cg_tell_plain(cg_arena *arena, const char *text) {
    return cg_text_plain(arena, text);
}

const char *cg_tell_name(const cg_telling *telling, cg_words words, const char *otherwise) {
    const char *text = cg_words_in(words, telling->language, otherwise);
    return cg_tell_plain(telling->arena, text == NULL ? "" : text);
}

const char *cg_tell_money(const cg_telling *telling, double value) {
    return cg_figure_money(telling->arena, value, telling->plan->currency, telling->language);
}

const char *cg_tell_cell(const cg_telling *telling, double value) {
    return cg_money_cell(telling->arena, &telling->money, value, telling->language);
}

const char *cg_tell_emissions(const cg_telling *telling, double tonnes) {
    return cg_format(telling->arena, "%s %s",
                     cg_figure_short(telling->arena, tonnes, telling->language),
                     cg_tell(telling, CG_MSG_REPORT_CO2, NULL));
}

const char *cg_tell_list(const cg_telling *telling, const char *const *items, int count) {
    if (count == 0) {
        return "–";
    }
    cg_text out = cg_text_start(telling->arena);
    for (int i = 0; i < count; i++) {
        cg_text_add(&out, i > 0 ? ", " : "");
        cg_text_add(&out, cg_tell_plain(telling->arena, items[i]));
    }
    return out.bytes;
}

typedef struct ranked {
    double saving;
    int line;
} ranked;

static int compare_ranked(const void *a, const void *b) {
    const ranked *left = a;
    const ranked *right = b;
    if (left->saving != right->saving) {
        return left->saving > right->saving ? -1 : 1;
    }
    return left->line - right->line;
}

static const int *order_of(cg_arena *arena, const cg_plan *plan) {
    int count = plan->lines.count;
    ranked *list = CG_ARRAY(arena, ranked, count + 1);
    int *order = CG_ARRAY(arena, int, count + 1);
    for (int i = 0; i < count; i++) {
        double saving = plan->lines.items[i].saving;
        list[i] = (ranked){isnan(saving) ? (double)-INFINITY : saving, i};
    }
    qsort(list, (size_t)count, sizeof *list, compare_ranked);
    for (int i = 0; i < count; i++) {
        order[i] = list[i].line;
    }
    return order;
}

cg_telling cg_telling_for(cg_arena *arena, const cg_plan *whole, const cg_edition *edition,
                          cg_language language) {
    const cg_plan *plan = cg_plan_for(arena, whole, edition);
    cg_park_figures park = cg_park_figures_of(arena, whole);
    double largest = fmax(fabs(plan->baseline.cost), fabs(plan->totals.net_saving));
    largest = fmax(largest, fabs(plan->totals.investment));
    for (int i = 0; i < plan->lines.count; i++) {
        largest = fmax(largest, fabs(plan->lines.items[i].saving));
    }
    return (cg_telling){arena,
                        plan,
                        *edition,
                        park,
                        cg_plan_withholds(whole, edition),
                        language,
                        cg_money_column_for(arena, largest, plan->currency, language),
                        order_of(arena, plan)};
}

cg_telling cg_telling_start(cg_arena *arena, const cg_plan *plan, cg_language language) {
    static const cg_edition whole = {.audience = CG_FOR_ANALYST};
    return cg_telling_for(arena, plan, &whole, language);
}

const char *cg_tell_park(const cg_telling *telling) {
    return cg_tell_name(telling, telling->plan->park_name, telling->plan->park);
}

const char *cg_tell_objective(const cg_telling *telling) {
    static const struct {
        const char *id;
        cg_message_id message;
    } objectives[] = {{"cost", CG_MSG_REPORT_LEAST_COST},
                      {"emissions", CG_MSG_REPORT_LEAST_EMISSIONS},
                      {"water", CG_MSG_REPORT_LEAST_WATER},
                      {"waste", CG_MSG_REPORT_LEAST_WASTE}};
    for (size_t i = 0; i < sizeof objectives / sizeof *objectives; i++) {
        if (strcmp(objectives[i].id, telling->plan->objective) == 0) {
            return cg_tell(telling, objectives[i].message, NULL);
        }
    }
    return cg_tell_plain(telling->arena, telling->plan->objective);
}

const char *cg_tell_law(const cg_telling *telling) {
    const cg_plan *plan = telling->plan;
    if (plan->rules == NULL || strcmp(plan->rules, "none") == 0) {
        return cg_tell(telling, CG_MSG_REPORT_LAW_NONE, NULL);
    }
    const char *rules = cg_tell_plain(telling->arena, plan->rules);
    const char *date = plan->date == NULL ? "–" : cg_tell_plain(telling->arena, plan->date);
    const char *title = cg_tell_name(telling, plan->rules_title, "");
    const char *law = *title == '\0'
                          ? cg_tell(telling, CG_MSG_REPORT_LAW, rules, date, NULL)
                          : cg_tell(telling, CG_MSG_REPORT_LAW_TITLED, rules, date, title, NULL);
    return plan->without_count == 0
               ? law
               : cg_tell(telling, CG_MSG_REPORT_LAW_BUT, law,
                         cg_tell_list(telling, plan->without, plan->without_count), NULL);
}

const char *cg_tell_payback(const cg_telling *telling) {
    const cg_totals *totals = &telling->plan->totals;
    if (!totals->pays_back) {
        return cg_tell(telling, CG_MSG_REPORT_NEVER, NULL);
    }
    if (totals->investment == 0) {
        return cg_tell(telling, CG_MSG_REPORT_NO_INVESTMENT, NULL);
    }
    if (isnan(totals->payback_years)) { /* withheld */
        return "–";
    }
    return cg_tell(telling, CG_MSG_REPORT_YEARS,
                   cg_figure(telling->arena, totals->payback_years, 1, telling->language), NULL);
}

const char *cg_tell_investment(const cg_telling *telling) {
    return cg_tell_money(telling, telling->plan->totals.investment);
}

static const char *tell_share(const cg_telling *telling, double part, double whole) {
    return cg_figure_share(telling->arena, whole == 0 ? (double)NAN : part / whole,
                           telling->language);
}

const char *cg_tell_saving_share(const cg_telling *telling) {
    return tell_share(telling, telling->plan->totals.net_saving, telling->plan->baseline.cost);
}

const char *cg_tell_emissions_share(const cg_telling *telling) {
    return tell_share(telling, telling->plan->totals.emissions_saving,
                      telling->plan->baseline.emissions);
}

/* A requirement's key in words, itself where it is none. */
const char *cg_tell_requirement(const cg_telling *telling, const char *key) {
    static const struct {
        const char *key;
        cg_message_id message;
    } requirements[] = {{"investment_max", CG_MSG_REPORT_INVESTMENT_MAX},
                        {"emissions_max", CG_MSG_REPORT_EMISSIONS_MAX},
                        {"water_purchased_max", CG_MSG_REPORT_WATER_MAX},
                        {"wastewater_discharged_max", CG_MSG_REPORT_WASTEWATER_MAX},
                        {"waste_disposed_max", CG_MSG_REPORT_WASTE_MAX},
                        {"net_saving_min", CG_MSG_REPORT_SAVING_MIN}};
    for (size_t i = 0; i < sizeof requirements / sizeof *requirements; i++) {
        if (strcmp(requirements[i].key, key) == 0) {
            return cg_tell(telling, requirements[i].message, NULL);
        }
    }
    return cg_tell_end(telling, key);
}

/* An amount of a unit that may be the currency. */
static const char *tell_amount(const cg_telling *telling, double value, const char *unit) {
    const char *currency = telling->plan->currency;
    if (unit != NULL && currency != NULL && strcmp(unit, currency) == 0) {
        return cg_tell_money(telling, value);
    }
    return cg_figure_quantity(telling->arena, value, unit, telling->language);
}

const char *cg_tell_conflict(const cg_telling *telling, const cg_conflict *conflict) {
    const char *name = cg_tell_requirement(telling, conflict->requirement);
    const char *stated = tell_amount(telling, conflict->stated, conflict->unit);
    if (!isfinite(conflict->least)) {
        return cg_tell(telling, CG_MSG_REPORT_CONFLICT_ALONE, name, stated, NULL);
    }
    bool by_itself = conflict->held != NULL && strcmp(conflict->held, "none") == 0;
    cg_message_id said = conflict->held == NULL ? CG_MSG_REPORT_CONFLICT
                         : by_itself            ? CG_MSG_REPORT_CONFLICT_BY_ITSELF
                                                : CG_MSG_REPORT_CONFLICT_OF_ITS_OWN;
    return cg_tell(telling, said, name, stated,
                   tell_amount(telling, conflict->least, conflict->unit), NULL);
}

const char *cg_tell_conflict_in(cg_arena *arena, cg_language language, const char *currency,
                                const cg_conflict *conflict) {
    const cg_plan plan = {.currency = currency};
    const cg_telling telling = {.arena = arena, .plan = &plan, .language = language};
    return cg_tell_conflict(&telling, conflict);
}

static bool is_money(const cg_telling *telling, const char *unit) {
    return unit == NULL || strcmp(unit, telling->plan->currency) == 0;
}

/* What a unit more comes to: money where cost was least, else so much less of what was. */
static const char *tell_worth(const cg_telling *telling, double worth) {
    const char *unit = telling->plan->price_unit;
    return is_money(telling, unit)
               ? cg_tell_money(telling, worth)
               : cg_tell(telling, CG_MSG_REPORT_SHADOW_LESS,
                         cg_figure_quantity(telling->arena, worth, unit, telling->language), NULL);
}

/* By how much a unit of what is allowed would have to be better. */
static const char *tell_shortfall(const cg_telling *telling, const cg_rejected *rejected) {
    if (is_money(telling, rejected->shortfall_unit)) {
        return cg_tell(telling,
                       rejected->must_build ? CG_MSG_REPORT_REJECTED_SHORT_BUILD
                                            : CG_MSG_REPORT_REJECTED_SHORT,
                       cg_tell_money(telling, rejected->shortfall), NULL);
    }
    return cg_tell(telling, CG_MSG_REPORT_REJECTED_WORSE,
                   cg_figure_quantity(telling->arena, rejected->shortfall, rejected->shortfall_unit,
                                      telling->language),
                   NULL);
}

/* What the plan reaches, and the best there could be, by its objective. */
static const char *tell_value(const cg_telling *telling, double value) {
    const char *objective = telling->plan->objective;
    if (strcmp(objective, "emissions") == 0) {
        return cg_tell_emissions(telling, value);
    }
    if (strcmp(objective, "water") == 0) {
        return cg_figure_quantity(telling->arena, value, "m3", telling->language);
    }
    if (strcmp(objective, "waste") == 0) {
        return cg_figure_quantity(telling->arena, value, "t", telling->language);
    }
    return cg_tell_money(telling, value);
}

const char *cg_tell_period_id(const cg_telling *t, const char *id) {
    return strcmp(id, "dry") == 0   ? cg_tell(t, CG_MSG_HTML_PERIOD_DRY, NULL)
           : strcmp(id, "wet") == 0 ? cg_tell(t, CG_MSG_HTML_PERIOD_WET, NULL)
                                    : cg_tell_plain(t->arena, id);
}

bool cg_is_by_cost(const cg_plan *plan) {
    return strcmp(plan->objective, "cost") == 0;
}

const char *cg_tell_no_prices(const cg_telling *telling) {
    return cg_tell(telling,
                   telling->plan->price_unit == NULL ? CG_MSG_REPORT_SHADOW_UNKNOWN
                                                     : CG_MSG_REPORT_SHADOW_NONE,
                   NULL);
}

const char *cg_tell_shadow(const cg_telling *telling, const cg_shadow_price *price) {
    static const struct {
        const char *kind;
        cg_message_id message;
    } kinds[] = {{"supply", CG_MSG_REPORT_SHADOW_SUPPLY},
                 {"demand", CG_MSG_REPORT_SHADOW_DEMAND},
                 {"capacity", CG_MSG_REPORT_SHADOW_CAPACITY},
                 {"yield", CG_MSG_REPORT_SHADOW_YIELD},
                 {"blend", CG_MSG_REPORT_SHADOW_BLEND},
                 {"blend-least", CG_MSG_REPORT_SHADOW_BLEND},
                 {"share", CG_MSG_REPORT_SHADOW_SHARE},
                 {"link", CG_MSG_REPORT_SHADOW_LINK},
                 {"requirement", CG_MSG_REPORT_SHADOW_REQUIREMENT}};
    cg_message_id message = CG_MSG_REPORT_SHADOW_OTHER;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].kind, price->kind) == 0) {
            message = kinds[i].message;
        }
    }
    /* A requirement has a key, and a link two ends. */
    bool has_end = strcmp(price->kind, "requirement") != 0 && strcmp(price->kind, "link") != 0;
    const char *subject = has_end ? cg_tell_end(telling, price->subject)
                                  : cg_tell_requirement(telling, price->subject);
    bool flow = strcmp(price->kind, "supply") == 0 || strcmp(price->kind, "demand") == 0;
    if (flow && price->detail != NULL) { /* pieces of heat */
        subject = cg_tell(telling, CG_MSG_REPORT_SHADOW_PIECE, subject,
                          cg_tell_plain(telling->arena, price->detail), NULL);
    }
    if (price->period != NULL) {
        subject = cg_tell(telling, CG_MSG_REPORT_SHADOW_PERIOD, subject,
                          cg_tell_period_id(telling, price->period), NULL);
    }
    const char *detail = price->detail == NULL ? "–" : cg_tell_plain(telling->arena, price->detail);
    return cg_tell(telling, message, subject, tell_worth(telling, price->worth),
                   cg_figure_unit(price->unit, telling->language), detail, NULL);
}

const char *cg_tell_rejected(const cg_telling *telling, const cg_rejected *rejected) {
    const char *verdict = rejected->verdict;
    if (strcmp(verdict, "forbidden") == 0) {
        return rejected->rule_count == 0
                   ? cg_tell(telling, CG_MSG_REPORT_REJECTED_LAW, NULL)
                   : cg_tell(telling, CG_MSG_REPORT_REJECTED_FORBIDDEN,
                             cg_tell_list(telling, rejected->rules, rejected->rule_count), NULL);
    }
    if (strncmp(verdict, "allowed", strlen("allowed")) == 0) {
        if (rejected->has_shortfall && !(rejected->shortfall > 0)) {
            return cg_tell(telling,
                           rejected->must_build ? CG_MSG_REPORT_REJECTED_BUILD
                                                : CG_MSG_REPORT_REJECTED_TIED,
                           NULL);
        }
        return rejected->has_shortfall ? tell_shortfall(telling, rejected)
                                       : cg_tell(telling, CG_MSG_REPORT_REJECTED_ALLOWED, NULL);
    }
    if (strcmp(verdict, "closed") == 0) {
        return cg_tell(telling, CG_MSG_REPORT_REJECTED_CLOSED, NULL);
    }
    if (strcmp(verdict, "impossible") == 0) {
        return cg_tell(telling, CG_MSG_REPORT_REJECTED_IMPOSSIBLE, NULL);
    }
    if (strcmp(verdict, "open") == 0) {
        return cg_tell(telling, CG_MSG_MATCHES_OPEN, NULL);
    }
    if (strcmp(verdict, "unknown") == 0) {
        return cg_tell(telling, CG_MSG_REPORT_REJECTED_UNKNOWN, NULL);
    }
    return cg_tell_plain(telling->arena, verdict);
}

const char *cg_tell_change(const cg_telling *telling, cg_change change) {
    static const cg_message_id messages[] = {[CG_NEW] = CG_MSG_REPORT_CHANGE_NEW,
                                             [CG_KEEP] = CG_MSG_REPORT_CHANGE_KEEP,
                                             [CG_CHANGE] = CG_MSG_REPORT_CHANGE_CHANGE};
    return cg_tell(telling, messages[change], NULL);
}

const char *cg_tell_basis(const cg_telling *telling) {
    static const cg_message_id messages[] = {[CG_BASIS_UNSTATED] = CG_MSG_REPORT_BASIS_UNSTATED,
                                             [CG_BASIS_MEASURED] = CG_MSG_REPORT_BASIS_MEASURED,
                                             [CG_BASIS_BILLED] = CG_MSG_REPORT_BASIS_BILLED,
                                             [CG_BASIS_PERMIT] = CG_MSG_REPORT_BASIS_PERMIT,
                                             [CG_BASIS_ESTIMATED] = CG_MSG_REPORT_BASIS_ESTIMATED,
                                             [CG_BASIS_DEFAULT] = CG_MSG_REPORT_BASIS_DEFAULT};
    double total = 0;
    for (int i = 0; i < CG_BASIS_COUNT; i++) {
        total += telling->plan->basis_count[i];
    }
    if (total == 0) {
        return NULL;
    }
    const char *shares[CG_BASIS_COUNT];
    int count = 0;
    for (int i = 1; i <= CG_BASIS_COUNT; i++) {
        int basis = i % CG_BASIS_COUNT; /* what is not stated comes last */
        int number = telling->plan->basis_count[basis];
        if (number > 0) {
            const char *share = cg_figure_share(telling->arena, number / total, telling->language);
            shares[count++] = cg_tell(telling, messages[basis], share, NULL);
        }
    }
    return cg_tell(telling, CG_MSG_REPORT_METHOD_BASIS, cg_tell_list(telling, shares, count), NULL);
}

const char *cg_tell_bound(const cg_telling *telling) {
    return tell_value(telling, telling->plan->bound);
}

static bool found_nothing(const cg_plan *plan) {
    return plan->bound_of != NULL && strcmp(plan->bound_of, "none") == 0;
}

/* What was asked for is proven least, and only whether it could cost less is not. */
static bool lacks_only_money(const cg_plan *plan) {
    return strcmp(plan->status, "limit") == 0 && !cg_is_by_cost(plan) && plan->gap <= NO_GAP &&
           !found_nothing(plan);
}

const char *cg_tell_limit(const cg_telling *telling) {
    if (lacks_only_money(telling->plan)) {
        return cg_tell(telling, CG_MSG_REPORT_IS_LIMIT_OF_MONEY, cg_tell_bound(telling), NULL);
    }
    return found_nothing(telling->plan)
               ? cg_tell(telling, CG_MSG_REPORT_NOTHING_FOUND, NULL)
               : cg_tell(telling, CG_MSG_REPORT_IS_LIMIT, cg_tell_bound(telling), NULL);
}

/* What the plan reaches of what was asked: what its bound bounds. */
static const char *tell_reached(const cg_telling *telling) {
    const cg_plan *plan = telling->plan;
    double reached = strcmp(plan->objective, "emissions") == 0 ? plan->planned.emissions
                     : strcmp(plan->objective, "water") == 0   ? plan->planned.water_purchased
                     : strcmp(plan->objective, "waste") == 0   ? plan->planned.waste_disposed
                                                               : plan->totals.net_saving;
    return tell_value(telling, reached);
}

const char *cg_tell_proof(const cg_telling *telling) {
    const cg_plan *plan = telling->plan;
    if (found_nothing(plan) && strcmp(plan->status, "limit") == 0) {
        return cg_tell_limit(telling);
    }
    bool proven = strcmp(plan->status, "optimal") == 0 && plan->gap <= NO_GAP;
    const char *bound = cg_tell_bound(telling);
    const char *best =
        lacks_only_money(plan) ? cg_tell(telling, CG_MSG_REPORT_PROOF_BUT_MONEY, bound, NULL)
        : proven               ? cg_tell(telling, CG_MSG_REPORT_PROOF_OPTIMAL, bound,
                                         cg_figure_most(telling->arena, plan->gap), NULL)
                 : cg_tell(telling, CG_MSG_REPORT_PROOF_LIMIT, bound, tell_reached(telling), NULL);
    const char *rows = cg_figure_most(telling->arena, plan->primal_residual);
    const char *duals = cg_figure_most(telling->arena, plan->dual_residual);
    const char *how = cg_tell(telling, CG_MSG_REPORT_PROOF_HOW, rows, duals, NULL);
    bool search = plan->bound_of != NULL && strcmp(plan->bound_of, "search") == 0;
    return cg_format(telling->arena, "%s %s%s%s", best, how, search ? " " : "",
                     search ? cg_tell(telling, CG_MSG_REPORT_PROOF_SEARCH, NULL) : "");
}

/* Its name, and how much where that may be told. */
static const char *tell_loss(const cg_telling *telling, const cg_party *party, bool sales) {
    const char *name = cg_tell_name(telling, party->name, party->id);
    return isnan(party->saving)
               ? name
               : cg_tell(telling, CG_MSG_REPORT_PARTY_LOSS, name,
                         cg_tell_money(telling, sales ? -party->saving : party->saving), NULL);
}

int cg_tell_losers(const cg_telling *telling, const char *sentences[2]) {
    static const cg_message_id messages[] = {CG_MSG_REPORT_LOSERS, CG_MSG_REPORT_LOSERS_SALES};
    const cg_plan *plan = telling->plan;
    int told = 0;
    for (int sales = 1; sales >= 0; sales--) {
        const char **names = CG_ARRAY(telling->arena, const char *, plan->parties.count + 1);
        int count = 0;
        for (int i = 0; i < plan->parties.count; i++) {
            const cg_party *party = &plan->parties.items[i];
            if (cg_gain_of_party(party) == (sales == 1 ? CG_GAIN_LOST_SALES : CG_GAIN_LOSS)) {
                names[count++] = tell_loss(telling, party, sales == 1);
            }
        }
        if (count > 0) {
            sentences[told++] =
                cg_tell(telling, messages[sales], cg_tell_list(telling, names, count), NULL);
        }
    }
    return told;
}

const char *cg_tell_uncertain(const cg_telling *telling, int rule) {
    const cg_uncertain_rule *uncertain = &telling->plan->uncertain.items[rule];
    double saving = 0;
    int count = 0;
    for (int i = 0; i < telling->plan->lines.count; i++) {
        const cg_line *line = &telling->plan->lines.items[i];
        for (int r = 0; r < line->rule_count; r++) {
            bool rests = line->quantity > 0 && strcmp(line->rules[r], uncertain->id) == 0;
            saving += rests ? line->saving : 0;
            count += rests;
        }
    }
    const char *told =
        cg_tell(telling, CG_MSG_REPORT_UNCERTAIN_RULE, cg_tell_plain(telling->arena, uncertain->id),
                cg_tell_name(telling, uncertain->title, uncertain->id),
                cg_format(telling->arena, "%d", count), cg_tell_money(telling, saving), NULL);
    return telling->edition.audience == CG_FOR_ANALYST
               ? cg_tell(telling, CG_MSG_REPORT_UNCERTAIN_PRICE, told, NULL)
               : told;
}

int cg_tell_exchange_count(const cg_plan *plan) {
    int count = 0;
    for (int i = 0; i < plan->lines.count; i++) {
        count += !plan->lines.items[i].service && plan->lines.items[i].quantity > 0;
    }
    return count;
}

void cg_tell_balance(const cg_telling *telling, cg_balance_row rows[CG_BALANCE_ROWS]) {
    const cg_balance *today = &telling->plan->baseline;
    const cg_balance *planned = &telling->plan->planned;
    const char *co2 = cg_tell(telling, CG_MSG_REPORT_CO2, NULL);
    const cg_balance_row all[CG_BALANCE_ROWS] = {
        {cg_tell(telling, CG_MSG_REPORT_COST, telling->money.unit, NULL), today->cost,
         planned->cost, true},
        {cg_tell(telling, CG_MSG_REPORT_EMISSIONS, co2, NULL), today->emissions, planned->emissions,
         false},
        {cg_tell(telling, CG_MSG_REPORT_WATER_PURCHASED, NULL), today->water_purchased,
         planned->water_purchased, false},
        {cg_tell(telling, CG_MSG_REPORT_WASTEWATER, NULL), today->wastewater_discharged,
         planned->wastewater_discharged, false},
        {cg_tell(telling, CG_MSG_REPORT_WASTE, NULL), today->waste_disposed,
         planned->waste_disposed, false},
        {cg_tell(telling, CG_MSG_REPORT_HEAT_PURCHASED, NULL), today->heat_purchased,
         planned->heat_purchased, false},
        {cg_tell(telling, CG_MSG_REPORT_HEAT_DISPOSED, NULL), today->heat_disposed,
         planned->heat_disposed, false},
        {cg_tell(telling, CG_MSG_REPORT_MATERIAL_PURCHASED, NULL), today->material_purchased,
         planned->material_purchased, false}};
    memcpy(rows, all, sizeof all);
}

const char *cg_tell_balance_figure(const cg_telling *telling, const cg_balance_row *row,
                                   double value) {
    return row->money ? cg_tell_cell(telling, value)
                      : cg_figure(telling->arena, value, 0, telling->language);
}

void cg_tell_parts(const cg_parts *parts, cg_part_row rows[CG_PART_ROWS]) {
    const cg_part_row all[CG_PART_ROWS] = {
        {CG_MSG_REPORT_AVOIDED_PURCHASE, parts->avoided_purchase},
        {CG_MSG_REPORT_AVOIDED_DISPOSAL, parts->avoided_disposal},
        {CG_MSG_REPORT_TRANSPORT, -parts->transport_cost},
        {CG_MSG_REPORT_TREATMENT, -parts->treatment_cost},
        {CG_MSG_REPORT_FEES, -parts->fees},
        {CG_MSG_REPORT_ANNUALISED, -parts->annualised_investment}};
    memcpy(rows, all, sizeof all);
}
