/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds every exchange that could be, and whether it may. */
#include "match/matches.h"

#include <stdlib.h>

const char *cg_verdict_id(cg_verdict verdict) {
    static const char *const ids[CG_VERDICTS] = {
        "allowed", "allowed-via", "allowed-with-permits", "forbidden",
        "open",    "closed",      "impossible",           "unknown"};
    return ids[verdict];
}

cg_exchange_case cg_case_candidate(const cg_matches *matches, const cg_candidate *candidate) {
    const cg_way *way = &matches->pipes.items[candidate->first].way;
    double second_km =
        candidate->second == CG_NONE ? 0 : matches->pipes.items[candidate->second].way.km;
    return (cg_exchange_case){matches->park,
                              candidate->output,
                              candidate->input,
                              candidate->facility,
                              candidate->facility != CG_NONE,
                              way->mode,
                              way->km + second_km,
                              way->link};
}

static int by_ends(const void *a, const void *b) {
    const cg_candidate *x = a, *y = b;
    if (x->output != y->output) {
        return x->output - y->output;
    }
    if (x->input != y->input) {
        return x->input - y->input;
    }
    if (x->facility != y->facility) {
        return x->facility - y->facility;
    }
    return x->substitution - y->substitution;
}

static bool nobody_placed(const cg_park *park) {
    for (int f = 0; f < park->firms.count; f++) {
        if (park->firms.items[f].at.given) {
            return false;
        }
    }
    for (int f = 0; f < park->facilities.count; f++) {
        if (park->facilities.items[f].at.given) {
            return false;
        }
    }
    return true;
}

/* Once for all, where anything is asked of a place. */
static void say_of_park(const cg_finder *finder, const bool *firm, const bool *facility) {
    const cg_park *park = finder->matches->park;
    bool any = false;
    for (int f = 0; f < park->firms.count; f++) {
        any = any || firm[f];
    }
    for (int f = 0; f < park->facilities.count; f++) {
        any = any || facility[f];
    }
    if (any) {
        cg_say(finder->diagnostics, CG_WARNING,
               cg_json_place(finder->arena, park->file, park->document), CG_MSG_NO_PLACES, NULL);
    }
}

/* A way without a place costs nothing, which is seldom true: each end without a place is named
 * once. */
static void warn_unplaced(cg_finder *finder) {
    const cg_matches *matches = finder->matches;
    const cg_park *park = matches->park;
    bool *firm = CG_ARRAY(finder->arena, bool, park->firms.count + 1);
    bool *facility = CG_ARRAY(finder->arena, bool, park->facilities.count + 1);
    for (int p = 0; p < matches->pipes.count; p++) {
        const cg_pipe *pipe = &matches->pipes.items[p];
        if (pipe->way.placed) {
            continue;
        }
        int sender = pipe->output == CG_NONE ? CG_NONE : park->outputs.items[pipe->output].firm;
        int receiver = pipe->input == CG_NONE ? CG_NONE : park->inputs.items[pipe->input].firm;
        if (sender != CG_NONE && sender == receiver) {
            continue;
        }
        if (sender != CG_NONE && !park->firms.items[sender].at.given) {
            firm[sender] = true;
        }
        if (receiver != CG_NONE && !park->firms.items[receiver].at.given) {
            firm[receiver] = true;
        }
        if (pipe->facility != CG_NONE && !park->facilities.items[pipe->facility].at.given) {
            facility[pipe->facility] = true;
        }
    }
    if (nobody_placed(park)) {
        say_of_park(finder, firm, facility);
        return;
    }
    for (int f = 0; f < park->firms.count; f++) {
        if (firm[f]) {
            cg_say(finder->diagnostics, CG_WARNING,
                   cg_json_place(finder->arena, park->file, park->firms.items[f].node),
                   CG_MSG_NO_PLACE, park->firms.items[f].id, NULL);
        }
    }
    for (int f = 0; f < park->facilities.count; f++) {
        if (facility[f]) {
            cg_say(finder->diagnostics, CG_WARNING,
                   cg_json_place(finder->arena, park->file, park->facilities.items[f].node),
                   CG_MSG_NO_PLACE, park->facilities.items[f].id, NULL);
        }
    }
}

cg_matches *cg_matches_find(cg_arena *arena, cg_diagnostics *diagnostics, const cg_park *park,
                            const cg_law *law, bool keep_all) {
    cg_matches *matches = CG_NEW(arena, cg_matches);
    matches->arena = arena;
    matches->park = park;
    matches->law = law;
    matches->heat = cg_heat_cut(arena, park);
    matches->home_intake = CG_ARRAY(arena, int, park->outputs.count + 1);
    for (int o = 0; o < park->outputs.count; o++) {
        matches->home_intake[o] = CG_NONE;
    }
    cg_finder finder = {arena,    diagnostics,
                        matches,  cg_ways_new(arena, diagnostics, park),
                        keep_all, CG_ARRAY(arena, bool, park->knowledge->modes.count + 1)};
    cg_find_direct(&finder);
    cg_find_facilities(&finder);
    if (matches->candidates.count > 0) {
        qsort(matches->candidates.items, (size_t)matches->candidates.count, sizeof(cg_candidate),
              by_ends);
    }
    cg_find_running(&finder);
    cg_apply_law_to_mixing(&finder);
    cg_check_running(&finder);
    warn_unplaced(&finder);
    cg_exceptions_report_idle(diagnostics, law->exceptions);
    return matches;
}
