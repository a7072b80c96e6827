/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exchanges by way of a facility: what it takes in, what it hands on after treatment, what it
 * passes through. */
#include <string.h>

#include "match/matches.h"

/* The resource of the first output that is disposed of there today. */
static int taken_today(const cg_park *park, int facility) {
    for (int o = 0; o < park->outputs.count; o++) {
        if (park->outputs.items[o].disposed_at == facility) {
            return park->outputs.items[o].resource;
        }
    }
    return CG_NONE;
}

/* A facility's mode: its own, else that of what it takes, else its family's default. */
static int mode_of(const cg_park *park, int index) {
    const cg_facility *facility = &park->facilities.items[index];
    const cg_knowledge *knowledge = park->knowledge;
    if (facility->mode != NULL) {
        return cg_map_find(knowledge->mode_ids, facility->mode);
    }
    int resource = facility->accepted_count > 0 ? facility->accepted[0] : taken_today(park, index);
    if (resource == CG_NONE) {
        return CG_NONE;
    }
    const cg_resource *taken = &knowledge->resources.items[resource];
    return taken->mode != NULL ? cg_map_find(knowledge->mode_ids, taken->mode)
                               : knowledge->default_mode[taken->family];
}

cg_way_terms cg_terms_facility(const cg_park *park, int index) {
    const cg_facility *facility = &park->facilities.items[index];
    return (cg_way_terms){.mode = mode_of(park, index),
                          .transport_cost = &facility->transport_cost,
                          .transport_emissions = &facility->transport_emissions,
                          .loss = &facility->loss,
                          .investment = &facility->link_investment,
                          .has_reach = facility->has_reach,
                          .reach_km = facility->reach_km};
}

/* 0: of the facility's mode; 1: of no mode; 2: of another, taken only where nothing better opens
 * the pair. */
static int fit(const cg_knowledge *knowledge, const cg_substitution *substitution, int mode) {
    if (substitution->mode == NULL) {
        return 1;
    }
    return cg_map_find(knowledge->mode_ids, substitution->mode) == mode ? 0 : 2;
}

int cg_openings(cg_arena *arena, const cg_knowledge *knowledge, int from, int to, int mode,
                int **out) {
    CG_VECTOR(int) found = {0};
    if (from == to) {
        CG_PUSH(arena, &found, CG_NONE);
        *out = found.items;
        return found.count;
    }
    int best = 2;
    for (int s = 0; s < knowledge->substitutions.count; s++) {
        const cg_substitution *substitution = &knowledge->substitutions.items[s];
        if (substitution->output != from || substitution->input != to) {
            continue;
        }
        int fits = fit(knowledge, substitution, mode);
        if (fits < best) {
            best = fits;
            found.count = 0;
        }
        if (fits == best) {
            CG_PUSH(arena, &found, s);
        }
    }
    *out = found.items;
    return found.count;
}

/* The inputs that a resource opens by way of a facility, and how. */
typedef struct opened {
    int input, count;
    const int *substitutions;
} opened;
typedef struct opened_inputs {
    bool listed;
    CG_VECTOR(opened) items;
} opened_inputs;

/* One facility being looked at. */
typedef struct plant {
    int index;
    const cg_facility *facility;
    cg_way_terms terms;
    opened_inputs *given;  /* by what it gives after treatment */
    opened_inputs *opened; /* by resource that is passed through */
    int *pipes;            /* by input: the pipe there, or CG_NONE */
    cg_arena *scratch;     /* of this one */
    bool *sends, *gets; /* by output, by input: something runs from it, to it, by this way today */
} plant;

static const cg_substitution *substitution_at(const cg_knowledge *knowledge, int index) {
    return index == CG_NONE ? NULL : &knowledge->substitutions.items[index];
}

static bool takes(const cg_facility *facility, int resource) {
    for (int a = 0; a < facility->accepted_count; a++) {
        if (facility->accepted[a] == resource) {
            return true;
        }
    }
    return false;
}

