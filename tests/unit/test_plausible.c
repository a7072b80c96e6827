/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranges of what is plausible: what is wrong with a file of them is said. */
#include "base/file.h"
#include "park_sample.h"

#include <stdlib.h>
#include <unistd.h>

/* A range, and all that is said of it when the sample is read with it. */
typedef struct row {
    const char *range, *said;
} row;

static void check_row(const row *at) {
    SCRATCH_START(s);
    char folder[] = "/tmp/congsinh_plausible_XXXXXX";
    cr_assert_not_null(mkdtemp(folder));
    const char *inner = cg_format(s.arena, "%s/plausible", folder);
    cr_assert(cg_folder_make(&s.diagnostics, inner));
    const char *file = cg_format(s.arena, "%s/ranges.json", inner);
    const char *text = cg_format(s.arena,
                                 "{\"$schema\": \"plausible.json\", \"format\": "
                                 "\"congsinh-plausible/1\", \"ranges\": [%s]}",
                                 at->range);
    cr_assert(cg_file_write(&s.diagnostics, file, text, strlen(text)));
    cg_park_source source = {.file = "park.json",
                             .bytes = park_sample,
                             .length = strlen(park_sample),
                             .models_folder = folder};
    cg_park_read(s.arena, &s.diagnostics, &source);
    cr_expect_str_eq(park_said(&s), at->said, "%s: %s", at->range, park_said(&s));
    unlink(file);
    rmdir(inner);
    rmdir(folder);
    SCRATCH_END(s);
}

Test(plausible, what_is_wrong_with_a_range_is_said) {
    static const row rows[] = {
        {"{\"id\": \"a\", \"figure\": \"quality\", \"parameter\": \"COD\", \"low\": 0, \"high\": "
         "1e9}",
         ""},
        {"{\"id\": \"a\", \"figure\": \"quality\", \"unit\": \"%\", \"low\": 0, \"high\": 100}",
         ""},
        /* Without either it would be of all parameters that have no unit. */
        {"{\"id\": \"a\", \"figure\": \"quality\", \"low\": 0, \"high\": 1e9}",
         "ERROR ENTRY_WITHOUT ranges.a\n"},
        {"{\"id\": \"a\", \"figure\": \"price\", \"low\": 0, \"high\": 1e9}",
         "ERROR FAMILY_UNKNOWN ranges.a\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        check_row(&rows[i]);
    }
}
