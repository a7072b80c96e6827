#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Every source is compiled, begins with its licence and its duty, and is meant for any machine.
set -u
cd "$CONGSINH_SOURCE" || exit 1
commands=$CONGSINH_BUILD/compile_commands.json
failed=0

# Where what it needs is not installed, the reader of workbooks is not built.
tables=()
if grep -qF "\"file\": \"$CONGSINH_SOURCE/tables/main.c\"" "$commands"; then
    tables=(tables)
fi

# tests/install holds a program that stands for somebody else's, compiled by its own test.
# Read once: a grep for each of hundreds of files takes longer than compiling some.
declare -A compiled
while IFS= read -r file; do
    compiled[$file]=yes
done < <(sed -nE 's/^ *"file": "(.*)",?$/\1/p' "$commands")

count=0
while IFS= read -r file; do
    count=$((count + 1))
    if [ -z "${compiled[$CONGSINH_SOURCE/$file]-}" ]; then
        echo "$file: named in no CMakeLists.txt"
        failed=1
    fi
done < <(find engine models cli "${tables[@]}" tests -name '*.c' -not -path 'tests/install/*' | sort)
if [ "$count" -lt 10 ]; then
    echo "only $count sources found: is this still looking in the right place?"
    failed=1
fi

while IFS= read -r file; do
    mapfile -t -n 3 head <"$file"
    case "${head[*]}" in
    *'SPDX-License-Identifier: GPL-3.0-or-later'*) ;;
    *)
        echo "$file: begins without its licence line"
        failed=1
        ;;
    esac
    case "$file:${head[1]-}" in
    *.[ch]:'/* '*) ;;
    *.[ch]:*)
        echo "$file: its second line is no sentence of duty"
        failed=1
        ;;
    esac
done < <(find engine models cli tables tests cmake run .ci CMakeLists.txt \
    \( -name '*.[ch]' -o -name '*.sh' -o -name '*.mjs' -o -name '*.cmake' -o -name CMakeLists.txt -o -name run \) -type f | sort)

# A lock file that names where its packages were fetched from would hold a registry of one machine.
while IFS= read -r file; do
    if grep -Hn '"resolved"' "$file"; then
        echo "$file: names where packages were fetched from; write it by npm install --package-lock-only --omit-lockfile-registry-resolved"
        failed=1
    fi
done < <(find . -name package-lock.json -not -path './build/*' -not -path '*/node_modules/*')

# Paths of one machine. Written apart, so that this file does not find itself.
for path in '/wor''k/' '/tmp/''w/' '/ho''me/'; do
    if grep -rnI --exclude-dir=build --exclude=.git --exclude-dir=.git --exclude-dir=node_modules -F "$path" .; then
        echo "the lines above name a path of one machine ($path)"
        failed=1
    fi
done
exit "$failed"
