/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parks that share what they know: only where it is the same, as long as it is, and with every word
 * said to each. */
#include "park/park.h"
#include "reading.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* More than the shelf keeps. */
enum { MANY = 60 };

/* One folder of models, a shelf for it, and the parks that are read. */
typedef struct room {
    scratch *s;
    reading r;
    char folder[64];
    cg_json_shelf *shelf;
    cg_diagnostics heard; /* of the last park */
    cg_range_end end;
    cg_moved moved; /* of the last park */
} room;

static void write_to(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    cr_assert_not_null(file, "%s", path);
    fputs(text, file);
    fclose(file);
}

static const char *path_in(const room *at, const char *name) {
    return cg_format(at->s->arena, "%s/%s", at->folder, name);
}

#define WATER(emissions)                                                                           \
    "{\"format\": \"congsinh-resources/1\", \"resources\": [{\"id\": \"shipped\", \"family\": "    \
    "\"water\", \"emissions\": " emissions "}]}"

static void start(room *at, scratch *s) {
    *at = (room){.s = s};
    reading_start(&at->r, s);
    at->shelf = cg_json_shelf_new(s->arena);
    snprintf(at->folder, sizeof at->folder, "/tmp/congsinh-keep-XXXXXX");
    cr_assert_not_null(mkdtemp(at->folder));
    static const char *const folders[] = {"rules", "resources"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        cr_assert_eq(mkdir(path_in(at, folders[i]), 0700), 0);
    }
    write_to(path_in(at, "resources/water.json"), WATER("0.5"));
}

static void end(room *at) {
    static const char *const names[] = {"resources/water.json", "resources/more.json", "resources",
                                        "rules"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        remove(path_in(at, names[i]));
    }
    cr_expect_eq(rmdir(at->folder), 0);
    SCRATCH_END(*at->s);
}

/* A park of nothing but what `more` adds. */
static const char *bare(const room *at, const char *currency, const char *more) {
    return cg_format(at->s->arena,
                     "{\"format\": \"congsinh-park/1\", \"firms\": [], \"park\": {\"id\": \"p\", "
                     "\"year\": 2026, \"currency\": \"%s\"}%s}",
                     currency, more);
}

/* Reads a park in an arena of its own, freed by whoever asks. */
static const cg_park *read_text(room *at, const char *text, const char *models) {
    cg_arena *arena = cg_arena_new(&at->s->failure);
    at->heard = (cg_diagnostics){.arena = at->s->arena};
    at->moved = (cg_moved){0};
    const cg_park_source source = {.file = "p.json",
                                   .bytes = text,
                                   .length = strlen(text),
                                   .models_folder = models,
                                   .shelf = at->shelf,
                                   .end = at->end,
                                   .moved = &at->moved};
    return cg_park_read(arena, &at->heard, &source);
}

static const cg_park *read_park(room *at, const char *more) {
    return read_text(at, bare(at, "VND", more), at->folder);
}

static void leave(const cg_park *park) {
    cg_arena_free(park->arena);
}

static double emissions_of(const cg_park *park, const char *id) {
    int index = cg_map_find(park->knowledge->resource_ids, id);
    cr_assert_neq(index, CG_NONE, "no resource %s", id);
    return park->knowledge->resources.items[index].emissions.value;
}

#define OWN(emissions)                                                                             \
    ", \"models\": {\"resources\": [{\"id\": \"own\", \"family\": \"water\", \"emissions\": "      \
    "{\"value\": " emissions ", \"low\": 1, \"high\": 9}}]}"

Test(knowledge_keep, parks_that_know_the_same_share_it) {
    SCRATCH_START(s);
    room at;
    start(&at, &s);
    static const struct {
        const char *one, *other;
        bool same;
    } pairs[] = {
        {"", "", true},
        {OWN("3"), OWN("3"), true},
        {"", OWN("3"), false},
        {OWN("3"), OWN("4"), false},
        /* The same on another line: what is said of it later says the line. */
        {OWN("3"), "\n" OWN("3"), false},
        {OWN("3"), ", \"assumptions\": {\"exchange_rates\": {\"USD\": 25000}}" OWN("3"), false},
        {", \"assumptions\": {\"exchange_rates\": {\"USD\": 25000}}",
         ", \"assumptions\": {\"exchange_rates\": {\"USD\": 26000}}", false},
        {", \"requirements\": {}", ", \"links\": []", true},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const cg_park *one = read_park(&at, pairs[i].one);
        const cg_park *other = read_park(&at, pairs[i].other);
        cr_expect_eq(one->knowledge == other->knowledge, pairs[i].same, "pair %zu", i);
        leave(one);
        leave(other);
    }
    end(&at);
}

