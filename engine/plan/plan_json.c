/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan as congsinh-plan/1: first the keys every plan has, in the format's order, then what else
 * is known. */
#include "plan/plan.h"

#include "plan/plan_fields.h"
#include "unit/value.h"

#include <math.h>

static void write_party(cg_json_writer *writer, const cg_party *party) {
    cg_json_open_object(writer, NULL);
    cg_json_string(writer, "id", party->id);
    cg_json_words_if(writer, "name", party->name);
    cg_json_string(writer, "kind", party->facility ? "facility" : "firm");
    cg_plan_write_fields(writer, cg_party_fields, party, NULL);
    cg_json_words_if(writer, "operator", party->operator_name);
    if (party->confidential) {
        cg_json_boolean(writer, "confidential", true);
    }
    cg_json_close_object(writer);
}

static void write_item(cg_json_writer *writer, const cg_park_item *item) {
    cg_json_open_object(writer, NULL);
    cg_json_string(writer, "kind", item->kind);
    cg_json_string(writer, "subject", item->subject);
    cg_json_words_if(writer, "name", item->name);
    cg_plan_write_fields(writer, cg_item_fields, item, NULL);
    cg_plan_write_months(writer, &item->build);
    cg_json_close_object(writer);
}

static void write_via(cg_json_writer *writer, const char *via) {
    cg_json_strings(writer, "via", &via, via == NULL ? 0 : 1);
}

static void write_names(cg_json_writer *writer, const cg_line *line) {
    cg_json_words_if(writer, "from_name", line->from_firm);
    cg_json_words_if(writer, "to_name", line->to_firm);
    cg_json_words_if(writer, "via_name", line->via_name);
    cg_json_words_if(writer, "mode_name", line->mode_name);
    cg_json_words_if(writer, "resource_name", line->resource_name);
    cg_json_words_if(writer, "input_resource_name", line->input_resource_name);
}

static void write_confidences(cg_json_writer *writer, int confidential) {
    const char *parts[3];
    int count = 0;
    for (int i = 0; cg_confidence_ids[i] != NULL; i++) {
        if ((confidential & (1 << i)) != 0) {
            parts[count++] = cg_confidence_ids[i];
        }
    }
    if (count > 0) {
        cg_json_strings(writer, "confidential", parts, count);
    }
}

/* What a line says beyond the keys that every plan has. */
static void write_line_details(cg_json_writer *writer, const cg_plan *plan, const cg_line *line) {
    cg_json_string(writer, "number", cg_line_number(writer->out.arena, line->number));
    write_names(writer, line);
    cg_json_string_if(writer, "input_resource", line->input_resource);
    cg_json_string_if(writer, "input_unit", line->input_unit);
    cg_json_string(writer, "change", cg_change_ids[line->change]);
    if (line->running) {
        cg_json_number(writer, "running_quantity", line->running_quantity);
    }
    if (line->pass_through) {
        cg_json_boolean(writer, "pass_through", true);
    }
    if (line->service) {
        cg_json_boolean(writer, "service", true);
    }
    cg_json_boolean(writer, "outside", line->outside);
    write_confidences(writer, line->confidential);
    cg_json_number(writer, "distance_km", line->distance_km);
    if (plan->period_count > 1 && line->quantity_by_period != NULL) {
        cg_json_open_object(writer, "by_period");
        for (int i = 0; i < plan->period_count; i++) {
            cg_json_number(writer, plan->periods[i], line->quantity_by_period[i]);
        }
        cg_json_close_object(writer);
    }
    cg_plan_write_object(writer, "parts", cg_parts_fields, &line->parts);
    cg_json_number(writer, "from_saving", line->from_saving);
    cg_json_number(writer, "to_saving", line->to_saving);
    cg_json_strings(writer, "assumed_at_limit", line->assumed, line->assumed_count);
    cg_plan_write_line_details(writer, line);
    if (line->exception_count > 0) {
        cg_json_integers(writer, "exceptions", line->exceptions, line->exception_count);
    }
}

