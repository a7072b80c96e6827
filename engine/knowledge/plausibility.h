/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What figures usually are, so that one far from it is seen: never an error, never a substitute. */
#ifndef CG_KNOWLEDGE_PLAUSIBILITY_H
#define CG_KNOWLEDGE_PLAUSIBILITY_H

#include "knowledge/knowledge.h"

typedef enum cg_figure {
    CG_FIGURE_PRICE,         /* of an input, money per unit */
    CG_FIGURE_DISPOSAL_COST, /* of an output, money per unit */
    CG_FIGURE_QUALITY,       /* of a parameter, in its kind's unit */
    CG_FIGURES
} cg_figure;

/* The usual range of one figure of a resource, in a sector or in all. */
typedef struct cg_range {
    int resource;
    cg_figure figure;
    int parameter;      /* of CG_FIGURE_QUALITY, else CG_NONE */
    const char *sector; /* a VSIC code or its beginning ("C13"); NULL: any */
    double low, high;
    const char *source;
} cg_range;

typedef struct cg_ranges {
    CG_VECTOR(cg_range) items;
} cg_ranges;

/* Reads models/plausibility/. A range in a currency without exchange rate is left out. Never NULL;
 * problems of the files are reported. `reader` is the one cg_knowledge_read has set up. */
cg_ranges *cg_plausibility_read(const cg_reader *reader, const cg_knowledge *knowledge,
                                const char *models_folder);
/* The range to hold a figure against: the one with the longest fitting sector, or NULL. `sector` may
 * be NULL. */
const cg_range *cg_range_for(const cg_ranges *ranges, cg_figure figure, int resource, int parameter,
                             const char *sector);
/* True where `value` is more than three times outside the range: below low / 3 or above high x 3. */
bool cg_range_is_far(const cg_range *range, double value);

#endif
