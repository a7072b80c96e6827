/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens shipped datasets for tests and asks them through the public header. */
#include "support/dataset.h"

#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

#define SETTINGS_MOST 8

static const char *path_of(cg_arena *arena, const char *file) {
    const char *source = getenv("CONGSINH_SOURCE");
    return cg_format(arena, "%s/datasets/%s", source != NULL ? source : "../..", file);
}

dataset dataset_open(const char *file, const char *const *settings) {
    dataset set = {0};
    /* Nothing arms the way out: a test that runs out of memory has failed anyway. */
    set.failure = calloc(1, sizeof *set.failure);
    cr_assert_not_null(set.failure);
    set.arena = cg_arena_new(set.failure);
    cr_assert_not_null(set.arena);
    cr_assert_eq(congsinh_new(&set.context, NULL), CONGSINH_OK);
    congsinh_park_source source = CONGSINH_PARK_SOURCE_INIT;
    source.file = path_of(set.arena, file);
    source.settings = settings;
    while (settings != NULL && source.setting_count < SETTINGS_MOST &&
           settings[source.setting_count] != NULL) {
        source.setting_count++;
    }
    congsinh_status status = congsinh_park_read(&set.park, set.context, &source);
    cr_assert_eq(status, CONGSINH_OK, "%s: %s", file,
                 congsinh_diagnostic_count(set.context) > 0
                     ? congsinh_diagnostic_at(set.context, 0).sentence
                     : "no reason given");
    return set;
}

void dataset_close(dataset *set) {
    congsinh_park_free(set->park);
    congsinh_free(set->context);
    cg_arena_free(set->arena);
    free(set->failure);
    *set = (dataset){0};
}

static cg_json *read_back(const dataset *set, char *text, size_t length) {
    cg_diagnostics diagnostics = {.arena = set->arena};
    cg_json *root = cg_json_read(set->arena, &diagnostics, "answer", text, length);
    cr_assert_not_null(root);
    congsinh_text_free(text);
    return root;
}

cg_json *dataset_matches(const dataset *set, const char *rules) {
    congsinh_law law = CONGSINH_LAW_INIT;
    law.rules = rules;
    congsinh_matches *matches = NULL;
    cr_assert_eq(congsinh_match(&matches, set->context, set->park, &law), CONGSINH_OK);
    char *text = NULL;
    size_t length = 0;
    cr_assert_eq(congsinh_matches_write(&text, &length, set->context, matches, CONGSINH_JSON),
                 CONGSINH_OK);
    congsinh_matches_free(matches);
    return read_back(set, text, length);
}

cg_json *dataset_plan(const dataset *set, const char *rules) {
    congsinh_solve_options options = CONGSINH_SOLVE_OPTIONS_INIT;
    options.law.rules = rules;
    congsinh_plan *plan = NULL;
    cr_assert_eq(congsinh_solve(&plan, set->context, set->park, &options), CONGSINH_OK);
    char *text = NULL;
    size_t length = 0;
    cr_assert_eq(congsinh_plan_write(&text, &length, set->context, plan, CONGSINH_JSON),
                 CONGSINH_OK);
    congsinh_plan_free(plan);
    return read_back(set, text, length);
}

cg_json *dataset_json(const dataset *set, const char *file) {
    cg_diagnostics diagnostics = {.arena = set->arena};
    cg_json *root = cg_json_read_file(set->arena, &diagnostics, path_of(set->arena, file));
    cr_assert_not_null(root, "%s cannot be read", file);
    return root;
}

static bool goes_by(const cg_json *item, const char *via) {
    const cg_json *passed = cg_json_member(item, "via");
    if (via == NULL) {
        return true;
    }
    if (*via == '\0') {
        return passed == NULL || passed->count == 0;
    }
    return passed != NULL && passed->count == 1 && strcmp(passed->first->text, via) == 0;
}

const cg_json *dataset_find(const cg_json *items, const cg_json *from_item, const char *from,
                            const char *to, const char *via) {
    cr_assert_not_null(items);
    const cg_json *item = from_item != NULL ? from_item->next : items->first;
    for (; item != NULL; item = item->next) {
        const char *sender = cg_json_member_text(item, "from");
        const char *receiver = cg_json_member_text(item, "to");
        if (sender != NULL && receiver != NULL && strcmp(sender, from) == 0 &&
            strcmp(receiver, to) == 0 && goes_by(item, via)) {
            return item;
        }
    }
    return NULL;
}

double dataset_number(const cg_json *object, const char *name, const char *inner) {
    const cg_json *node = cg_json_member(object, name);
    if (inner != NULL) {
        node = cg_json_member(node, inner);
    }
    cr_assert(node != NULL && node->type == CG_JSON_NUMBER, "no number at %s %s", name,
              inner != NULL ? inner : "");
    return node->number;
}
