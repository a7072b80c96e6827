/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The candidate exchanges for a terminal of 80 columns. */
#include "report/report_matches.h"

#include <string.h>

#include "base/text.h"
#include "report/match_rows.h"
#include "text/figures.h"

enum { WIDTH = 80, LABEL = 44, MOST_ROWS = 20 };

typedef struct page {
    cg_arena *arena;
    const cg_matches *matches;
    cg_language language;
    cg_match_rows rows;
    cg_text out;
    cg_arena *kept; /* as long as the page; `arena` is emptied when a row is written */
} page;

/* How each verdict is told; in the order of cg_verdict. */
typedef struct verdict_words {
    cg_message_id count, heading;
    bool all; /* however many there are */
} verdict_words;
static const verdict_words verdicts[CG_VERDICTS] = {
    [CG_ALLOWED] = {CG_MSG_MATCHES_ALLOWED, CG_MSG_MATCHES_ALLOWED_HEADING, true},
    [CG_ALLOWED_VIA] = {CG_MSG_MATCHES_ALLOWED_VIA, CG_MSG_MATCHES_ALLOWED_VIA_HEADING, true},
    [CG_ALLOWED_PERMITS] = {CG_MSG_MATCHES_ALLOWED_PERMITS, CG_MSG_MATCHES_ALLOWED_PERMITS_HEADING,
                            true},
    [CG_OPEN] = {CG_MSG_MATCHES_OPEN, CG_MSG_MATCHES_OPEN_HEADING, true},
    [CG_FORBIDDEN] = {CG_MSG_MATCHES_FORBIDDEN, CG_MSG_MATCHES_FORBIDDEN_HEADING, false},
    [CG_CLOSED] = {CG_MSG_MATCHES_CLOSED, CG_MSG_MATCHES_CLOSED_HEADING, false},
    [CG_IMPOSSIBLE] = {CG_MSG_MATCHES_IMPOSSIBLE, CG_MSG_MATCHES_IMPOSSIBLE_HEADING, false},
    [CG_UNKNOWN_QUALITY] = {CG_MSG_MATCHES_UNKNOWN, CG_MSG_MATCHES_UNKNOWN_HEADING, true},
};

static const char *say(const page *p, cg_message_id id) {
    return cg_message(p->arena, id, p->language, NULL);
}

static void add_indented(page *p, const char *text, int indent) {
    cg_text_add_indented(&p->out, text, WIDTH, indent);
}

static const char *tell_row(const page *p, const cg_match_row *row) {
    const cg_knowledge *knowledge = p->matches->park->knowledge;
    const char *way =
        row->via == NULL
            ? say(p, CG_MSG_MATCHES_DIRECT)
            : cg_message(p->arena, row->pass_through ? CG_MSG_MATCHES_PASSED : CG_MSG_MATCHES_VIA,
                         p->language, row->via, NULL);
    const cg_mode *carried = row->mode == CG_NONE ? NULL : &knowledge->modes.items[row->mode];
    const char *mode = carried == NULL ? "–" : cg_words_in(carried->name, p->language, carried->id);
    const char *told = cg_message(p->arena, CG_MSG_MATCHES_ROW, p->language, row->from, row->to,
                                  way, cg_figure(p->arena, row->km, 2, p->language), mode, NULL);
    if (row->running) {
        told = cg_format(p->arena, "%s; %s", told,
                         say(p, row->assumed ? CG_MSG_MATCHES_ASSUMED : CG_MSG_MATCHES_RUNNING));
    }
    return cg_text_plain(p->arena, told);
}

/* The rule that opens a row, or the reason that closes it. */
static const char *tell_law(const page *p, const cg_match_row *row) {
    const cg_rule *rule = cg_match_rule(p->matches, row);
    const char *told;
    if (row->finding.verdict == CG_ALLOWED_VIA && rule != NULL) {
        told = cg_message(p->arena, CG_MSG_MATCHES_BY_RULE, p->language, rule->id,
                          cg_words_in(rule->title, p->language, "–"), NULL);
        return cg_text_plain(p->arena, told);
    }
    told = cg_match_reason(p->arena, p->matches, row, p->language);
    return told == NULL ? "" : told;
}

