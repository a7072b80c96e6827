/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strict reading of a JSON text that comes before cJSON, which accepts far too much. */
#ifndef CG_BASE_JSON_SCAN_H
#define CG_BASE_JSON_SCAN_H

#include "base/diagnostic.h"

/* What the scan learns and cJSON cannot tell: in the order in which the values begin. */
typedef struct cg_json_scan {
    CG_VECTOR(int) lines;      /* of every value */
    CG_VECTOR(double) numbers; /* of every number, exactly read */
} cg_json_scan;

/* Checks `length` bytes at `text` (with a NUL behind them): UTF-8, grammar, depth, numbers. Fills
 * `out`; false after saying what is wrong first. A number longer than cJSON's buffer is replaced in
 * `text` by a 0 and blanks: its value is in `out`. Linear. */
bool cg_json_scan_text(cg_arena *arena, cg_diagnostics *diagnostics, const char *file, char *text,
                       size_t length, cg_json_scan *out);
/* Only the encoding: false after saying what is wrong and where. */
bool cg_json_scan_encoding(cg_diagnostics *diagnostics, const char *file, const char *bytes,
                           size_t length);

#endif
