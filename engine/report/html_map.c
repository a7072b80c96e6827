/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A map of firms and links without tiles: one scale in both directions, north up. */
#include "report/html_map.h"
#include "report/html_letters.h"

#include "report/html_pieces.h"

#include <math.h>
#include <string.h>

/* WGS 84's mean degree of a meridian; enough for a drawing. */
#define KM_A_DEGREE 111.19
#define RADIANS_A_DEGREE 0.017453292519943295

enum { MOST_LINKS = 40 }; /* drawn at most */
enum { MOST_HEIGHT = 620, MARGIN = 70, NAME_COLUMNS = 26, LETTER = 6, LINE = 13 };

static const char *name_of(const cg_html *h, const cg_plan_place *place) {
    const cg_plan *plan = h->telling.plan;
    bool facility = strcmp(place->kind, "facility") == 0;
    for (int i = 0; i < plan->parties.count; i++) {
        const cg_party *party = &plan->parties.items[i];
        if (party->facility == facility && strcmp(party->id, place->id) == 0) {
            return cg_tell_name(&h->telling, party->name, party->id);
        }
    }
    return cg_tell_plain(h->telling.arena, place->id);
}

/* Places as km east and north; a sphere is flat enough over a park. */
static void read_spots(cg_map_drawing *m) {
    const cg_plan *plan = m->h->telling.plan;
    double middle = 0;
    m->spots = CG_ARRAY(m->h->telling.arena, cg_spot, plan->places.count + 1);
    for (int i = 0; i < plan->places.count; i++) {
        const cg_plan_place *place = &plan->places.items[i];
        if (isfinite(place->x) && isfinite(place->y)) {
            m->spots[m->count++] = (cg_spot){
                .place = place, .name = name_of(m->h, place), .east = place->x, .north = place->y};
            middle += place->y;
        }
    }
    if (plan->on_plane || m->count == 0) {
        return;
    }
    double narrow = cos(middle / m->count * RADIANS_A_DEGREE);
    for (int i = 0; i < m->count; i++) {
        m->spots[i].east *= KM_A_DEGREE * narrow;
        m->spots[i].north *= KM_A_DEGREE;
    }
}

static bool is_outside(const cg_spot *s) {
    return strcmp(s->place->kind, "outside") == 0;
}

/* The frame holds the park; who stands outside it is brought to the edge where too far. */
static void frame(cg_map_drawing *m) {
    bool all = true;
    for (int i = 0; i < m->count; i++) {
        all = all && is_outside(&m->spots[i]);
    }
    m->west = m->south = INFINITY;
    m->east = m->north = -INFINITY;
    for (int i = 0; i < m->count; i++) {
        const cg_spot *s = &m->spots[i];
        if (all || !is_outside(s)) {
            m->west = fmin(m->west, s->east);
            m->east = fmax(m->east, s->east);
            m->south = fmin(m->south, s->north);
            m->north = fmax(m->north, s->north);
        }
    }
    double wide = fmax(m->east - m->west, 0.05), tall = fmax(m->north - m->south, 0.05);
    m->scale = fmin((CG_MAP_WIDTH - 2 * MARGIN) / wide, (MOST_HEIGHT - 2 * MARGIN) / tall);
    m->height = fmax(tall * m->scale, 120) + 2 * MARGIN;
}

static void place_spots(cg_map_drawing *m) {
    double middle_east = (m->west + m->east) / 2, middle_north = (m->north + m->south) / 2;
    for (int i = 0; i < m->count; i++) {
        cg_spot *s = &m->spots[i];
        double x = CG_MAP_WIDTH / 2.0 + (s->east - middle_east) * m->scale;
        double y = m->height / 2 - (s->north - middle_north) * m->scale;
        s->label = cg_html_short(m->h, s->name, NAME_COLUMNS);
        /* To the edge along the line from the middle, so that its direction stays true. */
        double over = fmax(fabs(x - CG_MAP_WIDTH / 2.0) / (CG_MAP_WIDTH / 2.0 - 16),
                           fabs(y - m->height / 2) / (m->height / 2 - 16));
        s->far = over > 1;
        s->x = s->far ? CG_MAP_WIDTH / 2.0 + (x - CG_MAP_WIDTH / 2.0) / over : x;
        s->y = s->far ? m->height / 2 + (y - m->height / 2) / over : y;
        if (s->far) {
            double km = hypot(s->east - middle_east, s->north - middle_north);
            const cg_telling *t = &m->h->telling;
            const char *far = cg_figure(t->arena, km, km < 10 ? 1 : 0, t->language);
            s->name = cg_tell(t, CG_MSG_HTML_MAP_FAR, s->name, far, NULL);
            s->label = cg_tell(t, CG_MSG_HTML_MAP_FAR, s->label, far, NULL);
        }
    }
}

