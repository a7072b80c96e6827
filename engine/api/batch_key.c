/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Digests that say whether a park was done already: with these bytes, options, models, version. */
#include "api/batch.h"

#include "base/file.h"
#include "base/number.h"
#include "knowledge/rules.h"

#include <string.h>

const char *cg_batch_digest(cg_arena *arena, const char *bytes, size_t length) {
    char digest[65];
    cg_sha256(bytes, length, digest);
    return cg_copy(arena, digest, 64);
}

static void add_line(cg_text *to, const char *name, const char *value) {
    /* With its length, so that no value can look like the beginning of the next. */
    cg_text_addf(to, "%s %zu ", name, value == NULL ? (size_t)0 : strlen(value));
    cg_text_add(to, value == NULL ? "-" : value);
    cg_text_add(to, "\n");
}

static void add_digest(cg_text *to, const char *name, const char *bytes, size_t length) {
    add_line(to, name, cg_batch_digest(to->arena, bytes, length));
}

static void add_number(cg_text *to, const char *name, double value) {
    char room[CG_NUMBER_ROOM];
    add_line(to, name, cg_number_text(value, room));
}

/* The bytes of a file, or nothing where it cannot be read: whoever needs it will say so. */
static void add_file(cg_text *to, const char *name, const char *path) {
    cg_diagnostics unheard = {.arena = to->arena};
    char *bytes = NULL;
    size_t length = 0;
    if (cg_file_read(to->arena, &unheard, path, CG_BATCH_MOST_BYTES, &bytes, &length)) {
        add_digest(to, name, bytes, length);
    }
}

/* Folders within folders, as deep as models lie. */
static void add_models(cg_text *to, const char *folder, int deep) {
    enum { DEEPEST = 4 };
    int count = 0;
    const char **names = cg_folder_list(to->arena, folder, ".json", &count);
    for (int i = 0; i < count; i++) {
        add_file(to, names[i], cg_batch_path(to->arena, folder, names[i]));
    }
    names = deep < DEEPEST ? cg_folder_list(to->arena, folder, "/", &count) : NULL;
    for (int i = 0; names != NULL && i < count; i++) {
        add_line(to, "folder", names[i]);
        add_models(to, cg_batch_path(to->arena, folder, names[i]), deep + 1);
    }
}

static void add_law(cg_text *to, const congsinh_law *law) {
    add_line(to, "rules", law->rules);
    int count = 0;
    const char **names = cg_rules_split(to->arena, law->rules, &count);
    for (int i = 0; i < count; i++) {
        if (cg_rules_is_file(names[i])) {
            add_file(to, "rules-file", names[i]);
        }
    }
    add_line(to, "date", law->date);
    for (int i = 0; i < law->without_count; i++) {
        add_line(to, "without", law->without[i]);
    }
    for (int i = 0; i < law->reading_count; i++) {
        add_line(to, "reading", law->readings[i]);
    }
    if (law->exceptions_bytes != NULL) {
        add_line(to, "exceptions", law->exceptions);
        add_digest(to, "exceptions-file", law->exceptions_bytes, law->exceptions_length);
    }
}

static bool read_exceptions(congsinh *context, congsinh_batch *batch) {
    congsinh_law *law = &batch->solve.law;
    char *bytes = NULL;
    if (law->exceptions == NULL || law->exceptions_bytes != NULL) {
        return true;
    }
    if (!cg_file_read(batch->arena, &context->diagnostics, law->exceptions, CG_BATCH_MOST_BYTES,
                      &bytes, &law->exceptions_length)) {
        return false;
    }
    law->exceptions_bytes = bytes;
    return true;
}

bool cg_batch_base(congsinh *context, congsinh_batch *batch) {
    if (!cg_context_models(context) || !read_exceptions(context, batch)) {
        return false;
    }
    cg_text text = cg_text_start(cg_arena_within(batch->arena));
    add_line(&text, "version", CONGSINH_VERSION);
    add_number(&text, "language", cg_context_language(context));
    add_law(&text, &batch->solve.law);
    add_number(&text, "objective", batch->solve.objective);
    add_number(&text, "time-limit", batch->solve.time_limit);
    add_number(&text, "gap", batch->solve.gap);
    add_number(&text, "no-ranges", batch->solve.no_ranges);
    for (int i = 0; i < batch->setting_count; i++) {
        add_line(&text, "set", batch->settings[i]);
    }
    for (int i = 0; i < batch->format_count; i++) {
        add_number(&text, "format", batch->formats[i]);
    }
    add_number(&text, "audience", batch->report.audience);
    add_number(&text, "official", batch->report.official);
    add_line(&text, "prepared", batch->report.prepared_by);
    add_line(&text, "checked", batch->report.checked_by);
    add_line(&text, "approved", batch->report.approved_by);
    if (context->models != NULL) {
        add_models(&text, context->models, 0);
    }
    cg_sha256(text.bytes, text.length, batch->base);
    cg_arena_empty(text.arena);
    return true;
}

/* A file of rules or of a framework that a park names: beside it, or from where the program runs.
 */
static void add_named(cg_text *to, const char *park_file, const char *named) {
    if (!cg_rules_is_file(named)) {
        return;
    }
    const char *slash = strrchr(park_file, '/');
    const char *folder =
        slash == NULL ? "." : cg_copy(to->arena, park_file, (size_t)(slash - park_file));
    add_file(to, "beside", cg_batch_path(to->arena, folder, named));
    add_file(to, "named", named);
}

const char *cg_batch_key(cg_arena *arena, const congsinh_batch *batch, const cg_park_source *source,
                         const cg_json *document) {
    cg_text text = cg_text_start(arena);
    add_line(&text, "base", batch->base);
    add_digest(&text, "park", source->bytes, source->length);
    if (source->tables != NULL && source->tables->length > 0) {
        add_line(&text, "tables", source->tables->bytes);
    }
    const cg_json *head = cg_json_member(document, "park");
    cg_diagnostics unheard = {.arena = arena};
    const cg_reader reader = {.arena = arena, .diagnostics = &unheard};
    int count = 0;
    const char **names = cg_rules_split(arena, cg_rules_stated(&reader, head), &count);
    for (int i = 0; i < count; i++) {
        add_named(&text, source->file, names[i]);
    }
    add_named(&text, source->file, cg_json_member_text(head, "framework"));
    char key[65];
    cg_sha256(text.bytes, text.length, key);
    return cg_copy(arena, key, 64);
}
