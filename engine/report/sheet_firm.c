/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A firm's page: what it loses as waste today, what law and environment ask of it, what improves,
 * and the park's totals. Rows are cut where one A4 page would not hold them. */
#include "report/content.h"
#include "report/sheet.h"

#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WASTES = 5, MOST_LINES = 6, MOST_RULES = 4, MOST_PERMITS = 3, MOST_TO_CONFIRM = 3 };
/* In columns of text: what tests/web/sheet.mjs finds to stay on one A4. */
enum { NAME = 32, THING = 58, SENTENCE = 170 };

typedef struct page {
    const cg_telling *t;
    const cg_party *own;
    cg_sheet sheet;
} page;

static void push(page *p, cg_sheet_block *block) {
    CG_PUSH(p->t->arena, &p->sheet, *block);
}

static void add_row(page *p, cg_sheet_block *block, cg_sheet_row row) {
    CG_PUSH(p->t->arena, &block->rows, row);
}

/* A longer text would push the page over its end. */
static const char *cut_to(const cg_telling *t, const char *text, int columns) {
    if (cg_text_columns(text) <= columns) {
        return text;
    }
    cg_text cut = cg_text_start(t->arena);
    cg_text_add_column(&cut, text, columns);
    return cut.bytes;
}

static const char *shortened(const cg_telling *t, const char *text) {
    return cut_to(t, text, NAME);
}

static const char *more(const page *p, int left) {
    return left <= 0 ? NULL
                     : cg_tell(p->t, CG_MSG_REPORT_MORE, cg_format(p->t->arena, "%d", left), NULL);
}

/* What is thrown away, added up. */
typedef struct lost {
    double paid, worth;
} lost;

static lost lost_by(const page *p) {
    lost all = {0};
    for (int i = 0; i < p->t->plan->wasted.count; i++) {
        all.paid += p->t->plan->wasted.items[i].disposal;
        all.worth += p->t->plan->wasted.items[i].worth;
    }
    return all;
}

static double saved_emissions(const page *p) {
    double saved = 0;
    for (int i = 0; i < p->t->plan->lines.count; i++) {
        saved += p->t->plan->lines.items[i].emissions_saving;
    }
    return saved;
}

/* Where the worth is withheld, what is paid is told and is no longer all that is lost. */
static void add_facts(page *p) {
    const cg_telling *t = p->t;
    lost all = lost_by(p);
    bool known = !isnan(all.worth);
    cg_sheet_block block = {.name = "summary", .kind = CG_SHEET_FACTS};
    add_row(p, &block,
            (cg_sheet_row){{cg_tell(t, CG_MSG_FIRM_LOST, NULL),
                            cg_tell_money(t, known ? all.paid + all.worth : all.paid),
                            cg_tell(t, CG_MSG_FIRM_LOST_NOTE, cg_tell_money(t, all.paid),
                                    cg_tell_money(t, all.worth), NULL)}});
    add_row(p, &block,
            (cg_sheet_row){{cg_tell(t, CG_MSG_FIRM_GAIN, NULL), cg_tell_money(t, p->own->saving),
                            cg_tell(t, CG_MSG_FIRM_GAIN_NOTE, NULL)}});
    add_row(
        p, &block,
        (cg_sheet_row){{cg_tell(t, CG_MSG_FIRM_INVESTS, NULL), cg_tell_money(t, p->own->investment),
                        cg_tell(t, CG_MSG_FIRM_INVESTS_NOTE,
                                cg_tell_money(t, 0 - p->own->annualised_investment), NULL)}});
    add_row(
        p, &block,
        (cg_sheet_row){{cg_tell(t, CG_MSG_FIRM_CO2, NULL), cg_tell_emissions(t, saved_emissions(p)),
                        cg_tell(t, CG_MSG_FIRM_CO2_NOTE, NULL)}});
    push(p, &block);
}

static int most_lost_first(const void *a, const void *b) {
    const cg_waste *x = a, *y = b;
    double left = x->disposal + (isnan(x->worth) ? 0 : x->worth);
    double right = y->disposal + (isnan(y->worth) ? 0 : y->worth);
    return left != right ? (left < right ? 1 : -1) : strcmp(x->from, y->from);
}

