/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that all blocks have in common, by their prices: against a search of the whole as one. */
#include "fixed_charge_programs.h"

#include "program/any_plan.h"
#include "program/priced.h"
#include "program/without_common.h"

#include <string.h>

enum { PARTS = 8 };

static const charge_shape part_shape = {
    .name = "part", .sources = 2, .sinks = 2, .periods = 1, .pieces = 1, .sized = true};

/* Charge programs side by side, no row in common. */
static cg_program *parts_of(cg_arena *arena, chance *c, const charge_shape *shape, int parts) {
    cg_program *all = cg_program_new(arena);
    for (int part = 0; part < parts; part++) {
        const cg_program *one = charge_program(arena, c, shape);
        int rows = all->rows.count, columns = all->columns.count;
        for (int i = 0; i < one->rows.count; i++) {
            row(all, one->rows.items[i].lower, one->rows.items[i].upper);
        }
        for (int j = 0; j < one->columns.count; j++) {
            const cg_column *from = &one->columns.items[j];
            int at = column(all, from->lower, from->upper, from->cost);
            all->columns.items[at].integer = from->integer;
        }
        for (int e = 0; e < one->entries.count; e++) {
            const cg_entry *entry = &one->entries.items[e];
            cg_program_set(all, rows + entry->row, columns + entry->column, entry->value);
        }
    }
    return all;
}

static cg_program *side_by_side(cg_arena *arena, chance *c) {
    return parts_of(arena, c, &part_shape, PARTS);
}

/* The same with other costs: so much for each unit that flows, so many times what is built. */
static cg_program *with_costs(cg_arena *arena, const cg_program *program, double flow,
                              double built) {
    cg_program *other = CG_NEW(arena, cg_program);
    *other = *program;
    other->columns.items = CG_ARRAY(arena, cg_column, program->columns.count);
    for (int j = 0; j < program->columns.count; j++) {
        cg_column *item = &other->columns.items[j];
        *item = program->columns.items[j];
        item->cost = item->cost < 0 ? flow : built * item->cost;
    }
    return other;
}

/* A row of all that is built: what a budget counts. */
static int add_budget(cg_program *program, double most) {
    int i = row(program, -NO_BOUND, most);
    program->rows.items[i].common = true;
    for (int j = 0; j < program->columns.count; j++) {
        if (program->columns.items[j].cost > 0) {
            cg_program_set(program, i, j, program->columns.items[j].cost);
        }
    }
    return i;
}

/* A row of all that flows, at least so much of it. */
static int add_least_flow(cg_program *program, double least) {
    int i = row(program, -NO_BOUND, -least);
    program->rows.items[i].common = true;
    for (int j = 0; j < program->columns.count; j++) {
        if (program->columns.items[j].cost < 0) {
            cg_program_set(program, i, j, -1);
        }
    }
    return i;
}

static double used_of(const cg_program *program, const cg_solution *solution, int of) {
    double used = 0;
    for (int e = 0; e < program->entries.count; e++) {
        const cg_entry *entry = &program->entries.items[e];
        used += entry->row == of ? entry->value * solution->x[entry->column] : 0;
    }
    return used;
}

/* What prices find holds every row, is no better than the best, and its bound no worse. */
static double agrees(cg_arena *arena, const cg_program *program, int seed) {
    cg_solution *best = cg_program_solve(arena, program, NULL, NULL);
    cg_solution *found = cg_solve_priced(arena, program, NULL, NULL, NULL);
    if (best->outcome == CG_INFEASIBLE) {
        cr_expect(found == NULL || found->outcome == CG_INFEASIBLE, "%d", seed);
        return 0;
    }
    /* Where nothing at all is best, the search's last millionth is the solver's rounding. */
    cr_assert(best->outcome == CG_OPTIMAL || best->objective - best->bound < 1e-6,
              "%d: outcome %d: %g, bound %g", seed, (int)best->outcome, best->objective,
              best->bound);
    cr_assert_not_null(found, "%d: nothing found", seed);
    cr_assert(found->outcome == CG_OPTIMAL || found->outcome == CG_LIMIT, "%d", seed);
    double size = 1 + fabs(best->objective);
    cr_expect_lt(found->bound, best->objective + 1e-8 * size, "%d: bound %.15g of %.15g", seed,
                 found->bound, best->objective);
    cr_expect_gt(found->objective, best->objective - 1e-8 * size, "%d: %.15g, best %.15g", seed,
                 found->objective, best->objective);
    cr_expect_lt(cg_program_certify(arena, program, found).primal_residual, 1e-9, "%d", seed);
    if (found->outcome == CG_OPTIMAL) {
        cr_expect(near(found->objective, best->objective, 1e-6), "%d", seed);
    }
    return (found->objective - best->objective) / size;
}

