/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the plan rests on, in the Markdown report: the sections that the page has too. */
#include "report/content.h"
#include "report/markdown.h"

enum { MOST_CELLS = 8, MOST_CONFIRMED = 30 };

typedef struct page {
    const cg_telling *t;
    cg_text *out;
} page;

static const char *word(const page *p, cg_message_id id) {
    return cg_tell(p->t, id, NULL);
}

static void add_heading(const page *p, const char *marks, const char *text) {
    cg_text_addf(p->out, "\n%s %s\n\n", marks, cg_markdown_safe(p->t->arena, text));
}

static void add_paragraph(const page *p, const char *text) {
    cg_text_addf(p->out, "%s\n\n", cg_markdown_safe(p->t->arena, text));
}

static void add_row(const page *p, const char *const *cells, int count) {
    const char *safe[MOST_CELLS];
    for (int i = 0; i < count; i++) {
        safe[i] = cg_markdown_safe(p->t->arena, cells[i]);
    }
    cg_markdown_row(p->out, safe, count);
}

static void add_sentences(const page *p, cg_message_id label, const cg_sentences *sentences) {
    if (sentences->count > 0) {
        cg_text_addf(p->out, "- %s\n", word(p, label));
    }
    for (int i = 0; i < sentences->count; i++) {
        cg_text_addf(p->out, "  - %s\n", cg_markdown_safe(p->t->arena, sentences->items[i]));
    }
}

static void add_checks(const page *p, const cg_groups *groups) {
    add_heading(p, "##", word(p, CG_MSG_CONTENT_CHECKS));
    add_paragraph(p, word(p, CG_MSG_CONTENT_TRACE));
    for (int g = 0; g < groups->count; g++) {
        const cg_group *group = &groups->items[g];
        cg_checks checks = cg_tell_checks(p->t, group);
        if (checks.quality.count + checks.fails.count + checks.standby.count == 0) {
            continue;
        }
        add_heading(p, "###",
                    cg_format(p->t->arena, "%s: %s", cg_tell_numbers(p->t, group),
                              cg_tell_end(p->t, group->total->to)));
        add_sentences(p, CG_MSG_CONTENT_QUALITY, &checks.quality);
        add_sentences(p, CG_MSG_CONTENT_FAILS, &checks.fails);
        add_sentences(p, CG_MSG_CONTENT_STANDBY, &checks.standby);
    }
}

static void add_schedule(const page *p, const cg_groups *groups) {
    const cg_telling *t = p->t;
    cg_starts starts = cg_starts_of(t, groups);
    cg_steps steps = cg_steps_of(t, groups);
    add_heading(p, "##", word(p, CG_MSG_CONTENT_SCHEDULE));
    add_paragraph(p, cg_tell(t, CG_MSG_CONTENT_SCHEDULE_LEAD, cg_tell_month(t, 0), NULL));
    if (starts.count == 0) {
        add_paragraph(p, word(p, CG_MSG_CONTENT_SCHEDULE_NONE));
    } else {
        const char *heads[] = {word(p, CG_MSG_CONTENT_WHICH), word(p, CG_MSG_CONTENT_START)};
        cg_markdown_head(p->out, heads, 2, 2);
        for (int i = 0; i < starts.count; i++) {
            const cg_group *group = &groups->items[starts.items[i].group];
            const char *cells[] = {cg_tell_numbers(t, group), cg_tell_start(t, &starts.items[i])};
            add_row(p, cells, 2);
        }
        cg_text_add(p->out, "\n");
    }
    const char *heads[] = {word(p, CG_MSG_CONTENT_WHO), word(p, CG_MSG_CONTENT_WHAT),
                           word(p, CG_MSG_CONTENT_WHICH), word(p, CG_MSG_CONTENT_FROM),
                           word(p, CG_MSG_CONTENT_UNTIL)};
    cg_markdown_head(p->out, heads, 5, 5);
    for (int i = 0; i < steps.count; i++) {
        const cg_step *step = &steps.items[i];
        const char *cells[] = {step->who, step->what, step->exchanges, step->from, step->until};
        add_row(p, cells, 5);
    }
}

