/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A park laid out in tables and gathered from them again is the same park: one digest, and so, as a
 * plan is made of what is read alone, one plan. */
#include "park/park.h"
#include "support/random_park.h"
#include "tables/fill.h"
#include "tables/gather.h"
#include "unit/scratch.h"

#include "base/file.h"

#include <stdio.h>

#define RANDOM_PARKS 60

static const char *models_folder(cg_arena *arena) {
    const char *source = getenv("CONGSINH_SOURCE");
    return cg_format(arena, "%s/models", source != NULL ? source : "../..");
}

static const cg_knowledge *shipped(scratch *s) {
    cg_reader *reader = CG_NEW(s->arena, cg_reader);
    *reader = (cg_reader){.arena = s->arena, .diagnostics = &s->diagnostics, .lenient_rates = true};
    const cg_knowledge_sources sources = {.models_folder = models_folder(s->arena)};
    return cg_knowledge_read(reader, &sources);
}

static const char *everything_said(const scratch *s) {
    cg_text text = cg_text_start(s->arena);
    for (int i = 0; i < s->diagnostics.items.count; i++) {
        const cg_diagnostic *item = &s->diagnostics.items.items[i];
        cg_text_addf(&text, "\n%s: %s", item->place.path != NULL ? item->place.path : "",
                     cg_diagnostic_sentence(s->arena, item, CG_ENGLISH));
    }
    return text.bytes;
}

static const char *digest_of(scratch *s, cg_json *document, const char *file) {
    cg_park_source source = {
        .file = file, .models_folder = models_folder(s->arena), .document = document};
    cg_park *park = cg_park_read(s->arena, &s->diagnostics, &source);
    cr_assert_not_null(park, "%s is no park%s", file, everything_said(s));
    return park->sha256;
}

/* The number of differences: told, not asserted at once, so that one run shows all. */
static int round_trip(const char *file, const char *bytes, size_t length, cg_language language) {
    SCRATCH_START(s);
    const cg_knowledge *knowledge = shipped(&s);
    cg_diagnostics of_models = s.diagnostics;
    s.diagnostics = (cg_diagnostics){.arena = s.arena};
    (void)of_models;
    cg_json *document = cg_json_read(s.arena, &s.diagnostics, file, bytes, length);
    const cg_fill fill = {.knowledge = knowledge, .language = language};
    cg_grids *grids = cg_fill_tables(s.arena, document, &fill);
    grids->file = "filled.xlsx";
    cg_json *original = cg_json_copy(s.arena, document);
    const char *before = digest_of(&s, document, file);
    s.diagnostics = (cg_diagnostics){.arena = s.arena};
    const cg_gather gather = {.knowledge = knowledge};
    const cg_grids *books[] = {grids};
    cg_json *again = cg_gather_tables(s.arena, &s.diagnostics, books, 1, &gather);
    cr_assert_not_null(again, "%s%s", file, everything_said(&s));
    cr_assert_eq(s.diagnostics.errors, 0, "%s%s", file, everything_said(&s));
    const char *text = cg_json_canonical(s.arena, again);
    const char *after = digest_of(&s, again, file);
    int different = strcmp(before, after) != 0;
    if (different) {
        fprintf(stderr, "%s comes back as another park\n%s\n%s\n", file,
                cg_json_canonical(s.arena, original), text);
    }
    SCRATCH_END(s);
    return different;
}

/* The park in a file, which may be a case that holds one; NULL where it is none. */
static const char *park_in(scratch *s, const char *file) {
    char *bytes = NULL;
    size_t length = 0;
    cr_assert(cg_file_read(s->arena, &s->diagnostics, file, 1 << 26, &bytes, &length));
    const cg_json *document = cg_json_read(s->arena, &s->diagnostics, file, bytes, length);
    const cg_json *inner = cg_json_member(document, "park");
    const cg_json *held = cg_json_member(inner, "format") != NULL ? inner : document;
    const char *format = cg_json_member_text(held, "format");
    return format != NULL && strcmp(format, "congsinh-park/1") == 0
               ? cg_json_canonical(s->arena, held)
               : NULL;
}

/* Parks in a folder of files, and how many of them come back otherwise. */
typedef struct count {
    int parks, different;
} count;

/* Counts in the caller's variables: this frame may be jumped into again. */
static void try_folder(const char *name, count *out) {
    SCRATCH_START(s);
    const char *root = getenv("CONGSINH_SOURCE");
    const char *folder = cg_format(s.arena, "%s/%s", root != NULL ? root : "../..", name);
    int files_there = 0;
    const char **files = cg_folder_list(s.arena, folder, ".json", &files_there);
    for (int i = 0; i < files_there; i++) {
        const char *file = cg_format(s.arena, "%s/%s", folder, files[i]);
        const char *park = park_in(&s, file);
        if (park != NULL) {
            cg_language language = i % 2 == 0 ? CG_VIETNAMESE : CG_ENGLISH;
            out->different += round_trip(file, park, strlen(park), language);
            out->parks++;
        }
    }
    SCRATCH_END(s);
}

Test(round_trip, of_every_shipped_park, .timeout = 240) {
    static const char *const folders[] = {"datasets/sample", "datasets/kalundborg",
                                          "datasets/cases"};
    count found = {0};
    for (size_t p = 0; p < sizeof folders / sizeof *folders; p++) {
        try_folder(folders[p], &found);
    }
    cr_assert_geq(found.parks, 30, "only %d parks found: is this still looking in the right place?",
                  found.parks);
    cr_assert_eq(found.different, 0, "%d of %d parks come back otherwise", found.different,
                 found.parks);
}

static int try_random(unsigned seed) {
    SCRATCH_START(s);
    const char *park = random_park(s.arena, seed);
    int different = round_trip(cg_format(s.arena, "random-%u.json", seed), park, strlen(park),
                               seed % 2 == 0 ? CG_VIETNAMESE : CG_ENGLISH);
    SCRATCH_END(s);
    return different;
}

Test(round_trip, of_random_parks, .timeout = 120) {
    int different = 0;
    for (unsigned seed = 1; seed <= RANDOM_PARKS; seed++) {
        different += try_random(seed);
    }
    cr_assert_eq(different, 0);
}