/* From a budget of nothing to one that does not bind, where the blocks' own optima stand. */
static void budgets(cg_arena *arena, void *payload) {
    (void)payload;
    double lost = 0;
    int count = 0, bound_to = 0;
    for (int seed = 1; seed <= 12; seed++) {
        chance c = {.state = 77 + (uint64_t)seed};
        cg_program *program = side_by_side(arena, &c);
        cg_solution *free = cg_program_solve(arena, program, NULL, NULL);
        int budget = add_budget(program, NO_BOUND);
        double all = used_of(program, free, budget);
        for (int tenths = 0; tenths <= 11; tenths++, count++) {
            program->rows.items[budget].upper = all * tenths / 10;
            lost += agrees(arena, program, 100 * seed + tenths);
            bound_to += tenths < 10;
        }
        program->rows.items[budget].upper = all * 1.1;
        cg_solution *slack = cg_solve_priced(arena, program, NULL, NULL, NULL);
        cr_expect_eq(slack->outcome, CG_OPTIMAL);
        cr_expect_float_eq(slack->objective, free->objective, 1e-9 * (1 + fabs(free->objective)));
        cr_expect_eq(slack->dual[budget], 0);
    }
    cr_expect_gt(bound_to, 0);
    /* Of 32 pipes in eight blocks one more or less is a large share. */
    cr_expect_lt(lost / count, 0.02, "on average %g is lost", lost / count);
}

Test(priced, budgets_agree_with_a_search_of_the_whole, .timeout = 120) {
    with_arena(budgets, NULL);
}

/* A row that nothing at all breaks: as little as may be, more than can be, and a budget beside. */
static void least_flows(cg_arena *arena, void *payload) {
    (void)payload;
    int infeasible = 0;
    for (int seed = 1; seed <= 8; seed++) {
        chance c = {.state = 900 + (uint64_t)seed};
        cg_program *program = side_by_side(arena, &c);
        int least = add_least_flow(program, 0);
        cg_program *most = with_costs(arena, program, -1, 0);
        double flow = -cg_program_solve(arena, most, NULL, NULL)->objective;
        for (int percent = 70; percent <= 110; percent += 10) {
            program->rows.items[least].upper = -flow * (percent == 100 ? 0.999 : percent / 100.0);
            agrees(arena, program, 1000 + 100 * seed + percent);
        }
        cg_solution *none = cg_solve_priced(arena, program, NULL, NULL, NULL);
        cr_assert_not_null(none);
        cr_expect_eq(none->outcome, CG_INFEASIBLE);
        program->rows.items[least].upper = -0.7 * flow;
        int budget = add_budget(program, 0);
        for (int share = 0; share < 4; share++) {
            program->rows.items[budget].upper = 250 * PARTS * share;
            infeasible += cg_program_solve(arena, program, NULL, NULL)->outcome == CG_INFEASIBLE;
            agrees(arena, program, 2000 + 100 * seed + share);
        }
    }
    cr_expect_gt(infeasible, 0, "no two rows excluded each other");
}

Test(priced, rows_that_nothing_breaks_agree, .timeout = 120) {
    with_arena(least_flows, NULL);
}

/* What a common row may give is a column of its own: nobody's block has it. */
static void elastic(cg_arena *arena, void *payload) {
    (void)payload;
    for (int seed = 1; seed <= 6; seed++) {
        chance c = {.state = 4000 + (uint64_t)seed};
        cg_program *program = side_by_side(arena, &c);
        int budget = add_budget(program, 200);
        int give = column(program, 0, NO_BOUND, 3);
        cg_program_set(program, budget, give, -1);
        agrees(arena, program, seed);
        /* One that earns is not forgotten where the row does not bind without it. */
        int earn = column(program, 0, 50, -5);
        cg_program_set(program, budget, earn, 1);
        program->rows.items[budget].upper = 1e4;
        agrees(arena, program, 10 + seed);
        for (int j = 0; j < program->columns.count; j++) {
            program->columns.items[j].integer = false;
        }
        agrees(arena, program, 20 + seed);
    }
}

Test(priced, what_a_row_may_give_is_left_to_the_choice, .timeout = 60) {
    with_arena(elastic, NULL);
}

