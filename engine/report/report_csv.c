/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row an exchange, for spreadsheets: RFC 4180, a byte order mark so that Excel reads
 * Vietnamese. */
#include "report/report.h"

#include "base/number.h"
#include "base/text.h"
#include "report/telling.h"

#include <math.h>
#include <string.h>

typedef struct sheet {
    cg_telling telling;
    cg_text out;
    bool first; /* of its row */
} sheet;

static void add_text(sheet *s, const char *text) {
    cg_text_add(&s->out, s->first ? "" : ",");
    s->first = false;
    /* A cell that begins like a formula would be run as one by a spreadsheet. */
    bool formula = *text != '\0' && strchr("=+-@\t\r", *text) != NULL;
    if (!formula && strpbrk(text, ",\"\r\n") == NULL) {
        cg_text_add(&s->out, text);
        return;
    }
    cg_text_add(&s->out, formula ? "\"'" : "\"");
    for (const char *c = text; *c != '\0'; c++) {
        cg_text_add(&s->out, *c == '"' ? "\"" : "");
        cg_text_add_bytes(&s->out, c, 1);
    }
    cg_text_add(&s->out, "\"");
}

static void add_optional(sheet *s, const char *text) {
    add_text(s, text == NULL ? "" : text);
}

/* Exact and with a decimal point, whatever the language: other programs read this. */
static void add_number(sheet *s, double value) {
    char room[CG_NUMBER_ROOM];
    cg_text_add(&s->out, s->first ? "" : ",");
    s->first = false;
    cg_text_add(&s->out, isfinite(value) ? cg_number_text(value, room) : "");
}

static void end_row(sheet *s) {
    cg_text_add(&s->out, "\r\n");
    s->first = true;
}

static void add_head(sheet *s) {
    static const cg_message_id heads[] = {
        CG_MSG_REPORT_CSV_KIND,      CG_MSG_REPORT_CSV_FROM,      CG_MSG_REPORT_CSV_FROM_NAME,
        CG_MSG_REPORT_CSV_TO,        CG_MSG_REPORT_CSV_TO_NAME,   CG_MSG_REPORT_CSV_VIA,
        CG_MSG_REPORT_CSV_MODE,      CG_MSG_REPORT_CSV_RESOURCE,  CG_MSG_REPORT_CSV_QUANTITY,
        CG_MSG_REPORT_CSV_UNIT,      CG_MSG_REPORT_CSV_DELIVERED, CG_MSG_REPORT_CSV_INPUT_UNIT,
        CG_MSG_REPORT_CSV_SAVING,    CG_MSG_REPORT_CSV_EMISSIONS, CG_MSG_REPORT_CSV_INVESTMENT,
        CG_MSG_REPORT_CSV_DISTANCE,  CG_MSG_REPORT_CSV_CHANGE,    CG_MSG_REPORT_CSV_RULES,
        CG_MSG_REPORT_CSV_EXCEPTIONS};
    const char *currency = s->telling.plan->currency;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        add_text(s, cg_tell(&s->telling, heads[i], currency == NULL ? "" : currency, NULL));
    }
    end_row(s);
}

static const char *rules_of(sheet *s, const cg_line *line) {
    return line->rule_count == 0 ? "" : cg_tell_list(&s->telling, line->rules, line->rule_count);
}

static void add_line(sheet *s, const cg_line *line) {
    const cg_telling *t = &s->telling;
    add_text(s, cg_tell(t, line->service ? CG_MSG_REPORT_CSV_SERVICE : CG_MSG_REPORT_CSV_EXCHANGE,
                        NULL));
    add_text(s, line->from);
    add_optional(s, cg_words_in(line->from_firm, t->language, ""));
    add_text(s, line->to);
    add_optional(s, cg_words_in(line->to_firm, t->language, ""));
    add_optional(s, line->via);
    add_optional(s, line->mode);
    add_text(s, line->resource);
    add_number(s, line->quantity);
    add_optional(s, line->unit);
    add_number(s, line->delivered);
    add_optional(s, line->input_unit);
    add_number(s, line->saving);
    add_number(s, line->emissions_saving);
    add_number(s, line->investment);
    add_number(s, line->distance_km);
    add_text(s, cg_tell_change(t, line->change));
    add_text(s, rules_of(s, line));
    add_text(s, cg_tell_line_exceptions_in_full(t, line));
    end_row(s);
}

const char *cg_report_csv(cg_arena *arena, const cg_plan *plan, cg_language language,
                          size_t *length) {
    sheet s = {cg_telling_start(arena, plan, language), cg_text_start(arena), true};
    cg_text_add(&s.out, "\xEF\xBB\xBF");
    add_head(&s);
    for (int i = 0; i < plan->lines.count; i++) {
        add_line(&s, &plan->lines.items[i]);
    }
    *length = s.out.length;
    return s.out.bytes;
}
