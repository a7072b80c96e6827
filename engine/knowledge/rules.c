/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads rule packs: who says what since when, to whom it applies and what it does. */
#include "knowledge/rules.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>

static const char rules_format[] = "congsinh-rules/1";

/* What reading one pack needs. */
typedef struct rule_source {
    cg_reader reader; /* of the file at hand */
    const cg_knowledge *knowledge;
    cg_rules *rules;
    cg_map *ids;
    cg_place asked; /* where the pack is named */
} rule_source;

static const char *const effect_ids[] = {
#define CG_EFFECT(id) #id,
#include "effects.def"
#undef CG_EFFECT
    NULL};

static bool ends_in(const char *text, const char *ending) {
    size_t length = strlen(text), tail = strlen(ending);
    return length >= tail && strcmp(text + length - tail, ending) == 0;
}

static int number_at(const char *text, int digits) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool cg_date_is_valid(const char *text) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-') {
        return false;
    }
    int year = number_at(text, 4), month = number_at(text + 5, 2), day = number_at(text + 8, 2);
    if (year < 1 || month < 1 || month > 12 || day < 1) {
        return false;
    }
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= days[month - 1] + (month == 2 && leap ? 1 : 0);
}

static const char *read_date(const cg_reader *reader, const cg_json *object, const char *key) {
    const char *date = cg_reader_text(reader, object, key, NULL);
    if (date == NULL || cg_date_is_valid(date)) {
        return date;
    }
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, cg_json_member(object, key)),
           CG_MSG_DATE_FORM, date, NULL);
    return NULL;
}

/* The kind of a rule's effect; false after reporting. */
static bool read_effect(const rule_source *source, const cg_json *entry, cg_rule *rule) {
    const cg_reader *reader = &source->reader;
    rule->effect = cg_json_member(entry, "effect");
    if (rule->effect == NULL) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry), CG_MSG_ENTRY_WITHOUT,
               "effect", NULL);
        return false;
    }
    if (!cg_reader_is(reader, rule->effect, CG_JSON_OBJECT)) {
        return false;
    }
    const char *kind = cg_reader_text(reader, rule->effect, "kind", "");
    for (int i = 0; effect_ids[i] != NULL; i++) {
        if (strcmp(effect_ids[i], kind) == 0) {
            rule->effect_kind = (cg_effect_kind)i;
            return true;
        }
    }
    const char *nearest = cg_nearest(effect_ids, kind);
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, rule->effect),
           nearest != NULL ? CG_MSG_EFFECT_UNKNOWN_NEAREST : CG_MSG_EFFECT_UNKNOWN, kind, nearest,
           NULL);
    return false;
}

/* A rule's own cases: facts by name, whether it applies, and the verdict to come to. */
static void check_cases(const rule_source *source, const cg_json *cases) {
    static const char *const known[] = {"title", "facts", "applies", "verdict", NULL};
    const cg_reader *reader = &source->reader;
    if (cases == NULL || !cg_reader_is(reader, cases, CG_JSON_ARRAY)) {
        return;
    }
    for (const cg_json *one = cases->first; one != NULL; one = one->next) {
        cg_reader_check_keys(reader, one, known);
        const cg_json *facts = cg_json_member(one, "facts");
        if (facts != NULL) {
            cg_facts_check(reader, source->knowledge, facts);
        }
        cg_reader_words(reader, cg_json_member(one, "title"));
        cg_reader_text(reader, one, "verdict", NULL);
    }
}

static void read_rule(rule_source *source, const cg_json *entry) {
    static const char *const known[] = {
        "id",         "title", "message",         "instrument", "clause", "source", "year", "from",
        "confidence", "to",    "gazette_checked", "applies",    "effect", "cases",  NULL};
    const cg_reader *reader = &source->reader;
    if (!cg_reader_is(reader, entry, CG_JSON_OBJECT)) {
        return;
    }
    cg_reader_check_keys(reader, entry, known);
    cg_rule rule = {.id = cg_reader_text(reader, entry, "id", NULL),
                    .title = cg_reader_words(reader, cg_json_member(entry, "title")),
                    .message = cg_reader_words(reader, cg_json_member(entry, "message")),
                    .instrument = cg_reader_words(reader, cg_json_member(entry, "instrument")),
                    .clause = cg_reader_words(reader, cg_json_member(entry, "clause")),
                    .source = cg_reader_words(reader, cg_json_member(entry, "source")),
                    .from = read_date(reader, entry, "from"),
                    .to = read_date(reader, entry, "to"),
                    .confidence = cg_reader_text(reader, entry, "confidence", "uncertain"),
                    .gazette_checked = cg_reader_truth(reader, entry, "gazette_checked", false),
                    .applies = cg_json_member(entry, "applies"),
                    .cases = cg_json_member(entry, "cases"),
                    .file = reader->file,
                    .line = entry->line};
    if (rule.id == NULL || rule.id[0] == '\0') {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry), CG_MSG_ENTRY_WITHOUT,
               "id", NULL);
        return;
    }
    if (rule.from != NULL && rule.to != NULL && strcmp(rule.from, rule.to) > 0) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry), CG_MSG_DATES_REVERSED,
               rule.from, rule.to, NULL);
    }
    if (rule.applies != NULL) {
        cg_predicate_check(reader, source->knowledge, rule.applies);
    }
    check_cases(source, rule.cases);
    if (!cg_map_add(source->ids, rule.id, source->rules->items.count)) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry), CG_MSG_ENTRY_TWICE,
               rule.id, source->rules->items.items[cg_map_find(source->ids, rule.id)].file, NULL);
        return;
    }
    if (read_effect(source, entry, &rule)) {
        CG_PUSH(reader->arena, &source->rules->items, rule);
    }
}

