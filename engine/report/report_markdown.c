/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board's report: headline, totals, who gives what to whom, each party's line, what is scarce,
 * what was not chosen, and how sure all of this is. */
#include "report/report.h"

#include "base/map.h"
#include "base/text.h"
#include "report/content.h"
#include "report/criteria.h"
#include "report/groups.h"
#include "report/markdown.h"
#include "report/scarce.h"
#include "report/sheet.h"

#include <string.h>

enum { MOST_PRICES = 15, MOST_REJECTED = 40, MOST_COLUMNS = 11, MOST_TO_CONFIRM = 12 };

typedef struct page {
    cg_telling telling;
    cg_text out;
} page;

static const char *safe(const cg_telling *t, const char *text) {
    return cg_markdown_safe(t->arena, text);
}

static void add_heading(page *p, cg_message_id id) {
    cg_text_addf(&p->out, "\n## %s\n\n", cg_tell(&p->telling, id, NULL));
}

static void add_paragraph(page *p, const char *text) {
    cg_text_addf(&p->out, "%s\n", text);
}

static void add_item(page *p, const char *text) {
    cg_text_addf(&p->out, "- %s\n", text);
}

static void add_row(page *p, const char *const *cells, int count) {
    cg_markdown_row(&p->out, cells, count);
}

static void add_head(page *p, const char *const *cells, int count, int numbers) {
    cg_markdown_head(&p->out, cells, count, numbers);
}

static const char *word(const page *p, cg_message_id id) {
    return cg_tell(&p->telling, id, NULL);
}

static void add_headline(page *p) {
    const cg_telling *t = &p->telling;
    const cg_totals *totals = &t->plan->totals;
    const char *count = cg_format(t->arena, "%d", t->park.exchanges);
    add_paragraph(p,
                  cg_tell(t, CG_MSG_REPORT_HEADLINE, cg_tell_money(t, totals->net_saving),
                          cg_tell_saving_share(t), count, cg_tell_investment(t), cg_tell_payback(t),
                          cg_tell_emissions(t, totals->emissions_saving), NULL));
    if (strcmp(t->plan->status, "limit") == 0) {
        cg_text_add(&p->out, "\n");
        add_paragraph(p, cg_tell_limit(t));
    }
}

static void add_ranges(page *p) {
    const cg_telling *t = &p->telling;
    const char *note = cg_tell_ranges(t);
    if (note == NULL) {
        return;
    }
    add_heading(p, CG_MSG_RANGES_HEADING);
    const char *head[] = {word(p, CG_MSG_RANGES_FIGURE), word(p, CG_MSG_RANGES_LOW),
                          word(p, CG_MSG_REPORT_PLANNED), word(p, CG_MSG_RANGES_HIGH)};
    if (t->plan->ranges.given) {
        add_head(p, head, 4, 1);
    }
    cg_range_row row;
    for (int f = 0; f < CG_RANGE_FIGURES; f++) {
        if (cg_tell_range_row(t, (cg_range_figure)f, &row)) {
            const char *cells[] = {row.label, row.low, row.planned, row.high};
            add_row(p, cells, 4);
        }
    }
    cg_text_add(&p->out, t->plan->ranges.given ? "\n" : "");
    add_paragraph(p, safe(t, note));
}

static void add_totals(page *p) {
    const cg_telling *t = &p->telling;
    add_heading(p, CG_MSG_REPORT_TOTALS);
    const char *head[] = {word(p, CG_MSG_REPORT_YEARLY), word(p, CG_MSG_REPORT_TODAY),
                          word(p, CG_MSG_REPORT_PLANNED), word(p, CG_MSG_REPORT_DIFFERENCE)};
    add_head(p, head, 4, 1);
    cg_balance_row rows[CG_BALANCE_ROWS];
    cg_tell_balance(t, rows);
    for (int i = 0; i < CG_BALANCE_ROWS; i++) {
        const char *cells[] = {
            rows[i].label, cg_tell_balance_figure(t, &rows[i], rows[i].today),
            cg_tell_balance_figure(t, &rows[i], rows[i].planned),
            cg_tell_balance_figure(t, &rows[i], rows[i].planned - rows[i].today)};
        add_row(p, cells, 4);
    }
}

