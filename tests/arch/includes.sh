#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Includes point one way along the road, and each foreign library is seen by one file, or by one folder's.
set -u
cd "$CONGSINH_SOURCE" || exit 1

# What each room may include besides itself: cli -> congsinh.h -> report -> study -> insight -> plan -> match -> models -> program, graph -> park -> tables -> knowledge -> unit, text -> base.
declare -A below
below[base]=text # base/diagnostic.h knows messages by their number
below[text]="base"
below[unit]="base text"
below[knowledge]="base text unit"
below[tables]="${below[knowledge]} knowledge"
below[workbook]="${below[tables]} tables"
below[park]="${below[tables]} tables"
below[graph]="${below[park]} park"
below[program]="${below[park]} park"
below[models]="${below[park]} park graph program"
below[match]="${below[models]} models"
below[plan]="${below[match]} match"
below[insight]="${below[plan]} plan"
below[study]="${below[insight]} insight"
below[report]="${below[study]} study workbook" # a report tells of anything made before it
below[api]="${below[insight]} insight report study workbook" # engine/api/ and engine/ itself: public functions
below[cli]=""
below[header]="" # the public header stands alone

# The one file that may include each foreign header.
declare -A door
door[igraph]=engine/graph/graph_igraph.c
door[glpk]=engine/program/solve_glpk/guard.h
door[cJSON]=engine/base/json.c
door[csv]=engine/tables/csv.c
door[xlsxwriter]=engine/workbook/xlsx.c

failed=0
complain() {
    echo "$1: $2"
    failed=1
}

# room_of FILE: sets found_room. No process for it, as for nothing below: there are thousands of includes.
room_of() {
    local inside=${1#engine/}
    case $1 in
    engine/include/*) found_room=header ;;
    engine/*/*) found_room=${inside%%/*} ;;
    engine/*) found_room=api ;;
    models/*) found_room=models ;;
    cli/*) found_room=cli ;;
    *) found_room= ;;
    esac
}

# check_quoted FILE ROOM NAME: an include of ours, written from engine/, or beside the file, or in models/.
check_quoted() {
    local file=$1 room=$2 name=$3 other
    # A door of several files has a header of its own, for them alone.
    case $name in program/solve_glpk/*)
        [ "${file%/*}" = engine/program/solve_glpk ] ||
            complain "$file" "only engine/program/solve_glpk/ may include \"$name\""
        ;;
    esac
    # A list is no code: text/messages.def gathers every room's sentences, and who reads the rules must
    # know which effects models/ has.
    case $name in *.def) return ;; esac
    if [ -e "engine/$name" ]; then
        room_of "engine/$name"
        other=$found_room
    elif [ -e "${file%/*}/$name" ]; then
        room_of "${file%/*}/$name"
        other=$found_room
    elif [ -e "models/$name" ]; then
        other=models
    else
        # A file made by the build, which is told apart by standing nowhere in the tree.
        return
    fi
    if [ "$other" = "$room" ]; then
        return
    fi
    case " ${below[$room]-} " in
    *" $other "*) ;;
    *) complain "$file" "$room may not include \"$name\" of $other" ;;
    esac
}

# check_angled FILE NAME: a header of a library.
check_angled() {
    local file=$1 name=$2 library
    for library in "${!door[@]}"; do
        case $name in
        "$library"* | */"$library"*)
            [ "$file" = "${door[$library]}" ] || complain "$file" "only ${door[$library]} may include <$name>"
            ;;
        esac
    done
}

count=0
while IFS= read -r line; do
    file=${line%%:*}
    name=${line#*[<\"]}
    name=${name%%[>\"]*}
    room_of "$file"
    room=$found_room
    if [ -z "${below[$room]+known}" ]; then
        complain "$file" "room \"$room\" is not on the road; if it is new, give it a line in tests/arch/includes.sh"
        continue
    fi
    case $line in
    *include*'"'*) check_quoted "$file" "$room" "$name" ;;
    *) check_angled "$file" "$name" ;;
    esac
    count=$((count + 1))
done < <(find engine models cli -type f \( -name '*.[ch]' -o -name '*.def' \) -print0 |
    xargs -0 grep -HE '^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"]' | sort)

if [ "$count" -lt 100 ]; then
    complain tests/arch/includes.sh "only $count includes read: is this still looking in the right place?"
fi
exit "$failed"
