#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# congsinh scenario: every scenario a row, what fails too; and --reading, which every verb of the law takes.
. ./common.sh

# 100 m3 a year at 10,000 to buy and 5,000 to dispose of: 1,500,000 VND a year, unless the law forbids it.
cat >"$folder/park.json" <<'PARK'
{"format": "congsinh-park/1",
 "park": {"id": "two", "year": 2026, "currency": "VND"},
 "firms": [
  {"id": "giver", "outputs": [{"id": "rinse", "resource": "w", "quantity": 100, "disposal_cost": "5000 VND/m3"}]},
  {"id": "taker", "inputs": [{"id": "wash", "resource": "w", "quantity": 300, "price": "10000 VND/m3"}]}],
 "links": [{"from": "giver", "to": "taker", "length": "1 km"}],
 "models": {"resources": [{"id": "w", "family": "water", "mode": "p"}], "modes": [{"id": "p", "family": "water"}]}}
PARK
cat >"$folder/pack.json" <<'PACK'
{"format": "congsinh-rules/1", "id": "own", "title": "Own", "checked_to": "2030-12-31",
 "questions": [{"id": "q", "title": "May they?", "open": true, "default": "no",
                "readings": [{"id": "no", "title": "No"}, {"id": "yes", "title": "Yes"}]}],
 "rules": [{"id": "OWN-1", "title": "t", "message": "m", "instrument": "i", "clause": "c", "source": "s",
            "confidence": "uncertain", "question": "q", "reading": "no", "effect": {"kind": "forbid"}}]}
PACK
park=$folder/park.json
pack=$folder/pack.json

# --reading: the usual one forbids, the other does not; of two the later counts; unknown ones are named.
for verb in solve match; do
    expect 0 $verb "$park" --rules "$pack" --format json
    grep -q '"from": "giver.rinse"' "$folder/stdout" && grep -q '"verdict": "open"' "$folder/stdout" ||
        complain "$called: not open: two readings"
    expect 0 $verb "$park" --rules "$pack" --reading yes --format json
    ! grep -q '"verdict": "open"' "$folder/stdout" || complain "$called: still open"
done
expect 0 solve "$park" --rules "$pack"
says stdout 'holds no exchange'
expect 0 solve "$park" --rules "$pack" --reading no --reading yes
says stdout '1.5 million VND'
expect 0 explain "$park" giver.rinse taker.wash --rules "$pack" --reading=yes
says stdout '100'
expect 1 solve "$park" --rules "$pack" --reading perhaps
says stderr 'no reading "perhaps"; it knows no, yes'
expect 2 report "$plan" --reading yes
says stderr 'no option "--reading" here'

cat >"$folder/study.json" <<'STUDY'
{"format": "congsinh-study/1", "title": {"vi": "Thử", "en": "A try"}, "park": "two",
 "scenarios": [
  {"id": "half", "title": "Half of it", "set": {"firms.giver.outputs.rinse.quantity": 50}},
  {"id": "half-dear", "based_on": "half", "set": {"firms.taker.inputs.wash.price": "25000 VND/m3"}},
  {"id": "gone", "leave": ["giver"]}]}
STUDY
study=$folder/study.json
expect 0 scenario "$park" "$study"
says stdout 'A try'
says stdout '1,500,000'
says stdout '750,000'
says stdout '−'
silent stderr
# Base and three: side by side, a column each.
head=$(grep -nE '^ +base +half +half-dear +gone$' "$folder/stdout" | wc -l)
[ "$head" -eq 1 ] || complain "$called: the scenarios do not stand side by side"
expect 0 scenario "$park" "$study" --lang vi
says stdout 'Thử'
says stdout '1.500.000'
says stdout 'Tiết kiệm ròng'

# A fifth column has no room: scenarios become lines. No line is wider than 80 columns.
sed 's/^  {"id": "gone"/  {"id": "law", "rules": "none"},\n&/' "$study" >"$folder/four.json"
for language in en vi; do
    expect 0 scenario "$park" "$folder/four.json" --lang $language
    grep -qE '^  half-dear +1[.,]500[.,]000 ' "$folder/stdout" || complain "$called: the scenarios are not lines"
    widest=$(LC_ALL=C.UTF-8 wc -L <"$folder/stdout")
    [ "$widest" -le 80 ] || complain "$called: $widest columns wide"
    ! grep -q ' $' "$folder/stdout" || complain "$called: blanks at the end of a line"
