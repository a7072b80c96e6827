/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan's summary for a terminal: 80 columns, the figures that matter first. */
#include "report/report.h"

#include "base/text.h"
#include "report/groups.h"
#include "report/sheet.h"

#include <string.h>

enum { WIDTH = 80, LABEL = 38, MOST_LINES = 30, MOST_TO_CONFIRM = 6 };

typedef struct page {
    cg_telling telling;
    cg_text out;
} page;

static void add_heading(page *p, const char *heading) {
    cg_text_add(&p->out, "\n");
    cg_text_add_folded(&p->out, heading, WIDTH, 0);
}

static void add_fact(page *p, cg_message_id label, const char *value) {
    cg_text_add(&p->out, "  ");
    cg_text_add_column(&p->out, cg_tell(&p->telling, label, NULL), LABEL - 2);
    cg_text_addf(&p->out, " %s\n", value);
}

/* A figure's low and high under it. */
static void add_range(page *p, cg_range_figure figure) {
    const char *range = cg_tell_range(&p->telling, figure);
    if (range != NULL) {
        cg_text_add_column(&p->out, "", LABEL);
        cg_text_addf(&p->out, " %s\n", range);
    }
}

/* Quantities stand in the balance below; here only where they have a low and a high. */
static void add_ranged(page *p, cg_range_figure figure) {
    cg_range_row row;
    if (cg_tell_range_row(&p->telling, figure, &row)) {
        cg_text_add(&p->out, "  ");
        cg_text_add_column(&p->out, row.label, LABEL - 2);
        cg_text_addf(&p->out, " %s\n", row.planned);
        add_range(p, figure);
    }
}

static void add_facts(page *p) {
    const cg_telling *t = &p->telling;
    const cg_totals *totals = &t->plan->totals;
    const char *share = cg_tell(t, CG_MSG_REPORT_SHARE_OF_COST, cg_tell_saving_share(t), NULL);
    add_fact(p, CG_MSG_REPORT_NET_SAVING,
             cg_tell(t, CG_MSG_REPORT_OF, cg_tell_money(t, totals->net_saving), share, NULL));
    add_range(p, CG_RANGE_NET_SAVING);
    add_fact(p, CG_MSG_REPORT_INVESTMENT, cg_tell_investment(t));
    add_range(p, CG_RANGE_INVESTMENT);
    add_fact(p, CG_MSG_REPORT_PAYBACK, cg_tell_payback(t));
    add_range(p, CG_RANGE_PAYBACK);
    const char *emissions = cg_tell_emissions(t, totals->emissions_saving);
    if (t->plan->baseline.emissions > 0) {
        share = cg_tell(t, CG_MSG_REPORT_SHARE_OF_EMISSIONS, cg_tell_emissions_share(t), NULL);
        emissions = cg_tell(t, CG_MSG_REPORT_OF, emissions, share, NULL);
    }
    add_fact(p, CG_MSG_REPORT_EMISSIONS_SAVING, emissions);
    add_range(p, CG_RANGE_EMISSIONS);
    add_ranged(p, CG_RANGE_WATER);
    add_ranged(p, CG_RANGE_WASTEWATER);
    add_ranged(p, CG_RANGE_WASTE);
    add_fact(p, CG_MSG_REPORT_EXCHANGE_COUNT, cg_format(t->arena, "%d", t->park.exchanges));
    if (cg_tell_ranges(t) != NULL) {
        add_heading(p, cg_tell_ranges(t));
    }
}

static void add_balance_row(page *p, const char *label, const char *today, const char *planned,
                            const char *difference) {
    cg_text_add(&p->out, "  ");
    cg_text_add_column(&p->out, label, LABEL - 2);
    cg_text_add_column_right(&p->out, today, 14);
    cg_text_add_column_right(&p->out, planned, 14);
    cg_text_add_column_right(&p->out, difference, 14);
    cg_text_add(&p->out, "\n");
}

static void add_balance(page *p) {
    const cg_telling *t = &p->telling;
    cg_balance_row rows[CG_BALANCE_ROWS];
    cg_tell_balance(t, rows);
    cg_text_add(&p->out, "\n");
    add_balance_row(p, cg_tell(t, CG_MSG_REPORT_YEARLY, NULL),
                    cg_tell(t, CG_MSG_REPORT_TODAY, NULL), cg_tell(t, CG_MSG_REPORT_PLANNED, NULL),
                    cg_tell(t, CG_MSG_REPORT_DIFFERENCE, NULL));
    for (int i = 0; i < CG_BALANCE_ROWS; i++) {
        const cg_balance_row *row = &rows[i];
        if (row->today != 0 || row->planned != 0) {
            add_balance_row(p, row->label, cg_tell_balance_figure(t, row, row->today),
                            cg_tell_balance_figure(t, row, row->planned),
                            cg_tell_balance_figure(t, row, row->planned - row->today));
        }
    }
}

