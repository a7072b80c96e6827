/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slips in rule packs: every key of every shipped pack is given another type, left out, or gets a
 * neighbour that nobody knows; a pack with such a slip is refused, at its place. */
#include "base/file.h"
#include "effect.h"
#include "effluent.h"
#include "park_sample.h"
#include "reading.h"

#include <unistd.h>

/* Of each key, the first that stands in a pack: what holds of it holds of all. */
enum { EACH = 1 };

typedef struct slips {
    scratch *s;
    reading r;
    const char *models;
    char file[64];
    cg_json *root;       /* the pack as one document */
    const cg_park *bare; /* a park that knows what the pack declares */
    cg_map *met;         /* key by its kind of place: how often */
    CG_VECTOR(int) times;
    cg_arena *work;
    int refused;
} slips;

/* --- the pack as one document ---------------------------------------------------------------- */

static void add_file(slips *t, const char *path) {
    const cg_json *root = cg_json_read_file(t->s->arena, &t->s->diagnostics, path);
    cr_assert_not_null(root, "%s", path);
    for (const cg_json *member = root->first; member != NULL; member = member->next) {
        cg_json *here = cg_json_member(t->root, member->key);
        if (here == NULL) {
            cg_json_append(t->root, cg_json_copy(t->s->arena, member));
            continue;
        }
        for (const cg_json *one = member->first; one != NULL; one = one->next) {
            cg_json_append(here, cg_json_copy(t->s->arena, one));
        }
    }
}

static void gather(slips *t, const char *pack) {
    const char *folder = cg_format(t->s->arena, "%s/rules/%s", t->models, pack);
    int count = 0;
    const char **files = cg_folder_list(t->s->arena, folder, ".json", &count);
    t->root = CG_NEW(t->s->arena, cg_json);
    t->root->type = CG_JSON_OBJECT;
    add_file(t, cg_format(t->s->arena, "%s/pack.json", folder));
    for (int i = 0; i < count; i++) {
        if (strcmp(files[i], "pack.json") != 0) {
            add_file(t, cg_format(t->s->arena, "%s/%s", folder, files[i]));
        }
    }
}

/* --- reading it ------------------------------------------------------------------------------ */

static void write_pack(slips *t) {
    /* Not by cg_file_write, which waits for the disk. */
    const char *text = cg_json_canonical(t->work, t->root);
    FILE *file = fopen(t->file, "w");
    cr_assert_not_null(file);
    cr_assert_geq(fputs(text, file), 0);
    cr_assert_eq(fclose(file), 0);
}

static const cg_park *read_bare(slips *t, cg_arena *arena, cg_diagnostics *diagnostics) {
    static const char bare[] =
        "{\"format\": \"congsinh-park/1\", \"firms\": [],"
        " \"park\": {\"id\": \"none\", \"year\": 2026, \"currency\": \"VND\"}}";
    const cg_park_source source = {.file = "bare",
                                   .bytes = bare,
                                   .length = sizeof bare - 1,
                                   .rules = t->file,
                                   .models_folder = t->models};
    return cg_park_read(arena, diagnostics, &source);
}

/* Reads the pack as it now is; what it declares, only where that may have changed. */
static void read_pack(slips *t, bool declares, cg_diagnostics *heard) {
    write_pack(t);
    const cg_park *park = declares ? read_bare(t, t->work, heard) : t->bare;
    cg_reader reader = park->reader;
    reader.arena = t->work;
    reader.diagnostics = heard;
    reader.lenient_rates = true;
    cg_rules *rules = cg_rules_read(&reader, park->knowledge, NULL, t->file, (cg_place){0});
    for (int r = 0; rules != NULL && r < rules->items.count; r++) {
        cg_rule *rule = &rules->items.items[r];
        reader.file = rule->file;
        cg_effect_of(rule->effect_kind)->read(&reader, park, rule);
    }
    if (rules != NULL) {
        cg_effluent_read(&reader, park->knowledge, rules);
    }
}

