/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Candidates as their readers see them: direct, passed through and treated in one list. */
#include "report/match_rows.h"

#include <stdlib.h>
#include <string.h>

static void add_row(cg_arena *arena, cg_match_rows *rows, const cg_matches *matches, int output,
                    int input, cg_match_row row) {
    const cg_park *park = matches->park;
    row.from = park->outputs.items[output].ref;
    row.to = park->inputs.items[input].ref;
    row.resource = park->outputs.items[output].resource;
    row.input_resource = park->inputs.items[input].resource;
    rows->counts[row.finding.verdict]++;
    CG_PUSH(arena, &rows->items, row);
}

static void add_candidate(cg_arena *arena, cg_match_rows *rows, const cg_matches *matches,
                          const cg_candidate *candidate) {
    const cg_way *first = &matches->pipes.items[candidate->first].way;
    bool passed = candidate->facility != CG_NONE;
    double second_km =
        candidate->second == CG_NONE ? 0 : matches->pipes.items[candidate->second].way.km;
    cg_match_row row = {.via =
                            passed ? matches->park->facilities.items[candidate->facility].id : NULL,
                        .pass_through = passed,
                        .mode = first->mode,
                        .km = first->km + second_km,
                        .delivered = candidate->delivered,
                        .running = candidate->running != CG_NONE,
                        .assumed = candidate->assumed,
                        .finding = candidate->finding,
                        .candidate = candidate};
    add_row(arena, rows, matches, candidate->output, candidate->input, row);
}

static bool runs(const cg_matches *matches, int intake, int supply) {
    for (int r = 0; r < matches->running.count; r++) {
        const cg_running *running = &matches->running.items[r];
        if (running->candidate == CG_NONE && running->intake == intake &&
            running->supply == supply) {
            return true;
        }
    }
    return false;
}

static void add_treated(cg_arena *arena, cg_match_rows *rows, const cg_matches *matches,
                        int intake_index, int supply_index) {
    const cg_park *park = matches->park;
    const cg_intake *intake = &matches->intakes.items[intake_index];
    const cg_supply *supply = &matches->supplies.items[supply_index];
    const cg_facility *facility = &park->facilities.items[supply->facility];
    const cg_way *in = &matches->pipes.items[intake->pipe].way,
                 *out = &matches->pipes.items[supply->pipe].way;
    bool running = runs(matches, intake_index, supply_index);
    cg_match_row row = {.via = facility->id,
                        .mode = in->mode,
                        .km = in->km + out->km,
                        .delivered = (1 - in->loss) * facility->yield * supply->delivered,
                        .running = running,
                        .assumed = running && supply->assumed,
                        .finding = cg_finding_of_treated(matches, intake, supply),
                        .intake = intake,
                        .supply = supply};
    add_row(arena, rows, matches, intake->output, supply->input, row);
}

/* What an output's own firm would get back is no exchange, unless the park asks for that. */
static bool is_own(const cg_park *park, const cg_intake *intake, const cg_supply *supply) {
    return !park->own_reuse &&
           park->outputs.items[intake->output].firm == park->inputs.items[supply->input].firm;
}

static int by_ends(const void *a, const void *b) {
    const cg_match_row *x = a, *y = b;
    int order = strcmp(x->from, y->from);
    order = order != 0 ? order : strcmp(x->to, y->to);
    order = order != 0 ? order : strcmp(x->via == NULL ? "" : x->via, y->via == NULL ? "" : y->via);
    if (order != 0 || x->pass_through != y->pass_through) {
        return order != 0 ? order : x->pass_through - y->pass_through;
    }
    if (x->mode != y->mode) {
        return x->mode - y->mode;
    }
    /* Two of one mode differ by their substitution, which is their order in the park's matches. */
    return x->candidate != NULL ? (x->candidate > y->candidate) - (x->candidate < y->candidate)
                                : (x->supply > y->supply) - (x->supply < y->supply);
}

cg_match_rows cg_match_rows_of(cg_arena *arena, const cg_matches *matches) {
    cg_match_rows rows = {0};
    for (int c = 0; c < matches->candidates.count; c++) {
        add_candidate(arena, &rows, matches, &matches->candidates.items[c]);
    }
    for (int i = 0; i < matches->intakes.count; i++) {
        const cg_intake *intake = &matches->intakes.items[i];
        for (int s = 0; s < matches->supplies.count; s++) {
            const cg_supply *supply = &matches->supplies.items[s];
            if (supply->facility == intake->facility && !is_own(matches->park, intake, supply)) {
                add_treated(arena, &rows, matches, i, s);
            }
        }
    }
    if (rows.items.count > 0) {
        qsort(rows.items.items, (size_t)rows.items.count, sizeof *rows.items.items, by_ends);
    }
    return rows;
}

const cg_rule *cg_match_rule(const cg_matches *matches, const cg_match_row *row) {
    return row->finding.rule == CG_NONE ? NULL : matches->law->rules[row->finding.rule];
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
