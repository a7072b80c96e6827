#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The public header needs nothing before it, in C11 as in C++11, under strict flags.
set -u
compiler=$1
include=$CONGSINH_SOURCE/engine/include
strict=(-pedantic-errors -Wall -Wextra -Wconversion -Wshadow -Werror -fsyntax-only "-I$include")
failed=0
source='#include <congsinh/congsinh.h>
int main(void);
int main(void) { return 0; }'

"$compiler" -x c -std=c11 -Wstrict-prototypes -Wmissing-prototypes "${strict[@]}" - <<<"$source" || failed=1
g++ -x c++ -std=c++11 "${strict[@]}" - <<<"$source" || failed=1
exit "$failed"
