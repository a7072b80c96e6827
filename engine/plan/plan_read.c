/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a written plan again, so that it can be reported without its park. Unknown keys are
 * welcome. */
#include "plan/plan.h"

#include "plan/plan_fields.h"
#include "unit/value.h"

#include <math.h>
#include <string.h>

typedef struct reading {
    cg_arena *arena;
    cg_diagnostics *diagnostics;
    const char *file;
    cg_plan *plan;
} reading;

/* A type shown by example: reads the same in every language. */
static const char *type_example(cg_json_type type) {
    static const char *const words[] = {
        [CG_JSON_NULL] = "null",    [CG_JSON_BOOLEAN] = "true/false", [CG_JSON_NUMBER] = "0.5",
        [CG_JSON_STRING] = "\"…\"", [CG_JSON_ARRAY] = "[ … ]",        [CG_JSON_OBJECT] = "{ … }"};
    return words[type];
}

static void say_type(const reading *r, const cg_json *node, cg_json_type expected) {
    cg_say(r->diagnostics, CG_ERROR, cg_json_place(r->arena, r->file, node), CG_MSG_PLAN_WRONG_TYPE,
           type_example(node->type), type_example(expected),
           node->key != NULL ? node->key : node->parent->key, NULL);
}

/* The member where it is there and of its type; reports what is not. Null counts as absent. */
static const cg_json *optional(const reading *r, const cg_json *object, const char *key,
                               cg_json_type type) {
    const cg_json *node = cg_json_member(object, key);
    if (node == NULL || node->type == CG_JSON_NULL) {
        return NULL;
    }
    if (node->type != type) {
        say_type(r, node, type);
        return NULL;
    }
    return node;
}

/* The same for what may be left out and is never null. */
static const cg_json *stated(const reading *r, const cg_json *object, const char *key,
                             cg_json_type type) {
    const cg_json *node = cg_json_member(object, key);
    if (node != NULL && node->type == CG_JSON_NULL) {
        say_type(r, node, type);
        return NULL;
    }
    return optional(r, object, key, type);
}

static bool is_there(const reading *r, const cg_json *object, const char *key) {
    if (object == NULL || cg_json_member(object, key) != NULL) {
        return true;
    }
    cg_say(r->diagnostics, CG_ERROR, cg_json_place(r->arena, r->file, object),
           CG_MSG_PLAN_MISSING_KEY, key, NULL);
    return false;
}

static const cg_json *needed(const reading *r, const cg_json *object, const char *key,
                             cg_json_type type) {
    return is_there(r, object, key) ? stated(r, object, key, type) : NULL;
}

static const char *copied(const reading *r, const cg_json *node) {
    return node == NULL ? NULL : cg_copy(r->arena, node->text, strlen(node->text));
}

static const char *read_text(const reading *r, const cg_json *object, const char *key) {
    return copied(r, optional(r, object, key, CG_JSON_STRING));
}

/* A text without which a report could not be written: never NULL, so that reading goes on. */
static const char *need_text(const reading *r, const cg_json *object, const char *key) {
    const char *text = copied(r, needed(r, object, key, CG_JSON_STRING));
    return text == NULL ? "" : text;
}

/* Null, what is not known, is NaN in here. */
static double read_number(const reading *r, const cg_json *object, const char *key) {
    const cg_json *node = optional(r, object, key, CG_JSON_NUMBER);
    return node == NULL ? (double)NAN : node->number;
}

static double need_number(const reading *r, const cg_json *object, const char *key) {
    const cg_json *node = needed(r, object, key, CG_JSON_NUMBER);
    return node == NULL ? (double)NAN : node->number;
}

/* What is always there and null where nothing is known. */
static double need_number_or_null(const reading *r, const cg_json *object, const char *key) {
    return is_there(r, object, key) ? read_number(r, object, key) : (double)NAN;
}

