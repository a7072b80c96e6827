/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A park as plain arrays: firms with their outputs and inputs, facilities, links, periods, what
 * runs today. */
#ifndef CG_PARK_PARK_H
#define CG_PARK_PARK_H

#include "knowledge/knowledge.h"

/* Indices into the park's arrays; CG_NONE where a reference is empty. Plain ints by decision
 * (docs/decisions/0005-plain-indices.md): the names say which array. */

typedef struct cg_position {
    bool given;
    double x, y; /* degrees longitude, latitude, or km on a plane: park->on_plane */
} cg_position;

typedef struct cg_period {
    const char *id;
    double hours;
} cg_period;

/* How a firm stands to the park. */
typedef enum cg_outside { CG_INSIDE, CG_OTHER_PARK, CG_CITY, CG_FARM, CG_OTHER_FIRM } cg_outside;

typedef struct cg_firm {
    const char *id;
    cg_words name;
    const char *sector; /* or NULL */
    cg_position at;
    cg_outside outside;
    const char *other_park; /* where outside == CG_OTHER_PARK */
    const char **licences;
    int licence_count;
    cg_attributes attributes;
    cg_facts facts;
    const cg_json *node;
} cg_firm;

/* An output or an input. Amounts and prices are by period; an amount is what the period holds, in
 * the resource's base unit, so amounts add up to the year's. */
typedef struct cg_flow {
    const char *id;
    const char *ref; /* "firm.flow" */
    cg_words name;
    int firm, resource;
    cg_family family;
    double *amount; /* by period: the most it can give or needs */
    double amount_year;
    double *price; /* by period, money per unit: an input's price, an output's disposal cost (may be
                      < 0) */
    cg_value quantity_value,
        price_value; /* as stated (first period's where by period), for basis and range */
    bool confidential, confidential_cost; /* a price, or `cost`, is told in confidence */
    const cg_qualities *quality; /* completed from its resource; on an input: of what is bought */
    double emissions, disposal_emissions; /* kg per unit, own or its resource's */
    double from_c, to_c;                  /* heat only */
    double approach_k;                    /* heat only: its share */
    cg_value *temperature; /* degC, for people: no exchange asks it; NULL: not stated, or on heat */
    cg_attributes attributes; /* its own; its resource's stand behind them */
    int line;                 /* where it is stated */
    /* output only */
    int disposed_at;             /* facility, or CG_NONE */
    double cost, cost_emissions; /* money, kg per unit given to others */
    /* input only */
    const cg_limits *limits;
    bool accepts;
    cg_words reason;      /* why it accepts nothing */
    double max_share;     /* of its amount, per period; 1 where silent */
    const cg_json *node;  /* NULL where the park has let it go: cg_flow_place */
    const cg_json *costs; /* that hold its "cost", "emissions" and "disposal_emissions"; NULL:
                             states none */
} cg_flow;

typedef struct cg_facility {
    const char *id;
    cg_words name;
    const char *kind;       /* "central-wastewater" or NULL */
    cg_words operator_name; /* who runs it; empty where not stated */
    cg_position at;
    const char *mode; /* stated mode's id, or NULL: default of what it takes */
    bool limited;     /* capacity given */
    double *capacity; /* by period: amount that may arrive */
    int *accepted;    /* resources it takes */
    int accepted_count;
    const cg_limits *limits; /* for each output by itself */
    bool gives;              /* hands anything on */
    int given_resource;
    double yield;
    const cg_qualities *given_quality; /* completed from the given resource */
    const char **serves; /* ids of input resources, stated on the facility or in its gives; NULL:
                            all that its resource opens */
    int serves_count;
    double operating_cost, operating_emissions; /* per unit that arrives */
    bool confidential;                          /* one of its costs is told in confidence */
    bool pass_through;
    double pass_through_cost;
    bool exists;
    cg_investment investment; /* where it does not exist */
    bool has_reach;
    double reach_km;
    cg_value transport_cost, transport_emissions, loss; /* where given: in place of the mode's */
    cg_investment link_investment;                      /* where given: in place of the mode's */
    cg_attributes attributes;
    const cg_json *node;
} cg_facility;

typedef enum cg_end_kind { CG_END_FIRM, CG_END_FACILITY, CG_END_OUTPUT, CG_END_INPUT } cg_end_kind;
typedef struct cg_end {
    cg_end_kind kind;
    int index;
} cg_end;

typedef struct cg_link {
    cg_end from, to;
    const char *mode; /* NULL: all modes */
    bool has_length;
    double length_km;
    bool forbidden;
    cg_words why; /* the text of "forbidden" */
    bool existing;
    bool limited;     /* existing with a capacity */
    cg_family family; /* of the capacity's unit; flows of other families do not fill it */
    bool any_family;  /* a bare number that nothing ties to a family: base units of whatever runs */
    double *capacity; /* by period, amount */
    cg_attributes attributes;
    const cg_json *node;
} cg_link;

typedef struct cg_corridor {
    cg_position *nodes;
    int node_count;
    const char **modes; /* NULL: all */
    int mode_count;
    const cg_json *node;
} cg_corridor;

typedef enum cg_exchange_status {
    CG_RUNNING,
    CG_AGREED,
    CG_STUDIED,
    CG_STOPPED
} cg_exchange_status;
typedef struct cg_exchange { /* one that the park states */
    int output, input;
    int via;          /* facility or CG_NONE */
    const char *mode; /* NULL: not stated */
    bool pass_through;
    cg_exchange_status status;
    double *amount; /* by period, leaving the output; NULL where not stated, never so for a running
                       one */
    cg_value quantity_value; /* as stated (first period's where by period) */
    cg_value price;          /* agreed between the two, informative */
    const char *since;       /* "2019", "2019-05" or "2019-05-31"; NULL where not stated */
    cg_words evidence;       /* empty where not stated */
    const cg_json *node;
} cg_exchange;

