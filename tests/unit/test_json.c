/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading JSON strictly: what is refused, what is kept, and where things stand. */
#include "base/json.h"

#include "unit/scratch.h"

#include <time.h>

/* `text` with its length, for texts that hold NUL. */
#define BYTES(text) (text), sizeof(text) - 1

static cg_json *read_text(scratch *s, const char *text) {
    return cg_json_read(s->arena, &s->diagnostics, "t.json", text, strlen(text));
}

Test(json, refused_texts) {
    static const struct {
        const char *text;
        size_t length;
        const char *message;
        int line;
    } cases[] = {
        {BYTES(""), "JSON_EMPTY", 0},
        {BYTES(" \n\n"), "JSON_EMPTY", 0},
        {BYTES("{\"a\": 1e999}"), "JSON_NUMBER_RANGE", 1},
        {BYTES("[\n-1e400]"), "JSON_NUMBER_RANGE", 2},
        {BYTES("[01]"), "JSON_NUMBER_FORM", 1},
        {BYTES("[1.]"), "JSON_NUMBER_FORM", 1},
        {BYTES("[.5]"), "JSON_NUMBER_FORM", 1},
        {BYTES("[+5]"), "JSON_NUMBER_FORM", 1},
        {BYTES("[-]"), "JSON_NUMBER_FORM", 1},
        {BYTES("[1e]"), "JSON_NUMBER_FORM", 1},
        {BYTES("[0x10]"), "JSON_NUMBER_FORM", 1},
        {BYTES("[-Infinity]"), "JSON_NUMBER_FORM", 1},
        {BYTES("[NaN]"), "JSON_VALUE_EXPECTED", 1},
        {BYTES("[True]"), "JSON_VALUE_EXPECTED", 1},
        {BYTES("[truer]"), "JSON_VALUE_EXPECTED", 1},
        {BYTES("['a']"), "JSON_VALUE_EXPECTED", 1},
        {BYTES("[1,]"), "JSON_VALUE_EXPECTED", 1},
        {BYTES("[\"a\", // note\n1]"), "JSON_VALUE_EXPECTED", 1},
        {BYTES("{\"a\":1,}"), "JSON_KEY_EXPECTED", 1},
        {BYTES("{a:1}"), "JSON_KEY_EXPECTED", 1},
        {BYTES("{\"a\" 1}"), "JSON_COLON_EXPECTED", 1},
        {BYTES("{\"a\":1 \"b\":2}"), "JSON_COMMA_EXPECTED", 1},
        {BYTES("[1 2]"), "JSON_COMMA_EXPECTED", 1},
        {BYTES("{\n\"a\": 1}\n}"), "JSON_TRAILING", 3},
        {BYTES("1 2"), "JSON_TRAILING", 1},
        {BYTES("[\"a\tb\"]"), "JSON_CONTROL", 1},
        {BYTES("[\"a\nb\"]"), "JSON_CONTROL", 1},
        {BYTES("[\"\\x\"]"), "JSON_ESCAPE", 1},
        {BYTES("[\"\\u12g4\"]"), "JSON_ESCAPE", 1},
        {BYTES("[\"\\đ\"]"), "JSON_ESCAPE", 1},
        {BYTES("[\"\\ud800\"]"), "JSON_SURROGATE", 1},
        {BYTES("[\"\\udc00\"]"), "JSON_SURROGATE", 1},
        {BYTES("[\"\\ud800\\u0041\"]"), "JSON_SURROGATE", 1},
        {BYTES("[\"\\u0000\"]"), "JSON_NUL", 1},
        {BYTES("[\"abc\0d\"]"), "JSON_CONTROL", 1},
        {BYTES("[1]\0"), "JSON_TRAILING", 1},
        {BYTES("[\n\"a\xFFz\"]"), "JSON_NOT_UTF8", 2},
        {BYTES("[\"\xC0\xAF\"]"), "JSON_NOT_UTF8", 1},         /* an overlong / */
        {BYTES("[\"\xED\xA0\x80\"]"), "JSON_NOT_UTF8", 1},     /* a surrogate in UTF-8 */
        {BYTES("\x1F\x8B\x08\x02\xE3\xFF"), "JSON_BINARY", 1}, /* gzip */
        {BYTES("\x7F"
               "ELF\x02\x01\x01\x03\xB0\xC1"),
         "JSON_BINARY", 1}, /* a program */
        {BYTES("\xFF\xFE[\0]\0"), "JSON_UTF16", 1},
        {BYTES("\xFE\xFF\0[\0]"), "JSON_UTF16", 1},
        {BYTES("[\0]\0"), "JSON_UTF16", 1},
        {BYTES("[\"Khu c\xAB"
               "ng nghi\xD6p\"]"),
         "JSON_LEGACY_ENCODING", 1}, /* công nghiệp */
        {BYTES("[\"n\xFD\xF5\xEC"
               "c th\xE0i\"]"),
         "JSON_LEGACY_ENCODING", 1}, /* nước */
    };
    SCRATCH_START(s);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        s.diagnostics = (cg_diagnostics){.arena = s.arena};
        cg_json *root =
            cg_json_read(s.arena, &s.diagnostics, "t.json", cases[i].text, cases[i].length);
        cr_assert_null(root, "case %zu was accepted: %s", i, cases[i].text);
        cr_assert_eq(s.diagnostics.errors, 1, "case %zu", i);
        cr_assert_str_eq(scratch_said(&s), cases[i].message, "case %zu: %s", i, scratch_said(&s));
        cr_assert_eq(s.diagnostics.items.items[0].place.line, cases[i].line, "case %zu", i);
    }
    SCRATCH_END(s);
}