static bool read_truth(const reading *r, const cg_json *object, const char *key) {
    const cg_json *node = optional(r, object, key, CG_JSON_BOOLEAN);
    return node != NULL && node->truth;
}

static cg_words read_words(const reading *r, const cg_json *object, const char *key) {
    cg_words words = {{NULL}};
    const cg_json *node = cg_json_member(object, key);
    if (node == NULL || node->type == CG_JSON_NULL) {
        return words;
    }
    if (node->type == CG_JSON_STRING) {
        words.in[CG_ENGLISH] = words.in[CG_VIETNAMESE] = copied(r, node);
        return words;
    }
    if (node->type != CG_JSON_OBJECT) {
        say_type(r, node, CG_JSON_STRING);
        return words;
    }
    words.in[CG_VIETNAMESE] = read_text(r, node, "vi");
    words.in[CG_ENGLISH] = read_text(r, node, "en");
    return words;
}

static const char **read_strings(const reading *r, const cg_json *object, const char *key,
                                 int *count) {
    const cg_json *list = stated(r, object, key, CG_JSON_ARRAY);
    *count = 0;
    if (list == NULL || list->count == 0) {
        return NULL;
    }
    const char **items = CG_ARRAY(r->arena, const char *, list->count);
    for (const cg_json *node = list->first; node != NULL; node = node->next) {
        if (node->type == CG_JSON_STRING) {
            items[(*count)++] = copied(r, node);
        } else {
            say_type(r, node, CG_JSON_STRING);
        }
    }
    return items;
}

static void read_fields(const reading *r, const cg_json *object, void *base,
                        const cg_plan_field *fields) {
    for (const cg_plan_field *field = fields; field->key != NULL; field++) {
        *(double *)((char *)base + field->offset) = need_number(r, object, field->key);
    }
}

/* Numbers that older or other writers may not give: 0 where absent. */
static void read_optional_fields(const reading *r, const cg_json *object, void *base,
                                 const cg_plan_field *fields) {
    for (const cg_plan_field *field = fields; field->key != NULL; field++) {
        const cg_json *node = stated(r, object, field->key, CG_JSON_NUMBER);
        *(double *)((char *)base + field->offset) = node == NULL ? 0 : node->number;
    }
}

static void read_totals(const reading *r, const cg_json *document) {
    cg_totals *totals = &r->plan->totals;
    const cg_json *object = needed(r, document, "totals", CG_JSON_OBJECT);
    read_fields(r, object, totals, cg_totals_fields);
    totals->payback_years = need_number_or_null(r, object, "payback_years");
    totals->pays_back = !isnan(totals->payback_years);
    totals->emissions_saving = need_number(r, object, "emissions_saving");
}

/* The first item of a list of objects; the others follow by next_object. */
static const cg_json *next_object(const reading *r, const cg_json *node) {
    while (node != NULL && node->type != CG_JSON_OBJECT) {
        say_type(r, node, CG_JSON_OBJECT);
        node = node->next;
    }
    return node;
}

static const cg_json *first_object(const reading *r, const cg_json *list) {
    return list == NULL ? NULL : next_object(r, list->first);
}

static void read_parties(const reading *r, const cg_json *document) {
    const cg_json *list = needed(r, document, "firms", CG_JSON_ARRAY);
    for (const cg_json *node = first_object(r, list); node != NULL;
         node = next_object(r, node->next)) {
        cg_party party = {.id = need_text(r, node, "id"), .name = read_words(r, node, "name")};
        const char *kind = read_text(r, node, "kind");
        party.facility = kind != NULL && strcmp(kind, "facility") == 0;
        read_optional_fields(r, node, &party, cg_party_fields);
        CG_PUSH(r->arena, &r->plan->parties, party);
    }
}

