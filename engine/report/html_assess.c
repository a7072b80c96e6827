/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The criteria of an eco-industrial park in the HTML report: today beside after the plan, what is
 * missing, what would close it, and each firm. */
#include "report/criteria.h"
#include "report/html_pieces.h"

#include <string.h>

/* More firms than a reader goes through are counted, not listed; the plan has them all. */
enum { MOST_FIRMS = 60, MOST_EVIDENCE = 6 };

static void add_tile(cg_html *h, const char *kind, cg_message_id label, const char *figure,
                     const char *note) {
    cg_html_open(h, "div", "class", cg_format(h->telling.arena, "tile %s", kind), NULL);
    cg_html_leaf(h, "dt", NULL, cg_html_word(h, label));
    cg_html_leaf(h, "dd", "figure", figure);
    if (note != NULL) {
        cg_html_leaf(h, "dd", "note", note);
    }
    cg_html_close(h, "div");
}

static void add_tiles(cg_html *h) {
    const cg_telling *t = &h->telling;
    const cg_plan_assessment *a = t->plan->assessment;
    cg_html_open(h, "dl", "class", "tiles four", NULL);
    add_tile(h, "", CG_MSG_CRITERIA_MET_TODAY, cg_criteria_met(t, 0), cg_criteria_rest(t, 0));
    if (a->has_after) {
        add_tile(h, "gain", CG_MSG_CRITERIA_MET_AFTER, cg_criteria_met(t, 1),
                 cg_criteria_rest(t, 1));
        add_tile(h, "gain", CG_MSG_CRITERIA_CHANGED, cg_criteria_changed(t), NULL);
    }
    if (a->firms.count > 0) {
        add_tile(h, "", CG_MSG_CRITERIA_ECO_FIRMS, cg_criteria_eco_firms(t),
                 a->has_after ? cg_html_word(h, CG_MSG_CRITERIA_ECO_FIRMS_NOTE) : NULL);
    }
    cg_html_close(h, "dl");
}

/* ---- the table */

/* The mark and the word say it; the colour only helps. */
static void add_verdict(cg_html *h, const char *result) {
    const char *mark = result == NULL                   ? ""
                       : strcmp(result, "met") == 0     ? "✓ "
                       : strcmp(result, "not-met") == 0 ? "✗ "
                                                        : "? ";
    cg_html_leaf(h, "span", cg_format(h->telling.arena, "verdict %s", result == NULL ? "" : result),
                 cg_format(h->telling.arena, "%s%s", mark, cg_criteria_word(&h->telling, result)));
}

static void add_standing(cg_html *h, const cg_plan_standing *at) {
    cg_html_open(h, "td", NULL);
    add_verdict(h, at->result);
    cg_html_leaf(h, "p", "hint", cg_tell_name(&h->telling, at->standing, "–"));
    cg_text_add(h->out, "</td>");
}

static void add_criterion(cg_html *h, const cg_plan_criterion *one, bool has_after) {
    const cg_telling *t = &h->telling;
    cg_text_add(h->out, "<tr><th scope=\"row\">");
    cg_html_leaf(h, "strong", NULL, cg_tell_plain(t->arena, one->id));
    cg_text_add(h->out, "</th><td>");
    cg_html_text(h, cg_tell_name(t, one->title, "–"));
    cg_html_leaf(h, "p", "hint", cg_tell_name(t, one->clause, ""));
    cg_text_add(h->out, "</td>");
    cg_html_leaf(h, "td", NULL, cg_tell_name(t, one->threshold, "–"));
    add_standing(h, &one->at[0]);
    if (has_after) {
        add_standing(h, &one->at[1]);
    }
    cg_text_add(h->out, "</tr>\n");
}

