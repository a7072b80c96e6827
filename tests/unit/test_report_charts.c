/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page's charts hold: the plan's own figures, as text whatever names say; and the one
 * program that may run. */
#include "report/html_charts.h"
#include "report/report.h"

#include "base/file.h"
#include "base/json.h"
#include "one_arena.h"
#include "plan_by_hand.h"
#include "report/html_charts_program.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

TestSuite(report_charts, .init = open_arena, .fini = close_arena);

static const char *page_of(const cg_plan *plan) {
    size_t length = 0;
    return cg_report_write(arena, plan, CG_REPORT_HTML, CG_ENGLISH, &length);
}

/* The charts of a kind in the English half, in order. */
typedef CG_VECTOR(cg_json *) charts;
static charts charts_of(const char *page, const char *kind) {
    charts found = {0};
    const char *mark = cg_format(arena, "data-chart=\"%s\"", kind);
    const char *begin = "<script type=\"application/json\">";
    for (const char *at = strstr(page, "id=\"en\""); (at = strstr(at, mark)) != NULL; at++) {
        const char *json = strstr(at, begin) + strlen(begin);
        size_t length = (size_t)(strstr(json, "</script>") - json);
        cr_expect_null(memchr(json, '<', length));
        cg_diagnostics diagnostics = {.arena = arena};
        cg_json *read = cg_json_read(arena, &diagnostics, "chart", json, length);
        cr_assert_not_null(read, "%.200s", json);
        CG_PUSH(arena, &found, read);
    }
    return found;
}

static double sum_of(const cg_json *list, const char *key, bool open) {
    double sum = 0;
    for (const cg_json *item = list->first; item != NULL; item = item->next) {
        const cg_json *is_open = cg_json_member(item, "open");
        sum += is_open == NULL || is_open->truth == open ? cg_json_member(item, key)->number : 0;
    }
    return sum;
}

static const cg_json *named(const cg_json *list, const char *key, const char *text) {
    for (const cg_json *item = list->first; item != NULL; item = item->next) {
        const char *found = cg_json_member_text(item, key);
        if (found != NULL && strcmp(found, text) == 0) {
            return item;
        }
    }
    cr_assert_fail("nothing whose %s is %s", key, text);
    return NULL;
}

/* plan_by_hand: 292,000 m3 by way of a plant, nothing of it today; 1,200.5 t of ash, 1,000 of it
 * today. What the plan moves of a family is drawn 240 high, and again behind a plant. Today, what
 * is not handed over is drawn twice: given away, and bought; of the ash 240 x 200.5 / 1,200.5. The
 * fullest column is then 240, but today outside, where both stand, 480 and 2 x 40.08. */
Test(report_charts, flows_are_the_plans) {
    static const struct {
        const char *family;
        double handed, open, span;
    } rows[] = {{"water", 0, 480, 480},
                {"water", 480, 0, 240},
                {"material", 199.92, 80.16, 240},
                {"material", 240, 0, 240}};
    charts all = charts_of(page_of(plan_by_hand(arena)), "sankey");
    cr_assert_eq(all.count, 4, "water and materials, today and in the plan: %d", all.count);
    for (int i = 0; i < all.count; i++) {
        const cg_json *bands = cg_json_member(all.items[i], "bands");
        cr_expect_str_eq(cg_json_member_text(all.items[i], "family"), rows[i].family);
        cr_expect_float_eq(sum_of(bands, "thick", false), rows[i].handed, 0.05, "row %d", i);
        cr_expect_float_eq(sum_of(bands, "thick", true), rows[i].open, 0.05, "row %d", i);
        cr_expect_float_eq(cg_json_member(all.items[i], "span")->number, rows[i].span, 0.05);
    }
    named(cg_json_member(all.items[1], "bands"), "told",
          "Paper | mill → Central plant: 292,000 m³");
    named(cg_json_member(all.items[1], "nodes"), "detail", "292,000 m³ · process water");
}

/* A sankey of ECharts refuses a ring, and exchanges have them: a firm that gives and takes stands
 * on both sides. */
