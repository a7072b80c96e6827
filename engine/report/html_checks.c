/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an exchange needs to hold, in its block of the HTML report. */
#include "report/content.h"
#include "report/html_pieces.h"

static void add_list(cg_html *h, cg_message_id label, const cg_sentences *sentences) {
    if (sentences->count == 0) {
        return;
    }
    cg_html_open(h, "div", "class", "wide", NULL);
    cg_html_leaf(h, "dt", NULL, cg_html_word(h, label));
    for (int i = 0; i < sentences->count; i++) {
        cg_html_leaf(h, "dd", NULL, sentences->items[i]);
    }
    cg_html_close(h, "div");
}

void cg_html_checks(cg_html *h, const cg_group *group) {
    cg_checks checks = cg_tell_checks(&h->telling, group);
    add_list(h, CG_MSG_CONTENT_QUALITY, &checks.quality);
    add_list(h, CG_MSG_CONTENT_FAILS, &checks.fails);
    add_list(h, CG_MSG_CONTENT_STANDBY, &checks.standby);
}
