/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each exchange held against what it needs: limits, prices, permits, and its own source. */
#include "report/content.h"

#include <math.h>
#include <string.h>

#define HOURS_A_DAY 24.0
/* What a share rounds to when reports show one digit. */
#define WHOLE 0.9995
/* Of what is reckoned from estimates: more would be believed. */
enum { DIGITS = 3 };

static void push(const cg_telling *t, cg_sentences *sentences, const char *sentence) {
    CG_PUSH(t->arena, sentences, sentence);
}

/* --- quality ---------------------------------------------------------------------------------- */

static const char *limit_of(const cg_telling *t, const cg_line_quality *quality) {
    const char *most = cg_figure_quantity(t->arena, quality->most, quality->unit, t->language);
    const char *least = cg_figure_quantity(t->arena, quality->least, quality->unit, t->language);
    if (isnan(quality->least)) {
        return cg_tell(t, CG_MSG_CONTENT_AT_MOST, most, NULL);
    }
    return isnan(quality->most) ? cg_tell(t, CG_MSG_CONTENT_AT_LEAST, least, NULL)
                                : cg_tell(t, CG_MSG_CONTENT_BETWEEN, least, most, NULL);
}

static const char *tell_quality(const cg_telling *t, const cg_line_quality *quality) {
    const char *name = cg_tell_name(t, quality->name, quality->parameter);
    const char *brings = isnan(quality->brings) ? cg_tell(t, CG_MSG_CONTENT_NOT_STATED, NULL)
                                                : cg_figure_quantity(t->arena, quality->brings,
                                                                     quality->unit, t->language);
    const char *told =
        quality->mixes && !isnan(quality->mix)
            ? cg_tell(t, CG_MSG_CONTENT_LIMIT_MIX, name, brings,
                      cg_figure_quantity(t->arena, cg_figure_rounded(quality->mix, DIGITS),
                                         quality->unit, t->language),
                      limit_of(t, quality), NULL)
            : cg_tell(t, CG_MSG_CONTENT_LIMIT_ALONE, name, brings, limit_of(t, quality), NULL);
    double used = cg_line_quality_used(quality);
    if (!isnan(used)) {
        told = cg_tell(t, CG_MSG_CONTENT_LIMIT_USED, told,
                       cg_figure_share(t->arena, used, t->language), NULL);
    }
    return quality->bought_unstated && !isnan(quality->mix)
               ? cg_tell(t, CG_MSG_CONTENT_LIMIT_BOUGHT, told, NULL)
               : told;
}

static const char *degrees(const cg_telling *t, double value) {
    return cg_figure_short(t->arena, round(value * 10) / 10, t->language);
}

static void add_heat(const cg_telling *t, const cg_line_heat *heat, cg_sentences *sentences) {
    double spare = heat->from_hot - heat->drop_k - heat->approach_k - heat->to_hot;
    const char *hot = degrees(t, heat->from_hot), *cold = degrees(t, heat->from_cold);
    const char *drop = degrees(t, heat->drop_k), *approach = degrees(t, heat->approach_k);
    const char *from = degrees(t, heat->to_cold), *to = degrees(t, heat->to_hot);
    push(t, sentences,
         strcmp(hot, cold) == 0
             ? cg_tell(t, CG_MSG_CONTENT_HEAT_EVEN, hot, drop, from, to, approach, NULL)
             : cg_tell(t, CG_MSG_CONTENT_HEAT, hot, cold, drop, from, to, approach, NULL));
    push(t, sentences,
         spare >= 0
             ? cg_tell(t, CG_MSG_CONTENT_HEAT_SPARE, degrees(t, spare), NULL)
             : cg_tell(t, CG_MSG_CONTENT_HEAT_SHORT, degrees(t, heat->to_hot + spare), NULL));
}

/* --- what would make it fail ------------------------------------------------------------------ */

/* A group's money against none of it, and what that is counted over. */
typedef struct margin {
    cg_parts parts;
    double saving, quantity, delivered;
} margin;

