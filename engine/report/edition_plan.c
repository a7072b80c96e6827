/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan without what the readers of an edition may not see (decision 0014). It is put together
 * from nothing: what is not taken over here, no writer can tell. */
#include "report/edition.h"

#include "report/telling.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Sums over fewer firms than this would tell what one of them pays. */
enum { FEW = 3 };

typedef struct filter {
    cg_arena *arena;
    const cg_plan *whole;
    const cg_edition *edition;
    cg_plan *plan;
    bool confides; /* a party other than the readers' own told something in confidence */
} filter;

#define HIDE(figure) ((figure) = (double)NAN)

static bool is_own_party(const filter *f, const cg_party *party) {
    return f->edition->firm != NULL && !party->facility && strcmp(party->id, f->edition->firm) == 0;
}

static const cg_party *party_at(const filter *f, const char *end) {
    int party = end == NULL ? -1 : cg_tell_party_of(f->whole, end);
    return party < 0 ? NULL : &f->whole->parties.items[party];
}

static bool is_own(const filter *f, const char *end) {
    const cg_party *party = party_at(f, end);
    return party != NULL && is_own_party(f, party);
}

static bool confides(const filter *f) {
    for (int i = 0; i < f->whole->parties.count; i++) {
        const cg_party *party = &f->whole->parties.items[i];
        if (party->confidential && !is_own_party(f, party)) {
            return true;
        }
    }
    return false;
}

/* What is said of the park, the law and the proof, to everybody. */
static void take_frame(filter *f) {
    const cg_plan *whole = f->whole;
    *f->plan = (cg_plan){.arena = f->arena,
                         .park = whole->park,
                         .park_name = whole->park_name,
                         .year = whole->year,
                         .currency = whole->currency,
                         .status = whole->status,
                         .objective = whole->objective,
                         .rules = whole->rules,
                         .rules_title = whole->rules_title,
                         .date = whole->date,
                         .without = whole->without,
                         .without_count = whole->without_count,
                         .periods = whole->periods,
                         .period_hours = whole->period_hours,
                         .period_count = whole->period_count,
                         .totals = whole->totals,
                         .baseline = whole->baseline,
                         .planned = whole->planned,
                         .bound = whole->bound,
                         .gap = whole->gap,
                         .primal_residual = whole->primal_residual,
                         .dual_residual = whole->dual_residual,
                         .bound_of = whole->bound_of,
                         .program = whole->program,
                         .park_sha256 = whole->park_sha256,
                         .models = whole->models,
                         .model_count = whole->model_count,
                         .notes = whole->notes,
                         .note_words = whole->note_words,
                         .note_count = whole->note_count};
    memcpy(f->plan->basis_count, whole->basis_count, sizeof whole->basis_count);
    for (int i = 0; i < whole->conflicts.count; i++) {
        CG_PUSH(f->arena, &f->plan->conflicts, whole->conflicts.items[i]);
    }
    for (int i = 0; i < whole->readings.count; i++) {
        CG_PUSH(f->arena, &f->plan->readings, whole->readings.items[i]);
    }
}

/* How many firms have a part in a sum, and whether one of them told it in confidence. */
typedef struct contributors {
    int firms;
    bool confides;
} contributors;

static contributors contributors_to(const filter *f, size_t offset) {
    contributors found = {0};
    for (int i = 0; i < f->whole->parties.count; i++) {
        const cg_party *party = &f->whole->parties.items[i];
        double part = *(const double *)((const char *)party + offset);
        if (part != 0) {
            found.firms += !party->facility;
            found.confides |= party->confidential && !is_own_party(f, party);
        }
    }
    return found;
}

static bool tells(contributors of) {
    return of.confides && of.firms < FEW;
}

/* The parts of the saving that firms' prices make up: one alone would follow from the others. */
static void hide_price_parts(cg_parts *parts) {
    HIDE(parts->avoided_purchase);
    HIDE(parts->avoided_disposal);
    HIDE(parts->treatment_cost);
}

static void hide_totals(cg_plan *plan) {
    hide_price_parts(&plan->totals.parts);
    HIDE(plan->totals.net_saving);
    HIDE(plan->baseline.cost);
    HIDE(plan->planned.cost);
    plan->totals.pays_back = true;
    HIDE(plan->totals.payback_years);
    if (strcmp(plan->objective, "cost") == 0) {
        HIDE(plan->bound);
    }
}

