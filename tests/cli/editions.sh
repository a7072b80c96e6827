#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Reports for their audiences: who is known, what is refused, what stands on the cover.
. ./common.sh
plan=$CONGSINH_SOURCE/tests/golden/expected/door-plan.json

for who in board analyst public firm:paper; do
    for ending in html md txt csv; do
        expect 0 report "$plan" --for "$who" -o "$folder/$who.$ending"
        silent stderr
    done
done
expect 0 report "$plan" --for analyst -o "$folder/whole.json"
expect 0 report "$plan" -o "$folder/whole.json"
for who in board public firm:paper; do
    expect 2 report "$plan" --for "$who" -o "$folder/part.json"
    says stderr 'JSON is the whole plan'
    expect 2 report "$plan" --for "$who" --format json
    [ ! -e "$folder/part.json" ] || complain "$called: a file was written"
done
for who in bord firm firm: everybody ''; do
    expect 2 report "$plan" --for "$who"
    says stderr 'board, firm:ID, analyst or public'
done
expect 1 report "$plan" --for firm:papr
says stderr 'did you mean "paper"'
# Requirements that conflict leave no plan, and a plan that is none has no firms to know.
expect 1 solve "$CONGSINH_SOURCE/datasets/sample/park.json" -q --set requirements.water_purchased_max=100 -o "$folder/none.json"
for who in board analyst public firm:paper firm:anybody; do
    for ending in html md txt csv; do
        expect 0 report "$folder/none.json" --for "$who" -o "$folder/none.$ending"
        silent stderr
        grep -q 'most water bought' "$folder/none.$ending" || complain "$called: what conflicts is not told"
    done
done
expect 0 report "$folder/none.json" --for firm:paper --lang vi
says stdout 'Chưa có phương án'
expect 2 solve "$plan" --for board
says stderr 'it goes with: report'

expect 0 report "$plan" --lang vi
says stdout 'DỰ THẢO'
expect 0 report "$plan" --lang vi --official --prepared-by 'Nguyễn Văn An'
says stdout 'CHÍNH THỨC'
says stdout 'Người lập: Nguyễn Văn An'

exit "$failed"
