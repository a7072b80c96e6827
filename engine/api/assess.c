/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public way from a park and its plan to an assessment, and what it says. */
#include <string.h>

#include "api/assess.h"
#include "report/assess_told.h"
#include "report/report_assess.h"
#include "text/day.h"

struct congsinh_assessment {
    cg_arena *arena;
    cg_assessment *assessment;
};

typedef struct assess_job {
    const cg_park *park;
    const cg_plan *plan;
    const congsinh_assess_options *options;
    congsinh_assessment *made;
} assess_job;

/* The framework called `name`; where nobody names one, the park's own, else its country's. */
static cg_framework *read_framework(const congsinh *context, cg_diagnostics *diagnostics,
                                    cg_arena *arena, const cg_park *park, const char *name) {
    cg_reader reader = park->reader;
    reader.arena = arena;
    reader.diagnostics = diagnostics;
    const cg_json *stated = cg_json_member(cg_json_member(park->document, "park"), "framework");
    cg_framework_asked asked = {name, park->country, {NULL, "--framework", 0}};
    if (asked.name == NULL) {
        asked.name = park->framework;
        asked.place = stated != NULL ? cg_reader_place(&reader, stated) : asked.place;
    }
    return cg_framework_read(&reader, park->knowledge, context->models, &asked);
}

cg_assessment *cg_context_assessment(congsinh *context, cg_arena *arena, const cg_park *park,
                                     const cg_plan *plan) {
    cg_diagnostics heard = {.arena = arena};
    cg_framework *framework = read_framework(context, &heard, arena, park, NULL);
    cg_assessment *made = NULL;
    if (framework != NULL) {
        cg_assess_asked asked = {park, framework, plan, plan->date};
        made = cg_assess(arena, &heard, &asked);
    }
    if (made == NULL && park->framework != NULL && heard.items.count > 0) {
        cg_say(&context->diagnostics, CG_WARNING, (cg_place){park->file, "park.framework", 0},
               CG_MSG_PLAN_NOT_ASSESSED, park->framework,
               cg_diagnostic_sentence(arena, &heard.items.items[0], cg_context_language(context)),
               NULL);
    }
    return made;
}

void cg_context_assess(congsinh *context, cg_plan *plan, const cg_park *park) {
    cg_arena *work = cg_arena_within(plan->arena);
    const cg_assessment *made = cg_context_assessment(context, work, park, plan);
    plan->assessment = made != NULL ? cg_assess_told(plan->arena, made) : NULL;
    cg_arena_free(work);
}

static const char *date_of(const assess_job *job) {
    if (job->options->date != NULL) {
        return job->options->date;
    }
    return job->plan != NULL ? job->plan->date : job->park->date;
}

static congsinh_status assess(congsinh *context, void *payload) {
    assess_job *job = payload;
    const char *date = date_of(job);
    if (!cg_day_is_valid(date)) {
        cg_say(&context->diagnostics, CG_ERROR, (cg_place){NULL, "--date", 0}, CG_MSG_DATE_FORM,
               date, NULL);
        return CONGSINH_BAD_DATA;
    }
    if (job->plan != NULL && (job->plan->park_sha256 == NULL ||
                              strcmp(job->plan->park_sha256, job->park->sha256) != 0)) {
        cg_say(&context->diagnostics, CG_ERROR, (cg_place){job->park->file, NULL, 0},
               CG_MSG_PLAN_OF_ANOTHER_PARK, NULL);
        return CONGSINH_BAD_DATA;
    }
    cg_framework *framework = read_framework(context, &context->diagnostics, job->made->arena,
                                             job->park, job->options->framework);
    if (framework == NULL) {
        return CONGSINH_BAD_DATA;
    }
    cg_assess_asked asked = {job->park, framework, job->plan, date};
    job->made->assessment = cg_assess(job->made->arena, &context->diagnostics, &asked);
    return job->made->assessment != NULL ? CONGSINH_OK : CONGSINH_BAD_DATA;
}

congsinh_status congsinh_assess(congsinh_assessment **out, congsinh *context,
                                const congsinh_park *park, const congsinh_plan *plan,
                                const congsinh_assess_options *options) {
    static const congsinh_assess_options plain = CONGSINH_ASSESS_OPTIONS_INIT;
    *out = NULL;
    congsinh_assessment *made = cg_handle_new(context, sizeof *made);
    if (made == NULL) {
        return CONGSINH_NO_MEMORY;
    }
    assess_job job = {park->park, plan != NULL ? plan->plan : NULL,
                      options != NULL ? options : &plain, made};
    congsinh_status status = cg_guard(context, assess, &job);
    if (status != CONGSINH_OK) {
        congsinh_assessment_free(made);
        return status;
    }
    *out = made;
    return CONGSINH_OK;
}

void congsinh_assessment_free(congsinh_assessment *assessment) {
    cg_handle_free(assessment);
}

static congsinh_criterion criterion_told(const cg_assessment *assessment, const cg_assessed *item,
                                         const char *firm) {
    return (congsinh_criterion){item->criterion->id, firm, (congsinh_met)item->at[CG_TODAY].met,
                                assessment->has_after ? (congsinh_met)item->at[CG_AFTER].met
                                                      : (congsinh_met)item->at[CG_TODAY].met};
}

int congsinh_assessment_count(const congsinh_assessment *assessment) {
    const cg_assessment *a = assessment->assessment;
    return a->items.count + a->firms.count * a->firm_criteria.count;
}

congsinh_criterion congsinh_assessment_at(const congsinh_assessment *assessment, int i) {
    const cg_assessment *a = assessment->assessment;
    if (i < 0 || i >= congsinh_assessment_count(assessment)) {
        return (congsinh_criterion){NULL, NULL, CONGSINH_NO_DATA, CONGSINH_NO_DATA};
    }
    if (i < a->items.count) {
        return criterion_told(a, &a->items.items[i], NULL);
    }
    i -= a->items.count;
    const cg_firm_assessed *firm = &a->firms.items[i / a->firm_criteria.count];
    return criterion_told(a, &firm->items[i % a->firm_criteria.count],
                          a->park->firms.items[firm->firm].id);
}

static congsinh_status tell(congsinh *context, void *payload) {
    cg_text_job *job = payload;
    job->text = cg_report_assess(job->arena, job->subject, (cg_report_format)job->format,
                                 cg_context_language(context), &job->length);
    return CONGSINH_OK;
}

congsinh_status congsinh_assessment_write(char **out, size_t *length, congsinh *context,
                                          const congsinh_assessment *assessment,
                                          congsinh_format format) {
    *out = NULL;
    if (format >= CONGSINH_HTML) {
        return CONGSINH_BAD_USAGE;
    }
    cg_text_job job = {.format = format, .subject = assessment->assessment};
    return cg_make_text(out, length, context, tell, &job);
}
