/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What rules cost, for spreadsheets: one row a price, differences against the park under its law.
 */
#include "report/report_prices.h"

#include "base/number.h"
#include "report/csv.h"
#include "report/study_rows.h"

#include <math.h>

typedef struct sheet {
    cg_study_telling t;
    const cg_rule_prices *prices;
    cg_csv csv;
} sheet;

static void say(sheet *s, cg_message_id id) {
    const char *currency = s->prices->comparison->currency;
    cg_csv_text(&s->csv, cg_tell(&s->t.telling, id, currency == NULL ? "" : currency, NULL));
}

static void add_head(sheet *s) {
    static const cg_message_id first[] = {CG_MSG_TABLE_LEFT_OUT, CG_MSG_TABLE_PRICED,
                                          CG_MSG_TABLE_TITLE,    CG_MSG_TABLE_UNCERTAIN,
                                          CG_MSG_TABLE_SPEAKS,   CG_MSG_STUDY_CSV_STATUS};
    static const cg_message_id last[] = {CG_MSG_TABLE_COST_TODAY, CG_MSG_STUDY_CSV_GAINED,
                                         CG_MSG_STUDY_CSV_LOST,   CG_MSG_STUDY_CSV_REROUTED,
                                         CG_MSG_TABLE_BETTER_OFF, CG_MSG_TABLE_WORSE_OFF,
                                         CG_MSG_STUDY_CSV_REASON};
    for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
        say(s, first[i]);
    }
    for (int f = 0; f < CG_STUDY_FIGURES; f++) {
        if (cg_study_compares(f)) {
            const char *unit = cg_study_unit_exact(&s->t, f);
            const char *label = cg_study_label(&s->t, f);
            label = *unit == '\0' ? label : cg_format(s->t.telling.arena, "%s (%s)", label, unit);
            cg_csv_text(&s->csv, cg_tell(&s->t.telling, CG_MSG_STUDY_CSV_DIFFERENCE, label, NULL));
        }
    }
    for (size_t i = 0; i < sizeof last / sizeof *last; i++) {
        say(s, last[i]);
    }
    cg_csv_end_row(&s->csv);
}

/* Who is better off (sign 1) or worse off (sign -1), in the order of their ids: "dyeing +1200". */
static void add_parties(sheet *s, const cg_result *row, int sign) {
    const cg_result *base = &s->prices->comparison->items.items[0];
    cg_text list = cg_text_start(s->t.telling.arena);
    char room[CG_NUMBER_ROOM];
    for (int i = 0; row->compared && i < base->parties.count; i++) {
        double gain = cg_party_gain(base, row, i);
        if (sign * gain > 0) {
            cg_text_addf(&list, "%s%s %s%s", list.length > 0 ? "; " : "", base->parties.items[i].id,
                         sign > 0 ? "+" : "", cg_number_text(gain, room));
        }
    }
    cg_csv_text(&s->csv, list.bytes);
}

static void add_row(sheet *s, const cg_rule_price *price) {
    const cg_comparison *comparison = s->prices->comparison;
    const cg_result *row = &comparison->items.items[price->result];
    cg_arena *arena = s->t.telling.arena;
    cg_text ids = cg_text_start(arena);
    for (int i = 0; i < price->count; i++) {
        cg_text_addf(&ids, "%s%s", i > 0 ? ", " : "", price->ids[i]);
    }
    cg_csv_text(&s->csv, ids.bytes);
    cg_csv_text(&s->csv, cg_priced_id(price->kind));
    cg_csv_text(&s->csv, cg_tell_name(&s->t.telling, price->title, NULL));
    cg_csv_text(&s->csv, price->uncertain ? cg_tell(&s->t.telling, CG_MSG_TABLE_YES, NULL) : NULL);
    cg_csv_text(&s->csv, price->speaks ? cg_tell(&s->t.telling, CG_MSG_TABLE_YES, NULL) : NULL);
    cg_csv_text(&s->csv, row->status);
    for (int f = 0; f < CG_STUDY_FIGURES; f++) {
        if (cg_study_compares(f)) {
            cg_csv_number(&s->csv, cg_study_difference(comparison, row, f));
        }
    }
    cg_csv_number(&s->csv, row->compared
                               ? row->baseline.cost - comparison->items.items[0].baseline.cost
                               : (double)NAN);
    cg_csv_text(&s->csv, cg_study_pairs(arena, row->gained.items, row->gained.count, false));
    cg_csv_text(&s->csv, cg_study_pairs(arena, row->lost.items, row->lost.count, false));
    cg_csv_text(&s->csv, cg_study_pairs(arena, row->changed.items, row->changed.count, true));
    add_parties(s, row, 1);
    add_parties(s, row, -1);
    cg_csv_text(&s->csv, cg_study_reason(&s->t, row));
    cg_csv_end_row(&s->csv);
}

const char *cg_report_prices_csv(cg_arena *arena, const cg_rule_prices *prices,
                                 cg_language language, size_t *length) {
    sheet s = {cg_study_telling_start(arena, prices->comparison, language), prices,
               cg_csv_start(arena)};
    add_head(&s);
    for (int i = 0; i < prices->items.count; i++) {
        add_row(&s, &prices->items.items[i]);
    }
    *length = s.csv.out.length;
    return s.csv.out.bytes;
}
