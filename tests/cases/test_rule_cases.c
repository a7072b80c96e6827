/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every rule's own cases: a park made of the facts, and the law asked about the exchange in it. */
#include "match/matches.h"
#include "unit/reading.h"
#include "unit/park_sample.h"

#define MOST_FACTS 40

/* Every fact of a case is set into this park, where it then stands as a person would have stated
 * it. */
static const char park_of_facts[] =
    "{\"format\": \"congsinh-park/1\","
    " \"park\": {\"id\": \"case\", \"country\": \"VN\", \"year\": 2026, \"currency\": \"VND\"},"
    " \"assumptions\": {\"own_reuse\": true},"
    " \"firms\": [{\"id\": \"sender\", \"outputs\": [{\"id\": \"o\", \"resource\": \"sent\", "
    "\"quantity\": 1}],"
    "   \"inputs\": [{\"id\": \"i\", \"resource\": \"needed\", \"quantity\": 1, \"price\": 1}]},"
    "  {\"id\": \"receiver\", \"inputs\": [{\"id\": \"i\", \"resource\": \"needed\", \"quantity\": "
    "1, \"price\": 1}]}],"
    " \"facilities\": [{\"id\": \"via\"}],"
    " \"links\": [{\"from\": \"sender\", \"to\": \"receiver\"}],"
    " \"models\": {\"resources\": [{\"id\": \"sent\", \"family\": \"water\"}, {\"id\": \"needed\", "
    "\"family\": \"water\"}]}}";

typedef struct one_case {
    scratch *s;
    const char *pack;
    const cg_rules *rules;
    const cg_rule *rule;
    const cg_json *facts;
    const char *settings[MOST_FACTS + 1];
    int setting_count;
} one_case;

/* Where a subject's facts stand in the park above; two names are not those of the key. */
static const struct {
    const char *subject, *path;
} places[] = {
    {"output", "firms.sender.outputs.o"},
    {"sender", "firms.sender"},
    {"receiver", "firms.receiver"},
    {"via", "facilities.via"},
    {"link", "links.0"},
    {"resource", "models.resources.sent"},
    {"park", "park"},
};
static const struct {
    const char *name, *path;
} odd_places[] = {
    {"output.family", "models.resources.sent.family"},
    {"input.family", "models.resources.needed.family"},
    {"resource.id", "firms.sender.outputs.o.resource"},
    {"via.exists", "facilities.via.existing"},
};

static bool fact_is(const one_case *c, const char *name, bool otherwise) {
    const cg_json *fact = cg_json_member(c->facts, name);
    return fact == NULL ? otherwise : fact->truth;
}

static const char *path_of_fact(const one_case *c, const char *name) {
    for (size_t i = 0; i < sizeof odd_places / sizeof *odd_places; i++) {
        if (strcmp(name, odd_places[i].name) == 0) {
            return odd_places[i].path;
        }
    }
    const char *dot = strchr(name, '.');
    size_t length = dot == NULL ? 0 : (size_t)(dot - name);
    const char *firm = fact_is(c, "exchange.own_firm", false) ? "sender" : "receiver";
    if (length == strlen("input") && memcmp(name, "input", length) == 0) {
        return cg_format(c->s->arena, "firms.%s.inputs.i%s", firm, dot);
    }
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (length == strlen(places[i].subject) && memcmp(name, places[i].subject, length) == 0) {
            return cg_format(c->s->arena, "%s%s", places[i].path, dot);
        }
    }
    cr_assert_fail("%s: a case states \"%s\", which this test cannot put into a park", c->rule->id,
                   name);
    return NULL;
}

static void set(one_case *c, const char *path, const char *value) {
    cr_assert(c->setting_count < MOST_FACTS, "%s: a case states too much", c->rule->id);
    c->settings[c->setting_count++] = cg_format(c->s->arena, "%s=%s", path, value);
}

/* "outside" is a fact of yes or no, and in a park a word. */
static bool is_standing(const char *name) {
    return strcmp(name, "sender.outside") == 0 || strcmp(name, "receiver.outside") == 0;
}

static void set_facts(one_case *c) {
    for (const cg_json *fact = c->facts->first; fact != NULL; fact = fact->next) {
        if (is_standing(fact->key)) {
            continue;
        }
        if (strncmp(fact->key, "exchange.", strlen("exchange.")) != 0) {
            set(c, path_of_fact(c, fact->key), cg_json_canonical(c->s->arena, fact));
        }
    }
    bool away = !fact_is(c, "exchange.same_park", true);
    if (fact_is(c, "sender.outside", false)) {
        set(c, "firms.sender.outside", "farm");
    }
    if (fact_is(c, "receiver.outside", false)) {
        set(c, "firms.receiver.outside", "farm");
    } else if (away && !fact_is(c, "sender.outside", false)) {
        set(c, "firms.receiver.park", "elsewhere");
    }
}

