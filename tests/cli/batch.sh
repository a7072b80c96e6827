#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# congsinh batch: killed three times it ends complete, nothing twice; what is bad is a row; any --jobs, the same bytes.
. ./common.sh
cd "$folder" || exit 1

# make_park NUMBER: ten givers and takers of water, quantities and prices by the number; some milliseconds to solve.
make_park() {
    local i=$1 k firms=''
    for k in 1 2 3 4 5 6 7 8 9 10; do
        firms+="${firms:+,}{\"id\": \"f$k\", \"at_km\": [$((k * i % 7)), $((k * 3 % 5))],
 \"outputs\": [{\"id\": \"rinse\", \"resource\": \"w\", \"quantity\": $((100 + k * i % 13)), \"disposal_cost\": $((5000 + k * 100))}],
 \"inputs\": [{\"id\": \"wash\", \"resource\": \"w\", \"quantity\": $((90 + k * i % 17)), \"price\": $((10000 + k * 10))}]}"
    done
    cat <<PARK
{"format": "congsinh-park/1", "park": {"id": "park-$i", "country": "VN", "year": 2026, "currency": "VND", "facts": {"shared_land_share": 0.$((20 + i))}},
 "assumptions": {"exchange_rates": {"USD": "25000 VND"}}, "firms": [$firms],
 "models": {"resources": [{"id": "w", "family": "water", "mode": "p"}],
            "modes": [{"id": "p", "family": "water", "transport_cost": 300}]}}
PARK
}
mkdir parks
for i in {1..20}; do make_park "$i" >"parks/$(printf %02d "$i").json"; done

# The whole in one go, by one process and by three: the same bytes, but for the order of the journal.
expect 0 batch parks/*.json -o whole -q
silent stdout
silent stderr
expect 0 batch parks/*.json -o three -q --jobs 3
diff -r -x journal.jsonl whole three || complain "$called: other bytes than with one job"
diff <(sort whole/journal.jsonl) <(sort three/journal.jsonl) || complain "$called: another journal"
[ "$(cat whole/park-*/plan.json | grep -c '"status": "optimal"')" -eq 20 ] || complain "$called: not 20 plans"
# Each with plan, reports and assessment: those of solve, report and assess.
files=$(printf '%s\n' assessment.csv assessment.json assessment.md exchanges.csv plan.json report.html report.md)
for i in {1..20}; do
    [ "$(ls whole/park-$i)" = "$files" ] || complain "$called: park-$i has $(ls whole/park-$i)"
done
expect 0 assess parks/07.json -o assessment.md -q
cmp assessment.md whole/park-7/assessment.md || complain "batch and assess differ"
expect 0 assess parks/07.json -o assessment.json -q
cmp assessment.json whole/park-7/assessment.json || complain "batch and assess differ"
expect 0 report whole/park-7/plan.json -o report.html
cmp report.html whole/park-7/report.html || complain "batch and report differ"
# A fifth of the parks' land is too little, a quarter is enough: parks 5 to 20, of 9 criteria each.
[ "$(grep -c '"met_after": 1,' whole/summary.json)" -eq 16 ] || complain "$called: criteria met"
says whole/summary.txt '1 → 1/9'
says whole/summary.json '"met_after": 16,'
# The roll-up asks for nothing but what lies beside it.
for file in $(grep -o 'href="[^"]*"' whole/roll-up.html | sed 's/href="//; s/"$//'); do
    [ -s "whole/$file" ] || complain "the roll-up leads to $file, which is not there"
done
! grep -qE '<script|src=|url\(|https?:' whole/roll-up.html || complain "the roll-up asks for something else"
[ "$(grep -c 'href="park-7/report.html"' whole/roll-up.html)" -eq 2 ] || complain "no link in both languages"
# The plan of a batch is the plan of solve.
expect 0 solve parks/07.json -o plan.json -q
cmp plan.json whole/park-7/plan.json || complain "batch and solve differ"

