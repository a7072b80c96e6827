/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exchanges that run today: where they are among the candidates, and whether they can run at
 * all. */
#include <string.h>

#include "base/number.h"
#include "match/matches.h"

/* Figures that agree to this are the same: sums of stated numbers carry rounding. */
#define SAME 1e-9

static cg_place place_of(const cg_finder *finder, const cg_json *node) {
    return cg_json_place(finder->arena, finder->matches->park->file, node);
}

static const char *number(const cg_finder *finder, double value) {
    char room[CG_NUMBER_ROOM];
    return cg_format(finder->arena, "%s", cg_number_text(value, room));
}

static bool of_mode(const cg_finder *finder, const cg_candidate *candidate, const char *mode) {
    const cg_matches *matches = finder->matches;
    int used = matches->pipes.items[candidate->first].way.mode;
    return mode == NULL ||
           (used != CG_NONE && strcmp(matches->park->knowledge->modes.items[used].id, mode) == 0);
}

/* A quality outside its limit does not mean that nothing runs: it means that it should not go on.
 */
static bool physically_possible(const cg_finding *finding) {
    return finding->verdict != CG_IMPOSSIBLE || finding->obstacle == CG_QUALITY_UNFIT ||
           finding->obstacle == CG_FACILITY_UNFIT;
}

static bool lacks_a_parameter(const cg_finding *finding) {
    return finding->verdict == CG_UNKNOWN_QUALITY &&
           (finding->obstacle == CG_QUALITY_UNKNOWN || finding->obstacle == CG_FACILITY_UNKNOWN);
}

/* Candidates from and to the same flows by `via` (CG_NONE: direct) that physics allows, or, where
 * `possible` is false, that it does not. */
static int count_candidates(const cg_finder *finder, const cg_exchange *exchange, bool possible,
                            int *found) {
    const cg_matches *matches = finder->matches;
    int count = 0;
    int first = cg_first_candidate(matches, exchange->output, exchange->input);
    for (int c = first; c < matches->candidates.count; c++) {
        const cg_candidate *candidate = &matches->candidates.items[c];
        if (candidate->output != exchange->output || candidate->input != exchange->input) {
            break;
        }
        if (candidate->facility == exchange->via &&
            physically_possible(&candidate->finding) == possible &&
            (exchange->via != CG_NONE || of_mode(finder, candidate, exchange->mode))) {
            *found = c;
            count++;
        }
    }
    return count;
}

static int find_intake_of(const cg_matches *matches, int output, int facility) {
    for (int i = 0; i < matches->intakes.count; i++) {
        const cg_intake *intake = &matches->intakes.items[i];
        if (intake->output == output && intake->facility == facility &&
            physically_possible(&intake->finding)) {
            return i;
        }
    }
    return CG_NONE;
}

static int find_supply_of(const cg_matches *matches, int facility, int input) {
    for (int s = 0; s < matches->supplies.count; s++) {
        const cg_supply *supply = &matches->supplies.items[s];
        if (supply->facility == facility && supply->input == input &&
            physically_possible(&supply->finding)) {
            return s;
        }
    }
    return CG_NONE;
}

static double *by_period(cg_finder *finder, double **amounts) {
    if (*amounts == NULL) {
        *amounts = CG_ARRAY(finder->arena, double, finder->matches->park->periods.count);
    }
    return *amounts;
}

static void run_in_pipe(cg_finder *finder, int pipe, const double *amount, double share) {
    double *running = by_period(finder, &finder->matches->pipes.items[pipe].running);
    for (int p = 0; p < finder->matches->park->periods.count; p++) {
        running[p] += amount[p] * share;
    }
}

/* A parameter that a running exchange does not state counts as at the limit; the law still speaks.
 */
static void assume(cg_finder *finder, cg_candidate *candidate) {
    if (!lacks_a_parameter(&candidate->finding)) {
        return;
    }
    cg_matches *matches = finder->matches;
    cg_exchange_case exchange = cg_case_of(matches, candidate);
    candidate->assumed = true;
    cg_finding_take(&candidate->finding, cg_law_ask(matches->law, &exchange));
}

static void place_candidate(cg_finder *finder, int exchange_index, int index) {
    cg_matches *matches = finder->matches;
    const cg_exchange *exchange = &matches->park->exchanges.items[exchange_index];
    cg_candidate *candidate = &matches->candidates.items[index];
    if (candidate->running != CG_NONE) {
        cg_say(finder->diagnostics, CG_ERROR, place_of(finder, exchange->node),
               CG_MSG_RUNNING_TWICE, matches->park->outputs.items[exchange->output].ref,
               matches->park->inputs.items[exchange->input].ref, NULL);
        return;
    }
    candidate->running = exchange_index;
    assume(finder, candidate);
    run_in_pipe(finder, candidate->first, exchange->amount, 1);
    if (candidate->second != CG_NONE) {
        run_in_pipe(finder, candidate->second, exchange->amount,
                    1 - matches->pipes.items[candidate->first].way.loss);
    }
    CG_PUSH(finder->arena, &matches->running,
            ((cg_running){exchange_index, index, CG_NONE, CG_NONE}));
}

