/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roll-up of many parks as one page: both languages, no script, nothing from a network; links
 * lead to what lies beside it. */
#include "report/html_pieces.h"
#include "report/html_style.h"
#include "report/report_batch.h"

#include <math.h>
#include <string.h>

enum { COLUMNS = 11, FIRST_NUMBER = 2, OF_PLAN = 9 };

typedef struct page {
    cg_html html;
    const cg_batch_view *view;
    cg_batch_sum sum;
    cg_batch_money *money;
    int currencies;
} page;

static cg_arena *arena_of(const page *p) {
    return p->html.telling.arena;
}

static cg_language language_of(const page *p) {
    return p->html.telling.language;
}

static const char *whole(const page *p, double value) {
    return cg_figure(arena_of(p), value, 0, language_of(p));
}

static const char *amount(const page *p, double value) {
    return cg_figure_short(arena_of(p), value, language_of(p));
}

static const char *money(const page *p, double value, const char *currency) {
    return cg_figure_money(arena_of(p), value, currency, language_of(p));
}

static const char *say(const page *p, cg_message_id id, const char *one, const char *two) {
    return cg_tell(&p->html.telling, id, one, two, NULL);
}

/* ---- first screen */

static void add_tile(page *p, const char *kind, cg_message_id label, const char *figure,
                     const char *note) {
    cg_html *h = &p->html;
    cg_html_open(h, "div", "class", cg_format(arena_of(p), "tile %s", kind), NULL);
    cg_html_leaf(h, "dt", NULL, cg_html_word(h, label));
    cg_html_leaf(h, "dd", "figure", figure);
    cg_html_leaf(h, "dd", "note", note);
    cg_html_close(h, "div");
}

/* One figure for each currency: what a sum of several would be, nobody could say. */
static void add_money_tiles(page *p) {
    for (int i = 0; i < p->currencies; i++) {
        const cg_batch_money *one = &p->money[i];
        const char *year = cg_html_word(&p->html, CG_MSG_BATCH_A_YEAR);
        const char *note =
            p->currencies == 1 ? year : say(p, CG_MSG_BATCH_IN, year, whole(p, one->parks));
        add_tile(p, "gain", CG_MSG_BATCH_NET_SAVING, money(p, one->net_saving, one->currency),
                 note);
        note =
            say(p, CG_MSG_BATCH_ONCE,
                cg_batch_payback(arena_of(p), one->pays_back, one->payback_years, language_of(p)),
                NULL);
        note = p->currencies == 1 ? note : say(p, CG_MSG_BATCH_IN, note, whole(p, one->parks));
        add_tile(p, "need", CG_MSG_BATCH_INVESTMENT, money(p, one->investment, one->currency),
                 note);
    }
}

static const char *share_of(const page *p, int time) {
    const cg_batch_criteria *criteria = &p->sum.criteria;
    return cg_format(
        arena_of(p), "%s (%s)",
        say(p, CG_MSG_BATCH_CRITERIA_CELL_TODAY, whole(p, criteria->met[time]),
            whole(p, criteria->of)),
        cg_figure_share(arena_of(p), (double)criteria->met[time] / criteria->of, language_of(p)));
}

static void add_tiles(page *p) {
    cg_html *h = &p->html;
    const cg_batch_sum *sum = &p->sum;
    const char *year = cg_html_word(h, CG_MSG_BATCH_A_YEAR);
    cg_html_open(h, "dl", "class", "tiles four", NULL);
    add_tile(p, "", CG_MSG_BATCH_PARKS, whole(p, sum->parks),
             say(p, CG_MSG_BATCH_WITH_PLAN, whole(p, sum->solved), NULL));
    add_tile(p, "gain", CG_MSG_BATCH_WATER_TILE,
             cg_figure_quantity(arena_of(p), sum->water_saved, "m3", language_of(p)), year);
    add_tile(p, "gain", CG_MSG_BATCH_WASTE_TILE,
             cg_figure_quantity(arena_of(p), sum->waste_avoided, "t", language_of(p)), year);
    add_tile(p, "gain", CG_MSG_BATCH_EMISSIONS_TILE,
             cg_tell_emissions(&h->telling, sum->emissions_saving), year);
    cg_html_close(h, "dl");
    if (p->currencies == 0 && sum->criteria.of == 0) {
        return;
    }
    cg_html_open(h, "dl", "class", "tiles four", NULL);
    add_money_tiles(p);
    if (sum->criteria.of > 0) {
        add_tile(p, "gain", CG_MSG_BATCH_CRITERIA_TILE, share_of(p, 1),
                 say(p, CG_MSG_BATCH_CRITERIA_TILE_NOTE, share_of(p, 0), NULL));
    }
    cg_html_close(h, "dl");
}

