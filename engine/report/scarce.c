/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shadow prices as a reader counts them. */
#include "report/scarce.h"

#include "text/message.h"

#include <math.h>
#include <string.h>

/* Two prices that no reader could tell apart: reports show four digits. */
#define SAME_PRICE 1e-6

static bool same_text(const char *a, const char *b) {
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool same_thing(const cg_shadow_price *a, const cg_shadow_price *b) {
    return strcmp(a->kind, b->kind) == 0 && strcmp(a->subject, b->subject) == 0 &&
           same_text(a->unit, b->unit) &&
           fabs(a->worth - b->worth) <= SAME_PRICE * fmax(fabs(a->worth), fabs(b->worth));
}

/* What is worth the same in every period needs no period. */
static cg_scarce without_periods(cg_arena *arena, const cg_plan *plan) {
    cg_scarce scarce = {0};
    bool *told = CG_ARRAY(arena, bool, plan->prices.count + 1);
    for (int i = 0; i < plan->prices.count; i++) {
        cg_shadow_price price = plan->prices.items[i];
        if (told[i]) {
            continue;
        }
        int periods = 0;
        for (int j = i; price.period != NULL && j < plan->prices.count; j++) {
            const cg_shadow_price *other = &plan->prices.items[j];
            periods += same_thing(&price, other) && same_text(price.detail, other->detail);
        }
        bool always = periods > 1 && periods == plan->period_count;
        for (int j = i; always && j < plan->prices.count; j++) {
            const cg_shadow_price *other = &plan->prices.items[j];
            told[j] =
                told[j] || (same_thing(&price, other) && same_text(price.detail, other->detail));
        }
        price.period = always ? NULL : price.period;
        CG_PUSH(arena, &scarce, price);
    }
    return scarce;
}

/* Pieces of one heat flow; a limit's parameter is no piece. */
static bool same_flow(const cg_shadow_price *a, const cg_shadow_price *b) {
    bool flow = strcmp(a->kind, "supply") == 0 || strcmp(a->kind, "demand") == 0;
    return flow && a->detail != NULL && b->detail != NULL && same_thing(a, b) &&
           same_text(a->period, b->period);
}

cg_scarce cg_scarce_of(cg_arena *arena, const cg_plan *plan) {
    cg_scarce scarce = {0}, all = without_periods(arena, plan);
    bool *told = CG_ARRAY(arena, bool, all.count + 1);
    for (int i = 0; i < all.count; i++) {
        cg_shadow_price price = all.items[i];
        for (int j = i + 1; !told[i] && j < all.count; j++) {
            if (same_flow(&price, &all.items[j])) {
                price.detail = cg_format(arena, "%s, %s", price.detail, all.items[j].detail);
                told[j] = true;
            }
        }
        if (!told[i]) {
            CG_PUSH(arena, &scarce, price);
        }
    }
    return scarce;
}
