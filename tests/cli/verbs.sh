#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The verbs over small parks: status, where what is said, and that the same park gives the same bytes.
. ./common.sh

# Two firms 1 km apart, no law: 100 m3 a year may go from one to the other. The water costs 10,000 VND/m3
# to buy and 5,000 to dispose of, the truck nothing: 100 x 15,000 = 1,500,000 VND a year are saved.
cat >"$folder/park.json" <<'PARK'
{"format": "congsinh-park/1",
 "park": {"id": "two", "year": 2026, "currency": "VND"},
 "firms": [
  {"id": "giver", "outputs": [{"id": "rinse", "resource": "lot-water", "quantity": 100, "disposal_cost": "5000 VND/m3"}]},
  {"id": "taker", "inputs": [{"id": "wash", "resource": "lot-water", "quantity": 300, "price": "10000 VND/m3"}]}],
 "links": [{"from": "giver", "to": "taker", "mode": "lot-pipe", "length": "1 km"}],
 "requirements": {},
 "models": {"resources": [{"id": "lot-water", "family": "water", "mode": "lot-pipe"}],
            "modes": [{"id": "lot-pipe", "family": "water"}]}}
PARK
park=$folder/park.json

expect 0 check "$park"
says stdout 'no errors'
says stdout 'firms              2'
expect 0 check "$park" -q
silent stdout
silent stderr
expect 0 check "$park" --format json
says stdout '['
silent stderr
expect 0 check "$park" --lang vi
says stdout 'không có lỗi'

# A park without any place is told so once, one with some places firm by firm; links with lengths need none.
silent stderr
sed '/"links"/d' "$park" >"$folder/nowhere.json"
expect 0 check "$folder/nowhere.json" --format json
[ "$(grep -c '"code": "NO_PLACES"' "$folder/stdout")" -eq 1 ] || complain "$called: not told once that there are no places"
sed 's/"id": "giver"/"id": "giver", "at_km": [0, 0]/' "$folder/nowhere.json" >"$folder/somewhere.json"
expect 0 check "$folder/somewhere.json" --format json
says stdout '"code": "NO_PLACE", "file": '
grep -q '"path": "firms.taker"' "$folder/stdout" || complain "$called: it does not say who has no place"

# Thousands with a point are read as the contract says, and the person is asked.
sed 's/"5000 VND/"5.000 VND/' "$park" >"$folder/thousands.json"
expect 0 check "$folder/thousands.json"
says stderr '"5.000 VND/m3" is read as "5 VND/m3"'
expect 0 check "$park"

# Requirements that conflict are an error on stderr, whatever is written where.
expect 1 solve "$park" -q --format json --set requirements.net_saving_min=2000000
says stderr 'net_saving_min'
says stdout '"status": "infeasible"'

# Other kinds of file.
expect 1 check "$plan"
says stderr 'this is a plan'
printf '%%PDF-1.4\n' >"$folder/it.json"
expect 1 check "$folder/it.json"
says stderr 'PDF'
printf 'PK\003\004' >"$folder/it.json"
expect 1 check "$folder/it.json"
says stderr 'workbook'
: >"$folder/it.json"
expect 1 check "$folder/it.json"
says stderr 'it.json'

sed 's/"quantity": 100/"quantty": 100/; s/"price"/"pricee"/' "$park" >"$folder/broken.json"
expect 1 check "$folder/broken.json"
says stderr 'quantty'
says stderr 'pricee'
says stderr 'error: firms.giver.outputs.rinse'
says stderr "broken.json:5)"
says stdout 'errors:'
expect 1 check "$folder/broken.json" --format json
says stdout '"severity": "error"'
silent stderr
expect 1 solve "$folder/broken.json"
silent stdout

expect 0 match "$park"
says stdout 'giver.rinse'
expect 0 match "$park" --format json
says stdout '{'

expect 0 solve "$park"
says stdout '1.5 million VND'
expect 0 solve "$park" --lang vi
says stdout '1,5 triệu đồng'
expect 0 solve "$park" -o "$folder/plan.json"
says stdout '1.5 million VND'
grep -q '"net_saving": 1500000,' "$folder/plan.json" || complain "the plan does not save 1,500,000"
expect 0 solve "$park" -q -o "$folder/again.json" --jobs 3
silent stdout
cmp "$folder/plan.json" "$folder/again.json" || complain "the same park gave another plan"
expect 0 solve "$park" --format json
cmp "$folder/plan.json" "$folder/stdout" || complain "--format json is not the plan"
expect 0 solve "$park" --set firms.giver.outputs.rinse.quantity=50
says stdout '750,000 VND'
expect 1 solve "$park" --set requirements.water_purchased_max=100 -o "$folder/conflict.json"
says stdout 'No plan meets all requirements'
grep -q '"status": "infeasible"' "$folder/conflict.json" || complain "no plan of the conflict was written"
# Where requirements conflict there is no plan to hold an exchange against: said first, with the names, then what stands.
expect 1 explain "$park" giver.rinse taker.wash --set requirements.water_purchased_max=100
says stdout 'No plan meets all requirements'
says stdout 'most water bought: stated 100 m³'
says stdout 'Allowed and possible'
! grep -q 'does better without' "$folder/stdout" || complain "a plan that does not exist does better without the exchange"
expect 1 explain "$park" giver.rinse taker.wash --set requirements.water_purchased_max=100 --lang vi
says stdout 'Không có phương án nào đáp ứng đồng thời mọi yêu cầu'
says stdout 'Được phép và khả thi'
expect 1 explain "$park" giver.rinse taker.wash --set requirements.water_purchased_max=100 --format json
says stderr 'water_purchased_max'
for part in '"status": "infeasible"' '"answer": "undecided"' '"requirement": "water_purchased_max"'; do
    says stdout "$part"
