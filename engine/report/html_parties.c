/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who gains and who loses before any sharing, as bars to both sides of nothing. */
#include "report/html_pieces.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PARTS = 6, BAR_HALF = 60 };

typedef struct ranked_party {
    const cg_party *party;
    int order;
} ranked_party;

/* Those whose figure is withheld keep the park's order. */
static int largest_first(const void *a, const void *b) {
    const ranked_party *x = a, *y = b;
    if (x->party->saving < y->party->saving || x->party->saving > y->party->saving) {
        return x->party->saving < y->party->saving ? 1 : -1;
    }
    return x->order - y->order;
}

static bool is_even(const cg_html *h, const cg_party *party) {
    if (isnan(party->saving)) { /* withheld */
        return cg_gain_of_party(party) == CG_GAIN_NONE;
    }
    const char *nothing = cg_tell_cell(&h->telling, 0);
    return strcmp(cg_tell_cell(&h->telling, party->saving), nothing) == 0 &&
           !(party->investment > 0);
}

static const char *name_of(const cg_html *h, const cg_party *party) {
    const char *name = cg_tell_name(&h->telling, party->name, party->id);
    return party->facility ? cg_tell(&h->telling, CG_MSG_REPORT_FACILITY, name, NULL) : name;
}

/* The length says how much, the side and the fill whether it is a gain; the figure stands beside.
 */
static void add_bar(cg_html *h, double value, double largest) {
    double length = largest > 0 ? fabs(value) / largest * BAR_HALF : 0;
    cg_text_add(h->out, "<td class=\"bar\"><svg viewBox=\"0 0 120 12\" aria-hidden=\"true\">"
                        "<line x1=\"60\" y1=\"0\" x2=\"60\" y2=\"12\"></line>");
    cg_html_open(h, "rect", "class", value < 0 ? "loss" : "win", "x",
                 cg_html_at(h, value < 0 ? BAR_HALF - length : BAR_HALF), "y", "2", "width",
                 cg_html_at(h, length), "height", "8", NULL);
    cg_text_add(h->out, "</rect></svg></td>");
}

static const double *parts_of(const cg_party *party, double parts[PARTS]) {
    const double all[PARTS] = {party->purchase,  party->disposal, party->transport,
                               party->treatment, party->fees,     party->annualised_investment};
    memcpy(parts, all, sizeof all);
    return parts;
}

static void add_party(cg_html *h, const cg_party *party, double largest) {
    const cg_telling *t = &h->telling;
    double parts[PARTS];
    cg_text_add(h->out, "<tr><th scope=\"row\">");
    cg_html_text(h, name_of(h, party));
    cg_text_add(h->out, "</th>");
    add_bar(h, party->saving, largest);
    cg_html_leaf(h, "td", "number strong", cg_tell_cell(t, party->saving));
    parts_of(party, parts);
    for (int i = 0; i < PARTS && cg_shows_costs(t); i++) {
        cg_html_leaf(h, "td", "number", cg_tell_cell(t, parts[i]));
    }
    cg_text_add(h->out, "</tr>\n");
}

static void add_even(cg_html *h, const ranked_party *parties, int count) {
    const char **names = CG_ARRAY(h->telling.arena, const char *, count + 1);
    int found = 0;
    for (int i = 0; i < count; i++) {
        if (is_even(h, parties[i].party)) {
            names[found++] = name_of(h, parties[i].party);
        }
    }
    if (found > 0) {
        cg_html_leaf(h, "p", NULL,
                     cg_tell(&h->telling, CG_MSG_HTML_PARTIES_EVEN,
                             cg_tell_list(&h->telling, names, found), NULL));
    }
}