# Killed three times in the middle, with two jobs: each time after some more lines.
lines() { cat cut/journal.jsonl 2>/dev/null | wc -l; }
for after in 3 8 14; do
    called="congsinh batch killed after $after"
    "$program" batch parks/*.json -o cut -q --jobs 2 >stdout 2>stderr &
    victim=$!
    for ((wait = 0; wait < 3000 && $(lines) < after; wait++)); do sleep 0.01; done
    { kill -9 "$victim" && wait "$victim"; } 2>/dev/null
    [ "$(lines)" -ge "$after" ] || complain "$called: only $(lines) lines"
    [ ! -e cut/summary.json ] || complain "$called: a summary of half"
    [ ! -e cut/roll-up.html ] || complain "$called: a roll-up of half"
    kept=$(lines)
done
printf '{"half": ' >>cut/journal.jsonl
touch cut/park-1/.congsinh-1-0
before=$(stat -c '%i %Y' cut/park-1/plan.json)
expect 0 batch parks/*.json -o cut --jobs 2
says stderr 'not repeated'
says stderr 'cut off'
says stdout 'with a plan: 20'
[ "$(stat -c '%i %Y' cut/park-1/plan.json)" = "$before" ] || complain "$called: what was done was done again"
[ "$(lines)" -eq 20 ] || complain "$called: $(lines) lines, $kept before, not 20"
[ -z "$(grep -o '"key":"[0-9a-f]*"' cut/journal.jsonl | sort | uniq -d)" ] || complain "$called: something twice"
diff -r -x journal.jsonl -x '.congsinh-*' whole cut || complain "$called: other bytes than in one go"
diff <(sort whole/journal.jsonl) <(sort cut/journal.jsonl) || complain "$called: another journal"
[ -z "$(find cut -name '.congsinh-*' ! -path 'cut/park-1/*')" ] || complain "$called: half files"

# Nothing to do; then one park changed, one file gone: these two alone; then another option: all.
expect 0 batch parks/*.json -o cut -q
[ "$(lines)" -eq 20 ] || complain "$called: did something again"
sed -i 's/25000 VND/26000 VND/' parks/05.json
rm cut/park-9/report.md
echo >>cut/park-11/assessment.json
expect 0 batch parks/*.json -o cut --lang en
says stderr 'park "park-5" was changed'
says stderr 'written for park "park-9" is gone'
says stderr 'written for park "park-11" is gone or was changed'
! grep -q 'options' stderr || complain "$called: the options are the same"
[ "$(lines)" -eq 23 ] || complain "$called: $(lines) lines, not three more"
[ -s cut/park-9/report.md ] || complain "$called: the report is still gone"
expect 0 batch parks/0[1-3].json -o cut --set assumptions.carbon_price=1 --lang en
says stderr 'not those of the last time'
[ "$(grep -c 'last time' stderr)" -eq 1 ] || complain "$called: the same said of every park"
[ "$(lines)" -eq 26 ] || complain "$called: $(lines) lines, not three more"
# The folders of these three now hold the other option's plans: the first ones are done again.
expect 0 batch parks/0[1-3].json -o cut -q
[ "$(lines)" -eq 29 ] || complain "$called: $(lines) lines, not three more"
cmp whole/park-2/plan.json cut/park-2/plan.json || complain "$called: the other option's plan"

# A framework that a park names by its file is part of what it was solved with.
echo '{"format": "congsinh-framework/1", "id": "own", "title": "Own", "facts": [], "criteria": [{"id": "S", "title": "One",
 "subject": "firms", "instrument": "i", "clause": "c", "closes": "x", "test": {"kind": "exchanges", "at_least": 1}}]}' >own.json
sed "s|\"country\"|\"framework\": \"$folder/own.json\", &|; s/, \"facts\": {[^}]*}//" parks/01.json >named.json
expect 0 batch named.json -o named -q
says named/park-1/assessment.json '"framework": "own"'
sed -i 's/"One"/"Another"/' own.json
expect 0 batch named.json -o named -q
says named/park-1/assessment.json '"Another"'

# Bad parks are rows with their reason, in both languages; the others go on.
cp parks/01.json twice.json
echo '{' >half.json
sed 's/"water"/"wter"/; s/park-2/odd/' parks/02.json >odd.json
sed 's/park-3/..\/out/' parks/03.json >outside.json
sed 's/park-4/a\/b/' parks/04.json >slash.json
sed 's/park-6/tight/; s/"outputs".*],/"outputs": [],/; s/"models"/"requirements": {"water_purchased_max": 0}, "models"/' parks/06.json >tight.json
expect 1 batch parks/01.json twice.json half.json odd.json outside.json slash.json tight.json missing.json -o bad --lang en
says stdout 'Parks: 8; with a plan: 1'
says stdout 'is also that of'
says stderr 'did you mean "water"?'
says stdout 'tight (conflict): most water bought'
! grep -q water_purchased_max stdout || complain "$called: a key where words stand"
says stderr 'there is no file "missing.json"'
says stderr 'cannot name a folder'
[ "$(ls -A bad)" = "$(printf '%s\n' journal.jsonl park-1 roll-up.html summary.csv summary.json summary.txt tight)" ] || complain "$called: left $(ls -A bad)"
[ "$(grep -c '"status": "failed"' bad/summary.json)" -eq 6 ] || complain "$called: not six rows without a plan"
says bad/roll-up.html 'did you mean &quot;water&quot;?'
says bad/roll-up.html 'mâu thuẫn'
says bad/roll-up.html 'lượng nước mua tối đa'
says bad/summary.csv 'most water bought'
grep -q '"by_status": {' bad/summary.json || complain "$called: no sums by status"
says stdout 'States: 1 optimal, 1 conflict, 6 bad data.'
expect 1 batch half.json -o bad -q --lang vi
says stderr 'không có phương án'
expect 1 batch - -o bad -q
expect 3 batch "$CONGSINH_SOURCE/datasets/sample/park.json" -o limit --time-limit 0.000001 -q

# Formats, JSON on stdout, and currencies that are never added.
expect 0 batch parks/01.json -o formats --formats txt,.csv -q
[ "$(ls formats/park-1 | tr '\n' ' ')" = 'assessment.csv assessment.json assessment.txt exchanges.csv plan.json report.txt ' ] || complain "$called: $(ls formats/park-1)"
expect 2 batch parks/01.json -o formats --formats md,pptx
says stderr '.pptx'
expect 2 batch parks/01.json
says stderr '-o'
expect 1 batch parks/01.json -o half.json
says stderr 'cannot be a folder'
sed 's/VND/EUR/g; s/"USD": "25000 EUR"//; s/park-2/euro/' parks/02.json >euro.json
sed 's/VND/USD/g; s/"USD": "25000 USD"/"VND": "0.00004 USD"/; s/park-3/dollar/' parks/03.json >dollar.json
expect 0 batch parks/01.json parks/02.json euro.json dollar.json -o money --format json -q
expect 0 batch parks/01.json parks/02.json euro.json dollar.json -o money --format json
cmp "$folder/stdout" money/summary.json || complain "$called: stdout is not the summary"
says stdout '"counted": 3'
says stdout '"net_saving_common": null'
says stdout '"currency": "VND"'
expect 0 batch parks/01.json parks/02.json euro.json dollar.json -o money --lang en
says stdout 'no exchange rate to it: euro'
for currency in VND EUR USD; do
    says stdout "In $currency (parks: "
    says money/roll-up.html "Together in $currency"
done

# For whom the reports are: those of `report` for the same audience; the plan stays whole. Another audience, state or name is
# another batch.
expect 0 batch parks/01.json -o readers -q
for who in public analyst board; do
    expect 0 batch parks/01.json -o readers --for "$who"
    says stderr 'again'
    for file in report.html report.md exchanges.csv; do
        expect 0 report readers/park-1/plan.json --for "$who" -o "mine-$file"
        cmp "mine-$file" "readers/park-1/$file" || complain "batch and report --for $who differ: $file"
    done
    cmp readers/park-1/plan.json whole/park-1/plan.json || complain "$called: the plan is not whole"
    expect 0 batch parks/01.json -o readers --for "$who"
    says stderr 'done before and not repeated: 1 of 1'
done
expect 0 batch parks/01.json -o readers --for public -q
! grep -qw f1 readers/park-1/report.md || complain "the public reads a firm's name"
expect 0 batch parks/01.json -o readers --official --prepared-by 'Nguyễn Văn An'
grep -q 'Nguyễn Văn An' readers/park-1/report.md || complain "$called: the cover has no name"
! grep -q 'DRAFT' readers/park-1/report.md || complain "$called: an official report is a draft"
expect 0 batch parks/01.json -o readers --official --prepared-by 'Lê Thị Bình'
says stderr 'options, models'
# A firm of one park is none of another.
expect 2 batch parks/01.json -o readers --for firm:f1
says stderr 'board, analyst or public'

# Two at a time in one folder: the second is told so. The first is held in the middle.
sed 's/park-1/slow/' parks/01.json >slow.json
mkfifo pipe
"$program" batch slow.json pipe -o held -q >stdout 2>stderr &
holder=$!
for ((wait = 0; wait < 3000; wait++)); do [ -e held/journal.jsonl ] && break; sleep 0.01; done
sleep 0.1
expect 1 batch slow.json -o held
says stderr 'in use'
echo '{' >pipe
wait "$holder"
exit $failed