Test(report_charts, rings_are_no_rings) {
    cg_plan *plan = plan_by_hand(arena);
    cg_line back = plan->lines.items[1];
    back.via = NULL;
    for (int i = 0; i < 2; i++) {
        back.from = i == 0 ? "a.x" : "b.x";
        back.to = i == 0 ? "b.x" : "a.x";
        CG_PUSH(arena, &plan->lines, back);
    }
    charts all = charts_of(page_of(plan), "sankey");
    for (int i = 0; i < all.count; i++) {
        const cg_json *nodes = cg_json_member(all.items[i], "nodes");
        const cg_json *bands = cg_json_member(all.items[i], "bands");
        for (const cg_json *band = bands->first; band != NULL; band = band->next) {
            double ends[2];
            for (int e = 0; e < 2; e++) {
                const cg_json *at = nodes->first;
                int node = (int)cg_json_member(band, e == 0 ? "from" : "to")->number;
                while (at->index < node) {
                    at = at->next;
                }
                /* Today, what is outside stands in the middle, and is bought from. */
                ends[e] = cg_json_member(at, "across")->number;
            }
            cr_expect_lt(ends[0], ends[1], "chart %d", i);
        }
    }
}

/* The places of the drawing (test_report_html.c), and one link of which both ends have a place. */
Test(report_charts, the_map_is_the_drawings) {
    const cg_json *map = charts_of(page_of(plan_by_hand(arena)), "map").items[0];
    const cg_json *dyeing = named(cg_json_member(map, "spots"), "told", "Dye-house");
    cr_expect_eq(cg_json_member(dyeing, "x")->number, 200);
    cr_expect_eq(cg_json_member(dyeing, "y")->number, 550);
    cr_expect_str_eq(
        cg_json_member_text(named(cg_json_member(map, "spots"), "kind", "plant"), "told"),
        "Central plant");
    cr_expect_eq(cg_json_member(map, "links")->count, 1);
    named(cg_json_member(map, "links"), "told", "Central plant → Dye-house: 292,000 m³");
}

/* Savings of 2,136, 300.5 and 0.5 million: 300.5 is 141 thousandths of the first. A loss is one. */
Test(report_charts, bars_are_in_proportion) {
    cg_plan *plan = plan_by_hand(arena);
    plan->lines.items[2].saving = -534e6; /* a quarter of the first, lost */
    const cg_json *bars = cg_json_member(charts_of(page_of(plan), "bars").items[0], "bars");
    cr_assert_eq(bars->count, 3);
    const double lengths[] = {1000, 141, -250};
    const char *figures[] = {"2,136.0", "300.5", "-534.0"};
    const cg_json *bar = bars->first;
    for (int i = 0; i < 3; i++, bar = bar->next) {
        cr_expect_eq(cg_json_member(bar, "length")->number, lengths[i]);
        cr_expect_str_eq(cg_json_member_text(bar, "figure"), figures[i]);
    }
}

/* Of 20 rows 15 stand alone and 5 are one; of 16 each stands alone, for one is no "others". */
Test(report_charts, bars_beyond_fifteen_are_one) {
    for (int rows = 16; rows <= 20; rows += 4) {
        cg_plan *plan = plan_by_hand(arena);
        for (int i = 3; i < rows; i++) {
            cg_line line = plan->lines.items[0];
            line.from = cg_format(arena, "giver-%d.ash", i);
            CG_PUSH(arena, &plan->lines, line);
        }
        const cg_json *bars = cg_json_member(charts_of(page_of(plan), "bars").items[0], "bars");
        cr_expect_eq(bars->count, 16, "%d", bars->count);
        cr_expect_str_eq(cg_json_member_text(bars->last, "family"), rows == 16 ? "water" : "");
    }
}

Test(report_charts, names_stay_text) {
    const char *names[] = {"</script><script>alert(1)</script>", "<!--<script>", "\"}]; drop",
                           "{a|b}", "\xE2\x80\xA8line"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        cg_plan *plan = plan_by_hand(arena);
        plan->lines.items[0].from_firm = plan->lines.items[1].from_firm =
            (cg_words){{names[i], names[i]}};
        charts all = charts_of(page_of(plan), "sankey");
        named(cg_json_member(all.items[1], "nodes"), "name", names[i]);
    }
}