static bool serves(const cg_park *park, const cg_facility *facility, int resource) {
    if (facility->serves == NULL) {
        return true;
    }
    for (int s = 0; s < facility->serves_count; s++) {
        if (strcmp(facility->serves[s], park->knowledge->resources.items[resource].id) == 0) {
            return true;
        }
    }
    return false;
}

/* The facility's limits hold for each output by itself. */
static void examine_intake(const cg_finder *finder, const cg_facility *facility,
                           const cg_flow *output, const cg_way *way, cg_finding *finding) {
    const cg_knowledge *knowledge = finder->matches->park->knowledge;
    *finding = (cg_finding){CG_IMPOSSIBLE, CG_CLEAR, CG_NONE, CG_NONE, NULL, CG_NONE};
    if (!takes(facility, output->resource)) {
        finding->obstacle = CG_FACILITY_REFUSES;
    } else if (way->beyond_reach) {
        finding->obstacle = CG_BEYOND_REACH;
    } else if (way->loss >= 1 - 1e-12) {
        finding->obstacle = CG_LOST_ON_THE_WAY;
    } else if (way->forbidden) {
        finding->verdict = CG_CLOSED;
        finding->obstacle = CG_LINK_FORBIDDEN;
    } else {
        cg_obstacle quality = cg_quality_examine(knowledge, facility->limits, output->quality, NULL,
                                                 true, &finding->parameter);
        finding->obstacle = quality == CG_QUALITY_UNFIT     ? CG_FACILITY_UNFIT
                            : quality == CG_QUALITY_UNKNOWN ? CG_FACILITY_UNKNOWN
                                                            : CG_CLEAR;
        finding->verdict = quality == CG_QUALITY_UNFIT     ? CG_IMPOSSIBLE
                           : quality == CG_QUALITY_UNKNOWN ? CG_UNKNOWN_QUALITY
                                                           : CG_ALLOWED;
    }
}

/* What can never be used is seen to here and then not kept, where only what a plan can use is asked
 * for: nine of ten ways to and from the plants of a region are too long. No rule decides about it,
 * and nothing runs there. What is passed on may still have to be looked at. */
static bool is_of_no_use(const cg_finder *finder, const plant *at, const cg_finding *finding) {
    return finder->wanted.keep == CG_KEEP_USABLE && !at->facility->pass_through &&
           (finding->verdict == CG_IMPOSSIBLE || finding->verdict == CG_CLOSED);
}

static bool leaves_out_intake(const cg_finder *finder, const plant *at, const cg_intake *intake) {
    return is_of_no_use(finder, at, &intake->finding) && !intake->home &&
           intake->output != finder->wanted.output && !at->sends[intake->output];
}

static bool leaves_out_supply(const cg_finder *finder, const plant *at, const cg_supply *supply) {
    return is_of_no_use(finder, at, &supply->finding) && supply->input != finder->wanted.input &&
           !at->gets[supply->input];
}

static void find_intake(cg_finder *finder, const plant *at, int output_index) {
    cg_matches *matches = finder->matches;
    const cg_park *park = matches->park;
    const cg_facility *facility = at->facility;
    const cg_flow *output = &park->outputs.items[output_index];
    bool home = output->disposed_at == at->index;
    if (!home && (!takes(facility, output->resource) || output->family == CG_HEAT)) {
        return;
    }
    cg_way_terms terms = at->terms;
    if (home) {
        terms.has_reach = false; /* its way there exists */
    }
    cg_intake intake = {
        output_index, at->index, CG_NONE,
        home,         false,     true,
        false,        false,     {CG_ALLOWED, CG_CLEAR, CG_NONE, CG_NONE, NULL, CG_NONE}};
    cg_way way = cg_way_in(finder->ways, output_index, at->index, &terms);
    if (home && way.loss > 1) {
        cg_say(finder->diagnostics, CG_ERROR, cg_flow_place(finder->arena, park, output),
               CG_MSG_HOME_LOSES_ALL, output->ref, facility->id, NULL);
    }
    if (home) {
        way.per_capacity = way.per_capacity_km = way.fixed = 0;
        way.forbidden = false;
    }
    examine_intake(finder, facility, output, &way, &intake.finding);
    intake.passable = cg_is_open(&intake.finding);
    if (home) {
        intake.finding = (cg_finding){CG_ALLOWED, CG_CLEAR, CG_NONE, CG_NONE, NULL, CG_NONE};
    }
    cg_note_unplaced(finder, output_index, at->index, CG_NONE, &way);
    if (leaves_out_intake(finder, at, &intake)) {
        return;
    }
    intake.pipe = cg_add_pipe(finder, CG_PIPE_IN, output_index, at->index, CG_NONE, way);
    if (cg_is_open(&intake.finding)) {
        cg_report_way_rate(finder, &way);
    }
    if (home) {
        matches->home_intake[output_index] = matches->intakes.count;
    }
    CG_PUSH(finder->arena, &matches->intakes, intake);
}

