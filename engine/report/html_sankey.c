/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays out what flows where, family by family. */
#include "report/html_sankey.h"

#include "report/content.h"

#include "base/map.h"
#include "report/html_pieces.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Beyond so many, lines are drawn as one: a reader follows no more. */
enum { MOST_LINES = 30 };
/* A pair no higher than that shares a page of A4, and its names can still be read. */
#define MOST_HALF_PAGE 560
enum { LEAST_SLOT = 25, GAP = 2, BANDS_HEIGHT = 240 };

static double size_of(const cg_line *line) {
    return fmax(line->quantity, line->running ? line->running_quantity : 0);
}

static int largest_first(const void *a, const void *b) {
    const cg_line *x = *(const cg_line *const *)a, *y = *(const cg_line *const *)b;
    if (size_of(x) != size_of(y)) {
        return size_of(x) < size_of(y) ? 1 : -1;
    }
    return (x > y) - (x < y); /* both in one array: the plan's order */
}

static const cg_line **lines_of(const cg_html *h, const char *unit, int *count) {
    const cg_plan *plan = h->telling.plan;
    const cg_line **lines =
        (const cg_line **)CG_ARRAY(h->telling.arena, const cg_line *, plan->lines.count + 1);
    for (int i = 0; i < plan->lines.count; i++) {
        const cg_line *line = &plan->lines.items[i];
        if (!line->service && line->unit != NULL && strcmp(line->unit, unit) == 0 &&
            size_of(line) > 0) {
            lines[(*count)++] = line;
        }
    }
    if (*count > 0) {
        qsort((void *)lines, (size_t)*count, sizeof *lines, largest_first);
    }
    return lines;
}

static int node_at(cg_html *h, cg_sankey *s, const cg_sankey_node *asked) {
    for (int i = 0; i < s->nodes.count; i++) {
        if (s->nodes.items[i].side == asked->side &&
            strcmp(s->nodes.items[i].key, asked->key) == 0) {
            return i;
        }
    }
    CG_PUSH(h->telling.arena, &s->nodes, *asked);
    return s->nodes.count - 1;
}

static void add_band(cg_html *h, cg_sankey *s, const cg_sankey_band *band) {
    for (int i = 0; i < s->bands.count; i++) {
        cg_sankey_band *known = &s->bands.items[i];
        if (known->from == band->from && known->to == band->to) {
            known->amount += band->amount;
            known->today += band->today;
            return;
        }
    }
    CG_PUSH(h->telling.arena, &s->bands, *band);
}

static void count_at(cg_sankey *s, int node, const cg_line *line, double told, const char *unit) {
    cg_sankey_node *at = &s->nodes.items[node];
    at->amount += line->quantity;
    at->today += line->running ? line->running_quantity : 0;
    at->by_plant = at->by_plant || line->via != NULL;
    bool same = at->unit != NULL && unit != NULL && strcmp(at->unit, unit) == 0;
    at->told = same ? at->told + told : (double)NAN;
}

static void add_line(cg_html *h, cg_sankey *s, const cg_line *line, const char *others) {
    const cg_telling *t = &h->telling;
    bool one = others == NULL;
    cg_sankey_node giver = {
        .side = CG_SANKEY_GIVER,
        .key = one ? line->from : "",
        .name = one ? cg_tell_name(t, line->from_firm, line->from) : others,
        .resource =
            one ? cg_tell_short(t, cg_tell_name(t, line->resource_name, line->resource)) : "",
        .unit = line->unit};
    cg_sankey_node receiver = {
        .side = CG_SANKEY_RECEIVER,
        .key = one ? line->to : "",
        .name = one ? cg_tell_name(t, line->to_firm, line->to) : others,
        .resource =
            one && line->input_resource != NULL
                ? cg_tell_short(t, cg_tell_name(t, line->input_resource_name, line->input_resource))
                : "",
        .unit = line->input_unit};
    double today = line->running ? line->running_quantity : 0;
    int from = node_at(h, s, &giver), to = node_at(h, s, &receiver);
    count_at(s, from, line, line->quantity, line->unit);
    count_at(s, to, line, line->delivered, line->input_unit);
    s->amount += line->quantity;
    s->today += fmin(today, line->quantity);
    s->exchanges += line->quantity > 0;
    if (line->via == NULL || !one) {
        add_band(h, s, &(cg_sankey_band){from, to, line->quantity, today});
        return;
    }
    cg_sankey_node plant = {.side = CG_SANKEY_PLANT,
                            .key = line->via,
                            .name = cg_tell_name(t, line->via_name, line->via),
                            .resource = "",
                            .unit = line->unit};
    int middle = node_at(h, s, &plant);
    count_at(s, middle, line, line->quantity, line->unit);
    add_band(h, s, &(cg_sankey_band){from, middle, line->quantity, today});
    add_band(h, s, &(cg_sankey_band){middle, to, line->quantity, today});
}