Test(knowledge_keep, nobody_sees_anothers_own) {
    SCRATCH_START(s);
    room at;
    start(&at, &s);
    for (int round = 0; round < 2; round++) {
        const cg_park *three = read_park(&at, OWN("3"));
        const cg_park *four = read_park(&at, OWN("4"));
        const cg_park *none = read_park(&at, "");
        cr_expect_eq(emissions_of(three, "own"), 3);
        cr_expect_eq(emissions_of(four, "own"), 4);
        cr_expect_eq(cg_map_find(none->knowledge->resource_ids, "own"), CG_NONE);
        /* What is known lies where it was read from, and outlives the first that read it. */
        leave(three);
        const cg_park *again = read_park(&at, OWN("3"));
        int own = cg_map_find(again->knowledge->resource_ids, "own");
        const cg_value *emissions = &again->knowledge->resources.items[own].emissions;
        cr_expect_str_eq(cg_json_path(s.arena, emissions->node), "models.resources.own.emissions");
        cr_expect_eq(emissions->line, 1);
        leave(again);
        leave(four);
        leave(none);
    }
    end(&at);
}

Test(knowledge_keep, nobody_sees_a_parameter_that_another_met) {
    SCRATCH_START(s);
    room at;
    start(&at, &s);
#define FIRM(quality)                                                                              \
    "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"p\", \"year\": 2026, \"currency\": "   \
    "\"VND\"}, \"firms\": [{\"id\": \"f\", \"outputs\": [{\"id\": \"o\", \"resource\": "           \
    "\"shipped\", \"quantity\": 1, \"quality\": {" quality "}}]}]}"
    static const struct {
        const char *text;
        int count;
        const char *unit; /* of the last */
    } parks[] = {
        {FIRM(""), 0, NULL},
        {FIRM("\"tartness\": 3"), 1, "mg/L"},
        {FIRM(""), 0, NULL},
        {FIRM("\"tartness\": \"3 %\""), 1, "%"},
        {FIRM("\"sharpness\": 3, \"tartness\": 4"), 2, "mg/L"},
        {FIRM("\"note\": \"none\""), 0, NULL},
    };
    for (size_t i = 0; i < sizeof parks / sizeof *parks; i++) {
        const cg_park *park = read_text(&at, parks[i].text, at.folder);
        cr_expect_eq(at.heard.errors, 0, "park %zu", i);
        int count = park->knowledge->parameters.count;
        cr_assert_eq(count, parks[i].count, "park %zu knows %d", i, count);
        if (count > 0) {
            cr_expect_str_eq(park->knowledge->parameters.items[count - 1].unit, parks[i].unit);
        }
        leave(park);
    }
    end(&at);
}

Test(knowledge_keep, files_that_change_are_seen) {
    SCRATCH_START(s);
    room at;
    start(&at, &s);
    const cg_park *before = read_park(&at, "");
    cr_expect_eq(emissions_of(before, "shipped"), 0.5);
    write_to(path_in(&at, "resources/water.json"), WATER("0.25"));
    const cg_park *after = read_park(&at, "");
    cr_expect_eq(emissions_of(after, "shipped"), 0.25);
    cr_expect_eq(emissions_of(before, "shipped"), 0.5, "who holds the old one keeps it");
    leave(after);
    write_to(path_in(&at, "resources/more.json"),
             "{\"format\": \"congsinh-resources/1\", \"resources\": [{\"id\": \"more\", "
             "\"family\": \"heat\", \"emissions\": 7}]}");
    after = read_park(&at, "");
    cr_expect_eq(emissions_of(after, "more"), 7, "a file that is new");
    leave(after);
    cr_assert_eq(remove(path_in(&at, "resources/more.json")), 0);
    after = read_park(&at, "");
    cr_expect_eq(cg_map_find(after->knowledge->resource_ids, "more"), CG_NONE, "one that is gone");
    leave(after);
    leave(before);
    end(&at);
}

