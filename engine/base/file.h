/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole files in, whole files out. */
#ifndef CG_BASE_FILE_H
#define CG_BASE_FILE_H

#include "base/diagnostic.h"

/* Reads a file or pipe (or "-", standard input) whole; NUL-terminated. False after saying why (not
 * there, a folder, not allowed, over `limit` bytes). */
bool cg_file_read(cg_arena *arena, cg_diagnostics *diagnostics, const char *path, size_t limit,
                  char **bytes, size_t *length);
/* Writes a file whole or not at all: a temporary file beside it, flushed, then renamed. On any
 * failure the temporary is removed, the old file is as it was, false, and a sentence says why (disk
 * full, no such folder). Keeps the rights of the old file; a link stays one, what it points to is
 * replaced. A path that is no regular file or stands in /dev or /proc (/dev/stdout, a pipe) is
 * written straight. The process should ignore SIGXFSZ and SIGPIPE, else a limit or a closed pipe
 * ends it here. */
bool cg_file_write(cg_diagnostics *diagnostics, const char *path, const char *bytes, size_t length);
/* Says why `path` could not be written, from the errno. */
void cg_file_say_unwritten(cg_diagnostics *diagnostics, const char *path, int error);
/* A SHA-256 taken of pieces: cg_digest *d = cg_digest_start(arena); cg_digest_add(d, …) as often as
 * need be (a cg_pour); cg_digest_end(d, out). */
typedef struct cg_digest cg_digest;
cg_digest *cg_digest_start(cg_arena *arena);
void cg_digest_add(void *digest, const char *bytes, size_t length);
void cg_digest_end(cg_digest *digest, char out[65]);
/* The SHA-256 of `bytes` as 64 hexadecimal digits (libmd). */
void cg_sha256(const char *bytes, size_t length, char out[65]);
/* Names of the files of a folder that end in `ending`, sorted by bytes; of its subfolders where
 * `ending` is "/"; hidden ones left out. NULL where the folder cannot be read. */
const char **cg_folder_list(cg_arena *arena, const char *folder, const char *ending, int *count);
/* Makes a folder and those above it. False after saying why it is not there. */
bool cg_folder_make(cg_diagnostics *diagnostics, const char *folder);
/* Removes what cg_file_write left in `folder` where a process was killed under it. Nobody else may
 * be writing there. */
void cg_folder_sweep(const char *folder);

#endif
