/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every figure used, with who says so, in the HTML report. */
#include "report/content.h"
#include "report/html_pieces.h"

static void add_group(cg_html *h, cg_figure_group group) {
    const cg_telling *t = &h->telling;
    const char *heads[CG_FIGURE_CELLS], *cells[CG_FIGURE_CELLS];
    cg_figure_heads(t, heads);
    cg_html_table table = {cg_html_word(h, cg_figure_group_title(group)), heads, CG_FIGURE_CELLS,
                           CG_FIGURE_CELLS - 1};
    bool any = false;
    for (int i = 0; i < t->plan->figures.count; i++) {
        const cg_plan_figure *figure = &t->plan->figures.items[i];
        if (cg_figure_group_of(figure) != group) {
            continue;
        }
        if (!any) {
            cg_html_table_open(h, &table);
            any = true;
        }
        cg_figure_cells(t, figure, cells);
        cg_html_row(h, &table, cells);
    }
    if (any) {
        cg_html_table_close(h);
    }
}

void cg_html_figures(cg_html *h) {
    cg_html_section(h, "figures", CG_MSG_CONTENT_FIGURES);
    cg_html_leaf(h, "p", NULL,
                 cg_html_word(h, h->telling.plan->figures.count == 0
                                     ? CG_MSG_CONTENT_FIGURES_NONE
                                     : CG_MSG_CONTENT_FIGURES_LEAD));
    for (int group = 0; group < CG_FIGURE_GROUPS; group++) {
        add_group(h, (cg_figure_group)group);
    }
    cg_html_close(h, "section");
}