static bool has_confiding_plant(const filter *f) {
    for (int i = 0; i < f->whole->parties.count; i++) {
        if (f->whole->parties.items[i].facility && f->whole->parties.items[i].confidential) {
            return true;
        }
    }
    return false;
}

static void withhold_totals(filter *f) {
    if (!f->confides) {
        return;
    }
    contributors all = contributors_to(f, offsetof(cg_party, saving));
    if (all.firms < FEW) {
        hide_totals(f->plan);
    } else if (tells(contributors_to(f, offsetof(cg_party, purchase))) ||
               tells(contributors_to(f, offsetof(cg_party, disposal))) || has_confiding_plant(f)) {
        hide_price_parts(&f->plan->totals.parts);
    }
}

/* What a line says of money, but for what is invested for it. */
static void hide_money(cg_line *line) {
    HIDE(line->saving);
    HIDE(line->from_saving);
    HIDE(line->to_saving);
    line->parts =
        (cg_parts){(double)NAN, (double)NAN, (double)NAN, (double)NAN, (double)NAN, (double)NAN};
    line->alone = line->parts;
}

static bool touches(const filter *f, const cg_line *line, const cg_party *party) {
    return party_at(f, line->from) == party || party_at(f, line->to) == party ||
           (line->via != NULL && party_at(f, line->via) == party);
}

/* Whether the withheld lines are all the party's: their sum, which the totals tell, would be its
 * money alone. */
static bool stands_alone(const filter *f, const bool *withheld, const cg_party *party) {
    bool any = false;
    for (int i = 0; i < f->whole->lines.count; i++) {
        if (withheld[i] && !touches(f, &f->whole->lines.items[i], party)) {
            return false;
        }
        any = any || withheld[i];
    }
    return any;
}

/* Withholds the smallest line in which the party has no part, too. */
static void widen(const filter *f, bool *withheld, const cg_party *party) {
    int least = -1;
    for (int i = 0; i < f->whole->lines.count; i++) {
        const cg_line *line = &f->whole->lines.items[i];
        bool fits = !withheld[i] && line->saving != 0 && !touches(f, line, party);
        if (fits && (least < 0 || fabs(line->saving) < fabs(f->whole->lines.items[least].saving))) {
            least = i;
        }
    }
    if (least >= 0) {
        withheld[least] = true;
    }
}

static const bool *withheld_lines(const filter *f) {
    const cg_plan *whole = f->whole;
    bool *withheld = CG_ARRAY(f->arena, bool, whole->lines.count + 1);
    for (int i = 0; i < whole->lines.count; i++) {
        withheld[i] = whole->lines.items[i].confidential != 0;
    }
    for (int p = 0; p < whole->parties.count; p++) {
        const cg_party *party = &whole->parties.items[p];
        if (party->confidential && stands_alone(f, withheld, party)) {
            widen(f, withheld, party);
        }
    }
    return withheld;
}

static int by_ends(const void *a, const void *b) {
    const cg_line *x = a, *y = b;
    int order = strcmp(x->from, y->from);
    order = order != 0 ? order : strcmp(x->to, y->to);
    return order != 0 ? order : strcmp(x->via == NULL ? "" : x->via, y->via == NULL ? "" : y->via);
}

/* Lines stand by their saving, so that a withheld one would tell its own by its place: those come
 * last, by name. */
static void take_lines_of_board(filter *f) {
    const bool *withheld = withheld_lines(f);
    /* At once: large plans have thousands, and growing would hold them twice. */
    f->plan->lines.capacity = f->whole->lines.count;
    f->plan->lines.items = CG_ARRAY(f->arena, cg_line, f->whole->lines.count);
    for (int hidden = 0; hidden < 2; hidden++) {
        int before = f->plan->lines.count;
        for (int i = 0; i < f->whole->lines.count; i++) {
            cg_line line = f->whole->lines.items[i];
            if (withheld[i] != (hidden == 1)) {
                continue;
            }
            double yearly = line.parts.annualised_investment, saving = line.saving;
            hide_money(&line);
            if (hidden == 0) {
                line.saving = saving;
                line.parts.annualised_investment = yearly;
            }
            CG_PUSH(f->arena, &f->plan->lines, line);
        }
        if (hidden == 1 && f->plan->lines.count > before) {
            qsort(f->plan->lines.items + before, (size_t)(f->plan->lines.count - before),
                  sizeof(cg_line), by_ends);
        }
    }
}

/* A firm's own sum, and nothing of what it is made of; not even that where a sum of many would tell
 * the one told in confidence. */
