/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The criteria of an eco-industrial park in a Markdown report. */
#include "report/criteria.h"
#include "report/markdown.h"

enum { COLUMNS = 6, MOST_EVIDENCE = 8 };

typedef struct page {
    const cg_telling *telling;
    cg_text *out;
} page;

static const char *safe(const page *p, const char *text) {
    return cg_markdown_safe(p->telling->arena, text);
}

static const char *word(const page *p, cg_message_id id) {
    return cg_tell(p->telling, id, NULL);
}

static const char *told(const page *p, cg_words words) {
    return safe(p, cg_tell_name(p->telling, words, ""));
}

static void add_counts(const page *p) {
    const cg_telling *t = p->telling;
    const cg_plan_assessment *a = t->plan->assessment;
    static const cg_message_id labels[] = {CG_MSG_CRITERIA_MET_TODAY, CG_MSG_CRITERIA_MET_AFTER};
    for (int time = 0; time < (a->has_after ? CG_PLAN_TIMES : 1); time++) {
        cg_text_addf(p->out, "- %s: **%s** (%s)\n", word(p, labels[time]), cg_criteria_met(t, time),
                     cg_criteria_rest(t, time));
    }
    if (a->has_after) {
        cg_text_addf(p->out, "- %s: %s\n", word(p, CG_MSG_CRITERIA_CHANGED),
                     safe(p, cg_criteria_changed(t)));
    }
    if (a->firm_criteria.count > 0) {
        cg_text_addf(p->out, "- %s: %s\n", word(p, CG_MSG_CRITERIA_ECO_FIRMS),
                     cg_criteria_eco_firms(t));
    }
}

static const char *cell(const page *p, const cg_plan_standing *at) {
    return cg_format(p->telling->arena, "**%s**: %s", cg_criteria_word(p->telling, at->result),
                     told(p, at->standing));
}

static void add_table(const page *p) {
    const cg_plan_assessment *a = p->telling->plan->assessment;
    const char *heads[COLUMNS] = {word(p, CG_MSG_ASSESS_ID),     word(p, CG_MSG_ASSESS_CRITERION),
                                  word(p, CG_MSG_ASSESS_CLAUSE), word(p, CG_MSG_ASSESS_THRESHOLD),
                                  word(p, CG_MSG_ASSESS_TODAY),  word(p, CG_MSG_ASSESS_AFTER_LONG)};
    int columns = a->has_after ? COLUMNS : COLUMNS - 1;
    cg_text_add(p->out, "\n");
    cg_markdown_head(p->out, heads, columns, columns);
    for (int i = 0; i < a->criteria.count; i++) {
        const cg_plan_criterion *one = &a->criteria.items[i];
        const char *cells[COLUMNS] = {safe(p, one->id),     told(p, one->title),
                                      told(p, one->clause), told(p, one->threshold),
                                      cell(p, &one->at[0]), cell(p, &one->at[1])};
        cg_markdown_row(p->out, cells, columns);
    }
}

static void add_line(const page *p, cg_message_id label, const char *text) {
    if (*text != '\0') {
        cg_text_addf(p->out, "  - %s: %s\n", word(p, label), text);
    }
}

/* A criterion with its evidence; of an open one also what is missing and what would close it. */
static void add_criterion(const page *p, const cg_plan_criterion *one) {
    cg_text_addf(p->out, "- **%s** %s\n", safe(p, one->id), told(p, one->title));
    if (cg_criteria_is_open(one)) {
        add_line(p, CG_MSG_CRITERIA_MISSING, safe(p, cg_criteria_missing(p->telling, one)));
        add_line(p, CG_MSG_ASSESS_CLOSES, told(p, one->closes));
    }
    int shown = cg_shows_firms(p->telling) ? one->evidence_count : 0;
    for (int e = 0; e < shown && e < MOST_EVIDENCE; e++) {
        add_line(p, CG_MSG_ASSESS_EVIDENCE, told(p, one->evidence[e]));
    }
}

static void add_criteria(const page *p, cg_message_id heading, bool open) {
    const cg_plan_assessment *a = p->telling->plan->assessment;
    int count = 0;
    for (int i = 0; i < a->criteria.count; i++) {
        if (cg_criteria_is_open(&a->criteria.items[i]) != open) {
            continue;
        }
        if (count++ == 0) {
            cg_text_addf(p->out, "\n### %s\n\n", word(p, heading));
        }
        add_criterion(p, &a->criteria.items[i]);
    }
}

static void add_firms(const page *p) {
    const cg_plan_assessment *a = p->telling->plan->assessment;
    cg_arena *arena = p->telling->arena;
    int columns = a->firm_criteria.count + 1;
    const char **cells = CG_ARRAY(arena, const char *, columns);
    cg_text_addf(p->out, "\n### %s\n\n", word(p, CG_MSG_CRITERIA_FIRMS));
    cells[0] = word(p, CG_MSG_ASSESS_FIRM);
    for (int c = 0; c + 1 < columns; c++) {
        const cg_plan_criterion *one = &a->firm_criteria.items[c];
        cg_text_addf(p->out, "- **%s** %s (%s): %s\n", safe(p, one->id), told(p, one->title),
                     told(p, one->clause), cg_criteria_met_by(p->telling, c));
        add_line(p, CG_MSG_ASSESS_CLOSES, told(p, one->closes));
        cells[c + 1] = safe(p, one->id);
    }
    cg_text_addf(p->out, "\n%s\n\n", word(p, CG_MSG_CRITERIA_LEGEND));
    cg_markdown_head(p->out, cells, columns, columns);
    for (int f = 0; f < a->firms.count; f++) {
        const cg_plan_firm_assessed *firm = &a->firms.items[f];
        cells[0] = safe(p, cg_tell_name(p->telling, firm->name, firm->id));
        for (int c = 0; c + 1 < columns; c++) {
            cells[c + 1] = cg_criteria_change(p->telling, firm, c);
        }
        cg_markdown_row(p->out, cells, columns);
    }
}

static void add_sentences(const page *p, const cg_words *words, int count) {
    for (int i = 0; i < count; i++) {
        cg_text_addf(p->out, "- %s\n", told(p, words[i]));
    }
}

void cg_criteria_markdown(cg_text *out, const cg_telling *telling) {
    page p = {telling, out};
    const cg_plan_assessment *a = telling->plan->assessment;
    if (a == NULL || !cg_shows_to(telling, CG_SEEN_BY_ALL_BUT_FIRM)) {
        return;
    }
    bool named = cg_shows_firms(telling);
    cg_text_addf(out, "\n## %s\n\n%s\n\n", word(&p, CG_MSG_CRITERIA_HEADING),
                 safe(&p, cg_criteria_lead(telling)));
    add_counts(&p);
    if (a->criteria.count > 0) {
        add_table(&p);
        add_criteria(&p, CG_MSG_CRITERIA_OPEN, true);
        if (named) {
            add_criteria(&p, CG_MSG_CRITERIA_EVIDENCE, false);
        }
    }
    if (named && a->outside.count > 0) {
        cg_text_addf(out, "\n%s:\n\n", word(&p, CG_MSG_ASSESS_OUTSIDE));
        add_sentences(&p, a->outside.items, a->outside.count);
    }
    if (named && a->firms.count > 0) {
        add_firms(&p);
    }
    cg_text_add(out, a->notes.count > 0 ? "\n" : "");
    add_sentences(&p, a->notes.items, a->notes.count);
}