static void add_measure(const page *p) {
    const cg_telling *t = p->t;
    cg_measurings rows = cg_measurings_of(t);
    add_heading(p, "##", word(p, CG_MSG_CONTENT_MEASURE));
    if (rows.count == 0) {
        add_paragraph(p, word(p, t->plan->unknowns_sought ? CG_MSG_CONTENT_MEASURE_NONE
                                                          : CG_MSG_CONTENT_MEASURE_LARGE));
        return;
    }
    add_paragraph(p, word(p, CG_MSG_CONTENT_MEASURE_LEAD));
    const char *heads[] = {word(p, CG_MSG_CONTENT_MEASURE_WHERE),
                           word(p, CG_MSG_CONTENT_MEASURE_WHAT),
                           word(p, CG_MSG_CONTENT_MEASURE_OPENS),
                           cg_tell(t, CG_MSG_CONTENT_MEASURE_WORTH, t->money.unit, NULL)};
    cg_markdown_head(p->out, heads, 4, 3);
    for (int i = 0; i < rows.count; i++) {
        const cg_measuring *row = &rows.items[i];
        const char *cells[] = {row->where, row->what, row->opens, cg_tell_cell(t, row->worth)};
        add_row(p, cells, 4);
    }
}

static void add_seasons(const page *p, const cg_groups *groups) {
    const cg_telling *t = p->t;
    int periods = t->plan->period_count;
    if (periods < 2 || periods > MOST_CELLS - 1) {
        return;
    }
    add_heading(p, "##", word(p, CG_MSG_CONTENT_SEASONS));
    const char *cells[MOST_CELLS] = {word(p, CG_MSG_CONTENT_WHICH)};
    for (int i = 0; i < periods; i++) {
        cells[i + 1] = cg_tell(t, CG_MSG_CONTENT_SEASONS_HOURS, cg_tell_period(t, i),
                               cg_figure(t->arena, t->plan->period_hours[i], 0, t->language), NULL);
    }
    cg_markdown_head(p->out, cells, periods + 1, 1);
    for (int g = 0; g < groups->count; g++) {
        const cg_group *group = &groups->items[g];
        cells[0] = cg_tell_numbers(t, group);
        for (int i = 0; i < periods; i++) {
            cells[i + 1] = cg_figure_quantity(t->arena, cg_season_of(group, i), group->total->unit,
                                              t->language);
        }
        add_row(p, cells, periods + 1);
    }
}

static void add_confirm(const page *p) {
    const cg_telling *t = p->t;
    cg_doubtfuls rows = cg_doubtfuls_of(t);
    add_heading(p, "##", word(p, CG_MSG_CONTENT_CONFIRM));
    if (rows.count == 0) {
        add_paragraph(p, word(p, CG_MSG_CONTENT_CONFIRM_NONE));
        return;
    }
    add_paragraph(p, word(p, CG_MSG_CONTENT_CONFIRM_LEAD));
    const char *heads[] = {word(p, CG_MSG_CONTENT_CONFIRM_FIGURE), word(p, CG_MSG_CONTENT_BASIS),
                           cg_tell(t, CG_MSG_CONTENT_CONFIRM_MONEY, t->money.unit, NULL)};
    cg_markdown_head(p->out, heads, 3, 2);
    for (int i = 0; i < rows.count && i < MOST_CONFIRMED; i++) {
        const cg_doubtful *row = &rows.items[i];
        const char *cells[] = {row->figure, row->basis, cg_tell_cell(t, row->money)};
        add_row(p, cells, 3);
    }
    if (rows.count > MOST_CONFIRMED) {
        cg_text_addf(p->out, "\n%s\n",
                     cg_tell(t, CG_MSG_REPORT_MORE,
                             cg_format(t->arena, "%d", rows.count - MOST_CONFIRMED), NULL));
    }
}

static void add_figures(const page *p) {
    const cg_telling *t = p->t;
    const char *heads[CG_FIGURE_CELLS], *cells[CG_FIGURE_CELLS];
    add_heading(p, "##", word(p, CG_MSG_CONTENT_FIGURES));
    if (t->plan->figures.count == 0) {
        add_paragraph(p, word(p, CG_MSG_CONTENT_FIGURES_NONE));
        return;
    }
    cg_figure_heads(t, heads);
    cg_markdown_head(p->out, heads, CG_FIGURE_CELLS, CG_FIGURE_CELLS - 1);
    for (int group = 0; group < CG_FIGURE_GROUPS; group++) {
        for (int i = 0; i < t->plan->figures.count; i++) {
            if (cg_figure_group_of(&t->plan->figures.items[i]) == (cg_figure_group)group) {
                cg_figure_cells(t, &t->plan->figures.items[i], cells);
                add_row(p, cells, CG_FIGURE_CELLS);
            }
        }
    }
}

void cg_markdown_content(const cg_telling *t, cg_text *out) {
    page p = {t, out};
    cg_groups groups = cg_groups_of(t);
    if (groups.count == 0) {
        return;
    }
    add_checks(&p, &groups);
    add_schedule(&p, &groups);
    add_measure(&p);
    add_seasons(&p, &groups);
    add_confirm(&p);
    add_figures(&p);
}
