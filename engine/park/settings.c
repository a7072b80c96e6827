/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings put into a park's document before it is read. */
#include "park/settings.h"

#include <string.h>

/* What a park may leave out and a setting may speak of. Any other missing name is a slip, to be
 * answered with the nearest known one. */
static bool is_container(const char *name, size_t length) {
    static const char *const containers[] = {
        "assumptions", "requirements", "exchange_rates", "models",  "limits", "quality",
        "accepts",     "gives",        "investment",     "removal", "park",   "link_investment",
        NULL};
    for (int c = 0; containers[c] != NULL; c++) {
        if (strlen(containers[c]) == length && memcmp(containers[c], name, length) == 0) {
            return true;
        }
    }
    return false;
}

static cg_json *child(cg_json *parent, const char *name) {
    return parent->type == CG_JSON_ARRAY ? cg_json_element(parent, name)
                                         : cg_json_member(parent, name);
}

bool cg_setting_apply(cg_arena *arena, cg_diagnostics *diagnostics, cg_json *document,
                      const char *setting) {
    cg_json *at = document;
    const char *equals = strchr(setting, '=');
    const char *name = setting;
    for (const char *dot = strchr(name, '.');
         at != NULL && equals != NULL && dot != NULL && dot < equals; dot = strchr(name, '.')) {
        size_t length = (size_t)(dot - name);
        const char *key = cg_copy(arena, name, length);
        if (child(at, key) == NULL && at->type == CG_JSON_OBJECT && is_container(name, length)) {
            const char *path = cg_copy(arena, setting, (size_t)(dot - setting));
            cg_json_set(arena, diagnostics, document, cg_format(arena, "%s={}", path));
        }
        at = child(at, key);
        name = dot + 1;
    }
    return cg_json_set(arena, diagnostics, document, setting);
}
