/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a written plan again, so that it can be reported without its park. Unknown keys are
 * welcome. */
#include "plan/plan.h"

#include "plan/plan_fields.h"
#include "plan/plan_reader.h"
#include "unit/value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void read_fields(const cg_plan_reader *r, const cg_json *object, void *base,
                        const cg_plan_field *fields) {
    for (const cg_plan_field *field = fields; field->key != NULL; field++) {
        *(double *)((char *)base + field->offset) = cg_plan_need_number(r, object, field->key);
    }
}

/* Numbers that older or other writers may not give: 0 where absent. */
static void read_optional_fields(const cg_plan_reader *r, const cg_json *object, void *base,
                                 const cg_plan_field *fields) {
    for (const cg_plan_field *field = fields; field->key != NULL; field++) {
        const cg_json *node = cg_plan_stated(r, object, field->key, CG_JSON_NUMBER);
        *(double *)((char *)base + field->offset) = node == NULL ? 0 : node->number;
    }
}

static void read_totals(const cg_plan_reader *r, const cg_json *document) {
    cg_totals *totals = &r->plan->totals;
    const cg_json *object = cg_plan_needed(r, document, "totals", CG_JSON_OBJECT);
    read_fields(r, object, totals, cg_totals_fields);
    totals->payback_years = cg_plan_need_number_or_null(r, object, "payback_years");
    totals->pays_back = !isnan(totals->payback_years);
    totals->emissions_saving = cg_plan_need_number(r, object, "emissions_saving");
}

static void read_parties(const cg_plan_reader *r, const cg_json *document) {
    const cg_json *list = cg_plan_needed(r, document, "firms", CG_JSON_ARRAY);
    for (const cg_json *node = cg_plan_first_object(r, list); node != NULL;
         node = cg_plan_next_object(r, node->next)) {
        cg_party party = {.id = cg_plan_need_text(r, node, "id"),
                          .name = cg_plan_words(r, node, "name")};
        const char *kind = cg_plan_text(r, node, "kind");
        party.operator_name = cg_plan_words(r, node, "operator");
        party.facility = kind != NULL && strcmp(kind, "facility") == 0;
        party.confidential = cg_plan_truth(r, node, "confidential");
        read_optional_fields(r, node, &party, cg_party_fields);
        CG_PUSH(r->arena, &r->plan->parties, party);
    }
}

static void read_items(const cg_plan_reader *r, const cg_json *document) {
    const cg_json *list = cg_plan_needed(r, document, "park_items", CG_JSON_ARRAY);
    for (const cg_json *node = cg_plan_first_object(r, list); node != NULL;
         node = cg_plan_next_object(r, node->next)) {
        cg_park_item item = {.kind = cg_plan_need_text(r, node, "kind"),
                             .subject = cg_plan_need_text(r, node, "subject"),
                             .name = cg_plan_words(r, node, "name")};
        read_optional_fields(r, node, &item, cg_item_fields);
        item.build = cg_plan_read_months(r, node);
        CG_PUSH(r->arena, &r->plan->items, item);
    }
}

/* The facility an exchange goes by; the format has a list, and no facility feeds another. */
static const char *read_via(const cg_plan_reader *r, const cg_json *object) {
    const cg_json *list = cg_plan_stated(r, object, "via", CG_JSON_ARRAY);
    if (list == NULL || list->first == NULL) {
        return NULL;
    }
    if (list->first->type != CG_JSON_STRING) {
        cg_plan_say_type(r, list->first, CG_JSON_STRING);
        return NULL;
    }
    return cg_plan_copied(r, list->first);
}

static cg_change read_change(const cg_plan_reader *r, const cg_json *object) {
    const char *id = cg_plan_text(r, object, "change");
    for (int i = 0; id != NULL && cg_change_ids[i] != NULL; i++) {
        if (strcmp(cg_change_ids[i], id) == 0) {
            return (cg_change)i;
        }
    }
    return CG_NEW;
}

