/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A batch without processes, as any C program may run it. */
#include "api_help.h"

#include <sys/stat.h>
#include <unistd.h>

static void write_text(congsinh *context, const char *folder, const char *name, const char *text) {
    char file[256];
    snprintf(file, sizeof file, "%s/%s", folder, name);
    cr_assert_eq(congsinh_file_write(context, file, text, strlen(text)), CONGSINH_OK);
}

static congsinh_batch *open_batch(congsinh *context, const char *folder) {
    congsinh_batch *batch = NULL;
    congsinh_batch_options options = CONGSINH_BATCH_OPTIONS_INIT;
    char out[256];
    char park[256];
    snprintf(out, sizeof out, "%s/deep/out", folder);
    options.folder = out;
    cr_assert_eq(congsinh_batch_open(&batch, context, &options), CONGSINH_OK);
    for (const char *const *name = (const char *const[]){"good.json", "bad.json", NULL};
         *name != NULL; name++) {
        snprintf(park, sizeof park, "%s/%s", folder, *name);
        cr_assert_eq(congsinh_batch_add(batch, context, park), CONGSINH_OK);
    }
    cr_assert_eq(congsinh_batch_count(batch), 2);
    return batch;
}

/* The park of api_help.h saves 1500. What another park's line says is not taken for it. */
static void solve_all(congsinh *context, congsinh_batch *batch) {
    char *line = NULL;
    size_t length = 0;
    cr_assert_eq(congsinh_batch_solve(&line, &length, batch, context, 0), CONGSINH_OK);
    cr_expect_not(congsinh_batch_at(batch, 0).done);
    cr_expect_eq(congsinh_batch_take(batch, context, 0, line, length - 1), CONGSINH_BAD_DATA);
    cr_expect_eq(congsinh_batch_take(batch, context, 1, line, length), CONGSINH_BAD_DATA);
    cr_assert_eq(congsinh_batch_take(batch, context, 0, line, length), CONGSINH_OK);
    congsinh_text_free(line);
    congsinh_batch_park park = congsinh_batch_at(batch, 0);
    cr_expect(park.done && !park.earlier);
    cr_expect_eq(park.status, CONGSINH_OK);
    cr_expect_str_eq(park.id, "t");
    cr_expect_float_eq(park.totals.net_saving, 1500, 1e-6);
    cr_assert_eq(congsinh_batch_solve(&line, &length, batch, context, 1), CONGSINH_OK);
    cr_assert_eq(congsinh_batch_take(batch, context, 1, line, length), CONGSINH_OK);
    congsinh_text_free(line);
    cr_expect_eq(congsinh_batch_at(batch, 1).status, CONGSINH_BAD_DATA);
}

Test(api_batch, goes_on_where_it_stopped) {
    congsinh *context = NULL;
    char folder[] = "/tmp/congsinh-test-XXXXXX";
    cr_assert_not_null(mkdtemp(folder));
    cr_assert_eq(congsinh_new(&context, NULL), CONGSINH_OK);
    write_text(context, folder, "good.json", API_PARK(""));
    write_text(context, folder, "bad.json",
               "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"u\"}}");
    congsinh_batch *batch = open_batch(context, folder);
    solve_all(context, batch);
    cr_expect_eq(congsinh_batch_finish(batch, context), CONGSINH_BAD_DATA);
    congsinh_batch_free(batch);

    batch = open_batch(context, folder);
    cr_expect(congsinh_batch_at(batch, 0).earlier && congsinh_batch_at(batch, 1).earlier);
    congsinh_batch_free(batch);

    /* A firm of one park is none of another. */
    congsinh_batch_options of_firm = CONGSINH_BATCH_OPTIONS_INIT;
    congsinh_report_options report = CONGSINH_REPORT_OPTIONS_INIT;
    report.audience = CONGSINH_FOR_FIRM;
    report.firm = "a";
    of_firm.folder = folder;
    of_firm.report = &report;
    cr_expect_eq(congsinh_batch_open(&batch, context, &of_firm), CONGSINH_BAD_USAGE);
    cr_expect_null(batch);

    /* Another park under the same name is not done, nor is one that changes under the batch. */
    write_text(context, folder, "good.json", API_PARK(" "));
    batch = open_batch(context, folder);
    cr_expect_not(congsinh_batch_at(batch, 0).done);
    write_text(context, folder, "good.json", API_PARK("  "));
    char *line = NULL;
    size_t length = 0;
    cr_expect_eq(congsinh_batch_solve(&line, &length, batch, context, 0), CONGSINH_BAD_DATA);
    cr_expect_null(line);
    cr_expect_eq(congsinh_batch_fail(batch, context, 0, CONGSINH_BAD_DATA), CONGSINH_OK);
    cr_expect_eq(congsinh_batch_at(batch, 0).status, CONGSINH_MACHINE);
    cr_expect_eq(congsinh_batch_finish(batch, context), CONGSINH_MACHINE);
    congsinh_batch_free(batch);
    congsinh_free(context);
    char command[300];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    cr_expect_eq(system(command), 0);
}
