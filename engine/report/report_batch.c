/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the writer of a roll-up in a format, and writes it for spreadsheets and programs. */
#include "report/report_batch.h"

#include "report/csv.h"

#include <math.h>
#include <string.h>

const char *cg_report_batch(cg_arena *arena, const cg_batch_view *view, cg_report_format format,
                            cg_language language, size_t *length) {
    switch (format) {
    case CG_REPORT_JSON:
        return cg_report_batch_json(arena, view, length);
    case CG_REPORT_CSV:
        return cg_report_batch_csv(arena, view, language, length);
    case CG_REPORT_HTML:
        return cg_report_batch_html(arena, view, language, length);
    default:
        return cg_report_batch_text(arena, view, language, length);
    }
}

/* ---- JSON */

static const char *status_word(const cg_batch_row *row) {
    return row->status == NULL ? "open" : row->status;
}

static void write_figures(cg_json_writer *writer, const cg_batch_row *row, const char *common) {
    const cg_totals *totals = &row->totals;
    cg_json_integer(writer, "firms", row->firms);
    cg_json_integer(writer, "exchanges", row->exchanges);
    cg_json_string(writer, "currency", row->currency);
    cg_json_number(writer, "net_saving", totals->net_saving);
    cg_json_number(writer, "net_saving_common", cg_batch_in(row, totals->net_saving, common));
    cg_json_number(writer, "investment", totals->investment);
    cg_json_number(writer, "payback_years",
                   totals->pays_back ? totals->payback_years : (double)NAN);
    cg_json_number(writer, "water_saved", row->water_saved);
    cg_json_number(writer, "waste_avoided", row->waste_avoided);
    cg_json_number(writer, "emissions_saving", totals->emissions_saving);
    cg_json_number(writer, "gap", row->gap);
}

/* Without `framework` over several parks. */
static void write_criteria(cg_json_writer *writer, const cg_batch_criteria *criteria) {
    cg_json_open_object(writer, "criteria");
    cg_json_string_if(writer, "framework", criteria->framework);
    cg_json_integer(writer, "of", criteria->of);
    cg_json_integer(writer, "met_today", criteria->met[0]);
    cg_json_integer(writer, "no_data_today", criteria->without_data[0]);
    if (criteria->has_after) {
        cg_json_integer(writer, "met_after", criteria->met[1]);
        cg_json_integer(writer, "no_data_after", criteria->without_data[1]);
    }
    cg_json_close_object(writer);
}

static void write_park(cg_json_writer *writer, const cg_batch_row *row, const char *common) {
    cg_json_open_object(writer, NULL);
    cg_json_string(writer, "park", row->park);
    cg_json_words_if(writer, "name", row->name);
    cg_json_string(writer, "file", row->file);
    cg_json_string(writer, "status", status_word(row));
    if (row->solved) {
        write_figures(writer, row, common);
    }
    if (row->criteria.framework != NULL) {
        write_criteria(writer, &row->criteria);
    }
    cg_json_integer(writer, "warnings", row->warnings);
    cg_json_integer(writer, "errors", row->errors);
    cg_batch_write_problems(writer, row);
    cg_json_open_flat_array(writer, "files");
    for (int i = 0; i < row->files.count; i++) {
        cg_json_string(writer, NULL,
                       cg_format(writer->out.arena, "%s/%s", row->park, row->files.items[i].name));
    }
    cg_json_close_array(writer);
    cg_json_close_object(writer);
}

static void write_money(cg_json_writer *writer, const cg_batch_view *view) {
    cg_batch_money *money;
    int count = cg_batch_money_of(writer->out.arena, view->rows, view->count, &money);
    cg_json_open_array(writer, "by_currency");
    for (int i = 0; i < count; i++) {
        cg_json_open_object(writer, NULL);
        cg_json_string(writer, "currency", money[i].currency);
        cg_json_integer(writer, "parks", money[i].parks);
        cg_json_number(writer, "net_saving", money[i].net_saving);
        cg_json_number(writer, "investment", money[i].investment);
        cg_json_number(writer, "payback_years",
                       money[i].pays_back ? money[i].payback_years : (double)NAN);
        cg_json_close_object(writer);
    }
    cg_json_close_array(writer);
}

static void write_totals(cg_json_writer *writer, const cg_batch_view *view,
                         const cg_batch_sum *sum) {
    cg_json_open_object(writer, "totals");
    cg_json_integer(writer, "parks", sum->parks);
    cg_json_integer(writer, "solved", sum->solved);
    cg_json_open_object(writer, "by_status");
    for (int i = 0; i < CG_BATCH_STATUSES; i++) {
        cg_json_integer(writer, cg_batch_status_id(i), sum->by_status[i]);
    }
    cg_json_close_object(writer);
    cg_json_integer(writer, "firms", sum->firms);
    cg_json_integer(writer, "exchanges", sum->exchanges);
    cg_json_number(writer, "water_saved", sum->water_saved);
    cg_json_number(writer, "waste_avoided", sum->waste_avoided);
    cg_json_number(writer, "emissions_saving", sum->emissions_saving);
    if (sum->assessed > 0) {
        cg_json_integer(writer, "assessed", sum->assessed);
        write_criteria(writer, &sum->criteria);
    }
    write_money(writer, view);
    cg_json_string(writer, "currency", sum->currency);
    cg_json_integer(writer, "counted", sum->counted);
    cg_json_number(writer, "net_saving", sum->net_saving);
    cg_json_number(writer, "investment", sum->investment);
    cg_json_close_object(writer);
}

