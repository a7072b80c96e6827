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
    const char *title = cg_tell_name(&t->telling, row->title, "");
    return *title != '\0' ? title : cg_study_changes(t, row);
}

static void add_list(const cg_study_telling *t, cg_text *out, cg_message_id id,
                     const char *const *texts, int count) {
    if (count > 0) {
        cg_text_add(out, out->length > 0 ? "; " : "");
        cg_text_add(out, cg_tell(&t->telling, id, cg_tell_list(&t->telling, texts, count), NULL));
    }
}

/* "PATH=VALUE" with blanks behind the commas of an object or list, so that a line can end there. */
static const char *spaced(cg_arena *arena, const char *setting) {
    cg_text out = cg_text_start(arena);
    bool quoted = false;
    for (const char *c = setting; *c != '\0'; c++) {
        bool escaped = c > setting && c[-1] == '\\';
        quoted = *c == '"' && !escaped ? !quoted : quoted;
        cg_text_add_bytes(&out, c, 1);
        cg_text_add(&out, *c == ',' && !quoted ? " " : "");
    }
    return out.bytes;
}

static const char **spaced_settings(cg_arena *arena, const cg_result *row) {
    const char **settings = CG_ARRAY(arena, const char *, row->setting_count + 1);
    for (int i = 0; i < row->setting_count; i++) {
        settings[i] = spaced(arena, row->settings[i]);
    }
    return settings;
}

