/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The HTML report holds whatever names say, is well formed, and says the plan's own figures. */
#include "report/html.h"
#include "report/report.h"
#include "report/report_batch.h"

#include "base/map.h"
#include "one_arena.h"
#include "plan_by_hand.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite(report_html, .init = open_arena, .fini = close_arena);

static const char *write(const cg_plan *plan, cg_language language) {
    size_t length = 0;
    const char *text = cg_report_write(arena, plan, CG_REPORT_HTML, language, &length);
    cr_assert_eq(strlen(text), length);
    return text;
}

/* ---- a small checker of what was written ------------------------------------------------------
 */

enum { DEEPEST = 64 };

typedef struct page {
    const char *open[DEEPEST]; /* names of the tags that are open */
    int depth;
    cg_map *ids;
    CG_VECTOR(const char *) asked; /* ids that an attribute names */
} page;

static void take_attribute(page *p, const char *name, const char *value) {
    if (strcmp(name, "id") == 0) {
        cr_expect(cg_map_add(p->ids, value, 1), "the id %s stands twice", value);
    }
    bool names = strcmp(name, "for") == 0 || strncmp(name, "aria-labelledby", 15) == 0 ||
                 strcmp(name, "aria-describedby") == 0;
    if (names || (strcmp(name, "href") == 0 && *value == '#')) {
        CG_PUSH(arena, &p->asked, value + (*value == '#'));
    }
}

/* strcspn, but it reads no further than it has to: under the sanitizer's strict checks of texts
 * each strcspn measures the whole rest of the page, which for a page of 600 exchanges takes half a
 * minute. */
static size_t length_before(const char *text, const char *stops) {
    size_t length = 0;
    while (text[length] != '\0' && strchr(stops, text[length]) == NULL) {
        length++;
    }
    return length;
}

/* Reads a tag's attributes from behind its name; where the tag ends. */
static const char *read_attributes(page *p, const char *at) {
    while (*at == ' ') {
        size_t name = length_before(++at, "=<> ");
        cr_assert_eq(strncmp(at + name, "=\"", 2), 0, "an attribute without a value: %.40s", at);
        const char *value = at + name + 2;
        size_t length = length_before(value, "\"<");
        cr_assert_eq(value[length], '"', "an attribute that does not end: %.40s", at);
        take_attribute(p, cg_copy(arena, at, name), cg_copy(arena, value, length));
        at = value + length + 1;
    }
    cr_assert_eq(*at, '>', "a tag that does not end: %.40s", at);
    return at + 1;
}

static bool is_void(const char *name) {
    return strcmp(name, "meta") == 0 || strcmp(name, "input") == 0;
}

static const char *read_tag(page *p, const char *at) {
    size_t length = length_before(at + 1, " >");
    const char *name = cg_copy(arena, at + 1, length);
    if (*name == '/') {
        cr_assert_gt(p->depth, 0, "%s closes nothing", name);
        cr_assert_str_eq(p->open[--p->depth], name + 1, "before %.60s", at);
        return at + 1 + length + 1;
    }
    cr_assert(*name >= 'a' && *name <= 'z', "no tag: %.40s", at);
    at = read_attributes(p, at + 1 + length);
    if (strcmp(name, "style") == 0 || strcmp(name, "script") == 0) {
        const char *end = cg_format(arena, "</%s>", name); /* test_report_charts.c reads them */
        return strstr(at, end) + strlen(end);
    }
    if (!is_void(name)) {
        cr_assert_lt(p->depth, DEEPEST);
        p->open[p->depth++] = name;
    }
    return at;
}

/* Every tag is closed where it was opened, every id is there once, and what is named is there: how
 * many are named. */
static int check_marks(const char *text) {
    page p = {.ids = cg_map_new(arena)};
    cr_assert_eq(strncmp(text, "<!DOCTYPE html>\n", 16), 0);
    for (const char *at = text + 16; *at != '\0';) {
        if (*at == '<') {
            at = read_tag(&p, at);
            continue;
        }
        cr_assert_neq(*at, '>', "a loose bracket: %.40s", at);
        at++;
    }
    cr_assert_eq(p.depth, 0, "%s is not closed", p.depth > 0 ? p.open[p.depth - 1] : "");
    for (int i = 0; i < p.asked.count; i++) {
        cr_expect(!cg_map_add(p.ids, p.asked.items[i], 1), "nothing is called %s",
                  p.asked.items[i]);
    }
    return p.asked.count;
}

