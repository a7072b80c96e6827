/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where results go: a file that appears whole or not at all, or stdout. */
#include "cli.h"

#include <string.h>
#include <strings.h>

bool cli_to_file(const cli *run) {
    return run->out != NULL && strcmp(run->out, "-") != 0;
}

bool cli_is_workbook(const char *file) {
    size_t length = strlen(file), ending = strlen(".xlsx");
    return length > ending && strcasecmp(file + length - ending, ".xlsx") == 0;
}

bool cli_format_of_ending(const cli *run, congsinh_format *out, const char *file, int formats) {
    if (congsinh_format_of(out, file)) {
        /* What ends in .sankey.csv ends in .csv, too. */
        bool table = *out == CONGSINH_SANKEY && (formats & 1 << CONGSINH_SANKEY) == 0;
        *out = table ? CONGSINH_CSV : *out;
        if ((formats & 1 << *out) != 0) {
            return true;
        }
    }
    char known[128] = "";
    size_t length = 0;
    const char *ending = NULL;
    for (int i = 0; (ending = congsinh_format_ending(i)) != NULL && length < sizeof known; i++) {
        if ((formats & 1 << i) != 0) {
            length += (size_t)snprintf(known + length, sizeof known - length, "%s%s",
                                       length > 0 ? ", " : "", ending);
        }
    }
    cli_say(stderr, run->language, CLI_WORD_UNKNOWN_ENDING, run->verb->name, file, known, NULL);
    return false;
}

bool cli_format_asked(const cli *run, congsinh_format *out, int formats) {
    congsinh_format said = run->json ? CONGSINH_JSON : CONGSINH_TEXT;
    *out = said;
    if (!cli_to_file(run)) {
        return true;
    }
    congsinh_format by_ending = CONGSINH_TEXT;
    if (run->format_given && !congsinh_format_of(&by_ending, run->out)) {
        return true;
    }
    if (!cli_format_of_ending(run, out, run->out, formats)) {
        return false;
    }
    if (run->format_given && *out != said) {
        cli_say(stderr, run->language, CLI_WORD_TWO_FORMATS, run->verb->name, run->out,
                run->json ? "json" : "text", NULL);
        return false;
    }
    return true;
}

int cli_print(cli *run, congsinh_status status, char *text, size_t length) {
    if (text == NULL) {
        return cli_problems_end(run, status);
    }
    cli_progress_clear(run);
    /* Whether it arrived is asked once, at the end of the program. */
    fwrite(text, 1, length, stdout);
    congsinh_text_free(text);
    return cli_exit_of(status);
}

int cli_deliver(cli *run, congsinh_status status, char *text, size_t length) {
    if (text == NULL || !cli_to_file(run)) {
        return cli_print(run, status, text, length);
    }
    congsinh_status written = congsinh_file_write(run->context, run->out, text, length);
    congsinh_text_free(text);
    int result = cli_problems_end(run, written);
    return result == CLI_DONE ? cli_exit_of(status) : result;
}

/* A plan as it is asked for: without an audience JSON is the whole plan, all else the board's. */
static congsinh_status write_plan(cli *run, char **text, size_t *length, const congsinh_plan *plan,
                                  congsinh_format format) {
    return format == CONGSINH_JSON
               ? congsinh_plan_write(text, length, run->context, plan, format)
               : congsinh_report_write(text, length, run->context, plan, &run->edition, format);
}

int cli_plan_to_file(cli *run, const congsinh_plan *plan, const char *file,
                     congsinh_format format) {
    if (format == CONGSINH_JSON) {
        return cli_problems_end(run, congsinh_plan_save(run->context, plan, file));
    }
    char *text = NULL;
    size_t length = 0;
    congsinh_status status = write_plan(run, &text, &length, plan, format);
    if (status == CONGSINH_OK && format == CONGSINH_GEOPACKAGE) {
        int result = cli_geopackage(run, text, length, file);
        congsinh_text_free(text);
        return result;
    }
    if (status == CONGSINH_OK) {
        status = congsinh_file_write(run->context, file, text, length);
        congsinh_text_free(text);
    }
    return cli_problems_end(run, status);
}

int cli_plan_to_stdout(cli *run, const congsinh_plan *plan, congsinh_format format) {
    char *text = NULL;
    size_t length = 0;
    congsinh_status status = write_plan(run, &text, &length, plan, format);
    return cli_print(run, status, text, length);
}

congsinh_park_source cli_source(const cli *run, const char *file) {
    congsinh_park_source source = CONGSINH_PARK_SOURCE_INIT;
    source.file = file;
    source.settings = run->settings;
    source.setting_count = run->setting_count;
    source.rules = run->solve.law.rules;
    source.framework = run->framework;
    return source;
}

congsinh_status cli_park(cli *run, congsinh_park **out) {
    congsinh_park_source source = cli_source(run, run->arguments[0]);
    cli_memory_for(run->arguments[0]);
    return congsinh_park_read(out, run->context, &source);
}

congsinh_status cli_solve(cli *run, const char *file, congsinh_park **park, congsinh_plan **plan) {
    congsinh_park_source source = cli_source(run, file);
    congsinh_status status = congsinh_park_read(park, run->context, &source);
    return status == CONGSINH_OK ? congsinh_solve(plan, run->context, *park, &run->solve) : status;
}
