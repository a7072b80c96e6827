#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What the plan gains at the low and at the high of the park's numbers: told, left out, and the law asked alike.
. ./common.sh
sample=$CONGSINH_SOURCE/datasets/sample/park.json
door=$CONGSINH_SOURCE/tests/golden/door

expect 0 solve "$sample" -o "$folder/plan.json" --lang en
says stdout 'from '
says stdout 'From … to …: what'
says plan.json '"ranged_numbers"'
expect 0 solve "$sample" -o "$folder/without.json" --no-ranges --lang en
! grep -q 'From … to …: what' "$folder/stdout" || complain "$called: tells ranges all the same"
# All else is the same plan.
awk '/^  "ranges": \{$/ { skip = 1 } !skip; /^  \},$/ { skip = 0 }' "$folder/plan.json" |
    cmp - "$folder/without.json" || complain "a plan with ranges differs from one without in more than these"
expect 2 explain "$sample" paper.effluent dyeing.rinse --no-ranges
says stderr 'no-ranges'

# Exceptions from a pipe are there once; at the ends they hold as well.
priced=(--rules "$door/rules.json" --set 'firms.dyeing.inputs.rinse.price={"value": 10, "low": 9, "high": 12}' --format json -q)
"$program" solve "$door/park.json" --exceptions "$door/exceptions.json" "${priced[@]}" |
    grep -v '"exceptions_file"' >"$folder/found"
"$program" solve "$door/park.json" --exceptions - "${priced[@]}" <"$door/exceptions.json" |
    grep -v '"exceptions_file"' | cmp - "$folder/found" || complain "exceptions from a pipe do not hold at the ends"
grep -q '"ranged_numbers": 1,' "$folder/found" || complain "one number has a range"
exit $failed