static void add_wasted(page *p) {
    const cg_telling *t = p->t;
    int count = t->plan->wasted.count;
    cg_sheet_block block = {.name = "wasted",
                            .kind = CG_SHEET_TABLE,
                            .heading = cg_tell(t, CG_MSG_FIRM_WASTE, NULL),
                            .lead = count == 0 ? cg_tell(t, CG_MSG_FIRM_WASTE_NONE, NULL) : NULL,
                            .heads = {cg_tell(t, CG_MSG_FIRM_WASTE_FLOW, NULL),
                                      cg_tell(t, CG_MSG_FIRM_WASTE_QUANTITY, NULL),
                                      cg_tell(t, CG_MSG_FIRM_WASTE_PAID, t->money.unit, NULL),
                                      cg_tell(t, CG_MSG_FIRM_WASTE_WORTH, t->money.unit, NULL),
                                      cg_tell(t, CG_MSG_FIRM_WASTE_LOST, t->money.unit, NULL)},
                            .columns = 5,
                            .numbers = 1};
    cg_waste *wastes = CG_ARRAY(t->arena, cg_waste, count + 1);
    for (int i = 0; i < count; i++) {
        wastes[i] = t->plan->wasted.items[i];
    }
    qsort(wastes, (size_t)count, sizeof *wastes, most_lost_first);
    for (int i = 0; i < count && i < MOST_WASTES; i++) {
        const cg_waste *waste = &wastes[i];
        add_row(p, &block,
                (cg_sheet_row){
                    {cut_to(t, cg_tell_name(t, waste->resource_name, waste->resource), THING),
                     cg_figure_quantity(t->arena, waste->quantity, waste->unit, t->language),
                     cg_tell_cell(t, waste->disposal), cg_tell_cell(t, waste->worth),
                     cg_tell_cell(t, waste->disposal + waste->worth)}});
    }
    const char *how = t->withholds ? cg_tell(t, CG_MSG_FIRM_WASTE_WITHHELD, NULL)
                                   : cg_tell(t, CG_MSG_FIRM_WASTE_NOTE, NULL);
    const char *left = more(p, count - MOST_WASTES);
    block.note = count == 0 ? NULL : left == NULL ? how : cg_format(t->arena, "%s %s", left, how);
    push(p, &block);
}

/* How much of each unit is thrown away in a year: m3, MWh and t do not add up. */
static const char *thrown_away(const page *p) {
    const cg_telling *t = p->t;
    const char *sums[CG_FAMILIES];
    int count = 0;
    for (cg_family family = CG_WATER; family < CG_FAMILIES; family++) {
        const char *unit = cg_family_unit(family);
        double sum = 0;
        for (int i = 0; i < t->plan->wasted.count; i++) {
            const cg_waste *waste = &t->plan->wasted.items[i];
            sum += waste->unit != NULL && strcmp(waste->unit, unit) == 0 ? waste->quantity : 0;
        }
        if (sum > 0) {
            sums[count++] = cg_figure_quantity(t->arena, sum, unit, t->language);
        }
    }
    return count == 0 ? NULL
                      : cg_tell(t, CG_MSG_FIRM_LAW_DISCHARGE, cg_tell_list(t, sums, count), NULL);
}

static void add_sentence(page *p, cg_sheet_block *block, const char *text) {
    add_row(p, block, (cg_sheet_row){{cut_to(p->t, text, SENTENCE)}});
}

static void add_rules(page *p, cg_sheet_block *block) {
    const cg_telling *t = p->t;
    int count = t->plan->cited.count;
    for (int i = 0; i < count && i < MOST_RULES; i++) {
        const cg_cited_rule *rule = &t->plan->cited.items[i];
        const char *id = cg_tell_plain(t->arena, rule->id);
        const char *title = cg_tell_name(t, rule->title, "–");
        const char *instrument = cg_tell_name(t, rule->instrument, "–");
        const char *whole = cg_tell(t, CG_MSG_FIRM_LAW_RULE, id, title, instrument,
                                    cg_tell_name(t, rule->clause, "–"), NULL);
        /* The law without its articles, rather than the half of one. */
        add_sentence(p, block,
                     cg_text_columns(whole) <= SENTENCE
                         ? whole
                         : cg_tell(t, CG_MSG_FIRM_LAW_RULE_SHORT, id, title, instrument, NULL));
    }
    if (count == 0) {
        add_sentence(p, block, cg_tell(t, CG_MSG_FIRM_LAW_NONE, NULL));
    }
}

