/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board's report as one HTML page: both languages, whole without its script, nothing from a
 * network. */
#include "report/html_charts.h"
#include "report/html_pieces.h"
#include "report/html_style.h"
#include "report/report.h"

#include <string.h>

static const char *const tongues[] = {[CG_ENGLISH] = "en", [CG_VIETNAMESE] = "vi"};

/* Vietnamese stands first, whichever is shown. */
static const cg_language order[] = {CG_VIETNAMESE, CG_ENGLISH};

/* Sections that a plan may be without. */
static bool is_there(const cg_html *h, const char *name) {
    if (strcmp(name, "exchanges") == 0) {
        return h->groups.count > 0;
    }
    if (strcmp(name, "flows") == 0) {
        return cg_tell_exchange_count(h->telling.plan) > 0;
    }
    return strcmp(name, "map") != 0 || h->telling.plan->places.count > 1;
}

static void add_contents(cg_html *h) {
    static const struct {
        const char *name;
        cg_message_id heading;
    } entries[] = {{"summary", CG_MSG_HTML_SUMMARY},
                   {"balance", CG_MSG_HTML_BALANCE},
                   {"flows", CG_MSG_HTML_FLOWS},
                   {"map", CG_MSG_HTML_MAP},
                   {"ranked", CG_MSG_HTML_RANKED},
                   {"exchanges", CG_MSG_HTML_BLOCKS},
                   {"parties", CG_MSG_HTML_PARTIES},
                   {"permits", CG_MSG_HTML_LAW_PERMITS},
                   {"readings", CG_MSG_REPORT_READINGS},
                   {"worth", CG_MSG_REPORT_SHADOW},
                   {"not-chosen", CG_MSG_HTML_REJECTED},
                   {"method", CG_MSG_REPORT_METHOD},
                   {"certificate", CG_MSG_HTML_CERTIFICATE},
                   {"provenance", CG_MSG_REPORT_PROVENANCE}};
    cg_html_open(h, "nav", "class", "contents", "aria-label", cg_html_word(h, CG_MSG_HTML_CONTENTS),
                 NULL);
    cg_html_open(h, "ol", NULL);
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        if (!is_there(h, entries[i].name)) {
            continue;
        }
        cg_html_open(h, "li", NULL);
        cg_html_open(h, "a", "href",
                     cg_format(h->telling.arena, "#%s", cg_html_id(h, entries[i].name)), NULL);
        cg_html_text(h, cg_html_word(h, entries[i].heading));
        cg_html_close(h, "a");
        cg_html_close(h, "li");
    }
    cg_html_close(h, "ol");
    cg_html_close(h, "nav");
}

static void add_conflicts(cg_html *h) {
    const cg_plan *plan = h->telling.plan;
    cg_html_section(h, "summary", CG_MSG_HTML_SUMMARY);
    cg_html_leaf(h, "p", "lead", cg_html_word(h, CG_MSG_REPORT_IS_INFEASIBLE));
    cg_html_open(h, "ul", NULL);
    for (int i = 0; i < plan->conflicts.count; i++) {
        cg_html_leaf(h, "li", NULL, cg_tell_conflict(&h->telling, &plan->conflicts.items[i]));
    }
    cg_html_close(h, "ul");
    cg_html_close(h, "section");
}

static void add_plan(cg_html *h) {
    cg_html_summary(h);
    add_contents(h);
    cg_html_balance(h);
    cg_html_sankey(h);
    cg_html_map(h);
    cg_html_exchanges(h);
    cg_html_parties(h);
    cg_html_law(h);
    cg_html_worth(h);
}

/* All of it in one language. */
static void add_half(cg_html *h) {
    cg_html_open(h, "article", "class", cg_format(h->telling.arena, "half %s", h->tongue), "lang",
                 h->tongue, "id", h->tongue, NULL);
    cg_html_cover(h);
    if (strcmp(h->telling.plan->status, "infeasible") == 0) {
        add_conflicts(h);
    } else {
        add_plan(h);
    }
    cg_html_method(h);
    cg_html_close(h, "article");
}