static void write_line(cg_json_writer *writer, const cg_plan *plan, const cg_line *line) {
    cg_json_open_object(writer, NULL);
    cg_json_string(writer, "from", line->from);
    cg_json_string(writer, "to", line->to);
    write_via(writer, line->via);
    cg_json_string(writer, "mode", line->mode);
    cg_json_string(writer, "resource", line->resource);
    cg_json_number(writer, "quantity", line->quantity);
    cg_json_string(writer, "unit", line->unit);
    cg_json_number(writer, "delivered", line->delivered);
    cg_json_number(writer, "saving", line->saving);
    cg_json_number(writer, "emissions_saving", line->emissions_saving);
    cg_json_number(writer, "investment", line->investment);
    cg_json_strings(writer, "rules", line->rules, line->rule_count);
    cg_json_strings(writer, "permits", line->permits, line->permit_count);
    write_line_details(writer, plan, line);
    cg_json_close_object(writer);
}

static void write_proof(cg_json_writer *writer, const cg_plan *plan) {
    cg_json_open_object(writer, "certificate");
    cg_plan_write_fields(writer, cg_proof_fields, plan, NULL);
    cg_json_string_if(writer, "bound_of", plan->bound_of);
    cg_json_close_object(writer);
    cg_json_open_object(writer, "provenance");
    cg_json_string(writer, "program", plan->program);
    cg_json_string(writer, "park_sha256", plan->park_sha256);
    cg_json_strings(writer, "models", plan->models, plan->model_count);
    cg_json_string_if(writer, "exceptions_file", plan->exceptions_file);
    cg_json_string_if(writer, "exceptions_sha256", plan->exceptions_sha256);
    cg_json_close_object(writer);
}

static void write_shadow_price(cg_json_writer *writer, const cg_shadow_price *price) {
    cg_json_open_object(writer, NULL);
    cg_json_string(writer, "kind", price->kind);
    cg_json_string(writer, "subject", price->subject);
    cg_json_string_if(writer, "detail", price->detail);
    cg_json_string_if(writer, "period", price->period);
    cg_json_number(writer, "worth", price->worth);
    cg_json_string(writer, "unit", price->unit);
    cg_json_close_object(writer);
}

static void write_shadow_prices(cg_json_writer *writer, const cg_plan *plan) {
    if (plan->price_unit == NULL) {
        cg_json_null(writer, "shadow_prices");
        return;
    }
    cg_json_string_if(writer, "shadow_price_unit", plan->price_unit);
    cg_json_open_array(writer, "shadow_prices");
    for (int i = 0; i < plan->prices.count; i++) {
        write_shadow_price(writer, &plan->prices.items[i]);
    }
    cg_json_close_array(writer);
}

static void write_rejected(cg_json_writer *writer, const cg_rejected *rejected) {
    cg_json_open_object(writer, NULL);
    cg_json_string(writer, "from", rejected->from);
    cg_json_string(writer, "to", rejected->to);
    write_via(writer, rejected->via);
    cg_json_string(writer, "mode", rejected->mode);
    cg_json_string(writer, "verdict", rejected->verdict);
    if (rejected->has_shortfall) {
        cg_json_number(writer, "shortfall", rejected->shortfall);
        cg_json_string(writer, "shortfall_unit", rejected->shortfall_unit);
    }
    if (rejected->must_build) {
        cg_json_boolean(writer, "must_build", true);
    }
    cg_json_strings(writer, "rules", rejected->rules, rejected->rule_count);
    cg_json_close_object(writer);
}

