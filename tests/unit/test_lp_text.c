/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program as LP text and as MPS: names, every kind of row and bound, exact numbers. */
#include "program_help.h"

#include <string.h>

static const char expected[] =
    "Minimize\n"
    " objective: + 2 direct(paper.effluent,dyeing.rinse)@dry - 0.1 y() + 10000000000 end()\n"
    "    + 12.5 constant\n"
    "Subject To\n"
    " blend(dyeing.rinse,COD)@dry~from: + 0.30000000000000004 "
    "direct(paper.effluent,dyeing.rinse)@dry\n"
    "    - y() >= -1\n"
    " blend(dyeing.rinse,COD)@dry~to: + 0.30000000000000004 "
    "direct(paper.effluent,dyeing.rinse)@dry\n"
    "    - y() <= 3\n"
    " balance(): + y() + y()~2 = 1\n"
    "\\ balance()~2 has no bound\n"
    " balance()~3: 0 direct(paper.effluent,dyeing.rinse)@dry >= -4\n"
    "Bounds\n"
    " 0 <= y() <= 1\n"
    " y()~2 free\n"
    " -inf <= end() <= -2\n"
    " c_p() = 5\n"
    " constant = 1\n"
    "Generals\n"
    " y()\n"
    "End\n";

static const char expected_mps[] = "NAME congsinh\n"
                                   "ROWS\n"
                                   " N objective\n"
                                   " G blend(dyeing.rinse,COD)@dry~from\n"
                                   " L blend(dyeing.rinse,COD)@dry~to\n"
                                   " E balance()\n"
                                   " G balance()~3\n"
                                   "COLUMNS\n"
                                   " direct(paper.effluent,dyeing.rinse)@dry objective 2\n"
                                   " direct(paper.effluent,dyeing.rinse)@dry "
                                   "blend(dyeing.rinse,COD)@dry~from 0.30000000000000004\n"
                                   " direct(paper.effluent,dyeing.rinse)@dry "
                                   "blend(dyeing.rinse,COD)@dry~to 0.30000000000000004\n"
                                   " marker 'MARKER' 'INTORG'\n"
                                   " y() objective -0.1\n"
                                   " y() blend(dyeing.rinse,COD)@dry~from -1\n"
                                   " y() blend(dyeing.rinse,COD)@dry~to -1\n"
                                   " y() balance() 1\n"
                                   " marker 'MARKER' 'INTEND'\n"
                                   " y()~2 objective 0\n"
                                   " y()~2 balance() 1\n"
                                   " end() objective 10000000000\n"
                                   " c_p() objective 0\n"
                                   " constant objective 12.5\n"
                                   "RHS\n"
                                   " side blend(dyeing.rinse,COD)@dry~from -1\n"
                                   " side blend(dyeing.rinse,COD)@dry~to 3\n"
                                   " side balance() 1\n"
                                   " side balance()~3 -4\n"
                                   "BOUNDS\n"
                                   " LO bound y() 0\n"
                                   " UP bound y() 1\n"
                                   " FR bound y()~2\n"
                                   " MI bound end()\n"
                                   " UP bound end() -2\n"
                                   " FX bound c_p() 5\n"
                                   " FX bound constant 1\n"
                                   "ENDATA\n";

static void text(cg_arena *arena, void *payload) {
    (void)payload;
    static const char *const periods[] = {"dry"};
    cg_program *program = cg_program_new(arena);
    cg_tag tag = tag_of("direct", "paper.effluent > dyeing.rinse");
    tag.period = 0;
    int direct = cg_program_add_column(program, tag, 0, NO_BOUND, 2);
    int built = binary(program, -0.1);
    int loose = cg_program_add_column(program, tag_of("y", NULL), -NO_BOUND, NO_BOUND, 0);
    cg_program_add_column(program, tag_of("end", NULL), -NO_BOUND, -2, 1e10);
    cg_program_add_column(program, tag_of("c<p", NULL), 5, 5, 0);
    tag = tag_of("blend", "dyeing.rinse");
    tag.detail = "COD";
    tag.period = 0;
    int blend = cg_program_add_row(program, tag, -1, 3);
    int balance = cg_program_add_row(program, tag_of("balance", NULL), 1, 1);
    cg_program_add_row(program, tag_of("balance", NULL), -NO_BOUND, NO_BOUND);
    cg_program_add_row(program, tag_of("balance", NULL), -4, NO_BOUND);
    program->constant = 12.5;
    cg_program_set(program, balance, loose, 1);
    cg_program_set(program, balance, built, 1);
    cg_program_set(program, blend, built, -1);
    cg_program_set(program, blend, direct, 0.1 + 0.2);
    const char *found = cg_program_lp_text(arena, program, periods);
    cr_expect_str_eq(found, expected, "found:\n%s", found);
    const char *mps = cg_program_mps_text(arena, program, periods);
    cr_expect_str_eq(mps, expected_mps, "found:\n%s", mps);
}

Test(lp_text, every_kind_of_row_and_bound) {
    with_arena(text, NULL);
}

static void long_names(cg_arena *arena, void *payload) {
    (void)payload;
    char name[600];
    memset(name, 'a', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    cg_program *program = cg_program_new(arena);
    for (int j = 0; j < 3; j++) {
        cg_program_add_column(program, tag_of("x", name), 0, 1, 1);
    }
    const char *found = cg_program_lp_text(arena, program, NULL);
    int run = 0;
    int longest = 0;
    for (const char *at = found; *at != '\0'; at++) {
        run = *at == ' ' || *at == '\n' ? 0 : run + 1;
        longest = run > longest ? run : longest;
    }
    cr_expect(longest > 200 && longest <= 255, "%d", longest);
    cr_expect_not_null(strstr(found, "~3"));
}

Test(lp_text, long_names_are_cut_and_stay_apart) {
    with_arena(long_names, NULL);
}