static void read_line_numbers(const cg_plan_reader *r, const cg_json *node, cg_line *line) {
    line->quantity = cg_plan_need_number(r, node, "quantity");
    line->delivered = cg_plan_need_number(r, node, "delivered");
    line->saving = cg_plan_need_number(r, node, "saving");
    line->emissions_saving = cg_plan_need_number(r, node, "emissions_saving");
    line->investment = cg_plan_need_number(r, node, "investment");
    line->distance_km = cg_plan_number(r, node, "distance_km");
    line->from_saving = cg_plan_number(r, node, "from_saving");
    line->to_saving = cg_plan_number(r, node, "to_saving");
    read_optional_fields(r, cg_plan_optional(r, node, "parts", CG_JSON_OBJECT), &line->parts,
                         cg_parts_fields);
    line->running = cg_json_member(node, "running_quantity") != NULL;
    line->running_quantity = line->running ? cg_plan_number(r, node, "running_quantity") : 0;
    const cg_json *periods = cg_plan_optional(r, node, "by_period", CG_JSON_OBJECT);
    if (periods == NULL || r->plan->period_count == 0) {
        return;
    }
    line->quantity_by_period = CG_ARRAY(r->arena, double, r->plan->period_count);
    for (int i = 0; i < r->plan->period_count; i++) {
        line->quantity_by_period[i] = cg_plan_need_number(r, periods, r->plan->periods[i]);
    }
}

static void read_line_names(const cg_plan_reader *r, const cg_json *node, cg_line *line) {
    line->from_firm = cg_plan_words(r, node, "from_name");
    line->to_firm = cg_plan_words(r, node, "to_name");
    line->via_name = cg_plan_words(r, node, "via_name");
    line->mode_name = cg_plan_words(r, node, "mode_name");
    line->resource_name = cg_plan_words(r, node, "resource_name");
    line->input_resource_name = cg_plan_words(r, node, "input_resource_name");
    line->input_resource = cg_plan_text(r, node, "input_resource");
    line->unit = cg_plan_need_text(r, node, "unit");
    line->input_unit = cg_plan_text(r, node, "input_unit");
    line->rules = cg_plan_strings(r, node, "rules", &line->rule_count);
    line->permits = cg_plan_strings(r, node, "permits", &line->permit_count);
    line->assumed = cg_plan_strings(r, node, "assumed_at_limit", &line->assumed_count);
}

/* Indices of the plan's exceptions; what points nowhere is left out. */
static void read_line_exceptions(const cg_plan_reader *r, const cg_json *node, cg_line *line) {
    const cg_json *list = cg_plan_optional(r, node, "exceptions", CG_JSON_ARRAY);
    if (list == NULL || list->count == 0) {
        return;
    }
    line->exceptions = CG_ARRAY(r->arena, int, list->count);
    for (const cg_json *item = list->first; item != NULL; item = item->next) {
        if (item->type != CG_JSON_NUMBER) {
            cg_plan_say_type(r, item, CG_JSON_NUMBER);
        } else if (item->number >= 0 && item->number < r->plan->exceptions.count) {
            line->exceptions[line->exception_count++] = (int)item->number;
        }
    }
}

/* A part that this version does not know is kept from sight as all known ones together. */
static int read_confidences(const cg_plan_reader *r, const cg_json *node) {
    int count = 0, confidential = 0;
    const char **parts = cg_plan_strings(r, node, "confidential", &count);
    for (int p = 0; p < count; p++) {
        int part = 0;
        while (cg_confidence_ids[part] != NULL && strcmp(cg_confidence_ids[part], parts[p]) != 0) {
            part++;
        }
        confidential |= cg_confidence_ids[part] != NULL ? 1 << part : ~0;
    }
    return confidential;
}

/* "E07" is 7; its place where nothing of the kind is written. */
static int read_line_number(const cg_plan_reader *r, const cg_json *node) {
    const char *text = cg_plan_text(r, node, "number");
    long number = text != NULL && *text == 'E' ? strtol(text + 1, NULL, 10) : 0;
    return number > 0 && number < 1000000000 ? (int)number : r->plan->lines.count + 1;
}

