/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who does what by when, in the HTML report: a chart of starts, their table, actions by party. */
#include "report/content.h"
#include "report/html_letters.h"
#include "report/html_pieces.h"

#include <math.h>
#include <string.h>

enum { MOST_BARS = 30, LEFT = 220, WIDTH = 860, ROW = 20, TOP = 26, LEGEND = 26, MOST_NAME = 32 };

static const char *name_of(const cg_html *h, const cg_start *start) {
    const cg_group *group = &h->groups.items[start->group];
    return cg_format(h->telling.arena, "%s %s", cg_tell_numbers(&h->telling, group),
                     cg_tell_name(&h->telling, group->total->to_firm, group->total->to));
}

/* --- the chart -------------------------------------------------------------------------------- */

typedef struct chart {
    cg_html *h;
    const cg_starts *starts;
    int rows;
    double months; /* that the axis holds */
} chart;

static double x_of(const chart *c, double months) {
    return LEFT + months / c->months * (WIDTH - LEFT - 10);
}

static void add_rect(const chart *c, const char *class_name, double from, double to, double y) {
    if (!(to > from)) {
        return;
    }
    cg_html_open(c->h, "rect", "class", class_name, "x", cg_html_at(c->h, x_of(c, from)), "y",
                 cg_html_at(c->h, y + 4), "width", cg_html_at(c->h, x_of(c, to) - x_of(c, from)),
                 "height", "12", NULL);
    cg_text_add(c->h->out, "</rect>");
}

static void add_text(const chart *c, double x, double y, const char *anchor, const char *text) {
    cg_html_open(c->h, "text", "x", cg_html_at(c->h, x), "y", cg_html_at(c->h, y), "text-anchor",
                 anchor, NULL);
    cg_html_text(c->h, text);
    cg_text_add(c->h->out, "</text>");
}

/* A line and a month every quarter or so. */
static void add_axis(const chart *c) {
    double step = c->months > 36 ? 12 : c->months > 12 ? 6 : c->months > 6 ? 3 : 1;
    for (double month = 0; month <= c->months + 1e-9; month += step) {
        const char *x = cg_html_at(c->h, x_of(c, month));
        cg_html_open(c->h, "line", "class", "grid", "x1", x, "y1", cg_html_at(c->h, TOP), "x2", x,
                     "y2", cg_html_at(c->h, TOP + c->rows * ROW), NULL);
        cg_text_add(c->h->out, "</line>");
        add_text(c, x_of(c, month), TOP - 8, "middle", cg_tell_month(&c->h->telling, month));
    }
}

static void add_bars(const chart *c, int row) {
    const cg_start *start = &c->starts->items[row];
    double y = TOP + row * ROW;
    add_text(c, LEFT - 8, y + 14, "end", cg_html_short(c->h, name_of(c->h, start), MOST_NAME));
    add_rect(c, "wait", 0, start->permits_least, y);
    add_rect(c, "wait late", start->permits_least, start->permits_most, y);
    double built = start->start_least - start->permits_least;
    add_rect(c, "build", start->permits_most, start->permits_most + built, y);
    add_rect(c, "build late", start->permits_most + built, start->start_most, y);
    if (start->permits_unknown || start->build_unknown) {
        add_text(c, x_of(c, start->start_most) + 4, y + 14, "start", "?");
    }
}

static void add_legend(const chart *c) {
    static const struct {
        const char *class_name;
        cg_message_id label;
    } entries[] = {{"wait", CG_MSG_CONTENT_LEGEND_PERMITS},
                   {"wait late", CG_MSG_CONTENT_LEGEND_PERMITS_LATE},
                   {"build", CG_MSG_CONTENT_LEGEND_BUILD},
                   {"build late", CG_MSG_CONTENT_LEGEND_BUILD_LATE},
                   {"open", CG_MSG_CONTENT_LEGEND_OPEN}};
    cg_html_open(c->h, "ul", "class", "legend schedule", NULL);
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        cg_html_leaf(c->h, "li", entries[i].class_name, cg_html_word(c->h, entries[i].label));
    }
    cg_html_close(c->h, "ul");
}

static void add_chart(cg_html *h, const cg_starts *starts) {
    chart c = {h, starts, starts->count < MOST_BARS ? starts->count : MOST_BARS, 1};
    for (int i = 0; i < c.rows; i++) {
        c.months = fmax(c.months, starts->items[i].start_most + 1);
    }
    cg_html_open(h, "figure", "tabindex", "0", NULL);
    cg_html_leaf(h, "figcaption", NULL, cg_html_word(h, CG_MSG_CONTENT_START_CHART));
    cg_html_open(h, "svg", "class", "gantt", "viewBox",
                 cg_format(h->telling.arena, "0 0 %d %d", WIDTH, TOP + c.rows * ROW + 6), "role",
                 "img", "aria-label", cg_html_word(h, CG_MSG_CONTENT_START_TABLE), NULL);
    add_axis(&c);
    for (int row = 0; row < c.rows; row++) {
        add_bars(&c, row);
    }
    cg_html_close(h, "svg");
    add_legend(&c);
    cg_html_close(h, "figure");
}

