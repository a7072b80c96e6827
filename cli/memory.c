/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much memory that is free the C library keeps, in place of giving it back to the system. */
#include "cli.h"

#include <sys/stat.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* Large arrays come and go with the stages of a run. The C library would raise, with each that it
 * gets back, the size from which they are given back to the system, and keep what all stages took.
 */
#define GIVEN_BACK (256 << 10)
/* A park of few hundred firms has arrays of some megabytes. Taking each of its pages from the
 * system again and again was a thirtieth of its run; to keep them takes 7 MB more. */
#define SMALL_PARK ((off_t)2 << 20)
#define GIVEN_BACK_OF_SMALL (16 << 20)

static void keep(int bytes) {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, bytes);
    mallopt(M_TRIM_THRESHOLD, bytes);
#else
    (void)bytes;
#endif
}

void cli_memory_start(void) {
    keep(GIVEN_BACK);
}

void cli_memory_for(const char *park) {
    struct stat about;
    if (stat(park, &about) == 0 && S_ISREG(about.st_mode) && about.st_size <= SMALL_PARK) {
        keep(GIVEN_BACK_OF_SMALL);
    }
}
