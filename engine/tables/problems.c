/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders what was said of tables by where it stands. */
#include "tables/problems.h"

#include "tables/fold.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

cg_words cg_problems_sheet_name(void) {
    return (cg_words){{[CG_ENGLISH] = "Problems", [CG_VIETNAMESE] = "Vấn đề"}};
}

bool cg_is_problems_sheet(cg_arena *arena, const char *name) {
    const cg_words own = cg_problems_sheet_name();
    const char *folded = cg_folded(arena, name);
    return strcmp(folded, cg_folded(arena, own.in[CG_ENGLISH])) == 0 ||
           strcmp(folded, cg_folded(arena, own.in[CG_VIETNAMESE])) == 0;
}

/* "C12" as column and row; false where it is none. */
static bool read_name(const char *name, cg_cell_at *out) {
    enum { LETTERS = 26, MOST_LETTERS = 3 };
    int column = 0, letters = 0;
    for (; isupper((unsigned char)*name) && letters < MOST_LETTERS; name++, letters++) {
        column = column * LETTERS + (*name - 'A' + 1);
    }
    size_t digits = strspn(name, "0123456789");
    if (letters == 0 || digits == 0 || digits > 7 || name[digits] != '\0') {
        return false;
    }
    out->column = column;
    out->row = (int)strtol(name, NULL, 10);
    return true;
}

bool cg_cell_at_place(cg_cell_at *out, cg_place place, const cg_grids *const *books, int count) {
    *out = (cg_cell_at){CG_NONE, CG_NONE, 0, 0};
    for (int book = 0; place.file != NULL && book < count; book++) {
        if (strcmp(books[book]->file, place.file) != 0) {
            continue;
        }
        out->book = book;
        for (int i = 0; place.path != NULL && i < books[book]->grids.count; i++) {
            const char *name = books[book]->grids.items[i].name;
            size_t length = strlen(name);
            bool is_sheet = strncmp(place.path, name, length) == 0;
            if (is_sheet &&
                (place.path[length] == '\0' ||
                 (place.path[length] == '!' && read_name(place.path + length + 1, out)))) {
                out->sheet = i;
                return true;
            }
        }
        return true;
    }
    return false;
}

static const char *place_key(cg_arena *arena, cg_place place) {
    return cg_format(arena, "%s\x1f%s", place.file != NULL ? place.file : "",
                     place.path != NULL ? place.path : "");
}

/* What a cell that could not be read is for the park's reader. */
static bool is_about_nothing(const cg_diagnostic *item) {
    return item->argument_count > 0 && strcmp(item->arguments[0], "null") == 0;
}

void cg_problems_drop_echoes(cg_diagnostics *diagnostics, int first, int read) {
    cg_arena *arena = diagnostics->arena;
    cg_map *wrong = cg_map_new(arena);
    for (int i = first; i < read && i < diagnostics->items.count; i++) {
        if (diagnostics->items.items[i].severity == CG_ERROR) {
            cg_map_add(wrong, place_key(arena, diagnostics->items.items[i].place), 0);
        }
    }
    if (cg_map_count(wrong) == 0) {
        return;
    }
    int kept = read;
    for (int i = read; i < diagnostics->items.count; i++) {
        const cg_diagnostic *item = &diagnostics->items.items[i];
        bool echo =
            is_about_nothing(item) || cg_map_find(wrong, place_key(arena, item->place)) != CG_NONE;
        if (echo) {
            diagnostics->errors -= item->severity == CG_ERROR;
            diagnostics->warnings -= item->severity == CG_WARNING;
            continue;
        }
        diagnostics->items.items[kept++] = *item;
    }
    diagnostics->items.count = kept < diagnostics->items.count ? kept : diagnostics->items.count;
}

typedef struct said {
    cg_diagnostic item;
    cg_cell_at at;
    int number;
} said;

static int by_cell(const void *a, const void *b) {
    const said *one = a, *other = b;
    const int keys[][2] = {{one->at.book, other->at.book},
                           {one->at.sheet, other->at.sheet},
                           {one->at.row, other->at.row},
                           {one->at.column, other->at.column},
                           {one->number, other->number}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (keys[i][0] != keys[i][1]) {
            return keys[i][0] < keys[i][1] ? -1 : 1;
        }
    }
    return 0;
}

void cg_problems_by_cell(cg_diagnostics *diagnostics, int first, const cg_grids *const *books,
                         int count) {
    int all = diagnostics->items.count - first;
    if (all < 2) {
        return;
    }
    cg_arena *room = cg_arena_within(diagnostics->arena);
    said *items = CG_ARRAY(room, said, all);
    for (int i = 0; i < all; i++) {
        items[i] = (said){.item = diagnostics->items.items[first + i], .number = i};
        if (!cg_cell_at_place(&items[i].at, items[i].item.place, books, count)) {
            items[i].at = (cg_cell_at){INT_MAX, CG_NONE, 0, 0};
        }
    }
    qsort(items, (size_t)all, sizeof *items, by_cell);
    for (int i = 0; i < all; i++) {
        diagnostics->items.items[first + i] = items[i].item;
    }
    cg_arena_empty(room);
}
