/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts that a program in the page draws of what the page says anyhow: beside each stands the
 * table or the drawing that is seen without it. */
#ifndef CG_REPORT_HTML_CHARTS_H
#define CG_REPORT_HTML_CHARTS_H

#include "base/json.h"
#include "report/html.h"

/* Writing what a chart holds: an open object. Every word and figure in it is for readers; numbers
 * are where to draw and how large. */
cg_json_writer cg_chart_start(const cg_html *h);
/* Puts the chart where the page is now, ended and unseen until it is drawn. `kind` says how
 * (web/charts.js), `told` what it shows, to those who hear the page. */
void cg_chart_add(cg_html *h, const char *kind, const char *told, cg_json_writer *writer);

/* The policy a page with that many charts gives its browser: nothing from anywhere, and no script
 * but this library's own. */
const char *cg_charts_policy(cg_arena *arena, int charts);
/* That script, where there are charts and the build had one. */
void cg_charts_add_program(cg_text *out, int charts);

#endif
