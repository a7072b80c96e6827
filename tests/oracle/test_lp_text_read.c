/* SPDX-License-Identifier: GPL-3.0-or-later */
/* LP text and MPS, read by the reader of another program (glpsol), has the optimum that was found
 * here. */
#include "base/number.h"
#include "program/program.h"

#include "unit/program_help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* glpsol --write gives its objective with 15 digits in the first line that starts with "s". */
static double read_objective(const char *path) {
    char line[256];
    double objective = NAN;
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file, "glpsol wrote no answer");
    while (fgets(line, sizeof line, file) != NULL) {
        const char *last = strrchr(line, ' ');
        const char *end = NULL;
        if (line[0] == 's' && last != NULL) {
            cg_number_read(last + 1, &objective, &end);
        }
    }
    fclose(file);
    return objective;
}

static double glpsol_objective(cg_arena *arena, const char *reader, const char *text) {
    char folder[] = "/tmp/congsinh_lp_XXXXXX";
    cr_assert_not_null(mkdtemp(folder));
    const char *lp = cg_format(arena, "%s/program.lp", folder);
    const char *answer = cg_format(arena, "%s/answer", folder);
    FILE *file = fopen(lp, "w");
    cr_assert_not_null(file);
    fputs(text, file);
    fclose(file);
    int code = system(cg_format(arena, "glpsol %s %s --tmlim 20 --write %s >%s/log 2>&1", reader,
                                lp, answer, folder));
    cr_assert_eq(code, 0, "glpsol does not read:\n%s", text);
    double objective = read_objective(answer);
    unlink(lp);
    unlink(answer);
    unlink(cg_format(arena, "%s/log", folder));
    rmdir(folder);
    return objective;
}

/* Every kind of bound, range, tag and a constant, drawn at random; a solution always exists. */
static cg_program *anything(cg_arena *arena, chance *c, bool whole) {
    static const char *const kinds[] = {"direct", "free", "e12", "treat"};
    static const char *const subjects[] = {"giấy.nước > dệt.rửa", "paper.effluent > dyeing.rinse",
                                           NULL, "wwtp"};
    cg_program *program = cg_program_new(arena);
    double inside[12];
    program->constant = between(c, -50, 50);
    for (int j = 0; j < 12; j++) {
        int kind = below(c, 5);
        double lower = kind == 0 ? 0 : kind == 1 ? -NO_BOUND : between(c, -9, 0);
        double upper = kind == 2 ? NO_BOUND : kind == 3 ? lower : between(c, 0, 9);
        cg_tag tag = tag_of(kinds[below(c, 4)], subjects[below(c, 4)]);
        tag.detail = below(c, 2) == 0 ? NULL : "BOD5 [mg/l]";
        tag.period = below(c, 3) - 1;
        double cost = lower == -NO_BOUND ? -uniform(c) : uniform(c);
        cg_program_add_column(program, tag, lower, upper, cost * 1000);
        program->columns.items[j].integer = whole && kind != 3 && j % 3 == 0;
        inside[j] = kind == 3 ? lower : 0;
    }
    for (int i = 0; i < 10; i++) {
        double activity = 0;
        int kind = below(c, 5);
        cg_tag tag = tag_of(kinds[below(c, 4)], subjects[below(c, 4)]);
        cg_program_add_row(program, tag, 0, 0);
        for (int j = 0; j < 12 && kind != 4; j++) {
            double value = below(c, 2) == 0 ? 0 : between(c, -2, 2) * pow(10, below(c, 4));
            cg_program_set(program, i, j, value);
            activity += value * inside[j];
        }
        program->rows.items[i].lower =
            kind == 0 || kind == 4 ? -NO_BOUND : activity - between(c, 0, 5);
        program->rows.items[i].upper =
            kind == 1 || kind == 4 ? NO_BOUND : activity + between(c, 0, 5);
    }
    return program;
}

static void expect_same(cg_arena *arena, const char *reader, const char *text, double objective) {
    double found = glpsol_objective(arena, reader, text);
    cr_expect(fabs(found - objective) <= 1e-7 * fmax(100, fabs(found)),
              "glpsol %s finds %.17g, not %.17g in\n%s", reader, found, objective, text);
}

static void read_back(cg_arena *arena, void *payload) {
    static const char *const periods[] = {"mùa khô", "wet"};
    chance *c = payload;
    cg_program *program = anything(arena, c, below(c, 2) == 0);
    cg_solution *solution = cg_program_solve(arena, program, NULL, NULL);
    cr_assert_eq(solution->outcome, CG_OPTIMAL);
    const char *text = cg_program_lp_text(arena, program, below(c, 2) == 0 ? periods : NULL);
    expect_same(arena, "--lp", text, solution->objective);
    expect_same(arena, "--freemps", cg_program_mps_text(arena, program, NULL), solution->objective);
}

Test(lp_text_read, another_reader_finds_the_same_optimum, .timeout = 120) {
    chance c = {.state = 5};
    cr_assert_eq(system("glpsol --version >/dev/null 2>&1"), 0, "glpsol (glpk-utils) is needed");
    for (int k = 0; k < 40; k++) {
        with_arena(read_back, &c);
    }
}

/* A park in which nothing can be exchanged makes a program without rows, or without columns. */
static void nothing(cg_arena *arena, void *payload) {
    const int *columns = payload;
    cg_program *program = cg_program_new(arena);
    for (int j = 0; j < *columns; j++) {
        cg_program_add_column(program, tag_of("direct", NULL), 2, 5, 3);
    }
    expect_same(arena, "--lp", cg_program_lp_text(arena, program, NULL), 6 * *columns);
    expect_same(arena, "--freemps", cg_program_mps_text(arena, program, NULL), 6 * *columns);
}

Test(lp_text_read, a_program_of_nothing_is_one) {
    for (int columns = 0; columns < 3; columns++) {
        with_arena(nothing, &columns);
    }
}