/* --- slips ----------------------------------------------------------------------------------- */

/* What kind of place a node stands in: its path without the names that are data. */
static const char *kind_of(cg_arena *arena, const cg_json *node) {
    if (node->parent == NULL) {
        return "PACK";
    }
    const char *above = kind_of(arena, node->parent);
    const char *name = node->key == NULL                ? "*"
                       : strchr(node->key, '.') != NULL ? "NAME"
                                                        : node->key;
    bool limits =
        node->key != NULL && node->parent->key != NULL && strcmp(node->parent->key, "limits") == 0;
    if (node->key != NULL && strcmp(node->key, "effect") == 0) {
        const char *kind = cg_json_member_text(node, "kind");
        name = cg_format(arena, "effect(%s)", kind != NULL ? kind : "?");
    }
    return cg_format(arena, "%s.%s", above, limits ? "PARAMETER" : name);
}

/* What is no slip, and why. A place is named by its end; "absent" is a key left out, other slips
 * are what stands there instead; NULL: whatever it is. */
typedef struct place_and_slip {
    const char *place, *slip;
} place_and_slip;

static const place_and_slip allowed[] = {
    /* For people; nothing reads it. */
    {".*.note", NULL},
    {"PACK.note", "absent"},
    /* One language serves both. */
    {".vi", "absent"},
    {".en", "absent"},
    /* Any text is one: names, sentences, what a park states of itself, a kind of facility. */
    {".id", "\"qqqq\""},
    {".vi", "\"qqqq\""},
    {".en", "\"qqqq\""},
    {".source", "\"qqqq\""},
    {".country", "\"qqqq\""},
    {".via", "\"qqqq\""},
    {".NAME", "\"qqqq\""},
    {".NAME.in.*", "\"qqqq\""},
    {".NAME.has", "\"qqqq\""},
    /* A list that a park states may hold texts, numbers and truths. */
    {".NAME.*", "\"qqqq\""},
    {".NAME.*", "7.5"},
    {".NAME.*", "true"},
    {".NAME.has", "7.5"},
    {".NAME.has", "true"},
    /* Asks for a value instead of comparing it; one number in place of a range or a text. */
    {".NAME", "7.5"},
    {".rate", "7.5"},
    {".cost", "7.5"},
    {".months", "7.5"},
    {".limits.*.A", "7.5"},
    {".limits.*.B", "7.5"},
    /* Not known, or open. */
    {".year", "absent"},
    {".confidence", "absent"},
    {".source", "absent"},
    {".from", "absent"},
    {".to", "absent"},
    {".status", "absent"},
    {".read", "absent"},
    {".gazette_checked", "absent"},
    {".checked_to", "absent"},
    {".covers_from", "absent"},
    {".cost", "absent"},
    {".months", "absent"},
    {".authority", "absent"},
    /* Whoever reads it sees the id. */
    {".title", "absent"},
    {"PACK.id", "absent"},
    {".attributes.*.name", "absent"},
    /* What silence means is in docs/rules.md: everything, or the usual. */
    {".applies", "absent"},
    {".NAME", "absent"},
    {".open", "absent"},
    {".type", "absent"},
    {".on", "absent"},
    {".per", "absent"},
    {".scaled", "absent"},
    {".fresh_only", "absent"},
    {".country", "absent"},
    /* A pack, a rule or a case may hold less; a standard may know no factors. */
    {".attributes", "absent"},
    {".attributes", "[]"},
    {".effluent_standards", "absent"},
    {".effluent_standards", "[]"},
    {".flow_factors", "absent"},
    {".flow_factors", "[]"},
    {".river_factors", "absent"},
    {".river_factors", "[]"},
    {".lake_factors", "absent"},
    {".lake_factors", "[]"},
    {".facts", "absent"},
    {".facts", "{}"},
    {".settings", "absent"},
    {".settings", "[]"},
    {".cases", "absent"},
    {".cases", "[]"},
    {".rules", "absent"},
    {".rules", "[]"},
};
/* Places of which the other end is said: what is cited, or what cites it. */
static const char *const referred[] = {".cites", ".cites.*", ".clauses", ".questions.*.id",
                                       ".readings.*.id"};

