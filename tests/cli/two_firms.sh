# SPDX-License-Identifier: GPL-3.0-or-later
# A park of two firms for tests of rule packs, in $park; comes after common.sh.
cat >"$folder/park.json" <<'PARK'
{"format": "congsinh-park/1",
 "park": {"id": "two", "year": 2026, "date": "2026-06-30", "currency": "VND"},
 "firms": [
  {"id": "giver", "outputs": [{"id": "ash", "resource": "fly-ash", "quantity": 100}]},
  {"id": "taker", "sector": "C2394", "inputs": [{"id": "mix", "resource": "cement-additive", "quantity": 100, "price": 200000}]}]}
PARK
park=$folder/park.json
