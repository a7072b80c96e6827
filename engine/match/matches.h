/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every physically possible exchange, with its ways, physics and legal verdict. */
#ifndef CG_MATCH_MATCHES_H
#define CG_MATCH_MATCHES_H

#include "effect.h"
#include "match/exceptions.h"
#include "match/couples.h"
#include "match/ways.h"
#include "physics.h"

typedef enum cg_verdict {
    CG_ALLOWED,
    CG_ALLOWED_VIA,     /* allowed because it goes by the plant a rule asks for */
    CG_ALLOWED_PERMITS, /* allowed once permits are there */
    CG_FORBIDDEN,       /* by a rule */
    CG_OPEN,   /* by a rule, on one reading of the law; on another reading it is not forbidden */
    CG_CLOSED, /* by the park itself: a forbidden link, an input that accepts nothing */
    CG_IMPOSSIBLE,      /* by physics */
    CG_UNKNOWN_QUALITY, /* something must be measured or found out first */
    CG_VERDICTS
} cg_verdict;
/* "allowed", "allowed-via", "allowed-with-permits", "forbidden", "open", "closed", "impossible",
 * "unknown". */
const char *cg_verdict_id(cg_verdict verdict);
/* True where a plan may use what has this verdict. */
bool cg_verdict_is_open(cg_verdict verdict);

/* The law asked: the rules of a pack in force on a day, less those left out. */
typedef struct cg_law {
    const cg_rules *pack;
    const char *date;
    const char *const *without;
    int without_count;
    const cg_rule **rules; /* in force on the day, under whatever reading */
    int rule_count;
    int *reading;              /* by question of the pack: the one taken */
    struct cg_ruled *scratch;  /* by rule: room for one asking */
    cg_exceptions *exceptions; /* what the park states against the rules; NULL: nothing */
    bool *counted;             /* by exception: the last asking rested on it */
} cg_law;
typedef struct cg_law_options {
    const char *date; /* ISO, valid */
    const char *const *without;
    int without_count;
    const char *const *readings; /* ids of readings, in place of the usual ones */
    int reading_count;
    cg_exceptions *exceptions; /* read for the same pack and day; NULL: none */
} cg_law_options;
/* Reports unknown rules and readings; warns where the day is after the pack's last check. */
cg_law *cg_law_new(cg_arena *arena, cg_diagnostics *diagnostics, const cg_rules *pack,
                   const cg_law_options *options);
/* True where the rule counts: it belongs to no question, or to the reading taken. */
bool cg_law_takes(const cg_law *law, const cg_rule *rule);
/* What the law says of an exchange: allowed, allowed-via, allowed-with-permits, forbidden, open, or
 * unknown; *rule gets the index of the rule that decides (CG_NONE where none speaks), *missing the
 * name of what is not stated, *question what it turns on where a reading decides (else CG_NONE). */
typedef struct cg_legal {
    cg_verdict verdict;
    int rule;
    const char *missing;
    int parameter;
    int question;
} cg_legal;
cg_legal cg_law_ask(const cg_law *law, const cg_exchange_case *exchange);
/* Whether another reading of a question turns what the law says of an exchange from forbidden to
 * not forbidden, or back. */
bool cg_law_turns(const cg_law *law, const cg_exchange_case *exchange, int question, int reading);
/* Of the last asking: whether what is allowed needs no permit, has no limit, pays no charge and
 * rests on no exception, all of it for certain; and which rules stand behind it, by rule of the law
 * (marks are added). */
bool cg_law_asks_nothing(const cg_law *law);
void cg_law_mark(const cg_law *law, bool *behind);
/* What one rule says of an exchange. */
typedef struct cg_ruled {
    int rule;     /* of law->rules */
    bool applies; /* false: the rule is silent here; the rest is then empty */
    bool certain; /* false: whether it applies turns on something not stated */
    cg_ruling ruling;
    int exception; /* of law->exceptions, that made it so; CG_NONE */
} cg_ruled;
/* Every rule behind the verdict that counts under the readings taken, in the pack's order; what an
 * exception waives or a permit that is there meets stands among them as CG_RULING_WAIVED and
 * CG_RULING_HELD. Returns how many. */
int cg_law_behind(cg_arena *arena, const cg_law *law, const cg_exchange_case *exchange,
                  cg_ruled **out);
/* The park's exceptions on which the verdict about an exchange rests, in their order, each once.
 * Returns how many. */
int cg_law_exceptions(cg_arena *arena, const cg_law *law, const cg_exchange_case *exchange,
                      int **out);

/* Whether a rule's predicate holds for a case, and no exception waives it; without an input
 * (CG_NONE: what is discharged) nothing is stated of input, receiver and exchange. */
