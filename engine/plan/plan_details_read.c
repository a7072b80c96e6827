/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan tells beyond its sums, read again; older plans tell none of it. */
#include "plan/plan_fields.h"
#include "plan/plan_reader.h"
#include "unit/value.h"

#include <math.h>
#include <string.h>

cg_months cg_plan_read_months(const cg_plan_reader *r, const cg_json *object) {
    const cg_json *months = cg_plan_stated(r, object, "build_months", CG_JSON_OBJECT);
    if (months == NULL) {
        return (cg_months){0};
    }
    return (cg_months){true, cg_plan_need_number(r, months, "least"),
                       cg_plan_need_number(r, months, "most"), cg_plan_words(r, months, "source")};
}

static cg_line_heat read_heat(const cg_plan_reader *r, const cg_json *node) {
    const cg_json *heat = cg_plan_stated(r, node, "heat", CG_JSON_OBJECT);
    if (heat == NULL) {
        return (cg_line_heat){0};
    }
    return (cg_line_heat){true,
                          cg_plan_need_number(r, heat, "from_hot"),
                          cg_plan_need_number(r, heat, "from_cold"),
                          cg_plan_need_number(r, heat, "to_cold"),
                          cg_plan_need_number(r, heat, "to_hot"),
                          cg_plan_need_number(r, heat, "drop"),
                          cg_plan_need_number(r, heat, "approach")};
}

void cg_plan_read_line_details(const cg_plan_reader *r, const cg_json *node, cg_line *line) {
    const cg_json *alone = cg_plan_stated(r, node, "alone", CG_JSON_OBJECT);
    line->substitution = CG_NONE;
    line->alone = line->parts;
    for (const cg_plan_field *field = cg_parts_fields; alone != NULL && field->key != NULL;
         field++) {
        *(double *)((char *)&line->alone + field->offset) =
            cg_plan_need_number(r, alone, field->key);
    }
    line->build = cg_plan_read_months(r, node);
    cg_line_read_legs(r, node, line);
    line->heat = read_heat(r, node);
    const cg_json *list = cg_plan_stated(r, node, "quality", CG_JSON_ARRAY);
    for (const cg_json *one = cg_plan_first_object(r, list); one != NULL;
         one = cg_plan_next_object(r, one->next)) {
        cg_line_quality quality = {.parameter = cg_plan_need_text(r, one, "parameter"),
                                   .unit = cg_plan_text(r, one, "unit"),
                                   .name = cg_plan_words(r, one, "name"),
                                   .mixes = cg_plan_truth(r, one, "mixes"),
                                   .brings = cg_plan_number(r, one, "brings"),
                                   .mix = cg_plan_number(r, one, "mix"),
                                   .bought_unstated = cg_plan_truth(r, one, "bought_unstated"),
                                   .most = cg_plan_number(r, one, "most"),
                                   .least = cg_plan_number(r, one, "least")};
        CG_PUSH(r->arena, &line->quality, quality);
    }
}

static cg_evidence read_evidence(const cg_plan_reader *r, const cg_json *object) {
    cg_evidence evidence = {.factor = cg_plan_text(r, object, "factor"),
                            .source = cg_plan_words(r, object, "source"),
                            .confidence = cg_plan_text(r, object, "confidence")};
    double year = cg_plan_number(r, object, "year");
    evidence.year = year >= 0 && year < 10000 ? (int)year : 0;
    const char *basis = cg_plan_text(r, object, "basis");
    for (int b = CG_BASIS_MEASURED; basis != NULL && b < CG_BASIS_COUNT; b++) {
        evidence.basis = strcmp(cg_basis_id((cg_basis)b), basis) == 0 ? b : evidence.basis;
    }
    return evidence;
}

static void read_by_period(const cg_plan_reader *r, const cg_json *node, cg_plan_flow *flow) {
    const cg_json *periods = cg_plan_stated(r, node, "by_period", CG_JSON_OBJECT);
    if (periods == NULL || r->plan->period_count == 0) {
        return;
    }
    flow->by_period = CG_ARRAY(r->arena, double, r->plan->period_count);
    for (int p = 0; p < r->plan->period_count; p++) {
        flow->by_period[p] = cg_plan_need_number(r, periods, r->plan->periods[p]);
    }
}

