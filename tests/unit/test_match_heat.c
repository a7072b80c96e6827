/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Heat is cut at every end of any flow; pieces by hand. */
#include "match_park.h"

#define HEAT(from, to, in_from, in_to, more)                                                       \
    "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"h\", \"year\": 2026, \"currency\": "   \
    "\"VND\"},"                                                                                    \
    " \"assumptions\": {\"minimum_approach\": 10" more "},"                                        \
    " \"firms\": [{\"id\": \"a\", \"outputs\": [{\"id\": \"o\", \"resource\": \"heat\", "          \
    "\"quantity\": 100, \"from\": " #from ", \"to\": " #to "}]},"                                  \
    "  {\"id\": \"b\", \"inputs\": [{\"id\": \"i\", \"resource\": \"heat\", \"quantity\": 70, "    \
    "\"price\": 1, \"from\": " #in_from ", \"to\": " #in_to "}]}],"                                \
    " \"models\": {\"resources\": [{\"id\": \"heat\", \"family\": \"heat\"}], \"modes\": "         \
    "[{\"id\": \"main\", \"family\": \"heat\"}]}}"

#define MOST_PIECES 5

static const struct {
    const char *what, *park;
    int output_count, input_count;
    cg_piece outputs[MOST_PIECES], inputs[MOST_PIECES];
} rows[] = {
    /* Counts as 195..145 against 95..165: cut at 165. */
    {"overlap",
     HEAT(200, 150, 90, 160, ""),
     2,
     2,
     {{195, 165, 0.6}, {165, 145, 0.4}},
     {{165, 145, 2.0 / 7}, {145, 95, 5.0 / 7}}},
    {"far apart", HEAT(200, 150, 20, 40, ""), 1, 1, {{195, 145, 1}}, {{45, 25, 1}}},
    /* Steam at one temperature counts at 145, and cuts the input there. */
    {"one temperature",
     HEAT(150, 150, 90, 160, ""),
     1,
     2,
     {{145, 145, 1}},
     {{165, 145, 2.0 / 7}, {145, 95, 5.0 / 7}}},
    {"both at one temperature",
     HEAT(150, 150, 140, 140, ""),
     1,
     1,
     {{145, 145, 1}},
     {{145, 145, 1}}},
    /* Multiples of 30 besides: 180 and 150; 150 and 120. */
    {"steps",
     HEAT(200, 150, 90, 160, ", \"temperature_step\": 30"),
     4,
     4,
     {{195, 180, 0.3}, {180, 165, 0.3}, {165, 150, 0.3}, {150, 145, 0.1}},
     {{165, 150, 15 / 70.0}, {150, 145, 5 / 70.0}, {145, 120, 25 / 70.0}, {120, 95, 25 / 70.0}}},
};

static void expect_pieces(const char *what, const cg_pieces *found, const cg_piece *expected,
                          int count) {
    cr_assert_eq(found->count, count, "%s: %d pieces", what, found->count);
    for (int i = 0; i < count; i++) {
        cr_expect_float_eq(found->items[i].upper_c, expected[i].upper_c, 1e-9, "%s %d: %g", what, i,
                           found->items[i].upper_c);
        cr_expect_float_eq(found->items[i].lower_c, expected[i].lower_c, 1e-9, "%s %d: %g", what, i,
                           found->items[i].lower_c);
        cr_expect_float_eq(found->items[i].share, expected[i].share, 1e-12, "%s %d: %g", what, i,
                           found->items[i].share);
    }
}

static void expect_cut(scratch *s, size_t i) {
    cg_heat heat = cg_heat_cut(s->arena, match_park(s, rows[i].park));
    expect_pieces(rows[i].what, &heat.outputs[0], rows[i].outputs, rows[i].output_count);
    expect_pieces(rows[i].what, &heat.inputs[0], rows[i].inputs, rows[i].input_count);
}

Test(match_heat, pieces_by_hand) {
    match_each(MATCH_ROWS(rows), expect_cut);
}

Test(match_heat, passes_downwards_less_what_the_way_cools) {
    const cg_piece from = {165, 145, 1}, same = {165, 145, 1}, higher = {170, 145, 1},
                   deeper = {165, 146, 1}, below = {100, 90, 1};
    cr_expect(cg_heat_passes(&from, &same, 0));
    cr_expect_not(cg_heat_passes(&from, &same, 0.01));
    cr_expect_not(cg_heat_passes(&from, &higher, 0));
    cr_expect_not(cg_heat_passes(&from, &deeper, 0));
    cr_expect(cg_heat_passes(&from, &below, 55));
    cr_expect_not(cg_heat_passes(&from, &below, 65.5));
}
