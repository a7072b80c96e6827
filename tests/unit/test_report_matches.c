/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of candidates, for programs and for people. */
#include "matches_sample.h"

#include "report/report_matches.h"
#include "report/report_rules.h"

static const cg_json *json_of(scratch *s, const cg_matches *matches) {
    size_t length;
    const char *text = cg_report_matches_json(s->arena, matches, &length);
    cr_assert_eq(length, strlen(text));
    const cg_json *json = cg_json_read(s->arena, &s->diagnostics, "matches.json", text, length);
    cr_assert(json != NULL, "the list is no JSON");
    return json;
}

static double count_of(const cg_json *json, const char *verdict) {
    const cg_json *count = cg_json_member(cg_json_member(json, "counts"), verdict);
    cr_assert(count != NULL, "no count of %s", verdict);
    return count->number;
}

/* Waste water straight to a neighbour was forbidden then under whatever reading. */
static const char forbidding_day[] = "2021-06-30";

/* Of five inputs of water each direct and by the plant, and one of heat. Under vn: b.rinse direct
 * forbidden, b.rinse, c.far and d.wash by the plant allowed-via; b.shut twice, d.wash and d.fine
 * direct (the railway) closed; c.far direct too far, d.fine by the plant coloured, the heat too
 * cold. */
Test(report_matches, json_counts_every_way) {
    SCRATCH_START(s);
    const cg_json *json = json_of(&s, sample_matches_on(&s, "vn", forbidding_day));
    cr_expect_str_eq(cg_json_member_text(json, "format"), "congsinh-matches/1");
    cr_expect_str_eq(cg_json_member_text(json, "rules"), "vn");
    cr_expect_eq(count_of(json, "allowed"), 0);
    cr_expect_eq(count_of(json, "allowed-via"), 3);
    cr_expect_eq(count_of(json, "forbidden"), 1);
    cr_expect_eq(count_of(json, "closed"), 4);
    cr_expect_eq(count_of(json, "impossible"), 3);
    cr_expect_eq(count_of(json, "unknown"), 0);
    cr_expect_eq(cg_json_member(json, "candidates")->count, 11);
    SCRATCH_END(s);
}

Test(report_matches, json_is_sorted_by_ends_and_says_why) {
    SCRATCH_START(s);
    const cg_json *list = cg_json_member(json_of(&s, sample_matches(&s, "none")), "candidates");
    const cg_json *direct = list->first, *treated = direct->next;
    cr_expect_str_eq(cg_json_member_text(direct, "to"), "b.rinse");
    cr_expect_eq(cg_json_member(direct, "via")->count, 0);
    cr_expect_str_eq(cg_json_member_text(direct, "verdict"), "unknown");
    const cg_json *reason = cg_json_member(direct, "reason");
    cr_expect_str_eq(cg_json_member_text(reason, "parameter"), "colour");
    cr_expect_eq(cg_json_member(reason, "limit")->number, 10);
    cr_expect_str_eq(cg_json_member_text(treated, "to"), "b.rinse");
    cr_expect_str_eq(cg_json_member(treated, "via")->first->text, "plant");
    cr_expect_str_eq(cg_json_member_text(treated, "verdict"), "allowed");
    cr_expect_eq(cg_json_member(treated, "delivered")->number, 0.9); /* the plant's yield */
    cr_expect_null(cg_json_member(treated, "reason"));
    SCRATCH_END(s);
}

static void check_width(const char *text) {
    char line[400];
    for (const char *at = text; *at != '\0';) {
        size_t length = strcspn(at, "\n");
        cr_assert(length < sizeof line);
        memcpy(line, at, length);
        line[length] = '\0';
        cr_expect(cg_text_columns(line) <= 80, "wider than a terminal: %s", line);
        at += length + (at[length] == '\n');
    }
}

Test(report_matches, text_fits_a_terminal_in_both_languages) {
    SCRATCH_START(s);
    const cg_matches *matches = sample_matches_on(&s, "vn", forbidding_day);
    static const char *const said[CG_LANGUAGES] = {
        [CG_ENGLISH] = "Forbidden by a rule", [CG_VIETNAMESE] = "Bị quy định cấm"};
    for (int language = 0; language < CG_LANGUAGES; language++) {
        size_t length;
        const char *text = cg_report_matches_text(s.arena, matches, language, &length);
        cr_expect_eq(length, strlen(text));
        cr_expect(strstr(text, said[language]) != NULL, "%s", text);
        cr_expect(strstr(text, "  a.effluent → b.rinse: ") != NULL, "%s", text);
        check_width(text);
    }
    SCRATCH_END(s);
}

Test(report_rules, every_shipped_pack_and_rule_is_listed) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    size_t length;
    const char *packs = cg_report_packs(&r.reader, reading_models(&r), CG_ENGLISH, false, &length);
    cr_expect(strstr(packs, "vn: Vietnam") != NULL, "%s", packs);
    check_width(packs);
    const cg_rules *rules = cg_rules_read(&r.reader, NULL, reading_models(&r), "vn", (cg_place){0});
    const cg_case_results cases = {2, 1};
    const char *text = cg_report_rules(s.arena, rules, &cases, CG_VIETNAMESE, false, &length);
    check_width(text);
    for (int i = 0; i < rules->items.count; i++) {
        cr_expect(strstr(text, rules->items.items[i].id) != NULL, "%s is not listed",
                  rules->items.items[i].id);
    }
    const char *json = cg_report_rules(s.arena, rules, &cases, CG_VIETNAMESE, true, &length);
    const cg_json *list = cg_json_member(reading_json(&r, json), "rules");
    cr_expect_eq(list->count, rules->items.count);
    SCRATCH_END(s);
}
