/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cover of the HTML report, and its first screen: what the park gains, and how sure that is. */
#include "report/html_pieces.h"

#include <math.h>
#include <string.h>

enum { MOST_TO_CONFIRM = 6 };

static void add_fact(cg_html *h, cg_message_id label, const char *text) {
    cg_html_leaf(h, "dt", NULL, cg_html_word(h, label));
    cg_html_leaf(h, "dd", NULL, text);
}

/* `name` NULL: room to sign. */
static void add_signature(cg_html *h, cg_message_id label, const char *name) {
    cg_html_open(h, "div", NULL);
    cg_html_leaf(h, "p", "role", cg_html_word(h, label));
    if (name != NULL) {
        cg_html_leaf(h, "p", "name", cg_tell_plain(h->telling.arena, name));
    }
    cg_html_leaf(h, "p", "hint", cg_html_word(h, CG_MSG_HTML_SIGNATURE));
    cg_html_close(h, "div");
}

void cg_html_signatures(cg_html *h) {
    const cg_edition *edition = &h->telling.edition;
    cg_html_open(h, "div", "class", "signatures", NULL);
    add_signature(h, CG_MSG_HTML_PREPARED, edition->prepared);
    add_signature(h, CG_MSG_HTML_CHECKED, edition->checked);
    add_signature(h, CG_MSG_HTML_APPROVED, edition->approved);
    cg_html_close(h, "div");
}

/* Names are facts on a screen, where nobody signs. */
static void add_name(cg_html *h, cg_message_id label, const char *name) {
    if (name != NULL) {
        add_fact(h, label, cg_tell_plain(h->telling.arena, name));
    }
}

static void add_facts(cg_html *h) {
    const cg_telling *t = &h->telling;
    cg_html_open(h, "dl", "class", "facts", NULL);
    if (t->edition.audience == CG_FOR_FIRM) {
        add_fact(h, CG_MSG_FIRM_PARK, cg_tell_park(t));
    }
    add_fact(h, CG_MSG_HTML_PERIOD, cg_format(t->arena, "%d", t->plan->year));
    add_fact(h, CG_MSG_HTML_LAW, cg_tell_law(t));
    add_fact(h, CG_MSG_HTML_OBJECTIVE, cg_tell_objective(t));
    add_fact(h, CG_MSG_HTML_STATE, cg_tell_state(t));
    add_fact(h, CG_MSG_HTML_AUDIENCE, cg_tell_audience(t));
    add_name(h, CG_MSG_HTML_PREPARED, t->edition.prepared);
    add_name(h, CG_MSG_HTML_CHECKED, t->edition.checked);
    add_name(h, CG_MSG_HTML_APPROVED, t->edition.approved);
    cg_html_close(h, "dl");
}

static void add_to_confirm(cg_html *h) {
    cg_sheet_block block = cg_sheet_to_confirm(&h->telling, MOST_TO_CONFIRM);
    if (block.rows.count == 0) {
        return;
    }
    cg_html_open(h, "div", "class", "confirm", NULL);
    cg_html_leaf(h, "p", "role", block.heading);
    cg_html_open(h, "ul", NULL);
    for (int i = 0; i < block.rows.count; i++) {
        cg_html_leaf(h, "li", NULL, block.rows.items[i].cells[0]);
    }
    cg_html_close(h, "ul");
    if (block.note != NULL) {
        cg_html_leaf(h, "p", "hint", block.note);
    }
    cg_html_close(h, "div");
}

/* A firm's page has no room for a cover: its head says the same. */
void cg_html_cover(cg_html *h) {
    const cg_telling *t = &h->telling;
    bool firm = t->edition.audience == CG_FOR_FIRM;
    cg_html_open(h, "header", "class", "cover", NULL);
    cg_html_leaf(h, "p", t->edition.official ? "draft official" : "draft", cg_tell_state(t));
    cg_html_leaf(h, "p", "kind", cg_html_word(h, firm ? CG_MSG_FIRM_KIND : CG_MSG_HTML_KIND));
    cg_html_leaf(h, "h1", NULL, firm ? cg_tell_firm(t) : cg_tell_park(t));
    add_facts(h);
    if (!firm) {
        cg_html_signatures(h);
        cg_html_leaf(h, "p", "caution", cg_html_word(h, CG_MSG_HTML_NO_SUBSTITUTE));
        add_to_confirm(h);
    }
    if (t->withholds) {
        cg_html_leaf(h, "p", "hint", cg_html_word(h, CG_MSG_EDITION_WITHHELD));
    }
    cg_html_close(h, "header");
}

