/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rule packs told and held against their own cases, without any park. */
#include "api/context.h"
#include "match/rule_cases.h"
#include "report/report_rules.h"

/* A pack is held against what a park without anything of its own knows, so that whatever is wrong
 * with it shows. */
static const cg_rules *read_pack(congsinh *context, cg_arena *arena, const char *name) {
    static const char bare[] =
        "{\"format\": \"congsinh-park/1\", \"firms\": [],"
        " \"park\": {\"id\": \"none\", \"year\": 2026, \"currency\": \"VND\"}}";
    cg_park_source source = {.file = name,
                             .bytes = bare,
                             .length = sizeof bare - 1,
                             .rules = name,
                             .models_folder = context->models,
                             .shelf = context->shelf};
    const cg_park *park = cg_park_read(arena, &context->diagnostics, &source);
    return park == NULL ? NULL : cg_context_rules(context, arena, park, name, (cg_place){0});
}

static cg_case_results run_cases(congsinh *context, cg_arena *arena, const cg_rules *rules) {
    const cg_case_source source = {
        {.arena = arena, .diagnostics = &context->diagnostics, .shelf = context->shelf},
        context->models,
        rules,
        cg_context_language(context)};
    return cg_rule_cases_run(&source);
}

static void write_packs(congsinh *context, cg_text_job *job) {
    cg_reader reader = {
        .arena = job->arena, .diagnostics = &context->diagnostics, .shelf = context->shelf};
    job->text = cg_report_packs(&reader, context->models, cg_context_language(context),
                                job->format == CONGSINH_JSON, &job->length);
}

static congsinh_status write_rules(congsinh *context, void *payload) {
    cg_text_job *job = payload;
    int before = context->diagnostics.errors;
    if (!cg_context_models(context)) {
        return CONGSINH_BAD_DATA;
    }
    if (job->from == NULL) {
        write_packs(context, job);
        return cg_status_since(context, before);
    }
    const cg_rules *rules = read_pack(context, job->arena, job->from);
    if (rules == NULL || context->diagnostics.errors > before) {
        return CONGSINH_BAD_DATA;
    }
    const cg_case_results cases = run_cases(context, job->arena, rules);
    job->text = cg_report_rules(job->arena, rules, &cases, cg_context_language(context),
                                job->format == CONGSINH_JSON, &job->length);
    return cg_status_since(context, before);
}

congsinh_status congsinh_rules_write(char **out, size_t *length, congsinh *context,
                                     const char *pack, congsinh_format format) {
    if (!cg_is_written(out, format, CONGSINH_TEXT)) {
        return CONGSINH_BAD_USAGE;
    }
    cg_text_job job = {.format = format, .from = pack, .whatever = true};
    return cg_make_text(out, length, context, write_rules, &job);
}

typedef struct cases_job {
    cg_arena *arena;
    const char *pack;
    congsinh_rule_cases *made;
} cases_job;

static congsinh_status check_cases(congsinh *context, void *payload) {
    cases_job *job = payload;
    int before = context->diagnostics.errors;
    if (!cg_context_models(context)) {
        return CONGSINH_BAD_DATA;
    }
    const cg_rules *rules = read_pack(context, job->arena, job->pack);
    if (rules == NULL || context->diagnostics.errors > before) {
        return CONGSINH_BAD_DATA;
    }
    const cg_case_results results = run_cases(context, job->arena, rules);
    *job->made = (congsinh_rule_cases){results.run, results.passed};
    return cg_status_since(context, before);
}

congsinh_status congsinh_rules_check(congsinh_rule_cases *out, congsinh *context,
                                     const char *pack) {
    *out = (congsinh_rule_cases){0, 0};
    cases_job job = {cg_context_arena(context), pack, out};
    if (job.arena == NULL) {
        return CONGSINH_NO_MEMORY;
    }
    congsinh_status status = cg_guard(context, check_cases, &job);
    cg_arena_free(job.arena);
    return status;
}
