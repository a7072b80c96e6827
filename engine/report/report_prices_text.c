/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What rules cost, on 80 columns: those that cost something, then those that do not. */
#include "report/report_prices.h"

#include "report/study_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 80, MOST_CHANGES = 3, MOST_PARTIES = 3 };
/* A difference this small against today's figure is what two proven plans may differ by. */
#define NOTHING 1e-7

typedef struct page {
    cg_study_telling t;
    const cg_rule_prices *prices;
    cg_text out;
} page;

/* A figure of the plan against that of the first row. */
typedef struct figure {
    cg_message_id message;
    double change, today;
    const char *unit; /* NULL: money */
} figure;

static const cg_result *base_of(const page *p) {
    return &p->prices->comparison->items.items[0];
}

static const cg_result *row_of(const page *p, const cg_rule_price *price) {
    return &p->prices->comparison->items.items[price->result];
}

static bool is_something(double change, double today) {
    return fabs(change) > NOTHING * fabs(today);
}

static int figures_of(const page *p, const cg_rule_price *price, figure out[5]) {
    const cg_balance *base = &base_of(p)->planned, *row = &row_of(p, price)->planned;
    const cg_balance *today = &base_of(p)->baseline;
    const figure all[5] = {
        {CG_MSG_PRICE_COST, row->cost - base->cost, today->cost, NULL},
        {CG_MSG_PRICE_WATER, row->water_purchased - base->water_purchased, today->water_purchased,
         "m3"},
        {CG_MSG_PRICE_WASTEWATER, row->wastewater_discharged - base->wastewater_discharged,
         today->wastewater_discharged, "m3"},
        {CG_MSG_PRICE_WASTE, row->waste_disposed - base->waste_disposed, today->waste_disposed,
         "t"},
        {CG_MSG_PRICE_EMISSIONS, row->emissions - base->emissions, today->emissions, "t CO2e"}};
    int count = 0;
    for (int i = 0; i < 5; i++) {
        if (is_something(all[i].change, all[i].today)) {
            out[count++] = all[i];
        }
    }
    return count;
}

static bool changes_anything(const page *p, const cg_rule_price *price) {
    figure figures[5];
    const cg_result *row = row_of(p, price);
    return row->compared && (figures_of(p, price, figures) > 0 ||
                             is_something(row->baseline.cost - base_of(p)->baseline.cost,
                                          base_of(p)->baseline.cost));
}

static const char *money(const page *p, double value) {
    return cg_figure_money(p->t.telling.arena, value, p->prices->comparison->currency,
                           p->t.telling.language);
}

static const char *amount(const page *p, const figure *of) {
    cg_arena *arena = p->t.telling.arena;
    cg_language language = p->t.telling.language;
    double size = fabs(of->change);
    const char *text = of->unit == NULL ? money(p, size)
                       : strcmp(of->unit, "t CO2e") == 0
                           ? cg_format(arena, "%s %s", cg_figure_short(arena, size, language),
                                       cg_tell(&p->t.telling, CG_MSG_REPORT_CO2, NULL))
                           : cg_figure_quantity(arena, size, of->unit, language);
    return cg_format(arena, "%s%s", of->change < 0 ? "−" : "+", text);
}

static const char *ids_of(const page *p, const cg_rule_price *price) {
    cg_text ids = cg_text_start(p->t.telling.arena);
    for (int i = 0; i < price->count; i++) {
        cg_text_addf(&ids, "%s%s", i > 0 ? " + " : "",
                     cg_tell_plain(p->t.telling.arena, price->ids[i]));
    }
    return ids.bytes;
}

static const char *name_of(const page *p, const cg_rule_price *price) {
    static const cg_message_id messages[] = {[CG_PRICED_RULE] = CG_MSG_PRICE_RULE,
                                             [CG_PRICED_GROUP] = CG_MSG_PRICE_GROUP,
                                             [CG_PRICED_ALL] = CG_MSG_PRICE_ALL,
                                             [CG_PRICED_READING] = CG_MSG_PRICE_READING};
    return cg_tell(&p->t.telling, messages[price->kind], ids_of(p, price),
                   cg_tell_name(&p->t.telling, price->title, "–"), NULL);
}

static void add_item(page *p, const char *text) {
    cg_text_add(&p->out, "  - ");
    cg_text_add_folded(&p->out, text, WIDTH - 4, 4);
}

static void add_figures(page *p, const cg_rule_price *price) {
    figure figures[5];
    cg_text list = cg_text_start(p->t.telling.arena);
    int count = figures_of(p, price, figures);
    for (int i = 0; i < count; i++) {
        cg_text_addf(&list, "%s%s", i > 0 ? "; " : "",
                     cg_tell(&p->t.telling, figures[i].message, amount(p, &figures[i]), NULL));
    }
    if (count > 0) {
        add_item(p, list.bytes);
    }
}

static void add_changes(page *p, cg_message_id heading, const cg_pair_change *changes, int count) {
    cg_text list = cg_text_start(p->t.telling.arena);
    for (int i = 0; i < count && i < MOST_CHANGES; i++) {
        cg_text_addf(&list, "%s%s", i > 0 ? "; " : "", cg_study_change(&p->t, &changes[i]));
    }
    if (count > MOST_CHANGES) {
        cg_text_addf(&list, "; %s",
                     cg_tell(&p->t.telling, CG_MSG_STUDY_MORE,
                             cg_format(p->t.telling.arena, "%d", count - MOST_CHANGES), NULL));
    }
    if (count > 0) {
        add_item(p, cg_tell(&p->t.telling, heading, list.bytes, NULL));
    }
}

