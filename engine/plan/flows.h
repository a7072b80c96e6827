/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What flows are worth, pair by pair: one state (a plan, or what runs today) taken apart into
 * lines. */
#ifndef CG_PLAN_FLOWS_H
#define CG_PLAN_FLOWS_H

#include "plan/model.h"

/* One part of a state that belongs to one line: from an output to an input (or, a service, to a
 * facility) by one way, in one period. */
typedef struct cg_flow_part {
    int candidate;      /* direct or passed through; CG_NONE where treated */
    int intake, supply; /* treated; supply CG_NONE: treatment alone */
    int period;
    double quantity;  /* leaving the output */
    double delivered; /* what the input saves */
    cg_parts parts;   /* without investment */
    double emissions_saved_kg;
    int first, second;                      /* pipes it runs in, CG_NONE */
    double first_quantity, second_quantity; /* entering them */
} cg_flow_part;

typedef void (*cg_flow_visit)(void *payload, const cg_flow_part *part);
/* Visits every part of a state (values by column, as in the program) that carries anything. Where a
 * facility mixes outputs, each input takes the share w / (yield x intake) of every one of them. */
void cg_flows_visit(const cg_model *model, const double *x, cg_flow_visit visit, void *payload);

#endif
