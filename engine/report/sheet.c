/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks that several editions hold: flows by family, policy questions, what is to be confirmed. */
#include "report/sheet.h"

#include <string.h>

const char *cg_tell_family(const cg_telling *t, cg_family family) {
    static const cg_message_id names[CG_FAMILIES] = {[CG_WATER] = CG_MSG_PUBLIC_WATER,
                                                     [CG_HEAT] = CG_MSG_PUBLIC_HEAT,
                                                     [CG_MATERIAL] = CG_MSG_PUBLIC_MATERIAL};
    return cg_tell(t, names[family], NULL);
}

cg_sheet_block cg_sheet_of_families(const cg_telling *t) {
    cg_sheet_block block = {.name = "families",
                            .kind = CG_SHEET_TABLE,
                            .heading = cg_tell(t, CG_MSG_PUBLIC_FAMILIES, NULL),
                            .heads = {cg_tell(t, CG_MSG_PUBLIC_FAMILY, NULL),
                                      cg_tell(t, CG_MSG_PUBLIC_EXCHANGES, NULL),
                                      cg_tell(t, CG_MSG_PUBLIC_QUANTITY, NULL)},
                            .columns = 3,
                            .numbers = 1};
    for (cg_family family = CG_WATER; family < CG_FAMILIES; family++) {
        const cg_sheet_row row = {{cg_tell_family(t, family),
                                   cg_format(t->arena, "%d", t->park.families[family].exchanges),
                                   cg_figure_quantity(t->arena, t->park.families[family].quantity,
                                                      cg_family_unit(family), t->language)}};
        CG_PUSH(t->arena, &block.rows, row);
    }
    return block;
}

/* The name of the party at an end, and the flow as "explain" takes it. */
static const char *end_told(const cg_telling *t, const char *end) {
    int party = cg_tell_party_of(t->plan, end);
    const char *flow = cg_tell_plain(t->arena, end);
    return party < 0 ? flow
                     : cg_format(t->arena, "%s (%s)",
                                 cg_tell_name(t, t->plan->parties.items[party].name,
                                              t->plan->parties.items[party].id),
                                 flow);
}

static const char *rule_told(const cg_telling *t, const cg_policy_question *question) {
    const char *rules = cg_tell_list(t, question->rules, question->rule_count);
    return strcmp(question->verdict, "open") == 0 ? cg_tell(t, CG_MSG_POLICY_OPEN, rules, NULL)
                                                  : rules;
}

cg_sheet_block cg_sheet_of_policy(const cg_telling *t) {
    cg_sheet_block block = {
        .name = "policy",
        .kind = CG_SHEET_TABLE,
        .heading = cg_tell(t, CG_MSG_POLICY, NULL),
        .lead = cg_tell(t, CG_MSG_POLICY_LEAD, NULL),
        .heads = {cg_tell(t, CG_MSG_REPORT_FROM, NULL), cg_tell(t, CG_MSG_REPORT_TO, NULL),
                  cg_tell(t, CG_MSG_POLICY_RULE, NULL), cg_tell(t, CG_MSG_POLICY_QUANTITY, NULL),
                  cg_tell(t, CG_MSG_POLICY_WORTH, t->money.unit, NULL)},
        .columns = 5,
        .numbers = 3};
    for (int i = 0; i < t->plan->policy.count; i++) {
        const cg_policy_question *question = &t->plan->policy.items[i];
        const cg_sheet_row row = {
            {end_told(t, question->from), end_told(t, question->to), rule_told(t, question),
             cg_figure_quantity(t->arena, question->quantity, question->unit, t->language),
             cg_tell_cell(t, question->worth)}};
        CG_PUSH(t->arena, &block.rows, row);
    }
    if (block.rows.count == 0) {
        block.lead = cg_tell(t, CG_MSG_POLICY_NONE, NULL);
    }
    return block;
}

static void add_item(const cg_telling *t, cg_sheet_block *block, const char *text) {
    CG_PUSH(t->arena, &block->rows, (cg_sheet_row){{text}});
}

/* What must be measured, each quality of each output once. */
static void add_measures(const cg_telling *t, cg_sheet_block *block) {
    cg_map *told = cg_map_new(t->arena);
    for (int i = 0; i < t->plan->lines.count; i++) {
        const cg_line *line = &t->plan->lines.items[i];
        const char *parameters = cg_tell_list(t, line->assumed, line->assumed_count);
        const char *of = cg_format(t->arena, "%s %s", parameters, line->from);
        if (line->assumed_count > 0 && cg_map_add(told, of, i)) {
            add_item(t, block,
                     cg_tell(t, CG_MSG_CONFIRM_QUALITY, parameters, end_told(t, line->from), NULL));
        }
    }
}

static void add_law(const cg_telling *t, cg_sheet_block *block) {
    const cg_plan *plan = t->plan;
    for (int i = 0; i < plan->readings.count; i++) {
        if (plan->readings.items[i].open) {
            add_item(t, block,
                     cg_tell(t, CG_MSG_CONFIRM_READING,
                             cg_tell_name(t, plan->readings.items[i].question_title,
                                          plan->readings.items[i].question),
                             NULL));
        }
    }
    for (int i = 0; i < plan->uncertain.count; i++) {
        add_item(
            t, block,
            cg_tell(t, CG_MSG_CONFIRM_RULE,
                    cg_tell_name(t, plan->uncertain.items[i].title, plan->uncertain.items[i].id),
                    NULL));
    }
    for (int i = 0; i < plan->permits.count; i++) {
        if (!plan->permits.items[i].cost_known) {
            add_item(
                t, block,
                cg_tell(t, CG_MSG_CONFIRM_PERMIT_COST,
                        cg_tell_name(t, plan->permits.items[i].name, plan->permits.items[i].id),
                        NULL));
        }
    }
}

cg_sheet_block cg_sheet_to_confirm(const cg_telling *t, int most) {
    cg_sheet_block block = {
        .name = "confirm", .kind = CG_SHEET_LIST, .heading = cg_tell(t, CG_MSG_CONFIRM, NULL)};
    if (strcmp(t->plan->status, "limit") == 0) {
        add_item(t, &block, cg_tell(t, CG_MSG_CONFIRM_LIMIT, NULL));
    }
    cg_estimate_share estimates = cg_tell_estimate_share(t);
    if (estimates.estimated > 0) {
        add_item(t, &block,
                 cg_tell(t, CG_MSG_CONFIRM_BASIS, cg_format(t->arena, "%d", estimates.estimated),
                         cg_format(t->arena, "%d", estimates.figures), NULL));
    }
    add_measures(t, &block);
    add_law(t, &block);
    if (block.rows.count > most) {
        block.note = cg_tell(t, CG_MSG_REPORT_MORE,
                             cg_format(t->arena, "%d", block.rows.count - most), NULL);
        block.rows.count = most;
    }
    return block;
}
