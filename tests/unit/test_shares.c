/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is searched a second time, how far, and that the whole repeats whatever the number of jobs.
 */
#include "fixed_charge_programs.h"

#include "program/shares.h"

#include <string.h>

static int listed(const cg_standing *from, int count, cg_solve_settings settings, double whole,
                  cg_share *shares) {
    cg_standing standings[8];
    memcpy(standings, from, (size_t)count * sizeof *from);
    return cg_shares_find(standings, count, &settings, whole, shares);
}

/* Three blocks, of which 1, 300 and 99 are open, searched for 1000 of work, each node 100. */
static const cg_standing hopeful[3] = {
    {4, false, 1, 1000, 100}, {7, false, 300, 1000, 100}, {9, false, 99, 1000, 100}};

Test(shares, widest_first) {
    cg_share shares[3];
    /* Nobody is hopeless: all go on to their ends. */
    cr_assert_eq(listed(hopeful, 3, (cg_solve_settings){0}, 1e6, shares), 3);
    const int order[3] = {7, 9, 4};
    for (int k = 0; k < 3; k++) {
        cr_expect_eq(shares[k].block, order[k]);
        cr_expect_eq(shares[k].work, 0);
    }
    /* 300 of 400 of the time, 99 of the 100 left, then all of it. */
    cr_expect(near(shares[0].part, 0.75, 1e-12));
    cr_expect(near(shares[1].part, 0.99, 1e-12));
    cr_expect(near(shares[2].part, 1, 1e-12));
}

Test(shares, work_goes_where_the_whole_is_open) {
    cg_share shares[3];
    cg_standing one[3];
    memcpy(one, hopeful, sizeof one);
    one[1].hopeless = true;
    /* The whole cannot be proven: work by what is open, none for 1 of 400. */
    cr_assert_eq(listed(one, 3, (cg_solve_settings){0}, 1e6, shares), 2);
    cr_expect_eq(shares[0].block, 7);
    cr_expect(shares[0].work > 0 && near(shares[0].work / shares[1].work, 300.0 / 99, 1e-12));
    /* Where much was spent already, more is: in the same parts. */
    double usual = shares[0].work;
    one[0].spent = 1e12;
    cr_assert_eq(listed(one, 3, (cg_solve_settings){0}, 1e6, shares), 2);
    cr_expect(shares[0].work > 10 * usual);
    cr_expect(near(shares[0].work / shares[1].work, 300.0 / 99, 1e-12));
    one[0].spent = 0;
    /* A block whose nodes take too long has had what it can use. */
    one[1].node = 1e8;
    cr_assert_eq(listed(one, 3, (cg_solve_settings){0}, 1e6, shares), 1);
    cr_expect_eq(shares[0].block, 9);
    /* Who sets a limit of time has all of it used. */
    cr_assert_eq(listed(one, 3, (cg_solve_settings){.time_limit_s = 5}, 1e6, shares), 3);
    cr_expect_eq(shares[0].work, 0);
    /* 400 of 1,000,000 is a gap of 0.0004. */
    cr_expect_eq(listed(one, 3, (cg_solve_settings){.gap = 0.00041}, 1e6, shares), 0);
    cr_expect_eq(listed(one, 3, (cg_solve_settings){.gap = 0.00039}, 1e6, shares), 3);
    /* Without a plan there is no gap to share by: such a block comes first. */
    one[0].gap = INFINITY;
    cr_assert_eq(listed(one, 3, (cg_solve_settings){.time_limit_s = 5}, 1e6, shares), 3);
    cr_expect_eq(shares[0].block, 4);
    cr_expect(near(shares[0].part, 0.5, 1e-12));
}

static void added(cg_program *to, const cg_program *from) {
    int rows = to->rows.count, columns = to->columns.count;
    for (int i = 0; i < from->rows.count; i++) {
        row(to, from->rows.items[i].lower, from->rows.items[i].upper);
    }
    for (int j = 0; j < from->columns.count; j++) {
        const cg_column *item = &from->columns.items[j];
        int at = column(to, item->lower, item->upper, item->cost);
        to->columns.items[at].integer = item->integer;
    }
    for (int k = 0; k < from->entries.count; k++) {
        const cg_entry *entry = &from->entries.items[k];
        cg_program_set(to, rows + entry->row, columns + entry->column, entry->value);
    }
}

/* Two blocks that no short search proves, beside small ones. */
static void repeats(cg_arena *arena, void *payload) {
    (void)payload;
    static const charge_shape wide = {
        .name = "wide", .sources = 14, .sinks = 14, .periods = 1, .pieces = 2, .sized = true};
    static const charge_shape middle = {
        .name = "middle", .sources = 8, .sinks = 8, .periods = 1, .pieces = 1};
    const charge_shape *shapes[] = {&wide, &middle, &charge_shapes[0], &charge_shapes[2]};
    cg_program *program = cg_program_new(arena);
    for (int k = 0; k < 4; k++) {
        chance c = {.state = 5 + (uint64_t)k};
        added(program, charge_program(arena, &c, shapes[k]));
    }
    cg_solution *first = NULL;
    for (int jobs = 1; jobs <= 3; jobs++) {
        cg_solve_settings settings = {.jobs = jobs, .node_limit = 2000};
        cg_solution *one = cg_program_solve(arena, program, &settings, NULL);
        cr_assert(one->outcome == CG_LIMIT || one->outcome == CG_OPTIMAL);
        cr_expect(one->bound <= one->objective);
        cr_expect(one->objective - one->bound <= 0.03 * fabs(one->objective), "a gap of %g",
                  (one->objective - one->bound) / fabs(one->objective));
        first = first == NULL ? one : first;
        size_t size = (size_t)program->columns.count * sizeof(double);
        cr_expect_eq(memcmp(first->x, one->x, size), 0, "%d jobs: another plan", jobs);
        cr_expect_eq(memcmp(&first->bound, &one->bound, sizeof(double)), 0, "%d jobs", jobs);
    }
}

Test(shares, answers_repeat_whatever_the_jobs, .timeout = 200) {
    with_arena(repeats, NULL);
}
