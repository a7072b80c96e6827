/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole files in, whole files out, digests, and the names in a folder. */
#define _GNU_SOURCE /* strerrorname_np: the name of an errno is the same in every language */
#include "base/file.h"

#include "base/draft.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sha256.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_READ = 65536 };

/* What reading a descriptor came to. */
typedef enum outcome { READ_WHOLE, READ_FAILED, READ_TOO_LARGE, READ_NO_MEMORY } outcome;

/* Bytes being read: the arena is asked without a jump, for a descriptor is open. */
typedef struct content {
    cg_arena *arena;
    char *bytes;
    size_t length, capacity, limit;
} content;

static const char *error_name(int error) {
    const char *name = strerrorname_np(error);
    return name == NULL ? "?" : name;
}

static bool make_room(content *c) {
    if (c->length < c->capacity) {
        return true;
    }
    size_t capacity = c->capacity * 2;
    char *bytes = cg_try_allocate(c->arena, capacity + 1, 1);
    if (bytes == NULL) {
        return false;
    }
    memcpy(bytes, c->bytes, c->length);
    c->bytes = bytes;
    c->capacity = capacity;
    return true;
}

/* Reads `descriptor` to its end. `expected` is how much seems to be there; a file may grow. */
static outcome read_all(int descriptor, size_t expected, content *c) {
    c->capacity = expected < FIRST_READ ? FIRST_READ : expected + 1;
    c->bytes = cg_try_allocate(c->arena, c->capacity + 1, 1);
    if (c->bytes == NULL) {
        return READ_NO_MEMORY;
    }
    for (;;) {
        if (!make_room(c)) {
            return READ_NO_MEMORY;
        }
        ssize_t count = read(descriptor, c->bytes + c->length, c->capacity - c->length);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return READ_FAILED;
        }
        if (count == 0) {
            c->bytes[c->length] = '\0';
            return READ_WHOLE;
        }
        c->length += (size_t)count;
        if (c->length > c->limit) {
            return READ_TOO_LARGE;
        }
    }
}

static cg_message_id reading_message(int error) {
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return CG_MSG_FILE_MISSING;
    case EISDIR:
        return CG_MSG_FILE_IS_FOLDER;
    case EACCES:
    case EPERM:
        return CG_MSG_FILE_FORBIDDEN;
    default:
        return CG_MSG_FILE_UNREADABLE;
    }
}

static outcome read_descriptor(int descriptor, content *c) {
    struct stat about;
    if (fstat(descriptor, &about) != 0) {
        return READ_FAILED;
    }
    if (S_ISDIR(about.st_mode)) {
        errno = EISDIR;
        return READ_FAILED;
    }
    size_t expected = S_ISREG(about.st_mode) ? (size_t)about.st_size : 0;
    return expected > c->limit ? READ_TOO_LARGE : read_all(descriptor, expected, c);
}

/* A pipe by name (a shell's <(...)) is read too; `limit` holds for it as well. */
static outcome read_path(const char *path, content *c) {
    if (strcmp(path, "-") == 0) {
        return read_descriptor(STDIN_FILENO, c);
    }
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return READ_FAILED;
    }
    outcome result = read_descriptor(descriptor, c);
    int error = errno;
    close(descriptor);
    errno = error;
    return result;
}

bool cg_file_read(cg_arena *arena, cg_diagnostics *diagnostics, const char *path, size_t limit,
                  char **bytes, size_t *length) {
    content c = {.arena = arena, .limit = limit};
    outcome result = read_path(path, &c);
    int error = errno;
    cg_place place = {.file = path};
    switch (result) {
    case READ_WHOLE:
        *bytes = c.bytes;
        *length = c.length;
        return true;
    case READ_FAILED:
        cg_say(diagnostics, CG_ERROR, place, reading_message(error), path, error_name(error), NULL);
        return false;
    case READ_TOO_LARGE:
        cg_say(diagnostics, CG_ERROR, place, CG_MSG_FILE_TOO_LARGE, path,
               cg_format(arena, "%zu", limit), NULL);
        return false;
    case READ_NO_MEMORY:
        break;
    }
    cg_memory_ended(arena);
}

static cg_message_id writing_message(int error) {
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return CG_MSG_FILE_NO_SUCH_FOLDER;
    case EISDIR:
        return CG_MSG_FILE_IS_FOLDER;
    case EACCES:
    case EPERM:
    case EROFS:
        return CG_MSG_FILE_FORBIDDEN;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return CG_MSG_FILE_DISK_FULL;
    default:
        return CG_MSG_FILE_UNWRITABLE;
    }
}