static void add_sentences(page *p) {
    cg_html *h = &p->html;
    const char *criteria = cg_batch_criteria_line(arena_of(p), &p->sum, language_of(p));
    cg_html_leaf(
        h, "p", NULL,
        say(p, CG_MSG_BATCH_STATES, cg_batch_states(arena_of(p), &p->sum, language_of(p)), NULL));
    if (criteria != NULL) {
        cg_html_leaf(h, "p", NULL, criteria);
    }
    if (p->sum.solved > 0) {
        cg_html_leaf(h, "p", NULL, cg_batch_proof(arena_of(p), p->view, language_of(p)));
        cg_html_leaf(h, "p", "hint", cg_html_word(h, CG_MSG_BATCH_HOW));
    }
    if (p->currencies > 1) {
        cg_html_leaf(h, "p", "hint", cg_html_word(h, CG_MSG_BATCH_NOT_ADDED));
    }
}

/* ---- the table */

/* A path as an address: everything but letters, digits and - _ . ~ / is written by its number. */
static const char *address_of(cg_arena *arena, const char *folder, const char *file) {
    cg_text out = cg_text_start(arena);
    for (const char *at = folder; *at != '\0'; at++) {
        bool plain = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
                     (*at >= '0' && *at <= '9') || strchr("-_.~", *at) != NULL;
        cg_text_addf(&out, plain ? "%c" : "%%%02X", (unsigned char)*at);
    }
    cg_text_addf(&out, "/%s", file);
    return out.bytes;
}

static void add_link(page *p, const cg_batch_row *row, const char *file, const char *text) {
    cg_html *h = &p->html;
    cg_html_open(h, "a", "href", address_of(arena_of(p), row->park, file), NULL);
    cg_html_text(h, text);
    cg_text_add(h->out, "</a>");
}

