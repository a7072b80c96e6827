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
for object in "$@"; do
    called=$(nm --undefined-only "$object" | awk '{print $NF}' | grep -E "$forbidden")
    if [ -n "$called" ]; then
        echo "$object calls $(tr '\n' ' ' <<<"$called")"
        failed=1
    fi
    named=$(nm --defined-only --extern-only "$object" | awk '{print $3}' | grep -vE '^(cg|congsinh)_')
    if [ -n "$named" ]; then
        echo "$object defines $(tr '\n' ' ' <<<"$named")without the prefix cg_ or congsinh_"
        failed=1
    fi
    case $object in *"$state_of_tests".o) continue ;; esac
    state=$(nm --defined-only "$object" | awk '$2 ~ /^[bBcCdDsSgG]$/ {print $3}')
    kept=$(objdump -h "$object" | awk '$2 ~ /^\.(data|bss|tdata|tbss|data\.rel|data\.rel\.local)$/ && $3 !~ /^0+$/ {print $2}')
    if [ -n "$kept" ]; then
        echo "$object has writable static data ($(tr '\n' ' ' <<<"$kept")); among: $(tr '\n' ' ' <<<"$state")"
        failed=1
    fi
done
exit "$failed"
