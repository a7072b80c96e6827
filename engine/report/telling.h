/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every report for people says in the same words: names, states, prices, reasons, proof. */
#ifndef CG_REPORT_TELLING_H
#define CG_REPORT_TELLING_H

#include "report/edition.h"
#include "text/figures.h"

/* One report being told. */
typedef struct cg_telling {
    cg_arena *arena;
    const cg_plan *plan; /* as the edition's readers may see it */
    cg_edition edition;
    cg_park_figures park; /* of the whole plan */
    bool withholds;       /* figures told in confidence: those are NaN */
    cg_language language;
    cg_money_column money; /* of its tables */
    const int *order;      /* lines, the largest saving first */
} cg_telling;

/* Of the whole plan, as the analyst sees it. */
cg_telling cg_telling_start(cg_arena *arena, const cg_plan *plan, cg_language language);
/* Of what the edition's readers may see of it. */
cg_telling cg_telling_for(cg_arena *arena, const cg_plan *plan, const cg_edition *edition,
                          cg_language language);

/* A sentence with texts for its {1} {2} …, ended by NULL; at most eight. */
const char *cg_tell(const cg_telling *telling, cg_message_id id, ...) __attribute__((sentinel));
/* Text of the data without control characters: it can neither break a table nor steer a terminal.
 */
const char *cg_tell_plain(cg_arena *arena, const char *text);
/* A period: parks name theirs by id alone; the two that every park in the tropics has are known. */
const char *cg_tell_period_id(const cg_telling *telling, const char *id);
const char *cg_tell_name(const cg_telling *telling, cg_words words, const char *otherwise);
const char *cg_tell_money(const cg_telling *telling, double value);
const char *cg_tell_cell(const cg_telling *telling, double value); /* in the tables' unit */
const char *cg_tell_emissions(const cg_telling *telling, double tonnes);
const char *cg_tell_list(const cg_telling *telling, const char *const *items,
                         int count); /* "a, b", "–" where empty */

/* "gains", "loses" …: of a party whose figure is withheld, too. */
const char *cg_tell_gain(const cg_telling *telling, const cg_party *party);
/* Who operates a plant: a firm of the park by its name; "" where nobody says. */
const char *cg_tell_operator(const cg_telling *telling, const cg_party *facility);
/* Of a firm's edition: its name. */
const char *cg_tell_firm(const cg_telling *telling);
/* Whom the report is for, and whether it is a draft. */
const char *cg_tell_audience(const cg_telling *telling);
const char *cg_tell_state(const cg_telling *telling);
const char *cg_tell_edition(const cg_telling *telling); /* both in one line */
const char *cg_tell_park(const cg_telling *telling);
const char *cg_tell_objective(const cg_telling *telling);
const char *cg_tell_law(const cg_telling *telling);
const char *cg_tell_payback(const cg_telling *telling);
const char *cg_tell_investment(const cg_telling *telling);
const char *cg_tell_saving_share(const cg_telling *telling);    /* of today's cost */
const char *cg_tell_emissions_share(const cg_telling *telling); /* of today's emissions */
const char *cg_tell_conflict(const cg_telling *telling, const cg_conflict *conflict);
/* The same where the plan itself is not at hand. */
const char *cg_tell_conflict_in(cg_arena *arena, cg_language language, const char *currency,
                                const cg_conflict *conflict);
/* A requirement by its key: "most water bought". */
const char *cg_tell_requirement(const cg_telling *telling, const char *key);
/* What stands above the requirements in conflict: that there is no plan, and none of the firm. */
const char *cg_tell_no_plan(const cg_telling *telling);
/* Whether the requirements conflict, so that there is none. */
bool cg_tells_no_plan(const cg_telling *telling);
/* Whether cost was made least: then duals are money. */
bool cg_is_by_cost(const cg_plan *plan);
const char *cg_tell_no_prices(const cg_telling *telling);
const char *cg_tell_shadow(const cg_telling *telling, const cg_shadow_price *price);
const char *cg_tell_rejected(const cg_telling *telling, const cg_rejected *rejected);
const char *cg_tell_change(const cg_telling *telling, cg_change change);
const char *cg_tell_basis(const cg_telling *telling); /* NULL where nothing was counted */
/* The best that no plan can pass, in the objective's own unit. */
const char *cg_tell_bound(const cg_telling *telling);
/* Of a plan whose search stopped: that a better one may exist, or that none was found at all. */
const char *cg_tell_limit(const cg_telling *telling);
/* The proven value, and how; two or three sentences. */
const char *cg_tell_proof(const cg_telling *telling);
/* Those who are worse off before sharing, in a sentence or two: those who lose what they sell
 * today, then the others; 0, 1 or 2 sentences. */