/* One figure of the first screen; `range` NULL: it has no low and high. */
static void add_ranged_tile(cg_html *h, const char *kind, cg_message_id label, const char *figure,
                            const char *range, const char *note) {
    cg_html_open(h, "div", "class", cg_format(h->telling.arena, "tile %s", kind), NULL);
    cg_html_leaf(h, "dt", NULL, cg_html_word(h, label));
    cg_html_traced(h, label, figure);
    if (range != NULL) {
        cg_html_leaf(h, "dd", "range", range);
    }
    cg_html_leaf(h, "dd", "note", note);
    cg_html_close(h, "div");
}

static void add_tile(cg_html *h, const char *kind, cg_message_id label, const char *figure,
                     const char *note) {
    add_ranged_tile(h, kind, label, figure, NULL, note);
}

/* What is bought or disposed of less than today. */
static void add_less(cg_html *h, cg_message_id label, double today, double planned,
                     const char *unit) {
    const cg_telling *t = &h->telling;
    const char *share = cg_figure_share(
        t->arena, today == 0 ? (double)NAN : (today - planned) / today, t->language);
    cg_range_figure which = label == CG_MSG_HTML_WATER ? CG_RANGE_WATER : CG_RANGE_WASTE;
    add_ranged_tile(h, "gain", label,
                    cg_figure_quantity(t->arena, today - planned, unit, t->language),
                    cg_tell_range(t, which),
                    cg_tell(t, CG_MSG_HTML_SHARE_NOTE, share,
                            cg_figure_quantity(t->arena, today, unit, t->language), NULL));
}

static void add_gains(cg_html *h) {
    const cg_telling *t = &h->telling;
    const cg_plan *plan = t->plan;
    cg_html_open(h, "dl", "class", "tiles four", NULL);
    add_ranged_tile(h, "gain", CG_MSG_REPORT_NET_SAVING, cg_tell_money(t, plan->totals.net_saving),
                    cg_tell_range(t, CG_RANGE_NET_SAVING),
                    cg_tell(t, CG_MSG_HTML_MONEY_NOTE, cg_tell_saving_share(t), NULL));
    add_less(h, CG_MSG_HTML_WATER, plan->baseline.water_purchased, plan->planned.water_purchased,
             "m3");
    add_less(h, CG_MSG_HTML_WASTE, plan->baseline.waste_disposed, plan->planned.waste_disposed,
             "t");
    add_ranged_tile(h, "gain", CG_MSG_REPORT_EMISSIONS_SAVING,
                    cg_tell_emissions(t, plan->totals.emissions_saving),
                    cg_tell_range(t, CG_RANGE_EMISSIONS),
                    cg_tell(t, CG_MSG_HTML_SHARE_NOTE, cg_tell_emissions_share(t),
                            cg_tell_emissions(t, plan->baseline.emissions), NULL));
    cg_html_close(h, "dl");
}

/* How many are new, changed, kept; where the lines are not told, how many need permits. */
static const char *changes_of(const cg_telling *t) {
    if (!cg_shows_firms(t)) {
        return cg_tell(t, CG_MSG_PUBLIC_PERMITS_OF, cg_format(t->arena, "%d", t->park.with_permits),
                       cg_format(t->arena, "%d", t->park.exchanges), NULL);
    }
    int counts[] = {[CG_NEW] = 0, [CG_KEEP] = 0, [CG_CHANGE] = 0};
    for (int i = 0; i < t->plan->lines.count; i++) {
        const cg_line *line = &t->plan->lines.items[i];
        counts[line->change] += !line->service && line->quantity > 0;
    }
    return cg_tell(t, CG_MSG_HTML_EXCHANGES_NOTE, cg_format(t->arena, "%d", counts[CG_NEW]),
                   cg_format(t->arena, "%d", counts[CG_CHANGE]),
                   cg_format(t->arena, "%d", counts[CG_KEEP]), NULL);
}

static void add_needs(cg_html *h) {
    const cg_telling *t = &h->telling;
    cg_html_open(h, "dl", "class", "tiles four", NULL);
    add_ranged_tile(h, "need", CG_MSG_REPORT_INVESTMENT, cg_tell_investment(t),
                    cg_tell_range(t, CG_RANGE_INVESTMENT),
                    cg_html_word(h, CG_MSG_HTML_INVESTMENT_NOTE));
    add_ranged_tile(h, "need", CG_MSG_REPORT_PAYBACK, cg_tell_payback(t),
                    cg_tell_range(t, CG_RANGE_PAYBACK), cg_html_word(h, CG_MSG_HTML_PAYBACK_NOTE));
    add_tile(h, "", CG_MSG_REPORT_EXCHANGE_COUNT, cg_format(t->arena, "%d", t->park.exchanges),
             changes_of(t));
    add_tile(h, "", CG_MSG_HTML_FIRMS, cg_format(t->arena, "%d", t->park.firms_in),
             cg_tell(t, CG_MSG_HTML_FIRMS_NOTE, cg_format(t->arena, "%d", t->park.firms), NULL));
    cg_html_close(h, "dl");
}

