/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Candidates as their readers see them: direct, passed through and treated in one list. */
#define _GNU_SOURCE /* qsort_r */
#include "report/match_rows.h"

#include <stdlib.h>
#include <string.h>

static cg_match_row row_between(const cg_park *park, int output, int input) {
    return (cg_match_row){.from = park->outputs.items[output].ref,
                          .to = park->inputs.items[input].ref,
                          .resource = park->outputs.items[output].resource,
                          .input_resource = park->inputs.items[input].resource};
}

static cg_match_row row_of_candidate(const cg_matches *matches, const cg_candidate *candidate) {
    const cg_park *park = matches->park;
    const cg_way *first = &matches->pipes.items[candidate->first].way;
    double second_km =
        candidate->second == CG_NONE ? 0 : matches->pipes.items[candidate->second].way.km;
    cg_match_row row = row_between(park, candidate->output, candidate->input);
    row.pass_through = candidate->facility != CG_NONE;
    row.via = row.pass_through ? park->facilities.items[candidate->facility].id : NULL;
    row.mode = first->mode;
    row.km = first->km + second_km;
    row.delivered = candidate->delivered;
    row.running = candidate->running != CG_NONE;
    row.assumed = candidate->assumed;
    row.finding = candidate->finding;
    row.candidate = candidate;
    return row;
}

static bool runs(const cg_matches *matches, int intake, int supply) {
    if (!matches->intakes.items[intake].running ||
        matches->supplies.items[supply].running == NULL) {
        return false;
    }
    for (int r = 0; r < matches->running.count; r++) {
        const cg_running *running = &matches->running.items[r];
        if (running->candidate == CG_NONE && running->intake == intake &&
            running->supply == supply) {
            return true;
        }
    }
    return false;
}

static cg_match_row row_of_treated(const cg_matches *matches, int intake_index, int supply_index) {
    const cg_park *park = matches->park;
    const cg_intake *intake = &matches->intakes.items[intake_index];
    const cg_supply *supply = &matches->supplies.items[supply_index];
    const cg_facility *facility = &park->facilities.items[supply->facility];
    const cg_way *in = &matches->pipes.items[intake->pipe].way,
                 *out = &matches->pipes.items[supply->pipe].way;
    cg_match_row row = row_between(park, intake->output, supply->input);
    row.via = facility->id;
    row.mode = in->mode;
    row.km = in->km + out->km;
    row.delivered = (1 - in->loss) * facility->yield * supply->delivered;
    row.running = runs(matches, intake_index, supply_index);
    row.assumed = row.running && supply->assumed;
    row.finding = cg_finding_of_treated(matches, intake, supply);
    row.intake = intake;
    row.supply = supply;
    return row;
}

cg_match_row cg_match_row_at(const cg_match_rows *rows, int index) {
    const cg_match_place *place = &rows->items.items[index];
    return place->candidate != CG_NONE
               ? row_of_candidate(rows->matches, &rows->matches->candidates.items[place->candidate])
               : row_of_treated(rows->matches, place->intake, place->supply);
}

/* What an output's own firm would get back is no exchange, unless the park asks for that. */
static bool is_own(const cg_park *park, const cg_intake *intake, const cg_supply *supply) {
    return !park->own_reuse &&
           park->outputs.items[intake->output].firm == park->inputs.items[supply->input].firm;
}

static void add(cg_arena *arena, cg_match_rows *rows, cg_match_place place,
                const cg_finding *finding, bool running) {
    rows->counts[finding->verdict]++;
    if (finding->verdict == CG_IMPOSSIBLE) {
        rows->impossible[finding->obstacle]++;
        if (rows->matches->keep == CG_KEEP_POSSIBLE && !running) {
            return;
        }
    }
    place.verdict = finding->verdict;
    rows->listed[finding->verdict]++;
    CG_PUSH(arena, &rows->items, place);
}

/* What rows are sorted by: names stand for themselves by their rank, for millions of names would be
 * compared tens of millions of times. */
typedef struct sorting {
    const cg_matches *matches;
    int *output_rank, *input_rank;
} sorting;

typedef struct named {
    const char *ref;
    int index;
} named;

static int by_name(const void *a, const void *b) {
    return strcmp(((const named *)a)->ref, ((const named *)b)->ref);
}

static int *rank(cg_arena *arena, const cg_flow *flows, int count) {
    named *all = CG_ARRAY(arena, named, count + 1);
    int *ranks = CG_ARRAY(arena, int, count + 1);
    for (int f = 0; f < count; f++) {
        all[f] = (named){flows[f].ref, f};
    }
    qsort(all, (size_t)count, sizeof *all, by_name);
    for (int f = 0; f < count; f++) {
        ranks[all[f].index] = f;
    }
    return ranks;
}

typedef struct ends {
    int from, to; /* ranks */
    const char *via;
    bool pass_through;
    int mode;
} ends;

static ends ends_of(const sorting *by, const cg_match_place *place) {
    const cg_matches *matches = by->matches;
    const cg_facility *facilities = matches->park->facilities.items;
    if (place->candidate != CG_NONE) {
        const cg_candidate *candidate = &matches->candidates.items[place->candidate];
        int facility = candidate->facility;
        return (ends){by->output_rank[candidate->output], by->input_rank[candidate->input],
                      facility == CG_NONE ? "" : facilities[facility].id, facility != CG_NONE,
                      matches->pipes.items[candidate->first].way.mode};
    }
    const cg_intake *intake = &matches->intakes.items[place->intake];
    return (ends){by->output_rank[intake->output],
                  by->input_rank[matches->supplies.items[place->supply].input],
                  facilities[intake->facility].id, false,
                  matches->pipes.items[intake->pipe].way.mode};
}