static void add_part(page *p, cg_message_id label, double value) {
    cg_text_add(&p->out, "  ");
    cg_text_add_column(&p->out, cg_tell(&p->telling, label, NULL), LABEL - 2);
    cg_text_add_column_right(&p->out, cg_tell_cell(&p->telling, value), 14);
    cg_text_add(&p->out, "\n");
}

static void add_parts(page *p) {
    const cg_telling *t = &p->telling;
    cg_part_row rows[CG_PART_ROWS];
    cg_tell_parts(&t->plan->totals.parts, rows);
    add_heading(
        p, cg_format(t->arena, "%s (%s)", cg_tell(t, CG_MSG_REPORT_PARTS, NULL), t->money.unit));
    for (int i = 0; i < CG_PART_ROWS; i++) {
        if (rows[i].value != 0) {
            add_part(p, rows[i].label, rows[i].value);
        }
    }
    add_part(p, CG_MSG_REPORT_NET_SAVING, t->plan->totals.net_saving);
}

/* What is worth knowing of a line beyond its ends and figures, or "". */
static const char *group_note(const cg_telling *t, const cg_group *group) {
    const cg_line *line = group->lines[0];
    cg_text note = cg_text_start(t->arena);
    for (int i = 0; group->count > 1 && i < group->count; i++) {
        cg_text_addf(&note, "%s%s", i > 0 ? ", " : "",
                     cg_tell_plain(t->arena, group->lines[i]->from));
    }
    cg_text_add(&note, note.length > 0 ? " " : "");
    if (line->via != NULL) {
        cg_message_id id = line->pass_through ? CG_MSG_REPORT_PASSED : CG_MSG_REPORT_VIA_NOTE;
        cg_text_add(&note, cg_tell(t, id, cg_tell_plain(t->arena, line->via), NULL));
    }
    if (line->running) {
        cg_text_add(&note, note.length > 0 ? "; " : "");
        cg_text_add(&note,
                    cg_tell(t, CG_MSG_REPORT_RUNNING_NOTE,
                            cg_figure_short(t->arena, line->running_quantity, t->language),
                            cg_figure_quantity(t->arena, line->quantity, line->unit, t->language),
                            NULL));
    }
    if (line->rule_count > 0) {
        cg_text_add(&note, note.length > 0 ? "; " : "");
        cg_text_add(&note, cg_tell_list(t, line->rules, line->rule_count));
    }
    if (line->exception_count > 0) {
        cg_text_add(&note, note.length > 0 ? "; " : "");
        cg_text_add(&note, cg_tell_line_exceptions(t, line));
    }
    return note.bytes;
}

static void add_columns(page *p, const char *from, const char *to, const char *quantity,
                        const char *saving) {
    cg_text_add(&p->out, "  ");
    cg_text_add_column(&p->out, from, 23);
    cg_text_add(&p->out, " ");
    cg_text_add_column(&p->out, to, 23);
    cg_text_add_column_right(&p->out, quantity, 15);
    cg_text_add_column_right(&p->out, saving, 16);
    cg_text_add(&p->out, "\n");
}

static void add_group(page *p, const cg_group *group) {
    const cg_telling *t = &p->telling;
    const cg_line *line = group->total;
    const char *from = group->count == 1 ? cg_tell_plain(t->arena, line->from)
                                         : cg_tell(t, CG_MSG_REPORT_OUTPUTS,
                                                   cg_format(t->arena, "%d", group->count), NULL);
    add_columns(p, from, cg_tell_plain(t->arena, line->to),
                cg_figure_quantity(t->arena, line->quantity, line->unit, t->language),
                cg_tell_cell(t, line->saving));
    const char *note = group_note(t, group);
    if (*note != '\0') {
        cg_text_add(&p->out, "    ");
        cg_text_add_folded(&p->out, note, WIDTH - 4, 4);
    }
}

