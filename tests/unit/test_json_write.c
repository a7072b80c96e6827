/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing JSON, and changing a read tree by PATH=VALUE. */
#include "base/json.h"

#include "unit/scratch.h"

#include <math.h>
#include <stdio.h>

static cg_json *read_text(scratch *s, const char *text) {
    return cg_json_read(s->arena, &s->diagnostics, "t.json", text, strlen(text));
}

Test(json_write, layout) {
    SCRATCH_START(s);
    cg_json_writer w = cg_json_write_start(s.arena);
    cg_json_open_object(&w, NULL);
    cg_json_string(&w, "text", "a\"\\\n\x01 đ\xFF");
    cg_json_string(&w, "none", NULL);
    cg_json_number(&w, "number", 0.1);
    cg_json_number(&w, "infinite", INFINITY);
    cg_json_integer(&w, "integer", -7);
    cg_json_boolean(&w, "truth", true);
    cg_json_null(&w, "null");
    cg_json_open_object(&w, "empty");
    cg_json_close_object(&w);
    cg_json_open_array(&w, "rows");
    cg_json_open_flat_array(&w, NULL);
    cg_json_integer(&w, NULL, 1);
    cg_json_open_flat_array(&w, NULL);
    cg_json_integer(&w, NULL, 2);
    cg_json_close_array(&w);
    cg_json_integer(&w, NULL, 3);
    cg_json_close_array(&w);
    cg_json_integer(&w, NULL, 4);
    cg_json_close_array(&w);
    static const cg_words words[] = {{{[CG_ENGLISH] = "water", [CG_VIETNAMESE] = "nước"}},
                                     {{[CG_ENGLISH] = "pH", [CG_VIETNAMESE] = "pH"}},
                                     {{[CG_VIETNAMESE] = "hơi"}},
                                     {{NULL}}};
    static const char *const keys[] = {"name", "same", "one", "neither"};
    for (int i = 0; i < 4; i++) {
        cg_json_words(&w, keys[i], words[i]);
    }
    cg_json_close_object(&w);
    size_t length = 0;
    const char *text = cg_json_finish(&w, &length);
    cr_assert_eq(length, strlen(text));
    cr_assert_str_eq(text, "{\n"
                           "  \"text\": \"a\\\"\\\\\\n\\u0001 đ\xEF\xBF\xBD\",\n"
                           "  \"none\": null,\n"
                           "  \"number\": 0.1,\n"
                           "  \"infinite\": null,\n"
                           "  \"integer\": -7,\n"
                           "  \"truth\": true,\n"
                           "  \"null\": null,\n"
                           "  \"empty\": {},\n"
                           "  \"rows\": [\n"
                           "    [1, [2], 3],\n"
                           "    4\n"
                           "  ],\n"
                           "  \"name\": {\n"
                           "    \"vi\": \"nước\",\n"
                           "    \"en\": \"water\"\n"
                           "  },\n"
                           "  \"same\": \"pH\",\n"
                           "  \"one\": \"hơi\",\n"
                           "  \"neither\": null\n"
                           "}\n");
    SCRATCH_END(s);
}

static void add_to(void *payload, const char *bytes, size_t length) {
    cg_text_add_bytes(payload, bytes, length);
}

/* Names and texts of every length around the room that there is, deep below: poured or kept, what
 * is read back is what was written. */
Test(json_write, pieces_of_any_length_in_any_room) {
    SCRATCH_START(s);
    enum { MOST = 200, DEEP = 60 };
    char text[MOST + 8];
    cg_text poured = cg_text_start(s.arena);
    cg_json_writer w = cg_json_write_start(s.arena);
    w.out = cg_text_pouring(s.arena, add_to, &poured);
    cg_json_writer kept = cg_json_write_start(s.arena);
    cg_json_writer *writers[] = {&w, &kept};
    for (int n = 0; n < 2; n++) {
        cg_json_open_object(writers[n], NULL);
        for (int d = 0; d < DEEP; d++) {
            cg_json_open_object(writers[n], d % 2 == 0 ? "a" : "ô\"\\");
        }
        for (int length = 0; length < MOST; length++) {
            memset(text, 'x', (size_t)length);
            memcpy(text + length, length % 3 == 0 ? "\tệ" : "", length % 3 == 0 ? 5 : 1);
            cg_json_string(writers[n], text, text);
            cg_json_number(writers[n], NULL, -length / 7.0);
        }
        for (int d = 0; d <= DEEP; d++) {
            cg_json_close_object(writers[n]);
        }
    }
    cg_text_pour(&w.out);
    cr_assert_str_eq(poured.bytes, kept.out.bytes);
    cr_assert_eq(strlen(poured.bytes), poured.length);
    for (int length = 0; length < MOST; length++) {
        char expected[4 * MOST];
        memset(text, 'x', (size_t)length);
        memcpy(text + length, length % 3 == 0 ? "\\tệ" : "", length % 3 == 0 ? 6 : 1);
        snprintf(expected, sizeof expected, "%*s\"%s\": \"%s\",\n", 2 * (DEEP + 1), "", text, text);
        cr_expect_not_null(strstr(poured.bytes, expected), "%s", text);
    }
    SCRATCH_END(s);
}