static void read_items(const reading *r, const cg_json *document) {
    const cg_json *list = needed(r, document, "park_items", CG_JSON_ARRAY);
    for (const cg_json *node = first_object(r, list); node != NULL;
         node = next_object(r, node->next)) {
        cg_park_item item = {.kind = need_text(r, node, "kind"),
                             .subject = need_text(r, node, "subject"),
                             .name = read_words(r, node, "name")};
        read_optional_fields(r, node, &item, cg_item_fields);
        CG_PUSH(r->arena, &r->plan->items, item);
    }
}

/* The facility an exchange goes by; the format has a list, and no facility feeds another. */
static const char *read_via(const reading *r, const cg_json *object) {
    const cg_json *list = stated(r, object, "via", CG_JSON_ARRAY);
    if (list == NULL || list->first == NULL) {
        return NULL;
    }
    if (list->first->type != CG_JSON_STRING) {
        say_type(r, list->first, CG_JSON_STRING);
        return NULL;
    }
    return copied(r, list->first);
}

static cg_change read_change(const reading *r, const cg_json *object) {
    const char *id = read_text(r, object, "change");
    for (int i = 0; id != NULL && cg_change_ids[i] != NULL; i++) {
        if (strcmp(cg_change_ids[i], id) == 0) {
            return (cg_change)i;
        }
    }
    return CG_NEW;
}

static void read_line_numbers(const reading *r, const cg_json *node, cg_line *line) {
    line->quantity = need_number(r, node, "quantity");
    line->delivered = need_number(r, node, "delivered");
    line->saving = need_number(r, node, "saving");
    line->emissions_saving = need_number(r, node, "emissions_saving");
    line->investment = need_number(r, node, "investment");
    line->distance_km = read_number(r, node, "distance_km");
    line->from_saving = read_number(r, node, "from_saving");
    line->to_saving = read_number(r, node, "to_saving");
    read_optional_fields(r, optional(r, node, "parts", CG_JSON_OBJECT), &line->parts,
                         cg_parts_fields);
    line->running = cg_json_member(node, "running_quantity") != NULL;
    line->running_quantity = line->running ? read_number(r, node, "running_quantity") : 0;
    const cg_json *periods = optional(r, node, "by_period", CG_JSON_OBJECT);
    if (periods == NULL || r->plan->period_count == 0) {
        return;
    }
    line->quantity_by_period = CG_ARRAY(r->arena, double, r->plan->period_count);
    for (int i = 0; i < r->plan->period_count; i++) {
        line->quantity_by_period[i] = need_number(r, periods, r->plan->periods[i]);
    }
}

static void read_line_names(const reading *r, const cg_json *node, cg_line *line) {
    line->from_firm = read_words(r, node, "from_name");
    line->to_firm = read_words(r, node, "to_name");
    line->via_name = read_words(r, node, "via_name");
    line->mode_name = read_words(r, node, "mode_name");
    line->resource_name = read_words(r, node, "resource_name");
    line->input_resource_name = read_words(r, node, "input_resource_name");
    line->input_resource = read_text(r, node, "input_resource");
    line->unit = need_text(r, node, "unit");
    line->input_unit = read_text(r, node, "input_unit");
    line->rules = read_strings(r, node, "rules", &line->rule_count);
    line->permits = read_strings(r, node, "permits", &line->permit_count);
    line->assumed = read_strings(r, node, "assumed_at_limit", &line->assumed_count);
}

/* Indices of the plan's exceptions; what points nowhere is left out. */
static void read_line_exceptions(const reading *r, const cg_json *node, cg_line *line) {
    const cg_json *list = optional(r, node, "exceptions", CG_JSON_ARRAY);
    if (list == NULL || list->count == 0) {
        return;
    }
    line->exceptions = CG_ARRAY(r->arena, int, list->count);
    for (const cg_json *item = list->first; item != NULL; item = item->next) {
        if (item->type != CG_JSON_NUMBER) {
            say_type(r, item, CG_JSON_NUMBER);
        } else if (item->number >= 0 && item->number < r->plan->exceptions.count) {
            line->exceptions[line->exception_count++] = (int)item->number;
        }
    }
}

