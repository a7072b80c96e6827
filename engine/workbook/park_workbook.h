/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A park, or an empty template, as the bytes of a workbook. */
#ifndef CG_WORKBOOK_PARK_WORKBOOK_H
#define CG_WORKBOOK_PARK_WORKBOOK_H

#include "base/json_shelf.h"

typedef struct cg_workbook_wish {
    const char *models_folder;
    cg_json_shelf *shelf; /* of the models' documents; NULL: none */
    cg_language language;
    const char *firm; /* that firm's sheets alone; NULL: all */
} cg_workbook_wish;

/* The document as a workbook; NULL: an empty one to be filled in. NULL after reporting. */
const char *cg_park_workbook(cg_arena *arena, cg_diagnostics *diagnostics, const cg_json *document,
                             const cg_workbook_wish *wish, size_t *length);

#endif
