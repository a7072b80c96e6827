/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Studies that the law itself writes: what rules cost, and every reading of what it leaves open. */

#include "api/context.h"
#include "report/report_prices.h"
#include "study/rule_prices.h"

typedef struct price_job {
    cg_arena *arena;
    const congsinh_park *park;
    const congsinh_law *law;
    cg_rule_prices *prices;
    cg_study *study;
    const cg_comparison *comparison;
    congsinh_format format;
    const char *text;
    size_t length;
} price_job;

typedef struct readings_job {
    const congsinh_park *park;
    const congsinh_law *law;
    congsinh_study *made;
} readings_job;

static congsinh_status ask_readings(congsinh *context, void *payload) {
    readings_job *job = payload;
    cg_law *law = cg_context_law(context, job->park->arena, job->park->park, job->law);
    if (law == NULL) {
        return CONGSINH_BAD_DATA;
    }
    job->made->study = cg_readings_study(job->made->arena, law);
    if (job->made->study->items.count > 0) {
        return CONGSINH_OK;
    }
    cg_say(&context->diagnostics, CG_ERROR, (cg_place){NULL, "--reading", 0},
           CG_MSG_NO_OPEN_QUESTION, NULL);
    return CONGSINH_BAD_DATA;
}

congsinh_status congsinh_study_readings(congsinh_study **out, congsinh *context,
                                        const congsinh_park_source *source,
                                        const congsinh_law *law) {
    congsinh_park *park = NULL;
    congsinh_study *made = cg_handle_new(context, sizeof *made);
    *out = NULL;
    if (made == NULL) {
        return CONGSINH_NO_MEMORY;
    }
    congsinh_status status = congsinh_park_read(&park, context, source);
    readings_job job = {park, law, made};
    status = status == CONGSINH_OK ? cg_guard(context, ask_readings, &job) : status;
    congsinh_park_free(park);
    if (status != CONGSINH_OK) {
        congsinh_study_free(made);
        return status;
    }
    *out = made;
    return CONGSINH_OK;
}

static congsinh_status ask(congsinh *context, void *payload) {
    price_job *job = payload;
    int before = context->diagnostics.errors;
    cg_law *law = cg_context_law(context, job->park->arena, job->park->park, job->law);
    if (law == NULL) {
        return CONGSINH_BAD_DATA;
    }
    cg_wanted wanted = {.keep = CG_KEEP_POSSIBLE};
    cg_matches *matches =
        cg_matches_find(job->park->arena, &context->diagnostics, job->park->park, law, wanted);
    if (context->diagnostics.errors > before) {
        return CONGSINH_BAD_DATA;
    }
    job->prices = cg_rule_prices_ask(job->arena, matches, &job->study);
    return CONGSINH_OK;
}

static congsinh_status tell(congsinh *context, void *payload) {
    price_job *job = payload;
    job->prices->comparison = job->comparison;
    cg_language language = cg_context_language(context);
    if (job->format == CONGSINH_JSON) {
        job->text = cg_report_prices_json(job->arena, job->prices, &job->length);
    } else if (job->format == CONGSINH_CSV) {
        job->text = cg_report_prices_csv(job->arena, job->prices, language, &job->length);
    } else {
        job->text = cg_report_prices_text(job->arena, job->prices, language, &job->length);
    }
    return CONGSINH_OK;
}

static congsinh_status price(char **out, size_t *length, congsinh *context,
                             const congsinh_park_source *source,
                             const congsinh_solve_options *options, price_job *job) {
    congsinh_park *park = NULL;
    congsinh_comparison *comparison = NULL;
    congsinh_park_source asked = *source;
    asked.rules = options->law.rules != NULL ? options->law.rules : source->rules;
    congsinh_status status = congsinh_park_read(&park, context, &asked);
    job->park = park;
    job->law = &options->law;
    status = status == CONGSINH_OK ? cg_guard(context, ask, job) : status;
    congsinh_park_free(park);
    if (status != CONGSINH_OK) {
        return status;
    }
    congsinh_study study = {job->arena, job->study};
    status = congsinh_study_solve(&comparison, context, &study, source, options);
    if (comparison != NULL) {
        job->comparison = comparison->comparison;
        congsinh_status told = cg_guard(context, tell, job);
        told = told == CONGSINH_OK ? cg_give_text(out, length, job->text, job->length) : told;
        status = told == CONGSINH_OK ? status : told;
    }
    congsinh_comparison_free(comparison);
    return status;
}

congsinh_status congsinh_rules_price(char **out, size_t *length, congsinh *context,
                                     const congsinh_park_source *park,
                                     const congsinh_solve_options *options,
                                     congsinh_format format) {
    price_job job = {.arena = cg_context_arena(context), .format = format};
    *out = NULL;
    *length = 0;
    if (format == CONGSINH_MARKDOWN || format >= CONGSINH_HTML) {
        cg_arena_free(job.arena);
        return CONGSINH_BAD_USAGE;
    }
    if (job.arena == NULL) {
        return CONGSINH_NO_MEMORY;
    }
    congsinh_status status = price(out, length, context, park, cg_solve_options(options), &job);
    cg_arena_free(job.arena);
    return status;
}
