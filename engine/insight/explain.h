/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why an exchange is in the best plan, out of it, or not possible. */
#ifndef CG_INSIGHT_EXPLAIN_H
#define CG_INSIGHT_EXPLAIN_H

#include "plan/solve.h"

/* In the order in which the best of several ways decides about the pair. */
typedef enum cg_answer {
    CG_IN_PLAN,
    CG_NOT_WORTH,    /* allowed; the plan does better without */
    CG_UNDECIDED,    /* allowed; no plan to hold it against */
    CG_NOT_KNOWN,    /* something must be measured or stated first */
    CG_TWO_READINGS, /* the law is open: forbidden as it is read here, allowed if read otherwise */
    CG_NOT_ALLOWED,  /* by a rule */
    CG_NOT_OPEN,     /* closed by the park itself */
    CG_NOT_POSSIBLE, /* by physics */
    CG_NO_SUBSTITUTION /* nothing known turns this output into that input */
} cg_answer;
/* "in-plan", "not-worth-it", "undecided", "unknown", "open", "not-allowed", "closed", "impossible",
 * "no-substitution".
 */
const char *cg_answer_id(cg_answer answer);

/* One way between the two: direct by a mode, passed through a facility, or treated in one. */
typedef struct cg_way_answer {
    cg_answer answer;
    cg_finding finding;
    int candidate, intake, supply; /* candidate CG_NONE where treated */
    const char *via, *mode;
    bool pass_through;
    double distance_km;
    const cg_line *line; /* in the plan, or running today; NULL */
    /* Allowed and not worth it; money a year of the park's currency, per unit that leaves the
     * output. */
    bool is_priced;   /* else the plan came without shadow prices, and nothing is known of these */
    double shortfall; /* by how much a unit would have to be better */
    const char *shortfall_unit; /* the currency, or the unit of what was made least */
    bool by_objective;          /* short of that, whatever it costs: nothing below is known */
    bool has_price;
    double price_now, price_needed; /* of the input, at which it would enter */
    bool has_nearer;                /* it would pay if it were nearer by this */
    double nearer_km;
    bool has_cleaner; /* it would pay if this parameter were at or below (limit of a most) this */
    int parameter;
    double quality_now, quality_needed;
    bool must_build; /* a unit would pay, what must be built for it does not */
    double unit_worth;
    double build_yearly;  /* yearly cost of what must be built once, whatever runs in it; of every
                             way */
    double quantity_most; /* that the two ends could carry in a year, if nothing else used them */
    double gain_most; /* what all of that would earn, period by period; what must be built is not
                         off it */
} cg_way_answer;

/* Allowed and just as good as what the plan does instead. */
bool cg_way_is_tied(const cg_way_answer *way);

typedef struct cg_explanation {
    const cg_solved *solved;
    const cg_plan *plan;
    int output, input;
    cg_answer answer;
    CG_VECTOR(cg_way_answer) ways;
} cg_explanation;

typedef struct cg_question {
    const char *from, *to; /* "firm.flow" */
    int output, input;     /* set by cg_question_read */
    const cg_solved *solved;
    const cg_plan *plan;
} cg_question;

/* Finds the two flows; false after reporting, with the nearest known names. */
bool cg_question_read(cg_question *question, cg_diagnostics *diagnostics, const cg_park *park);
/* Explains; the model must have been made with all candidates of the two flows kept. */
cg_explanation *cg_explain(const cg_question *question);

#endif