const char *cg_report_batch_json(cg_arena *arena, const cg_batch_view *view, size_t *length) {
    cg_batch_sum sum = cg_batch_sum_of(view->rows, view->count);
    cg_json_writer writer = cg_json_write_start(arena);
    cg_json_open_object(&writer, NULL);
    cg_json_string(&writer, "format", "congsinh-batch/1");
    cg_json_string(&writer, "program", view->program);
    cg_json_open_array(&writer, "parks");
    for (int i = 0; i < view->count; i++) {
        write_park(&writer, &view->rows[i], sum.currency);
    }
    cg_json_close_array(&writer);
    write_totals(&writer, view, &sum);
    cg_json_close_object(&writer);
    return cg_json_finish(&writer, length);
}

/* ---- CSV */

static void add_head(cg_csv *csv, const char *common, cg_arena *arena, cg_language language) {
    static const cg_message_id first[] = {
        CG_MSG_BATCH_PARK,     CG_MSG_BATCH_NAME,       CG_MSG_BATCH_FILE,
        CG_MSG_BATCH_STATUS,   CG_MSG_BATCH_FIRMS,      CG_MSG_BATCH_EXCHANGES,
        CG_MSG_BATCH_CURRENCY, CG_MSG_BATCH_NET_SAVING, CG_MSG_BATCH_INVESTMENT};
    static const cg_message_id last[] = {CG_MSG_BATCH_PAYBACK,
                                         CG_MSG_BATCH_WATER,
                                         CG_MSG_BATCH_WASTE,
                                         CG_MSG_BATCH_EMISSIONS,
                                         CG_MSG_BATCH_GAP,
                                         CG_MSG_BATCH_FRAMEWORK,
                                         CG_MSG_BATCH_CRITERIA,
                                         CG_MSG_BATCH_CRITERIA_TODAY,
                                         CG_MSG_BATCH_CRITERIA_AFTER,
                                         CG_MSG_BATCH_REASON};
    for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
        cg_csv_text(csv, cg_message_pattern(first[i], language));
    }
    cg_csv_text(csv, cg_message(arena, CG_MSG_BATCH_NET_SAVING_IN, language,
                                common == NULL ? "–" : common, NULL));
    for (size_t i = 0; i < sizeof last / sizeof *last; i++) {
        cg_csv_text(csv, cg_message_pattern(last[i], language));
    }
    cg_csv_end_row(csv);
}

static void add_row(cg_csv *csv, const cg_batch_row *row, const char *common,
                    cg_language language) {
    double none = (double)NAN;
    bool solved = row->solved;
    const cg_totals *totals = &row->totals;
    cg_csv_text(csv, row->park);
    cg_csv_text(csv, cg_words_in(row->name, language, NULL));
    cg_csv_text(csv, row->file);
    cg_csv_text(csv, status_word(row));
    cg_csv_number(csv, solved ? row->firms : none);
    cg_csv_number(csv, solved ? row->exchanges : none);
    cg_csv_text(csv, row->currency);
    cg_csv_number(csv, solved ? totals->net_saving : none);
    cg_csv_number(csv, solved ? totals->investment : none);
    cg_csv_number(csv, solved ? cg_batch_in(row, totals->net_saving, common) : none);
    cg_csv_number(csv, solved && totals->pays_back ? totals->payback_years : none);
    cg_csv_number(csv, solved ? row->water_saved : none);
    cg_csv_number(csv, solved ? row->waste_avoided : none);
    cg_csv_number(csv, solved ? totals->emissions_saving : none);
    cg_csv_number(csv, solved ? row->gap : none);
    bool assessed = row->criteria.framework != NULL;
    cg_csv_text(csv, row->criteria.framework);
    cg_csv_number(csv, assessed ? row->criteria.of : none);
    cg_csv_number(csv, assessed ? row->criteria.met[0] : none);
    cg_csv_number(csv, assessed && row->criteria.has_after ? row->criteria.met[1] : none);
    cg_csv_text(csv, solved ? NULL : cg_batch_reason(csv->out.arena, row, language));
    cg_csv_end_row(csv);
}

/* Without a line of totals: whoever sorts or filters the sheet would count it as a park. */
const char *cg_report_batch_csv(cg_arena *arena, const cg_batch_view *view, cg_language language,
                                size_t *length) {
    cg_batch_sum sum = cg_batch_sum_of(view->rows, view->count);
    cg_csv csv = cg_csv_start(arena);
    add_head(&csv, sum.currency, arena, language);
    for (int i = 0; i < view->count; i++) {
        add_row(&csv, &view->rows[i], sum.currency, language);
    }
    *length = csv.out.length;
    return csv.out.bytes;
}
