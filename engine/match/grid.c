/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points in the cells of a grid: cells of one row lie side by side in one list, so that a square of
 * the grid is as many runs of the list as it has rows (Bentley & Friedman, Data Structures for
 * Range Searching, ACM Computing Surveys 11(4):397-409, 1979: cells of fixed size). */
#include "match/grid.h"

#include <math.h>
#include <stdlib.h>

/* About so many points a cell: fewer cost more cells to look at, more cost more points. */
#define POINTS_A_CELL 3

struct cg_grid {
    int count;
    int across, up; /* the two axes along which the points lie furthest apart */
    double low[2];  /* the corner of the first cell */
    double size;    /* of a cell, km */
    int columns, rows;
    int *start;       /* by cell: its first place in points and names; one more behind the last */
    cg_point *points; /* by place */
    int *names;
};

static double least(double a, double b) {
    return a < b ? a : b;
}

static double most(double a, double b) {
    return a > b ? a : b;
}

/* The smallest box around the points. */
typedef struct box {
    double low[3], high[3];
} box;

static box around(const cg_point *points, int count) {
    box found = {{0}, {0}};
    for (int i = 0; i < count; i++) {
        for (int a = 0; a < 3; a++) {
            double at = points[i].along[a];
            found.low[a] = i == 0 ? at : least(found.low[a], at);
            found.high[a] = i == 0 ? at : most(found.high[a], at);
        }
    }
    return found;
}

/* The axis along which the points lie closest together tells least, and is left out of the grid. */
static void choose_axes(cg_grid *grid, const box *all) {
    int shortest = 2;
    for (int a = 1; a >= 0; a--) {
        if (all->high[a] - all->low[a] < all->high[shortest] - all->low[shortest]) {
            shortest = a;
        }
    }
    grid->across = shortest == 0 ? 1 : 0;
    grid->up = shortest == 2 ? 1 : 2;
}

static void choose_cells(cg_grid *grid, const box *all) {
    double width = all->high[grid->across] - all->low[grid->across];
    double height = all->high[grid->up] - all->low[grid->up];
    double cells = 1 + grid->count / POINTS_A_CELL;
    double longest = most(width, height);
    grid->low[0] = all->low[grid->across];
    grid->low[1] = all->low[grid->up];
    /* Never more columns or rows than cells were asked for, however thin the box is. */
    grid->size = most(sqrt(width * height / cells), longest / cells);
    if (!(grid->size > 0)) {
        grid->size = 1;
    }
    grid->columns = 1 + (int)(width / grid->size);
    grid->rows = 1 + (int)(height / grid->size);
}

/* Of a place outside the grid the nearest column or row. */
static int cell_along(const cg_grid *grid, int axis, double at, int cells) {
    double cell = floor((at - grid->low[axis]) / grid->size);
    return cell <= 0 ? 0 : cell >= cells ? cells - 1 : (int)cell;
}

static int cell_of(const cg_grid *grid, const cg_point *point) {
    int column = cell_along(grid, 0, point->along[grid->across], grid->columns);
    int row = cell_along(grid, 1, point->along[grid->up], grid->rows);
    return row * grid->columns + column;
}

/* Counts the points of each cell, then puts each in its place: those of one cell stay in order. */
static void put_points(cg_grid *grid, const cg_point *points, const int *names) {
    int cells = grid->columns * grid->rows;
    for (int i = 0; i < grid->count; i++) {
        grid->start[cell_of(grid, &points[i])]++;
    }
    int before = 0;
    for (int c = 0; c <= cells; c++) {
        before += grid->start[c];
        grid->start[c] = before; /* for now the end of the cell: filling goes backwards */
    }
    for (int i = grid->count - 1; i >= 0; i--) {
        int place = --grid->start[cell_of(grid, &points[i])];
        grid->points[place] = points[i];
        grid->names[place] = names[i];
    }
}

cg_grid *cg_grid_new(cg_arena *arena, const cg_point *points, const int *names, int count) {
    cg_grid *grid = CG_NEW(arena, cg_grid);
    const box all = around(points, count);
    grid->count = count;
    choose_axes(grid, &all);
    choose_cells(grid, &all);
    grid->start = CG_ARRAY(arena, int, grid->columns * grid->rows + 1);
    grid->points = CG_ARRAY(arena, cg_point, count + 1);
    grid->names = CG_ARRAY(arena, int, count + 1);
    put_points(grid, points, names);
    return grid;
}

static bool is_near(const cg_point *a, const cg_point *b, double square_km) {
    double sum = 0;
    for (int axis = 0; axis < 3; axis++) {
        double apart = a->along[axis] - b->along[axis];
        sum += apart * apart;
    }
    return sum <= square_km;
}

static int smaller_first(const void *a, const void *b) {
    int x = *(const int *)a, y = *(const int *)b;
    return x < y ? -1 : x > y;
}

/* Few as a rule: moving each to its place is faster than a call for every comparison. */
static void order(int *names, int count) {
    if (count > 64) {
        qsort(names, (size_t)count, sizeof *names, smaller_first);
        return;
    }
    for (int i = 1; i < count; i++) {
        int name = names[i], place = i;
        while (place > 0 && names[place - 1] > name) {
            names[place] = names[place - 1];
            place--;
        }
        names[place] = name;
    }
}

int cg_grid_near(const cg_grid *grid, cg_point at, double km, int *found) {
    int count = 0;
    double across = at.along[grid->across], up = at.along[grid->up];
    int left = cell_along(grid, 0, across - km, grid->columns);
    int right = cell_along(grid, 0, across + km, grid->columns);
    int bottom = cell_along(grid, 1, up - km, grid->rows);
    int top = cell_along(grid, 1, up + km, grid->rows);
    for (int row = bottom; row <= top; row++) {
        int first = grid->start[row * grid->columns + left];
        int end = grid->start[row * grid->columns + right + 1];
        for (int place = first; place < end; place++) {
            if (is_near(&grid->points[place], &at, km * km)) {
                found[count++] = grid->names[place];
            }
        }
    }
    order(found, count);
    return count;
}