static int by_ends(const void *a, const void *b, void *payload) {
    const cg_match_place *p = a, *q = b;
    ends x = ends_of(payload, p), y = ends_of(payload, q);
    if (x.from != y.from || x.to != y.to) {
        return x.from != y.from ? x.from - y.from : x.to - y.to;
    }
    int order = strcmp(x.via, y.via);
    if (order != 0 || x.pass_through != y.pass_through) {
        return order != 0 ? order : x.pass_through - y.pass_through;
    }
    if (x.mode != y.mode) {
        return x.mode - y.mode;
    }
    /* Two of one mode differ by their substitution, which is their order in the park's matches. */
    return p->candidate != CG_NONE ? p->candidate - q->candidate : p->supply - q->supply;
}

cg_match_rows cg_match_rows_of(cg_arena *arena, const cg_matches *matches) {
    cg_match_rows rows = {.matches = matches};
    for (int obstacle = 0; obstacle < CG_OBSTACLES; obstacle++) {
        rows.impossible[obstacle] = matches->impossible[obstacle];
        rows.counts[CG_IMPOSSIBLE] += matches->impossible[obstacle];
    }
    for (int c = 0; c < matches->candidates.count; c++) {
        const cg_candidate *candidate = &matches->candidates.items[c];
        add(arena, &rows, (cg_match_place){.candidate = c, .intake = CG_NONE, .supply = CG_NONE},
            &candidate->finding, candidate->running != CG_NONE);
    }
    int first = 0; /* of the supplies of the intake's facility: both stand in order of these */
    for (int i = 0; i < matches->intakes.count; i++) {
        const cg_intake *intake = &matches->intakes.items[i];
        while (first < matches->supplies.count &&
               matches->supplies.items[first].facility < intake->facility) {
            first++;
        }
        for (int s = first;
             s < matches->supplies.count && matches->supplies.items[s].facility == intake->facility;
             s++) {
            const cg_supply *supply = &matches->supplies.items[s];
            if (!is_own(matches->park, intake, supply)) {
                cg_finding finding = cg_finding_of_treated(matches, intake, supply);
                add(arena, &rows, (cg_match_place){.candidate = CG_NONE, .intake = i, .supply = s},
                    &finding, runs(matches, i, s));
            }
        }
    }
    const cg_park *park = matches->park;
    sorting by = {matches, rank(arena, park->outputs.items, park->outputs.count),
                  rank(arena, park->inputs.items, park->inputs.count)};
    if (rows.items.count > 0) {
        qsort_r(rows.items.items, (size_t)rows.items.count, sizeof *rows.items.items, by_ends, &by);
    }
    return rows;
}

const cg_rule *cg_match_rule(const cg_matches *matches, const cg_match_row *row) {
    return row->finding.rule == CG_NONE ? NULL : matches->law->rules[row->finding.rule];
}

static cg_exchange_case case_of(const cg_matches *matches, const cg_match_row *row) {
    return row->candidate != NULL ? cg_case_of(matches, row->candidate)
                                  : cg_case_treated(matches, row->intake, row->supply);
}

/* What physics or the park itself stops rests on no law. */
static bool is_lawful_question(const cg_match_row *row) {
    return row->finding.verdict != CG_IMPOSSIBLE && row->finding.verdict != CG_CLOSED;
}

static void add_rule(cg_match_law *of, const cg_rule *rule) {
    of->rules[of->rule_count++] = rule;
    of->uncertain = of->uncertain || strcmp(rule->confidence, "uncertain") == 0;
}

cg_match_law cg_match_law_of(cg_arena *arena, const cg_matches *matches, const cg_match_row *row) {
    const cg_law *law = matches->law;
    cg_match_law of = {0};
    if (is_lawful_question(row)) {
        cg_exchange_case exchange = case_of(matches, row);
        of.behind_count = cg_law_behind(arena, law, &exchange, &of.behind);
    }
    of.rules = CG_ARRAY(arena, const cg_rule *, of.behind_count + 1);
    bool decides_elsewhere = row->finding.rule != CG_NONE;
    for (int i = 0; i < of.behind_count; i++) {
        if (of.behind[i].ruling.kind != CG_RULING_WAIVED) {
            add_rule(&of, law->rules[of.behind[i].rule]);
            decides_elsewhere = decides_elsewhere && of.behind[i].rule != row->finding.rule;
        }
    }
    if (decides_elsewhere) { /* about something else in the plant's mix */
        add_rule(&of, law->rules[row->finding.rule]);
    }
    return of;
}

int cg_match_exceptions(cg_arena *arena, const cg_matches *matches, const cg_match_row *row,
                        int **out) {
    cg_exchange_case exchange = case_of(matches, row);
    *out = NULL;
    return is_lawful_question(row) ? cg_law_exceptions(arena, matches->law, &exchange, out) : 0;
}

const char *cg_match_reason(cg_arena *arena, const cg_matches *matches, const cg_match_row *row,
                            cg_language language) {
    return row->candidate != NULL
               ? cg_reason_of_candidate(arena, matches, row->candidate, language)
               : cg_reason_of_treated(arena, matches, row->intake, row->supply, language);
}

bool cg_match_quality(cg_quality_case *out, const cg_matches *matches, const cg_match_row *row) {
    return row->candidate != NULL
               ? cg_quality_case_of_candidate(out, matches, row->candidate)
               : cg_quality_case_of_treated(out, matches, row->intake, row->supply);
}

const char *cg_match_pack(const cg_law *law) {
    static const char folder[] = "rules/";
    const char *pack = law->pack->pack == NULL ? "none" : law->pack->pack;
    return strncmp(pack, folder, sizeof folder - 1) == 0 ? pack + sizeof folder - 1 : pack;
}