static void add_parts(page *p) {
    const cg_telling *t = &p->telling;
    cg_part_row rows[CG_PART_ROWS];
    cg_tell_parts(&t->plan->totals.parts, rows);
    cg_text_add(&p->out, "\n");
    const char *head[] = {word(p, CG_MSG_REPORT_PARTS), t->money.unit};
    add_head(p, head, 2, 1);
    for (int i = 0; i < CG_PART_ROWS; i++) {
        const char *cells[] = {word(p, rows[i].label), cg_tell_cell(t, rows[i].value)};
        add_row(p, cells, 2);
    }
    const char *total = cg_format(t->arena, "**%s**", word(p, CG_MSG_REPORT_NET_SAVING));
    const char *cells[] = {
        total, cg_format(t->arena, "**%s**", cg_tell_cell(t, t->plan->totals.net_saving))};
    add_row(p, cells, 2);
}

/* An end of a line: the party's name, and the flow as "explain" takes it. */
static const char *end_of(const cg_telling *t, cg_words name, const char *flow) {
    const char *known = cg_words_in(name, t->language, NULL);
    return known == NULL ? safe(t, flow)
                         : cg_format(t->arena, "%s (%s)", safe(t, known), safe(t, flow));
}

static const char *way_of(const cg_telling *t, const cg_line *line) {
    if (line->via == NULL) {
        return cg_tell(t, CG_MSG_REPORT_DIRECT, NULL);
    }
    const char *name = safe(t, cg_words_in(line->via_name, t->language, line->via));
    return line->pass_through ? cg_tell(t, CG_MSG_REPORT_PASSED, name, NULL) : name;
}

static const char *thing_of(const cg_telling *t, const cg_line *line) {
    const char *given = safe(t, cg_words_in(line->resource_name, t->language, line->resource));
    const char *taken = line->input_resource;
    if (taken == NULL || strcmp(taken, line->resource) == 0) {
        return given;
    }
    return cg_tell(t, CG_MSG_REPORT_FOR, given,
                   safe(t, cg_words_in(line->input_resource_name, t->language, taken)), NULL);
}

static const char *rules_of(const cg_telling *t, const cg_line *line) {
    const char *rules = safe(t, cg_tell_list(t, line->rules, line->rule_count));
    return line->exception_count == 0 ? rules
           : line->rule_count == 0
               ? cg_tell_line_exceptions(t, line)
               : cg_format(t->arena, "%s; %s", rules, cg_tell_line_exceptions(t, line));
}

/* Texts of a group's lines, each once. */
static const char *each_once(const cg_group *group, const cg_telling *t,
                             const char *(*text_of)(const cg_telling *, const cg_line *)) {
    const char **texts = CG_ARRAY(t->arena, const char *, group->count);
    cg_map *known = cg_map_new(t->arena);
    int count = 0;
    for (int i = 0; i < group->count; i++) {
        const char *text = text_of(t, group->lines[i]);
        if (cg_map_add(known, text, i)) {
            texts[count++] = text;
        }
    }
    return cg_tell_list(t, texts, count);
}

static const char *from_of(const cg_telling *t, const cg_line *line) {
    return end_of(t, line->from_firm, line->from);
}

static void add_group(page *p, const cg_group *group) {
    const cg_telling *t = &p->telling;
    const cg_line *line = group->total;
    const char *cells[MOST_COLUMNS] = {
        cg_tell_numbers(t, group),
        each_once(group, t, from_of),
        end_of(t, line->to_firm, line->to),
        each_once(group, t, thing_of),
        way_of(t, line),
        each_once(group, t, rules_of),
        cg_tell_change(t, line->change),
        cg_figure_quantity(t->arena, line->quantity, line->unit, t->language),
        cg_tell_cell(t, line->saving),
        cg_figure(t->arena, line->emissions_saving, 0, t->language),
        cg_tell_cell(t, line->investment)};
    add_row(p, cells, MOST_COLUMNS);
}