static void check_page(const char *text) {
    cr_expect_geq(check_marks(text), 8); /* without a plan: two labels, three sections twice */
}

/* Nothing that a browser would fetch, and nothing to run but the charts' program, which only what
 * is for all pages the same may follow, and which the browser keeps from fetching. */
static void check_closed(const char *text) {
    static const char *const doors[] = {"http://", "https://", "src=",    "url(",
                                        "@import", "<link",    "<iframe", "<object"};
    const char *program = strstr(text, "<script>");
    const char *end = program == NULL ? NULL : strstr(program, "</script>");
    cr_expect(end == NULL || strcmp(end, "</script>\n</body>\n</html>\n") == 0, "%.60s", end);
    const char *before = program == NULL ? text : cg_copy(arena, text, (size_t)(program - text));
    for (size_t i = 0; i < sizeof doors / sizeof *doors; i++) {
        cr_expect_null(strstr(before, doors[i]), "%s", doors[i]);
    }
    for (const char *at = before; (at = strstr(at, "<script")) != NULL; at++) {
        cr_expect_eq(strncmp(at, "<script type=\"application/json\">", 32), 0, "%.40s", at);
    }
}

Test(report_html, is_well_formed_and_asks_for_nothing) {
    for (int language = 0; language < CG_LANGUAGES; language++) {
        const char *text = write(plan_by_hand(arena), (cg_language)language);
        check_page(text);
        check_closed(text);
        check_page(write(plan_in_conflict(arena), (cg_language)language));
    }
}

