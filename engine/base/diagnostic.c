/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Collecting what went wrong, each thing once. */
#include "base/diagnostic.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* All of a diagnostic as one text, its parts held apart by a control character no text of the user
 * is likely to hold: the key under which it is known. A map keeps many errors linear. */
static void set_identity(cg_text *text, const cg_diagnostic *item) {
    text->length = 0;
    cg_text_addf(text, "%d\x1f%d\x1f%d\x1f%s\x1f%s", (int)item->severity, (int)item->message,
                 item->place.line, item->place.file == NULL ? "" : item->place.file,
                 item->place.path == NULL ? "" : item->place.path);
    for (int i = 0; i < item->argument_count; i++) {
        cg_text_add(text, "\x1f");
        cg_text_add(text, item->arguments[i]);
    }
}

static void keep(cg_diagnostics *diagnostics, const cg_diagnostic *given) {
    cg_arena *arena = diagnostics->arena;
    cg_diagnostic item = *given;
    item.place.file = cg_copy_text(arena, given->place.file);
    item.place.path = cg_copy_text(arena, given->place.path);
    item.arguments = CG_ARRAY(arena, const char *, item.argument_count);
    for (int i = 0; i < item.argument_count; i++) {
        item.arguments[i] = cg_copy_text(arena, given->arguments[i]);
    }
    CG_PUSH(arena, &diagnostics->items, item);
}

void cg_say(cg_diagnostics *diagnostics, cg_severity severity, cg_place place,
            cg_message_id message, ...) {
    cg_arena *arena = diagnostics->arena;
    cg_diagnostic item = {.severity = severity, .place = place, .message = message};
    va_list list;
    va_start(list, message);
    while (va_arg(list, const char *) != NULL) {
        item.argument_count++;
    }
    va_end(list);
    item.arguments = CG_ARRAY(arena, const char *, item.argument_count);
    va_start(list, message);
    for (int i = 0; i < item.argument_count; i++) {
        item.arguments[i] = va_arg(list, const char *);
    }
    va_end(list);
    cg_say_again(diagnostics, &item);
}

void cg_say_again(cg_diagnostics *diagnostics, const cg_diagnostic *item) {
    cg_arena *arena = diagnostics->arena;
    if (diagnostics->seen == NULL) {
        diagnostics->key = cg_text_start(arena);
        diagnostics->seen = cg_map_new(arena);
    }
    /* Said again it is still an error of whoever asks now: counts tell that, though the list holds
     * it once. */
    diagnostics->errors += item->severity == CG_ERROR;
    diagnostics->warnings += item->severity == CG_WARNING;
    if (diagnostics->errors_alone && item->severity != CG_ERROR) {
        return;
    }
    set_identity(&diagnostics->key, item);
    if (cg_map_find(diagnostics->seen, diagnostics->key.bytes) != CG_NONE) {
        return;
    }
    /* In this order: should memory end between the two, the item is there twice rather than never.
     */
    keep(diagnostics, item);
    const char *key = cg_copy(arena, diagnostics->key.bytes, diagnostics->key.length);
    cg_map_add(diagnostics->seen, key, diagnostics->items.count - 1);
}

static bool is_about(const cg_diagnostic *item, const char *file) {
    return item->place.file != NULL && file != NULL && strcmp(item->place.file, file) == 0 &&
           item->place.line > 0;
}

/* One sentence said, with its place in the list. */
typedef struct said {
    cg_diagnostic item;
    int place;
} said;

static int by_line(const void *a, const void *b) {
    const said *one = a, *other = b;
    int order = one->item.place.line - other->item.place.line;
    return order != 0 ? order : one->place - other->place;
}

void cg_diagnostics_by_line(cg_diagnostics *diagnostics, int first, const char *file) {
    cg_arena *room = cg_arena_within(diagnostics->arena);
    said *about = CG_ARRAY(room, said, diagnostics->items.count - first + 1);
    int count = 0;
    for (int i = first; i < diagnostics->items.count; i++) {
        if (is_about(&diagnostics->items.items[i], file)) {
            about[count] = (said){diagnostics->items.items[i], i};
            count++;
        }
    }
    if (count > 1) {
        qsort(about, (size_t)count, sizeof *about, by_line);
    }
    int next = 0;
    for (int i = first; i < diagnostics->items.count; i++) {
        if (is_about(&diagnostics->items.items[i], file)) {
            diagnostics->items.items[i] = about[next++].item;
        }
    }
    cg_arena_empty(room);
}

const char *cg_diagnostic_sentence(cg_arena *arena, const cg_diagnostic *diagnostic,
                                   cg_language language) {
    return cg_message_fill(arena, diagnostic->message, language, diagnostic->arguments,
                           diagnostic->argument_count);
}
