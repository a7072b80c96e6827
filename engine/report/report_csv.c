/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan for spreadsheets: one row an exchange. */
#include "report/report.h"

#include "report/csv.h"
#include "report/sheet.h"

typedef struct sheet {
    cg_telling telling;
    cg_csv csv;
} sheet;

static void add_head(sheet *s) {
    static const cg_message_id heads[] = {
        CG_MSG_REPORT_CSV_KIND,       CG_MSG_REPORT_CSV_FROM,      CG_MSG_REPORT_CSV_FROM_NAME,
        CG_MSG_REPORT_CSV_TO,         CG_MSG_REPORT_CSV_TO_NAME,   CG_MSG_REPORT_CSV_VIA,
        CG_MSG_REPORT_CSV_MODE,       CG_MSG_REPORT_CSV_RESOURCE,  CG_MSG_REPORT_CSV_QUANTITY,
        CG_MSG_REPORT_CSV_UNIT,       CG_MSG_REPORT_CSV_DELIVERED, CG_MSG_REPORT_CSV_INPUT_UNIT,
        CG_MSG_REPORT_CSV_SAVING,     CG_MSG_REPORT_CSV_EMISSIONS, CG_MSG_REPORT_CSV_INVESTMENT,
        CG_MSG_REPORT_CSV_DISTANCE,   CG_MSG_REPORT_CSV_CHANGE,    CG_MSG_REPORT_CSV_RULES,
        CG_MSG_REPORT_CSV_EXCEPTIONS, CG_MSG_REPORT_CSV_NUMBER};
    const char *currency = s->telling.plan->currency;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        cg_csv_text(&s->csv,
                    cg_tell(&s->telling, heads[i], currency == NULL ? "" : currency, NULL));
    }
    cg_csv_end_row(&s->csv);
}

static const char *rules_of(sheet *s, const cg_line *line) {
    return line->rule_count == 0 ? "" : cg_tell_list(&s->telling, line->rules, line->rule_count);
}

static void add_line(sheet *s, const cg_line *line) {
    const cg_telling *t = &s->telling;
    cg_csv_text(
        &s->csv,
        cg_tell(t, line->service ? CG_MSG_REPORT_CSV_SERVICE : CG_MSG_REPORT_CSV_EXCHANGE, NULL));
    cg_csv_text(&s->csv, line->from);
    cg_csv_text(&s->csv, cg_words_in(line->from_firm, t->language, ""));
    cg_csv_text(&s->csv, line->to);
    cg_csv_text(&s->csv, cg_words_in(line->to_firm, t->language, ""));
    cg_csv_text(&s->csv, line->via);
    cg_csv_text(&s->csv, line->mode);
    cg_csv_text(&s->csv, line->resource);
    cg_csv_number(&s->csv, line->quantity);
    cg_csv_text(&s->csv, line->unit);
    cg_csv_number(&s->csv, line->delivered);
    cg_csv_text(&s->csv, line->input_unit);
    cg_csv_number(&s->csv, line->saving);
    cg_csv_number(&s->csv, line->emissions_saving);
    cg_csv_number(&s->csv, line->investment);
    cg_csv_number(&s->csv, line->distance_km);
    cg_csv_text(&s->csv, cg_tell_change(t, line->change));
    cg_csv_text(&s->csv, rules_of(s, line));
    cg_csv_text(&s->csv, cg_tell_line_exceptions_in_full(t, line));
    cg_csv_text(&s->csv, cg_line_number(t->arena, line->number));
    cg_csv_end_row(&s->csv);
}

/* The public sees no line: a row a family. */
static void add_families(sheet *s) {
    cg_sheet_block block = cg_sheet_of_families(&s->telling);
    for (int c = 0; c < block.columns; c++) {
        cg_csv_text(&s->csv, block.heads[c]);
    }
    cg_csv_text(&s->csv, cg_tell(&s->telling, CG_MSG_REPORT_CSV_UNIT, NULL));
    cg_csv_end_row(&s->csv);
    for (cg_family family = CG_WATER; family < CG_FAMILIES; family++) {
        cg_csv_text(&s->csv, cg_tell_family(&s->telling, family));
        cg_csv_number(&s->csv, s->telling.park.families[family].exchanges);
        cg_csv_number(&s->csv, s->telling.park.families[family].quantity);
        cg_csv_text(&s->csv, cg_family_unit(family));
        cg_csv_end_row(&s->csv);
    }
}

/* Where requirements conflict there is nothing to exchange: a row a requirement. */
static void add_conflicts(sheet *s) {
    static const cg_message_id heads[] = {CG_MSG_CONFLICT_CSV_REQUIREMENT, CG_MSG_CONFLICT_CSV_NAME,
                                          CG_MSG_CONFLICT_CSV_STATED, CG_MSG_CONFLICT_CSV_LEAST,
                                          CG_MSG_REPORT_CSV_UNIT};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        cg_csv_text(&s->csv, cg_tell(&s->telling, heads[i], NULL));
    }
    cg_csv_end_row(&s->csv);
    for (int i = 0; i < s->telling.plan->conflicts.count; i++) {
        const cg_conflict *conflict = &s->telling.plan->conflicts.items[i];
        cg_csv_text(&s->csv, conflict->requirement);
        cg_csv_text(&s->csv, cg_tell_requirement(&s->telling, conflict->requirement));
        cg_csv_number(&s->csv, conflict->stated);
        cg_csv_number(&s->csv, conflict->least);
        cg_csv_text(&s->csv, conflict->unit);
        cg_csv_end_row(&s->csv);
    }
}

const char *cg_report_csv(cg_arena *arena, const cg_plan *plan, const cg_edition *edition,
                          cg_language language, size_t *length) {
    sheet s = {cg_telling_for(arena, plan, edition, language), cg_csv_start(arena)};
    if (cg_tells_no_plan(&s.telling)) {
        add_conflicts(&s);
    } else if (edition->audience == CG_FOR_PUBLIC) {
        add_families(&s);
    } else {
        add_head(&s);
        for (int i = 0; i < s.telling.plan->lines.count; i++) {
            add_line(&s, &s.telling.plan->lines.items[i]);
        }
    }
    *length = s.csv.out.length;
    return s.csv.out.bytes;
}
