/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds every exchange that could be, and whether it may. */
#include "match/matches.h"

#include "match/prospects.h"

#include <stdlib.h>

const char *cg_verdict_id(cg_verdict verdict) {
    static const char *const ids[CG_VERDICTS] = {
        "allowed", "allowed-via", "allowed-with-permits", "forbidden",
        "open",    "closed",      "impossible",           "unknown"};
    return ids[verdict];
}

int cg_candidates_order(const void *a, const void *b) {
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

void cg_note_unplaced(cg_finder *finder, int output, int facility, int input, const cg_way *way) {
    const cg_park *park = finder->matches->park;
    if (way->placed) {
        return;
    }
    int sender = output == CG_NONE ? CG_NONE : park->outputs.items[output].firm;
    int receiver = input == CG_NONE ? CG_NONE : park->inputs.items[input].firm;
    if (sender != CG_NONE && sender == receiver) {
        return;
    }
    if (sender != CG_NONE) {
        finder->firm_unasked[sender] = false;
    }
    if (receiver != CG_NONE) {
        finder->firm_unasked[receiver] = false;
    }
    if (facility != CG_NONE) {
        finder->facility_unasked[facility] = false;
    }
}

static bool firm_lacks_place(const cg_finder *finder, int firm) {
    return !finder->matches->park->firms.items[firm].at.given && !finder->firm_unasked[firm];
}

static bool facility_lacks_place(const cg_finder *finder, int facility) {
    return !finder->matches->park->facilities.items[facility].at.given &&
           !finder->facility_unasked[facility];
}

static void warn_of(const cg_finder *finder, const char *id, const cg_json *node) {
    cg_say(finder->diagnostics, CG_WARNING,
           cg_json_place(finder->arena, finder->matches->park->file, node), CG_MSG_NO_PLACE, id,
           NULL);
}

/* Each end without a place that was asked for it is named once; one sentence for all where nobody
 * states a place. */
static void warn_unplaced(const cg_finder *finder) {
    const cg_park *park = finder->matches->park;
    bool nobody = nobody_placed(park);
    bool any = false;
    for (int f = 0; f < park->firms.count; f++) {
        bool lacks = firm_lacks_place(finder, f);
        any = any || lacks;
        if (lacks && !nobody) {
            warn_of(finder, park->firms.items[f].id, park->firms.items[f].node);
        }
    }
    for (int f = 0; f < park->facilities.count; f++) {
        bool lacks = facility_lacks_place(finder, f);
        any = any || lacks;
        if (lacks && !nobody) {
            warn_of(finder, park->facilities.items[f].id, park->facilities.items[f].node);
        }
    }
    if (any && nobody) {
        cg_say(finder->diagnostics, CG_WARNING,
               cg_json_place(finder->arena, park->file, park->document), CG_MSG_NO_PLACES, NULL);
    }
}

static void list_running(cg_finder *finder) {
    const cg_park *park = finder->matches->park;
    for (int o = 0; o < park->outputs.count; o++) {
        finder->first_running[o] = CG_NONE;
    }
    for (int e = park->exchanges.count - 1; e >= 0; e--) {
        const cg_exchange *exchange = &park->exchanges.items[e];
        if (exchange->status == CG_RUNNING) {
            finder->next_running[e] = finder->first_running[exchange->output];
            finder->first_running[exchange->output] = e;
        }
    }
}

bool cg_runs_today(const cg_finder *finder, int output, int input, int facility) {
    for (int e = finder->first_running[output]; e != CG_NONE; e = finder->next_running[e]) {
        const cg_exchange *exchange = &finder->matches->park->exchanges.items[e];
        if (exchange->input == input && (facility == CG_ANY_WAY || exchange->via == facility)) {
            return true;
        }
    }
    return false;
}

bool cg_asks_all(const cg_finder *finder) {
    return finder->wanted.keep != CG_KEEP_RUNNING && finder->wanted.among == NULL;
}

bool cg_asks_for(const cg_finder *finder, int output, int input) {
    const cg_couples *among = finder->wanted.among;
    return cg_asks_all(finder) || (among != NULL && cg_couples_hold(among, output, input));
}

bool cg_is_kept(cg_finder *finder, int output, int input, const cg_finding *finding, bool runs) {
    const cg_wanted *wanted = &finder->wanted;
    if (runs || (wanted->output == output && wanted->input == input)) {
        return true;
    }
    switch (wanted->keep) {
    case CG_KEEP_ALL:
        return true;
    case CG_KEEP_POSSIBLE:
        if (finding->verdict == CG_IMPOSSIBLE) {
            finder->matches->impossible[finding->obstacle]++;
            return false;
        }
        return true;
    case CG_KEEP_USABLE:
        return cg_is_open(finding) &&
               (wanted->among == NULL || cg_couples_hold(wanted->among, output, input));
    case CG_KEEP_RUNNING:
        break;
    }
    return false;
}

/* A list of millions that is in order already is not sorted again: that would take as much room
 * once more. */
static void sort_candidates(cg_matches *matches) {
    cg_candidate *items = matches->candidates.items;
    int count = matches->candidates.count;
    for (int c = 1; c < count; c++) {
        if (cg_candidates_order(&items[c - 1], &items[c]) > 0) {
            qsort(items, (size_t)count, sizeof *items, cg_candidates_order);
            return;
        }
    }
}

int cg_first_candidate(const cg_matches *matches, int output, int input) {
    int first = 0, end = matches->candidates.count;
    while (first < end) {
        int middle = first + (end - first) / 2;
        const cg_candidate *candidate = &matches->candidates.items[middle];
        bool before =
            candidate->output != output ? candidate->output < output : candidate->input < input;
        first = before ? middle + 1 : first;
        end = before ? end : middle;
    }
    bool found = first < matches->candidates.count &&
                 matches->candidates.items[first].output == output &&
                 matches->candidates.items[first].input == input;
    return found ? first : matches->candidates.count;
}

static cg_finder finder_for(cg_matches *matches, cg_diagnostics *diagnostics, cg_wanted wanted) {
    cg_arena *arena = matches->arena;
    const cg_park *park = matches->park;
    cg_finder finder = {.arena = arena,
                        .diagnostics = diagnostics,
                        .matches = matches,
                        .ways = cg_ways_new(arena, diagnostics, park),
                        .wanted = wanted,
                        .prospects = matches->prospects,
                        .rate_reported = CG_ARRAY(arena, bool, park->knowledge->modes.count + 1),
                        .substitution_rate_reported =
                            CG_ARRAY(arena, bool, park->knowledge->substitutions.count + 1),
                        .firm_unasked = CG_ARRAY(arena, bool, park->firms.count + 1),
                        .facility_unasked = CG_ARRAY(arena, bool, park->facilities.count + 1),
                        .first_running = CG_ARRAY(arena, int, park->outputs.count + 1),
                        .next_running = CG_ARRAY(arena, int, park->exchanges.count + 1)};
    for (int f = 0; f < park->firms.count; f++) {
        finder.firm_unasked[f] = !park->firms.items[f].at.given;
        finder.any_unplaced = finder.any_unplaced || finder.firm_unasked[f];
    }
    for (int f = 0; f < park->facilities.count; f++) {
        finder.facility_unasked[f] = !park->facilities.items[f].at.given;
    }
    matches->ways = finder.ways;
    list_running(&finder);
    return finder;
}

cg_matches *cg_matches_find(cg_arena *arena, cg_diagnostics *diagnostics, const cg_park *park,
                            const cg_law *law, cg_wanted wanted) {
    cg_matches *matches = CG_NEW(arena, cg_matches);
    matches->arena = arena;
    matches->park = park;
    matches->law = law;
    matches->keep = wanted.keep;
    matches->heat = cg_heat_cut(arena, park);
    matches->home_intake = CG_ARRAY(arena, int, park->outputs.count + 1);
    for (int o = 0; o < park->outputs.count; o++) {
        matches->home_intake[o] = CG_NONE;
    }
    if (wanted.prospects && wanted.keep == CG_KEEP_USABLE) {
        matches->prospects = cg_prospects_new(arena, park, law);
    }
    cg_finder finder = finder_for(matches, diagnostics, wanted);
    cg_find_direct(&finder);
    cg_find_facilities(&finder);
    sort_candidates(matches);
    cg_find_running(&finder);
    if (wanted.keep != CG_KEEP_RUNNING) { /* mixing decides what may be, and is no problem itself */
        cg_apply_law_to_mixing(&finder);
    }
    cg_check_running(&finder);
    warn_unplaced(&finder);
    if (wanted.keep != CG_KEEP_RUNNING) { /* else not every pair was asked about */
        cg_exceptions_report_idle(diagnostics, law->exceptions);
    }
    return matches;
}
