/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files that read a rule pack share; nobody outside this room includes it. */
#ifndef CG_KNOWLEDGE_RULES_READ_H
#define CG_KNOWLEDGE_RULES_READ_H

#include "knowledge/rules.h"

/* What reading one pack needs. */
typedef struct cg_rule_source {
    cg_reader reader; /* of the file at hand */
    const cg_knowledge *knowledge;
    cg_rules *rules;
    cg_place asked;               /* where the pack is named */
    cg_rule_pack *pack;           /* the one at hand, of rules->packs */
    int first_rule, first_clause; /* its own, in `rules` */
} cg_rule_source;

/* A day written 2026-06-30; NULL where absent, or after reporting. */
const char *cg_rules_day(const cg_reader *reader, const cg_json *object, const char *key);
/* What a pack says about itself: title, instruments and their clauses, questions, authorities. */
void cg_rules_read_head(cg_rule_source *source, const cg_json *root);
/* After all files: clauses that no rule cites and nothing excuses, and cited ones that no
 * instrument lists. */
void cg_rules_check_clauses(cg_rule_source *source);
/* After all files: permits whose authority the pack does not list. */
void cg_rules_check_authorities(cg_rule_source *source);
/* After all files: rules in force together that route by different kinds, each what goes by the
 * other's. */
void cg_rules_check_routes(cg_rule_source *source);
/* The list under `key`; NULL where absent, or after reporting. */
const cg_json *cg_rules_list_member(const cg_reader *reader, const cg_json *object,
                                    const char *key);
/* The form of a rule's own cases (NULL: none): facts by name, whether it applies, the verdict. */
void cg_rules_check_cases(const cg_rule_source *source, const cg_json *cases);
/* True where both may be in force at once: their days meet and they are no two readings of one
 * question. */
bool cg_rules_overlap(const cg_rule *a, const cg_rule *b);
/* The question and reading that `entry` names ("question", "reading"); CG_NONE, CG_NONE where none,
 * or after reporting. */
void cg_rules_reading_of(const cg_rule_source *source, const cg_json *entry, int *question,
                         int *reading);

#endif
