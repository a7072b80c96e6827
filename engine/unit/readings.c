/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Remembers what numbers were read as, and puts that in their place in a canonical text. */
#include "unit/readings.h"

#include "base/number.h"

#include <stdint.h>
#include <stdlib.h>

void cg_readings_add(cg_readings *readings, const cg_json *node, double value) {
    bool amount = readings->amounts && node->type == CG_JSON_NUMBER;
    CG_PUSH(readings->arena, &readings->items, ((cg_number_reading){node, value, amount}));
}

/* Addresses serve to find a node again and leave no trace: of two readings of one node the smaller
 * number is told. */
static int by_node(const void *a, const void *b) {
    const cg_number_reading *one = a, *other = b;
    uintptr_t left = (uintptr_t)one->node, right = (uintptr_t)other->node;
    if (left != right) {
        return left < right ? -1 : 1;
    }
    return one->value < other->value ? -1 : one->value > other->value;
}

static const cg_number_reading *reading_of(const cg_readings *readings, const cg_json *node) {
    int low = 0, high = readings->items.count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if ((uintptr_t)readings->items.items[middle].node < (uintptr_t)node) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool found = low < readings->items.count && readings->items.items[low].node == node;
    return found ? &readings->items.items[low] : NULL;
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

const char *cg_readings_canonical(cg_arena *arena, cg_readings *readings, const cg_json *document) {
    if (readings->items.count > 1) {
        qsort(readings->items.items, (size_t)readings->items.count, sizeof(cg_number_reading),
              by_node);
    }
    return cg_json_canonical_told(arena, document, (cg_json_teller){tell, readings});
}
