/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What flows where, of one family, laid out: givers on the left, plants between, receivers on the
 * right. Drawn twice from the same places, for today and for the plan. */
#ifndef CG_REPORT_HTML_SANKEY_H
#define CG_REPORT_HTML_SANKEY_H

#include "report/html.h"

typedef enum cg_sankey_side { CG_SANKEY_GIVER, CG_SANKEY_PLANT, CG_SANKEY_RECEIVER } cg_sankey_side;

typedef struct cg_sankey_node {
    cg_sankey_side side;
    const char *key;             /* the flow or the plant, unique on its side */
    const char *name, *resource; /* for readers; resource may be "" */
    const char *unit;            /* of `told` */
    double told;          /* what its label says: given, or what the receiver is saved; NaN where
                             units are mixed */
    double amount, today; /* in the family's unit: in the plan, and running today */
    bool by_plant;        /* on the way through a plant */
    double order;         /* among those of its side */
    double y, height;
    double used[2]; /* of its height, by bands on its left and on its right, while drawing */
} cg_sankey_node;

typedef struct cg_sankey_band {
    int from, to; /* nodes */
    double amount, today;
} cg_sankey_band;

typedef struct cg_sankey {
    const char *unit;
    CG_VECTOR(cg_sankey_node) nodes;
    CG_VECTOR(cg_sankey_band) bands;
    double amount, today;
    int exchanges;
    double scale, height; /* drawn units a unit; of the whole drawing */
} cg_sankey;

enum { CG_SANKEY_TOP = 30 }; /* above the first node: for the words over the middle */

/* NULL where nothing of that unit flows. */
cg_sankey *cg_sankey_of(const cg_html *h, const char *unit);
/* Today (`plan` false) or the plan. `name` begins its ids. */
void cg_sankey_draw(cg_html *h, cg_sankey *sankey, const char *name, bool plan);
/* The same as a chart (html_charts.h); `told` is for those who hear the page. */
void cg_sankey_chart(cg_html *h, const cg_sankey *sankey, bool plan, const char *told);
/* "from → to: amount", which one band says. */
const char *cg_sankey_told(const cg_html *h, const cg_sankey *sankey, const char *from,
                           const char *to, double amount);

#endif
