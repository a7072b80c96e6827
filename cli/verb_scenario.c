/* SPDX-License-Identifier: GPL-3.0-or-later */
/* congsinh scenario: solves a park under every scenario of a study and lays them side by side. */
#include "cli.h"

static congsinh_status solve(cli *run, const congsinh_study *study, congsinh_comparison **out) {
    congsinh_park_source source = cli_source(run, run->arguments[0]);
    return congsinh_study_solve(out, run->context, study, &source, &run->solve);
}

int cli_compare(cli *run, const congsinh_study *study) {
    congsinh_format format = CONGSINH_TEXT;
    if (!cli_format_asked(run, &format, CLI_REPORTS)) {
        return CLI_USAGE;
    }
    congsinh_comparison *comparison = NULL;
    char *text = NULL;
    size_t length = 0;
    congsinh_status status = solve(run, study, &comparison);
    int result = cli_problems_end(run, status);
    if (comparison != NULL) {
        congsinh_status written =
            congsinh_comparison_write(&text, &length, run->context, comparison, format);
        int delivered = cli_deliver(run, written, text, length);
        result = delivered == CLI_DONE ? result : delivered;
    }
    congsinh_comparison_free(comparison);
    return result;
}

int cli_verb_scenario(cli *run) {
    congsinh_study *study = NULL;
    congsinh_status status = congsinh_study_read(&study, run->context, run->arguments[1], NULL, 0);
    int result = status == CONGSINH_OK ? cli_compare(run, study) : cli_problems_end(run, status);
    congsinh_study_free(study);
    return result;
}
