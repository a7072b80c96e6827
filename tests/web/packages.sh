#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Puts the packages of package-lock.json into a folder of the build, once for each state of that file.
#
#   packages.sh FOLDER
set -eu
cd "$(dirname "$(readlink -f "$0")")"
folder=$1
mkdir -p "$folder"
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "web: the tests of the HTML report need node (18.19 or later) and npm; \"./run test\" installs them" >&2
    exit 1
fi
if cmp -s package-lock.json "$folder/installed.json"; then
    exit 0
fi
rm -f "$folder/installed.json"
cp package.json package-lock.json "$folder/"
if ! (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error); then
    echo "web: npm could not fetch the packages that tests/web/package-lock.json names" >&2
    exit 1
fi
cp package-lock.json "$folder/installed.json"
