/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The seasons of the exchanges as a chart (html_charts.h), beside their table. */
#ifndef CG_REPORT_HTML_SEASONS_H
#define CG_REPORT_HTML_SEASONS_H

#include "report/html.h"

/* Nothing where every period is like the others. */
void cg_seasons_chart(cg_html *h);

#endif
