/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that is written piece by piece and appears whole or not at all. */
#ifndef CG_BASE_DRAFT_H
#define CG_BASE_DRAFT_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* What names of temporary files begin with. */
#define CG_TEMPORARY ".congsinh-"

/* Holds a descriptor: whoever lets memory end while one is open must still close it. */
typedef struct cg_draft {
    int descriptor; /* -1: none */
    int error;      /* the first errno; 0: none */
    bool straight;  /* no regular file: written where it is */
    bool replaces;  /* a file of these rights */
    mode_t rights;
    off_t length, begun; /* bytes written; those the system was told to put on the disk */
    char target[PATH_MAX], temporary[PATH_MAX];
} cg_draft;

/* Begins one, as cg_file_write says of files. What goes wrong is kept until it is closed. */
void cg_draft_open(cg_draft *draft, const char *path);
/* Appends; a cg_pour. */
void cg_draft_add(void *draft, const char *bytes, size_t length);
/* Puts it in its place, or throws it away where it is not `whole` or anything went wrong. 0, or the
 * errno. */
int cg_draft_close(cg_draft *draft, bool whole);
/* Writes all of it, going on where a signal came between. 0, or the errno. */
int cg_descriptor_write(int descriptor, const char *bytes, size_t length);

#endif
