/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exchanges in the HTML report: ranked by their worth, then a block for each. */
#include "report/content.h"
#include "report/html_bars.h"
#include "report/html_pieces.h"

#include <math.h>
#include <string.h>

enum { COLUMNS = 8 };
enum { MOST_BARS = 15 }; /* the rest is one */

static const char *party_of(const cg_html *h, cg_words name, const char *end) {
    return cg_tell_name(&h->telling, name, end);
}

static const char *givers_of(const cg_html *h, const cg_group *group) {
    if (group->count == 1) {
        return party_of(h, group->total->from_firm, group->total->from);
    }
    return cg_tell(&h->telling, CG_MSG_HTML_MIXED, cg_format(h->telling.arena, "%d", group->count),
                   NULL);
}

static const char *thing_of(const cg_html *h, const cg_line *line) {
    const cg_telling *t = &h->telling;
    const char *given = cg_tell_name(t, line->resource_name, line->resource);
    if (line->input_resource == NULL || strcmp(line->input_resource, line->resource) == 0) {
        return given;
    }
    return cg_tell(t, CG_MSG_REPORT_FOR, given,
                   cg_tell_name(t, line->input_resource_name, line->input_resource), NULL);
}

static const char *ends_of(const cg_html *h, const cg_group *group) {
    return cg_format(h->telling.arena, "%s → %s", givers_of(h, group),
                     party_of(h, group->total->to_firm, group->total->to));
}

static const char *payback_of(const cg_html *h, const cg_group *group) {
    cg_totals totals = {.net_saving = group->total->saving, .investment = group->total->investment};
    for (int i = 0; i < group->count; i++) {
        totals.parts.annualised_investment += group->lines[i]->parts.annualised_investment;
    }
    return cg_tell_line_payback(&h->telling, &totals);
}

/* What belongs to no exchange alone, and what all rows come to: the figures of the first screen. */
static void add_rest(cg_html *h, const cg_html_table *table) {
    const cg_telling *t = &h->telling;
    const cg_totals *totals = &t->plan->totals;
    for (int i = 0; i < t->plan->items.count; i++) {
        const cg_park_item *item = &t->plan->items.items[i];
        const char *cells[COLUMNS] = {"–",
                                      cg_tell_name(t, item->name, item->subject),
                                      "–",
                                      "–",
                                      cg_tell_cell(t, item->saving),
                                      "–",
                                      cg_tell_cell(t, item->investment),
                                      "–"};
        cg_html_row(h, table, cells);
    }
    const char *cells[COLUMNS] = {cg_html_word(h, CG_MSG_CONTENT_TOTAL),
                                  "–",
                                  "–",
                                  "–",
                                  cg_tell_cell(t, totals->net_saving),
                                  cg_figure(t->arena, totals->emissions_saving, 0, t->language),
                                  cg_tell_cell(t, totals->investment),
                                  cg_tell_line_payback(t, totals)};
    cg_html_row_at(h, table, cells, "row-total", NULL);
}

static void add_ranked(cg_html *h) {
    const cg_telling *t = &h->telling;
    const char *heads[COLUMNS] = {
        cg_html_word(h, CG_MSG_HTML_NUMBER),
        cg_html_word(h, CG_MSG_HTML_GIVER_RECEIVER),
        cg_html_word(h, CG_MSG_REPORT_RESOURCE),
        cg_html_word(h, CG_MSG_REPORT_QUANTITY),
        cg_tell(t, CG_MSG_REPORT_SAVING, t->money.unit, NULL),
        cg_tell(t, CG_MSG_REPORT_LINE_EMISSIONS, cg_html_word(h, CG_MSG_REPORT_CO2), NULL),
        cg_tell(t, CG_MSG_REPORT_LINE_INVESTMENT, t->money.unit, NULL),
        cg_html_word(h, CG_MSG_HTML_PAYBACK_YEARS)};
    cg_html_table table = {cg_html_word(h, CG_MSG_HTML_RANKED), heads, COLUMNS, 3};
    cg_html_table_open(h, &table);
    for (int g = 0; g < h->groups.count; g++) {
        const cg_group *group = &h->groups.items[g];
        const cg_line *line = group->total;
        const char *cells[COLUMNS] = {
            cg_tell_numbers(t, group),
            ends_of(h, group),
            thing_of(h, line),
            cg_figure_quantity(t->arena, line->quantity, line->unit, t->language),
            cg_tell_cell(t, line->saving),
            cg_figure(t->arena, line->emissions_saving, 0, t->language),
            cg_tell_cell(t, line->investment),
            payback_of(h, group)};
        cg_html_row_at(h, &table, cells, cg_format(t->arena, "row-exchange-%d", g + 1),
                       cg_format(t->arena, "exchange-%d", g + 1));
    }
    add_rest(h, &table);
    cg_html_table_close(h);
}

