# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034
# A folder that goes with the test, and a plain locale. Sourced by tests that are scripts, from a folder beside it.
set -u
failed=0
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
unset LC_ALL LC_MESSAGES
export LANG=C
