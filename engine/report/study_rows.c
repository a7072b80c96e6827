/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every telling of a comparison says in the same words. */
#include "report/study_rows.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

typedef enum figure_kind { MONEY, MONEY_ONCE, YEARS, CARBON, WATER, MATERIAL, COUNT } figure_kind;

typedef struct figure {
    cg_message_id label;
    figure_kind kind;
    size_t offset; /* of a double in cg_result; nothing for COUNT */
} figure;

#define AT(name) offsetof(cg_result, name)
/* Five to a table of 80 columns: what is gained, then what is left. */
static const figure figures[CG_STUDY_FIGURES] = {
    {CG_MSG_STUDY_NET_SAVING, MONEY, AT(totals.net_saving)},
    {CG_MSG_STUDY_INVESTMENT, MONEY_ONCE, AT(totals.investment)},
    {CG_MSG_STUDY_PAYBACK, YEARS, AT(totals.payback_years)},
    {CG_MSG_STUDY_EMISSIONS_SAVING, CARBON, AT(totals.emissions_saving)},
    {CG_MSG_STUDY_EXCHANGES, COUNT, 0},
    {CG_MSG_STUDY_COST, MONEY, AT(planned.cost)},
    {CG_MSG_STUDY_EMISSIONS, CARBON, AT(planned.emissions)},
    {CG_MSG_STUDY_WATER, WATER, AT(planned.water_purchased)},
    {CG_MSG_STUDY_WASTEWATER, WATER, AT(planned.wastewater_discharged)},
    {CG_MSG_STUDY_WASTE, MATERIAL, AT(planned.waste_disposed)}};

cg_study_telling cg_study_telling_start(cg_arena *arena, const cg_comparison *comparison,
                                        cg_language language) {
    double largest = 0;
    for (int i = 0; i < comparison->items.count; i++) {
        for (int f = 0; f < CG_STUDY_FIGURES; f++) {
            bool money = figures[f].kind == MONEY || figures[f].kind == MONEY_ONCE;
            double value = money ? cg_study_value(&comparison->items.items[i], f) : 0;
            largest = isfinite(value) ? fmax(largest, fabs(value)) : largest;
        }
    }
    cg_telling telling = {.arena = arena,
                          .language = language,
                          .money =
                              cg_money_column_for(arena, largest, comparison->currency, language)};
    return (cg_study_telling){telling, comparison};
}

double cg_study_value(const cg_result *row, int f) {
    if (!row->solved || (figures[f].kind == YEARS && !row->totals.pays_back)) {
        return (double)NAN;
    }
    if (figures[f].kind == COUNT) {
        return row->pairs.count;
    }
    return *(const double *)((const char *)row + figures[f].offset);
}

double cg_study_difference(const cg_comparison *comparison, const cg_result *row, int f) {
    return row->compared ? cg_study_value(row, f) - cg_study_value(&comparison->items.items[0], f)
                         : (double)NAN;
}

bool cg_study_compares(int f) {
    return figures[f].kind != YEARS;
}

const char *cg_study_label(const cg_study_telling *t, int f) {
    return cg_tell(&t->telling, figures[f].label, NULL);
}

const char *cg_study_unit(const cg_study_telling *t, int f) {
    cg_language language = t->telling.language;
    switch (figures[f].kind) {
    case MONEY:
    case MONEY_ONCE:
        return t->telling.money.unit;
    case YEARS:
        return cg_tell(&t->telling, CG_MSG_STUDY_UNIT_YEARS, NULL);
    case CARBON:
        return cg_tell(&t->telling, CG_MSG_REPORT_CO2, NULL);
    case WATER:
        return cg_figure_unit("m3", language);
    case MATERIAL:
        return cg_figure_unit("t", language);
    case COUNT:
        break;
    }
    return "";
}

const char *cg_study_unit_exact(const cg_study_telling *t, int f) {
    const char *currency = t->comparison->currency == NULL ? "" : t->comparison->currency;
    const char *unit = "";
    switch (figures[f].kind) {
    case MONEY_ONCE:
        return currency;
    case YEARS:
    case COUNT:
        return cg_study_unit(t, f);
    case MONEY:
        unit = currency;
        break;
    case CARBON:
        unit = cg_tell(&t->telling, CG_MSG_REPORT_CO2, NULL);
        break;
    case WATER:
        unit = "m3";
        break;
    case MATERIAL:
        unit = "t";
        break;
    }
    return cg_tell(&t->telling, CG_MSG_STUDY_UNIT_A_YEAR, unit, NULL);
}

const char *cg_study_cell(const cg_study_telling *t, int f, double value) {
    if (!isfinite(value)) {
        return "–";
    }
    switch (figures[f].kind) {
    case MONEY:
    case MONEY_ONCE:
        return cg_tell_cell(&t->telling, value);
    case YEARS:
        return cg_figure(t->telling.arena, value, 1, t->telling.language);
    case CARBON:
    case WATER:
    case MATERIAL:
    case COUNT:
        break;
    }
    return cg_figure(t->telling.arena, value, 0, t->telling.language);
}

const char *cg_study_cell_difference(const cg_study_telling *t, int f, double value) {
    const char *cell = cg_study_cell(t, f, value);
    bool nothing = strpbrk(cell, "123456789") == NULL;
    if (nothing && isfinite(value)) {
        return "0";
    }
    return nothing || value < 0 ? cell : cg_format(t->telling.arena, "+%s", cell);
}

const char *cg_study_title(const cg_study_telling *t, const cg_result *row) {
    if (row->based_on == NULL) {
        return cg_tell(&t->telling, CG_MSG_STUDY_BASE, NULL);
    }
    return cg_tell_name(&t->telling, row->title, row->id);
}

