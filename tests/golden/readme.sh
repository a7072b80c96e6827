#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Does README.md say what the program says? Its demo block is what `congsinh demo` prints, and its worked exchange is
# the plan's line. With CONGSINH_RENEW set the demo block is written anew.
. ../common.sh
readme=$CONGSINH_SOURCE/README.md

(cd "$folder" && "$CONGSINH_PROGRAM" demo --lang en) >"$folder/printed" 2>"$folder/said"
status=$?
if [ $status -ne 0 ] || ! [ -s "$folder/printed" ]; then
    echo "congsinh demo ended with $status, printed $(wc -c <"$folder/printed") bytes and said:"
    cat "$folder/said"
    exit 1
fi
# The sample's own path differs from place to place.
sed 's|^  /.*/datasets/sample/park.json$|  datasets/sample/park.json|' "$folder/printed" >"$folder/found"
if [ -n "${CONGSINH_RENEW:-}" ]; then
    awk -v found="$folder/found" '
        /^<!-- demo output -->$/ { print; print "```"; while ((getline line < found) > 0) print line; print "```"; skip = 2; next }
        skip && /^```$/ { skip--; next }
        !skip' "$readme" >"$folder/readme" && cp "$folder/readme" "$readme"
fi
awk '/^<!-- demo output -->$/ { at = 1; next } at && /^```$/ { if (at == 2) exit; at = 2; next } at == 2' "$readme" >"$folder/told"
if ! diff -u "$folder/told" "$folder/found"; then
    echo "README.md: the demo prints something else; ./run golden writes it anew"
    failed=1
fi

# The worked exchange, from the figures it names, and from the plan.
tr -d '\n' <"$folder/congsinh-demo/plan.json" | grep -o '"from": "machinery.turnings".*' >"$folder/line"
field() { grep -oE "\"$1\": *[-0-9.e+]+" "$folder/line" | sed -n 1p | sed 's/.*: *//'; }
awk -v saving="$(field saving)" -v carbon="$(field emissions_saving)" -v km="$(field distance_km)" '
    function far(x, y, most) { return x - y > most || y - x > most }
    # Great circles on a sphere of 6371.0088 km, along a meridian or a parallel or across.
    function leg(lon1, lat1, lon2, lat2,   r, a, b, h) {
        r = atan2(0, -1) / 180
        a = sin((lat2 - lat1) * r / 2); b = sin((lon2 - lon1) * r / 2)
        h = a * a + cos(lat1 * r) * cos(lat2 * r) * b * b
        return 2 * 6371.0088 * atan2(sqrt(h), sqrt(1 - h))
    }
    BEGIN {
        way = leg(106.76153, 10.62115, 106.75879, 10.62205) + leg(106.75879, 10.62205, 106.75879, 10.62879) + \
              leg(106.75879, 10.62879, 106.75604, 10.62564)
        money = 850 * 9600000 - 850 * 8600000 - 850 * 500000 - 850 * way * 2500
        kg = 850 * 1500 - 850 * way * 0.1
        if (far(way, km, 1e-9) || far(money, saving, 1e-3) || far(kg, carbon * 1000, 1e-6)) {
            printf "by hand %.6f km, %.3f VND, %.6f kg; the plan says %.6f, %.3f, %.6f\n", way, money, kg, km, saving, carbon * 1000
            exit 1
        }
        printf "%.6f %.0f %.1f\n", way, money, kg
    }' >"$folder/hand" || { cat "$folder/hand"; failed=1; }
read -r way money kg <"$folder/hand"
for figure in "$way" "$money" "$kg"; do
    tr -d ',' <"$readme" | grep -qF "$figure" || { echo "README.md: the worked exchange does not say $figure"; failed=1; }
done
exit $failed
