/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small parks, one a kind of row, and the very programs they make: programs/NAME.json and .lp
 * beside it. */
#include <congsinh/congsinh.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = {"supply-demand", "share",        "blend",  "plant",
                                    "pass-through",  "pipe",         "link",   "new-plant",
                                    "heat",          "requirements", "running"};

static char *program_of(const char *name) {
    char file[128];
    snprintf(file, sizeof file, "programs/%s.json", name);
    congsinh *context = NULL;
    congsinh_park *park = NULL;
    congsinh_park_source source = CONGSINH_PARK_SOURCE_INIT;
    source.file = file;
    cr_assert_eq(congsinh_new(&context, NULL), CONGSINH_OK);
    congsinh_status status = congsinh_park_read(&park, context, &source);
    cr_assert_eq(
        status, CONGSINH_OK, "%s: %s", name,
        congsinh_diagnostic_count(context) == 0 ? "" : congsinh_diagnostic_at(context, 0).sentence);
    char *text = NULL;
    cr_assert_eq(congsinh_program_write(&text, NULL, context, park, NULL), CONGSINH_OK, "%s", name);
    congsinh_park_free(park);
    congsinh_free(context);
    return text;
}

static void renew(const char *file, const char *text) {
    FILE *out = fopen(file, "wb");
    cr_assert_not_null(out, "%s", file);
    fputs(text, out);
    fclose(out);
}

/* With CONGSINH_RENEW set the programs are written anew: look at the difference before keeping it.
 */
Test(golden, programs_have_not_changed) {
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char file[128];
        snprintf(file, sizeof file, "programs/%s.lp", names[i]);
        char *found = program_of(names[i]);
        if (getenv("CONGSINH_RENEW") != NULL) {
            renew(file, found);
        }
        static char expected[1 << 16];
        FILE *in = fopen(file, "rb");
        cr_assert_not_null(in, "%s", file);
        expected[fread(expected, 1, sizeof expected - 1, in)] = '\0';
        fclose(in);
        cr_expect_str_eq(found, expected,
                         "%s changed; if it should have, ./run golden writes it anew:\n%s", file,
                         found);
        congsinh_text_free(found);
    }
}
