/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every fork of a test waits until no other thread of it is at work.
 *
 * GCC 12's libasan, unlike glibc, does not take its allocator's locks for a fork: a child that is
 * begun while another thread allocates finds them locked, and waits for ever for a thread that it
 * does not have. Criterion forks while its queue's thread may be taking in the first connection,
 * and the child allocates before it becomes a test: about one in a hundred stood still where the
 * environment was such that both asked for blocks of one size. A thread that sleeps holds no such
 * lock.
 *
 * Rejected: to have a block of that size at hand (the sanitizer has other locks), and to do
 * Criterion's part of the child here (it differs from version to version). */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* The state letter of a thread of this process: R runs, D waits for memory or disk, S sleeps; 'X'
 * when it is gone. */
static char state_of(const char *thread) {
    char path[64];
    char line[256];
    snprintf(path, sizeof path, "/proc/self/task/%.20s/stat", thread);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return 'X';
    }
    ssize_t length = read(file, line, sizeof line - 1);
    close(file);
    line[length < 0 ? 0 : length] = '\0';
    /* number (name) state ...: a name may hold brackets too, and is short. */
    const char *name_end = strrchr(line, ')');
    return name_end != NULL && name_end[1] == ' ' ? name_end[2] : 'X';
}

static bool others_rest(void) {
    DIR *threads = opendir("/proc/self/task");
    if (threads == NULL) {
        return true; /* there is no way to know */
    }
    bool rest = true;
    const struct dirent *entry;
    while (rest && (entry = readdir(threads)) != NULL) {
        if (entry->d_name[0] == '.' || atol(entry->d_name) == gettid()) {
            continue;
        }
        char state = state_of(entry->d_name);
        rest = state != 'R' && state != 'D';
    }
    closedir(threads);
    return rest;
}

static void wait_for_rest(void) {
    enum {
        MOST_LOOKS = 5000
    }; /* some seconds: a test whose thread never rests forks as it would */
    const struct timespec between = {.tv_nsec = 200000};
    int before = errno;
    for (int look = 0; look < MOST_LOOKS && !others_rest(); look++) {
        nanosleep(&between, NULL);
    }
    errno = before;
}

__attribute__((constructor)) static void watch_forks(void) {
    pthread_atfork(wait_for_rest, NULL, NULL);
}
