#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Does report hand a map's layers to congsinh-tables, and take what comes back whole or not at all?
. ./common.sh
expect 0 solve "$CONGSINH_SOURCE/datasets/sample/park.json" --no-ranges -q -o "$folder/plan.json"
mkdir "$folder/here"
out=$folder/here/park.gpkg

# In place of the program: it keeps what it was given and writes what it is told to.
cat >"$folder/tables" <<'SH'
#!/bin/sh
[ "$1" = geopackage ] && [ $# -eq 3 ] || exit 2
echo "an answer"
cp "$2" "$KEEP" && printf 'made of layers' >"$3"
exit "${END:-0}"
SH
chmod +x "$folder/tables"

settings=("CONGSINH_TABLES=$folder/tables" "KEEP=$folder/layers.json")
expect 0 report "$folder/plan.json" -q --lang en -o "$out"
[ "$(cat "$out")" = "made of layers" ] || complain "$called: another file"
silent stdout
for layer in firms facilities exchanges; do
    grep -q "^    \"$layer\": {" "$folder/layers.json" || complain "no layer $layer"
done
[ "$(grep -c '"type": "FeatureCollection"' "$folder/layers.json")" -eq 3 ] || complain "not three collections"
[ "$(ls -A "$folder/here")" = park.gpkg ] || complain "$called: left something behind"
(cd "$folder/here" && settings+=("PWD=$folder/here") && expect 0 report ../plan.json --for public -q -o two.gpkg &&
    [ -e two.gpkg ]) || complain "does not write into the folder it is in"
! grep -q 'Song Vam Paper' "$folder/layers.json" || complain "the public's layers name a firm"

# The real one, where it was built beside the program.
settings_of_stand_in=("${settings[@]}")
settings=()
if [ -x "$(dirname "$program")/congsinh-tables" ]; then
    expect 0 report "$folder/plan.json" -q --lang en -o "$folder/here/real.gpkg"
    [ "$(head -c 15 "$folder/here/real.gpkg")" = "SQLite format 3" ] || complain "$called: no GeoPackage"
    cp "$folder/here/real.gpkg" "$folder/first"
    expect 0 report "$folder/plan.json" -q --lang en -o "$folder/here/real.gpkg"
    cmp "$folder/first" "$folder/here/real.gpkg" || complain "$called: other bytes the second time"
    rm "$folder/here/real.gpkg"
fi
settings=("${settings_of_stand_in[@]}")

# What fails leaves nothing, and what was there as it was.
settings+=("END=3")
expect 4 report "$folder/plan.json" -q --lang en -o "$out"
says stderr 'it ended with 3): an answer'
[ "$(ls -A "$folder/here" | tr '\n' ' ')" = "park.gpkg two.gpkg " ] || complain "$called: left something behind"
expect 4 report "$folder/plan.json" -q -o "$folder/none/park.gpkg"
says stderr 'park.gpkg'

# Where the program is missing that is said, with what to do, before anything is solved.
settings=("CONGSINH_TABLES=$folder/none")
expect 4 report "$folder/plan.json" -q --lang en -o "$folder/here/no.gpkg"
says stderr 'congsinh-tables'
says stderr '.geojson'
expect 4 solve "$CONGSINH_SOURCE/datasets/sample/park.json" --lang vi -o "$folder/here/no.gpkg"
says stderr 'không tìm thấy'
silent stdout
[ ! -e "$folder/here/no.gpkg" ] || complain "$called: wrote it all the same"
# One that says more than there is memory for ends the report with a sentence. Sanitizers and valgrind need more than
# this room.
if [ -z "${CONGSINH_VALGRIND:-}" ] && ! grep -q __asan_init "$program"; then
    printf '#!/bin/sh\nhead -c 300000000 /dev/zero\nexit 3\n' >"$folder/endless"
    chmod +x "$folder/endless"
    settings=("CONGSINH_TABLES=$folder/endless")
    (failed=0 && ulimit -v 350000 && expect 4 report "$folder/plan.json" -q -o "$folder/here/endless.gpkg" && exit $failed) || failed=1
fi
exit $failed
