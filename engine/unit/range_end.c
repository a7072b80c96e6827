/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers with a range read at one end of it, for what a plan gains at the least and at the most.
 */
#include "unit/range_end.h"

#include <string.h>

/* No number of a park, its periods included, stands deeper in one object of a list. */
enum { MOST_KEYS = 12 };

typedef enum sign { DOWN = -1, STAYS = 0, UP = 1 } sign;

static const struct {
    const char *list, *key;
    sign sign;
} signs[] = {
#define CG_RANGE_SIGN(list, key, sign) {list, key, sign},
#include "unit/range_signs.def"
#undef CG_RANGE_SIGN
};

/* The names of a number from its own outwards, up to the list that its object stands in. */
typedef struct names {
    const char *keys[MOST_KEYS];
    int count;
    const char *list; /* "" where it stands in none */
} names;

static names names_of(const cg_json *node) {
    names found = {.list = ""};
    for (const cg_json *at = node; at != NULL && at->key != NULL && found.count < MOST_KEYS;
         at = at->parent) {
        found.keys[found.count++] = at->key;
        const cg_json *object = at->parent;
        if (object != NULL && object->key == NULL && object->parent != NULL &&
            object->parent->key != NULL) {
            found.list = object->parent->key;
        }
    }
    return found;
}

/* False where the table has no such line. */
static bool look_up(const char *list, const char *key, sign *out) {
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (strcmp(signs[i].list, list) == 0 && strcmp(signs[i].key, key) == 0) {
            *out = signs[i].sign;
            return true;
        }
    }
    return false;
}

/* The outermost name that the table knows decides: below it stand ids of periods and parameters,
 * which may be any word. */
static sign sign_of(const names *named) {
    sign found = STAYS;
    for (int i = named->count - 1; i >= 0; i--) {
        if (look_up(named->list, named->keys[i], &found) || look_up("", named->keys[i], &found)) {
            return found;
        }
    }
    return STAYS;
}

/* A least is kept more easily the lower it is; more heat in a fuel is no pollution; and of a number
 * without a unit nobody knows which end is bad. */
static sign sign_of_quality(sign usual, const names *named, const cg_quality_meaning *quality) {
    bool least = named->count > 0 && strcmp(named->keys[0], "min") == 0;
    if (usual == UP) {
        return least ? DOWN : UP;
    }
    if (quality->kind == CG_PLAIN) {
        return STAYS;
    }
    return quality->kind == CG_HEATING_VALUE ? UP : usual;
}

void cg_range_take_end(const cg_reader *reader, const cg_json *node,
                       const cg_quality_meaning *quality, cg_value *value) {
    if (reader->end == CG_AS_STATED || !value->ranged) {
        return;
    }
    names named = names_of(node);
    sign found = sign_of(&named);
    found = quality == NULL ? found : sign_of_quality(found, &named, quality);
    if (found == STAYS) {
        return;
    }
    bool high = (found == UP) == (reader->end == CG_FAVOURABLE);
    value->value = high ? value->high : value->low;
    if (reader->moved != NULL && value->low < value->high) {
        *(reader->lenient_rates ? &reader->moved->shipped : &reader->moved->own) += 1;
    }
}

cg_reader cg_reader_turned(const cg_reader *reader) {
    cg_reader turned = *reader;
    turned.end = reader->end == CG_ADVERSE      ? CG_FAVOURABLE
                 : reader->end == CG_FAVOURABLE ? CG_ADVERSE
                                                : CG_AS_STATED;
    return turned;
}
