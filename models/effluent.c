/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The effluent class of a flow: Cmax = C x Kq x Kf, parameter by parameter, column by column. */
#include "effluent.h"

#include <math.h>
#include <string.h>

#define HOURS_A_DAY 24.0

static const char temperature_id[] = "temperature";

/* A number that must stand here; reported where not. */
static double number_of(const cg_reader *reader, const cg_json *node) {
    return cg_reader_is(reader, node, CG_JSON_NUMBER) ? node->number : 0;
}

/* Column A's or B's limit: a number, or [least, most]. */
static void read_column(const cg_reader *reader, const cg_json *entry, int column,
                        cg_effluent_limit *limit) {
    const cg_json *node = cg_json_member(entry, column == 0 ? "A" : "B");
    if (node == NULL) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry), CG_MSG_ENTRY_WITHOUT,
               column == 0 ? "A" : "B", NULL);
        return;
    }
    const cg_json *most = node;
    if (node->type == CG_JSON_ARRAY && node->count == 2) {
        limit->has_least = true;
        limit->least[column] = number_of(reader, node->first);
        most = node->first->next;
    }
    limit->most[column] = number_of(reader, most);
    if (most != node && limit->least[column] > limit->most[column]) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, node), CG_MSG_RANGE_REVERSED,
               cg_reader_shown(reader, node->first), cg_reader_shown(reader, most), NULL);
    }
}

static void read_limit(const cg_reader *reader, const cg_knowledge *knowledge, const cg_json *entry,
                       cg_effluent_standard *standard) {
    static const char *const known[] = {"parameter", "A",    "B",          "scaled", "fresh_only",
                                        "source",    "year", "confidence", NULL};
    const char *id = cg_reader_text(reader, entry, "parameter", "");
    cg_reader_check_keys(reader, entry, known);
    cg_reader_evidence(reader, entry);
    cg_effluent_limit limit = {.parameter = CG_NONE,
                               .asked = "output.temperature",
                               .scaled = cg_reader_truth(reader, entry, "scaled", true),
                               .fresh_only = cg_reader_truth(reader, entry, "fresh_only", false)};
    if (strcmp(id, temperature_id) != 0) {
        limit.parameter = cg_map_find(knowledge->parameter_ids, id);
        limit.asked = cg_format(reader->arena, "output.quality.%s", id);
        if (limit.parameter == CG_NONE) {
            cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry),
                   CG_MSG_PARAMETER_UNKNOWN, id, cg_map_nearest(knowledge->parameter_ids, id),
                   NULL);
            return;
        }
    }
    read_column(reader, entry, 0, &limit);
    read_column(reader, entry, 1, &limit);
    CG_PUSH(reader->arena, &standard->limits, limit);
}

static cg_effluent_step read_step(const cg_reader *reader, const cg_json *entry) {
    static const char *const known[] = {"at_most", "factor", NULL};
    const cg_json *at_most = cg_json_member(entry, "at_most");
    const cg_json *factor = cg_json_member(entry, "factor");
    cg_reader_check_keys(reader, entry, known);
    if (factor == NULL) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry), CG_MSG_ENTRY_WITHOUT,
               "factor", NULL);
        return (cg_effluent_step){INFINITY, 1};
    }
    return (cg_effluent_step){at_most == NULL ? (double)INFINITY : number_of(reader, at_most),
                              number_of(reader, factor)};
}

/* The first step that is high enough counts: one out of order would hide those behind it. */
static void read_steps(const cg_reader *reader, const cg_json *entry, const char *key,
                       cg_effluent_steps *steps) {
    for (const cg_json *one = cg_reader_first(reader, entry, key); one != NULL; one = one->next) {
        if (!cg_reader_is(reader, one, CG_JSON_OBJECT)) {
            continue;
        }
        cg_effluent_step step = read_step(reader, one);
        if (steps->count > 0 && step.at_most <= steps->items[steps->count - 1].at_most) {
            cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, one), CG_MSG_STEPS_ORDER,
                   NULL);
        }
        CG_PUSH(reader->arena, steps, step);
    }
}

static void read_standard(const cg_reader *reader, const cg_knowledge *knowledge,
                          const cg_json *entry, cg_effluent_standard *standard) {
    static const char *const known[] = {
        "id",         "title",        "from",          "to",     "source",       "year",
        "confidence", "flow_factors", "river_factors", "limits", "lake_factors", NULL};
    cg_reader_check_keys(reader, entry, known);
    const char *id = cg_reader_id(reader, entry);
    standard->id = id != NULL ? id : "";
    cg_dates_read(reader, entry, &standard->from, &standard->to);
    cg_reader_grade(reader, entry);
    cg_reader_sentence(reader, cg_json_member(entry, "title"));
    cg_reader_sentence(reader, cg_json_member(entry, "source"));
    for (const cg_json *one = cg_reader_first(reader, entry, "limits"); one != NULL;
         one = one->next) {
        read_limit(reader, knowledge, one, standard);
    }
    if (cg_reader_first(reader, entry, "limits") == NULL) {
        /* Without any limit everything would be of the best class. */
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry), CG_MSG_ENTRY_WITHOUT,
               "limits", NULL);
    }
    read_steps(reader, entry, "flow_factors", &standard->by_flow);
    read_steps(reader, entry, "river_factors", &standard->by_river);
    read_steps(reader, entry, "lake_factors", &standard->by_lake);
}

/* On one day an effluent has one class. */
static void check_apart(const cg_reader *reader, const cg_json *entry,
                        const cg_effluent_standard *standard, const cg_effluent_standards *others) {
    for (int i = 0; i < others->items.count; i++) {
        const cg_effluent_standard *other = &others->items.items[i];
        bool before =
            other->to != NULL && standard->from != NULL && strcmp(other->to, standard->from) < 0;
        bool after =
            standard->to != NULL && other->from != NULL && strcmp(standard->to, other->from) < 0;
        if (!before && !after) {
            cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry),
                   CG_MSG_EFFLUENT_TWICE, other->id, standard->id, NULL);
        }
    }
}