Test(json_write, a_written_tree_reads_as_itself) {
    static const char *const texts[] = {
        "1\n",
        "[]\n",
        "[1, \"a\", null]\n",
        "{\n  \"at\": [106.751, 10.632],\n"
        "  \"firms\": [\n    {\n      \"id\": \"paper\"\n    }\n  ]\n}\n",
    };
    SCRATCH_START(s);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        cg_json_writer w = cg_json_write_start(s.arena);
        cg_json_tree(&w, NULL, read_text(&s, texts[i]));
        size_t length = 0;
        cr_assert_str_eq(cg_json_finish(&w, &length), texts[i]);
    }
    SCRATCH_END(s);
}

static const char park[] =
    "{\"park\": {\"id\": \"p\"}, \"firms\": [{\"id\": \"paper\", \"outputs\": "
    "[{\"id\": \"effluent\", \"quantity\": 1}]}, {\"id\": \"1\"}], \"at\": [1, 2]}";

Test(json_set, applies) {
    static const struct {
        const char *assignment, *path, *canonical; /* what then stands at the path */
    } cases[] = {
        {"firms.paper.outputs.effluent.quantity=5 m3/d", "firms.paper.outputs.effluent.quantity",
         "\"5 m3/d\""},
        {"firms.paper.outputs.effluent.quantity=2.50", "firms.paper.outputs.effluent.quantity",
         "2.5"},
        {"firms.0.name=x=y", "firms.paper.name", "\"x=y\""},
        {"firms.1.x=true", "firms.1.x", "true"}, /* the id "1" before the index 1 */
        {"park.id=", "park.id", "\"\""},
        {"park.date=2026-06-30", "park.date", "\"2026-06-30\""}, /* no JSON number */
        {"park.rules=null", "park.rules", "null"},
        {"assumptions={\"b\": {\"c\": 1}}", "assumptions", "{\"b\":{\"c\":1}}"},
        {"at.1=7", "at.1", "7"},
        {"park.name=e\xCC\x81", "park.name", "\"\xC3\xA9\""},
    };
    SCRATCH_START(s);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cg_json *root = read_text(&s, park);
        cr_assert(cg_json_set(s.arena, &s.diagnostics, root, cases[i].assignment), "%s: %s",
                  cases[i].assignment, scratch_said(&s));
        cg_json *node = root;
        char path[100];
        snprintf(path, sizeof path, "%s", cases[i].path);
        char *rest = NULL;
        for (char *name = strtok_r(path, ".", &rest); name != NULL;
             name = strtok_r(NULL, ".", &rest)) {
            node = node->type == CG_JSON_ARRAY ? cg_json_element(node, name)
                                               : cg_json_member(node, name);
            cr_assert_not_null(node, "%s", cases[i].assignment);
        }
        cr_assert_str_eq(cg_json_canonical(s.arena, node), cases[i].canonical, "%s",
                         cases[i].assignment);
        cr_assert_eq(node->line, 0);
        cr_assert_str_eq(cg_json_path(s.arena, node), cases[i].path);
    }
    SCRATCH_END(s);
}

Test(json_set, children_of_a_set_value_know_their_path) {
    SCRATCH_START(s);
    cg_json *root = read_text(&s, park);
    cr_assert(cg_json_set(s.arena, &s.diagnostics, root, "park={\"a\": {\"b\": 1}}"));
    cg_json *b = cg_json_member(cg_json_member(cg_json_member(root, "park"), "a"), "b");
    cr_assert_str_eq(cg_json_path(s.arena, b), "park.a.b");
    cr_assert_eq(b->line, 0);
    SCRATCH_END(s);
}

Test(json_set, refuses) {
    static const struct {
        const char *assignment, *message;
    } cases[] = {
        {"park.id", "SET_FORM"},
        {"=5", "SET_FORM"},
        {"park.=5", "SET_FORM"},
        {".id=5", "SET_FORM"},
        {"park..id=5", "SET_FORM"},
        {"firms.papr.x=5", "SET_UNKNOWN_NEAREST"},
        {"frims.paper.x=5", "SET_UNKNOWN_TOP_NEAREST"},
        {"nothing.x=5", "SET_UNKNOWN_TOP"},
        {"at.2=5", "SET_UNKNOWN"},
        {"firms.zzz=5", "SET_UNKNOWN"},
        {"park.id.x=5", "SET_NOT_INSIDE"},
        {"park.id=\xFF", "SET_NOT_UTF8"},
    };
    SCRATCH_START(s);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        s.diagnostics = (cg_diagnostics){.arena = s.arena};
        cg_json *root = read_text(&s, park);
        const char *before = cg_json_canonical(s.arena, root);
        cr_assert_not(cg_json_set(s.arena, &s.diagnostics, root, cases[i].assignment), "%s",
                      cases[i].assignment);
        cr_assert_str_eq(scratch_said(&s), cases[i].message, "%s", cases[i].assignment);
        cr_assert_str_eq(cg_json_canonical(s.arena, root), before);
    }
    SCRATCH_END(s);
}
