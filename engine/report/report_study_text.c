/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A comparison on 80 columns: which scenarios, their figures side by side, what changes. */
#include "report/report_study.h"

#include "base/text.h"
#include "report/study_rows.h"

#include <math.h>
#include <string.h>

/* Up to so many columns of scenarios fit beside the names of the figures; with more, scenarios
 * become the lines. */
enum { WIDTH = 80, MOST_BESIDE = 4, A_SCENARIO = 12, A_FIGURE = 11, MOST_CHANGES = 10 };

typedef struct page {
    cg_study_telling t;
    cg_text out;
} page;

/* One table: what stands at the left and above, and what in between. */
typedef struct grid {
    const char **lefts, **heads;
    const char **cells; /* line by line */
    int lines, columns, left_width, width;
} grid;

static void add_heading(page *p, const char *text) {
    cg_text_add(&p->out, "\n");
    cg_text_add_folded(&p->out, text, WIDTH, 0);
}

static const char *word(const page *p, cg_message_id id) {
    return cg_tell(&p->t.telling, id, NULL);
}

/* The bytes of `text` that fit a column, ending behind a blank or a hyphen where there is one. */
static size_t piece_of(cg_arena *arena, const char *text, int width) {
    size_t best = 0;
    size_t end = 0;
    while (text[end] != '\0') {
        size_t next = end + 1;
        while (((unsigned char)text[next] & 0xC0) == 0x80) {
            next++;
        }
        bool blank = text[end] == ' ';
        if (!blank && cg_text_columns(cg_copy(arena, text, next)) > width) {
            return best > 0 ? best : end > 0 ? end : next;
        }
        end = next;
        best = blank || text[end - 1] == '-' ? end : best;
    }
    return end;
}

/* Without the blanks that empty columns leave at its end. */
static void end_line(page *p) {
    while (p->out.length > 0 && p->out.bytes[p->out.length - 1] == ' ') {
        p->out.bytes[--p->out.length] = '\0';
    }
    cg_text_add(&p->out, "\n");
}

/* Heads of several words take several lines; shorter ones stand at the bottom. */
static void add_heads(page *p, const grid *g) {
    cg_arena *arena = p->t.telling.arena;
    enum { MOST_LINES = 4 };
    int deepest = 1;
    const char **pieces = CG_ARRAY(arena, const char *, g->columns *MOST_LINES + 1);
    int *counts = CG_ARRAY(arena, int, g->columns + 1);
    for (int c = 0; c < g->columns; c++) {
        const char *at = g->heads[c];
        while (*at != '\0' && counts[c] < MOST_LINES) {
            size_t length = piece_of(arena, at, g->width - 1);
            size_t shown = length - (at[length - 1] == ' ');
            pieces[c * MOST_LINES + counts[c]++] = cg_copy(arena, at, shown);
            at += length;
        }
        deepest = counts[c] > deepest ? counts[c] : deepest;
    }
    for (int line = 0; line < deepest; line++) {
        cg_text_add_column(&p->out, "", g->left_width);
        for (int c = 0; c < g->columns; c++) {
            int own = line - (deepest - counts[c]);
            cg_text_add_column_right(&p->out, own < 0 ? "" : pieces[c * MOST_LINES + own],
                                     g->width);
        }
        end_line(p);
    }
}

static void add_grid(page *p, const grid *g) {
    add_heads(p, g);
    for (int line = 0; line < g->lines; line++) {
        cg_text_add(&p->out, "  ");
        cg_text_add_column(&p->out, g->lefts[line], g->left_width - 2);
        for (int c = 0; c < g->columns; c++) {
            cg_text_add_column_right(&p->out, g->cells[line * g->columns + c], g->width);
        }
        cg_text_add(&p->out, "\n");
    }
}

static const char *label_of(const page *p, int figure) {
    const char *unit = cg_study_unit(&p->t, figure);
    const char *label = cg_study_label(&p->t, figure);
    return *unit == '\0' ? label : cg_format(p->t.telling.arena, "%s (%s)", label, unit);
}

static const char *cell_of(const page *p, int row, int figure, bool differences) {
    const cg_comparison *all = p->t.comparison;
    const cg_result *result = &all->items.items[row];
    return differences
               ? cg_study_cell_difference(&p->t, figure, cg_study_difference(all, result, figure))
               : cg_study_cell(&p->t, figure, cg_study_value(result, figure));
}

