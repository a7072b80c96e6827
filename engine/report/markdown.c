/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pieces that Markdown reports are made of. */
#include "report/markdown.h"

#include <string.h>

const char *cg_markdown_safe(cg_arena *arena, const char *text) {
    cg_text out = cg_text_start(arena);
    for (const char *c = cg_text_plain(arena, text); *c != '\0'; c++) {
        if (*c == '<') {
            cg_text_add(&out, "&lt;");
            continue;
        }
        if (strchr("\\`*_[]|#~", *c) != NULL) {
            cg_text_add(&out, "\\");
        }
        cg_text_add_bytes(&out, c, 1);
    }
    return out.bytes;
}

void cg_markdown_row(cg_text *out, const char *const *cells, int count) {
    cg_text_add(out, "|");
    for (int i = 0; i < count; i++) {
        cg_text_addf(out, " %s |", cells[i]);
    }
    cg_text_add(out, "\n");
}

void cg_markdown_list(cg_text *out, const char *const *lines, int count) {
    for (int i = 0; i < count; i++) {
        cg_text_addf(out, "- %s\n", cg_markdown_safe(out->arena, lines[i]));
    }
}

void cg_markdown_head(cg_text *out, const char *const *cells, int count, int numbers) {
    cg_markdown_row(out, cells, count);
    cg_text_add(out, "|");
    for (int i = 0; i < count; i++) {
        cg_text_add(out, i >= numbers ? " ---: |" : " --- |");
    }
    cg_text_add(out, "\n");
}