static void read_lines(const reading *r, const cg_json *document) {
    const cg_json *list = needed(r, document, "exchanges", CG_JSON_ARRAY);
    for (const cg_json *node = first_object(r, list); node != NULL;
         node = next_object(r, node->next)) {
        cg_line line = {.from = need_text(r, node, "from"),
                        .to = need_text(r, node, "to"),
                        .via = read_via(r, node),
                        .mode = read_text(r, node, "mode"),
                        .resource = need_text(r, node, "resource"),
                        .pass_through = read_truth(r, node, "pass_through"),
                        .service = read_truth(r, node, "service"),
                        .outside = read_truth(r, node, "outside"),
                        .change = read_change(r, node)};
        read_line_names(r, node, &line);
        read_line_numbers(r, node, &line);
        read_line_exceptions(r, node, &line);
        CG_PUSH(r->arena, &r->plan->lines, line);
    }
}

static void read_periods(const reading *r, const cg_json *document) {
    const cg_json *list = optional(r, document, "periods", CG_JSON_ARRAY);
    if (list == NULL || list->count == 0) {
        return;
    }
    cg_plan *plan = r->plan;
    plan->periods = CG_ARRAY(r->arena, const char *, list->count);
    plan->period_hours = CG_ARRAY(r->arena, double, list->count);
    for (const cg_json *node = first_object(r, list); node != NULL;
         node = next_object(r, node->next)) {
        plan->periods[plan->period_count] = need_text(r, node, "id");
        plan->period_hours[plan->period_count++] = need_number(r, node, "hours");
    }
}

static void read_proof(const reading *r, const cg_json *document) {
    cg_plan *plan = r->plan;
    const cg_json *certificate = needed(r, document, "certificate", CG_JSON_OBJECT);
    for (const cg_plan_field *field = cg_proof_fields; field->key != NULL; field++) {
        *(double *)((char *)plan + field->offset) = need_number_or_null(r, certificate, field->key);
    }
    plan->bound_of = read_text(r, certificate, "bound_of");
    const cg_json *provenance = needed(r, document, "provenance", CG_JSON_OBJECT);
    plan->program = read_text(r, provenance, "program");
    plan->park_sha256 = read_text(r, provenance, "park_sha256");
    plan->models = read_strings(r, provenance, "models", &plan->model_count);
    plan->exceptions_file = read_text(r, provenance, "exceptions_file");
    plan->exceptions_sha256 = read_text(r, provenance, "exceptions_sha256");
}

static void read_prices(const reading *r, const cg_json *document) {
    const cg_json *list = optional(r, document, "shadow_prices", CG_JSON_ARRAY);
    for (const cg_json *node = first_object(r, list); node != NULL;
         node = next_object(r, node->next)) {
        cg_shadow_price price = {.kind = need_text(r, node, "kind"),
                                 .subject = need_text(r, node, "subject"),
                                 .detail = read_text(r, node, "detail"),
                                 .period = read_text(r, node, "period"),
                                 .worth = need_number(r, node, "worth"),
                                 .unit = read_text(r, node, "unit")};
        CG_PUSH(r->arena, &r->plan->prices, price);
    }
}

static void read_rejected(const reading *r, const cg_json *document) {
    const cg_json *list = optional(r, document, "not_chosen", CG_JSON_ARRAY);
    for (const cg_json *node = first_object(r, list); node != NULL;
         node = next_object(r, node->next)) {
        cg_rejected rejected = {.from = need_text(r, node, "from"),
                                .to = need_text(r, node, "to"),
                                .via = read_via(r, node),
                                .mode = read_text(r, node, "mode"),
                                .verdict = need_text(r, node, "verdict"),
                                .has_shortfall = cg_json_member(node, "shortfall") != NULL,
                                .must_build = read_truth(r, node, "must_build")};
        rejected.shortfall = rejected.has_shortfall ? read_number(r, node, "shortfall") : 0;
        rejected.rules = read_strings(r, node, "rules", &rejected.rule_count);
        CG_PUSH(r->arena, &r->plan->rejected, rejected);
    }
}

