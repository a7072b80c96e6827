# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Which processes there are and what each waits for, out of /proc. Sourced by the gate, which asks it often: nothing is
# started only to look.

# children_of PROCESS: its children that are no zombies.
children_of() {
    local stat line state parent
    for stat in /proc/[0-9]*/stat; do
        line=
        # pid (name) state parent ...; a name may hold spaces, but is the last to hold a bracket.
        IFS= read -r -d '' line 2>/dev/null <"$stat"
        read -r state parent _ <<<"${line##*) }"
        if [ "$parent" = "$1" ] && [ "$state" != Z ]; then
            stat=${stat#/proc/}
            echo "${stat%/stat}"
        fi
    done 2>/dev/null
}

# name_of PROCESS: what it calls itself, its first word.
name_of() {
    local name=
    { IFS= read -r -d '' name <"/proc/$1/cmdline"; } 2>/dev/null
    echo "$name"
}

# Where each thread of a process is in the system, and in the program where gdb can be had.
tell_process() {
    local thread
    echo "-- process $1: $(tr '\0' ' ' <"/proc/$1/cmdline")"
    for thread in "/proc/$1/task"/*; do
        echo "thread ${thread##*/} is $(sed -n 's/^State:[[:space:]]*//p' "$thread/status")," \
            "in $(cat "$thread/wchan"), system call $(cut -d ' ' -f 1 "$thread/syscall")"
    done
    if command -v gdb >/dev/null; then
        timeout -k 1 30 gdb -p "$1" -batch -nx -ex 'thread apply all backtrace 40' </dev/null | grep -E '^(#|Thread)'
    fi
} 2>/dev/null

# tell_children_of PROCESS [BUT]: the same of all that PROCESS began, and they began, but of BUT and its own.
tell_children_of() {
    local process
    for process in $(children_of "$1"); do
        if [ "$process" != "${2:-}" ]; then
            tell_process "$process"
            tell_children_of "$process" "${2:-}"
        fi
    done
}