static void read_lines(const cg_plan_reader *r, const cg_json *document) {
    const cg_json *list = cg_plan_needed(r, document, "exchanges", CG_JSON_ARRAY);
    for (const cg_json *node = cg_plan_first_object(r, list); node != NULL;
         node = cg_plan_next_object(r, node->next)) {
        cg_line line = {.number = read_line_number(r, node),
                        .from = cg_plan_need_text(r, node, "from"),
                        .to = cg_plan_need_text(r, node, "to"),
                        .via = read_via(r, node),
                        .mode = cg_plan_text(r, node, "mode"),
                        .resource = cg_plan_need_text(r, node, "resource"),
                        .pass_through = cg_plan_truth(r, node, "pass_through"),
                        .service = cg_plan_truth(r, node, "service"),
                        .outside = cg_plan_truth(r, node, "outside"),
                        .confidential = read_confidences(r, node),
                        .change = read_change(r, node)};
        read_line_names(r, node, &line);
        read_line_numbers(r, node, &line);
        read_line_exceptions(r, node, &line);
        cg_plan_read_line_details(r, node, &line);
        CG_PUSH(r->arena, &r->plan->lines, line);
    }
}

static void read_periods(const cg_plan_reader *r, const cg_json *document) {
    const cg_json *list = cg_plan_optional(r, document, "periods", CG_JSON_ARRAY);
    if (list == NULL || list->count == 0) {
        return;
    }
    cg_plan *plan = r->plan;
    plan->periods = CG_ARRAY(r->arena, const char *, list->count);
    plan->period_hours = CG_ARRAY(r->arena, double, list->count);
    for (const cg_json *node = cg_plan_first_object(r, list); node != NULL;
         node = cg_plan_next_object(r, node->next)) {
        plan->periods[plan->period_count] = cg_plan_need_text(r, node, "id");
        plan->period_hours[plan->period_count++] = cg_plan_need_number(r, node, "hours");
    }
}

static void read_proof(const cg_plan_reader *r, const cg_json *document) {
    cg_plan *plan = r->plan;
    const cg_json *certificate = cg_plan_needed(r, document, "certificate", CG_JSON_OBJECT);
    for (const cg_plan_field *field = cg_proof_fields; field->key != NULL; field++) {
        *(double *)((char *)plan + field->offset) =
            cg_plan_need_number_or_null(r, certificate, field->key);
    }
    plan->bound_of = cg_plan_text(r, certificate, "bound_of");
    const cg_json *provenance = cg_plan_needed(r, document, "provenance", CG_JSON_OBJECT);
    plan->program = cg_plan_text(r, provenance, "program");
    plan->park_sha256 = cg_plan_text(r, provenance, "park_sha256");
    plan->models = cg_plan_strings(r, provenance, "models", &plan->model_count);
    plan->exceptions_file = cg_plan_text(r, provenance, "exceptions_file");
    plan->exceptions_sha256 = cg_plan_text(r, provenance, "exceptions_sha256");
}

/* What duals are in; plans that were written before this was stated have money where cost was made
 * least, and else sums of both objectives that price nothing. */
static const char *unit_stated(const cg_plan_reader *r, const char *stated) {
    bool cost = r->plan->objective != NULL && strcmp(r->plan->objective, "cost") == 0;
    return stated != NULL ? stated : cost ? r->plan->currency : NULL;
}

static void read_prices(const cg_plan_reader *r, const cg_json *document) {
    const cg_json *list = cg_plan_optional(r, document, "shadow_prices", CG_JSON_ARRAY);
    r->plan->price_unit = unit_stated(r, cg_plan_text(r, document, "shadow_price_unit"));
    if (list == NULL || r->plan->price_unit == NULL) {
        r->plan->price_unit = NULL;
        return;
    }
    for (const cg_json *node = cg_plan_first_object(r, list); node != NULL;
         node = cg_plan_next_object(r, node->next)) {
        cg_shadow_price price = {.kind = cg_plan_need_text(r, node, "kind"),
                                 .subject = cg_plan_need_text(r, node, "subject"),
                                 .detail = cg_plan_text(r, node, "detail"),
                                 .period = cg_plan_text(r, node, "period"),
                                 .worth = cg_plan_need_number(r, node, "worth"),
                                 .unit = cg_plan_text(r, node, "unit")};
        CG_PUSH(r->arena, &r->plan->prices, price);
    }
}

