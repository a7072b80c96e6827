#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A disk that fills up under solve, match, explain and demo: a sentence, status 4, and no half a file.
. ../cli/common.sh
sample=$CONGSINH_SOURCE/datasets/sample/park.json

# full NAME ARGUMENT...: runs the program where no file may grow beyond one block.
full() {
    called="congsinh $* on a full disk"
    (
        ulimit -f 1
        trap '' XFSZ
        "$program" "$@" >"$folder/stdout" 2>"$folder/stderr"
        echo $? >"$folder/status"
    )
    [ "$(cat "$folder/status")" -eq 4 ] || complain "$called: ended with $(cat "$folder/status"), not 4"
    says stderr 'was not written'
}

mkdir "$folder/out"
full solve "$sample" -o "$folder/out/plan.json"
full match "$sample" -o "$folder/out/match.txt"
[ -z "$(ls -A "$folder/out")" ] || complain "$called: left something: $(ls -A "$folder/out")"
echo old >"$folder/out/plan.json"
full solve "$sample" -o "$folder/out/plan.json"
[ "$(cat "$folder/out/plan.json")" = old ] || complain "$called: the old plan is gone"
rm "$folder/out/plan.json"
full demo -o "$folder/out"
[ -z "$(find "$folder/out" -type f)" ] || complain "$called: left something: $(find "$folder/out" -type f)"

for call in "solve $sample" "match $sample" "rules vn" "check $sample"; do
    # shellcheck disable=SC2086 # the arguments are words
    "$program" $call >/dev/full 2>"$folder/stderr"
    status=$?
    called="congsinh $call to a full stdout"
    : >"$folder/stdout"
    [ $status -eq 4 ] || complain "$called: ended with $status, not 4"
done
# A folder that may not be written, where the user is one who can be kept out.
if [ "$(id -u)" -ne 0 ]; then
    chmod 500 "$folder/out"
    expect 4 solve "$sample" -o "$folder/out/plan.json"
    chmod 700 "$folder/out"
fi
# A batch stops, keeps what is whole, and goes on once there is room.
full batch "$sample" -o "$folder/many"
says stderr 'goes on from there'
[ -z "$(find "$folder/many" -type f -size +0)" ] || complain "$called: left something: $(find "$folder/many" -type f -size +0)"
expect 0 batch "$sample" -o "$folder/many" -q
[ "$(wc -l <"$folder/many/journal.jsonl")" -eq 1 ] || complain "$called: not one line in the journal"
exit $failed