static void add_lines_head(page *p, cg_message_id heading) {
    const cg_telling *t = &p->telling;
    add_heading(p, heading);
    const char *head[MOST_COLUMNS] = {
        word(p, CG_MSG_HTML_NUMBER),
        word(p, CG_MSG_REPORT_FROM),
        word(p, CG_MSG_REPORT_TO),
        word(p, CG_MSG_REPORT_RESOURCE),
        word(p, CG_MSG_REPORT_VIA),
        word(p, CG_MSG_REPORT_RULES),
        word(p, CG_MSG_REPORT_CHANGE),
        word(p, CG_MSG_REPORT_QUANTITY),
        cg_tell(t, CG_MSG_REPORT_SAVING_SHORT, t->money.unit, NULL),
        cg_tell(t, CG_MSG_REPORT_LINE_EMISSIONS, cg_tell(t, CG_MSG_REPORT_CO2, NULL), NULL),
        cg_tell(t, CG_MSG_REPORT_LINE_INVESTMENT, t->money.unit, NULL)};
    add_head(p, head, MOST_COLUMNS, 7);
}

/* One of the three groups of lines: in the park, with the outside, treatment alone. */
static void add_lines(page *p, cg_message_id heading, bool outside, bool service) {
    const cg_telling *t = &p->telling;
    bool any = false;
    cg_groups groups = cg_groups_of(t);
    for (int i = 0; i < groups.count; i++) {
        const cg_line *line = groups.items[i].total;
        if (line->service != service || (!service && line->outside != outside)) {
            continue;
        }
        if (!any) {
            add_lines_head(p, heading);
        }
        any = true;
        add_group(p, &groups.items[i]);
    }
}

static void add_exchanges(page *p) {
    if (p->telling.plan->lines.count == 0) {
        add_heading(p, CG_MSG_REPORT_EXCHANGES);
        add_paragraph(p, word(p, CG_MSG_REPORT_NO_EXCHANGES));
        return;
    }
    add_lines(p, CG_MSG_REPORT_EXCHANGES, false, false);
    add_lines(p, CG_MSG_REPORT_EXCHANGES_OUTSIDE, true, false);
    add_lines(p, CG_MSG_REPORT_SERVICES, false, true);
}

static void add_running(page *p) {
    const cg_telling *t = &p->telling;
    bool any = false;
    add_heading(p, CG_MSG_REPORT_RUNNING);
    for (int i = 0; i < t->plan->lines.count; i++) {
        const cg_line *line = &t->plan->lines.items[i];
        if (!line->running) {
            continue;
        }
        any = true;
        add_item(
            p,
            cg_tell(t, CG_MSG_REPORT_RUNNING_LINE, safe(t, line->from), safe(t, line->to),
                    cg_tell_change(t, line->change),
                    cg_figure_quantity(t->arena, line->running_quantity, line->unit, t->language),
                    cg_figure_quantity(t->arena, line->quantity, line->unit, t->language), NULL));
    }
    if (!any) {
        add_paragraph(p, word(p, CG_MSG_REPORT_RUNNING_NONE));
    }
}

static const char *party_name(const cg_telling *t, const cg_party *party) {
    const char *name = safe(t, cg_words_in(party->name, t->language, party->id));
    return party->facility ? cg_tell(t, CG_MSG_REPORT_FACILITY, name, NULL) : name;
}

static void add_losers(page *p) {
    const char *sentences[2];
    int count = cg_tell_losers(&p->telling, sentences);
    for (int i = 0; i < count; i++) {
        cg_text_add(&p->out, "\n");
        add_paragraph(p, safe(&p->telling, sentences[i]));
    }
}

static void add_uncertain(page *p) {
    const cg_plan *plan = p->telling.plan;
    if (plan->uncertain.count > 0) {
        add_heading(p, CG_MSG_REPORT_UNCERTAIN);
    }
    for (int i = 0; i < plan->uncertain.count; i++) {
        add_item(p, safe(&p->telling, cg_tell_uncertain(&p->telling, i)));
    }
}

static void add_exceptions(page *p) {
    const cg_telling *t = &p->telling;
    if (t->plan->exceptions_file == NULL) {
        return;
    }
    add_heading(p, CG_MSG_REPORT_EXCEPTIONS);
    cg_text_addf(&p->out, "%s\n\n", safe(t, cg_tell_exceptions_from(t)));
    for (int e = 0; e < t->plan->exceptions.count; e++) {
        add_paragraph(p, safe(t, cg_tell_exception(t, e)));
    }
}

