/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exchanges a park states: those that run, are agreed, were studied or have stopped. */
#include "park/build.h"

#include "text/day.h"

#include <math.h>
#include <string.h>

static const char *const keys[] = {"from",         "to",       "via",   "mode",
                                   "pass_through", "quantity", "price", "since",
                                   "status",       "evidence", NULL};

/* One end, a flow on the right side. */
static int read_flow(cg_build *build, const cg_json *node, const char *key) {
    const cg_park *park = build->park;
    bool is_output = strcmp(key, "from") == 0;
    const cg_map *wanted = is_output ? park->output_refs : park->input_refs;
    const cg_map *other = is_output ? park->input_refs : park->output_refs;
    const cg_json *named = cg_build_required(build, node, key);
    if (!named || !cg_reader_is(&build->reader, named, CG_JSON_STRING)) {
        return CG_NONE;
    }
    int found = cg_map_find(wanted, named->text);
    if (found != CG_NONE) {
        return found;
    }
    if (cg_map_find(other, named->text) != CG_NONE) {
        CG_ERROR_AT(build, named, is_output ? CG_MSG_PARK_FROM_IS_INPUT : CG_MSG_PARK_TO_IS_OUTPUT,
                    named->text);
        return CG_NONE;
    }
    cg_unknown say = is_output
                         ? (cg_unknown){CG_MSG_PARK_UNKNOWN_OUTPUT, CG_MSG_PARK_UNKNOWN_OUTPUT_NEAR}
                         : (cg_unknown){CG_MSG_PARK_UNKNOWN_INPUT, CG_MSG_PARK_UNKNOWN_INPUT_NEAR};
    cg_build_say_unknown(build, named, say, named->text, cg_map_nearest(wanted, named->text));
    return CG_NONE;
}

/* A facility's id, or a list of one, as plans write it. */
static int read_via(cg_build *build, const cg_json *node) {
    const cg_json *via = cg_json_member(node, "via");
    if (via && via->type == CG_JSON_ARRAY) {
        if (via->count > 1) {
            CG_ERROR_AT(build, via, CG_MSG_PARK_VIA_MANY);
        }
        via = via->first;
    }
    return via ? cg_build_facility(build, via) : CG_NONE;
}

/* "2019", "2019-05", "2019-05-31", or the plain number 2019: people often know the year alone. */
static const char *read_since(cg_build *build, const cg_json *node) {
    const cg_json *since = cg_json_member(node, "since");
    if (!since) {
        return NULL;
    }
    bool is_year = since->type == CG_JSON_NUMBER && since->number >= 1000 &&
                   since->number <= 9999 && !(fmod(since->number, 1) > 0);
    const char *text = since->type == CG_JSON_STRING ? since->text : NULL;
    if (is_year) {
        text = cg_format(build->arena, "%d", (int)since->number);
    }
    size_t length = text ? strlen(text) : 0;
    const char *rest = length == strlen("2019")      ? "-01-01"
                       : length == strlen("2019-05") ? "-01"
                                                     : "";
    if (!text || !cg_day_is_valid(cg_format(build->arena, "%s%s", text, rest))) {
        CG_ERROR_AT(build, since, CG_MSG_PARK_SINCE, cg_reader_shown(&build->reader, since));
        return NULL;
    }
    return text;
}

static cg_exchange_status read_status(cg_build *build, const cg_json *node) {
    static const char *const words[] = {"running", "agreed", "studied", "stopped", NULL};
    static const cg_exchange_status meanings[] = {CG_RUNNING, CG_AGREED, CG_STUDIED, CG_STOPPED};
    cg_build_required(build, node, "status");
    int word = cg_build_choice(build, node, "status", words);
    return word == CG_NONE ? CG_STUDIED : meanings[word];
}

/* Rules of form alone; whether a way is there and can carry it is match/'s question. */
static void check_exchange(cg_build *build, const cg_exchange *exchange) {
    const cg_park *park = build->park;
    const cg_flow *output = &park->outputs.items[exchange->output];
    const cg_flow *input = &park->inputs.items[exchange->input];
    if (output->firm == input->firm && !park->own_reuse) {
        CG_ERROR_AT(build, exchange->node, CG_MSG_PARK_EXCHANGE_OWN,
                    park->firms.items[output->firm].id);
    }
    if (exchange->via != CG_NONE && (output->family == CG_HEAT || input->family == CG_HEAT)) {
        CG_ERROR_AT(build, cg_json_member(exchange->node, "via"), CG_MSG_PARK_EXCHANGE_HEAT_VIA);
    }
    if (exchange->via == CG_NONE && exchange->pass_through) {
        CG_ERROR_AT(build, cg_json_member(exchange->node, "pass_through"),
                    CG_MSG_PARK_PASS_THROUGH_ALONE);
    }
}

static void check_twice(cg_build *build, const cg_exchange *exchange, cg_map *known) {
    if (exchange->status != CG_RUNNING) {
        return;
    }
    const char *name =
        cg_format(build->arena, "%d %d %d %d %s", exchange->output, exchange->input, exchange->via,
                  exchange->pass_through, exchange->mode ? exchange->mode : "");
    if (!cg_map_add(known, name, exchange->node->line)) {
        CG_ERROR_AT(build, exchange->node, CG_MSG_PARK_EXCHANGE_TWICE,
                    cg_format(build->arena, "%d", cg_map_find(known, name)));
    }
}

static void read_exchange(cg_build *build, const cg_json *node, cg_map *running) {
    const cg_reader *reader = &build->reader;
    cg_reader_check_keys(reader, node, keys);
    cg_exchange exchange = {
        .output = read_flow(build, node, "from"),
        .input = read_flow(build, node, "to"),
        .via = read_via(build, node),
        .mode = cg_build_mode(build, cg_json_member(node, "mode")),
        .pass_through = cg_reader_truth(reader, node, "pass_through", false),
        .status = read_status(build, node),
        .since = read_since(build, node),
        .evidence = cg_reader_words(reader, cg_json_member(node, "evidence")),
        .node = node,
    };
    const cg_json *quantity = exchange.status == CG_RUNNING
                                  ? cg_build_required(build, node, "quantity")
                                  : cg_json_member(node, "quantity");
    cg_family family = exchange.output == CG_NONE
                           ? cg_build_family_guess(build, quantity, CG_WATER)
                           : build->park->outputs.items[exchange.output].family;
    if (quantity) {
        cg_by_period amounts = cg_amounts_read(build, quantity, family);
        exchange.amount = amounts.of;
        exchange.quantity_value = amounts.first;
    }
    const cg_json *price = cg_json_member(node, "price");
    exchange.price = cg_prices_read(build, price, family, 0).first;
    if (exchange.output == CG_NONE || exchange.input == CG_NONE) {
        return;
    }
    check_exchange(build, &exchange);
    check_twice(build, &exchange, running);
    CG_PUSH(build->arena, &build->park->exchanges, exchange);
}

void cg_exchanges_read(cg_build *build, const cg_json *document) {
    cg_map *running = cg_map_new(build->arena);
    const cg_json *list = cg_build_list(build, document, "exchanges");
    for (const cg_json *node = list ? list->first : NULL; node; node = node->next) {
        if (cg_reader_is(&build->reader, node, CG_JSON_OBJECT)) {
            read_exchange(build, node, running);
        }
    }
}
