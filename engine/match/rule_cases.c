/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the cases that rules carry: a park made of the facts, and the law asked about its exchange.
 */
#include "match/rule_cases.h"

#include "effluent.h"
#include "match/law_facts.h"

#include <string.h>

/* Every fact of a case is set into this park. */
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

/* Where they then are among the park's parts, each the only one of its kind. */
enum { OUTPUT = 0, FACILITY = 0, LINK = 0 };

/* Where a subject's facts stand in the park above; some names are not those of the key. */
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

typedef CG_VECTOR(const char *) case_settings;

/* One case being run; everything in it lives in an arena that is emptied after it. */
typedef struct running {
    const cg_case_source *source;
    cg_arena *arena;
    cg_diagnostics heard; /* of the case's own park */
    const cg_rule *rule;
    const cg_json *node, *facts;
    case_settings settings;
    const cg_knowledge *known; /* of every park whose models are those above; NULL: not read */
    bool own_models;           /* the case changes them */
    bool failed;
} running;

/* Says what is wrong with the case, at its place. */
static void say(running *run, cg_message_id message, const char *found, const char *expected) {
    const cg_case_source *source = run->source;
    cg_reader here = source->reader;
    here.file = run->rule->file;
    const cg_json *title = cg_json_member(run->node, "title");
    const char *words = cg_words_in(cg_reader_words(&here, title), source->language, "–");
    cg_say(here.diagnostics, CG_ERROR, cg_reader_place(&here, run->node), message, words,
           run->rule->id, found, expected, NULL);
    run->failed = true;
}

static bool fact_is(const running *run, const char *name, bool otherwise) {
    const cg_json *fact = cg_json_member(run->facts, name);
    return fact == NULL || fact->type != CG_JSON_BOOLEAN ? otherwise : fact->truth;
}

static bool states_anything_of(const running *run, const char *subject) {
    const cg_json *fact = run->facts != NULL ? run->facts->first : NULL;
    for (; fact != NULL; fact = fact->next) {
        if (strncmp(fact->key, subject, strlen(subject)) == 0) {
            return true;
        }
    }
    return false;
}

/* NULL: no park can state it. */
static const char *path_of_fact(const running *run, const char *name) {
    for (size_t i = 0; i < sizeof odd_places / sizeof *odd_places; i++) {
        if (strcmp(name, odd_places[i].name) == 0) {
            return odd_places[i].path;
        }
    }
    const char *dot = strchr(name, '.');
    size_t length = dot == NULL ? 0 : (size_t)(dot - name);
    const char *firm = fact_is(run, "exchange.own_firm", false) ? "sender" : "receiver";
    if (length == strlen("input") && memcmp(name, "input", length) == 0) {
        return cg_format(run->arena, "firms.%s.inputs.i%s", firm, dot);
    }
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (length == strlen(places[i].subject) && memcmp(name, places[i].subject, length) == 0) {
            return cg_format(run->arena, "%s%s", places[i].path, dot);
        }
    }
    return NULL;
}

static void set(running *run, const char *path, const char *value) {
    run->own_models = run->own_models || strncmp(path, "models.", strlen("models.")) == 0;
    CG_PUSH(run->arena, &run->settings, cg_format(run->arena, "%s=%s", path, value));
}

/* Another name for what the paths of other facts go by is given last. */
static bool renames(const char *name) {
    return strcmp(name, "sender.id") == 0 || strcmp(name, "receiver.id") == 0 ||
           strcmp(name, "via.id") == 0;
}

/* What says where a firm stands is a yes or no among facts, and a word in a park. */
static bool is_standing(const char *name) {
    return strcmp(name, "sender.outside") == 0 || strcmp(name, "receiver.outside") == 0;
}

static void set_fact(running *run, const cg_json *fact) {
    const char *path = path_of_fact(run, fact->key);
    if (path == NULL) {
        say(run, CG_MSG_CASE_FACT, fact->key, NULL);
        return;
    }
    set(run, path, cg_json_canonical(run->arena, fact));
    if (strcmp(fact->key, "sender.id") == 0 || strcmp(fact->key, "receiver.id") == 0) {
        bool gives = fact->key[0] == 's';
        set(run, gives ? "links.0.from" : "links.0.to", cg_json_canonical(run->arena, fact));
    }
}