/* What the way out and the input itself say, before quality and law. */
static bool examine_way_out(const cg_finder *finder, int input, const cg_way *way, double delivered,
                            cg_finding *finding) {
    *finding = (cg_finding){CG_IMPOSSIBLE, CG_CLEAR, CG_NONE, CG_NONE, NULL, CG_NONE};
    if (way->beyond_reach) {
        finding->obstacle = CG_BEYOND_REACH;
        return false;
    }
    if (delivered <= 0 || way->loss >= 1 - 1e-12) {
        finding->obstacle = CG_LOST_ON_THE_WAY;
        return false;
    }
    if (way->forbidden || !finder->matches->park->inputs.items[input].accepts) {
        finding->verdict = CG_CLOSED;
        finding->obstacle = way->forbidden ? CG_LINK_FORBIDDEN : CG_NOT_ACCEPTED;
        return false;
    }
    finding->verdict = CG_ALLOWED;
    return true;
}

/* A supply as its way and its quality let it be; the pipe is not known yet. */
static cg_supply supply_of(cg_finder *finder, const plant *at, int input, int substitution_index,
                           const cg_way *way) {
    const cg_park *park = finder->matches->park;
    const cg_substitution *substitution = substitution_at(park->knowledge, substitution_index);
    cg_supply supply = {
        .facility = at->index, .input = input, .substitution = substitution_index, .pipe = CG_NONE};
    supply.delivered = (1 - way->loss) * (substitution == NULL ? 1 : substitution->ratio.value);
    if (examine_way_out(finder, input, way, supply.delivered, &supply.finding)) {
        cg_obstacle quality = cg_quality_examine(park->knowledge, park->inputs.items[input].limits,
                                                 at->facility->given_quality, substitution, false,
                                                 &supply.finding.parameter);
        supply.finding.obstacle = quality;
        supply.finding.verdict = quality == CG_QUALITY_UNFIT     ? CG_IMPOSSIBLE
                                 : quality == CG_QUALITY_UNKNOWN ? CG_UNKNOWN_QUALITY
                                                                 : CG_ALLOWED;
    }
    if (cg_is_open(&supply.finding)) {
        cg_report_way_rate(finder, way);
        cg_report_substitution_rate(finder, substitution);
    }
    return supply;
}

cg_exchange_case cg_case_treated(const cg_matches *matches, const cg_intake *intake,
                                 const cg_supply *supply) {
    const cg_way *in = &matches->pipes.items[intake->pipe].way,
                 *out = &matches->pipes.items[supply->pipe].way;
    return (cg_exchange_case){matches->park, intake->output, supply->input,    supply->facility,
                              false,         in->mode,       in->km + out->km, in->link};
}

/* The way from the facility to an input. */
static cg_way way_to(cg_finder *finder, const plant *at, int input) {
    if (at->pipes[input] != CG_NONE) {
        return finder->matches->pipes.items[at->pipes[input]].way;
    }
    cg_way way = cg_way_out(finder->ways, at->index, input, &at->terms);
    cg_note_unplaced(finder, CG_NONE, at->index, input, &way);
    return way;
}

