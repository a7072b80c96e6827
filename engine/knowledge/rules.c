/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads rule packs: who says what since when, to whom it applies and what it does. */
#include "knowledge/rules_read.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>

static const char rules_format[] = "congsinh-rules/1";

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

const char *cg_rules_name(const cg_rules *rules) {
    static const char folder[] = "rules/";
    const char *pack = rules->pack == NULL ? "none" : rules->pack;
    return pack + (strncmp(pack, folder, sizeof folder - 1) == 0 ? sizeof folder - 1 : 0);
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

/* The kind of a rule's effect; false after reporting. */
static bool read_effect(const cg_rule_source *source, const cg_json *entry, cg_rule *rule) {
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
static void check_cases(const cg_rule_source *source, const cg_json *cases) {
    static const char *const known[] = {"title", "facts", "settings", "applies", "verdict", NULL};
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

/* Versions of a rule share its id and stand apart in time or reading. */
static bool is_double(const cg_rule_source *source, const cg_json *entry, const cg_rule *rule) {
    const cg_reader *reader = &source->reader;
    for (int i = 0; i < source->rules->items.count; i++) {
        const cg_rule *other = &source->rules->items.items[i];
        if (strcmp(other->id, rule->id) == 0 && cg_rules_overlap(other, rule)) {
            cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry), CG_MSG_RULE_TWICE,
                   rule->id, other->file, NULL);
            return true;
        }
    }
    return false;
}

/* Without its instrument and clause nobody can look a rule up. */
static void check_clause(const cg_reader *reader, const cg_json *entry, const cg_rule *rule) {
    static const char *const needed[] = {"title", "message", "instrument", "clause"};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        if (cg_json_member(entry, needed[i]) == NULL) {
            cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry),
                   CG_MSG_RULE_WITHOUT, rule->id, needed[i], NULL);
        }
    }
}

static void read_rule(cg_rule_source *source, const cg_json *entry) {
    static const char *const known[] = {
        "id",       "title",   "message", "instrument", "clause",          "source",
        "year",     "from",    "to",      "cites",      "gazette_checked", "confidence",
        "question", "reading", "cases",   "applies",    "effect",          NULL};
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
                    .confidence = cg_reader_text(reader, entry, "confidence", "uncertain"),
                    .gazette_checked = cg_reader_truth(reader, entry, "gazette_checked", false),
                    .applies = cg_json_member(entry, "applies"),
                    .cases = cg_json_member(entry, "cases"),
                    .cites = cg_json_member(entry, "cites"),
                    .file = reader->file,
                    .line = entry->line};
    if (rule.id == NULL || rule.id[0] == '\0') {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry), CG_MSG_ENTRY_WITHOUT,
               "id", NULL);
        return;
    }
    check_clause(reader, entry, &rule);
    cg_rules_days(reader, entry, &rule.from, &rule.to);
    cg_rules_reading_of(source, entry, &rule.question, &rule.reading);
    if (rule.cites != NULL && !cg_reader_is(reader, rule.cites, CG_JSON_ARRAY)) {
        rule.cites = NULL;
    }
    if (rule.applies != NULL) {
        cg_predicate_check(reader, source->knowledge, rule.applies);
    }
    check_cases(source, rule.cases);
    bool has_effect = read_effect(source, entry, &rule);
    if (!is_double(source, entry, &rule) && has_effect) {
        CG_PUSH(reader->arena, &source->rules->items, rule);
    }
}

/* A file's document, if it is a rule pack's; NULL after reporting. */
static const cg_json *open_file(cg_rule_source *source, const char *file) {
    static const char *const known[] = {"format",
                                        "id",
                                        "title",
                                        "country",
                                        "checked_to",
                                        "covers_from",
                                        "note",
                                        "attributes",
                                        "sources",
                                        "questions",
                                        "authorities",
                                        "rules",
                                        "effluent_standards",
                                        NULL};
    const cg_json *root = cg_json_shelf_read(source->reader.shelf, source->reader.arena,
                                             source->reader.diagnostics, file);
    source->reader.file = file;
    const cg_reader *reader = &source->reader;
    if (root == NULL || !cg_reader_is(reader, root, CG_JSON_OBJECT)) {
        return NULL;
    }
    const char *format = cg_json_member_text(root, "format");
    if (format == NULL || strcmp(format, rules_format) != 0) {
        const cg_json *member = cg_json_member(root, "format");
        cg_say(reader->diagnostics, CG_ERROR,
               cg_reader_place(reader, member != NULL ? member : root), CG_MSG_PACK_FORMAT,
               format != NULL ? format : "", rules_format, NULL);
        return NULL;
    }
    cg_reader_check_keys(reader, root, known);
    cg_reader_text(reader, root, "id", NULL);
    return root;
}

static void read_rules(cg_rule_source *source, const cg_json *root) {
    const cg_json *list = cg_json_member(root, "rules");
    if (list == NULL || !cg_reader_is(&source->reader, list, CG_JSON_ARRAY)) {
        return;
    }
    for (const cg_json *entry = list->first; entry != NULL; entry = entry->next) {
        read_rule(source, entry);
    }
}

/* What all files say about the pack, then their rules, which may name any of it. */
static bool read_files(cg_rule_source *source, const char *const *files, int count) {
    const cg_json **roots = CG_ARRAY(source->reader.arena, const cg_json *, count + 1);
    bool good = true;
    for (int i = 0; i < count; i++) {
        roots[i] = open_file(source, files[i]);
        good = good && roots[i] != NULL;
        if (roots[i] != NULL) {
            cg_rules_read_head(source, roots[i]);
        }
    }
    for (int i = 0; i < count; i++) {
        source->reader.file = files[i];
        if (roots[i] != NULL) {
            read_rules(source, roots[i]);
        }
    }
    cg_rules_check_clauses(source);
    cg_rules_check_authorities(source);
    cg_rules_check_routes(source);
    return good;
}

static int by_id(const void *left, const void *right) {
    const cg_rule *a = left, *b = right;
    int order = strcmp(a->id, b->id);
    if (order == 0) {
        order = strcmp(a->from != NULL ? a->from : "", b->from != NULL ? b->from : "");
    }
    return order != 0 ? order : a->reading - b->reading;
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

static bool say_unknown_pack(const cg_rule_source *source, const char *const *packs,
                             const char *name) {
    const char *nearest = cg_nearest(packs, name);
    cg_say(source->reader.diagnostics, CG_ERROR, source->asked,
           nearest != NULL ? CG_MSG_RULES_UNKNOWN_NEAREST : CG_MSG_RULES_UNKNOWN, name, nearest,
           NULL);
    return false;
}

static bool read_folder(cg_rule_source *source, const char *models_folder, const char *name) {
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
    for (int i = 0; i < count; i++) {
        files[i] = cg_format(arena, "%s/%s", folder, files[i]);
    }
    source->rules->pack = cg_format(arena, "rules/%s", name);
    return read_files(source, files, count);
}

cg_rules *cg_rules_read(const cg_reader *reader, const cg_knowledge *knowledge,
                        const char *models_folder, const char *name, cg_place asked) {
    cg_rules *rules = CG_NEW(reader->arena, cg_rules);
    if (name == NULL || strcmp(name, "none") == 0) {
        return rules;
    }
    cg_rule_source source = {
        .reader = *reader, .knowledge = knowledge, .rules = rules, .asked = asked};
    source.reader.lenient_rates = true;
    bool is_file = ends_in(name, ".json");
    rules->pack = is_file ? name : NULL;
    if (!(is_file ? read_files(&source, &name, 1) : read_folder(&source, models_folder, name))) {
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
