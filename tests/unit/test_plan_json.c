/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan is written with the format's keys in their order, and what is read back is written the
 * same. */
#include "plan/plan.h"

#include "plan_by_hand.h"

#include <criterion/criterion.h>
#include <string.h>

typedef struct desk {
    cg_failure failure;
    cg_arena *arena;
    cg_diagnostics diagnostics;
} desk;

static desk here;

static void open_desk(void) {
    memset(&here, 0, sizeof here);
    here.arena = cg_arena_new(&here.failure);
    here.diagnostics.arena = here.arena;
}

static void close_desk(void) {
    cg_arena_free(here.arena);
}

TestSuite(plan_json, .init = open_desk, .fini = close_desk);

static cg_plan *read_text(const char *text) {
    cg_json *document =
        cg_json_read(here.arena, &here.diagnostics, "plan.json", text, strlen(text));
    cr_assert_not_null(document);
    return cg_plan_from_json(here.arena, &here.diagnostics, "plan.json", document);
}

/* What is read back and written again is the same to the byte. */
static void check_round_trip(const cg_plan *plan) {
    size_t length = 0;
    const char *first = cg_plan_json(here.arena, plan, &length);
    cr_assert_eq(strlen(first), length);
    cg_plan *again = read_text(first);
    cr_assert_not_null(again);
    size_t second_length = 0;
    const char *second = cg_plan_json(here.arena, again, &second_length);
    cr_assert_str_eq(second, first);
    cr_assert_eq(here.diagnostics.items.count, 0);
}

Test(plan_json, round_trip_of_a_plan) {
    check_round_trip(plan_by_hand(here.arena));
}

Test(plan_json, round_trip_of_a_conflict) {
    check_round_trip(plan_in_conflict(here.arena));
}

Test(plan_json, round_trip_without_anything) {
    cg_plan *plan = plan_by_hand(here.arena);
    cg_plan empty = {.arena = here.arena,
                     .park = "p",
                     .status = "optimal",
                     .objective = "cost",
                     .rules = "none",
                     .totals = {.pays_back = true},
                     .periods = plan->periods,
                     .period_hours = plan->period_hours,
                     .period_count = 1};
    check_round_trip(&empty);
}

/* The keys that are always there, in the format's order. */
static void check_order(const char *text, const char *const *keys) {
    const char *at = text;
    for (int i = 0; keys[i] != NULL; i++) {
        const char *quoted = cg_format(here.arena, "\"%s\":", keys[i]);
        const char *found = strstr(at, quoted);
        cr_assert_not_null(found, "%s is not there, or not in its place", keys[i]);
        at = found + strlen(quoted);
    }
}

Test(plan_json, keys_in_order) {
    static const char *const top[] = {"format",
                                      "park",
                                      "status",
                                      "objective",
                                      "rules",
                                      "without",
                                      "totals",
                                      "net_saving",
                                      "avoided_purchase",
                                      "avoided_disposal",
                                      "transport_cost",
                                      "treatment_cost",
                                      "fees",
                                      "annualised_investment",
                                      "investment",
                                      "payback_years",
                                      "emissions_saving",
                                      "baseline",
                                      "cost",
                                      "emissions",
                                      "water_purchased",
                                      "wastewater_discharged",
                                      "waste_disposed",
                                      "heat_purchased",
                                      "heat_disposed",
                                      "material_purchased",
                                      "planned",
                                      "cost",
                                      "material_purchased",
                                      "firms",
                                      "park_items",
                                      "exchanges",
                                      "certificate",
                                      "bound",
                                      "gap",
                                      "primal_residual",
                                      "dual_residual",
                                      "provenance",
                                      "program",
                                      "park_sha256",
                                      "models",
                                      NULL};
    static const char *const line[] = {
        "exchanges",        "from",       "to",    "via",       "mode",
        "resource",         "quantity",   "unit",  "delivered", "saving",
        "emissions_saving", "investment", "rules", "permits",   NULL};
    size_t length = 0;
    const char *text = cg_plan_json(here.arena, plan_by_hand(here.arena), &length);
    check_order(text, top);
    check_order(text, line);
    text = cg_plan_json(here.arena, plan_in_conflict(here.arena), &length);
    check_order(text, top);
}

