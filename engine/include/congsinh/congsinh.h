/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libcongsinh: finds the best lawful exchanges between the firms of an industrial park.
 *
 * The road is always the same: read a park, find its matches, solve for a plan, write it down.
 *
 *     congsinh *context = NULL;
 *     congsinh_park *park = NULL;
 *     congsinh_plan *plan = NULL;
 *     congsinh_park_source source = CONGSINH_PARK_SOURCE_INIT;
 *     congsinh_solve_options options = CONGSINH_SOLVE_OPTIONS_INIT;
 *     source.file = "park.json";
 *     if (congsinh_new(&context, NULL) == CONGSINH_OK &&
 *         congsinh_park_read(&park, context, &source) == CONGSINH_OK &&
 *         congsinh_solve(&plan, context, park, &options) == CONGSINH_OK) {
 *         printf("%.0f saved a year\n", congsinh_plan_totals(plan).net_saving);
 *     }
 *     congsinh_plan_free(plan); congsinh_park_free(park); congsinh_free(context);
 *
 * Rules that hold for every function:
 *  - the result comes first, named `out`; on any status but CONGSINH_OK (and CONGSINH_LIMIT,
 *    CONGSINH_INFEASIBLE where a plan is made) it is set to NULL or left as it was;
 *  - what comes out through a pointer is the caller's, to be freed with the matching _free, which
 *    accepts NULL; what a function returns belongs to the object it was asked of;
 *  - a context must outlive what was made with it, and is used by one thread at a time; different
 *    contexts may be used by different threads, except that only one may find matches along corridors
 *    at a time (igraph);
 *  - nothing is printed and nothing exits; what was wrong is in the context's diagnostics. */
#ifndef CONGSINH_H
#define CONGSINH_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CONGSINH_VERSION "0.1.0"

#if defined(__GNUC__)
#define CONGSINH_API __attribute__((visibility("default")))
#define CONGSINH_MUST_USE __attribute__((warn_unused_result))
#else
#define CONGSINH_API
#define CONGSINH_MUST_USE
#endif

/* What class of thing happened; what exactly is in the diagnostics. */
typedef enum congsinh_status {
    CONGSINH_OK = 0,
    CONGSINH_BAD_DATA,   /* the park, plan or pack has an error, or the question does */
    CONGSINH_BAD_USAGE,  /* an option that no data could make right */
    CONGSINH_INFEASIBLE, /* the park's requirements cannot hold together; a plan is still made, saying which */
    CONGSINH_LIMIT,      /* solved only to a limit; the plan states its gap */
    CONGSINH_NO_MEMORY,
    CONGSINH_MACHINE /* a fault of the machine: disk full, not allowed */
} congsinh_status;

typedef enum congsinh_language { CONGSINH_ENGLISH, CONGSINH_VIETNAMESE } congsinh_language;

/* How a result is written. Text is for people (80 columns); the others by file ending. */
typedef enum congsinh_format {
    CONGSINH_TEXT,
    CONGSINH_JSON,
    CONGSINH_MARKDOWN,
    CONGSINH_CSV,
    CONGSINH_HTML,    /* of a plan; a comparison has none yet */
    CONGSINH_GEOJSON, /* from here on of a plan alone: a map (RFC 7946) */
    CONGSINH_GRAPHML, /* firms and facilities joined by exchanges */
    CONGSINH_SANKEY,  /* CSV of flows: source,target,type,value,unit */
    CONGSINH_GEOPACKAGE, /* the map's layers as JSON, of which `congsinh-tables geopackage` makes a GeoPackage */
    CONGSINH_WORKBOOK    /* XLSX: a sheet for each part of the report, with charts; bytes, not a text */
} congsinh_format;
/* The format of a file name's ending (".md", ".csv", ".html", ".json", ".txt", ".geojson", ".graphml",
 * ".sankey.csv", ".gpkg", ".xlsx"); false where unknown. */
CONGSINH_API bool congsinh_format_of(congsinh_format *out, const char *file);
/* The i-th ending that is known, from 0 (".md"); NULL beyond the last. */
CONGSINH_API const char *congsinh_format_ending(int i);

