/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A growing text in an arena. */
#ifndef CG_BASE_TEXT_H
#define CG_BASE_TEXT_H

#include "base/memory.h"

/* Where a text goes that is too long to be kept. */
typedef void (*cg_pour)(void *payload, const char *bytes, size_t length);

/* Always NUL-terminated at bytes[length] once started. */
typedef struct cg_text {
    cg_arena *arena;
    char *bytes;
    size_t length, capacity;
    cg_pour pour; /* NULL: all of it is kept */
    void *payload;
} cg_text;

/* An empty text. */
cg_text cg_text_start(cg_arena *arena);
/* One that is not kept: whenever some is written it goes to `pour`, the rest by cg_text_pour. Only
 * for texts that are added to and never looked back at. */
cg_text cg_text_pouring(cg_arena *arena, cg_pour pour, void *payload);
/* Lets what is still there of a pouring text go. */
void cg_text_pour(cg_text *text);
/* Makes room for `more` bytes and the NUL. */
void cg_text_reserve(cg_text *text, size_t more);
/* Where so many bytes and the NUL may be written, for those who then call cg_text_wrote. */
static inline char *cg_text_room(cg_text *text, size_t most) {
    if (most >= text->capacity - text->length) {
        cg_text_reserve(text, most);
    }
    return text->bytes + text->length;
}
/* So many bytes were written there. */
static inline void cg_text_wrote(cg_text *text, size_t length) {
    text->length += length;
    text->bytes[text->length] = '\0';
}
void cg_text_add(cg_text *text, const char *piece);
void cg_text_add_bytes(cg_text *text, const char *bytes, size_t length);
void cg_text_addf(cg_text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The Unicode columns of `piece`. */
int cg_text_columns(const char *piece);
/* Adds `width` columns' worth of `piece`, padded with blanks on the right (left: on the left);
 * width counts Unicode columns (utf8proc), a longer piece is cut with an ellipsis. */
void cg_text_add_column(cg_text *text, const char *piece, int width);
void cg_text_add_column_right(cg_text *text, const char *piece, int width);
/* Adds `paragraph` folded at `width` Unicode columns, continuation lines led by `indent` blanks,
 * ending in a line end. A line end inside starts a new line; a word wider than `width` stays whole.
 * */
void cg_text_add_folded(cg_text *text, const char *paragraph, int width, int indent);
/* The same with every line, the first too, led by `indent` blanks. */
void cg_text_add_indented(cg_text *text, const char *paragraph, int width, int indent);
/* A copy of text from the data with blanks for control characters: it can neither break a table nor
 * steer a terminal. */
const char *cg_text_plain(cg_arena *arena, const char *text);

#endif