Test(json, legacy_encodings_are_told_apart) {
    SCRATCH_START(s);
    cr_assert_null(read_text(&s, "[\"Khu c\xAB"
                                 "ng nghi\xD6p\"]"));
    cr_assert_str_eq(s.diagnostics.items.items[0].arguments[1], "TCVN3 (ABC)");
    s.diagnostics = (cg_diagnostics){.arena = s.arena};
    cr_assert_null(read_text(&s, "[\"n\xFD\xF5\xEC"
                                 "c\"]"));
    cr_assert_str_eq(s.diagnostics.items.items[0].arguments[1], "windows-1258");
    SCRATCH_END(s);
}

Test(json, accepted_texts) {
    static const struct {
        const char *text, *canonical;
    } cases[] = {
        {"1", "1"},
        {" [ ] \r\n", "[]"},
        {"\xEF\xBB\xBF{}", "{}"},
        {"{\"b\": [true, false, null], \"a\": -0.0}", "{\"a\":0,\"b\":[true,false,null]}"},
        {"{\"a\": 1, \"A\": 2}", "{\"A\":2,\"a\":1}"},
        {"{\"x\":{\"a\":1},\"y\":{\"a\":1}}", "{\"x\":{\"a\":1},\"y\":{\"a\":1}}"},
        {"[\"\\ud83d\\ude00\\u0111\\n\\/\"]", "[\"\xF0\x9F\x98\x80đ\\n/\"]"},
        {"\"e\xCC\xA3\xCC\x82\"", "\"\xE1\xBB\x87\""}, /* NFD to NFC */
        {"[9007199254740992, 0.30000000000000004]", "[9007199254740992,0.30000000000000004]"},
        /* longer than the buffer of cJSON */
        {"[0.1000000000000000000000000000000000000000000000000000000000000000000000000, 2]",
         "[0.1,2]"},
        {"[\"1.00000000000000000000000000000000000000000000000000000000000000000000\"]",
         "[\"1.00000000000000000000000000000000000000000000000000000000000000000000\"]"},
    };
    SCRATCH_START(s);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cg_json *root = read_text(&s, cases[i].text);
        cr_assert_not_null(root, "case %zu: %s", i, scratch_said(&s));
        cr_assert_str_eq(cg_json_canonical(s.arena, root), cases[i].canonical, "case %zu: %s", i,
                         cg_json_canonical(s.arena, root));
    }
    SCRATCH_END(s);
}

