/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frameworks as data: what a park and its firms are held against, clause by clause. */
#ifndef CG_KNOWLEDGE_FRAMEWORKS_H
#define CG_KNOWLEDGE_FRAMEWORKS_H

#include "knowledge/knowledge.h"

/* Of whom a criterion speaks. */
typedef enum cg_subject {
    CG_OF_DEVELOPER,
    CG_OF_FIRMS, /* all of them together */
    CG_OF_PARK,
    CG_OF_FIRM, /* each by itself */
    CG_SUBJECTS
} cg_subject;
/* "developer", "firms", "park", "firm". */
const char *cg_subject_id(cg_subject subject);

typedef enum cg_test_kind {
    CG_TEST_FACT,      /* a fact that must be true */
    CG_TEST_VALUE,     /* a number of at least so much */
    CG_TEST_FIRMS,     /* the share of the firms of which a fact is true */
    CG_TEST_EXCHANGES, /* the number of symbioses, of both ends of which a fact is true */
    CG_TEST_CRITERIA   /* all criteria of some subjects */
} cg_test_kind;
/* "fact", "value", "firms", "exchanges", "criteria". */
const char *cg_test_id(cg_test_kind kind);

typedef struct cg_criterion {
    const char *id; /* "C2b"; several versions share it, their days apart */
    cg_words title, instrument, clause;
    cg_subject subject;
    const char *from, *to; /* ISO dates in force, inclusive; NULL: open */
    cg_words source;
    const char *confidence;
    bool gazette_checked;
    cg_test_kind test;
    int fact;        /* of knowledge->fact_kinds; CG_NONE: the test needs none */
    double at_least; /* a share or a number; 1 where a fact must be true */
    unsigned of;     /* CG_TEST_CRITERIA: bits 1 << cg_subject */
    cg_words closes; /* what would meet it */
    const cg_json *node;
} cg_criterion;

typedef struct cg_framework {
    const char *id;
    cg_words title;
    const char *country;           /* or NULL */
    const char *checked_to;        /* the day to which it was checked, or NULL */
    CG_VECTOR(cg_criterion) items; /* as they stand; all versions */
    const char *file;
} cg_framework;

/* The files of the frameworks below `models_folder`, and `name` last where it names a file; ended
 * by NULL. `name` may be NULL, and is borrowed. */
const char **cg_framework_files(cg_arena *arena, const char *models_folder, const char *name);
/* Declares the facts that the frameworks below `models_folder` ask for, and those of `file` (a
 * framework's file; NULL: none). */
void cg_fact_kinds_read(cg_knowledge *knowledge, const cg_reader *reader, const char *models_folder,
                        const char *file);

/* Which framework is asked for. */
typedef struct cg_framework_asked {
    const char *name; /* an id, or a file that ends in .json; NULL: the shipped one of `country` */
    const char *country; /* ISO 3166-1; may be NULL */
    cg_place place;      /* where the name stands */
} cg_framework_asked;
/* NULL after reporting: no such framework (with the nearest known one), none for the country, or
 * errors in its file. */
cg_framework *cg_framework_read(const cg_reader *reader, const cg_knowledge *knowledge,
                                const char *models_folder, const cg_framework_asked *asked);
/* True where the criterion is in force on `date` (ISO). */
bool cg_criterion_in_force(const cg_criterion *criterion, const char *date);

#endif
