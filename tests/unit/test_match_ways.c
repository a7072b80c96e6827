/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which link speaks of a way, and how long a way is, against distances found by hand. */
#include "match/links.h"
#include "match_park.h"

#define LINKS(list)                                                                                \
    MATCH_PARK("", "",                                                                             \
               ", \"facilities\": [{\"id\": \"k\", \"at_km\": [4, 3]}], \"links\": [" list "]")
#define LINK(ends, more) "{" ends more "}"
#define FIRMS "\"from\": \"a\", \"to\": \"b\""
#define BACK "\"from\": \"b\", \"to\": \"a\""
#define PIPE ", \"mode\": \"pipe\""

typedef struct link_row {
    const char *what, *park;
    bool plant; /* the way of a.e to k, not to b.i */
    int link, existing;
    double length_km; /* 0: none is given */
    bool forbidden, tie;
} link_row;

static const link_row link_rows[] = {
    {"no link", LINKS(""), false, CG_NONE, CG_NONE, 0, false, false},
    {"firms speak for their flows", LINKS(LINK(FIRMS, ", \"length\": 7")), false, 0, CG_NONE, 7,
     false, false},
    {"a length holds both ways, and a pipe runs one way",
     LINKS(LINK(BACK, ", \"length\": 7, \"existing\": true")), false, 0, CG_NONE, 7, false, false},
    {"an existing pipe", LINKS(LINK(FIRMS, ", \"existing\": true")), false, 0, 0, 0, false, false},
    {"another pair", LINKS(LINK("\"from\": \"a\", \"to\": \"k\"", ", \"length\": 7")), false,
     CG_NONE, CG_NONE, 0, false, false},
    {"a leg to a plant", LINKS(LINK("\"from\": \"a\", \"to\": \"k\"", ", \"length\": 7")), true, 0,
     CG_NONE, 7, false, false},
    {"the mode wins", LINKS(LINK(FIRMS, ", \"length\": 7") "," LINK(FIRMS PIPE, ", \"length\": 5")),
     false, 1, CG_NONE, 5, false, false},
    {"another mode says nothing", LINKS(LINK(FIRMS, ", \"mode\": \"road\", \"length\": 5")), false,
     CG_NONE, CG_NONE, 0, false, false},
    {"a flow wins over the mode",
     LINKS(LINK(FIRMS PIPE, ", \"length\": 7") "," LINK("\"from\": \"a.e\", \"to\": \"b\"",
                                                        ", \"length\": 3")),
     false, 1, CG_NONE, 3, false, false},
    {"two flows win over one",
     LINKS(LINK("\"from\": \"a.e\", \"to\": \"b\"" PIPE, ", \"length\": 7") "," LINK(
         "\"from\": \"a.e\", \"to\": \"b.i\"", ", \"length\": 3")),
     false, 1, CG_NONE, 3, false, false},
    {"another flow of the firm", LINKS(LINK("\"from\": \"a.g\", \"to\": \"b\"", ", \"length\": 7")),
     false, CG_NONE, CG_NONE, 0, false, false},
    {"closed both ways", LINKS(LINK(BACK, ", \"forbidden\": \"a river\"")), false, 0, CG_NONE, 0,
     true, false},
    {"a closed firm, an open flow",
     LINKS(LINK(FIRMS, ", \"forbidden\": \"a river\"") "," LINK("\"from\": \"a.e\", \"to\": \"b\"",
                                                                ", \"length\": 3")),
     false, 1, CG_NONE, 3, false, false},
    {"one flow each",
     LINKS(LINK("\"from\": \"a.e\", \"to\": \"b\"",
                ", \"length\": 7") "," LINK("\"from\": \"a\", \"to\": \"b.i\"", ", \"length\": 7")),
     false, 0, CG_NONE, 7, false, true},
    {"there and back agree",
     LINKS(
         LINK(FIRMS, ", \"length\": 7, \"existing\": true") "," LINK(BACK, ", \"existing\": true")),
     false, 0, 0, 7, false, false},
};

static void expect_link(scratch *s, size_t number) {
    const link_row *row = &link_rows[number];
    const cg_park *park = match_park(s, row->park);
    cg_links *links = cg_links_new(s->arena, &s->diagnostics, park);
    const cg_end to = row->plant ? (cg_end){CG_END_FACILITY, 0} : (cg_end){CG_END_INPUT, 0};
    cg_link_word found = cg_links_ask(links, (cg_end){CG_END_OUTPUT, 0}, to, "pipe");
    cr_expect_eq(s->diagnostics.errors > 0, row->tie, "%s: %s", row->what, park_said(s));
    cr_expect_eq(found.link == CG_NONE, row->link == CG_NONE, "%s: link %d", row->what, found.link);
    if (!row->tie) {
        cr_expect_eq(found.link, row->link, "%s: link %d", row->what, found.link);
        cr_expect_eq(found.existing, row->existing, "%s: existing %d", row->what, found.existing);
        cr_expect_eq(found.forbidden, row->forbidden, "%s", row->what);
        cr_expect_float_eq(found.has_length ? found.length_km : 0, row->length_km, 1e-12, "%s",
                           row->what);
    }
}

