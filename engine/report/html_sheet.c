/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks of a sheet as HTML, and the sections that are made of them. */
#include "report/html_pieces.h"
#include "report/sheet.h"

static void add_tiles(cg_html *h, const cg_sheet_block *block) {
    cg_html_open(h, "dl", "class", "tiles four", NULL);
    for (int i = 0; i < block->rows.count; i++) {
        const cg_sheet_row *row = &block->rows.items[i];
        cg_html_open(h, "div", "class", "tile gain", NULL);
        cg_html_leaf(h, "dt", NULL, row->cells[0]);
        cg_html_leaf(h, "dd", "figure", row->cells[1]);
        if (*row->cells[2] != '\0') {
            cg_html_leaf(h, "dd", "note", row->cells[2]);
        }
        cg_html_close(h, "div");
    }
    cg_html_close(h, "dl");
}

static void add_table(cg_html *h, const cg_sheet_block *block) {
    const cg_html_table table = {block->heading, block->heads, block->columns, block->numbers};
    if (block->rows.count == 0) {
        return;
    }
    cg_html_table_open(h, &table);
    for (int i = 0; i < block->rows.count; i++) {
        cg_html_row(h, &table, block->rows.items[i].cells);
    }
    cg_html_table_close(h);
}

static void add_list(cg_html *h, const cg_sheet_block *block) {
    cg_html_open(h, "ul", NULL);
    for (int i = 0; i < block->rows.count; i++) {
        cg_html_leaf(h, "li", NULL, block->rows.items[i].cells[0]);
    }
    cg_html_close(h, "ul");
}

void cg_html_block(cg_html *h, const cg_sheet_block *block) {
    const char *title = cg_html_id(h, cg_format(h->telling.arena, "%s-title", block->name));
    cg_html_open(h, "section", "class", "block", "id", cg_html_id(h, block->name),
                 "aria-labelledby", block->heading == NULL ? NULL : title, NULL);
    if (block->heading != NULL) {
        cg_html_open(h, "h2", "id", title, NULL);
        cg_html_text(h, block->heading);
        cg_html_close(h, "h2");
    }
    if (block->lead != NULL) {
        cg_html_leaf(h, "p", NULL, block->lead);
    }
    switch (block->kind) {
    case CG_SHEET_FACTS:
        add_tiles(h, block);
        break;
    case CG_SHEET_TABLE:
        add_table(h, block);
        break;
    case CG_SHEET_LIST:
        add_list(h, block);
        break;
    }
    if (block->note != NULL) {
        cg_html_leaf(h, "p", "hint", block->note);
    }
    cg_html_close(h, "section");
}

void cg_html_firm(cg_html *h) {
    cg_sheet sheet = cg_sheet_of_firm(&h->telling);
    for (int i = 0; i < sheet.count; i++) {
        cg_html_block(h, &sheet.items[i]);
    }
    cg_html_signatures(h);
    cg_html_leaf(h, "p", "caution", cg_html_word(h, CG_MSG_HTML_NO_SUBSTITUTE));
}

void cg_html_families(cg_html *h) {
    cg_sheet_block block = cg_sheet_of_families(&h->telling);
    cg_html_block(h, &block);
}

void cg_html_policy(cg_html *h) {
    cg_sheet_block block = cg_sheet_of_policy(&h->telling);
    cg_html_block(h, &block);
}
