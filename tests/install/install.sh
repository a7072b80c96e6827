#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds and installs into a folder of its own, then builds consumers by find_package and by pkg-config.
set -eu
build=$CONGSINH_BUILD/install
prefix=$build/prefix
consumer=$CONGSINH_SOURCE/tests/install/consumer

quietly() {
    "$@" >"$build/log" 2>&1 || {
        cat "$build/log"
        exit 1
    }
}

mkdir -p "$build"
rm -rf "$prefix" "$build/moved"
# Warnings that only the optimiser sees (of setjmp, of unset variables) must not stay unread.
quietly cmake -S "$CONGSINH_SOURCE" -B "$build/tree" -G Ninja -DCMAKE_BUILD_TYPE=Release \
    '-DCMAKE_C_FLAGS_RELEASE=-O2 -DNDEBUG' -DCONGSINH_TESTS=OFF -DCONGSINH_WERROR=ON \
    "-DCMAKE_INSTALL_PREFIX=$prefix"
quietly cmake --build "$build/tree"
quietly cmake --install "$build/tree"

if nm --defined-only "$build/tree/libcongsinh.so" | grep -w cg_fail_allocation_after; then
    echo "the library that ships can be made to fail its allocations"
    exit 1
fi
for file in "$prefix/bin/congsinh" "$prefix/include/congsinh/congsinh.h" \
    "$prefix/share/congsinh/datasets/sample/park.json" "$prefix/share/congsinh/models/schema/park.json"; do
    if [ ! -e "$file" ]; then
        echo "$file was not installed"
        exit 1
    fi
done
stray=$(find "$prefix/share" -name '*.[ch]' -o -name CMakeLists.txt)
if [ -n "$stray" ]; then
    echo "sources were installed as data: $stray"
    exit 1
fi

# An installed program and library find their models where they were installed, not beside the sources;
# also where the prefix is said first at the installation, or the folder is moved.
unset CONGSINH_MODELS
finds_its_own_models() {
    quietly "$1/bin/congsinh" demo -o "$build/demo"
    if ! grep -qF "$(readlink -f "$1")/share/congsinh/datasets/sample/park.json" "$build/log"; then
        echo "the program in $1 does not use what was installed with it"
        cat "$build/log"
        exit 1
    fi
}
finds_its_own_models "$prefix"
rm -rf "$build/other" "$build/elsewhere"
quietly cmake --install "$build/tree" --prefix "$build/other"
finds_its_own_models "$build/other"
mv "$build/other" "$build/elsewhere"
finds_its_own_models "$build/elsewhere"

# The reader of workbooks, where it is built: in its folder, from wherever that is, and naming none of the build.
if [ -e "$build/tree/congsinh-tables" ]; then
    reader=$build/elsewhere/libexec/congsinh/congsinh-tables
    printf 'a,b\n1,2\n' >"$build/a.csv"
    quietly "$reader" cells "$build/a.csv"
    grep -qF '"text", "2"' "$build/log"
    if grep -qF "$CONGSINH_SOURCE" "$reader"; then
        echo "congsinh-tables names the folder it was built from"
        exit 1
    fi
fi

quietly cmake --fresh -S "$consumer" -B "$build/consumer" -G Ninja "-DCMAKE_PREFIX_PATH=$prefix"
quietly cmake --build "$build/consumer"
"$build/consumer/consumer" "$prefix/share/congsinh/models"

# The pkg-config file must hold in a tree that was moved, too; models are then told by the environment.
mv "$prefix" "$build/moved"
export PKG_CONFIG_PATH
PKG_CONFIG_PATH=$(dirname "$(find "$build/moved" -name congsinh.pc)")
library=$(pkg-config --variable=libdir congsinh)
# shellcheck disable=SC2046 # one word a flag
cc $(pkg-config --cflags congsinh) "$consumer/consumer.c" $(pkg-config --libs congsinh) \
    "-Wl,-rpath,$library" -o "$build/consumer_by_pkg_config"
CONGSINH_MODELS=$build/moved/share/congsinh/models \
    "$build/consumer_by_pkg_config" "$build/moved/share/congsinh/models"
