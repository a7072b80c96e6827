/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Modes: how something gets from one place to another, and which one a family takes by default. */
#include "knowledge/read.h"

#include <math.h>
#include <string.h>

bool cg_mode_carries(const cg_mode *mode, cg_family family) {
    return !mode->has_measure || mode->measure == family;
}

void cg_say_unknown_mode(const cg_reader *reader, const cg_knowledge *knowledge,
                         const cg_json *node) {
    const char *nearest = cg_map_nearest(knowledge->mode_ids, node->text);
    cg_place place = cg_reader_place(reader, node);
    if (nearest != NULL) {
        cg_say(reader->diagnostics, CG_ERROR, place, CG_MSG_MODE_UNKNOWN_NEAREST, node->text,
               nearest, NULL);
        return;
    }
    cg_say(reader->diagnostics, CG_ERROR, place, CG_MSG_MODE_UNKNOWN, node->text, NULL);
}

/* The text of a number's node; NULL where it is bare. */
static const char *text_of(const cg_reader *reader, const cg_json *node) {
    for (int depth = 0; node != NULL && node->type == CG_JSON_OBJECT && depth < 8; depth++) {
        const char *factor = cg_json_member_text(node, "factor");
        const cg_json *entry = factor != NULL && reader->find_factor != NULL
                                   ? reader->find_factor(reader->payload, factor)
                                   : node;
        node = cg_json_member(entry, "value");
    }
    return node != NULL && node->type == CG_JSON_STRING ? node->text : NULL;
}

/* True where `text` is of this dimension, whatever its currency. */
static bool fits(const cg_reader *reader, const char *text, cg_kind kind, cg_family family) {
    cg_meaning meaning = {kind, family, reader->currency};
    cg_quantity_problem problem = {.status = CG_QUANTITY_OK};
    double value;
    if (cg_quantity_read(&value, text, meaning, reader->arena, &problem)) {
        return true;
    }
    if (problem.status != CG_QUANTITY_NO_RATE) {
        return false;
    }
    const cg_currency its_own = {.own = problem.suggestion};
    meaning.currency = &its_own;
    return cg_quantity_read(&value, text, meaning, reader->arena, &problem);
}

/* The family in whose unit a mode without one states its figures: the first that its texts fit. */
static void find_measure(const cg_reader *reader, const cg_json *entry, cg_mode *mode) {
    const cg_json *investment = cg_json_member(entry, "investment");
    const struct {
        const cg_json *node;
        cg_kind kind;
    } figures[] = {
        {cg_json_member(entry, "transport_cost"), CG_KIND_TRANSPORT_COST},
        {cg_json_member(entry, "transport_emissions"), CG_KIND_TRANSPORT_EMISSIONS},
        {cg_json_member(investment, "per_unit"), CG_KIND_MONEY_PER_CAPACITY},
        {cg_json_member(investment, "per_unit_km"), CG_KIND_MONEY_PER_CAPACITY_KM},
    };
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        const char *text = text_of(reader, figures[i].node);
        for (int family = 0; text != NULL && family < CG_FAMILIES; family++) {
            if (fits(reader, text, figures[i].kind, (cg_family)family)) {
                mode->has_measure = true;
                mode->measure = (cg_family)family;
                return;
            }
        }
    }
}

static void read_figures(const cg_reader *reader, const cg_json *entry, cg_mode *mode) {
    cg_family family = mode->measure;
    const cg_asked_value asked[] = {
        {"transport_cost", CG_KIND_TRANSPORT_COST, family, 0, 0},
        {"transport_emissions", CG_KIND_TRANSPORT_EMISSIONS, family, 0, 0},
        {"loss", CG_KIND_SHARE_PER_KM, family, 0, 0},
        {"temperature_drop", CG_KIND_TEMPERATURE_PER_KM, family, 0, 0},
    };
    cg_value *const values[] = {&mode->transport_cost, &mode->transport_emissions, &mode->loss,
                                &mode->temperature_drop};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        cg_member_value(reader, entry, asked[i], values[i]);
    }
    cg_member_positive(reader, entry, (cg_asked_value){"detour", CG_KIND_NUMBER, family, 0, 1},
                       &mode->detour);
    cg_investment_read(reader, cg_json_member(entry, "investment"), family, &mode->investment);
}

