/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets of pairs of an output and an input. */
#include "match/couples.h"

#include <stdlib.h>

static int by_output(const void *a, const void *b) {
    const cg_couple *x = a, *y = b;
    return x->output != y->output ? (x->output < y->output ? -1 : 1)
                                  : (x->input > y->input) - (x->input < y->input);
}

cg_couples *cg_couples_new(cg_arena *arena, cg_couple *pairs, int count, int output_count) {
    cg_couples *made = CG_NEW(arena, cg_couples);
    made->start = CG_ARRAY(arena, int, output_count + 1);
    made->inputs = CG_ARRAY(arena, int, count + 1);
    if (count > 1) {
        qsort(pairs, (size_t)count, sizeof *pairs, by_output);
    }
    int kept = 0, at = 0;
    for (int o = 0; o < output_count; o++) {
        made->start[o] = kept;
        for (; at < count && pairs[at].output == o; at++) {
            if (kept == made->start[o] || made->inputs[kept - 1] != pairs[at].input) {
                made->inputs[kept++] = pairs[at].input;
            }
        }
    }
    made->start[output_count] = kept;
    return made;
}

bool cg_couples_hold(const cg_couples *pairs, int output, int input) {
    int first = pairs->start[output], end = pairs->start[output + 1];
    while (first < end) {
        int middle = first + (end - first) / 2;
        if (pairs->inputs[middle] == input) {
            return true;
        }
        bool before = pairs->inputs[middle] < input;
        first = before ? middle + 1 : first;
        end = before ? end : middle;
    }
    return false;
}
