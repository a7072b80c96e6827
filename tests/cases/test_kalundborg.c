/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kalundborg: every link that a source names is a candidate of its park. */
#include "support/dataset.h"

#include <criterion/criterion.h>

#include <string.h>

/* Rows of links.json: the network's links as our sources name them, fly ash twice. */
#define SOURCED_LINKS 18

Test(kalundborg, every_sourced_link_is_a_candidate) {
    dataset set = dataset_open("kalundborg/park.json", NULL);
    const cg_json *candidates = cg_json_member(dataset_matches(&set, "none"), "candidates");
    const cg_json *links = cg_json_member(dataset_json(&set, "kalundborg/links.json"), "links");
    cr_assert_not_null(candidates);
    cr_assert_not_null(links);
    cr_expect_eq(links->count, SOURCED_LINKS);
    for (const cg_json *link = links->first; link != NULL; link = link->next) {
        const char *from = cg_json_member_text(link, "from");
        const char *to = cg_json_member_text(link, "to");
        const cg_json *candidate = dataset_find(candidates, NULL, from, to, "");
        cr_expect_not_null(candidate, "%s to %s is no candidate", from, to);
        const char *verdict = cg_json_member_text(candidate, "verdict");
        cr_expect(verdict != NULL && strcmp(verdict, "allowed") == 0, "%s to %s is %s", from, to,
                  verdict != NULL ? verdict : "without verdict");
    }
    /* 16 distinct links, and what they open besides: steam for the town, flare gas for the power
     * station … */
    cr_expect_gt(candidates->count, 20);
    dataset_close(&set);
}

/* A figure without a source says so, and none of them passes for a measurement. */
static int placeholders(const cg_json *node) {
    int count = 0;
    const char *source = cg_json_member_text(node, "source");
    const char *basis = cg_json_member_text(node, "basis");
    if (source != NULL && strncmp(source, "placeholder", strlen("placeholder")) == 0) {
        cr_expect(basis != NULL && strcmp(basis, "default") == 0, "line %d: a placeholder is no %s",
                  node->line, basis != NULL ? basis : "figure without a basis");
        count = 1;
    }
    for (const cg_json *child = node->first; child != NULL; child = child->next) {
        count += placeholders(child);
    }
    return count;
}

static void expect_marked(const cg_json *flow, const char *name) {
    const cg_json *figure = cg_json_member(flow, name);
    cr_expect(figure == NULL || cg_json_member_text(figure, "source") != NULL,
              "line %d: %s states no source", flow->line, name);
}

Test(kalundborg, every_figure_names_its_source_or_is_marked_a_placeholder) {
    dataset set = dataset_open("kalundborg/park.json", NULL);
    const cg_json *park = dataset_json(&set, "kalundborg/park.json");
    static const char *const sides[] = {"outputs", "inputs"};
    for (const cg_json *firm = cg_json_member(park, "firms")->first; firm != NULL;
         firm = firm->next) {
        for (int side = 0; side < 2; side++) {
            const cg_json *flows = cg_json_member(firm, sides[side]);
            for (const cg_json *flow = flows != NULL ? flows->first : NULL; flow != NULL;
                 flow = flow->next) {
                expect_marked(flow, "quantity");
                expect_marked(flow, "price");
                expect_marked(flow, "disposal_cost");
            }
        }
    }
    /* All prices of the 16 inputs, for one: our sources hold none. */
    cr_expect_geq(placeholders(park), 16);
    dataset_close(&set);
}
