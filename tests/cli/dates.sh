#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The law as it stood on a day: the same park in 2021, 2023 and 2026 gets three lawful answers.
. ./common.sh

# A dye-house lets 36,500 m3 of treated waste water off a year at 9,000 VND/m3; its neighbour buys as much at
# 11,500. The central plant would treat it for 5,000 VND/m3 and hand it on. Pipes cost nothing here.
cat >"$folder/park.json" <<'PARK'
{"format": "congsinh-park/1",
 "park": {"id": "three-days", "country": "VN", "year": 2026, "currency": "VND", "rules": "vn"},
 "firms": [
  {"id": "dyer", "outputs": [{"id": "effluent", "resource": "treated-wastewater", "quantity": "100 m3/d",
    "quality": {"COD": "40 mg/L"}, "disposal_cost": "9000 VND/m3"}]},
  {"id": "mill", "inputs": [{"id": "rinse", "resource": "process-water", "quantity": "100 m3/d",
    "limits": {"COD": "50 mg/L"}, "price": "11500 VND/m3"}]}],
 "facilities": [{"id": "plant", "kind": "central-wastewater", "operating_cost": "5000 VND/m3",
   "accepts": {"resources": ["treated-wastewater"]},
   "gives": {"resource": "reclaimed-water", "yield": 1, "quality": {"COD": "30 mg/L"}}}],
 "models": {"modes": [{"id": "free-pipe", "family": "water"}],
   "substitutions": [{"output": "treated-wastewater", "input": "process-water"},
     {"output": "reclaimed-water", "input": "process-water"}]}}
PARK
park=$folder/park.json

# answer DATE WAY VERDICT RULES: what `match` says of the way ("" direct, "plant") on that day, and that it names a rule so called.
answer() {
    expect 0 match "$park" --date "$1" --format json
    tr -d '\n ' <"$folder/stdout" | sed 's/{"from"/\n&/g' |
        grep "^{\"from\":\"dyer.effluent\",\"to\":\"mill.rinse\",\"via\":\[${2:+\"$2\"}\]" >"$folder/line"
    grep -q "\"verdict\":\"$3\"" "$folder/line" || complain "$called: \"$2\" is not $3: $(cut -c 1-300 "$folder/line")"
    grep -qF -- "$4" "$folder/line" || complain "$called: \"$2\" does not name $4: $(cut -c 1-300 "$folder/line")"
}
# 2021: by an expert's statement the way round by the plant is the only one.
answer 2021-12-31 '' forbidden VN-WW-CENTRAL
answer 2021-12-31 plant allowed-via VN-WW-CENTRAL
# 2022 to 2024: directly, once the permits name it, with a contract and a meter.
answer 2023-06-30 '' allowed-with-permits VN-WW-
answer 2023-06-30 plant allowed '"rules":[]'
# Since 2025 the texts may be read both ways; the usual reading is the duty to connect.
answer 2025-06-30 '' open VN-WW-CENTRAL
answer 2025-06-30 plant allowed-via VN-WW-CENTRAL
answer 2026-06-30 '' open VN-WW-CENTRAL
answer 2026-06-30 plant allowed-with-permits VN-WW-PERMIT-REUSE
# The last day of one law and the first of the next.
answer 2022-01-09 '' forbidden VN-WW-CENTRAL
answer 2022-01-10 '' allowed-with-permits VN-WW-
answer 2025-01-05 '' allowed-with-permits VN-WW-
answer 2025-01-06 '' open VN-WW-CENTRAL

# goes DATE WAY: the plan of that day sends all of it this way.
goes() {
    expect 0 solve "$park" --date "$1" --format json
    tr -d '\n ' <"$folder/stdout" >"$folder/line"
    grep -q "\"from\":\"dyer.effluent\",\"to\":\"mill.rinse\",\"via\":\[${2:+\"$2\"}\]" "$folder/line" ||
        complain "$called: the plan does not go by \"$2\""
}
goes 2021-06-30 plant
goes 2023-06-30 ''
goes 2026-06-30 plant
exit $failed