typedef struct gain {
    int party;
    double money;
} gain;

static int largest_first(const void *a, const void *b) {
    const gain *x = a, *y = b;
    if (fabs(x->money) != fabs(y->money)) {
        return fabs(x->money) < fabs(y->money) ? 1 : -1;
    }
    return x->party - y->party;
}

/* Who would gain (sign 1) or lose (sign -1) without it, the most first. */
static void add_parties(page *p, const cg_rule_price *price, int sign, cg_message_id heading) {
    const cg_result *base = base_of(p), *row = row_of(p, price);
    cg_arena *arena = p->t.telling.arena;
    gain *gains = CG_ARRAY(arena, gain, base->parties.count + 1);
    cg_text list = cg_text_start(arena);
    int count = 0;
    for (int i = 0; i < base->parties.count; i++) {
        double money = cg_party_gain(base, row, i);
        if (sign * money > 0 && is_something(money, base->baseline.cost)) {
            gains[count++] = (gain){i, money};
        }
    }
    if (count == 0) {
        return;
    }
    qsort(gains, (size_t)count, sizeof *gains, largest_first);
    for (int i = 0; i < count && i < MOST_PARTIES; i++) {
        const cg_result_party *party = &base->parties.items[gains[i].party];
        cg_text_addf(&list, "%s%s (%s%s)", i > 0 ? ", " : "",
                     cg_tell_name(&p->t.telling, party->name, party->id),
                     gains[i].money < 0 ? "−" : "+", money(p, fabs(gains[i].money)));
    }
    if (count > MOST_PARTIES) {
        cg_text_addf(&list, ", %s",
                     cg_tell(&p->t.telling, CG_MSG_STUDY_MORE,
                             cg_format(arena, "%d", count - MOST_PARTIES), NULL));
    }
    add_item(p, cg_tell(&p->t.telling, heading, list.bytes, NULL));
}

static void add_price(page *p, const cg_rule_price *price) {
    const cg_result *row = row_of(p, price);
    cg_text_add(&p->out, "\n");
    cg_text_add_folded(&p->out, name_of(p, price), WIDTH, 0);
    if (!row->compared) {
        add_item(p, cg_study_reason(&p->t, row));
        return;
    }
    add_figures(p, price);
    add_changes(p, CG_MSG_PRICE_GAINED, row->gained.items, row->gained.count);
    add_changes(p, CG_MSG_PRICE_LOST, row->lost.items, row->lost.count);
    add_changes(p, CG_MSG_PRICE_CHANGED, row->changed.items, row->changed.count);
    bool reading = price->kind == CG_PRICED_READING;
    add_parties(p, price, 1, reading ? CG_MSG_PRICE_GAINERS_SO : CG_MSG_PRICE_GAINERS);
    add_parties(p, price, -1, reading ? CG_MSG_PRICE_LOSERS_SO : CG_MSG_PRICE_LOSERS);
    if (price->uncertain) {
        add_item(p, cg_tell(&p->t.telling, CG_MSG_REASON_RULE_UNCERTAIN, NULL));
    }
}

/* Those whose leaving out changes nothing, in two lists. */
static void add_silent(page *p, bool speaks, cg_message_id heading) {
    cg_text list = cg_text_start(p->t.telling.arena);
    for (int i = 0; i < p->prices->items.count; i++) {
        const cg_rule_price *price = &p->prices->items.items[i];
        bool shown = !row_of(p, price)->compared || changes_anything(p, price);
        bool single = price->kind == CG_PRICED_RULE || price->kind == CG_PRICED_READING;
        if (!shown && single && price->speaks == speaks) {
            cg_text_addf(&list, "%s%s", list.length > 0 ? ", " : "", ids_of(p, price));
        }
    }
    if (list.length > 0) {
        cg_text_add(&p->out, "\n");
        cg_text_add_folded(&p->out, cg_tell(&p->t.telling, heading, list.bytes, NULL), WIDTH, 0);
    }
}

const char *cg_report_prices_text(cg_arena *arena, const cg_rule_prices *prices,
                                  cg_language language, size_t *length) {
    page p = {cg_study_telling_start(arena, prices->comparison, language), prices,
              cg_text_start(arena)};
    const cg_telling *t = &p.t.telling;
    const cg_comparison *comparison = prices->comparison;
    int shown = 0;
    cg_text_add_folded(&p.out,
                       cg_tell(t, CG_MSG_PRICE_TITLE,
                               cg_tell_name(t, comparison->park_name, comparison->park),
                               cg_study_law(&p.t, base_of(&p)), NULL),
                       WIDTH, 0);
    cg_text_add_folded(&p.out, cg_tell(t, CG_MSG_PRICE_HOW, NULL), WIDTH, 0);
    for (int i = 0; i < prices->items.count; i++) {
        const cg_rule_price *price = &prices->items.items[i];
        if (!row_of(&p, price)->compared || changes_anything(&p, price)) {
            add_price(&p, price);
            shown++;
        }
    }
    if (shown == 0) {
        cg_text_add(&p.out, "\n");
        cg_text_add_folded(&p.out, cg_tell(t, CG_MSG_PRICE_NONE, NULL), WIDTH, 0);
    }
    add_silent(&p, true, CG_MSG_PRICE_NOTHING);
    add_silent(&p, false, CG_MSG_PRICE_SILENT);
    *length = p.out.length;
    return p.out.bytes;
}
