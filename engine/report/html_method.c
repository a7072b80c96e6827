/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is scarce, what was not chosen, and how all of it was calculated, in the HTML report. */
#include "report/content.h"
#include "report/html_pieces.h"
#include "report/scarce.h"

enum { MOST_PRICES = 15, MOST_REJECTED = 40 };

static void add_more(cg_html *h, int left) {
    if (left > 0) {
        const char *count = cg_format(h->telling.arena, "%d", left);
        cg_html_leaf(h, "p", "hint", cg_tell(&h->telling, CG_MSG_REPORT_MORE, count, NULL));
    }
}

void cg_html_worth(cg_html *h) {
    const cg_telling *t = &h->telling;
    cg_scarce scarce = cg_scarce_of(t->arena, t->plan);
    cg_html_section(h, "worth", CG_MSG_REPORT_SHADOW);
    if (t->withholds) {
        cg_html_leaf(h, "p", NULL, cg_html_word(h, CG_MSG_EDITION_WITHHELD_PRICES));
    } else if (scarce.count == 0) {
        cg_html_leaf(h, "p", NULL, cg_tell_no_prices(t));
    } else {
        if (!cg_is_by_cost(t->plan)) {
            cg_html_leaf(h, "p", NULL, cg_html_word(h, CG_MSG_REPORT_SHADOW_OBJECTIVE));
        }
        cg_html_open(h, "ul", NULL);
        for (int i = 0; i < scarce.count && i < MOST_PRICES; i++) {
            cg_html_leaf(h, "li", NULL, cg_tell_shadow(t, &scarce.items[i]));
        }
        cg_html_close(h, "ul");
    }
    add_more(h, scarce.count - MOST_PRICES);
    cg_html_close(h, "section");
}

void cg_html_not_chosen(cg_html *h) {
    const cg_telling *t = &h->telling;
    const cg_plan *plan = t->plan;
    cg_html_section(h, "not-chosen", CG_MSG_HTML_REJECTED);
    if (plan->rejected.count == 0) {
        cg_html_leaf(h, "p", NULL, cg_html_word(h, CG_MSG_REPORT_REJECTED_NONE));
        cg_html_close(h, "section");
        return;
    }
    const char *heads[] = {cg_html_word(h, CG_MSG_REPORT_FROM), cg_html_word(h, CG_MSG_REPORT_TO),
                           cg_html_word(h, CG_MSG_REPORT_VIA),
                           cg_html_word(h, CG_MSG_REPORT_REJECTED_HOW)};
    cg_html_table table = {cg_html_word(h, CG_MSG_REPORT_REJECTED), heads, 4, 4};
    cg_html_table_open(h, &table);
    for (int i = 0; i < plan->rejected.count && i < MOST_REJECTED; i++) {
        const cg_rejected *rejected = &plan->rejected.items[i];
        const char *via = rejected->via == NULL ? cg_html_word(h, CG_MSG_REPORT_DIRECT)
                                                : cg_tell_end(&h->telling, rejected->via);
        const char *cells[] = {cg_tell_end(&h->telling, rejected->from),
                               cg_tell_end(&h->telling, rejected->to), via,
                               cg_tell_rejected(t, rejected)};
        cg_html_row(h, &table, cells);
    }
    cg_html_table_close(h);
    add_more(h, plan->rejected.count - MOST_REJECTED);
    cg_html_close(h, "section");
}

static void add_assumptions(cg_html *h) {
    const cg_telling *t = &h->telling;
    const cg_plan *plan = t->plan;
    const char *basis = cg_tell_basis(t);
    cg_html_open(h, "ul", NULL);
    cg_html_leaf(h, "li", NULL, cg_tell(t, CG_MSG_REPORT_METHOD_WHAT, cg_tell_objective(t), NULL));
    cg_html_leaf(
        h, "li", NULL,
        cg_tell(t, CG_MSG_REPORT_METHOD_MONEY, cg_format(t->arena, "%d", plan->year), NULL));
    if (basis != NULL) {
        cg_html_leaf(h, "li", NULL, basis);
    }
    for (int i = 0; i < plan->note_count; i++) {
        cg_html_leaf(h, "li", NULL, cg_tell_name(t, plan->note_words[i], plan->notes[i]));
    }
    cg_html_leaf(h, "li", NULL, cg_html_word(h, CG_MSG_HTML_NO_SUBSTITUTE));
    cg_html_leaf(h, "li", NULL, cg_html_word(h, CG_MSG_HTML_HOW_TO_READ));
    cg_html_close(h, "ul");
}

static void add_fact(cg_html *h, cg_message_id label, const char *text) {
    cg_html_leaf(h, "dt", NULL, cg_html_word(h, label));
    cg_html_leaf(h, "dd", "digest", text == NULL ? "–" : text);
}

void cg_html_method(cg_html *h) {
    cg_html_section(h, "method", CG_MSG_REPORT_METHOD);
    add_assumptions(h);
    cg_html_close(h, "section");
}

void cg_html_certificate(cg_html *h) {
    cg_html_section(h, "certificate", CG_MSG_HTML_CERTIFICATE);
    cg_html_leaf(h, "p", NULL, cg_tell_proof(&h->telling));
    cg_html_close(h, "section");
}

void cg_html_provenance(cg_html *h) {
    const cg_plan *plan = h->telling.plan;
    cg_html_section(h, "provenance", CG_MSG_REPORT_PROVENANCE);
    cg_html_open(h, "dl", "class", "facts", NULL);
    add_fact(h, CG_MSG_REPORT_PROGRAM, plan->program);
    add_fact(h, CG_MSG_REPORT_DIGEST, plan->park_sha256);
    add_fact(h, CG_MSG_REPORT_MODELS, cg_tell_list(&h->telling, plan->models, plan->model_count));
    cg_html_close(h, "dl");
    cg_html_close(h, "section");
}