/* What a pack says about itself; `attributes` were taken by the knowledge reader. */
static void read_head(rule_source *source, const cg_json *root) {
    static const char *const source_keys[] = {"id",   "title",      "from",   "to",
                                              "read", "confidence", "status", NULL};
    const cg_reader *reader = &source->reader;
    if (cg_json_member(root, "title") != NULL) {
        source->rules->title = cg_reader_words(reader, cg_json_member(root, "title"));
    }
    const char *checked_to = read_date(reader, root, "checked_to");
    source->rules->checked_to = checked_to != NULL ? checked_to : source->rules->checked_to;
    const cg_json *sources = cg_json_member(root, "sources");
    if (sources == NULL || !cg_reader_is(reader, sources, CG_JSON_ARRAY)) {
        return;
    }
    for (const cg_json *one = sources->first; one != NULL; one = one->next) {
        cg_reader_check_keys(reader, one, source_keys);
        read_date(reader, one, "from");
        read_date(reader, one, "to");
    }
}

static bool read_file(rule_source *source, const char *file) {
    static const char *const known[] = {"format", "id",         "title",   "country", "checked_to",
                                        "note",   "attributes", "sources", "rules",   NULL};
    cg_json *root = cg_json_read_file(source->reader.arena, source->reader.diagnostics, file);
    source->reader.file = file;
    const cg_reader *reader = &source->reader;
    if (root == NULL || !cg_reader_is(reader, root, CG_JSON_OBJECT)) {
        return false;
    }
    const char *format = cg_json_member_text(root, "format");
    if (format == NULL || strcmp(format, rules_format) != 0) {
        const cg_json *member = cg_json_member(root, "format");
        cg_say(reader->diagnostics, CG_ERROR,
               cg_reader_place(reader, member != NULL ? member : root), CG_MSG_PACK_FORMAT,
               format != NULL ? format : "", rules_format, NULL);
        return false;
    }
    cg_reader_check_keys(reader, root, known);
    read_head(source, root);
    const cg_json *list = cg_json_member(root, "rules");
    if (list != NULL && cg_reader_is(reader, list, CG_JSON_ARRAY)) {
        for (const cg_json *entry = list->first; entry != NULL; entry = entry->next) {
            read_rule(source, entry);
        }
    }
    return true;
}

static int by_id(const void *left, const void *right) {
    const cg_rule *a = left, *b = right;
    return strcmp(a->id, b->id);
}

const char **cg_rules_list(cg_arena *arena, const char *models_folder, int *count) {
    *count = 0;
    const char **folders =
        models_folder != NULL
            ? cg_folder_list(arena, cg_format(arena, "%s/rules", models_folder), "/", count)
            : NULL;
    const char **names = CG_ARRAY(arena, const char *, *count + 1);
    for (int i = 0; i < *count; i++) {
        names[i] = cg_copy(arena, folders[i], strcspn(folders[i], "/"));
    }
    return names;
}

static bool say_unknown_pack(const rule_source *source, const char *const *packs,
                             const char *name) {
    const char *nearest = cg_nearest(packs, name);
    cg_say(source->reader.diagnostics, CG_ERROR, source->asked,
           nearest != NULL ? CG_MSG_RULES_UNKNOWN_NEAREST : CG_MSG_RULES_UNKNOWN, name, nearest,
           NULL);
    return false;
}

static bool read_folder(rule_source *source, const char *models_folder, const char *name) {
    cg_arena *arena = source->reader.arena;
    int count;
    const char **packs = cg_rules_list(arena, models_folder, &count);
    bool found = false;
    for (int i = 0; i < count && !found; i++) {
        found = strcmp(packs[i], name) == 0;
    }
    if (!found) {
        return say_unknown_pack(source, packs, name);
    }
    const char *folder = cg_format(arena, "%s/rules/%s", models_folder, name);
    const char **files = cg_folder_list(arena, folder, ".json", &count);
    bool good = true;
    for (int i = 0; i < count; i++) {
        good = read_file(source, cg_format(arena, "%s/%s", folder, files[i])) && good;
    }
    source->rules->pack = cg_format(arena, "rules/%s", name);
    return good;
}

cg_rules *cg_rules_read(const cg_reader *reader, const cg_knowledge *knowledge,
                        const char *models_folder, const char *name, cg_place asked) {
    cg_rules *rules = CG_NEW(reader->arena, cg_rules);
    if (name == NULL || strcmp(name, "none") == 0) {
        return rules;
    }
    rule_source source = {.reader = *reader,
                          .knowledge = knowledge,
                          .rules = rules,
                          .ids = cg_map_new(reader->arena),
                          .asked = asked};
    source.reader.lenient_rates = true;
    bool is_file = ends_in(name, ".json");
    rules->pack = is_file ? name : NULL;
    if (!(is_file ? read_file(&source, name) : read_folder(&source, models_folder, name))) {
        return NULL;
    }
    if (rules->items.count > 1) {
        qsort(rules->items.items, (size_t)rules->items.count, sizeof *rules->items.items, by_id);
    }
    return rules;
}

bool cg_rule_in_force(const cg_rule *rule, const char *date) {
    /* ISO dates compare as text. */
    return (rule->from == NULL || strcmp(rule->from, date) <= 0) &&
           (rule->to == NULL || strcmp(date, rule->to) <= 0);
}
