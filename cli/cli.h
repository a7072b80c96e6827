/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program `congsinh`: what its files share. It knows the library by its public header alone. */
#ifndef CONGSINH_CLI_H
#define CONGSINH_CLI_H

#include <congsinh/congsinh.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <time.h>

/* What the program ends with. */
enum {
    CLI_DONE = 0,
    CLI_DATA = 1,  /* the data or the question has an error, or requirements conflict */
    CLI_USAGE = 2, /* called in a wrong way */
    CLI_LIMIT = 3, /* solved only to a limit; the plan is written */
    CLI_FAULT = 4  /* of the machine: disk full, no memory */
};
int cli_exit_of(congsinh_status status);

/* Which options a verb takes. */
enum {
    CLI_COMMON = 1,
    CLI_LAW = 2,
    CLI_PARK = 4,
    CLI_SOLVER = 8,
    CLI_PRICE = 16,
    CLI_FRAMEWORK = 32,
    CLI_BATCH = 64,
    CLI_EDITION = 128,
    CLI_RANGES = 256,
    CLI_PROGRAM = 512,
    CLI_FIRM = 1024,
    CLI_IMPORT = 2048,
    CLI_TIMES = 4096
};

typedef enum cli_option_id {
#define CLI_OPTION(id, name, letter, value, verbs) CLI_OPTION_##id,
#include "options.def"
#undef CLI_OPTION
    CLI_OPTIONS
} cli_option_id;

/* Everything the program says, in both languages. */
typedef enum cli_word_id {
#define CLI_WORD(id, english, vietnamese) CLI_WORD_##id,
#include "words.def"
#undef CLI_WORD
    CLI_WORDS
} cli_word_id;
const char *cli_word(congsinh_language language, cli_word_id id);
/* Writes a line of words.def with {1} {2} {3} filled in; the texts are ended by NULL. */
void cli_say(FILE *to, congsinh_language language, cli_word_id id, ...) __attribute__((sentinel));

typedef struct cli cli;
typedef struct cli_verb {
    const char *name;
    int (*run)(cli *run);
    cli_word_id duty, usage, help; /* one line; its arguments; the explanation with an example */
    int fewest, most;              /* arguments */
    int options;
} cli_verb;

/* One call of the program. */
/* A line that changes each second while work lasts (ticker.c). */
typedef struct cli_ticker {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool running;
    bool stop, shown, solver; /* under the lock; solver: what stands there is the solver's */
    congsinh_language language;
    struct timespec begun, told;
} cli_ticker;

struct cli {
    const cli_verb *verb;
    congsinh_language language;
    congsinh *context;
    const char **arguments; /* what is no option */
    int argument_count;
    bool help, version, quiet, verbose;
    struct timespec begun; /* when the work did */
    bool format_given, json;
    const char *out; /* -o, or NULL */
    const char *models;
    const char *write_lp;     /* where the program that is solved goes, or NULL */
    const char *price;        /* the park that rules are priced for, or NULL */
    const char *framework;    /* of an assessment; NULL: the park's */
    const char *firm;         /* whose workbook; NULL: the park's */
    const char *formats;      /* what a batch writes of each park, "md,csv"; NULL: the usual */
    congsinh_decimal decimal; /* of numbers in tables that stand as text */
    const char *annotate;     /* a copy of the tables with what is wrong; NULL: none */
    congsinh_report_options edition; /* of a report */
    bool audience_given;             /* else a report is the board's, and JSON the whole plan */
    congsinh_solve_options solve;
    char *joined_packs; /* of several --rules, owned; or NULL */
    const char **packs, **without, **readings,
        **settings; /* room for all that a command line holds */
    int pack_count, setting_count;
    int shown;          /* diagnostics already printed */
    cli_ticker *ticker; /* tells that work is under way; NULL: not on a terminal */
    bool progress_shown;
};

/* Reads the command line behind the verb. False after saying on stderr what is wrong with it. */
bool cli_options_read(cli *run, int count, char **words);
/* The language that the command line or else the environment asks for. */
congsinh_language cli_language_of(int count, char **words);
void cli_options_help(FILE *to, const cli *run);

/* The name in the NULL-terminated list nearest to `word`, or NULL where none is near. */
const char *cli_nearest(const char *const *names, const char *word);

/* ---- problems: what the library found, on stderr ---- */

/* Prints errors not printed yet; `all`: warnings and notes too, else their number in one line. */
void cli_problems_show(cli *run, bool all);
/* Solves and shows every scenario of a study of the park that the command line names, side by side;
 * the exit status. */
