/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The context: memory, models folder, diagnostics. */
#define _GNU_SOURCE /* dladdr */
#include "api/context.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

const char *congsinh_version(void) {
    return CONGSINH_VERSION;
}

congsinh_status cg_guard(congsinh *context, cg_work work, void *job) {
    if (setjmp(context->failure.point)) {
        return CONGSINH_NO_MEMORY;
    }
    return work(context, job);
}

const congsinh_solve_options *cg_solve_options(const congsinh_solve_options *asked) {
    static const congsinh_solve_options plain = CONGSINH_SOLVE_OPTIONS_INIT;
    return asked == NULL ? &plain : asked;
}

cg_language cg_context_language(const congsinh *context) {
    return context->options.language == CONGSINH_VIETNAMESE ? CG_VIETNAMESE : CG_ENGLISH;
}

cg_arena *cg_context_arena(congsinh *context) {
    return cg_arena_new(&context->failure);
}

void *cg_handle_new(congsinh *context, size_t size) {
    cg_arena **handle = calloc(1, size);
    if (handle == NULL || (*handle = cg_context_arena(context)) == NULL) {
        free(handle);
        return NULL;
    }
    return handle;
}

void cg_handle_free(void *handle) {
    if (handle != NULL) {
        cg_arena_free(*(cg_arena **)handle);
        free(handle);
    }
}

congsinh_status cg_status_since(const congsinh *context, int before) {
    return context->diagnostics.errors > before ? CONGSINH_BAD_DATA : CONGSINH_OK;
}

static bool is_models_folder(cg_arena *arena, const char *folder) {
    return folder != NULL && access(cg_format(arena, "%s/rules", folder), R_OK) == 0;
}

/* The models of the installation this library was loaded from, wherever that was put; NULL where it
 * lies in no installation, as in a build tree or linked into a test. */
static const char *installed_models(cg_arena *arena) {
    static const char mark = 0; /* any address of ours */
    Dl_info found;
    if (dladdr(&mark, &found) != 0 && found.dli_fname != NULL) {
        const char *slash = strrchr(found.dli_fname, '/');
        int length = slash == NULL ? 0 : (int)(slash - found.dli_fname);
        const char *folder =
            cg_format(arena, "%.*s/" CONGSINH_MODELS_FROM_LIBRARY, length, found.dli_fname);
        char plain[PATH_MAX];
        if (slash != NULL && is_models_folder(arena, folder) && realpath(folder, plain) != NULL) {
            return cg_copy(arena, plain, strlen(plain));
        }
    }
    return is_models_folder(arena, CONGSINH_INSTALLED_MODELS) ? CONGSINH_INSTALLED_MODELS : NULL;
}

/* What is asked for holds even where it is wrong, so that the mistake is seen; then the first that
 * is there. */
static const char *find_models(cg_arena *arena, const char *asked) {
    if (asked != NULL) {
        return cg_copy(arena, asked, strlen(asked));
    }
    const char *environment = getenv("CONGSINH_MODELS");
    if (environment != NULL && environment[0] != '\0') {
        return cg_copy(arena, environment, strlen(environment));
    }
    const char *installed = installed_models(arena);
    if (installed != NULL) {
        return installed;
    }
    return is_models_folder(arena, CONGSINH_SOURCE_MODELS) ? CONGSINH_SOURCE_MODELS : NULL;
}

/* Without its models every resource and mode would be unknown: one sentence says it better. Where
 * nobody named a folder and none is found, a park may bring all it needs. */
bool cg_context_models(congsinh *context) {
    if (context->models == NULL || is_models_folder(context->arena, context->models)) {
        return true;
    }
    const char *origin = context->options.models != NULL ? "--models" : "CONGSINH_MODELS";
    cg_say(&context->diagnostics, CG_ERROR, (cg_place){.path = origin}, CG_MSG_MODELS_MISSING,
           context->models, NULL);
    return false;
}

static congsinh_status start(congsinh *context, void *job) {
    (void)job;
    context->diagnostics.arena = cg_arena_within(context->arena);
    context->shelf = cg_json_shelf_new(context->arena);
    context->models = find_models(context->arena, context->options.models);
    if (context->models != NULL) {
        /* Installed or not, the data sets lie beside the models. */
        const char *park =
            cg_format(context->arena, "%s/../datasets/sample/park.json", context->models);
        context->sample_park = access(park, R_OK) == 0 ? park : NULL;
    }
    return CONGSINH_OK;
}