static void read_uncertain(const reading *r, const cg_json *document) {
    const cg_json *list = optional(r, document, "uncertain_rules", CG_JSON_ARRAY);
    for (const cg_json *node = first_object(r, list); node != NULL;
         node = next_object(r, node->next)) {
        cg_uncertain_rule rule = {need_text(r, node, "id"), read_words(r, node, "title")};
        CG_PUSH(r->arena, &r->plan->uncertain, rule);
    }
}

/* A text of a closed list: reports tell by it what the plan is. */
static const char *need_word(const reading *r, const cg_json *object, const char *key,
                             const char *const *words) {
    const char *text = need_text(r, object, key);
    cg_text all = cg_text_start(r->arena);
    for (int i = 0; words[i] != NULL; i++) {
        if (strcmp(words[i], text) == 0) {
            return text;
        }
        cg_text_addf(&all, "%s\"%s\"", i > 0 ? ", " : "", words[i]);
    }
    const cg_json *node = cg_json_member(object, key);
    if (node != NULL && node->type == CG_JSON_STRING) {
        cg_say(r->diagnostics, CG_ERROR, cg_json_place(r->arena, r->file, node),
               CG_MSG_CHOICE_UNKNOWN, text, all.bytes, NULL);
    }
    return text;
}

static cg_exception_kind read_exception_kind(const reading *r, const cg_json *node) {
    static const char *const kinds[] = {"waiver", "permit", "licence", NULL};
    const char *id = need_word(r, node, "kind", kinds);
    int kind = CG_EXCEPTION_WAIVER;
    while (kind < CG_EXCEPTION_LICENCE && strcmp(kinds[kind], id) != 0) {
        kind++;
    }
    return (cg_exception_kind)kind;
}

static cg_exception_state read_exception_state(const reading *r, const cg_json *node) {
    static const char *const states[] = {"idle", "at-work", "early", "ended", NULL};
    const char *id = need_word(r, node, "state", states);
    int state = CG_EXCEPTION_IDLE;
    while (state < CG_EXCEPTION_ENDED && strcmp(states[state], id) != 0) {
        state++;
    }
    return (cg_exception_state)state;
}

static void read_exceptions(const reading *r, const cg_json *document) {
    const cg_json *list = optional(r, document, "exceptions", CG_JSON_ARRAY);
    for (const cg_json *node = first_object(r, list); node != NULL;
         node = next_object(r, node->next)) {
        cg_exception exception = {.kind = read_exception_kind(r, node),
                                  .state = read_exception_state(r, node),
                                  .rule = read_text(r, node, "rule"),
                                  .title = read_words(r, node, "title"),
                                  .from = read_text(r, node, "from"),
                                  .to = read_text(r, node, "to"),
                                  .firm = read_text(r, node, "firm"),
                                  .licence = read_text(r, node, "licence"),
                                  .number = read_text(r, node, "number"),
                                  .because = read_words(r, node, "because"),
                                  .by = read_text(r, node, "by"),
                                  .date = read_text(r, node, "date"),
                                  .until = read_text(r, node, "until")};
        const cg_json *held = optional(r, node, "attributes", CG_JSON_OBJECT);
        for (const cg_json *one = held == NULL ? NULL : held->first; one != NULL; one = one->next) {
            CG_PUSH(r->arena, &exception.attributes, ((cg_held_attribute){one->key, one}));
        }
        CG_PUSH(r->arena, &r->plan->exceptions, exception);
    }
}

