#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The shared library gives away names of its own prefix only, and those the public header declares.
set -u
library=$1
header=$CONGSINH_SOURCE/engine/include/congsinh/congsinh.h
failed=0

names=$(nm --dynamic --defined-only "$library" | awk '{print $3}' | sort)
if [ -z "$names" ]; then
    echo "$library exports nothing"
    exit 1
fi
for name in $names; do
    case $name in
    congsinh_*) ;;
    *)
        echo "$name is exported without the prefix congsinh_"
        failed=1
        ;;
    esac
    if ! grep -qw -- "$name" "$header"; then
        echo "$name is exported, but the public header does not declare it"
        failed=1
    fi
done

for name in $(grep -A 3 CONGSINH_API "$header" | grep -oE '\bcongsinh_[a-z0-9_]+ *\(' | tr -d ' ('); do
    if ! grep -qx -- "$name" <<<"$names"; then
        echo "$name is declared in the public header, but not exported"
        failed=1
    fi
done
exit "$failed"
