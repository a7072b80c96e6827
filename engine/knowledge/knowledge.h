/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known and who says so: the shipped packs in force, with a park's own additions on top. */
#ifndef CG_KNOWLEDGE_KNOWLEDGE_H
#define CG_KNOWLEDGE_KNOWLEDGE_H

#include "base/map.h"
#include "unit/value.h"

/* A quality parameter: COD, pH, moisture … */
typedef struct cg_parameter {
    const char *id;
    cg_words name;
    cg_quality_kind kind;
    const char *unit;   /* as declared: what a bare number is in; the kind's own where undeclared */
    double unit_factor; /* one of `unit` in the kind's unit */
    bool mixes;         /* by quantity; false: every flow must meet a limit by itself */
    bool declared;      /* false: met in a park without a declaration (mg/L unless its unit says
                           otherwise; mixes) */
    const char *pack;
} cg_parameter;

/* One quality value, by parameter index in arrays of knowledge->parameters.count. */
typedef struct cg_quality {
    double value; /* in the unit of the parameter's kind: mg/L, %, MJ/kg or plain */
    cg_basis basis;
    bool known;
} cg_quality;

typedef struct cg_limit {
    bool has_min, has_max;
    double min, max;
} cg_limit;

/* What a flow or facility states of parameters: few of many, ascending by parameter. Arrays over
 * all parameters of thirty thousand flows outweighed all else that is known of a large park. */
typedef struct cg_stated_quality {
    int parameter;
    cg_quality quality; /* known */
} cg_stated_quality;
typedef struct cg_qualities {
    int count;
    cg_stated_quality items[];
} cg_qualities;
typedef struct cg_stated_limit {
    int parameter;
    cg_limit limit; /* has a side */
} cg_stated_limit;
typedef struct cg_limits {
    int count;
    cg_stated_limit items[];
} cg_limits;
/* Of arrays over all parameters. */
const cg_qualities *cg_qualities_of(cg_arena *arena, const cg_quality *all, int parameters);
const cg_limits *cg_limits_of(cg_arena *arena, const cg_limit *all, int parameters);
/* Of one parameter: not known, without a side, where nothing is stated of it. */
static inline cg_quality cg_quality_at(const cg_qualities *stated, int parameter) {
    for (int i = 0; i < stated->count && stated->items[i].parameter <= parameter; i++) {
        if (stated->items[i].parameter == parameter) {
            return stated->items[i].quality;
        }
    }
    return (cg_quality){0};
}
cg_limit cg_limit_at(const cg_limits *stated, int parameter);

/* Attributes a rule may ask about, each stated on a resource, flow, firm, link, facility. */
typedef enum cg_attribute_type { CG_BOOLEAN, CG_NUMBER, CG_TEXT, CG_LIST } cg_attribute_type;
typedef struct cg_attribute {
    const char *id;
    cg_attribute_type type;
    unsigned on; /* bits of cg_bearer */
    cg_words name;
    const char *pack;
} cg_attribute;
typedef enum cg_bearer {
    CG_ON_RESOURCE = 1,
    CG_ON_FLOW = 2, /* a resource may say it for all its flows */
    CG_ON_FIRM = 4,
    CG_ON_LINK = 8,
    CG_ON_FACILITY = 16,
    CG_ON_PARK = 32
} cg_bearer;
/* The stated attributes of one thing: indices into knowledge->attributes with the JSON value. */
typedef struct cg_stated {
    int attribute;
    const cg_json *value;
} cg_stated;
typedef CG_VECTOR(cg_stated) cg_attributes;

/* Facts a framework's criteria ask for, each stated under "facts" of the park or of a firm. */
typedef enum cg_fact_type { CG_FACT_BOOLEAN, CG_FACT_SHARE, CG_FACT_NUMBER } cg_fact_type;
typedef struct cg_fact_kind {
    const char *id;
    cg_fact_type type;
    unsigned on; /* bits of cg_bearer: CG_ON_PARK, CG_ON_FIRM */
    cg_words name;
    bool evidence_needed; /* what is stated without evidence proves nothing */
    const char *file;     /* of the framework that declares it */
} cg_fact_kind;
/* One that is stated. */
typedef struct cg_fact {
    int kind; /* of knowledge->fact_kinds */
    bool truth;
    double number; /* a share as a part of 1 */
    cg_words evidence;
    cg_words source; /* none where not stated */
    int year;        /* 0 where not stated */
} cg_fact;
typedef CG_VECTOR(cg_fact) cg_facts;

typedef struct cg_investment {
    bool given; /* any key stated */
    cg_value per_unit, per_unit_km, fixed, fixed_per_km, life;
    cg_value build_months; /* not given: nobody says how long building takes */
} cg_investment;

typedef struct cg_resource {
    const char *id;
    cg_words name;
    cg_family family;
    cg_quality *quality;         /* by parameter */
    cg_value emissions;          /* kg CO2e per unit bought */
    cg_value disposal_emissions; /* kg CO2e per unit disposed of */
    const char *mode;            /* its own mode's id, or NULL */
    cg_attributes attributes;
    const char *pack; /* where it comes from: "resources/water", or "park" */
} cg_resource;

typedef struct cg_mode {
    const char *id;
    cg_words name;
    bool has_family; /* it is the default mode of `family` */
    cg_family family;
    bool has_measure;  /* its figures are per unit of `measure`: that family alone can use it */
    cg_family measure; /* its own family, else what its units say */
    cg_value transport_cost;      /* money per unit and km */
    cg_value transport_emissions; /* kg per unit and km */
    cg_value detour, loss /* share per km */, temperature_drop /* K per km */;
    cg_investment investment;
    const char *pack;
} cg_mode;

