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

/* When a section is there. */
static bool always(const cg_html *h) {
    (void)h;
    return true;
}

static bool in_conflict(const cg_html *h) {
    return cg_tells_no_plan(&h->telling);
}

static bool solved(const cg_html *h) {
    return !in_conflict(h);
}

static bool has_lines(const cg_html *h) {
    return solved(h) && h->groups.count > 0;
}

static bool has_exchanges(const cg_html *h) {
    return solved(h) && cg_tell_exchange_count(h->telling.plan) > 0;
}

static bool has_places(const cg_html *h) {
    return solved(h) && h->telling.plan->places.count > 1;
}

static bool has_seasons(const cg_html *h) {
    return has_lines(h) && h->telling.plan->period_count > 1;
}

static bool has_exceptions(const cg_html *h) {
    return h->telling.plan->exceptions_file != NULL;
}

static bool has_assessment(const cg_html *h) {
    return h->telling.plan->assessment != NULL;
}

typedef struct section {
    const char *name;
    cg_message_id heading;
    void (*add)(cg_html *h);
    int audiences;
    bool (*is_there)(const cg_html *h);
} section;

static const section sections[] = {
#define CG_HTML_SECTION(name, heading, function, audiences, when)                                  \
    {name, CG_MSG_##heading, function, audiences, when},
#include "report/html_sections.def"
#undef CG_HTML_SECTION
};
enum { SECTIONS = sizeof sections / sizeof *sections };

static bool is_there(const cg_html *h, const section *one) {
    return cg_shows_to(&h->telling, one->audiences) && one->is_there(h);
}

static void add_contents(cg_html *h) {
    cg_html_open(h, "nav", "class", "contents", "aria-label", cg_html_word(h, CG_MSG_HTML_CONTENTS),
                 NULL);
    cg_html_open(h, "ol", NULL);
    for (int i = 0; i < SECTIONS; i++) {
        if (!is_there(h, &sections[i])) {
            continue;
        }
        cg_html_open(h, "li", NULL);
        cg_html_open(h, "a", "href",
                     cg_format(h->telling.arena, "#%s", cg_html_id(h, sections[i].name)), NULL);
        cg_html_text(h, cg_html_word(h, sections[i].heading));
        cg_html_close(h, "a");
        cg_html_close(h, "li");
    }
    cg_html_close(h, "ol");
    cg_html_close(h, "nav");
}

void cg_html_conflicts(cg_html *h) {
    const cg_plan *plan = h->telling.plan;
    cg_html_section(h, "summary", CG_MSG_HTML_NO_PLAN);
    cg_html_leaf(h, "p", "lead", cg_tell_no_plan(&h->telling));
    cg_html_open(h, "ul", NULL);
    for (int i = 0; i < plan->conflicts.count; i++) {
        cg_html_leaf(h, "li", NULL, cg_tell_conflict(&h->telling, &plan->conflicts.items[i]));
    }
    cg_html_close(h, "ul");
    cg_html_close(h, "section");
}

/* The summary is the first screen; the contents stand behind it. */
static void add_sections(cg_html *h) {
    bool contents = false;
    for (int i = 0; i < SECTIONS; i++) {
        if (!is_there(h, &sections[i])) {
            continue;
        }
        sections[i].add(h);
        if (!contents && solved(h) && cg_shows_to(&h->telling, CG_SEEN_BY_ALL_BUT_FIRM)) {
            add_contents(h);
            contents = true;
        }
    }
}

/* All of it in one language. */
static void add_half(cg_html *h) {
    bool firm = h->telling.edition.audience == CG_FOR_FIRM;
    cg_html_open(h, "article", "class",
                 cg_format(h->telling.arena, "half %s%s", h->tongue, firm ? " one-page" : ""),
                 "lang", h->tongue, "id", h->tongue, NULL);
    cg_html_cover(h);
    add_sections(h);
    cg_html_leaf(h, "footer", "audience", cg_tell_edition(&h->telling));
    cg_html_close(h, "article");
}

/* A text as a CSS string that nothing in it can end: whatever could is written by its number. */
static void add_style_string(cg_text *out, const char *text) {
    for (const char *at = text; *at != '\0'; at++) {
        bool plain = strchr("\"\\<>&'", *at) == NULL && (unsigned char)*at >= ' ';
        cg_text_addf(out, plain ? "%c" : "\\%06X", (unsigned char)*at);
    }
}

/* What stands at the foot of every printed page. */
static void add_page_feet(const cg_html *page) {
    for (int i = 0; i < CG_LANGUAGES; i++) {
        cg_telling t = page->telling;
        t.language = order[i];
        cg_text_addf(page->out, "@page %s{@bottom-left{content:\"", tongues[order[i]]);
        add_style_string(page->out, cg_tell_state(&t));
        cg_text_add(page->out, " · ");
        add_style_string(page->out, cg_tell_audience(&t));
        cg_text_add(page->out, " · ");
        add_style_string(page->out, cg_tell(&t, CG_MSG_HTML_NO_SUBSTITUTE, NULL));
        cg_text_add(page->out, "\"}}\n");
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
    add_page_feet(h);
    cg_text_add(out, "</style>\n</head>\n<body>\n");
}

/* Which language is seen: two radio buttons before everything they show and hide, so that a style
 * sheet can do it without a script. */
void cg_html_switch(cg_html *h, cg_language shown) {
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
static cg_text halves_of(cg_arena *arena, const cg_plan *plan, const cg_edition *edition,
                         int *charts) {
    cg_text out = cg_text_start(arena);
    for (int i = 0; i < CG_LANGUAGES; i++) {
        cg_html half = {.telling = cg_telling_for(arena, plan, edition, order[i]),
                        .tongue = tongues[order[i]],
                        .out = &out};
        half.groups = cg_groups_of(&half.telling);
        add_half(&half);
        *charts += half.charts;
    }
    return out;
}

const char *cg_report_html(cg_arena *arena, const cg_plan *plan, const cg_edition *edition,
                           cg_language language, size_t *length) {
    int charts = 0;
    cg_text halves = halves_of(arena, plan, edition, &charts);
    cg_text out = cg_text_start(arena);
    cg_html page = {.telling = cg_telling_for(arena, plan, edition, language),
                    .tongue = tongues[language],
                    .out = &out};
    add_head(&page, charts);
    cg_html_open(&page, "main", NULL);
    cg_html_switch(&page, language);
    cg_text_add_bytes(&out, halves.bytes, halves.length);
    cg_html_close(&page, "main");
    cg_charts_add_program(&out, charts);
    cg_text_add(&out, "</body>\n</html>\n");
    *length = out.length;
    return out.bytes;
}