/* Scenarios side by side, a line a figure. */
static void add_beside(page *p, const int *figures, int count, bool differences) {
    cg_arena *arena = p->t.telling.arena;
    int first = differences ? 1 : 0;
    int rows = p->t.comparison->items.count - first;
    grid g = {CG_ARRAY(arena, const char *, count + 1),
              CG_ARRAY(arena, const char *, rows + 1),
              CG_ARRAY(arena, const char *, count *rows + 1),
              count,
              rows,
              WIDTH - MOST_BESIDE * A_SCENARIO,
              A_SCENARIO};
    for (int r = 0; r < rows; r++) {
        g.heads[r] = cg_tell_plain(arena, p->t.comparison->items.items[first + r].id);
    }
    for (int f = 0; f < count; f++) {
        g.lefts[f] = label_of(p, figures[f]);
        for (int r = 0; r < rows; r++) {
            g.cells[f * rows + r] = cell_of(p, first + r, figures[f], differences);
        }
    }
    add_grid(p, &g);
}

/* Figures side by side, a line a scenario; as many tables as it takes. */
static void add_below(page *p, const int *figures, int count, bool differences) {
    enum { AT_ONCE = 5 };
    cg_arena *arena = p->t.telling.arena;
    int first = differences ? 1 : 0;
    int rows = p->t.comparison->items.count - first;
    for (int begin = 0; begin < count; begin += AT_ONCE) {
        int columns = count - begin < AT_ONCE ? count - begin : AT_ONCE;
        grid g = {CG_ARRAY(arena, const char *, rows + 1),
                  CG_ARRAY(arena, const char *, columns + 1),
                  CG_ARRAY(arena, const char *, rows *columns + 1),
                  rows,
                  columns,
                  WIDTH - 1 - AT_ONCE * A_FIGURE,
                  A_FIGURE};
        for (int c = 0; c < columns; c++) {
            g.heads[c] = label_of(p, figures[begin + c]);
        }
        for (int r = 0; r < rows; r++) {
            g.lefts[r] = cg_tell_plain(arena, p->t.comparison->items.items[first + r].id);
            for (int c = 0; c < columns; c++) {
                g.cells[r * columns + c] = cell_of(p, first + r, figures[begin + c], differences);
            }
        }
        cg_text_add(&p->out, begin > 0 ? "\n" : "");
        add_grid(p, &g);
    }
}

/* A figure that is nowhere anything tells nobody anything. */
static bool is_anything(const page *p, int figure) {
    for (int i = 0; i < p->t.comparison->items.count; i++) {
        double value = cg_study_value(&p->t.comparison->items.items[i], figure);
        if (isfinite(value) && value != 0) {
            return true;
        }
    }
    return false;
}

static void add_figures(page *p, cg_message_id heading, bool differences) {
    int figures[CG_STUDY_FIGURES];
    int count = 0;
    for (int f = 0; f < CG_STUDY_FIGURES; f++) {
        if (is_anything(p, f) && (!differences || cg_study_compares(f))) {
            figures[count++] = f;
        }
    }
    add_heading(p, word(p, heading));
    if (p->t.comparison->items.count <= MOST_BESIDE) {
        add_beside(p, figures, count, differences);
        return;
    }
    add_below(p, figures, count, differences);
}

static void add_scenario(page *p, const cg_result *row) {
    enum { ID = 24 };
    const cg_study_telling *t = &p->t;
    cg_arena *arena = t->telling.arena;
    cg_text about = cg_text_start(arena);
    cg_text_add(&about, cg_study_title(t, row));
    if (row->based_on != NULL && strcmp(row->based_on, CG_STUDY_BASE) != 0) {
        cg_text_addf(&about, "%s%s", about.length == 0 ? "" : "; ",
                     cg_tell(&t->telling, CG_MSG_STUDY_BUILDS_ON,
                             cg_tell_plain(arena, row->based_on), NULL));
    }
    const char *law = cg_study_law(t, row);
    cg_text_addf(&about, "%s%s", *law == '\0' || about.length == 0 ? "" : "; ", law);
    const char *id = cg_tell_plain(arena, row->id);
    bool fits = cg_text_columns(id) < ID - 2 && about.length > 0;
    cg_text folded = cg_text_start(arena);
    if (about.length > 0) {
        cg_text_add_indented(&folded, about.bytes, WIDTH, ID);
    }
    cg_text_add(&p->out, "  ");
    cg_text_add_column(&p->out, id, fits ? ID - 2 : cg_text_columns(id));
    cg_text_add(&p->out, fits ? folded.bytes + ID : "\n");
    cg_text_add(&p->out, fits ? "" : folded.bytes);
    const char **notes = NULL;
    int count = cg_study_notes(t, row, &notes);
    for (int i = 0; i < count; i++) {
        cg_text_add_indented(&p->out, notes[i], WIDTH, ID);
    }
}

