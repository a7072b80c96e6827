/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON door: strict reading with the place of every value, and exact writing. json.c is the
 * only file that sees cJSON. */
#ifndef CG_BASE_JSON_H
#define CG_BASE_JSON_H

#include "base/diagnostic.h"
#include "base/text.h"

typedef enum cg_json_type {
    CG_JSON_NULL,
    CG_JSON_BOOLEAN,
    CG_JSON_NUMBER,
    CG_JSON_STRING,
    CG_JSON_ARRAY,
    CG_JSON_OBJECT
} cg_json_type;

typedef struct cg_json {
    cg_json_type type;
    bool truth;             /* BOOLEAN */
    double number;          /* NUMBER, finite */
    const char *text;       /* STRING, NFC, without NUL inside */
    const char *key;        /* its name where the parent is an OBJECT, else NULL */
    int line;               /* from 1; 0 for what --set made */
    const cg_place *stated; /* where it was stated, if not in a document: a sheet's cell; or NULL */
    struct cg_json *parent, *first, *last, *next; /* children of ARRAY and OBJECT in order */
    int count;                                    /* of children */
    int index;                                    /* its place in the parent, from 0 */
} cg_json;

/* The most bytes that are read of one. */
#define CG_JSON_LARGEST ((size_t)1 << 30)

/* Reads a whole document. Refuses, each with a sentence saying the line: invalid UTF-8 (a hint
 * where it looks like a legacy Vietnamese or UTF-16 encoding; a UTF-8 byte order mark is passed
 * over), nesting over 200, numbers that are not finite or not JSON's grammar (01,
 * 1.), NUL or half a surrogate pair in a string, text behind the end, a cut file, more than 1 GiB.
 * Of these the first is said and the answer is NULL. A duplicate key is an error too, said of each
 * with both lines, but the tree is whole and given back, so that everything else wrong with it can
 * be said as well: members of one name stand in order, and the first is the one that is found. Who
 * must not go on after an error counts those of `diagnostics`. Texts and names are turned into NFC,
 * names before they are compared. Linear. */
cg_json *cg_json_read(cg_arena *arena, cg_diagnostics *diagnostics, const char *file,
                      const char *bytes, size_t length);
/* The same, with a part of the tree that may go before the rest. */
typedef struct cg_json_source {
    const char *file, *bytes;
    size_t length;
    const char *list; /* a list at the top: what stands in it and below lives in `apart`, which may
                         be freed once nothing asks for these nodes; names of members stay */
    cg_arena *apart;  /* NULL: no part of it */
} cg_json_source;
cg_json *cg_json_read_apart(cg_arena *arena, cg_diagnostics *diagnostics,
                            const cg_json_source *source);
/* Opens and reads a file; "-" is standard input. */
cg_json *cg_json_read_file(cg_arena *arena, cg_diagnostics *diagnostics, const char *path);

/* The member named `key` (case counts), or NULL. `object` may be NULL or no object. */
cg_json *cg_json_member(const cg_json *object, const char *key);
/* The member's text, or NULL where absent or no string. */
const char *cg_json_member_text(const cg_json *object, const char *key);
/* A child of a list by its "id", else by its index from 0, or NULL. */
cg_json *cg_json_element(const cg_json *list, const char *name);
/* Where `node` stands: names joined by dots, members of a list by their "id" where they have one,
 * else by index from 0. */
const char *cg_json_path(cg_arena *arena, const cg_json *node);
/* Its path, file and line; of what was stated elsewhere, or stands in such a thing, that place. */
cg_place cg_json_place(cg_arena *arena, const char *file, const cg_json *node);

/* Applies "PATH=VALUE" to a tree: dots, list members by id or index. VALUE is read as JSON where it
 * is JSON, else as a string; it gets line 0. The last name of the path may be new, those before
 * must exist. False after saying why (with the nearest known name), `root` is then unchanged. */
bool cg_json_set(cg_arena *arena, cg_diagnostics *diagnostics, cg_json *root,
                 const char *assignment);

/* Appends a child, which stands nowhere yet, to an array or object. */
void cg_json_append(cg_json *parent, cg_json *child);
/* Takes a child out of its array or object. */
void cg_json_remove(cg_json *child);
/* A copy with all below it, standing nowhere; lines are kept, texts borrowed from `node`. */
cg_json *cg_json_copy(cg_arena *arena, const cg_json *node);
/* The same with texts of its own; names are borrowed. */
cg_json *cg_json_copy_whole(cg_arena *arena, const cg_json *node);
/* Forgets the lines of a tree that did not come with the document it now stands in. */
void cg_json_forget_lines(cg_json *node);

/* A canonical text: members sorted by name, no blanks, shortest numbers; for digests. */
const char *cg_json_canonical(cg_arena *arena, const cg_json *node);
/* The same with some values told otherwise: `tell` appends what stands for `node` and answers true,
 * or leaves it. */
typedef struct cg_json_teller {
    bool (*tell)(const void *payload, const cg_json *node, cg_text *out);
    const void *payload;
} cg_json_teller;
void cg_json_add_canonical(cg_text *out, const cg_json *node, const cg_json_teller *teller);

/* Writing: calls nest as the document does; `key` is NULL inside an array and at the top.
 * Two blanks an indent level; an array of plain numbers or strings stays on one line. */
typedef struct cg_json_writer {
    cg_text out;
    int depth;
    bool first;
    int flat; /* open arrays and objects that stay on one line */
} cg_json_writer;

cg_json_writer cg_json_write_start(cg_arena *arena);
void cg_json_open_object(cg_json_writer *writer, const char *key);
void cg_json_close_object(cg_json_writer *writer);
void cg_json_open_array(cg_json_writer *writer, const char *key);
void cg_json_open_flat_array(cg_json_writer *writer, const char *key); /* on one line */
void cg_json_close_array(cg_json_writer *writer);
/* null where not finite */
void cg_json_number(cg_json_writer *writer, const char *key, double value);
void cg_json_integer(cg_json_writer *writer, const char *key, long long value);
void cg_json_string(cg_json_writer *writer, const char *key, const char *text); /* null for NULL */
void cg_json_boolean(cg_json_writer *writer, const char *key, bool truth);
void cg_json_null(cg_json_writer *writer, const char *key);
/* A cg_words: a plain string where both languages agree or one is missing, else {"vi","en"}. */
void cg_json_words(cg_json_writer *writer, const char *key, cg_words words);
/* These two write nothing where there is nothing to say. */
void cg_json_string_if(cg_json_writer *writer, const char *key, const char *text);
void cg_json_words_if(cg_json_writer *writer, const char *key, cg_words words);
/* Arrays on one line. */
void cg_json_strings(cg_json_writer *writer, const char *key, const char *const *items, int count);
void cg_json_integers(cg_json_writer *writer, const char *key, const int *items, int count);
/* Writes a read tree again. */
void cg_json_tree(cg_json_writer *writer, const char *key, const cg_json *node);
/* The document, ended by a line end. */
const char *cg_json_finish(cg_json_writer *writer, size_t *length);

#endif