Test(plan_json, values_that_are_said_in_a_special_way) {
    cg_plan *plan = plan_by_hand(here.arena);
    plan->totals.pays_back = false;
    size_t length = 0;
    const char *text = cg_plan_json(here.arena, plan, &length);
    static const char *const pieces[] = {"\"payback_years\": null",
                                         "\"via\": [\"wwtp\"]",
                                         "\"via\": []",
                                         "\"permits\": []",
                                         "\"change\": \"change\"",
                                         "\"change\": \"new\"",
                                         "\"running_quantity\": 1000",
                                         "\"service\": true",
                                         "\"outside\": true",
                                         "\"dry\": 164250",
                                         "\"assumed_at_limit\": [\"chloride\"]",
                                         "\"rules\": [\"VN-WW-CENTRAL\"]",
                                         "\"kind\": \"facility\"",
                                         "\"distance_km\": null"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        cr_expect_not_null(strstr(text, pieces[i]), "%s", pieces[i]);
    }
    cr_expect_null(strstr(text, "\"pass_through\""), "only said where true");
    cr_expect_null(strstr(text, "\"conflict\""), "only said where there is one");
}

Test(plan_json, unknown_keys_are_welcome) {
    size_t length = 0;
    const char *text = cg_plan_json(here.arena, plan_by_hand(here.arena), &length);
    const char *more = cg_format(here.arena, "{\n  \"newer\": {\"key\": [1]},%s", text + 1);
    cr_assert_not_null(read_text(more));
}

/* A document that is no plan gets one sentence saying what it is. */
Test(plan_json, other_documents) {
    static const struct {
        const char *text;
        cg_message_id message;
    } rows[] = {{"{}", CG_MSG_PLAN_NO_FORMAT},
                {"[]", CG_MSG_PLAN_NO_FORMAT},
                {"{\"format\": 1}", CG_MSG_PLAN_NO_FORMAT},
                {"{\"format\": \"congsinh-park/1\"}", CG_MSG_PLAN_IS_PARK},
                {"{\"format\": \"congsinh-plan/2\"}", CG_MSG_PLAN_OTHER_FORMAT}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        here.diagnostics = (cg_diagnostics){.arena = here.arena};
        cr_expect_null(read_text(rows[i].text));
        cr_assert_eq(here.diagnostics.items.count, 1, "%s", rows[i].text);
        cr_expect_eq(here.diagnostics.items.items[0].message, rows[i].message, "%s", rows[i].text);
    }
}

static int said(cg_message_id message, const char *path) {
    int count = 0;
    for (int i = 0; i < here.diagnostics.items.count; i++) {
        const cg_diagnostic *item = &here.diagnostics.items.items[i];
        count += item->message == message && item->place.path != NULL &&
                 strcmp(item->place.path, path) == 0;
    }
    return count;
}

/* The plan by hand with one key changed. */
static cg_plan *read_changed(const char *change) {
    size_t length = 0;
    const char *text = cg_plan_json(here.arena, plan_by_hand(here.arena), &length);
    cg_json *document = cg_json_read(here.arena, &here.diagnostics, "plan.json", text, length);
    cr_assert(cg_json_set(here.arena, &here.diagnostics, document, change), "%s", change);
    return cg_plan_from_json(here.arena, &here.diagnostics, "plan.json", document);
}

/* Every key that a plan always holds: null there is an error that names it, and so is another type.
 */
Test(plan_json, null_is_no_value_of_what_is_always_there) {
    static const char *const keys[] = {"park",
                                       "status",
                                       "objective",
                                       "rules",
                                       "without",
                                       "totals",
                                       "totals.net_saving",
                                       "totals.avoided_purchase",
                                       "totals.annualised_investment",
                                       "totals.investment",
                                       "totals.emissions_saving",
                                       "baseline",
                                       "baseline.cost",
                                       "baseline.material_purchased",
                                       "planned",
                                       "planned.cost",
                                       "planned.emissions",
                                       "firms",
                                       "firms.0.id",
                                       "firms.0.saving",
                                       "park_items",
                                       "exchanges",
                                       "exchanges.0.from",
                                       "exchanges.0.to",
                                       "exchanges.0.via",
                                       "exchanges.0.resource",
                                       "exchanges.0.quantity",
                                       "exchanges.0.unit",
                                       "exchanges.0.delivered",
                                       "exchanges.0.saving",
                                       "exchanges.0.emissions_saving",
                                       "exchanges.0.investment",
                                       "exchanges.0.rules",
                                       "certificate",
                                       "provenance",
                                       "provenance.models"};
    static const char *const values[] = {"null", "true"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        for (size_t v = 0; v < 2; v++) {
            here.diagnostics = (cg_diagnostics){.arena = here.arena};
            cg_plan *plan = read_changed(cg_format(here.arena, "%s=%s", keys[i], values[v]));
            cr_expect_null(plan, "%s=%s is taken", keys[i], values[v]);
            bool named = false;
            for (int d = 0; d < here.diagnostics.items.count; d++) {
                const cg_diagnostic *item = &here.diagnostics.items.items[d];
                const char *key = strrchr(keys[i], '.') ? strrchr(keys[i], '.') + 1 : keys[i];
                named = named || (item->message == CG_MSG_PLAN_WRONG_TYPE &&
                                  strcmp(strrchr(item->place.path, '.') != NULL
                                             ? strrchr(item->place.path, '.') + 1
                                             : item->place.path,
                                         key) == 0);
            }
            cr_expect(named, "%s=%s is not named", keys[i], values[v]);
        }
    }
    /* What never pays back, a way without length and a search without a bound are said by null. */
    static const char *const open_keys[] = {"totals.payback_years", "exchanges.0.distance_km",
                                            "certificate.gap", "certificate.bound"};
    for (size_t i = 0; i < sizeof open_keys / sizeof *open_keys; i++) {
        here.diagnostics = (cg_diagnostics){.arena = here.arena};
        cr_expect_not_null(read_changed(cg_format(here.arena, "%s=null", open_keys[i])), "%s",
                           open_keys[i]);
    }
}