static void add_exchanges(page *p, const cg_result *row) {
    const cg_telling *t = &p->t.telling;
    cg_text_add(&p->out, "  ");
    cg_text_add_folded(&p->out,
                       cg_format(t->arena, "%s: %s", cg_tell_plain(t->arena, row->id),
                                 cg_study_counts(&p->t, row)),
                       WIDTH - 2, 4);
    const char **lines = NULL;
    int count = cg_study_exchanges(&p->t, row, &lines);
    for (int i = 0; i < count && i < MOST_CHANGES; i++) {
        cg_text_add(&p->out, "    ");
        cg_text_add_folded(&p->out, lines[i], WIDTH - 4, 6);
    }
    if (count > MOST_CHANGES) {
        cg_text_addf(
            &p->out, "    %s\n",
            cg_tell(t, CG_MSG_STUDY_MORE, cg_format(t->arena, "%d", count - MOST_CHANGES), NULL));
    }
}

static void add_changes_of_all(page *p) {
    const cg_comparison *all = p->t.comparison;
    bool any = false;
    for (int i = 1; i < all->items.count; i++) {
        if (!all->items.items[i].compared) {
            continue;
        }
        if (!any) {
            add_heading(p, word(p, CG_MSG_STUDY_EXCHANGE_CHANGES));
        }
        any = true;
        add_exchanges(p, &all->items.items[i]);
    }
}

static void add_exceptions(page *p) {
    const char **sentences = NULL;
    int count = cg_study_exceptions(&p->t, &sentences);
    for (int i = 0; i < count; i++) {
        if (i == 0) {
            add_heading(p, word(p, CG_MSG_REPORT_EXCEPTIONS));
        }
        cg_text_add(&p->out, "  ");
        cg_text_add_folded(&p->out, sentences[i], WIDTH - 2, 4);
    }
}

static void add_proof(page *p) {
    const cg_telling *t = &p->t.telling;
    const cg_comparison *all = p->t.comparison;
    double gap = 0;
    cg_text limits = cg_text_start(t->arena);
    for (int i = 0; i < all->items.count; i++) {
        const cg_result *row = &all->items.items[i];
        if (strcmp(row->status, "optimal") == 0) {
            gap = fmax(gap, row->gap);
        } else if (row->solved) {
            cg_text_addf(&limits, "%s%s", limits.length > 0 ? ", " : "",
                         cg_tell(t, CG_MSG_STUDY_GAP_OF, cg_tell_plain(t->arena, row->id),
                                 cg_figure_share(t->arena, row->gap, t->language), NULL));
        }
    }
    if (limits.length > 0) {
        add_heading(p, cg_tell(t, CG_MSG_STUDY_PROOF_LIMIT, limits.bytes, NULL));
        return;
    }
    add_heading(p, cg_tell(t, CG_MSG_STUDY_PROOF, cg_figure_most(t->arena, gap), NULL));
}

const char *cg_report_study_text(cg_arena *arena, const cg_comparison *comparison,
                                 cg_language language, size_t *length) {
    page p = {cg_study_telling_start(arena, comparison, language), cg_text_start(arena)};
    const cg_telling *t = &p.t.telling;
    const char *park = cg_tell_name(t, comparison->park_name, comparison->park);
    const char *title = cg_tell_name(t, comparison->title, "");
    cg_text_add_folded(&p.out,
                       cg_tell(t, CG_MSG_STUDY_TITLE, park,
                               cg_format(arena, "%d", comparison->items.count - 1), NULL),
                       WIDTH, 0);
    if (*title != '\0') {
        cg_text_add_folded(&p.out, title, WIDTH, 0);
    }
    cg_text_add_folded(&p.out, word(&p, CG_MSG_STUDY_HOW), WIDTH, 0);
    add_heading(&p, word(&p, CG_MSG_STUDY_WHICH));
    for (int i = 0; i < comparison->items.count; i++) {
        add_scenario(&p, &comparison->items.items[i]);
    }
    add_figures(&p, CG_MSG_STUDY_FIGURES, false);
    add_figures(&p, CG_MSG_STUDY_DIFFERENCES, true);
    add_changes_of_all(&p);
    add_exceptions(&p);
    add_proof(&p);
    *length = p.out.length;
    return p.out.bytes;
}
