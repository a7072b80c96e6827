/* SPDX-License-Identifier: GPL-3.0-or-later */
/* congsinh template: writes an empty workbook for a park, or for one firm. */
#include "cli.h"

int cli_verb_template(cli *run) {
    if (!cli_to_file(run) || !cli_is_workbook(run->out)) {
        cli_say(stderr, run->language, CLI_WORD_TEMPLATE_FILE, NULL);
        return CLI_USAGE;
    }
    char *bytes = NULL;
    size_t length = 0;
    congsinh_status status = congsinh_template_write(&bytes, &length, run->context, run->firm);
    return cli_deliver(run, status, bytes, length);
}
