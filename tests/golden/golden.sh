#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Did any output change? Each line of commands.txt is a file of expected/ and the command that prints it.
# With CONGSINH_RENEW set the files are written anew: look at the difference before keeping it.
. ../common.sh

# A page holds the program of its charts where the build had npm: what is expected must not depend on that.
without_program() {
    sed -i -e '/^<script>/,/^<\/script>$/d' -e "s/script-src '[^']*'; //" "$1"
}

while read -r name arguments; do
    case $name in '' | '#'*) continue ;; esac
    ending=${name##*.}
    [[ $name != *.sankey.csv ]] || ending=sankey.csv
    arguments=${arguments/FOLDER/$folder/many}
    # shellcheck disable=SC2086 # the arguments are words
    "$CONGSINH_PROGRAM" ${arguments/OUT/$folder/out.$ending} >"$folder/found"
    status=$?
    if [[ $arguments == *OUT* ]]; then
        mv "$folder/out.$ending" "$folder/found" || status=1
    fi
    if [ $status -ne 0 ]; then
        echo "$name: \"congsinh $arguments\" ended with $status"
        failed=1
        continue
    fi
    case $name in *.html) without_program "$folder/found" ;; esac
    if [ -n "${CONGSINH_RENEW:-}" ]; then
        cp "$folder/found" "expected/$name"
        continue
    fi
    if ! diff -u "expected/$name" "$folder/found"; then
        echo "$name: changed; if it should have, ./run golden writes it anew"
        failed=1
    fi
done <commands.txt
exit $failed