static int by_order(const void *a, const void *b) {
    const cg_sankey_node *x = *(cg_sankey_node *const *)a, *y = *(cg_sankey_node *const *)b;
    if (x->order != y->order) {
        return x->order < y->order ? -1 : 1;
    }
    if (x->amount != y->amount) {
        return x->amount < y->amount ? 1 : -1;
    }
    return strcmp(x->key, y->key);
}

static cg_sankey_node **side_of(cg_html *h, cg_sankey *s, cg_sankey_side side, int *count) {
    cg_sankey_node **nodes =
        (cg_sankey_node **)CG_ARRAY(h->telling.arena, cg_sankey_node *, s->nodes.count + 1);
    *count = 0;
    for (int i = 0; i < s->nodes.count; i++) {
        if (s->nodes.items[i].side == side) {
            nodes[(*count)++] = &s->nodes.items[i];
        }
    }
    if (*count > 0) {
        qsort((void *)nodes, (size_t)*count, sizeof *nodes, by_order);
    }
    return nodes;
}

static double size_drawn(const cg_sankey *s, const cg_sankey_node *node) {
    return fmax(fmax(node->amount, node->today) * s->scale, 2);
}

static double slot_of(const cg_sankey *s, const cg_sankey_node *node) {
    return fmax(size_drawn(s, node), LEAST_SLOT) + GAP;
}

static double room_of(const cg_sankey *s, cg_sankey_node *const *nodes, int count) {
    double room = 0;
    for (int i = 0; i < count; i++) {
        room += slot_of(s, nodes[i]);
    }
    return room;
}

/* One side under one another, spread over the height. */
static void stack(const cg_sankey *s, cg_sankey_node *const *nodes, int count) {
    double spare = (s->height - CG_SANKEY_TOP - room_of(s, nodes, count)) / (count > 0 ? count : 1);
    double y = CG_SANKEY_TOP;
    for (int i = 0; i < count; i++) {
        double slot = slot_of(s, nodes[i]) + spare;
        nodes[i]->height = size_drawn(s, nodes[i]);
        nodes[i]->y = y + (slot - nodes[i]->height) / 2;
        y += slot;
    }
}

/* A giver stands beside those it gives to: few bands cross. */
static void order_givers(cg_sankey *s) {
    for (int n = 0; n < s->nodes.count; n++) {
        cg_sankey_node *node = &s->nodes.items[n];
        double weight = 0, sum = 0;
        for (int b = 0; b < s->bands.count && node->side == CG_SANKEY_GIVER; b++) {
            const cg_sankey_band *band = &s->bands.items[b];
            const cg_sankey_node *to = &s->nodes.items[band->to];
            if (band->from == n) {
                weight += band->amount + band->today;
                sum += (band->amount + band->today) * (to->y + to->height / 2);
            }
        }
        if (weight > 0) {
            node->order = sum / weight;
        }
    }
}

