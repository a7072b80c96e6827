/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A park solved through the public header alone, its plan read back from the JSON it writes. */
#include "support/solved.h"

#include <criterion/criterion.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Criterion runs each test in a child of its own, which this belongs to. */
static cg_arena *arena_or_end(cg_failure *failure) {
    if (setjmp(failure->point) != 0) {
        abort();
    }
    return cg_arena_new(failure);
}

cg_arena *test_arena(void) {
    static cg_failure failure;
    cg_arena *arena = arena_or_end(&failure);
    cr_assert_not_null(arena);
    return arena;
}

cg_json *read_json(cg_arena *arena, const char *name, const char *bytes, size_t length) {
    cg_diagnostics diagnostics = {.arena = arena};
    cg_json *root = cg_json_read(arena, &diagnostics, name, bytes, length);
    cr_assert_not_null(
        root, "%s is not the JSON it should be: %s", name,
        diagnostics.items.count == 0
            ? ""
            : cg_diagnostic_sentence(arena, &diagnostics.items.items[0], CG_ENGLISH));
    return root;
}

question question_about(const char *park) {
    question asked = {.park = park, .options = CONGSINH_SOLVE_OPTIONS_INIT};
    asked.options.law.rules = "none";
    return asked;
}

static const char *everything_said(cg_arena *arena, congsinh *context) {
    cg_text text = cg_text_start(arena);
    for (int i = 0; i < congsinh_diagnostic_count(context); i++) {
        congsinh_diagnostic said = congsinh_diagnostic_at(context, i);
        cg_text_addf(&text, "%s: %s: %s\n", said.code, said.path != NULL ? said.path : "",
                     said.sentence);
    }
    return text.bytes != NULL ? text.bytes : "";
}

static void keep_plan(cg_arena *arena, congsinh *context, const congsinh_plan *plan, solved *out) {
    char *bytes = NULL;
    congsinh_status status =
        congsinh_plan_write(&bytes, &out->length, context, plan, CONGSINH_JSON);
    cr_assert_eq(status, CONGSINH_OK, "the plan was not written: %s",
                 everything_said(arena, context));
    out->bytes = cg_copy(arena, bytes, out->length);
    congsinh_text_free(bytes);
    out->plan = read_json(arena, "plan", out->bytes, out->length);
}

/* One context for all parks of a test, which its child process has to itself; cleared of what was
 * said before. The last lives until the child ends. */
static congsinh *fresh_context(void) {
    static congsinh *context;
    if (context == NULL) {
        cr_assert_eq(congsinh_new(&context, NULL), CONGSINH_OK);
    }
    congsinh_diagnostics_clear(context);
    return context;
}

solved solve_question(cg_arena *arena, const question *asked) {
    solved out = {.status = CONGSINH_OK};
    congsinh *context = fresh_context();
    congsinh_park *park = NULL;
    congsinh_plan *plan = NULL;
    congsinh_park_source source = {.file = "park.json",
                                   .bytes = asked->park,
                                   .length = strlen(asked->park),
                                   .settings = asked->settings,
                                   .setting_count = asked->setting_count};
    out.status = congsinh_park_read(&park, context, &source);
    if (out.status == CONGSINH_OK) {
        out.status = congsinh_solve(&plan, context, park, &asked->options);
    }
    out.sayings = everything_said(arena, context);
    if (plan != NULL) {
        keep_plan(arena, context, plan, &out);
    }
    congsinh_plan_free(plan);
    congsinh_park_free(park);
    return out;
}

double plan_number(cg_arena *arena, const cg_json *plan, const char *path) {
    const cg_json *node = plan;
    for (const char *name = path; node != NULL && *name != '\0';) {
        size_t length = strcspn(name, ".");
        node = cg_json_member(node, cg_copy(arena, name, length));
        name += length + (name[length] == '.' ? 1 : 0);
    }
    return node != NULL && node->type == CG_JSON_NUMBER ? node->number : (double)NAN;
}
