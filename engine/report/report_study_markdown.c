/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A comparison for the board: a table of figures, one of differences, and what changes. */
#include "report/report_study.h"

#include "report/markdown.h"
#include "report/study_rows.h"

typedef struct page {
    cg_study_telling t;
    cg_text out;
} page;

static const char *word(const page *p, cg_message_id id) {
    return cg_tell(&p->t.telling, id, NULL);
}

static const char *safe(const page *p, const char *text) {
    return cg_markdown_safe(p->t.telling.arena, text);
}

static const char *label_of(const page *p, int figure) {
    const char *unit = cg_study_unit(&p->t, figure);
    const char *label = cg_study_label(&p->t, figure);
    return *unit == '\0' ? label : cg_format(p->t.telling.arena, "%s (%s)", label, unit);
}

static void add_table(page *p, cg_message_id heading, bool differences) {
    const cg_comparison *all = p->t.comparison;
    const char *cells[CG_STUDY_FIGURES + 1];
    int count = 0;
    cg_text_addf(&p->out, "\n## %s\n\n", word(p, heading));
    cells[count++] = word(p, CG_MSG_STUDY_SCENARIO);
    for (int f = 0; f < CG_STUDY_FIGURES; f++) {
        if (!differences || cg_study_compares(f)) {
            cells[count++] = label_of(p, f);
        }
    }
    cg_markdown_head(&p->out, cells, count, 1);
    for (int i = differences ? 1 : 0; i < all->items.count; i++) {
        const cg_result *row = &all->items.items[i];
        count = 0;
        cells[count++] = safe(p, row->id);
        for (int f = 0; f < CG_STUDY_FIGURES; f++) {
            if (!differences) {
                cells[count++] = cg_study_cell(&p->t, f, cg_study_value(row, f));
            } else if (cg_study_compares(f)) {
                cells[count++] =
                    cg_study_cell_difference(&p->t, f, cg_study_difference(all, row, f));
            }
        }
        cg_markdown_row(&p->out, cells, count);
    }
}

static void add_scenarios(page *p) {
    const cg_comparison *all = p->t.comparison;
    cg_text_addf(&p->out, "\n## %s\n\n", word(p, CG_MSG_STUDY_WHICH));
    const char *head[] = {word(p, CG_MSG_STUDY_SCENARIO), word(p, CG_MSG_STUDY_CSV_TITLE),
                          word(p, CG_MSG_STUDY_CSV_BASED_ON), word(p, CG_MSG_STUDY_CSV_LAW),
                          word(p, CG_MSG_STUDY_CSV_STATUS)};
    cg_markdown_head(&p->out, head, 5, 5);
    for (int i = 0; i < all->items.count; i++) {
        const cg_result *row = &all->items.items[i];
        const char *cells[] = {safe(p, row->id), safe(p, cg_study_title(&p->t, row)),
                               row->based_on == NULL ? "–" : safe(p, row->based_on),
                               safe(p, cg_study_law(&p->t, row)), cg_study_status(&p->t, row)};
        cg_markdown_row(&p->out, cells, 5);
    }
    bool any = false;
    for (int i = 0; i < all->items.count; i++) {
        const cg_result *row = &all->items.items[i];
        const char **notes = NULL;
        int count = cg_study_notes(&p->t, row, &notes);
        for (int k = 0; k < count; k++) {
            cg_text_addf(&p->out, "%s- %s: %s\n", any ? "" : "\n", safe(p, row->id),
                         safe(p, notes[k]));
            any = true;
        }
    }
}

static void add_exchanges(page *p) {
    const cg_comparison *all = p->t.comparison;
    cg_text_addf(&p->out, "\n## %s\n", word(p, CG_MSG_STUDY_EXCHANGE_CHANGES));
    for (int i = 1; i < all->items.count; i++) {
        const cg_result *row = &all->items.items[i];
        if (!row->compared) {
            continue;
        }
        cg_text_addf(&p->out, "\n**%s**: %s\n\n", safe(p, row->id), cg_study_counts(&p->t, row));
        const char **lines = NULL;
        int count = cg_study_exchanges(&p->t, row, &lines);
        cg_markdown_list(&p->out, lines, count);
    }
}

static void add_exceptions(page *p) {
    const char **sentences = NULL;
    int count = cg_study_exceptions(&p->t, &sentences);
    if (count > 0) {
        cg_text_addf(&p->out, "\n## %s\n\n", word(p, CG_MSG_REPORT_EXCEPTIONS));
        cg_markdown_list(&p->out, sentences, count);
    }
}

const char *cg_report_study_markdown(cg_arena *arena, const cg_comparison *comparison,
                                     cg_language language, size_t *length) {
    page p = {cg_study_telling_start(arena, comparison, language), cg_text_start(arena)};
    const cg_telling *t = &p.t.telling;
    const char *park = safe(&p, cg_tell_name(t, comparison->park_name, comparison->park));
    const char *title = safe(&p, cg_tell_name(t, comparison->title, ""));
    cg_text_addf(&p.out, "# %s\n\n",
                 cg_tell(t, CG_MSG_STUDY_TITLE, park,
                         cg_format(arena, "%d", comparison->items.count - 1), NULL));
    if (*title != '\0') {
        cg_text_addf(&p.out, "%s\n\n", title);
    }
    cg_text_addf(&p.out, "%s\n", word(&p, CG_MSG_STUDY_HOW));
    add_scenarios(&p);
    add_table(&p, CG_MSG_STUDY_FIGURES, false);
    add_table(&p, CG_MSG_STUDY_DIFFERENCES, true);
    add_exchanges(&p);
    add_exceptions(&p);
    *length = p.out.length;
    return p.out.bytes;
}