Test(knowledge_keep, what_is_forgotten_lives_on_with_those_who_hold_it) {
    SCRATCH_START(s);
    room at;
    start(&at, &s);
    const cg_park *parks[MANY];
    for (int i = 0; i < MANY; i++) {
        const char currency[] = {'A', (char)('A' + i / 26), (char)('A' + i % 26), '\0'};
        parks[i] = read_text(&at, bare(&at, currency, OWN("3")), at.folder);
        cr_assert_eq(at.heard.errors, 0);
        for (int j = 0; j < i; j++) {
            cr_assert_neq(parks[i]->knowledge, parks[j]->knowledge);
        }
    }
    const cg_park *anew = read_text(&at, bare(&at, "AAA", OWN("3")), at.folder);
    cr_expect_neq(anew->knowledge, parks[0]->knowledge, "the first is still kept");
    for (int i = 0; i < MANY; i++) {
        cr_expect_eq(emissions_of(parks[i], "own"), 3);
        leave(parks[i]);
    }
    cr_expect_eq(emissions_of(anew, "own"), 3);
    leave(anew);
    end(&at);
}

/* A detour under one is odd, and so is a park without flows; a mode without an id is wrong. */
Test(knowledge_keep, every_park_is_told) {
    SCRATCH_START(s);
    room at;
    start(&at, &s);
    static const char odd[] = ", \"models\": {\"modes\": [{\"id\": \"m\", \"detour\": 0.5}]}";
    for (int round = 0; round < 3; round++) {
        leave(read_park(&at, odd));
        cr_expect_eq(at.heard.warnings, 2, "round %d", round);
        leave(read_park(&at, ", \"models\": {\"modes\": [{\"name\": \"m\"}]}"));
        cr_expect_eq(at.heard.errors, 1, "round %d", round);
    }
    write_to(path_in(&at, "resources/water.json"), WATER("\"0.5 furlongs\""));
    for (int round = 0; round < 3; round++) {
        leave(read_park(&at, ""));
        cr_expect_eq(at.heard.errors, 1, "a shipped file, round %d", round);
    }
    write_to(path_in(&at, "resources/water.json"), WATER("0.5") "x");
    for (int round = 0; round < 3; round++) {
        leave(read_park(&at, ""));
        cr_expect_eq(at.heard.errors, 1, "what is no JSON, round %d", round);
    }
    end(&at);
}

Test(knowledge_keep, each_end_is_its_own_and_is_counted) {
    SCRATCH_START(s);
    room at;
    start(&at, &s);
    /* What is no longer bought saves the more the more it emits: low is adverse. */
    static const double found[] = {[CG_AS_STATED] = 3, [CG_ADVERSE] = 1, [CG_FAVOURABLE] = 9};
    for (int round = 0; round < 2; round++) {
        for (int e = CG_AS_STATED; e <= CG_FAVOURABLE; e++) {
            at.end = (cg_range_end)e;
            const cg_park *park = read_park(&at, OWN("3"));
            cr_expect_eq(emissions_of(park, "own"), found[e], "end %d", e);
            cr_expect_eq(at.moved.own, e == CG_AS_STATED ? 0 : 1, "end %d, round %d", e, round);
            cr_expect_eq(at.moved.shipped, 0);
            leave(park);
        }
    }
    end(&at);
}

#define PARK_IN                                                                                    \
    "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"p\", \"year\": 2026, "                 \
    "\"currency\": \"VND\", \"country\": \"%s\"}, \"firms\": [{\"id\": \"f\", \"inputs\": "        \
    "[{\"id\": \"i\", \"resource\": \"process-water\", \"quantity\": 1000, \"price\": "            \
    "900000}]}]}"

/* Shipped ranges: those of a country are none of another's, and warn every park they are about. */
Test(knowledge_keep, ranges_are_of_the_country) {
    SCRATCH_START(s);
    room at;
    start(&at, &s);
    static const struct {
        const char *country;
        int warnings;
    } parks[] = {{"VN", 1}, {"FR", 0}, {"VN", 1}, {"FR", 0}, {"VN", 1}};
    for (size_t i = 0; i < sizeof parks / sizeof *parks; i++) {
        const char *here = cg_format(s.arena, PARK_IN, parks[i].country);
        leave(read_text(&at, here, reading_models(&at.r)));
        cr_expect_eq(at.heard.warnings, parks[i].warnings, "park %zu: %d", i, at.heard.warnings);
        cr_expect_eq(at.heard.errors, 0, "park %zu: %s", i,
                     at.heard.errors > 0 ? cg_message_name(at.heard.items.items[0].message) : "");
    }
    end(&at);
}
