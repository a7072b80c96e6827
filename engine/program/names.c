/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of rows and columns that people can read and other programs take. */
#include "program/names.h"

#include <ctype.h>
#include <string.h>

/* Readers of the formats refuse names over 255 bytes; the rest is for what keeps names apart. */
#define NAME_LIMIT 200

/* One byte of a name, or '_' where the format has no room for it. */
static char legal(char byte) {
    if (isalnum((unsigned char)byte) && (unsigned char)byte < 128) {
        return byte;
    }
    return byte != '\0' && strchr("!#$%&,.;?@_{}~", byte) != NULL ? byte : '_';
}

/* " > " between two ids becomes a comma, whatever else is not legal an underscore. */
static void add_legal(cg_text *text, const char *piece) {
    for (const char *at = piece; *at != '\0'; at++) {
        if (strncmp(at, " > ", 3) == 0) {
            cg_text_add(text, ",");
            at += 2;
            continue;
        }
        char byte = legal(*at);
        cg_text_add_bytes(text, &byte, 1);
    }
}

/* kind(subject,detail)@period. The brackets are always there: they keep a name from being a keyword
 * of the format ("free", "end") or a number ("e12"). */
static const char *plain_name(cg_arena *arena, const cg_tag *tag, const char *const *periods) {
    cg_text text = cg_text_start(arena);
    const char *kind = tag->kind != NULL ? tag->kind : "unnamed";
    if (!isalpha((unsigned char)kind[0])) {
        cg_text_add(&text, "_");
    }
    add_legal(&text, kind);
    cg_text_add(&text, "(");
    if (tag->subject != NULL) {
        add_legal(&text, tag->subject);
    }
    if (tag->detail != NULL) {
        cg_text_add(&text, ",");
        add_legal(&text, tag->detail);
    }
    cg_text_add(&text, ")");
    if (tag->period != CG_NONE && periods != NULL) {
        cg_text_add(&text, "@");
        add_legal(&text, periods[tag->period]);
    }
    if (tag->period != CG_NONE && periods == NULL) {
        cg_text_addf(&text, "@%d", tag->period);
    }
    if (text.length > NAME_LIMIT) {
        text.bytes[NAME_LIMIT] = '\0';
    }
    return text.bytes;
}

/* The name, with ~2, ~3 … behind it where it is taken. */
static const char *unique_name(cg_arena *arena, cg_map *taken, const char *name) {
    const char *result = name;
    int copy = cg_map_find(taken, name);
    for (copy = copy == CG_NONE ? 1 : copy; !cg_map_add(taken, result, 1); copy++) {
        result = cg_format(arena, "%s~%d", name, copy + 1);
    }
    if (result != name) {
        cg_map_set(taken, name, copy);
    }
    return result;
}

cg_program_names cg_program_name(cg_arena *arena, const cg_program *program,
                                 const char *const *periods) {
    cg_map *columns = cg_map_new(arena);
    cg_map *rows = cg_map_new(arena);
    cg_map_add(columns, "constant", 1);
    cg_map_add(rows, "objective", 1);
    cg_program_names names = {CG_ARRAY(arena, const char *, program->columns.count),
                              CG_ARRAY(arena, const char *, program->rows.count)};
    for (int j = 0; j < program->columns.count; j++) {
        const char *name = plain_name(arena, &program->columns.items[j].tag, periods);
        names.columns[j] = unique_name(arena, columns, name);
    }
    for (int i = 0; i < program->rows.count; i++) {
        const char *name = plain_name(arena, &program->rows.items[i].tag, periods);
        names.rows[i] = unique_name(arena, rows, name);
    }
    return names;
}