const cg_effluent_standards *
cg_effluent_read(const cg_reader *reader, const cg_knowledge *knowledge, const cg_rules *rules) {
    cg_effluent_standards *standards = CG_NEW(reader->arena, cg_effluent_standards);
    for (int p = 0; p < rules->packs.count; p++) {
        cg_reader here = *reader;
        here.file = rules->packs.items[p].effluents_file;
        const cg_json *list = rules->packs.items[p].effluents;
        if (list == NULL || !cg_reader_is(&here, list, CG_JSON_ARRAY)) {
            continue;
        }
        for (const cg_json *one = list->first; one != NULL; one = one->next) {
            cg_effluent_standard standard = {0};
            if (cg_reader_is(&here, one, CG_JSON_OBJECT)) {
                read_standard(&here, knowledge, one, &standard);
                check_apart(&here, one, &standard, standards);
                CG_PUSH(reader->arena, &standards->items, standard);
            }
        }
    }
    return standards;
}

const cg_effluent_standard *cg_effluent_standard_on(const cg_effluent_standards *standards,
                                                    const char *date) {
    for (int i = 0; standards != NULL && i < standards->items.count; i++) {
        const cg_effluent_standard *one = &standards->items.items[i];
        if ((one->from == NULL || strcmp(one->from, date) <= 0) &&
            (one->to == NULL || strcmp(date, one->to) <= 0)) {
            return one;
        }
    }
    return NULL;
}

static double step_at(const cg_effluent_step *steps, int count, double x) {
    for (int i = 0; i < count; i++) {
        if (x <= steps[i].at_most) {
            return steps[i].factor;
        }
    }
    return count > 0 ? steps[count - 1].factor : 1;
}

/* The most that is let off in a day: of the busiest period, since limits hold every day. */
static double most_a_day(const cg_park *park, const cg_flow *flow) {
    double most = 0;
    for (int p = 0; p < park->periods.count; p++) {
        most = fmax(most, flow->amount[p] / park->periods.items[p].hours * HOURS_A_DAY);
    }
    return most;
}

/* What the plant that lets it off says of its receiving water, else the park. */
static const cg_json *stated(const cg_park *park, const cg_flow *flow, const char *id) {
    const cg_json *here = NULL;
    if (flow->disposed_at != CG_NONE) {
        const cg_facility *facility = &park->facilities.items[flow->disposed_at];
        here = cg_attribute_value(park->knowledge, &facility->attributes, id);
    }
    return here != NULL ? here : cg_attribute_value(park->knowledge, &park->attributes, id);
}

/* Kq: as stated, or of the receiving river or lake; false where nothing is stated. */
static bool receiving_factor(const cg_effluent_standard *standard, const cg_park *park,
                             const cg_flow *flow, double *out) {
    const cg_json *factor = stated(park, flow, "receiving_kq");
    const cg_json *river = stated(park, flow, "receiving_river_flow");
    const cg_json *lake = stated(park, flow, "receiving_lake_volume");
    if (factor != NULL) {
        *out = factor->number;
    } else if (river != NULL) {
        *out = step_at(standard->by_river.items, standard->by_river.count, river->number);
    } else if (lake != NULL) {
        *out = step_at(standard->by_lake.items, standard->by_lake.count, lake->number);
    }
    return factor != NULL || river != NULL || lake != NULL;
}

static bool value_of(const cg_effluent_limit *limit, const cg_flow *flow, double *out) {
    if (limit->parameter == CG_NONE) {
        *out = flow->temperature == NULL ? 0 : flow->temperature->value;
        return flow->temperature != NULL;
    }
    cg_quality quality = cg_quality_at(flow->quality, limit->parameter);
    *out = quality.value;
    return quality.known;
}

/* 0: meets column A; 1: column B; 2: neither. */
static int column_met(const cg_effluent_limit *limit, double value, double scale) {
    for (int column = 0; column < 2; column++) {
        bool high = value > limit->most[column] * (limit->scaled ? scale : 1);
        bool low = limit->has_least && value < limit->least[column];
        if (!high && !low) {
            return column;
        }
    }
    return 2;
}

cg_effluent cg_effluent_of(const cg_effluent_standard *standard, const cg_park *park,
                           const cg_flow *flow) {
    static const char *const classes[] = {"A", "B", "none"};
    double scale = 1;
    cg_effluent answer = {NULL, NULL};
    if (standard == NULL || flow->family != CG_WATER) {
        return answer;
    }
    const cg_json *salt = stated(park, flow, "receiving_salt_water");
    bool has_scale = receiving_factor(standard, park, flow, &scale);
    scale *= step_at(standard->by_flow.items, standard->by_flow.count, most_a_day(park, flow));
    int worst = 0;
    for (int i = 0; i < standard->limits.count && worst < 2; i++) {
        const cg_effluent_limit *limit = &standard->limits.items[i];
        double value;
        if (limit->fresh_only && salt != NULL && salt->truth) {
            continue;
        }
        const char *missing = !value_of(limit, flow, &value) ? limit->asked
                              : limit->scaled && !has_scale  ? "park.receiving_river_flow"
                                                             : NULL;
        if (missing == NULL) {
            worst = (int)fmax(worst, column_met(limit, value, scale));
        } else if (answer.missing == NULL) {
            answer.missing = missing;
        }
    }
    if (worst == 2 || answer.missing == NULL) {
        answer = (cg_effluent){classes[worst], NULL};
    }
    return answer;
}