done

# A comparison is no page yet, and says so before it solves anything.
expect 2 scenario "$park" "$study" -o "$folder/out.html"
[ ! -e "$folder/out.html" ] || complain "$called: wrote something"

# By the file's ending, and nothing else said.
for ending in json csv md txt; do
    expect 0 scenario "$park" "$study" -o "$folder/out.$ending"
    silent stdout
    [ -s "$folder/out.$ending" ] || complain "$called: nothing written"
done
grep -q '"format": "congsinh-study-result/1"' "$folder/out.json" || complain "the JSON is no result"
[ "$(wc -l <"$folder/out.csv")" -eq 5 ] || complain "the CSV has not a row a scenario"
grep -q 'Net saving (VND/yr)' "$folder/out.csv" || complain "the CSV's head has no units"
grep -q '^half-dear,,half,optimal,cost,no legal rules applied,"set: firms.taker.inputs.wash.price=""25000 VND/m3""",1500000,' "$folder/out.csv" ||
    complain "the CSV does not say what half-dear saves"
expect 0 scenario "$park" "$study" --format json
cmp "$folder/stdout" "$folder/out.json" || complain "--format json is not the result"
expect 2 scenario "$park" "$study" -o "$folder/out.pdf"
expect 2 scenario "$park"
"$program" scenario - "$study" --format json <"$park" >"$folder/found" || complain "a park from standard input ended with $?"
cmp "$folder/found" "$folder/out.json" || complain "a park from standard input gives another result"

# The caller's law and settings are the ground; what a scenario says comes behind them.
expect 0 scenario "$park" "$study" --set firms.giver.outputs.rinse.quantity=10 --format json
says stdout '"net_saving": 150000,'
says stdout '"net_saving": 750000,'
sed 's/{"id": "half"/{"id": "read", "readings": ["yes"]}, &/' "$study" >"$folder/read.json"
expect 0 scenario "$park" "$folder/read.json" --rules "$pack" --format json
says stdout '"readings": ["yes"]'
says stdout '"net_saving": 1500000,'

# What fails is a row with its reason, the others go on; on stderr it is an error of its scenario.
cat >"$folder/failing.json" <<'STUDY'
{"format": "congsinh-study/1",
 "scenarios": [
  {"id": "slip", "set": {"firms.givr.outputs.rinse.quantity": 50}},
  {"id": "nobody", "leave": ["takker"]},
  {"id": "read", "readings": ["perhaps"]},
  {"id": "unit", "set": {"firms.giver.outputs.rinse.quantity": "50 kg"}},
  {"id": "conflict", "set": {"requirements.net_saving_min": 2000000}},
  {"id": "half", "set": {"firms.giver.outputs.rinse.quantity": 50}}]}
STUDY
expect 1 scenario "$park" "$folder/failing.json" -o "$folder/failing.csv"
says stderr 'error: scenarios.slip: this scenario has no plan: firms.givr.outputs.rinse.quantity: there is no "givr" in firms'
says stderr 'failing.json:3)'
says stderr 'scenarios.nobody: this scenario has no plan: leave: the park has no firm "takker" that could leave; did you mean "taker"?'
says stderr 'scenarios.read: this scenario has no plan: readings:'
says stderr 'scenarios.unit: this scenario has no plan: firms.giver.outputs.rinse.quantity:'
says stderr 'scenarios.conflict: this scenario has no plan: requirements: no plan meets'
[ "$(wc -l <"$folder/failing.csv")" -eq 8 ] || complain "failed scenarios are no rows"
grep -q '^slip,,base,failed,' "$folder/failing.csv" || complain "the slip's row does not say failed"
grep -q '^conflict,,base,infeasible,' "$folder/failing.csv" || complain "the conflict's row does not say so"
grep -q '^half,,base,optimal,cost,no legal rules applied,set: firms.giver.outputs.rinse.quantity=50,750000,' "$folder/failing.csv" || complain "the others did not go on"
expect 1 scenario "$park" "$folder/failing.json" -q
tr -s '\n ' ' ' <"$folder/stdout" >"$folder/one-line"
for told in 'no plan: firms.givr.outputs.rinse.quantity: there is no "givr"' \
    'requirements conflict: least net saving: stated 2 million VND'; do
    grep -qF "$told" "$folder/one-line" || complain "$called: \"$told\" is not told"
done
expect 1 scenario "$park" "$folder/failing.json" --format json
says stdout '"requirement": "net_saving_min"'

