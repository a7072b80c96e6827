/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number with what is known about it: its range, what it rests on, where it comes from. */
#ifndef CG_UNIT_VALUE_H
#define CG_UNIT_VALUE_H

#include "base/json_shelf.h"
#include "unit/quantity.h"
#include "unit/readings.h"

typedef enum cg_basis {
    CG_BASIS_UNSTATED,
    CG_BASIS_MEASURED,
    CG_BASIS_BILLED,
    CG_BASIS_PERMIT,
    CG_BASIS_ESTIMATED,
    CG_BASIS_DEFAULT,
    CG_BASIS_COUNT
} cg_basis;
/* "measured" …; NULL for CG_BASIS_UNSTATED. */
const char *cg_basis_id(cg_basis basis);

typedef struct cg_value {
    double value;             /* in the base unit of its kind */
    double low, high;         /* meaningful where ranged */
    cg_words source;          /* none where not stated */
    const char *factor;       /* id of the factor it was taken from, or NULL */
    const char *missing_rate; /* currency it is in, where the park has no exchange rate for it:
                                 value is then meaningless and whoever uses it must report that */
    const cg_json *node;      /* where it is stated; NULL where it is not */
    int year;                 /* 0 where not stated */
    int line;
    cg_basis basis;
    bool given; /* false: nobody stated it, `value` is the contract's default */
    bool ranged;
    bool confidential; /* for its own firm and the analyst alone (decision 0014) */
} cg_value;

/* Where in its range a number with one is read: as it is stated, or at the end that is adverse, or
 * favourable, to what a plan saves (unit/range_end.h). */
typedef enum cg_range_end { CG_AS_STATED, CG_ADVERSE, CG_FAVOURABLE } cg_range_end;
/* How many numbers were read elsewhere than stated: the park's own, and those of shipped packs. */
typedef struct cg_moved {
    int own, shipped;
} cg_moved;

/* Everything reading a value needs. */
typedef struct cg_reader {
    cg_arena *arena;
    cg_diagnostics *diagnostics;
    const char *file;            /* for places */
    const cg_currency *currency; /* NULL: money is not read here */
    const cg_json *(*find_factor)(const void *payload,
                                  const char *id); /* the factor's entry, or NULL */
    const void *payload;
    const cg_map *factor_ids; /* for the nearest known name; may be NULL */
    bool confidences;         /* a price or cost read here may be "confidential" */
    bool lenient_rates;   /* shipped packs: an unknown currency sets missing_rate and is no error */
    cg_json_shelf *shelf; /* where documents of the models are kept; NULL: nowhere */
    cg_range_end end;
    cg_moved *moved;       /* counts them; may be NULL */
    cg_readings *readings; /* remembers what numbers were read as; NULL: nobody asks */
} cg_reader;

/* Reads a number as the contract allows it: bare, text with unit,
 * {"value","low","high","basis","source","year","confidence","confidential","note"},
 * {"factor","times"}. A factor's number is CG_BASIS_DEFAULT and keeps its range, times `times`.
 * False after reporting what is wrong (wrong type, unit, dimension, not low <= value <= high,
 * unknown basis, unknown key …); `*out` is then 0 and given, so that reading can go on. */
bool cg_value_read(const cg_reader *reader, const cg_json *node, cg_kind kind, cg_family family,
                   cg_value *out);
/* The same, and an error where it is below `least` (-CG_UNBOUNDED… pass -INFINITY for none). */
bool cg_value_read_least(const cg_reader *reader, const cg_json *node, cg_kind kind,
                         cg_family family, double least, cg_value *out);
/* The same for a quality parameter's number, in its kind's unit. */
bool cg_value_read_quality(const cg_reader *reader, const cg_json *node,
                           const cg_quality_meaning *meaning, cg_value *out);
/* How a number read from `node` is written there, for sentences; `key` ("value", "low", "high")
 * says which where it is an object. The number itself where no text of that kind stands there. */
const char *cg_value_shown(const cg_reader *reader, const cg_json *node, const char *key,
                           double number);
cg_place cg_reader_place(const cg_reader *reader, const cg_json *node);
/* Reports every key of `object` that is not in the NULL-terminated list (nor "note"), with the
 * nearest known one. */
void cg_reader_check_keys(const cg_reader *reader, const cg_json *object, const char *const *known);
/* The same of a whole document, where "$schema" may tell an editor which schema it is of. */
void cg_reader_check_document(const cg_reader *reader, const cg_json *root,
                              const char *const *known);
/* How a JSON value looks in a sentence, free of language: "[...]", "{...}", null, or what was
 * written. */
const char *cg_reader_shown(const cg_reader *reader, const cg_json *node);
/* Checks "source", "year" and "confidence" of an object that has them. */
bool cg_reader_evidence(const cg_reader *reader, const cg_json *object);
/* The same without "source", where that is one text for each language. */
bool cg_reader_grade(const cg_reader *reader, const cg_json *object);
/* True where `node` is of `type`; else reports what was found and expected. `node` must not be
 * NULL. */
bool cg_reader_is(const cg_reader *reader, const cg_json *node, cg_json_type type);
/* Text in one or two languages; reports a wrong type. `node` may be NULL: no words. */
cg_words cg_reader_words(const cg_reader *reader, const cg_json *node);
/* The same of what was read before: says nothing of a wrong type. */
cg_words cg_words_stated(const cg_json *node);
/* The same where an object must hold a text: {} is reported too. */
cg_words cg_reader_sentence(const cg_reader *reader, const cg_json *node);
/* Member texts and truths with type checks; `otherwise` where absent. */
const char *cg_reader_text(const cg_reader *reader, const cg_json *object, const char *key,
                           const char *otherwise);
bool cg_reader_truth(const cg_reader *reader, const cg_json *object, const char *key,
                     bool otherwise);
/* The first entry of the list that is member `key`, or NULL; reports a wrong type. */
const cg_json *cg_reader_first(const cg_reader *reader, const cg_json *object, const char *key);
/* The entry's "id"; NULL after reporting that it is no object or has none. */
const char *cg_reader_id(const cg_reader *reader, const cg_json *entry);

#endif
