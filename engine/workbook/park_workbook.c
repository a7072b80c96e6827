/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way from a park's document to a workbook: knowledge, tables, dress, bytes. */
#include "workbook/park_workbook.h"

#include "workbook/park_book.h"

/* Columns follow what is shipped and not a park's own entries: whoever reads the workbook knows no
 * more. */
static const cg_knowledge *shipped_knowledge(cg_arena *arena, cg_diagnostics *diagnostics,
                                             const cg_workbook_wish *wish) {
    static const cg_currency no_rates = {.own = "VND"};
    cg_reader *reader = CG_NEW(arena, cg_reader);
    *reader = (cg_reader){.arena = arena,
                          .diagnostics = diagnostics,
                          .currency = &no_rates,
                          .lenient_rates = true,
                          .shelf = wish->shelf};
    const cg_knowledge_sources sources = {.models_folder = wish->models_folder};
    return cg_knowledge_read(reader, &sources);
}

const char *cg_park_workbook(cg_arena *arena, cg_diagnostics *diagnostics, const cg_json *document,
                             const cg_workbook_wish *wish, size_t *length) {
    const cg_fill how = {.knowledge = shipped_knowledge(arena, diagnostics, wish),
                         .language = wish->language,
                         .empty = document == NULL,
                         .firm = wish->firm};
    const cg_grids *grids = cg_fill_tables(arena, document, &how);
    const char *title = cg_message(arena, CG_MSG_BOOK_TEMPLATE_TITLE, wish->language, NULL);
    return cg_book_bytes(arena, diagnostics, cg_park_book(arena, grids, &how, title), length);
}