/* A document cut at any byte is refused, or is whole: never a part of it taken for the whole. */
Test(json, cut_at_every_byte) {
    static const char document[] =
        "{\"khu\": {\"tên\": \"KCN \\u0111\\ud83d\\ude00\", \"n\": [1.5e-3, -20, true, null]},\n"
        " \"f\": false} \n";
    size_t whole = strlen(document) - 2; /* the blank and line end behind it may go */
    SCRATCH_START(s);
    for (size_t length = 0; length < sizeof document; length++) {
        s.diagnostics = (cg_diagnostics){.arena = s.arena};
        cg_json *root = cg_json_read(s.arena, &s.diagnostics, "t.json", document, length);
        cr_assert_eq(root != NULL, length >= whole, "cut at %zu", length);
        cr_assert_eq(s.diagnostics.errors, length >= whole ? 0 : 1, "cut at %zu", length);
        if (length > 0 && length < whole) {
            const char *said = scratch_said(&s);
            bool half = strcmp(said, "JSON_SURROGATE") == 0; /* \ud83d without its other half */
            cr_assert(half || strcmp(said, "JSON_CUT") == 0, "cut at %zu: %s", length, said);
        }
    }
    SCRATCH_END(s);
}

static const char *nested(scratch *s, int depth) {
    char *text = CG_ARRAY(s->arena, char, 2 * depth + 1);
    memset(text, '[', (size_t)depth);
    memset(text + depth, ']', (size_t)depth);
    return text;
}

Test(json, depth_is_limited) {
    SCRATCH_START(s);
    cr_assert_not_null(read_text(&s, nested(&s, 200)));
    static const int refused[] = {201, 1000, 1000000};
    for (int i = 0; i < 3; i++) {
        s.diagnostics = (cg_diagnostics){.arena = s.arena};
        cr_assert_null(read_text(&s, nested(&s, refused[i])));
        cr_assert_str_eq(scratch_said(&s), "JSON_DEEP");
    }
    SCRATCH_END(s);
}

/* An error, and the tree all the same, so that what else is wrong with the document is said too. */
Test(json, duplicates_are_errors_and_do_not_end_the_reading) {
    static const struct {
        const char *text, *canonical;
        int line;
    } cases[] = {
        {"{\"a\":1,\n\"a\":2}", "{\"a\":1,\"a\":2}", 2},
        {"{\"a\":1,\n\"\\u0061\":2}", "{\"a\":1,\"a\":2}", 2},
        /* U+1EC7 and its decomposition are one name */
        {"{\"\xE1\xBB\x87\":1, \"e\xCC\xA3\xCC\x82\":2}", "{\"\xE1\xBB\x87\":1,\"\xE1\xBB\x87\":2}",
         1},
    };
    SCRATCH_START(s);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        s.diagnostics = (cg_diagnostics){.arena = s.arena};
        cg_json *root = read_text(&s, cases[i].text);
        cr_assert_not_null(root, "case %zu", i);
        cr_assert_eq(s.diagnostics.errors, 1, "case %zu", i);
        cr_assert_str_eq(scratch_said(&s), "JSON_DUPLICATE", "case %zu", i);
        cr_assert_eq(s.diagnostics.items.items[0].place.line, cases[i].line, "case %zu", i);
        cr_assert_str_eq(cg_json_canonical(s.arena, root), cases[i].canonical, "case %zu", i);
        cr_assert_float_eq(root->first->number, 1, 0, "case %zu", i);
    }
    /* What --set is given is a document of its own: not taken where it says one name twice. */
    cg_json *root = read_text(&s, "{\"x\": 1}");
    cr_assert(cg_json_set(s.arena, &s.diagnostics, root, "x={\"a\":1,\"a\":2}"));
    cr_assert_eq(root->first->type, CG_JSON_STRING);
    SCRATCH_END(s);
}