static void write_wasted(cg_json_writer *writer, const cg_plan *plan) {
    cg_json_open_array(writer, "wasted_today");
    for (int i = 0; i < plan->wasted.count; i++) {
        const cg_waste *waste = &plan->wasted.items[i];
        cg_json_open_object(writer, NULL);
        cg_json_string(writer, "from", waste->from);
        cg_json_string(writer, "resource", waste->resource);
        cg_json_words_if(writer, "resource_name", waste->resource_name);
        cg_json_number(writer, "quantity", waste->quantity);
        cg_json_string(writer, "unit", waste->unit);
        cg_json_number(writer, "disposal", waste->disposal);
        cg_json_number(writer, "worth", waste->worth);
        cg_json_strings(writer, "rules", waste->rules, waste->rule_count);
        cg_json_close_object(writer);
    }
    cg_json_close_array(writer);
}

static void write_policy(cg_json_writer *writer, const cg_plan *plan) {
    cg_json_open_array(writer, "policy_questions");
    for (int i = 0; i < plan->policy.count; i++) {
        const cg_policy_question *question = &plan->policy.items[i];
        cg_json_open_object(writer, NULL);
        cg_json_string(writer, "from", question->from);
        cg_json_string(writer, "to", question->to);
        write_via(writer, question->via);
        cg_json_string(writer, "mode", question->mode);
        cg_json_string(writer, "verdict", question->verdict);
        cg_json_strings(writer, "rules", question->rules, question->rule_count);
        cg_json_number(writer, "quantity", question->quantity);
        cg_json_string(writer, "unit", question->unit);
        cg_json_number(writer, "worth", question->worth);
        cg_json_close_object(writer);
    }
    cg_json_close_array(writer);
}

static void write_uncertain(cg_json_writer *writer, const cg_plan *plan) {
    cg_json_open_array(writer, "uncertain_rules");
    for (int i = 0; i < plan->uncertain.count; i++) {
        cg_json_open_object(writer, NULL);
        cg_json_string(writer, "id", plan->uncertain.items[i].id);
        cg_json_words_if(writer, "title", plan->uncertain.items[i].title);
        cg_json_close_object(writer);
    }
    cg_json_close_array(writer);
}

static void write_permits(cg_json_writer *writer, const cg_plan *plan) {
    cg_json_open_array(writer, "permits");
    for (int i = 0; i < plan->permits.count; i++) {
        const cg_permit *permit = &plan->permits.items[i];
        cg_json_open_object(writer, NULL);
        cg_json_string(writer, "id", permit->id);
        cg_json_words_if(writer, "name", permit->name);
        cg_json_words_if(writer, "authority", permit->authority);
        cg_json_words_if(writer, "clause", permit->clause);
        cg_json_number(writer, "cost", permit->cost_known ? permit->cost : (double)NAN);
        if (permit->has_months) {
            cg_json_number(writer, "months_least", permit->months_least);
            cg_json_number(writer, "months_most", permit->months_most);
        }
        cg_json_integer(writer, "needed", permit->needed);
        cg_json_boolean(writer, "uncertain", permit->uncertain);
        cg_json_close_object(writer);
    }
    cg_json_close_array(writer);
}

static void write_readings(cg_json_writer *writer, const cg_plan *plan) {
    cg_json_open_array(writer, "readings");
    for (int i = 0; i < plan->readings.count; i++) {
        const cg_plan_reading *reading = &plan->readings.items[i];
        cg_json_open_object(writer, NULL);
        cg_json_string(writer, "question", reading->question);
        cg_json_string(writer, "reading", reading->reading);
        cg_json_words_if(writer, "question_title", reading->question_title);
        cg_json_words_if(writer, "reading_title", reading->reading_title);
        cg_json_boolean(writer, "open", reading->open);
        cg_json_close_object(writer);
    }
    cg_json_close_array(writer);
}

static void write_cited(cg_json_writer *writer, const cg_plan *plan) {
    cg_json_open_array(writer, "cited_rules");
    for (int i = 0; i < plan->cited.count; i++) {
        const cg_cited_rule *rule = &plan->cited.items[i];
        cg_json_open_object(writer, NULL);
        cg_json_string(writer, "id", rule->id);
        cg_json_words_if(writer, "title", rule->title);
        cg_json_words_if(writer, "instrument", rule->instrument);
        cg_json_words_if(writer, "clause", rule->clause);
        cg_json_close_object(writer);
    }
    cg_json_close_array(writer);
}

