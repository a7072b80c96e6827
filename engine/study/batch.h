/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many parks: what each came to as one line of a journal, and what they come to together. */
#ifndef CG_STUDY_BATCH_H
#define CG_STUDY_BATCH_H

#include "study/result.h"

/* One currency that a park says the worth of. */
typedef struct cg_batch_rate {
    const char *currency;
    double worth; /* of one unit of it, in the park's own */
} cg_batch_rate;

/* A file that was written for a park. */
typedef struct cg_batch_file {
    const char *name; /* in the park's folder */
    const char *sha256;
} cg_batch_file;

/* How many criteria of its framework a park meets. */
typedef struct cg_batch_criteria {
    const char *framework; /* NULL: none fits the park */
    bool has_after;        /* there is a plan to go by */
    int of, met[CG_PLAN_TIMES], without_data[CG_PLAN_TIMES];
} cg_batch_criteria;

/* One park of a batch; yearly, base units, the park's own currency. */
typedef struct cg_batch_row {
    const char *file;   /* as the caller names it; no part of the journal */
    const char *key;    /* digest of park, options, models and program version */
    const char *sha256; /* of the park's bytes: what a later batch says it was done again for */
    const char *base;   /* digest of what is the same for every park: options, models, version */
    const char *park;   /* its id, which is its folder too; NULL where it has none to be known by */
    cg_words name;
    const char *status; /* a plan's, "failed": no plan could be asked for, "fault": of the machine;
                           NULL: not solved yet */
    bool earlier;       /* a batch before this one did it */
    bool solved;        /* there is a plan: optimal, or to a limit */
    const char *currency;
    CG_VECTOR(cg_batch_rate) rates;
    int firms, exchanges;
    cg_totals totals;
    double water_saved, waste_avoided, gap;
    cg_batch_criteria criteria;
    CG_VECTOR(cg_conflict) conflicts; /* where infeasible */
    int warnings, errors;
    CG_VECTOR(cg_problem) problems; /* the first of the errors: a journal is no list of them all */
    CG_VECTOR(cg_batch_file) files;
} cg_batch_row;

/* What is in a journal: by key, the last line of each. */
typedef struct cg_batch_journal {
    cg_map *by_key;  /* of items */
    cg_map *by_park; /* of items: the last of each park */
    CG_VECTOR(cg_batch_row) items;
    int foreign; /* lines that are none of ours, or damaged */
} cg_batch_journal;

/* Takes over what a park and its plan say; strings are copied. */
void cg_batch_row_take(cg_arena *arena, cg_batch_row *into, const cg_park *park,
                       const cg_plan *plan);
/* Takes over the errors said of it, and counts the warnings. */
void cg_batch_row_hear(cg_arena *arena, cg_batch_row *into, const cg_diagnostics *said);
/* The first of the errors said, with its place where it has one; "" where there is none. What
 * readers are told of a park without a plan is cg_batch_reason (report/report_batch.h). */
const char *cg_batch_row_reason(cg_arena *arena, const cg_batch_row *row, cg_language language);

/* The array "problems" of a row. */
void cg_batch_write_problems(cg_json_writer *writer, const cg_batch_row *row);
/* congsinh-batch-row/1: one line, its line end included. */
const char *cg_batch_line(cg_arena *arena, const cg_batch_row *row, size_t *length);
/* Reads such a line; false where it is none. */
bool cg_batch_line_read(cg_arena *arena, cg_batch_row *out, const char *line, size_t length);
/* Reads the whole lines of a journal. */
cg_batch_journal *cg_batch_journal_read(cg_arena *arena, const char *bytes);

/* In which state a row can be, in the order of being good; the last is a row not solved yet. */
enum { CG_BATCH_STATUSES = 6 };
/* "optimal" "limit" "infeasible" "failed" "fault" "open". */
const char *cg_batch_status_id(int status);
int cg_batch_status_of(const cg_batch_row *row);

/* What parks come to together. Currencies are never added: money only where a park's own rates (or
 * its currency itself) lead to the common one. */
typedef struct cg_batch_sum {
    int parks, solved, firms, exchanges;
    int by_status[CG_BATCH_STATUSES];
    cg_batch_criteria criteria; /* of all parks that have any, their framework left out */
    int assessed;               /* parks that have any */
    double water_saved, waste_avoided, emissions_saving;
    const char *currency; /* the common one: which most solved parks lead to, then most have, then
                             comes first; NULL where nothing is solved */
    int counted;          /* parks whose money is in these two */
    double net_saving, investment;
} cg_batch_sum;
cg_batch_sum cg_batch_sum_of(const cg_batch_row *rows, int count);
/* The money of those parks that count in one currency, which is their own. */
typedef struct cg_batch_money {
    const char *currency;
    int parks;
    double net_saving, investment;
    bool pays_back;
    double payback_years; /* of them together; 0 where nothing is invested */
} cg_batch_money;
/* One for each currency, in the order of their first parks; returns how many. */
int cg_batch_money_of(cg_arena *arena, const cg_batch_row *rows, int count, cg_batch_money **out);
/* An amount of a row's money in `currency`; NaN where its rates do not lead there. */
double cg_batch_in(const cg_batch_row *row, double amount, const char *currency);

#endif
