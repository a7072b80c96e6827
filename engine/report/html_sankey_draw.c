/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws what was laid out, as SVG that needs no script. */
#include "report/html_sankey.h"

#include "report/html_letters.h"

#include <math.h>
#include <string.h>

/* Across: names, a bar, bands, a plant, bands, a bar, names. */
enum {
    WIDTH = 600,
    LEFT = 196,
    MIDDLE = 296,
    RIGHT = 396,
    BAR = 8,
    SINK = 264,
    SOURCE = 328,
    NAME_COLUMNS = 31,
    DETAIL_COLUMNS = 36,
    PLANT_COLUMNS = 44
};

typedef struct drawing {
    cg_html *h;
    cg_sankey *sankey;
    bool plan;
} drawing;

static double x_of(const cg_sankey_node *node) {
    switch (node->side) {
    case CG_SANKEY_GIVER:
        return LEFT;
    case CG_SANKEY_PLANT:
        return MIDDLE;
    case CG_SANKEY_RECEIVER:
        break;
    }
    return RIGHT;
}

/* A band from (x0, y0) to (x1, y1), `thick` at both ends. */
typedef struct band {
    double x0, y0, x1, y1, thick;
    const char *kind, *told;
} band;

static void add_band(const drawing *d, const band *b) {
    cg_html *h = d->h;
    double thick = fmax(b->thick, 0.8); /* what is there is seen */
    double bend = (b->x0 + b->x1) / 2;
    const char *path =
        cg_format(h->telling.arena, "M%s %sC%s %s %s %s %s %sV%sC%s %s %s %s %s %sZ",
                  cg_html_at(h, b->x0), cg_html_at(h, b->y0), cg_html_at(h, bend),
                  cg_html_at(h, b->y0), cg_html_at(h, bend), cg_html_at(h, b->y1),
                  cg_html_at(h, b->x1), cg_html_at(h, b->y1), cg_html_at(h, b->y1 + thick),
                  cg_html_at(h, bend), cg_html_at(h, b->y1 + thick), cg_html_at(h, bend),
                  cg_html_at(h, b->y0 + thick), cg_html_at(h, b->x0), cg_html_at(h, b->y0 + thick));
    cg_html_open(h, "path", "class", b->kind, "d", path, NULL);
    cg_html_leaf(h, "title", NULL, b->told);
    cg_html_close(h, "path");
}

static void add_bar(cg_html *h, const char *kind, double x, double y, double height) {
    cg_html_open(h, "rect", "class", kind, "x", cg_html_at(h, x), "y", cg_html_at(h, y), "width",
                 "8", "height", cg_html_at(h, fmax(height, 1)), NULL);
    cg_html_close(h, "rect");
}

typedef struct label {
    double x, y;
    const char *anchor, *kind, *text;
} label;

static void add_label(cg_html *h, const label *l) {
    cg_html_open(h, "text", "class", l->kind, "x", cg_html_at(h, l->x), "y", cg_html_at(h, l->y),
                 "text-anchor", l->anchor, NULL);
    cg_html_text(h, l->text);
    cg_html_close(h, "text");
}

/* "Fly ash · 12,000 t". */
static const char *detail_of(const cg_html *h, const cg_sankey_node *node) {
    const cg_telling *t = &h->telling;
    const char *figure = isfinite(node->told)
                             ? cg_figure_quantity(t->arena, node->told, node->unit, t->language)
                             : "";
    int left = DETAIL_COLUMNS - cg_text_columns(figure) - 3;
    const char *resource = cg_html_short(h, node->resource, left < 8 ? 8 : left);
    const char *between = *figure == '\0' || *resource == '\0' ? "" : " · ";
    return cg_format(t->arena, "%s%s%s", resource, between, figure);
}