Test(report_html, escapes) {
    static const struct {
        const char *given, *written;
    } rows[] = {
        {"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
        {"\"; drop", "&quot;; drop"},
        {"' onload='x", "&#39; onload=&#39;x"},
        {"a & b &amp; c", "a &amp; b &amp;amp; c"},
        {"\xE2\x80\xAEovert", " overt"},        /* U+202E turns the writing around */
        {"\xE2\x81\xA6in\xE2\x81\xA9", " in "}, /* U+2066, U+2069 */
        {"a\x1B\nb\xC2\x9B", "a  b "},
        {"\xEF\xBF\xBE", " "},                            /* U+FFFE */
        {"Nước thải שלום", "Nước thải \u2068שלום\u2069"}, /* set apart: test_html_letters.c */
        {"", ""}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cg_text out = cg_text_start(arena);
        cg_html_escape(&out, rows[i].given);
        cr_expect_str_eq(out.bytes, rows[i].written, "%s", rows[i].given);
    }
}

/* Every text of the data at once: park, parties, resources, flows, rules, notes, periods. */
static cg_plan *plan_of_names(const char *name) {
    cg_plan *plan = plan_by_hand(arena);
    const cg_words words = {{name, name}};
    plan_assessed(arena, plan, words);
    plan->park_name = words;
    plan->rules = plan->date = plan->program = name;
    plan->note_words = CG_NEW(arena, cg_words);
    plan->note_words[0] = words;
    for (int i = 0; i < plan->lines.count; i++) {
        cg_line *line = &plan->lines.items[i];
        line->from_firm = line->to_firm = line->via_name = line->mode_name = words;
        line->resource_name = line->input_resource_name = words;
        line->from = cg_format(arena, "%s.%d", name, i);
        line->rules = line->permits = line->assumed = &plan->program;
        line->rule_count = line->permit_count = line->assumed_count = 1;
    }
    for (int i = 0; i < plan->parties.count; i++) {
        plan->parties.items[i].name = words;
    }
    CG_PUSH(arena, &plan->permits, ((cg_permit){.id = name, .name = words, .clause = words}));
    CG_PUSH(arena, &plan->readings, ((cg_plan_reading){name, name, words, words, true}));
    plan->cited.items[0] = (cg_cited_rule){name, words, words, words};
    plan->prices.items[0].subject = plan->rejected.items[0].from = name;
    return plan;
}

Test(report_html, names_stay_text) {
    char lengthy[201];
    memset(lengthy, 'W', 200);
    lengthy[200] = '\0';
    const char *names[] = {"<script>alert(1)</script>",    "\"; drop", "'\"><img onerror=x>",
                           "</title></style></svg>",       "<!--",     "&lt;",
                           "\xE2\x80\xAE\xD7\xA9\xD7\x9C", lengthy,    ""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *text = write(plan_of_names(names[i]), CG_VIETNAMESE);
        check_page(text);
        check_closed(text);
        cr_expect_null(strstr(text, "<img"));
        cr_expect_null(strstr(text, "<!--"));
    }
    cr_expect_not_null(strstr(write(plan_of_names(names[0]), CG_ENGLISH),
                              "<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>"));
}

/* What stands in the tile of a label, in the half of a language. */
static const char *figure_of(const char *half, const char *label) {
    const char *at = strstr(half, cg_format(arena, "<dt>%s</dt>", label));
    cr_assert_not_null(at, "%s", label);
    at = strstr(at, "<dd class=\"figure\">") + strlen("<dd class=\"figure\">");
    if (strncmp(at, "<a ", 3) == 0) { /* it leads to the row it comes from */
        at = strchr(at, '>') + 1;
    }
    return cg_copy(arena, at, strcspn(at, "<"));
}

/* The figures of plan_by_hand: 2,437 million of 48,740; 1,000,000 - 708,000 m3; 1,500.5 - 1,300 t;
 * 0.3354 years; 2 + 5 of 10 figures not stated or estimated. */
Test(report_html, headline_is_the_plans) {
    static const struct {
        cg_message_id label;
        const char *in[CG_LANGUAGES];
    } rows[] = {
        {CG_MSG_REPORT_NET_SAVING, {"2.437 billion VND", "2,437 tỷ đồng"}},
        {CG_MSG_HTML_WATER, {"292,000 m³", "292.000 m³"}},
        {CG_MSG_HTML_WASTE, {"200.5 t", "200,5 tấn"}},
        {CG_MSG_REPORT_EMISSIONS_SAVING, {"42.75 t CO2e", "42,75 tCO2tđ"}},
        {CG_MSG_REPORT_INVESTMENT, {"851 million VND", "851 triệu đồng"}},
        {CG_MSG_REPORT_PAYBACK, {"0.3 years", "0,3 năm"}},
        {CG_MSG_REPORT_EXCHANGE_COUNT, {"2", "2"}},
        {CG_MSG_HTML_FIRMS, {"2", "2"}}, /* of the ends, the firms that the plan's list holds */
        {CG_MSG_HTML_PERMITS, {"0 of 2", "0 / 2"}},
        {CG_MSG_HTML_ESTIMATES, {"70.0%", "70,0%"}}};
    const char *text = write(plan_by_hand(arena), CG_ENGLISH);
    const char *halves[] = {strstr(text, "id=\"en\""), strstr(text, "id=\"vi\"")};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (int language = 0; language < CG_LANGUAGES; language++) {
            const char *label = cg_message_pattern(rows[i].label, (cg_language)language);
            cr_expect_str_eq(figure_of(halves[language], label), rows[i].in[language]);
        }
    }
}

/* Verdicts are told, not named: what is open is one reading of the law among others. */
Test(report_html, open_is_told_in_words) {
    cg_plan *plan = plan_by_hand(arena);
    plan->rejected.items[0].verdict = "open";
    const char *text = write(plan, CG_ENGLISH);
    cr_expect_null(strstr(text, "<td>open</td>"));
    cr_expect_not_null(strstr(text, cg_message_pattern(CG_MSG_MATCHES_OPEN, CG_VIETNAMESE)));
}

Test(report_html, language_of_the_page_is_the_one_asked_for) {
    const char *english = write(plan_by_hand(arena), CG_ENGLISH);
    const char *vietnamese = write(plan_by_hand(arena), CG_VIETNAMESE);
    cr_expect_not_null(strstr(english, "<html lang=\"en\">"));
    cr_expect_not_null(strstr(english, "id=\"show-en\" checked="));
    cr_expect_null(strstr(english, "id=\"show-vi\" checked="));
    cr_expect_not_null(strstr(vietnamese, "id=\"show-vi\" checked="));
    cr_expect_null(strstr(vietnamese, "id=\"show-en\" checked="));
}