static void add_permits(page *p, cg_sheet_block *block) {
    const cg_telling *t = p->t;
    int count = t->plan->permits.count;
    for (int i = 0; i < count && i < MOST_PERMITS; i++) {
        const cg_permit *permit = &t->plan->permits.items[i];
        const char *whole = cg_tell(t, CG_MSG_FIRM_LAW_PERMIT, cg_tell_permit_shortly(t, i), NULL);
        add_sentence(p, block,
                     cg_text_columns(whole) <= SENTENCE
                         ? whole
                         : cg_tell(t, CG_MSG_FIRM_LAW_PERMIT,
                                   cg_tell_name(t, permit->name, permit->id), NULL));
    }
    if (count == 0 && t->plan->lines.count > 0) {
        add_sentence(p, block, cg_tell(t, CG_MSG_FIRM_LAW_NO_PERMIT, NULL));
    }
}

static void add_law(page *p) {
    const cg_telling *t = p->t;
    cg_sheet_block block = {
        .name = "law", .kind = CG_SHEET_LIST, .heading = cg_tell(t, CG_MSG_FIRM_LAW, NULL)};
    const char *thrown = thrown_away(p);
    if (thrown != NULL) {
        add_sentence(p, &block, thrown);
    }
    add_rules(p, &block);
    add_permits(p, &block);
    int rules = t->plan->cited.count - MOST_RULES, permits = t->plan->permits.count - MOST_PERMITS;
    block.note = more(p, (rules > 0 ? rules : 0) + (permits > 0 ? permits : 0));
    push(p, &block);
}

static bool is_own_end(const page *p, const char *end) {
    size_t length = strlen(p->own->id);
    return strncmp(end, p->own->id, length) == 0 && end[length] == '.';
}

static const char *side_of(const page *p, const cg_line *line) {
    const cg_telling *t = p->t;
    bool gives = is_own_end(p, line->from);
    if (gives && is_own_end(p, line->to)) {
        return cg_tell(t, CG_MSG_FIRM_LINE_OWN, NULL);
    }
    const char *partner = gives ? cg_tell_name(t, line->to_firm, line->to)
                                : cg_tell_name(t, line->from_firm, line->from);
    return cg_tell(t, gives ? CG_MSG_FIRM_LINE_GIVES : CG_MSG_FIRM_LINE_TAKES,
                   shortened(t, partner), NULL);
}

static const char *thing_of(const page *p, const cg_line *line) {
    const char *given =
        cg_tell_short(p->t, cg_tell_name(p->t, line->resource_name, line->resource));
    const char *via = cg_words_in(line->via_name, p->t->language, line->via);
    return cut_to(p->t,
                  via == NULL
                      ? given
                      : cg_format(p->t->arena, "%s (%s)", given, cg_tell_plain(p->t->arena, via)),
                  THING);
}

static void add_lines(page *p) {
    const cg_telling *t = p->t;
    int count = t->plan->lines.count;
    cg_sheet_block block = {.name = "own-exchanges",
                            .kind = CG_SHEET_TABLE,
                            .heading = cg_tell(t, CG_MSG_FIRM_LINES, NULL),
                            .lead = count == 0 ? cg_tell(t, CG_MSG_FIRM_LINES_NONE, NULL) : NULL,
                            .note = more(p, count - MOST_LINES),
                            .heads = {cg_tell(t, CG_MSG_FIRM_LINE_SIDE, NULL),
                                      cg_tell(t, CG_MSG_REPORT_RESOURCE, NULL),
                                      cg_tell(t, CG_MSG_FIRM_LINE_STATE, NULL),
                                      cg_tell(t, CG_MSG_FIRM_WASTE_QUANTITY, NULL),
                                      cg_tell(t, CG_MSG_FIRM_LINE_SAVING, t->money.unit, NULL),
                                      cg_tell(t, CG_MSG_REPORT_LINE_EMISSIONS,
                                              cg_tell(t, CG_MSG_REPORT_CO2, NULL), NULL)},
                            .columns = 6,
                            .numbers = 3};
    for (int i = 0; i < count && i < MOST_LINES; i++) {
        const cg_line *line = &t->plan->lines.items[t->order[i]];
        add_row(
            p, &block,
            (cg_sheet_row){{side_of(p, line), thing_of(p, line), cg_tell_change(t, line->change),
                            cg_figure_quantity(t->arena, line->quantity, line->unit, t->language),
                            cg_tell_cell(t, line->saving),
                            cg_figure(t->arena, line->emissions_saving, 0, t->language)}});
    }
    push(p, &block);
}