/* One of the three groups of lines: in the park, with the outside, treatment alone. */
static void add_lines(page *p, const cg_groups *groups, cg_message_id heading, bool outside,
                      bool service) {
    const cg_telling *t = &p->telling;
    int shown = 0;
    int more = 0;
    for (int i = 0; i < groups->count; i++) {
        const cg_line *line = groups->items[i].total;
        if (line->service != service || (!service && line->outside != outside)) {
            continue;
        }
        if (shown == MOST_LINES) {
            more += groups->items[i].count;
            continue;
        }
        if (shown++ == 0) {
            add_heading(p, cg_tell(t, heading, NULL));
            add_columns(p, cg_tell(t, CG_MSG_REPORT_FROM, NULL), cg_tell(t, CG_MSG_REPORT_TO, NULL),
                        cg_tell(t, CG_MSG_REPORT_QUANTITY, NULL), t->money.unit);
        }
        add_group(p, &groups->items[i]);
    }
    if (more > 0) {
        cg_text_addf(&p->out, "  %s\n",
                     cg_tell(t, CG_MSG_REPORT_MORE, cg_format(t->arena, "%d", more), NULL));
    }
}

static void add_losers(page *p) {
    const char *sentences[2];
    int count = cg_tell_losers(&p->telling, sentences);
    for (int i = 0; i < count; i++) {
        add_heading(p, sentences[i]);
    }
}

static void add_uncertain(page *p) {
    for (int i = 0; i < p->telling.plan->uncertain.count; i++) {
        add_heading(p, cg_tell_uncertain(&p->telling, i));
    }
}

static void add_exceptions(page *p) {
    const cg_telling *t = &p->telling;
    if (t->plan->exceptions_file == NULL) {
        return;
    }
    add_heading(p, cg_tell(t, CG_MSG_REPORT_EXCEPTIONS, NULL));
    for (int e = 0; e < t->plan->exceptions.count; e++) {
        cg_text_add(&p->out, "  ");
        cg_text_add_folded(&p->out, cg_tell_exception(t, e), WIDTH - 2, 4);
    }
    cg_text_add(&p->out, "  ");
    cg_text_add_folded(&p->out, cg_tell_exceptions_from(t), WIDTH - 2, 2);
}

static void add_law(page *p) {
    for (int i = 0; i < p->telling.plan->readings.count; i++) {
        add_heading(p, cg_tell_reading(&p->telling, i));
    }
    for (int i = 0; i < p->telling.plan->permits.count; i++) {
        if (i == 0) {
            add_heading(p, cg_tell(&p->telling, CG_MSG_REPORT_PERMITS, NULL));
        }
        cg_text_add(&p->out, "  - ");
        cg_text_add_folded(&p->out, cg_tell_permit(&p->telling, i), WIDTH - 4, 4);
    }
}

static void add_conflicts(page *p) {
    const cg_plan *plan = p->telling.plan;
    add_heading(p, cg_tell_no_plan(&p->telling));
    for (int i = 0; i < plan->conflicts.count; i++) {
        const char *conflict = cg_tell_conflict(&p->telling, &plan->conflicts.items[i]);
        cg_text_add(&p->out, "  - ");
        cg_text_add_folded(&p->out, conflict, WIDTH - 4, 4);
    }
}

/* A row of a table as a line of its cells, each under its head's name: seven columns of a sheet are
 * wider than a terminal. */
static void add_cells(page *p, const cg_sheet_block *block, const cg_sheet_row *row) {
    cg_text line = cg_text_start(p->telling.arena);
    cg_text_add(&line, row->cells[0]);
    for (int c = 1; c < block->columns; c++) {
        cg_text_addf(&line, "; %s: %s", block->heads[c], row->cells[c]);
    }
    cg_text_add(&p->out, "  - ");
    cg_text_add_folded(&p->out, line.bytes, WIDTH - 4, 4);
}

static void add_block_row(page *p, const cg_sheet_block *block, const cg_sheet_row *row) {
    if (block->kind == CG_SHEET_TABLE && block->numbers > 0) {
        add_cells(p, block, row);
        return;
    }
    if (block->kind == CG_SHEET_LIST) {
        cg_text_add(&p->out, "  - ");
        cg_text_add_folded(&p->out, row->cells[0], WIDTH - 4, 4);
        return;
    }
    bool facts = block->kind == CG_SHEET_FACTS;
    for (int c = 0; c < (facts ? 1 : block->columns); c++) {
        cg_text_add(&p->out, "  ");
        cg_text_add_column(&p->out, facts ? row->cells[0] : block->heads[c], LABEL - 2);
        cg_text_addf(&p->out, " %s\n", facts ? row->cells[1] : row->cells[c]);
    }
    if (facts && *row->cells[2] != '\0') {
        cg_text_add(&p->out, "    ");
        cg_text_add_folded(&p->out, row->cells[2], WIDTH - 4, 4);
    }
}

