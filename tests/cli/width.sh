#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Does everything that is printed for people fit a terminal of 80 columns, in both languages, and say its days as
# people write them?
. ./common.sh
sample=$CONGSINH_SOURCE/datasets/sample
door=$CONGSINH_SOURCE/tests/golden/door
long_name='Công ty trách nhiệm hữu hạn một thành viên sản xuất và thương mại dịch vụ xuất nhập khẩu Bình Minh Phương Nam'

# What may be wider, as a pattern of the whole line: the name of a file, which nobody may break.
wider='^ *[^ ]*/[^ ]*$'

# narrow FILE: no line of it is wider than 80 columns.
narrow() {
    local line
    [ "$(LC_ALL=C.UTF-8 wc -L <"$1")" -gt 80 ] || return
    while IFS= read -r line; do
        if [ "$(LC_ALL=C.UTF-8 wc -L <<<"$line")" -gt 80 ] && ! [[ $line =~ $wider ]]; then
            echo "$called: wider than 80 columns: $line"
            failed=1
        fi
    done <"$1"
}

# fits STATUS ARGUMENT...: what it prints in both languages. What it says beside is folded on a terminal alone: a
# problem is a line to whoever reads it by program.
fits() {
    local status=$1 language
    shift
    for language in en vi; do
        expect "$status" "$@" --lang "$language"
        narrow "$folder/stdout"
        if [[ $* != *--help ]] && grep -E '(^|[^-0-9A-Za-z_])[0-9]{4}-[0-9]{2}-[0-9]{2}([^-0-9]|$)' "$folder/stdout"; then
            echo "$called: a day as a machine writes it"
            failed=1
        fi
        if grep -E ' $' "$folder/stdout"; then
            echo "$called: blanks at the end of a line"
            failed=1
        fi
    done
}

# Scenarios that have no plan, each for another reason, under long names.
cat >"$folder/failing.json" <<JSON
{"format": "congsinh-study/1", "title": "$long_name", "scenarios": [
 {"id": "a-scenario-with-a-name-that-is-as-long-as-names-may-be-in-a-study-of-many", "title": "$long_name",
  "set": {"firms.nobody.inputs.nothing.price": "5000 VND/m3"}},
 {"id": "dry", "set": {"requirements": {"water_purchased_max": 1, "emissions_max": 1, "investment_max": 1}}},
 {"id": "broken", "set": {"firms.dyeing.inputs.rinse.price": "cheap"}},
 {"id": "unruled", "rules": "$folder/no-such-pack.json"},
 {"id": "left", "leave": ["nobody"]},
 {"id": "early", "based_on": "dry", "date": "2019-01-01", "without": ["VN-WW-CENTRAL"]}]}
JSON
# A park whose names are as long as names are, with problems of every kind.
sed "s/\"en\": \"Dai Phuc Dyeing\"/\"en\": \"$long_name\"/" "$sample/park.json" >"$folder/park.json"
cat >"$folder/broken.json" <<JSON
{"format": "congsinh-park/1", "park": {"id": "p", "year": 2026, "currency": "VND", "country": "Vietnam"},
 "firms": [{"id": "a", "nmae": "$long_name", "outputs": [{"id": "o", "resource": "$long_name", "quantity": "5 furlongs/d"}]},
           {"id": "a"}],
 "links": [{"from": "a", "to": "nobody-of-a-rather-long-name-that-no-terminal-can-hold-in-one-of-its-lines"}]}
JSON

fits 0 --help
for verb in demo check match solve explain report scenario assess batch rules; do
    fits 0 "$verb" --help
done
fits 0 demo -o "$folder/demo"
fits 0 check "$folder/park.json"
fits 0 check "$folder/park.json" --date 2030-01-01
fits 1 check "$folder/broken.json"
fits 1 solve "$folder/broken.json"
for law in "" "--rules none" "--rules eu" "--date 2021-06-30" "--date 2030-01-01" "--reading contract-suffices --reading strict"; do
    # shellcheck disable=SC2086
    fits 0 match "$folder/park.json" $law
    # shellcheck disable=SC2086
    fits 0 solve "$folder/park.json" $law
done
for objective in emissions water waste; do
    fits 0 solve "$folder/park.json" --objective $objective
done
fits 0 solve "$folder/park.json" --reading all
fits 3 solve "$folder/park.json" --time-limit 0.000001
fits 1 solve "$folder/park.json" --set requirements.water_purchased_max=1 --set requirements.investment_max=1
fits 0 match "$door/park.json" --rules "$door/rules.json" --exceptions "$door/exceptions.json"
fits 0 solve "$door/park.json" --rules "$door/rules.json" --exceptions "$door/exceptions.json"
# Every kind of answer: the first pair of each verdict.
expect 0 match "$folder/park.json" -q -o "$folder/match.json"
for verdict in allowed allowed-via allowed-with-permits open forbidden closed impossible unknown; do
    pair=$(grep -B 12 -m 1 "\"verdict\": \"$verdict\"" "$folder/match.json" | sed -n 's/^ *"from": "\(.*\)",$/\1/p; s/^ *"to": "\(.*\)",$/\1/p' | tail -n 2)
    # shellcheck disable=SC2086
    [ -z "$pair" ] || fits 0 explain "$folder/park.json" $pair
done
fits 0 explain "$folder/park.json" power.fly-ash dyeing.rinse
fits 1 explain "$folder/park.json" power.ahs dyeing.rinse
fits 0 report "$folder/demo/plan.json"
fits 0 scenario "$sample/park.json" "$sample/study.json"
fits 1 scenario "$folder/park.json" "$folder/failing.json"
# A row of which nothing but its reason can be told has it below its name, as every other.
grep -q '^  unruled$' "$folder/stdout" || complain "$called: the row \"unruled\" does not stand by itself"
fits 0 assess "$folder/park.json"
fits 0 assess "$folder/park.json" --date 2030-01-01
fits 0 assess "$folder/park.json" --framework vn-eip
fits 1 batch "$folder/park.json" "$folder/broken.json" "$folder/nowhere.json" -o "$folder/many"
fits 0 rules
for pack in vn eu open; do
    fits 0 rules "$pack"
done
fits 0 rules --price "$folder/park.json"
# On a terminal problems are folded too, where one can be made.
script -qec true /dev/null >/dev/null 2>&1 </dev/null || exit $failed
for language in en vi; do
    called="congsinh check on a terminal"
    script -qec "'$program' check '$folder/broken.json' --lang $language" /dev/null </dev/null 2>/dev/null |
        sed -e 's/\r//' -e 's/\x1b\[[0-9;]*m//g' >"$folder/terminal"
    [ "$(wc -l <"$folder/terminal")" -gt 8 ] || complain "$called: nothing was said"
    narrow "$folder/terminal"
done
exit $failed