static margin margin_of(const cg_group *group) {
    margin sum = {.quantity = group->total->quantity, .delivered = group->total->delivered};
    for (int i = 0; i < group->count; i++) {
        cg_parts_add(&sum.parts, &group->lines[i]->alone, 1);
    }
    sum.saving = cg_parts_saving(&sum.parts);
    /* An edition may hold back what a saving is made of, and not what it comes to. */
    if (isnan(sum.saving) && !group->total->running) {
        sum.saving = group->total->saving;
    }
    return sum;
}

/* Of what is bought today as much per unit may be lost as a unit saves. */
static void add_price(const cg_telling *t, const margin *of, const char *unit,
                      cg_sentences *fails) {
    double price = of->parts.avoided_purchase / of->delivered;
    double least = price - of->saving / of->delivered;
    if (isnan(price)) {
        push(t, fails,
             cg_tell(t, CG_MSG_CONTENT_FAILS_TOGETHER,
                     cg_tell_per_unit(t, of->saving / of->delivered, unit), NULL));
        return;
    }
    if (!(price > 0)) {
        return;
    }
    if (least <= 0) {
        push(t, fails, cg_tell(t, CG_MSG_CONTENT_FAILS_PRICE_NEVER, NULL));
        return;
    }
    push(t, fails,
         cg_tell(t, CG_MSG_CONTENT_FAILS_PRICE,
                 cg_figure_share(t->arena, (price - least) / price, t->language),
                 cg_tell_per_unit(t, price, unit), cg_tell_per_unit(t, least, unit), NULL));
}

static void add_disposal(const cg_telling *t, const margin *of, const char *unit,
                         cg_sentences *fails) {
    double cost = of->parts.avoided_disposal / of->quantity;
    double least = cost - of->saving / of->quantity;
    if (cost > 0) {
        push(t, fails,
             least <= 0 ? cg_tell(t, CG_MSG_CONTENT_FAILS_DISPOSAL_NEVER, NULL)
                        : cg_tell(t, CG_MSG_CONTENT_FAILS_DISPOSAL, cg_tell_per_unit(t, cost, unit),
                                  cg_tell_per_unit(t, least, unit), NULL));
    } else if (cost < 0) {
        push(t, fails,
             cg_tell(t, CG_MSG_CONTENT_FAILS_SALE, cg_tell_per_unit(t, -cost, unit),
                     cg_tell_per_unit(t, -least, unit), NULL));
    }
}

static void add_money(const cg_telling *t, const cg_group *group, cg_sentences *fails) {
    margin of = margin_of(group);
    const cg_line *line = group->total;
    if (line->service || !isfinite(of.saving) || !(of.quantity > 0) || !(of.delivered > 0)) {
        return;
    }
    if (of.saving <= 0) {
        push(t, fails, cg_tell(t, CG_MSG_CONTENT_FAILS_LOSS, cg_tell_money(t, -of.saving), NULL));
        return;
    }
    push(t, fails,
         cg_tell(t, CG_MSG_CONTENT_FAILS_UNIT, cg_tell_money(t, of.saving / of.delivered),
                 cg_figure_unit(line->input_unit, t->language), NULL));
    add_price(t, &of, line->input_unit, fails);
    add_disposal(t, &of, line->unit, fails);
    for (int i = 0; i < t->plan->items.count; i++) {
        if (line->via != NULL && strcmp(t->plan->items.items[i].subject, line->via) == 0) {
            push(t, fails,
                 cg_tell(t, CG_MSG_CONTENT_FAILS_PLANT, cg_tell_name(t, line->via_name, line->via),
                         NULL));
        }
    }
}

/* What all lines of the plan take from an output. */
static double taken_from(const cg_plan *plan, const char *from) {
    double sum = 0;
    for (int i = 0; i < plan->lines.count; i++) {
        const cg_line *line = &plan->lines.items[i];
        sum += strcmp(line->from, from) == 0 ? line->quantity : 0;
    }
    return sum;
}

