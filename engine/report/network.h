/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who exchanges what with whom, as maps, graphs and flow diagrams have it: nodes, and exchanges
 * between them. */
#ifndef CG_REPORT_NETWORK_H
#define CG_REPORT_NETWORK_H

#include "report/telling.h"

typedef enum cg_network_kind {
    CG_NETWORK_FIRM,
    CG_NETWORK_OUTSIDE, /* a firm that stands outside the park */
    CG_NETWORK_FACILITY,
    CG_NETWORK_GROUP /* all givers, or all receivers, of an edition that names nobody */
} cg_network_kind;
/* "firm", "outside", "facility", "group": in the order of their kinds. */
extern const char *const cg_network_kind_ids[];

typedef struct cg_network_node {
    cg_network_kind kind;
    const char *id;             /* as in the plan: "paper" */
    const char *key;            /* unique among all: "firm:paper" */
    const char *name;           /* for readers, plain; its id where nobody says */
    const char *operator_name;  /* of a facility, where stated; else NULL */
    const cg_plan_place *place; /* NULL: not stated, or not for these readers */
    double saving, investment;  /* a year, one-off; NaN: withheld, or not told of it */
    bool gives, takes;
} cg_network_node;

/* An exchange of the plan, or treatment alone; with `line` NULL a family's sum of both groups. */
typedef struct cg_network_edge {
    int from, via, to; /* nodes; `via` -1 where direct */
    const cg_line *line;
    const char *id;   /* "E01"; "water" of a family */
    const char *name; /* of what leaves the giver, for readers */
    const char *unit;
    double quantity; /* a year, leaving the giver */
    int exchanges;   /* of a family: how many; else 1 */
    double payback;  /* years; NaN: nothing to invest, withheld, or it never pays back */
    bool existing;   /* it runs today, or every pipe and road of it is there */
} cg_network_edge;

typedef struct cg_network {
    CG_VECTOR(cg_network_node) nodes;
    CG_VECTOR(cg_network_edge) edges; /* as the plan's lines */
} cg_network;

/* What the telling's readers may see, and nothing else: the public sees the sums of families
 * between two nodes without a name. */
cg_network cg_network_of(const cg_telling *telling);

#endif