/* ---- context ------------------------------------------------------------------------------- */

typedef struct congsinh congsinh;

typedef struct congsinh_options {
    const char *models;         /* folder of the shipped models; NULL: $CONGSINH_MODELS, else the installed
                                   folder, else the source tree the library was built from */
    congsinh_language language; /* of diagnostics and of everything written for people */
    /* Called now and then during work of more than a second; returns true to stop it. */
    bool (*progress)(void *payload, const char *sentence);
    void *payload;
} congsinh_options;
#define CONGSINH_OPTIONS_INIT {NULL, CONGSINH_ENGLISH, NULL, NULL}

/* `options` may be NULL. CONGSINH_NO_MEMORY, or CONGSINH_OK. Models are looked for when first needed. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_new(congsinh **out, const congsinh_options *options);
CONGSINH_API void congsinh_free(congsinh *context);
/* The version of the library in use. */
CONGSINH_API const char *congsinh_version(void);
/* The models folder in use, or NULL where none is found. */
CONGSINH_API const char *congsinh_models_folder(const congsinh *context);
/* The file of the shipped sample park, or NULL where it is not found. */
CONGSINH_API const char *congsinh_sample_park(const congsinh *context);

typedef enum congsinh_severity { CONGSINH_NOTE, CONGSINH_WARNING, CONGSINH_ERROR } congsinh_severity;
typedef struct congsinh_diagnostic {
    congsinh_severity severity;
    const char *code;     /* stable, as "UNKNOWN_KEY" */
    const char *file;     /* or NULL */
    const char *path;     /* as "firms.paper.outputs.effluent.quantity", or NULL */
    int line;             /* from 1, or 0 */
    const char *sentence; /* in the context's language */
} congsinh_diagnostic;
CONGSINH_API int congsinh_diagnostic_count(const congsinh *context);
/* The i-th (from 0), in the order found; its texts live until they are cleared, at most as long as the context. */
CONGSINH_API congsinh_diagnostic congsinh_diagnostic_at(congsinh *context, int i);
/* Forgets what was said so far, so that one context can read park after park: it reads the models' files once. */
CONGSINH_API void congsinh_diagnostics_clear(congsinh *context);

/* What a context's work has taken until now, for people who measure: it reaches no result. */
typedef struct congsinh_stage {
    const char *code; /* stable, as "solving" */
    const char *name; /* in the context's language */
    int level;        /* 1: a part of the nearest stage of level 0 before it */
    int times;        /* how often it ended */
    double seconds;   /* of all of them */
} congsinh_stage;
/* And how large what it worked on last was: the program's columns, rows and the like. */
typedef struct congsinh_tally {
    const char *code; /* stable, as "columns" */
    const char *name;
    double number;
} congsinh_tally;
/* Tell at most `room` of them, in the order of a run, and return how many there are. */
CONGSINH_API int congsinh_stages(const congsinh *context, congsinh_stage *out, int room);
CONGSINH_API int congsinh_tallies(const congsinh *context, congsinh_tally *out, int room);

/* Frees a text that a congsinh_..._write function made. */
CONGSINH_API void congsinh_text_free(char *text);
/* Writes a file whole or not at all; CONGSINH_MACHINE says why not in the diagnostics. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_file_write(congsinh *context, const char *file,
                                                                   const char *bytes, size_t length);

/* ---- park ---------------------------------------------------------------------------------- */

typedef struct congsinh_park congsinh_park;

typedef struct congsinh_park_source {
    const char *file;  /* read this file ("-": standard input), or only its name where bytes are given */
    const char *bytes; /* the document itself, or NULL */
    size_t length;
    const char *const *settings; /* "PATH=VALUE", applied in order before reading */
    int setting_count;
    const char *rules;     /* a rule pack's id or file that will be asked in place of the park's (congsinh_law.rules):
                              what it declares may then be stated in the park; NULL: none */
    const char *framework; /* a framework's id or file, in place of the one that the park states: the facts that
                              a file asks for may then stand in the park. NULL: the park's */
} congsinh_park_source;
#define CONGSINH_PARK_SOURCE_INIT {NULL, NULL, 0, NULL, 0, NULL, NULL}

