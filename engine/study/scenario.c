/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scenario makes of a park: its own changes behind those it builds on. */
#include "study/study.h"

#include "park/membership.h"
#include "park/settings.h"

#include <string.h>

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

/* Whether a key of an exception names the firm or one of its flows. */
static bool speaks_of(const cg_json *exception, const char *key, const char *firm) {
    const char *named = cg_json_member_text(exception, key);
    size_t length = strlen(firm);
    return named != NULL && strncmp(named, firm, length) == 0 &&
           (named[length] == '\0' || named[length] == '.');
}

static bool speaks_of_leaver(const cg_json *exception, const cg_scenario *scenario) {
    for (int i = 0; i < scenario->leave_count; i++) {
        const char *firm = scenario->leave[i];
        if (speaks_of(exception, "firm", firm) || speaks_of(exception, "from", firm) ||
            speaks_of(exception, "to", firm)) {
            return true;
        }
    }
    return false;
}

const cg_json *cg_scenario_exceptions(cg_arena *arena, const cg_study *study, int scenario,
                                      const cg_json *document) {
    const cg_json *stated = cg_json_member(document, "exceptions");
    if (stated == NULL || stated->type != CG_JSON_ARRAY) {
        return document;
    }
    int *chain = NULL;
    int count = chain_of(arena, study, scenario, &chain);
    cg_json *copy = cg_json_copy(arena, document);
    cg_json *list = cg_json_member(copy, "exceptions");
    int before = list->count;
    cg_json *next = NULL;
    for (cg_json *one = list->first; one != NULL; one = next) {
        next = one->next;
        bool idle = false;
        for (int i = 0; i < count; i++) {
            const cg_scenario *link = &study->items.items[chain[i]];
            bool other_law = link->rules != NULL && cg_json_member(one, "rule") != NULL;
            idle = idle || other_law || speaks_of_leaver(one, link);
        }
        if (idle) {
            cg_json_remove(one);
        }
    }
    return list->count == before ? document : copy;
}
