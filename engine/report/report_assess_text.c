/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An assessment on 80 columns: a table, what each criterion rests on, the firms. */
#include "report/report_assess.h"

#include "report/assess_rows.h"

#include <string.h>

enum { WIDTH = 80, ID_WIDTH = 6, MET_WIDTH = 17, MOST_NAMES = 5, CELL_WIDTH = 13 };

typedef struct page {
    cg_assess_telling t;
    cg_text out;
} page;

static const char *word(const page *p, cg_message_id id) {
    return cg_tell(&p->t.telling, id, NULL);
}

static void add_title(page *p, cg_message_id id) {
    cg_text_addf(&p->out, "\n%s\n", word(p, id));
}

/* One row of the table; what stands behind the columns is folded under itself. */
static void add_row(page *p, const char *id, const char *const met[CG_TIMES], const char *text) {
    int times = p->t.assessment->has_after ? CG_TIMES : 1;
    int indent = 2 + ID_WIDTH + times * MET_WIDTH;
    cg_text folded = cg_text_start(p->t.telling.arena);
    cg_text_add_indented(&folded, text, WIDTH, indent);
    cg_text_add(&p->out, "  ");
    cg_text_add_column(&p->out, id, ID_WIDTH - 1);
    cg_text_add(&p->out, " ");
    for (int i = 0; i < times; i++) {
        cg_text_add_column(&p->out, met[i], MET_WIDTH - 1);
        cg_text_add(&p->out, " ");
    }
    cg_text_add(&p->out, folded.bytes + indent);
}

static void add_table(page *p) {
    const cg_assessment *a = p->t.assessment;
    const char *head[CG_TIMES] = {word(p, CG_MSG_ASSESS_TODAY), word(p, CG_MSG_ASSESS_AFTER_LONG)};
    cg_text_add(&p->out, "\n");
    add_row(p, word(p, CG_MSG_ASSESS_ID), head, word(p, CG_MSG_ASSESS_CRITERION));
    for (int i = 0; i < a->items.count; i++) {
        const cg_assessed *item = &a->items.items[i];
        const char *met[CG_TIMES] = {cg_assess_word(&p->t, item->at[CG_TODAY].met),
                                     cg_assess_word(&p->t, item->at[CG_AFTER].met)};
        add_row(p, cg_text_plain(p->t.telling.arena, item->criterion->id), met,
                cg_tell_name(&p->t.telling, item->criterion->title, "–"));
    }
}

static void add_line(page *p, cg_message_id label, const char *text) {
    if (*text != '\0') {
        cg_text_add_indented(&p->out,
                             cg_tell(&p->t.telling, CG_MSG_ASSESS_LINE, word(p, label), text, NULL),
                             WIDTH, 6);
    }
}

/* "not met: 0 of 3 symbioses count; symbioses missing: 1". */
static const char *standing(const page *p, const cg_assessed *item, cg_time time) {
    const char *gap = cg_assess_gap(&p->t, item, time);
    bool silent = item->at[time].met == CG_NO_DATA && !item->at[time].has_value;
    return silent && !item->proofs.count
               ? cg_assess_word(&p->t, CG_NO_DATA)
               : cg_format(p->t.telling.arena, "%s%s%s", cg_assess_value(&p->t, item, time),
                           *gap != '\0' ? "; " : "", gap);
}

static bool moves(const page *p, const cg_assessed *item) {
    const cg_standing *today = &item->at[CG_TODAY], *after = &item->at[CG_AFTER];
    return p->t.assessment->has_after &&
           (today->met != after->met || today->count != after->count ||
            today->unknown != after->unknown || today->of != after->of);
}

static bool is_open(const page *p, const cg_assessed *item) {
    return item->at[CG_TODAY].met != CG_MET ||
           (p->t.assessment->has_after && item->at[CG_AFTER].met != CG_MET);
}

/* One in its line, several in a list. */
static void add_evidence(page *p, const char *const *evidence, int count) {
    if (count == 1) {
        add_line(p, CG_MSG_ASSESS_EVIDENCE, evidence[0]);
        return;
    }
    if (count > 1) {
        cg_text_addf(&p->out, "      %s\n", word(p, CG_MSG_ASSESS_EVIDENCE_LIST));
    }
    for (int i = 0; i < count; i++) {
        cg_text item = cg_text_start(p->t.telling.arena);
        cg_text_add_indented(&item, evidence[i], WIDTH, 10);
        cg_text_addf(&p->out, "        - %s", item.bytes + 10);
    }
}

static void add_criterion(page *p, const cg_criterion *criterion) {
    cg_text_add_indented(&p->out,
                         cg_format(p->t.telling.arena, "%s %s (%s)",
                                   cg_text_plain(p->t.telling.arena, criterion->id),
                                   cg_tell_name(&p->t.telling, criterion->title, "–"),
                                   cg_assess_clause(&p->t, criterion)),
                         WIDTH, 2);
}

