/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a figure of the first screen to the row it comes from. */
#include "report/html_pieces.h"

/* Where a figure stands again, and who sees that section. */
static const struct {
    cg_message_id label;
    const char *row;
    int audiences;
} traces[] = {{CG_MSG_REPORT_NET_SAVING, "row-net-saving", CG_SEEN_BY_ALL_BUT_FIRM},
              {CG_MSG_HTML_WATER, "row-balance-3", CG_SEEN_BY_ALL_BUT_FIRM},
              {CG_MSG_HTML_WASTE, "row-balance-5", CG_SEEN_BY_ALL_BUT_FIRM},
              {CG_MSG_REPORT_EMISSIONS_SAVING, "row-balance-2", CG_SEEN_BY_ALL_BUT_FIRM},
              {CG_MSG_REPORT_INVESTMENT, "row-total", CG_SEEN_INSIDE},
              {CG_MSG_REPORT_PAYBACK, "row-total", CG_SEEN_INSIDE},
              {CG_MSG_REPORT_EXCHANGE_COUNT, "ranked", CG_SEEN_INSIDE},
              {CG_MSG_HTML_FIRMS, "parties", CG_SEEN_INSIDE},
              {CG_MSG_HTML_PERMITS, "permits", CG_SEEN_BY_ALL_BUT_FIRM},
              {CG_MSG_HTML_ESTIMATES, "confirm", CG_SEEN_INSIDE}};

static const char *row_of(const cg_html *h, cg_message_id label) {
    bool lines = h->groups.count > 0;
    for (size_t i = 0; i < sizeof traces / sizeof *traces; i++) {
        if (traces[i].label == label && cg_shows_to(&h->telling, traces[i].audiences)) {
            return lines || traces[i].audiences != CG_SEEN_INSIDE ? traces[i].row : NULL;
        }
    }
    return NULL;
}

void cg_html_traced(cg_html *h, cg_message_id label, const char *figure) {
    const char *row = row_of(h, label);
    if (row == NULL) {
        cg_html_leaf(h, "dd", "figure", figure);
        return;
    }
    cg_html_open(h, "dd", "class", "figure", NULL);
    cg_html_open(h, "a", "href", cg_format(h->telling.arena, "#%s", cg_html_id(h, row)), NULL);
    cg_html_text(h, figure);
    cg_text_add(h->out, "</a>");
    cg_html_close(h, "dd");
}
