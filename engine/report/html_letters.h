/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much room letters take in a drawing, and which way they run. */
#ifndef CG_REPORT_HTML_LETTERS_H
#define CG_REPORT_HTML_LETTERS_H

#include "report/html.h"

#include <utf8proc.h>

/* The room a text takes on the page, in ordinary letters: 0.58 of the size of the type. */
double cg_html_columns(const char *text);
/* As much of a text as has room in so many ordinary letters, with an ellipsis where it is cut. */
const char *cg_html_short(const cg_html *h, const char *text, int columns);

/* Where what runs from right to left ends, with the blanks and figures inside it; NULL where the
 * text does not begin so. */
const utf8proc_uint8_t *cg_html_leftward_end(const utf8proc_uint8_t *text);

#endif
