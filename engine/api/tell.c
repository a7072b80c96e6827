/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public ways of telling: plans, matches, rules, explanations, programs as texts. */
#include <math.h>
#include <string.h>

#include "api/context.h"
#include "base/draft.h"
#include "base/file.h"
#include "report/report_explain.h"
#include "report/report.h"
#include "report/report_matches.h"
#include "report/report_study.h"

/* formats.def is in the order of congsinh_format, so that one number serves both. */
_Static_assert((int)CONGSINH_TEXT == (int)CG_REPORT_TEXT &&
                   (int)CONGSINH_JSON == (int)CG_REPORT_JSON &&
                   (int)CONGSINH_MARKDOWN == (int)CG_REPORT_MARKDOWN &&
                   (int)CONGSINH_CSV == (int)CG_REPORT_CSV &&
                   (int)CONGSINH_HTML == (int)CG_REPORT_HTML &&
                   (int)CONGSINH_GEOJSON == (int)CG_REPORT_GEOJSON &&
                   (int)CONGSINH_GRAPHML == (int)CG_REPORT_GRAPHML &&
                   (int)CONGSINH_SANKEY == (int)CG_REPORT_SANKEY &&
                   (int)CONGSINH_GEOPACKAGE == (int)CG_REPORT_GEOPACKAGE &&
                   (int)CONGSINH_WORKBOOK == (int)CG_REPORT_WORKBOOK,
               "report/formats.def and congsinh_format say the same");

bool congsinh_format_of(congsinh_format *out, const char *file) {
    cg_report_format format = cg_report_format_of(file);
    if (format == CG_REPORT_FORMATS) {
        return false;
    }
    *out = (congsinh_format)format;
    return true;
}

const char *congsinh_format_ending(int i) {
    return cg_report_ending(i);
}

congsinh_status cg_make_text(char **out, size_t *length, congsinh *context, cg_work work,
                             cg_text_job *job) {
    *out = NULL;
    job->arena = cg_context_arena(context);
    if (job->arena == NULL) {
        return CONGSINH_NO_MEMORY;
    }
    congsinh_status status = cg_guard(context, work, job);
    bool gives = status == CONGSINH_OK || status == CONGSINH_LIMIT || status == CONGSINH_INFEASIBLE;
    if (gives || (job->whatever && job->text != NULL && status == CONGSINH_BAD_DATA)) {
        congsinh_status given = cg_give_text(out, length, job->text, job->length);
        status = given == CONGSINH_OK ? status : given;
    }
    cg_arena_free(job->arena);
    return status;
}

/* False after saying why it has no map. */
static bool has_map(congsinh *context, const cg_plan *plan, congsinh_format format) {
    bool map = format == CONGSINH_GEOJSON || format == CONGSINH_GEOPACKAGE;
    if (!map || !plan->on_plane) {
        return true;
    }
    cg_say(&context->diagnostics, CG_ERROR, (cg_place){0}, CG_MSG_MAP_ON_PLANE, NULL);
    return false;
}

/* Only a workbook can fail: it needs the library's temporary files. */
static congsinh_status told(congsinh *context, const cg_text_job *job) {
    if (job->text != NULL) {
        return CONGSINH_OK;
    }
    cg_say(&context->diagnostics, CG_ERROR, (cg_place){0}, CG_MSG_PLANBOOK_UNWRITTEN, NULL);
    return CONGSINH_MACHINE;
}

static congsinh_status write_plan(congsinh *context, void *payload) {
    cg_text_job *job = payload;
    const cg_plan *plan = job->subject;
    if (!has_map(context, plan, job->format)) {
        return CONGSINH_BAD_DATA;
    }
    cg_stage_mark begun = cg_stage_begin(&context->stages);
    job->text = cg_report_write(job->arena, plan, (cg_report_format)job->format,
                                cg_context_language(context), &job->length);
    cg_stage_end(&context->stages, CG_STAGE_WRITING, begun);
    return told(context, job);
}

congsinh_status congsinh_plan_write(char **out, size_t *length, congsinh *context,
                                    const congsinh_plan *plan, congsinh_format format) {
    cg_text_job job = {.format = format, .subject = plan->plan};
    return cg_make_text(out, length, context, write_plan, &job);
}

/* ---- a plan's JSON, piece by piece */

typedef struct saving {
    const cg_plan *plan;
    const char *file;
    cg_arena *arena;
    cg_draft draft;
    int error;
} saving;

static congsinh_status pour_plan(congsinh *context, void *payload) {
    saving *s = payload;
    cg_stage_mark begun = cg_stage_begin(&context->stages);
    cg_plan_json_pour(s->arena, s->plan, cg_draft_add, &s->draft);
    cg_stage_end(&context->stages, CG_STAGE_WRITING, begun);
    return CONGSINH_OK;
}