static const char *line_of(const cg_html *h, cg_message_id label, const char *text) {
    return cg_tell(&h->telling, CG_MSG_CHART_RANKED_LINE, cg_html_word(h, label), text, NULL);
}

static cg_bar bar_of(const cg_html *h, int g) {
    const cg_telling *t = &h->telling;
    const cg_group *group = &h->groups.items[g];
    const cg_line *line = group->total;
    const char *name = ends_of(h, group);
    const char *numbers = cg_tell_numbers(t, group);
    const char *quantity = cg_figure_quantity(t->arena, line->quantity, line->unit, t->language);
    return (cg_bar){
        .name = name,
        .detail = cg_format(t->arena, "%s · %s", numbers, thing_of(h, line)),
        .figure = cg_tell_cell(t, line->saving),
        .told = cg_format(t->arena, "%s: %s\n%s\n%s\n%s", numbers, name,
                          cg_tell(t, CG_MSG_CHART_RANKED_LINE, thing_of(h, line), quantity, NULL),
                          line_of(h, CG_MSG_HTML_BLOCK_MONEY, cg_tell_money(t, line->saving)),
                          line_of(h, CG_MSG_HTML_PAYBACK_YEARS, payback_of(h, group))),
        .family = cg_html_family(line->unit),
        .length = line->saving};
}

static cg_bar bar_of_others(const cg_html *h, int from) {
    const cg_telling *t = &h->telling;
    double saving = 0;
    for (int g = from; g < h->groups.count; g++) {
        saving += h->groups.items[g].total->saving;
    }
    const char *name = cg_tell(t, CG_MSG_CHART_RANKED_OTHERS,
                               cg_format(t->arena, "%d", h->groups.count - from), NULL);
    return (cg_bar){.name = name,
                    .detail = "",
                    .figure = cg_tell_cell(t, saving),
                    .told =
                        cg_format(t->arena, "%s\n%s", name,
                                  line_of(h, CG_MSG_HTML_BLOCK_MONEY, cg_tell_money(t, saving))),
                    .family = "",
                    .length = saving};
}

static void add_bars(cg_html *h) {
    const cg_telling *t = &h->telling;
    cg_bars bars = {0};
    /* One alone is no "others". */
    int alone = h->groups.count <= MOST_BARS + 1 ? h->groups.count : MOST_BARS;
    for (int g = 0; g < alone; g++) {
        CG_PUSH(t->arena, &bars, bar_of(h, g));
    }
    if (alone < h->groups.count) {
        CG_PUSH(t->arena, &bars, bar_of_others(h, alone));
    }
    const cg_group *first = &h->groups.items[0];
    cg_html_bars(h, &bars, cg_tell(t, CG_MSG_REPORT_SAVING, t->money.unit, NULL),
                 cg_tell(t, CG_MSG_CHART_RANKED_TOLD, ends_of(h, first),
                         cg_tell_money(t, first->total->saving), NULL));
}

static void add_fact(cg_html *h, cg_message_id label, const char *text) {
    cg_html_open(h, "div", NULL);
    cg_html_leaf(h, "dt", NULL, cg_html_word(h, label));
    cg_html_leaf(h, "dd", NULL, text);
    cg_html_close(h, "div");
}

/* Each giver with what it gives. */
static void add_givers(cg_html *h, const cg_group *group) {
    const cg_telling *t = &h->telling;
    cg_html_open(h, "div", NULL);
    cg_html_leaf(h, "dt", NULL, cg_html_word(h, CG_MSG_HTML_BLOCK_GIVES));
    for (int i = 0; i < group->count; i++) {
        const cg_line *line = group->lines[i];
        const char *figure =
            cg_tell(t, CG_MSG_HTML_BLOCK_FIGURE, party_of(h, line->from_firm, line->from),
                    cg_figure_quantity(t->arena, line->quantity, line->unit, t->language), NULL);
        const char *today = cg_figure_quantity(t->arena, line->running ? line->running_quantity : 0,
                                               line->unit, t->language);
        cg_html_leaf(h, "dd", NULL,
                     line->running ? cg_tell(t, CG_MSG_HTML_BLOCK_RUNS, figure, today, NULL)
                                   : figure);
    }
    cg_html_close(h, "div");
}

