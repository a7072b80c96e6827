/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Temporary files beside those whose place they take. */
#define _GNU_SOURCE /* sync_file_range */
#include "base/draft.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_TEMPORARY_NAMES = 100 };
/* What is written goes to the disk while the rest is still worked out: at the end there is little
 * to wait for. */
#define AHEAD ((off_t)1 << 20)

int cg_descriptor_write(int descriptor, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t count = write(descriptor, bytes, length);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return errno;
        }
        bytes += count;
        length -= (size_t)count;
    }
    return 0;
}

/* Opens a new file in `folder`, named in `name`. O_EXCL and not mkstemp: the file shall have the
 * rights that the user's mask gives to any new file. -1 with errno. */
static int open_temporary(const char *folder, char name[PATH_MAX]) {
    for (int i = 0; i < MOST_TEMPORARY_NAMES; i++) {
        int length =
            snprintf(name, PATH_MAX, "%s/" CG_TEMPORARY "%ld-%d", folder, (long)getpid(), i);
        if (length >= PATH_MAX) {
            errno = ENAMETOOLONG;
            return -1;
        }
        int descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor >= 0 || errno != EEXIST) {
            return descriptor;
        }
    }
    return -1;
}

/* The folder of `path`, in place. */
static const char *cut_to_folder(char *path) {
    char *slash = strrchr(path, '/');
    if (slash == NULL) {
        return ".";
    }
    if (slash == path) {
        return "/.";
    }
    *slash = '\0';
    return path;
}

/* What stands below /dev and /proc may look like a file (a redirected /dev/stdout) and is none. */
static bool is_device_name(const char *path) {
    return strncmp(path, "/dev/", 5) == 0 || strncmp(path, "/proc/", 6) == 0;
}

/* What stands at `path`: decides how it is written. 0, or the errno. */
static int look_at(cg_draft *draft, const char *path) {
    struct stat about;
    if (stat(path, &about) != 0) {
        size_t length = strlen(path);
        if (errno != ENOENT) {
            return errno;
        }
        if (length >= PATH_MAX) {
            return ENAMETOOLONG;
        }
        memcpy(draft->target, path, length + 1);
        return 0;
    }
    if (S_ISDIR(about.st_mode)) {
        return EISDIR;
    }
    draft->straight = !S_ISREG(about.st_mode) || is_device_name(path);
    if (draft->straight) {
        return 0;
    }
    draft->replaces = true;
    draft->rights = about.st_mode & 07777;
    /* A rename would pass over the file's own protection. */
    if (access(path, W_OK) != 0) {
        return errno;
    }
    /* A link stays a link: what it points to is replaced. */
    return realpath(path, draft->target) == NULL ? errno : 0;
}

void cg_draft_open(cg_draft *draft, const char *path) {
    draft->descriptor = -1;
    draft->straight = draft->replaces = false;
    draft->length = draft->begun = 0;
    draft->error = look_at(draft, path);
    if (draft->error != 0) {
        return;
    }
    if (draft->straight) {
        /* Appending, so that what a redirected /dev/stdout holds already stays. */
        draft->descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
    } else {
        char folder[PATH_MAX];
        memcpy(folder, draft->target, strlen(draft->target) + 1);
        draft->descriptor = open_temporary(cut_to_folder(folder), draft->temporary);
    }
    draft->error = draft->descriptor < 0 ? errno : 0;
}

void cg_draft_add(void *payload, const char *bytes, size_t length) {
    cg_draft *draft = payload;
    if (draft->error == 0) {
        draft->error = cg_descriptor_write(draft->descriptor, bytes, length);
        draft->length += (off_t)length;
    }
#ifdef SYNC_FILE_RANGE_WRITE
    if (draft->error == 0 && !draft->straight && draft->length - draft->begun >= AHEAD) {
        /* A hint: what goes wrong fsync will say. */
        sync_file_range(draft->descriptor, draft->begun, draft->length - draft->begun,
                        SYNC_FILE_RANGE_WRITE);
        draft->begun = draft->length;
    }
#endif
}

/* Takes the errno of what failed, where nothing did before. */
static void check(cg_draft *draft, bool done) {
    if (!done && draft->error == 0) {
        draft->error = errno;
    }
}

int cg_draft_close(cg_draft *draft, bool whole) {
    if (draft->descriptor < 0) {
        return draft->error;
    }
    bool placed = whole && draft->error == 0 && !draft->straight;
    if (placed && draft->replaces) {
        check(draft, fchmod(draft->descriptor, draft->rights) == 0);
    }
    if (placed) {
        check(draft, fsync(draft->descriptor) == 0);
    }
    check(draft, close(draft->descriptor) == 0);
    draft->descriptor = -1;
    if (placed && draft->error == 0) {
        check(draft, rename(draft->temporary, draft->target) == 0);
    }
    if (!draft->straight && (!placed || draft->error != 0)) {
        unlink(draft->temporary);
    }
    return draft->error;
}