/* Of three criteria one is met today and two after the plan, of one firm both after it. */
Test(report_html, criteria_stand_beside_each_other) {
    static const struct {
        cg_message_id label;
        const char *in[CG_LANGUAGES];
    } rows[] = {{CG_MSG_CRITERIA_MET_TODAY, {"1 of 3", "1/3"}},
                {CG_MSG_CRITERIA_MET_AFTER, {"2 of 3", "2/3"}},
                {CG_MSG_CRITERIA_CHANGED, {"C2b", "C2b"}},
                {CG_MSG_CRITERIA_ECO_FIRMS, {"0 → 1 of 1", "0 → 1 trên 1"}}};
    const char *text = write(plan_by_hand(arena), CG_VIETNAMESE);
    const char *halves[] = {strstr(text, "id=\"en\""), strstr(text, "id=\"vi\"")};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (int language = 0; language < CG_LANGUAGES; language++) {
            const char *label = cg_message_pattern(rows[i].label, (cg_language)language);
            cr_expect_str_eq(figure_of(halves[language], label), rows[i].in[language]);
        }
    }
    cr_expect_not_null(strstr(text, "<span class=\"verdict no-data\">? chưa có số liệu</span>"));
    /* Requirements that conflict leave today alone; a park without a framework has no section. */
    const char *conflict = write(plan_in_conflict(arena), CG_ENGLISH);
    cr_expect_not_null(strstr(conflict, "id=\"en-criteria\""));
    cr_expect_null(strstr(conflict, cg_message_pattern(CG_MSG_CRITERIA_MET_AFTER, CG_ENGLISH)));
    cg_plan *bare = plan_by_hand(arena);
    bare->assessment = NULL;
    cr_expect_null(strstr(write(bare, CG_ENGLISH), "id=\"en-criteria\""));
}

/* 600 exchanges of one family: a drawing names no more than a reader follows, and the page stays
 * small enough to be sent. */
Test(report_html, many_are_grouped) {
    cg_plan *plan = plan_by_hand(arena);
    for (int i = 0; i < 600; i++) {
        cg_line line = plan->lines.items[0];
        line.from = cg_format(arena, "giver-%d.ash", i);
        line.to = cg_format(arena, "taker-%d.ash", i);
        line.from_firm = (cg_words){{line.from, line.from}};
        line.to_firm = (cg_words){{line.to, line.to}};
        line.quantity = 1000 - i;
        CG_PUSH(arena, &plan->lines, line);
    }
    size_t length = 0;
    const char *text = cg_report_write(arena, plan, CG_REPORT_HTML, CG_ENGLISH, &length);
    check_page(text);
    /* 601 lines in t: 30 are drawn, 571 are one. */
    cr_expect_not_null(strstr(text, "571 smaller exchanges"));
    const char *drawing = strstr(strstr(text, "id=\"en\""), "id=\"en-flow-material-after\"");
    const char *end = strstr(drawing, "</svg>");
    int names = 0;
    for (const char *at = drawing; (at = strstr(at, "class=\"name\"")) != NULL && at < end; at++) {
        names++;
    }
    cr_expect_eq(names, 62, "%d", names); /* 30 + 1 on both sides */
    cr_expect_lt(length, 2u * 1024 * 1024 * 2);
}

/* Plane km: the dye-house at (0, 0), the plant at (3, 4): a frame of 3 by 4 km, 760 wide and at
 * most 620 high with 70 around, is 480 / 4 = 120 a km. The middle is (1.5, 2): the dye-house stands
 * at 380 - 180, 310 + 240, the plant at 380 + 180, 310 - 240. Cement, 41.5 km west of the middle
 * and 2 south of it, is brought to the edge. */
Test(report_html, map_has_one_scale) {
    const char *text = write(plan_by_hand(arena), CG_ENGLISH);
    const char *map = strstr(strstr(text, "id=\"en\""), "id=\"en-map-drawing\"");
    cr_assert_not_null(map);
    cr_expect_not_null(strstr(map, "<circle class=\"node\" cx=\"200\" cy=\"550\""));
    cr_expect_not_null(strstr(map, "<rect class=\"plant\" x=\"554\" y=\"64\""));
    cr_expect_not_null(strstr(map, "<circle class=\"outer\" cx=\"16\""));
    cr_expect_not_null(strstr(map, "Xi măng (42 km)"));
    cr_expect_not_null(strstr(map, ">1 km</text>"), "a bar of 120 near 760 / 6");
}

