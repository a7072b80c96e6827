/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes from each plan what a comparison needs, so that park and plan can go, and compares. */
#include "study/result.h"

#include <math.h>
#include <string.h>

/* Below this share two quantities are the same: another path through the same arithmetic. */
#define SAME 1e-6

cg_result cg_result_of(cg_arena *arena, const cg_study *study, const cg_scenario *scenario) {
    cg_result row = {.id = CG_STUDY_BASE, .status = "failed"};
    if (scenario == NULL) {
        return row;
    }
    row.id = cg_copy_text(arena, scenario->id);
    row.based_on = scenario->based_on == CG_NONE
                       ? CG_STUDY_BASE
                       : cg_copy_text(arena, study->items.items[scenario->based_on].id);
    row.title = cg_words_copy(arena, scenario->title);
    row.settings = cg_copy_texts(arena, scenario->settings, scenario->setting_count);
    row.setting_count = scenario->setting_count;
    row.leave = cg_copy_texts(arena, scenario->leave, scenario->leave_count);
    row.leave_count = scenario->leave_count;
    row.join = CG_ARRAY(arena, const char *, scenario->join_count + 1);
    row.join_count = scenario->join_count;
    for (int i = 0; i < scenario->join_count; i++) {
        row.join[i] = cg_copy_text(arena, cg_json_member_text(scenario->join[i], "id"));
    }
    return row;
}

static void add_via(cg_arena *arena, cg_pair *pair, const char *via) {
    for (int i = 0; i < pair->via_count; i++) {
        if (strcmp(pair->via[i], via) == 0) {
            return;
        }
    }
    const char **more = CG_ARRAY(arena, const char *, pair->via_count + 1);
    for (int i = 0; i < pair->via_count; i++) {
        more[i] = pair->via[i];
    }
    more[pair->via_count++] = cg_copy_text(arena, via);
    pair->via = more;
}

static const char *key_of(cg_arena *arena, const char *from, const char *to) {
    return cg_format(arena, "%s>%s", from, to);
}

static void take_pairs(cg_arena *arena, cg_result *into, const cg_plan *plan) {
    cg_map *known = cg_map_new(arena);
    for (int i = 0; i < plan->lines.count; i++) {
        const cg_line *line = &plan->lines.items[i];
        if (line->service || !(line->quantity > 0)) {
            continue;
        }
        const char *key = key_of(arena, line->from, line->to);
        if (cg_map_add(known, key, into->pairs.count)) {
            cg_pair pair = {.from = cg_copy_text(arena, line->from),
                            .to = cg_copy_text(arena, line->to),
                            .unit = cg_copy_text(arena, line->unit)};
            CG_PUSH(arena, &into->pairs, pair);
        }
        cg_pair *pair = &into->pairs.items[cg_map_find(known, key)];
        pair->quantity += line->quantity;
        add_via(arena, pair, line->via == NULL ? "" : line->via);
    }
}

static void take_parties(cg_arena *arena, cg_result *into, const cg_plan *plan) {
    for (int i = 0; i < plan->parties.count; i++) {
        const cg_party *party = &plan->parties.items[i];
        cg_result_party kept = {cg_copy_text(arena, party->id), cg_words_copy(arena, party->name),
                                party->saving, party->charged_today};
        CG_PUSH(arena, &into->parties, kept);
    }
}

cg_conflict cg_conflict_copy(cg_arena *arena, const cg_conflict *conflict) {
    return (cg_conflict){cg_copy_text(arena, conflict->requirement), conflict->stated,
                         conflict->least, cg_copy_text(arena, conflict->unit),
                         cg_copy_text(arena, conflict->held)};
}

void cg_result_take(cg_arena *arena, cg_result *into, const cg_plan *plan) {
    into->status = cg_copy_text(arena, plan->status);
    into->solved = strcmp(plan->status, "infeasible") != 0;
    into->objective = cg_copy_text(arena, plan->objective);
    into->rules = cg_copy_text(arena, plan->rules);
    into->date = cg_copy_text(arena, plan->date);
    into->without = cg_copy_texts(arena, plan->without, plan->without_count);
    into->without_count = plan->without_count;
    into->exception_count = plan->exceptions.count;
    into->currency = cg_copy_text(arena, plan->currency);
    into->park_sha256 = cg_copy_text(arena, plan->park_sha256);
    into->totals = plan->totals;
    into->baseline = plan->baseline;
    into->planned = plan->planned;
    into->bound = plan->bound;
    into->gap = plan->gap;
    into->primal_residual = plan->primal_residual;
    into->dual_residual = plan->dual_residual;
    for (int i = 0; i < plan->conflicts.count; i++) {
        CG_PUSH(arena, &into->conflicts, cg_conflict_copy(arena, &plan->conflicts.items[i]));
    }
    if (into->solved) {
        take_pairs(arena, into, plan);
        take_parties(arena, into, plan);
    }
}

/* Where in the study a complaint about an option of the command line belongs. */
static const char *place_of(cg_arena *arena, const char *path) {
    static const struct {
        const char *option, *key;
    } options[] = {{"--date", "date"}, {"--without", "without"}, {"--reading", "readings"}};
    for (size_t i = 0; path != NULL && i < sizeof options / sizeof *options; i++) {
        if (strcmp(path, options[i].option) == 0) {
            return options[i].key;
        }
    }
    return path == NULL || path[0] == '\0' ? NULL : cg_copy_text(arena, path);
}

