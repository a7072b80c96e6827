/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who goes on searching once every block has a plan and a bound, and how far. */
#include "program/shares.h"

#include <math.h>
#include <stdlib.h>

/* Where the whole cannot be proven, all blocks together get so much work (about half a second), or
 * this part of what was spent on them; those with less than this share of what is open get none. */
#define WORK 1e9
#define AGAIN 0.25
#define LEAST 0.02
/* Fewer nodes are not worth beginning again. */
#define NODES 10

static int widest_first(const void *a, const void *b) {
    const cg_standing *x = a, *y = b;
    return x->gap != y->gap ? (x->gap > y->gap ? -1 : 1) : x->block - y->block;
}

/* Of what all from here on have open; those without a plan come first and share alike. */
static double part_of(const cg_standing *standings, int at, int count) {
    double all = 0;
    int endless = 0;
    for (int b = at; b < count; b++) {
        endless += isinf(standings[b].gap);
        all += isinf(standings[b].gap) ? 0 : standings[b].gap;
    }
    if (endless > 0) {
        return 1.0 / (endless + (endless < count - at));
    }
    return all > 0 ? standings[at].gap / all : 1;
}

/* All of it is near enough for who asked for a gap. */
static bool is_near_enough(const cg_standing *standings, int count, double gap, double whole) {
    double open = 0;
    for (int b = 0; b < count; b++) {
        open += standings[b].gap;
    }
    return gap > 0 && open <= gap * fabs(whole);
}

int cg_shares_find(cg_standing *standings, int count, const cg_solve_settings *settings,
                   double whole, cg_share *shares) {
    bool hopeless = false;
    for (int b = 0; b < count; b++) {
        hopeless = hopeless || standings[b].hopeless;
    }
    if (count == 0 || is_near_enough(standings, count, settings->gap, whole)) {
        return 0;
    }
    qsort(standings, (size_t)count, sizeof *standings, widest_first);
    bool limited = settings->time_limit_s > 0 || settings->gap > 0;
    double all = 0, spent = 0;
    for (int b = 0; b < count; b++) {
        all += isinf(standings[b].gap) ? 0 : standings[b].gap;
        spent += standings[b].spent;
    }
    int listed = 0;
    for (int b = 0; b < count; b++) {
        cg_share share = {.block = standings[b].block, .part = part_of(standings, b, count)};
        if (!limited && hopeless) {
            double of_all = isinf(standings[b].gap) ? 1 : all > 0 ? standings[b].gap / all : 0;
            share.work = fmax(WORK, AGAIN * spent) * of_all;
            if (of_all < LEAST || share.work < NODES * standings[b].node) {
                continue;
            }
        }
        shares[listed++] = share;
    }
    return listed;
}