Test(json, every_duplicate_is_said_where_it_stands) {
    SCRATCH_START(s);
    cr_assert_not_null(read_text(&s,
                                 "{\"firms\": [{\"id\": \"paper\",\n\"x\": 1,\n\"x\": 2}],\n"
                                 "\"b\": 1, \"c\":1, \"d\":1, \"e\":1, \"f\":1, \"g\":1, \"h\":1,\n"
                                 "\"i\":1, \"c\":1, \"j\":1, \"k\":1, \"l\":1,\n\"k\":1}"));
    static const struct {
        const char *path, *first;
        int line;
    } expected[] = {{"c", "4", 5}, {"k", "5", 6}, {"firms.paper.x", "2", 3}};
    cr_assert_eq(s.diagnostics.items.count, 3);
    for (int i = 0; i < 3; i++) {
        const cg_diagnostic *item = &s.diagnostics.items.items[i];
        cr_assert_str_eq(item->place.path, expected[i].path);
        cr_assert_eq(item->place.line, expected[i].line);
        cr_assert_str_eq(item->arguments[1], expected[i].first);
        cr_assert_str_eq(item->place.file, "t.json");
    }
    SCRATCH_END(s);
}

Test(json, members_lines_and_paths) {
    SCRATCH_START(s);
    cg_json *root = read_text(&s, "{\n\"firms\": [\n{\"id\": \"paper\", \"at\": [1,\n2]},\n{}]}");
    cr_assert_not_null(root);
    cg_json *firms = cg_json_member(root, "firms");
    cr_assert_eq(firms->count, 2);
    cr_assert_null(cg_json_member(root, "Firms"));
    cr_assert_null(cg_json_member(NULL, "firms"));
    cr_assert_null(cg_json_member(firms, "paper"));
    cr_assert_str_eq(cg_json_member_text(firms->first, "id"), "paper");
    cr_assert_null(cg_json_member_text(firms->first, "at"));
    cg_json *two = cg_json_member(firms->first, "at")->last;
    cr_assert_str_eq(cg_json_path(s.arena, two), "firms.paper.at.1");
    cr_assert_eq(two->line, 4);
    cr_assert_str_eq(cg_json_path(s.arena, firms->last), "firms.1");
    cr_assert_eq(firms->last->line, 5);
    cr_assert_str_eq(cg_json_path(s.arena, root), "");
    cg_place place = cg_json_place(s.arena, "t.json", root);
    cr_assert_null(place.path);
    cr_assert_eq(place.line, 1);
    SCRATCH_END(s);
}

static double seconds_to_read(scratch *s, const char *text, size_t length) {
    struct timespec before;
    struct timespec after;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
    cr_assert_not_null(cg_json_read(s->arena, &s->diagnostics, "t.json", text, length));
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
    return (double)(after.tv_sec - before.tv_sec) + (double)(after.tv_nsec - before.tv_nsec) / 1e9;
}

/* One object of `count` members: the worst case for duplicates and for appending children. */
static const char *wide_object(scratch *s, int count, size_t *length) {
    cg_json_writer writer = cg_json_write_start(s->arena);
    cg_json_open_object(&writer, NULL);
    for (int i = 0; i < count; i++) {
        cg_json_number(&writer, cg_format(s->arena, "member-%d", i), i + 0.25);
    }
    cg_json_close_object(&writer);
    return cg_json_finish(&writer, length);
}

static void check_top(const char *text, const char *canonical) {
    SCRATCH_START(s);
    const cg_json *root = read_text(&s, text);
    cr_assert_not_null(root, "%s", text);
    cr_expect_str_eq(cg_json_canonical(s.arena, root), canonical);
    cg_json_source parted = {"t.json", text, strlen(text), "b", cg_arena_within(s.arena)};
    root = cg_json_read_apart(s.arena, &s.diagnostics, &parted);
    cr_expect_str_eq(cg_json_canonical(s.arena, root), canonical);
    SCRATCH_END(s);
}

/* A text is taken whole, or near its top value by value: whatever the blanks, and names
 * written with escapes or in another normal form. */