static bool ends_in(const char *text, const char *ending) {
    size_t length = strlen(text), tail = strlen(ending);
    return length >= tail && strcmp(text + length - tail, ending) == 0;
}

static bool is_allowed(const char *kind, const char *what) {
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) {
        const char *slip = allowed[i].slip;
        bool fits = slip == NULL || strcmp(what, slip) == 0;
        if (fits && ends_in(kind, allowed[i].place)) {
            return true;
        }
    }
    return false;
}

/* True where something was said at the node, beside it or below. */
static bool is_said_there(slips *t, const cg_diagnostics *heard, const cg_json *node) {
    const cg_json *above = node->parent != NULL ? node->parent : node;
    const char *path = above->parent != NULL ? cg_json_path(t->work, above) : "";
    for (int i = 0; i < heard->items.count; i++) {
        const cg_place *place = &heard->items.items[i].place;
        const char *at = place->path != NULL ? place->path : ""; /* the whole document */
        if (place->file != NULL && strcmp(place->file, t->file) == 0 && place->line > 0 &&
            strncmp(at, path, strlen(path)) == 0) {
            return true;
        }
    }
    return false;
}

/* "MONTHS_FORM at rules.A.effect.months; ..." */
static const char *said(slips *t, const cg_diagnostics *heard) {
    cg_text text = cg_text_start(t->work);
    for (int i = 0; i < heard->items.count; i++) {
        const cg_diagnostic *one = &heard->items.items[i];
        const char *path = one->place.path != NULL ? one->place.path : "";
        if (one->severity == CG_ERROR) {
            cg_text_addf(&text, "%s%s at %s", text.length > 0 ? "; " : "",
                         cg_message_name(one->message), path);
        }
    }
    return text.bytes;
}

static void expect_refused(slips *t, const cg_json *node, const char *kind, const char *what) {
    if (is_allowed(kind, what)) {
        return;
    }
    cg_diagnostics heard = {.arena = t->work};
    read_pack(t, strncmp(kind, "PACK.attributes", 15) == 0, &heard);
    if (heard.errors == 0) {
        cr_expect(false, "%s: %s is accepted", kind, what);
        return;
    }
    bool elsewhere = !is_said_there(t, &heard, node);
    for (size_t i = 0; i < sizeof referred / sizeof *referred; i++) {
        elsewhere = elsewhere && !ends_in(kind, referred[i]);
    }
    if (elsewhere) {
        cr_expect(false, "%s: %s is said elsewhere: %s", kind, what, said(t, &heard));
        return;
    }
    t->refused++;
}

/* What may be said in one text or in one for each language. */
static bool is_words(const cg_json *node) {
    return node->type == CG_JSON_OBJECT && node->first != NULL &&
           (strcmp(node->first->key, "vi") == 0 || strcmp(node->first->key, "en") == 0);
}

static void try_types(slips *t, cg_json *node, const char *kind) {
    static const char *const others[] = {"null", "true", "7.5", "\"qqqq\"", "[]", "{}"};
    const cg_json before = *node;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        const cg_json *other = reading_json(&t->r, others[i]);
        bool same = other->type == before.type && other->type != CG_JSON_STRING &&
                    (other->type < CG_JSON_ARRAY || before.first == NULL);
        if (same || (other->type == CG_JSON_STRING && is_words(&before))) {
            continue;
        }
        node->type = other->type;
        node->truth = other->truth;
        node->number = other->number;
        node->text = other->text;
        node->first = node->last = NULL;
        node->count = 0;
        expect_refused(t, node, kind, others[i]);
        *node = before;
        cg_arena_empty(t->work);
    }
}

