/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files that lay a park out in tables share; inside this room. */
#ifndef CG_TABLES_FILLING_H
#define CG_TABLES_FILLING_H

#include "tables/fill.h"
#include "tables/fill_cells.h"
#include "tables/fill_sheet.h"

typedef struct cg_filling {
    cg_arena *arena;
    const cg_fill *how;
    const cg_json *document;
    cg_filled sheets[CG_TABLE_COUNT];
} cg_filling;

/* Where one object's members go: its row, and how the document knows it. */
typedef struct cg_target {
    cg_filled *sheet;
    const char *base; /* "firms.paper.outputs.effluent" */
} cg_target;

/* --- fill_values.c
 * ---------------------------------------------------------------------------------
 */

/* As JSON beside its path. */
void cg_fill_other(cg_filling *f, const cg_json *node, const char *path);
/* As a line of figures where that says it, else as JSON. */
void cg_fill_beside(cg_filling *f, const cg_json *node, const char *path);
/* A number with what it rests on, in the columns beside `path`; false, and nothing put, where they
 * do not say it. */
bool cg_fill_measured(cg_filling *f, const cg_target *to, const cg_json *node, const char *path);
/* The members of a row's object but those in the NULL-ended list `apart`. */
void cg_fill_members(cg_filling *f, const cg_target *to, const cg_json *object,
                     const char *const *apart);
/* No name in the object is one that a path would part. */
bool cg_fill_has_plain_keys(const cg_json *object);

/* --- fill_park.c
 * -----------------------------------------------------------------------------------
 */

/* The park's own sheet: its head, assumptions, requirements, and its facts. */
void cg_fill_park_items(cg_filling *f);
/* The "facts" of `object`, which stands at `base`; `firm` NULL: the park. */
void cg_fill_facts(cg_filling *f, const cg_json *object, const char *firm, const char *base);
/* A line of the park's own sheet with nothing but its key. */
void cg_fill_start_item(cg_filling *f, const char *key);
/* One language of words that have a line of their own: "park.name.vi". */
bool cg_fill_is_of_words(const char *path);

/* --- fill_template.c
 * -------------------------------------------------------------------------------
 */

/* What a template shows in place of a park: every item, and an example a sheet. */
void cg_fill_template(cg_filling *f);

#endif
