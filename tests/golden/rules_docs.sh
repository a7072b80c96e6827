#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Do docs/rules.md and docs/rules.vi.md tell the packs as they are? Between the marker lines of a pack stands what
# `congsinh rules` prints of it. With CONGSINH_RENEW set that part is written anew.
. ../common.sh

# tell PACK LANGUAGE PAGE
tell() {
    local pack=$1 page=$CONGSINH_SOURCE/docs/$3
    "$CONGSINH_PROGRAM" rules "$pack" --lang "$2" >"$folder/found" || { echo "congsinh rules $pack failed"; failed=1; }
    if [ -n "${CONGSINH_RENEW:-}" ]; then
        awk -v found="$folder/found" -v open="<!-- rules $pack -->" -v close_="<!-- /rules $pack -->" '
            $0 == open { print; print "```"; while ((getline line < found) > 0) print line; print "```"; skip = 1; next }
            $0 == close_ { skip = 0 }
            !skip' "$page" >"$folder/page" && cp "$folder/page" "$page"
    fi
    awk -v open="<!-- rules $pack -->" -v close_="<!-- /rules $pack -->" '
        $0 == close_ { at = 0 } at && !/^```$/ { print } $0 == open { at = 1 }' "$page" >"$folder/told"
    [ -s "$folder/told" ] || { echo "docs/$3: nothing stands between the marker lines of $pack"; failed=1; }
    if ! diff -u "$folder/told" "$folder/found"; then
        echo "docs/$3: out of date; ./run golden writes it anew"
        failed=1
    fi
}
for pack in vn eu open; do
    tell $pack en rules.md
    tell $pack vi rules.vi.md
done
exit $failed
