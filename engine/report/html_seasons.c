/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the exchanges carry in each period of the year, in the HTML report. */
#include "report/html_seasons.h"

#include "report/content.h"
#include "report/html_pieces.h"

#include <math.h>
#include <string.h>

enum { MOST_PERIODS = 12, BAR = 120 };

static const struct {
    const char *unit;
    cg_message_id name;
} families[] = {{"m3", CG_MSG_HTML_FAMILY_WATER},
                {"MWh", CG_MSG_HTML_FAMILY_HEAT},
                {"t", CG_MSG_HTML_FAMILY_MATERIAL}};

/* One row: its name, its unit and what it carries by period. */
typedef struct season {
    const char *name, *unit;
    const double *by_period;
} season;

/* Bars from the left, one under the other: the longest is the period with the most an hour. */
static void add_bars(cg_html *h, const season *row) {
    const cg_plan *plan = h->telling.plan;
    double largest = 0;
    for (int p = 0; p < plan->period_count; p++) {
        largest = fmax(largest, row->by_period[p] / plan->period_hours[p]);
    }
    cg_text_add(h->out, "<td class=\"bar\">");
    cg_html_open(h, "svg", "viewBox",
                 cg_format(h->telling.arena, "0 0 %d %d", BAR, 6 * plan->period_count + 2), "class",
                 cg_html_family(row->unit), "aria-hidden", "true", NULL);
    for (int p = 0; p < plan->period_count && largest > 0; p++) {
        double length = row->by_period[p] / plan->period_hours[p] / largest * BAR;
        cg_html_open(h, "rect", "class", "season", "x", "0", "y", cg_html_at(h, 6.0 * p + 1),
                     "width", cg_html_at(h, fmax(length, 0)), "height", "5", NULL);
        cg_text_add(h->out, "</rect>");
    }
    cg_text_add(h->out, "</svg></td>");
}

static void add_row(cg_html *h, const season *row) {
    const cg_telling *t = &h->telling;
    cg_text_add(h->out, "<tr><th scope=\"row\">");
    cg_html_text(h, row->name);
    cg_text_add(h->out, "</th>");
    add_bars(h, row);
    for (int p = 0; p < t->plan->period_count; p++) {
        cg_html_leaf(h, "td", "number",
                     cg_figure_quantity(t->arena, row->by_period[p], row->unit, t->language));
    }
    cg_text_add(h->out, "</tr>\n");
}

static void open_table(cg_html *h, cg_message_id caption) {
    const cg_telling *t = &h->telling;
    int periods = t->plan->period_count;
    const char **heads = CG_ARRAY(t->arena, const char *, periods + 2);
    heads[0] = cg_html_word(h, CG_MSG_CONTENT_WHICH);
    heads[1] = cg_html_word(h, CG_MSG_CONTENT_SEASONS_BARS);
    for (int p = 0; p < periods; p++) {
        heads[p + 2] = cg_tell(t, CG_MSG_CONTENT_SEASONS_HOURS, cg_tell_period(t, p),
                               cg_figure(t->arena, t->plan->period_hours[p], 0, t->language), NULL);
    }
    cg_html_table table = {cg_html_word(h, caption), heads, periods + 2, 2};
    cg_html_table_open(h, &table);
}

static void add_families(cg_html *h) {
    const cg_telling *t = &h->telling;
    open_table(h, CG_MSG_CONTENT_SEASONS_FAMILY);
    for (size_t f = 0; f < sizeof families / sizeof *families; f++) {
        double *sums = CG_ARRAY(t->arena, double, t->plan->period_count + 1);
        bool any = false;
        for (int g = 0; g < h->groups.count; g++) {
            const cg_line *line = h->groups.items[g].total;
            bool counts = strcmp(line->unit, families[f].unit) == 0 && !line->service;
            for (int p = 0; counts && p < t->plan->period_count; p++) {
                sums[p] += cg_season_of(&h->groups.items[g], p);
            }
            any = any || (counts && line->quantity > 0);
        }
        if (any) {
            season row = {cg_html_word(h, families[f].name), families[f].unit, sums};
            add_row(h, &row);
        }
    }
    cg_html_table_close(h);
}

/* Whether every hour of the year carries the same, to what a reader could tell. */
static bool is_even(const cg_plan *plan, const double *by_period) {
    double least = INFINITY, most = 0;
    for (int p = 0; p < plan->period_count; p++) {
        double rate = by_period[p] / plan->period_hours[p];
        least = fmin(least, rate);
        most = fmax(most, rate);
    }
    return most - least <= 1e-4 * most;
}

static void add_each(cg_html *h) {
    const cg_telling *t = &h->telling;
    int even = 0, told = 0;
    for (int g = 0; g < h->groups.count; g++) {
        const cg_group *group = &h->groups.items[g];
        double *by_period = CG_ARRAY(t->arena, double, t->plan->period_count + 1);
        for (int p = 0; p < t->plan->period_count; p++) {
            by_period[p] = cg_season_of(group, p);
        }
        if (!(group->total->quantity > 0)) {
            continue;
        }
        if (is_even(t->plan, by_period)) {
            even++;
            continue;
        }
        if (told++ == 0) {
            open_table(h, CG_MSG_CONTENT_SEASONS_EACH);
        }
        season row = {cg_format(t->arena, "%s %s → %s", cg_tell_numbers(t, group),
                                cg_tell_name(t, group->total->resource_name, group->total->resource),
                                cg_tell_name(t, group->total->to_firm, group->total->to)),
                      group->total->unit, by_period};
        add_row(h, &row);
    }
    if (told > 0) {
        cg_html_table_close(h);
    }
    if (even > 0) {
        cg_html_leaf(h, "p", NULL,
                     told == 0 ? cg_html_word(h, CG_MSG_CONTENT_SEASONS_EVEN)
                               : cg_tell(t, CG_MSG_CONTENT_SEASONS_REST,
                                         cg_format(t->arena, "%d", even), NULL));
    }
}

void cg_html_seasons(cg_html *h) {
    cg_html_section(h, "seasons", CG_MSG_CONTENT_SEASONS);
    cg_html_leaf(h, "p", NULL, cg_html_word(h, CG_MSG_CONTENT_SEASONS_LEAD));
    cg_seasons_chart(h);
    add_families(h);
    add_each(h);
    cg_html_close(h, "section");
}