bool cg_law_applies(const cg_law *law, const cg_rule *rule, const cg_exchange_case *exchange);
/* The number that a name ("receiver.hazardous_permit_quantity") states; false where it states none.
 */
bool cg_law_number(const cg_law *law, const cg_exchange_case *exchange, const char *name,
                   double *out);

/* A physical pipe, road or main: what investment and links are about. */
typedef enum cg_pipe_kind { CG_PIPE_DIRECT, CG_PIPE_IN, CG_PIPE_OUT } cg_pipe_kind;
typedef struct cg_pipe {
    cg_pipe_kind kind;
    int output, facility, input; /* CG_NONE where not an end of it */
    cg_way way;
    double
        *running; /* by period: what runs in it today free of investment, entering; NULL: nothing */
} cg_pipe;

/* What decided about a candidate. */
typedef struct cg_finding {
    cg_verdict verdict;
    cg_obstacle obstacle;
    int parameter;       /* at fault, or CG_NONE */
    int rule;            /* of law->rules, or CG_NONE */
    const char *missing; /* a fact a rule asked for that is not stated */
    int question;        /* of law->pack: a reading decides it; CG_NONE */
} cg_finding;

/* A direct or passed-through exchange. */
typedef struct cg_candidate {
    int output, input;
    int facility;      /* CG_NONE: direct; else passed through it */
    int substitution;  /* CG_NONE: the same resource at ratio 1 */
    int first, second; /* pipes; second CG_NONE where direct */
    double delivered;  /* of the input, per unit that leaves the output */
    cg_finding finding;
    int running;  /* the park's exchange that runs here, or CG_NONE */
    bool assumed; /* running: parameters not stated count as at the limit */
} cg_candidate;

/* An output's way into a facility for treatment. */
typedef struct cg_intake {
    int output, facility, pipe;
    bool home;      /* disposed_at: it goes there today */
    bool passable;  /* the facility accepts it, so it could be handed on as it came */
    bool handed_on; /* what comes of it may be handed on; false: treatment alone */
    bool choice;    /* handed on only where the plan gives nothing of the mix to inputs that may not
                       get it */
    bool running;   /* an exchange that runs today is treated here */
    cg_finding finding; /* of taking it at all */
} cg_intake;

/* What a facility hands on to an input after treatment. */
typedef struct cg_supply {
    int facility, input, substitution, pipe;
    double delivered; /* per unit that leaves the facility */
    cg_finding finding;
    bool assumed;
    double *running; /* by period: handed on today; NULL: nothing */
} cg_supply;

/* An output may be in a facility's mix, and an input may get of it, but not both. */
typedef struct cg_unlawful_mix {
    int intake, supply;
} cg_unlawful_mix;

/* A running exchange, found among the candidates. */
typedef struct cg_running {
    int exchange;  /* of the park */
    int candidate; /* or CG_NONE where treated */
    int intake, supply;
} cg_running;

/* What of all that is found is kept. */
typedef enum cg_keep {
    CG_KEEP_ALL,      /* also what cannot be: the lists and explanations of small parks */
    CG_KEEP_POSSIBLE, /* what physics lets be: the lists of large ones; what it does not is counted
                       */
    CG_KEEP_USABLE,   /* what a plan can use */
    CG_KEEP_RUNNING /* what runs today: all that problems are about. What else could be is looked at
                       only where it could be a problem, so that millions of pairs cost little. */
} cg_keep;
typedef struct cg_wanted {
    cg_keep keep;
    int output, input; /* a pair of which all is kept; CG_NONE: of none */
    /* CG_KEEP_USABLE: of these alone, and of what runs today; others are looked at only where they
     * could be a problem. NULL: of all. */
    const cg_couples *among;
    bool prospects; /* CG_KEEP_USABLE: what is simple is kept small, match/prospects.h */
} cg_wanted;

typedef struct cg_matches {
    cg_arena *arena;
    const cg_park *park;
    const cg_law *law;
    cg_heat heat;
    cg_ways *ways;
    CG_VECTOR(cg_pipe) pipes;
    CG_VECTOR(cg_candidate) candidates;  /* sorted by output, input, facility, substitution */
    CG_VECTOR(cg_intake) intakes;        /* by facility, output */
    CG_VECTOR(cg_supply) supplies;       /* by facility, input */
    CG_VECTOR(cg_unlawful_mix) unlawful; /* pairs between which the plan has to choose */
    CG_VECTOR(cg_running) running;
    struct cg_prospects *prospects; /* match/prospects.h; NULL where all are candidates */
    int *home_intake;               /* by output: its intake at disposed_at, or CG_NONE */
    cg_keep keep;
    int impossible[CG_OBSTACLES]; /* CG_KEEP_POSSIBLE: candidates not kept, by what stops them */
} cg_matches;