static void add_detail(page *p, const cg_assessed *item) {
    const cg_criterion *criterion = item->criterion;
    const char **evidence;
    int count = cg_assess_evidence(&p->t, item, MOST_NAMES, &evidence);
    add_criterion(p, criterion);
    if (moves(p, item)) {
        add_line(p, CG_MSG_ASSESS_TODAY, standing(p, item, CG_TODAY));
        add_line(p, CG_MSG_ASSESS_AFTER_LONG, standing(p, item, CG_AFTER));
    } else {
        add_line(p, CG_MSG_ASSESS_VALUE, standing(p, item, CG_TODAY));
    }
    if (criterion->test != CG_TEST_FACT) {
        add_line(p, CG_MSG_ASSESS_THRESHOLD, cg_assess_threshold(&p->t, item));
    }
    add_evidence(p, evidence, count);
    if (is_open(p, item)) {
        add_line(p, CG_MSG_ASSESS_CLOSES, cg_tell_name(&p->t.telling, criterion->closes, ""));
    }
}

static void add_details(page *p) {
    const cg_assessment *a = p->t.assessment;
    add_title(p, CG_MSG_ASSESS_DETAILS);
    for (int i = 0; i < a->items.count; i++) {
        if (i == 0 ||
            a->items.items[i].criterion->subject != a->items.items[i - 1].criterion->subject) {
            cg_text_addf(&p->out, "%s%s\n", i > 0 ? "\n" : "",
                         cg_assess_subject(&p->t, a->items.items[i].criterion->subject));
        }
        add_detail(p, &a->items.items[i]);
    }
}

/* As many columns of criteria as fit behind a name of reasonable length. */
static void add_firms(page *p) {
    const cg_assessment *a = p->t.assessment;
    int columns = a->firm_criteria.count < 4 ? a->firm_criteria.count : 4;
    int name = WIDTH - 2 - columns * CELL_WIDTH;
    if (a->firms.count == 0) {
        return;
    }
    add_title(p, CG_MSG_ASSESS_ECO_FIRMS);
    cg_text_add_folded(&p->out, cg_assess_firms_line(&p->t), WIDTH, 0);
    for (int c = 0; c < a->firm_criteria.count; c++) {
        const cg_criterion *one = a->firm_criteria.items[c];
        add_criterion(p, one);
        add_line(p, CG_MSG_ASSESS_VALUE, cg_assess_met_by(&p->t, c));
        add_line(p, CG_MSG_ASSESS_CLOSES, cg_tell_name(&p->t.telling, one->closes, ""));
    }
    cg_text_add_folded(&p->out, word(p, CG_MSG_ASSESS_LEGEND), WIDTH, 0);
    for (int f = -1; f < a->firms.count; f++) {
        cg_text_add(&p->out, "  ");
        cg_text_add_column(&p->out,
                           f < 0 ? word(p, CG_MSG_ASSESS_FIRM)
                                 : cg_assess_firm(&p->t, a->firms.items[f].firm),
                           name - 1);
        cg_text row = cg_text_start(p->t.telling.arena);
        for (int c = 0; c < columns; c++) {
            const char *text =
                f < 0 ? cg_text_plain(p->t.telling.arena, a->firm_criteria.items[c]->id)
                      : cg_assess_cell(&p->t, &a->firms.items[f].items[c], cg_assess_short);
            cg_text_add(&row, " ");
            if (c + 1 < columns) {
                cg_text_add_column(&row, text, CELL_WIDTH - 1);
            } else {
                cg_text_add(&row, text);
            }
        }
        cg_text_addf(&p->out, "%s\n", row.bytes);
    }
}

static void add_list(page *p, cg_message_id title, const char *const *lines, int count) {
    if (count == 0) {
        return;
    }
    cg_text_add(&p->out, "\n");
    cg_text_add_folded(&p->out, word(p, title), WIDTH, 0);
    for (int i = 0; i < count; i++) {
        cg_text_add_indented(&p->out, lines[i], WIDTH, 2);
    }
}

const char *cg_report_assess_text(cg_arena *arena, const cg_assessment *assessment,
                                  cg_language language, size_t *length) {
    page p = {cg_assess_telling_start(arena, assessment, language), cg_text_start(arena)};
    const cg_telling *t = &p.t.telling;
    const char **lines;
    cg_text_add_folded(
        &p.out,
        cg_tell(t, CG_MSG_ASSESS_TITLE, cg_assess_park(&p.t),
                cg_tell_name(t, assessment->framework->title, assessment->framework->id), NULL),
        WIDTH, 0);
    int count = cg_assess_head(&p.t, &lines);
    for (int i = 0; i < count; i++) {
        cg_text_add_folded(&p.out, lines[i], WIDTH, 0);
    }
    if (assessment->items.count > 0) {
        add_table(&p);
        add_details(&p);
    }
    count = cg_assess_outside(&p.t, &lines);
    add_list(&p, CG_MSG_ASSESS_OUTSIDE, lines, count);
    add_firms(&p);
    count = cg_assess_foot(&p.t, &lines);
    cg_text_add(&p.out, count > 0 ? "\n" : "");
    for (int i = 0; i < count; i++) {
        cg_text_add_folded(&p.out, lines[i], WIDTH, 0);
    }
    *length = p.out.length;
    return p.out.bytes;
}
