/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names and pieces that the tellings of what a plan rests on share. */
#include "report/content.h"

#include "unit/value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int in_order(const void *a, const void *b) {
    return *(const int *)a - *(const int *)b;
}

const char *cg_tell_numbers(const cg_telling *t, const cg_group *group) {
    int *numbers = CG_ARRAY(t->arena, int, group->count + 1);
    for (int i = 0; i < group->count; i++) {
        numbers[i] = group->lines[i]->number;
    }
    qsort(numbers, (size_t)group->count, sizeof *numbers, in_order);
    cg_text out = cg_text_start(t->arena);
    for (int i = 0; i < group->count; i++) {
        int last = i;
        while (last + 1 < group->count && numbers[last + 1] == numbers[last] + 1) {
            last++;
        }
        cg_text_addf(&out, "%s%s", i > 0 ? ", " : "", cg_line_number(t->arena, numbers[i]));
        if (last > i) {
            cg_text_addf(&out, "%s%s", last > i + 1 ? "–" : ", ",
                         cg_line_number(t->arena, numbers[last]));
        }
        i = last;
    }
    return out.bytes;
}

const char *cg_tell_per_unit(const cg_telling *t, double money, const char *unit) {
    return cg_tell(t, CG_MSG_CONTENT_PER, cg_tell_money(t, money),
                   cg_figure_unit(unit, t->language), NULL);
}

const cg_plan_flow *cg_tell_flow(const cg_plan *plan, const char *id) {
    for (int i = 0; i < plan->flows.count; i++) {
        if (strcmp(plan->flows.items[i].id, id) == 0) {
            return &plan->flows.items[i];
        }
    }
    return NULL;
}

/* What flows there; NULL: the plan does not say. */
static const char *resource_at(const cg_telling *t, const char *end) {
    const cg_plan_flow *flow = cg_tell_flow(t->plan, end);
    if (flow != NULL) {
        return cg_tell_short(t, cg_tell_name(t, flow->resource_name, flow->resource));
    }
    for (int i = 0; i < t->plan->names.count; i++) {
        if (strcmp(t->plan->names.items[i].id, end) == 0) {
            return cg_tell_short(t, cg_tell_name(t, t->plan->names.items[i].name, end));
        }
    }
    return NULL;
}

/* Whether another flow of that party has the same name. */
static bool has_namesake(const cg_telling *t, int party, const char *end, const char *resource) {
    const cg_plan *plan = t->plan;
    for (int i = 0; i < plan->flows.count + plan->names.count; i++) {
        const char *id = i < plan->flows.count ? plan->flows.items[i].id
                                               : plan->names.items[i - plan->flows.count].id;
        if (strcmp(id, end) != 0 && cg_tell_party_of(plan, id) == party &&
            strcmp(resource_at(t, id), resource) == 0) {
            return true;
        }
    }
    return false;
}

const char *cg_tell_short(const cg_telling *t, const char *name) {
    const char *examples = strstr(name, ": ");
    return examples == NULL ? name : cg_copy(t->arena, name, (size_t)(examples - name));
}

const char *cg_tell_end(const cg_telling *t, const char *end) {
    int party = cg_tell_party_of(t->plan, end);
    const char *flow = cg_tell_plain(t->arena, end);
    if (party < 0) {
        return flow;
    }
    const cg_party *found = &t->plan->parties.items[party];
    const char *name = cg_tell_name(t, found->name, found->id);
    if (strcmp(found->id, end) == 0) {
        return name;
    }
    const char *resource = resource_at(t, end);
    if (resource == NULL) {
        return cg_tell(t, CG_MSG_CONTENT_END, name, flow, NULL);
    }
    bool with_id = t->edition.audience == CG_FOR_ANALYST || has_namesake(t, party, end, resource);
    return with_id ? cg_tell(t, CG_MSG_CONTENT_END_ID, name, resource, flow, NULL)
                   : cg_tell(t, CG_MSG_CONTENT_END, name, resource, NULL);
}

const char *cg_tell_parameter(const cg_telling *t, const char *id) {
    for (int l = 0; l < t->plan->lines.count; l++) {
        const cg_line *line = &t->plan->lines.items[l];
        for (int q = 0; q < line->quality.count; q++) {
            if (strcmp(line->quality.items[q].parameter, id) == 0) {
                return cg_tell_name(t, line->quality.items[q].name, id);
            }
        }
    }
    return cg_tell_plain(t->arena, id);
}

const char *cg_tell_basis_word(const cg_telling *t, int basis) {
    static const cg_message_id words[] = {[CG_BASIS_UNSTATED] = CG_MSG_CONTENT_BASIS_UNSTATED,
                                          [CG_BASIS_MEASURED] = CG_MSG_CONTENT_BASIS_MEASURED,
                                          [CG_BASIS_BILLED] = CG_MSG_CONTENT_BASIS_BILLED,
                                          [CG_BASIS_PERMIT] = CG_MSG_CONTENT_BASIS_PERMIT,
                                          [CG_BASIS_ESTIMATED] = CG_MSG_CONTENT_BASIS_ESTIMATED,
                                          [CG_BASIS_DEFAULT] = CG_MSG_CONTENT_BASIS_DEFAULT};
    return cg_tell(t, words[basis], NULL);
}

const char *cg_tell_period(const cg_telling *t, int period) {
    return cg_tell_period_id(t, t->plan->periods[period]);
}

double cg_season_of(const cg_group *group, int period) {
    double sum = 0;
    for (int i = 0; i < group->count; i++) {
        const double *by_period = group->lines[i]->quantity_by_period;
        sum += by_period == NULL ? (double)NAN : by_period[period];
    }
    return sum;
}
