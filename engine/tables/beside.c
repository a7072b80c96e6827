/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds and opens the CSV tables that a park's document names, and puts their rows into it. */
#include "tables/beside.h"

#include "base/file.h"
#include "tables/columns.h"
#include "tables/csv.h"
#include "tables/gather.h"
#include "unit/value.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MOST_PACKAGE_BYTES ((size_t)16 << 20)

/* A table that is named. */
typedef struct named {
    const char *path; /* from the folder; NULL: it is not */
    char separator;
    cg_place place;
} named;

typedef struct beside {
    cg_arena *arena;
    cg_diagnostics *diagnostics;
    const cg_beside *how;
    cg_reader reader;
    const char *folder; /* of the document, as it is opened */
    named tables[CG_TABLE_COUNT];
    const char *keys[CG_TABLE_COUNT + 3];
    cg_decimal_mark mark;
} beside;

/* ---- files in the folder */

static bool leads_out(const char *path) {
    if (path[0] == '/' || path[0] == '\0' || strchr(path, '\\') != NULL ||
        strstr(path, "://") != NULL) {
        return true;
    }
    for (const char *step = path; step != NULL; step = strchr(step, '/')) {
        step += *step == '/';
        if (strncmp(step, "..", 2) == 0 && (step[2] == '/' || step[2] == '\0')) {
            return true;
        }
    }
    return false;
}

/* Where links lead is asked too: what a park names it must also have been given. */
static bool is_below(const char *folder, const char *file) {
    char top[PATH_MAX], real[PATH_MAX];
    if (realpath(folder, top) == NULL || realpath(file, real) == NULL) {
        return true; /* it is not there: opening it will say so */
    }
    size_t length = strcmp(top, "/") == 0 ? 0 : strlen(top);
    return strncmp(real, top, length) == 0 && real[length] == '/';
}

/* The bytes of a file that is named; false after saying why they cannot be had. */
static bool open_named(beside *b, const char *path, cg_place place, cg_csv *into) {
    if (leads_out(path)) {
        cg_say(b->diagnostics, CG_ERROR, place, CG_MSG_TABLE_OUTSIDE, cg_text_plain(b->arena, path),
               NULL);
        return false;
    }
    into->file = cg_format(b->arena, "%s%s", b->folder, path);
    if (!is_below(b->folder[0] == '\0' ? "." : b->folder, into->file)) {
        cg_say(b->diagnostics, CG_ERROR, place, CG_MSG_TABLE_OUTSIDE, cg_text_plain(b->arena, path),
               NULL);
        return false;
    }
    struct stat about;
    if (stat(into->file, &about) == 0 && !S_ISREG(about.st_mode) && !S_ISDIR(about.st_mode)) {
        cg_say(b->diagnostics, CG_ERROR, place, CG_MSG_TABLE_NO_FILE, path, NULL);
        return false;
    }
    char *bytes = NULL;
    bool reads = cg_file_read(b->arena, b->diagnostics, into->file, CG_CSV_MOST_BYTES, &bytes,
                              &into->length);
    into->bytes = bytes;
    if (b->how->read != NULL) {
        char digest[65] = "-";
        if (reads) {
            cg_sha256(bytes, into->length, digest);
        }
        cg_text_addf(b->how->read, "%zu %s %s\n", strlen(path), path, digest);
    }
    return reads;
}

static const char *folder_of(cg_arena *arena, const char *file) {
    const char *slash = strrchr(file, '/');
    return slash == NULL ? "" : cg_copy(arena, file, (size_t)(slash - file) + 1);
}

/* ---- what is named */

static int table_named(const char *name) {
    for (int id = 0; id < CG_TABLE_COUNT; id++) {
        if (strcmp(cg_table_of((cg_table_id)id).list, name) == 0) {
            return id;
        }
    }
    return CG_NONE;
}

static bool separator_read(const cg_reader *reader, const cg_json *node, char *out) {
    if (node == NULL) {
        return true;
    }
    bool is_one = node->type == CG_JSON_STRING && strlen(node->text) == 1 &&
                  strchr(",;\t", node->text[0]) != NULL;
    if (!is_one) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, node), CG_MSG_TABLE_DELIMITER,
               cg_reader_shown(reader, node), NULL);
        return false;
    }
    *out = node->text[0];
    return true;
}

