/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stages add up what they take, and nobody needs to listen. */
#include "base/stages.h"

#include <criterion/criterion.h>

#include <string.h>

Test(stages, add_up_each_time_that_ends) {
    cg_stages stages = {0};
    cg_stage_begin(&stages, CG_STAGE_SOLVING);
    cg_stage_begin(&stages, CG_STAGE_BLOCKS); /* within */
    cg_stage_end(&stages, CG_STAGE_BLOCKS);
    cg_stage_end(&stages, CG_STAGE_SOLVING);
    cr_expect_geq(stages.clocks[CG_STAGE_SOLVING].seconds, stages.clocks[CG_STAGE_BLOCKS].seconds);
    double once = stages.clocks[CG_STAGE_SOLVING].seconds;
    cg_stage_begin(&stages, CG_STAGE_SOLVING);
    cg_stage_end(&stages, CG_STAGE_SOLVING);
    cr_expect_geq(stages.clocks[CG_STAGE_SOLVING].seconds, once);
    cr_expect_eq(stages.clocks[CG_STAGE_SOLVING].times, 2);
}

/* A jump out of a stage, as memory ended, leaves it begun. */
Test(stages, what_never_ended_is_not_counted) {
    cg_stages stages = {0};
    cg_stage_begin(&stages, CG_STAGE_READING);
    cr_expect_eq(stages.clocks[CG_STAGE_READING].times, 0);
    cg_stage_end(&stages, CG_STAGE_WRITING); /* and what never began does not end */
    cr_expect_eq(stages.clocks[CG_STAGE_WRITING].times, 0);
    cr_expect_eq(stages.clocks[CG_STAGE_WRITING].seconds, 0);
}

Test(stages, nobody_needs_to_listen) {
    cg_stage_begin(NULL, CG_STAGE_READING);
    cg_stage_end(NULL, CG_STAGE_READING);
    cg_tally(NULL, CG_TALLY_ROWS, 3);
    cg_stages_add(NULL, &(cg_stages){0});
}

Test(stages, a_workers_time_is_added) {
    cg_stages whole = {0}, worker = {0};
    whole.clocks[CG_STAGE_SOLVING] = (cg_stage_clock){.seconds = 1, .times = 1};
    worker.clocks[CG_STAGE_SOLVING] = (cg_stage_clock){.seconds = 2, .times = 3};
    cg_stages_add(&whole, &worker);
    cr_expect_eq(whole.clocks[CG_STAGE_SOLVING].seconds, 3);
    cr_expect_eq(whole.clocks[CG_STAGE_SOLVING].times, 4);
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
