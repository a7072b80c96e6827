/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stages add up what they take, and nobody needs to listen. */
#include "base/stages.h"

#include <criterion/criterion.h>

#include <pthread.h>
#include <string.h>

Test(stages, add_up_each_time_that_ends) {
    cg_stages stages = {0};
    cg_stage_mark outer = cg_stage_begin(&stages);
    cg_stage_mark inner = cg_stage_begin(&stages);
    cg_stage_end(&stages, CG_STAGE_BLOCKS, inner);
    cg_stage_end(&stages, CG_STAGE_SOLVING, outer);
    double once = cg_stage_seconds(&stages, CG_STAGE_SOLVING);
    cr_expect_geq(once, cg_stage_seconds(&stages, CG_STAGE_BLOCKS));
    cr_expect_eq(cg_stage_seconds(&stages, CG_STAGE_READING), 0);
    cg_stage_end(&stages, CG_STAGE_SOLVING, cg_stage_begin(&stages) - 2000000000);
    cr_expect_float_eq(cg_stage_seconds(&stages, CG_STAGE_SOLVING), once + 2, 0.5);
    cr_expect_eq(stages.clocks[CG_STAGE_SOLVING].times, 2);
}

Test(stages, nobody_needs_to_listen) {
    cg_stage_end(NULL, CG_STAGE_READING, cg_stage_begin(NULL));
    cg_tally(NULL, CG_TALLY_ROWS, 3);
}

enum { THREADS = 4, EACH = 10000 };

static void *end_many(void *stages) {
    for (int i = 0; i < EACH; i++) {
        cg_stage_end(stages, CG_STAGE_BLOCKS, cg_stage_begin(stages) - 1000);
    }
    return NULL;
}

/* Workers tell the same clock: none of their seconds may be lost. */
Test(stages, count_what_several_threads_do) {
    cg_stages stages = {0};
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) {
        cr_assert_eq(pthread_create(&threads[i], NULL, end_many, &stages), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
    }
    cr_expect_eq(stages.clocks[CG_STAGE_BLOCKS].times, THREADS * EACH);
    cr_expect_geq(cg_stage_seconds(&stages, CG_STAGE_BLOCKS), 1e-6 * THREADS * EACH);
}

Test(stages, each_has_a_code_of_its_own_and_names_in_both_languages) {
    for (int i = 0; i < CG_STAGES; i++) {
        const cg_stage_name *name = cg_stage_named((cg_stage_id)i);
        cr_expect(name->level == 0 || (i > 0 && name->level == 1), "%s", name->code);
        cr_expect_neq(strcmp(name->in[CG_ENGLISH], name->in[CG_VIETNAMESE]), 0, "%s", name->code);
        for (int j = 0; j < i; j++) {
            cr_expect_str_neq(name->code, cg_stage_named((cg_stage_id)j)->code);
        }
    }
    for (int i = 0; i < CG_TALLIES; i++) {
        const cg_stage_name *name = cg_tally_named((cg_tally_id)i);
        cr_expect_neq(strcmp(name->in[CG_ENGLISH], name->in[CG_VIETNAMESE]), 0, "%s", name->code);
    }
}
