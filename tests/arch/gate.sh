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

# A runner that waits though no test lives is run once more, a test that takes long is not.
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
cat >"$scratch/runner" <<'SUBJECT'
#!/bin/bash
if [ ! -e "$1/again" ]; then
    : >"$1/again"
    [ "$2" = stuck ] && exec tail -f /dev/null
    bash -c 'sleep 2; :'
fi
echo "[====] Synthesis: Tested: 1 | Passing: 1 | Failing: 0 | Crashing: 0" >&2
SUBJECT
chmod +x "$scratch/runner"
subject=$scratch/runner
export CONGSINH_GATE_LOOKS_EVERY=0.2
expect 0 'run once more' "$scratch" stuck
rm "$scratch/again"
output=$("$gate" --criterion "$subject" "$scratch" slow 2>&1) || failed=1
if grep -q 'run once more' <<<"$output"; then
    echo "a test that took two seconds was taken for none"
    failed=1
fi
exit "$failed"