static congsinh_status say_unwritten(congsinh *context, void *payload) {
    const saving *s = payload;
    cg_file_say_unwritten(&context->diagnostics, s->file, s->error);
    return cg_status_unwritten(context);
}

congsinh_status congsinh_plan_save(congsinh *context, const congsinh_plan *plan, const char *file) {
    saving s = {.plan = plan->plan, .file = file, .arena = cg_context_arena(context)};
    if (s.arena == NULL) {
        return CONGSINH_NO_MEMORY;
    }
    cg_stage_mark begun = cg_stage_begin(&context->stages);
    cg_draft_open(&s.draft, file);
    congsinh_status status = cg_guard(context, pour_plan, &s);
    s.error = cg_draft_close(&s.draft, status == CONGSINH_OK);
    cg_stage_end(&context->stages, CG_STAGE_WRITING, begun);
    cg_arena_free(s.arena);
    return status == CONGSINH_OK && s.error != 0 ? cg_guard(context, say_unwritten, &s) : status;
}

_Static_assert((int)CONGSINH_FOR_BOARD == (int)CG_FOR_BOARD &&
                   (int)CONGSINH_FOR_FIRM == (int)CG_FOR_FIRM &&
                   (int)CONGSINH_FOR_ANALYST == (int)CG_FOR_ANALYST &&
                   (int)CONGSINH_FOR_PUBLIC == (int)CG_FOR_PUBLIC,
               "report/edition.h and congsinh_audience say the same");

cg_edition cg_edition_asked(const congsinh_report_options *asked) {
    return (cg_edition){(cg_audience)asked->audience, asked->firm,       asked->official,
                        asked->prepared_by,           asked->checked_by, asked->approved_by};
}

typedef struct edition_job {
    cg_text_job job; /* first: cg_make_text knows this much of it */
    const congsinh_report_options *options;
} edition_job;

/* False after saying that the plan has no such firm, and which is the nearest. */
static bool knows_firm(congsinh *context, const cg_plan *plan, const char *firm) {
    cg_map *firms = cg_map_new(context->diagnostics.arena);
    for (int i = 0; i < plan->parties.count; i++) {
        if (!plan->parties.items[i].facility) {
            cg_map_add(firms, plan->parties.items[i].id, i);
        }
    }
    if (firm != NULL && cg_map_find(firms, firm) >= 0) {
        return true;
    }
    const char *asked = firm == NULL ? "" : firm;
    const char *nearest = cg_map_nearest(firms, asked);
    cg_say(&context->diagnostics, CG_ERROR, (cg_place){0},
           nearest == NULL ? CG_MSG_EDITION_NO_FIRM : CG_MSG_EDITION_NO_FIRM_NEAREST, asked,
           nearest == NULL ? "" : nearest, NULL);
    return false;
}

static congsinh_status write_edition(congsinh *context, void *payload) {
    edition_job *job = payload;
    const congsinh_report_options *asked = job->options;
    const cg_plan *plan = job->job.subject;
    /* Where requirements conflict there is no plan and so no firm to know, but much to say. */
    bool knows_any = strcmp(plan->status, "infeasible") == 0 && asked->firm != NULL;
    if (asked->audience == CONGSINH_FOR_FIRM && !knows_any &&
        !knows_firm(context, plan, asked->firm)) {
        return CONGSINH_BAD_DATA;
    }
    if (!has_map(context, plan, job->job.format)) {
        return CONGSINH_BAD_DATA;
    }
    const cg_report_wish wish = {.format = (cg_report_format)job->job.format,
                                 .language = cg_context_language(context),
                                 .edition = cg_edition_asked(asked)};
    cg_stage_mark begun = cg_stage_begin(&context->stages);
    job->job.text = cg_report_write_for(job->job.arena, plan, &wish, &job->job.length);
    cg_stage_end(&context->stages, CG_STAGE_WRITING, begun);
    return told(context, &job->job);
}

congsinh_status congsinh_report_write(char **out, size_t *length, congsinh *context,
                                      const congsinh_plan *plan,
                                      const congsinh_report_options *options,
                                      congsinh_format format) {
    static const congsinh_report_options plain = CONGSINH_REPORT_OPTIONS_INIT;
    const congsinh_report_options *asked = options == NULL ? &plain : options;
    if (format == CONGSINH_JSON && asked->audience != CONGSINH_FOR_ANALYST) {
        *out = NULL;
        return CONGSINH_BAD_USAGE;
    }
    edition_job job = {{.format = format, .subject = plan->plan}, asked};
    return cg_make_text(out, length, context, write_edition, &job.job);
}

congsinh_totals cg_totals_told(const cg_totals *totals) {
    return (congsinh_totals){totals->net_saving,
                             totals->parts.avoided_purchase,
                             totals->parts.avoided_disposal,
                             totals->parts.transport_cost,
                             totals->parts.treatment_cost,
                             totals->parts.fees,
                             totals->parts.annualised_investment,
                             totals->investment,
                             totals->pays_back ? totals->payback_years : (double)NAN,
                             totals->emissions_saving};
}