static void read_rejected(const cg_plan_reader *r, const cg_json *document) {
    const cg_json *list = cg_plan_optional(r, document, "not_chosen", CG_JSON_ARRAY);
    for (const cg_json *node = cg_plan_first_object(r, list); node != NULL;
         node = cg_plan_next_object(r, node->next)) {
        cg_rejected rejected = {.from = cg_plan_need_text(r, node, "from"),
                                .to = cg_plan_need_text(r, node, "to"),
                                .via = read_via(r, node),
                                .mode = cg_plan_text(r, node, "mode"),
                                .verdict = cg_plan_need_text(r, node, "verdict"),
                                .shortfall_unit =
                                    unit_stated(r, cg_plan_text(r, node, "shortfall_unit")),
                                .must_build = cg_plan_truth(r, node, "must_build")};
        rejected.has_shortfall =
            rejected.shortfall_unit != NULL && cg_json_member(node, "shortfall") != NULL;
        rejected.shortfall = rejected.has_shortfall ? cg_plan_number(r, node, "shortfall") : 0;
        rejected.rules = cg_plan_strings(r, node, "rules", &rejected.rule_count);
        CG_PUSH(r->arena, &r->plan->rejected, rejected);
    }
}

static void read_wasted(const cg_plan_reader *r, const cg_json *document) {
    const cg_json *list = cg_plan_optional(r, document, "wasted_today", CG_JSON_ARRAY);
    for (const cg_json *node = cg_plan_first_object(r, list); node != NULL;
         node = cg_plan_next_object(r, node->next)) {
        cg_waste waste = {.from = cg_plan_need_text(r, node, "from"),
                          .resource = cg_plan_text(r, node, "resource"),
                          .resource_name = cg_plan_words(r, node, "resource_name"),
                          .unit = cg_plan_text(r, node, "unit"),
                          .quantity = cg_plan_need_number(r, node, "quantity"),
                          .disposal = cg_plan_need_number(r, node, "disposal"),
                          .worth = cg_plan_need_number_or_null(r, node, "worth")};
        waste.rules = cg_plan_strings(r, node, "rules", &waste.rule_count);
        CG_PUSH(r->arena, &r->plan->wasted, waste);
    }
}

static void read_policy(const cg_plan_reader *r, const cg_json *document) {
    const cg_json *list = cg_plan_optional(r, document, "policy_questions", CG_JSON_ARRAY);
    for (const cg_json *node = cg_plan_first_object(r, list); node != NULL;
         node = cg_plan_next_object(r, node->next)) {
        cg_policy_question question = {.from = cg_plan_need_text(r, node, "from"),
                                       .to = cg_plan_need_text(r, node, "to"),
                                       .via = read_via(r, node),
                                       .mode = cg_plan_text(r, node, "mode"),
                                       .verdict = cg_plan_need_text(r, node, "verdict"),
                                       .unit = cg_plan_text(r, node, "unit"),
                                       .quantity = cg_plan_need_number(r, node, "quantity"),
                                       .worth = cg_plan_need_number(r, node, "worth")};
        question.rules = cg_plan_strings(r, node, "rules", &question.rule_count);
        CG_PUSH(r->arena, &r->plan->policy, question);
    }
}

static void read_uncertain(const cg_plan_reader *r, const cg_json *document) {
    const cg_json *list = cg_plan_optional(r, document, "uncertain_rules", CG_JSON_ARRAY);
    for (const cg_json *node = cg_plan_first_object(r, list); node != NULL;
         node = cg_plan_next_object(r, node->next)) {
        cg_uncertain_rule rule = {cg_plan_need_text(r, node, "id"),
                                  cg_plan_words(r, node, "title")};
        CG_PUSH(r->arena, &r->plan->uncertain, rule);
    }
}

static cg_exception_kind read_exception_kind(const cg_plan_reader *r, const cg_json *node) {
    static const char *const kinds[] = {"waiver", "permit", "licence", NULL};
    const char *id = cg_plan_need_word(r, node, "kind", kinds);
    int kind = CG_EXCEPTION_WAIVER;
    while (kind < CG_EXCEPTION_LICENCE && strcmp(kinds[kind], id) != 0) {
        kind++;
    }
    return (cg_exception_kind)kind;
}

