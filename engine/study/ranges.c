/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan gains at the least and at the most, where numbers have a low and a high. */
#include "study/ranges.h"

#include <math.h>

/* Closer than this share of a figure, or of what it is a change of, two worlds differ by rounding
 * alone. */
#define SAME 1e-9

void cg_ranges_planned(const cg_plan *plan, double gains[CG_RANGE_FIGURES]) {
    const cg_totals *totals = &plan->totals;
    const cg_balance *today = &plan->baseline, *planned = &plan->planned;
    gains[CG_RANGE_NET_SAVING] = totals->net_saving;
    gains[CG_RANGE_EMISSIONS] = totals->emissions_saving;
    gains[CG_RANGE_WATER] = today->water_purchased - planned->water_purchased;
    gains[CG_RANGE_WASTEWATER] = today->wastewater_discharged - planned->wastewater_discharged;
    gains[CG_RANGE_WASTE] = today->waste_disposed - planned->waste_disposed;
    gains[CG_RANGE_INVESTMENT] = totals->investment;
    gains[CG_RANGE_PAYBACK] = totals->pays_back ? totals->payback_years : (double)INFINITY;
}

/* How large the quantity is of which a figure is the change. */
static void set_scales(const cg_plan *plan, double scale[CG_RANGE_FIGURES]) {
    scale[CG_RANGE_NET_SAVING] = plan->baseline.cost;
    scale[CG_RANGE_EMISSIONS] = plan->baseline.emissions;
    scale[CG_RANGE_WATER] = plan->baseline.water_purchased;
    scale[CG_RANGE_WASTEWATER] = plan->baseline.wastewater_discharged;
    scale[CG_RANGE_WASTE] = plan->baseline.waste_disposed;
}

void cg_ranges_span(cg_plan *plan, const double (*worlds)[CG_RANGE_FIGURES], int count) {
    double planned[CG_RANGE_FIGURES], scale[CG_RANGE_FIGURES] = {0};
    cg_ranges_planned(plan, planned);
    set_scales(plan, scale);
    for (int f = 0; f < CG_RANGE_FIGURES; f++) {
        cg_low_high span = {false, planned[f], planned[f]};
        double same = SAME * fmax(isfinite(planned[f]) ? fabs(planned[f]) : 0, fabs(scale[f]));
        for (int w = 0; w < count; w++) {
            double low = worlds[w][f] < span.low - same ? worlds[w][f] : span.low;
            span.high = worlds[w][f] > span.high + same ? worlds[w][f] : span.high;
            span.low = low;
        }
        span.given = span.low < span.high;
        plan->ranges.figures[f] = span;
        plan->ranges.given = plan->ranges.given || span.given;
    }
}