congsinh_totals congsinh_plan_totals(const congsinh_plan *plan) {
    return cg_totals_told(&plan->plan->totals);
}

static congsinh_status write_comparison(congsinh *context, void *payload) {
    cg_text_job *job = payload;
    job->text = cg_report_study(job->arena, job->subject, (cg_report_format)job->format,
                                cg_context_language(context), &job->length);
    return CONGSINH_OK;
}

congsinh_status congsinh_comparison_write(char **out, size_t *length, congsinh *context,
                                          const congsinh_comparison *comparison,
                                          congsinh_format format) {
    if (format >= CONGSINH_HTML) {
        *out = NULL;
        return CONGSINH_BAD_USAGE;
    }
    cg_text_job job = {.format = format, .subject = comparison->comparison};
    return cg_make_text(out, length, context, write_comparison, &job);
}

typedef struct plan_job {
    const char *file, *bytes;
    size_t length;
    congsinh_plan *made;
} plan_job;

static congsinh_status read_plan(congsinh *context, void *payload) {
    plan_job *job = payload;
    int before = context->diagnostics.errors;
    cg_arena *arena = job->made->arena;
    const cg_json *document =
        cg_context_document(context, arena, job->file, job->bytes, job->length);
    if (document != NULL) {
        job->made->plan = cg_plan_from_json(arena, &context->diagnostics, job->file, document);
    }
    return job->made->plan == NULL ? CONGSINH_BAD_DATA : cg_status_since(context, before);
}

congsinh_status congsinh_plan_read(congsinh_plan **out, congsinh *context, const char *file,
                                   const char *bytes, size_t length) {
    *out = NULL;
    congsinh_plan *plan = cg_handle_new(context, sizeof *plan);
    if (plan == NULL) {
        return CONGSINH_NO_MEMORY;
    }
    plan_job job = {file, bytes, length, plan};
    congsinh_status status = cg_guard(context, read_plan, &job);
    if (status != CONGSINH_OK) {
        congsinh_plan_free(plan);
        return status;
    }
    *out = plan;
    return CONGSINH_OK;
}

static congsinh_status write_matches(congsinh *context, void *payload) {
    cg_text_job *job = payload;
    cg_language language = cg_context_language(context);
    if (job->format == CONGSINH_JSON) {
        job->text = cg_report_matches_json(job->arena, job->subject, &job->length);
    } else if (job->format == CONGSINH_CSV) {
        job->text = cg_report_matches_csv(job->arena, job->subject, language, &job->length);
    } else {
        job->text = cg_report_matches_text(job->arena, job->subject, language, &job->length);
    }
    return CONGSINH_OK;
}

bool cg_is_written(char **out, congsinh_format format, congsinh_format other) {
    *out = NULL;
    return format == CONGSINH_TEXT || format == CONGSINH_JSON || format == other;
}

congsinh_status congsinh_matches_write(char **out, size_t *length, congsinh *context,
                                       const congsinh_matches *matches, congsinh_format format) {
    if (!cg_is_written(out, format, CONGSINH_CSV)) {
        return CONGSINH_BAD_USAGE;
    }
    cg_text_job job = {.format = format, .subject = matches->matches};
    return cg_make_text(out, length, context, write_matches, &job);
}

static congsinh_status explain(congsinh *context, void *payload) {
    cg_text_job *job = payload;
    double begun = cg_clock();
    cg_question question = {.from = job->from, .to = job->to};
    if (!cg_question_read(&question, &context->diagnostics, job->subject)) {
        return CONGSINH_BAD_DATA;
    }
    cg_model *model =
        cg_context_model(context, job->arena, job->subject, &job->options->law, &question);
    if (model == NULL) {
        return CONGSINH_BAD_DATA;
    }
    cg_plan_options options = cg_context_plan_options(context, job->options);
    options.until = cg_context_until(job->options, begun, cg_clock() - begun);
    question.solved = cg_plan_solve(model, &options);
    question.plan = cg_plan_account(question.solved);
    cg_explanation *explanation = cg_explain(&question);
    job->text = job->format == CONGSINH_JSON
                    ? cg_explanation_json(job->arena, explanation, &job->length)
                    : cg_explanation_text(job->arena, explanation, cg_context_language(context),
                                          &job->length);
    return cg_context_outcome(context, question.solved);
}

congsinh_status congsinh_explain(char **out, size_t *length, congsinh *context,
                                 const congsinh_park *park, const congsinh_solve_options *options,
                                 const char *from, const char *to, congsinh_format format) {
    if (!cg_is_written(out, format, CONGSINH_TEXT)) {
        return CONGSINH_BAD_USAGE;
    }
    cg_text_job job = {.format = format,
                       .subject = park->park,
                       .options = cg_solve_options(options),
                       .from = from,
                       .to = to};
    return cg_make_text(out, length, context, explain, &job);
}