static void read_permits(const reading *r, const cg_json *document) {
    const cg_json *list = optional(r, document, "permits", CG_JSON_ARRAY);
    for (const cg_json *node = first_object(r, list); node != NULL;
         node = next_object(r, node->next)) {
        cg_permit permit = {.id = need_text(r, node, "id"),
                            .name = read_words(r, node, "name"),
                            .authority = read_words(r, node, "authority"),
                            .clause = read_words(r, node, "clause"),
                            .cost_known = optional(r, node, "cost", CG_JSON_NUMBER) != NULL,
                            .has_months = cg_json_member(node, "months_least") != NULL,
                            .months_least = read_number(r, node, "months_least"),
                            .months_most = read_number(r, node, "months_most"),
                            .uncertain = read_truth(r, node, "uncertain")};
        double needed = read_number(r, node, "needed");
        permit.needed = needed >= 0 && needed < 1e9 ? (int)needed : 0;
        permit.cost = permit.cost_known ? read_number(r, node, "cost") : 0;
        CG_PUSH(r->arena, &r->plan->permits, permit);
    }
}

static void read_readings(const reading *r, const cg_json *document) {
    const cg_json *list = optional(r, document, "readings", CG_JSON_ARRAY);
    for (const cg_json *node = first_object(r, list); node != NULL;
         node = next_object(r, node->next)) {
        cg_plan_reading one = {need_text(r, node, "question"), need_text(r, node, "reading"),
                               read_words(r, node, "question_title"),
                               read_words(r, node, "reading_title"), read_truth(r, node, "open")};
        CG_PUSH(r->arena, &r->plan->readings, one);
    }
}

static void read_conflicts(const reading *r, const cg_json *document) {
    const cg_json *list = optional(r, document, "conflict", CG_JSON_ARRAY);
    for (const cg_json *node = first_object(r, list); node != NULL;
         node = next_object(r, node->next)) {
        cg_conflict conflict = {.requirement = need_text(r, node, "requirement"),
                                .stated = read_number(r, node, "stated"),
                                .least = read_number(r, node, "least"),
                                .unit = read_text(r, node, "unit")};
        CG_PUSH(r->arena, &r->plan->conflicts, conflict);
    }
}

static void read_cited(const reading *r, const cg_json *document) {
    const cg_json *list = optional(r, document, "cited_rules", CG_JSON_ARRAY);
    for (const cg_json *node = first_object(r, list); node != NULL;
         node = next_object(r, node->next)) {
        cg_cited_rule rule = {.id = need_text(r, node, "id"),
                              .title = read_words(r, node, "title"),
                              .instrument = read_words(r, node, "instrument"),
                              .clause = read_words(r, node, "clause")};
        CG_PUSH(r->arena, &r->plan->cited, rule);
    }
}

static void read_places(const reading *r, const cg_json *document) {
    static const char *const kinds[] = {"firm", "outside", "facility", NULL};
    const cg_json *list = optional(r, document, "places", CG_JSON_ARRAY);
    r->plan->on_plane = read_truth(r, document, "on_plane");
    for (const cg_json *node = first_object(r, list); node != NULL;
         node = next_object(r, node->next)) {
        cg_plan_place place = {.id = need_text(r, node, "id"),
                               .kind = need_word(r, node, "kind", kinds),
                               .x = need_number(r, node, "x"),
                               .y = need_number(r, node, "y")};
        CG_PUSH(r->arena, &r->plan->places, place);
    }
}

static void read_basis(const reading *r, const cg_json *document) {
    const cg_json *basis = optional(r, document, "basis", CG_JSON_OBJECT);
    for (int i = 0; basis != NULL && i < CG_BASIS_COUNT; i++) {
        const char *id = cg_basis_id((cg_basis)i);
        double count = read_number(r, basis, id == NULL ? "unstated" : id);
        r->plan->basis_count[i] = count >= 0 && count < 1e9 ? (int)count : 0;
    }
}

