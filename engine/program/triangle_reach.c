/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Depth first, without recursion: a way through a triangle may be as long as there are rows. */
#include "program/triangle_reach.h"

#include "base/map.h"

cg_triangle_reach cg_triangle_reach_new(cg_arena *arena, int rows) {
    return (cg_triangle_reach){.rows = CG_ARRAY(arena, int, rows + 1),
                               .mark = CG_ARRAY(arena, int, rows + 1),
                               .stack = CG_ARRAY(arena, int, rows + 1),
                               .next = CG_ARRAY(arena, int, rows + 1)};
}

void cg_triangle_reach_clear(cg_triangle_reach *r) {
    r->stamp++;
    r->count = 0;
}

static void visit(cg_triangle_reach *r, const cg_triangle_steps *s, int depth, int row) {
    r->mark[row] = r->stamp;
    r->stack[depth] = row;
    r->next[depth] = s->step_of[row] == CG_NONE ? 0 : s->start[s->step_of[row]];
}

/* The next row that a row leads to and that was not reached yet; CG_NONE. */
static int next_from(cg_triangle_reach *r, const cg_triangle_steps *s, int depth) {
    int step = s->step_of[r->stack[depth]];
    while (step != CG_NONE && r->next[depth] < s->start[step + 1]) {
        int to = s->row[r->next[depth]++];
        if (r->mark[to] != r->stamp) {
            return to;
        }
    }
    return CG_NONE;
}

void cg_triangle_reach_from(cg_triangle_reach *r, const cg_triangle_steps *s, int row) {
    if (r->mark[row] == r->stamp) {
        return;
    }
    int depth = 0;
    visit(r, s, 0, row);
    while (depth >= 0) {
        int to = next_from(r, s, depth);
        if (to != CG_NONE) {
            visit(r, s, ++depth, to);
        } else {
            r->rows[r->count++] = r->stack[depth--];
        }
    }
}