typedef struct cg_substitution {
    int output, input; /* resources */
    const char *mode;  /* stated mode's id, or NULL */
    cg_value ratio, treatment_cost, treatment_emissions;
    cg_quality *quality; /* what its treatment leaves, where known */
    cg_quality *removal; /* share taken out, 0..1, where known */
    bool has_reach;
    cg_value reach;
    /* Where they differ from the mode's (given says so). */
    cg_value transport_cost, transport_emissions, loss, temperature_drop;
    cg_investment investment;
    const char *pack;
    int line;
} cg_substitution;

typedef struct cg_factor {
    const char *id;
    const cg_json *entry;
    const char *file; /* where the entry stands */
    cg_words source;
    const char *pack, *confidence;
    int year;
} cg_factor;

typedef struct cg_knowledge {
    cg_arena *arena;
    unsigned long long kept; /* its number where others borrow it too (cg_knowledge_ask), else 0 */
    CG_VECTOR(cg_resource) resources;
    cg_map *resource_ids;
    CG_VECTOR(cg_substitution) substitutions;
    CG_VECTOR(cg_mode) modes;
    cg_map *mode_ids;
    int default_mode[CG_FAMILIES]; /* a park's own before a shipped one; CG_NONE */
    CG_VECTOR(cg_parameter) parameters;
    cg_map *parameter_ids;
    CG_VECTOR(cg_attribute) attributes;
    cg_map *attribute_ids;
    const cg_map *predicate_names; /* what a rule may ask about -> its cg_attribute_type */
    CG_VECTOR(cg_factor) factors;
    cg_map *factor_ids;
    CG_VECTOR(cg_fact_kind) fact_kinds;
    cg_map *fact_ids;
    const char **packs; /* ids of the shipped packs read: "resources/water" … */
    int pack_count;
} cg_knowledge;

/* Reads the shipped packs below `models_folder` (resources/, substitutions/, modes/, factors/,
 * attributes declared in rules/<pack>/pack.json and in resources/) and puts `park_models` (the
 * park's "models" object, may be NULL) on top: an entry adds, or replaces the whole entry of the
 * same identity (resource, mode, parameter, attribute, factor: id; substitution: output, input,
 * mode). Quality parameters met without declaration, in `park_models` and in `met` (ids collected
 * by the park reader), are added undeclared. `reader` reads the park's entries (its find_factor is
 * set here). Never NULL; problems are reported. */
typedef struct cg_knowledge_sources {
    const char *models_folder; /* NULL: no shipped packs */
    const cg_json *park_models;
    const cg_json *park; /* the whole document: its quality, limits and removal objects are looked
                            through for parameters */
    const char *rules;   /* a rule pack's name; where it is a .json file its attributes are declared
                            too. May be NULL */
    const char *framework; /* a framework's name; where it is a .json file its facts are declared
                              too. May be NULL */
} cg_knowledge_sources;
cg_knowledge *cg_knowledge_read(cg_reader *reader, const cg_knowledge_sources *sources);
/* The same; where `reader` has a shelf, lent where another park knew just the same: read from the
 * same files, rates, own entries and their lines, at the same end, without a word to say. It is
 * held by the reader's arena then. */
const cg_knowledge *cg_knowledge_ask(cg_reader *reader, const cg_knowledge_sources *sources);
/* Lets another reader name the factors of knowledge that was read before. */
void cg_knowledge_lend(cg_reader *reader, const cg_knowledge *knowledge);

/* True where `mode`'s figures can be used for what is counted in the unit of `family`. */
bool cg_mode_carries(const cg_mode *mode, cg_family family);
/* Says that there is no mode `id`, with the nearest known one. */
void cg_say_unknown_mode(const cg_reader *reader, const cg_knowledge *knowledge,
                         const cg_json *node);
/* The same for a resource. */
void cg_say_unknown_resource(const cg_reader *reader, const cg_knowledge *knowledge,
                             const cg_json *node);

/* A family by its name; false after reporting. */
bool cg_family_member(const cg_reader *reader, const cg_json *node, cg_family *out);
/* Reading pieces that parks share. `into` has parameters.count members. */
void cg_quality_read_object(const cg_reader *reader, const cg_knowledge *knowledge,
                            const cg_json *object, cg_quality *into);
void cg_limits_read_object(const cg_reader *reader, const cg_knowledge *knowledge,
                           const cg_json *object, cg_limit *into);
void cg_investment_read(const cg_reader *reader, const cg_json *object, cg_family family,
                        cg_investment *into);
/* Takes the keys of `object` that are known attributes which `bearer` may carry, checks their
 * types; other keys are left alone. The caller's check_keys must know them: cg_attribute_is_known.
 */
void cg_attributes_read(const cg_reader *reader, const cg_knowledge *knowledge,
                        const cg_json *object, cg_bearer bearer, cg_attributes *into);
/* As cg_reader_check_keys, with attributes of `bearer` known too. */
void cg_check_keys_and_attributes(const cg_reader *reader, const cg_knowledge *knowledge,
                                  const cg_json *object, cg_bearer bearer,
                                  const char *const *known);
/* Reads the member "facts" of `object`, a park's head or a firm. A fact of
 * which the same object states an attribute of that name is taken from there; where both stand they
 * must agree. */
void cg_facts_read(const cg_reader *reader, const cg_knowledge *knowledge, const cg_json *object,
                   cg_bearer bearer, cg_facts *into);
/* The fact of that kind, or NULL where it is not stated. */
const cg_fact *cg_fact_of(const cg_facts *facts, int kind);

/* The stated value of attribute `id`, or NULL. */
const cg_json *cg_attribute_value(const cg_knowledge *knowledge, const cg_attributes *attributes,
                                  const char *id);

#endif