static cg_exception_state read_exception_state(const cg_plan_reader *r, const cg_json *node) {
    static const char *const states[] = {"idle", "at-work", "early", "ended", NULL};
    const char *id = cg_plan_need_word(r, node, "state", states);
    int state = CG_EXCEPTION_IDLE;
    while (state < CG_EXCEPTION_ENDED && strcmp(states[state], id) != 0) {
        state++;
    }
    return (cg_exception_state)state;
}

static void read_exceptions(const cg_plan_reader *r, const cg_json *document) {
    const cg_json *list = cg_plan_optional(r, document, "exceptions", CG_JSON_ARRAY);
    for (const cg_json *node = cg_plan_first_object(r, list); node != NULL;
         node = cg_plan_next_object(r, node->next)) {
        cg_exception exception = {.kind = read_exception_kind(r, node),
                                  .state = read_exception_state(r, node),
                                  .rule = cg_plan_text(r, node, "rule"),
                                  .title = cg_plan_words(r, node, "title"),
                                  .from = cg_plan_text(r, node, "from"),
                                  .to = cg_plan_text(r, node, "to"),
                                  .firm = cg_plan_text(r, node, "firm"),
                                  .licence = cg_plan_text(r, node, "licence"),
                                  .number = cg_plan_text(r, node, "number"),
                                  .because = cg_plan_words(r, node, "because"),
                                  .by = cg_plan_text(r, node, "by"),
                                  .date = cg_plan_text(r, node, "date"),
                                  .until = cg_plan_text(r, node, "until")};
        const cg_json *held = cg_plan_optional(r, node, "attributes", CG_JSON_OBJECT);
        for (const cg_json *one = held == NULL ? NULL : held->first; one != NULL; one = one->next) {
            CG_PUSH(r->arena, &exception.attributes, ((cg_held_attribute){one->key, one}));
        }
        CG_PUSH(r->arena, &r->plan->exceptions, exception);
    }
}

static void read_permits(const cg_plan_reader *r, const cg_json *document) {
    const cg_json *list = cg_plan_optional(r, document, "permits", CG_JSON_ARRAY);
    for (const cg_json *node = cg_plan_first_object(r, list); node != NULL;
         node = cg_plan_next_object(r, node->next)) {
        cg_permit permit = {.id = cg_plan_need_text(r, node, "id"),
                            .name = cg_plan_words(r, node, "name"),
                            .authority = cg_plan_words(r, node, "authority"),
                            .clause = cg_plan_words(r, node, "clause"),
                            .cost_known = cg_plan_optional(r, node, "cost", CG_JSON_NUMBER) != NULL,
                            .has_months = cg_json_member(node, "months_least") != NULL,
                            .months_least = cg_plan_number(r, node, "months_least"),
                            .months_most = cg_plan_number(r, node, "months_most"),
                            .uncertain = cg_plan_truth(r, node, "uncertain")};
        double needed = cg_plan_number(r, node, "needed");
        permit.needed = needed >= 0 && needed < 1e9 ? (int)needed : 0;
        permit.cost = permit.cost_known ? cg_plan_number(r, node, "cost") : 0;
        CG_PUSH(r->arena, &r->plan->permits, permit);
    }
}

static void read_readings(const cg_plan_reader *r, const cg_json *document) {
    const cg_json *list = cg_plan_optional(r, document, "readings", CG_JSON_ARRAY);
    for (const cg_json *node = cg_plan_first_object(r, list); node != NULL;
         node = cg_plan_next_object(r, node->next)) {
        cg_plan_reading one = {
            cg_plan_need_text(r, node, "question"), cg_plan_need_text(r, node, "reading"),
            cg_plan_words(r, node, "question_title"), cg_plan_words(r, node, "reading_title"),
            cg_plan_truth(r, node, "open")};
        CG_PUSH(r->arena, &r->plan->readings, one);
    }
}