/* Where the two firms stand. */
static void set_standing(running *run) {
    bool away = !fact_is(run, "exchange.same_park", true);
    bool from_outside = fact_is(run, "sender.outside", false);
    bool to_outside = fact_is(run, "receiver.outside", false);
    if (from_outside) {
        set(run, "firms.sender.outside", "farm");
    }
    if (to_outside) {
        set(run, "firms.receiver.outside", "farm");
    }
    if (away && !from_outside && !to_outside) {
        set(run, "firms.receiver.park", "elsewhere");
    }
}

static void set_facts(running *run, bool renaming) {
    const cg_json *fact = run->facts != NULL ? run->facts->first : NULL;
    for (; fact != NULL; fact = fact->next) {
        bool of_exchange = strncmp(fact->key, "exchange.", strlen("exchange.")) == 0;
        if (!of_exchange && !is_standing(fact->key) && renames(fact->key) == renaming) {
            set_fact(run, fact);
        }
    }
}

/* What no fact can say (a quality, a limit) a case states as settings of the park. */
static void set_settings(running *run) {
    const cg_json *settings = cg_json_member(run->node, "settings");
    const cg_json *one = settings != NULL ? settings->first : NULL;
    for (; one != NULL; one = one->next) {
        if (one->type == CG_JSON_STRING) {
            /* It may name anything: a model, a parameter that nobody has met. */
            run->own_models = true;
            CG_PUSH(run->arena, &run->settings, one->text);
        }
    }
}

static cg_park_source source_of(const cg_case_source *source) {
    return (cg_park_source){.file = "case",
                            .bytes = park_of_facts,
                            .length = sizeof park_of_facts - 1,
                            .rules = cg_rules_name(source->rules),
                            .models_folder = source->models_folder,
                            .shelf = source->reader.shelf};
}

/* What most cases' parks know, read once: reading it is nearly all the work there is. */
static const cg_knowledge *read_knowledge(const cg_case_source *source) {
    const cg_park_source plain = source_of(source);
    cg_diagnostics unheard = {.arena = source->reader.arena};
    const cg_park *park = cg_park_read(source->reader.arena, &unheard, &plain);
    return park != NULL && unheard.errors == 0 ? park->knowledge : NULL;
}

/* The park of the case; NULL after saying why there is none. */
static const cg_park *make_park(running *run) {
    set_facts(run, false);
    set_standing(run);
    set_settings(run);
    set_facts(run, true);
    if (run->failed) {
        return NULL;
    }
    cg_park_source source = source_of(run->source);
    source.settings = run->settings.items;
    source.setting_count = run->settings.count;
    source.knowledge = run->own_models ? NULL : run->known;
    const cg_park *park = cg_park_read(run->arena, &run->heard, &source);
    return run->heard.errors == 0 ? park : NULL;
}

static void say_broken(running *run) {
    for (int i = 0; i < run->heard.items.count; i++) {
        const cg_diagnostic *one = &run->heard.items.items[i];
        if (one->severity == CG_ERROR) {
            const char *sentence = cg_diagnostic_sentence(run->arena, one, run->source->language);
            const char *at = one->place.path != NULL ? one->place.path : "";
            say(run, CG_MSG_CASE_BROKEN,
                cg_format(run->arena, "%s%s%s", at, at[0] != '\0' ? ": " : "", sentence), NULL);
        }
    }
}

/* The input of the output's own firm, or of the other one: cases may name both anew, and a park
 * keeps its firms by name. */
static int input_of(const cg_park *park, bool own) {
    for (int i = 0; i < park->inputs.count; i++) {
        if ((park->inputs.items[i].firm == park->outputs.items[OUTPUT].firm) == own) {
            return i;
        }
    }
    return CG_NONE;
}

static cg_exchange_case exchange_of(running *run, const cg_park *park) {
    const cg_json *mode = cg_json_member(run->facts, "exchange.mode");
    const cg_json *distance = cg_json_member(run->facts, "exchange.distance_km");
    bool direct = fact_is(run, "exchange.direct", !states_anything_of(run, "via."));
    int mode_index = mode == NULL ? CG_NONE : cg_map_find(park->knowledge->mode_ids, mode->text);
    if (mode != NULL && mode_index == CG_NONE) {
        cg_reader here = park->reader;
        here.diagnostics = &run->heard;
        cg_say_unknown_mode(&here, park->knowledge, mode);
    }
    return (cg_exchange_case){
        .park = park,
        .output = OUTPUT,
        .input = input_of(park, fact_is(run, "exchange.own_firm", false)),
        .via = direct ? CG_NONE : FACILITY,
        .pass_through = fact_is(run, "exchange.pass_through", false),
        .mode = mode_index,
        .distance_km = distance == NULL ? 0 : distance->number,
        .link = states_anything_of(run, "link.") ? LINK : CG_NONE,
    };
}

