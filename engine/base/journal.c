/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens a journal of whole lines, takes off what was cut, and appends so that it lasts. */
#include "base/journal.h"

#include "base/draft.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* fcntl's lock: flock's would live on in a forked worker that outlives a killed parent. */
static int lock(int descriptor) {
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    return fcntl(descriptor, F_SETLK, &whole) == 0 ? 0 : errno;
}

/* 0, or the errno; `*length` comes as the most and goes as what was there. */
static int read_whole(int descriptor, char *bytes, size_t *length) {
    size_t have = 0;
    while (have < *length) {
        ssize_t count = pread(descriptor, bytes + have, *length - have, (off_t)have);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return errno;
        }
        if (count == 0) {
            break;
        }
        have += (size_t)count;
    }
    *length = have;
    return 0;
}

static size_t whole_lines(const char *bytes, size_t length) {
    while (length > 0 && bytes[length - 1] != '\n') {
        length--;
    }
    return length;
}

/* 0, or the errno. */
static int load(cg_journal *journal, cg_arena *arena, char **bytes) {
    struct stat about;
    if (fstat(journal->descriptor, &about) != 0) {
        return errno;
    }
    size_t length = (size_t)about.st_size;
    *bytes = cg_allocate(arena, length + 1, 1); /* the caller closes where this jumps */
    int error = read_whole(journal->descriptor, *bytes, &length);
    if (error != 0) {
        return error;
    }
    journal->length = whole_lines(*bytes, length);
    (*bytes)[journal->length] = '\0';
    journal->cut = journal->length < length;
    if (journal->cut && ftruncate(journal->descriptor, (off_t)journal->length) != 0) {
        return errno;
    }
    return 0;
}

bool cg_journal_open(cg_journal *journal, cg_arena *arena, cg_diagnostics *diagnostics,
                     const char *path, char **bytes) {
    *journal = (cg_journal){.path = path};
    journal->descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (journal->descriptor < 0) {
        cg_file_say_unwritten(diagnostics, path, errno);
        return false;
    }
    int error = lock(journal->descriptor);
    if (error == EACCES || error == EAGAIN) {
        cg_say(diagnostics, CG_ERROR, (cg_place){.file = path}, CG_MSG_JOURNAL_IN_USE, path, NULL);
        return false;
    }
    error = error == 0 ? load(journal, arena, bytes) : error;
    if (error != 0) {
        cg_file_say_unwritten(diagnostics, path, error);
    }
    return error == 0;
}

/* 0, or the errno. */
static int append(int descriptor, const char *bytes, size_t length) {
    int error = cg_descriptor_write(descriptor, bytes, length);
    if (error != 0) {
        return error;
    }
    return fsync(descriptor) == 0 ? 0 : errno;
}

bool cg_journal_append(cg_journal *journal, cg_diagnostics *diagnostics, const char *line,
                       size_t length) {
    int error = append(journal->descriptor, line, length);
    if (error == 0) {
        journal->length += length;
        return true;
    }
    /* Where even this fails the half line is taken off at the next opening. */
    int cut = ftruncate(journal->descriptor, (off_t)journal->length);
    (void)cut;
    cg_file_say_unwritten(diagnostics, journal->path, error);
    return false;
}

void cg_journal_close(cg_journal *journal) {
    if (journal->descriptor >= 0) {
        close(journal->descriptor);
    }
    journal->descriptor = -1;
}
