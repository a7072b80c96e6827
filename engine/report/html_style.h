/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The style sheet of the HTML report: html_style.css, made part of the program by the build. */
#ifndef CG_REPORT_HTML_STYLE_H
#define CG_REPORT_HTML_STYLE_H

extern const char cg_html_style[]; /* NUL behind it */

#endif