congsinh_status congsinh_new(congsinh **out, const congsinh_options *options) {
    *out = NULL;
    congsinh *context = calloc(1, sizeof *context);
    if (context == NULL) {
        return CONGSINH_NO_MEMORY;
    }
    if (options != NULL) {
        context->options = *options;
    }
    context->arena = cg_arena_new(&context->failure);
    congsinh_status status =
        context->arena == NULL ? CONGSINH_NO_MEMORY : cg_guard(context, start, NULL);
    if (status != CONGSINH_OK) {
        congsinh_free(context);
        return status;
    }
    *out = context;
    return CONGSINH_OK;
}

void congsinh_free(congsinh *context) {
    if (context == NULL) {
        return;
    }
    cg_arena_free(context->arena);
    free(context);
}

const char *congsinh_models_folder(const congsinh *context) {
    return context->models;
}

const char *congsinh_sample_park(const congsinh *context) {
    return context->sample_park;
}

int congsinh_diagnostic_count(const congsinh *context) {
    return context->diagnostics.items.count;
}

typedef struct telling {
    int index;
    congsinh_diagnostic told;
} telling;

static congsinh_status tell(congsinh *context, void *job) {
    telling *what = job;
    const cg_diagnostic *item = &context->diagnostics.items.items[what->index];
    static const congsinh_severity severities[] = {CONGSINH_NOTE, CONGSINH_WARNING, CONGSINH_ERROR};
    what->told = (congsinh_diagnostic){
        severities[item->severity],
        cg_message_name(item->message),
        item->place.file,
        item->place.path,
        item->place.line,
        cg_diagnostic_sentence(context->diagnostics.arena, item, cg_context_language(context))};
    return CONGSINH_OK;
}

congsinh_diagnostic congsinh_diagnostic_at(congsinh *context, int i) {
    telling what = {i, {CONGSINH_ERROR, "", NULL, NULL, 0, ""}};
    if (i >= 0 && i < context->diagnostics.items.count) {
        /* Where even a sentence finds no memory, the code still says what it was. */
        what.told.code = cg_message_name(context->diagnostics.items.items[i].message);
        (void)!cg_guard(context, tell, &what);
    }
    return what.told;
}

void congsinh_diagnostics_clear(congsinh *context) {
    cg_arena *arena = context->diagnostics.arena;
    cg_arena_empty(arena);
    context->diagnostics = (cg_diagnostics){.arena = arena};
}

congsinh_status cg_give_text(char **out, size_t *length, const char *text, size_t text_length) {
    char *copy = malloc(text_length + 1);
    if (copy == NULL) {
        return CONGSINH_NO_MEMORY;
    }
    memcpy(copy, text, text_length);
    copy[text_length] = '\0';
    *out = copy;
    if (length != NULL) {
        *length = text_length;
    }
    return CONGSINH_OK;
}

const cg_json *cg_context_document(congsinh *context, cg_arena *arena, const char *file,
                                   const char *bytes, size_t length) {
    return bytes == NULL ? cg_json_read_file(arena, &context->diagnostics, file)
                         : cg_json_read(arena, &context->diagnostics, file, bytes, length);
}

void congsinh_text_free(char *text) {
    free(text);
}

typedef struct writing {
    const char *file, *bytes;
    size_t length;
} writing;

static bool is_of_machine(cg_message_id message) {
    return message == CG_MSG_FILE_DISK_FULL || message == CG_MSG_FILE_UNWRITABLE;
}

congsinh_status cg_status_unwritten(const congsinh *context) {
    const cg_diagnostic *last =
        &context->diagnostics.items.items[context->diagnostics.items.count - 1];
    return is_of_machine(last->message) ? CONGSINH_MACHINE : CONGSINH_BAD_DATA;
}

static congsinh_status write_file(congsinh *context, void *job) {
    const writing *what = job;
    bool written = cg_file_write(&context->diagnostics, what->file, what->bytes, what->length);
    return written ? CONGSINH_OK : cg_status_unwritten(context);
}

congsinh_status congsinh_file_write(congsinh *context, const char *file, const char *bytes,
                                    size_t length) {
    writing what = {file, bytes, length};
    cg_stage_mark begun = cg_stage_begin(&context->stages);
    congsinh_status status = cg_guard(context, write_file, &what);
    cg_stage_end(&context->stages, CG_STAGE_WRITING, begun);
    return status;
}
