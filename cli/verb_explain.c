/* SPDX-License-Identifier: GPL-3.0-or-later */
/* congsinh explain: says why one exchange is in the plan, out of it, or not allowed. */
#include "cli.h"

int cli_verb_explain(cli *run) {
    congsinh_format format = CONGSINH_TEXT;
    if (!cli_format_asked(run, &format, CLI_TEXT_JSON)) {
        return CLI_USAGE;
    }
    congsinh_park *park = NULL;
    char *text = NULL;
    size_t length = 0;
    congsinh_status status = cli_park(run, &park);
    cli_spend_reading(run);
    if (status == CONGSINH_OK) {
        status = congsinh_explain(&text, &length, run->context, park, &run->solve,
                                  run->arguments[1], run->arguments[2], format);
    }
    cli_problems_show(run, false);
    int result = cli_deliver(run, status, text, length);
    congsinh_park_free(park);
    return result;
}