static bool same_text(const char *one, const char *other) {
    return one == NULL || other == NULL ? one == other : strcmp(one, other) == 0;
}

/* The same complaint at the same place about another figure is no news, nor is the same about the
 * same elsewhere: what stands in a list moves up where something before it has gone. */
static bool is_same(const cg_diagnostic *one, const cg_diagnostic *other) {
    if (one->message != other->message || one->argument_count != other->argument_count) {
        return false;
    }
    bool same = true;
    for (int i = 0; same && i < one->argument_count; i++) {
        same = same_text(one->arguments[i], other->arguments[i]);
    }
    return same || (one->place.path != NULL && same_text(one->place.path, other->place.path));
}

static bool was_said(const cg_diagnostics *of_base, const cg_diagnostic *item) {
    for (int i = 0; i < of_base->items.count; i++) {
        if (is_same(&of_base->items.items[i], item)) {
            return true;
        }
    }
    return false;
}

static void hear_one(cg_arena *arena, cg_result *into, const cg_diagnostic *item) {
    cg_problem problem = {.severity = item->severity,
                          .code = cg_message_name(item->message),
                          .path = place_of(arena, item->place.path)};
    for (int language = 0; language < CG_LANGUAGES; language++) {
        problem.sentence.in[language] = cg_diagnostic_sentence(arena, item, (cg_language)language);
    }
    CG_PUSH(arena, &into->problems, problem);
}

void cg_result_hear(cg_arena *arena, cg_result *into, const cg_diagnostics *said,
                    const cg_diagnostics *of_base) {
    for (int i = 0; i < said->items.count; i++) {
        if (said->items.items[i].severity == CG_ERROR) {
            hear_one(arena, into, &said->items.items[i]);
        }
    }
    for (int i = 0; i < said->items.count; i++) {
        const cg_diagnostic *item = &said->items.items[i];
        if (item->severity != CG_ERROR && of_base != NULL && !was_said(of_base, item)) {
            hear_one(arena, into, item);
        }
    }
}

void cg_comparison_take_exceptions(cg_comparison *comparison, const cg_plan *plan) {
    cg_arena *arena = comparison->arena;
    comparison->exceptions_file = cg_copy_text(arena, plan->exceptions_file);
    comparison->exceptions_sha256 = cg_copy_text(arena, plan->exceptions_sha256);
    for (int e = 0; e < plan->exceptions.count; e++) {
        const cg_exception *stated = &plan->exceptions.items[e];
        cg_words told = {{NULL}};
        for (int i = 0; i < CG_LANGUAGES; i++) {
            const char *reach = cg_exception_reach(arena, stated, (cg_language)i);
            told.in[i] =
                cg_format(arena, "%s%s%s", cg_exception_told(arena, stated, (cg_language)i),
                          *reach == '\0' ? "" : "; ", reach);
        }
        CG_PUSH(arena, &comparison->exceptions, told);
    }
}

static cg_map *map_of(cg_arena *arena, const cg_result *result) {
    cg_map *map = cg_map_new(arena);
    for (int i = 0; i < result->pairs.count; i++) {
        const cg_pair *pair = &result->pairs.items[i];
        cg_map_add(map, key_of(arena, pair->from, pair->to), i);
    }
    return map;
}

static const cg_pair *pair_in(cg_arena *arena, const cg_result *result, const cg_map *map,
                              const cg_pair *like) {
    int found = cg_map_find(map, key_of(arena, like->from, like->to));
    return found == CG_NONE ? NULL : &result->pairs.items[found];
}

static bool goes_by(const cg_pair *pair, const char *via) {
    for (int i = 0; i < pair->via_count; i++) {
        if (strcmp(pair->via[i], via) == 0) {
            return true;
        }
    }
    return false;
}

static bool same_ways(const cg_pair *one, const cg_pair *other) {
    bool same = one->via_count == other->via_count;
    for (int i = 0; same && i < one->via_count; i++) {
        same = goes_by(other, one->via[i]);
    }
    return same;
}

static void compare(cg_arena *arena, const cg_result *base, cg_result *result) {
    cg_map *before = map_of(arena, base);
    cg_map *after = map_of(arena, result);
    for (int i = 0; i < result->pairs.count; i++) {
        const cg_pair *pair = &result->pairs.items[i];
        const cg_pair *old = pair_in(arena, base, before, pair);
        cg_pair_change change = {old, pair, old != NULL && !same_ways(old, pair)};
        if (old == NULL) {
            CG_PUSH(arena, &result->gained, change);
            continue;
        }
        double larger = fmax(old->quantity, pair->quantity);
        if (change.rerouted || fabs(old->quantity - pair->quantity) > SAME * larger) {
            CG_PUSH(arena, &result->changed, change);
        }
    }
    for (int i = 0; i < base->pairs.count; i++) {
        const cg_pair *old = &base->pairs.items[i];
        if (pair_in(arena, result, after, old) == NULL) {
            cg_pair_change change = {old, NULL, false};
            CG_PUSH(arena, &result->lost, change);
        }
    }
}

void cg_comparison_compare(cg_comparison *comparison) {
    const cg_result *base = &comparison->items.items[0];
    for (int i = 1; i < comparison->items.count; i++) {
        cg_result *result = &comparison->items.items[i];
        result->compared =
            base->solved && result->solved && strcmp(base->currency, result->currency) == 0;
        if (result->compared) {
            compare(comparison->arena, base, result);
        }
    }
}
