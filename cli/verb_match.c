/* SPDX-License-Identifier: GPL-3.0-or-later */
/* congsinh match: lists candidate exchanges with their legal verdict. */
#include "cli.h"

int cli_verb_match(cli *run) {
    congsinh_format format = CONGSINH_TEXT;
    if (!cli_format_asked(run, &format, CLI_TABLES)) {
        return CLI_USAGE;
    }
    congsinh_park *park = NULL;
    congsinh_matches *matches = NULL;
    char *text = NULL;
    size_t length = 0;
    congsinh_status status = cli_park(run, &park);
    if (status == CONGSINH_OK) {
        status = congsinh_match(&matches, run->context, park, &run->solve.law);
    }
    if (status == CONGSINH_OK) {
        status = congsinh_matches_write(&text, &length, run->context, matches, format);
    }
    cli_problems_show(run, false);
    int result = cli_deliver(run, status, text, length);
    congsinh_matches_free(matches);
    congsinh_park_free(park);
    return result;
}