static void add_sureness(cg_html *h) {
    const cg_telling *t = &h->telling;
    cg_permit_share permits = cg_tell_permit_share(t);
    permits.count = t->park.with_permits;
    cg_estimate_share estimates = cg_tell_estimate_share(t);
    cg_html_open(h, "dl", "class", "tiles two", NULL);
    const char *all = cg_format(t->arena, "%d", t->park.exchanges);
    add_tile(h, "", CG_MSG_HTML_PERMITS,
             cg_tell(t, CG_MSG_HTML_OF, cg_format(t->arena, "%d", permits.count), all, NULL),
             permits.count == 0   ? cg_html_word(h, CG_MSG_HTML_PERMITS_NONE)
             : !cg_shows_firms(t) ? cg_html_word(h, CG_MSG_PUBLIC_PERMITS_NOTE)
                                  : cg_tell(t, CG_MSG_HTML_PERMITS_NOTE, permits.of_saving, NULL));
    add_tile(h, "", CG_MSG_HTML_ESTIMATES, estimates.of_figures,
             estimates.figures == 0 ? cg_html_word(h, CG_MSG_HTML_BASIS_NONE)
                                    : cg_tell(t, CG_MSG_HTML_ESTIMATES_NOTE,
                                              cg_format(t->arena, "%d", estimates.estimated),
                                              cg_format(t->arena, "%d", estimates.figures), NULL));
    cg_html_close(h, "dl");
}

static void add_balance(cg_html *h) {
    const cg_telling *t = &h->telling;
    const char *heads[] = {
        cg_html_word(h, CG_MSG_REPORT_YEARLY), cg_html_word(h, CG_MSG_REPORT_TODAY),
        cg_html_word(h, CG_MSG_REPORT_PLANNED), cg_html_word(h, CG_MSG_REPORT_DIFFERENCE)};
    cg_html_table table = {cg_html_word(h, CG_MSG_HTML_BALANCE), heads, 4, 1};
    cg_html_table_open(h, &table);
    cg_balance_row rows[CG_BALANCE_ROWS];
    cg_tell_balance(t, rows);
    for (int i = 0; i < CG_BALANCE_ROWS; i++) {
        const char *cells[] = {
            rows[i].label, cg_tell_balance_figure(t, &rows[i], rows[i].today),
            cg_tell_balance_figure(t, &rows[i], rows[i].planned),
            cg_tell_balance_figure(t, &rows[i], rows[i].planned - rows[i].today)};
        cg_html_row_at(h, &table, cells, cg_format(t->arena, "row-balance-%d", i + 1), NULL);
    }
    cg_html_table_close(h);
}

static void add_parts(cg_html *h) {
    const cg_telling *t = &h->telling;
    const char *heads[] = {cg_html_word(h, CG_MSG_REPORT_PARTS), t->money.unit};
    cg_html_table table = {heads[0], heads, 2, 1};
    cg_html_table_open(h, &table);
    cg_part_row rows[CG_PART_ROWS];
    cg_tell_parts(&t->plan->totals.parts, rows);
    for (int i = 0; i < CG_PART_ROWS; i++) {
        const char *cells[] = {cg_html_word(h, rows[i].label), cg_tell_cell(t, rows[i].value)};
        cg_html_row(h, &table, cells);
    }
    const char *total[] = {cg_html_word(h, CG_MSG_REPORT_NET_SAVING),
                           cg_tell_cell(t, t->plan->totals.net_saving)};
    cg_html_row_at(h, &table, total, "row-net-saving", NULL);
    cg_html_table_close(h);
}

void cg_html_summary(cg_html *h) {
    const cg_telling *t = &h->telling;
    cg_html_section(h, "summary", CG_MSG_HTML_SUMMARY);
    const char *nothing = cg_html_word(h, CG_MSG_REPORT_NO_EXCHANGES);
    cg_html_leaf(h, "p", "lead",
                 t->park.exchanges == 0
                     ? nothing
                     : cg_tell(t, CG_MSG_HTML_SUMMARY_LEAD,
                               cg_format(t->arena, "%d", t->park.exchanges),
                               cg_format(t->arena, "%d", t->park.firms_in),
                               cg_tell_money(t, t->plan->totals.net_saving), NULL));
    if (strcmp(t->plan->status, "limit") == 0) {
        cg_html_leaf(h, "p", "caution", cg_tell_limit(t));
    }
    add_gains(h);
    add_needs(h);
    add_sureness(h);
    if (cg_tell_ranges(t) != NULL) {
        cg_html_leaf(h, "p", "ranges", cg_tell_ranges(t));
    }
    cg_html_close(h, "section");
}

void cg_html_balance(cg_html *h) {
    cg_html_section(h, "balance", CG_MSG_HTML_BALANCE);
    cg_html_open(h, "div", "class", "pair", NULL);
    add_balance(h);
    add_parts(h);
    cg_html_close(h, "div");
    cg_html_close(h, "section");
}
