/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the pieces of the HTML report are written: every text and every attribute is escaped here and
 * nowhere else. */
#ifndef CG_REPORT_HTML_H
#define CG_REPORT_HTML_H

#include "base/text.h"
#include "report/groups.h"
#include "report/telling.h"

/* One language's half of the page. */
typedef struct cg_html {
    cg_telling telling;
    cg_groups groups;   /* of its plan */
    const char *tongue; /* "vi" or "en": the language attribute, and how every id begins */
    cg_text *out;
    int charts; /* so far (html_charts.h) */
} cg_html;

/* Text with & < > " ' written as entities, and blanks for what could steer a page without being
 * seen: control characters, noncharacters, and the marks that turn the direction of writing. What
 * is written from right to left is set apart: it turns nothing around it. */
void cg_html_escape(cg_text *out, const char *text);
/* A JSON document as it may stand inside a script element: what could end or open an element, or a
 * line of a script, is written as \uXXXX; the same blanks as above. */
void cg_html_escape_json(cg_text *out, const char *json);

/* Opens a tag; pairs of an attribute's name and its value, ended by NULL. A NULL value leaves its
 * attribute out. Tags and names are the program's own. */
void cg_html_open(cg_html *h, const char *tag, ...) __attribute__((sentinel));
void cg_html_close(cg_html *h, const char *tag);
void cg_html_text(cg_html *h, const char *text);
/* A whole element that holds a text; `class_name` may be NULL. */
void cg_html_leaf(cg_html *h, const char *tag, const char *class_name, const char *text);
/* "vi-exchange-3": unique over both languages where `name` is unique in one. */
const char *cg_html_id(const cg_html *h, const char *name);
/* A number of a drawing, with one digit behind the point. */
const char *cg_html_at(const cg_html *h, double value);

/* A section with its heading; ended by cg_html_close(h, "section"). */
void cg_html_section(cg_html *h, const char *name, cg_message_id heading);

/* A table: columns from `numbers` on are figures; the first column heads its row. */
typedef struct cg_html_table {
    const char *caption;
    const char *const *heads;
    int columns, numbers;
} cg_html_table;
void cg_html_table_open(cg_html *h, const cg_html_table *table);
void cg_html_row(cg_html *h, const cg_html_table *table, const char *const *cells);
/* The same with a name to link to; NULL: none. Where `link` is given, the first cell leads there.
 */
void cg_html_row_at(cg_html *h, const cg_html_table *table, const char *const *cells,
                    const char *name, const char *link);
void cg_html_table_close(cg_html *h);
/* A figure of the first screen, which leads to the row it comes from (html_trace.c). */
void cg_html_traced(cg_html *h, cg_message_id label, const char *figure);

/* What an exchange needs to hold: quality, what would make it fail, standby (html_checks.c);
 * members of an open <dl>. */
void cg_html_checks(cg_html *h, const cg_group *group);

/* "water", "heat" or "material" by the unit of what flows: the class that gives it its colour. */
const char *cg_html_family(const char *unit);
const char *cg_html_word(const cg_html *h, cg_message_id id);

#endif
