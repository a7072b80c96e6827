/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file of whole lines that only grows: what was done so far, whatever ends the process. */
#ifndef CG_BASE_JOURNAL_H
#define CG_BASE_JOURNAL_H

#include "base/diagnostic.h"

/* One that is open. {.descriptor = -1} is none. */
typedef struct cg_journal {
    int descriptor;
    const char *path; /* borrowed */
    size_t length;    /* of its whole lines */
    bool cut;         /* its last line was half a line when it was opened, and has been taken off */
} cg_journal;

/* Opens a journal, made where there is none, gives its whole lines in `arena` and takes a half one
 * at its end off the file. It is this process's until it is closed: another that opens it is told
 * so (a lock of fcntl's, which neither forked children nor a killed process keep). False after
 * saying why; the journal must be closed in any case, also where memory ended under this. */
bool cg_journal_open(cg_journal *journal, cg_arena *arena, cg_diagnostics *diagnostics,
                     const char *path, char **bytes);
/* Appends a line, which has its line end, and has it on the disk before this returns. False after
 * saying why; the file is then as it was. */
bool cg_journal_append(cg_journal *journal, cg_diagnostics *diagnostics, const char *line,
                       size_t length);
void cg_journal_close(cg_journal *journal);

#endif