Test(plan_json, status_and_objective_are_of_the_known_words) {
    static const char *const changes[] = {"status=optimum", "objective=money"};
    static const char *const paths[] = {"status", "objective"};
    for (int i = 0; i < 2; i++) {
        here.diagnostics = (cg_diagnostics){.arena = here.arena};
        cr_expect_null(read_changed(changes[i]), "%s is taken", changes[i]);
        cr_expect_eq(said(CG_MSG_CHOICE_UNKNOWN, paths[i]), 1, "%s", changes[i]);
    }
}

/* What of the assessment is not as it was written is said with its place, and nothing is guessed.
 */
Test(plan_json, a_changed_assessment_is_no_assessment) {
    static const char *const changes[][2] = {
        {"assessment=3", "assessment"},
        {"assessment.criteria=3", "assessment.criteria"},
        {"assessment.framework=3", "assessment.framework"},
        {"assessment.criteria.C2b.today.result=passed", "assessment.criteria.C2b.today.result"},
        {"assessment.criteria.C2b.after=met", "assessment.criteria.C2b.after"},
        {"assessment.criteria.C2b.title=3", "assessment.criteria.C2b.title"},
        {"assessment.firms.dyeing.today=[\"met\"]", "assessment.firms.dyeing.today"},
        {"assessment.firms.dyeing.after=[\"met\", \"maybe\"]", "assessment.firms.dyeing.after.1"},
        {"assessment.summary=3", "assessment.summary"},
        {"assessment.summary.after=[]", "assessment.summary.after"},
        {"assessment.summary.today.met=many", "assessment.summary.today.met"},
        {"assessment.criteria.C2b.evidence=3", "assessment.criteria.C2b.evidence"},
        {"assessment.outside=3", "assessment.outside"},
        {"assessment.notes={}", "assessment.notes"},
        {"assessment.notes=[3]", "assessment.notes.0"}};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        here.diagnostics = (cg_diagnostics){.arena = here.arena};
        cr_expect_null(read_changed(changes[i][0]), "%s is taken", changes[i][0]);
        cr_expect_eq(said(CG_MSG_PLAN_ASSESSMENT_WRONG, changes[i][1]), 1, "%s", changes[i][0]);
    }
}

/* All that is wrong is said at once, each with its place. */
Test(plan_json, everything_wrong_is_said) {
    const char *text =
        "{\"format\": \"congsinh-plan/1\", \"park\": 5, \"status\": \"optimal\",\n"
        "\"totals\": {\"net_saving\": \"much\"}, \"exchanges\": [{\"from\": \"a.b\"}, 3]}";
    cr_expect_null(read_text(text));
    cr_expect_eq(said(CG_MSG_PLAN_WRONG_TYPE, "park"), 1);
    cr_expect_eq(said(CG_MSG_PLAN_WRONG_TYPE, "totals.net_saving"), 1);
    cr_expect_eq(said(CG_MSG_PLAN_MISSING_KEY, "totals"), 9);
    cr_expect_eq(said(CG_MSG_PLAN_WRONG_TYPE, "exchanges.1"), 1);
    cr_expect_geq(said(CG_MSG_PLAN_MISSING_KEY, "exchanges.0"), 5);
}
