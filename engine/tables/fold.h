/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of cells as people mean them: without stray blanks, and folded for comparing names. */
#ifndef CG_TABLES_FOLD_H
#define CG_TABLES_FOLD_H

#include "base/memory.h"

/* NFC; blanks, line breaks and no-break spaces at the ends taken off, those inside as they are. */
const char *cg_cell_trimmed(cg_arena *arena, const char *text);
/* For comparing names: no case, no marks, đ as d, every run of blanks, line breaks and "_" one
 * blank, brackets of any kind square, no colon or asterisk at the end. "Lượng\u00a0 (m³)*" is
 * "luong [m3]". */
const char *cg_folded(cg_arena *arena, const char *text);
/* Whether a name is in a list that NULL ends (NULL: an empty one), letter by letter. */
bool cg_is_among(const char *const *names, const char *name);
/* What stands in brackets at the end of `text`, trimmed, else NULL; `bare` is then what is before.
 */
const char *cg_bracketed(cg_arena *arena, const char *text, const char **bare);

#endif
