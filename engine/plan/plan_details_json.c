/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan tells beyond its sums, as JSON. */
#include "plan/plan_fields.h"
#include "unit/value.h"

#include <math.h>

static void write_known(cg_json_writer *writer, const char *key, double value) {
    if (!isnan(value)) {
        cg_json_number(writer, key, value);
    }
}

void cg_plan_write_months(cg_json_writer *writer, const cg_months *months) {
    if (!months->known) {
        return;
    }
    cg_json_open_object(writer, "build_months");
    cg_json_number(writer, "least", months->least);
    cg_json_number(writer, "most", months->most);
    cg_json_words_if(writer, "source", months->source);
    cg_json_close_object(writer);
}

static void write_quality(cg_json_writer *writer, const cg_line_quality *quality) {
    cg_json_open_object(writer, NULL);
    cg_json_string(writer, "parameter", quality->parameter);
    cg_json_words_if(writer, "name", quality->name);
    cg_json_string(writer, "unit", quality->unit);
    cg_json_boolean(writer, "mixes", quality->mixes);
    cg_json_number(writer, "brings", quality->brings);
    write_known(writer, "mix", quality->mix);
    if (quality->bought_unstated) {
        cg_json_boolean(writer, "bought_unstated", true);
    }
    write_known(writer, "most", quality->most);
    write_known(writer, "least", quality->least);
    cg_json_close_object(writer);
}

static void write_heat(cg_json_writer *writer, const cg_line_heat *heat) {
    cg_json_open_object(writer, "heat");
    cg_json_number(writer, "from_hot", heat->from_hot);
    cg_json_number(writer, "from_cold", heat->from_cold);
    cg_json_number(writer, "to_cold", heat->to_cold);
    cg_json_number(writer, "to_hot", heat->to_hot);
    cg_json_number(writer, "drop", heat->drop_k);
    cg_json_number(writer, "approach", heat->approach_k);
    cg_json_close_object(writer);
}

void cg_plan_write_line_details(cg_json_writer *writer, const cg_line *line) {
    if (line->running) {
        cg_plan_write_object(writer, "alone", cg_parts_fields, &line->alone);
    }
    cg_plan_write_months(writer, &line->build);
    cg_line_write_legs(writer, line);
    if (line->heat.given) {
        write_heat(writer, &line->heat);
    }
    if (line->quality.count > 0) {
        cg_json_open_array(writer, "quality");
        for (int q = 0; q < line->quality.count; q++) {
            write_quality(writer, &line->quality.items[q]);
        }
        cg_json_close_array(writer);
    }
}

static void write_evidence(cg_json_writer *writer, const char *key, const cg_evidence *evidence) {
    if (key != NULL) {
        cg_json_open_object(writer, key);
    }
    cg_json_string_if(writer, "basis", cg_basis_id((cg_basis)evidence->basis));
    cg_json_string_if(writer, "factor", evidence->factor);
    cg_json_words_if(writer, "source", evidence->source);
    if (evidence->year > 0) {
        cg_json_integer(writer, "year", evidence->year);
    }
    cg_json_string_if(writer, "confidence", evidence->confidence);
    if (key != NULL) {
        cg_json_close_object(writer);
    }
}

static void write_flow(cg_json_writer *writer, const cg_plan *plan, const cg_plan_flow *flow) {
    cg_json_open_object(writer, NULL);
    cg_json_string(writer, "id", flow->id);
    cg_json_string(writer, "kind", flow->input ? "input" : "output");
    cg_json_words_if(writer, "name", flow->name);
    cg_json_string(writer, "resource", flow->resource);
    cg_json_words_if(writer, "resource_name", flow->resource_name);
    cg_json_string(writer, "unit", flow->unit);
    cg_json_number(writer, "amount", flow->amount);
    if (plan->period_count > 1) {
        cg_json_open_object(writer, "by_period");
        for (int p = 0; p < plan->period_count && flow->by_period != NULL; p++) {
            cg_json_number(writer, plan->periods[p], flow->by_period[p]);
        }
        cg_json_close_object(writer);
    }
    cg_json_number(writer, "price", flow->price);
    write_evidence(writer, "of_amount", &flow->of_amount);
    write_evidence(writer, "of_price", &flow->of_price);
    cg_json_close_object(writer);
}

static void write_unknown(cg_json_writer *writer, const cg_plan_unknown *unknown) {
    cg_json_open_object(writer, NULL);
    cg_json_string(writer, "from", unknown->from);
    cg_json_string(writer, "to", unknown->to);
    cg_json_strings(writer, "via", &unknown->via, unknown->via == NULL ? 0 : 1);
    cg_json_string_if(writer, "at", unknown->at);
    cg_json_strings(writer, "parameters", unknown->parameters, unknown->parameter_count);
    cg_json_open_array(writer, "parameter_names");
    for (int i = 0; i < unknown->parameter_count; i++) {
        cg_json_words(writer, NULL, unknown->names[i]);
    }
    cg_json_close_array(writer);
    cg_json_string_if(writer, "missing", unknown->missing);
    cg_json_number(writer, "worth_most", unknown->worth);
    cg_json_number(writer, "quantity_most", unknown->quantity);
    cg_json_string(writer, "unit", unknown->unit);
    cg_json_close_object(writer);
}

static void write_figure(cg_json_writer *writer, const cg_plan_figure *figure) {
    cg_json_open_object(writer, NULL);
    cg_json_string(writer, "kind", figure->kind);
    cg_json_string(writer, "subject", figure->subject);
    cg_json_words_if(writer, "name", figure->name);
    cg_json_number(writer, "value", figure->value);
    write_known(writer, "low", figure->low);
    write_known(writer, "high", figure->high);
    cg_json_string(writer, "unit", figure->unit);
    write_evidence(writer, NULL, &figure->evidence);
    cg_json_integer(writer, "exchanges", figure->lines);
    cg_json_close_object(writer);
}

static void write_names(cg_json_writer *writer, const cg_plan *plan) {
    cg_json_open_array(writer, "names");
    for (int i = 0; i < plan->names.count; i++) {
        cg_json_open_object(writer, NULL);
        cg_json_string(writer, "id", plan->names.items[i].id);
        cg_json_words_if(writer, "name", plan->names.items[i].name);
        cg_json_close_object(writer);
    }
    cg_json_close_array(writer);
}

void cg_plan_write_details(cg_json_writer *writer, const cg_plan *plan) {
    cg_json_open_array(writer, "flows");
    for (int i = 0; i < plan->flows.count; i++) {
        write_flow(writer, plan, &plan->flows.items[i]);
    }
    cg_json_close_array(writer);
    write_names(writer, plan);
    if (plan->unknowns_sought) {
        cg_json_open_array(writer, "to_measure");
        for (int i = 0; i < plan->unknowns.count; i++) {
            write_unknown(writer, &plan->unknowns.items[i]);
        }
        cg_json_close_array(writer);
        cg_json_integer(writer, "to_measure_left", plan->unknowns_left);
    }
    cg_json_open_array(writer, "figures");
    for (int i = 0; i < plan->figures.count; i++) {
        write_figure(writer, &plan->figures.items[i]);
    }
    cg_json_close_array(writer);
}
