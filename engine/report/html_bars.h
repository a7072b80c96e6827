/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exchanges as bars: how much each saves, whatever flows. */
#ifndef CG_REPORT_HTML_BARS_H
#define CG_REPORT_HTML_BARS_H

#include "report/html.h"

typedef struct cg_bar {
    const char *name, *detail; /* beside it, in two lines */
    const char *figure;        /* at its end */
    const char *told;          /* where it is pointed at, in lines */
    const char *family;        /* as cg_html_family; "" for what is many families' */
    double length;             /* of either sign */
} cg_bar;

typedef CG_VECTOR(cg_bar) cg_bars;

/* A chart of them, which has its caption only where it is drawn; `told` is for those who hear the
 * page. */
void cg_html_bars(cg_html *h, const cg_bars *bars, const char *caption, const char *told);

#endif