static void read_conflicts(const cg_plan_reader *r, const cg_json *document) {
    const cg_json *list = cg_plan_optional(r, document, "conflict", CG_JSON_ARRAY);
    for (const cg_json *node = cg_plan_first_object(r, list); node != NULL;
         node = cg_plan_next_object(r, node->next)) {
        cg_conflict conflict = {.requirement = cg_plan_need_text(r, node, "requirement"),
                                .stated = cg_plan_number(r, node, "stated"),
                                .least = cg_plan_number(r, node, "least"),
                                .unit = cg_plan_text(r, node, "unit"),
                                .held = cg_json_member_text(node, "held")};
        CG_PUSH(r->arena, &r->plan->conflicts, conflict);
    }
}

static void read_cited(const cg_plan_reader *r, const cg_json *document) {
    const cg_json *list = cg_plan_optional(r, document, "cited_rules", CG_JSON_ARRAY);
    for (const cg_json *node = cg_plan_first_object(r, list); node != NULL;
         node = cg_plan_next_object(r, node->next)) {
        cg_cited_rule rule = {.id = cg_plan_need_text(r, node, "id"),
                              .title = cg_plan_words(r, node, "title"),
                              .instrument = cg_plan_words(r, node, "instrument"),
                              .clause = cg_plan_words(r, node, "clause")};
        CG_PUSH(r->arena, &r->plan->cited, rule);
    }
}

static void read_places(const cg_plan_reader *r, const cg_json *document) {
    static const char *const kinds[] = {"firm", "outside", "facility", NULL};
    const cg_json *list = cg_plan_optional(r, document, "places", CG_JSON_ARRAY);
    r->plan->on_plane = cg_plan_truth(r, document, "on_plane");
    for (const cg_json *node = cg_plan_first_object(r, list); node != NULL;
         node = cg_plan_next_object(r, node->next)) {
        cg_plan_place place = {.id = cg_plan_need_text(r, node, "id"),
                               .kind = cg_plan_need_word(r, node, "kind", kinds),
                               .x = cg_plan_need_number(r, node, "x"),
                               .y = cg_plan_need_number(r, node, "y")};
        CG_PUSH(r->arena, &r->plan->places, place);
    }
}

static void read_basis(const cg_plan_reader *r, const cg_json *document) {
    const cg_json *basis = cg_plan_optional(r, document, "basis", CG_JSON_OBJECT);
    for (int i = 0; basis != NULL && i < CG_BASIS_COUNT; i++) {
        const char *id = cg_basis_id((cg_basis)i);
        double count = cg_plan_number(r, basis, id == NULL ? "unstated" : id);
        r->plan->basis_count[i] = count >= 0 && count < 1e9 ? (int)count : 0;
    }
}

static void read_low_high(const cg_plan_reader *r, const cg_json *object, cg_range_figure figure) {
    const cg_json *span = cg_plan_optional(r, object, cg_range_figure_ids[figure], CG_JSON_OBJECT);
    if (span == NULL) {
        return;
    }
    double high = cg_plan_need_number_or_null(r, span, "high");
    bool never = figure == CG_RANGE_PAYBACK && isnan(high);
    r->plan->ranges.figures[figure] =
        (cg_low_high){never || !isnan(high), cg_plan_need_number(r, span, "low"),
                      never ? (double)INFINITY : high};
}

static void read_ranges(const cg_plan_reader *r, const cg_json *document) {
    cg_plan_ranges *ranges = &r->plan->ranges;
    const cg_json *object = cg_plan_optional(r, document, "ranges", CG_JSON_OBJECT);
    if (object == NULL) {
        return;
    }
    ranges->left_out = cg_plan_text(r, object, "left_out");
    ranges->why = cg_plan_words(r, object, "why");
    double own = cg_plan_number(r, object, "ranged_numbers");
    ranges->own = own >= 0 && own < 1e9 ? (int)own : 0;
    for (int f = 0; f < CG_RANGE_FIGURES; f++) {
        read_low_high(r, object, (cg_range_figure)f);
        ranges->given = ranges->given || ranges->figures[f].given;
    }
}

