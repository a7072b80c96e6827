/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds a park and its firms against criteria: what is not stated is never taken for a pass. */
#include "insight/assess.h"

#include <math.h>
#include <string.h>

/* A share of firms is met by whole firms; sums of shares must not fall short by rounding. */
#define ROUNDING 1e-9

const char *cg_met_id(cg_met met) {
    static const char *const ids[] = {"met", "not-met", "no-data"};
    return ids[met];
}

/* ---- what is stated */

static const cg_fact_kind *kind_of(const cg_assessment *assessment, int fact) {
    return &assessment->park->knowledge->fact_kinds.items[fact];
}

static cg_proof proof_of(const cg_assessment *assessment, int firm, int fact) {
    const cg_park *park = assessment->park;
    const cg_facts *facts = firm == CG_NONE ? &park->facts : &park->firms.items[firm].facts;
    cg_proof proof = {.firm = firm, .fact = cg_fact_of(facts, fact)};
    proof.unproven = proof.fact != NULL && kind_of(assessment, fact)->evidence_needed &&
                     (proof.fact->truth || kind_of(assessment, fact)->type != CG_FACT_BOOLEAN) &&
                     cg_words_in(proof.fact->evidence, CG_ENGLISH, NULL) == NULL;
    return proof;
}

static cg_truth truth_of(const cg_proof *proof) {
    if (proof->fact == NULL || proof->unproven) {
        return CG_UNKNOWN;
    }
    return proof->fact->truth ? CG_TRUE : CG_FALSE;
}

cg_truth cg_firm_states(const cg_assessment *assessment, int firm, int fact) {
    cg_proof proof = proof_of(assessment, firm, fact);
    return truth_of(&proof);
}

/* ---- symbioses */

cg_truth cg_symbiosis_holds(const cg_assessment *assessment, const cg_criterion *criterion,
                            const cg_symbiosis *symbiosis) {
    const cg_park *park = assessment->park;
    if (criterion->fact == CG_NONE) {
        return CG_TRUE;
    }
    cg_truth from =
        cg_firm_states(assessment, park->outputs.items[symbiosis->output].firm, criterion->fact);
    cg_truth to =
        cg_firm_states(assessment, park->inputs.items[symbiosis->input].firm, criterion->fact);
    if (from == CG_FALSE || to == CG_FALSE) {
        return CG_FALSE;
    }
    return from == CG_TRUE && to == CG_TRUE ? CG_TRUE : CG_UNKNOWN;
}

static bool stands_outside(const cg_park *park, int firm) {
    cg_outside outside = park->firms.items[firm].outside;
    return outside != CG_INSIDE && outside != CG_OTHER_PARK;
}

/* Those met before. */
typedef struct pairs {
    cg_arena *arena;
    cg_map *map;
    cg_text name; /* room for one */
} pairs;

/* Adds a pair at a time, once however many ways it goes. Within one firm nobody co-operates. */
static void add_pair(cg_assessment *assessment, pairs *known, int output, int input, cg_time time) {
    const cg_park *park = assessment->park;
    if (output == CG_NONE || input == CG_NONE) {
        return;
    }
    int from = park->outputs.items[output].firm, to = park->inputs.items[input].firm;
    if (from == to) {
        return;
    }
    known->name.length = 0;
    cg_text_addf(&known->name, "%d %d", output, input);
    int index = cg_map_find(known->map, known->name.bytes);
    if (index == CG_NONE) {
        index = assessment->symbioses.count;
        cg_symbiosis pair = {.output = output,
                             .input = input,
                             .outside = stands_outside(park, from) || stands_outside(park, to)};
        cg_map_add(known->map, cg_copy(known->arena, known->name.bytes, known->name.length), index);
        CG_PUSH(assessment->arena, &assessment->symbioses, pair);
    }
    assessment->symbioses.items[index].at[time] = true;
}

static void find_symbioses(cg_assessment *assessment) {
    const cg_park *park = assessment->park;
    cg_arena *scratch = cg_arena_within(assessment->arena);
    pairs known = {scratch, cg_map_new(scratch), cg_text_start(scratch)};
    for (int e = 0; e < park->exchanges.count; e++) {
        const cg_exchange *exchange = &park->exchanges.items[e];
        if (exchange->status == CG_RUNNING) {
            add_pair(assessment, &known, exchange->output, exchange->input, CG_TODAY);
        }
    }
    for (int l = 0; assessment->has_after && l < assessment->plan->lines.count; l++) {
        const cg_line *line = &assessment->plan->lines.items[l];
        if (!line->service && line->quantity > 0) {
            add_pair(assessment, &known, cg_map_find(park->output_refs, line->from),
                     cg_map_find(park->input_refs, line->to), CG_AFTER);
        }
    }
    cg_arena_free(scratch);
}