/* Reads and checks a park (congsinh-park/1). CONGSINH_BAD_DATA where it has errors: all of them are in
 * the diagnostics, warnings too. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_park_read(congsinh_park **out, congsinh *context,
                                                                  const congsinh_park_source *source);
CONGSINH_API void congsinh_park_free(congsinh_park *park);
typedef struct congsinh_park_facts {
    const char *id;
    int firms, outputs, inputs, facilities, links, exchanges, periods;
} congsinh_park_facts;
CONGSINH_API congsinh_park_facts congsinh_park_describe(const congsinh_park *park);

/* ---- workbooks ----------------------------------------------------------------------------- */

/* A workbook (.xlsx) that people fill in: a sheet a table of a park, headings and help in the context's language,
 * lists to choose from. `firm`: the sheets of one firm alone, its id filled in; NULL: the whole park. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_template_write(char **out, size_t *length, congsinh *context,
                                                                       const char *firm);
/* The park as such a workbook; read again it is the same park. `firm`: that one alone; NULL: everything.
 * CONGSINH_BAD_DATA where there is no such firm. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_park_workbook(char **out, size_t *length, congsinh *context,
                                                                      const congsinh_park *park, const char *firm);
/* Whether the file is a park's document, by its "format"; false too where it cannot be read. */
CONGSINH_API bool congsinh_is_park(congsinh *context, const char *file);

/* ---- parks out of tables ------------------------------------------------------------------- */

/* A workbook, or a folder of CSV files, as the program congsinh-tables hands its cells over. */
typedef struct congsinh_book {
    const char *file;  /* its name, for messages */
    const char *cells; /* the JSON text, congsinh-cells/1 */
    size_t length;
} congsinh_book;
/* The decimal mark of numbers that stand in cells as text. */
typedef enum congsinh_decimal {
    CONGSINH_DECIMAL_PROVEN, /* as each column's own texts prove it; what may be either is an error */
    CONGSINH_DECIMAL_POINT,
    CONGSINH_DECIMAL_COMMA
} congsinh_decimal;
typedef struct congsinh_import {
    const congsinh_book *books; /* several: one park's, as one for each firm */
    int count;
    congsinh_decimal decimal;
} congsinh_import;
#define CONGSINH_IMPORT_INIT {NULL, 0, CONGSINH_DECIMAL_PROVEN}

/* The park's document (congsinh-park/1) that the tables of one or several books make together, read and
 * checked. CONGSINH_BAD_DATA where anything in them is wrong: every problem, of cells, tables and the park,
 * is in the diagnostics in the order of the cells, with `file` of the book and "Sheet!C12" as its path.
 * `facts` (may be NULL) tells of the park; its id lives as long as the context. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_park_import(char **out, size_t *length, congsinh *context,
                                                                    const congsinh_import *source,
                                                                    congsinh_park_facts *facts);

/* A copy of the source's book number `book` (from 0) as a workbook (.xlsx), with all that the context's
 * diagnostics say of it: a first sheet that lists it, and a comment on each cell that has a problem. Values
 * alone are kept, no formats. After congsinh_park_import, whatever that came to. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_import_annotate(char **out, size_t *length,
                                                                        congsinh *context,
                                                                        const congsinh_import *source, int book);

/* ---- law and matches ----------------------------------------------------------------------- */

/* Which law is asked. */
typedef struct congsinh_law {
    const char *rules;          /* a pack's id, a file, "none", or several together, joined by "+"
                                   ("vn+own.json"); NULL: the park's */
    const char *date;           /* YYYY-MM-DD; NULL: the park's */
    const char *const *without; /* ids of rules left out */
    int without_count;
    const char *const *readings; /* ids of readings of the pack's questions, where not the usual ones */
    int reading_count;
    /* What the park states against the rules (congsinh-exceptions/1): waivers, permits that are there,
     * licences that firms hold. NULL: nothing. */
    const char *exceptions;       /* read this file, or only its name where bytes are given */
    const char *exceptions_bytes; /* the document itself, or NULL */
    size_t exceptions_length;
} congsinh_law;
#define CONGSINH_LAW_INIT {NULL, NULL, NULL, 0, NULL, 0, NULL, NULL, 0}