static void add_node(const drawing *d, const cg_sankey_node *node) {
    cg_html *h = d->h;
    bool left = node->side == CG_SANKEY_GIVER;
    if (node->side == CG_SANKEY_PLANT) {
        if (d->plan || node->today > 0) {
            add_bar(h, "plant", MIDDLE, node->y, node->height);
            add_label(h, &(label){MIDDLE + BAR / 2.0, node->y - 6, "middle", "halo",
                                  cg_html_short(h, node->name, PLANT_COLUMNS)});
        }
        return;
    }
    double x = left ? LEFT - 6 : RIGHT + BAR + 6;
    double middle = node->y + node->height / 2;
    add_bar(h, "node", x_of(node), node->y, node->height);
    add_label(h, &(label){x, middle - 1, left ? "end" : "start", "name",
                          cg_html_short(h, node->name, NAME_COLUMNS)});
    add_label(h, &(label){x, middle + 10, left ? "end" : "start", "detail", detail_of(h, node)});
}

const char *cg_sankey_told(const cg_html *h, const cg_sankey *sankey, const char *from,
                           const char *to, double amount) {
    const cg_telling *t = &h->telling;
    return cg_tell(t, CG_MSG_HTML_FLOW_BAND, from, to,
                   cg_figure_quantity(t->arena, amount, sankey->unit, t->language), NULL);
}

/* Bands between nodes, those of today or of the plan. */
static void add_exchanges(const drawing *d) {
    cg_sankey *s = d->sankey;
    for (int b = 0; b < s->bands.count; b++) {
        cg_sankey_node *from = &s->nodes.items[s->bands.items[b].from];
        cg_sankey_node *to = &s->nodes.items[s->bands.items[b].to];
        double amount = d->plan ? s->bands.items[b].amount : s->bands.items[b].today;
        if (!(amount > 0)) {
            continue;
        }
        double thick = amount * s->scale;
        add_band(d,
                 &(band){x_of(from) + BAR, from->y + from->used[1], x_of(to), to->y + to->used[0],
                         thick, "flow", cg_sankey_told(d->h, s, from->name, to->name, amount)});
        from->used[1] += thick;
        to->used[0] += thick;
    }
}

/* Bands of a node drawn from the top of its other end down do not cross each other. */
static void sort_bands(cg_sankey *s) {
    for (int i = 1; i < s->bands.count; i++) {
        cg_sankey_band moved = s->bands.items[i];
        double key = s->nodes.items[moved.from].y * 1e4 + s->nodes.items[moved.to].y;
        int at = i;
        while (at > 0 && s->nodes.items[s->bands.items[at - 1].from].y * 1e4 +
                                 s->nodes.items[s->bands.items[at - 1].to].y >
                             key) {
            s->bands.items[at] = s->bands.items[at - 1];
            at--;
        }
        s->bands.items[at] = moved;
    }
}

/* Today: what is not handed over is disposed of on one side and bought on the other. */
static void add_open_ends(const drawing *d) {
    cg_html *h = d->h;
    cg_sankey *s = d->sankey;
    double left = 0;
    for (int n = 0; n < s->nodes.count; n++) {
        const cg_sankey_node *node = &s->nodes.items[n];
        left += node->side == CG_SANKEY_GIVER ? fmax(node->amount - node->today, 0) * s->scale : 0;
    }
    double top = CG_SANKEY_TOP + fmax(s->height - CG_SANKEY_TOP - left, 0) / 2;
    double filled[] = {top, top};
    const char *sink = cg_html_word(h, CG_MSG_HTML_FLOW_SINK);
    const char *source = cg_html_word(h, CG_MSG_HTML_FLOW_SOURCE);
    for (int n = 0; n < s->nodes.count; n++) {
        cg_sankey_node *node = &s->nodes.items[n];
        double amount = node->amount - node->today;
        double thick = amount * s->scale;
        if (!(amount > 0) || node->side == CG_SANKEY_PLANT) {
            continue;
        }
        if (node->side == CG_SANKEY_GIVER) {
            add_band(d, &(band){LEFT + BAR, node->y + node->used[1], SINK, filled[0], thick, "open",
                                cg_sankey_told(h, s, node->name, sink, amount)});
            filled[0] += thick;
            continue;
        }
        add_band(d, &(band){SOURCE + BAR, filled[1], RIGHT, node->y + node->used[0], thick, "open",
                            cg_sankey_told(h, s, source, node->name, amount)});
        filled[1] += thick;
    }
    if (left > 0) {
        add_bar(h, "outer", SINK, top, left);
        add_bar(h, "outer", SOURCE, top, filled[1] - top);
        add_label(h, &(label){MIDDLE - 4, 14, "end", "halo", sink});
        add_label(h, &(label){MIDDLE + 22, 14, "start", "halo", source});
    }
}

