/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a report tells of what the plan rests on: checks of each exchange, who does what by when,
 * what to measure and to confirm, every figure used. */
#ifndef CG_REPORT_CONTENT_H
#define CG_REPORT_CONTENT_H

#include "report/groups.h"

/* What reports call the lines of a group: "E01", "E03–E06, E09". */
const char *cg_tell_numbers(const cg_telling *telling, const cg_group *group);
/* Money for a unit: "11,500 VND/m³". */
const char *cg_tell_per_unit(const cg_telling *telling, double money, const char *unit);
/* The flow of that id among those at the plan's ends, or NULL. */
const cg_plan_flow *cg_tell_flow(const cg_plan *plan, const char *id);
/* The name of a resource without the examples behind its colon: "Heat" of "Heat: steam, hot oil".
 */
const char *cg_tell_short(const cg_telling *telling, const char *name);
/* The party at an end and what flows there by their names: "Rach Mau Heat and Power (Fly ash)"; the
 * analyst's with the id besides, as "explain" takes it. What has no name stands by its id. */
const char *cg_tell_end(const cg_telling *telling, const char *end);
/* A parameter by its name in the plan, else its id. */
const char *cg_tell_parameter(const cg_telling *telling, const char *id);

typedef CG_VECTOR(const char *) cg_sentences;

/* One exchange held against what it needs (telling_checks.c); lists may be empty. */
typedef struct cg_checks {
    cg_sentences quality; /* each limit: what comes, the mix, how much of the limit is used */
    cg_sentences fails;   /* what would make it fail */
    cg_sentences standby; /* how far its receiver depends on it, and what it falls back on */
} cg_checks;
cg_checks cg_tell_checks(const cg_telling *telling, const cg_group *group);

/* When an exchange can start, in months after the plan's date (telling_schedule.c). */
typedef struct cg_start {
    int group;
    bool permits, builds; /* it needs any; and then where nobody says how long: */
    bool permits_unknown, build_unknown;
    double permits_least, permits_most, start_least, start_most;
} cg_start;
typedef CG_VECTOR(cg_start) cg_starts;
/* New and enlarged exchanges that wait for something first, the soonest first. */
cg_starts cg_starts_of(const cg_telling *telling, const cg_groups *groups);
/* New and enlarged groups in all. */
int cg_tell_ready(const cg_groups *groups);
/* A month so long after the plan's date: "2027-01", "01/2027". */
const char *cg_tell_month(const cg_telling *telling, double months);
/* "2026-07 to 2026-12", with what nobody says left open. */
const char *cg_tell_start(const cg_telling *telling, const cg_start *start);

/* Something that a party has to do. */
typedef struct cg_step {
    const char *who, *what, *exchanges; /* exchanges "–" where none */
    const char *from, *until;
} cg_step;
typedef CG_VECTOR(cg_step) cg_steps;
cg_steps cg_steps_of(const cg_telling *telling, const cg_groups *groups);

/* What to measure first (telling_measure.c): one place and what to measure there. */
typedef struct cg_measuring {
    const char *where, *what; /* in words */
    const char *opens;        /* the exchanges that it would decide */
    double worth;             /* a year, of the best of them at most */
} cg_measuring;
typedef CG_VECTOR(cg_measuring) cg_measurings;
cg_measurings cg_measurings_of(const cg_telling *telling);

/* A figure that is no measurement, by the money of the exchanges at its flow. */
typedef struct cg_doubtful {
    const char *figure, *basis;
    double money;
} cg_doubtful;
typedef CG_VECTOR(cg_doubtful) cg_doubtfuls;
cg_doubtfuls cg_doubtfuls_of(const cg_telling *telling);

/* Figures used, in groups (telling_figures.c). */
typedef enum cg_figure_group {
    CG_FIGURES_EMISSIONS,
    CG_FIGURES_PRICES,
    CG_FIGURES_WAYS,
    CG_FIGURES_BUILDING,
    CG_FIGURES_GENERAL,
    CG_FIGURE_GROUPS
} cg_figure_group;
cg_message_id cg_figure_group_title(cg_figure_group group);
cg_figure_group cg_figure_group_of(const cg_plan_figure *figure);
enum { CG_FIGURE_CELLS = 7 }; /* figure, value, range, basis, source, year and confidence, use */
void cg_figure_heads(const cg_telling *telling, const char *heads[CG_FIGURE_CELLS]);
void cg_figure_cells(const cg_telling *telling, const cg_plan_figure *figure,
                     const char *cells[CG_FIGURE_CELLS]);
/* "measured", "estimated" … in words. */
const char *cg_tell_basis_word(const cg_telling *telling, int basis);

/* Periods by name, and what each family's exchanges carry in each (telling_seasons.c). */
const char *cg_tell_period(const cg_telling *telling, int period);
/* What a group carries in a period; NaN where the plan does not say. */
double cg_season_of(const cg_group *group, int period);

/* All of it in Markdown (markdown_content.c), for those to whom firms are named. */
void cg_markdown_content(const cg_telling *telling, cg_text *out);

#endif