static void take_parties_of_board(filter *f) {
    for (int i = 0; i < f->whole->parties.count; i++) {
        const cg_party *party = &f->whole->parties.items[i];
        cg_party told = {.id = party->id,
                         .name = party->name,
                         .facility = party->facility,
                         .operator_name = party->operator_name,
                         .confidential = party->confidential,
                         .gain = cg_gain_of_party(party),
                         .saving = f->confides ? (double)NAN : party->saving,
                         .purchase = (double)NAN,
                         .disposal = (double)NAN,
                         .transport = (double)NAN,
                         .treatment = (double)NAN,
                         .fees = (double)NAN,
                         .annualised_investment = (double)NAN,
                         .investment = (double)NAN};
        CG_PUSH(f->arena, &f->plan->parties, told);
    }
}

static int rejected_by_ends(const void *a, const void *b) {
    const cg_rejected *x = a, *y = b;
    int order = strcmp(x->verdict, y->verdict);
    order = order != 0 ? order : strcmp(x->from, y->from);
    order = order != 0 ? order : strcmp(x->to, y->to);
    return order != 0 ? order : strcmp(x->via == NULL ? "" : x->via, y->via == NULL ? "" : y->via);
}

/* What is scarce and what was not chosen: the duals of one flow are made of the prices of all, and
 * the order of what was not chosen is one of duals. */
static void take_prices_of_board(filter *f) {
    f->plan->price_unit = f->whole->price_unit;
    for (int i = 0; i < f->whole->prices.count && !f->confides; i++) {
        CG_PUSH(f->arena, &f->plan->prices, f->whole->prices.items[i]);
    }
    for (int i = 0; i < f->whole->rejected.count; i++) {
        cg_rejected rejected = f->whole->rejected.items[i];
        rejected.has_shortfall = rejected.has_shortfall && !f->confides;
        rejected.shortfall = rejected.has_shortfall ? rejected.shortfall : 0;
        CG_PUSH(f->arena, &f->plan->rejected, rejected);
    }
    if (f->confides && f->plan->rejected.count > 0) {
        qsort(f->plan->rejected.items, (size_t)f->plan->rejected.count, sizeof(cg_rejected),
              rejected_by_ends);
    }
}

static void take_law(filter *f) {
    for (int i = 0; i < f->whole->permits.count; i++) {
        CG_PUSH(f->arena, &f->plan->permits, f->whole->permits.items[i]);
    }
    for (int i = 0; i < f->whole->cited.count; i++) {
        CG_PUSH(f->arena, &f->plan->cited, f->whole->cited.items[i]);
    }
}

static void take_board(filter *f) {
    const cg_plan *whole = f->whole;
    take_lines_of_board(f);
    take_parties_of_board(f);
    take_prices_of_board(f);
    take_law(f);
    for (int i = 0; i < whole->items.count; i++) {
        CG_PUSH(f->arena, &f->plan->items, whole->items.items[i]);
    }
    for (int i = 0; i < whole->uncertain.count; i++) {
        CG_PUSH(f->arena, &f->plan->uncertain, whole->uncertain.items[i]);
    }
    for (int i = 0; i < whole->places.count; i++) {
        CG_PUSH(f->arena, &f->plan->places, whole->places.items[i]);
    }
    f->plan->on_plane = whole->on_plane;
    for (int i = 0; i < whole->exceptions.count; i++) {
        CG_PUSH(f->arena, &f->plan->exceptions, whole->exceptions.items[i]);
    }
    f->plan->exceptions_file = whole->exceptions_file;
    f->plan->exceptions_sha256 = whole->exceptions_sha256;
    f->plan->assessment = whole->assessment;
}

/* The park's criteria are everyone's matter; which firms meet them is not. */
static void take_public(filter *f) {
    take_law(f);
    if (f->whole->assessment != NULL) {
        f->plan->assessment = cg_plan_assessment_unnamed(f->arena, f->whole->assessment);
    }
}

/* A line as the firm at one of its ends sees it: its own share of the money, and nothing of the
 * other's; nor that where it pays what a plant or the giver told in confidence. */