static void add_block(page *p, const cg_sheet_block *block) {
    if (block->heading == NULL) {
        cg_text_add(&p->out, "\n");
    } else {
        add_heading(p, block->heading);
    }
    if (block->lead != NULL) {
        cg_text_add(&p->out, "  ");
        cg_text_add_folded(&p->out, block->lead, WIDTH - 2, 2);
    }
    for (int i = 0; i < block->rows.count; i++) {
        add_block_row(p, block, &block->rows.items[i]);
    }
    if (block->note != NULL) {
        cg_text_add(&p->out, "  ");
        cg_text_add_folded(&p->out, block->note, WIDTH - 2, 2);
    }
}

/* What is not certain yet, the same as on the page's first screen. */
static void add_to_confirm(page *p) {
    cg_sheet_block confirm = cg_sheet_to_confirm(&p->telling, MOST_TO_CONFIRM);
    if (confirm.rows.count > 0) {
        add_block(p, &confirm);
    }
}

static void add_firm(page *p) {
    cg_sheet sheet = cg_sheet_of_firm(&p->telling);
    for (int i = 0; i < sheet.count; i++) {
        add_block(p, &sheet.items[i]);
    }
}

/* Who gives what to whom: for those to whom firms are named. */
static void add_inside(page *p) {
    const cg_telling *t = &p->telling;
    if (t->plan->lines.count == 0) {
        add_heading(p, cg_tell(t, CG_MSG_REPORT_NO_EXCHANGES, NULL));
    }
    cg_groups groups = cg_groups_of(t);
    add_lines(p, &groups, CG_MSG_REPORT_EXCHANGES, false, false);
    add_lines(p, &groups, CG_MSG_REPORT_EXCHANGES_OUTSIDE, true, false);
    add_lines(p, &groups, CG_MSG_REPORT_SERVICES, false, true);
    add_losers(p);
    if (cg_shows_policy(t)) {
        cg_sheet_block policy = cg_sheet_of_policy(t);
        add_block(p, &policy);
    }
    add_uncertain(p);
}

static void add_plan(page *p) {
    const cg_telling *t = &p->telling;
    if (strcmp(t->plan->status, "limit") == 0) {
        add_heading(p, cg_tell_limit(t));
        bool found = t->plan->bound_of == NULL || strcmp(t->plan->bound_of, "none") != 0;
        if (found && cg_shows_firms(t) && t->edition.audience != CG_FOR_FIRM) {
            cg_text_add_folded(&p->out, cg_tell(t, CG_MSG_SEARCH_GO_ON, NULL), WIDTH, 0);
        }
    }
    if (t->edition.audience == CG_FOR_FIRM) {
        add_firm(p);
        return;
    }
    cg_text_add(&p->out, "\n");
    add_facts(p);
    add_balance(p);
    add_parts(p);
    if (cg_shows_firms(t)) {
        add_inside(p);
    } else {
        cg_sheet_block families = cg_sheet_of_families(t);
        add_block(p, &families);
    }
    add_law(p);
    add_to_confirm(p);
    add_heading(p, cg_tell_proof(t));
}

static void add_name(page *p, cg_message_id label, const char *name) {
    if (name != NULL) {
        const char *told = cg_tell_plain(p->telling.arena, name);
        cg_text_addf(&p->out, "%s: ", cg_tell(&p->telling, label, NULL));
        cg_text_add_folded(&p->out, told, WIDTH, 2);
    }
}

/* What the cover of a page says. */
static void add_cover(page *p) {
    const cg_telling *t = &p->telling;
    cg_text_add_folded(
        &p->out, cg_tell(t, CG_MSG_REPORT_PLAN_OF, cg_tell_park(t), cg_tell_objective(t), NULL),
        WIDTH, 0);
    cg_text_add_folded(&p->out, cg_tell_law(t), WIDTH, 0);
    cg_text_add_folded(&p->out, cg_tell_edition(t), WIDTH, 0);
    add_name(p, CG_MSG_HTML_PREPARED, t->edition.prepared);
    add_name(p, CG_MSG_HTML_CHECKED, t->edition.checked);
    add_name(p, CG_MSG_HTML_APPROVED, t->edition.approved);
    if (t->withholds) {
        cg_text_add_folded(&p->out, cg_tell(t, CG_MSG_EDITION_WITHHELD, NULL), WIDTH, 0);
    }
}

const char *cg_report_text(cg_arena *arena, const cg_plan *plan, const cg_edition *edition,
                           cg_language language, size_t *length) {
    page p = {cg_telling_for(arena, plan, edition, language), cg_text_start(arena)};
    add_cover(&p);
    if (cg_tells_no_plan(&p.telling)) {
        add_conflicts(&p);
    } else {
        add_plan(&p);
    }
    add_exceptions(&p);
    *length = p.out.length;
    return p.out.bytes;
}