static const char *objective_of(const cg_study_telling *t, const cg_result *row) {
    cg_telling telling = t->telling;
    cg_plan plan = {.objective = row->objective};
    telling.plan = &plan;
    return cg_tell_objective(&telling);
}

const char *cg_study_law(const cg_study_telling *t, const cg_result *row) {
    if (row->rules == NULL) {
        return "";
    }
    cg_telling telling = t->telling;
    cg_plan plan = {.rules = row->rules,
                    .date = row->date,
                    .without = row->without,
                    .without_count = row->without_count};
    telling.plan = &plan;
    const char *law = cg_tell_law(&telling);
    if (row->reading_count > 0) {
        law = cg_tell(&telling, CG_MSG_STUDY_READ_AS, law,
                      cg_tell_list(&telling, row->readings, row->reading_count), NULL);
    }
    /* Least cost is what everybody expects: only another objective is news. */
    return strcmp(row->objective, "cost") == 0
               ? law
               : cg_format(t->telling.arena, "%s; %s", law, objective_of(t, row));
}

const char *cg_study_status(const cg_study_telling *t, const cg_result *row) {
    static const struct {
        const char *word;
        cg_message_id message;
    } words[] = {{"optimal", CG_MSG_STUDY_OPTIMAL},
                 {"limit", CG_MSG_STUDY_LIMIT},
                 {"infeasible", CG_MSG_STUDY_INFEASIBLE}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i].word, row->status) == 0) {
            return cg_tell(&t->telling, words[i].message, NULL);
        }
    }
    return cg_tell(&t->telling, CG_MSG_STUDY_FAILED, NULL);
}

const char *cg_study_problem(const cg_study_telling *t, const cg_problem *problem) {
    const char *sentence = cg_tell_name(&t->telling, problem->sentence, problem->code);
    if (problem->path == NULL) {
        return sentence;
    }
    return cg_format(t->telling.arena, "%s: %s", cg_tell_plain(t->telling.arena, problem->path),
                     sentence);
}

const char *cg_study_reason(const cg_study_telling *t, const cg_result *row) {
    cg_text reason = cg_text_start(t->telling.arena);
    for (int i = 0; !row->solved && i < row->problems.count; i++) {
        if (row->problems.items[i].severity == CG_ERROR) {
            cg_text_add(&reason, reason.length > 0 ? "; " : "");
            cg_text_add(&reason, cg_study_problem(t, &row->problems.items[i]));
        }
    }
    return reason.bytes;
}

int cg_study_rerouted(const cg_result *row) {
    int count = 0;
    for (int i = 0; i < row->changed.count; i++) {
        count += row->changed.items[i].rerouted;
    }
    return count;
}

const char *cg_study_counts(const cg_study_telling *t, const cg_result *row) {
    cg_arena *arena = t->telling.arena;
    int rerouted = cg_study_rerouted(row);
    const struct {
        int count;
        cg_message_id message;
    } parts[] = {{row->gained.count, CG_MSG_STUDY_GAINED},
                 {row->lost.count, CG_MSG_STUDY_LOST},
                 {rerouted, CG_MSG_STUDY_REROUTED},
                 {row->changed.count - rerouted, CG_MSG_STUDY_CHANGED}};
    cg_text out = cg_text_start(arena);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].count > 0) {
            cg_text_add(&out, out.length > 0 ? ", " : "");
            cg_text_add(&out, cg_tell(&t->telling, parts[i].message,
                                      cg_format(arena, "%d", parts[i].count), NULL));
        }
    }
    return out.length > 0 ? out.bytes : cg_tell(&t->telling, CG_MSG_STUDY_SAME, NULL);
}

/* "via wwtp", "direct", "direct and via wwtp". */
static const char *ways_of(const cg_study_telling *t, const cg_pair *pair) {
    bool direct = false;
    const char **plants = CG_ARRAY(t->telling.arena, const char *, pair->via_count + 1);
    int count = 0;
    for (int i = 0; i < pair->via_count; i++) {
        if (pair->via[i][0] == '\0') {
            direct = true;
            continue;
        }
        plants[count++] = pair->via[i];
    }
    const char *straight = cg_tell(&t->telling, CG_MSG_STUDY_DIRECT, NULL);
    if (count == 0) {
        return straight;
    }
    const char *via = cg_tell(&t->telling, CG_MSG_REPORT_VIA_NOTE,
                              cg_tell_list(&t->telling, plants, count), NULL);
    return direct ? cg_format(t->telling.arena, "%s, %s", straight, via) : via;
}

static const char *amount_of(const cg_study_telling *t, const cg_pair *pair) {
    return cg_figure_quantity(t->telling.arena, pair->quantity, pair->unit, t->telling.language);
}

const char *cg_study_change(const cg_study_telling *t, const cg_pair_change *change) {
    cg_arena *arena = t->telling.arena;
    const cg_pair *pair = change->after != NULL ? change->after : change->before;
    const char *sign = change->before == NULL ? "+" : change->after == NULL ? "−" : "~";
    cg_text out = cg_text_start(arena);
    cg_text_addf(&out, "%s %s → %s (", sign, cg_tell_plain(arena, pair->from),
                 cg_tell_plain(arena, pair->to));
    if (change->before != NULL && change->after != NULL) {
        cg_text_addf(&out, "%s, %s → ", amount_of(t, change->before), ways_of(t, change->before));
    }
    cg_text_addf(&out, "%s, %s)", amount_of(t, pair), ways_of(t, pair));
    return out.bytes;
}
