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
count=0
while IFS= read -r file; do
    count=$((count + 1))
    if ! grep -qF "\"file\": \"$CONGSINH_SOURCE/$file\"" "$commands"; then
        echo "$file: named in no CMakeLists.txt"
        failed=1
    fi
done < <(find engine models cli "${tables[@]}" tests -name '*.c' -not -path 'tests/install/*' | sort)
if [ "$count" -lt 10 ]; then
    echo "only $count sources found: is this still looking in the right place?"
    failed=1
fi

while IFS= read -r file; do
    if ! head -n 3 "$file" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later'; then
        echo "$file: begins without its licence line"
        failed=1
    fi
    case $file in
    *.[ch])
        if ! sed -n 2p "$file" | grep -q '^/\* '; then
            echo "$file: its second line is no sentence of duty"
            failed=1
        fi
        ;;
    esac
done < <(find engine models cli tables tests cmake run .ci CMakeLists.txt \
    \( -name '*.[ch]' -o -name '*.sh' -o -name '*.cmake' -o -name CMakeLists.txt -o -name run \) -type f | sort)

# Paths of one machine. Written apart, so that this file does not find itself.
for path in '/wor''k/' '/tmp/''w/' '/ho''me/'; do
    if grep -rnI --exclude-dir=build --exclude=.git --exclude-dir=.git --exclude-dir=node_modules -F "$path" .; then
        echo "the lines above name a path of one machine ($path)"
        failed=1
    fi
done
exit "$failed"