/* Lists the symbioses of each firm: a firm is asked about its own, and not about all there are. */
static void list_by_firm(cg_assessment *assessment) {
    const cg_park *park = assessment->park;
    int count = assessment->symbioses.count;
    int *first = CG_ARRAY(assessment->arena, int, park->firms.count + 3);
    assessment->of_firm = CG_ARRAY(assessment->arena, int, 2 * count + 1);
    assessment->first_of = first;
    /* Counted two places ahead, so that filling moves each to where its list begins. */
    for (int s = 0; s < count; s++) {
        first[park->outputs.items[assessment->symbioses.items[s].output].firm + 2]++;
        first[park->inputs.items[assessment->symbioses.items[s].input].firm + 2]++;
    }
    for (int f = 2; f <= park->firms.count + 1; f++) {
        first[f] += first[f - 1];
    }
    for (int s = 0; s < count; s++) {
        const cg_symbiosis *one = &assessment->symbioses.items[s];
        assessment->of_firm[first[park->outputs.items[one->output].firm + 1]++] = s;
        assessment->of_firm[first[park->inputs.items[one->input].firm + 1]++] = s;
    }
}

/* ---- one criterion */

/* What is certain decides for it, what is possible against it. */
static cg_met decide(double least, double most, double needed) {
    return least >= needed ? CG_MET : most < needed ? CG_NOT_MET : CG_NO_DATA;
}

static cg_standing stand_of_fact(const cg_proof *proof) {
    cg_truth truth = truth_of(proof);
    cg_standing standing = {.met = truth == CG_TRUE    ? CG_MET
                                   : truth == CG_FALSE ? CG_NOT_MET
                                                       : CG_NO_DATA,
                            .has_value = truth != CG_UNKNOWN,
                            .value = truth == CG_TRUE ? 1 : 0,
                            .most = truth == CG_FALSE ? 0 : 1};
    standing.gap = standing.met == CG_MET ? 0 : 1;
    return standing;
}

static cg_standing stand_of_value(const cg_criterion *criterion, const cg_proof *proof) {
    if (proof->fact == NULL || proof->unproven) {
        return (cg_standing){.met = CG_NO_DATA};
    }
    double value = proof->fact->number, least = criterion->at_least;
    double needed = least * (1 - ROUNDING);
    return (cg_standing){.met = decide(value, value, needed),
                         .has_value = true,
                         .value = value,
                         .most = value,
                         .gap = value >= needed ? 0 : least - value};
}

/* Of `of` things it holds for `count`, and for `unknown` nobody knows. */
static cg_standing stand_of_count(int count, int unknown, int of, double needed) {
    double whole = ceil(needed - ROUNDING);
    return (cg_standing){.met = decide(count, count + unknown, whole),
                         .has_value = true,
                         .value = count,
                         .most = count + unknown,
                         .gap = fmax(0, whole - count),
                         .count = count,
                         .unknown = unknown,
                         .of = of};
}

static cg_standing stand_of_firms(cg_assessment *assessment, cg_assessed *item) {
    const cg_park *park = assessment->park;
    int count = 0, unknown = 0;
    for (int f = 0; f < park->firms.count; f++) {
        if (park->firms.items[f].outside != CG_INSIDE) {
            continue;
        }
        cg_proof proof = proof_of(assessment, f, item->criterion->fact);
        cg_truth truth = truth_of(&proof);
        count += truth == CG_TRUE;
        unknown += truth == CG_UNKNOWN;
        CG_PUSH(assessment->arena, &item->proofs, proof);
    }
    int of = assessment->firm_count;
    if (of == 0) {
        return (cg_standing){.met = CG_NO_DATA};
    }
    cg_standing standing = stand_of_count(count, unknown, of, item->criterion->at_least * of);
    standing.value /= of;
    standing.most /= of;
    return standing;
}

/* Of `firm`, or of all (CG_NONE). */
static cg_standing stand_of_exchanges(const cg_assessment *assessment,
                                      const cg_criterion *criterion, int firm, cg_time time) {
    int count = 0, unknown = 0, of = 0;
    int begin = firm == CG_NONE ? 0 : assessment->first_of[firm];
    int end = firm == CG_NONE ? assessment->symbioses.count : assessment->first_of[firm + 1];
    for (int i = begin; i < end; i++) {
        int s = firm == CG_NONE ? i : assessment->of_firm[i];
        const cg_symbiosis *one = &assessment->symbioses.items[s];
        if (one->outside || !one->at[time]) {
            continue;
        }
        cg_truth truth = cg_symbiosis_holds(assessment, criterion, one);
        count += truth == CG_TRUE;
        unknown += truth == CG_UNKNOWN;
        of++;
    }
    return stand_of_count(count, unknown, of, criterion->at_least);
}

