/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program that draws the charts, made part of the library by the build. */
#ifndef CG_REPORT_HTML_CHARTS_PROGRAM_H
#define CG_REPORT_HTML_CHARTS_PROGRAM_H

/* A script, "" where the build had no npm. It holds neither "</script" nor "<!--". */
extern const char cg_charts_program[];
/* Its SHA-256 in base 64, as a content security policy names it; "" where there is none. */
extern const char cg_charts_digest[];

#endif
