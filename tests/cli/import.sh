#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Workbooks as tired people fill them in become parks, or every slip is told with its cell.
# With CONGSINH_RENEW set the expected files are written anew: look at the difference before keeping it.
. ./common.sh
make() { /usr/bin/python3 -B workbooks/tired.py "$@"; }

# same FILE FOUND: the call's output, without the folder of the test, is what is expected.
same() {
    sed "s|$folder/||g" "$2" >"$folder/plain"
    if [ -n "${CONGSINH_RENEW:-}" ]; then
        cp "$folder/plain" "workbooks/$1"
    elif ! diff -u "workbooks/$1" "$folder/plain"; then
        echo "$1: changed; if it should have, ./run golden writes it anew"
        failed=1
    fi
}

# Without the part that reads workbooks a sentence says so, and nothing is written.
settings=(CONGSINH_TABLES=/nowhere/congsinh-tables)
expect 4 import "$folder/tired.xlsx" -o "$folder/park.json"
says stderr 'congsinh-tables, is not installed here'
[ ! -e "$folder/park.json" ] || complain "$called: wrote all the same"
# One that hands over nothing is no disaster either.
settings=(CONGSINH_TABLES=/bin/false)
expect 1 import "$folder/tired.xlsx"
says stderr 'ended without a result'
settings=(CONGSINH_TABLES=/bin/echo)
expect 1 import "$folder/tired.xlsx"
says stderr 'error:'
settings=()

expect 2 import
expect 2 import "$folder/a.xlsx" -o "$folder/park.txt"
expect 2 import "$folder/a.xlsx" --decimal semicolon
says stderr 'comma or point'
expect 2 import "$folder/a.xlsx" --annotate "$folder/b.json"
says stderr '.xlsx'
tables=${CONGSINH_TABLES_PROGRAM:-$(dirname "$program")/congsinh-tables}
if [ ! -x "$tables" ]; then
    echo "congsinh-tables is not built; the rest is left out"
    exit $failed
fi
expect 1 import "$folder/none.xlsx"
says stderr 'cannot be opened'

# Slips: all of them, each with its cell, in both languages, and nothing is written.
make "$folder/tired.xlsx"
expect 1 import "$folder/tired.xlsx" -o "$folder/park.json"
silent stdout
same tired.en.txt "$folder/stderr"
[ ! -e "$folder/park.json" ] || complain "$called: wrote all the same"
expect 1 import "$folder/tired.xlsx" --lang vi
same tired.vi.txt "$folder/stderr"

# Put right, it is a park that can be solved.
make "$folder/right.xlsx" right
expect 0 import "$folder/right.xlsx" -o "$folder/park.json"
says stdout 'thu: 2 firms, 2 outputs, 2 inputs'
same right.json "$folder/park.json"
expect 0 solve "$folder/park.json" -o "$folder/plan.json"
expect 0 import "$folder/right.xlsx"
cmp -s "$folder/stdout" "$folder/park.json" || complain "$called: stdout is not the file"

expect 1 import "$folder/tired.xlsx" -o "$folder/none.json" --format json
silent stderr
says stdout '"code": "IMPORT_DAY_EXPECTED"'
says stdout '"path": "khu cong nghiep!B8"'

# The copy with comments holds the same values, and each problem on its cell; the original is never written over.
expect 0 import "$folder/right.xlsx" -o "$folder/park.json" --annotate "$folder/copy.xlsx"
expect 0 import "$folder/copy.xlsx" -o "$folder/again.json"
cmp -s "$folder/again.json" "$folder/park.json" || complain "$called: the copy is another park"
expect 1 import "$folder/tired.xlsx" --lang vi --annotate "$folder/checked.xlsx"
/usr/bin/python3 -B workbooks/comments.py "$folder/checked.xlsx" >"$folder/found"
same comments.txt "$folder/found"
cp "$folder/tired.xlsx" "$folder/kept.xlsx"
expect 2 import "$folder/tired.xlsx" --annotate "$folder/tired.xlsx"
says stderr 'is a workbook that was read'
cmp -s "$folder/tired.xlsx" "$folder/kept.xlsx" || complain "$called: wrote over the original"

# The same tables as .csv, with the mark declared where no column proves one.
mkdir "$folder/csv" "$folder/firms"
printf '\xef\xbb\xbfItem,Value\nPark id,c\nYear of the figures,2025\nCurrency,VND\n' >"$folder/csv/park.csv"
printf 'Mã doanh nghiệp;Tên\na;"=cmd|/C calc!A1"\n' >"$folder/csv/firms.csv"
printf 'Firm,Output,Resource,Quantity,Quantity: unit\na,o,fly-ash,"1.200",t/yr\n' >"$folder/csv/outputs.csv"
expect 1 import "$folder/csv"
says stderr 'outputs!D2: "1.200" may be 1.2 or 1200'
expect 0 import "$folder/csv" --decimal comma
says stdout '"quantity": "1200 t/yr"'
says stdout '"name": "=cmd|/C calc!A1"'

# One workbook for each firm, merged; where two disagree both cells are named.
make "$folder/firms/b.xlsx" right
make "$folder/firms/a.xlsx" right
expect 0 import "$folder/firms" -o "$folder/merged.json"
cmp -s "$folder/merged.json" "$folder/park.json" || complain "$called: the same twice is not the same"
make "$folder/firms/a.xlsx"
expect 1 import "$folder/firms"
says stderr 'b.xlsx'
expect 1 import "$folder/firms" --annotate "$folder/checked.xlsx"
[ -s "$folder/checked-a.xlsx" ] && [ -s "$folder/checked-b.xlsx" ] || complain "$called: no copy of each"
# Books of one name have a copy each, and no copy goes over a book of the folder.
cp "$folder/firms/b.xlsx" "$folder/firms/a.XLSX"
expect 1 import "$folder/firms" --annotate "$folder/twin.xlsx"
[ "$(ls "$folder"/twin-*.xlsx | wc -l)" -eq 3 ] || complain "$called: no copy of each of a.xlsx and a.XLSX"
mv "$folder/firms/a.XLSX" "$folder/firms/checked-b.xlsx"
cp "$folder/firms/checked-b.xlsx" "$folder/kept.xlsx"
expect 2 import "$folder/firms" --annotate "$folder/firms/checked.xlsx"
says stderr 'is a workbook that was read'
cmp -s "$folder/firms/checked-b.xlsx" "$folder/kept.xlsx" || complain "$called: wrote over another book"
rm "$folder/firms/"*
expect 0 report "$CONGSINH_SOURCE/datasets/sample/park.json" -o "$folder/firms/all.xlsx"
expect 0 report "$CONGSINH_SOURCE/datasets/sample/park.json" --for firm:paper -o "$folder/firms/paper.xlsx" --lang vi
expect 0 import "$folder/firms/all.xlsx" -o "$folder/all.json" -q
expect 0 import "$folder/firms" -o "$folder/merged.json" -q
cmp -s "$folder/merged.json" "$folder/all.json" || complain "$called: a firm told twice is not the same firm"
# What a park was and what its tables make of it are planned the same, byte for byte.
expect 0 solve "$CONGSINH_SOURCE/datasets/sample/park.json" -o "$folder/one.json" -q
expect 0 solve "$folder/all.json" -o "$folder/other.json" -q
cmp -s "$folder/one.json" "$folder/other.json" || complain "$called: another plan"
touch "$folder/firms/c.csv" "$folder/firms/d.xlsx"
expect 1 import "$folder/firms"
says stderr 'keep one kind'
exit $failed