static void add_table(cg_html *h) {
    const cg_plan_assessment *a = h->telling.plan->assessment;
    const char *heads[] = {
        cg_html_word(h, CG_MSG_ASSESS_ID), cg_html_word(h, CG_MSG_ASSESS_CRITERION),
        cg_html_word(h, CG_MSG_ASSESS_THRESHOLD), cg_html_word(h, CG_MSG_ASSESS_TODAY),
        cg_html_word(h, CG_MSG_ASSESS_AFTER_LONG)};
    int columns = a->has_after ? 5 : 4;
    cg_html_table table = {cg_html_word(h, CG_MSG_CRITERIA_TABLE), heads, columns, columns};
    cg_html_table_open(h, &table);
    for (int i = 0; i < a->criteria.count; i++) {
        add_criterion(h, &a->criteria.items[i], a->has_after);
    }
    cg_html_table_close(h);
}

/* ---- gaps and evidence */

static void add_pair(cg_html *h, cg_message_id label, const char *text) {
    if (*text != '\0') {
        cg_html_open(h, "p", NULL);
        cg_html_leaf(h, "strong", NULL,
                     cg_format(h->telling.arena, "%s: ", cg_html_word(h, label)));
        cg_html_text(h, text);
        cg_html_close(h, "p");
    }
}

static void add_evidence(cg_html *h, const cg_plan_criterion *one) {
    const cg_telling *t = &h->telling;
    if (!cg_shows_firms(t)) {
        return;
    }
    if (one->evidence_count == 1) {
        add_pair(h, CG_MSG_ASSESS_EVIDENCE, cg_tell_name(t, one->evidence[0], ""));
    }
    if (one->evidence_count < 2) {
        return;
    }
    cg_html_open(h, "p", NULL);
    cg_html_leaf(h, "strong", NULL, cg_html_word(h, CG_MSG_ASSESS_EVIDENCE_LIST));
    cg_html_close(h, "p");
    cg_html_open(h, "ul", NULL);
    for (int e = 0; e < one->evidence_count && e < MOST_EVIDENCE; e++) {
        cg_html_leaf(h, "li", NULL, cg_tell_name(t, one->evidence[e], "–"));
    }
    if (one->evidence_count > MOST_EVIDENCE) {
        const char *count = cg_format(t->arena, "%d", one->evidence_count - MOST_EVIDENCE);
        cg_html_leaf(h, "li", "hint", cg_tell(t, CG_MSG_REPORT_MORE, count, NULL));
    }
    cg_html_close(h, "ul");
}

static void add_block(cg_html *h, const cg_plan_criterion *one) {
    const cg_telling *t = &h->telling;
    bool open = cg_criteria_is_open(one);
    cg_html_open(h, "div", "class", "criterion", NULL);
    cg_html_leaf(h, "h4", NULL,
                 cg_format(t->arena, "%s %s", cg_tell_plain(t->arena, one->id),
                           cg_tell_name(t, one->title, "–")));
    if (open) {
        add_pair(h, CG_MSG_CRITERIA_MISSING, cg_criteria_missing(t, one));
        add_pair(h, CG_MSG_ASSESS_CLOSES, cg_tell_name(t, one->closes, ""));
    }
    add_evidence(h, one);
    cg_html_close(h, "div");
}

static void add_blocks(cg_html *h, cg_message_id heading, bool open) {
    const cg_plan_assessment *a = h->telling.plan->assessment;
    int count = 0;
    cg_html_leaf(h, "h3", NULL, cg_html_word(h, heading));
    for (int i = 0; i < a->criteria.count; i++) {
        if (cg_criteria_is_open(&a->criteria.items[i]) == open) {
            add_block(h, &a->criteria.items[i]);
            count++;
        }
    }
    if (count == 0) {
        cg_html_leaf(h, "p", NULL, open ? cg_html_word(h, CG_MSG_CRITERIA_OPEN_NONE) : "–");
    }
}

static void add_outside(cg_html *h) {
    const cg_plan_assessment *a = h->telling.plan->assessment;
    if (a->outside.count == 0) {
        return;
    }
    cg_html_leaf(h, "h3", NULL, cg_html_word(h, CG_MSG_ASSESS_OUTSIDE));
    cg_html_open(h, "ul", NULL);
    for (int i = 0; i < a->outside.count; i++) {
        cg_html_leaf(h, "li", NULL, cg_tell_name(&h->telling, a->outside.items[i], "–"));
    }
    cg_html_close(h, "ul");
}