const char *cg_study_changes(const cg_study_telling *t, const cg_result *row) {
    cg_text out = cg_text_start(t->telling.arena);
    add_list(t, &out, CG_MSG_STUDY_LEAVE, row->leave, row->leave_count);
    add_list(t, &out, CG_MSG_STUDY_JOIN, row->join, row->join_count);
    add_list(t, &out, CG_MSG_STUDY_SET, spaced_settings(t->telling.arena, row), row->setting_count);
    return out.bytes;
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
    if (row->exception_count > 0) {
        law = cg_tell(&telling, CG_MSG_STUDY_EXCEPTED, law,
                      cg_format(t->telling.arena, "%d", row->exception_count), NULL);
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

static const char *problem_of(const cg_study_telling *t, const cg_problem *problem) {
    const char *sentence = cg_tell_name(&t->telling, problem->sentence, problem->code);
    if (problem->path == NULL) {
        return sentence;
    }
    return cg_format(t->telling.arena, "%s: %s", cg_tell_plain(t->telling.arena, problem->path),
                     sentence);
}

static const char *conflict_of(const cg_study_telling *t, const cg_result *row, int i) {
    return cg_tell_conflict_in(t->telling.arena, t->telling.language, row->currency,
                               &row->conflicts.items[i]);
}

/* Where requirements conflict, how far each would have to give says more than that they do. */
static bool is_told_by_conflicts(const cg_result *row, const cg_problem *problem) {
    return row->conflicts.count > 0 && problem->severity == CG_ERROR;
}

int cg_study_notes(const cg_study_telling *t, const cg_result *row, const char ***out) {
    cg_arena *arena = t->telling.arena;
    int count = 0;
    *out = CG_ARRAY(arena, const char *, row->conflicts.count + row->problems.count + 1);
    for (int i = 0; i < row->conflicts.count; i++) {
        (*out)[count++] = cg_tell(&t->telling, CG_MSG_STUDY_CONFLICT, conflict_of(t, row, i), NULL);
    }
    for (int i = 0; i < row->problems.count; i++) {
        const cg_problem *problem = &row->problems.items[i];
        if (!is_told_by_conflicts(row, problem)) {
            (*out)[count++] =
                cg_tell(&t->telling,
                        problem->severity == CG_ERROR ? CG_MSG_STUDY_NO_PLAN : CG_MSG_STUDY_WARNING,
                        problem_of(t, problem), NULL);
        }
    }
    return count;
}

const char *cg_study_reason(const cg_study_telling *t, const cg_result *row) {
    cg_text reason = cg_text_start(t->telling.arena);
    for (int i = 0; i < row->conflicts.count; i++) {
        cg_text_add(&reason, reason.length > 0 ? "; " : "");
        cg_text_add(&reason, conflict_of(t, row, i));
    }
    for (int i = 0; !row->solved && i < row->problems.count; i++) {
        const cg_problem *problem = &row->problems.items[i];
        if (problem->severity == CG_ERROR && !is_told_by_conflicts(row, problem)) {
            cg_text_add(&reason, reason.length > 0 ? "; " : "");
            cg_text_add(&reason, problem_of(t, problem));
        }
    }
    return reason.bytes;
}

int cg_study_exceptions(const cg_study_telling *t, const char ***out) {
    cg_arena *arena = t->telling.arena;
    const cg_comparison *all = t->comparison;
    int count = 0;
    *out = CG_ARRAY(arena, const char *, all->exceptions.count + 2);
    for (int e = 0; e < all->exceptions.count; e++) {
        (*out)[count++] =
            cg_tell(&t->telling, CG_MSG_REPORT_EXCEPTION_PLAIN, cg_format(arena, "%d", e + 1),
                    cg_tell_name(&t->telling, all->exceptions.items[e], ""), NULL);
    }
    if (all->exceptions_file != NULL) {
        cg_telling telling = t->telling;
        cg_plan plan = {.exceptions_file = all->exceptions_file,
                        .exceptions_sha256 = all->exceptions_sha256};
        telling.plan = &plan;
        (*out)[count++] = cg_tell_exceptions_from(&telling);
    }
    return count;
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

/* Changes told in one line: what a plant mixes and hands on to one input, or one alone. */
typedef struct group {
    const cg_pair_change *first;
    double before, after; /* quantities together */
    int count;            /* of outputs */
} group;

static const cg_pair *shown_pair(const cg_pair_change *change) {
    return change->after != NULL ? change->after : change->before;
}

static bool same_side(const cg_study_telling *t, const cg_pair *one, const cg_pair *other) {
    if (one == NULL || other == NULL) {
        return one == other;
    }
    bool plant = one->via_count == 1 && one->via[0][0] != '\0';
    return plant && strcmp(one->unit, other->unit) == 0 &&
           strcmp(ways_of(t, one), ways_of(t, other)) == 0;
}

static bool is_together(const cg_study_telling *t, const cg_pair_change *one,
                        const cg_pair_change *other) {
    return strcmp(shown_pair(one)->to, shown_pair(other)->to) == 0 &&
           same_side(t, one->before, other->before) && same_side(t, one->after, other->after);
}

/* Puts changes into groups behind `*count` others; `rerouted`: those alone, else those alone that
 * are not. */
static void group_changes(const cg_study_telling *t, const cg_pair_change *changes,
                          int change_count, bool rerouted, group *groups, int *count) {
    int begin = *count;
    for (int i = 0; i < change_count; i++) {
        const cg_pair_change *change = &changes[i];
        if (change->rerouted != rerouted) {
            continue;
        }
        int g = begin;
        while (g < *count && !is_together(t, groups[g].first, change)) {
            g++;
        }
        if (g == *count) {
            groups[(*count)++] = (group){change, 0, 0, 0};
        }
        groups[g].before += change->before == NULL ? 0 : change->before->quantity;
        groups[g].after += change->after == NULL ? 0 : change->after->quantity;
        groups[g].count++;
    }
}

static const char *ends_of(const cg_study_telling *t, const group *g) {
    cg_arena *arena = t->telling.arena;
    const cg_pair *pair = shown_pair(g->first);
    const char *from = g->count == 1 ? cg_tell_plain(arena, pair->from)
                                     : cg_tell(&t->telling, CG_MSG_STUDY_OUTPUTS,
                                               cg_format(arena, "%d", g->count), NULL);
    return cg_format(arena, "%s → %s", from, cg_tell_plain(arena, pair->to));
}

static const char *tell_group(const cg_study_telling *t, const group *g) {
    cg_arena *arena = t->telling.arena;
    cg_language language = t->telling.language;
    const cg_pair *before = g->first->before;
    const cg_pair *after = g->first->after;
    const char *ends = ends_of(t, g);
    if (before == NULL || after == NULL) {
        const cg_pair *pair = shown_pair(g->first);
        double quantity = before == NULL ? g->after : g->before;
        return cg_format(arena, "%s %s (%s, %s)", before == NULL ? "+" : "−", ends,
                         cg_figure_quantity(arena, quantity, pair->unit, language),
                         ways_of(t, pair));
    }
    if (g->first->rerouted) {
        return cg_format(
            arena, "~ %s (%s, %s → %s, %s)", ends,
            cg_figure_quantity(arena, g->before, before->unit, language), ways_of(t, before),
            cg_figure_quantity(arena, g->after, after->unit, language), ways_of(t, after));
    }
    return cg_format(arena, "~ %s (%s → %s, %s)", ends, cg_figure_short(arena, g->before, language),
                     cg_figure_quantity(arena, g->after, after->unit, language), ways_of(t, after));
}

const char *cg_study_change(const cg_study_telling *t, const cg_pair_change *change) {
    group alone = {change, change->before == NULL ? 0 : change->before->quantity,
                   change->after == NULL ? 0 : change->after->quantity, 1};
    return tell_group(t, &alone);
}

int cg_study_exchanges(const cg_study_telling *t, const cg_result *row, const char ***out) {
    cg_arena *arena = t->telling.arena;
    int most = row->gained.count + row->lost.count + row->changed.count;
    group *groups = CG_ARRAY(arena, group, most + 1);
    int count = 0;
    group_changes(t, row->gained.items, row->gained.count, false, groups, &count);
    group_changes(t, row->lost.items, row->lost.count, false, groups, &count);
    group_changes(t, row->changed.items, row->changed.count, true, groups, &count);
    group_changes(t, row->changed.items, row->changed.count, false, groups, &count);
    *out = CG_ARRAY(arena, const char *, count + 1);
    for (int g = 0; g < count; g++) {
        (*out)[g] = tell_group(t, &groups[g]);
    }
    return count;
}

const char *cg_study_pairs(cg_arena *arena, const cg_pair_change *changes, int count,
                           bool rerouted) {
    cg_text out = cg_text_start(arena);
    for (int i = 0; i < count; i++) {
        const cg_pair *pair = changes[i].after != NULL ? changes[i].after : changes[i].before;
        if (!rerouted || changes[i].rerouted) {
            cg_text_addf(&out, "%s%s>%s", out.length > 0 ? "; " : "", pair->from, pair->to);
        }
    }
    return out.bytes;
}
