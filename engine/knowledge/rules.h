/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The law as data: rules with their clause, dates, predicate and effect. */
#ifndef CG_KNOWLEDGE_RULES_H
#define CG_KNOWLEDGE_RULES_H

#include "knowledge/knowledge.h"

/* Kinds of effect: the closed list models/effects.def, one file models/effect_<kind>.c each. */
typedef enum cg_effect_kind {
#define CG_EFFECT(id) CG_EFFECT_##id,
#include "effects.def"
#undef CG_EFFECT
    CG_EFFECT_COUNT
} cg_effect_kind;

/* Something on which the texts may be read in more than one way, or a choice that a pack offers. */
typedef struct cg_reading {
    const char *id; /* "connect-duty" */
    cg_words title;
} cg_reading;
typedef struct cg_legal_question {
    const char *id; /* "in-park-direct" */
    cg_words title;
    bool open; /* of law: verdicts that turn on it say so; false: a variant that one may choose */
    int usual; /* the reading taken where nobody chooses another */
    CG_VECTOR(cg_reading) readings;
} cg_legal_question;

/* Who decides, under the name of the day. */
typedef struct cg_authority {
    const char *id;
    cg_words name;
    const char *from, *to; /* ISO, inclusive; NULL: open */
} cg_authority;

/* A clause of an instrument that a pack was read from. */
typedef struct cg_clause {
    const char *id;   /* "nd-08-2022 49(2)(a)" */
    cg_words excused; /* why no rule says it; empty where one does */
    bool used;        /* a rule cites it */
    const cg_json *node;
    const char *file;
} cg_clause;

typedef struct cg_rule {
    const char *id; /* "VN-WW-CENTRAL"; several versions share it, their days (or their readings)
                       apart */
    cg_words title, message;
    cg_words instrument;    /* "Decree 08/2022/ND-CP" */
    cg_words clause;        /* "Article 49(2)(a)" */
    cg_words source;        /* both and what else a reader can look up, in a sentence */
    const char *from, *to;  /* ISO dates in force, inclusive; NULL: open */
    int question, reading;  /* in force under that reading alone; CG_NONE: under all */
    const char *confidence; /* "verified", "background", "uncertain" */
    bool gazette_checked;
    const cg_json *applies; /* predicate; NULL: always */
    cg_effect_kind effect_kind;
    const cg_json *effect; /* the effect's object */
    const void *terms;     /* what models/effect_<kind>.c made of it; NULL until read */
    const cg_json *cases;  /* its own small cases (docs/rules.md); NULL where none */
    const cg_json *cites;  /* ids of clauses; NULL where none */
    int pack;              /* among the packs asked together */
    const char *file;      /* where it stands */
    int line;
} cg_rule;

/* One of the packs that are asked together. */
typedef struct cg_rule_pack {
    const char *name; /* as asked for: "vn", or the file as named */
    const char *id;   /* the same as provenance lists it: "rules/vn", or the file */
    cg_words title, note;
    const char *checked_to; /* the day to which the pack was checked */
    /* The day from which it holds the law, not parts of it; NULL: always. */
    const char *covers_from;
    const cg_json *sources;   /* the instruments, as the pack lists them; NULL where none */
    const cg_json *effluents; /* effluent standards, as it lists them; NULL where none */
    const char *effluents_file;
} cg_rule_pack;

typedef struct cg_rules {
    const char
        *pack; /* "rules/vn", the file as named, or several, "vn+own.json"; NULL where none */
    CG_VECTOR(cg_rule_pack) packs; /* in the order asked for */
    CG_VECTOR(cg_legal_question) questions;
    CG_VECTOR(cg_authority) authorities;
    CG_VECTOR(cg_clause) clauses;
    const void *effluent;     /* what models/effluent.c made of their standards; NULL until read */
    CG_VECTOR(cg_rule) items; /* in order of id, then of day; all of them, in force or not */
} cg_rules;

