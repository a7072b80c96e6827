/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The zip file around a workbook: looked at before a byte is unpacked, and made anew for OGR. */
#include "tables.h"

#include <zip.h>

#include <stdlib.h>
#include <string.h>

struct tables_container {
    zip_t *zip;
    tables_bytes file;
    size_t unpacked; /* so far */
};

static const char *zip_says(zip_error_t *error) {
    const char *said = zip_error_strerror(error);
    return said == NULL ? "?" : said;
}

/* Names that would lead out of a folder, were anything unpacked into one. Nothing is, but who
 * writes them is not to be trusted with the rest. */
static bool is_odd_name(const char *name) {
    if (name[0] == '/' || name[0] == '\0' || strchr(name, '\\') != NULL || strchr(name, ':')) {
        return true;
    }
    for (const char *at = name; at != NULL; at = strchr(at, '/')) {
        at += *at == '/';
        if (strncmp(at, "../", 3) == 0 || strcmp(at, "..") == 0) {
            return true;
        }
    }
    return false;
}

static bool is_macro(const char *name) {
    return tables_has_ending(name, "vbaProject.bin") || strncmp(name, "Basic/", 6) == 0 ||
           strncmp(name, "Scripts/", 8) == 0 || strncmp(name, "xl/macrosheets/", 15) == 0;
}

static void check_sizes(const zip_stat_t *entry, size_t file_length) {
    if ((entry->valid & ZIP_STAT_SIZE) == 0 || (entry->valid & ZIP_STAT_COMP_SIZE) == 0 ||
        entry->comp_size > file_length) {
        tables_refuse("broken-container", "%s: no size is told", entry->name);
    }
    if (entry->size > TABLES_MAX_PART) {
        tables_refuse("too-big", "%s: %ju bytes unpacked, where %d may be", entry->name,
                      (uintmax_t)entry->size, TABLES_MAX_PART);
    }
    if (entry->size > TABLES_RATIO_FROM && entry->size / TABLES_MAX_RATIO > entry->comp_size) {
        tables_refuse("zip-bomb", "%s: %ju bytes packed into %ju", entry->name,
                      (uintmax_t)entry->size, (uintmax_t)entry->comp_size);
    }
}

static void check_entry(const tables_container *container, zip_int64_t index) {
    zip_stat_t entry;
    if (zip_stat_index(container->zip, (zip_uint64_t)index, 0, &entry) != 0) {
        tables_refuse("broken-container", "%s", zip_says(zip_get_error(container->zip)));
    }
    if (is_odd_name(entry.name)) {
        tables_refuse("odd-names", "a part of it is named %s", entry.name);
    }
    if ((entry.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && entry.encryption_method != ZIP_EM_NONE) {
        tables_refuse("encrypted", "%s is encrypted", entry.name);
    }
    if (is_macro(entry.name)) {
        tables_refuse("macros", "it holds macros (%s)", entry.name);
    }
    check_sizes(&entry, container->file.length);
}

tables_container *tables_container_open(tables_bytes file) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(file.data, file.length, 0, &error);
    /* The strict opening also refuses two parts of one name, of which two readers might take
     * another. */
    zip_t *zip =
        source == NULL ? NULL : zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    if (zip == NULL) {
        tables_refuse("broken-container", "%s", zip_says(&error));
    }
    tables_container *container = tables_grown(NULL, 1, sizeof *container);
    *container = (tables_container){.zip = zip, .file = file};
    zip_int64_t count = zip_get_num_entries(zip, 0);
    if (count > TABLES_MAX_PARTS) {
        tables_refuse("too-big", "%jd parts, where %d may be", (intmax_t)count, TABLES_MAX_PARTS);
    }
    for (zip_int64_t i = 0; i < count; i++) {
        check_entry(container, i);
    }
    return container;
}

bool tables_container_has(const tables_container *container, const char *name) {
    return zip_name_locate(container->zip, name, 0) >= 0;
}

tables_bytes tables_container_part(tables_container *container, const char *name) {
    zip_stat_t entry;
    if (zip_stat(container->zip, name, 0, &entry) != 0) {
        tables_refuse("broken-workbook", "it has no part %s", name);
    }
    container->unpacked += entry.size;
    if (container->unpacked > TABLES_MAX_PART) {
        tables_refuse("too-big", "more than %d bytes unpacked", TABLES_MAX_PART);
    }
    tables_bytes bytes = {.data = tables_grown(NULL, entry.size + 1, 1), .length = entry.size};
    zip_file_t *file = zip_fopen_index(container->zip, entry.index, 0);
    /* One byte more is asked for than was told: what unpacks to more than it says is refused, and
     * the end must be reached for the checksum to be held against the data. */
    zip_int64_t got = file == NULL ? -1 : 0, step = 1;
    while (got >= 0 && step > 0 && (size_t)got <= bytes.length) {
        step = zip_fread(file, bytes.data + got, bytes.length + 1 - (size_t)got);
        got = step < 0 ? -1 : got + step;
    }
    if (got < 0 || (size_t)got != bytes.length) {
        tables_refuse("broken-container", "%s cannot be unpacked, or is not as long as it says",
                      name);
    }
    zip_fclose(file);
    bytes.data[bytes.length] = '\0';
    return bytes;
}

void tables_container_close(tables_container *container) {
    zip_discard(container->zip);
    free(container->file.data);
    free(container);
}

static void add_part(zip_t *zip, tables_part part) {
    /* libzip frees the bytes. */
    zip_source_t *source = zip_source_buffer(zip, part.bytes.data, part.bytes.length, 1);
    zip_int64_t index =
        source == NULL ? -1 : zip_file_add(zip, part.name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0 || zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0) != 0) {
        tables_refuse("memory", "%s: %s", part.name, zip_says(zip_get_error(zip)));
    }
}

tables_bytes tables_container_made(tables_part *parts, size_t count) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = source == NULL ? NULL : zip_open_from_source(source, ZIP_TRUNCATE, &error);
    if (zip == NULL) {
        tables_refuse("memory", "%s", zip_says(&error));
    }
    zip_source_keep(source);
    for (size_t i = 0; i < count; i++) {
        add_part(zip, parts[i]);
    }
    zip_stat_t facts;
    if (zip_close(zip) != 0 || zip_source_stat(source, &facts) != 0 ||
        zip_source_open(source) != 0) {
        tables_refuse("memory", "the parts of the workbook cannot be put together");
    }
    tables_bytes made = {.data = tables_grown(NULL, facts.size + 1, 1), .length = facts.size};
    if (zip_source_read(source, made.data, made.length) != (zip_int64_t)made.length) {
        tables_refuse("memory", "the parts of the workbook cannot be put together");
    }
    zip_source_close(source);
    zip_source_free(source);
    return made;
}