/* The pipe there, made when first needed: one pipe, whatever runs in it. */
static int pipe_out(cg_finder *finder, const plant *at, int input) {
    if (at->pipes[input] == CG_NONE) {
        at->pipes[input] =
            cg_add_pipe(finder, CG_PIPE_OUT, CG_NONE, at->index, input, way_to(finder, at, input));
    }
    return at->pipes[input];
}

static void find_supply(cg_finder *finder, const plant *at, int input, int substitution) {
    cg_way way = way_to(finder, at, input);
    cg_supply supply = supply_of(finder, at, input, substitution, &way);
    if (!leaves_out_supply(finder, at, &supply)) {
        supply.pipe = pipe_out(finder, at, input);
        CG_PUSH(finder->arena, &finder->matches->supplies, supply);
    }
}

/* The inputs that `resource` opens here, in their order; found once for all outputs of it. What the
 * facility gives after treatment its `serves` may narrow; what it passes through that does not. */
static const opened_inputs *inputs_opened(cg_finder *finder, const plant *at, int resource,
                                          bool narrowed) {
    const cg_park *park = finder->matches->park;
    opened_inputs *list = narrowed ? at->given : &at->opened[resource];
    if (list->listed) {
        return list;
    }
    list->listed = true;
    int resources = park->knowledge->resources.count;
    opened *by_input_resource = CG_ARRAY(at->scratch, opened, resources + 1);
    for (int r = 0; r < resources; r++) {
        int *substitutions = NULL;
        by_input_resource[r].count = !narrowed || serves(park, at->facility, r)
                                         ? cg_openings(at->scratch, park->knowledge, resource, r,
                                                       at->terms.mode, &substitutions)
                                         : 0;
        by_input_resource[r].substitutions = substitutions;
    }
    for (int d = 0; d < park->inputs.count; d++) {
        opened found = by_input_resource[park->inputs.items[d].resource];
        found.input = d;
        if (found.count > 0) {
            CG_PUSH(at->scratch, &list->items, found);
        }
    }
    return list;
}

static void find_supplies(cg_finder *finder, const plant *at) {
    if (!at->facility->gives) {
        return;
    }
    const opened_inputs *list = inputs_opened(finder, at, at->facility->given_resource, true);
    for (int i = 0; i < list->items.count; i++) {
        const opened *to = &list->items.items[i];
        for (int n = 0; n < to->count; n++) {
            find_supply(finder, at, to->input, to->substitutions[n]);
        }
    }
}

static cg_finding judge_pass(cg_finder *finder, const cg_intake *intake, int input,
                             const cg_substitution *substitution, const cg_way *way,
                             double delivered) {
    const cg_matches *matches = finder->matches;
    const cg_park *park = matches->park;
    cg_finding finding;
    if (!examine_way_out(finder, input, way, delivered, &finding)) {
        return finding;
    }
    if (!intake->passable && !intake->home) {
        return intake->finding;
    }
    if (!intake->passable) {
        cg_finding refused;
        cg_way none = {.placed = true};
        examine_intake(finder, &park->facilities.items[intake->facility],
                       &park->outputs.items[intake->output], &none, &refused);
        return refused;
    }
    cg_obstacle quality = cg_quality_examine(park->knowledge, park->inputs.items[input].limits,
                                             park->outputs.items[intake->output].quality,
                                             substitution, false, &finding.parameter);
    finding.obstacle = quality;
    if (quality == CG_QUALITY_UNFIT) {
        finding.verdict = CG_IMPOSSIBLE;
        return finding;
    }
    const cg_way *way_in = &matches->pipes.items[intake->pipe].way;
    cg_exchange_case exchange = {
        park,      intake->output,       input,       intake->facility, true,
        way->mode, way_in->km + way->km, way_in->link};
    cg_finding_take(&finding, cg_law_ask(matches->law, &exchange));
    if (quality == CG_QUALITY_UNKNOWN && finding.verdict != CG_FORBIDDEN &&
        finding.verdict != CG_OPEN) {
        finding.verdict = CG_UNKNOWN_QUALITY;
    }
    return finding;
}

/* What an intake could hand on as it came: to an input, by a substitution. */
typedef struct pass {
    int intake, input, substitution;
} pass;

