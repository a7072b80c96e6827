/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a park states against the rules: waivers, permits that are there, licences that firms hold.
 */
#ifndef CG_MATCH_EXCEPTIONS_H
#define CG_MATCH_EXCEPTIONS_H

#include "effect.h"

typedef enum cg_exception_kind {
    CG_EXCEPTION_WAIVER, /* a rule does not apply */
    CG_EXCEPTION_PERMIT, /* the permit that a rule asks for is there */
    CG_EXCEPTION_LICENCE /* a firm holds a licence, or more of what its attributes say */
} cg_exception_kind;

/* What became of it. */
typedef enum cg_exception_state {
    CG_EXCEPTION_IDLE,    /* nothing here turns on it */
    CG_EXCEPTION_AT_WORK, /* something does */
    CG_EXCEPTION_EARLY,   /* not yet on the law's day: not counted */
    CG_EXCEPTION_ENDED    /* no longer on the law's day: not counted */
} cg_exception_state;

/* A firm's attribute, beyond what the park says: what a permit of the firm's names. */
typedef struct cg_held_attribute {
    const char *id;
    const cg_json *value;
} cg_held_attribute;

/* One as stated, and where it reaches. Texts that are not stated are NULL. */
typedef struct cg_exception {
    cg_exception_kind kind;
    cg_exception_state state;
    const char *rule; /* NULL of a licence */
    cg_words title;   /* of that rule */
    const char *from, *to, *firm, *licence;
    CG_VECTOR(cg_held_attribute) attributes;
    const char *number, *by, *date, *until;
    cg_words because;
    /* In the park; CG_NONE: any. Empty where the exception was read from a plan. */
    int sender, output, receiver, input, holder;
    int next;       /* of those filed with it; CG_NONE */
    int line;       /* of the document */
    bool explained; /* why nothing turns on it is said already */
} cg_exception;

/* What a firm has of one fact, licences counted. */
typedef struct cg_held_fact {
    int exception; /* CG_NONE: of all together */
    const char *fact;
    const cg_json *value;
    int next; /* of the same firm; CG_NONE */
} cg_held_fact;

typedef struct cg_exceptions {
    const char *file, *sha256; /* of the document, as it was named */
    CG_VECTOR(cg_exception) items;
    CG_VECTOR(cg_held_fact) facts;
    /* Each exception is filed once: under a firm that it names, or under `everywhere`. A thousand
     * of them would else be held against each of a park's millions of exchanges. */
    int everywhere, *first_of_firm; /* CG_NONE: nothing */
    int *first_fact; /* by firm of the park, CG_NONE: holds nothing beyond what the park says */
} cg_exceptions;

typedef struct cg_exceptions_source {
    const char *file;  /* to be read, or only the name of `bytes` */
    const char *bytes; /* or NULL */
    size_t length;
} cg_exceptions_source;

/* Reads congsinh-exceptions/1 (docs/formats.md) for a park and a law on a day; reports every
 * problem, and warns of what the day leaves out. NULL where the document cannot be read at all. */
cg_exceptions *cg_exceptions_read(const cg_reader *reader, const cg_exceptions_source *source,
                                  const cg_park *park, const cg_rules *pack, const char *date);

/* Whether an exception's ends, or its holder, are ends of the exchange; `exchange` NULL: whether it
 * names none. */
bool cg_exception_covers(const cg_exception *exception, const cg_exchange_case *exchange);
/* The exception of `kind` that speaks of this rule for this exchange, the first of several;
 * CG_NONE. `exchange` NULL: that speaks of it everywhere. `exceptions` may be NULL. */
int cg_exception_for(const cg_exceptions *exceptions, cg_exception_kind kind, const char *rule,
                     const cg_exchange_case *exchange);
/* What the firm has of `fact` with its licences, or with the licence `only`; NULL: as the park
 * says. */
const cg_json *cg_exceptions_fact(const cg_exceptions *exceptions, int firm, const char *fact,
                                  int only);
/* Warns of those about a rule that is none of the `count` that are asked. */
void cg_exceptions_check_rules(cg_diagnostics *diagnostics, cg_exceptions *exceptions,
                               const cg_rule *const *rules, int count, const char *date);
/* Warns of those on which nothing turned; asked after all matches were found. */
void cg_exceptions_report_idle(cg_diagnostics *diagnostics, const cg_exceptions *exceptions);

/* "waiver", "permit", "licence"; "idle", "at-work", "early", "ended". */
const char *cg_exception_kind_id(cg_exception_kind kind);
const char *cg_exception_state_id(cg_exception_state state);
/* As a list in a plan or in matches. */
void cg_exceptions_write(cg_json_writer *writer, const char *key, const cg_exception *items,
                         int count);
/* What it says, in a sentence: "VN-X (title) does not apply here: …; by …, of …". */
const char *cg_exception_told(cg_arena *arena, const cg_exception *exception, cg_language language);
/* Where it holds, and what became of it: "from a to b; nothing here turns on it". */
const char *cg_exception_reach(cg_arena *arena, const cg_exception *exception,
                               cg_language language);

#endif
