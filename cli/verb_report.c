/* SPDX-License-Identifier: GPL-3.0-or-later */
/* congsinh report: writes a plan in the form that the file's ending asks for, a park as a workbook.
 */
#include "cli.h"

/* A park, which has one form beside its own: the workbook; a firm's holds that firm alone. */
static int write_park(cli *run) {
    bool all = run->edition.audience == CONGSINH_FOR_ANALYST || !run->audience_given;
    bool firm = run->edition.audience == CONGSINH_FOR_FIRM;
    if (!cli_to_file(run) || !cli_is_workbook(run->out) || !(all || firm)) {
        cli_say(stderr, run->language, CLI_WORD_REPORT_OF_PARK, run->arguments[0], NULL);
        return CLI_DATA;
    }
    congsinh_park *park = NULL;
    congsinh_status status = cli_park(run, &park);
    if (status != CONGSINH_OK) {
        return cli_problems_end(run, status);
    }
    char *bytes = NULL;
    size_t length = 0;
    status = congsinh_park_workbook(&bytes, &length, run->context, park,
                                    firm ? run->edition.firm : NULL);
    congsinh_park_free(park);
    return cli_deliver(run, status, bytes, length);
}

int cli_verb_report(cli *run) {
    if (congsinh_is_park(run->context, run->arguments[0])) {
        return write_park(run);
    }
    congsinh_format format = CONGSINH_TEXT;
    if (!cli_format_asked(run, &format, CLI_EVERY_PLAN)) {
        return CLI_USAGE;
    }
    bool whole = !run->audience_given || run->edition.audience == CONGSINH_FOR_ANALYST;
    if (format == CONGSINH_JSON && !whole) {
        cli_say(stderr, run->language, CLI_WORD_JSON_IS_WHOLE, NULL);
        return CLI_USAGE;
    }
    if (cli_format_ready(run, format) != CLI_DONE) {
        return CLI_FAULT;
    }
    congsinh_plan *plan = NULL;
    congsinh_status status = congsinh_plan_read(&plan, run->context, run->arguments[0], NULL, 0);
    if (status != CONGSINH_OK) {
        return cli_problems_end(run, status);
    }
    int result = cli_to_file(run) ? cli_plan_to_file(run, plan, run->out, format)
                                  : cli_plan_to_stdout(run, plan, format);
    congsinh_plan_free(plan);
    return result;
}
