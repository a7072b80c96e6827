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

typedef struct cg_rule {
    const char *id; /* "VN-WW-CENTRAL" */
    cg_words title, message;
    cg_words instrument;    /* "Decree 08/2022/ND-CP" */
    cg_words clause;        /* "Article 49(2)(a)" */
    cg_words source;        /* both and what else a reader can look up, in a sentence */
    const char *from, *to;  /* ISO dates in force, inclusive; NULL: open */
    const char *confidence; /* "verified", "background", "uncertain" */
    bool gazette_checked;
    const cg_json *applies; /* predicate; NULL: always */
    cg_effect_kind effect_kind;
    const cg_json *effect; /* the effect's object */
    const cg_json *cases;  /* its own small cases (docs/rules.md); NULL where none */
    const char *file;      /* where it stands */
    int line;
} cg_rule;

typedef struct cg_rules {
    const char *pack; /* "rules/vn", or the file as named; NULL where none */
    cg_words title;
    const char *checked_to;   /* the day to which the pack was checked */
    CG_VECTOR(cg_rule) items; /* in order of id; all of the pack, in force or not */
} cg_rules;

/* Reads pack `name`: an id ("vn": models/rules/vn/, every *.json in it) or a path to a .json file
 * that holds pack and rules; "none" or NULL gives an empty set. Predicates are held against the
 * attributes of `knowledge` (NULL: their form alone). The effects' own keys are checked by models/.
 * NULL after reporting (unknown pack, at `asked`, where its name stands, with the nearest known
 * one; broken file). */
cg_rules *cg_rules_read(const cg_reader *reader, const cg_knowledge *knowledge,
                        const char *models_folder, const char *name, cg_place asked);
/* Ids of the shipped packs. */
const char **cg_rules_list(cg_arena *arena, const char *models_folder, int *count);
/* True for a day of the calendar written 2026-06-30. */
bool cg_date_is_valid(const char *text);
/* True where the rule is in force on `date` (ISO). */
bool cg_rule_in_force(const cg_rule *rule, const char *date);

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
} cg_asked;
typedef enum cg_truth { CG_FALSE, CG_TRUE, CG_UNKNOWN } cg_truth;
/* Evaluates plain JSON predicates in three-valued logic:
 *   {"all": [...]}, {"any": [...]}, {"not": p}, {"NAME": VALUE} (equality; a boolean not stated
 * counts as false; a list equals nothing: ask "has"),
 *   {"NAME": {"at_least": n} | {"at_most": n} | {"more_than": n} | {"less_than": n} | {"in": [...]}
 * | {"has": v} | {"stated": true}}. A number or text that is not stated gives unknown; `missing`
 * (may be NULL) then gets its name. */
cg_truth cg_predicate_holds(const cg_json *predicate, const cg_asked *asked, const char **missing);
/* Checks a predicate's form when a pack is read; reports unknown names (attributes not declared,
 * unknown subjects). */
void cg_predicate_check(const cg_reader *reader, const cg_knowledge *knowledge,
                        const cg_json *predicate);

/* The same for the facts of a rule's own case: values by name, nothing compared. */
void cg_facts_check(const cg_reader *reader, const cg_knowledge *knowledge, const cg_json *facts);

#endif