/* A row of figures of the analyst's, the sum alone for others, or words where that is withheld. */
static void add_party(page *p, const cg_party *party, int columns) {
    const cg_telling *t = &p->telling;
    const char *sum = t->withholds ? cg_tell_gain(t, party) : cg_tell_cell(t, party->saving);
    const char *cells[] = {party_name(t, party),
                           sum,
                           cg_tell_cell(t, party->purchase),
                           cg_tell_cell(t, party->disposal),
                           cg_tell_cell(t, party->transport),
                           cg_tell_cell(t, party->treatment),
                           cg_tell_cell(t, party->fees),
                           cg_tell_cell(t, party->annualised_investment)};
    add_row(p, cells, columns);
}

static void add_parties(page *p) {
    const cg_telling *t = &p->telling;
    add_heading(p, CG_MSG_REPORT_PARTIES);
    const char *head[] = {word(p, CG_MSG_REPORT_PARTY),
                          word(p, t->withholds ? CG_MSG_EDITION_SIDE : CG_MSG_REPORT_PARTY_SAVING),
                          word(p, CG_MSG_REPORT_PARTY_PURCHASE),
                          word(p, CG_MSG_REPORT_PARTY_DISPOSAL),
                          word(p, CG_MSG_REPORT_TRANSPORT),
                          word(p, CG_MSG_REPORT_TREATMENT),
                          word(p, CG_MSG_REPORT_FEES),
                          word(p, CG_MSG_REPORT_ANNUALISED)};
    int columns = cg_shows_costs(t) ? 8 : 2;
    if (!t->withholds) {
        cg_text_addf(&p->out, "%s\n\n",
                     cg_tell(t, CG_MSG_REPORT_PARTIES_UNIT, t->money.unit, NULL));
    }
    add_head(p, head, columns, t->withholds ? 2 : 1);
    for (int i = 0; i < t->plan->parties.count; i++) {
        add_party(p, &t->plan->parties.items[i], columns);
    }
    if (!cg_shows_costs(t)) {
        cg_text_addf(&p->out, "\n%s\n", word(p, CG_MSG_EDITION_OWN_ONLY));
    }
    add_losers(p);
}

static void add_items(page *p) {
    const cg_telling *t = &p->telling;
    if (t->plan->items.count == 0) {
        return;
    }
    add_heading(p, CG_MSG_REPORT_ITEMS);
    for (int i = 0; i < t->plan->items.count; i++) {
        const cg_park_item *item = &t->plan->items.items[i];
        bool charge = strcmp(item->kind, "rule-charge") == 0;
        const char *name = safe(t, cg_words_in(item->name, t->language, item->subject));
        const char *what = cg_tell(
            t, charge ? CG_MSG_REPORT_ITEM_CHARGE : CG_MSG_REPORT_ITEM_FACILITY, name, NULL);
        add_item(p, cg_tell(t, CG_MSG_REPORT_ITEM_LINE, what, cg_tell_money(t, item->saving),
                            cg_tell_money(t, item->investment), NULL));
    }
}

static void add_more(page *p, int left) {
    if (left > 0) {
        const char *count = cg_format(p->telling.arena, "%d", left);
        cg_text_addf(&p->out, "\n%s\n", cg_tell(&p->telling, CG_MSG_REPORT_MORE, count, NULL));
    }
}

static void add_prices(page *p) {
    add_heading(p, CG_MSG_REPORT_SHADOW);
    cg_scarce scarce = cg_scarce_of(p->telling.arena, p->telling.plan);
    if (scarce.count > 0 && !cg_is_by_cost(p->telling.plan)) {
        add_paragraph(p, word(p, CG_MSG_REPORT_SHADOW_OBJECTIVE));
    }
    for (int i = 0; i < scarce.count && i < MOST_PRICES; i++) {
        add_item(p, safe(&p->telling, cg_tell_shadow(&p->telling, &scarce.items[i])));
    }
    if (scarce.count == 0) {
        add_paragraph(p, p->telling.withholds ? word(p, CG_MSG_EDITION_WITHHELD_PRICES)
                                              : cg_tell_no_prices(&p->telling));
    }
    add_more(p, scarce.count - MOST_PRICES);
}

