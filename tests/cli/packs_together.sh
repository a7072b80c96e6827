#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Several rule packs together: all of them in force, each with its own dates, and no rule standing in two.
. ./common.sh

. ./two_firms.sh
rule='"message": "m", "instrument": "i", "clause": "c"'

# pack NAME KEYS RULES
pack() {
    printf '{"format": "congsinh-rules/1", "id": "%s", "title": "Pack %s", %s "rules": [%s]}\n' "$1" "$1" "$2" "$3" >"$folder/$1.json"
}
pack own '"checked_to": "2026-03-31", "attributes": [{"id": "smelly", "on": ["flow"]}],' \
    "{\"id\": \"OWN-SMELL\", \"title\": \"Smell\", $rule, \"applies\": {\"output.smelly\": true}, \"effect\": {\"kind\": \"forbid\"},
      \"cases\": [{\"title\": \"x\", \"facts\": {\"output.smelly\": true}, \"applies\": true, \"verdict\": \"forbidden\"}]}"
pack town '"checked_to": "2027-01-01",' \
    "{\"id\": \"TOWN-FEE\", \"title\": \"Fee\", $rule, \"effect\": {\"kind\": \"charge\", \"on\": \"exchange\", \"family\": \"material\", \"rate\": 1000}}"
own=$folder/own.json town=$folder/town.json

# One pack alone never asks both; together both speak, and what one declares may be stated.
expect 0 match "$park" --rules vn --rules "$own" --format json
says stdout '"allowed-with-permits"'
says stdout "\"rules\": \"vn+$own\""
expect 0 match "$park" --rules vn --rules "$own" --set firms.giver.outputs.ash.smelly=true --format json
says stdout 'OWN-SMELL'
says stdout '"verdict": "forbidden"'
# Joined by hand it is the same.
expect 0 match "$park" --rules "vn+$own" --set firms.giver.outputs.ash.smelly=true --format json
says stdout 'OWN-SMELL'
# Each pack's own last day is warned of, and no other.
expect 0 check "$park" --rules vn --rules "$own" --rules "$town" --lang en
says stderr "\"$own\" was checked up to 31 March 2026"
! grep -qE '"vn" was checked|town.json" was checked' "$folder/stderr" || complain 'a pack is warned of that was checked'
# The plan says all of them, and its provenance lists them.
expect 0 solve "$park" --rules vn --rules "$own" --rules "$town" -q -o "$folder/plan.json"
grep -q "\"rules\": \"vn+$own+$town\"" "$folder/plan.json" || complain 'the plan does not say its rules'
grep -q "\"rules/vn\", *\"$own\", *\"$town\"" <(tr -d '\n' <"$folder/plan.json" | sed 's/, */, /g') || complain 'provenance lists not all packs'
# In the park and in a scenario a list; verbs that read the park anew ask the same.
sed "s|\"currency\": \"VND\"|&, \"rules\": [\"vn\", \"$own\"]|" "$park" >"$folder/listed.json"
expect 0 match "$folder/listed.json" --set firms.giver.outputs.ash.smelly=true --format json
says stdout 'OWN-SMELL'
expect 0 rules --price "$folder/listed.json" --set firms.giver.outputs.ash.smelly=true --format json
says stdout 'OWN-SMELL'
expect 0 batch "$folder/listed.json" --set firms.giver.outputs.ash.smelly=true -o "$folder/many" -q
cat >"$folder/study.json" <<STUDY
{"format": "congsinh-study/1", "scenarios": [{"id": "both", "rules": ["vn", "$own"], "set": {"firms.giver.outputs.ash.smelly": true}}]}
STUDY
expect 0 scenario "$park" "$folder/study.json" --format json
says stdout "\"rules\": \"vn+$own\""
expect 1 check "$park" --set 'park.rules=["vn", 5]' --lang en
says stderr 'park.rules.1: found 5; a text'
# Told and tried together, too.
expect 0 rules "$own+$town" --lang en
says stdout 'Pack own. Rules: 1; checked to 31 March 2026'
says stdout 'Pack town. Rules: 1; checked to 1 January 2027'
says stdout 'Cases run: 1; every one'
expect 0 rules "eu+$own" --format json
says stdout '"EU-WASTE-STATUS"'
says stdout '"wfd"'

# What cannot stand together.
pack again '' "{\"id\": \"OWN-SMELL\", \"title\": \"t\", $rule, \"from\": \"2030-01-01\", \"effect\": {\"kind\": \"forbid\"}}"
expect 1 match "$park" --rules "$own" --rules "$folder/again.json" --lang en
says stderr 'the rule "OWN-SMELL" stands in two packs'
expect 1 match "$park" --rules vn --rules vn --lang en
says stderr 'the pack "vn" is named twice'
expect 1 match "$park" --rules none --rules vn --lang en
says stderr '"none" stands for no rules'
expect 1 match "$park" --rules vn --rules opn --lang en
says stderr 'did you mean "open"'
# A pack may use the questions and authorities of those before it, and not ask them again under another meaning.
pack uses '' "{\"id\": \"U\", \"title\": \"t\", $rule, \"question\": \"fire\", \"reading\": \"strict\", \"effect\": {\"kind\": \"forbid\"}}"
expect 0 match "$park" --rules vn --rules "$folder/uses.json" --reading strict --format json
says stdout '"verdict": "forbidden"'
expect 1 match "$park" --rules "$folder/uses.json" --rules vn --lang en
pack asks '"questions": [{"id": "mine", "default": "strict", "readings": [{"id": "strict"}, {"id": "kind"}]}], "authorities": [{"id": "ward", "name": "A"}],' ''
expect 1 match "$park" --rules vn --rules "$folder/asks.json" --lang en
says stderr 'the reading "strict" belongs to two questions'
pack who '"authorities": [{"id": "ward", "name": "B"}], "questions": [{"id": "mine", "default": "a", "readings": [{"id": "a"}]}],' ''
expect 1 match "$park" --rules "$folder/asks.json" --rules "$folder/who.json" --lang en
says stderr 'the question "mine" is asked twice'
says stderr 'the authority "ward" has two names for the same days'
exit $failed
