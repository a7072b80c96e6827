/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A map of firms and links without tiles: one scale in both directions, north up. */
#include "report/html_letters.h"
#include "report/html_pieces.h"

#include <math.h>
#include <string.h>

/* WGS 84's mean degree of a meridian; enough for a drawing. */
#define KM_A_DEGREE 111.19
#define RADIANS_A_DEGREE 0.017453292519943295

/* Drawn at most; and with more places than MANY, those without a link are dots without a name. */
enum { MOST_LINKS = 40, MANY = 80 };
enum { WIDTH = 760, MOST_HEIGHT = 620, MARGIN = 70, NAME_COLUMNS = 26, LETTER = 6, LINE = 13 };

typedef struct spot {
    const cg_plan_place *place;
    const char *name, *label; /* whole; as it stands beside the marker */
    double east, north;       /* km from the middle */
    double x, y;              /* on the drawing */
    bool far;                 /* beyond the drawing, shown at its edge */
    bool linked;
} spot;

typedef struct box {
    double left, top, right, bottom;
} box;

typedef struct map {
    cg_html *h;
    spot *spots;
    int count;
    int links;
    bool cut;                        /* there are more than are drawn */
    double scale;                    /* drawn units a km */
    double west, north, east, south; /* of the park, in km */
    double height;
    CG_VECTOR(box) taken;
} map;

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
static void read_spots(map *m) {
    const cg_plan *plan = m->h->telling.plan;
    double middle = 0;
    m->spots = CG_ARRAY(m->h->telling.arena, spot, plan->places.count + 1);
    for (int i = 0; i < plan->places.count; i++) {
        const cg_plan_place *place = &plan->places.items[i];
        if (isfinite(place->x) && isfinite(place->y)) {
            m->spots[m->count++] = (spot){
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

static bool is_outside(const spot *s) {
    return strcmp(s->place->kind, "outside") == 0;
}

/* The frame holds the park; who stands outside it is brought to the edge where too far. */
static void frame(map *m) {
    bool all = true;
    for (int i = 0; i < m->count; i++) {
        all = all && is_outside(&m->spots[i]);
    }
    m->west = m->south = INFINITY;
    m->east = m->north = -INFINITY;
    for (int i = 0; i < m->count; i++) {
        const spot *s = &m->spots[i];
        if (all || !is_outside(s)) {
            m->west = fmin(m->west, s->east);
            m->east = fmax(m->east, s->east);
            m->south = fmin(m->south, s->north);
            m->north = fmax(m->north, s->north);
        }
    }
    double wide = fmax(m->east - m->west, 0.05), tall = fmax(m->north - m->south, 0.05);
    m->scale = fmin((WIDTH - 2 * MARGIN) / wide, (MOST_HEIGHT - 2 * MARGIN) / tall);
    m->height = fmax(tall * m->scale, 120) + 2 * MARGIN;
}

static void place_spots(map *m) {
    double middle_east = (m->west + m->east) / 2, middle_north = (m->north + m->south) / 2;
    for (int i = 0; i < m->count; i++) {
        spot *s = &m->spots[i];
        double x = WIDTH / 2.0 + (s->east - middle_east) * m->scale;
        double y = m->height / 2 - (s->north - middle_north) * m->scale;
        s->label = cg_html_short(m->h, s->name, NAME_COLUMNS);
        /* To the edge along the line from the middle, so that its direction stays true. */
        double over = fmax(fabs(x - WIDTH / 2.0) / (WIDTH / 2.0 - 16),
                           fabs(y - m->height / 2) / (m->height / 2 - 16));
        s->far = over > 1;
        s->x = s->far ? WIDTH / 2.0 + (x - WIDTH / 2.0) / over : x;
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

/* The spot of an end of a line, or of a plant; NULL where its place is not known. */
static spot *spot_of(map *m, const char *end) {
    const cg_plan *plan = m->h->telling.plan;
    int party = end == NULL ? -1 : cg_tell_party_of(plan, end);
    for (int i = 0; party >= 0 && i < m->count; i++) {
        bool facility = strcmp(m->spots[i].place->kind, "facility") == 0;
        if (plan->parties.items[party].facility == facility &&
            strcmp(plan->parties.items[party].id, m->spots[i].place->id) == 0) {
            return &m->spots[i];
        }
    }
    return NULL;
}

static void add_link(map *m, spot *from, spot *to, const cg_line *line) {
    cg_html *h = m->h;
    if (from == NULL || to == NULL || from == to) {
        return;
    }
    from->linked = to->linked = true;
    m->links++;
    /* Bent to one side, so that there and back are two lines. */
    double dx = to->x - from->x, dy = to->y - from->y;
    double cx = (from->x + to->x) / 2 - dy * 0.08, cy = (from->y + to->y) / 2 + dx * 0.08;
    cg_html_open(h, "path", "class",
                 cg_format(h->telling.arena, "link %s", cg_html_family(line->unit)), "d",
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
static bool is_drawn(const map *m, int count, const cg_line *line, bool entering) {
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
static void add_links(map *m) {
    const cg_telling *t = &m->h->telling;
    for (int i = 0; i < t->plan->lines.count; i++) {
        const cg_line *line = &t->plan->lines.items[t->order[i]];
        if (!is_exchange(line)) {
            continue;
        }
        if (m->links >= MOST_LINKS) {
            m->cut = true;
            return;
        }
        spot *from = spot_of(m, line->from), *to = spot_of(m, line->to);
        spot *via = spot_of(m, line->via);
        if (via == NULL) {
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

static void add_marker(map *m, const spot *s) {
    cg_html *h = m->h;
    const char *x = cg_html_at(h, s->x), *y = cg_html_at(h, s->y);
    bool facility = strcmp(s->place->kind, "facility") == 0;
    const char *kind = facility ? "plant" : is_outside(s) ? "outer" : "node";
    if (facility) {
        cg_html_open(h, "rect", "class", kind, "x", cg_html_at(h, s->x - 6), "y",
                     cg_html_at(h, s->y - 6), "width", "12", "height", "12", NULL);
    } else {
        cg_html_open(h, "circle", "class", kind, "cx", x, "cy", y, "r",
                     s->linked || m->count <= MANY ? "5" : "2", NULL);
    }
    cg_html_leaf(h, "title", NULL, s->name);
    cg_html_close(h, facility ? "rect" : "circle");
}

static bool is_free(const map *m, const box *b) {
    bool inside =
        b->left >= 2 && b->top >= 2 && b->right <= WIDTH - 2 && b->bottom <= m->height - 2;
    for (int i = 0; inside && i < m->taken.count; i++) {
        const box *t = &m->taken.items[i];
        if (b->left < t->right && t->left < b->right && b->top < t->bottom && t->top < b->bottom) {
            return false;
        }
    }
    return inside;
}

/* Beside its marker where there is room: right, left, below, above, then a line further. A name
 * that finds no room is left to the marker's own title. */
static void add_label(map *m, const spot *s) {
    static const double places[][2] = {{1, 0},    {-1, 0},   {0, 1.1},   {0, -1.1}, {1, 0.9},
                                       {1, -0.9}, {-1, 0.9}, {-1, -0.9}, {0, 2.1},  {0, -2.1},
                                       {1, 1.9},  {1, -1.9}, {-1, 1.9},  {-1, -1.9}};
    cg_html *h = m->h;
    double wide = cg_html_columns(s->label) * LETTER + 2;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        double side = places[i][0], x = s->x + side * 9, y = s->y + places[i][1] * LINE;
        double left = side > 0 ? x : side < 0 ? x - wide : x - wide / 2;
        box b = {left, y - LINE / 2.0, left + wide, y + LINE / 2.0};
        if (!is_free(m, &b)) {
            continue;
        }
        CG_PUSH(h->telling.arena, &m->taken, b);
        cg_html_open(h, "text", "class", "halo", "x", cg_html_at(h, x), "y", cg_html_at(h, y + 4),
                     "text-anchor",
                     side > 0   ? "start"
                     : side < 0 ? "end"
                                : "middle",
                     NULL);
        cg_html_text(h, s->label);
        cg_html_close(h, "text");
        return;
    }
}

/* Those with links first: a reader looks for them. */
static void add_labels(map *m) {
    for (int i = 0; i < m->count; i++) {
        const spot *s = &m->spots[i];
        CG_PUSH(m->h->telling.arena, &m->taken, ((box){s->x - 6, s->y - 6, s->x + 6, s->y + 6}));
    }
    for (int linked = 1; linked >= (m->count > MANY); linked--) {
        for (int i = 0; i < m->count; i++) {
            if (m->spots[i].linked == (linked == 1)) {
                add_label(m, &m->spots[i]);
            }
        }
    }
}

/* 1, 2 or 5 times a power of ten, near a sixth of the width. */
static void add_scale_bar(map *m) {
    cg_html *h = m->h;
    double about = WIDTH / 6.0 / m->scale;
    double power = pow(10, floor(log10(about)));
    double km = about >= 5 * power ? 5 * power : about >= 2 * power ? 2 * power : power;
    double length = km * m->scale, y = m->height - 12;
    const char *figure = km < 1 ? cg_figure(h->telling.arena, km * 1000, 0, h->telling.language)
                                : cg_figure(h->telling.arena, km, 0, h->telling.language);
    cg_html_open(h, "path", "class", "scale", "d",
                 cg_format(h->telling.arena, "M12 %sV%sH%sV%s", cg_html_at(h, y - 5),
                           cg_html_at(h, y), cg_html_at(h, 12 + length), cg_html_at(h, y - 5)),
                 NULL);
    cg_html_close(h, "path");
    cg_html_open(h, "text", "x", cg_html_at(h, 18 + length), "y", cg_html_at(h, y), NULL);
    cg_html_text(h,
                 cg_tell(&h->telling, km < 1 ? CG_MSG_HTML_METRES : CG_MSG_HTML_KM, figure, NULL));
    cg_html_close(h, "text");
    CG_PUSH(h->telling.arena, &m->taken, ((box){0, y - 14, 70 + length, m->height}));
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

static void add_drawing(map *m) {
    cg_html *h = m->h;
    const char *title = cg_html_id(h, "map-drawing");
    cg_html_open(h, "svg", "class", "map", "viewBox",
                 cg_format(h->telling.arena, "0 0 %d %s", WIDTH, cg_html_at(h, m->height)), "role",
                 "img", "aria-labelledby", title, NULL);
    size_t start = h->out->length;
    add_links(m);
    const char *links = cg_copy(h->telling.arena, h->out->bytes + start, h->out->length - start);
    h->out->length =
        start; /* the links are known now: the title, which stands before them, counts them */
    h->out->bytes[start] = '\0';
    cg_html_open(h, "title", "id", title, NULL);
    cg_html_text(h, cg_tell(&h->telling, CG_MSG_HTML_MAP_TOLD,
                            cg_format(h->telling.arena, "%d", m->count),
                            cg_format(h->telling.arena, "%d", m->links), NULL));
    cg_html_close(h, "title");
    cg_text_add(h->out, links);
    for (int i = 0; i < m->count; i++) {
        add_marker(m, &m->spots[i]);
    }
    add_scale_bar(m);
    add_labels(m);
    cg_html_close(h, "svg");
}

void cg_html_map(cg_html *h) {
    map m = {.h = h};
    read_spots(&m);
    if (m.count < 2) {
        return;
    }
    frame(&m);
    place_spots(&m);
    cg_html_section(h, "map", CG_MSG_HTML_MAP);
    cg_html_leaf(h, "p", NULL, cg_html_word(h, CG_MSG_HTML_MAP_LEAD));
    cg_html_open(h, "figure", "tabindex", "0", "aria-label", cg_html_word(h, CG_MSG_HTML_MAP),
                 NULL);
    add_drawing(&m);
    if (m.cut) {
        cg_html_leaf(h, "p", "hint",
                     cg_tell(&h->telling, CG_MSG_HTML_MAP_MOST,
                             cg_format(h->telling.arena, "%d", m.links), NULL));
    }
    add_legend(h);
    cg_html_close(h, "figure");
    cg_html_close(h, "section");
}
