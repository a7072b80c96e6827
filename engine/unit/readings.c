/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Remembers what numbers were read as, and puts that in their place in a canonical text. */
#include "unit/readings.h"

#include "base/number.h"

#include <stdint.h>
#include <string.h>

enum { FIRST_SLOTS = 64 };

/* The slot of `node`, or the free one where it belongs. Addresses serve to find a node again and
 * leave no trace. */
static size_t slot_of(const cg_readings *readings, const cg_json *node) {
    size_t mask = readings->slot_count - 1;
    /* Knuth's multiplier: nodes stand in rows, at equal distances. */
    size_t slot =
        (size_t)(((uintptr_t)node / _Alignof(cg_json)) * 11400714819323198485U >> 32) & mask;
    while (readings->slots[slot] != 0 &&
           readings->items.items[readings->slots[slot] - 1].node != node) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

/* At least two slots for each. */
static void widen(cg_readings *readings) {
    cg_arena *arena = readings->arena;
    size_t count = readings->slot_count == 0 ? FIRST_SLOTS : readings->slot_count * 2;
    readings->slots = cg_enlarge(arena, readings->slots, 0, count, sizeof *readings->slots);
    memset(readings->slots, 0, count * sizeof *readings->slots);
    readings->slot_count = count;
    for (int i = 0; i < readings->items.count; i++) {
        readings->slots[slot_of(readings, readings->items.items[i].node)] = i + 1;
    }
}

/* Of two readings of one node the smaller number is told. */
void cg_readings_add(cg_readings *readings, const cg_json *node, double value) {
    bool amount = readings->amounts && node->type == CG_JSON_NUMBER;
    if (2 * (size_t)readings->items.count >= readings->slot_count) {
        widen(readings);
    }
    size_t slot = slot_of(readings, node);
    if (readings->slots[slot] == 0) {
        CG_PUSH(readings->arena, &readings->items, ((cg_number_reading){node, value, amount}));
        readings->slots[slot] = readings->items.count;
        return;
    }
    cg_number_reading *known = &readings->items.items[readings->slots[slot] - 1];
    if (value < known->value) {
        *known = (cg_number_reading){node, value, amount};
    }
}

static const cg_number_reading *reading_of(const cg_readings *readings, const cg_json *node) {
    int found = readings->slot_count == 0 ? 0 : readings->slots[slot_of(readings, node)];
    return found == 0 ? NULL : &readings->items.items[found - 1];
}

/* "=1200", "#1200" of an amount: signs that begin no JSON value, so that nothing else looks so. */
static bool tell(const void *payload, const cg_json *node, cg_text *out) {
    const cg_number_reading *reading = reading_of(payload, node);
    if (reading == NULL) {
        return false;
    }
    char room[CG_NUMBER_ROOM];
    cg_text_add(out, reading->amount ? "#" : "=");
    cg_text_add(out, cg_number_text(reading->value, room));
    return true;
}

void cg_readings_add_canonical(cg_text *out, const cg_readings *readings, const cg_json *document) {
    cg_json_add_canonical(out, document, &(cg_json_teller){tell, readings});
}