int cli_compare(cli *run, const congsinh_study *study);
/* The same for a status: shows what was said and gives the exit status. */
int cli_problems_end(cli *run, congsinh_status status);
/* All of them as a JSON list. The caller frees it; NULL where memory ends. */
char *cli_problems_json(cli *run, size_t *length);
/* Whether there is a terminal to say anything on. */
bool cli_can_tick(const cli *run);
void cli_ticker_start(cli_ticker *ticker, congsinh_language language);
/* Says a sentence of the library's instead of the usual one. */
void cli_ticker_tell(cli_ticker *ticker, const char *sentence);
/* Ends it and takes its line away; once, before anything else is printed. */
void cli_ticker_stop(cli_ticker *ticker);
bool cli_progress(void *payload, const char *sentence);
void cli_progress_clear(cli *run);

/* What the work took, stage by stage, on stderr: seconds, sizes, memory. */
void cli_stages_show(const cli *run);

/* ---- many parks ---- */

/* Solves what is left of a batch, each park in a process of its own, up to `jobs` at a time.
 * CLI_DONE, or CLI_FAULT where it stopped: what was done until then is kept. */
int cli_workers_run(cli *run, congsinh_batch *batch, int jobs);

/* ---- tables ---- */

/* The cells of a workbook or of a folder of CSV files, as congsinh-tables prints them; the caller
 * frees them. NULL after saying on stderr why there are none; `result` is then the exit status. */
char *cli_cells_read(cli *run, const char *path, size_t *length, int *result);

/* ---- output ---- */

/* What a verb can write: the bits of its formats. */
enum {
    CLI_TEXT_JSON = 1 << CONGSINH_TEXT | 1 << CONGSINH_JSON,
    CLI_TABLES = CLI_TEXT_JSON | 1 << CONGSINH_CSV,
    CLI_REPORTS = CLI_TABLES | 1 << CONGSINH_MARKDOWN,
    CLI_PLANS = CLI_REPORTS | 1 << CONGSINH_HTML,
    CLI_EVERY_PLAN = CLI_PLANS | 1 << CONGSINH_GEOJSON | 1 << CONGSINH_GRAPHML |
                     1 << CONGSINH_SANKEY | 1 << CONGSINH_GEOPACKAGE | 1 << CONGSINH_WORKBOOK
};
/* The format among `formats` that the ending of `file` asks for. False after a usage error which
 * names the endings that are known here. */
bool cli_format_of_ending(const cli *run, congsinh_format *out, const char *file, int formats);
/* Whether -o names a file, not stdout. */
bool cli_to_file(const cli *run);
/* Whether the name ends in .xlsx. */
bool cli_is_workbook(const char *file);
/* The same, and by --format where -o is not given or its ending is no format's. False after a usage
 * error: that one, or that the two say different things. */
bool cli_format_asked(const cli *run, congsinh_format *out, int formats);
/* Takes a text that a congsinh_..._write made to -o, or to stdout without one, and frees it.
 * `status` is what came with the text; without one (NULL) it is a failure. */
int cli_deliver(cli *run, congsinh_status status, char *text, size_t length);
/* Writes one text to stdout and frees it. */
int cli_print(cli *run, congsinh_status status, char *text, size_t length);
/* Writes a plan to `file` in `format`. */
int cli_plan_to_file(cli *run, const congsinh_plan *plan, const char *file, congsinh_format format);
int cli_plan_to_stdout(cli *run, const congsinh_plan *plan, congsinh_format format);
/* Where the program congsinh-tables is: as CONGSINH_TABLES names it, beside this program (a build),
 * or where it is installed. False where it is nowhere. */
bool cli_tables_find(char room[PATH_MAX]);
/* What a run of it came to. */
typedef struct cli_tables_answer {
    int error;   /* why it could not be started, an errno; else 0 */
    int ended;   /* its exit status; 128 and the signal that ended it; 127 where it never began */
    char *bytes; /* what it printed, freed by the caller; NULL: nothing, or too much for memory */
    size_t length;
} cli_tables_answer;
/* Runs it, without a shell: VERB FIRST [SECOND]. */
cli_tables_answer cli_tables_run(const char *program, const char *verb, const char *first,
                                 const char *second);
/* What a format needs besides this program is there; else CLI_FAULT after saying what is missing.
 */
int cli_format_ready(const cli *run, congsinh_format format);
/* Makes a GeoPackage of layers (JSON) by congsinh-tables, in a process of its own. `file` is there
 * whole or not at all. */
int cli_geopackage(cli *run, const char *layers, size_t length, const char *file);
/* The park in `file` as the command line changes it. */
congsinh_park_source cli_source(const cli *run, const char *file);
/* Reads the park that the first argument names. */
congsinh_status cli_park(cli *run, congsinh_park **out);
/* Reads the park in `file` and solves it; the caller frees both, also where this fails. */
congsinh_status cli_solve(cli *run, const char *file, congsinh_park **park, congsinh_plan **plan);

/* memory.c: what is free goes back to the system, as the program begins; less of it where one small
 * park is all that is asked about. */
void cli_memory_start(void);
void cli_memory_for(const char *park);

#define CLI_VERB(name, id, fewest, most, options) int cli_verb_##name(cli *run);
#include "verbs.def"
#undef CLI_VERB

#endif