static void write_places(cg_json_writer *writer, const cg_plan *plan) {
    if (plan->places.count == 0) {
        return;
    }
    cg_json_boolean(writer, "on_plane", plan->on_plane);
    cg_json_open_array(writer, "places");
    for (int i = 0; i < plan->places.count; i++) {
        const cg_plan_place *place = &plan->places.items[i];
        cg_json_open_object(writer, NULL);
        cg_json_string(writer, "id", place->id);
        cg_json_string(writer, "kind", place->kind);
        cg_json_number(writer, "x", place->x);
        cg_json_number(writer, "y", place->y);
        cg_json_close_object(writer);
    }
    cg_json_close_array(writer);
}

static void write_conflict(cg_json_writer *writer, const cg_conflict *conflict) {
    cg_json_open_object(writer, NULL);
    cg_json_string(writer, "requirement", conflict->requirement);
    cg_json_number(writer, "stated", conflict->stated);
    cg_json_number(writer, "least", conflict->least);
    cg_json_string(writer, "unit", conflict->unit);
    if (conflict->held != NULL) {
        cg_json_string(writer, "held", conflict->held);
    }
    cg_json_close_object(writer);
}

void cg_plan_write_conflicts(cg_json_writer *writer, const cg_conflict *conflicts, int count) {
    cg_json_open_array(writer, "conflict");
    for (int i = 0; i < count; i++) {
        write_conflict(writer, &conflicts[i]);
    }
    cg_json_close_array(writer);
}

static void write_periods(cg_json_writer *writer, const cg_plan *plan) {
    cg_json_open_array(writer, "periods");
    for (int i = 0; i < plan->period_count; i++) {
        cg_json_open_object(writer, NULL);
        cg_json_string(writer, "id", plan->periods[i]);
        cg_json_number(writer, "hours", plan->period_hours[i]);
        cg_json_close_object(writer);
    }
    cg_json_close_array(writer);
}

static void write_basis(cg_json_writer *writer, const cg_plan *plan) {
    cg_json_open_object(writer, "basis");
    for (int i = 0; i < CG_BASIS_COUNT; i++) {
        const char *id = cg_basis_id((cg_basis)i);
        cg_json_integer(writer, id == NULL ? "unstated" : id, plan->basis_count[i]);
    }
    cg_json_close_object(writer);
}

static void write_low_high(cg_json_writer *writer, const char *key, const cg_low_high *span) {
    if (!span->given) {
        cg_json_null(writer, key);
        return;
    }
    cg_json_open_object(writer, key);
    cg_json_number(writer, "low", span->low);
    cg_json_number(writer, "high", span->high); /* null: it never pays back */
    cg_json_close_object(writer);
}

static void write_ranges(cg_json_writer *writer, const cg_plan *plan) {
    const cg_plan_ranges *ranges = &plan->ranges;
    if (!ranges->given && ranges->left_out == NULL) {
        return;
    }
    cg_json_open_object(writer, "ranges");
    cg_json_string_if(writer, "left_out", ranges->left_out);
    cg_json_words_if(writer, "why", ranges->why);
    if (ranges->given) {
        cg_json_integer(writer, "ranged_numbers", ranges->own);
    }
    for (int f = 0; ranges->given && f < CG_RANGE_FIGURES; f++) {
        write_low_high(writer, cg_range_figure_ids[f], &ranges->figures[f]);
    }
    cg_json_close_object(writer);
}

