/* SPDX-License-Identifier: GPL-3.0-or-later */
/* congsinh batch: solves and reports many parks, with one table of all; goes on where it stopped.
 */
#include "cli.h"

#include <string.h>

enum { MOST_FORMATS = 16, LONGEST = 16 };

/* "md,csv" as formats; false after saying which of them is none. */
static bool read_formats(const cli *run, congsinh_format *formats, int *count) {
    const char *at = run->formats;
    *count = 0;
    for (size_t length = 0; *at != '\0'; at += length + (at[length] == ',')) {
        at += *at == '.';
        length = strcspn(at, ",");
        char file[LONGEST] = "";
        snprintf(file, sizeof file, "*.%.*s", (int)(length < LONGEST ? length : LONGEST), at);
        if (*count == MOST_FORMATS ||
            !cli_format_of_ending(run, &formats[*count], file, CLI_PLANS)) {
            return false;
        }
        (*count)++;
    }
    return true;
}

/* Parks that are done; `earlier`: by a batch before this one. */
static int count_done(const congsinh_batch *batch, bool earlier) {
    int done = 0;
    for (int i = 0; i < congsinh_batch_count(batch); i++) {
        congsinh_batch_park park = congsinh_batch_at(batch, i);
        done += earlier ? park.earlier : park.done;
    }
    return done;
}

static void say_counts(const cli *run, const congsinh_batch *batch, cli_word_id id, bool earlier) {
    char done[16];
    char all[16];
    snprintf(done, sizeof done, "%d", count_done(batch, earlier));
    snprintf(all, sizeof all, "%d", congsinh_batch_count(batch));
    cli_say(stderr, run->language, id, done, all, NULL);
}

/* The table of all, where nobody asked for silence. */
static int tell(cli *run, const congsinh_batch *batch) {
    if (run->quiet) {
        return CLI_DONE;
    }
    char *text = NULL;
    size_t length = 0;
    congsinh_status status = congsinh_batch_write(&text, &length, run->context, batch,
                                                  run->json ? CONGSINH_JSON : CONGSINH_TEXT);
    int result = cli_print(run, status, text, length);
    if (result == CLI_DONE && !run->json) {
        bool slash = run->out[strlen(run->out) - 1] == '/';
        const char *between = slash ? "" : "/";
        char paths[2][4096];
        snprintf(paths[0], sizeof paths[0], "%s%sroll-up.html", run->out, between);
        snprintf(paths[1], sizeof paths[1], "%s%ssummary.{txt,csv,json}", run->out, between);
        cli_say(stderr, run->language, CLI_WORD_BATCH_WRITTEN, paths[0], paths[1], NULL);
    }
    return result;
}

static int run_batch(cli *run, congsinh_batch *batch, int jobs) {
    for (int i = 0; i < run->argument_count; i++) {
        congsinh_status status = congsinh_batch_add(batch, run->context, run->arguments[i]);
        if (status != CONGSINH_OK) {
            return cli_problems_end(run, status);
        }
    }
    cli_problems_show(run, true);
    if (count_done(batch, true) > 0 && !run->quiet) {
        say_counts(run, batch, CLI_WORD_BATCH_RESUMED, true);
    }
    if (cli_workers_run(run, batch, jobs) != CLI_DONE) {
        cli_problems_show(run, false);
        say_counts(run, batch, CLI_WORD_BATCH_STOPPED, false);
        return CLI_FAULT;
    }
    int result = cli_problems_end(run, congsinh_batch_finish(batch, run->context));
    int told = tell(run, batch);
    return told == CLI_DONE ? result : told;
}

int cli_verb_batch(cli *run) {
    congsinh_format formats[MOST_FORMATS];
    congsinh_batch_options options = CONGSINH_BATCH_OPTIONS_INIT;
    if (run->out == NULL || strcmp(run->out, "-") == 0) {
        cli_say(stderr, run->language, CLI_WORD_BATCH_NO_FOLDER, NULL);
        cli_say(stderr, run->language, CLI_WORD_SEE_VERB_HELP, run->verb->name, NULL);
        return CLI_USAGE;
    }
    if (run->formats != NULL) {
        if (!read_formats(run, formats, &options.format_count)) {
            return CLI_USAGE;
        }
        options.formats = formats;
    }
    if (run->edition.audience == CONGSINH_FOR_FIRM) {
        cli_say(stderr, run->language, CLI_WORD_BATCH_NO_FIRM, run->edition.firm, NULL);
        return CLI_USAGE;
    }
    options.report = &run->edition;
    int jobs = run->solve.jobs;
    run->solve.jobs = 1; /* each park has a process; what they share is the machine */
    options.folder = run->out;
    options.solve = &run->solve;
    options.settings = run->settings;
    options.setting_count = run->setting_count;
    congsinh_batch *batch = NULL;
    congsinh_status status = congsinh_batch_open(&batch, run->context, &options);
    int result =
        status == CONGSINH_OK ? run_batch(run, batch, jobs) : cli_problems_end(run, status);
    congsinh_batch_free(batch);
    return result;
}