/* Finds what cannot be seen before ways and law are: running exchanges that no way can carry,
 * facilities that overflow today, firms whose place is asked and not stated. All of it is in the
 * diagnostics; CONGSINH_BAD_DATA where any is an error. The same as congsinh_match finds, without its
 * list: far less time and memory in a large park. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_check(congsinh *context, const congsinh_park *park,
                                                              const congsinh_law *law);

typedef struct congsinh_matches congsinh_matches;
/* Finds every candidate exchange with its distance, physics and legal verdict. Also finds what can only
 * be seen here: running exchanges that no way can carry, facilities that overflow today. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_match(congsinh_matches **out, congsinh *context,
                                                              const congsinh_park *park, const congsinh_law *law);
CONGSINH_API void congsinh_matches_free(congsinh_matches *matches);
/* Text, JSON (congsinh-matches/1) or CSV, one row a candidate; CONGSINH_BAD_USAGE for others. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_matches_write(char **out, size_t *length, congsinh *context,
                                                                      const congsinh_matches *matches,
                                                                      congsinh_format format);

/* ---- plan ---------------------------------------------------------------------------------- */

typedef enum congsinh_objective {
    CONGSINH_COST,      /* least planned cost */
    CONGSINH_EMISSIONS, /* least planned emissions */
    CONGSINH_WATER,     /* least water bought */
    CONGSINH_WASTE      /* least material disposed of */
} congsinh_objective;

typedef struct congsinh_solve_options {
    congsinh_law law;
    congsinh_objective objective;
    double time_limit; /* seconds, of the whole call; of a call that solves many times, of each; 0: none */
    double gap;        /* relative gap at which to stop, as CONGSINH_LIMIT; 0: to the end */
    int jobs;          /* has no effect on the result */
    bool no_ranges;    /* leave out what the plan gains at the low and at the high of the park's numbers */
} congsinh_solve_options;
#define CONGSINH_SOLVE_OPTIONS_INIT {CONGSINH_LAW_INIT, CONGSINH_COST, 0, 0, 1, false}

typedef struct congsinh_plan congsinh_plan;
/* Finds the best plan. CONGSINH_OK: proven optimal. CONGSINH_LIMIT, CONGSINH_INFEASIBLE: `*out` is a plan that
 * says so. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_solve(congsinh_plan **out, congsinh *context,
                                                              const congsinh_park *park,
                                                              const congsinh_solve_options *options);
/* Reads a plan that was written as JSON (congsinh-plan/1); `bytes` NULL: from `file`. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_plan_read(congsinh_plan **out, congsinh *context,
                                                                  const char *file, const char *bytes, size_t length);
CONGSINH_API void congsinh_plan_free(congsinh_plan *plan);

/* Yearly, in the park's currency and t CO2e; each the difference between baseline and plan. */
typedef struct congsinh_totals {
    double net_saving, avoided_purchase, avoided_disposal, transport_cost, treatment_cost, fees,
        annualised_investment, investment, payback_years /* NaN: never pays */, emissions_saving;
} congsinh_totals;
CONGSINH_API congsinh_totals congsinh_plan_totals(const congsinh_plan *plan);