/* A plant stands at the mean of those it serves, below the one before it. */
static void place_plants(cg_html *h, cg_sankey *s) {
    int count = 0;
    cg_sankey_node **plants = side_of(h, s, CG_SANKEY_PLANT, &count);
    double below = CG_SANKEY_TOP;
    for (int p = 0; p < count; p++) {
        double weight = 0, sum = 0;
        for (int b = 0; b < s->bands.count; b++) {
            const cg_sankey_band *band = &s->bands.items[b];
            const cg_sankey_node *to = &s->nodes.items[band->to];
            if (&s->nodes.items[band->from] == plants[p]) {
                weight += band->amount + band->today;
                sum += (band->amount + band->today) * (to->y + to->height / 2);
            }
        }
        plants[p]->height = size_drawn(s, plants[p]);
        double middle = weight > 0 ? sum / weight : below;
        plants[p]->y = fmax(below, middle - plants[p]->height / 2);
        below = plants[p]->y + plants[p]->height + LEAST_SLOT;
    }
    s->height = fmax(s->height, below);
}

static void lay_out(cg_html *h, cg_sankey *s) {
    int givers = 0, receivers = 0;
    s->scale = BANDS_HEIGHT / fmax(fmax(s->amount, s->today), 1e-300);
    for (int n = 0; n < s->nodes.count; n++) { /* by a plant on top, what is drawn as one below */
        cg_sankey_node *node = &s->nodes.items[n];
        node->order = *node->key == '\0' ? 2 : node->by_plant ? 0 : 1;
    }
    cg_sankey_node **right = side_of(h, s, CG_SANKEY_RECEIVER, &receivers);
    cg_sankey_node **left = side_of(h, s, CG_SANKEY_GIVER, &givers);
    s->height = CG_SANKEY_TOP + fmax(room_of(s, left, givers), room_of(s, right, receivers));
    stack(s, right, receivers);
    place_plants(h, s);
    order_givers(s);
    left = side_of(h, s, CG_SANKEY_GIVER, &givers);
    stack(s, left, givers);
}

cg_sankey *cg_sankey_of(const cg_html *h, const char *unit) {
    cg_html writer = *h;
    int count = 0;
    const cg_line **lines = lines_of(h, unit, &count);
    if (count == 0) {
        return NULL;
    }
    cg_sankey *s = CG_NEW(h->telling.arena, cg_sankey);
    s->unit = unit;
    const char *others = cg_tell(&h->telling, CG_MSG_HTML_FLOW_OTHERS,
                                 cg_format(h->telling.arena, "%d", count - MOST_LINES), NULL);
    for (int i = 0; i < count; i++) {
        add_line(&writer, s, lines[i], i < MOST_LINES ? NULL : others);
    }
    lay_out(&writer, s);
    return s;
}

static void add_pair(cg_html *h, const char *unit, cg_message_id family) {
    cg_sankey *sankey = cg_sankey_of(h, unit);
    if (sankey == NULL) {
        return;
    }
    const char *name = cg_format(h->telling.arena, "flow-%s", cg_html_family(unit));
    cg_html_leaf(h, "h3", NULL, cg_html_word(h, family));
    bool half_page = sankey->height <= MOST_HALF_PAGE;
    cg_html_open(h, "div", "class", half_page ? "pair half-page" : "pair", NULL);
    cg_sankey_draw(h, sankey, name, false);
    cg_sankey_draw(h, sankey, name, true);
    cg_html_close(h, "div");
}

void cg_html_sankey(cg_html *h) {
    if (cg_tell_exchange_count(h->telling.plan) == 0) {
        return;
    }
    cg_html_section(h, "flows", CG_MSG_HTML_FLOWS);
    cg_html_leaf(h, "p", NULL, cg_html_word(h, CG_MSG_HTML_FLOWS_LEAD));
    add_pair(h, "m3", CG_MSG_HTML_FAMILY_WATER);
    add_pair(h, "MWh", CG_MSG_HTML_FAMILY_HEAT);
    add_pair(h, "t", CG_MSG_HTML_FAMILY_MATERIAL);
    cg_html_close(h, "section");
}