static void consider_pass(cg_finder *finder, const plant *at, pass of) {
    cg_matches *matches = finder->matches;
    const cg_park *park = matches->park;
    const cg_intake *intake = &matches->intakes.items[of.intake];
    const cg_substitution *substitution = substitution_at(park->knowledge, of.substitution);
    bool runs = cg_runs_today(finder, intake->output, of.input, at->index);
    if (!cg_asks_for(finder, intake->output, of.input) && !runs &&
        !cg_rate_to_report(finder, &at->terms, substitution)) {
        return;
    }
    const cg_way *way_in = &matches->pipes.items[intake->pipe].way,
                 *way_out = &matches->pipes.items[at->pipes[of.input]].way;
    double delivered = (1 - way_in->loss) * (1 - way_out->loss) *
                       (substitution == NULL ? 1 : substitution->ratio.value);
    cg_finding finding = judge_pass(finder, intake, of.input, substitution, way_out, delivered);
    if (cg_is_open(&finding)) {
        cg_report_way_rate(finder, way_in);
        cg_report_way_rate(finder, way_out);
        cg_report_substitution_rate(finder, substitution);
    }
    if (cg_is_kept(finder, intake->output, of.input, &finding, runs)) {
        cg_candidate candidate = {
            intake->output,      of.input,  at->index, of.substitution, intake->pipe,
            at->pipes[of.input], delivered, finding,   CG_NONE,         false};
        CG_PUSH(finder->arena, &matches->candidates, candidate);
    }
}

static void find_passes(cg_finder *finder, const plant *at, int first_intake) {
    const cg_matches *matches = finder->matches;
    const cg_park *park = matches->park;
    for (int i = first_intake; i < matches->intakes.count && at->facility->pass_through; i++) {
        const cg_flow *output = &park->outputs.items[matches->intakes.items[i].output];
        const opened_inputs *list = inputs_opened(finder, at, output->resource, false);
        for (int d = 0; d < list->items.count; d++) {
            const opened *to = &list->items.items[d];
            if (output->firm == park->inputs.items[to->input].firm && !park->own_reuse) {
                continue;
            }
            pipe_out(finder, at, to->input);
            for (int n = 0; n < to->count; n++) {
                consider_pass(finder, at, (pass){i, to->input, to->substitutions[n]});
            }
        }
    }
}

/* Marks the ends of what runs today by a facility, or takes the marks away. */
static void mark_running(const cg_park *park, const plant *at, bool mark) {
    for (int e = 0; e < park->exchanges.count; e++) {
        const cg_exchange *exchange = &park->exchanges.items[e];
        if (exchange->via == at->index) {
            at->sends[exchange->output] = at->gets[exchange->input] = mark;
        }
    }
}

void cg_find_facilities(cg_finder *finder) {
    cg_matches *matches = finder->matches;
    const cg_park *park = matches->park;
    int *pipes = CG_ARRAY(finder->arena, int, park->inputs.count + 1);
    cg_arena *scratch = cg_arena_within(finder->arena);
    bool *sends = CG_ARRAY(finder->arena, bool, park->outputs.count + 1);
    bool *gets = CG_ARRAY(finder->arena, bool, park->inputs.count + 1);
    for (int f = 0; f < park->facilities.count; f++) {
        int first_intake = matches->intakes.count;
        for (int d = 0; d < park->inputs.count; d++) {
            pipes[d] = CG_NONE;
        }
        plant at = {f,
                    &park->facilities.items[f],
                    cg_terms_facility(park, f),
                    CG_NEW(scratch, opened_inputs),
                    CG_ARRAY(scratch, opened_inputs, park->knowledge->resources.count + 1),
                    pipes,
                    scratch,
                    sends,
                    gets};
        mark_running(park, &at, true);
        for (int o = 0; o < park->outputs.count; o++) {
            find_intake(finder, &at, o);
        }
        find_supplies(finder, &at);
        find_passes(finder, &at, first_intake);
        mark_running(park, &at, false);
        cg_arena_empty(scratch);
    }
    cg_arena_free(scratch);
}
