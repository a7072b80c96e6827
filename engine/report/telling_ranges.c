/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan gains at the least and at the most, in words. */
#include "report/telling.h"

#include <math.h>
#include <string.h>

typedef struct figure {
    cg_message_id label;
    const char *unit; /* of a quantity; NULL: money, emissions or years, told in their own way */
} figure;

static const figure figures[CG_RANGE_FIGURES] = {
    [CG_RANGE_NET_SAVING] = {CG_MSG_REPORT_NET_SAVING, NULL},
    [CG_RANGE_EMISSIONS] = {CG_MSG_REPORT_EMISSIONS_SAVING, NULL},
    [CG_RANGE_WATER] = {CG_MSG_HTML_WATER, "m3"},
    [CG_RANGE_WASTEWATER] = {CG_MSG_RANGES_WASTEWATER, "m3"},
    [CG_RANGE_WASTE] = {CG_MSG_HTML_WASTE, "t"},
    [CG_RANGE_INVESTMENT] = {CG_MSG_REPORT_INVESTMENT, NULL},
    [CG_RANGE_PAYBACK] = {CG_MSG_REPORT_PAYBACK, NULL},
};

static double planned_of(const cg_plan *plan, cg_range_figure which) {
    const cg_balance *today = &plan->baseline, *planned = &plan->planned;
    switch (which) {
    case CG_RANGE_EMISSIONS:
        return plan->totals.emissions_saving;
    case CG_RANGE_WATER:
        return today->water_purchased - planned->water_purchased;
    case CG_RANGE_WASTEWATER:
        return today->wastewater_discharged - planned->wastewater_discharged;
    case CG_RANGE_WASTE:
        return today->waste_disposed - planned->waste_disposed;
    case CG_RANGE_INVESTMENT:
        return plan->totals.investment;
    case CG_RANGE_PAYBACK:
        return plan->totals.pays_back ? plan->totals.payback_years : (double)INFINITY;
    default:
        return plan->totals.net_saving;
    }
}

static const char *text_of(const cg_telling *t, cg_range_figure which, double value) {
    switch (which) {
    case CG_RANGE_NET_SAVING:
    case CG_RANGE_INVESTMENT:
        return cg_tell_money(t, value);
    case CG_RANGE_EMISSIONS:
        return cg_tell_emissions(t, value);
    case CG_RANGE_PAYBACK:
        return isinf(value) ? cg_tell(t, CG_MSG_REPORT_NEVER, NULL)
                            : cg_tell(t, CG_MSG_REPORT_YEARS,
                                      cg_figure(t->arena, value, 1, t->language), NULL);
    default:
        return cg_figure_quantity(t->arena, value, figures[which].unit, t->language);
    }
}

/* An end of a range is itself an estimate: three digits of it are told. */
static const char *end_of(const cg_telling *t, cg_range_figure which, double value) {
    return text_of(t, which, which == CG_RANGE_PAYBACK ? value : cg_figure_rounded(value, 3));
}

/* The number alone where the other end has the same unit: a unit need not be read twice. */
static const char *without_unit(const cg_telling *t, const char *text, const char *other) {
    const char *unit = strchr(text, ' '), *same = strchr(other, ' ');
    bool shared = unit != NULL && same != NULL && strcmp(unit, same) == 0;
    return shared ? cg_format(t->arena, "%.*s", (int)(unit - text), text) : text;
}

const char *cg_tell_range(const cg_telling *t, cg_range_figure which) {
    const cg_low_high *span = &t->plan->ranges.figures[which];
    if (!span->given) {
        return NULL;
    }
    const char *low = end_of(t, which, span->low);
    if (isinf(span->high)) {
        return cg_tell(t, CG_MSG_RANGES_TO_NEVER, low, NULL);
    }
    const char *high = end_of(t, which, span->high);
    return cg_tell(t, CG_MSG_RANGES_FROM_TO, without_unit(t, low, high), high, NULL);
}

bool cg_tell_range_row(const cg_telling *t, cg_range_figure which, cg_range_row *row) {
    const cg_low_high *span = &t->plan->ranges.figures[which];
    if (!span->given) {
        return false;
    }
    *row =
        (cg_range_row){cg_tell(t, figures[which].label, NULL), end_of(t, which, span->low),
                       text_of(t, which, planned_of(t->plan, which)), end_of(t, which, span->high)};
    return true;
}

const char *cg_tell_ranges(const cg_telling *t) {
    const cg_plan_ranges *ranges = &t->plan->ranges;
    if (ranges->given) {
        return cg_tell(t, CG_MSG_RANGES_NOTE, cg_format(t->arena, "%d", ranges->own), NULL);
    }
    if (ranges->left_out == NULL) {
        return NULL;
    }
    if (strcmp(ranges->left_out, "limit") == 0) {
        return cg_tell(t, CG_MSG_RANGES_LEFT_LIMIT, NULL);
    }
    if (strcmp(ranges->left_out, "time") == 0) {
        return cg_tell(t, CG_MSG_RANGES_LEFT_TIME, NULL);
    }
    if (strcmp(ranges->left_out, "contradiction") == 0) {
        return cg_tell(t, CG_MSG_RANGES_LEFT_CONTRADICTION, cg_tell_name(t, ranges->why, ""), NULL);
    }
    return strcmp(ranges->left_out, "no-proof") == 0 ? cg_tell(t, CG_MSG_RANGES_LEFT_NO_PROOF, NULL)
                                                     : NULL;
}
