#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Does congsinh explain begin with what it says, whatever the outcome, in both languages?
. ./common.sh

# One pair of flows an outcome, each of a resource of its own: 5 a year, worth 3 each, a km away. What is
# "dear" costs 4 to bring, what is "even" 3.
{
    echo '{"format": "congsinh-park/1", "park": {"id": "p", "year": 2026, "currency": "VND"}, "firms": ['
    outputs=() inputs=() resources=()
    for id in plain dear even barred permitted permitted-dear open secret silent dirty shut odd; do
        more= mode=pipe
        case $id in
        dear | permitted-dear) mode=dear ;;
        even) mode=even ;;
        esac
        case $id in
        barred | permitted | open | secret) more=", \"$id\": true" ;;
        permitted-dear) more=', "permitted": true' ;;
        dirty) more=', "quality": {"pH": 9}' ;;
        esac
        resources+=("{\"id\": \"r-$id\", \"family\": \"water\", \"mode\": \"$mode\"}")
        outputs+=("{\"id\": \"$id\", \"resource\": \"r-$id\", \"quantity\": 5$more}")
        more=
        case $id in
        silent) more=', "limits": {"COD": 1}' ;;
        dirty) more=', "limits": {"pH": {"min": 6, "max": 8}}' ;;
        esac
        wanted=r-$id
        if [ $id = odd ]; then
            wanted=r-other
        fi
        inputs+=("{\"id\": \"$id\", \"resource\": \"$wanted\", \"quantity\": 5, \"price\": 3$more}")
    done
    join() {
        local IFS=,
        echo "$*"
    }
    echo "{\"id\": \"g\", \"at_km\": [0, 0], \"outputs\": [$(join "${outputs[@]}")]},"
    echo "{\"id\": \"t\", \"at_km\": [1, 0], \"inputs\": [$(join "${inputs[@]}")]}],"
    echo '"links": [{"from": "g.shut", "to": "t.shut", "forbidden": "a river"}],'
    echo "\"models\": {\"resources\": [$(join "${resources[@]}"), {\"id\": \"r-other\", \"family\": \"water\"}],"
    echo '"modes": [{"id": "pipe", "family": "water"}, {"id": "dear", "transport_cost": 4}, {"id": "even", "transport_cost": 3}],'
    echo '"attributes": [{"id": "barred"}, {"id": "permitted"}, {"id": "open"}, {"id": "secret"}, {"id": "licensed", "on": "firm"}]}}'
} >"$folder/park.json"
cat >"$folder/rules.json" <<'JSON'
{"format": "congsinh-rules/1", "id": "own", "title": "Own", "checked_to": "2030-12-31",
 "questions": [{"id": "q", "title": "May they?", "open": true, "default": "narrow",
                "readings": [{"id": "narrow", "title": {"en": "the narrow reading", "vi": "cách hiểu hẹp"}},
                             {"id": "wide", "title": {"en": "the wide reading", "vi": "cách hiểu rộng"}},
                             {"id": "narrower", "title": {"en": "the narrower reading", "vi": "cách hiểu hẹp hơn"}}]}],
 "rules": [
  {"id": "BARRED", "title": "t", "message": "m", "instrument": "i", "clause": "c", "applies": {"output.barred": true}, "effect": {"kind": "forbid"}},
  {"id": "OPEN", "title": "t", "message": "m", "instrument": "i", "clause": "c", "question": "q", "reading": "narrow",
   "applies": {"output.open": true}, "effect": {"kind": "forbid"}},
  {"id": "OPENER", "title": "t", "message": "m", "instrument": "i", "clause": "c", "question": "q", "reading": "narrower",
   "applies": {"output.open": true}, "effect": {"kind": "forbid"}},
  {"id": "PERMIT", "title": "t", "message": "m", "instrument": "i", "clause": "c", "applies": {"output.permitted": true},
   "effect": {"kind": "permit", "name": "n"}},
  {"id": "SECRET", "title": "t", "message": "m", "instrument": "i", "clause": "c", "applies": {"output.secret": true},
   "effect": {"kind": "require", "what": {"receiver.licensed": true}}}]}
JSON

# begins OUTCOME ANSWER ENGLISH VIETNAMESE [OPTION...]: how the explanation of a pair begins, and its answer's id.
begins() {
    local id=$1 answer=$2 english=$3 vietnamese=$4
    shift 4
    expect 0 explain "$folder/park.json" "g.$id" "t.$id" --rules "$folder/rules.json" --lang en "$@"
    [[ $(head -n 1 "$folder/stdout") == "$english"* ]] || complain "$called: does not begin with \"$english\""
    expect 0 explain "$folder/park.json" "g.$id" "t.$id" --rules "$folder/rules.json" --lang vi "$@"
    [[ $(head -n 1 "$folder/stdout") == "$vietnamese"* ]] || complain "$called: does not begin with \"$vietnamese\""
    expect 0 explain "$folder/park.json" "g.$id" "t.$id" --rules "$folder/rules.json" --format json "$@"
    [ "$(grep -m 1 '"answer"' "$folder/stdout")" = "  \"answer\": \"$answer\"," ] || complain "$called: the answer is not $answer"
}

begins plain in-plan 'Yes: g.plain to t.plain' 'Có: liên kết từ g.plain đến t.plain'
begins permitted in-plan 'Yes, with permits: g.permitted' 'Có, khi đã có giấy phép: liên kết từ g.permitted'
begins open in-plan 'Yes, as the law is read here: g.open' 'Có, theo cách hiểu luật ở đây: liên kết từ g.open' --reading wide
begins dear not-worth-it 'Allowed, but not worth it: ' 'Được phép, nhưng không có lợi: '
begins permitted-dear not-worth-it 'Allowed with permits, but not worth it: ' 'Được phép khi có giấy phép, nhưng không có lợi: '
begins even not-worth-it 'Allowed, but not chosen: ' 'Được phép, nhưng không được chọn: '
begins open open 'Open: g.open to t.open is allowed' 'Còn bỏ ngỏ: liên kết từ g.open đến t.open được phép'
begins barred not-allowed 'Forbidden: ' 'Bị cấm: '
begins secret unknown 'Unknown: ' 'Chưa rõ: '
begins silent unknown 'Unknown: ' 'Chưa rõ: '
begins dirty impossible 'Impossible: ' 'Không khả thi: '
begins shut closed 'Closed: ' 'Đã loại trừ: '
begins odd no-substitution 'No way known: ' 'Chưa có cách nào: '

# Which reading allows it and which does not, and no third that says the same as the one taken.
expect 0 explain "$folder/park.json" g.open t.open --rules "$folder/rules.json" --lang en
said=$(sed '/^$/q' "$folder/stdout" | tr '\n' ' ')
[[ $said == *'allowed if the law is read as "the wide reading", not as "the narrow reading"'* ]] || complain "$called: $said"
expect 0 explain "$folder/park.json" g.open t.open --rules "$folder/rules.json" --lang vi
said=$(sed '/^$/q' "$folder/stdout" | tr '\n' ' ')
[[ $said == *'được phép nếu hiểu luật theo "cách hiểu rộng", không được phép nếu hiểu theo "cách hiểu hẹp"'* ]] || complain "$called: $said"

# Without a plan nobody can say whether it is worth it.
expect 1 explain "$folder/park.json" g.plain t.plain --rules "$folder/rules.json" --set requirements.water_purchased_max=0 --lang en
says stdout 'Allowed and possible: '
expect 1 explain "$folder/park.json" g.plain t.plain --rules "$folder/rules.json" --set requirements.water_purchased_max=0 --lang vi
says stdout 'Được phép và khả thi: '
exit $failed
