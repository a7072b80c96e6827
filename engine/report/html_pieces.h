/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pieces of the HTML report, in the order in which they stand on the page. */
#ifndef CG_REPORT_HTML_PIECES_H
#define CG_REPORT_HTML_PIECES_H

#include "report/html.h"

void cg_html_cover(cg_html *h);
/* What the park gains, what it must invest, and how sure that is. */
void cg_html_summary(cg_html *h);
/* Today against the plan, and what the saving is made of. */
void cg_html_balance(cg_html *h);
/* What flows where, today and in the plan: a drawing for each family. */
void cg_html_sankey(cg_html *h);
void cg_html_map(cg_html *h);
/* The exchanges by their worth, then a block for each. */
void cg_html_exchanges(cg_html *h);
void cg_html_parties(cg_html *h);
/* Permits, readings of the law, exceptions. */
void cg_html_law(cg_html *h);
/* The criteria of an eco-industrial park; nothing where the plan carries no assessment. */
void cg_html_assess(cg_html *h);
/* What is scarce, and what was not chosen. */
void cg_html_worth(cg_html *h);
/* Method, certificate, provenance. */
void cg_html_method(cg_html *h);

#endif