void cg_file_say_unwritten(cg_diagnostics *diagnostics, const char *path, int error) {
    cg_place place = {.file = path};
    cg_say(diagnostics, CG_ERROR, place, writing_message(error), path, error_name(error), NULL);
}

bool cg_file_write(cg_diagnostics *diagnostics, const char *path, const char *bytes,
                   size_t length) {
    cg_draft draft;
    cg_draft_open(&draft, path);
    cg_draft_add(&draft, bytes, length);
    int error = cg_draft_close(&draft, true);
    if (error != 0) {
        cg_file_say_unwritten(diagnostics, path, error);
    }
    return error == 0;
}

struct cg_digest {
    SHA2_CTX state;
};

cg_digest *cg_digest_start(cg_arena *arena) {
    cg_digest *digest = CG_NEW(arena, cg_digest);
    SHA256Init(&digest->state);
    return digest;
}

void cg_digest_add(void *digest, const char *bytes, size_t length) {
    SHA256Update(&((cg_digest *)digest)->state, (const uint8_t *)bytes, length);
}

void cg_digest_end(cg_digest *digest, char out[65]) {
    SHA256End(&digest->state, out);
}

void cg_sha256(const char *bytes, size_t length, char out[65]) {
    SHA256Data((const uint8_t *)bytes, length, out);
}

static int by_bytes(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool is_folder(const char *folder, const struct dirent *entry) {
    if (entry->d_type != DT_UNKNOWN && entry->d_type != DT_LNK) {
        return entry->d_type == DT_DIR;
    }
    char path[PATH_MAX];
    struct stat about;
    return snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) < (int)sizeof path &&
           stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static bool is_wanted(const char *folder, const struct dirent *entry, const char *ending) {
    if (entry->d_name[0] == '.') {
        return false;
    }
    if (strcmp(ending, "/") == 0) {
        return is_folder(folder, entry);
    }
    size_t length = strlen(entry->d_name);
    size_t tail = strlen(ending);
    return length >= tail && strcmp(entry->d_name + length - tail, ending) == 0 &&
           !is_folder(folder, entry);
}

static const char *try_copy(cg_arena *arena, const char *text) {
    size_t length = strlen(text);
    char *copy = cg_try_allocate(arena, length + 1, 1);
    return copy == NULL ? NULL : memcpy(copy, text, length);
}

const char **cg_folder_list(cg_arena *arena, const char *folder, const char *ending, int *count) {
    struct dirent **entries = NULL;
    *count = 0;
    int found = scandir(folder, &entries, NULL, by_bytes);
    if (found < 0 && errno == ENOMEM) {
        cg_memory_ended(arena);
    }
    if (found < 0) {
        return NULL;
    }
    /* The entries belong to the C library until they are freed: no jump before. */
    const char **names = cg_try_allocate(arena, (size_t)found + 1, sizeof *names);
    bool memory = names != NULL;
    for (int i = 0; i < found; i++) {
        if (memory && is_wanted(folder, entries[i], ending)) {
            names[*count] = try_copy(arena, entries[i]->d_name);
            memory = names[*count] != NULL;
            (*count)++;
        }
        free(entries[i]);
    }
    free(entries);
    if (!memory) {
        cg_memory_ended(arena);
    }
    return names;
}

/* 0, or the errno; `path` is written to and stays as it was. */
static int make_folders(char *path) {
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        int error = mkdir(path, 0777) == 0 || errno == EEXIST ? 0 : errno;
        *slash = '/';
        if (error != 0) {
            return error;
        }
    }
    if (mkdir(path, 0777) == 0) {
        return 0;
    }
    int error = errno;
    struct stat found;
    return stat(path, &found) == 0 && S_ISDIR(found.st_mode) ? 0 : error;
}

bool cg_folder_make(cg_diagnostics *diagnostics, const char *folder) {
    char path[PATH_MAX];
    int error = snprintf(path, sizeof path, "%s", folder) >= (int)sizeof path ? ENAMETOOLONG
                                                                              : make_folders(path);
    if (error == EEXIST || error == ENOTDIR) {
        cg_say(diagnostics, CG_ERROR, (cg_place){.file = folder}, CG_MSG_FILE_FOLDER_EXPECTED,
               folder, NULL);
    } else if (error != 0) {
        cg_file_say_unwritten(diagnostics, folder, error);
    }
    return error == 0;
}

void cg_folder_sweep(const char *folder) {
    DIR *open = opendir(folder);
    if (open == NULL) {
        return;
    }
    const struct dirent *entry = NULL;
    while ((entry = readdir(open)) != NULL) {
        if (strncmp(entry->d_name, CG_TEMPORARY, strlen(CG_TEMPORARY)) == 0) {
            unlinkat(dirfd(open), entry->d_name, 0);
        }
    }
    closedir(open);
}
