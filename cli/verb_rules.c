/* SPDX-License-Identifier: GPL-3.0-or-later */
/* congsinh rules: lists the rule packs, or one pack's rules with their sources and dates. */
#include "cli.h"

int cli_verb_rules(cli *run) {
    char *text = NULL;
    size_t length = 0;
    const char *pack = run->argument_count > 0 ? run->arguments[0] : NULL;
    congsinh_status status =
        congsinh_rules_write(&text, &length, run->context, pack, cli_text_or_json(run));
    return cli_deliver(run, status, text, length);
}
