#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Rule packs of one's own: a broken one is refused with every problem listed, and the shipped ones for comparison work.
. ./common.sh

. ./two_firms.sh

cat >"$folder/broken.json" <<'RULES'
{"format": "congsinh-rules/1", "id": "broken", "title": "Broken",
 "sources": [{"id": "law", "clauses": [{"id": "1"}]}],
 "authorities": [{"id": "board", "name": "Board"}],
 "rules": [
  {"id": "PAPER", "title": "t", "message": "m", "instrument": "i", "from": "2023-02-03", "to": "2022-02-03",
   "applies": {"output.smely": true}, "cites": ["law 2"],
   "effect": {"kind": "permit", "name": "n", "cost": {"factor": "approval-fires"}, "authority": "bord"}},
  {"id": "EAST", "title": "t", "message": "m", "instrument": "i", "clause": "c",
   "effect": {"kind": "route", "via": "east-plant"}},
  {"id": "WEST", "title": "t", "message": "m", "instrument": "i", "clause": "c",
   "effect": {"kind": "route", "via": "west-plant"}}]}
RULES
expect 1 solve "$park" --rules "$folder/broken.json"
says stderr 'nobody could look it up'
says stderr 'the end is before the beginning'
says stderr '"output.smely"'
says stderr 'law 2'
says stderr '"law 1"'
says stderr '"bord"'
says stderr '"approval-fires"; did you mean "approval-fire"?'
says stderr '"EAST"'
# The same without any park.
expect 1 rules "$folder/broken.json"
says stderr 'output.smely'
says stderr 'bord'
expect 1 match "$park" --rules "$folder/broken.json" --lang vi
says stderr 'buộc cùng một liên kết đi hai đường khác nhau'

# verdict PACK VERDICT: what the one exchange is under a pack.
verdict() {
    expect 0 match "$park" --rules "$1" --format json
    says stdout "\"verdict\": \"$2\""
}
# Ash needs evidence of a standard in Vietnam; in the EU it is waste until somebody says it is a by-product.
verdict vn allowed-with-permits
verdict eu unknown
verdict open allowed
verdict none allowed

# The pack that docs/rules.md shows, in both languages, is one that works.
for page in rules.md rules.vi.md; do
    sed -n '/^```json$/,/^```$/p' "$CONGSINH_SOURCE/docs/$page" | sed '/^```/d' >"$folder/own.json"
    expect 0 rules "$folder/own.json"
    says stdout 'OWN-PAPER'
    expect 0 match "$park" --rules "$folder/own.json" --format json
    says stdout '"verdict": "allowed-with-permits"'
done
# Its cases are run, and one that comes out otherwise is told with its place.
expect 0 rules "$folder/own.json" --lang en
says stdout 'Cases run: 1; every one comes out'
sed 's/"verdict": "forbidden"/"verdict": "allowed"/' "$folder/own.json" >"$folder/wrong.json"
expect 1 rules "$folder/wrong.json" --lang en
says stdout 'Cases run: 1; only 0 come out'
says stdout 'OWN-PAPER'
says stderr "$folder/wrong.json:"
says stderr 'of OWN-FOOD expects allowed, and the rule says forbidden'
expect 1 rules "$folder/wrong.json" --format json
says stdout '"passed": 0'
expect 1 rules "$folder/wrong.json" --lang vi -o "$folder/told.txt"
says stderr 'của OWN-FOOD ghi kết quả là allowed, nhưng quy định lại cho kết quả forbidden'
grep -q 'Số trường hợp đã thử: 1; chỉ 0' "$folder/told.txt" || complain 'the rules were not written'
# What a file of rules declares may stand in the park that it is asked about.
expect 0 match "$park" --rules "$folder/own.json" --set firms.taker.inputs.mix.food_contact=true
expect 1 match "$park" --set firms.taker.inputs.mix.food_contact=true
says stderr 'food_contact'
exit $failed