static void add_money(page *p) {
    const cg_telling *t = p->t;
    cg_sheet_block block = {.name = "money",
                            .kind = CG_SHEET_TABLE,
                            .heading = cg_tell(t, CG_MSG_FIRM_MONEY, t->money.unit, NULL),
                            .heads = {cg_tell(t, CG_MSG_REPORT_PARTY_SAVING, NULL),
                                      cg_tell(t, CG_MSG_REPORT_PARTY_PURCHASE, NULL),
                                      cg_tell(t, CG_MSG_REPORT_PARTY_DISPOSAL, NULL),
                                      cg_tell(t, CG_MSG_REPORT_TRANSPORT, NULL),
                                      cg_tell(t, CG_MSG_REPORT_TREATMENT, NULL),
                                      cg_tell(t, CG_MSG_REPORT_FEES, NULL),
                                      cg_tell(t, CG_MSG_REPORT_ANNUALISED, NULL)},
                            .columns = 7,
                            .numbers = 0};
    const double parts[] = {p->own->saving,
                            p->own->purchase,
                            p->own->disposal,
                            p->own->transport,
                            p->own->treatment,
                            p->own->fees,
                            p->own->annualised_investment};
    cg_sheet_row row;
    bool any = false;
    for (int i = 0; i < block.columns; i++) {
        row.cells[i] = cg_tell_cell(t, parts[i]);
        any = any || parts[i] != 0;
    }
    if (any) {
        add_row(p, &block, row);
        push(p, &block);
    }
}

static void add_less(page *p, cg_sheet_block *block, cg_message_id label, double less,
                     const char *unit) {
    const cg_telling *t = p->t;
    add_row(p, block,
            (cg_sheet_row){{cg_tell(t, label, NULL),
                            cg_figure_quantity(t->arena, less, unit, t->language), ""}});
}

static void add_park(page *p) {
    const cg_telling *t = p->t;
    const cg_plan *plan = t->plan;
    cg_sheet_block block = {.name = "park",
                            .kind = CG_SHEET_FACTS,
                            .heading = cg_tell(t, CG_MSG_FIRM_PARK_TOTALS, NULL)};
    add_row(
        p, &block,
        (cg_sheet_row){
            {cg_tell(t, CG_MSG_REPORT_NET_SAVING, NULL), cg_tell_money(t, plan->totals.net_saving),
             cg_tell(t, CG_MSG_FIRM_PARK_EXCHANGES, cg_format(t->arena, "%d", t->park.exchanges),
                     cg_format(t->arena, "%d", t->park.firms_in),
                     cg_format(t->arena, "%d", t->park.firms), NULL)}});
    add_less(p, &block, CG_MSG_HTML_WATER,
             plan->baseline.water_purchased - plan->planned.water_purchased, "m3");
    add_less(p, &block, CG_MSG_HTML_WASTE,
             plan->baseline.waste_disposed - plan->planned.waste_disposed, "t");
    add_row(p, &block,
            (cg_sheet_row){{cg_tell(t, CG_MSG_REPORT_EMISSIONS_SAVING, NULL),
                            cg_tell_emissions(t, plan->totals.emissions_saving), ""}});
    push(p, &block);
}

cg_sheet cg_sheet_of_firm(const cg_telling *telling) {
    static const cg_party nobody = {.id = ""};
    page p = {.t = telling,
              .own = telling->plan->parties.count > 0 ? &telling->plan->parties.items[0] : &nobody};
    add_facts(&p);
    add_wasted(&p);
    add_law(&p);
    add_lines(&p);
    add_money(&p);
    add_park(&p);
    cg_sheet_block confirm = cg_sheet_to_confirm(telling, MOST_TO_CONFIRM);
    for (int i = 0; i < confirm.rows.count; i++) {
        confirm.rows.items[i].cells[0] = cut_to(telling, confirm.rows.items[i].cells[0], SENTENCE);
    }
    if (confirm.rows.count > 0) {
        push(&p, &confirm);
    }
    return p.sheet;
}
