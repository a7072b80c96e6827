#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Is what --write-lp writes the very program that is solved? Another solver finds the same saving.
. ./common.sh
programs=$CONGSINH_SOURCE/tests/golden/programs
park=$programs/blend.json

# expect_saving READER FILE: what glpsol finds in it is what the plan saves: the program's objective is what the cost
# changes by (in parks where nothing runs today).
expect_saving() {
    local planned found
    planned=$(awk '/"net_saving"/ { printf "%.9g", $2 + 0; exit }' "$folder/plan.json")
    glpsol "$1" "$2" --write "$folder/answer" >"$folder/stdout" || complain "glpsol does not read $2"
    found=$(awk '$1 == "s" { printf "%.9g", -$NF }' "$folder/answer")
    [ "$found" = "$planned" ] || complain "$called: glpsol saves $found, the plan $planned"
}

for name in blend pipe heat new-plant; do
    for ending in lp mps; do
        expect 0 solve "$programs/$name.json" -q -o "$folder/plan.json" --write-lp "$folder/program.$ending"
        cp "$folder/program.$ending" "$folder/first"
        expect 0 solve "$programs/$name.json" -q -o "$folder/plan.json" --write-lp "$folder/program.$ending"
        cmp "$folder/first" "$folder/program.$ending" || complain "$called: other bytes the second time"
        grep -qE '\([a-z]+\.[a-z]' "$folder/program.$ending" || complain "$called: no readable names"
    done
    if command -v glpsol >"$folder/stdout"; then
        expect_saving --lp "$folder/program.lp"
        expect_saving --freemps "$folder/program.mps"
    fi
done
cmp "$folder/program.lp" "$programs/new-plant.lp" || complain "not the program of the library"
grep -q '^ROWS' "$folder/program.mps" || complain "no MPS"

# A park whose requirements conflict has a program, too: it is what one wants to look at then.
expect 1 solve "$programs/requirements.json" --set requirements.net_saving_min=1e12 -q --write-lp "$folder/conflict.lp"
grep -q '^Minimize' "$folder/conflict.lp" || complain "$called: no program"

expect 2 solve "$park" --write-lp "$folder/program.txt"
says stderr 'known are .lp, .mps'
[ ! -e "$folder/program.txt" ] || complain "wrote it all the same"
expect 2 solve "$park" --write-lp "$folder/program.lp" --reading all
says stderr '--reading all'
expect 2 report "$folder/plan.json" --write-lp "$folder/program.lp"
expect 1 solve "$park" --write-lp "$folder/none/program.lp"
says stderr 'its folder does not exist'
exit $failed
