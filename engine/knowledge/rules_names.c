/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of rule packs, alone and several together: "vn+own.json". */
#include "knowledge/rules.h"

#include <string.h>

static bool is_file(const char *name, size_t length) {
    return length >= 5 && memcmp(name + length - 5, ".json", 5) == 0;
}

bool cg_rules_is_file(const char *name) {
    return name != NULL && is_file(name, strlen(name));
}

/* Folders may hold a + in their names: it joins only behind a file or an id. */
static bool is_whole(const char *name, size_t length) {
    return is_file(name, length) ||
           (memchr(name, '/', length) == NULL && memchr(name, '.', length) == NULL);
}

const char **cg_rules_split(cg_arena *arena, const char *name, int *count) {
    CG_VECTOR(const char *) names = {0};
    const char *start = name;
    for (const char *at = name; at != NULL; at++) {
        if (*at == '\0' || (*at == '+' && is_whole(start, (size_t)(at - start)))) {
            CG_PUSH(arena, &names, cg_copy(arena, start, (size_t)(at - start)));
            start = at + 1;
        }
        if (*at == '\0') {
            break;
        }
    }
    *count = names.count;
    return names.items;
}

const char *cg_rules_stated(const cg_reader *reader, const cg_json *object) {
    const cg_json *stated = cg_json_member(object, "rules");
    if (stated == NULL || stated->type != CG_JSON_ARRAY) {
        return cg_reader_text(reader, object, "rules", NULL);
    }
    cg_text joined = cg_text_start(reader->arena);
    for (const cg_json *one = stated->first; one != NULL; one = one->next) {
        if (cg_reader_is(reader, one, CG_JSON_STRING)) {
            cg_text_addf(&joined, "%s%s", joined.length > 0 ? "+" : "", one->text);
        }
    }
    return joined.length > 0 ? joined.bytes : NULL;
}
