#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a test and lets no report of a sanitizer or of valgrind pass unseen.
#
#   gate.sh [--criterion] COMMAND [ARGUMENT...]
#
# Criterion runs each test in a child whose leaks, and whose exit status under valgrind, never reach the
# parent; and it calls a run of zero tests a success. So the tools write their reports to a folder, and
# the test fails when the folder is not empty at the end. With CONGSINH_VALGRIND set, COMMAND and all its
# children run under valgrind.
set -u

criterion=
if [ "${1:-}" = --criterion ]; then
    criterion=yes
    shift
fi
if [ $# -eq 0 ]; then
    echo "usage: gate.sh [--criterion] COMMAND [ARGUMENT...]" >&2
    exit 2
fi

here=$(dirname "$(readlink -f "$0")")
# shellcheck source=tests/processes.sh
. "$here/processes.sh"

folder=$(mktemp -d) || exit 1
# A child that is ended before it is itself still has this trap: it must leave the folder alone.
trap '[ "$BASHPID" != "$$" ] || rm -rf "$folder"' EXIT
reports=$folder/reports
mkdir "$reports" || exit 1

# An allocation that cannot be must come back as NULL, as it does without the sanitizer.
export ASAN_OPTIONS="detect_leaks=1:allocator_may_return_null=1:strict_string_checks=1:detect_stack_use_after_return=1${ASAN_OPTIONS:+:$ASAN_OPTIONS}:log_path=$reports/address"
export LSAN_OPTIONS="suppressions=$here/leaks.supp:print_suppressions=0"
export UBSAN_OPTIONS="print_stacktrace=1:halt_on_error=1${UBSAN_OPTIONS:+:$UBSAN_OPTIONS}:log_path=$reports/undefined"

valgrind=()
if [ -n "${CONGSINH_VALGRIND:-}" ]; then
    # Shells and coreutils are not ours to judge.
    # What Criterion leaves in its message queue when a test skips itself is not ours either.
    valgrind=(valgrind --quiet --trace-children=yes '--trace-children-skip=/bin/*,/usr/bin/*'
        --leak-check=full "--suppressions=$here/valgrind.supp"
        "--log-file=$reports/valgrind.%p")
fi

# Whether a report is of leaks alone, each allocated by Criterion or its message queue themselves: now and then its
# parent process loses two small objects of its own. A leak of a test has a frame of the test in its stack. (LeakSanitizer's
# own suppressions match any frame, and Criterion calls every test.)
is_criterions() {
    awk '
        /ERROR: / && !/LeakSanitizer: detected memory leaks/ { ours = 1 }
        /runtime error:/ { ours = 1 }
        /^(Direct|Indirect) leak of/ { leaks++ }
        /^ *#[0-9]+ / {
            if (/lib(criterion|nanomsg)\.so/) { theirs++ } else if (!/^ *#0 .*interceptor/) { ours = 1 }
        }
        END { exit ours || leaks == 0 || theirs < leaks }
    ' "$1"
}

# Whether a test of a runner of Criterion lives: a child that is no zombie and calls itself Criterion's worker, as each
# does before anything of a test is run.
has_living_test() {
    local process
    for process in $(children_of "$1"); do
        if [ "$(name_of "$process")" = boxfort-worker ]; then
            return 0
        fi
    done
    return 1
}

# tell WHAT: what the command, and all that it began, wait for, and what it said: that would go with the gate.
tell() {
    echo "gate: after $SECONDS s $1; it said so far:"
    cat "$folder/stderr"
    tell_children_of "$$" "$BASHPID"
}

# Kills the runner PID when, three looks in a row, no test of its lives: now and then Criterion 2.4's runner
# waits for ever for the end of a test that has ended (its pull request 468 tells how), or for a child that stands
# still before it is a test (support/quiet_fork.c). Nothing of ours runs then. A test that hangs is a living
# one: that is told, once, and left to ctest's own limit.
watch_runner() {
    local looks=0 told=
    # Its sleep outlives it, and must not keep whoever reads what we say waiting.
    while sleep "${CONGSINH_GATE_LOOKS_EVERY:-10}" 2>/dev/null && kill -0 "$1" 2>/dev/null; do
        if [ -z "$told" ] && [ "$SECONDS" -ge "${CONGSINH_GATE_TELLS_AFTER:-200}" ]; then
            told=yes
            tell "the command goes on" >&2
        fi
        if [ -z "$criterion" ] || has_living_test "$1"; then
            looks=0
        elif [ $((looks += 1)) -eq 3 ]; then
            : >"$folder/stuck"
            tell "no test lives and the runner waits" >&2
            # shellcheck disable=SC2046 # a word each
            kill -9 "$1" $(children_of "$1")
            return
        fi
    done
}

# run COMMAND...: sets status; what it says on stderr stands in the folder.
run() {
    "$@" 2>"$folder/stderr" <&0 &
    local runner=$! watcher=
    if [ -z "${CONGSINH_VALGRIND:-}" ]; then
        watch_runner "$runner" </dev/null >/dev/null &
        watcher=$!
    fi
    wait "$runner"
    status=$?
    if [ -n "$watcher" ]; then
        kill "$watcher" 2>/dev/null
        wait "$watcher" 2>/dev/null
    fi
}

run "${valgrind[@]}" "$@"
if [ -e "$folder/stuck" ]; then
    echo "gate: Criterion's runner waited for no living test; all are run once more" >&2
    run "${valgrind[@]}" "$@"
fi
cat "$folder/stderr" >&2

if [ -n "$criterion" ] && ! grep -aqE 'Tested: *[^ ]*[1-9]' "$folder/stderr"; then
    echo "gate: Criterion ran no test" >&2
    status=1
fi

# valgrind leaves an empty file for each process it found nothing in.
while IFS= read -r report; do
    if [ -n "$criterion" ] && is_criterions "$report"; then
        continue
    fi
    echo "gate: a report of memory errors, leaks or undefined behaviour:" >&2
    cat "$report" >&2
    status=1
done < <(find "$reports" -type f -size +0)
exit "$status"
