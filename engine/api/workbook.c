/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public workbooks of a park: the empty one and the filled one. */
#include "api/context.h"

#include "workbook/park_workbook.h"

#include <string.h>

static congsinh_status write_book(congsinh *context, cg_text_job *job, const cg_json *document) {
    const cg_workbook_wish wish = {.models_folder = context->models,
                                   .shelf = context->shelf,
                                   .language = cg_context_language(context),
                                   .firm = job->from};
    job->text = cg_park_workbook(job->arena, &context->diagnostics, document, &wish, &job->length);
    return job->text != NULL ? CONGSINH_OK : CONGSINH_BAD_DATA;
}

static congsinh_status write_template(congsinh *context, void *payload) {
    return cg_context_models(context) ? write_book(context, payload, NULL) : CONGSINH_BAD_DATA;
}

congsinh_status congsinh_template_write(char **out, size_t *length, congsinh *context,
                                        const char *firm) {
    cg_text_job job = {.from = firm};
    return cg_make_text(out, length, context, write_template, &job);
}

static congsinh_status write_park(congsinh *context, void *payload) {
    cg_text_job *job = payload;
    const cg_park *park = job->subject;
    if (job->from != NULL && cg_map_find(park->firm_ids, job->from) == CG_NONE) {
        const char *nearest = cg_map_nearest(park->firm_ids, job->from);
        cg_say(&context->diagnostics, CG_ERROR, (cg_place){0},
               nearest == NULL ? CG_MSG_EDITION_NO_FIRM : CG_MSG_EDITION_NO_FIRM_NEAREST, job->from,
               nearest == NULL ? "" : nearest, NULL);
        return CONGSINH_BAD_DATA;
    }
    return write_book(context, job, cg_park_whole(job->arena, park));
}

congsinh_status congsinh_park_workbook(char **out, size_t *length, congsinh *context,
                                       const congsinh_park *park, const char *firm) {
    cg_text_job job = {.from = firm, .subject = park->park};
    return cg_make_text(out, length, context, write_park, &job);
}

/* One file to be told from a plan. */
typedef struct kind_job {
    const char *file;
    bool is_park;
} kind_job;

static congsinh_status find_kind(congsinh *context, void *payload) {
    kind_job *job = payload;
    cg_arena *arena = cg_arena_within(context->arena);
    /* Whoever reads it next says what is wrong with it. */
    cg_diagnostics unheard = {.arena = arena};
    const cg_json *document = cg_json_read_file(arena, &unheard, job->file);
    const char *format = document == NULL ? NULL : cg_json_member_text(document, "format");
    job->is_park = format != NULL && strncmp(format, "congsinh-park/", 14) == 0;
    cg_arena_empty(arena);
    return CONGSINH_OK;
}

bool congsinh_is_park(congsinh *context, const char *file) {
    kind_job job = {file, false};
    return strcmp(file, "-") != 0 && cg_guard(context, find_kind, &job) == CONGSINH_OK &&
           job.is_park;
}
