/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What nodes and exchanges of a network say of themselves, field by field, for any format. */
#ifndef CG_REPORT_NETWORK_FIELDS_H
#define CG_REPORT_NETWORK_FIELDS_H

#include "report/network.h"

typedef enum cg_field_type {
    CG_FIELD_TEXT,
    CG_FIELD_NUMBER,
    CG_FIELD_SUM,  /* a number that may be added up over all that have it */
    CG_FIELD_PLACE /* a coordinate: where a format has geometries, it stands there */
} cg_field_type;

typedef struct cg_field {
    const char *key;
    cg_field_type type;
    const char *text; /* plain; NULL: nothing to say */
    double number;    /* NaN: nothing to say, or withheld */
} cg_field;

enum { CG_NETWORK_FIELDS = 40 }; /* room for those of a node or of an exchange */

/* How many there are: always the same ones, in the same order. */
int cg_node_fields(const cg_telling *telling, const cg_network_node *node,
                   cg_field fields[CG_NETWORK_FIELDS]);
/* Of its first or second leg, or of both together (0). */
int cg_edge_fields(const cg_telling *telling, const cg_network *network,
                   const cg_network_edge *edge, int leg, cg_field fields[CG_NETWORK_FIELDS]);

#endif
