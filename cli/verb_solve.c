/* SPDX-License-Identifier: GPL-3.0-or-later */
/* congsinh solve: finds the best plan; a summary for people, the plan itself with -o. */
#include "cli.h"

#include <string.h>

static int write_plan(cli *run, const congsinh_plan *plan, congsinh_format format) {
    congsinh_format shown = run->json ? CONGSINH_JSON : CONGSINH_TEXT;
    if (!cli_to_file(run)) {
        return cli_plan_to_stdout(run, plan, shown);
    }
    int result = cli_plan_to_file(run, plan, run->out, format);
    if (result != CLI_DONE || run->quiet) {
        return result;
    }
    return cli_plan_to_stdout(run, plan, shown);
}

/* Takes "all" out of the readings asked for; false where it is not among them. */
static bool take_all(cli *run) {
    bool all = false;
    int kept = 0;
    for (int i = 0; i < run->solve.law.reading_count; i++) {
        bool is_all = strcmp(run->readings[i], "all") == 0;
        all = all || is_all;
        if (!is_all) {
            run->readings[kept++] = run->readings[i];
        }
    }
    run->solve.law.reading_count = kept;
    return all;
}

/* A plan for every reading of what the law leaves open, side by side. */
static int solve_readings(cli *run) {
    congsinh_study *study = NULL;
    congsinh_park_source source = cli_source(run, run->arguments[0]);
    congsinh_status status =
        congsinh_study_readings(&study, run->context, &source, &run->solve.law);
    if (status != CONGSINH_OK) {
        return cli_problems_end(run, status);
    }
    int result = cli_compare(run, study);
    congsinh_study_free(study);
    return result;
}

/* Writes the program before it is solved, for that may take long; true where none is asked for. */
static bool write_program(cli *run, const congsinh_park *park, congsinh_status *status) {
    char *text = NULL;
    size_t length = 0;
    congsinh_program_format format = CONGSINH_LP;
    if (run->write_lp == NULL || !congsinh_program_format_of(&format, run->write_lp)) {
        return true;
    }
    *status = congsinh_program_write_as(&text, &length, run->context, park, &run->solve, format);
    if (*status == CONGSINH_OK) {
        *status = congsinh_file_write(run->context, run->write_lp, text, length);
    }
    congsinh_text_free(text);
    return *status == CONGSINH_OK;
}

static congsinh_status find_plan(cli *run, congsinh_park **park, congsinh_plan **plan) {
    congsinh_status status = cli_park(run, park);
    cli_spend_reading(run);
    if (status != CONGSINH_OK || !write_program(run, *park, &status)) {
        return status;
    }
    return congsinh_solve(plan, run->context, *park, &run->solve);
}

/* False after saying what is wrong with --write-lp. */
static bool check_program(const cli *run, bool all) {
    congsinh_program_format format = CONGSINH_LP;
    if (run->write_lp != NULL && !congsinh_program_format_of(&format, run->write_lp)) {
        cli_say(stderr, run->language, CLI_WORD_UNKNOWN_ENDING, run->verb->name, run->write_lp,
                ".lp, .mps", NULL);
        return false;
    }
    if (run->write_lp != NULL && all) {
        cli_say(stderr, run->language, CLI_WORD_ONE_PROGRAM, NULL);
        return false;
    }
    return true;
}

int cli_verb_solve(cli *run) {
    bool all = take_all(run);
    if (!check_program(run, all)) {
        return CLI_USAGE;
    }
    if (all) {
        return solve_readings(run);
    }
    congsinh_format format = CONGSINH_TEXT;
    /* --format is about the summary, which is printed beside the file. */
    if (cli_to_file(run) && !cli_format_of_ending(run, &format, run->out, CLI_EVERY_PLAN)) {
        return CLI_USAGE;
    }
    if (cli_format_ready(run, format) != CLI_DONE) {
        return CLI_FAULT;
    }
    congsinh_park *park = NULL;
    congsinh_plan *plan = NULL;
    congsinh_status status = find_plan(run, &park, &plan);
    int result = cli_problems_end(run, status);
    if (plan != NULL) {
        int written = write_plan(run, plan, format);
        result = written == CLI_DONE ? result : written;
    }
    congsinh_plan_free(plan);
    congsinh_park_free(park);
    return result;
}