/* What is told below a row: that, and what the park states against it. */
static const char *tell_reason(const page *p, const cg_match_row *row) {
    cg_text told = cg_text_start(p->arena);
    int *exceptions;
    int count = cg_match_exceptions(p->arena, p->matches, row, &exceptions);
    cg_text_add(&told, tell_law(p, row));
    for (int e = 0; e < count; e++) {
        const cg_exception *stated = &p->matches->law->exceptions->items.items[exceptions[e]];
        cg_text_addf(&told, "%s%s.", told.length > 0 ? " " : "",
                     cg_exception_told(p->arena, stated, p->language));
    }
    return told.bytes;
}

/* The rows of one verdict that are shown, those with the same reason in a chain. */
typedef struct group {
    const char **reasons;
    int *first, *last; /* by reason: of the chain */
    int reason_count;
    int *rows, *next; /* by place in the group: of the page's rows; the next of that reason */
    int count;
} group;

static int reason_of(page *p, group *g, cg_map *known, const cg_match_row *row) {
    const char *told = tell_reason(p, row);
    int reason = cg_map_find(known, told);
    if (reason == CG_NONE) {
        reason = g->reason_count++;
        g->reasons[reason] = cg_copy(p->kept, told, strlen(told));
        g->first[reason] = g->last[reason] = CG_NONE;
        cg_map_add(known, g->reasons[reason], reason);
    }
    cg_arena_empty(p->arena);
    return reason;
}

static group group_of(page *p, cg_verdict verdict, int most) {
    group g = {.reasons = CG_ARRAY(p->kept, const char *, most + 1),
               .first = CG_ARRAY(p->kept, int, most + 1),
               .last = CG_ARRAY(p->kept, int, most + 1),
               .rows = CG_ARRAY(p->kept, int, most + 1),
               .next = CG_ARRAY(p->kept, int, most + 1)};
    cg_map *known = cg_map_new(p->kept);
    for (int i = 0; i < p->rows.items.count && g.count < most; i++) {
        if (p->rows.items.items[i].verdict != verdict) {
            continue;
        }
        cg_match_row row = cg_match_row_at(&p->rows, i);
        int reason = reason_of(p, &g, known, &row);
        int place = g.count++;
        g.rows[place] = i;
        g.next[place] = CG_NONE;
        *(g.last[reason] == CG_NONE ? &g.first[reason] : &g.next[g.last[reason]]) = place;
        g.last[reason] = place;
    }
    return g;
}

/* Rows with one reason stand together, and it is told once, below them. */
static void add_rows(page *p, const group *g) {
    for (int reason = 0; reason < g->reason_count; reason++) {
        for (int place = g->first[reason]; place != CG_NONE; place = g->next[place]) {
            cg_match_row row = cg_match_row_at(&p->rows, g->rows[place]);
            cg_text_add(&p->out, "  ");
            cg_text_add_folded(&p->out, tell_row(p, &row), WIDTH - 2, 4);
            cg_arena_empty(p->arena);
        }
        if (*g->reasons[reason] != '\0') {
            add_indented(p, g->reasons[reason], 6);
        }
    }
}

/* How many are impossible for which cause, the first of which may be all that is shown below. */
static void add_causes(page *p) {
    static const struct {
        cg_obstacle obstacle;
        cg_message_id message;
    } causes[] = {{CG_BEYOND_REACH, CG_MSG_MATCHES_BEYOND_REACH},
                  {CG_LOST_ON_THE_WAY, CG_MSG_MATCHES_LOST},
                  {CG_TOO_COLD, CG_MSG_MATCHES_TOO_COLD},
                  {CG_QUALITY_UNFIT, CG_MSG_MATCHES_UNFIT},
                  {CG_FACILITY_UNFIT, CG_MSG_MATCHES_FACILITY_UNFIT},
                  {CG_FACILITY_REFUSES, CG_MSG_MATCHES_REFUSED}};
    for (size_t c = 0; c < sizeof causes / sizeof *causes; c++) {
        int count = p->rows.impossible[causes[c].obstacle];
        if (count > 0) {
            const char *figure = cg_figure(p->arena, count, 0, p->language);
            add_indented(p, cg_message(p->arena, causes[c].message, p->language, figure, NULL), 2);
        }
    }
}