Test(report_charts, escapes) {
    static const struct {
        const char *given, *written;
    } rows[] = {{"{\"a\": \"</script>&\"}", "{\"a\": \"\\u003c/script\\u003e\\u0026\"}"},
                {"[\n  \"'\"\n]", "[\n  \"'\"\n]"},
                {"\xE2\x80\xA8\xE2\x80\xA9", "\\u2028\\u2029"},
                {"\xE2\x80\xAEovert", " overt"},
                /* Set apart as on the page (Unicode Annex 9), each string by itself. */
                {"[\"Nước שלום\", \"עולם\"]", "[\"Nước \xE2\x81\xA8שלום\xE2\x81\xA9\", "
                                              "\"\xE2\x81\xA8עולם\xE2\x81\xA9\"]"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cg_text out = cg_text_start(arena);
        cg_html_escape_json(&out, rows[i].given);
        cr_expect_str_eq(out.bytes, rows[i].written, "%s", rows[i].given);
    }
}

/* Base 64 of a digest written in hexadecimal. */
static const char *base64_of(const char *hex) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned long long bits = 0;
    int count = 0;
    cg_text out = cg_text_start(arena);
    for (const char *at = hex; *at != '\0'; at++) {
        bits = bits << 4 | (unsigned)(*at <= '9' ? *at - '0' : *at - 'a' + 10);
        for (count += 4; count >= 6; count -= 6) {
            cg_text_add_bytes(&out, &digits[bits >> (count - 6) & 63], 1);
        }
    }
    cg_text_add_bytes(&out, &digits[bits << (6 - count) & 63], 1); /* 256 bits: 4 are left */
    cg_text_add(&out, "=");
    return out.bytes;
}

/* Whether or not the build had npm. */
Test(report_charts, only_this_program_may_run) {
    bool built = *cg_charts_program != '\0';
    cr_expect_eq(*cg_charts_digest != '\0', built);
    cr_expect_null(strstr(cg_charts_policy(arena, 0), "script-src"), "without charts none");
    const char *policy = cg_charts_policy(arena, 1);
    cr_expect_eq(strncmp(policy, "default-src 'none'; ", 20), 0);
    cr_expect_null(
        strstr(strstr(policy, "script-src") == NULL ? "" : policy, "script-src 'unsafe"));
    cr_expect_eq(strstr(policy, "script-src 'sha256-") != NULL, built);
    const char *page = page_of(plan_by_hand(arena));
    const char *begin = strstr(page, "<script>");
    cr_assert_eq(begin != NULL, built);
    cr_expect_null(strstr(page_of(plan_in_conflict(arena)), "<script"));
    if (!built) {
        return;
    }
    const char *end = strstr(begin, "</script>");
    char hex[65];
    cg_sha256(begin + 8, (size_t)(end - begin) - 8, hex);
    cr_expect_str_eq(cg_charts_digest, base64_of(hex));
    cr_expect_not_null(strstr(page, cg_charts_policy(arena, 1)));
    cr_expect_null(strstr(end, "<script"), "and no other");
}

/* 164,250 m3 in the 4,380 h of the dry season are 37.5 an hour, 127,750 in the wet 29.17: 778
 * thousandths of it. Of the ash nobody says how it falls on the seasons. */
Test(report_charts, seasons_are_told_an_hour) {
    const cg_json *panels =
        cg_json_member(charts_of(page_of(plan_by_hand(arena)), "seasons").items[0], "panels");
    const cg_json *water = panels->first;
    cr_expect_eq(panels->count, 1);
    cr_expect_str_eq(cg_json_member_text(water, "family"), "water");
    cr_expect_str_eq(cg_json_member_text(cg_json_member(water, "periods")->first, "figure"),
                     "37.5 m³/h");
    const cg_json *part = cg_json_member(water, "parts")->first;
    cr_expect_eq(cg_json_member(water, "parts")->count, 1);
    cr_expect_eq(cg_json_member(part, "lengths")->first->number, 1000);
    cr_expect_eq(cg_json_member(part, "lengths")->last->number, 778);
}

/* Columns of one height say nothing. */
Test(report_charts, even_seasons_are_no_chart) {
    cg_plan *plan = plan_by_hand(arena);
    double even[] = {146000, 146000};
    for (int i = 0; i < plan->lines.count; i++) {
        plan->lines.items[i].quantity_by_period = even;
    }
    cr_expect_eq(charts_of(page_of(plan), "seasons").count, 0);
}
