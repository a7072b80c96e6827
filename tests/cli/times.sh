#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# `solve -v` tells on stderr what the run took, in the language asked for, and changes no result.
. ./common.sh
park=$CONGSINH_SOURCE/datasets/sample/park.json

expect 0 solve "$park" -q -o "$folder/quiet.json"
silent stderr
expect 0 solve "$park" -q -v -o "$folder/told.json"
silent stdout
for text in 'reading the park' 'finding what could go where' 'making the program' 'solving it' \
    '  finding its blocks' 'drawing up the plan' 'writing' 'all of it' 'columns' 'rows' 'blocks' \
    'MB most memory held at once'; do
    says stderr "$text"
done
grep -qE '^ +[0-9]+\.[0-9]{3} s  solving it$' "$folder/stderr" || complain 'no seconds of the solving'
cmp -s "$folder/quiet.json" "$folder/told.json" || complain 'a plan differs where its time was told'

# The seconds of the stages that stand by themselves are not more than all of it; each is rounded.
awk '/ s  [^ ]/ && !/all of it/ {sum += $1} /all of it/ {all = $1} END {exit !(sum <= all + 0.01)}' \
    "$folder/stderr" || complain 'the stages take longer than all of it'

expect 0 solve "$park" --lang vi -q --verbose -o "$folder/told.json"
says stderr 'giải bài toán'
says stderr 'bộ nhớ cao nhất'
grep -qE '^ +[0-9]+,[0-9]{3} giây  tất cả$' "$folder/stderr" || complain 'no seconds with a comma'

# What was done until an error is told, too.
echo '{' >"$folder/broken.json"
expect 1 solve "$folder/broken.json" -v
says stderr 'reading the park'
expect 2 check "$park" -v
says stderr 'there is no option "-v" here'
exit "$failed"
