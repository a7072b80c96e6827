/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A park that went through tables is planned as the one that did not, byte for byte. */
#include "support/random_park.h"
#include "support/solved.h"
#include "tables/fill.h"
#include "tables/gather.h"

#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

#define PARKS 100

static const cg_knowledge *shipped(cg_arena *arena) {
    const char *source = getenv("CONGSINH_SOURCE");
    cg_diagnostics *unheard = CG_NEW(arena, cg_diagnostics);
    unheard->arena = arena;
    cg_reader *reader = CG_NEW(arena, cg_reader);
    *reader = (cg_reader){.arena = arena, .diagnostics = unheard, .lenient_rates = true};
    const cg_knowledge_sources sources = {
        .models_folder = cg_format(arena, "%s/models", source != NULL ? source : "../..")};
    return cg_knowledge_read(reader, &sources);
}

/* The park's text after tables. */
static const char *through_tables(cg_arena *arena, const char *park, cg_language language) {
    const cg_knowledge *knowledge = shipped(arena);
    const cg_json *document = read_json(arena, "random park", park, strlen(park));
    const cg_fill fill = {.knowledge = knowledge, .language = language};
    cg_grids *grids = cg_fill_tables(arena, document, &fill);
    grids->file = "park.xlsx";
    const cg_gather gather = {.knowledge = knowledge};
    const cg_grids *books[] = {grids};
    cg_diagnostics diagnostics = {.arena = arena};
    const cg_json *again = cg_gather_tables(arena, &diagnostics, books, 1, &gather);
    cr_assert(again != NULL && diagnostics.errors == 0);
    cg_json_writer writer = cg_json_write_start(arena);
    size_t length = 0;
    cg_json_tree(&writer, NULL, again);
    return cg_json_finish(&writer, &length);
}

Test(round_trip_plans, are_the_same_bytes, .timeout = 240) {
    int different = 0, planned = 0;
    for (unsigned seed = 1; seed <= PARKS; seed++) {
        cg_arena *arena = test_arena();
        const char *park = random_park(arena, seed);
        question asked = question_about(park);
        solved one = solve_question(arena, &asked);
        asked.park = through_tables(arena, park, seed % 2 == 0 ? CG_VIETNAMESE : CG_ENGLISH);
        solved other = solve_question(arena, &asked);
        cr_assert_eq(one.status, other.status, "park %u: %s", seed, other.sayings);
        if (one.bytes != NULL && other.bytes != NULL) {
            planned++;
            if (strcmp(one.bytes, other.bytes) != 0) {
                different++;
                cr_log_error("park %u is planned otherwise", seed);
            }
        }
        cg_arena_free(arena);
    }
    cr_expect_gt(planned, PARKS / 2);
    cr_expect_eq(different, 0, "%d of %d plans differ", different, planned);
}
