#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Wrong calls end with 2, say what was found and name the nearest that exists; nothing is on stdout.
. ./common.sh

# Each row: what must be said | the arguments.
while IFS='|' read -r text arguments; do
    # shellcheck disable=SC2086 # the arguments are words
    expect 2 $arguments
    says stderr "$text"
    silent stdout
done <<'ROWS'
Usage: congsinh VERB|
there is no verb "sovle"; did you mean "solve"?|sovle park.json
there is no verb "quite-other"|quite-other
"--quiet" stands where a verb was expected|--quiet
there is no verb "serve"|serve park.json
something is missing; it is called as: congsinh solve PARK|solve
something is missing; it is called as: congsinh explain PARK FROM TO|explain park.json a.b
"extra" is one argument too many|check park.json extra
there is no option "--objektive" here; did you mean "--objective"?|solve park.json --objektive cost
there is no option "--objective" here; it goes with: solve, explain|check park.json --objective cost
there is no option "--rules" here; it goes with: check, match, solve, explain|report plan.json --rules=vn
there is no option "-objective" here; did you mean "--objective"?|solve park.json -objective cost
there is no option "-output" here; did you mean "--output"?|solve park.json -output plan.json
there is no option "-quite" here; did you mean "--quiet"?|check park.json -quite
there is no verb "sovle"; did you mean "solve"?|help sovle
there is no option "-z" here|check park.json -z
there is no option "--quiet=yes" here|check park.json --quiet=yes
the option "--rules" needs a value|check park.json --rules
--objective: found "money", expected cost, emissions, water or waste|solve park.json --objective money
--date: found "2026-02-29", expected a day of the calendar|solve park.json --date 2026-02-29
--date: found "2026-6-30", expected|solve park.json --date 2026-6-30
--date: found "2024-02-290", expected|solve park.json --date=2024-02-290
--gap: found "1", expected a share|solve park.json --gap 1
--gap: found "0,1", expected a share|solve park.json --gap 0,1
--gap: found "nan", expected a share|solve park.json --gap nan
--time-limit: found "0", expected a number of seconds|solve park.json --time-limit 0
--jobs: found "1.5", expected a whole number|solve park.json --jobs 1.5
--set: found "carbon", expected PATH=VALUE|solve park.json --set carbon
--format: found "xml", expected text or json|match park.json --format xml
--lang: found "fr", expected en or vi|match park.json --lang fr
known are .txt, .json, .md, .csv|solve park.json -o plan.pdf
known are .txt, .json, .md, .csv|report plan.json -o report
không có lệnh "sovle"; có phải là "solve"?|--lang vi sovle
không có tùy chọn "--objektive" ở đây; có phải là "--objective"?|solve p --objektive x --lang=vi
ROWS

# The language comes from the environment, the first of three that says anything.
settings=(LC_ALL= LC_MESSAGES=vi_VN.UTF-8 LANG=en_US.UTF-8)
expect 2 sovle
says stderr 'không có lệnh'
settings=(LC_ALL=en_US.UTF-8 LANG=vi_VN.UTF-8)
expect 2 sovle
says stderr 'there is no verb'
settings=(LANG=vi_VN.UTF-8)
expect 2 sovle --lang en
says stderr 'there is no verb'
settings=()

# help as a verb says the same as --help.
expect 0 --help
cp "$folder/stdout" "$folder/help"
for call in help 'help --lang en' '--lang en help'; do
    # shellcheck disable=SC2086 # the arguments are words
    expect 0 $call
    cmp -s "$folder/stdout" "$folder/help" || complain "$called: says something else than --help"
    silent stderr
done
for language in en vi; do
    expect 0 solve --help --lang $language
    cp "$folder/stdout" "$folder/help"
    expect 0 help solve --lang $language
    cmp -s "$folder/stdout" "$folder/help" || complain "$called: says something else than solve --help"
done

expect 0 --version
says stdout "congsinh $("$program" solve --version | cut -d ' ' -f 2)"
expect 0 --help
silent stderr
for later in serve; do
    ! grep -q "^  $later" "$folder/stdout" || complain "help lists $later, which does not exist"
done

# 80 columns in both languages; wc -L counts columns.
for language in en vi; do
    for verb in '' demo check match solve explain report template import scenario batch assess rules; do
        # shellcheck disable=SC2086 # no verb is no word
        "$program" $verb --lang $language --help >"$folder/help" 2>/dev/null ||
            "$program" --lang $language --help >"$folder/help"
        widest=$(LC_ALL=C.UTF-8 wc -L <"$folder/help")
        [ "$widest" -le 80 ] || complain "help of \"$verb\" in $language is $widest columns wide"
    done
done
exit $failed