bool cg_spot_is_plant(const cg_spot *spot) {
    return strcmp(spot->place->kind, "facility") == 0;
}

const char *cg_spot_kind(const cg_spot *spot) {
    return cg_spot_is_plant(spot) ? "plant" : is_outside(spot) ? "outer" : "node";
}

int cg_spot_of(const cg_map_drawing *map, const char *end) {
    const cg_plan *plan = map->h->telling.plan;
    int party = end == NULL ? -1 : cg_tell_party_of(plan, end);
    for (int i = 0; party >= 0 && i < map->count; i++) {
        const cg_spot *spot = &map->spots[i];
        if (plan->parties.items[party].facility == cg_spot_is_plant(spot) &&
            strcmp(plan->parties.items[party].id, spot->place->id) == 0) {
            return i;
        }
    }
    return -1;
}

static void add_link(cg_map_drawing *m, int from, int to, const cg_line *line) {
    if (from < 0 || to < 0 || from == to) {
        return;
    }
    m->spots[from].linked = m->spots[to].linked = true;
    CG_PUSH(m->h->telling.arena, &m->links, ((cg_spot_link){from, to, line}));
}

static void draw_link(const cg_map_drawing *m, const cg_spot_link *link) {
    cg_html *h = m->h;
    const cg_spot *from = &m->spots[link->from], *to = &m->spots[link->to];
    /* Bent to one side, so that there and back are two lines. */
    double dx = to->x - from->x, dy = to->y - from->y;
    double cx = (from->x + to->x) / 2 - dy * 0.08, cy = (from->y + to->y) / 2 + dx * 0.08;
    cg_html_open(h, "path", "class",
                 cg_format(h->telling.arena, "link %s", cg_html_family(link->line->unit)), "d",
                 cg_format(h->telling.arena, "M%s %sQ%s %s %s %s", cg_html_at(h, from->x),
                           cg_html_at(h, from->y), cg_html_at(h, cx), cg_html_at(h, cy),
                           cg_html_at(h, to->x), cg_html_at(h, to->y)),
                 NULL);
    cg_html_close(h, "path");
}

