/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies near is found without looking at all, and nothing is lost by it. */
#include <math.h>

#include "base/text.h"
#include "match/grid.h"
#include "match_park.h"

/* Numbers without a pattern, the same every time (Knuth, TAOCP 2, 3.3.4: MMIX). */
static double drawn(unsigned long long *state) {
    *state = *state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (double)(*state >> 11) / 9007199254740992.0;
}

/* Clouds of points of every shape: spread, on a line, on top of each other, none. */
typedef struct cloud {
    const char *name;
    int count;
    double wide, deep, high; /* km */
} cloud;

static void asks_a_cloud(scratch *s, size_t row) {
    static const cloud clouds[] = {{"spread", 400, 90, 60, 0},    {"tilted", 400, 40, 50, 60},
                                   {"on a line", 300, 0, 200, 0}, {"upright", 200, 0, 30, 80},
                                   {"in one place", 50, 0, 0, 0}, {"none", 0, 1, 1, 0},
                                   {"one", 1, 5, 5, 5},           {"thin", 500, 1000, 1e-6, 0}};
    const cloud *of = &clouds[row];
    unsigned long long state = 7 + row;
    cg_point *points = CG_ARRAY(s->arena, cg_point, of->count + 1);
    int *names = CG_ARRAY(s->arena, int, of->count + 1);
    int *found = CG_ARRAY(s->arena, int, of->count + 1);
    for (int i = 0; i < of->count; i++) {
        points[i] = (cg_point){
            {of->wide * drawn(&state), of->deep * drawn(&state) - 20, of->high * drawn(&state)}};
        names[i] = 3 * i + 1;
    }
    const cg_grid *grid = cg_grid_new(s->arena, points, names, of->count);
    for (int asked = 0; asked < 60; asked++) {
        cg_point at = {{1.4 * of->wide * drawn(&state) - 0.2 * of->wide,
                        1.4 * of->deep * drawn(&state) - 20 - 0.2 * of->deep,
                        of->high * drawn(&state)}};
        double km = asked == 0 ? 0 : asked == 1 ? 1e6 : 30 * drawn(&state) * drawn(&state);
        int count = cg_grid_near(grid, at, km, found), next = 0;
        for (int i = 0; i < of->count; i++) {
            const double *a = at.along, *b = points[i].along;
            double apart = hypot(hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]);
            if (apart <= km * (1 - 1e-12)) {
                while (next < count && found[next] < names[i]) {
                    next++;
                }
                cr_assert(next < count && found[next] == names[i], "%s: point %d is lost", of->name,
                          i);
            }
        }
        cr_expect_leq(count, of->count);
    }
}

Test(match_grid, finds_all_that_lies_near) {
    match_each(8, asks_a_cloud);
}

enum { FIRMS = 260 };

static void add_firm(cg_text *park, int f, bool on_plane, unsigned long long *state) {
    cg_text_addf(park, "%s{\"id\": \"f%d\"", f > 0 ? "," : "", f);
    if (f % 40 != 16) {
        /* About 100 km across in both: a degree is 111 km. */
        int x = (int)(100 * drawn(state)), y = (int)(100 * drawn(state));
        cg_text_addf(park, on_plane ? ", \"at_km\": [%d, %d]" : ", \"at\": [10%d.%03d, 2%d.%03d]",
                     on_plane ? x : 5, on_plane ? y : 9 * x, 0, 9 * y);
    }
    cg_text_addf(park,
                 ", \"outputs\": [{\"id\": \"o\", \"resource\": \"%s\", \"quantity\": 10}], "
                 "\"inputs\": [{\"id\": \"i\", \"resource\": \"%s\", \"quantity\": 10, "
                 "\"price\": 5}]}",
                 f % 3 == 0 ? "w" : "v", f % 2 == 0 ? "c" : "v");
}

/* Three ways to be far off: beyond a reach, all lost on the way, and beyond a reach that a link
 * makes short, or long. `more` holds corridors. */
