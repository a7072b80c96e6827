/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pieces that Markdown reports are made of. */
#ifndef CG_REPORT_MARKDOWN_H
#define CG_REPORT_MARKDOWN_H

#include "base/text.h"

/* Text of the data in which Markdown sees nothing but text. */
const char *cg_markdown_safe(cg_arena *arena, const char *text);
void cg_markdown_row(cg_text *out, const char *const *cells, int count);
/* A list of texts of the data. */
void cg_markdown_list(cg_text *out, const char *const *lines, int count);
/* A table's head; columns from `numbers` on are numbers and stand on the right. */
void cg_markdown_head(cg_text *out, const char *const *cells, int count, int numbers);

#endif
