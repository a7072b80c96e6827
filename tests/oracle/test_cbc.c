/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programs with charges, too large to look at every choice, have the optimum that CBC finds. */
#include "base/number.h"

#include "unit/fixed_charge_programs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* CBC's answer begins "Optimal - objective value -123.45"; NaN for anything else. */
static double read_objective(const char *path) {
    static const char head[] = "Optimal - objective value ";
    char line[256] = "";
    double objective = NAN;
    const char *end = NULL;
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file, "cbc wrote no answer");
    if (fgets(line, sizeof line, file) != NULL && strncmp(line, head, strlen(head)) == 0) {
        const char *number = line + strlen(head);
        cg_number_read(number + strspn(number, " "), &objective, &end);
    }
    fclose(file);
    return objective;
}

static double cbc_objective(cg_arena *arena, const cg_program *program) {
    char folder[] = "/tmp/congsinh_cbc_XXXXXX";
    cr_assert_not_null(mkdtemp(folder));
    const char *mps = cg_format(arena, "%s/program.mps", folder);
    const char *answer = cg_format(arena, "%s/answer", folder);
    FILE *file = fopen(mps, "w");
    cr_assert_not_null(file);
    fputs(cg_program_mps_text(arena, program, NULL), file);
    fclose(file);
    int code = system(cg_format(arena,
                                "cbc %s ratioGap 1e-9 allowableGap 1e-9 sec 60 solve solution %s "
                                ">%s/log 2>&1",
                                mps, answer, folder));
    cr_assert_eq(code, 0, "cbc does not read what it was given");
    double objective = read_objective(answer);
    unlink(mps);
    unlink(answer);
    unlink(cg_format(arena, "%s/log", folder));
    rmdir(folder);
    return objective;
}

static const charge_shape shapes[] = {
    {.name = "plain", .sources = 6, .sinks = 6, .periods = 1, .pieces = 1},
    {.name = "blended", .sources = 6, .sinks = 6, .periods = 1, .pieces = 1, .blended = true},
    {.name = "pieces", .sources = 4, .sinks = 5, .periods = 1, .pieces = 3, .sized = true},
    {.name = "periods",
     .sources = 4,
     .sinks = 4,
     .periods = 4,
     .pieces = 1,
     .sized = true,
     .running = true},
    {.name = "excluded",
     .sources = 5,
     .sinks = 5,
     .periods = 1,
     .pieces = 1,
     .plant = true,
     .excluded = true},
};

typedef struct order {
    const charge_shape *shape;
    uint64_t seed;
} order;

static void agrees(cg_arena *arena, void *payload) {
    const order *o = payload;
    chance c = {.state = o->seed};
    cg_program *program = charge_program(arena, &c, o->shape);
    double expected = cbc_objective(arena, program);
    cg_solution *found = cg_program_solve(arena, program, NULL, NULL);
    cr_assert_eq(found->outcome, CG_OPTIMAL, "%s %d: outcome %d", o->shape->name, (int)o->seed,
                 (int)found->outcome);
    /* CBC prints 8 decimals, and holds its rows to 1e-7. */
    cr_expect(near(found->objective, expected, 1e-6), "%s %d: %.17g, not %.17g", o->shape->name,
              (int)o->seed, found->objective, expected);
    cr_expect(found->bound <= expected + 1e-6 * fabs(expected), "%s %d: bound %.17g of %.17g",
              o->shape->name, (int)o->seed, found->bound, expected);
}

Test(cbc, finds_the_same_optimum, .timeout = 280) {
    cr_assert_eq(system("command -v cbc >/dev/null 2>&1"), 0,
                 "cbc is not here; ./run test installs coinor-cbc");
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        for (int k = 0; k < 4; k++) {
            order o = {&shapes[i], 1009 + 31 * (uint64_t)k};
            with_arena(agrees, &o);
        }
    }
}
