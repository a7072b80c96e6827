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
expect 1 solve "$park" --without NO-SUCH-RULE
says stderr 'NO-SUCH-RULE'

# A pipe with a fixed cost asks for a search; no search ends in a tenth of a microsecond.
sed 's/"family": "water"}\]}/"family": "water", "investment": {"fixed": 1000}}]}/' "$park" >"$folder/fixed.json"
expect 3 solve "$folder/fixed.json" --time-limit 0.0000001 -o "$folder/limit.json"
says stdout 'The search stopped at its limit'
grep -q '"status": "limit"' "$folder/limit.json" || complain "no plan of the limit was written"

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
for name in plan.json report.md exchanges.csv; do
    [ -s "$folder/new/demo/$name" ] || complain "demo did not write $name"
done
expect 0 demo -q -o "$folder/new/demo"
silent stdout
expect 0 demo --format json -o "$folder/new/demo"
cmp "$folder/stdout" "$folder/new/demo/plan.json" || complain "demo --format json is not the plan"
expect 4 demo -o "$park/inside"
says stderr 'could not be made'
exit $failed