static void write_notes(cg_json_writer *writer, const cg_plan *plan) {
    cg_json_open_array(writer, "notes");
    for (int i = 0; i < plan->note_count; i++) {
        cg_json_open_object(writer, NULL);
        cg_json_string(writer, "id", plan->notes[i]);
        cg_json_words(writer, "text", plan->note_words[i]);
        cg_json_close_object(writer);
    }
    cg_json_close_array(writer);
}

static void write_lists(cg_json_writer *writer, const cg_plan *plan) {
    cg_json_open_array(writer, "firms");
    for (int i = 0; i < plan->parties.count; i++) {
        write_party(writer, &plan->parties.items[i]);
    }
    cg_json_close_array(writer);
    cg_json_open_array(writer, "park_items");
    for (int i = 0; i < plan->items.count; i++) {
        write_item(writer, &plan->items.items[i]);
    }
    cg_json_close_array(writer);
    cg_json_open_array(writer, "exchanges");
    for (int i = 0; i < plan->lines.count; i++) {
        write_line(writer, plan, &plan->lines.items[i]);
    }
    cg_json_close_array(writer);
}

/* Everything behind the keys that every plan has. */
static void write_more(cg_json_writer *writer, const cg_plan *plan) {
    cg_json_words_if(writer, "park_name", plan->park_name);
    cg_json_words_if(writer, "rules_title", plan->rules_title);
    cg_json_integer(writer, "year", plan->year);
    cg_json_string(writer, "currency", plan->currency);
    write_periods(writer, plan);
    write_ranges(writer, plan);
    if (plan->conflicts.count > 0) {
        cg_plan_write_conflicts(writer, plan->conflicts.items, plan->conflicts.count);
    }
    write_shadow_prices(writer, plan);
    cg_json_open_array(writer, "not_chosen");
    for (int i = 0; i < plan->rejected.count; i++) {
        write_rejected(writer, &plan->rejected.items[i]);
    }
    cg_json_close_array(writer);
    write_wasted(writer, plan);
    write_policy(writer, plan);
    write_uncertain(writer, plan);
    write_permits(writer, plan);
    write_readings(writer, plan);
    write_cited(writer, plan);
    write_places(writer, plan);
    if (plan->exceptions_file != NULL) {
        cg_exceptions_write(writer, "exceptions", plan->exceptions.items, plan->exceptions.count);
    }
    write_basis(writer, plan);
    cg_plan_write_details(writer, plan);
    write_notes(writer, plan);
    if (plan->assessment != NULL) {
        cg_plan_assessment_write(writer, plan->assessment);
    }
}

static void write_plan(cg_json_writer *writer, const cg_plan *plan) {
    cg_json_open_object(writer, NULL);
    cg_json_string(writer, "format", "congsinh-plan/1");
    cg_json_string(writer, "park", plan->park);
    cg_json_string(writer, "status", plan->status);
    cg_json_string(writer, "objective", plan->objective);
    cg_json_string(writer, "rules", plan->rules);
    cg_json_string(writer, "date", plan->date);
    cg_json_strings(writer, "without", plan->without, plan->without_count);
    cg_plan_write_totals(writer, &plan->totals);
    cg_plan_write_object(writer, "baseline", cg_balance_fields, &plan->baseline);
    cg_plan_write_object(writer, "planned", cg_balance_fields, &plan->planned);
    write_lists(writer, plan);
    write_proof(writer, plan);
    write_more(writer, plan);
    cg_json_close_object(writer);
}

const char *cg_plan_json(cg_arena *arena, const cg_plan *plan, size_t *length) {
    cg_json_writer writer = cg_json_write_start(arena);
    write_plan(&writer, plan);
    return cg_json_finish(&writer, length);
}

void cg_plan_json_pour(cg_arena *arena, const cg_plan *plan, cg_pour pour, void *payload) {
    cg_json_writer writer = cg_json_write_start(arena);
    size_t left = 0;
    writer.out = cg_text_pouring(arena, pour, payload);
    write_plan(&writer, plan);
    cg_json_finish(&writer, &left);
    cg_text_pour(&writer.out);
}