Test(json, whatever_stands_at_the_top) {
    static const struct {
        const char *text, *canonical;
    } cases[] = {
        {" 3 ", "3"},
        {"[]", "[]"},
        {" [ ] ", "[]"},
        {"{\t}", "{}"},
        {"[[],[[]],{},[{}]]", "[[],[[]],{},[{}]]"},
        {"[ 1 , [ 2 , [ 3 ] , 4 ] , true , null , \"a\" ]", "[1,[2,[3],4],true,null,\"a\"]"},
        {"{ \"b\" :\n{ \"d\" : [ { \"e\" : 1.5e1 } , false ] } , \"a\":\"x\\n\" }",
         "{\"a\":\"x\\n\",\"b\":{\"d\":[{\"e\":15},false]}}"},
        {"{\"\\u0062\": {\"\\u0061\": 1}, \"a\": {\"a\": [{\"a\": 2}]}}",
         "{\"a\":{\"a\":[{\"a\":2}]},\"b\":{\"a\":1}}"},
        {"{\"e\xCC\x81\": {\"e\xCC\x81\": [{\"\xC3\xA9\": 1, \"e\": 2}]}}",
         "{\"\xC3\xA9\":{\"\xC3\xA9\":[{\"e\":2,\"\xC3\xA9\":1}]}}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check_top(cases[i].text, cases[i].canonical);
    }
}

Test(json, reading_is_linear) {
    SCRATCH_START(s);
    size_t small_length = 0;
    size_t large_length = 0;
    const char *small = wide_object(&s, 25000, &small_length);
    const char *large = wide_object(&s, 400000, &large_length); /* about 10 MB */
    double small_time = seconds_to_read(&s, small, small_length);
    double large_time = seconds_to_read(&s, large, large_length);
    /* 16 times the work; quadratic would be 256. The wide margin is for a busy machine. */
    cr_assert_lt(large_time, 80 * (small_time + 0.002), "%g s against %g s", large_time,
                 small_time);
    SCRATCH_END(s);
}

/* Whichever allocation of the reading fails, control comes out by the jump and nothing leaks (the
 * sanitizers see to that). */
Test(json, memory_ends_anywhere) {
    static const char document[] =
        "{\"a\": [1, 2, {\"đ\": \"nước thải e\xCC\x81\"}], \"b\": \"text\", \"c\": {\"d\": null}}";
    volatile int failures = 0;
    volatile bool read = false;
    for (volatile long after = 1; !read; after++) {
        cg_failure failure;
        cg_arena *arena = cg_arena_new(&failure);
        cg_fail_allocation_after(after);
        if (setjmp(failure.point) == 0) {
            cg_diagnostics diagnostics = {.arena = arena};
            /* Large gaps make every allocation a block of its own. */
            cg_allocate(arena, 3000, 1);
            read = cg_json_read(arena, &diagnostics, "t", document, strlen(document)) != NULL;
        } else {
            failures++;
        }
        cg_fail_allocation_after(0);
        cg_arena_free(arena);
    }
    cr_assert_gt(failures, 0);
}

/* What is missing at the top is missing in the park: there is no path to name. */
Test(json, a_name_missing_at_the_top_is_missing_in_the_park) {
    SCRATCH_START(s);
    cg_json *root = read_text(&s, "{\"assumptions\": {}}");
    cr_assert_not(cg_json_set(s.arena, &s.diagnostics, root, "nope.x=1"));
    cr_assert_not(cg_json_set(s.arena, &s.diagnostics, root, "assumption.x=1"));
    cr_assert_str_eq(cg_diagnostic_sentence(s.arena, &s.diagnostics.items.items[0], CG_ENGLISH),
                     "there is no \"nope\" in the park, so nope.x cannot be set");
    cr_assert_str_eq(cg_diagnostic_sentence(s.arena, &s.diagnostics.items.items[1], CG_ENGLISH),
                     "there is no \"assumption\" in the park, so assumption.x cannot be set; did "
                     "you mean \"assumptions\"?");
    SCRATCH_END(s);
}
