# SPDX-License-Identifier: GPL-3.0-or-later
# The warnings and options every target of this project is compiled with.

function(congsinh_compile_options target)
    target_compile_options(${target} PRIVATE
        -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes
        $<$<BOOL:${CONGSINH_WERROR}>:-Werror>
        # A fused multiply-add rounds once where two operations round twice: the same park must give the
        # same bytes on every machine.
        -ffp-contract=off)
endfunction()
