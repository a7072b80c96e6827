/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the law asks of the plan, in the HTML report: permits, rules cited, readings, exceptions. */
#include "report/html_pieces.h"

void cg_html_permits(cg_html *h) {
    const cg_telling *t = &h->telling;
    cg_html_section(h, "permits", CG_MSG_HTML_LAW_PERMITS);
    if (t->plan->permits.count == 0) {
        cg_html_leaf(h, "p", NULL, cg_html_word(h, CG_MSG_HTML_NO_PERMITS));
    } else {
        cg_html_open(h, "ul", NULL);
        for (int i = 0; i < t->plan->permits.count; i++) {
            const char *clause = cg_words_in(t->plan->permits.items[i].clause, t->language, NULL);
            cg_html_open(h, "li", NULL);
            cg_html_text(h, cg_tell_permit(t, i));
            if (clause != NULL) {
                cg_html_leaf(h, "span", "hint", cg_tell(t, CG_MSG_HTML_CLAUSE, clause, NULL));
            }
            cg_html_close(h, "li");
        }
        cg_html_close(h, "ul");
    }
    cg_html_close(h, "section");
}

static void add_cited(cg_html *h) {
    const cg_telling *t = &h->telling;
    const char *heads[] = {cg_html_word(h, CG_MSG_HTML_RULE), cg_html_word(h, CG_MSG_HTML_SAYS),
                           cg_html_word(h, CG_MSG_HTML_ARTICLE)};
    cg_html_table table = {cg_html_word(h, CG_MSG_HTML_CITED), heads, 3, 3};
    if (t->plan->cited.count == 0) {
        return;
    }
    cg_html_table_open(h, &table);
    for (int i = 0; i < t->plan->cited.count; i++) {
        const cg_cited_rule *rule = &t->plan->cited.items[i];
        const char *cells[] = {rule->id, cg_tell_name(t, rule->title, "–"),
                               cg_format(t->arena, "%s, %s", cg_tell_name(t, rule->instrument, "–"),
                                         cg_tell_name(t, rule->clause, "–"))};
        cg_html_row(h, &table, cells);
    }
    cg_html_table_close(h);
}

void cg_html_readings(cg_html *h) {
    const cg_telling *t = &h->telling;
    cg_html_section(h, "readings", CG_MSG_REPORT_READINGS);
    if (t->plan->readings.count + t->plan->uncertain.count == 0) {
        cg_html_leaf(h, "p", NULL, cg_html_word(h, CG_MSG_HTML_READINGS_NONE));
    } else {
        cg_html_open(h, "ul", NULL);
        for (int i = 0; i < t->plan->readings.count; i++) {
            cg_html_leaf(h, "li", NULL, cg_tell_reading(t, i));
        }
        for (int i = 0; i < t->plan->uncertain.count; i++) {
            cg_html_leaf(h, "li", NULL, cg_tell_uncertain(t, i));
        }
        cg_html_close(h, "ul");
    }
    add_cited(h);
    cg_html_close(h, "section");
}

void cg_html_exceptions(cg_html *h) {
    const cg_telling *t = &h->telling;
    cg_html_section(h, "exceptions", CG_MSG_REPORT_EXCEPTIONS);
    cg_html_leaf(h, "p", NULL, cg_tell_exceptions_from(t));
    for (int e = 0; e < t->plan->exceptions.count; e++) {
        cg_html_leaf(h, "p", NULL, cg_tell_exception(t, e));
    }
    cg_html_close(h, "section");
}
