/* SPDX-License-Identifier: GPL-3.0-or-later */
/* congsinh import: a park out of a workbook, a folder of workbooks or a folder of CSV tables. */
#define _DEFAULT_SOURCE /* DT_DIR aside, scandir */
#include "cli.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* The books of one park, with the names and cells they own. */
typedef struct books {
    congsinh_book *items;
    int count;
} books;

static void free_books(books *all) {
    for (int i = 0; i < all->count; i++) {
        free((char *)all->items[i].file);
        free((char *)all->items[i].cells);
    }
    free(all->items);
}

static bool ends_with(const char *name, const char *ending) {
    size_t length = strlen(name), tail = strlen(ending);
    return length > tail && strcasecmp(name + length - tail, ending) == 0;
}

/* Hidden files, and "~$lan.xlsx", which Excel keeps beside an open workbook, are nobody's tables.
 */
static int is_workbook(const struct dirent *entry) {
    return entry->d_name[0] != '.' && entry->d_name[0] != '~' &&
           (ends_with(entry->d_name, ".xlsx") || ends_with(entry->d_name, ".ods"));
}

static int is_csv(const struct dirent *entry) {
    return entry->d_name[0] != '.' && ends_with(entry->d_name, ".csv");
}

static int by_bytes(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool is_folder(const char *path) {
    struct stat found;
    return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

/* Reads one book; the exit status. */
static int add_book(cli *run, books *all, const char *path) {
    int result = CLI_FAULT;
    size_t length = 0;
    char *cells = cli_cells_read(run, path, &length, &result);
    if (cells == NULL) {
        return result;
    }
    congsinh_book *items = realloc(all->items, ((size_t)all->count + 1) * sizeof *items);
    char *file = strdup(path);
    if (items != NULL) {
        all->items = items;
    }
    if (items == NULL || file == NULL) {
        free(cells);
        free(file);
        return cli_problems_end(run, CONGSINH_NO_MEMORY);
    }
    all->items[all->count++] = (congsinh_book){file, cells, length};
    return CLI_DONE;
}

static int add_from_folder(cli *run, books *all, const char *folder, struct dirent **names,
                           int count) {
    int result = CLI_DONE;
    for (int i = 0; i < count && result == CLI_DONE; i++) {
        bool slash = folder[0] != '\0' && folder[strlen(folder) - 1] == '/';
        size_t size = strlen(folder) + strlen(names[i]->d_name) + 2;
        char *path = malloc(size);
        if (path == NULL) {
            return cli_problems_end(run, CONGSINH_NO_MEMORY);
        }
        snprintf(path, size, "%s%s%s", folder, slash ? "" : "/", names[i]->d_name);
        result = add_book(run, all, path);
        free(path);
    }
    return result;
}

static void free_names(struct dirent **names, int count) {
    for (int i = 0; i < count; i++) {
        free(names[i]);
    }
    free(names);
}

/* A folder of workbooks is as many books; anything else is one. */
static int read_books(cli *run, books *all, const char *path) {
    if (!is_folder(path)) {
        return add_book(run, all, path);
    }
    struct dirent **names = NULL, **tables = NULL;
    int count = scandir(path, &names, is_workbook, by_bytes);
    int csv = count > 0 ? scandir(path, &tables, is_csv, by_bytes) : 0;
    int result = CLI_DATA;
    if (count > 0 && csv > 0) {
        cli_progress_clear(run);
        cli_say(stderr, run->language, CLI_WORD_IMPORT_MIXED, path, NULL);
    } else if (count > 0) {
        result = add_from_folder(run, all, path, names, count);
    } else {
        result = add_book(run, all, path);
    }
    free_names(names, count);
    free_names(tables, csv);
    return result;
}

static void say_summary(const cli *run, const congsinh_park_facts *facts, FILE *to) {
    char counts[6][16];
    const int numbers[] = {facts->firms,      facts->outputs, facts->inputs,
                           facts->facilities, facts->links,   facts->exchanges};
    for (int i = 0; i < 6; i++) {
        snprintf(counts[i], sizeof counts[i], "%d", numbers[i]);
    }
    cli_say(to, run->language, CLI_WORD_IMPORT_DONE, facts->id, counts[0], counts[1], counts[2],
            counts[3], counts[4], counts[5], NULL);
}

static void say_errors(cli *run) {
    int errors = 0;
    for (int i = 0; i < congsinh_diagnostic_count(run->context); i++) {
        errors += congsinh_diagnostic_at(run->context, i).severity == CONGSINH_ERROR;
    }
    char count[16];
    snprintf(count, sizeof count, "%d", errors);
    cli_say(stderr, run->language, CLI_WORD_IMPORT_ERRORS, count, NULL);
}

static const char *name_of(const congsinh_book *book) {
    const char *slash = strrchr(book->file, '/');
    return slash == NULL ? book->file : slash + 1;
}

/* The bytes of a book's name without its ending. */
static int stem_of(const char *name) {
    const char *dot = strrchr(name, '.');
    return dot == NULL ? (int)strlen(name) : (int)(dot - name);
}

/* Whether another book is called the same but for its ending: lan.xlsx and lan.ods. */
static bool has_namesake(const books *all, int book) {
    const char *name = name_of(&all->items[book]);
    int stem = stem_of(name);
    for (int i = 0; i < all->count; i++) {
        const char *other = name_of(&all->items[i]);
        if (i != book && stem_of(other) == stem && strncmp(name, other, (size_t)stem) == 0) {
            return true;
        }
    }
    return false;
}

/* Where the copy of a book goes: as said, or with several "checked-lan.xlsx", of namesakes
 * "checked-lan.ods.xlsx". The caller frees it. */
static char *copy_name(const cli *run, const books *all, int book) {
    if (all->count == 1) {
        return strdup(run->annotate);
    }
    const char *name = name_of(&all->items[book]);
    int length = has_namesake(all, book) ? (int)strlen(name) : stem_of(name);
    int head = (int)(strlen(run->annotate) - strlen(".xlsx"));
    size_t size = strlen(run->annotate) + strlen(name) + 8;
    char *copy = malloc(size);
    if (copy != NULL) {
        snprintf(copy, size, "%.*s-%.*s.xlsx", head, run->annotate, length, name);
    }
    return copy;
}

static bool is_same_file(const char *a, const char *b) {
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

/* Whether a copy would go over a book that was read, its own or another of the folder. */
static bool is_a_book(const books *all, const char *file) {
    for (int i = 0; i < all->count; i++) {
        if (is_same_file(file, all->items[i].file)) {
            return true;
        }
    }
    return false;
}

/* Writes the copies with comments, also where nothing is wrong; the exit status. */
static int annotate(cli *run, const books *all, const congsinh_import *source) {
    int result = CLI_DONE;
    for (int i = 0; i < all->count && result == CLI_DONE; i++) {
        char *name = copy_name(run, all, i);
        if (name == NULL) {
            return cli_problems_end(run, CONGSINH_NO_MEMORY);
        }
        char *bytes = NULL;
        size_t length = 0;
        if (is_a_book(all, name)) {
            cli_say(stderr, run->language, CLI_WORD_ANNOTATE_SELF, name, NULL);
            result = CLI_USAGE;
        } else {
            congsinh_status status =
                congsinh_import_annotate(&bytes, &length, run->context, source, i);
            if (status == CONGSINH_OK) {
                status = congsinh_file_write(run->context, name, bytes, length);
                congsinh_text_free(bytes);
            }
            result = cli_problems_end(run, status);
        }
        free(name);
    }
    return result;
}

/* All that was said, as JSON on stdout: the park itself is in its file. */
static int print_problems(cli *run) {
    size_t length = 0;
    char *text = cli_problems_json(run, &length);
    if (text == NULL) {
        return cli_problems_end(run, CONGSINH_NO_MEMORY);
    }
    cli_progress_clear(run);
    fwrite(text, 1, length, stdout);
    free(text);
    return CLI_DONE;
}

static int import(cli *run, const books *all) {
    congsinh_import source = CONGSINH_IMPORT_INIT;
    source.books = all->items;
    source.count = all->count;
    source.decimal = run->decimal;
    congsinh_park_facts facts;
    char *text = NULL;
    size_t length = 0;
    congsinh_status status = congsinh_park_import(&text, &length, run->context, &source, &facts);
    bool to_file = cli_to_file(run);
    bool listed = run->json && to_file;
    if (!listed) {
        cli_problems_show(run, true);
    }
    int result = listed ? print_problems(run) : CLI_DONE;
    if (result == CLI_DONE && run->annotate != NULL) {
        result = annotate(run, all, &source);
    }
    if (result != CLI_DONE || status != CONGSINH_OK) {
        congsinh_text_free(text);
        if (status == CONGSINH_BAD_DATA && !listed) {
            say_errors(run);
        }
        return result != CLI_DONE ? result
               : listed           ? cli_exit_of(status)
                                  : cli_problems_end(run, status);
    }
    result = cli_deliver(run, status, text, length);
    if (result == CLI_DONE && !run->quiet && !listed) {
        say_summary(run, &facts, to_file ? stdout : stderr);
    }
    return result;
}

int cli_verb_import(cli *run) {
    congsinh_format format = CONGSINH_JSON;
    if (cli_to_file(run) && !cli_format_of_ending(run, &format, run->out, 1 << CONGSINH_JSON)) {
        return CLI_USAGE;
    }
    books all = {NULL, 0};
    int result = read_books(run, &all, run->arguments[0]);
    if (result == CLI_DONE) {
        result = import(run, &all);
    }
    free_books(&all);
    return result;
}