/* Without integers what is found is the optimum, and duals prove it. */
static void linear(cg_arena *arena, void *payload) {
    (void)payload;
    int binding = 0;
    for (int seed = 1; seed <= 12; seed++) {
        chance c = {.state = 7000 + (uint64_t)seed};
        cg_program *program = side_by_side(arena, &c);
        for (int j = 0; j < program->columns.count; j++) {
            program->columns.items[j].integer = false;
        }
        int budget = add_budget(program, NO_BOUND);
        int least = add_least_flow(program, 0);
        double all = used_of(program, cg_program_solve(arena, program, NULL, NULL), budget);
        for (int tenths = 2; tenths <= 11; tenths += 3) {
            program->rows.items[budget].upper = all * tenths / 10;
            program->rows.items[least].upper = -8 * tenths;
            cg_solution *best = cg_program_solve(arena, program, NULL, NULL);
            cg_solution *found = cg_solve_priced(arena, program, NULL, NULL, NULL);
            cr_assert_not_null(found, "%d %d", seed, tenths);
            cr_assert_eq(found->outcome, best->outcome, "%d %d", seed, tenths);
            if (best->outcome == CG_INFEASIBLE) {
                continue;
            }
            double size = 1 + fabs(best->objective);
            cr_expect_float_eq(found->objective, best->objective, 1e-9 * size);
            cg_certificate certificate = cg_program_certify(arena, program, found);
            cr_expect_lt(certificate.primal_residual, 1e-9);
            cr_expect_lt(certificate.dual_residual, 1e-9);
            cr_expect_lt(certificate.objective - certificate.bound, 1e-9 * size);
            binding += found->dual[budget] < 0;
        }
    }
    cr_expect_gt(binding, 10);
}

Test(priced, linear_programs_have_their_optimum, .timeout = 60) {
    with_arena(linear, NULL);
}

/* What has no end without the common row is no answer: x may grow with its z, until the row says
 * 100. And with a plan known before, no limit of time leaves nothing. */
static void bounded_by_the_row(cg_arena *arena, void *payload) {
    (void)payload;
    for (int whole = 0; whole < 2; whole++) {
        cg_program *program = cg_program_new(arena);
        int common = row(program, -NO_BOUND, 100);
        program->rows.items[common].common = true;
        for (int b = 0; b < 2600; b++) {
            int at = row(program, -NO_BOUND, 0);
            int x = column(program, 0, NO_BOUND, -1 - b % 3), z = column(program, 0, NO_BOUND, 0);
            program->columns.items[z].integer = whole == 1 && b < 3;
            cg_program_set(program, at, x, 1);
            cg_program_set(program, at, z, -1);
            cg_program_set(program, common, x, 1);
        }
        double *nothing = CG_ARRAY(arena, double, program->columns.count + 1);
        cg_solve_settings hurried = {.time_limit_s = whole == 1 ? 0.1 : 0};
        cg_solution *found = cg_program_solve(arena, program, &hurried, nothing);
        cr_assert_not_null(found->x, "outcome %d: %s", (int)found->outcome, found->message);
        cr_expect(whole == 1 || fabs(found->objective + 300) < 1e-6, "%g", found->objective);
    }
}

Test(priced, what_the_row_alone_bounds_is_left_to_the_whole, .timeout = 60) {
    with_arena(bounded_by_the_row, NULL);
}

/* Columns of the reserve stand in common rows as the program's own do. */
typedef struct split {
    const cg_program *whole;
    cg_matrix matrix;
    int *column; /* by index of the reserve */
} split;

static int reserved_column(const void *owner, int index, double *cost, double *upper, int *rows,
                           double *values) {
    const split *of = owner;
    int j = of->column[index], first = of->matrix.start[j];
    int count = of->matrix.start[j + 1] - first;
    *cost = of->whole->columns.items[j].cost;
    *upper = of->whole->columns.items[j].upper;
    memcpy(rows, of->matrix.row + first, (size_t)count * sizeof *rows);
    memcpy(values, of->matrix.value + first, (size_t)count * sizeof *values);
    return count;
}

static void reserves(cg_arena *arena, void *payload) {
    (void)payload;
    for (int seed = 1; seed <= 6; seed++) {
        chance c = {.state = 5000 + (uint64_t)seed};
        cg_program *whole = side_by_side(arena, &c);
        int budget = add_budget(whole, 300);
        int flows = add_least_flow(whole, 20);
        cg_program *own = cg_program_new(arena);
        split of = {.whole = whole,
                    .matrix = cg_program_matrix(arena, whole),
                    .column = CG_ARRAY(arena, int, whole->columns.count)};
        int count = 0;
        for (int i = 0; i < whole->rows.count; i++) {
            int at = row(own, whole->rows.items[i].lower, whole->rows.items[i].upper);
            own->rows.items[at].common = i == budget || i == flows;
        }
        for (int j = 0; j < whole->columns.count; j++) {
            const cg_column *from = &whole->columns.items[j];
            if (from->cost < 0) {
                of.column[count++] = j;
                continue;
            }
            int at = column(own, from->lower, from->upper, from->cost);
            own->columns.items[at].integer = from->integer;
            for (int k = of.matrix.start[j]; k < of.matrix.start[j + 1]; k++) {
                cg_program_set(own, of.matrix.row[k], at, of.matrix.value[k]);
            }
        }
        cg_reserve reserve = {&of, count, whole->rows.count, reserved_column, NULL};
        cg_solution *found = cg_solve_priced(arena, own, &reserve, NULL, NULL);
        cg_solution *best = cg_program_solve(arena, whole, NULL, NULL);
        cr_assert_not_null(found);
        double size = 1 + fabs(best->objective);
        cr_expect_gt(found->objective, best->objective - 1e-8 * size);
        cr_expect_lt(found->bound, best->objective + 1e-8 * size);
        double sum = 0;
        for (int j = 0; j < own->columns.count; j++) {
            sum += own->columns.items[j].cost * found->x[j];
        }
        for (int t = 0; t < found->taken.count; t++) {
            const cg_taken *taken = &found->taken.items[t];
            sum += whole->columns.items[of.column[taken->index]].cost * taken->x;
        }
        cr_expect_float_eq(sum, found->objective, 1e-9 * size);
    }
}