static void take_own_line(filter *f, const cg_line *whole) {
    bool gives = is_own(f, whole->from), takes = is_own(f, whole->to);
    if (!gives && !takes) {
        return;
    }
    cg_line line = *whole;
    hide_money(&line);
    line.saving = (gives ? whole->from_saving : 0) + (takes ? whole->to_saving : 0);
    bool pays = takes || line.service; /* for the plant, and for what is built */
    if (pays && (whole->confidential & CG_CONFIDES_TREATMENT) != 0) {
        HIDE(line.saving);
        HIDE(f->plan->parties.items[0].saving);
        HIDE(f->plan->parties.items[0].treatment);
    }
    line.parts.annualised_investment = pays ? whole->parts.annualised_investment : 0;
    line.investment = pays ? whole->investment : 0;
    line.exception_count = 0;
    for (int i = 0; i < line.leg_count; i++) {
        line.legs[i].nodes = 0; /* the map is not for a firm */
    }
    CG_PUSH(f->arena, &f->plan->lines, line);
}

static bool is_among(const char *const *ids, int count, const char *id) {
    for (int i = 0; i < count; i++) {
        if (strcmp(ids[i], id) == 0) {
            return true;
        }
    }
    return false;
}

static bool bears_on_own(const cg_plan *own, const char *rule) {
    bool bears = false;
    for (int i = 0; i < own->lines.count && !bears; i++) {
        bears = is_among(own->lines.items[i].rules, own->lines.items[i].rule_count, rule);
    }
    for (int i = 0; i < own->wasted.count && !bears; i++) {
        bears = is_among(own->wasted.items[i].rules, own->wasted.items[i].rule_count, rule);
    }
    return bears;
}

/* How often the firm's own lines need a permit: once for each receiver by each way. */
static int needed_by_own(const cg_plan *own, const char *permit) {
    int needed = 0;
    for (int i = 0; i < own->lines.count; i++) {
        needed += is_among(own->lines.items[i].permits, own->lines.items[i].permit_count, permit);
    }
    return needed;
}

static void take_own_law(filter *f) {
    const cg_plan *whole = f->whole;
    for (int i = 0; i < whole->permits.count; i++) {
        cg_permit permit = whole->permits.items[i];
        permit.needed = needed_by_own(f->plan, permit.id);
        if (permit.needed > 0) {
            CG_PUSH(f->arena, &f->plan->permits, permit);
        }
    }
    for (int i = 0; i < whole->cited.count; i++) {
        if (bears_on_own(f->plan, whole->cited.items[i].id)) {
            CG_PUSH(f->arena, &f->plan->cited, whole->cited.items[i]);
        }
    }
    for (int i = 0; i < whole->uncertain.count; i++) {
        if (bears_on_own(f->plan, whole->uncertain.items[i].id)) {
            CG_PUSH(f->arena, &f->plan->uncertain, whole->uncertain.items[i]);
        }
    }
}

static void take_firm(filter *f) {
    for (int i = 0; i < f->whole->parties.count; i++) {
        if (is_own_party(f, &f->whole->parties.items[i])) {
            CG_PUSH(f->arena, &f->plan->parties, f->whole->parties.items[i]);
        }
    }
    for (int i = 0; i < f->whole->lines.count; i++) {
        take_own_line(f, &f->whole->lines.items[i]);
    }
    for (int i = 0; i < f->whole->wasted.count; i++) {
        cg_waste waste = f->whole->wasted.items[i];
        waste.worth = f->confides ? (double)NAN : waste.worth;
        if (is_own(f, waste.from)) {
            CG_PUSH(f->arena, &f->plan->wasted, waste);
        }
    }
    take_own_law(f);
}

const cg_plan *cg_plan_for(cg_arena *arena, const cg_plan *plan, const cg_edition *edition) {
    if (edition->audience == CG_FOR_ANALYST) {
        return plan;
    }
    filter f = {arena, plan, edition, CG_NEW(arena, cg_plan), false};
    f.confides = confides(&f);
    take_frame(&f);
    withhold_totals(&f);
    if (edition->audience == CG_FOR_BOARD) {
        take_board(&f);
    } else if (edition->audience == CG_FOR_FIRM) {
        take_firm(&f);
    } else {
        take_public(&f);
    }
    /* At its low and high a plan leaves off what no longer pays: even its quantities would tell of
     * a price. */
    if (!f.confides) {
        f.plan->ranges = plan->ranges;
    }
    cg_details_for(f.plan, plan, edition, f.confides);
    return f.plan;
}

bool cg_plan_withholds(const cg_plan *plan, const cg_edition *edition) {
    const filter f = {.whole = plan, .edition = edition};
    return edition->audience != CG_FOR_ANALYST && confides(&f);
}