static void read_flows(const cg_plan_reader *r, const cg_json *document) {
    static const char *const kinds[] = {"input", "output", NULL};
    const cg_json *list = cg_plan_stated(r, document, "flows", CG_JSON_ARRAY);
    for (const cg_json *node = cg_plan_first_object(r, list); node != NULL;
         node = cg_plan_next_object(r, node->next)) {
        cg_plan_flow flow = {
            .id = cg_plan_need_text(r, node, "id"),
            .name = cg_plan_words(r, node, "name"),
            .resource = cg_plan_need_text(r, node, "resource"),
            .resource_name = cg_plan_words(r, node, "resource_name"),
            .unit = cg_plan_text(r, node, "unit"),
            .input = strcmp(cg_plan_need_word(r, node, "kind", kinds), "input") == 0,
            .amount = cg_plan_need_number(r, node, "amount"),
            .price = cg_plan_number(r, node, "price"),
            .of_amount = read_evidence(r, cg_plan_stated(r, node, "of_amount", CG_JSON_OBJECT)),
            .of_price = read_evidence(r, cg_plan_stated(r, node, "of_price", CG_JSON_OBJECT))};
        read_by_period(r, node, &flow);
        CG_PUSH(r->arena, &r->plan->flows, flow);
    }
}

static void read_names(const cg_plan_reader *r, const cg_json *document) {
    const cg_json *list = cg_plan_stated(r, document, "names", CG_JSON_ARRAY);
    for (const cg_json *node = cg_plan_first_object(r, list); node != NULL;
         node = cg_plan_next_object(r, node->next)) {
        CG_PUSH(r->arena, &r->plan->names,
                ((cg_plan_name){cg_plan_need_text(r, node, "id"), cg_plan_words(r, node, "name")}));
    }
}

static void read_unknowns(const cg_plan_reader *r, const cg_json *document) {
    const cg_json *list = cg_plan_stated(r, document, "to_measure", CG_JSON_ARRAY);
    double left = cg_plan_number(r, document, "to_measure_left");
    r->plan->unknowns_sought = list != NULL;
    r->plan->unknowns_left = left >= 0 && left < 1e9 ? (int)left : 0;
    for (const cg_json *node = cg_plan_first_object(r, list); node != NULL;
         node = cg_plan_next_object(r, node->next)) {
        int via_count = 0;
        const char **via = cg_plan_strings(r, node, "via", &via_count);
        cg_plan_unknown unknown = {.from = cg_plan_need_text(r, node, "from"),
                                   .to = cg_plan_need_text(r, node, "to"),
                                   .via = via_count > 0 ? via[0] : NULL,
                                   .at = cg_plan_text(r, node, "at"),
                                   .missing = cg_plan_text(r, node, "missing"),
                                   .worth = cg_plan_number(r, node, "worth_most"),
                                   .quantity = cg_plan_number(r, node, "quantity_most"),
                                   .unit = cg_plan_text(r, node, "unit")};
        unknown.parameters = cg_plan_strings(r, node, "parameters", &unknown.parameter_count);
        unknown.names = CG_ARRAY(r->arena, cg_words, unknown.parameter_count + 1);
        const cg_json *names = cg_plan_stated(r, node, "parameter_names", CG_JSON_ARRAY);
        const cg_json *name = names == NULL ? NULL : names->first;
        for (int i = 0; name != NULL && i < unknown.parameter_count; i++, name = name->next) {
            unknown.names[i] = cg_plan_words_of(r, name);
        }
        CG_PUSH(r->arena, &r->plan->unknowns, unknown);
    }
}

static void read_figures(const cg_plan_reader *r, const cg_json *document) {
    const cg_json *list = cg_plan_stated(r, document, "figures", CG_JSON_ARRAY);
    for (const cg_json *node = cg_plan_first_object(r, list); node != NULL;
         node = cg_plan_next_object(r, node->next)) {
        cg_plan_figure figure = {.kind = cg_plan_need_text(r, node, "kind"),
                                 .subject = cg_plan_need_text(r, node, "subject"),
                                 .name = cg_plan_words(r, node, "name"),
                                 .value = cg_plan_number(r, node, "value"),
                                 .low = cg_plan_number(r, node, "low"),
                                 .high = cg_plan_number(r, node, "high"),
                                 .unit = cg_plan_text(r, node, "unit"),
                                 .evidence = read_evidence(r, node)};
        double lines = cg_plan_number(r, node, "exchanges");
        figure.lines = lines >= 0 && lines < 1e9 ? (int)lines : 0;
        CG_PUSH(r->arena, &r->plan->figures, figure);
    }
}

void cg_plan_read_details(const cg_plan_reader *r, const cg_json *document) {
    read_flows(r, document);
    read_names(r, document);
    read_unknowns(r, document);
    read_figures(r, document);
}