static bool has_file(const cg_batch_row *row, const char *name) {
    for (int i = 0; i < row->files.count; i++) {
        if (strcmp(row->files.items[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* The report a person opens first; NULL where there is none. */
static const char *best_report(const cg_batch_row *row) {
    static const char *const names[] = {"report.html", "report.md", "report.txt", "plan.json"};
    for (size_t i = 0; row->park != NULL && i < sizeof names / sizeof *names; i++) {
        if (has_file(row, names[i])) {
            return names[i];
        }
    }
    return NULL;
}

/* What else was written of it, beside the report that its name leads to. */
static void add_files(page *p, const cg_batch_row *row, const char *report) {
    static const struct {
        const char *name;
        cg_message_id word;
    } files[] = {{"report.md", CG_MSG_BATCH_FILE_DOCUMENT},
                 {"report.txt", CG_MSG_BATCH_FILE_TEXT},
                 {"assessment.md", CG_MSG_BATCH_FILE_ASSESSMENT},
                 {"exchanges.csv", CG_MSG_BATCH_FILE_EXCHANGES},
                 {"plan.json", CG_MSG_BATCH_FILE_PLAN}};
    const char *between = "";
    cg_html_open(&p->html, "span", "class", "hint", NULL);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (has_file(row, files[i].name) && strcmp(files[i].name, report) != 0) {
            cg_text_add(p->html.out, between);
            add_link(p, row, files[i].name, cg_html_word(&p->html, files[i].word));
            between = " · ";
        }
    }
    cg_html_close(&p->html, "span");
}

/* The park's name with links to what was written of it. */
static void add_park(page *p, const cg_batch_row *row) {
    cg_html *h = &p->html;
    const char *title = cg_tell_plain(arena_of(p), cg_batch_title(row));
    const char *report = best_report(row);
    cg_text_add(h->out, "<tr><th scope=\"row\">");
    const char *name = cg_tell_name(&h->telling, row->name, title);
    if (report != NULL) {
        add_link(p, row, report, name);
    } else {
        cg_html_text(h, name);
    }
    if (strcmp(name, title) != 0) {
        cg_html_leaf(h, "span", "hint", title);
    }
    if (report != NULL) {
        add_files(p, row, report);
    }
    cg_text_add(h->out, "</th><td>");
    cg_html_leaf(h, "span", row->solved ? "verdict met" : "verdict not-met",
                 cg_batch_status(row, language_of(p)));
    cg_text_add(h->out, "</td>");
}

static void add_figures(page *p, const cg_batch_row *row) {
    const cg_totals *totals = &row->totals;
    const char *cells[COLUMNS - FIRST_NUMBER] = {
        whole(p, row->firms),
        whole(p, row->exchanges),
        money(p, totals->net_saving, row->currency),
        money(p, totals->investment, row->currency),
        cg_batch_payback(arena_of(p), totals->pays_back, totals->payback_years, language_of(p)),
        whole(p, row->water_saved),
        amount(p, row->waste_avoided),
        amount(p, totals->emissions_saving),
        cg_batch_criteria_cell(arena_of(p), &row->criteria, language_of(p))};
    for (int i = 0; i < COLUMNS - FIRST_NUMBER; i++) {
        cg_html_leaf(&p->html, "td", "number", cells[i]);
    }
}

static void add_reason(page *p, const cg_batch_row *row) {
    cg_html *h = &p->html;
    const char *reason =
        cg_tell_plain(arena_of(p), cg_batch_reason(arena_of(p), row, language_of(p)));
    cg_html_open(h, "td", "colspan", cg_format(arena_of(p), "%d", COLUMNS - FIRST_NUMBER - 1),
                 NULL);
    cg_html_text(h, say(p, CG_MSG_BATCH_REASON_IS, *reason == '\0' ? "–" : reason, NULL));
    cg_text_add(h->out, "</td>");
    cg_html_leaf(h, "td", "number",
                 cg_batch_criteria_cell(arena_of(p), &row->criteria, language_of(p)));
}

/* Money once for each currency; what has no currency stands in the first of these rows. */
static void add_totals(page *p) {
    cg_html *h = &p->html;
    const cg_batch_sum *sum = &p->sum;
    cg_text_add(h->out, "</tbody><tfoot>\n");
    for (int i = 0; i < p->currencies; i++) {
        const cg_batch_money *one = &p->money[i];
        const char *cells[COLUMNS - FIRST_NUMBER] = {
            i == 0 ? whole(p, sum->firms) : "",
            i == 0 ? whole(p, sum->exchanges) : "",
            money(p, one->net_saving, one->currency),
            money(p, one->investment, one->currency),
            cg_batch_payback(arena_of(p), one->pays_back, one->payback_years, language_of(p)),
            i == 0 ? whole(p, sum->water_saved) : "",
            i == 0 ? amount(p, sum->waste_avoided) : "",
            i == 0 ? amount(p, sum->emissions_saving) : "",
            i == 0 ? cg_batch_criteria_cell(arena_of(p), &sum->criteria, language_of(p)) : ""};
        cg_html_open(h, "tr", NULL);
        cg_html_open(h, "th", "scope", "row", "colspan", "2", NULL);
        cg_html_text(h, say(p, CG_MSG_BATCH_TOTAL_OF, whole(p, one->parks),
                            cg_figure_currency(one->currency, language_of(p))));
        cg_text_add(h->out, "</th>");
        for (int c = 0; c < COLUMNS - FIRST_NUMBER; c++) {
            cg_html_leaf(h, "td", "number", cells[c]);
        }
        cg_html_close(h, "tr");
    }
    cg_text_add(h->out, "</tfoot></table></div>\n");
}

static void add_table(page *p) {
    static const cg_message_id words[COLUMNS] = {
        CG_MSG_BATCH_PARK,          CG_MSG_BATCH_STATUS,        CG_MSG_BATCH_FIRMS_SHORT,
        CG_MSG_BATCH_EXCHANGES,     CG_MSG_BATCH_NET_SAVING,    CG_MSG_BATCH_INVESTMENT,
        CG_MSG_BATCH_PAYBACK_SHORT, CG_MSG_BATCH_WATER,         CG_MSG_BATCH_WASTE,
        CG_MSG_BATCH_EMISSIONS,     CG_MSG_BATCH_CRITERIA_SHORT};
    cg_html *h = &p->html;
    const char *heads[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) {
        heads[i] = cg_html_word(h, words[i]);
    }
    cg_html_table table = {cg_html_word(h, CG_MSG_BATCH_PAGE_TABLE), heads, COLUMNS, FIRST_NUMBER};
    cg_html_table_open(h, &table);
    for (int i = 0; i < p->view->count; i++) {
        const cg_batch_row *row = &p->view->rows[i];
        add_park(p, row);
        if (row->solved) {
            add_figures(p, row);
        } else {
            add_reason(p, row);
        }
        cg_text_add(h->out, "</tr>\n");
    }
    add_totals(p);
}

/* ---- the page */

static void add_half(page *p) {
    cg_html *h = &p->html;
    cg_html_open(h, "article", "class", cg_format(arena_of(p), "half roll-up %s", h->tongue),
                 "lang", h->tongue, "id", h->tongue, NULL);
    cg_html_leaf(h, "p", "hint",
                 cg_format(arena_of(p), "%s · %s · %s: %s", cg_html_word(h, CG_MSG_BATCH_PAGE_KIND),
                           cg_html_word(h, CG_MSG_HTML_DRAFT),
                           cg_html_word(h, CG_MSG_HTML_AUDIENCE),
                           cg_html_word(h, CG_MSG_HTML_AUDIENCE_BOARD)));
    cg_html_leaf(h, "h1", NULL, cg_html_word(h, CG_MSG_BATCH_PAGE));
    add_tiles(p);
    add_sentences(p);
    add_table(p);
    cg_html_leaf(h, "p", "hint", cg_html_word(h, CG_MSG_HTML_NO_SUBSTITUTE));
    cg_html_leaf(h, "p", "hint",
                 say(p, CG_MSG_BATCH_MADE_BY, p->view->program, whole(p, p->view->count)));
    cg_html_close(h, "article");
}

/* What stands at the foot of every printed page: whose it is, and what it is not. */
static void add_page_feet(cg_html *h) {
    static const char *const tongues[] = {[CG_ENGLISH] = "en", [CG_VIETNAMESE] = "vi"};
    for (int i = 0; i < CG_LANGUAGES; i++) {
        cg_text_addf(h->out, "@page roll-up-%s{@bottom-left{content:\"%s · %s · %s\"}}\n",
                     tongues[i], cg_message_pattern(CG_MSG_HTML_DRAFT, (cg_language)i),
                     cg_message_pattern(CG_MSG_HTML_AUDIENCE_BOARD, (cg_language)i),
                     cg_message_pattern(CG_MSG_HTML_NO_SUBSTITUTE, (cg_language)i));
    }
}

static void add_head(cg_html *h) {
    cg_text_add(h->out, "<!DOCTYPE html>\n");
    cg_html_open(h, "html", "lang", h->tongue, NULL);
    cg_text_add(h->out, "\n<head>\n<meta charset=\"utf-8\">\n"
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                        "'none'; style-src 'unsafe-inline'\">\n");
    cg_html_leaf(h, "title", NULL, cg_html_word(h, CG_MSG_BATCH_PAGE));
    cg_text_add(h->out, "<style>\n");
    cg_text_add(h->out, cg_html_style);
    add_page_feet(h);
    cg_text_add(h->out, "</style>\n</head>\n<body>\n");
}

const char *cg_report_batch_html(cg_arena *arena, const cg_batch_view *view, cg_language language,
                                 size_t *length) {
    static const cg_language order[] = {CG_VIETNAMESE, CG_ENGLISH};
    static const char *const tongues[] = {[CG_ENGLISH] = "en", [CG_VIETNAMESE] = "vi"};
    cg_text out = cg_text_start(arena);
    page p = {.html = {.telling = {.arena = arena, .language = language},
                       .tongue = tongues[language],
                       .out = &out},
              .view = view,
              .sum = cg_batch_sum_of(view->rows, view->count)};
    p.currencies = cg_batch_money_of(arena, view->rows, view->count, &p.money);
    add_head(&p.html);
    cg_html_open(&p.html, "main", NULL);
    cg_html_switch(&p.html, language);
    for (int i = 0; i < CG_LANGUAGES; i++) {
        p.html.telling.language = order[i];
        p.html.tongue = tongues[order[i]];
        add_half(&p);
    }
    cg_html_close(&p.html, "main");
    cg_text_add(&out, "</body>\n</html>\n");
    *length = out.length;
    return out.bytes;
}