/* Two outputs that a plant mixes for two inputs are four lines: two bands in, two out, summed. */
Test(report_html, a_plant_is_drawn_between) {
    cg_plan *plan = plan_by_hand(arena);
    for (int i = 1; i < 4; i++) {
        cg_line line = plan->lines.items[1];
        line.from = i % 2 ? "beer.wash" : line.from;
        line.to = i / 2 ? "estate.watering" : line.to;
        CG_PUSH(arena, &plan->lines, line);
    }
    const char *text = write(plan, CG_ENGLISH);
    const char *drawing = strstr(strstr(text, "id=\"en\""), "id=\"en-flow-water-after\"");
    const char *end = strstr(drawing, "</svg>");
    int bands = 0;
    for (const char *at = drawing; (at = strstr(at, "class=\"flow\"")) != NULL && at < end; at++) {
        bands++;
    }
    cr_expect_eq(bands, 4, "%d", bands);
    const char *sum = strstr(drawing, "Paper | mill → Central plant: 584,000 m³");
    cr_expect(sum != NULL && sum < end, "292,000 to each of two");
}

/* ---- the roll-up of many parks */

static const char *roll_up(const char *name) {
    const cg_words words = {{name, name}};
    cg_problem problem = {CG_ERROR, "CODE", name, words};
    cg_batch_file files[] = {{"plan.json", "a"}, {"report.html", "b"}, {"report.md", "c"}};
    cg_batch_row rows[] = {{.park = name, .name = words, .file = name, .status = "optimal"},
                           {.park = "euro", .file = "e.json", .status = "limit", .gap = 0.5},
                           {.file = name, .status = "failed", .errors = 1}};
    cg_batch_view view = {rows, 3, "congsinh 0.1.0"};
    for (int i = 0; i < 2; i++) {
        rows[i].solved = true;
        rows[i].firms = 7;
        rows[i].currency = i == 0 ? "VND" : "EUR";
        rows[i].totals = (cg_totals){.net_saving = 3e6,
                                     .investment = 8e6,
                                     .pays_back = true,
                                     .parts.annualised_investment = 1e6,
                                     .payback_years = 2};
        for (int f = 0; f < 3; f++) {
            CG_PUSH(arena, &rows[i].files, files[f]);
        }
    }
    rows[0].criteria = (cg_batch_criteria){"vn-eip", true, 9, {3, 4}, {3, 2}};
    CG_PUSH(arena, &rows[2].problems, problem);
    size_t length = 0;
    const char *text = cg_report_batch_html(arena, &view, CG_ENGLISH, &length);
    cr_assert_eq(strlen(text), length);
    return text;
}

Test(report_html, a_roll_up_leads_to_every_park) {
    const char *text = roll_up("khu/số \"1\"");
    cr_expect_eq(check_marks(text), 2, "two labels");
    check_closed(text);
    /* Slash, ố (E1 BB 91), blank and quotes by their bytes. */
    cr_expect_not_null(strstr(text, "href=\"khu%2Fs%E1%BB%91%20%221%22/report.html\""));
    cr_expect_not_null(strstr(text, "<a href=\"euro/plan.json\">data</a>"));
    /* 8 / (3 + 1) years together, each currency by itself; 4 of 9 criteria are 44.4%. */
    const char *english = strstr(text, "id=\"en\"");
    cr_expect_not_null(strstr(english, "Together in VND (parks: 1)"));
    cr_expect_not_null(strstr(english, "Together in EUR (parks: 1)"));
    cr_expect_not_null(strstr(english, "once; payback 2.0 yr (parks: 1)"));
    cr_expect_str_eq(figure_of(english, cg_message_pattern(CG_MSG_BATCH_CRITERIA_TILE, CG_ENGLISH)),
                     "4/9 (44.4%)");
    cr_expect_not_null(strstr(english, "3 → 4/9"));
    cr_expect_not_null(strstr(english, "States: 1 optimal, 1 limit, 1 bad data."));
    cr_expect_not_null(strstr(english, "euro (gap 50.0%)"));
    for (int i = 0; i < 2; i++) {
        static const char *const names[] = {"<script>alert(1)</script>", "'\"><img onerror=x>"};
        text = roll_up(names[i]);
        check_marks(text);
        check_closed(text);
        cr_expect_null(strstr(text, "<img"));
    }
}
