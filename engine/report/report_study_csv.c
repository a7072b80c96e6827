/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A comparison for spreadsheets: one row a scenario, units in the head. */
#include "report/report_study.h"

#include "report/csv.h"
#include "report/study_rows.h"

static void add_head(cg_csv *csv, const cg_study_telling *t) {
    static const cg_message_id first[] = {CG_MSG_STUDY_CSV_SCENARIO,  CG_MSG_STUDY_CSV_TITLE,
                                          CG_MSG_STUDY_CSV_BASED_ON,  CG_MSG_STUDY_CSV_STATUS,
                                          CG_MSG_STUDY_CSV_OBJECTIVE, CG_MSG_STUDY_CSV_LAW,
                                          CG_MSG_STUDY_CSV_CHANGES};
    static const cg_message_id last[] = {CG_MSG_STUDY_CSV_GAP, CG_MSG_STUDY_CSV_GAINED,
                                         CG_MSG_STUDY_CSV_LOST, CG_MSG_STUDY_CSV_REROUTED,
                                         CG_MSG_STUDY_CSV_REASON};
    for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
        cg_csv_text(csv, cg_tell(&t->telling, first[i], NULL));
    }
    for (int pass = 0; pass < 2; pass++) {
        for (int f = 0; f < CG_STUDY_FIGURES; f++) {
            const char *unit = cg_study_unit_exact(t, f);
            const char *label = cg_study_label(t, f);
            label = *unit == '\0' ? label : cg_format(t->telling.arena, "%s (%s)", label, unit);
            if (pass == 0) {
                cg_csv_text(csv, label);
            } else if (cg_study_compares(f)) {
                cg_csv_text(csv, cg_tell(&t->telling, CG_MSG_STUDY_CSV_DIFFERENCE, label, NULL));
            }
        }
    }
    for (size_t i = 0; i < sizeof last / sizeof *last; i++) {
        cg_csv_text(csv, cg_tell(&t->telling, last[i], NULL));
    }
    cg_csv_end_row(csv);
}

static void add_row(cg_csv *csv, const cg_study_telling *t, const cg_result *row) {
    cg_arena *arena = t->telling.arena;
    cg_csv_text(csv, row->id);
    cg_csv_text(csv, row->based_on == NULL ? cg_study_title(t, row)
                                           : cg_tell_name(&t->telling, row->title, ""));
    cg_csv_text(csv, row->based_on);
    cg_csv_text(csv, row->status);
    cg_csv_text(csv, row->objective);
    cg_csv_text(csv, cg_study_law(t, row));
    cg_csv_text(csv, cg_study_changes(t, row));
    for (int f = 0; f < CG_STUDY_FIGURES; f++) {
        cg_csv_number(csv, cg_study_value(row, f));
    }
    for (int f = 0; f < CG_STUDY_FIGURES; f++) {
        if (cg_study_compares(f)) {
            cg_csv_number(csv, cg_study_difference(t->comparison, row, f));
        }
    }
    if (row->solved) {
        cg_csv_number(csv, row->gap);
    } else {
        cg_csv_text(csv, NULL);
    }
    cg_csv_text(csv, cg_study_pairs(arena, row->gained.items, row->gained.count, false));
    cg_csv_text(csv, cg_study_pairs(arena, row->lost.items, row->lost.count, false));
    cg_csv_text(csv, cg_study_pairs(arena, row->changed.items, row->changed.count, true));
    cg_csv_text(csv, cg_study_reason(t, row));
    cg_csv_end_row(csv);
}

const char *cg_report_study_csv(cg_arena *arena, const cg_comparison *comparison,
                                cg_language language, size_t *length) {
    cg_study_telling t = cg_study_telling_start(arena, comparison, language);
    cg_csv csv = cg_csv_start(arena);
    add_head(&csv, &t);
    for (int i = 0; i < comparison->items.count; i++) {
        add_row(&csv, &t, &comparison->items.items[i]);
    }
    *length = csv.out.length;
    return csv.out.bytes;
}