static const char *way_of(const cg_html *h, const cg_line *line) {
    const cg_telling *t = &h->telling;
    const char *via = cg_html_word(h, CG_MSG_REPORT_DIRECT);
    if (line->via != NULL) {
        const char *name = cg_tell_name(t, line->via_name, line->via);
        via = cg_tell(t, line->pass_through ? CG_MSG_REPORT_PASSED : CG_MSG_REPORT_VIA_NOTE, name,
                      NULL);
    }
    const char *mode = cg_tell_name(t, line->mode_name, line->mode == NULL ? "–" : line->mode);
    if (!isfinite(line->distance_km)) {
        return cg_tell(t, CG_MSG_HTML_BLOCK_WAY_SHORT, via, mode, NULL);
    }
    return cg_tell(t, CG_MSG_HTML_BLOCK_WAY_TOLD, via, mode,
                   cg_figure(t->arena, line->distance_km, 1, t->language), NULL);
}

static const char *rule_told(const cg_html *h, const char *id) {
    const cg_telling *t = &h->telling;
    for (int i = 0; i < t->plan->cited.count; i++) {
        const cg_cited_rule *rule = &t->plan->cited.items[i];
        const char *clause = cg_words_in(rule->clause, t->language, NULL);
        if (strcmp(rule->id, id) == 0 && clause != NULL) {
            return cg_tell(t, CG_MSG_HTML_BLOCK_RULE, id, clause,
                           cg_tell_name(t, rule->instrument, "–"), NULL);
        }
    }
    return id;
}

static const char *permit_told(const cg_html *h, const char *id) {
    const cg_telling *t = &h->telling;
    for (int i = 0; i < t->plan->permits.count; i++) {
        const cg_permit *permit = &t->plan->permits.items[i];
        if (strcmp(permit->id, id) == 0) {
            const char *authority = cg_words_in(permit->authority, t->language, NULL);
            const char *name = cg_tell_name(t, permit->name, id);
            return authority == NULL
                       ? name
                       : cg_tell(t, CG_MSG_HTML_BLOCK_PERMIT, name,
                                 cg_tell(t, CG_MSG_PERMIT_AUTHORITY, authority, NULL), NULL);
        }
    }
    return id;
}

/* Rules and permits of a group's first line: what is mixed on one way rests on the same ones. */
static void add_law(cg_html *h, const cg_line *line) {
    const cg_telling *t = &h->telling;
    cg_html_open(h, "div", "class", "wide", NULL);
    cg_html_leaf(h, "dt", NULL, cg_html_word(h, CG_MSG_HTML_BLOCK_RULES));
    for (int r = 0; r < line->rule_count; r++) {
        cg_html_leaf(h, "dd", NULL, rule_told(h, line->rules[r]));
    }
    if (line->rule_count == 0) {
        cg_html_leaf(h, "dd", NULL, cg_html_word(h, CG_MSG_HTML_BLOCK_NO_RULES));
    }
    for (int e = 0; e < line->exception_count; e++) {
        cg_html_leaf(h, "dd", NULL, cg_tell_exception(t, line->exceptions[e]));
    }
    cg_html_close(h, "div");
    if (line->permit_count > 0) {
        cg_html_open(h, "div", "class", "wide", NULL);
        cg_html_leaf(h, "dt", NULL, cg_html_word(h, CG_MSG_HTML_BLOCK_PERMITS));
        for (int p = 0; p < line->permit_count; p++) {
            cg_html_leaf(h, "dd", NULL, permit_told(h, line->permits[p]));
        }
        cg_html_close(h, "div");
    }
}

