/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An assessment for a document: a table of criteria, their evidence, a table of firms. */
#include "report/report_assess.h"

#include "report/assess_rows.h"
#include "report/markdown.h"

enum { MOST_NAMES = 20, MOST_COLUMNS = 16 };

typedef struct page {
    cg_assess_telling t;
    cg_text out;
} page;

static const char *word(const page *p, cg_message_id id) {
    return cg_tell(&p->t.telling, id, NULL);
}

static const char *safe(const page *p, const char *text) {
    return cg_markdown_safe(p->t.telling.arena, text);
}

static void add_table(page *p) {
    const cg_assessment *a = p->t.assessment;
    const char *cells[MOST_COLUMNS];
    int count = 0;
    cells[count++] = word(p, CG_MSG_ASSESS_ID);
    cells[count++] = word(p, CG_MSG_ASSESS_CRITERION);
    cells[count++] = word(p, CG_MSG_ASSESS_SUBJECT);
    cells[count++] = word(p, CG_MSG_ASSESS_THRESHOLD);
    cells[count++] = word(p, CG_MSG_ASSESS_TODAY);
    cells[count++] = word(p, CG_MSG_ASSESS_VALUE_TODAY);
    if (a->has_after) {
        cells[count++] = word(p, CG_MSG_ASSESS_AFTER_LONG);
        cells[count++] = word(p, CG_MSG_ASSESS_VALUE_AFTER);
    }
    cg_text_add(&p->out, "\n");
    cg_markdown_head(&p->out, cells, count, count);
    for (int i = 0; i < a->items.count; i++) {
        const cg_assessed *item = &a->items.items[i];
        count = 0;
        cells[count++] = safe(p, item->criterion->id);
        cells[count++] = safe(p, cg_tell_name(&p->t.telling, item->criterion->title, "–"));
        cells[count++] = cg_assess_subject(&p->t, item->criterion->subject);
        cells[count++] = cg_assess_threshold(&p->t, item);
        for (int time = 0; time < (a->has_after ? CG_TIMES : 1); time++) {
            cells[count++] =
                cg_format(p->t.telling.arena, "**%s**", cg_assess_word(&p->t, item->at[time].met));
            cells[count++] = cg_assess_value(&p->t, item, (cg_time)time);
        }
        cg_markdown_row(&p->out, cells, count);
    }
}

static void add_item(page *p, cg_message_id label, const char *text) {
    if (*text != '\0') {
        cg_text_addf(
            &p->out, "- %s\n",
            cg_tell(&p->t.telling, CG_MSG_ASSESS_LINE, word(p, label), safe(p, text), NULL));
    }
}

static void add_detail(page *p, const cg_assessed *item) {
    const cg_assessment *a = p->t.assessment;
    const cg_criterion *criterion = item->criterion;
    const char **evidence;
    int count = cg_assess_evidence(&p->t, item, MOST_NAMES, &evidence);
    bool is_open =
        item->at[CG_TODAY].met != CG_MET || (a->has_after && item->at[CG_AFTER].met != CG_MET);
    cg_text_addf(&p->out, "\n### %s %s\n\n", safe(p, criterion->id),
                 safe(p, cg_tell_name(&p->t.telling, criterion->title, "–")));
    add_item(p, CG_MSG_ASSESS_CLAUSE, cg_assess_clause(&p->t, criterion));
    add_item(p, CG_MSG_ASSESS_GAP_TODAY, cg_assess_gap(&p->t, item, CG_TODAY));
    if (a->has_after) {
        add_item(p, CG_MSG_ASSESS_GAP_AFTER, cg_assess_gap(&p->t, item, CG_AFTER));
    }
    for (int i = 0; i < count; i++) {
        add_item(p, CG_MSG_ASSESS_EVIDENCE, evidence[i]);
    }
    if (is_open) {
        add_item(p, CG_MSG_ASSESS_CLOSES, cg_tell_name(&p->t.telling, criterion->closes, ""));
    }
}

static void add_firms(page *p) {
    const cg_assessment *a = p->t.assessment;
    cg_arena *arena = p->t.telling.arena;
    int columns = a->firm_criteria.count;
    const char **cells = CG_ARRAY(arena, const char *, columns + 1);
    if (a->firms.count == 0) {
        return;
    }
    cg_text_addf(&p->out, "\n## %s\n\n%s\n\n", word(p, CG_MSG_ASSESS_ECO_FIRMS),
                 cg_assess_firms_line(&p->t));
    for (int c = 0; c < columns; c++) {
        const cg_criterion *one = a->firm_criteria.items[c];
        cg_text_addf(&p->out, "- %s %s (%s): %s\n", safe(p, one->id),
                     safe(p, cg_tell_name(&p->t.telling, one->title, "–")),
                     safe(p, cg_assess_clause(&p->t, one)), cg_assess_met_by(&p->t, c));
        cg_text_add(&p->out, "  ");
        add_item(p, CG_MSG_ASSESS_CLOSES, cg_tell_name(&p->t.telling, one->closes, ""));
        cells[c + 1] = safe(p, one->id);
    }
    cg_text_add(&p->out, "\n");
    cells[0] = word(p, CG_MSG_ASSESS_FIRM);
    cg_markdown_head(&p->out, cells, columns + 1, columns + 1);
    for (int f = 0; f < a->firms.count; f++) {
        cells[0] = safe(p, cg_assess_firm(&p->t, a->firms.items[f].firm));
        for (int c = 0; c < columns; c++) {
            cells[c + 1] = cg_assess_cell(&p->t, &a->firms.items[f].items[c], cg_assess_word);
        }
        cg_markdown_row(&p->out, cells, columns + 1);
    }
}

const char *cg_report_assess_markdown(cg_arena *arena, const cg_assessment *assessment,
                                      cg_language language, size_t *length) {
    page p = {cg_assess_telling_start(arena, assessment, language), cg_text_start(arena)};
    const cg_telling *t = &p.t.telling;
    const char **lines;
    cg_text_addf(
        &p.out, "# %s\n\n",
        safe(&p, cg_tell(t, CG_MSG_ASSESS_TITLE, cg_assess_park(&p.t),
                         cg_tell_name(t, assessment->framework->title, assessment->framework->id),
                         NULL)));
    int count = cg_assess_head(&p.t, &lines);
    for (int i = 0; i < count; i++) {
        cg_text_addf(&p.out, "%s%s", safe(&p, lines[i]), i + 1 < count ? " " : "\n");
    }
    if (assessment->items.count > 0) {
        add_table(&p);
        cg_text_addf(&p.out, "\n## %s\n", word(&p, CG_MSG_ASSESS_DETAILS));
    }
    for (int i = 0; i < assessment->items.count; i++) {
        add_detail(&p, &assessment->items.items[i]);
    }
    count = cg_assess_outside(&p.t, &lines);
    if (count > 0) {
        cg_text_addf(&p.out, "\n## %s\n\n", word(&p, CG_MSG_ASSESS_OUTSIDE));
        cg_markdown_list(&p.out, lines, count);
    }
    add_firms(&p);
    count = cg_assess_foot(&p.t, &lines);
    for (int i = 0; i < count; i++) {
        cg_text_addf(&p.out, "%s%s\n", i == 0 ? "\n" : "", safe(&p, lines[i]));
    }
    *length = p.out.length;
    return p.out.bytes;
}