/* JSON is congsinh-plan/1, the whole plan; the others are reports: text, Markdown, HTML, CSV (one row an exchange), maps
 * and graphs, as the park's board sees them and in draft. CONGSINH_BAD_DATA for a map of a park that stands on a plane
 * of its own ("at_km"): it has no place on the earth. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_plan_write(char **out, size_t *length, congsinh *context,
                                                                   const congsinh_plan *plan, congsinh_format format);
/* Writes the whole plan as JSON to a file, as congsinh_plan_write and congsinh_file_write do, but never holds its text. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_plan_save(congsinh *context, const congsinh_plan *plan,
                                                                  const char *file);

/* For whom a report is, and what its readers may see of the plan (docs/decisions/0014-editions.md). */
typedef enum congsinh_audience {
    CONGSINH_FOR_BOARD,   /* every firm and exchange, but not what a firm's money is made of */
    CONGSINH_FOR_FIRM,    /* one page: its own exchanges, and the park's totals */
    CONGSINH_FOR_ANALYST, /* everything */
    CONGSINH_FOR_PUBLIC   /* totals alone, and no firm's name */
} congsinh_audience;
typedef struct congsinh_report_options {
    congsinh_audience audience;
    const char *firm; /* its id, for CONGSINH_FOR_FIRM */
    bool official;    /* else it says that it is a draft */
    const char *prepared_by, *checked_by, *approved_by; /* names on the cover; NULL: a line to sign on */
} congsinh_report_options;
#define CONGSINH_REPORT_OPTIONS_INIT {CONGSINH_FOR_BOARD, NULL, false, NULL, NULL, NULL}
/* As congsinh_plan_write, for an audience; `options` may be NULL. CONGSINH_BAD_USAGE for JSON to any but the analyst,
 * for it is the whole plan. CONGSINH_BAD_DATA where the plan has no such firm; where
 * requirements conflict there is no plan to have one, and each firm is told that. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_report_write(char **out, size_t *length, congsinh *context,
                                                                     const congsinh_plan *plan,
                                                                     const congsinh_report_options *options,
                                                                     congsinh_format format);
/* The program that is solved, as CPLEX LP text: for another objective than cost the first of the two, which finds how
 * much can be had. Numbers are exact; rows and columns have names that people can read. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_program_write(char **out, size_t *length, congsinh *context,
                                                                      const congsinh_park *park,
                                                                      const congsinh_solve_options *options);

/* How a program is written for other solvers. */
typedef enum congsinh_program_format {
    CONGSINH_LP, /* CPLEX LP, ".lp" */
    CONGSINH_MPS /* free MPS, ".mps" */
} congsinh_program_format;
/* The format of a file name's ending; false where unknown. */
CONGSINH_API bool congsinh_program_format_of(congsinh_program_format *out, const char *file);
/* As congsinh_program_write, in a format. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_program_write_as(char **out, size_t *length, congsinh *context,
                                                                         const congsinh_park *park,
                                                                         const congsinh_solve_options *options,
                                                                         congsinh_program_format format);

/* ---- the same park with other numbers ------------------------------------------------------- */

/* A park that is read, matched and made a program of once, and then solved under as many other numbers as one
 * likes, each time from what was best before: a sweep of the carbon price, every supply lost in turn, thousands of
 * draws of all quantities. */
typedef struct congsinh_resolver congsinh_resolver;

typedef enum congsinh_change_kind {
    CONGSINH_CARBON_PRICE,   /* the park's, in its currency per t CO2e; `flow` is not read */
    CONGSINH_QUANTITY_TIMES, /* how much there is of a flow, as a multiple of what the park states, in every
                                period: 0 is none of it, 1 as stated */
    CONGSINH_PRICE,          /* what a unit of a flow costs today, in the park's currency, in every period: of an
                                input its price; of an output what being rid of it costs, negative where it is
                                sold. Of an output that a facility treats today it changes no total */
    CONGSINH_PRICE_TIMES     /* the same as a multiple of what the park states */
} congsinh_change_kind;

typedef struct congsinh_change {
    congsinh_change_kind kind;
    const char *flow; /* "firm.flow": an output, else an input of that name */
    double value;     /* finite; quantities not negative */
} congsinh_change;

