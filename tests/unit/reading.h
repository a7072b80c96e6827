/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading pieces of parks in tests: a reader in dong, and what it said in one line. */
#ifndef CG_TESTS_READING_H
#define CG_TESTS_READING_H

#include "base/text.h"
#include "knowledge/rules.h"
#include "scratch.h"

#include <stdio.h>

typedef struct reading {
    scratch *scratch;
    cg_map *others;
    double rates[2];
    cg_currency currency;
    cg_reader reader;
} reading;

/* Dong; one US dollar is 25000 of them. `out` must stay where it is. */
static inline void reading_start(reading *out, scratch *s) {
    *out = (reading){.scratch = s, .rates = {25000}};
    out->others = cg_map_new(s->arena);
    cg_map_add(out->others, "USD", 0);
    out->currency = (cg_currency){.own = "VND", .others = out->others, .rates = out->rates};
    out->reader = (cg_reader){.arena = s->arena,
                              .diagnostics = &s->diagnostics,
                              .file = "test.json",
                              .currency = &out->currency};
}

static inline cg_json *reading_json(reading *r, const char *text) {
    cg_json *json =
        cg_json_read(r->scratch->arena, &r->scratch->diagnostics, "test.json", text, strlen(text));
    cr_assert(json != NULL, "a test's own JSON is wrong: %s", text);
    return json;
}

/* Everything said: "UNKNOWN_KEY_NEAREST at firms.a.x; …". */
static inline const char *reading_said(const reading *r) {
    cg_text text = cg_text_start(r->scratch->arena);
    for (int i = 0; i < r->scratch->diagnostics.items.count; i++) {
        const cg_diagnostic *one = &r->scratch->diagnostics.items.items[i];
        cg_text_add(&text, i > 0 ? "; " : "");
        cg_text_add(&text, cg_message_name(one->message));
        if (one->place.path != NULL && one->place.path[0] != '\0') {
            cg_text_add(&text, " at ");
            cg_text_add(&text, one->place.path);
        }
    }
    return text.bytes;
}

/* The same with the English sentences, to be read in a failing test. */
static inline const char *reading_sentences(const reading *r) {
    cg_text text = cg_text_start(r->scratch->arena);
    for (int i = 0; i < r->scratch->diagnostics.items.count; i++) {
        const cg_diagnostic *one = &r->scratch->diagnostics.items.items[i];
        cg_text_addf(&text, "\n%s %s: ", one->place.file != NULL ? one->place.file : "",
                     one->place.path != NULL ? one->place.path : "");
        cg_text_add(&text, cg_diagnostic_sentence(r->scratch->arena, one, CG_ENGLISH));
    }
    return text.bytes;
}

/* models/ of the source tree. */
static inline const char *reading_models(reading *r) {
    const char *source = getenv("CONGSINH_SOURCE");
    return cg_format(r->scratch->arena, "%s/models", source != NULL ? source : "../..");
}

/* The names of the shipped rule packs. */
static inline const char **reading_packs(reading *r, int *count) {
    const char **names = cg_rules_list(r->scratch->arena, reading_models(r), count);
    cr_assert(*count > 0);
    return names;
}

#endif
