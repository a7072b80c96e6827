# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034
# Runs the program and holds what it did against what it should have done. Sourced by the tests here.
. ../common.sh
unset NO_COLOR
program=$CONGSINH_PROGRAM
plan=$CONGSINH_SOURCE/tests/golden/plan.json

complain() {
    echo "$1"
    sed 's/^/    stdout: /' "$folder/stdout" | head -n 5
    sed 's/^/    stderr: /' "$folder/stderr" | head -n 5
    failed=1
}

# expect STATUS ARGUMENT...: runs the program; it must end so. `settings` holds NAME=VALUE words for its environment.
settings=()
expect() {
    local status=$1 found
    shift
    called="congsinh $*"
    env "${settings[@]}" "$program" "$@" >"$folder/stdout" 2>"$folder/stderr" </dev/null
    found=$?
    if [ $found -ne "$status" ]; then
        complain "$called: ended with $found, not $status"
    fi
}

# says stdout|stderr TEXT: the last call wrote it there.
says() {
    grep -qF -- "$2" "$folder/$1" || complain "$called: \"$2\" is not on $1"
}

silent() {
    [ ! -s "$folder/$1" ] || complain "$called: there should be nothing on $1"
}