/* All criteria of some subjects: one that is not met decides, else one without data. */
static cg_standing stand_of_criteria(const cg_assessment *assessment, const cg_criterion *criterion,
                                     cg_time time) {
    int count = 0, unknown = 0, of = 0;
    for (int i = 0; i < assessment->items.count; i++) {
        const cg_assessed *item = &assessment->items.items[i];
        if ((criterion->of & (1U << item->criterion->subject)) == 0) {
            continue;
        }
        count += item->at[time].met == CG_MET;
        unknown += item->at[time].met == CG_NO_DATA;
        of++;
    }
    if (of == 0) {
        return (cg_standing){.met = CG_NO_DATA};
    }
    return stand_of_count(count, unknown, of, of);
}

/* Of `firm`, or of the park (CG_NONE). */
static cg_assessed assess_one(cg_assessment *assessment, const cg_criterion *criterion, int firm) {
    cg_assessed item = {.criterion = criterion};
    cg_standing same = {0};
    bool is_one = criterion->test == CG_TEST_FACT || criterion->test == CG_TEST_VALUE;
    if (is_one) {
        cg_proof proof = proof_of(assessment, firm, criterion->fact);
        CG_PUSH(assessment->arena, &item.proofs, proof);
        same = criterion->test == CG_TEST_FACT ? stand_of_fact(&proof)
                                               : stand_of_value(criterion, &proof);
    }
    if (criterion->test == CG_TEST_FIRMS) {
        same = stand_of_firms(assessment, &item);
    }
    for (int time = 0; time < CG_TIMES; time++) {
        item.at[time] = same;
        if (criterion->test == CG_TEST_EXCHANGES) {
            item.at[time] = stand_of_exchanges(assessment, criterion, firm, (cg_time)time);
        }
        if (criterion->test == CG_TEST_CRITERIA) {
            item.at[time] = stand_of_criteria(assessment, criterion, (cg_time)time);
        }
    }
    return item;
}

/* ---- all of them */

static void assess_firms(cg_assessment *assessment) {
    const cg_park *park = assessment->park;
    int criteria = assessment->firm_criteria.count;
    for (int f = 0; criteria > 0 && f < park->firms.count; f++) {
        if (park->firms.items[f].outside != CG_INSIDE) {
            continue;
        }
        cg_firm_assessed one = {f, CG_ARRAY(assessment->arena, cg_assessed, criteria)};
        for (int c = 0; c < criteria; c++) {
            one.items[c] = assess_one(assessment, assessment->firm_criteria.items[c], f);
        }
        CG_PUSH(assessment->arena, &assessment->firms, one);
    }
}

static void assess_all(cg_assessment *assessment) {
    const cg_framework *framework = assessment->framework;
    for (int i = 0; i < framework->items.count; i++) {
        const cg_criterion *criterion = &framework->items.items[i];
        if (!cg_criterion_in_force(criterion, assessment->date)) {
            continue;
        }
        if (criterion->subject == CG_OF_FIRM) {
            CG_PUSH(assessment->arena, &assessment->firm_criteria, criterion);
            continue;
        }
        CG_PUSH(assessment->arena, &assessment->items, assess_one(assessment, criterion, CG_NONE));
    }
    assess_firms(assessment);
}

cg_assessment *cg_assess(cg_arena *arena, cg_diagnostics *diagnostics,
                         const cg_assess_asked *asked) {
    cg_assessment *assessment = CG_NEW(arena, cg_assessment);
    assessment->arena = arena;
    assessment->park = asked->park;
    assessment->framework = asked->framework;
    assessment->plan = asked->plan;
    assessment->date = asked->date;
    assessment->has_after = asked->plan != NULL && strcmp(asked->plan->status, "infeasible") != 0;
    for (int f = 0; f < asked->park->firms.count; f++) {
        assessment->firm_count += asked->park->firms.items[f].outside == CG_INSIDE;
    }
    find_symbioses(assessment);
    list_by_firm(assessment);
    assess_all(assessment);
    if (assessment->items.count + assessment->firm_criteria.count > 0) {
        return assessment;
    }
    cg_say(diagnostics, CG_ERROR, (cg_place){asked->framework->file, "criteria", 0},
           CG_MSG_FRAMEWORK_NOT_IN_FORCE, asked->framework->id, asked->date, NULL);
    return NULL;
}

int cg_assessment_count(const cg_assessment *assessment, cg_time time, cg_met met) {
    int count = 0;
    for (int i = 0; i < assessment->items.count; i++) {
        count += assessment->items.items[i].at[time].met == met;
    }
    return count;
}

int cg_assessment_firms_met(const cg_assessment *assessment, cg_time time) {
    int count = 0;
    for (int f = 0; f < assessment->firms.count; f++) {
        bool all = true;
        for (int c = 0; c < assessment->firm_criteria.count; c++) {
            all = all && assessment->firms.items[f].items[c].at[time].met == CG_MET;
        }
        count += all;
    }
    return count;
}
