/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents read once and asked for again and again: the models, by every park and every law. */
#ifndef CG_BASE_JSON_SHELF_H
#define CG_BASE_JSON_SHELF_H

#include "base/json.h"
#include "base/store.h"

typedef struct cg_json_shelf cg_json_shelf;

/* Lives as long as `arena`, and so do the documents on it. Not for two threads at a time. */
cg_json_shelf *cg_json_shelf_new(cg_arena *arena);
/* As cg_json_read_file, of which it gives the same tree as long as the file has not changed (its
 * size, time and inode). Only what was read without an error is kept, so that every reader is told
 * of the errors. Where `shelf` is NULL, and for what is no regular file, the file is read into
 * `arena` each time. The tree is not to be changed: others hold it too. */
const cg_json *cg_json_shelf_read(cg_json_shelf *shelf, cg_arena *arena,
                                  cg_diagnostics *diagnostics, const char *path);
/* Adds to `key` which tree stands on the shelf for each path, so that what is made of them can be
 * kept: a tree on the shelf never changes nor goes. False where one of them cannot be kept: it is
 * no regular file, or is reported to be wrong. */
bool cg_json_shelf_key(cg_json_shelf *shelf, cg_diagnostics *diagnostics, const char *const *paths,
                       cg_text *key);
/* What was made of documents on the shelf. */
cg_store *cg_json_shelf_made(cg_json_shelf *shelf);

#endif