Test(priced, columns_of_the_reserve_count, .timeout = 60) {
    with_arena(reserves, NULL);
}

/* A budget that all can be bought with takes no more than solving without it; one that nothing can
 * be bought with is left to others. */
static void loose(cg_arena *arena, void *payload) {
    (void)payload;
    for (int seed = 1; seed <= 8; seed++) {
        chance c = {.state = 70 + (uint64_t)seed};
        cg_program *program = side_by_side(arena, &c);
        cg_solution *free = cg_program_solve(arena, program, NULL, NULL);
        int budget = add_budget(program, 1e9);
        cg_solution *found = cg_solve_without_common(arena, program, NULL, NULL);
        cr_assert_not_null(found);
        cr_expect_eq(found->outcome, CG_OPTIMAL);
        cr_expect(near(found->objective, free->objective, 1e-9));
        cr_expect_lt(cg_program_certify(arena, program, found).primal_residual, 1e-9);
        program->rows.items[budget].upper = 0;
        cr_expect_null(cg_solve_without_common(arena, program, NULL, NULL));
    }
}

Test(priced, rows_that_bind_nothing_cost_nothing, .timeout = 60) {
    with_arena(loose, NULL);
}

/* A time limit is kept, and a plan known before is not lost to it. */
static void limited(cg_arena *arena, void *payload) {
    (void)payload;
    chance c = {.state = 31};
    cg_program *program = side_by_side(arena, &c);
    add_budget(program, 150);
    double *nothing = CG_ARRAY(arena, double, program->columns.count + 1);
    cg_solve_settings settings = {.time_limit_s = 1e-3};
    /* On a slow machine the time is up before any price: the solve as a whole has the plan then. */
    cg_solution *found = cg_solve_priced(arena, program, NULL, &settings, nothing);
    found = found == NULL ? cg_program_solve(arena, program, &settings, nothing) : found;
    cr_assert_not_null(found->x);
    cr_expect_leq(found->objective, 0);
    cr_expect_leq(found->bound, found->objective);
    cr_expect_lt(cg_program_certify(arena, program, found).primal_residual, 1e-9);
}

Test(priced, a_limit_leaves_the_plan_that_was_known, .timeout = 60) {
    with_arena(limited, NULL);
}

/* Two rows as tight as may be: nearly all that can flow, built for next to the least that it takes.
 * The search for that least ends in a plan, so there is one; for a little less there is none. */
static void two_tight(cg_arena *arena, void *payload) {
    (void)payload;
    int impossible = 0;
    for (int seed = 1; seed <= 12; seed++) {
        chance c = {.state = 300 + (uint64_t)seed};
        cg_program *program = side_by_side(arena, &c);
        int least = add_least_flow(program, 0);
        double flow =
            -cg_program_solve(arena, with_costs(arena, program, -1, 0), NULL, NULL)->objective;
        program->rows.items[least].upper = -0.999 * flow;
        const cg_solution *cheapest =
            cg_program_solve(arena, with_costs(arena, program, 0, 1), NULL, NULL);
        cr_assert_eq(cheapest->outcome, CG_OPTIMAL);
        int budget = add_budget(program, cheapest->objective * (1 + 1e-6));
        cg_any_plan any = cg_program_any_plan(arena, program, NULL);
        cr_assert_not_null(any.x, "%d: nothing found", seed);
        cg_solution found = {.x = any.x, .dual = CG_ARRAY(arena, double, program->rows.count + 1)};
        cr_expect_lt(cg_program_certify(arena, program, &found).primal_residual, 1e-8, "%d", seed);
        program->rows.items[budget].upper = cheapest->objective * 0.99;
        any = cg_program_any_plan(arena, program, NULL);
        cr_expect_null(any.x, "%d", seed);
        impossible += any.impossible;
    }
    cr_expect_eq(impossible, 12, "only %d are proven to have none", impossible);
}

Test(priced, two_tight_rows_have_a_plan, .timeout = 120) {
    with_arena(two_tight, NULL);
}