/* The words a case may use, and what the law answers. */
static const char *verdict_word(cg_verdict verdict) {
    switch (verdict) {
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

/* Whether the rule applies, as its predicate and its effect's family say. */
static const char *applies_word(const cg_law *law, const cg_exchange_case *exchange) {
    cg_json answer;
    bool licensed = false;
    const cg_asking ask = {exchange, law, &answer, NULL, CG_NONE, &licensed};
    const cg_asked asked = {cg_law_look_up, &ask, false};
    const cg_rule *rule = law->rules[0];
    cg_truth holds =
        rule->applies == NULL ? CG_TRUE : cg_predicate_holds(rule->applies, &asked, NULL);
    if (holds == CG_FALSE || law->scratch[0].ruling.kind == CG_RULING_NONE) {
        return "false";
    }
    return holds == CG_TRUE ? "true" : "\"unknown\"";
}

static void compare(running *run, const cg_law *law, const cg_exchange_case *exchange) {
    const char *expected = cg_json_member_text(run->node, "verdict");
    const cg_json *applies = cg_json_member(run->node, "applies");
    const char *found = verdict_word(cg_law_ask(law, exchange).verdict);
    if (expected != NULL && strcmp(found, expected) != 0) {
        say(run, CG_MSG_CASE_VERDICT, found, expected);
    }
    const char *truth = applies_word(law, exchange);
    const char *stated = applies != NULL ? cg_json_canonical(run->arena, applies) : truth;
    if (strcmp(truth, stated) != 0) {
        say(run, CG_MSG_CASE_APPLIES, truth, stated);
    }
}

/* The law that is the rule alone: under its own reading, on a day on which it is in force. */
static void ask_law(running *run, const cg_park *park) {
    cg_reader reader = park->reader;
    reader.arena = run->arena;
    reader.diagnostics = &run->heard;
    reader.lenient_rates = true;
    reader.file = run->rule->file;
    cg_rule rule = *run->rule;
    cg_rules rules = *run->source->rules;
    const cg_rule *alone = &rule;
    cg_ruled scratch = {0};
    /* Both hold indices of what this park knows. */
    cg_effect_of(rule.effect_kind)->read(&reader, park, &rule);
    rules.effluent = cg_effluent_read(&reader, park->knowledge, &rules);
    rule.question = CG_NONE;
    const char *day = rule.from != NULL ? rule.from : rule.to != NULL ? rule.to : park->date;
    const cg_law law = {
        .pack = &rules, .rules = &alone, .rule_count = 1, .scratch = &scratch, .date = day};
    cg_exchange_case exchange = exchange_of(run, park);
    if (run->heard.errors == 0) {
        compare(run, &law, &exchange);
    }
}

/* True where the case comes out as its pack says. */
static bool passes(running *run) {
    const cg_park *park = make_park(run);
    if (park != NULL) {
        ask_law(run, park);
    }
    if (run->heard.errors > 0) {
        say_broken(run);
    }
    return !run->failed;
}

cg_case_results cg_rule_cases_run(const cg_case_source *source) {
    cg_case_results results = {0};
    cg_arena *work = cg_arena_within(source->reader.arena);
    const cg_knowledge *known = read_knowledge(source);
    for (int r = 0; r < source->rules->items.count; r++) {
        const cg_rule *rule = &source->rules->items.items[r];
        const cg_json *one = rule->cases != NULL ? rule->cases->first : NULL;
        for (; one != NULL; one = one->next) {
            running run = {.source = source, .arena = work, .heard = {.arena = work}};
            run.rule = rule;
            run.node = one;
            run.known = known;
            run.facts = cg_json_member(one, "facts");
            results.run++;
            results.passed += passes(&run) ? 1 : 0;
            cg_arena_empty(work);
        }
    }
    return results;
}
