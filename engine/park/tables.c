/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts the tables that a park names into its document. */
#include "park/tables.h"

#include "tables/beside.h"

/* What is shipped, and what the park adds, whose parameters and attributes are columns too. What is
 * wrong with it is said where it is read for the park. */
static const cg_knowledge *known(cg_arena *arena, const cg_park_source *source,
                                 const cg_json *document) {
    cg_diagnostics *unheard = CG_NEW(arena, cg_diagnostics);
    unheard->arena = arena;
    cg_reader *reader = CG_NEW(arena, cg_reader);
    *reader = (cg_reader){.arena = arena,
                          .diagnostics = unheard,
                          .file = source->file,
                          .shelf = source->shelf,
                          .lenient_rates = true};
    const cg_knowledge_sources sources = {.models_folder = source->models_folder,
                                          .park_models = cg_json_member(document, "models")};
    return cg_knowledge_read(reader, &sources);
}

cg_json *cg_park_tables(cg_arena *arena, cg_diagnostics *diagnostics, cg_json *document,
                        const cg_park_source *source, cg_grids *book) {
    const cg_beside how = {.file = source->file,
                           .knowledge = known(arena, source, document),
                           .read = source->tables,
                           .book = book};
    return cg_tables_beside(arena, diagnostics, document, &how);
}
