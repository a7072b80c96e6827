/* SPDX-License-Identifier: GPL-3.0-or-later */
/* congsinh report: writes a plan in the form that the file's ending asks for. */
#include "cli.h"

#include <string.h>

int cli_verb_report(cli *run) {
    bool file = run->out != NULL && strcmp(run->out, "-") != 0;
    congsinh_format format = run->json ? CONGSINH_JSON : CONGSINH_TEXT;
    if (file && !cli_format_of(run, &format, run->out)) {
        return CLI_USAGE;
    }
    congsinh_plan *plan = NULL;
    congsinh_status status = congsinh_plan_read(&plan, run->context, run->arguments[0], NULL, 0);
    if (status != CONGSINH_OK) {
        return cli_problems_end(run, status);
    }
    int result = file ? cli_plan_to_file(run, plan, run->out, format)
                      : cli_plan_to_stdout(run, plan, format);
    congsinh_plan_free(plan);
    return result;
}