/* Makes one, and solves the park as it stands: takes as long as congsinh_solve without ranges, and the memory of
 * the whole program as long as it lives. The park, the context and what the options point to must outlive it; it is
 * used by the thread that uses its context. CONGSINH_OK, CONGSINH_LIMIT and CONGSINH_INFEASIBLE, as of
 * congsinh_solve, make one; `options` may be NULL, `no_ranges` in them counts as set. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_resolver_new(congsinh_resolver **out, congsinh *context,
                                                                     const congsinh_park *park,
                                                                     const congsinh_solve_options *options);
CONGSINH_API void congsinh_resolver_free(congsinh_resolver *resolver);

/* The totals of the best plan for the park as stated with these changes and no others: what an earlier call changed
 * is as stated again. Of two changes of one number the later counts. CONGSINH_OK: proven optimal; CONGSINH_LIMIT: to
 * a limit. As good as congsinh_solve of the changed park, to rounding; where several plans are best it may be
 * another of them. `totals` may be NULL, and is left as it was on any other status: CONGSINH_INFEASIBLE;
 * CONGSINH_BAD_DATA where the park has no such flow, or a flow is changed to less than runs of it today;
 * CONGSINH_BAD_USAGE for a value that cannot be. After any status the next call may be made.
 * Takes a hundredth of congsinh_solve and less where the program stays the one it is, and least where the carbon
 * price goes on in small steps. Where another program comes of
 * the change (quantities where rules ask for them or where what something costs to open depends on them, prices
 * under a least saving or below 0 where they were above, any objective but cost) it takes as long as congsinh_solve
 * without reading the park. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_resolve(congsinh_totals *totals, congsinh_resolver *resolver,
                                                                const congsinh_change *changes, int count);

/* The plan of the last congsinh_resolve, before any that of the park as it stands, without ranges; with its status.
 * The resolver must outlive the plan, which later calls do not change. CONGSINH_BAD_USAGE where the last call found
 * none. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_resolver_plan(congsinh_plan **out,
                                                                      congsinh_resolver *resolver);

/* ---- study --------------------------------------------------------------------------------- */

typedef struct congsinh_study congsinh_study;
/* Reads a study (congsinh-study/1): scenarios of one park, each a list of changes, that may build on each
 * other; `bytes` NULL: from `file`. CONGSINH_BAD_DATA where it has errors, all of them in the diagnostics. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_study_read(congsinh_study **out, congsinh *context,
                                                                   const char *file, const char *bytes, size_t length);
/* The study that the law itself writes: a scenario for every other reading of the questions that it leaves open
 * and that rules in force turn on. CONGSINH_BAD_DATA where there is none. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_study_readings(congsinh_study **out, congsinh *context,
                                                                       const congsinh_park_source *park,
                                                                       const congsinh_law *law);
CONGSINH_API void congsinh_study_free(congsinh_study *study);

typedef struct congsinh_comparison congsinh_comparison;
/* Solves the park as it stands, then under every scenario, and holds each against the first. The options are
 * the ground that scenarios change: what one says of law or objective comes before them, and rules left out
 * and readings are added to theirs; `options` may be NULL. CONGSINH_OK: every plan is proven optimal.
 * CONGSINH_LIMIT: some only to a limit. CONGSINH_INFEASIBLE: some scenario has no plan; the others have. In
 * these three there is a comparison. CONGSINH_BAD_DATA: the park as it stands cannot be solved at all. Takes as
 * long as all the plans; needs the memory of one. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_study_solve(congsinh_comparison **out, congsinh *context,
                                                                    const congsinh_study *study,
                                                                    const congsinh_park_source *park,
                                                                    const congsinh_solve_options *options);
CONGSINH_API void congsinh_comparison_free(congsinh_comparison *comparison);

/* One row of a comparison. */
typedef struct congsinh_scenario {
    const char *id;         /* "base": the park as it stands */
    congsinh_status status; /* CONGSINH_OK, CONGSINH_LIMIT, CONGSINH_INFEASIBLE: its requirements conflict;
                               CONGSINH_BAD_DATA: it does not fit the park */
    const char *reason;     /* why it has no plan, in the context's language; NULL where it has one */
    congsinh_totals totals; /* all 0 where it has no plan */
    int exchanges;          /* pairs of output and input */
    int gained, lost;       /* against the park as it stands; 0 where either has no plan */
} congsinh_scenario;
/* The park as it stands included. */
CONGSINH_API int congsinh_comparison_count(const congsinh_comparison *comparison);
/* The i-th (from 0: the park as it stands); its texts live as long as the comparison. All 0 beyond the last. */
CONGSINH_API congsinh_scenario congsinh_comparison_at(const congsinh_comparison *comparison, int i);
/* CONGSINH_BAD_USAGE for HTML. JSON is congsinh-study-result/1; text and Markdown are for people; CSV has one row a scenario. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_comparison_write(char **out, size_t *length,
                                                                         congsinh *context,
                                                                         const congsinh_comparison *comparison,
                                                                         congsinh_format format);

/* What each rule in force costs a park: it is solved again without each, without those that speak of the same
 * exchanges, without all, and under every other reading of an open question. Who gains and who pays. Text, JSON
 * (congsinh-rule-prices/1) or CSV, one row a price; CONGSINH_BAD_USAGE for others, else as congsinh_study_solve. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_rules_price(char **out, size_t *length, congsinh *context,
                                                                    const congsinh_park_source *park,
                                                                    const congsinh_solve_options *options,
                                                                    congsinh_format format);

/* ---- batch --------------------------------------------------------------------------------- */