static void add_rejected(page *p) {
    const cg_telling *t = &p->telling;
    const cg_plan *plan = t->plan;
    add_heading(p, CG_MSG_REPORT_REJECTED);
    if (plan->rejected.count == 0) {
        add_paragraph(p, word(p, CG_MSG_REPORT_REJECTED_NONE));
        return;
    }
    const char *head[] = {word(p, CG_MSG_REPORT_FROM), word(p, CG_MSG_REPORT_TO),
                          word(p, CG_MSG_REPORT_VIA), word(p, CG_MSG_REPORT_REJECTED_HOW)};
    add_head(p, head, 4, 4);
    for (int i = 0; i < plan->rejected.count && i < MOST_REJECTED; i++) {
        const cg_rejected *rejected = &plan->rejected.items[i];
        const char *via =
            rejected->via == NULL ? word(p, CG_MSG_REPORT_DIRECT) : safe(t, rejected->via);
        const char *cells[] = {safe(t, rejected->from), safe(t, rejected->to), via,
                               safe(t, cg_tell_rejected(t, rejected))};
        add_row(p, cells, 4);
    }
    add_more(p, plan->rejected.count - MOST_REJECTED);
    cg_text_addf(&p->out, "\n%s\n", word(p, CG_MSG_REPORT_REJECTED_ASK));
}

static void add_assumed(page *p) {
    const cg_telling *t = &p->telling;
    for (int i = 0; i < t->plan->lines.count; i++) {
        const cg_line *line = &t->plan->lines.items[i];
        if (line->assumed_count > 0) {
            const char *list = cg_tell_list(t, line->assumed, line->assumed_count);
            add_item(p, cg_tell(t, CG_MSG_REPORT_ASSUMED, safe(t, line->from), safe(t, line->to),
                                safe(t, list), NULL));
        }
    }
}

static void add_method(page *p) {
    const cg_telling *t = &p->telling;
    add_heading(p, CG_MSG_REPORT_METHOD);
    add_item(p, cg_tell(t, CG_MSG_REPORT_METHOD_WHAT, cg_tell_objective(t), NULL));
    add_item(
        p, cg_tell(t, CG_MSG_REPORT_METHOD_MONEY, cg_format(t->arena, "%d", t->plan->year), NULL));
    const char *basis = cg_tell_basis(t);
    if (basis != NULL) {
        add_item(p, basis);
    }
    add_assumed(p);
    for (int i = 0; i < t->plan->note_count; i++) {
        add_item(p, safe(t, cg_tell_name(t, t->plan->note_words[i], t->plan->notes[i])));
    }
    add_item(p, word(p, CG_MSG_REPORT_NOT_ADVICE));
}

static void add_provenance(page *p) {
    const cg_telling *t = &p->telling;
    const cg_plan *plan = t->plan;
    add_heading(p, CG_MSG_REPORT_PROVENANCE);
    cg_text_addf(&p->out, "- %s: %s\n", word(p, CG_MSG_REPORT_PROGRAM),
                 plan->program == NULL ? "–" : safe(t, plan->program));
    cg_text_addf(&p->out, "- %s: %s\n", word(p, CG_MSG_REPORT_DIGEST),
                 plan->park_sha256 == NULL ? "–" : safe(t, plan->park_sha256));
    cg_text_addf(&p->out, "- %s: %s\n", word(p, CG_MSG_REPORT_MODELS),
                 safe(t, cg_tell_list(t, plan->models, plan->model_count)));
}

static void add_law(page *p) {
    const cg_plan *plan = p->telling.plan;
    for (int i = 0; i < plan->permits.count; i++) {
        if (i == 0) {
            add_heading(p, CG_MSG_REPORT_PERMITS);
        }
        add_item(p, safe(&p->telling, cg_tell_permit(&p->telling, i)));
    }
    for (int i = 0; i < plan->readings.count; i++) {
        if (i == 0) {
            add_heading(p, CG_MSG_REPORT_READINGS);
        }
        add_item(p, safe(&p->telling, cg_tell_reading(&p->telling, i)));
    }
}

static void add_conflicts(page *p) {
    const cg_plan *plan = p->telling.plan;
    cg_text_addf(&p->out, "%s\n\n", safe(&p->telling, cg_tell_no_plan(&p->telling)));
    for (int i = 0; i < plan->conflicts.count; i++) {
        add_item(p, safe(&p->telling, cg_tell_conflict(&p->telling, &plan->conflicts.items[i])));
    }
}