static void add_supply(const cg_telling *t, const cg_group *group, cg_sentences *fails) {
    const char *from = group->total->from;
    const cg_plan_flow *flow = group->count == 1 ? cg_tell_flow(t->plan, from) : NULL;
    if (flow == NULL || !(flow->amount > 0)) {
        return;
    }
    double share = taken_from(t->plan, from) / flow->amount;
    const char *end = cg_tell_end(t, from);
    push(t, fails,
         share >= WHOLE ? cg_tell(t, CG_MSG_CONTENT_FAILS_SUPPLY_ALL, end, NULL)
                        : cg_tell(t, CG_MSG_CONTENT_FAILS_SUPPLY,
                                  cg_figure_share(t->arena, share, t->language), end, NULL));
}

/* Whether what a shadow price is about is at an end of the group, and how it is said. */
static const char *tell_binding(const cg_telling *t, const cg_line *line,
                                const cg_shadow_price *price) {
    static const struct {
        const char *kind;
        cg_message_id message;
        bool plant;
    } kinds[] = {{"capacity", CG_MSG_CONTENT_BINDS_CAPACITY, true},
                 {"yield", CG_MSG_CONTENT_BINDS_YIELD, true},
                 {"blend", CG_MSG_CONTENT_BINDS_BLEND, false},
                 {"blend-least", CG_MSG_CONTENT_BINDS_BLEND, false},
                 {"share", CG_MSG_CONTENT_BINDS_SHARE, false},
                 {"demand", CG_MSG_CONTENT_BINDS_DEMAND, false}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *at = kinds[i].plant ? line->via : line->to;
        if (strcmp(kinds[i].kind, price->kind) != 0 || at == NULL ||
            strcmp(at, price->subject) != 0) {
            continue;
        }
        /* The detail of a demand is a piece of heat, not all of it. */
        bool piece = strcmp(price->kind, "demand") == 0 && price->detail != NULL;
        const char *where =
            kinds[i].plant ? cg_tell_name(t, line->via_name, at) : cg_tell_end(t, at);
        return piece ? NULL
                     : cg_tell(t, kinds[i].message, where,
                               price->detail == NULL ? "" : cg_tell_parameter(t, price->detail),
                               NULL);
    }
    return NULL;
}

static bool is_in(const cg_sentences *sentences, const char *sentence) {
    for (int i = 0; i < sentences->count; i++) {
        if (strcmp(sentences->items[i], sentence) == 0) {
            return true;
        }
    }
    return false;
}

static void add_bindings(const cg_telling *t, const cg_line *line, cg_sentences *fails) {
    cg_sentences binds = {0};
    for (int i = 0; i < t->plan->prices.count; i++) {
        const char *told = tell_binding(t, line, &t->plan->prices.items[i]);
        if (told != NULL && !is_in(&binds, told)) {
            push(t, &binds, told);
        }
    }
    if (binds.count > 0) {
        push(t, fails,
             cg_tell(t, CG_MSG_CONTENT_FAILS_BINDS, cg_tell_list(t, binds.items, binds.count),
                     NULL));
    }
}

static const char *permit_name(const cg_telling *t, const char *id) {
    for (int i = 0; i < t->plan->permits.count; i++) {
        if (strcmp(t->plan->permits.items[i].id, id) == 0) {
            return cg_tell_name(t, t->plan->permits.items[i].name, id);
        }
    }
    return cg_tell_plain(t->arena, id);
}

static void add_law(const cg_telling *t, const cg_line *line, cg_sentences *fails) {
    cg_sentences names = {0}, uncertain = {0};
    for (int p = 0; p < line->permit_count; p++) {
        push(t, &names, permit_name(t, line->permits[p]));
    }
    if (names.count > 0) {
        const char *list = cg_tell_list(t, names.items, names.count);
        push(t, fails,
             isfinite(line->saving) ? cg_tell(t, CG_MSG_CONTENT_FAILS_PERMIT, list,
                                              cg_tell_money(t, line->saving), NULL)
                                    : cg_tell(t, CG_MSG_CONTENT_FAILS_PERMIT_ONLY, list, NULL));
    }
    for (int r = 0; r < line->rule_count; r++) {
        for (int u = 0; u < t->plan->uncertain.count; u++) {
            if (strcmp(t->plan->uncertain.items[u].id, line->rules[r]) == 0) {
                push(t, &uncertain, line->rules[r]);
            }
        }
    }
    if (uncertain.count > 0) {
        push(t, fails,
             cg_tell(t, CG_MSG_CONTENT_FAILS_READING,
                     cg_tell_list(t, uncertain.items, uncertain.count), NULL));
    }
}

