#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Files that are missing, forbidden, no plan; a full disk; a closed stdout: a sentence and the right status.
. ./common.sh

expect 1 report "$folder/none.json"
says stderr 'there is no file'
silent stdout
expect 1 report "$folder"
says stderr 'is a folder'
echo '{"format": "congsinh-park/1"}' >"$folder/park.json"
expect 1 report "$folder/park.json"
says stderr 'a plan was expected'
head -c 2000 "$plan" >"$folder/cut.json"
expect 1 report "$folder/cut.json"
says stderr 'error:'
printf '{"format": "congsinh-plan/1", "park": 7}' >"$folder/poor.json"
expect 1 report "$folder/poor.json"
says stderr '"totals" is missing'
says stderr "($folder/poor.json:1)"
if [ "$(id -u)" -ne 0 ]; then
    cp "$plan" "$folder/mine.json"
    chmod 0 "$folder/mine.json"
    expect 1 report "$folder/mine.json"
    says stderr 'no permission'
fi

# A models folder that is none is named, with where its name came from; nothing is listed as if all were well.
for call in rules 'rules vn' "check $CONGSINH_SOURCE/datasets/sample/park.json -q"; do
    # shellcheck disable=SC2086 # the arguments are words
    expect 1 $call --models "$folder/none"
    says stderr "--models: \"$folder/none\" is no folder of models"
    silent stdout
    settings=(CONGSINH_MODELS="$folder/none")
    # shellcheck disable=SC2086
    expect 1 $call
    says stderr "CONGSINH_MODELS: \"$folder/none\" is no folder of models"
    settings=()
done
expect 4 demo --models "$folder/none"
says stderr "$folder/none"

echo old >"$folder/there"
expect 1 demo -o "$folder/there"
says stderr 'a file stands there'
[ "$(cat "$folder/there")" = old ] || complain "$called: changed the file"

# A report comes whole, or what was there stays.
echo old >"$folder/report.md"
expect 0 report "$plan" -o "$folder/report.md"
silent stdout
silent stderr
grep -q '^# ' "$folder/report.md" || complain "no report was written"
expect 1 report "$plan" -o "$folder/none/report.md"
says stderr 'folder does not exist'
[ "$(find "$folder" -name '*report*' | wc -l)" -eq 1 ] || complain "a temporary file was left"
(
    # One block: room for the beginning of a report and not for all of it.
    ulimit -f 1
    trap '' XFSZ
    "$program" report "$plan" -o "$folder/again.md" >"$folder/stdout" 2>"$folder/stderr"
    echo $? >"$folder/status"
)
called="report onto a full disk"
[ "$(cat "$folder/status")" -eq 4 ] || complain "$called: ended with $(cat "$folder/status"), not 4"
says stderr 'was not written'
[ ! -e "$folder/again.md" ] || complain "$called: left half a file"

"$program" report "$plan" >/dev/full 2>"$folder/stderr"
status=$?
called="report to a full stdout"
[ $status -eq 4 ] || complain "$called: ended with $status, not 4"
says stderr 'the disk is full'
"$program" report "$plan" >&- 2>"$folder/stderr"
status=$?
called="report to a closed stdout"
[ $status -eq 4 ] || complain "$called: ended with $status, not 4"
says stderr 'could not be written'
"$program" --help >/dev/full 2>"$folder/stderr"
status=$?
[ $status -eq 4 ] || complain "help to a full stdout: ended with $status, not 4"
# With stdout and stderr closed nothing of what is said may land in the file that is written.
"$program" report "$plan" -o "$folder/closed.md" >&- 2>&-
cmp "$folder/report.md" "$folder/closed.md" || complain "closed descriptors changed a file"

# A limit on file sizes is a fault that is said, not a signal that kills.
called="report beyond the limit on file sizes"
(ulimit -f 1 && "$program" report "$plan" -o "$folder/limited.json") 2>"$folder/stderr"
status=$?
[ $status -eq 4 ] || complain "$called: ended with $status, not 4"
says stderr 'limit on file sizes'
[ ! -e "$folder/limited.json" ] || complain "$called: half a file was left"

# Standard input and the names that stand for it.
"$program" report - <"$plan" >"$folder/stdout" 2>"$folder/stderr" || complain "report - failed"
says stdout 'Sample park'

# Colour only on a terminal, and never with NO_COLOR. Where no terminal can be made (a bare change root), that cannot be seen.
if script -qec true /dev/null >/dev/null 2>&1 </dev/null; then
    script -qec "$program report $folder/none.json" /dev/null >"$folder/stdout" </dev/null
    called="report on a terminal"
    says stdout $'\033[1;31merror:'
    NO_COLOR=1 script -qec "$program report $folder/none.json" /dev/null >"$folder/stdout" </dev/null
    ! grep -q $'\033' "$folder/stdout" || complain "colour in spite of NO_COLOR"
    # Work of more than a second says on a terminal that it is under way, and takes the line away again; what is piped
    # or quiet says nothing. The park comes only after two seconds, whatever the verb does with it.
    for verb in check match solve; do
        mkfifo "$folder/slow"
        (sleep 2.2; cat "$CONGSINH_SOURCE/datasets/sample/park.json" >"$folder/slow") &
        script -qec "$program $verb --lang en $folder/slow" /dev/null >"$folder/stdout" </dev/null
        wait
        called="$verb for two seconds on a terminal"
        says stdout 'working … 1 s'
        grep -q $'\r\033\\[K' "$folder/stdout" || complain "the progress line stays"
        rm "$folder/slow"
    done
    mkfifo "$folder/slow"
    (sleep 1.5; cat "$CONGSINH_SOURCE/datasets/sample/park.json" >"$folder/slow") &
    script -qec "$program check --lang en -q $folder/slow" /dev/null >"$folder/stdout" </dev/null
    wait
    ! grep -q 'working' "$folder/stdout" || complain "-q tells of progress"
fi
exit $failed
