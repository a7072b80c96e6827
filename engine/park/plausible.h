/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is usual and what is possible for a figure, out of models/plausible/; for plausible*.c
 * alone. */
#ifndef CG_PARK_PLAUSIBLE_H
#define CG_PARK_PLAUSIBLE_H

#include "park/build.h"

/* What a range is about. Prices and disposal costs are of a family; temperatures too, on heat both
 * ends; qualities of one parameter, or of all that are in one kind of unit. */
typedef enum cg_figure {
    CG_FIGURE_PRICE,
    CG_FIGURE_DISPOSAL_COST,
    CG_FIGURE_QUALITY,
    CG_FIGURE_TEMPERATURE,
    CG_FIGURE_DISCOUNT_RATE
} cg_figure;

/* What lies outside: an error; a warning; a warning where it is far outside. */
typedef enum cg_bound { CG_BOUND_POSSIBLE, CG_BOUND_EXPECTED, CG_BOUND_USUAL, CG_BOUNDS } cg_bound;

typedef struct cg_range {
    const char *id;
    cg_figure figure;
    cg_bound bound;
    bool of_family; /* else of every family */
    cg_family family;
    const char *resource; /* of this one alone; NULL: of all */
    const char **sectors; /* of firms whose sector begins so; NULL: of all */
    int sector_count;
    int parameter; /* quality: of this one alone; CG_NONE: of all of `kind` */
    cg_quality_kind kind;
    bool has_low, has_high;
    double low, high;
    const char *low_text, *high_text; /* as the pack writes them */
} cg_range;

typedef CG_VECTOR(cg_range) cg_ranges;

/* All ranges of the folder that may speak of this park: of its country or of none, about parameters
 * that it knows, in money that it has a rate for. What is wrong with a pack is reported. Parks that
 * share their knowledge share them too; held by the build's arena. */
const cg_ranges *cg_ranges_read(const cg_build *build, const char *models_folder);

#endif