/* What no fact can say (a quality, a limit) a case states as settings of the park. */
static void set_settings(one_case *c, const cg_json *settings) {
    for (const cg_json *one = settings != NULL ? settings->first : NULL; one != NULL;
         one = one->next) {
        cr_assert(c->setting_count < MOST_FACTS, "%s: a case states too much", c->rule->id);
        c->settings[c->setting_count++] = one->text;
    }
}

static bool states_anything_of(const one_case *c, const char *subject) {
    for (const cg_json *fact = c->facts->first; fact != NULL; fact = fact->next) {
        if (strncmp(fact->key, subject, strlen(subject)) == 0) {
            return true;
        }
    }
    return false;
}

static cg_exchange_case exchange_of(const one_case *c, const cg_park *park) {
    const cg_json *mode = cg_json_member(c->facts, "exchange.mode");
    const cg_json *distance = cg_json_member(c->facts, "exchange.distance_km");
    const char *to = fact_is(c, "exchange.own_firm", false) ? "sender.i" : "receiver.i";
    bool direct = fact_is(c, "exchange.direct", !states_anything_of(c, "via."));
    return (cg_exchange_case){
        .park = park,
        .output = cg_map_find(park->output_refs, "sender.o"),
        .input = cg_map_find(park->input_refs, to),
        .via = direct ? CG_NONE : 0,
        .pass_through = fact_is(c, "exchange.pass_through", false),
        .mode = mode == NULL ? CG_NONE : cg_map_find(park->knowledge->mode_ids, mode->text),
        .distance_km = distance == NULL ? 0 : distance->number,
        .link = states_anything_of(c, "link.") ? 0 : CG_NONE,
    };
}

/* The words a case may use, and what the law answers. */
static const char *word_of(cg_legal legal) {
    switch (legal.verdict) {
    case CG_ALLOWED:
    case CG_ALLOWED_VIA:
        return "allowed";
    case CG_ALLOWED_PERMITS:
        return "permit";
    case CG_FORBIDDEN:
        return "forbidden";
    default:
        return "unknown";
    }
}

static void expect_verdict(one_case *c, const cg_json *node) {
    reading r;
    reading_start(&r, c->s);
    c->facts = cg_json_member(node, "facts");
    c->setting_count = 0;
    set(c, "park.rules", c->pack);
    set_facts(c);
    set_settings(c, cg_json_member(node, "settings"));
    cg_park_source source = {.file = "park.json",
                             .bytes = park_of_facts,
                             .length = strlen(park_of_facts),
                             .settings = c->settings,
                             .setting_count = c->setting_count,
                             .models_folder = reading_models(&r)};
    cg_park *park = cg_park_read(c->s->arena, &c->s->diagnostics, &source);
    cr_assert_eq(c->s->diagnostics.errors, 0, "%s, case in line %d:%s", c->rule->id, node->line,
                 reading_sentences(&r));
    cg_reader reader = park->reader;
    reader.diagnostics = &c->s->diagnostics;
    cg_rule rule = *c->rule;
    const cg_rule *alone = &rule;
    cg_ruled ruled;
    cg_effect_of(rule.effect_kind)->read(&reader, park, &rule);
    cr_assert_eq(c->s->diagnostics.errors, 0, "%s:%s", rule.id, reading_sentences(&r));
    /* Alone, and under its own reading. */
    rule.question = CG_NONE;
    const cg_law law = {.pack = c->rules, .rules = &alone, .rule_count = 1, .scratch = &ruled};
    cg_exchange_case exchange = exchange_of(c, park);
    cg_legal legal = cg_law_ask(&law, &exchange);
    const char *expected = cg_json_member_text(node, "verdict");
    cr_expect_str_eq(word_of(legal), expected, "%s, case in line %d: %s, and it says %s",
                     c->rule->id, node->line, word_of(legal), expected);
    /* A rule that does not apply decides nothing. */
    const cg_json *applies = cg_json_member(node, "applies");
    if (applies->type == CG_JSON_BOOLEAN && !applies->truth) {
        cr_expect_eq(legal.rule, CG_NONE, "%s, case in line %d: applies after all", c->rule->id,
                     node->line);
    }
}

static void run_pack(scratch *s, const char *pack) {
    reading r;
    reading_start(&r, s);
    const cg_rules *rules = cg_rules_read(&r.reader, NULL, reading_models(&r), pack, (cg_place){0});
    cr_assert_not_null(rules, "%s", reading_sentences(&r));
    for (int i = 0; i < rules->items.count; i++) {
        const cg_rule *rule = &rules->items.items[i];
        cr_assert(rule->cases != NULL && rule->cases->count > 0, "%s has no cases", rule->id);
        for (const cg_json *one = rule->cases->first; one != NULL; one = one->next) {
            one_case c = {.s = s, .pack = pack, .rules = rules, .rule = rule};
            expect_verdict(&c, one);
        }
    }
}

Test(rule_cases, every_shipped_rule_decides_as_its_own_cases_say, .timeout = 120) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    int packs = 0;
    const char **names = cg_rules_list(s.arena, reading_models(&r), &packs);
    cr_assert(packs > 0);
    for (int p = 0; p < packs; p++) {
        run_pack(&s, names[p]);
    }
    SCRATCH_END(s);
}