static bool decimal_read(beside *b, const cg_json *node) {
    if (node == NULL) {
        return true;
    }
    bool is_text = node->type == CG_JSON_STRING;
    if (is_text && strcmp(node->text, "comma") == 0) {
        b->mark = CG_MARK_COMMA;
        return true;
    }
    if (is_text && strcmp(node->text, "point") == 0) {
        b->mark = CG_MARK_POINT;
        return true;
    }
    cg_say(b->diagnostics, CG_ERROR, cg_reader_place(&b->reader, node), CG_MSG_TABLE_DECIMAL,
           cg_reader_shown(&b->reader, node), NULL);
    return false;
}

static bool read_list(beside *b, const cg_json *list) {
    int errors = b->diagnostics->errors;
    char separator = ',';
    cg_reader_check_keys(&b->reader, list, b->keys);
    separator_read(&b->reader, cg_json_member(list, "delimiter"), &separator);
    decimal_read(b, cg_json_member(list, "decimal"));
    for (int id = 0; id < CG_TABLE_COUNT; id++) {
        const cg_json *path = cg_json_member(list, cg_table_of((cg_table_id)id).list);
        if (path != NULL && cg_reader_is(&b->reader, path, CG_JSON_STRING)) {
            b->tables[id] = (named){path->text, separator, cg_reader_place(&b->reader, path)};
        }
    }
    return b->diagnostics->errors == errors;
}

/* What a package says of its tables that would make other numbers of them. */
static void check_resource(beside *b, const cg_reader *reader, const cg_json *resource) {
    const cg_json *header = cg_json_member(cg_json_member(resource, "dialect"), "header");
    const cg_json *fields = cg_json_member(cg_json_member(resource, "schema"), "fields");
    if (header != NULL && !(header->type == CG_JSON_BOOLEAN && header->truth)) {
        cg_say(b->diagnostics, CG_ERROR, cg_reader_place(reader, header), CG_MSG_PACKAGE_UNSAID,
               "header", NULL);
    }
    for (const cg_json *f = fields != NULL ? fields->first : NULL; f != NULL; f = f->next) {
        const cg_json *mark = cg_json_member(f, "decimalChar");
        if (mark != NULL && !(mark->type == CG_JSON_STRING && strcmp(mark->text, ".") == 0)) {
            cg_say(b->diagnostics, CG_ERROR, cg_reader_place(reader, mark), CG_MSG_PACKAGE_UNSAID,
                   "decimalChar", NULL);
        }
    }
}

static const char *table_keys(cg_arena *arena) {
    cg_text text = cg_text_start(arena);
    for (int id = 0; id < CG_TABLE_COUNT; id++) {
        cg_text_addf(&text, "%s%s", id > 0 ? ", " : "", cg_table_of((cg_table_id)id).list);
    }
    return text.bytes;
}

static void read_resource(beside *b, const cg_reader *reader, const cg_json *resource,
                          const char *folder) {
    const char *name = cg_json_member_text(resource, "name");
    const char *path = cg_json_member_text(resource, "path");
    cg_place place = cg_reader_place(reader, resource);
    int id = name == NULL ? CG_NONE : table_named(name);
    if (id == CG_NONE) {
        cg_say(b->diagnostics, CG_WARNING, place, CG_MSG_PACKAGE_PASSED, name == NULL ? "" : name,
               table_keys(b->arena), NULL);
        return;
    }
    if (path == NULL) {
        cg_say(b->diagnostics, CG_ERROR, place, CG_MSG_PACKAGE_PATH, name, NULL);
        return;
    }
    if (b->tables[id].path != NULL) {
        cg_say(b->diagnostics, CG_ERROR, place, CG_MSG_PACKAGE_TWICE, name, NULL);
        return;
    }
    char separator = ',';
    separator_read(reader, cg_json_member(cg_json_member(resource, "dialect"), "delimiter"),
                   &separator);
    check_resource(b, reader, resource);
    const char *from = leads_out(path) ? path : cg_format(b->arena, "%s%s", folder, path);
    b->tables[id] = (named){from, separator, place};
}

/* A Tabular Data Package (https://specs.frictionlessdata.io/tabular-data-package/): of each
 * resource its name, path and the sign between fields. */