static void try_absence(slips *t, cg_json *node, const char *kind) {
    cg_json *parent = node->parent;
    cg_json *list = cg_json_copy(t->s->arena, parent);
    cg_json before = *parent;
    cg_json *copy = list->first;
    for (int i = 0; i < node->index; i++) {
        copy = copy->next;
    }
    cg_json_remove(copy);
    parent->first = list->first;
    parent->last = list->last;
    parent->count = list->count;
    expect_refused(t, parent, kind, "absent");
    *parent = before;
    cg_arena_empty(t->work);
}

static void try_neighbour(slips *t, cg_json *node, const char *kind) {
    cg_json *member = CG_NEW(t->s->arena, cg_json);
    member->type = CG_JSON_NUMBER;
    member->key = "zzzz";
    cg_json_append(node, member);
    expect_refused(t, node, kind, "neighbour");
    cg_json_remove(member);
    cg_arena_empty(t->work);
}

static void try_node(slips *t, cg_json *node) {
    const char *kind = kind_of(t->s->arena, node);
    int index = cg_map_find(t->met, kind);
    if (index == CG_NONE) {
        index = t->times.count;
        cg_map_add(t->met, kind, index);
        CG_PUSH(t->s->arena, &t->times, 0);
    }
    for (cg_json *child = node->first; child != NULL; child = child->next) {
        try_node(t, child);
    }
    if (node->parent == NULL || t->times.items[index]++ >= EACH) {
        return;
    }
    try_types(t, node, kind);
    if (node->key != NULL) { /* a list may always hold one less */
        try_absence(t, node, kind);
    }
    if (node->type == CG_JSON_OBJECT) {
        try_neighbour(t, node, kind);
    }
}

/* A file of its own for what is tried. */
static void start(slips *t, scratch *s) {
    *t = (slips){.s = s, .file = "/tmp/congsinh_slips_XXXXXX.json"};
    reading_start(&t->r, s);
    t->models = reading_models(&t->r);
    int handle = mkstemps(t->file, 5);
    cr_assert(handle >= 0);
    close(handle);
    t->met = cg_map_new(s->arena);
    t->work = cg_arena_within(s->arena);
}

static void try_pack(scratch *s, const char *pack) {
    slips t;
    start(&t, s);
    gather(&t, pack);
    write_pack(&t);
    t.bare = read_bare(&t, s->arena, &s->diagnostics);
    cg_diagnostics heard = {.arena = s->arena};
    read_pack(&t, true, &heard);
    cr_assert_eq(heard.errors, 0, "%s: %s", pack, said(&t, &heard));
    try_node(&t, t.root);
    unlink(t.file);
    cr_expect_gt(t.refused, 40, "%s: %d", pack, t.refused);
}

Test(pack_slips, are_refused, .timeout = 300) {
    SCRATCH_START(s);
    reading r;
    reading_start(&r, &s);
    int packs = 0;
    const char **names = reading_packs(&r, &packs);
    for (int p = 0; p < packs; p++) {
        try_pack(&s, names[p]);
    }
    SCRATCH_END(s);
}

/* --- slips of value, which no change of type shows -------------------------------------------- */

#define HEAD "\"id\": \"A\", \"message\": \"m\", \"instrument\": \"i\", \"clause\": \"c\", "
#define RULE(inside) HEAD "\"title\": \"t\", " inside
#define EFFECT(inside) RULE("\"effect\": {" inside "}")
#define CASE(inside) RULE("\"effect\": {\"kind\": \"forbid\"}, \"cases\": [{" inside "}]")