# Solved only to a limit: 3, unless something failed too.
sed 's/"family": "water"}\]}/"family": "water", "investment": {"fixed": 1000}}]}/' "$park" >"$folder/fixed.json"
expect 3 scenario "$folder/fixed.json" "$study" --time-limit 0.0000001
says stdout 'Solved only to a limit'
expect 1 scenario "$folder/fixed.json" "$folder/failing.json" --time-limit 0.0000001

# What is stated against the rules holds in every scenario, read once, and goes with the firm that it speaks of.
door=$CONGSINH_SOURCE/tests/golden/door
cat >"$folder/leaving.json" <<'STUDY'
{"format": "congsinh-study/1", "scenarios": [{"id": "same", "set": {"park.name": "another"}}, {"id": "gone", "leave": ["cement"]}]}
STUDY
expect 0 solve "$door/park.json" --rules "$door/rules.json" --exceptions "$door/exceptions.json" --format json
saving=$(grep -m 1 '"net_saving"' "$folder/stdout" | grep -oE '[0-9.]+')
expect 0 scenario "$door/park.json" "$folder/leaving.json" --rules "$door/rules.json" --exceptions "$door/exceptions.json" --format json
[ "$(grep -c "^ *\"net_saving\": $saving," "$folder/stdout")" -eq 2 ] || complain "$called: the exceptions do not hold in a scenario"
says stdout '"lost": ['
grep -v '"exceptions_file"' "$folder/stdout" >"$folder/found"
"$program" scenario "$door/park.json" "$folder/leaving.json" --rules "$door/rules.json" --exceptions - --format json -q \
    <"$door/exceptions.json" | grep -v '"exceptions_file"' | cmp - "$folder/found" || complain "exceptions from a pipe hold in the first row alone"
says stdout '"exceptions_sha256"'
expect 0 scenario "$door/park.json" "$folder/leaving.json" --rules "$door/rules.json" --exceptions "$door/exceptions.json" -q
says stdout 'exceptions stated: 5'
says stdout 'exceptions stated: 4'
says stdout 'cement holds waste-treatment'
expect 1 scenario "$door/park.json" "$folder/leaving.json" --exceptions "$folder/nowhere.json"
says stderr 'nowhere.json'

# The shipped study fits the shipped park: everything but the reading, which is the pack's to know.
sample=$CONGSINH_SOURCE/datasets/sample
sed 's/"readings": \["contract-suffices"\]/"readings": []/' "$sample/study.json" >"$folder/sample.json"
expect 0 scenario "$sample/park.json" "$folder/sample.json" -o "$folder/sample.csv" -q
[ "$(grep -c ',optimal,' "$folder/sample.csv")" -eq 10 ] || complain "not every scenario of the sample has a plan"
# Dearer water is worth saving, a steelworks that leaves takes its exchanges with it.
grep '^steel-leaves,' "$folder/sample.csv" | grep -q 'machinery.turnings>steel.scrap' || complain "the steelworks takes no exchange with it"
[ "$(cut -d , -f 1 "$folder/sample.csv" | tr -d '\357\273\277' | sed 1d | tr '\n' ' ')" = \
    "base law-2021 law-2023 contract-suffices carbon-price half-reclaimed steel-leaves dear-water dear-water-and-carbon least-emissions " ] ||
    complain "the scenarios of the sample are not the rows"

# A study or a park with errors: all of them, and no rows.
sed 's/"leave"/"leaves"/; s/"based_on": "half"/"based_on": "hafl"/' "$study" >"$folder/broken.json"
expect 1 scenario "$park" "$folder/broken.json"
says stderr 'unknown key "leaves"'
says stderr 'did you mean "half"?'
silent stdout
sed 's/"quantity": 100/"quantty": 100/; s/"price"/"pricee"/' "$park" >"$folder/broken-park.json"
expect 1 scenario "$folder/broken-park.json" "$study" -o "$folder/none.json"
says stderr 'quantty'
says stderr 'pricee'
[ ! -e "$folder/none.json" ] || complain "$called: something was written"
expect 1 scenario "$study" "$park"
expect 1 scenario "$park" "$park"
says stderr 'a study is "congsinh-study/1"'
sed 's/"park": "two"/"park": "three"/' "$study" >"$folder/other.json"
expect 0 scenario "$park" "$folder/other.json"
says stderr 'written for the park "three", and this is "two"'

exit $failed