/* Always a result; problems (ties of links, missing exchange rates, running exchanges without a
 * way, overflow) are reported, the same ones whatever is kept. */
cg_matches *cg_matches_find(cg_arena *arena, cg_diagnostics *diagnostics, const cg_park *park,
                            const cg_law *law, cg_wanted wanted);
/* The first of the candidates of an output and an input, which stand together; the number of all
 * candidates where there is none. */
int cg_first_candidate(const cg_matches *matches, int output, int input);

/* The order of candidates, for qsort. */
int cg_candidates_order(const void *a, const void *b);

/* --- pieces shared by match/'s own files ---------------------------------------------------------
 */

typedef struct cg_finder {
    cg_arena *arena;
    cg_diagnostics *diagnostics;
    cg_matches *matches;
    cg_ways *ways;
    cg_wanted wanted;
    struct cg_prospects *prospects;        /* to be filled; NULL: every one is a candidate */
    bool *rate_reported;                   /* by mode */
    bool *substitution_rate_reported;      /* by substitution */
    bool *firm_unasked, *facility_unasked; /* states no place, and no way has asked for it yet */
    bool any_unplaced;                     /* some firm states no place */
    int *first_running;                    /* by output: its first running exchange, or CG_NONE */
    int *next_running;                     /* by exchange: the next of the same output */
} cg_finder;

/* The case of a direct or passed-through exchange. */
cg_exchange_case cg_case_of(const cg_matches *matches, const cg_candidate *candidate);
/* Whether the park states that an output's exchange with an input by a facility (CG_NONE: direct;
 * CG_ANY_WAY) runs today. */
#define CG_ANY_WAY (-2)
bool cg_runs_today(const cg_finder *finder, int output, int input, int facility);
/* Whether every pair is looked at; whether a pair is, problems apart. */
bool cg_asks_all(const cg_finder *finder);
bool cg_asks_for(const cg_finder *finder, int output, int input);
/* Whether a candidate goes into the list; counts it where only that is asked of it. */
bool cg_is_kept(cg_finder *finder, int output, int input, const cg_finding *finding, bool runs);
/* A way without a place costs nothing, which is seldom true: its ends will be named. CG_NONE where
 * there is no such end. */
void cg_note_unplaced(cg_finder *finder, int output, int facility, int input, const cg_way *way);
/* Whether a way on these terms, with a substitution (NULL: none), could still have its currency
 * reported. */
bool cg_rate_to_report(const cg_finder *finder, const cg_way_terms *terms,
                       const cg_substitution *substitution);

/* The case of what an intake would bring to an input by its facility, treated. */
cg_exchange_case cg_case_treated(const cg_matches *matches, const cg_intake *intake,
                                 const cg_supply *supply);
/* A way's terms for a substitution (NULL: same resource) of `output`'s resource. */
cg_way_terms cg_terms_direct(const cg_park *park, int output, const cg_substitution *substitution);
cg_way_terms cg_terms_facility(const cg_park *park, int facility);
/* Substitutions that open `from` (a resource) to `to` by way of a facility whose mode is `mode`:
 * the one of that mode, else the one without a mode, else all. Same resource: CG_NONE alone.
 * Returns how many; 0: not open. */
int cg_openings(cg_arena *arena, const cg_knowledge *knowledge, int from, int to, int mode,
                int **out);
int cg_add_pipe(cg_finder *finder, cg_pipe_kind kind, int output, int facility, int input,
                cg_way way);
/* What is used must have its money in the park's currency: reports a way's or a substitution's
 * (NULL: none) that has not. */
void cg_report_way_rate(cg_finder *finder, const cg_way *way);
void cg_report_substitution_rate(cg_finder *finder, const cg_substitution *substitution);
bool cg_is_open(const cg_finding *finding);
/* Takes over what the law says. */
void cg_finding_take(cg_finding *finding, cg_legal legal);
void cg_find_direct(cg_finder *finder);
void cg_find_facilities(cg_finder *finder);
/* Finds today's exchanges among the candidates; what they do not state counts as at the limit. */
void cg_find_running(cg_finder *finder);
/* Where the law forbids what facilities would mix; after cg_find_running, which may open what was
 * unknown. */
void cg_apply_law_to_mixing(cg_finder *finder);
/* Reports what does not fit today. */
void cg_check_running(cg_finder *finder);
/* Reports running exchanges of heat that the temperatures of their flows cannot carry. */
void cg_check_running_heat(cg_finder *finder);

#endif
