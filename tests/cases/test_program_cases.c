/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Published and provable programs (datasets/cases/program): is the printed answer found? */
#include "base/file.h"
#include "base/json.h"
#include "program/program.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CASES 9
#define SCENARIOS 18

typedef struct loaded {
    cg_arena *arena;
    const cg_json *file, *scenario;
    cg_program *program;
    cg_map *columns, *rows;
    double sign; /* -1 where the most is sought */
} loaded;

static double number_or(const cg_json *object, const char *key, double otherwise) {
    const cg_json *member = cg_json_member(object, key);
    return member != NULL ? member->number : otherwise;
}

static void add_column(loaded *l, const char *id, const cg_json *item) {
    cg_tag tag = {.kind = "column", .subject = id, .period = CG_NONE};
    double cost = l->sign * number_or(item, "cost", 0);
    const cg_json *whole = cg_json_member(item, "whole");
    int j = cg_program_add_column(l->program, tag, number_or(item, "least", -CG_UNBOUNDED),
                                  number_or(item, "most", CG_UNBOUNDED), cost);
    l->program->columns.items[j].integer = whole != NULL && whole->truth;
    cr_assert(cg_map_add(l->columns, id, j), "%s is there twice", id);
}

static int add_row(loaded *l, const char *id, double least, double most) {
    cg_tag tag = {.kind = "row", .subject = id, .period = CG_NONE};
    int i = cg_program_add_row(l->program, tag, least, most);
    cr_assert(cg_map_add(l->rows, id, i), "%s is there twice", id);
    return i;
}

static void read_columns_and_rows(loaded *l) {
    const cg_json *columns = cg_json_member(l->file, "columns");
    const cg_json *rows = cg_json_member(l->file, "rows");
    for (const cg_json *item = columns->first; item != NULL; item = item->next) {
        add_column(l, cg_json_member_text(item, "id"), item);
    }
    for (const cg_json *item = rows->first; item != NULL; item = item->next) {
        int i = add_row(l, cg_json_member_text(item, "id"), number_or(item, "least", -CG_UNBOUNDED),
                        number_or(item, "most", CG_UNBOUNDED));
        for (const cg_json *of = cg_json_member(item, "of")->first; of != NULL; of = of->next) {
            int j = cg_map_find(l->columns, of->key);
            cr_assert_neq(j, CG_NONE, "no column %s", of->key);
            cg_program_set(l->program, i, j, of->number);
        }
    }
}

/* What leaves a place minus what comes in is what it sends out. */
static void read_network(loaded *l) {
    const cg_json *places = cg_json_member(l->file, "places");
    for (const cg_json *place = places->first; place != NULL; place = place->next) {
        add_row(l, place->key, place->number, place->number);
    }
    const cg_json *arcs = cg_json_member(l->file, "arcs");
    for (const cg_json *arc = arcs->first; arc != NULL; arc = arc->next) {
        const char *from = cg_json_member_text(arc, "from");
        const char *to = cg_json_member_text(arc, "to");
        int j = l->program->columns.count;
        add_column(l, cg_format(l->arena, "%s > %s", from, to), arc);
        cg_program_set(l->program, cg_map_find(l->rows, from), j, 1);
        cg_program_set(l->program, cg_map_find(l->rows, to), j, -1);
    }
}

static void apply_change(loaded *l) {
    const cg_json *change = cg_json_member(l->scenario, "change");
    const cg_json *costs = cg_json_member(change, "cost");
    const cg_json *rows = cg_json_member(change, "rows");
    for (const cg_json *cost = costs != NULL ? costs->first : NULL; cost != NULL;
         cost = cost->next) {
        int j = cg_map_find(l->columns, cost->key);
        cr_assert_neq(j, CG_NONE, "no column %s", cost->key);
        l->program->columns.items[j].cost = l->sign * cost->number;
    }
    for (const cg_json *row = rows != NULL ? rows->first : NULL; row != NULL; row = row->next) {
        int i = cg_map_find(l->rows, row->key);
        cr_assert_neq(i, CG_NONE, "no row %s", row->key);
        l->program->rows.items[i].lower = number_or(row, "least", -CG_UNBOUNDED);
        l->program->rows.items[i].upper = number_or(row, "most", CG_UNBOUNDED);
    }
}

