/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole files in, whole files out. */
#ifndef CG_BASE_FILE_H
#define CG_BASE_FILE_H

#include "base/diagnostic.h"

/* Reads a regular file (or "-", standard input) whole; NUL-terminated. False after saying why (not there, a folder,
 * not allowed, over `limit` bytes). */
bool cg_file_read(cg_arena *arena, cg_diagnostics *diagnostics, const char *path, size_t limit, char **bytes,
                  size_t *length);
/* Writes a file whole or not at all: a temporary file beside it, flushed, then renamed. On any failure the
 * temporary is removed, the old file is as it was, false, and a sentence says why (disk full, no such folder). A path that is no
 * regular file (/dev/stdout, a pipe) is written straight. */
bool cg_file_write(cg_diagnostics *diagnostics, const char *path, const char *bytes, size_t length);
/* The SHA-256 of `bytes` as 64 hexadecimal digits (libmd). */
void cg_sha256(const char *bytes, size_t length, char out[65]);
/* Names of the entries of a folder that end in `ending`, sorted by bytes; subfolders where `ending` is "/". */
const char **cg_folder_list(cg_arena *arena, const char *folder, const char *ending, int *count);

#endif
