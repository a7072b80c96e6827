#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# congsinh assess: every criterion with its result, by whichever framework; not met is no failure.
. ./common.sh

park=$CONGSINH_SOURCE/tests/golden/assess/park.json

for language in en vi; do
    expect 0 assess "$park" --lang $language -q
    silent stderr
    widest=$(LC_ALL=C.UTF-8 wc -L <"$folder/stdout")
    [ "$widest" -le 80 ] || complain "$called: $widest columns wide"
    ! grep -q ' $' "$folder/stdout" || complain "$called: blanks at the end of a line"
done

# By the file's ending, and nothing else said; the same bytes each time and in every language.
for ending in json csv md txt; do
    expect 0 assess "$park" -q -o "$folder/out.$ending"
    silent stdout
    [ -s "$folder/out.$ending" ] || complain "$called: nothing written"
done
expect 0 assess "$park" -q --format json --lang vi
cmp "$folder/stdout" "$folder/out.json" || complain "--format json is not the result"
"$program" assess - -q --format json <"$park" | cmp - "$folder/out.json" || complain "a park from standard input gives another"
expect 2 assess "$park" -o "$folder/out.pdf"
expect 2 assess
expect 2 assess "$park" --framework ''
expect 2 solve "$park" --framework vn-eip
says stderr 'it goes with: assess'

# By name as by country; unknown ones are named; without a country one must be named.
expect 0 assess "$park" -q --format json --framework vn-eip
cmp "$folder/stdout" "$folder/out.json" || complain "$called: not the country's"
expect 1 assess "$park" -q --framework vn-epi
says stderr 'did you mean "vn-eip"?'
silent stdout
sed 's/"country": "VN"/"country": "DK"/' "$park" >"$folder/dk.json"
expect 1 assess "$folder/dk.json" -q
says stderr 'no framework is known for the park'
expect 0 assess "$folder/dk.json" -q --framework vn-eip

# What decides is the day: the decree of 2018 asks for no ISO systems, before it there is nothing.
expect 0 assess "$park" -q --date 2021-06-30
says stdout 'O5a   met'
expect 1 assess "$park" -q --date 2017-01-01
says stderr 'no criterion of the framework "vn-eip" is in force on 1 January 2017'

# Facts are stated like everything else; a fact of a framework's file asks for that file.
expect 0 assess "$park" -q --set park.facts.shared_land_share=0.25
says stdout 'C3a   met'
expect 1 assess "$park" -q --set park.facts.shared_land_shar=0.25
says stderr 'did you mean "shared_land_share"?'
expect 1 assess "$park" -q --set firms.mill.iso_14001=false --set firms.mill.facts.iso_14001=true
says stderr 'says otherwise than the attribute'
cat >"$folder/own.json" <<'FRAMEWORK'
{"format": "congsinh-framework/1", "id": "own", "title": {"vi": "Của tỉnh", "en": "The province's"},
 "facts": [{"id": "solar", "on": ["park"], "type": "share"}],
 "criteria": [{"id": "S", "title": "Sun", "subject": "park", "instrument": "i", "clause": "c", "closes": "Roofs",
               "test": {"kind": "value", "fact": "solar", "at_least": "10 %"}}]}
FRAMEWORK
sed 's/"developer_services"/"solar": "12 %", &/' "$park" >"$folder/solar.json"
expect 1 assess "$folder/solar.json" -q
says stderr 'unknown key "solar"'
expect 0 assess "$folder/solar.json" -q --framework "$folder/own.json"
says stdout 'S     met'
sed "s|\"country\"|\"framework\": \"$folder/own.json\", &|" "$folder/solar.json" >"$folder/stated.json"
expect 0 assess "$folder/stated.json" -q
says stdout 'S     met'
expect 0 check "$folder/stated.json" -q

# Requirements that conflict leave no plan to go by: today is told, and the status says so.
sed 's/"models"/"requirements": {"net_saving_min": 1e9}, &/' "$park" >"$folder/conflict.json"
expect 1 assess "$folder/conflict.json" -q
says stdout 'There is no plan to go by'
exit $failed
