/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the exchanges carry an hour in each period, as data of a chart: a panel for each family. */
#include "report/content.h"
#include "report/html_charts.h"
#include "report/html_seasons.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PARTS = 6 }; /* of a column; the rest is one */

/* Exchanges that stand on one another. */
typedef struct part {
    const char *name;
    const double *rates; /* an hour, by period */
} part;

typedef struct panel {
    const char *unit;
    cg_message_id name;
    const cg_group **groups; /* the largest quantity first */
    int count;
    double *totals; /* an hour, by period */
    double largest; /* of the totals */
} panel;

static int largest_first(const void *a, const void *b) {
    const cg_group *x = *(const cg_group *const *)a, *y = *(const cg_group *const *)b;
    if (x->total->quantity != y->total->quantity) {
        return x->total->quantity < y->total->quantity ? 1 : -1;
    }
    return (x > y) - (x < y); /* both in one array */
}

static panel panel_of(const cg_html *h, const char *unit, cg_message_id name) {
    const cg_plan *plan = h->telling.plan;
    panel p = {.unit = unit,
               .name = name,
               .groups = (const cg_group **)CG_ARRAY(h->telling.arena, const cg_group *,
                                                     h->groups.count + 1),
               .totals = CG_ARRAY(h->telling.arena, double, plan->period_count + 1)};
    for (int g = 0; g < h->groups.count; g++) {
        const cg_line *line = h->groups.items[g].total;
        if (!line->service && line->quantity > 0 && strcmp(line->unit, unit) == 0) {
            p.groups[p.count++] = &h->groups.items[g];
        }
    }
    if (p.count > 0) {
        qsort((void *)p.groups, (size_t)p.count, sizeof *p.groups, largest_first);
    }
    for (int i = 0; i < plan->period_count; i++) {
        for (int g = 0; g < p.count; g++) {
            p.totals[i] += cg_season_of(p.groups[g], i) / plan->period_hours[i];
        }
        p.largest = fmax(p.largest, p.totals[i]);
    }
    return p;
}

/* Whether a reader would see its columns differ. */
static bool varies(const cg_plan *plan, const panel *p) {
    for (int i = 0; i < plan->period_count; i++) {
        if (p->totals[i] < 0.99 * p->largest) {
            return true;
        }
    }
    return false;
}

static const char *rate_told(const cg_html *h, double rate, const char *unit) {
    const cg_telling *t = &h->telling;
    return cg_tell(t, CG_MSG_CHART_SEASONS_RATE,
                   cg_figure_quantity(t->arena, cg_figure_rounded(rate, 3), unit, t->language),
                   NULL);
}

static void write_part(const cg_html *h, const panel *p, const part *one, cg_json_writer *w) {
    const cg_telling *t = &h->telling;
    cg_json_open_object(w, NULL);
    cg_json_open_flat_array(w, "lengths");
    for (int i = 0; i < t->plan->period_count; i++) {
        cg_json_number(w, NULL, round(one->rates[i] / fmax(p->largest, 1e-300) * 1000));
    }
    cg_json_close_array(w);
    cg_json_open_flat_array(w, "told");
    for (int i = 0; i < t->plan->period_count; i++) {
        const char *rate = rate_told(h, one->rates[i], p->unit);
        const char *when = cg_tell_period(t, i);
        cg_json_string(w, NULL,
                       cg_format(t->arena, "%s\n%s", one->name,
                                 cg_tell(t, CG_MSG_CHART_RANKED_LINE, when, rate, NULL)));
    }
    cg_json_close_array(w);
    cg_json_close_object(w);
}

/* The groups from `from` on, before `to`, as one part. */
static part part_of(const cg_html *h, const panel *p, int from, int to) {
    const cg_telling *t = &h->telling;
    double *rates = CG_ARRAY(t->arena, double, t->plan->period_count + 1);
    for (int g = from; g < to; g++) {
        for (int i = 0; i < t->plan->period_count; i++) {
            rates[i] += cg_season_of(p->groups[g], i) / t->plan->period_hours[i];
        }
    }
    const cg_line *line = p->groups[from]->total;
    const char *name =
        to - from > 1
            ? cg_tell(t, CG_MSG_CHART_RANKED_OTHERS, cg_format(t->arena, "%d", to - from), NULL)
            : cg_format(t->arena, "%s %s → %s", cg_tell_numbers(t, p->groups[from]),
                        cg_tell_name(t, line->resource_name, line->resource),
                        cg_tell_name(t, line->to_firm, line->to));
    return (part){name, rates};
}

static void write_parts(const cg_html *h, const panel *p, cg_json_writer *w) {
    int alone = p->count <= MOST_PARTS + 1 ? p->count : MOST_PARTS;
    cg_json_open_flat_array(w, "parts");
    for (int g = 0; g < alone; g++) {
        part one = part_of(h, p, g, g + 1);
        write_part(h, p, &one, w);
    }
    if (alone < p->count) {
        part others = part_of(h, p, alone, p->count);
        write_part(h, p, &others, w);
    }
    cg_json_close_array(w);
}

static void write_panel(const cg_html *h, const panel *p, cg_json_writer *w) {
    const cg_telling *t = &h->telling;
    cg_json_open_object(w, NULL);
    cg_json_string(w, "family", cg_html_family(p->unit));
    cg_json_string(w, "name", cg_html_word(h, p->name));
    cg_json_open_flat_array(w, "periods");
    for (int i = 0; i < t->plan->period_count; i++) {
        cg_json_open_object(w, NULL);
        cg_json_string(w, "name", cg_tell_period(t, i));
        cg_json_string(w, "figure", rate_told(h, p->totals[i], p->unit));
        cg_json_close_object(w);
    }
    cg_json_close_array(w);
    write_parts(h, p, w);
    cg_json_close_object(w);
}

void cg_seasons_chart(cg_html *h) {
    const cg_telling *t = &h->telling;
    panel panels[] = {panel_of(h, "m3", CG_MSG_HTML_FAMILY_WATER),
                      panel_of(h, "MWh", CG_MSG_HTML_FAMILY_HEAT),
                      panel_of(h, "t", CG_MSG_HTML_FAMILY_MATERIAL)};
    size_t count = sizeof panels / sizeof *panels;
    bool any = false;
    cg_json_writer writer = cg_chart_start(h);
    cg_json_open_array(&writer, "panels");
    for (size_t i = 0; i < count; i++) {
        any = any || varies(t->plan, &panels[i]);
        if (panels[i].largest > 0) { /* a plan may not say by period */
            write_panel(h, &panels[i], &writer);
        }
    }
    cg_json_close_array(&writer);
    if (!any) {
        return; /* columns of one height say less than the sentence that stands there */
    }
    cg_html_open(h, "figure", "class", "charted", NULL);
    cg_chart_add(h, "seasons", cg_html_word(h, CG_MSG_CHART_SEASONS_TOLD), &writer);
    cg_html_leaf(h, "figcaption", NULL, cg_html_word(h, CG_MSG_CHART_SEASONS));
    cg_html_close(h, "figure");
}