/* Many parks, each solved once and written into a folder of its own:
 *     FOLDER/<park-id>/plan.json report.md exchanges.csv   what is asked of each
 *     FOLDER/journal.jsonl                                 a line a park that is done
 *     FOLDER/summary.txt summary.csv summary.json          all of them, once all are done
 * The journal is what a later batch of the same folder reads: a park whose bytes, options, models and
 * program version are those of a line, and whose files are as they were written, is done. */
typedef struct congsinh_batch_options {
    const char *folder; /* made with those above it */
    const congsinh_solve_options *solve; /* of every park; NULL: as they come */
    const char *const *settings;         /* "PATH=VALUE", made to every park */
    int setting_count;
    const congsinh_format *formats; /* what is written of each beside plan.json, up to CONGSINH_HTML; NULL: HTML,
                                       Markdown and CSV */
    int format_count;
    const congsinh_report_options *report; /* of the reports, plan and assessment apart: those are whole; NULL: the
                                              board's draft. CONGSINH_BAD_USAGE for one firm: it is of one park */
} congsinh_batch_options;
#define CONGSINH_BATCH_OPTIONS_INIT {NULL, NULL, NULL, 0, NULL, 0, NULL}

typedef struct congsinh_batch congsinh_batch;
/* Opens the folder for this process alone; what the options point to must outlive the batch.
 * CONGSINH_BAD_DATA where another process has it. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_batch_open(congsinh_batch **out, congsinh *context,
                                                                   const congsinh_batch_options *options);
CONGSINH_API void congsinh_batch_free(congsinh_batch *batch);
/* Adds a park by its file. CONGSINH_OK too where it cannot be solved (it cannot be read, its id is that of
 * one before): it is done then, and its row says why. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_batch_add(congsinh_batch *batch, congsinh *context,
                                                                  const char *file);

/* One park of a batch. */
typedef struct congsinh_batch_park {
    const char *file;
    const char *id;         /* NULL where it has none to be known by */
    bool done;              /* its row is there: nothing is left to do */
    bool earlier;           /* done by a batch before this one */
    congsinh_status status; /* once done: CONGSINH_OK, CONGSINH_LIMIT, CONGSINH_INFEASIBLE, CONGSINH_BAD_DATA,
                               CONGSINH_MACHINE */
    congsinh_totals totals; /* all 0 where it has no plan */
} congsinh_batch_park;
CONGSINH_API int congsinh_batch_count(const congsinh_batch *batch);
/* The i-th (from 0), in the order added; its texts live as long as the batch. All 0 beyond the last. */
CONGSINH_API congsinh_batch_park congsinh_batch_at(const congsinh_batch *batch, int i);