static void add_table(cg_html *h, const ranked_party *parties, int count) {
    const char *heads[] = {cg_html_word(h, CG_MSG_REPORT_PARTY),
                           cg_html_word(h, CG_MSG_HTML_BAR),
                           cg_html_word(h, CG_MSG_REPORT_PARTY_SAVING),
                           cg_html_word(h, CG_MSG_REPORT_PARTY_PURCHASE),
                           cg_html_word(h, CG_MSG_REPORT_PARTY_DISPOSAL),
                           cg_html_word(h, CG_MSG_REPORT_TRANSPORT),
                           cg_html_word(h, CG_MSG_REPORT_TREATMENT),
                           cg_html_word(h, CG_MSG_REPORT_FEES),
                           cg_html_word(h, CG_MSG_REPORT_ANNUALISED)};
    const char *caption =
        cg_tell(&h->telling, CG_MSG_REPORT_PARTIES_UNIT, h->telling.money.unit, NULL);
    cg_html_table table = {caption, heads, cg_shows_costs(&h->telling) ? 3 + PARTS : 3, 2};
    cg_html_table_open(h, &table);
    double largest = 0;
    for (int i = 0; i < count; i++) {
        largest = fmax(largest, fabs(parties[i].party->saving));
    }
    for (int i = 0; i < count; i++) {
        if (!is_even(h, parties[i].party)) {
            add_party(h, parties[i].party, largest);
        }
    }
    cg_html_table_close(h);
}

static void add_items(cg_html *h) {
    const cg_telling *t = &h->telling;
    if (t->plan->items.count == 0) {
        return;
    }
    cg_html_leaf(h, "h3", NULL, cg_html_word(h, CG_MSG_REPORT_ITEMS));
    cg_html_open(h, "ul", NULL);
    for (int i = 0; i < t->plan->items.count; i++) {
        const cg_park_item *item = &t->plan->items.items[i];
        bool charge = strcmp(item->kind, "rule-charge") == 0;
        const char *what =
            cg_tell(t, charge ? CG_MSG_REPORT_ITEM_CHARGE : CG_MSG_REPORT_ITEM_FACILITY,
                    cg_tell_name(t, item->name, item->subject), NULL);
        cg_html_leaf(h, "li", NULL,
                     cg_tell(t, CG_MSG_REPORT_ITEM_LINE, what, cg_tell_money(t, item->saving),
                             cg_tell_money(t, item->investment), NULL));
    }
    cg_html_close(h, "ul");
}

/* Who gains and who loses, where no figure of it may be told. */
static void add_sides(cg_html *h) {
    const cg_telling *t = &h->telling;
    const char *heads[] = {cg_html_word(h, CG_MSG_REPORT_PARTY),
                           cg_html_word(h, CG_MSG_EDITION_SIDE)};
    cg_html_table table = {cg_html_word(h, CG_MSG_HTML_PARTIES), heads, 2, 2};
    cg_html_table_open(h, &table);
    for (int i = 0; i < t->plan->parties.count; i++) {
        const cg_party *party = &t->plan->parties.items[i];
        const char *cells[] = {name_of(h, party), cg_tell_gain(t, party)};
        if (!is_even(h, party)) {
            cg_html_row(h, &table, cells);
        }
    }
    cg_html_table_close(h);
}

void cg_html_parties(cg_html *h) {
    const cg_plan *plan = h->telling.plan;
    ranked_party *parties = CG_ARRAY(h->telling.arena, ranked_party, plan->parties.count + 1);
    for (int i = 0; i < plan->parties.count; i++) {
        parties[i] = (ranked_party){&plan->parties.items[i], i};
    }
    qsort(parties, (size_t)plan->parties.count, sizeof *parties, largest_first);
    cg_html_section(h, "parties", CG_MSG_HTML_PARTIES);
    const char *sentences[2];
    int count = cg_tell_losers(&h->telling, sentences);
    int uneven = 0;
    for (int i = 0; i < plan->parties.count; i++) {
        uneven += !is_even(h, parties[i].party);
    }
    if (uneven > 0 && h->telling.withholds) {
        add_sides(h);
    } else if (uneven > 0) {
        add_table(h, parties, plan->parties.count);
    }
    for (int i = 0; i < count; i++) {
        cg_html_leaf(h, "p", NULL, sentences[i]);
    }
    add_even(h, parties, plan->parties.count);
    if (!cg_shows_costs(&h->telling)) {
        cg_html_leaf(h, "p", "hint", cg_html_word(h, CG_MSG_EDITION_OWN_ONLY));
    }
    add_items(h);
    cg_html_close(h, "section");
}