/* What stands at the foot of every printed page. The words are the program's own. */
static void add_page_feet(cg_text *out) {
    for (int i = 0; i < CG_LANGUAGES; i++) {
        cg_text_addf(out, "@page %s{@bottom-left{content:\"%s \\B7 %s \\B7 %s\"}}\n",
                     tongues[order[i]], cg_message_pattern(CG_MSG_HTML_DRAFT, order[i]),
                     cg_message_pattern(CG_MSG_HTML_AUDIENCE_BOARD, order[i]),
                     cg_message_pattern(CG_MSG_HTML_NO_SUBSTITUTE, order[i]));
    }
}

static void add_head(cg_html *h, int charts) {
    cg_text *out = h->out;
    cg_text_add(out, "<!DOCTYPE html>\n");
    cg_html_open(h, "html", "lang", h->tongue, NULL);
    cg_text_add(out, "\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<meta http-equiv=\"Content-Security-Policy\" content=\"");
    cg_text_add(out, cg_charts_policy(h->telling.arena, charts));
    cg_text_add(out, "\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
    cg_html_leaf(h, "title", NULL,
                 cg_tell(&h->telling, CG_MSG_REPORT_TITLE, cg_tell_park(&h->telling), NULL));
    cg_text_add(out, "<style>\n");
    cg_text_add(out, cg_html_style);
    add_page_feet(out);
    cg_text_add(out, "</style>\n</head>\n<body>\n");
}

/* Which language is seen: two radio buttons before everything they show and hide, so that a style
 * sheet can do it without a script. */
static void add_switch(cg_html *h, cg_language shown) {
    for (int i = 0; i < CG_LANGUAGES; i++) {
        const char *tongue = tongues[order[i]];
        cg_html_open(h, "input", "type", "radio", "name", "language", "class", "switch", "id",
                     cg_format(h->telling.arena, "show-%s", tongue), "checked",
                     order[i] == shown ? "checked" : NULL, NULL);
    }
    cg_text_add(h->out, "\n<p class=\"languages\">");
    for (int i = 0; i < CG_LANGUAGES; i++) {
        const char *tongue = tongues[order[i]];
        cg_html_open(h, "label", "lang", tongue, "for",
                     cg_format(h->telling.arena, "show-%s", tongue), NULL);
        cg_html_text(h, cg_message_pattern(CG_MSG_HTML_TONGUE, order[i]));
        cg_text_add(h->out, "</label> ");
    }
    cg_text_add(h->out, "</p>\n");
}

/* Both halves, first: the head says what they need. */
static cg_text halves_of(cg_arena *arena, const cg_plan *plan, int *charts) {
    cg_text out = cg_text_start(arena);
    for (int i = 0; i < CG_LANGUAGES; i++) {
        cg_html half = {.telling = cg_telling_start(arena, plan, order[i]),
                        .tongue = tongues[order[i]],
                        .out = &out};
        half.groups = cg_groups_of(&half.telling);
        add_half(&half);
        *charts += half.charts;
    }
    return out;
}

const char *cg_report_html(cg_arena *arena, const cg_plan *plan, cg_language language,
                           size_t *length) {
    int charts = 0;
    cg_text halves = halves_of(arena, plan, &charts);
    cg_text out = cg_text_start(arena);
    cg_html page = {.telling = cg_telling_start(arena, plan, language),
                    .tongue = tongues[language],
                    .out = &out};
    add_head(&page, charts);
    cg_html_open(&page, "main", NULL);
    add_switch(&page, language);
    cg_text_add_bytes(&out, halves.bytes, halves.length);
    cg_html_close(&page, "main");
    cg_charts_add_program(&out, charts);
    cg_text_add(&out, "</body>\n</html>\n");
    *length = out.length;
    return out.bytes;
}
