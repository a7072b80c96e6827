/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of a first page: how much needs permits, how much rests on estimates, who takes part.
 */
#include "report/telling.h"

#include "unit/value.h"

#include <math.h>
#include <string.h>

const char *cg_tell_line_payback(const cg_telling *telling, const cg_totals *of) {
    double yearly = of->net_saving + of->parts.annualised_investment;
    if (of->investment == 0) {
        return "–";
    }
    if (isnan(yearly)) {
        return "–";
    }
    return yearly > 0 ? cg_figure(telling->arena, of->investment / yearly, 1, telling->language)
                      : cg_tell(telling, CG_MSG_REPORT_NEVER, NULL);
}

cg_permit_share cg_tell_permit_share(const cg_telling *telling) {
    cg_permit_share share = {0};
    double waits = 0, saving = 0;
    for (int i = 0; i < telling->plan->lines.count; i++) {
        const cg_line *line = &telling->plan->lines.items[i];
        bool exchange = !line->service && line->quantity > 0;
        share.count += exchange && line->permit_count > 0;
        waits += line->permit_count > 0 ? line->saving : 0;
        saving += line->saving;
    }
    share.of_saving = cg_figure_share(telling->arena, saving == 0 ? (double)NAN : waits / saving,
                                      telling->language);
    return share;
}

cg_estimate_share cg_tell_estimate_share(const cg_telling *telling) {
    cg_estimate_share share = {0};
    for (int i = 0; i < CG_BASIS_COUNT; i++) {
        bool firm = i == CG_BASIS_MEASURED || i == CG_BASIS_BILLED || i == CG_BASIS_PERMIT;
        share.figures += telling->plan->basis_count[i];
        share.estimated += firm ? 0 : telling->plan->basis_count[i];
    }
    share.of_figures = cg_figure_share(
        telling->arena, share.figures == 0 ? (double)NAN : (double)share.estimated / share.figures,
        telling->language);
    return share;
}

int cg_tell_party_of(const cg_plan *plan, const char *end) {
    int found = -1;
    size_t longest = 0;
    for (int i = 0; i < plan->parties.count; i++) {
        const cg_party *party = &plan->parties.items[i];
        if (party->id[0] != end[0] && party->id[0] != '\0') {
            continue;
        }
        size_t length = strlen(party->id);
        bool whole = strcmp(end, party->id) == 0;
        bool begins = strncmp(end, party->id, length) == 0 && end[length] == '.';
        bool fits = party->facility ? whole : begins || whole;
        if (fits && length >= longest) {
            found = i;
            longest = length;
        }
    }
    return found;
}

int cg_tell_firms_in(const cg_telling *telling) {
    const cg_plan *plan = telling->plan;
    bool *in = CG_ARRAY(telling->arena, bool, plan->parties.count + 1);
    int count = 0;
    for (int i = 0; i < plan->lines.count; i++) {
        const cg_line *line = &plan->lines.items[i];
        int ends[] = {cg_tell_party_of(plan, line->from), cg_tell_party_of(plan, line->to)};
        for (int e = 0; e < 2 && !line->service && line->quantity > 0; e++) {
            bool firm = ends[e] >= 0 && !plan->parties.items[ends[e]].facility;
            count += firm && !in[ends[e]];
            if (firm) {
                in[ends[e]] = true;
            }
        }
    }
    return count;
}

int cg_tell_firm_count(const cg_plan *plan) {
    int count = 0;
    for (int i = 0; i < plan->parties.count; i++) {
        count += !plan->parties.items[i].facility;
    }
    return count;
}