static bool same(const char *a, const char *b) {
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool is_exchange(const cg_line *line) {
    return line->quantity > 0 && !line->service;
}

/* Whether one of the first `count` lines, by their worth, has drawn the leg from `line`'s start to
 * its plant, or from there to its end. */
static bool is_drawn(const cg_map_drawing *m, int count, const cg_line *line, bool entering) {
    const cg_telling *t = &m->h->telling;
    for (int i = 0; i < count; i++) {
        const cg_line *before = &t->plan->lines.items[t->order[i]];
        bool end = entering ? same(before->from, line->from) : same(before->to, line->to);
        if (is_exchange(before) && end && same(before->via, line->via)) {
            return true;
        }
    }
    return false;
}

/* The exchanges worth most: of hundreds of lines a reader sees none. */
static void add_links(cg_map_drawing *m) {
    const cg_telling *t = &m->h->telling;
    for (int i = 0; i < t->plan->lines.count; i++) {
        const cg_line *line = &t->plan->lines.items[t->order[i]];
        if (!is_exchange(line)) {
            continue;
        }
        if (m->links.count >= MOST_LINKS) {
            m->cut = true;
            return;
        }
        int from = cg_spot_of(m, line->from), to = cg_spot_of(m, line->to);
        int via = cg_spot_of(m, line->via);
        if (via < 0) {
            add_link(m, from, to, line);
            continue;
        }
        if (!is_drawn(m, i, line, true)) {
            add_link(m, from, via, line);
        }
        if (!is_drawn(m, i, line, false)) {
            add_link(m, via, to, line);
        }
    }
}

static void draw_marker(const cg_map_drawing *m, const cg_spot *s) {
    cg_html *h = m->h;
    bool plant = cg_spot_is_plant(s);
    const char *kind = cg_spot_kind(s);
    if (plant) {
        cg_html_open(h, "rect", "class", kind, "x", cg_html_at(h, s->x - 6), "y",
                     cg_html_at(h, s->y - 6), "width", "12", "height", "12", NULL);
    } else {
        cg_html_open(h, "circle", "class", kind, "cx", cg_html_at(h, s->x), "cy",
                     cg_html_at(h, s->y), "r", s->linked || m->count <= CG_MAP_MANY ? "5" : "2",
                     NULL);
    }
    cg_html_leaf(h, "title", NULL, s->name);
    cg_html_close(h, plant ? "rect" : "circle");
}

static bool is_free(const cg_map_drawing *m, const cg_map_box *b) {
    bool inside =
        b->left >= 2 && b->top >= 2 && b->right <= CG_MAP_WIDTH - 2 && b->bottom <= m->height - 2;
    for (int i = 0; inside && i < m->taken.count; i++) {
        const cg_map_box *t = &m->taken.items[i];
        if (b->left < t->right && t->left < b->right && b->top < t->bottom && t->top < b->bottom) {
            return false;
        }
    }
    return inside;
}

/* Beside its marker where there is room: right, left, below, above, then a line further. A name
 * that finds no room is left to the marker's own title. */
static void place_name(cg_map_drawing *m, cg_spot *s) {
    static const double places[][2] = {{1, 0},    {-1, 0},   {0, 1.1},   {0, -1.1}, {1, 0.9},
                                       {1, -0.9}, {-1, 0.9}, {-1, -0.9}, {0, 2.1},  {0, -2.1},
                                       {1, 1.9},  {1, -1.9}, {-1, 1.9},  {-1, -1.9}};
    double wide = cg_html_columns(s->label) * LETTER + 2;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        double side = places[i][0], x = s->x + side * 9, y = s->y + places[i][1] * LINE;
        double left = side > 0 ? x : side < 0 ? x - wide : x - wide / 2;
        cg_map_box b = {left, y - LINE / 2.0, left + wide, y + LINE / 2.0};
        if (is_free(m, &b)) {
            CG_PUSH(m->h->telling.arena, &m->taken, b);
            s->named = true;
            s->name_x = x;
            s->name_y = y;
            s->anchor = side > 0 ? "start" : side < 0 ? "end" : "middle";
            return;
        }
    }
}

static void draw_name(cg_html *h, const cg_spot *s) {
    cg_html_open(h, "text", "class", "halo", "x", cg_html_at(h, s->name_x), "y",
                 cg_html_at(h, s->name_y + 4), "text-anchor", s->anchor, NULL);
    cg_html_text(h, s->label);
    cg_html_close(h, "text");
}

/* Those with links first: a reader looks for them. */
static void place_names(cg_map_drawing *m) {
    for (int i = 0; i < m->count; i++) {
        const cg_spot *s = &m->spots[i];
        if (!s->linked && m->count > CG_MAP_MANY) {
            continue; /* a name may cover a dot that has none */
        }
        CG_PUSH(m->h->telling.arena, &m->taken,
                ((cg_map_box){s->x - 6, s->y - 6, s->x + 6, s->y + 6}));
    }
    for (int linked = 1; linked >= (m->count > CG_MAP_MANY); linked--) {
        for (int i = 0; i < m->count; i++) {
            if (m->spots[i].linked == (linked == 1)) {
                place_name(m, &m->spots[i]);
            }
        }
    }
}

/* 1, 2 or 5 times a power of ten, near a sixth of the width. */
static void measure_bar(cg_map_drawing *m) {
    const cg_telling *t = &m->h->telling;
    double about = CG_MAP_WIDTH / 6.0 / m->scale;
    double power = pow(10, floor(log10(about)));
    double km = about >= 5 * power ? 5 * power : about >= 2 * power ? 2 * power : power;
    m->bar = km * m->scale;
    m->bar_told = cg_tell(t, km < 1 ? CG_MSG_HTML_METRES : CG_MSG_HTML_KM,
                          cg_figure(t->arena, km < 1 ? km * 1000 : km, 0, t->language), NULL);
    CG_PUSH(t->arena, &m->taken, ((cg_map_box){0, m->height - 26, 70 + m->bar, m->height}));
}

