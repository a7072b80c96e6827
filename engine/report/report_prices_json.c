/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What rules cost, as "congsinh-rule-prices/1". */
#include "report/report_prices.h"

#include "base/json.h"
#include "report/report_study.h"

static void write_parties(cg_json_writer *writer, const cg_result *base, const cg_result *row) {
    cg_json_open_array(writer, "parties");
    for (int i = 0; i < base->parties.count; i++) {
        double gain = cg_party_gain(base, row, i);
        if (gain == 0) {
            continue;
        }
        cg_json_open_object(writer, NULL);
        cg_json_string(writer, "id", base->parties.items[i].id);
        cg_json_words_if(writer, "name", base->parties.items[i].name);
        cg_json_number(writer, "gain", gain);
        cg_json_close_object(writer);
    }
    cg_json_close_array(writer);
}

static void write_price(cg_json_writer *writer, const cg_rule_prices *prices,
                        const cg_rule_price *price) {
    const cg_result *base = &prices->comparison->items.items[0];
    const cg_result *row = &prices->comparison->items.items[price->result];
    cg_json_open_object(writer, NULL);
    cg_json_string(writer, "kind", cg_priced_id(price->kind));
    cg_json_strings(writer, "ids", price->ids, price->count);
    cg_json_words_if(writer, "title", price->title);
    cg_json_boolean(writer, "uncertain", price->uncertain);
    cg_json_boolean(writer, "speaks", price->speaks);
    cg_json_string(writer, "status", row->status);
    if (row->compared) {
        cg_study_write_balance(writer, "change", &row->planned, &base->planned);
        cg_study_write_balance(writer, "change_of_baseline", &row->baseline, &base->baseline);
        cg_study_write_changes(writer, "gained", row->gained.items, row->gained.count);
        cg_study_write_changes(writer, "lost", row->lost.items, row->lost.count);
        cg_study_write_changes(writer, "changed", row->changed.items, row->changed.count);
        write_parties(writer, base, row);
    }
    cg_json_close_object(writer);
}

const char *cg_report_prices_json(cg_arena *arena, const cg_rule_prices *prices, size_t *length) {
    cg_json_writer writer = cg_json_write_start(arena);
    const cg_result *base = &prices->comparison->items.items[0];
    cg_json_open_object(&writer, NULL);
    cg_json_string(&writer, "format", "congsinh-rule-prices/1");
    cg_json_string(&writer, "park", prices->comparison->park);
    cg_json_string(&writer, "rules", base->rules);
    cg_json_string(&writer, "date", base->date);
    cg_json_string(&writer, "objective", base->objective);
    cg_json_string(&writer, "status", base->status);
    cg_json_string(&writer, "currency", prices->comparison->currency);
    if (base->solved) {
        cg_study_write_balance(&writer, "baseline", &base->baseline, NULL);
        cg_study_write_balance(&writer, "planned", &base->planned, NULL);
    }
    cg_json_open_array(&writer, "prices");
    for (int i = 0; i < prices->items.count; i++) {
        write_price(&writer, prices, &prices->items.items[i]);
    }
    cg_json_close_array(&writer);
    cg_json_close_object(&writer);
    return cg_json_finish(&writer, length);
}