/* ---- firms */

static void add_firm_criteria(cg_html *h) {
    const cg_telling *t = &h->telling;
    const cg_plan_assessment *a = t->plan->assessment;
    cg_html_open(h, "ul", NULL);
    for (int c = 0; c < a->firm_criteria.count; c++) {
        const cg_plan_criterion *one = &a->firm_criteria.items[c];
        cg_html_open(h, "li", NULL);
        cg_html_leaf(h, "strong", NULL, cg_tell_plain(t->arena, one->id));
        cg_html_text(h, cg_format(t->arena, " %s (%s): %s.", cg_tell_name(t, one->title, "–"),
                                  cg_tell_name(t, one->clause, "–"), cg_criteria_met_by(t, c)));
        cg_html_leaf(h, "span", "hint",
                     cg_tell(t, CG_MSG_ASSESS_LINE, cg_html_word(h, CG_MSG_ASSESS_CLOSES),
                             cg_tell_name(t, one->closes, "–"), NULL));
        cg_html_close(h, "li");
    }
    cg_html_close(h, "ul");
}

static void add_firms(cg_html *h) {
    const cg_telling *t = &h->telling;
    const cg_plan_assessment *a = t->plan->assessment;
    int columns = a->firm_criteria.count + 1;
    if (a->firms.count == 0) {
        return;
    }
    cg_html_leaf(h, "h3", NULL, cg_html_word(h, CG_MSG_ASSESS_ECO_FIRMS));
    add_firm_criteria(h);
    const char **cells = CG_ARRAY(t->arena, const char *, columns);
    const char **heads = CG_ARRAY(t->arena, const char *, columns);
    heads[0] = cg_html_word(h, CG_MSG_ASSESS_FIRM);
    for (int c = 0; c + 1 < columns; c++) {
        heads[c + 1] = cg_tell_plain(t->arena, a->firm_criteria.items[c].id);
    }
    cg_html_leaf(h, "p", "hint", cg_html_word(h, CG_MSG_CRITERIA_LEGEND));
    cg_html_table table = {cg_html_word(h, CG_MSG_CRITERIA_FIRMS), heads, columns, columns};
    cg_html_table_open(h, &table);
    for (int f = 0; f < a->firms.count && f < MOST_FIRMS; f++) {
        const cg_plan_firm_assessed *firm = &a->firms.items[f];
        cells[0] = cg_tell_name(t, firm->name, firm->id);
        for (int c = 0; c + 1 < columns; c++) {
            cells[c + 1] = cg_criteria_change(t, firm, c);
        }
        cg_html_row(h, &table, cells);
    }
    cg_html_table_close(h);
    if (a->firms.count > MOST_FIRMS) {
        const char *more = cg_figure(t->arena, a->firms.count - MOST_FIRMS, 0, t->language);
        cg_html_leaf(h, "p", "hint", cg_tell(t, CG_MSG_REPORT_MORE, more, NULL));
    }
}

void cg_html_assess(cg_html *h) {
    const cg_plan_assessment *a = h->telling.plan->assessment;
    cg_html_section(h, "criteria", CG_MSG_CRITERIA_HEADING);
    cg_html_leaf(h, "p", NULL, cg_criteria_lead(&h->telling));
    add_tiles(h);
    if (a->criteria.count > 0) {
        add_table(h);
        add_blocks(h, CG_MSG_CRITERIA_OPEN, true);
    }
    /* What is evidence names firms, and says of some that they broke the law. */
    if (cg_shows_firms(&h->telling)) {
        add_blocks(h, CG_MSG_CRITERIA_EVIDENCE, false);
        add_outside(h);
        add_firms(h);
    }
    for (int i = 0; i < a->notes.count; i++) {
        cg_html_leaf(h, "p", "hint", cg_tell_name(&h->telling, a->notes.items[i], ""));
    }
    cg_html_close(h, "section");
}
