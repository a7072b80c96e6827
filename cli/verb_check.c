/* SPDX-License-Identifier: GPL-3.0-or-later */
/* congsinh check: reads everything and lists every problem, those of ways and law too. */
#include "cli.h"

#include <stdlib.h>

static void put_count(FILE *to, const cli *run, cli_word_id id, int count) {
    char number[16];
    snprintf(number, sizeof number, "%d", count);
    cli_say(to, run->language, id, number, NULL);
}

static void put_facts(FILE *to, const cli *run, const congsinh_park *park) {
    congsinh_park_facts facts = congsinh_park_describe(park);
    cli_say(to, run->language, CLI_WORD_CHECK_PARK, facts.id, NULL);
    put_count(to, run, CLI_WORD_CHECK_FIRMS, facts.firms);
    put_count(to, run, CLI_WORD_CHECK_OUTPUTS, facts.outputs);
    put_count(to, run, CLI_WORD_CHECK_INPUTS, facts.inputs);
    put_count(to, run, CLI_WORD_CHECK_FACILITIES, facts.facilities);
    put_count(to, run, CLI_WORD_CHECK_LINKS, facts.links);
    put_count(to, run, CLI_WORD_CHECK_EXCHANGES, facts.exchanges);
    put_count(to, run, CLI_WORD_CHECK_PERIODS, facts.periods);
}

static void put_verdict(FILE *to, cli *run) {
    int errors = 0;
    int warnings = 0;
    for (int i = 0; i < congsinh_diagnostic_count(run->context); i++) {
        congsinh_severity severity = congsinh_diagnostic_at(run->context, i).severity;
        errors += severity == CONGSINH_ERROR;
        warnings += severity == CONGSINH_WARNING;
    }
    char error_count[16];
    char warning_count[16];
    snprintf(error_count, sizeof error_count, "%d", errors);
    snprintf(warning_count, sizeof warning_count, "%d", warnings);
    cli_say(to, run->language, errors == 0 ? CLI_WORD_CHECK_CLEAN : CLI_WORD_CHECK_ERRORS,
            error_count, warning_count, NULL);
}

/* The counts and the verdict, as text. NULL where memory ends. */
static char *describe(cli *run, const congsinh_park *park, size_t *length) {
    char *text = NULL;
    FILE *to = open_memstream(&text, length);
    if (to == NULL) {
        return NULL;
    }
    if (park != NULL) {
        put_facts(to, run, park);
    }
    put_verdict(to, run);
    if (fclose(to) != 0) {
        free(text);
        return NULL;
    }
    return text;
}

static int deliver(cli *run, const congsinh_park *park, bool json) {
    size_t length = 0;
    char *text = json ? cli_problems_json(run, &length) : describe(run, park, &length);
    if (text == NULL) {
        return cli_problems_end(run, CONGSINH_NO_MEMORY);
    }
    if (!cli_to_file(run)) {
        /* This text is the program's own, not the library's to free. */
        fwrite(text, 1, length, stdout);
        free(text);
        return CLI_DONE;
    }
    congsinh_status status = congsinh_file_write(run->context, run->out, text, length);
    free(text);
    return cli_problems_end(run, status);
}

int cli_verb_check(cli *run) {
    congsinh_format format = CONGSINH_TEXT;
    if (!cli_format_asked(run, &format, CLI_TEXT_JSON)) {
        return CLI_USAGE;
    }
    congsinh_park *park = NULL;
    congsinh_status status = cli_park(run, &park);
    if (status == CONGSINH_OK) {
        status = congsinh_check(run->context, park, &run->solve.law);
    }
    bool json = format == CONGSINH_JSON;
    if (!json) {
        cli_problems_show(run, true);
    }
    /* With -q the exit status is the answer. */
    bool silent = run->quiet && !json && !cli_to_file(run);
    int result = silent ? CLI_DONE : deliver(run, park, json);
    congsinh_park_free(park);
    if (status != CONGSINH_OK) {
        return json ? cli_exit_of(status) : cli_problems_end(run, status);
    }
    return result;
}