static void place_treated(cg_finder *finder, int exchange_index, int intake_index,
                          int supply_index) {
    cg_matches *matches = finder->matches;
    const cg_park *park = matches->park;
    const cg_exchange *exchange = &park->exchanges.items[exchange_index];
    cg_intake *intake = &matches->intakes.items[intake_index];
    cg_supply *supply = &matches->supplies.items[supply_index];
    intake->running = true;
    if (lacks_a_parameter(&intake->finding)) {
        intake->finding.verdict = CG_ALLOWED;
    }
    if (lacks_a_parameter(&supply->finding)) {
        supply->finding.verdict = CG_ALLOWED;
        supply->assumed = true;
    }
    double share = (1 - matches->pipes.items[intake->pipe].way.loss) *
                   park->facilities.items[exchange->via].yield;
    run_in_pipe(finder, intake->pipe, exchange->amount, 1);
    run_in_pipe(finder, supply->pipe, exchange->amount, share);
    double *running = by_period(finder, &supply->running);
    for (int p = 0; p < park->periods.count; p++) {
        running[p] += exchange->amount[p] * share;
    }
    CG_PUSH(finder->arena, &matches->running,
            ((cg_running){exchange_index, CG_NONE, intake_index, supply_index}));
}

/* Why what runs is among no candidates: nothing opens it, or its own figures say that it cannot. */
static void say_no_way(const cg_finder *finder, const cg_exchange *exchange) {
    const cg_matches *matches = finder->matches;
    if (matches->park->reader.end != CG_AS_STATED) {
        return; /* at this end of its numbers it would not run */
    }
    cg_message_id why = CG_MSG_RUNNING_WITHOUT_WAY;
    int candidate = CG_NONE;
    if (count_candidates(finder, exchange, false, &candidate) > 0) {
        cg_obstacle obstacle = matches->candidates.items[candidate].finding.obstacle;
        if (obstacle == CG_TOO_COLD) {
            why = CG_MSG_RUNNING_NEVER_HOT;
        } else if (obstacle == CG_BEYOND_REACH || obstacle == CG_LOST_ON_THE_WAY) {
            why = CG_MSG_RUNNING_TOO_FAR;
        }
    }
    cg_say(finder->diagnostics, CG_ERROR, place_of(finder, exchange->node), why,
           matches->park->outputs.items[exchange->output].ref,
           matches->park->inputs.items[exchange->input].ref, NULL);
}

static void locate(cg_finder *finder, int exchange_index) {
    const cg_matches *matches = finder->matches;
    const cg_park *park = matches->park;
    const cg_exchange *exchange = &park->exchanges.items[exchange_index];
    const char *from = park->outputs.items[exchange->output].ref,
               *to = park->inputs.items[exchange->input].ref;
    int candidate = CG_NONE;
    int count = count_candidates(finder, exchange, true, &candidate);
    if (exchange->via != CG_NONE && !exchange->pass_through) {
        int intake = find_intake_of(matches, exchange->output, exchange->via);
        int supply = find_supply_of(matches, exchange->via, exchange->input);
        if (intake != CG_NONE && supply != CG_NONE) {
            place_treated(finder, exchange_index, intake, supply);
            return;
        }
    }
    if (count == 0) {
        say_no_way(finder, exchange);
        return;
    }
    if (count > 1) {
        cg_say(finder->diagnostics, CG_ERROR, place_of(finder, exchange->node),
               CG_MSG_RUNNING_AMBIGUOUS, from, to, NULL);
        return;
    }
    place_candidate(finder, exchange_index, candidate);
}

/* What runs today adds up, period by period, and must fit into its ends and ways. */
typedef struct load {
    double *sent, *received, *arriving,
        *carried; /* by output, input, facility, link, each x periods */
} load;

static double running_delivered(const cg_matches *matches, const cg_running *running) {
    if (running->candidate != CG_NONE) {
        return matches->candidates.items[running->candidate].delivered;
    }
    const cg_intake *intake = &matches->intakes.items[running->intake];
    const cg_supply *supply = &matches->supplies.items[running->supply];
    return (1 - matches->pipes.items[intake->pipe].way.loss) *
           matches->park->facilities.items[supply->facility].yield * supply->delivered;
}

static void add_running(const cg_finder *finder, const cg_running *running, load *sums) {
    const cg_matches *matches = finder->matches;
    const cg_exchange *exchange = &matches->park->exchanges.items[running->exchange];
    int periods = matches->park->periods.count;
    double delivered = running_delivered(matches, running);
    for (int p = 0; p < periods; p++) {
        sums->sent[exchange->output * periods + p] += exchange->amount[p];
        sums->received[exchange->input * periods + p] += exchange->amount[p] * delivered;
        if (exchange->via != CG_NONE) {
            int first = running->candidate != CG_NONE
                            ? matches->candidates.items[running->candidate].first
                            : matches->intakes.items[running->intake].pipe;
            sums->arriving[exchange->via * periods + p] +=
                exchange->amount[p] * (1 - matches->pipes.items[first].way.loss);
        }
    }
}

