/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of this room share while one park is being read; nobody else includes it. */
#ifndef CG_PARK_BUILD_H
#define CG_PARK_BUILD_H

#include "park/park.h"

/* A day is 24 h, a year 8760 h, leap or not. */
#define CG_HOURS_A_YEAR 8760.0
/* 0 K: no temperature lies below. */
#define CG_ABSOLUTE_ZERO_C (-273.15)

typedef enum cg_position_kind {
    CG_POSITION_NONE,
    CG_POSITION_AT,
    CG_POSITION_AT_KM
} cg_position_kind;

typedef struct cg_build {
    cg_arena *arena;
    cg_arena *scratch; /* of reading alone */
    cg_diagnostics *diagnostics;
    cg_park *park;
    cg_reader reader;
    cg_map *firm_lines, *facility_lines, *flow_lines; /* id -> line of its first use */
    cg_map *period_ids;
    bool periods_stated;
    cg_position_kind
        position_kind;          /* of the first position in the file: all others must be like it */
    const cg_limits *no_limits; /* shared by everything that states none */
    const cg_qualities **usual; /* by resource: what flows have that state none; NULL: not asked */
    cg_quality *quality_room;   /* by parameter: what is being read, before it is kept */
    cg_limit *limit_room;
    cg_arena *apart; /* the trees of firms, which may go; NULL: they are not the park's own */
} cg_build;

#define CG_ERROR_AT(build, node, ...)                                                              \
    cg_say((build)->diagnostics, CG_ERROR, cg_reader_place(&(build)->reader, node), __VA_ARGS__,   \
           NULL)
#define CG_WARN_AT(build, node, ...)                                                               \
    cg_say((build)->diagnostics, CG_WARNING, cg_reader_place(&(build)->reader, node), __VA_ARGS__, \
           NULL)

/* --- quality.c ----------------------------------------------------------------------------------
 */

/* What `owner` states as its "quality", completed from a resource (CG_NONE: from none) parameter by
 * parameter; what states nothing shares the resource's. */
const cg_qualities *cg_build_quality(cg_build *build, const cg_json *owner, int resource);
/* What it states as its "limits". */
const cg_limits *cg_build_limits(cg_build *build, const cg_json *owner);

/* --- build.c: small pieces every part is made of ------------------------------------------------
 */

/* The member, or NULL after reporting that it is missing. */
const cg_json *cg_build_required(cg_build *build, const cg_json *object, const char *key);
/* The member where it is a list (an object); NULL where absent, or after reporting another type. */
const cg_json *cg_build_list(cg_build *build, const cg_json *object, const char *key);
const cg_json *cg_build_object(cg_build *build, const cg_json *object, const char *key);
/* The required id of `object`: no blanks and no dots. NULL after reporting. */
const char *cg_build_id(cg_build *build, const cg_json *object);
/* A list of texts; NULL and 0 where absent. */
const char **cg_build_texts(cg_build *build, const cg_json *object, const char *key, int *count);
/* The id of the mode that the text `node` names; NULL where `node` is, or after reporting. */
const char *cg_build_mode(cg_build *build, const cg_json *node);
/* The resource that the text `node` names, or CG_NONE after reporting. */
int cg_build_resource(cg_build *build, const cg_json *node);
/* The facility that the text `node` names, or CG_NONE after reporting. */
int cg_build_facility(cg_build *build, const cg_json *node);

/* The two sentences of "there is no such thing": with a nearest known name and without. */
typedef struct cg_unknown {
    cg_message_id plain, near;
} cg_unknown;
void cg_build_say_unknown(cg_build *build, const cg_json *node, cg_unknown say, const char *name,
                          const char *nearest);
/* One word of a closed NULL-terminated list, reported where it is not in it. The index or CG_NONE.
 */
int cg_build_choice(cg_build *build, const cg_json *object, const char *key,
                    const char *const *words);

typedef struct cg_expected {
    cg_kind kind;
    cg_family family;
    double least;     /* an error below */
    double otherwise; /* where not stated */
} cg_expected;
cg_value cg_build_value(cg_build *build, const cg_json *object, const char *key,
                        cg_expected expected);
/* Its number alone. */
double cg_build_number(cg_build *build, const cg_json *object, const char *key,
                       cg_expected expected);
/* False after saying that the number `value` read from the member `node` must be more than 0; true
 * where `node` is NULL. */
bool cg_build_positive(cg_build *build, const cg_json *node, double value);
/* A share from 0 to 1. */
double cg_build_share(cg_build *build, const cg_json *object, const char *key, double otherwise);
/* The family in which `node` can be read as a flow (a text's unit tells), else `otherwise`. */
cg_family cg_build_family_guess(const cg_build *build, const cg_json *node, cg_family otherwise);

/* --- by_period.c --------------------------------------------------------------------------------
 */

typedef struct cg_by_period {
    double *of;        /* by period */
    cg_value first;    /* as stated; the first period's where by period; not given after an error */
    bool confidential; /* in any period */
} cg_by_period;
void cg_periods_read(cg_build *build, const cg_json *document);
/* What each period holds of a quantity, >= 0. `node` may be NULL: zeros. */
cg_by_period cg_amounts_read(cg_build *build, const cg_json *node, cg_family family);
/* What each period can hold of a capacity, a rate held in every period. */
double *cg_capacity_read(cg_build *build, const cg_json *node, cg_family family);
/* Prices by period, money a unit. */
cg_by_period cg_prices_read(cg_build *build, const cg_json *node, cg_family family, double least);
/* The sum over the periods. */
double cg_periods_total(const cg_build *build, const double *of);

/* --- the parts of a park ------------------------------------------------------------------------
 */

/* Exchange rates come before all other money. */
void cg_exchange_rates_read(cg_build *build, const cg_json *document);
void cg_assumptions_read(cg_build *build, const cg_json *document);
/* After all flows: a temperature step that would cut their heat too finely is reported. */
void cg_temperature_step_check(cg_build *build);
void cg_requirements_read(cg_build *build, const cg_json *document);
/* Which kind the park's positions are: that of the first in the file. Before any is read. */
void cg_position_kind_find(cg_build *build, const cg_json *document);
/* "at" or "at_km" of a firm or facility. */
void cg_position_read(cg_build *build, const cg_json *object, cg_position *out);
/* One [x, y], in the park's kind of position; false after reporting. */
bool cg_point_read(cg_build *build, const cg_json *node, cg_position *out);
void cg_corridors_read(cg_build *build, const cg_json *document);
/* Fills in firms and flows; facilities' ids must be known. */
void cg_firms_read(cg_build *build, const cg_json *document);
void cg_flows_read(cg_build *build, const cg_json *node, int firm);
/* First the ids alone, which flows refer to; after the flows the rest. */
void cg_facilities_list(cg_build *build, const cg_json *document);
void cg_facilities_read(cg_build *build, const cg_json *document);
void cg_links_read(cg_build *build, const cg_json *document);
void cg_exchanges_read(cg_build *build, const cg_json *document);
/* Lets the firms' trees go: what is still asked of them is copied. After all that reports. */
void cg_firms_let_go(cg_build *build);
/* What is possible but odd. */
void cg_park_check(cg_build *build);
/* Figures outside what the shipped ranges call possible, or far from what they call usual; nothing
 * where `models_folder` is NULL. */
void cg_plausible_check(cg_build *build, const char *models_folder);

#endif
