/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents read once and asked for again and again. */
#include "base/json_shelf.h"

#include "base/map.h"

#include <string.h>
#include <sys/stat.h>

/* What tells a file from its later versions. */
typedef struct version {
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec changed;
} version;

typedef struct kept {
    version of;
    const cg_json *root;
} kept;

struct cg_json_shelf {
    cg_arena *arena;
    cg_map *paths; /* -> index in documents */
    CG_VECTOR(kept) documents;
    cg_store *made;
};

cg_json_shelf *cg_json_shelf_new(cg_arena *arena) {
    cg_json_shelf *shelf = CG_NEW(arena, cg_json_shelf);
    shelf->arena = arena;
    shelf->paths = cg_map_new(arena);
    shelf->made = cg_store_new(arena);
    return shelf;
}

cg_store *cg_json_shelf_made(cg_json_shelf *shelf) {
    return shelf->made;
}

/* False where there is no regular file. */
static bool version_of(const char *path, version *out) {
    struct stat found;
    if (stat(path, &found) != 0 || !S_ISREG(found.st_mode)) {
        return false;
    }
    *out = (version){found.st_dev, found.st_ino, found.st_size, found.st_mtim};
    return true;
}

static bool is_same(const version *a, const version *b) {
    return a->device == b->device && a->inode == b->inode && a->size == b->size &&
           a->changed.tv_sec == b->changed.tv_sec && a->changed.tv_nsec == b->changed.tv_nsec;
}

static void keep(cg_json_shelf *shelf, const char *path, const version *of, const cg_json *root) {
    const char *name = cg_copy(shelf->arena, path, strlen(path));
    CG_PUSH(shelf->arena, &shelf->documents, ((kept){*of, root}));
    cg_map_set(shelf->paths, name, shelf->documents.count - 1);
}

const cg_json *cg_json_shelf_read(cg_json_shelf *shelf, cg_arena *arena,
                                  cg_diagnostics *diagnostics, const char *path) {
    version now;
    if (shelf == NULL || !version_of(path, &now)) {
        return cg_json_read_file(arena, diagnostics, path);
    }
    int index = cg_map_find(shelf->paths, path);
    if (index != CG_NONE && is_same(&shelf->documents.items[index].of, &now)) {
        return shelf->documents.items[index].root;
    }
    int before = diagnostics->errors;
    const cg_json *root = cg_json_read_file(shelf->arena, diagnostics, path);
    if (root != NULL && diagnostics->errors == before) {
        keep(shelf, path, &now, root);
    }
    return root;
}

bool cg_json_shelf_key(cg_json_shelf *shelf, cg_diagnostics *diagnostics, const char *const *paths,
                       cg_text *key) {
    for (int i = 0; paths[i] != NULL; i++) {
        version now;
        /* Asked first: a pipe can be read but once, and not for a key. */
        if (!version_of(paths[i], &now)) {
            return false;
        }
        const cg_json *root = cg_json_shelf_read(shelf, shelf->arena, diagnostics, paths[i]);
        int index = cg_map_find(shelf->paths, paths[i]);
        if (root == NULL || index == CG_NONE || shelf->documents.items[index].root != root) {
            return false;
        }
        cg_text_addf(key, "%d ", index);
    }
    return true;
}