done
expect 1 solve "$park" --without NO-SUCH-RULE
says stderr 'NO-SUCH-RULE'

# A pipe with a fixed cost asks for a search; no search ends in a tenth of a microsecond.
sed 's/"family": "water"}\]}/"family": "water", "investment": {"fixed": 1000}}]}/' "$park" >"$folder/fixed.json"
expect 3 solve "$folder/fixed.json" --time-limit 0.0000001 -o "$folder/limit.json"
says stdout 'The search stopped at its limit'
says stdout '--time-limit 300'
grep -q '"status": "limit"' "$folder/limit.json" || complain "no plan of the limit was written"
expect 3 explain "$folder/fixed.json" giver.rinse taker.wash --time-limit 0.0000001
says stdout 'The search stopped at its limit'
! grep -q 'best plan' "$folder/stdout" || complain "a plan that is not proven is called the best"
expect 3 explain "$folder/fixed.json" giver.rinse taker.wash --time-limit 0.0000001 --lang vi
says stdout 'Việc tìm kiếm dừng ở giới hạn'
says stdout 'giải lại với --time-limit 300'
expect 3 explain "$folder/fixed.json" giver.rinse taker.wash --time-limit 0.0000001 --format json
says stdout '"status": "limit"'
says stdout '"gap": '

expect 0 explain "$park" giver.rinse taker.wash
says stdout '100'
expect 1 explain "$park" giver.rinze taker.wash
says stderr 'giver.rinse'

expect 0 report "$folder/plan.json" -o "$folder/report.md"
grep -q 'giver.rinse' "$folder/report.md" || complain "the report does not tell the exchange"

expect 0 rules
says stdout 'vn'
expect 0 rules vn
says stdout 'VN-WW-CENTRAL'
expect 1 rules nowhere
silent stdout

expect 0 demo -o "$folder/new/demo"
says stdout "$folder/new/demo/report.md"
for name in plan.json report.html report-firm-paper.html report-public.html report.md exchanges.csv; do
    [ -s "$folder/new/demo/$name" ] || complain "demo did not write $name"
done
# The page: made of the plan alone, the same every time, small enough to be sent, the summary's own words.
page=$folder/new/demo/report.html
expect 0 report "$folder/new/demo/plan.json" -o "$folder/page.html"
cmp "$page" "$folder/page.html" || complain "the page of demo is not the page of its plan"
[ "$(wc -c <"$page")" -lt 2000000 ] || complain "the page is $(wc -c <"$page") bytes"
expect 0 report "$folder/new/demo/plan.json"
for label in 'Net saving a year' 'Investment' 'Payback' 'Emissions saved a year' 'Exchanges'; do
    words=$(sed -n "s/^  $label  *\([^(]*[^( ]\).*/\1/p" "$folder/stdout" | head -n 1)
    [ -n "$words" ] && grep -A1 -F "<dt>$label</dt>" "$page" | sed 's/<a href="#[^"]*">//; s,</a>,,' | tr -d '\n' |
        grep -qF "<dd class=\"figure\">$words</dd>" ||
        complain "$label: the summary says \"$words\", the page does not"
done
expect 0 demo -q -o "$folder/new/demo"
silent stdout
expect 0 demo --format json -o "$folder/new/demo"
cmp "$folder/stdout" "$folder/new/demo/plan.json" || complain "demo --format json is not the plan"
expect 4 demo -o "$park/inside"
says stderr 'could not be made'
# What explain says would open an exchange does, and no less. Annuity of 10 years at 0.1: 0.1627454. A m3 saves 10 + 5 and costs 2
# to bring; a m3 a year of pipe costs 100, 16.27454 a year: short by 3.27454, so at a price of 8.27454 it pays. With 10,000 once,
# 1627.454 a year, the pipe that fits the wet season (60 m3 in half a year) takes 120 m3 a year: (s + 13) 120 = 1627.454 + 120 x
# 16.27454 gives 16.83667, less than (s + 13) 160 = 1627.454 + 200 x 16.27454 of the one that fits the dry: at 21.83667 it pays.
cat >"$folder/short.json" <<'PARK'
{"format": "congsinh-park/1", "park": {"id": "two", "year": 2026, "currency": "VND"},
 "periods": [{"id": "dry", "hours": 4380}, {"id": "wet", "hours": 4380}],
 "firms": [
  {"id": "giver", "outputs": [{"id": "rinse", "resource": "w", "quantity": {"dry": 100, "wet": 60}, "disposal_cost": "10 VND/m3"}]},
  {"id": "taker", "inputs": [{"id": "wash", "resource": "w", "quantity": 300, "price": "5 VND/m3"}]}],
 "links": [{"from": "giver", "to": "taker", "length": "1 km"}],
 "models": {"resources": [{"id": "w", "family": "water", "mode": "p"}],
            "modes": [{"id": "p", "family": "water", "transport_cost": "2 VND/m3/km",
                       "investment": {"per_unit": "100 VND/(m3/yr)", "fixed": "0 VND", "life": 10}}]}}
