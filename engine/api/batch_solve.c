/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One park of a batch: solved, its files written, and what it came to as a line. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api/assess.h"
#include "api/batch.h"
#include "base/file.h"
#include "report/report.h"
#include "report/report_assess.h"

typedef struct solving {
    const congsinh_batch *batch;
    const cg_batch_row *asked;
    cg_arena *work;
    char *bytes;
    size_t length;
    cg_park_source source;
    cg_diagnostics said;
    const cg_park *park; /* these two once they are made */
    const cg_plan *plan;
    const cg_assessment *assessment; /* NULL: no framework fits the park */
    cg_batch_row row;
    const char *folder;
    const char *line;
    size_t line_length;
} solving;

/* A file's name in the park's folder, by its format. */
static const char *name_of(cg_arena *arena, int format) {
    switch (format) {
    case CG_REPORT_JSON:
        return "plan.json";
    case CG_REPORT_CSV:
        return "exchanges.csv";
    default:
        return cg_format(arena, "report%s", cg_report_ending(format));
    }
}

/* The same of its assessment; a page tells that within the plan's. */
static const char *assessment_name_of(cg_arena *arena, int format) {
    return format >= CG_REPORT_HTML ? NULL
                                    : cg_format(arena, "assessment%s", cg_report_ending(format));
}

void cg_batch_clear(cg_arena *arena, const char *folder) {
    for (int format = 0; format <= CG_REPORT_HTML; format++) {
        const char *assessment = assessment_name_of(arena, format);
        unlink(cg_batch_path(arena, folder, name_of(arena, format)));
        if (assessment != NULL) {
            unlink(cg_batch_path(arena, folder, assessment));
        }
    }
}

/* Read again and not kept since it was added: a batch of large parks would not fit the memory. */
static congsinh_status read_again(congsinh *context, void *payload) {
    solving *s = payload;
    const char *file = s->asked->file;
    if (!cg_file_read(s->work, &context->diagnostics, file, CG_BATCH_MOST_BYTES, &s->bytes,
                      &s->length)) {
        return CONGSINH_BAD_DATA;
    }
    s->source = cg_batch_source(context, s->batch, file, s->bytes, s->length);
    cg_diagnostics unheard = {.arena = s->work};
    cg_text tables = cg_text_start(s->work);
    cg_park_source looking = s->source;
    looking.tables = &tables;
    const cg_json *document = cg_park_document(s->work, &unheard, &looking);
    const char *key = cg_batch_key(s->work, s->batch, &looking, document);
    if (strcmp(key, s->asked->key) != 0) {
        cg_say(&context->diagnostics, CG_ERROR, (cg_place){NULL, NULL, 0}, CG_MSG_BATCH_CHANGED,
               file, NULL);
        return CONGSINH_BAD_DATA;
    }
    return CONGSINH_OK;
}

static congsinh_status assess(congsinh *context, void *payload) {
    solving *s = payload;
    s->assessment = cg_context_assessment(context, s->work, s->park, s->plan);
    return CONGSINH_OK;
}

/* The road, what is wrong being heard by the row alone. */
static congsinh_status walk(congsinh *context, solving *s, congsinh_park **park,
                            congsinh_plan **plan) {
    cg_diagnostics outer = context->diagnostics;
    context->diagnostics = (cg_diagnostics){.arena = s->work};
    congsinh_status status = cg_context_park(park, context, &s->source);
    if (status == CONGSINH_OK) {
        status = congsinh_solve(plan, context, *park, &s->batch->solve);
    }
    s->park = *park == NULL ? NULL : (*park)->park;
    s->plan = *plan == NULL ? NULL : (*plan)->plan;
    if (s->plan != NULL && cg_guard(context, assess, s) != CONGSINH_OK) {
        status = CONGSINH_NO_MEMORY;
    }
    s->said = context->diagnostics;
    context->diagnostics = outer;
    return status;
}

static bool write_file(congsinh *context, solving *s, const char *name, const char *bytes,
                       size_t length) {
    cg_batch_file file = {name, cg_batch_digest(s->work, bytes, length)};
    CG_PUSH(s->work, &s->row.files, file);
    return cg_file_write(&context->diagnostics, cg_batch_path(s->work, s->folder, name), bytes,
                         length);
}

static bool write_assessment(congsinh *context, solving *s, cg_report_format format) {
    const char *name = assessment_name_of(s->work, (int)format);
    if (s->assessment == NULL || name == NULL) {
        return true;
    }
    size_t length = 0;
    const char *text =
        cg_report_assess(s->work, s->assessment, format, cg_context_language(context), &length);
    return write_file(context, s, name, text, length);
}

static bool write_files(congsinh *context, solving *s) {
    for (int i = 0; i < s->batch->format_count; i++) {
        size_t length = 0;
        cg_report_format format = (cg_report_format)s->batch->formats[i];
        const cg_report_wish wish = {format, cg_context_language(context),
                                     cg_edition_asked(&s->batch->report)};
        const char *text = cg_report_write_for(s->work, s->plan, &wish, &length);
        if (!write_file(context, s, name_of(s->work, (int)format), text, length) ||
            !write_assessment(context, s, format)) {
            return false;
        }
    }
    return true;
}

static congsinh_status keep(congsinh *context, void *payload) {
    solving *s = payload;
    s->row = (cg_batch_row){.key = s->asked->key,
                            .sha256 = s->asked->sha256,
                            .base = s->asked->base,
                            .park = s->asked->park,
                            .status = "failed"};
    if (s->park != NULL) {
        cg_batch_row_take(s->work, &s->row, s->park, s->plan);
    }
    cg_batch_row_hear(s->work, &s->row, &s->said);
    if (s->asked->park != NULL) {
        s->folder = cg_batch_path(s->work, s->batch->folder, s->asked->park);
        cg_folder_sweep(s->folder);
        cg_batch_clear(s->work, s->folder);
    }
    /* The park was told apart by its folder, so a plan without one cannot be. */
    if (s->plan != NULL &&
        (s->folder == NULL || !cg_folder_make(&context->diagnostics, s->folder) ||
         !write_files(context, s))) {
        return CONGSINH_MACHINE;
    }
    s->line = cg_batch_line(s->work, &s->row, &s->line_length);
    return CONGSINH_OK;
}

static bool is_row(congsinh_status status) {
    return status != CONGSINH_NO_MEMORY && status != CONGSINH_MACHINE;
}

congsinh_status congsinh_batch_solve(char **line, size_t *length, congsinh_batch *batch,
                                     congsinh *context, int i) {
    *line = NULL;
    if (i < 0 || i >= batch->rows.count || batch->rows.items[i].key == NULL) {
        return CONGSINH_BAD_USAGE;
    }
    congsinh_park *park = NULL;
    congsinh_plan *plan = NULL;
    solving s = {.batch = batch, .asked = &batch->rows.items[i], .work = cg_context_arena(context)};
    if (s.work == NULL) {
        return CONGSINH_NO_MEMORY;
    }
    congsinh_status status = cg_guard(context, read_again, &s);
    if (status == CONGSINH_OK) {
        status = walk(context, &s, &park, &plan);
        status = is_row(status) ? cg_guard(context, keep, &s) : status;
    }
    if (status == CONGSINH_OK) {
        status = cg_give_text(line, length, s.line, s.line_length);
    }
    congsinh_plan_free(plan);
    congsinh_park_free(park);
    cg_arena_free(s.work);
    return status;
}
