/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What went wrong or looks odd, where, and what was expected: collected, never printed here. */
#ifndef CG_BASE_DIAGNOSTIC_H
#define CG_BASE_DIAGNOSTIC_H

#include "base/map.h"
#include "base/memory.h"
#include "base/text.h"
#include "text/message.h"

typedef enum cg_severity { CG_NOTE, CG_WARNING, CG_ERROR } cg_severity;

/* Where in what was given. Any part may be absent: NULL, NULL, 0. */
typedef struct cg_place {
    const char *file; /* as the user named it */
    const char *path; /* firms.paper.outputs.effluent.quantity */
    int line;         /* from 1 */
} cg_place;

typedef struct cg_diagnostic {
    cg_severity severity;
    cg_place place;
    cg_message_id message;
    const char **arguments; /* of the message, language-free or as the user wrote them */
    int argument_count;
} cg_diagnostic;

typedef struct cg_diagnostics {
    cg_arena *arena; /* holds the items and copies of their texts */
    CG_VECTOR(cg_diagnostic) items;
    int errors, warnings; /* as often as they were said; `items` holds each once */
    cg_map *seen;         /* what is in items already; made by the first cg_say */
    cg_text key;          /* room for what one is known by */
    bool errors_alone;    /* what is no error is counted and not kept */
} cg_diagnostics;

/* Adds one. The arguments are const char *, ended by NULL: cg_say(d, CG_ERROR, place,
 * CG_MSG_UNKNOWN_KEY, key, nearest, NULL). Everything is copied. The exact same item twice is kept
 * once. A collection starts as {.arena = arena}. */
void cg_say(cg_diagnostics *diagnostics, cg_severity severity, cg_place place,
            cg_message_id message, ...) __attribute__((sentinel));
/* Adds a copy of what another collection holds. */
void cg_say_again(cg_diagnostics *diagnostics, const cg_diagnostic *item);
/* Puts those from number `first` on that are about `file` in the order of its lines. */
void cg_diagnostics_by_line(cg_diagnostics *diagnostics, int first, const char *file);
/* The sentence of one, without its place, in `language`, in `arena`. */
const char *cg_diagnostic_sentence(cg_arena *arena, const cg_diagnostic *diagnostic,
                                   cg_language language);

#endif
