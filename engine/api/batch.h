/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands behind the handle of a batch. */
#ifndef CG_API_BATCH_H
#define CG_API_BATCH_H

#include "api/context.h"
#include "base/journal.h"
#include "study/batch.h"

/* No park is so large; a file without end must end somewhere. */
#define CG_BATCH_MOST_BYTES ((size_t)1 << 30)

struct congsinh_batch {
    cg_arena *arena;
    congsinh_solve_options solve; /* exceptions as bytes: many parks, one reading */
    const char *const *settings;
    int setting_count;
    const congsinh_format *formats; /* plan.json among them */
    int format_count;
    congsinh_report_options report;
    const char *folder;
    char base[65]; /* digest of all that is the same for every park */
    cg_journal file;
    cg_batch_journal *journal; /* as it was when it was opened */
    CG_VECTOR(cg_batch_row) rows;
    cg_map *by_park; /* of rows */
    bool ready;      /* the models were read: a process forked from here finds them */
};

/* Digest of what makes the results of this batch what they are, the parks apart. False after
 * saying what of it could not be read. */
bool cg_batch_base(congsinh *context, congsinh_batch *batch);
/* The key of a park of this batch, in `arena`: of its bytes, of the tables beside it, and of a file
 * that it names its rules by. `document` is the park's and may be NULL. */
const char *cg_batch_key(cg_arena *arena, const congsinh_batch *batch, const cg_park_source *source,
                         const cg_json *document);

/* SHA-256 as a text, in `arena`. */
const char *cg_batch_digest(cg_arena *arena, const char *bytes, size_t length);

/* The park as this batch asks for it. */
cg_park_source cg_batch_source(const congsinh *context, const congsinh_batch *batch,
                               const char *file, const char *bytes, size_t length);
/* "FOLDER/NAME". */
const char *cg_batch_path(cg_arena *arena, const char *folder, const char *name);
/* Removes what a batch writes of a park, whatever its formats were. */
void cg_batch_clear(cg_arena *arena, const char *folder);

#endif