/* Possible to compute with, and not to be met with in the world. */
static void check_figures(const cg_reader *reader, const cg_json *entry, const cg_mode *mode) {
    const cg_json *detour = cg_json_member(entry, "detour");
    if (detour != NULL && mode->detour.value < 1) {
        cg_say(reader->diagnostics, CG_WARNING, cg_reader_place(reader, detour),
               CG_MSG_DETOUR_UNDER_ONE, cg_value_shown(reader, detour, "value", mode->detour.value),
               NULL);
    }
    const cg_json *loss = cg_json_member(entry, "loss");
    if (loss != NULL && mode->loss.value > 1) {
        cg_say(reader->diagnostics, CG_WARNING, cg_reader_place(reader, loss), CG_MSG_LOSS_OVER_ONE,
               cg_value_shown(reader, loss, "value", mode->loss.value), NULL);
    }
}

static void read_mode(cg_knowledge *knowledge, const cg_pack *pack, const cg_json *entry) {
    static const char *const known[] = {"id",
                                        "name",
                                        "family",
                                        "transport_cost",
                                        "transport_emissions",
                                        "detour",
                                        "loss",
                                        "temperature_drop",
                                        "investment",
                                        "source",
                                        "year",
                                        "confidence",
                                        NULL};
    const cg_reader *reader = &pack->reader;
    const char *id = cg_entry_id(pack, entry);
    if (id == NULL) {
        return;
    }
    cg_reader_check_keys(reader, entry, known);
    cg_reader_evidence(reader, entry);
    cg_mode mode = {.id = id,
                    .name = cg_reader_words(reader, cg_json_member(entry, "name")),
                    .measure = CG_MATERIAL,
                    .pack = pack->id};
    const cg_json *family = cg_json_member(entry, "family");
    if (family != NULL && cg_family_member(reader, family, &mode.family)) {
        mode.has_family = mode.has_measure = true;
        mode.measure = mode.family;
    } else {
        find_measure(reader, entry, &mode);
    }
    read_figures(reader, entry, &mode);
    check_figures(reader, entry, &mode);
    int index = cg_map_find(knowledge->mode_ids, id);
    if (index == CG_NONE) {
        cg_map_add(knowledge->mode_ids, id, knowledge->modes.count);
        CG_PUSH(knowledge->arena, &knowledge->modes, mode);
        return;
    }
    if (!cg_entry_is_double(pack, entry, id, knowledge->modes.items[index].pack)) {
        knowledge->modes.items[index] = mode;
    }
}

static bool is_park(const cg_mode *mode) {
    return strcmp(mode->pack, "park") == 0;
}

/* A second default beside `other`, both shipped or both the park's: an error at its "family". */
static void say_two_defaults(const cg_packs *packs, const cg_mode *mode, const cg_mode *other) {
    for (int i = 0; i < packs->count; i++) {
        const cg_pack *pack = &packs->items[i];
        if (strcmp(pack->id, mode->pack) != 0) {
            continue;
        }
        for (const cg_json *entry = cg_pack_first(pack, "modes"); entry != NULL;
             entry = entry->next) {
            const char *id = cg_json_member_text(entry, "id");
            if (id != NULL && strcmp(id, mode->id) == 0) {
                cg_say(pack->reader.diagnostics, CG_ERROR,
                       cg_reader_place(&pack->reader, cg_json_member(entry, "family")),
                       CG_MSG_MODE_TWO_DEFAULTS, mode->id, other->id, cg_family_id(mode->family),
                       NULL);
                return;
            }
        }
    }
}

/* The park's own default of a family counts before the shipped one. */
static void choose_defaults(cg_knowledge *knowledge, const cg_packs *packs) {
    for (int i = 0; i < knowledge->modes.count; i++) {
        const cg_mode *mode = &knowledge->modes.items[i];
        if (!mode->has_family) {
            continue;
        }
        int *chosen = &knowledge->default_mode[mode->family];
        const cg_mode *other = *chosen != CG_NONE ? &knowledge->modes.items[*chosen] : NULL;
        if (other == NULL || (is_park(mode) && !is_park(other))) {
            *chosen = i;
        } else if (is_park(mode) == is_park(other)) {
            say_two_defaults(packs, mode, other);
        }
    }
}

void cg_modes_read(cg_knowledge *knowledge, const cg_packs *packs) {
    for (int i = 0; i < packs->count; i++) {
        const cg_pack *pack = &packs->items[i];
        for (const cg_json *entry = cg_pack_first(pack, "modes"); entry != NULL;
             entry = entry->next) {
            read_mode(knowledge, pack, entry);
        }
    }
    choose_defaults(knowledge, packs);
}