static void add_block(page *p, const cg_sheet_block *block) {
    const cg_telling *t = &p->telling;
    if (block->heading != NULL) {
        cg_text_addf(&p->out, "\n## %s\n\n", block->heading);
    }
    if (block->lead != NULL) {
        cg_text_addf(&p->out, "%s\n\n", safe(t, block->lead));
    }
    if (block->kind == CG_SHEET_TABLE && block->rows.count > 0) {
        add_head(p, block->heads, block->columns, block->numbers);
    }
    for (int i = 0; i < block->rows.count; i++) {
        const char *cells[CG_SHEET_COLUMNS];
        for (int c = 0; c < CG_SHEET_COLUMNS; c++) {
            const char *cell = block->rows.items[i].cells[c];
            cells[c] = cell == NULL ? "" : safe(t, cell);
        }
        if (block->kind == CG_SHEET_TABLE) {
            add_row(p, cells, block->columns);
        } else if (block->kind == CG_SHEET_LIST) {
            add_item(p, cells[0]);
        } else {
            cg_text_addf(&p->out, "- %s: **%s**%s%s\n", cells[0], cells[1],
                         *cells[2] == '\0' ? "" : "; ", cells[2]);
        }
    }
    if (block->note != NULL) {
        cg_text_addf(&p->out, "\n%s\n", safe(t, block->note));
    }
}

static void add_firm(page *p) {
    cg_sheet sheet = cg_sheet_of_firm(&p->telling);
    for (int i = 0; i < sheet.count; i++) {
        add_block(p, &sheet.items[i]);
    }
}

/* Who gives what to whom, who gains, what is scarce: for those to whom firms are named. */
static void add_inside(page *p) {
    add_exchanges(p);
    add_running(p);
    add_parties(p);
    add_items(p);
    add_prices(p);
    add_rejected(p);
    cg_markdown_content(&p->telling, &p->out);
    if (cg_shows_policy(&p->telling)) {
        cg_sheet_block policy = cg_sheet_of_policy(&p->telling);
        add_block(p, &policy);
    }
    add_uncertain(p);
}

static void add_plan(page *p) {
    if (p->telling.edition.audience == CG_FOR_FIRM) {
        add_firm(p);
        return;
    }
    add_headline(p);
    add_ranges(p);
    add_totals(p);
    add_parts(p);
    if (cg_shows_firms(&p->telling)) {
        add_inside(p);
    } else {
        cg_sheet_block families = cg_sheet_of_families(&p->telling);
        add_block(p, &families);
    }
    add_law(p);
    cg_sheet_block confirm = cg_sheet_to_confirm(&p->telling, MOST_TO_CONFIRM);
    if (confirm.rows.count > 0) {
        add_block(p, &confirm);
    }
    add_heading(p, CG_MSG_REPORT_PROOF);
    add_paragraph(p, cg_tell_proof(&p->telling));
}

static void add_name(page *p, cg_message_id label, const char *name) {
    if (name != NULL) {
        cg_text_addf(&p->out, "%s: %s\n\n", word(p, label), safe(&p->telling, name));
    }
}

/* What the cover of a page says. */
static void add_cover(page *p) {
    const cg_telling *t = &p->telling;
    const cg_edition *edition = &t->edition;
    cg_text_addf(&p->out, "# %s\n\n",
                 cg_tell(t, CG_MSG_REPORT_TITLE, safe(t, cg_tell_park(t)), NULL));
    cg_text_addf(&p->out, "**%s**\n\n", safe(t, cg_tell_edition(t)));
    cg_text_addf(
        &p->out, "%s\n\n",
        cg_tell(t, CG_MSG_REPORT_ASKED, cg_tell_objective(t), safe(t, cg_tell_law(t)), NULL));
    add_name(p, CG_MSG_HTML_PREPARED, edition->prepared);
    add_name(p, CG_MSG_HTML_CHECKED, edition->checked);
    add_name(p, CG_MSG_HTML_APPROVED, edition->approved);
    if (t->withholds) {
        cg_text_addf(&p->out, "%s\n\n", word(p, CG_MSG_EDITION_WITHHELD));
    }
}

const char *cg_report_markdown(cg_arena *arena, const cg_plan *plan, const cg_edition *edition,
                               cg_language language, size_t *length) {
    page p = {cg_telling_for(arena, plan, edition, language), cg_text_start(arena)};
    add_cover(&p);
    if (cg_tells_no_plan(&p.telling)) {
        add_conflicts(&p);
    } else {
        add_plan(&p);
    }
    cg_criteria_markdown(&p.out, &p.telling);
    add_exceptions(&p);
    add_method(&p);
    add_provenance(&p);
    *length = p.out.length;
    return p.out.bytes;
}
