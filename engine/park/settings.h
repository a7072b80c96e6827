/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings ("PATH=VALUE") put into a park's document before it is read. */
#ifndef CG_PARK_SETTINGS_H
#define CG_PARK_SETTINGS_H

#include "base/json.h"

/* As cg_json_set, and where the path goes through something a park may leave out (assumptions,
 * requirements, a flow's limits …), that is made first. */
bool cg_setting_apply(cg_arena *arena, cg_diagnostics *diagnostics, cg_json *document,
                      const char *setting);

#endif