/* Solves the i-th and writes its files. What it came to is a line, for congsinh_batch_take; a park that is
 * bad has one too. May be called in a forked child, which sends the line to its parent: this writes nothing
 * but the park's own folder. CONGSINH_BAD_DATA: the file was changed since it was added. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_batch_solve(char **line, size_t *length,
                                                                    congsinh_batch *batch, congsinh *context, int i);
/* Appends the line to the journal, has it on the disk before it returns, and counts the i-th as done. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_batch_take(congsinh_batch *batch, congsinh *context, int i,
                                                                   const char *line, size_t length);
/* Counts the i-th as failed for this time, by what congsinh_batch_solve answered (or, where its process
 * died, CONGSINH_MACHINE): a row with that reason; the next batch does it again. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_batch_fail(congsinh_batch *batch, congsinh *context, int i,
                                                                   congsinh_status status);
/* Writes the three summaries, and says of every park without a plan why. The status of the worst: OK, then
 * LIMIT, INFEASIBLE, BAD_DATA, MACHINE. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_batch_finish(congsinh_batch *batch, congsinh *context);
/* The summary of all parks as they are now. JSON is congsinh-batch/1; CSV has one row a park; others: text. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_batch_write(char **out, size_t *length, congsinh *context,
                                                                    const congsinh_batch *batch,
                                                                    congsinh_format format);

/* ---- insight ------------------------------------------------------------------------------- */

typedef struct congsinh_assess_options {
    const char *framework; /* an id or a file; NULL: the park's, else its country's */
    const char *date;      /* whose criteria are in force, YYYY-MM-DD; NULL: the plan's, else the park's */
} congsinh_assess_options;
#define CONGSINH_ASSESS_OPTIONS_INIT {NULL, NULL}

typedef struct congsinh_assessment congsinh_assessment;
/* Holds a park and its firms against a framework's criteria (docs/formats.md: congsinh-framework/1), today and, where
 * `plan` is given, after it; `plan` must be of this park, or NULL. CONGSINH_OK also where criteria are not met.
 * `options` may be NULL. The park must live as long as the assessment, and the plan too. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_assess(congsinh_assessment **out, congsinh *context,
                                                               const congsinh_park *park, const congsinh_plan *plan,
                                                               const congsinh_assess_options *options);
CONGSINH_API void congsinh_assessment_free(congsinh_assessment *assessment);

typedef enum congsinh_met {
    CONGSINH_MET,
    CONGSINH_NOT_MET,
    CONGSINH_NO_DATA /* somebody must state it first; never a pass */
} congsinh_met;
typedef struct congsinh_criterion {
    const char *id;   /* "C2b" */
    const char *firm; /* the firm's id where it is a criterion for each firm; NULL: of the park */
    congsinh_met today, after; /* the same where there is no plan */
} congsinh_criterion;
/* Those of the park first, then those of each firm in the park. */
CONGSINH_API int congsinh_assessment_count(const congsinh_assessment *assessment);
/* The i-th from 0; its texts live as long as the park and the assessment. NULL and no data beyond the last. */
CONGSINH_API congsinh_criterion congsinh_assessment_at(const congsinh_assessment *assessment, int i);
/* CONGSINH_BAD_USAGE for HTML. JSON is congsinh-assessment/1; text and Markdown are for people; CSV has one row a criterion. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_assessment_write(char **out, size_t *length, congsinh *context,
                                                                         const congsinh_assessment *assessment,
                                                                         congsinh_format format);

/* Says why the exchange `from` ("firm.output") to `to` ("firm.input") is in the best plan, out of it, or not
 * possible. Text or JSON; CONGSINH_BAD_USAGE for others. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_explain(char **out, size_t *length, congsinh *context,
                                                                const congsinh_park *park,
                                                                const congsinh_solve_options *options, const char *from,
                                                                const char *to, congsinh_format format);

/* Lists the rule packs (`pack` NULL), or the rules of a pack with sources and dates. Text or JSON. The
 * cases that the rules carry are run: every one that comes out otherwise than it says is an error of the
 * diagnostics, and CONGSINH_BAD_DATA then comes with the text. */
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_rules_write(char **out, size_t *length, congsinh *context,
                                                                    const char *pack, congsinh_format format);
/* How many cases the rules of a pack carry, and how many come out as they say. CONGSINH_BAD_DATA where one
 * does not, or where the pack has errors: all of them are in the diagnostics. */
typedef struct congsinh_rule_cases {
    int run, passed;
} congsinh_rule_cases;
CONGSINH_API CONGSINH_MUST_USE congsinh_status congsinh_rules_check(congsinh_rule_cases *out, congsinh *context,
                                                                    const char *pack);

#ifdef __cplusplus
}
#endif
#endif