Test(match_ways, links_speak_by_rank) {
    match_each(MATCH_ROWS(link_rows), expect_link);
}

#define CORRIDORS(list) MATCH_PARK("", "", ", \"corridors\": [" list "]")

static const struct {
    const char *what, *park;
    double km;
} way_rows[] = {
    {"4 km straight, and a detour of 1.3", MATCH_PARK("", "", ""), 5.2},
    {"a link's length is no detour", LINKS(LINK(FIRMS, ", \"length\": \"850 m\"")), 0.85},
    {"1 km to the corridor, 4 along, 1 back", CORRIDORS("{\"nodes\": [[0, 1], [4, 1]]}"), 6},
    {"two that join where nodes coincide",
     CORRIDORS("{\"nodes\": [[0, 1], [2, 1]]}, {\"nodes\": [[2, 1], [4, 1]]}"), 6},
    /* 3 + 4 along the sides of a triangle against 5 along its long side */
    {"the shorter of two",
     CORRIDORS("{\"nodes\": [[0, 0], [0, 3], [4, 3], [4, 0]]}, {\"nodes\": [[0, 0], [4, 3]]}"),
     5 + 3},
    {"two that do not join: straight",
     CORRIDORS("{\"nodes\": [[0, 1], [1, 1]]}, {\"nodes\": [[3, 1], [4, 1]]}"), 5.2},
    {"one that carries another mode",
     CORRIDORS("{\"nodes\": [[0, 1], [4, 1]], \"modes\": [\"road\"]}"), 5.2},
    {"one that carries it too",
     CORRIDORS("{\"nodes\": [[0, 1], [4, 1]], \"modes\": [\"road\", \"pipe\"]}"), 6},
    /* Both ends are nearest to the same node: 1 there and sqrt(9 + 1) on. */
    {"one node near both", CORRIDORS("{\"nodes\": [[1, 0], [1, 9]]}"), 1 + 3},
};

static void expect_distance(scratch *s, size_t row) {
    const cg_park *park = match_park(s, way_rows[row].park);
    const cg_way_terms terms = {.mode = cg_map_find(park->knowledge->mode_ids, "pipe")};
    cg_way way = cg_way_direct(cg_ways_new(s->arena, &s->diagnostics, park), 0, 0, &terms);
    cr_expect(way.placed);
    cr_expect_float_eq(way.km, way_rows[row].km, 1e-12, "%s: %g km", way_rows[row].what, way.km);
}

Test(match_ways, distances_are_those_found_by_hand) {
    match_each(MATCH_ROWS(way_rows), expect_distance);
}

/* A degree of latitude on a sphere of 6371.0088 km: 6371.0088 x pi / 180. */
Test(match_ways, a_degree_of_latitude) {
    SCRATCH_START(s);
    const cg_park *park = match_park(&s, MATCH_PARK("", "", ""));
    cg_park round = *park;
    round.on_plane = false;
    const cg_position south = {true, 106, 10}, north = {true, 106, 11};
    cr_expect_float_eq(cg_straight_km(&round, south, north),
                       6371.0088 * 3.14159265358979323846 / 180, 1e-9);
    SCRATCH_END(s);
}

Test(match_ways, reach_is_met_and_exceeded) {
    SCRATCH_START(s);
    const cg_park *park = match_park(&s, LINKS(LINK(FIRMS, ", \"length\": 5")));
    cg_ways *ways = cg_ways_new(s.arena, &s.diagnostics, park);
    const cg_way_terms just = {.mode = 0, .has_reach = true, .reach_km = 5};
    const cg_way_terms less = {.mode = 0, .has_reach = true, .reach_km = 4.999};
    cr_expect_not(cg_way_direct(ways, 0, 0, &just).beyond_reach);
    cr_expect(cg_way_direct(ways, 0, 0, &less).beyond_reach);
    SCRATCH_END(s);
}

/* A way without a place has no length and costs nothing, and no reach bounds it. */
Test(match_ways, without_a_place_there_is_no_way_to_pay) {
    SCRATCH_START(s);
    cg_park *park = match_park(&s, MATCH_PARK("", "", ""));
    park->firms.items[1].at.given = false;
    const cg_value cost = {.given = true, .value = 3};
    const cg_way_terms terms = {
        .mode = 0, .transport_cost = &cost, .has_reach = true, .reach_km = 0};
    cg_way way = cg_way_direct(cg_ways_new(s.arena, &s.diagnostics, park), 0, 0, &terms);
    cr_expect_not(way.placed);
    cr_expect_not(way.beyond_reach);
    cr_expect_eq(way.km, 0);
    cr_expect_eq(way.cost, 0);
    SCRATCH_END(s);
}

Test(match_ways, annuities) {
    cr_expect_float_eq(cg_annuity(0, 8), 0.125, 1e-15);
    /* 0.1 / (1 - 1.1^-2) = 0.21 x 1.21 / 0.21 / ... = 0.1 x 1.21 / 0.21 */
    cr_expect_float_eq(cg_annuity(0.1, 2), 0.121 / 0.21, 1e-15);
}
