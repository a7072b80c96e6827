/* SPDX-License-Identifier: GPL-3.0-or-later */
/* congsinh rules: lists the rule packs, one pack's rules with their sources and dates, whose own
 * cases it runs, or what each rule costs a park. */
#include "cli.h"

/* The first option given that means something only together with --price; NULL: none. */
static const char *idle_option(const cli *run) {
    const congsinh_law *law = &run->solve.law;
    return law->rules != NULL                      ? "--rules"
           : law->date != NULL                     ? "--date"
           : law->without_count > 0                ? "--without"
           : law->reading_count > 0                ? "--reading"
           : run->setting_count > 0                ? "--set"
           : run->solve.time_limit > 0             ? "--time-limit"
           : run->solve.gap > 0                    ? "--gap"
           : run->solve.objective != CONGSINH_COST ? "--objective"
                                                   : NULL;
}

/* The text stands beside what is wrong: cases that come out otherwise, parks without a plan. */
static int deliver(cli *run, congsinh_status status, char *text, size_t length) {
    int result = cli_problems_end(run, status);
    if (text == NULL) {
        return result;
    }
    int delivered = cli_deliver(run, CONGSINH_OK, text, length);
    return delivered == CLI_DONE ? result : delivered;
}

static int list(cli *run, const char *pack) {
    char *text = NULL;
    size_t length = 0;
    congsinh_format format = CONGSINH_TEXT;
    const char *idle = idle_option(run);
    if (idle != NULL) {
        cli_say(stderr, run->language, CLI_WORD_PRICE_NEEDED, idle, NULL);
        return CLI_USAGE;
    }
    if (!cli_format_asked(run, &format, CLI_TEXT_JSON)) {
        return CLI_USAGE;
    }
    congsinh_status status = congsinh_rules_write(&text, &length, run->context, pack, format);
    return status == CONGSINH_OK ? cli_deliver(run, status, text, length)
                                 : deliver(run, status, text, length);
}

int cli_verb_rules(cli *run) {
    const char *pack = run->argument_count > 0 ? run->arguments[0] : NULL;
    if (run->price == NULL) {
        return list(run, pack);
    }
    congsinh_format format = CONGSINH_TEXT;
    if (!cli_format_asked(run, &format, CLI_TABLES)) {
        return CLI_USAGE;
    }
    char *text = NULL;
    size_t length = 0;
    run->solve.law.rules = run->solve.law.rules != NULL ? run->solve.law.rules : pack;
    congsinh_park_source source = cli_source(run, run->price);
    congsinh_status status =
        congsinh_rules_price(&text, &length, run->context, &source, &run->solve, format);
    return deliver(run, status, text, length);
}