static const char *seasons_of(const cg_html *h, const cg_group *group) {
    const cg_telling *t = &h->telling;
    cg_text all = cg_text_start(t->arena);
    for (int p = 0; p < t->plan->period_count; p++) {
        const char *figure =
            cg_figure_quantity(t->arena, cg_season_of(group, p), group->total->unit, t->language);
        cg_text_addf(&all, "%s%s", p > 0 ? "; " : "",
                     cg_tell(t, CG_MSG_HTML_BLOCK_FIGURE, cg_tell_period(t, p), figure, NULL));
    }
    return all.bytes;
}

static void add_money(cg_html *h, const cg_group *group) {
    const cg_telling *t = &h->telling;
    const cg_line *line = group->total;
    add_fact(h, CG_MSG_HTML_BLOCK_MONEY, cg_tell_money(t, line->saving));
    add_fact(h, CG_MSG_REPORT_INVESTMENT, cg_tell_money(t, line->investment));
    add_fact(h, CG_MSG_HTML_PAYBACK_YEARS, payback_of(h, group));
    add_fact(h, CG_MSG_REPORT_EMISSIONS_SAVING, /* whole tonnes, as in the table above */
             cg_format(t->arena, "%s %s",
                       cg_figure(t->arena, line->emissions_saving, 0, t->language),
                       cg_html_word(h, CG_MSG_REPORT_CO2)));
}

static void add_block(cg_html *h, int g) {
    const cg_telling *t = &h->telling;
    const cg_group *group = &h->groups.items[g];
    const cg_line *line = group->total;
    const char *id = cg_html_id(h, cg_format(t->arena, "exchange-%d", g + 1));
    cg_html_open(h, "article", "class",
                 cg_format(t->arena, "exchange %s", cg_html_family(line->unit)), "id", id, NULL);
    cg_html_open(h, "h3", NULL);
    cg_html_text(h, cg_format(t->arena, "%s. %s ", cg_tell_numbers(t, group), ends_of(h, group)));
    cg_html_leaf(h, "span", "change",
                 line->quantity > 0 || !line->running ? cg_tell_change(t, line->change)
                                                      : cg_html_word(h, CG_MSG_HTML_STOPPED));
    cg_html_close(h, "h3");
    cg_html_leaf(h, "p", NULL, thing_of(h, line));
    if (line->outside || line->service) {
        cg_html_leaf(
            h, "p", "hint",
            cg_html_word(h, line->service ? CG_MSG_HTML_BLOCK_SERVICE : CG_MSG_HTML_BLOCK_OUTSIDE));
    }
    cg_html_open(h, "dl", NULL);
    add_givers(h, group);
    add_fact(h, CG_MSG_HTML_BLOCK_SAVES,
             cg_figure_quantity(t->arena, line->delivered, line->input_unit, t->language));
    add_fact(h, CG_MSG_HTML_BLOCK_WAY, way_of(h, line));
    if (t->plan->period_count > 1) {
        add_fact(h, CG_MSG_HTML_BLOCK_SEASONS, seasons_of(h, group));
    }
    add_money(h, group);
    add_law(h, line);
    cg_html_checks(h, group);
    cg_html_close(h, "dl");
    if (line->assumed_count > 0) {
        cg_html_leaf(h, "p", "caution",
                     cg_tell(t, CG_MSG_HTML_BLOCK_ASSUMED,
                             cg_tell_list(t, line->assumed, line->assumed_count), NULL));
    }
    cg_html_close(h, "article");
}

void cg_html_ranked(cg_html *h) {
    const cg_telling *t = &h->telling;
    cg_html_section(h, "ranked", CG_MSG_HTML_RANKED);
    if (h->groups.count == 0) {
        cg_html_leaf(h, "p", NULL, cg_html_word(h, CG_MSG_REPORT_NO_EXCHANGES));
        cg_html_close(h, "section");
        return;
    }
    cg_html_leaf(h, "p", NULL,
                 cg_tell(t, CG_MSG_HTML_RANKED_LEAD,
                         cg_format(t->arena, "%d", t->plan->lines.count),
                         cg_format(t->arena, "%d", h->groups.count), NULL));
    add_bars(h);
    add_ranked(h);
    cg_html_close(h, "section");
}

void cg_html_exchanges(cg_html *h) {
    cg_html_section(h, "exchanges", CG_MSG_HTML_BLOCKS);
    for (int g = 0; g < h->groups.count; g++) {
        add_block(h, g);
    }
    cg_html_close(h, "section");
}