/* --- tables ----------------------------------------------------------------------------------- */

static const char *months_of(const cg_html *h, double least, double most, bool any, bool open) {
    const cg_telling *t = &h->telling;
    if (!any) {
        return "–";
    }
    if (open && !(most > 0)) {
        return cg_html_word(h, CG_MSG_CONTENT_OPEN);
    }
    const char *from = cg_figure_short(t->arena, least, t->language);
    const char *to = cg_figure_short(t->arena, most, t->language);
    const char *told = least == most ? from : cg_format(t->arena, "%s–%s", from, to);
    return open ? cg_tell(t, CG_MSG_CONTENT_OPEN_PART, told, NULL) : told;
}

static void add_starts(cg_html *h, const cg_starts *starts) {
    const cg_telling *t = &h->telling;
    const char *heads[] = {
        cg_html_word(h, CG_MSG_CONTENT_WHICH), cg_html_word(h, CG_MSG_CONTENT_START_PERMITS),
        cg_html_word(h, CG_MSG_CONTENT_START_BUILD), cg_html_word(h, CG_MSG_CONTENT_START)};
    cg_html_table table = {cg_html_word(h, CG_MSG_CONTENT_START_TABLE), heads, 4, 4};
    cg_html_table_open(h, &table);
    for (int i = 0; i < starts->count; i++) {
        const cg_start *start = &starts->items[i];
        const char *cells[] = {name_of(h, start),
                               months_of(h, start->permits_least, start->permits_most,
                                         start->permits, start->permits_unknown),
                               months_of(h, start->start_least - start->permits_least,
                                         start->start_most - start->permits_most, start->builds,
                                         start->build_unknown),
                               cg_tell_start(t, start)};
        cg_html_row(h, &table, cells);
    }
    cg_html_table_close(h);
}

/* "E04–E07" is never broken behind its dash: a word joiner holds it. */
static const char *in_one_piece(const cg_html *h, const char *numbers) {
    static const char dash[] = "–";
    cg_text out = cg_text_start(h->telling.arena);
    for (const char *at = numbers;;) {
        const char *next = strstr(at, dash);
        if (next == NULL || next == at) {
            cg_text_add(&out, at);
            return out.bytes;
        }
        cg_text_add_bytes(&out, at, (size_t)(next - at));
        cg_text_add(&out, "\u2060–\u2060");
        at = next + sizeof dash - 1;
    }
}

static void add_steps(cg_html *h) {
    cg_steps steps = cg_steps_of(&h->telling, &h->groups);
    const char *heads[] = {
        cg_html_word(h, CG_MSG_CONTENT_WHO), cg_html_word(h, CG_MSG_CONTENT_WHAT),
        cg_html_word(h, CG_MSG_CONTENT_WHICH), cg_html_word(h, CG_MSG_CONTENT_FROM),
        cg_html_word(h, CG_MSG_CONTENT_UNTIL)};
    cg_html_table table = {cg_html_word(h, CG_MSG_CONTENT_STEPS), heads, 5, 5};
    cg_html_table_open(h, &table);
    for (int i = 0; i < steps.count; i++) {
        const cg_step *step = &steps.items[i];
        const char *cells[] = {step->who, step->what, in_one_piece(h, step->exchanges), step->from,
                               step->until};
        cg_html_row(h, &table, cells);
    }
    cg_html_table_close(h);
}

void cg_html_schedule(cg_html *h) {
    const cg_telling *t = &h->telling;
    cg_starts starts = cg_starts_of(t, &h->groups);
    cg_html_section(h, "schedule", CG_MSG_CONTENT_SCHEDULE);
    cg_html_leaf(h, "p", NULL, cg_tell(t, CG_MSG_CONTENT_SCHEDULE_LEAD, cg_tell_month(t, 0), NULL));
    if (starts.count == 0) {
        cg_html_leaf(h, "p", NULL, cg_html_word(h, CG_MSG_CONTENT_SCHEDULE_NONE));
    } else {
        add_chart(h, &starts);
        add_starts(h, &starts);
    }
    int ready = cg_tell_ready(&h->groups) - starts.count;
    if (ready > 0) {
        cg_html_leaf(h, "p", NULL,
                     cg_tell(t, CG_MSG_CONTENT_START_NOW, cg_format(t->arena, "%d", ready), NULL));
    }
    add_steps(h);
    cg_html_close(h, "section");
}
