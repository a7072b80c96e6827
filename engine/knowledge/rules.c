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

const char *cg_rules_name(const cg_rules *rules) {
    static const char folder[] = "rules/";
    const char *pack = rules->pack == NULL ? "none" : rules->pack;
    return pack + (strncmp(pack, folder, sizeof folder - 1) == 0 ? sizeof folder - 1 : 0);
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

/* Versions of a rule share its id and stand apart in time or reading. */
static bool is_double(const cg_rule_source *source, const cg_json *entry, const cg_rule *rule) {
    const cg_reader *reader = &source->reader;
    for (int i = 0; i < source->rules->items.count; i++) {
        const cg_rule *other = &source->rules->items.items[i];
        bool same = strcmp(other->id, rule->id) == 0;
        bool apart = other->pack != rule->pack;
        /* Whoever leaves a rule out leaves out all of its id: two packs cannot share one. */
        if (same && (apart || cg_rules_overlap(other, rule))) {
            cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry),
                   apart ? CG_MSG_RULE_IN_TWO_PACKS : CG_MSG_RULE_TWICE, rule->id, other->file,
                   NULL);
            return true;
        }
    }
    return false;
}

/* Without its instrument and clause nobody can look a rule up. */
static void check_clause(const cg_reader *reader, const cg_json *entry, const cg_rule *rule) {
    static const char *const needed[] = {"title", "message", "instrument", "clause"};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        const cg_json *member = cg_json_member(entry, needed[i]);
        bool empty = member != NULL && member->type == CG_JSON_STRING && member->text[0] == '\0';
        if (member == NULL || empty) {
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
                    .title = cg_reader_sentence(reader, cg_json_member(entry, "title")),
                    .message = cg_reader_sentence(reader, cg_json_member(entry, "message")),
                    .instrument = cg_reader_sentence(reader, cg_json_member(entry, "instrument")),
                    .clause = cg_reader_sentence(reader, cg_json_member(entry, "clause")),
                    .source = cg_reader_sentence(reader, cg_json_member(entry, "source")),
                    .confidence = cg_reader_text(reader, entry, "confidence", "uncertain"),
                    .gazette_checked = cg_reader_truth(reader, entry, "gazette_checked", false),
                    .applies = cg_json_member(entry, "applies"),
                    .pack = source->rules->packs.count - 1,
                    .file = reader->file,
                    .line = entry->line};
    if (rule.id == NULL || rule.id[0] == '\0') {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry), CG_MSG_ENTRY_WITHOUT,
               "id", NULL);
        return;
    }
    check_clause(reader, entry, &rule);
    cg_dates_read(reader, entry, &rule.from, &rule.to);
    cg_rules_reading_of(source, entry, &rule.question, &rule.reading);
    rule.cites = cg_rules_list_member(reader, entry, "cites");
    rule.cases = cg_rules_list_member(reader, entry, "cases");
    if (rule.applies != NULL) {
        cg_predicate_check(reader, source->knowledge, rule.applies);
    }
    cg_reader_grade(reader, entry);
    cg_rules_check_cases(source, rule.cases);
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
    cg_reader_check_document(reader, root, known);
    cg_reader_text(reader, root, "id", NULL);
    cg_reader_text(reader, root, "country", NULL);
    return root;
}

static void read_rules(cg_rule_source *source, const cg_json *root) {
    for (const cg_json *entry = cg_reader_first(&source->reader, root, "rules"); entry != NULL;
         entry = entry->next) {
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
    source->pack->id = cg_format(arena, "rules/%s", name);
    return read_files(source, files, count);
}

/* True where `name` may stand among the packs read so far. */
static bool may_join(const cg_rule_source *source, const char *name, bool alone) {
    cg_message_id wrong =
        strcmp(name, "none") == 0 && !alone ? CG_MSG_RULES_NONE_AMONG : CG_MESSAGE_COUNT;
    for (int p = 0; p < source->rules->packs.count; p++) {
        if (strcmp(source->rules->packs.items[p].name, name) == 0) {
            wrong = CG_MSG_RULES_PACK_TWICE;
        }
    }
    if (wrong != CG_MESSAGE_COUNT) {
        cg_say(source->reader.diagnostics, CG_ERROR, source->asked, wrong, name, NULL);
    }
    return wrong == CG_MESSAGE_COUNT;
}

static bool read_pack(cg_rule_source *source, const char *models_folder, const char *name) {
    cg_rules *rules = source->rules;
    CG_PUSH(source->reader.arena, &rules->packs, ((cg_rule_pack){.name = name, .id = name}));
    source->pack = &rules->packs.items[rules->packs.count - 1];
    source->first_rule = rules->items.count;
    source->first_clause = rules->clauses.count;
    return cg_rules_is_file(name) ? read_files(source, &name, 1)
                                  : read_folder(source, models_folder, name);
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
    int count;
    const char **names = cg_rules_split(reader->arena, name, &count);
    bool good = true;
    for (int i = 0; i < count; i++) {
        good = may_join(&source, names[i], count == 1) &&
               read_pack(&source, models_folder, names[i]) && good;
    }
    if (!good) {
        return NULL;
    }
    rules->pack = count == 1 ? rules->packs.items[0].id : name;
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
