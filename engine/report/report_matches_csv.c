/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The candidate exchanges for spreadsheets: one row a candidate. */
#include "report/report_matches.h"

#include "match/legal_words.h"
#include "report/csv.h"
#include "report/match_rows.h"

#include <math.h>

typedef struct sheet {
    cg_arena *arena; /* for one row: emptied after each, for there may be millions */
    const cg_matches *matches;
    cg_language language;
    cg_csv csv;
} sheet;

static const char *say(const sheet *s, cg_message_id id) {
    return cg_message(s->arena, id, s->language, NULL);
}

static void add_head(sheet *s) {
    static const cg_message_id heads[] = {
        CG_MSG_REPORT_CSV_FROM,     CG_MSG_REPORT_CSV_FROM_NAME, CG_MSG_REPORT_CSV_TO,
        CG_MSG_REPORT_CSV_TO_NAME,  CG_MSG_REPORT_CSV_VIA,       CG_MSG_TABLE_PASSED,
        CG_MSG_REPORT_CSV_MODE,     CG_MSG_REPORT_CSV_RESOURCE,  CG_MSG_TABLE_INPUT_RESOURCE,
        CG_MSG_REPORT_CSV_DISTANCE, CG_MSG_TABLE_DELIVERED,      CG_MSG_TABLE_VERDICT,
        CG_MSG_REPORT_CSV_RULES,    CG_MSG_TABLE_UNCERTAIN,      CG_MSG_TABLE_PERMITS,
        CG_MSG_TABLE_PERMIT_COST,   CG_MSG_TABLE_REASON,         CG_MSG_TABLE_RUNNING,
        CG_MSG_TABLE_ASSUMED,       CG_MSG_REPORT_CSV_EXCEPTIONS};
    const char *currency = s->matches->park->currency;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        cg_csv_text(&s->csv, cg_message(s->arena, heads[i], s->language,
                                        currency == NULL ? "" : currency, NULL));
    }
    cg_csv_end_row(&s->csv);
}

static const char *firm_of(const sheet *s, const cg_flow *flow) {
    const cg_firm *firm = &s->matches->park->firms.items[flow->firm];
    return cg_words_in(firm->name, s->language, firm->id);
}

static void add_truth(sheet *s, bool truth) {
    cg_csv_text(&s->csv, truth ? say(s, CG_MSG_TABLE_YES) : NULL);
}

static void add_ends(sheet *s, const cg_match_row *row) {
    const cg_park *park = s->matches->park;
    const cg_knowledge *knowledge = park->knowledge;
    cg_csv_text(&s->csv, row->from);
    cg_csv_text(&s->csv,
                firm_of(s, &park->outputs.items[cg_map_find(park->output_refs, row->from)]));
    cg_csv_text(&s->csv, row->to);
    cg_csv_text(&s->csv, firm_of(s, &park->inputs.items[cg_map_find(park->input_refs, row->to)]));
    cg_csv_text(&s->csv, row->via);
    add_truth(s, row->pass_through);
    cg_csv_text(&s->csv, row->mode == CG_NONE ? NULL : knowledge->modes.items[row->mode].id);
    cg_csv_text(&s->csv, knowledge->resources.items[row->resource].id);
    cg_csv_text(&s->csv, knowledge->resources.items[row->input_resource].id);
    cg_csv_number(&s->csv, row->km);
    cg_csv_number(&s->csv, row->delivered);
}

/* What the permits cost together; not a number where one of them is of unknown cost, or none is
 * asked for. */
static double permit_cost(const cg_law *law, const cg_match_law *of) {
    double cost = 0;
    int count = 0;
    for (int i = 0; i < of->behind_count; i++) {
        if (of->behind[i].ruling.kind == CG_RULING_PERMIT) {
            const cg_permit_terms *terms = law->rules[of->behind[i].rule]->terms;
            cost += terms->cost.given ? terms->cost.value : (double)NAN;
            count++;
        }
    }
    return count > 0 ? cost : (double)NAN;
}

static void add_permits(sheet *s, const cg_match_law *of) {
    const cg_law *law = s->matches->law;
    cg_text told = cg_text_start(s->arena);
    for (int i = 0; i < of->behind_count; i++) {
        if (of->behind[i].ruling.kind == CG_RULING_PERMIT) {
            cg_text_addf(&told, "%s%s", told.length > 0 ? " | " : "",
                         cg_permit_words(s->arena, law, law->rules[of->behind[i].rule],
                                         of->behind[i].certain, s->matches->park->currency,
                                         s->language));
        }
    }
    cg_csv_text(&s->csv, told.bytes);
    cg_csv_number(&s->csv, permit_cost(law, of));
}

static void add_law(sheet *s, const cg_match_row *row) {
    cg_match_law of = cg_match_law_of(s->arena, s->matches, row);
    cg_text rules = cg_text_start(s->arena);
    for (int i = 0; i < of.rule_count; i++) {
        cg_text_addf(&rules, "%s%s", i > 0 ? ", " : "", of.rules[i]->id);
    }
    cg_csv_text(&s->csv, cg_verdict_id(row->finding.verdict));
    cg_csv_text(&s->csv, rules.bytes);
    add_truth(s, of.uncertain);
    add_permits(s, &of);
    cg_csv_text(&s->csv, cg_match_reason(s->arena, s->matches, row, s->language));
}

static void add_exceptions(sheet *s, const cg_match_row *row) {
    cg_text told = cg_text_start(s->arena);
    int *exceptions;
    int count = cg_match_exceptions(s->arena, s->matches, row, &exceptions);
    for (int e = 0; e < count; e++) {
        const cg_exception *stated = &s->matches->law->exceptions->items.items[exceptions[e]];
        cg_text_addf(&told, "%s%s", e > 0 ? " | " : "",
                     cg_exception_told(s->arena, stated, s->language));
    }
    cg_csv_text(&s->csv, told.bytes);
}

const char *cg_report_matches_csv(cg_arena *arena, const cg_matches *matches, cg_language language,
                                  size_t *length) {
    sheet s = {cg_arena_within(arena), matches, language, cg_csv_start(arena)};
    cg_match_rows rows = cg_match_rows_of(arena, matches);
    add_head(&s);
    for (int i = 0; i < rows.items.count; i++) {
        cg_match_row row = cg_match_row_at(&rows, i);
        add_ends(&s, &row);
        add_law(&s, &row);
        add_truth(&s, row.running);
        add_truth(&s, row.assumed);
        add_exceptions(&s, &row);
        cg_csv_end_row(&s.csv);
        cg_arena_empty(s.arena);
    }
    *length = s.csv.out.length;
    return s.csv.out.bytes;
}
