#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The gate passes what is clean, and fails on a leak that Criterion does not see and on an empty run.
set -u
subject=$1 build=$2
gate=$CONGSINH_SOURCE/tests/gate.sh
failed=0

# expect STATUS PATTERN ARGUMENT...: the gate over the subject ends so and says so.
expect() {
    local status=$1 pattern=$2 output
    shift 2
    output=$("$gate" --criterion "$subject" "$@" 2>&1)
    local found=$?
    if [ "$found" -ne "$status" ] || ! grep -q "$pattern" <<<"$output"; then
        printf 'with "%s": status %s where %s was due, or no "%s" in:\n%s\n' \
            "$*" "$found" "$status" "$pattern" "$output"
        failed=1
    fi
}

expect 0 'Passing: 1' --filter subject/clean
expect 1 'Criterion ran no test' --filter subject/nothing-of-this-name
if [ "$build" = sanitized ]; then
    expect 1 'LeakSanitizer: detected memory leaks' --filter subject/leak
fi
exit "$failed"
