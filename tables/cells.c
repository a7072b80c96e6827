/* SPDX-License-Identifier: GPL-3.0-or-later */
/* congsinh-tables cells: which reader takes what was named, and in what order things are done. */
#define _GNU_SOURCE /* O_PATH, DT_LNK, memmem */
#include "tables.h"

#include <errno.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool begins(tables_bytes bytes, const void *with, size_t length) {
    return bytes.length >= length && memcmp(bytes.data, with, length) == 0;
}

/* A file of Microsoft's older container: an old workbook, or a new one under a password. */
static void refuse_old(const char *path, tables_bytes bytes) {
    static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e"; /* UTF-16 */
    if (!begins(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8)) {
        return;
    }
    if (memmem(bytes.data, bytes.length, encrypted, sizeof encrypted) != NULL) {
        tables_refuse("encrypted", "%s is locked with a password", path);
    }
    tables_refuse("old-workbook", "%s is a workbook of Excel before 2007", path);
}

static bool is_ods(tables_container *container) {
    static const char type[] = "application/vnd.oasis.opendocument.spreadsheet";
    if (!tables_container_has(container, "mimetype")) {
        return false;
    }
    tables_bytes bytes = tables_container_part(container, "mimetype");
    bool same = begins(bytes, type, sizeof type - 1) && bytes.length <= sizeof type + 1;
    free(bytes.data);
    return same;
}

static void read_book(const char *path, tables_bytes bytes) {
    tables_book *book = tables_grown(NULL, 1, sizeof *book);
    memset(book, 0, sizeof *book);
    refuse_old(path, bytes);
    if (!begins(bytes, "PK\3\4", 4)) {
        tables_refuse("wrong-kind", "%s is named as a workbook but is none", path);
    }
    tables_container *container = tables_container_open(bytes);
    bool ods = is_ods(container);
    if (!ods && !tables_container_has(container, "[Content_Types].xml")) {
        tables_refuse("not-a-workbook", "%s is a zip file, but no workbook", path);
    }
    if (ods != tables_has_ending(path, ".ods")) {
        tables_refuse("wrong-kind", "%s holds a workbook of %s", path, ods ? "ODS" : "XLSX");
    }
    bytes = ods ? tables_check_ods(container, book) : tables_check_xlsx(container, book);
    tables_ogr_begin();
    tables_ogr_book(ods ? "ODS" : "XLSX", bytes, book);
}

static void read_one_csv(const char *path, tables_bytes bytes) {
    tables_book *book = tables_grown(NULL, 1, sizeof *book);
    memset(book, 0, sizeof *book);
    tables_csv csv = tables_csv_prepare(path, bytes, book);
    tables_ogr_begin();
    tables_ogr_csv(&csv, 1, book);
}

/* ---- a folder of CSV */

static int by_name(const void *one, const void *other) {
    return strcmp(*(char *const *)one, *(char *const *)other);
}

static bool is_link(int folder, const char *name) {
    struct stat facts;
    return fstatat(folder, name, &facts, AT_SYMLINK_NOFOLLOW) == 0 && !S_ISREG(facts.st_mode);
}

/* The names of the CSV files in it, in order. What is no plain file is told and left alone. */
static int list_csv(int folder, char **names, tables_book *book) {
    DIR *list = fdopendir(dup(folder));
    int count = 0;
    struct dirent *entry;
    while (list != NULL && (entry = readdir(list)) != NULL) {
        const char *name = entry->d_name;
        if (name[0] == '.' || !tables_has_ending(name, ".csv")) {
            continue;
        }
        if (tables_not_utf8((const unsigned char *)name, strlen(name)) != NULL) {
            tables_refuse("not-utf-8", "a file's name in the folder is not UTF-8");
        }
        if (is_link(folder, name)) {
            tables_book_problem(book, tables_format("%.*s", (int)strlen(name) - 4, name), NULL,
                                "not-a-file");
            continue;
        }
        if (count == TABLES_MAX_SHEETS) {
            tables_refuse("too-many-sheets", "more than %d CSV files", TABLES_MAX_SHEETS);
        }
        names[count++] = tables_format("%s", name);
    }
    if (list == NULL) {
        tables_refuse("not-found", "%s", strerror(errno));
    }
    closedir(list);
    qsort(names, (size_t)count, sizeof *names, by_name);
    return count;
}

static void read_folder(const char *path, int folder) {
    tables_book *book = tables_grown(NULL, 1, sizeof *book);
    memset(book, 0, sizeof *book);
    char *names[TABLES_MAX_SHEETS];
    tables_csv files[TABLES_MAX_SHEETS];
    int count = list_csv(folder, names, book);
    if (count == 0) {
        tables_refuse("no-tables", "%s holds no .csv file", path);
    }
    size_t left = TABLES_MAX_FILE;
    for (int i = 0; i < count; i++) {
        tables_bytes bytes = tables_read_file(folder, names[i], false, left);
        left -= bytes.length;
        files[i] = tables_csv_prepare(names[i], bytes, book);
        free(bytes.data);
    }
    tables_lock_files();
    tables_ogr_begin();
    tables_ogr_csv(files, count, book);
}

void tables_cells(char **arguments) {
    const char *path = arguments[0];
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        read_folder(path, folder);
        return;
    }
    static const char *const macros[] = {".xlsm", ".xltm", ".xlam", ".xlsb"};
    for (size_t i = 0; i < sizeof macros / sizeof macros[0]; i++) {
        if (tables_has_ending(path, macros[i])) {
            tables_refuse("macros", "%s: workbooks that may hold macros are not opened", path);
        }
    }
    bool book = tables_has_ending(path, ".xlsx") || tables_has_ending(path, ".ods");
    if (!book && !tables_has_ending(path, ".csv") && !tables_has_ending(path, ".xls")) {
        tables_refuse("unknown-kind", "%s is neither .xlsx nor .ods nor .csv nor a folder", path);
    }
    tables_bytes bytes = tables_read_file(AT_FDCWD, path, true, TABLES_MAX_FILE);
    tables_lock_files();
    if (book || tables_has_ending(path, ".xls")) {
        read_book(path, bytes);
    } else {
        read_one_csv(path, bytes);
    }
}
