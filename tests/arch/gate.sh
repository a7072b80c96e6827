#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The gate passes what is clean, and fails on a leak that Criterion does not see and on an empty run.
set -u
subject=$1 build=$2
gate=$CONGSINH_SOURCE/tests/gate.sh
failed=0

# expect STATUS PATTERN ARGUMENT...: the gate over the subject ends so and says so; all it says is in output.
expect() {
    local status=$1 pattern=$2
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

# A test of Criterion's that takes long is known for one.
export CONGSINH_GATE_LOOKS_EVERY=1
expect 0 '^\[.*Passing: 1' --filter subject/slow
if grep 'run once more' <<<"$output"; then
    echo "a test that took five seconds was taken for none"
    failed=1
fi

# A runner that waits though no test lives is run once more: neither one that ended nor one that never began.
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
cat >"$scratch/runner" <<'SUBJECT'
#!/bin/bash
if [ ! -e "$1/again" ]; then
    : >"$1/again"
    case $2 in
    ended) exec tail -f /dev/null ;;
    unborn) bash -c 'echo $$ >"$1/child"; exec tail -f /dev/null' child "$1" ;;
    esac
fi
echo "[====] Synthesis: Tested: 1 | Passing: 1 | Failing: 0 | Crashing: 0" >&2
SUBJECT
chmod +x "$scratch/runner"
subject=$scratch/runner
export CONGSINH_GATE_LOOKS_EVERY=0.2
for case in ended unborn; do
    expect 0 'run once more' "$scratch" "$case"
    rm "$scratch/again"
done
if grep '^State:[[:space:]]*[RSDTt]' "/proc/$(cat "$scratch/child")/status" 2>/dev/null; then
    echo "a child that was no test outlives its runner"
    failed=1
fi

# Of what takes too long it is told what it said and what all it began wait for; it may end well all the same.
cat >"$scratch/lasting" <<'SUBJECT'
#!/bin/bash
echo "said before" >&2
bash -c 'sleep 3; :' innermost
SUBJECT
chmod +x "$scratch/lasting"
output=$(CONGSINH_GATE_TELLS_AFTER=1 "$gate" "$scratch/lasting" 2>&1) || failed=1
for told in 'the command goes on' 'said before' "process [0-9]*: .*$scratch/lasting" 'process [0-9]*: .* innermost' \
    'thread [0-9]* is S (sleeping), in '; do
    if ! grep -q "$told" <<<"$output"; then
        printf 'no "%s" is told of what takes too long:\n%s\n' "$told" "$output"
        failed=1
    fi
done
if [ "$(grep -c 'the command goes on' <<<"$output")" -ne 1 ] || grep -q 'gate.sh' <<<"$output"; then
    printf 'it is told more than once, or of who tells:\n%s\n' "$output"
    failed=1
fi
exit "$failed"
