/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scenario makes of a park: its own changes behind those it builds on. */
#include "study/study.h"

#include "park/membership.h"
#include "park/settings.h"

/* The scenarios from the one that builds on the park itself to `scenario`. The reader saw to it
 * that there is no circle. */
static int chain_of(cg_arena *arena, const cg_study *study, int scenario, int **out) {
    int count = 0;
    for (int at = scenario; at != CG_NONE; at = study->items.items[at].based_on) {
        count++;
    }
    *out = CG_ARRAY(arena, int, count + 1);
    int place = count;
    for (int at = scenario; at != CG_NONE; at = study->items.items[at].based_on) {
        (*out)[--place] = at;
    }
    return count;
}

void cg_scenario_terms_add(cg_arena *arena, const cg_study *study, int scenario,
                           cg_scenario_terms *into) {
    int *chain = NULL;
    int count = chain_of(arena, study, scenario, &chain);
    for (int i = 0; i < count; i++) {
        const cg_scenario *one = &study->items.items[chain[i]];
        into->rules = one->rules != NULL ? one->rules : into->rules;
        into->date = one->date != NULL ? one->date : into->date;
        into->objective = one->objective != NULL ? one->objective : into->objective;
        for (int w = 0; w < one->without_count; w++) {
            CG_PUSH(arena, &into->without, one->without[w]);
        }
        for (int r = 0; r < one->reading_count; r++) {
            CG_PUSH(arena, &into->readings, one->readings[r]);
        }
    }
}

static bool apply_one(cg_arena *arena, cg_diagnostics *diagnostics, const cg_scenario *scenario,
                      cg_json *document) {
    bool fits = true;
    for (int i = 0; i < scenario->leave_count; i++) {
        cg_place place = {NULL, "leave", 0};
        fits = cg_firm_leaves(arena, diagnostics, document, scenario->leave[i], place) && fits;
    }
    for (int i = 0; i < scenario->join_count; i++) {
        cg_place place = {NULL, "join", 0};
        fits = cg_firm_joins(arena, diagnostics, document, scenario->join[i], place) && fits;
    }
    for (int i = 0; i < scenario->setting_count; i++) {
        fits = cg_setting_apply(arena, diagnostics, document, scenario->settings[i]) && fits;
    }
    return fits;
}

bool cg_scenario_apply(cg_arena *arena, cg_diagnostics *diagnostics, const cg_study *study,
                       int scenario, cg_json *document) {
    int *chain = NULL;
    int count = chain_of(arena, study, scenario, &chain);
    bool fits = true;
    for (int i = 0; i < count; i++) {
        fits = apply_one(arena, diagnostics, &study->items.items[chain[i]], document) && fits;
    }
    return fits;
}