static void read_notes(const cg_plan_reader *r, const cg_json *document) {
    const cg_json *list = cg_plan_optional(r, document, "notes", CG_JSON_ARRAY);
    if (list == NULL || list->count == 0) {
        return;
    }
    cg_plan *plan = r->plan;
    plan->notes = CG_ARRAY(r->arena, const char *, list->count);
    plan->note_words = CG_ARRAY(r->arena, cg_words, list->count);
    for (const cg_json *node = cg_plan_first_object(r, list); node != NULL;
         node = cg_plan_next_object(r, node->next)) {
        plan->notes[plan->note_count] = cg_plan_need_text(r, node, "id");
        plan->note_words[plan->note_count++] = cg_plan_words(r, node, "text");
    }
}

static void read_head(const cg_plan_reader *r, const cg_json *document) {
    static const char *const statuses[] = {"optimal", "limit", "infeasible", NULL};
    static const char *const objectives[] = {"cost", "emissions", "water", "waste", NULL};
    cg_plan *plan = r->plan;
    plan->park = cg_plan_need_text(r, document, "park");
    plan->park_name = cg_plan_words(r, document, "park_name");
    plan->status = cg_plan_need_word(r, document, "status", statuses);
    plan->objective = cg_plan_need_word(r, document, "objective", objectives);
    plan->rules = cg_plan_need_text(r, document, "rules");
    plan->rules_title = cg_plan_words(r, document, "rules_title");
    plan->date = cg_plan_text(r, document, "date");
    plan->without = cg_plan_strings(r, document, "without", &plan->without_count);
    plan->currency = cg_plan_text(r, document, "currency");
    double year = cg_plan_number(r, document, "year");
    plan->year = year >= 0 && year < 10000 ? (int)year : 0;
}

/* Whether this is a plan at all; one sentence says what it is instead. */
static bool is_plan(const cg_plan_reader *r, const cg_json *document) {
    const char *format = cg_json_member_text(document, "format");
    if (format != NULL && strcmp(format, "congsinh-plan/1") == 0) {
        return true;
    }
    cg_place place = cg_json_place(r->arena, r->file, document);
    if (format == NULL) {
        cg_say(r->diagnostics, CG_ERROR, place, CG_MSG_PLAN_NO_FORMAT, NULL);
    } else if (strncmp(format, "congsinh-park/", strlen("congsinh-park/")) == 0) {
        cg_say(r->diagnostics, CG_ERROR, place, CG_MSG_PLAN_IS_PARK, NULL);
    } else {
        cg_say(r->diagnostics, CG_ERROR, place, CG_MSG_PLAN_OTHER_FORMAT, format, NULL);
    }
    return false;
}

cg_plan *cg_plan_from_json(cg_arena *arena, cg_diagnostics *diagnostics, const char *file,
                           const cg_json *document) {
    int errors = diagnostics->errors;
    cg_plan_reader r = {arena, diagnostics, file, CG_NEW(arena, cg_plan)};
    r.plan->arena = arena;
    if (!is_plan(&r, document)) {
        return NULL;
    }
    read_head(&r, document);
    read_periods(&r, document);
    read_totals(&r, document);
    read_fields(&r, cg_plan_needed(&r, document, "baseline", CG_JSON_OBJECT), &r.plan->baseline,
                cg_balance_fields);
    read_fields(&r, cg_plan_needed(&r, document, "planned", CG_JSON_OBJECT), &r.plan->planned,
                cg_balance_fields);
    read_parties(&r, document);
    read_items(&r, document);
    read_exceptions(&r, document);
    read_lines(&r, document);
    read_proof(&r, document);
    read_prices(&r, document);
    read_rejected(&r, document);
    read_wasted(&r, document);
    read_policy(&r, document);
    read_uncertain(&r, document);
    read_permits(&r, document);
    read_readings(&r, document);
    read_cited(&r, document);
    read_places(&r, document);
    read_conflicts(&r, document);
    read_basis(&r, document);
    cg_plan_read_details(&r, document);
    read_ranges(&r, document);
    read_notes(&r, document);
    r.plan->assessment = cg_plan_assessment_read(arena, diagnostics, file, document);
    return diagnostics->errors > errors ? NULL : r.plan;
}