static const char *wide_park(cg_arena *arena, bool on_plane, const char *detour, const char *more) {
    unsigned long long state = 11;
    cg_text park = cg_text_start(arena);
    cg_text_add(&park, "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"l\", \"year\": "
                       "2026, \"currency\": \"VND\"}, \"firms\": [");
    for (int f = 0; f < FIRMS; f++) {
        add_firm(&park, f, on_plane, &state);
    }
    cg_text_addf(
        &park,
        "], \"links\": [{\"from\": \"f0\", \"to\": \"f2\", \"length\": 1}, "
        "{\"from\": \"f3\", \"to\": \"f4\", \"length\": 300}, "
        "{\"from\": \"f6.o\", \"to\": \"f8.i\", \"length\": 2}],"
        " \"exchanges\": [{\"from\": \"f9.o\", \"to\": \"f10.i\", \"quantity\": 1, \"status\": "
        "\"running\"}]%s, \"models\": {\"resources\": [{\"id\": \"w\", \"family\": \"water\"}, "
        "{\"id\": \"c\", \"family\": \"water\"}, {\"id\": \"v\", \"family\": \"water\"}], "
        "\"substitutions\": [{\"output\": \"w\", \"input\": \"c\", \"reach\": 12}, "
        "{\"output\": \"v\", \"input\": \"c\", \"loss\": 0.05}], "
        "\"modes\": [{\"id\": \"pipe\", \"family\": \"water\", \"detour\": %s}]}}",
        more, detour);
    return park.bytes;
}

static cg_matches *kept(scratch *s, const char *text, cg_keep keep) {
    const cg_park *park = park_from(s, text, NULL);
    cg_rules *none = CG_NEW(s->arena, cg_rules);
    const cg_law *law =
        cg_law_new(s->arena, &s->diagnostics, none, &(cg_law_options){.date = "2026-06-30"});
    return cg_matches_find(s->arena, &s->diagnostics, park, law,
                           (cg_wanted){keep, CG_NONE, CG_NONE, NULL, false});
}

static bool is_same(const cg_candidate *a, const cg_candidate *b) {
    return a->output == b->output && a->input == b->input && a->substitution == b->substitution &&
           a->delivered == b->delivered && a->running == b->running;
}

static void loses_nothing(scratch *s, size_t row) {
    static const struct {
        bool on_plane;
        const char *detour, *more;
    } parks[] = {{true, "1.3", ""},
                 {true, "0.7", ""},
                 {false, "1", ""},
                 {false, "1.3", ""},
                 {true, "2",
                  ", \"corridors\": [{\"id\": \"k\", \"nodes\": [[10, 10], [50, 52], [90, 20]]}]"}};
    const char *text = wide_park(s->arena, parks[row].on_plane, parks[row].detour, parks[row].more);
    cg_matches *all = kept(s, text, CG_KEEP_ALL);
    cg_matches *usable = kept(s, text, CG_KEEP_USABLE);
    cg_matches *possible = kept(s, text, CG_KEEP_POSSIBLE);
    const cg_exchange *running = &all->park->exchanges.items[0];
    int open = 0, next = 0, impossible[CG_OBSTACLES] = {0};
    for (int c = 0; c < all->candidates.count; c++) {
        const cg_candidate *candidate = &all->candidates.items[c];
        bool runs = candidate->output == running->output && candidate->input == running->input;
        if (cg_is_open(&candidate->finding) || runs) {
            cr_assert(open < usable->candidates.count &&
                          is_same(candidate, &usable->candidates.items[open]),
                      "%zu: candidate %d is lost", row, c);
            open++;
        }
        if (candidate->finding.verdict == CG_IMPOSSIBLE && !runs) {
            impossible[candidate->finding.obstacle]++;
            continue;
        }
        cr_assert(next < possible->candidates.count &&
                      is_same(candidate, &possible->candidates.items[next]),
                  "%zu: candidate %d is lost", row, c);
        next++;
    }
    cr_expect_eq(usable->candidates.count, open);
    cr_expect_eq(possible->candidates.count, next);
    cr_expect_arr_eq(possible->impossible, impossible, sizeof impossible);
    cr_expect_gt(impossible[CG_BEYOND_REACH], 5000, "%zu: %d", row, impossible[CG_BEYOND_REACH]);
    cr_expect_gt(impossible[CG_LOST_ON_THE_WAY], 5000);
}

Test(match_grid, loses_nothing_that_could_be) {
    match_each(5, loses_nothing);
}