static void draw_bar(const cg_map_drawing *m) {
    cg_html *h = m->h;
    double y = m->height - 12;
    cg_html_open(h, "path", "class", "scale", "d",
                 cg_format(h->telling.arena, "M12 %sV%sH%sV%s", cg_html_at(h, y - 5),
                           cg_html_at(h, y), cg_html_at(h, 12 + m->bar), cg_html_at(h, y - 5)),
                 NULL);
    cg_html_close(h, "path");
    cg_html_open(h, "text", "x", cg_html_at(h, 18 + m->bar), "y", cg_html_at(h, y), NULL);
    cg_html_text(h, m->bar_told);
    cg_html_close(h, "text");
}

static void add_key(cg_html *h, const char *kind, cg_message_id word) {
    cg_html_open(h, "li", "class", kind, NULL);
    cg_html_text(h, cg_html_word(h, word));
    cg_html_close(h, "li");
}

static void add_legend(cg_html *h) {
    cg_html_open(h, "ul", "class", "legend", NULL);
    add_key(h, "water", CG_MSG_HTML_FAMILY_WATER);
    add_key(h, "heat", CG_MSG_HTML_FAMILY_HEAT);
    add_key(h, "material", CG_MSG_HTML_FAMILY_MATERIAL);
    add_key(h, "firm", CG_MSG_HTML_MAP_FIRM);
    add_key(h, "plant", CG_MSG_HTML_MAP_PLANT);
    add_key(h, "outer", CG_MSG_HTML_MAP_OUTSIDE);
    cg_html_close(h, "ul");
}

static void draw(const cg_map_drawing *m, const char *told) {
    cg_html *h = m->h;
    const char *title = cg_html_id(h, "map-drawing");
    cg_html_open(h, "svg", "class", "map", "viewBox",
                 cg_format(h->telling.arena, "0 0 %d %s", CG_MAP_WIDTH, cg_html_at(h, m->height)),
                 "role", "img", "aria-labelledby", title, NULL);
    cg_html_open(h, "title", "id", title, NULL);
    cg_html_text(h, told);
    cg_html_close(h, "title");
    for (int i = 0; i < m->links.count; i++) {
        draw_link(m, &m->links.items[i]);
    }
    for (int i = 0; i < m->count; i++) {
        draw_marker(m, &m->spots[i]);
    }
    draw_bar(m);
    for (int i = 0; i < m->count; i++) {
        if (m->spots[i].named) {
            draw_name(h, &m->spots[i]);
        }
    }
    cg_html_close(h, "svg");
}

/* Where everything stands, before anything is drawn. */
static void lay_out(cg_map_drawing *m) {
    frame(m);
    place_spots(m);
    add_links(m);
    measure_bar(m);
    place_names(m);
}

void cg_html_map(cg_html *h) {
    cg_map_drawing m = {.h = h};
    read_spots(&m);
    if (m.count < 2) {
        return;
    }
    lay_out(&m);
    const char *told =
        cg_tell(&h->telling, CG_MSG_HTML_MAP_TOLD, cg_format(h->telling.arena, "%d", m.count),
                cg_format(h->telling.arena, "%d", m.links.count), NULL);
    cg_html_section(h, "map", CG_MSG_HTML_MAP);
    cg_html_leaf(h, "p", NULL, cg_html_word(h, CG_MSG_HTML_MAP_LEAD));
    cg_html_open(h, "figure", "tabindex", "0", "aria-label", cg_html_word(h, CG_MSG_HTML_MAP),
                 NULL);
    cg_map_chart(&m, told);
    draw(&m, told);
    if (m.cut) {
        cg_html_leaf(h, "p", "hint",
                     cg_tell(&h->telling, CG_MSG_HTML_MAP_MOST,
                             cg_format(h->telling.arena, "%d", m.links.count), NULL));
    }
    add_legend(h);
    cg_html_close(h, "figure");
    cg_html_close(h, "section");
}
