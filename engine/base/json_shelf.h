/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents read once and asked for again and again: the models, by every park and every law. */
#ifndef CG_BASE_JSON_SHELF_H
#define CG_BASE_JSON_SHELF_H

#include "base/json.h"

typedef struct cg_json_shelf cg_json_shelf;

/* Lives as long as `arena`, and so do the documents on it. Not for two threads at a time. */
cg_json_shelf *cg_json_shelf_new(cg_arena *arena);
/* As cg_json_read_file, of which it gives the same tree as long as the file has not changed (its
 * size, time and inode). Only what was read without an error is kept, so that every reader is told
 * of the errors. Where `shelf` is NULL, and for what is no regular file, the file is read into
 * `arena` each time. The tree is not to be changed: others hold it too. */
const cg_json *cg_json_shelf_read(cg_json_shelf *shelf, cg_arena *arena,
                                  cg_diagnostics *diagnostics, const char *path);

#endif
