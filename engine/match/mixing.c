/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plant mixes what it treats, so what one output brings cannot be kept from one input: where the
 * law forbids that pair, either the output is not in the mix or the input gets nothing of it
 * (docs/decisions/0006-mixing-and-the-law.md). */
#include "match/matches.h"

/* One facility's open intakes and supplies, and which pairs of them the law forbids. */
typedef struct mixing {
    cg_matches *matches;
    CG_VECTOR(int) intakes;
    CG_VECTOR(int) supplies;
    bool *forbidden; /* intakes x supplies */
    int *rule;       /* that forbids, by the same place */
    bool *closed;    /* by supply: nothing lawful can be handed on there */
} mixing;

static int place(const mixing *mix, int i, int s) {
    return i * mix->supplies.count + s;
}

static void collect(cg_finder *finder, int facility, mixing *mix) {
    cg_matches *matches = mix->matches;
    for (int i = 0; i < matches->intakes.count; i++) {
        if (matches->intakes.items[i].facility == facility &&
            cg_is_open(&matches->intakes.items[i].finding)) {
            CG_PUSH(finder->arena, &mix->intakes, i);
        }
    }
    for (int s = 0; s < matches->supplies.count; s++) {
        if (matches->supplies.items[s].facility == facility &&
            cg_is_open(&matches->supplies.items[s].finding)) {
            CG_PUSH(finder->arena, &mix->supplies, s);
        }
    }
}

/* What the law cannot say yes to, for want of a fact, it does not allow. */
static bool ask_all(cg_finder *finder, mixing *mix) {
    const cg_matches *matches = mix->matches;
    int pairs = mix->intakes.count * mix->supplies.count;
    bool any = false;
    mix->forbidden = CG_ARRAY(finder->arena, bool, pairs + 1);
    mix->rule = CG_ARRAY(finder->arena, int, pairs + 1);
    mix->closed = CG_ARRAY(finder->arena, bool, mix->supplies.count + 1);
    for (int i = 0; i < mix->intakes.count; i++) {
        for (int s = 0; s < mix->supplies.count; s++) {
            cg_exchange_case exchange =
                cg_case_treated(matches, &matches->intakes.items[mix->intakes.items[i]],
                                &matches->supplies.items[mix->supplies.items[s]]);
            cg_legal legal = cg_law_ask(matches->law, &exchange);
            mix->forbidden[place(mix, i, s)] = !cg_verdict_is_open(legal.verdict);
            mix->rule[place(mix, i, s)] = legal.rule;
            any = any || mix->forbidden[place(mix, i, s)];
        }
    }
    return any;
}

static cg_intake *intake_at(const mixing *mix, int i) {
    return &mix->matches->intakes.items[mix->intakes.items[i]];
}

/* An input that may get nothing of any output in the mix gets nothing: no choice is left there. */
static bool close_supplies(mixing *mix) {
    bool changed = false;
    for (int s = 0; s < mix->supplies.count; s++) {
        bool lawful = false;
        int rule = CG_NONE;
        for (int i = 0; i < mix->intakes.count; i++) {
            bool forbidden = mix->forbidden[place(mix, i, s)];
            lawful = lawful || (intake_at(mix, i)->handed_on && !forbidden);
            rule = forbidden && rule == CG_NONE ? mix->rule[place(mix, i, s)] : rule;
        }
        if (!mix->closed[s] && !lawful && rule != CG_NONE) {
            cg_finding *finding = &mix->matches->supplies.items[mix->supplies.items[s]].finding;
            finding->verdict = CG_FORBIDDEN;
            finding->rule = rule;
            mix->closed[s] = changed = true;
        }
    }
    return changed;
}

/* An output of which no input may get anything is kept to treatment alone. What is treated at home
 * today is in the mix. */
static bool keep_to_treatment(mixing *mix) {
    bool changed = false;
    for (int i = 0; i < mix->intakes.count; i++) {
        cg_intake *intake = intake_at(mix, i);
        bool lawful = false, forbidden = false;
        for (int s = 0; s < mix->supplies.count; s++) {
            lawful = lawful || (!mix->closed[s] && !mix->forbidden[place(mix, i, s)]);
            forbidden = forbidden || mix->forbidden[place(mix, i, s)];
        }
        if (intake->handed_on && !intake->home && forbidden && !lawful) {
            intake->handed_on = false;
            changed = true;
        }
    }
    return changed;
}

static void record(cg_finder *finder, mixing *mix) {
    for (int i = 0; i < mix->intakes.count; i++) {
        for (int s = 0; s < mix->supplies.count; s++) {
            if (!mix->forbidden[place(mix, i, s)] || mix->closed[s] ||
                !intake_at(mix, i)->handed_on) {
                continue;
            }
            intake_at(mix, i)->choice = true;
            cg_unlawful_mix pair = {mix->intakes.items[i], mix->supplies.items[s]};
            CG_PUSH(finder->arena, &mix->matches->unlawful, pair);
        }
    }
}

void cg_apply_law_to_mixing(cg_finder *finder) {
    cg_matches *matches = finder->matches;
    for (int f = 0; f < matches->park->facilities.count && matches->law->rule_count > 0; f++) {
        mixing mix = {.matches = matches};
        collect(finder, f, &mix);
        if (!ask_all(finder, &mix)) {
            continue;
        }
        bool changed = true;
        while (changed) {
            changed = close_supplies(&mix);
            changed = keep_to_treatment(&mix) || changed;
        }
        record(finder, &mix);
    }
}
