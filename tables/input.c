/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole files in, whole files out; nothing but plain files is ever opened for reading. */
#define _GNU_SOURCE /* O_CLOEXEC, strncasecmp */
#include "tables.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

bool tables_has_ending(const char *name, const char *ending) {
    size_t length = strlen(name), most = strlen(ending);
    return length > most && strcasecmp(name + length - most, ending) == 0;
}

tables_bytes tables_read_file(int at, const char *path, bool follow, size_t limit) {
    /* Not waiting: the name may be of a pipe. */
    int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (follow ? 0 : O_NOFOLLOW);
    int file = openat(at, path, flags);
    if (file < 0 && errno == ELOOP) {
        tables_refuse("not-a-file", "%s: a link to elsewhere, which is not followed", path);
    }
    struct stat facts;
    if (file < 0 || fstat(file, &facts) != 0) {
        tables_refuse("not-found", "%s: %s", path, strerror(errno));
    }
    if (!S_ISREG(facts.st_mode)) {
        tables_refuse("not-a-file", "%s: neither a file nor a folder", path);
    }
    if ((uintmax_t)facts.st_size > limit) {
        tables_refuse("too-big", "%s: %jd bytes, where %zu may be read", path,
                      (intmax_t)facts.st_size, limit);
    }
    tables_bytes bytes = {.data = tables_grown(NULL, (size_t)facts.st_size + 1, 1)};
    while (bytes.length < (size_t)facts.st_size) {
        ssize_t got = read(file, bytes.data + bytes.length, (size_t)facts.st_size - bytes.length);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            tables_refuse("not-found", "%s: %s", path, strerror(errno));
        }
        if (got == 0) {
            break; /* it was cut while we read */
        }
        bytes.length += (size_t)got;
    }
    bytes.data[bytes.length] = '\0';
    close(file);
    return bytes;
}

static bool write_all(int file, const unsigned char *data, size_t length) {
    while (length > 0) {
        ssize_t done = write(file, data, length);
        if (done < 0 && errno != EINTR) {
            return false;
        }
        if (done > 0) {
            data += done;
            length -= (size_t)done;
        }
    }
    return true;
}

bool tables_write_file(const char *path, const void *data, size_t length) {
    char *beside = tables_format("%s.%ld.part", path, (long)getpid());
    int file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    bool good = file >= 0 && write_all(file, data, length) && fsync(file) == 0;
    good = (file < 0 || close(file) == 0) && good;
    good = good && rename(beside, path) == 0;
    int why = errno;
    if (!good && file >= 0) {
        unlink(beside);
    }
    free(beside);
    errno = why;
    return good;
}