static void add_verdict(page *p, cg_verdict verdict) {
    int count = p->rows.counts[verdict];
    if (count == 0) {
        return;
    }
    int listed = p->rows.listed[verdict];
    int most = verdicts[verdict].all || listed <= MOST_ROWS ? listed : MOST_ROWS;
    group shown = group_of(p, verdict, most);
    cg_text_add(&p->out, "\n");
    cg_text_add_folded(&p->out, say(p, verdicts[verdict].heading), WIDTH, 0);
    if (verdict == CG_IMPOSSIBLE) {
        add_causes(p);
    }
    add_rows(p, &shown);
    if (shown.count < listed) {
        const char *rest = cg_figure(p->arena, listed - shown.count, 0, p->language);
        add_indented(p, cg_message(p->arena, CG_MSG_MATCHES_MORE, p->language, rest, NULL), 2);
    }
    if (listed < count) {
        const char *rest = cg_figure(p->arena, count - listed, 0, p->language);
        add_indented(p, cg_message(p->arena, CG_MSG_MATCHES_NOT_LISTED, p->language, rest, NULL),
                     2);
    }
}

static void add_law(page *p) {
    const cg_law *law = p->matches->law;
    if (law->pack->pack == NULL) {
        cg_text_add_folded(&p->out, say(p, CG_MSG_REPORT_LAW_NONE), WIDTH, 0);
        return;
    }
    cg_text without = cg_text_start(p->arena);
    for (int i = 0; i < law->without_count; i++) {
        cg_text_addf(&without, "%s%s", i > 0 ? ", " : "", law->without[i]);
    }
    const char *told =
        cg_message(p->arena, law->without_count > 0 ? CG_MSG_REPORT_LAW_WITHOUT : CG_MSG_REPORT_LAW,
                   p->language, cg_match_pack(law), law->date, without.bytes, NULL);
    cg_text_add_folded(&p->out, cg_text_plain(p->arena, told), WIDTH, 0);
}

static void add_counts(page *p) {
    for (int v = 0; v < CG_VERDICTS; v++) {
        cg_text_add(&p->out, "  ");
        cg_text_add_column(&p->out, say(p, verdicts[v].count), LABEL - 2);
        cg_text_add_column_right(&p->out, cg_figure(p->arena, p->rows.counts[v], 0, p->language),
                                 8);
        cg_text_add(&p->out, "\n");
    }
}

static int count_all(const page *p) {
    int count = 0;
    for (int v = 0; v < CG_VERDICTS; v++) {
        count += p->rows.counts[v];
    }
    return count;
}

const char *cg_report_matches_text(cg_arena *arena, const cg_matches *matches, cg_language language,
                                   size_t *length) {
    static const cg_verdict order[CG_VERDICTS] = {
        CG_ALLOWED,   CG_ALLOWED_VIA, CG_ALLOWED_PERMITS, CG_OPEN,
        CG_FORBIDDEN, CG_CLOSED,      CG_UNKNOWN_QUALITY, CG_IMPOSSIBLE};
    page p = {.arena = cg_arena_within(arena),
              .matches = matches,
              .language = language,
              .rows = cg_match_rows_of(arena, matches),
              .out = cg_text_start(arena),
              .kept = arena};
    const char *park = cg_words_in(matches->park->name, language, matches->park->id);
    const char *title = cg_message(arena, CG_MSG_MATCHES_TITLE, language, park,
                                   cg_figure(arena, count_all(&p), 0, language), NULL);
    cg_text_add_folded(&p.out, cg_text_plain(arena, title), WIDTH, 0);
    add_law(&p);
    add_counts(&p);
    for (int v = 0; v < CG_VERDICTS; v++) {
        add_verdict(&p, order[v]);
    }
    *length = p.out.length;
    return p.out.bytes;
}
