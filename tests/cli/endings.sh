#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Does the ending of -o say how a result is written, for every verb that writes one?
. ./common.sh
sample=$CONGSINH_SOURCE/datasets/sample
park=$CONGSINH_SOURCE/tests/golden/door/park.json
study=$folder/study.json
echo '{"format": "congsinh-study/1", "scenarios": [{"id": "free", "rules": "none"}]}' >"$study"
pair=(paper.effluent dyeing.rinse)

# begins FILE: how what is in it begins, as one word.
begins() {
    if head -c 3 "$1" | cmp -s - <(printf '\xEF\xBB\xBF'); then
        echo csv
    elif grep -q "^[[{]" <(head -c 1 "$1"); then
        echo json
    elif [ "$(head -c 2 "$1")" = "# " ]; then
        echo md
    else
        echo txt
    fi
}

# writes ENDINGS VERB ARGUMENT...: these endings it has, each written as it says, the same bytes twice, and nothing
# else said; every other is a wrong usage that names those it has.
writes() {
    local endings=$1 ending known
    shift
    for ending in txt json md csv; do
        if [[ " $endings " != *" $ending "* ]]; then
            known=${endings// /, .}
            expect 2 "$@" -o "$folder/none.$ending"
            says stderr "known are .$known"
            [ ! -e "$folder/none.$ending" ] || complain "$called: wrote it all the same"
            continue
        fi
        expect 0 "$@" -q -o "$folder/out.$ending"
        [ "$(begins "$folder/out.$ending")" = "$ending" ] || complain "$called: wrote $(begins "$folder/out.$ending")"
        silent stdout
        cp "$folder/out.$ending" "$folder/first"
        expect 0 "$@" -q -o "$folder/out.$ending"
        cmp "$folder/first" "$folder/out.$ending" || complain "$called: other bytes the second time"
    done
    expect 2 "$@" -o "$folder/none.pdf"
    says stderr "known are .${endings// /, .}"
    expect 2 "$@" -o "$folder/none"
    says stderr "known are .${endings// /, .}"
    # The word and the ending may say the same, not two things.
    expect 0 "$@" -q --format json -o "$folder/out.json"
    expect 2 "$@" --format json -o "$folder/two.txt"
    says stderr '--format json'
    expect 2 "$@" --format text -o "$folder/two.json"
    says stderr '--format text'
    [ ! -e "$folder/two.json" ] || complain "$called: wrote it all the same"
    # An ending that says nothing leaves it to the word; - is the standard output.
    expect 0 "$@" -q --format json -o "$folder/out.data"
    cmp "$folder/out.data" "$folder/out.json" || complain "$called: not the JSON"
    expect 0 "$@" -q --format json -o -
    cmp "$folder/stdout" "$folder/out.json" || complain "$called: - is not the JSON"
}

writes "txt json csv" match "$park"
writes "txt json csv" rules --price "$park"
writes "txt json" rules vn
writes "txt json" explain "$park" "${pair[@]}"
writes "txt json" check "$park"
writes "txt json md csv" scenario "$park" "$study"
writes "txt json md csv" assess "$park" --framework vn-eip
expect 0 solve "$park" -q -o "$folder/plan.json"
writes "txt json md csv html geojson graphml sankey.csv gpkg xlsx" report "$folder/plan.json"

# Maps, graphs and flows of a plan, for those who may see them; of a park on a plane there is no map.
expect 0 solve "$sample/park.json" --no-ranges -q -o "$folder/sample-plan.json"
for ending in geojson graphml sankey.csv; do
    expect 0 report "$folder/sample-plan.json" -q --lang en -o "$folder/whole.$ending"
    expect 0 report "$folder/sample-plan.json" --for public -q --lang en -o "$folder/public.$ending"
    grep -q 'Song Vam Paper' "$folder/whole.$ending" || complain "whole.$ending names no firm"
    ! grep -qE 'Song Vam Paper|paper\.' "$folder/public.$ending" || complain "public.$ending names a firm"
    expect 2 scenario "$park" "$study" -o "$folder/none.${ending/sankey.csv/graphml}"
    says stderr 'known are .txt'
done
grep -q '"type": "FeatureCollection"' "$folder/whole.geojson" || complain "no FeatureCollection"
[ "$(head -c 32 "$folder/whole.sankey.csv")" = $'\xEF\xBB\xBFsource,target,type,value,unit' ] || complain "another head"
expect 1 report "$folder/plan.json" -o "$folder/plane.geojson"
says stderr '"at_km"'
[ ! -e "$folder/plane.geojson" ] || complain "$called: wrote it all the same"
# A verb without flows of its own writes .sankey.csv as any .csv.
expect 0 match "$park" -q -o "$folder/match.sankey.csv"
[ "$(begins "$folder/match.sankey.csv")" = csv ] || complain "$called: no table"
if command -v xmllint >"$folder/stdout"; then
    xmllint --noout "$folder/whole.graphml" "$folder/public.graphml" || complain "GraphML is no XML"
fi

# What a verb cannot write as a page is said as any other ending.
expect 2 match "$park" -o "$folder/out.html" --lang vi
says stderr 'congsinh match'
says stderr '.txt, .json, .csv'
# solve prints beside the file: --format is about what is printed.
expect 0 solve "$park" -o "$folder/report.md" --format json
grep -q '"format": "congsinh-plan/1"' "$folder/stdout" || complain "$called: no plan on stdout"
[ "$(begins "$folder/report.md")" = md ] || complain "$called: the file is no Markdown"

# A spreadsheet's table: a row a candidate under a head, every row as wide; formulas are texts.
cat >"$folder/formula.json" <<'JSON'
{"format": "congsinh-park/1", "park": {"id": "p", "name": "=1+1", "year": 2026, "currency": "VND"},
 "firms": [{"id": "@give", "name": {"vi": "+Nhà máy \"A\", B", "en": "=HYPERLINK(\"x\")"},
            "outputs": [{"id": "o", "resource": "w", "quantity": 5}]},
           {"id": "take", "name": "-2", "inputs": [{"id": "i", "resource": "w", "quantity": 5, "price": 2}]}],
 "models": {"resources": [{"id": "w", "family": "water"}], "modes": [{"id": "p", "family": "water"}]}}
JSON
expect 0 match "$folder/formula.json" -q -o "$folder/formula.csv" --lang en
grep -q '^"'"'"'@give.o","'"'"'=HYPERLINK(""x"")",take.i,"'"'"'-2",' "$folder/formula.csv" || complain "a cell is run as a formula"
[ "$(grep -c $'\r$' "$folder/formula.csv")" -eq 2 ] || complain "the CSV has not a head and a row"
expect 0 match "$sample/park.json" -q -o "$folder/sample.csv" --lang vi
expect 0 match "$sample/park.json" -q -o "$folder/sample.json"
candidates=$(grep -c '"verdict":' "$folder/sample.json")
[ "$(wc -l <"$folder/sample.csv")" -eq $((candidates + 1)) ] || complain "the CSV has not a row a candidate"
grep -q 'Nước thải' "$folder/sample.csv" || complain "the reasons are not in Vietnamese"
exit $failed