static void read_low_high(const reading *r, const cg_json *object, cg_range_figure figure) {
    const cg_json *span = optional(r, object, cg_range_figure_ids[figure], CG_JSON_OBJECT);
    if (span == NULL) {
        return;
    }
    double high = need_number_or_null(r, span, "high");
    bool never = figure == CG_RANGE_PAYBACK && isnan(high);
    r->plan->ranges.figures[figure] = (cg_low_high){
        never || !isnan(high), need_number(r, span, "low"), never ? (double)INFINITY : high};
}

static void read_ranges(const reading *r, const cg_json *document) {
    cg_plan_ranges *ranges = &r->plan->ranges;
    const cg_json *object = optional(r, document, "ranges", CG_JSON_OBJECT);
    if (object == NULL) {
        return;
    }
    ranges->left_out = read_text(r, object, "left_out");
    ranges->why = read_words(r, object, "why");
    double own = read_number(r, object, "ranged_numbers");
    ranges->own = own >= 0 && own < 1e9 ? (int)own : 0;
    for (int f = 0; f < CG_RANGE_FIGURES; f++) {
        read_low_high(r, object, (cg_range_figure)f);
        ranges->given = ranges->given || ranges->figures[f].given;
    }
}

static void read_notes(const reading *r, const cg_json *document) {
    const cg_json *list = optional(r, document, "notes", CG_JSON_ARRAY);
    if (list == NULL || list->count == 0) {
        return;
    }
    cg_plan *plan = r->plan;
    plan->notes = CG_ARRAY(r->arena, const char *, list->count);
    plan->note_words = CG_ARRAY(r->arena, cg_words, list->count);
    for (const cg_json *node = first_object(r, list); node != NULL;
         node = next_object(r, node->next)) {
        plan->notes[plan->note_count] = need_text(r, node, "id");
        plan->note_words[plan->note_count++] = read_words(r, node, "text");
    }
}

static void read_head(const reading *r, const cg_json *document) {
    static const char *const statuses[] = {"optimal", "limit", "infeasible", NULL};
    static const char *const objectives[] = {"cost", "emissions", "water", "waste", NULL};
    cg_plan *plan = r->plan;
    plan->park = need_text(r, document, "park");
    plan->park_name = read_words(r, document, "park_name");
    plan->status = need_word(r, document, "status", statuses);
    plan->objective = need_word(r, document, "objective", objectives);
    plan->rules = need_text(r, document, "rules");
    plan->date = read_text(r, document, "date");
    plan->without = read_strings(r, document, "without", &plan->without_count);
    plan->currency = read_text(r, document, "currency");
    double year = read_number(r, document, "year");
    plan->year = year >= 0 && year < 10000 ? (int)year : 0;
}

/* Whether this is a plan at all; one sentence says what it is instead. */
static bool is_plan(const reading *r, const cg_json *document) {
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
    reading r = {arena, diagnostics, file, CG_NEW(arena, cg_plan)};
    r.plan->arena = arena;
    if (!is_plan(&r, document)) {
        return NULL;
    }
    read_head(&r, document);
    read_periods(&r, document);
    read_totals(&r, document);
    read_fields(&r, needed(&r, document, "baseline", CG_JSON_OBJECT), &r.plan->baseline,
                cg_balance_fields);
    read_fields(&r, needed(&r, document, "planned", CG_JSON_OBJECT), &r.plan->planned,
                cg_balance_fields);
    read_parties(&r, document);
    read_items(&r, document);
    read_exceptions(&r, document);
    read_lines(&r, document);
    read_proof(&r, document);
    read_prices(&r, document);
    read_rejected(&r, document);
    read_uncertain(&r, document);
    read_permits(&r, document);
    read_readings(&r, document);
    read_cited(&r, document);
    read_places(&r, document);
    read_conflicts(&r, document);
    read_basis(&r, document);
    read_ranges(&r, document);
    read_notes(&r, document);
    return diagnostics->errors > errors ? NULL : r.plan;
}
