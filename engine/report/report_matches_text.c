/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The candidate exchanges for a terminal of 80 columns. */
#include "report/report_matches.h"

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

/* What is told below a row: the rule that opens it, or the reason that closes it. */
static const char *tell_reason(const page *p, const cg_match_row *row) {
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

/* The rows of one verdict that are shown, and which of them have the same reason. */
typedef struct group {
    const cg_match_row **rows;
    int *reason; /* by row: of reasons[] */
    int count;
    const char **reasons;
    int reason_count;
} group;

static group group_of(const page *p, cg_verdict verdict, int most) {
    group g = {.rows = CG_ARRAY(p->arena, const cg_match_row *, most + 1),
               .reason = CG_ARRAY(p->arena, int, most + 1),
               .reasons = CG_ARRAY(p->arena, const char *, most + 1)};
    cg_map *known = cg_map_new(p->arena);
    for (int i = 0; i < p->rows.items.count && g.count < most; i++) {
        const cg_match_row *row = &p->rows.items.items[i];
        if (row->finding.verdict != verdict) {
            continue;
        }
        const char *told = tell_reason(p, row);
        int reason = cg_map_find(known, told);
        if (reason == CG_NONE) {
            reason = g.reason_count;
            g.reasons[g.reason_count++] = told;
            cg_map_add(known, told, reason);
        }
        g.rows[g.count] = row;
        g.reason[g.count++] = reason;
    }
    return g;
}

/* Rows with one reason stand together, and it is told once, below them. */
static void add_rows(page *p, const group *g) {
    for (int reason = 0; reason < g->reason_count; reason++) {
        for (int i = 0; i < g->count; i++) {
            if (g->reason[i] == reason) {
                cg_text_add(&p->out, "  ");
                cg_text_add_folded(&p->out, tell_row(p, g->rows[i]), WIDTH - 2, 4);
            }
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
        int count = 0;
        for (int i = 0; i < p->rows.items.count; i++) {
            const cg_finding *finding = &p->rows.items.items[i].finding;
            count += finding->verdict == CG_IMPOSSIBLE && finding->obstacle == causes[c].obstacle;
        }
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
    int most = verdicts[verdict].all || count <= MOST_ROWS ? count : MOST_ROWS;
    group shown = group_of(p, verdict, most);
    cg_text_add(&p->out, "\n");
    cg_text_add_folded(&p->out, say(p, verdicts[verdict].heading), WIDTH, 0);
    if (verdict == CG_IMPOSSIBLE) {
        add_causes(p);
    }
    add_rows(p, &shown);
    if (shown.count < count) {
        const char *rest = cg_figure(p->arena, count - shown.count, 0, p->language);
        add_indented(p, cg_message(p->arena, CG_MSG_MATCHES_MORE, p->language, rest, NULL), 2);
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

const char *cg_report_matches_text(cg_arena *arena, const cg_matches *matches, cg_language language,
                                   size_t *length) {
    static const cg_verdict order[CG_VERDICTS] = {
        CG_ALLOWED,   CG_ALLOWED_VIA, CG_ALLOWED_PERMITS, CG_OPEN,
        CG_FORBIDDEN, CG_CLOSED,      CG_UNKNOWN_QUALITY, CG_IMPOSSIBLE};
    page p = {arena, matches, language, cg_match_rows_of(arena, matches), cg_text_start(arena)};
    const char *park = cg_words_in(matches->park->name, language, matches->park->id);
    const char *title = cg_message(arena, CG_MSG_MATCHES_TITLE, language, park,
                                   cg_figure(arena, p.rows.items.count, 0, language), NULL);
    cg_text_add_folded(&p.out, cg_text_plain(arena, title), WIDTH, 0);
    add_law(&p);
    add_counts(&p);
    for (int v = 0; v < CG_VERDICTS; v++) {
        add_verdict(&p, order[v]);
    }
    *length = p.out.length;
    return p.out.bytes;
}