static bool read_package(beside *b, const cg_json *stated) {
    int errors = b->diagnostics->errors;
    cg_csv file = {0};
    if (!open_named(b, stated->text, cg_reader_place(&b->reader, stated), &file)) {
        return false;
    }
    if (file.length > MOST_PACKAGE_BYTES) {
        cg_say(b->diagnostics, CG_ERROR, (cg_place){.file = file.file}, CG_MSG_FILE_TOO_LARGE,
               file.file, cg_format(b->arena, "%zu", MOST_PACKAGE_BYTES), NULL);
        return false;
    }
    const cg_json *package =
        cg_json_read(b->arena, b->diagnostics, file.file, file.bytes, file.length);
    if (package == NULL) {
        return false;
    }
    cg_reader reader = b->reader;
    reader.file = file.file;
    const cg_json *resources = cg_json_member(package, "resources");
    if (resources == NULL || resources->type != CG_JSON_ARRAY) {
        cg_say(b->diagnostics, CG_ERROR, (cg_place){.file = file.file}, CG_MSG_PACKAGE_SHAPE, NULL);
        return false;
    }
    for (const cg_json *r = resources->first; r != NULL; r = r->next) {
        read_resource(b, &reader, r, folder_of(b->arena, stated->text));
    }
    return b->diagnostics->errors == errors;
}

static bool read_names(beside *b, const cg_json *stated) {
    if (stated->type == CG_JSON_STRING) {
        return read_package(b, stated);
    }
    if (stated->type == CG_JSON_OBJECT) {
        return read_list(b, stated);
    }
    cg_say(b->diagnostics, CG_ERROR, cg_reader_place(&b->reader, stated), CG_MSG_TABLE_SHAPE,
           cg_reader_shown(&b->reader, stated), NULL);
    return false;
}

/* ---- from files to the document */

static bool read_tables(beside *b, cg_grids *book) {
    int errors = b->diagnostics->errors;
    for (int id = 0; id < CG_TABLE_COUNT; id++) {
        const named *table = &b->tables[id];
        if (table->path == NULL) {
            continue;
        }
        cg_csv csv = {.book = b->how->file, .name = table->path, .separator = table->separator};
        cg_grid grid = {.name = table->path, .table = cg_table_of((cg_table_id)id).list};
        if (open_named(b, table->path, table->place, &csv) &&
            cg_csv_read(b->arena, b->diagnostics, &csv, &grid)) {
            CG_PUSH(b->arena, &book->grids, grid);
        }
    }
    return b->diagnostics->errors == errors;
}

static void start(beside *b) {
    int count = 0;
    for (; count < CG_TABLE_COUNT; count++) {
        b->keys[count] = cg_table_of((cg_table_id)count).list;
    }
    b->keys[count++] = "decimal";
    b->keys[count] = "delimiter";
    b->folder = folder_of(b->arena, b->how->file);
    b->reader = (cg_reader){.arena = b->arena, .diagnostics = b->diagnostics, .file = b->how->file};
}

cg_json *cg_tables_beside(cg_arena *arena, cg_diagnostics *diagnostics, cg_json *document,
                          const cg_beside *how) {
    cg_json *stated = cg_json_member(document, "tables");
    if (stated == NULL) {
        return document;
    }
    beside b = {.arena = arena, .diagnostics = diagnostics, .how = how};
    if (how->file == NULL || strcmp(how->file, "-") == 0) {
        cg_say(diagnostics, CG_ERROR, cg_json_place(arena, how->file, stated),
               CG_MSG_TABLE_NO_FOLDER, NULL);
        return NULL;
    }
    start(&b);
    cg_grids *book = how->book;
    *book = (cg_grids){.file = how->file};
    if (!read_names(&b, stated) || !read_tables(&b, book)) {
        return NULL;
    }
    cg_json_remove(stated);
    if (book->grids.count == 0) {
        return document;
    }
    const cg_gather gather = {
        .knowledge = how->knowledge, .mark = b.mark, .unproven = CG_MARK_POINT, .base = document};
    const cg_grids *books[] = {book};
    cg_json *gathered = cg_gather_tables(arena, diagnostics, books, 1, &gather);
    return gathered != NULL ? gathered : document;
}