static void add_home(const cg_finder *finder, load *sums) {
    const cg_matches *matches = finder->matches;
    int periods = matches->park->periods.count;
    for (int o = 0; o < matches->park->outputs.count; o++) {
        if (matches->home_intake[o] == CG_NONE) {
            continue;
        }
        const cg_intake *intake = &matches->intakes.items[matches->home_intake[o]];
        for (int p = 0; p < periods; p++) {
            double left = matches->park->outputs.items[o].amount[p] - sums->sent[o * periods + p];
            sums->arriving[intake->facility * periods + p] +=
                left * (1 - matches->pipes.items[intake->pipe].way.loss);
        }
    }
}

static void add_links(const cg_matches *matches, load *sums) {
    int periods = matches->park->periods.count;
    for (int i = 0; i < matches->pipes.count; i++) {
        const cg_pipe *pipe = &matches->pipes.items[i];
        for (int p = 0; p < periods && pipe->running != NULL && pipe->way.existing != CG_NONE;
             p++) {
            sums->carried[pipe->way.existing * periods + p] += pipe->running[p];
        }
    }
}

/* What sets a most, and what is said where more runs. */
typedef struct bound {
    const double *most;  /* by period */
    const cg_flow *flow; /* NULL: `node` states it */
    const cg_json *node;
    cg_message_id message;
    const char *subject;
} bound;

static void check_most(cg_finder *finder, const double *sum, const bound *of) {
    const cg_park *park = finder->matches->park;
    for (int p = 0; p < park->periods.count; p++) {
        if (sum[p] > of->most[p] * (1 + SAME) + SAME) {
            cg_place place = of->flow != NULL ? cg_flow_place(finder->arena, park, of->flow)
                                              : place_of(finder, of->node);
            cg_say(finder->diagnostics, CG_ERROR, place, of->message, of->subject,
                   number(finder, sum[p]), number(finder, of->most[p]), park->periods.items[p].id,
                   NULL);
            return;
        }
    }
}

void cg_check_running(cg_finder *finder) {
    const cg_matches *matches = finder->matches;
    const cg_park *park = matches->park;
    if (park->reader.end != CG_AS_STATED) {
        return; /* what is stated fits, and a world with other numbers is not the data's mistake */
    }
    int periods = park->periods.count;
    load sums = {CG_ARRAY(finder->arena, double, (park->outputs.count + 1) * periods),
                 CG_ARRAY(finder->arena, double, (park->inputs.count + 1) * periods),
                 CG_ARRAY(finder->arena, double, (park->facilities.count + 1) * periods),
                 CG_ARRAY(finder->arena, double, (park->links.count + 1) * periods)};
    for (int r = 0; r < matches->running.count; r++) {
        add_running(finder, &matches->running.items[r], &sums);
    }
    add_home(finder, &sums);
    add_links(matches, &sums);
    for (int o = 0; o < park->outputs.count; o++) {
        const cg_flow *flow = &park->outputs.items[o];
        bound most = {flow->amount, flow, NULL, CG_MSG_RUNNING_MORE_THAN_OUTPUT, flow->ref};
        check_most(finder, &sums.sent[o * periods], &most);
    }
    for (int i = 0; i < park->inputs.count; i++) {
        const cg_flow *flow = &park->inputs.items[i];
        bound most = {flow->amount, flow, NULL, CG_MSG_RUNNING_MORE_THAN_INPUT, flow->ref};
        check_most(finder, &sums.received[i * periods], &most);
    }
    for (int f = 0; f < park->facilities.count; f++) {
        const cg_facility *facility = &park->facilities.items[f];
        if (facility->limited) {
            bound most = {facility->capacity, NULL, facility->node, CG_MSG_FACILITY_OVERFLOWS,
                          facility->id};
            check_most(finder, &sums.arriving[f * periods], &most);
        }
    }
    for (int l = 0; l < park->links.count; l++) {
        const cg_link *link = &park->links.items[l];
        if (link->existing && link->limited) {
            bound most = {link->capacity, NULL, link->node, CG_MSG_RUNNING_MORE_THAN_LINK,
                          cg_json_path(finder->arena, link->node)};
            check_most(finder, &sums.carried[l * periods], &most);
        }
    }
    cg_check_running_heat(finder);
}

void cg_find_running(cg_finder *finder) {
    const cg_park *park = finder->matches->park;
    for (int e = 0; e < park->exchanges.count; e++) {
        if (park->exchanges.items[e].status == CG_RUNNING) {
            locate(finder, e);
        }
    }
}
