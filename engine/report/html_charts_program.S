/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The charts' program and its digest, which the build makes of web/ (or leaves empty), as bytes. */
    .section .rodata
    .globl cg_charts_program
    .hidden cg_charts_program
    .type cg_charts_program, %object
cg_charts_program:
    .incbin "charts.js"
    .byte 0
    .size cg_charts_program, . - cg_charts_program

    .globl cg_charts_digest
    .hidden cg_charts_digest
    .type cg_charts_digest, %object
cg_charts_digest:
    .incbin "charts.js.sha256"
    .byte 0
    .size cg_charts_digest, . - cg_charts_digest

    .section .note.GNU-stack, "", %progbits
