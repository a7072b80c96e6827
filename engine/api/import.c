/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parks out of tables: gathered, written, and read once to say everything that is wrong with them.
 */
#include "api/context.h"

#include "tables/cells_json.h"
#include "tables/gather.h"
#include "tables/problems.h"
#include "workbook/annotated.h"

#include <string.h>

_Static_assert((int)CONGSINH_DECIMAL_PROVEN == (int)CG_MARK_PROVEN &&
                   (int)CONGSINH_DECIMAL_POINT == (int)CG_MARK_POINT &&
                   (int)CONGSINH_DECIMAL_COMMA == (int)CG_MARK_COMMA,
               "tables/gather.h and congsinh_decimal say the same");

typedef struct import_job {
    const congsinh_import *source;
    cg_arena *arena;
    const cg_grids **grids; /* those of the books that could be read */
    int grid_count;
    cg_json *document;
    const char *text;
    size_t length;
    int said, read; /* of the diagnostics: before all, and before the park's reader */
} import_job;

/* What is shipped, whose parameters and attributes are columns. */
static const cg_knowledge *shipped(congsinh *context, cg_arena *arena) {
    cg_reader *reader = CG_NEW(arena, cg_reader);
    *reader = (cg_reader){.arena = arena,
                          .diagnostics = &context->diagnostics,
                          .shelf = context->shelf,
                          .lenient_rates = true};
    const cg_knowledge_sources sources = {.models_folder = context->models};
    return cg_knowledge_read(reader, &sources);
}

/* Where no sheet tells of the park, which is an error already, its flows are to be read all the
 * same: money and units need a park. */
static void stand_in(cg_arena *arena, cg_json *document) {
    static const char park[] =
        "{\"id\": \"park\", \"year\": 2025, \"currency\": \"VND\", \"country\": \"VN\"}";
    cg_diagnostics apart = {.arena = arena};
    cg_json *head = cg_json_read(arena, &apart, NULL, park, strlen(park));
    head->key = "park";
    cg_json_forget_lines(head);
    cg_json_append(document, head);
}

static congsinh_status gather(congsinh *context, void *payload) {
    import_job *job = payload;
    cg_arena *arena = job->arena;
    if (!cg_context_models(context)) {
        return CONGSINH_BAD_DATA;
    }
    job->grids = CG_ARRAY(arena, const cg_grids *, job->source->count + 1);
    for (int i = 0; i < job->source->count; i++) {
        const congsinh_book *book = &job->source->books[i];
        const cg_grids *grids =
            cg_cells_read(arena, &context->diagnostics, book->file, book->cells, book->length);
        if (grids != NULL) {
            job->grids[job->grid_count++] = grids;
        }
    }
    if (job->grid_count == 0) {
        return CONGSINH_BAD_DATA;
    }
    const cg_gather how = {.knowledge = shipped(context, arena),
                           .mark = (cg_decimal_mark)job->source->decimal};
    job->document =
        cg_gather_tables(arena, &context->diagnostics, job->grids, job->grid_count, &how);
    job->read = context->diagnostics.items.count;
    if (job->document == NULL) {
        return CONGSINH_BAD_DATA;
    }
    if (cg_json_member(job->document, "park") == NULL) {
        stand_in(arena, job->document);
    }
    /* Before the park's reader puts its lists in another order than the sheets have. */
    cg_json_writer writer = cg_json_write_start(arena);
    cg_json_tree(&writer, NULL, job->document);
    job->text = cg_json_finish(&writer, &job->length);
    return CONGSINH_OK;
}

static congsinh_status tidy(congsinh *context, void *payload) {
    import_job *job = payload;
    if (job->document != NULL) {
        cg_problems_drop_echoes(&context->diagnostics, job->said, job->read);
    }
    cg_problems_by_cell(&context->diagnostics, job->said, job->grids, job->grid_count);
    return CONGSINH_OK;
}

/* Reads what was gathered, so that the park's own problems are told with their cells too. */
static congsinh_status read_gathered(congsinh *context, const import_job *job,
                                     congsinh_park_facts *facts) {
    congsinh_park_source plain = CONGSINH_PARK_SOURCE_INIT;
    plain.file = job->source->books[0].file;
    cg_park_source source = cg_context_source(context, &plain);
    source.document = job->document;
    congsinh_park *park = NULL;
    congsinh_status status = cg_context_park(&park, context, &source);
    if (status == CONGSINH_OK) {
        const congsinh_law law = CONGSINH_LAW_INIT;
        status = congsinh_check(context, park, &law);
    }
    if (status == CONGSINH_OK && facts != NULL) {
        *facts = congsinh_park_describe(park);
        facts->id = cg_copy_text(context->arena, facts->id);
    }
    congsinh_park_free(park);
    return status;
}

congsinh_status congsinh_park_import(char **out, size_t *length, congsinh *context,
                                     const congsinh_import *source, congsinh_park_facts *facts) {
    *out = NULL;
    if (source->count < 1) {
        return CONGSINH_BAD_USAGE;
    }
    int errors = context->diagnostics.errors;
    import_job job = {.source = source,
                      .arena = cg_context_arena(context),
                      .said = context->diagnostics.items.count};
    if (job.arena == NULL) {
        return CONGSINH_NO_MEMORY;
    }
    congsinh_status status = cg_guard(context, gather, &job);
    if (status == CONGSINH_OK) {
        status = read_gathered(context, &job, facts);
    }
    if ((status == CONGSINH_OK || status == CONGSINH_BAD_DATA) && job.grids != NULL) {
        congsinh_status tidied = cg_guard(context, tidy, &job);
        status = tidied != CONGSINH_OK ? tidied : status;
    }
    if (status == CONGSINH_OK) {
        status = cg_status_since(context, errors);
    }
    if (status == CONGSINH_OK) {
        status = cg_give_text(out, length, job.text, job.length);
    }
    cg_arena_free(job.arena);
    return status;
}

static congsinh_status annotate(congsinh *context, void *payload) {
    cg_text_job *job = payload;
    const congsinh_book *book = job->subject;
    /* What is wrong with the cells' text itself was said when they were imported. */
    cg_diagnostics unheard = {.arena = job->arena};
    const cg_annotated what = {
        .grids = cg_cells_read(job->arena, &unheard, book->file, book->cells, book->length),
        .said = &context->diagnostics,
        .language = cg_context_language(context)};
    if (what.grids == NULL) {
        return CONGSINH_BAD_DATA;
    }
    job->text = cg_annotated_bytes(job->arena, &context->diagnostics, &what, &job->length);
    return job->text != NULL ? CONGSINH_OK : CONGSINH_BAD_DATA;
}

congsinh_status congsinh_import_annotate(char **out, size_t *length, congsinh *context,
                                         const congsinh_import *source, int book) {
    *out = NULL;
    if (book < 0 || book >= source->count) {
        return CONGSINH_BAD_USAGE;
    }
    cg_text_job job = {.subject = &source->books[book]};
    return cg_make_text(out, length, context, annotate, &job);
}