static const char *whole_told(const drawing *d) {
    const cg_telling *t = &d->h->telling;
    const cg_sankey *s = d->sankey;
    const char *amount = cg_figure_quantity(t->arena, s->amount, s->unit, t->language);
    if (d->plan) {
        return cg_tell(t, CG_MSG_HTML_FLOW_AFTER_TOLD, amount,
                       cg_format(t->arena, "%d", s->exchanges), NULL);
    }
    return s->today > 0
               ? cg_tell(t, CG_MSG_HTML_FLOW_BEFORE_TOLD, amount,
                         cg_figure_quantity(t->arena, s->today, s->unit, t->language), NULL)
               : cg_tell(t, CG_MSG_HTML_FLOW_NONE_TOLD, amount, NULL);
}

static const char *title_of(const drawing *d) {
    cg_message_id family = strcmp(d->sankey->unit, "MWh") == 0  ? CG_MSG_HTML_FAMILY_HEAT
                           : strcmp(d->sankey->unit, "m3") == 0 ? CG_MSG_HTML_FAMILY_WATER
                                                                : CG_MSG_HTML_FAMILY_MATERIAL;
    return cg_tell(&d->h->telling, d->plan ? CG_MSG_HTML_FLOW_AFTER : CG_MSG_HTML_FLOW_BEFORE,
                   cg_html_word(d->h, family), NULL);
}

/* For those who hear the page. */
static void add_told(const drawing *d, const char *title_id, const char *told_id) {
    cg_html *h = d->h;
    cg_html_open(h, "title", "id", title_id, NULL);
    cg_html_text(h, title_of(d));
    cg_html_close(h, "title");
    cg_html_open(h, "desc", "id", told_id, NULL);
    cg_html_text(h, whole_told(d));
    cg_html_close(h, "desc");
}

static void add_caption(const drawing *d) {
    cg_html *h = d->h;
    cg_html_open(h, "figcaption", NULL);
    cg_html_leaf(h, "strong", NULL,
                 cg_html_word(h, d->plan ? CG_MSG_REPORT_PLANNED : CG_MSG_REPORT_TODAY));
    cg_html_text(h, whole_told(d));
    cg_html_close(h, "figcaption");
}

void cg_sankey_draw(cg_html *h, cg_sankey *sankey, const char *name, bool plan) {
    drawing d = {h, sankey, plan};
    const char *half = plan ? "after" : "before";
    const char *title_id = cg_html_id(h, cg_format(h->telling.arena, "%s-%s", name, half));
    const char *told_id = cg_format(h->telling.arena, "%s-told", title_id);
    for (int n = 0; n < sankey->nodes.count; n++) {
        sankey->nodes.items[n].used[0] = sankey->nodes.items[n].used[1] = 0;
    }
    sort_bands(sankey);
    /* A drawing scrolls by itself on a phone, and must then be reached by the keyboard. */
    cg_html_open(h, "figure", "tabindex", "0", NULL);
    add_caption(&d);
    cg_sankey_chart(h, sankey, plan,
                    cg_format(h->telling.arena, "%s. %s", title_of(&d), whole_told(&d)));
    cg_html_open(h, "svg", "class",
                 cg_format(h->telling.arena, "sankey %s", cg_html_family(sankey->unit)), "viewBox",
                 cg_format(h->telling.arena, "0 0 %d %s", WIDTH, cg_html_at(h, sankey->height)),
                 "role", "img", "aria-labelledby", title_id, "aria-describedby", told_id, NULL);
    add_told(&d, title_id, told_id);
    add_exchanges(&d);
    if (!plan) {
        add_open_ends(&d);
    }
    for (int n = 0; n < sankey->nodes.count; n++) {
        add_node(&d, &sankey->nodes.items[n]);
    }
    cg_html_close(h, "svg");
    cg_html_close(h, "figure");
}