/* --- standby ---------------------------------------------------------------------------------- */

/* What stops as one: a plant that mixes, else the firm that gives. */
static const char *source_of(const cg_telling *t, const cg_line *line) {
    if (line->via != NULL && !line->pass_through) {
        return line->via;
    }
    int party = cg_tell_party_of(t->plan, line->from);
    return party < 0 ? line->from : t->plan->parties.items[party].id;
}

static double delivered_by(const cg_telling *t, const char *to, const char *source) {
    double sum = 0;
    for (int i = 0; i < t->plan->lines.count; i++) {
        const cg_line *line = &t->plan->lines.items[i];
        bool counts = strcmp(line->to, to) == 0 && strcmp(source_of(t, line), source) == 0;
        sum += counts ? line->delivered : 0;
    }
    return sum;
}

/* A source of the same input that delivers more; NULL where there is none. */
static const char *larger_source(const cg_telling *t, const char *to, double delivered) {
    const char *largest = NULL;
    for (int i = 0; i < t->plan->lines.count; i++) {
        const cg_line *line = &t->plan->lines.items[i];
        if (strcmp(line->to, to) != 0) {
            continue;
        }
        double other = delivered_by(t, to, source_of(t, line));
        if (other > delivered * (1 + 1e-9)) {
            delivered = other;
            largest = source_of(t, line);
        }
    }
    return largest;
}

static double days_of(const cg_plan *plan) {
    double hours = 0;
    for (int p = 0; p < plan->period_count; p++) {
        hours += plan->period_hours[p];
    }
    return hours / HOURS_A_DAY;
}

static void add_standby(const cg_telling *t, const cg_group *group, cg_sentences *standby) {
    const cg_line *line = group->total;
    const cg_plan_flow *need = line->service ? NULL : cg_tell_flow(t->plan, line->to);
    if (need == NULL || !(need->amount > 0) || !(line->delivered > 0)) {
        return;
    }
    const char *source = source_of(t, group->lines[0]);
    double delivered = delivered_by(t, line->to, source);
    const char *larger = larger_source(t, line->to, delivered);
    const char *name = cg_tell_end(t, source);
    const char *share = cg_figure_share(t->arena, delivered / need->amount, t->language);
    const char *to = cg_tell_end(t, line->to);
    push(t, standby,
         larger == NULL ? cg_tell(t, CG_MSG_CONTENT_STANDBY_LARGEST, name, share, to, NULL)
                        : cg_tell(t, CG_MSG_CONTENT_STANDBY_SOURCE, name, share, to,
                                  cg_tell_end(t, larger), NULL));
    double a_day = delivered / days_of(t->plan);
    const char *amount = cg_figure_quantity(t->arena, cg_figure_rounded(a_day, DIGITS),
                                            line->input_unit, t->language);
    push(t, standby,
         isfinite(need->price) && isfinite(a_day)
             ? cg_tell(t, CG_MSG_CONTENT_STANDBY_BUYS, amount,
                       cg_tell_per_unit(t, need->price, line->input_unit),
                       cg_tell_money(t, cg_figure_rounded(a_day * need->price, DIGITS)), NULL)
             : cg_tell(t, CG_MSG_CONTENT_STANDBY_BUYS_ONLY, amount, NULL));
}

cg_checks cg_tell_checks(const cg_telling *t, const cg_group *group) {
    cg_checks checks = {0};
    const cg_line *line = group->total;
    if (!(line->quantity > 0)) {
        return checks;
    }
    for (int q = 0; q < line->quality.count; q++) {
        push(t, &checks.quality, tell_quality(t, &line->quality.items[q]));
    }
    if (line->heat.given) {
        add_heat(t, &line->heat, &checks.quality);
    }
    add_money(t, group, &checks.fails);
    add_supply(t, group, &checks.fails);
    add_bindings(t, line, &checks.fails);
    add_law(t, line, &checks.fails);
    add_standby(t, group, &checks.standby);
    return checks;
}