static const struct {
    const char *rule, *said;
} values[] = {
    {HEAD "\"title\": {}, \"effect\": {\"kind\": \"forbid\"}", "WORDS_EXPECTED at rules.A.title"},
    {HEAD "\"title\": {\"fr\": \"t\"}, \"effect\": {\"kind\": \"forbid\"}",
     "UNKNOWN_KEY at rules.A.title.fr"},
    {HEAD "\"title\": \"\", \"effect\": {\"kind\": \"forbid\"}", "RULE_WITHOUT at rules.A"},
    {EFFECT("\"kind\": \"limit\", \"what\": \"share\", \"at_most\": 1"), ""},
    {EFFECT("\"kind\": \"limit\", \"what\": \"share\", \"at_most\": 1.5"),
     "LIMIT_SHARE_OVER_ALL at rules.A.effect.at_most"},
    {EFFECT("\"kind\": \"limit\", \"what\": \"share\", \"at_most\": 0.5, \"per\": \"park\""),
     "LIMIT_KEY_IDLE at rules.A.effect.per"},
    {EFFECT("\"kind\": \"limit\", \"what\": \"concentration\", \"limits\": {}"),
     "EFFECT_WITHOUT at rules.A.effect"},
    {EFFECT("\"kind\": \"limit\", \"what\": \"quantity\", \"family\": \"water\", \"at_most\": 5, "
            "\"attribute\": \"receiver.hazardous_permit_quantity\""),
     "LIMIT_TWO_MEASURES at rules.A.effect.attribute"},
    {EFFECT("\"kind\": \"permit\", \"name\": \"n\", \"months\": [3, 9]"), ""},
    {EFFECT("\"kind\": \"permit\", \"name\": \"n\", \"months\": [9, 3]"),
     "MONTHS_REVERSED at rules.A.effect.months"},
    {EFFECT("\"kind\": \"permit\", \"name\": \"n\", \"months\": [1, 2, 3]"),
     "MONTHS_FORM at rules.A.effect.months"},
    {EFFECT("\"kind\": \"route\", \"via\": \"\""), "EFFECT_WITHOUT_VIA at rules.A.effect"},
    {RULE("\"confidence\": \"sure\", \"effect\": {\"kind\": \"forbid\"}"),
     "VALUE_CONFIDENCE at rules.A.confidence"},
    {CASE("\"applies\": \"perhaps\", \"verdict\": \"allowed\""),
     "CASE_APPLIES_FORM at rules.A.cases.0.applies"},
    {CASE("\"verdict\": \"alowed\""), "CHOICE_UNKNOWN at rules.A.cases.0.verdict"},
    {CASE("\"verdict\": \"allowed\", \"settings\": [\"park.year\"]"),
     "CASE_SETTING_FORM at rules.A.cases.0.settings.0"},
    {CASE("\"verdict\": \"allowed\", \"facts\": {\"output.quantity\": {\"at_least\": 5}}"),
     "FACT_COMPARES at rules.A.cases.0.facts.output.quantity"},
    {CASE("\"verdict\": \"allowed\", \"facts\": {\"sender.licences\": [null]}"),
     "FACT_ITEM at rules.A.cases.0.facts.sender.licences.0"},
    /* Every problem is said, not the first. */
    {CASE("\"applies\": 1, \"settings\": 2, \"verdict\": 3, \"facts\": {\"output.quantity\": 4}"),
     "CASE_APPLIES_FORM at rules.A.cases.0.applies; LIST_EXPECTED at rules.A.cases.0.settings; "
     "TEXT_EXPECTED at rules.A.cases.0.verdict"},
};

Test(pack_slips, of_value_are_refused) {
    SCRATCH_START(s);
    slips t;
    start(&t, &s);
    t.root = reading_json(&t.r, "{\"format\": \"congsinh-rules/1\"}");
    write_pack(&t);
    t.bare = read_bare(&t, s.arena, &s.diagnostics);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        t.root = reading_json(
            &t.r, cg_format(s.arena, "{\"format\": \"congsinh-rules/1\", \"rules\": [{%s}]}",
                            values[i].rule));
        cg_diagnostics heard = {.arena = s.arena};
        read_pack(&t, false, &heard);
        cr_expect_str_eq(said(&t, &heard), values[i].said, "%s says: %s", values[i].rule,
                         said(&t, &heard));
    }
    unlink(t.file);
    SCRATCH_END(s);
}
