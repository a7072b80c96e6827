/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the JSON door share about its tree. */
#ifndef CG_BASE_JSON_NAMES_H
#define CG_BASE_JSON_NAMES_H

#include "base/json.h"

/* Says every name that stands twice in one object of the tree. Linear. */
void cg_json_names_check(cg_arena *arena, cg_diagnostics *diagnostics, const char *file,
                         const cg_json *root);
/* A copy of valid UTF-8 in Unicode normal form C. */
const char *cg_json_nfc(cg_arena *arena, const char *text);

#endif