int cg_tell_losers(const cg_telling *telling, const char *sentences[2]);
/* What of the plan rests on the uncertain rule of that number. */
const char *cg_tell_uncertain(const cg_telling *telling, int rule);
/* A permit of the plan, for how many exchanges, what it costs, how long and who decides. */
const char *cg_tell_permit(const cg_telling *telling, int permit);
/* Its name, who decides and how long that takes. */
const char *cg_tell_permit_shortly(const cg_telling *telling, int permit);
/* How a question that the law leaves open was read. */
const char *cg_tell_reading(const cg_telling *telling, int reading);
/* What the park states against the rules (telling_exceptions.c): where it was stated, one of them
 * by its number, the numbers that a line rests on ("exception 1, 3"; "" where it rests on none),
 * and the same in full. */
const char *cg_tell_exceptions_from(const cg_telling *telling);
const char *cg_tell_exception(const cg_telling *telling, int exception);
const char *cg_tell_line_exceptions(const cg_telling *telling, const cg_line *line);
const char *cg_tell_line_exceptions_in_full(const cg_telling *telling, const cg_line *line);
/* Exchanges, without services and without what has stopped. */
int cg_tell_exchange_count(const cg_plan *plan);

/* The figures of a first page (telling_headline.c). */
/* How long what `of` invests takes to pay back, in years as a figure; a dash where it needs none.
 */
const char *cg_tell_line_payback(const cg_telling *telling, const cg_totals *of);
/* Exchanges that need permits, and the share of the saving that waits for them. */
typedef struct cg_permit_share {
    int count;
    const char *of_saving;
} cg_permit_share;
cg_permit_share cg_tell_permit_share(const cg_telling *telling);
/* Of the figures given, those estimated, defaults or of no stated basis. */
typedef struct cg_estimate_share {
    int estimated, figures;
    const char *of_figures;
} cg_estimate_share;
cg_estimate_share cg_tell_estimate_share(const cg_telling *telling);
/* The party at an end of a line ("firm.flow", or a facility's id): its number, or -1. */
int cg_tell_party_of(const cg_plan *plan, const char *end);
/* Firms at the ends of the plan's exchanges, and all firms. */
int cg_tell_firms_in(const cg_telling *telling);
int cg_tell_firm_count(const cg_plan *plan);

/* "water": a family in a table (sheet.c). */
const char *cg_tell_family(const cg_telling *telling, cg_family family);

/* The least and the most of what the plan gains (telling_ranges.c). */
/* "from … to …", or NULL where nothing with a range reaches the figure. */
const char *cg_tell_range(const cg_telling *telling, cg_range_figure figure);
typedef struct cg_range_row {
    const char *label, *low, *planned, *high;
} cg_range_row;
/* The same for a table; false where there is nothing to tell. */
bool cg_tell_range_row(const cg_telling *telling, cg_range_figure figure, cg_range_row *row);
/* What these rest on, or why there are none; NULL where nothing has a range. */
const char *cg_tell_ranges(const cg_telling *telling);

/* Rows of the balance table. */
typedef struct cg_balance_row {
    const char *label;
    double today, planned;
    bool money;
} cg_balance_row;
enum { CG_BALANCE_ROWS = 8 };
void cg_tell_balance(const cg_telling *telling, cg_balance_row rows[CG_BALANCE_ROWS]);
/* A figure of a row: in the tables' unit where it is money. */
const char *cg_tell_balance_figure(const cg_telling *telling, const cg_balance_row *row,
                                   double value);
/* Rows of the saving's parts; costs come with a minus. */
typedef struct cg_part_row {
    cg_message_id label;
    double value;
} cg_part_row;
enum { CG_PART_ROWS = 6 };
void cg_tell_parts(const cg_parts *parts, cg_part_row rows[CG_PART_ROWS]);

#endif
