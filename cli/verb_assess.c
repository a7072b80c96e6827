/* SPDX-License-Identifier: GPL-3.0-or-later */
/* congsinh assess: holds a park and its firms against a framework's criteria, today and after the
 * best plan. */
#include "cli.h"

/* Writes the assessment; criteria that are not met are no failure of the program. */
static int write(cli *run, const congsinh_park *park, const congsinh_plan *plan,
                 congsinh_format format) {
    congsinh_assess_options options = CONGSINH_ASSESS_OPTIONS_INIT;
    options.framework = run->framework;
    congsinh_assessment *assessment = NULL;
    char *text = NULL;
    size_t length = 0;
    congsinh_status status = congsinh_assess(&assessment, run->context, park, plan, &options);
    int result = cli_problems_end(run, status);
    if (assessment != NULL) {
        status = congsinh_assessment_write(&text, &length, run->context, assessment, format);
        result = cli_deliver(run, status, text, length);
    }
    congsinh_assessment_free(assessment);
    return result;
}

int cli_verb_assess(cli *run) {
    congsinh_format format = CONGSINH_TEXT;
    if (!cli_format_asked(run, &format, CLI_REPORTS)) {
        return CLI_USAGE;
    }
    congsinh_park *park = NULL;
    congsinh_plan *plan = NULL;
    congsinh_status status = cli_solve(run, run->arguments[0], &park, &plan);
    int result = cli_problems_end(run, status);
    if (plan != NULL) {
        int written = write(run, park, plan, format);
        result = written == CLI_DONE ? result : written;
    }
    congsinh_plan_free(plan);
    congsinh_park_free(park);
    return result;
}