PARK
while read -r fixed told below above; do
    sed "s|\"0 VND\"|\"$fixed VND\"|" "$folder/short.json" >"$folder/once.json"
    expect 0 explain "$folder/once.json" giver.rinse taker.wash
    says stdout "costs $told VND"
    expect 0 solve "$folder/once.json" --set "firms.taker.inputs.wash.price=$below VND/m3"
    says stdout 'holds no exchange'
    expect 0 solve "$folder/once.json" --set "firms.taker.inputs.wash.price=$above VND/m3"
    says stdout 'giver.rinse'
done <<'ROWS'
0 8.275 8.274 8.275
10000 21.84 21.83 21.84
ROWS

# What a park states against the rules. A m3 handed on saves 15,000 VND; the made-up rule forbids it, the waiver opens it.
cat >"$folder/law.json" <<'RULES'
{"format": "congsinh-rules/1", "rules": [{"id": "NO-WATER", "title": "no water", "message": "No.", "instrument": "i", "clause": "c",
 "applies": {"output.family": "water"}, "effect": {"kind": "forbid"}}]}
RULES
cat >"$folder/waiver.json" <<'DOOR'
{"format": "congsinh-exceptions/1", "park": "two", "exceptions": [
 {"kind": "waiver", "rule": "NO-WATER", "from": "giver", "to": "taker.wash", "because": "the board agreed", "by": "the board"}]}
DOOR
law=(--rules "$folder/law.json" --exceptions "$folder/waiver.json")
expect 0 solve "$park" --rules "$folder/law.json"
says stdout 'holds no exchange'
expect 0 solve "$park" "${law[@]}" -o "$folder/waived.json"
says stdout '1.5 million VND'
says stdout 'does not apply here: the board agreed'
says stdout 'from giver to taker.wash'
grep -q "\"exceptions_sha256\": \"$(sha256sum "$folder/waiver.json" | cut -d' ' -f1)\"" "$folder/waived.json" ||
    complain "the plan does not tell which exceptions it was made with"
expect 0 check "$park" "${law[@]}"
says stdout 'no errors'
expect 0 match "$park" "${law[@]}" --lang vi
says stdout 'không áp dụng ở đây: the board agreed'
expect 0 explain "$park" giver.rinse taker.wash "${law[@]}"
says stdout 'does not apply here: the board agreed, by the board.'
expect 0 report "$folder/waived.json" --format json
cmp "$folder/waived.json" "$folder/stdout" || complain "a plan read again is another, as to its exceptions"
for ending in md csv txt; do
    expect 0 report "$folder/waived.json" -o "$folder/waived.$ending"
    grep -q 'does not apply here: the board agreed' "$folder/waived.$ending" || complain "the .$ending report hides the waiver"
done
sed 's/"two"/"three"/; s/NO-WATER/NO-WATR/; s/"giver"/"givr"/; s/"because": "the board agreed", //' "$folder/waiver.json" >"$folder/worse.json"
expect 1 match "$park" --rules "$folder/law.json" --exceptions "$folder/worse.json"
silent stdout
for problem in '"three"' 'did you mean "NO-WATER"' 'did you mean "giver"' 'must state "because"' 'worse.json:2'; do
    says stderr "$problem"
done
expect 1 match "$park" --exceptions "$folder/nowhere-at-all.json"
says stderr 'nowhere-at-all.json'
expect 2 match "$park" --exceptions ''
# What is not needed is a warning: here no law is asked.
expect 0 match "$park" --exceptions "$folder/waiver.json"
expect 0 check "$park" --exceptions "$folder/waiver.json"
says stderr 'the rule NO-WATER is not asked here'
expect 0 check "$park" "${law[@]}" --without NO-WATER
says stderr 'the rule NO-WATER is not asked here'
sed 's/"by"/"until": "2020-12-31", "by"/' "$folder/waiver.json" >"$folder/old.json"
expect 0 check "$park" --rules "$folder/law.json" --exceptions "$folder/old.json"
says stderr 'this exception ended on 31 December 2020'

exit $failed
