/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building programs: indices, duplicates, order, tags. */
#include "program_help.h"

static void duplicates(cg_arena *arena, void *payload) {
    (void)payload;
    cg_program *program = cg_program_new(arena);
    cr_assert_eq(column(program, 0, 1, 0), 0);
    cr_assert_eq(column(program, 0, 1, 0), 1);
    cr_assert_eq(column(program, 0, 1, 0), 2);
    cr_assert_eq(row(program, 0, 1), 0);
    cr_assert_eq(row(program, 0, 1), 1);
    cg_program_set(program, 1, 2, 5);
    cg_program_set(program, 1, 0, 2);
    cg_program_set(program, 0, 2, 3);
    cg_program_set(program, 1, 2, -1); /* adds up with the 5 */
    cg_program_set(program, 0, 1, 0);  /* left out */
    cg_matrix matrix = cg_program_matrix(arena, program);
    static const int start[] = {0, 1, 1, 3};
    static const int rows[] = {1, 0, 1};
    static const double values[] = {2, 3, 4};
    for (int j = 0; j <= 3; j++) {
        cr_expect_eq(matrix.start[j], start[j], "start of column %d", j);
    }
    for (int k = 0; k < 3; k++) {
        cr_expect_eq(matrix.row[k], rows[k], "row of entry %d", k);
        cr_expect_eq(matrix.value[k], values[k], "value of entry %d", k);
    }
    cr_expect(!cg_program_has_integers(program));
    program->columns.items[1].integer = true;
    cr_expect(cg_program_has_integers(program));
}

Test(program, entries_of_one_place_add_up_and_rows_ascend) {
    with_arena(duplicates, NULL);
}

static void empty_matrix(cg_arena *arena, void *payload) {
    (void)payload;
    cg_matrix matrix = cg_program_matrix(arena, cg_program_new(arena));
    cr_expect_eq(matrix.start[0], 0);
}

Test(program, an_empty_program_has_an_empty_matrix) {
    with_arena(empty_matrix, NULL);
}

static void tags(cg_arena *arena, void *payload) {
    (void)payload;
    static const char *const periods[] = {"dry", "wet"};
    cg_tag tag = tag_of("blend", "dyeing.rinse");
    cr_expect_str_eq(cg_tag_text(arena, &tag, NULL), "blend dyeing.rinse");
    tag.detail = "COD";
    tag.period = 1;
    cr_expect_str_eq(cg_tag_text(arena, &tag, periods), "blend dyeing.rinse COD @wet");
    cr_expect_str_eq(cg_tag_text(arena, &tag, NULL), "blend dyeing.rinse COD @1");
}

Test(program, a_tag_reads_as_one_line) {
    with_arena(tags, NULL);
}