/* The park's requirements, in this order everywhere. */
typedef enum cg_requirement {
    CG_INVESTMENT_MAX,
    CG_EMISSIONS_MAX, /* t */
    CG_WATER_PURCHASED_MAX,
    CG_WASTEWATER_DISCHARGED_MAX,
    CG_WASTE_DISPOSED_MAX,
    CG_NET_SAVING_MIN,
    CG_REQUIREMENT_COUNT
} cg_requirement;
/* "investment_max" … */
const char *cg_requirement_id(cg_requirement requirement);

/* What a park can be read from again. */
typedef struct cg_park_text {
    const char *bytes;
    size_t length;
    const char *const *settings;
    int setting_count;
} cg_park_text;

typedef struct cg_park {
    cg_arena *arena;
    const char *file;
    const cg_json *document;  /* as read, --set applied; without the firms' outputs and inputs where
                                 it  has let them go */
    const cg_park_text *text; /* of what it has let go; NULL: it holds all */
    char sha256[65]; /* of what was read, however it is written: unit/readings.h; empty where
                        read at an end of its ranges */
    const char *id;
    cg_words name;
    const char *country, *currency, *rules; /* rules NULL: none stated */
    int year;                               /* 0 after an error */
    const char *date;                       /* ISO; the last day of its year where not stated */
    double discount_rate, carbon_price /* per t */, minimum_approach_k;
    bool own_reuse;
    double temperature_step_k;    /* 0: none */
    cg_currency *rates;           /* money of any currency known here; never NULL */
    bool on_plane;                /* positions are at_km */
    CG_VECTOR(cg_period) periods; /* at least one; a single one has id "year" */
    CG_VECTOR(cg_firm) firms;
    cg_map *firm_ids;
    CG_VECTOR(cg_flow) outputs;
    CG_VECTOR(cg_flow) inputs;
    cg_map *output_refs, *input_refs; /* "firm.flow" */
    CG_VECTOR(cg_facility) facilities;
    cg_map *facility_ids;
    CG_VECTOR(cg_link) links;
    CG_VECTOR(cg_corridor) corridors;
    CG_VECTOR(cg_exchange) exchanges;
    cg_value requirements[CG_REQUIREMENT_COUNT];
    cg_attributes attributes; /* of the park itself */
    cg_facts facts;           /* the same */
    const char *framework;    /* stated, or the source's; NULL: the country's */
    const cg_knowledge *knowledge;
    cg_reader reader; /* its currency and factors, for what is read on its behalf later; without
                         diagnostics */
} cg_park;

typedef struct cg_park_source {
    const char *file;  /* for messages and relative places */
    const char *bytes; /* the document, or NULL: read `file` */
    size_t length;
    const char *const *settings; /* "PATH=VALUE", in order */
    int setting_count;
    const char *models_folder;
    cg_json_shelf *shelf; /* keeps the documents of the models; NULL: they are read anew */
    const char *rules;    /* a rule pack's id or file that will be asked in place of the park's own:
                             its attributes are known; NULL: none */
    const char *framework; /* a framework's id or file, in place of the park's own; NULL: none */
    cg_json *document;     /* as cg_park_document gave it, changed or not, and put in order by
                              reading; NULL: read it */
    bool in_order;         /* it is another park's, and is so already */
    size_t whole;          /* a text of no more bytes keeps its firms' trees: they take about twenty
                              times as much, and reading them again takes time */
    /* What another park knows, whose models, rules, rates and parameters are the same; it must
     * outlive this one. NULL: read it. */
    const cg_knowledge *knowledge;
    cg_range_end end; /* where in their ranges its numbers are read; at an end it is no longer
                         asked whether figures are plausible, or what runs today still fits */
    cg_moved *moved;  /* counts those that are elsewhere than stated; may be NULL */
    cg_text *tables;  /* gets a line for each file beside the park that reading it opened, with its
                         digest; NULL: nobody asks */
} cg_park_source;

/* The document of a park with the rows of its tables and its settings applied, not yet looked at.
 * NULL after reporting. */
cg_json *cg_park_document(cg_arena *arena, cg_diagnostics *diagnostics,
                          const cg_park_source *source);

/* Reads and checks a park, reporting every problem and every oddity it finds by itself
 * (park/check.c); problems of matching (no way, running exchanges that cannot run) are reported by
 * match/. Always goes as far as it can. NULL only where there is no document to speak of; otherwise
 * a park, which must not be used further where diagnostics->errors > 0. */
cg_park *cg_park_read(cg_arena *arena, cg_diagnostics *diagnostics, const cg_park_source *source);

/* A document of its own of all that the park was read from, in the order of ids. */
cg_json *cg_park_whole(cg_arena *arena, const cg_park *park);
/* Where an output or input of the park is stated. */
cg_place cg_flow_place(cg_arena *arena, const cg_park *park, const cg_flow *flow);

/* Direct distance in km between two positions: great circle, radius 6371.0088 km, or straight on
 * the plane. */
double cg_straight_km(const cg_park *park, cg_position a, cg_position b);
/* A position as km along three axes at right angles: of two positions no further apart there than
 * cg_straight_km says, but for rounding. */
void cg_position_in_space(const cg_park *park, cg_position at, double along_km[3]);
/* An attribute of a flow: its own, else its resource's, else NULL. */
const cg_json *cg_flow_attribute(const cg_park *park, const cg_flow *flow, const char *id);

#endif