static void compare_list(const loaded *l, const cg_json *list, const cg_map *map,
                         const double *found, double within) {
    for (const cg_json *item = list != NULL ? list->first : NULL; item != NULL; item = item->next) {
        int k = cg_map_find(map, item->key);
        cr_assert_neq(k, CG_NONE, "nothing is called %s", item->key);
        cr_expect_float_eq(found[k], item->number, within, "%s, %s: %.17g, not %.17g",
                           cg_json_member_text(l->scenario, "id"), item->key, found[k],
                           item->number);
    }
}

static void solve_and_compare(loaded *l) {
    const char *id = cg_json_member_text(l->scenario, "id");
    const char *file = cg_json_member_text(l->file, "id");
    const cg_json *expected = cg_json_member(l->scenario, "expected");
    cg_solution *solution = cg_program_solve(l->arena, l->program, NULL, NULL);
    if (cg_json_member(expected, "infeasible") != NULL) {
        cr_log_info("| %s | %s | infeasible | %s |", file, id,
                    solution->outcome == CG_INFEASIBLE ? "infeasible" : "something else");
        cr_expect_eq(solution->outcome, CG_INFEASIBLE, "%s %s", file, id);
        return;
    }
    double objective = cg_json_member(expected, "objective")->number;
    double within = cg_json_member(expected, "within")->number;
    cr_assert_eq(solution->outcome, CG_OPTIMAL, "%s %s: %s", file, id,
                 solution->message != NULL ? solution->message : "no optimum");
    cr_log_info("| %s | %s | %.12g | %.12g |", file, id, objective, l->sign * solution->objective);
    cr_expect_float_eq(l->sign * solution->objective, objective, within, "%s %s: %.17g", file, id,
                       l->sign * solution->objective);
    compare_list(l, cg_json_member(expected, "values"), l->columns, solution->x, within);
    compare_list(l, cg_json_member(expected, "prices"), l->rows, solution->dual, within);
    cg_certificate certificate = cg_program_certify(l->arena, l->program, solution);
    cr_expect(certificate.primal_residual < 1e-9 && certificate.dual_residual < 1e-9, "%s %s", file,
              id);
    cr_expect_float_eq(certificate.bound, certificate.objective, 1e-9 * fabs(certificate.objective),
                       "%s %s: bound %.17g", file, id, certificate.bound);
}

static int solve_file(cg_arena *arena, const char *path) {
    cg_diagnostics diagnostics = {.arena = arena};
    const cg_json *file = cg_json_read_file(arena, &diagnostics, path);
    int scenarios = 0;
    cr_assert_not_null(file, "%s", path);
    const cg_json *list = cg_json_member(file, "scenarios");
    for (const cg_json *scenario = list->first; scenario != NULL; scenario = scenario->next) {
        loaded l = {.arena = arena,
                    .file = file,
                    .scenario = scenario,
                    .program = cg_program_new(arena),
                    .columns = cg_map_new(arena),
                    .rows = cg_map_new(arena)};
        l.sign = strcmp(cg_json_member_text(file, "direction"), "most") == 0 ? -1 : 1;
        if (cg_json_member(file, "arcs") != NULL) {
            read_network(&l);
        }
        if (cg_json_member(file, "columns") != NULL) {
            read_columns_and_rows(&l);
        }
        apply_change(&l);
        solve_and_compare(&l);
        scenarios++;
    }
    return scenarios;
}

Test(program_cases, printed_and_provable_answers_are_found) {
    const char *source = getenv("CONGSINH_SOURCE");
    cr_assert_not_null(source, "CONGSINH_SOURCE names the source tree");
    cg_failure failure;
    cg_arena *arena = cg_arena_new(&failure);
    cr_assert_not_null(arena);
    const char *folder = cg_format(arena, "%s/datasets/cases/program", source);
    int count = 0;
    int scenarios = 0;
    const char **names = cg_folder_list(arena, folder, ".json", &count);
    cr_log_info("| case | scenario | expected | found |");
    for (int i = 0; i < count; i++) {
        scenarios += solve_file(arena, cg_format(arena, "%s/%s", folder, names[i]));
    }
    cr_assert_eq(count, CASES);
    cr_assert_eq(scenarios, SCENARIOS);
    cg_arena_free(arena);
}
