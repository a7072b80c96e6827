#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The library never ends the process, prints nothing, calls nothing unsafe, and keeps no state.
set -u
failed=0

# What would end the process, print, overrun a buffer, read numbers by the locale, or start programs.
# abort and the like are what assert() calls, too.
forbidden='exit|_exit|_Exit|quick_exit|abort|__assert_fail|__assert_perror_fail
printf|vprintf|puts|putchar|putchar_unlocked|perror|psignal|stdout|stderr
__printf_chk|__vprintf_chk|error|warn|warnx|err|errx
gets|strcpy|strcat|sprintf|vsprintf|stpcpy|strtok|atoi|atol|atoll|atof|setlocale
system|popen|rand|srand|random|getchar'
forbidden=^\(${forbidden//$'\n'/|}\)\$

# The counter that makes the n-th allocation fail is state: it exists in builds with tests only.
state_of_tests=engine/base/memory.c

if [ $# -lt 10 ]; then
    echo "only $# objects: is this still given all of them?"
    failed=1
fi
# complain WHAT: of the lines "object: name" given, one sentence an object.
complain() {
    local what=$1 lines
    lines=$(cat)
    if [ -n "$lines" ]; then
        awk -F': ' -v what="$what" '{names[$1] = names[$1] " " $2} END {for (o in names) print o, what names[o]}' <<<"$lines"
        failed=1
    fi
}

# "object: name" of each symbol that nm prints with these options, all objects in one run.
symbols() {
    nm --print-file-name "$@" | sed -E 's/^([^:]*):.* ([^ ]+)$/\1: \2/'
}

complain 'calls' < <(symbols --undefined-only "$@" | grep -E ": (${forbidden:2:-2})\$")
complain 'defines, without the prefix cg_ or congsinh_,' \
    < <(symbols --defined-only --extern-only "$@" | grep -vE ': (cg|congsinh)_')
complain 'has writable static data in' \
    < <(objdump --section-headers "$@" |
        awk -v tests="$state_of_tests.o:" '
            / file format / {object = $1}
            $2 ~ /^\.(data|bss|tdata|tbss|data\.rel|data\.rel\.local)$/ && $3 !~ /^0+$/ &&
                substr(object, length(object) - length(tests) + 1) != tests {print object " " $2}')
exit "$failed"