/* Reads pack `name`: an id ("vn": models/rules/vn/, every *.json in it) or a path to a .json file
 * that holds pack and rules; "none" or NULL gives an empty set. Several, joined by "+", hold
 * together: each may name questions, authorities and clauses of those before it, and no two hold a
 * rule of one id. Predicates are held against the attributes of `knowledge` (NULL: their form
 * alone). The effects' own keys are checked by models/. NULL after reporting (unknown pack, at
 * `asked`, where its name stands, with the nearest known one; broken file). */
cg_rules *cg_rules_read(const cg_reader *reader, const cg_knowledge *knowledge,
                        const char *models_folder, const char *name, cg_place asked);
/* The packs that a name joins, in order: "vn" and "own.json" of "vn+own.json"; none of NULL. A +
 * joins behind an id (no dot, no slash) or a file's ".json"; elsewhere it is part of a path. */
const char **cg_rules_split(cg_arena *arena, const char *name, int *count);
/* True where the name of one pack names a file. */
bool cg_rules_is_file(const char *name);
/* The name that an object states under "rules": a text, or a list of texts, then joined by "+".
 * NULL where absent, or after reporting. */
const char *cg_rules_stated(const cg_reader *reader, const cg_json *object);
/* What the pack is asked for as: "vn", or the file as named; "none" where none. */
const char *cg_rules_name(const cg_rules *rules);
/* Ids of the shipped packs. */
const char **cg_rules_list(cg_arena *arena, const char *models_folder, int *count);
/* The days "from" and "to" of an object, NULL where absent; what is no day of the calendar, or ends
 * before it begins, is reported. */
void cg_dates_read(const cg_reader *reader, const cg_json *object, const char **from,
                   const char **to);
/* True where the rule is in force on `date` (ISO), under whatever reading. */
bool cg_rule_in_force(const cg_rule *rule, const char *date);
/* The authority `id` by its name on `date`; its latest name where none was in force; NULL: not
 * known. */
const cg_authority *cg_authority_on(const cg_rules *rules, const char *id, const char *date);

/* What a predicate may ask about: values by name, "SUBJECT.FIELD". The asker supplies the look-up;
 * NULL: not stated. Subjects, their own fields (predicate_names.def) and the bearers whose
 * attributes they show: output, input    resource, family; attributes of the flow, else of its
 * resource resource         id, family; attributes of the output's resource sender, receiver id,
 * sector, licences, outside (true: stands outside this park); attributes of the firm via id, kind,
 * exists; attributes of the facility; nothing is stated on a direct way link             existing;
 * attributes of the link park             id, country; attributes of the park exchange same_park,
 * own_firm, direct (no facility), pass_through, mode, distance_km */
typedef struct cg_asked {
    const cg_json *(*look_up)(const void *payload, const char *name);
    const void *payload;
    bool strict; /* a boolean not stated is unknown too: what a rule requires is never assumed */
} cg_asked;
typedef enum cg_truth { CG_FALSE, CG_TRUE, CG_UNKNOWN } cg_truth;
/* Evaluates plain JSON predicates in three-valued logic:
 *   {"all": [...]}, {"any": [...]}, {"not": p}, {"NAME": VALUE} (equality; a boolean not stated
 * counts as false; a list equals nothing: ask "has"),
 *   {"NAME": {"at_least": n} | {"at_most": n} | {"more_than": n} | {"less_than": n} | {"in": [...]}
 * | {"has": v} | {"has_value_of": "NAME"} | {"stated": true}}. A number or text that is not stated
 * gives unknown; `missing` (may be NULL) then gets its name. */
cg_truth cg_predicate_holds(const cg_json *predicate, const cg_asked *asked, const char **missing);
/* Checks a predicate's form when a pack is read; reports unknown names (attributes not declared,
 * unknown subjects). */
void cg_predicate_check(const cg_reader *reader, const cg_knowledge *knowledge,
                        const cg_json *predicate);
/* The same for a text that names a number ("receiver.hazardous_permit_quantity"). */
void cg_number_name_check(const cg_reader *reader, const cg_knowledge *knowledge,
                          const cg_json *name);

/* The same for the facts of a rule's own case: values by name, nothing compared. */
void cg_facts_check(const cg_reader *reader, const cg_knowledge *knowledge, const cg_json *facts);

#endif
