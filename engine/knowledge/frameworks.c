/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads frameworks: their facts when a park is read, their criteria when one is assessed. */
#include "knowledge/frameworks.h"

#include "base/file.h"
#include "knowledge/read.h"
#include "knowledge/rules_read.h"

#include <string.h>

#define FORMAT "congsinh-framework/1"

static const char *const document_keys[] = {"format",  "id",    "title",    "country", "checked_to",
                                            "sources", "facts", "criteria", NULL};
static const char *const subject_ids[] = {"developer", "firms", "park", "firm", NULL};
static const char *const test_ids[] = {"fact", "value", "firms", "exchanges", "criteria", NULL};
static const char *const type_ids[] = {"boolean", "share", "number", NULL};

const char *cg_subject_id(cg_subject subject) {
    return subject_ids[subject];
}

const char *cg_test_id(cg_test_kind kind) {
    return test_ids[kind];
}

static bool ends_in(const char *text, const char *ending) {
    size_t length = strlen(text), tail = strlen(ending);
    return length >= tail && strcmp(text + length - tail, ending) == 0;
}

static const char *listed(cg_arena *arena, const char *const *names) {
    cg_text all = cg_text_start(arena);
    for (int i = 0; names[i] != NULL; i++) {
        cg_text_addf(&all, "%s%s", i > 0 ? ", " : "", names[i]);
    }
    return all.bytes;
}

/* The place of the member's text in `names`; CG_NONE after reporting. */
static int choose(const cg_reader *reader, const cg_json *object, const char *key,
                  const char *const *names) {
    const cg_json *node = cg_json_member(object, key);
    if (node == NULL) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, object), CG_MSG_ENTRY_WITHOUT,
               key, NULL);
        return CG_NONE;
    }
    if (!cg_reader_is(reader, node, CG_JSON_STRING)) {
        return CG_NONE;
    }
    for (int i = 0; names[i] != NULL; i++) {
        if (strcmp(names[i], node->text) == 0) {
            return i;
        }
    }
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, node), CG_MSG_CHOICE_UNKNOWN,
           node->text, listed(reader->arena, names), NULL);
    return CG_NONE;
}

/* The bits of a list of names; 0 after reporting. */
static unsigned read_set(const cg_reader *reader, const cg_json *object, const char *key,
                         const char *const *names) {
    const cg_json *list = cg_json_member(object, key);
    unsigned set = 0;
    if (list == NULL || !cg_reader_is(reader, list, CG_JSON_ARRAY)) {
        return 0;
    }
    for (const cg_json *one = list->first; one != NULL; one = one->next) {
        int found = CG_NONE;
        for (int i = 0; one->type == CG_JSON_STRING && names[i] != NULL; i++) {
            found = strcmp(names[i], one->text) == 0 ? i : found;
        }
        if (found == CG_NONE) {
            cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, one),
                   CG_MSG_CHOICE_UNKNOWN, cg_reader_shown(reader, one),
                   listed(reader->arena, names), NULL);
            continue;
        }
        set |= 1U << found;
    }
    return set;
}

/* The same of a list that must name somebody. */
static unsigned read_named(const cg_reader *reader, const cg_json *object, const char *key,
                           const char *const *names) {
    const cg_json *list = cg_json_member(object, key);
    if (list == NULL || (list->type == CG_JSON_ARRAY && list->first == NULL)) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, object), CG_MSG_ENTRY_WITHOUT,
               key, NULL);
        return 0;
    }
    return read_set(reader, object, key, names);
}

/* The document of a framework's file; NULL after reporting. `reader` gets its name. */
static const cg_json *open_file(cg_reader *reader, const char *file) {
    const cg_json *root =
        cg_json_shelf_read(reader->shelf, reader->arena, reader->diagnostics, file);
    reader->file = file;
    if (root == NULL || !cg_reader_is(reader, root, CG_JSON_OBJECT)) {
        return NULL;
    }
    const cg_json *member = cg_json_member(root, "format");
    const char *format = cg_json_member_text(root, "format");
    if (format != NULL && strcmp(format, FORMAT) == 0) {
        return root;
    }
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, member != NULL ? member : root),
           CG_MSG_PACK_FORMAT, format != NULL ? format : "", FORMAT, NULL);
    return NULL;
}

/* ---- facts */

static void declare(cg_knowledge *knowledge, const cg_reader *reader, const cg_json *entry) {
    static const char *const known[] = {"id",     "on",   "type",       "name", "evidence_needed",
                                        "source", "year", "confidence", NULL};
    static const char *const bearers[] = {"park", "firm", NULL};
    const char *id = cg_reader_id(reader, entry);
    if (id == NULL) {
        return;
    }
    cg_reader_check_keys(reader, entry, known);
    cg_reader_evidence(reader, entry);
    unsigned on = read_named(reader, entry, "on", bearers);
    int type = choose(reader, entry, "type", type_ids);
    if (type == CG_NONE) {
        return;
    }
    cg_fact_kind kind = {.id = id,
                         .type = (cg_fact_type)type,
                         .on = ((on & 1U) != 0 ? (unsigned)CG_ON_PARK : 0) |
                               ((on & 2U) != 0 ? (unsigned)CG_ON_FIRM : 0),
                         .name = cg_reader_words(reader, cg_json_member(entry, "name")),
                         .evidence_needed =
                             cg_reader_truth(reader, entry, "evidence_needed", false),
                         .file = reader->file};
    int index = cg_map_find(knowledge->fact_ids, id);
    if (index == CG_NONE) {
        cg_map_add(knowledge->fact_ids, id, knowledge->fact_kinds.count);
        CG_PUSH(knowledge->arena, &knowledge->fact_kinds, kind);
        return;
    }
    cg_fact_kind *other = &knowledge->fact_kinds.items[index];
    if (other->type != kind.type) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry), CG_MSG_FACT_UNLIKE,
               id, other->file, NULL);
        return;
    }
    other->on |= kind.on;
    other->evidence_needed = other->evidence_needed || kind.evidence_needed;
}

static void declare_all(cg_knowledge *knowledge, const cg_reader *reader, const char *file) {
    cg_reader here = *reader;
    here.arena = knowledge->arena;
    const cg_json *root = open_file(&here, file);
    const cg_json *entry = root != NULL ? cg_reader_first(&here, root, "facts") : NULL;
    for (; entry != NULL; entry = entry->next) {
        declare(knowledge, &here, entry);
    }
}

/* The files of the shipped frameworks, and their ids. */
static const char **shipped(cg_arena *arena, const char *models_folder, const char ***ids) {
    int count = 0;
    const char **names =
        models_folder != NULL
            ? cg_folder_list(arena, cg_format(arena, "%s/frameworks", models_folder), ".json",
                             &count)
            : NULL;
    const char **files = CG_ARRAY(arena, const char *, count + 1);
    *ids = CG_ARRAY(arena, const char *, count + 1);
    for (int i = 0; i < count; i++) {
        files[i] = cg_format(arena, "%s/frameworks/%s", models_folder, names[i]);
        (*ids)[i] = cg_copy(arena, names[i], strlen(names[i]) - strlen(".json"));
    }
    return files;
}

const char **cg_framework_files(cg_arena *arena, const char *models_folder, const char *name) {
    const char **ids;
    const char **files = shipped(arena, models_folder, &ids);
    int count = 0;
    while (files[count] != NULL) {
        count++;
    }
    const char **all = cg_copy_texts(arena, files, count + 1);
    all[count] = name != NULL && ends_in(name, ".json") ? name : NULL;
    return all;
}

void cg_fact_kinds_read(cg_knowledge *knowledge, const cg_reader *reader, const char *models_folder,
                        const char *file) {
    const char **files = cg_framework_files(knowledge->arena, models_folder, file);
    for (int i = 0; files[i] != NULL; i++) {
        declare_all(knowledge, reader, files[i]);
    }
}

/* ---- criteria */

/* Which facts a test of this kind, put to this subject, can ask for. */
static bool suits(const cg_fact_kind *fact, const cg_criterion *criterion) {
    bool of_firms = criterion->test == CG_TEST_FIRMS || criterion->test == CG_TEST_EXCHANGES ||
                    criterion->subject == CG_OF_FIRM;
    bool is_number = fact->type != CG_FACT_BOOLEAN;
    return (fact->on & (unsigned)(of_firms ? CG_ON_FIRM : CG_ON_PARK)) != 0 &&
           is_number == (criterion->test == CG_TEST_VALUE);
}

static void read_fact_of(const cg_reader *reader, const cg_knowledge *knowledge,
                         const cg_json *test, cg_criterion *criterion) {
    const char *name = cg_reader_text(reader, test, "fact", NULL);
    criterion->fact = cg_map_find(knowledge->fact_ids, name);
    if (name == NULL && criterion->test == CG_TEST_EXCHANGES) {
        return;
    }
    if (criterion->fact == CG_NONE ||
        !suits(&knowledge->fact_kinds.items[criterion->fact], criterion)) {
        criterion->fact = CG_NONE;
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, test), CG_MSG_CRITERION_FACT,
               name != NULL ? name : "", NULL);
    }
}

static void read_least(const cg_reader *reader, const cg_knowledge *knowledge, const cg_json *test,
                       cg_criterion *criterion) {
    const cg_json *least = cg_json_member(test, "at_least");
    criterion->at_least = 1;
    if (criterion->test == CG_TEST_FACT) {
        return;
    }
    if (least == NULL) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, test), CG_MSG_ENTRY_WITHOUT,
               "at_least", NULL);
        return;
    }
    bool is_share = criterion->test == CG_TEST_FIRMS ||
                    (criterion->test == CG_TEST_VALUE && criterion->fact != CG_NONE &&
                     knowledge->fact_kinds.items[criterion->fact].type == CG_FACT_SHARE);
    cg_value value;
    if (!cg_value_read_least(reader, least, is_share ? CG_KIND_SHARE : CG_KIND_NUMBER, CG_MATERIAL,
                             0, &value)) {
        return;
    }
    criterion->at_least = value.value;
    if (is_share && value.value > 1) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, least), CG_MSG_FACT_SHARE,
               cg_reader_shown(reader, least), NULL);
    }
}

/* What another kind of test would read asks nothing here, and whoever wrote it thinks it does. */
static void check_idle(const cg_reader *reader, const cg_json *test, cg_test_kind kind) {
    static const struct {
        const char *key;
        unsigned read_by; /* bits of cg_test_kind */
    } keys[] = {
        {"fact",
         1U << CG_TEST_FACT | 1U << CG_TEST_VALUE | 1U << CG_TEST_FIRMS | 1U << CG_TEST_EXCHANGES},
        {"at_least", 1U << CG_TEST_VALUE | 1U << CG_TEST_FIRMS | 1U << CG_TEST_EXCHANGES},
        {"of", 1U << CG_TEST_CRITERIA},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const cg_json *member = cg_json_member(test, keys[i].key);
        if (member != NULL && (keys[i].read_by & 1U << kind) == 0) {
            cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, member),
                   CG_MSG_CRITERION_KEY_IDLE, keys[i].key, test_ids[kind], NULL);
        }
    }
}

/* Firms together are asked for shares and counts; who stands alone is asked for facts. */
static bool can_be_asked(cg_subject subject, cg_test_kind test) {
    switch (test) {
    case CG_TEST_FACT:
    case CG_TEST_VALUE:
        return subject != CG_OF_FIRMS;
    case CG_TEST_FIRMS:
        return subject != CG_OF_FIRM;
    case CG_TEST_EXCHANGES:
        return true;
    case CG_TEST_CRITERIA:
        return subject == CG_OF_FIRM;
    }
    return false;
}

static bool read_test(const cg_reader *reader, const cg_knowledge *knowledge, const cg_json *entry,
                      cg_criterion *criterion) {
    static const char *const known[] = {"kind", "fact", "at_least", "of", NULL};
    const cg_json *test = cg_json_member(entry, "test");
    criterion->fact = CG_NONE;
    if (test == NULL) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry),
               CG_MSG_CRITERION_WITHOUT, criterion->id, "test", NULL);
        return false;
    }
    if (!cg_reader_is(reader, test, CG_JSON_OBJECT)) {
        return false;
    }
    cg_reader_check_keys(reader, test, known);
    int kind = choose(reader, test, "kind", test_ids);
    if (kind == CG_NONE) {
        return false;
    }
    criterion->test = (cg_test_kind)kind;
    if (!can_be_asked(criterion->subject, criterion->test)) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, test),
               CG_MSG_CRITERION_SUBJECT, test_ids[kind], subject_ids[criterion->subject], NULL);
        return false;
    }
    check_idle(reader, test, criterion->test);
    if (criterion->test == CG_TEST_CRITERIA) {
        /* A firm is asked its own criteria anyway. */
        static const char *const others[] = {"developer", "firms", "park", NULL};
        criterion->of = read_named(reader, test, "of", others);
        return true;
    }
    read_fact_of(reader, knowledge, test, criterion);
    read_least(reader, knowledge, test, criterion);
    return true;
}

/* Without them nobody could look a criterion up, or say how to meet it. */
static void check_needed(const cg_reader *reader, const cg_json *entry, const char *id) {
    static const char *const needed[] = {"title", "instrument", "clause", "closes"};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        if (cg_json_member(entry, needed[i]) == NULL) {
            cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry),
                   CG_MSG_CRITERION_WITHOUT, id, needed[i], NULL);
        }
    }
}

/* Versions of a criterion share its id and stand apart in time. */
static void check_double(const cg_reader *reader, const cg_framework *framework,
                         const cg_criterion *criterion) {
    for (int i = 0; i < framework->items.count; i++) {
        const cg_criterion *other = &framework->items.items[i];
        bool apart = (other->to != NULL && criterion->from != NULL &&
                      strcmp(other->to, criterion->from) < 0) ||
                     (criterion->to != NULL && other->from != NULL &&
                      strcmp(criterion->to, other->from) < 0);
        if (strcmp(other->id, criterion->id) == 0 && !apart) {
            cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, criterion->node),
                   CG_MSG_CRITERION_TWICE, criterion->id, NULL);
        }
    }
}

static void read_criterion(const cg_reader *reader, const cg_knowledge *knowledge,
                           cg_framework *framework, const cg_json *entry) {
    static const char *const known[] = {
        "id",     "title", "subject",    "instrument",      "clause", "from",   "to",
        "source", "year",  "confidence", "gazette_checked", "test",   "closes", NULL};
    cg_criterion criterion = {.id = cg_reader_id(reader, entry), .node = entry};
    if (criterion.id == NULL) {
        return;
    }
    cg_reader_check_keys(reader, entry, known);
    cg_reader_evidence(reader, entry);
    check_needed(reader, entry, criterion.id);
    criterion.title = cg_reader_words(reader, cg_json_member(entry, "title"));
    criterion.instrument = cg_reader_words(reader, cg_json_member(entry, "instrument"));
    criterion.clause = cg_reader_words(reader, cg_json_member(entry, "clause"));
    criterion.closes = cg_reader_words(reader, cg_json_member(entry, "closes"));
    criterion.source = cg_words_stated(cg_json_member(entry, "source"));
    criterion.confidence = cg_reader_text(reader, entry, "confidence", "uncertain");
    criterion.gazette_checked = cg_reader_truth(reader, entry, "gazette_checked", false);
    cg_dates_read(reader, entry, &criterion.from, &criterion.to);
    int subject = choose(reader, entry, "subject", subject_ids);
    if (subject == CG_NONE) {
        return;
    }
    criterion.subject = (cg_subject)subject;
    check_double(reader, framework, &criterion);
    if (read_test(reader, knowledge, entry, &criterion)) {
        CG_PUSH(reader->arena, &framework->items, criterion);
    }
}

static void read_sources(const cg_reader *reader, const cg_json *root) {
    static const char *const known[] = {"id", "title", "from", "to", "status", "confidence", NULL};
    for (const cg_json *one = cg_reader_first(reader, root, "sources"); one != NULL;
         one = one->next) {
        const char *from, *to;
        if (cg_reader_id(reader, one) != NULL) {
            cg_reader_check_keys(reader, one, known);
            cg_reader_words(reader, cg_json_member(one, "title"));
            cg_reader_words(reader, cg_json_member(one, "status"));
            cg_reader_grade(reader, one);
            cg_dates_read(reader, one, &from, &to);
        }
    }
}

/* The file that is asked for; NULL after reporting. */
static const char *find_file(const cg_reader *reader, const char *models_folder,
                             const cg_framework_asked *asked) {
    const char **ids;
    const char **files = shipped(reader->arena, models_folder, &ids);
    if (asked->name != NULL && ends_in(asked->name, ".json")) {
        return asked->name;
    }
    for (int i = 0; files[i] != NULL; i++) {
        cg_reader here = *reader;
        if (asked->name != NULL ? strcmp(ids[i], asked->name) == 0 : asked->country != NULL) {
            const cg_json *root = open_file(&here, files[i]);
            const char *country = cg_json_member_text(root, "country");
            if (asked->name != NULL || (country != NULL && strcmp(country, asked->country) == 0)) {
                return files[i];
            }
        }
    }
    if (asked->name == NULL) {
        cg_say(reader->diagnostics, CG_ERROR, asked->place, CG_MSG_FRAMEWORK_NONE,
               asked->country != NULL ? asked->country : "–", listed(reader->arena, ids), NULL);
        return NULL;
    }
    const char *nearest = cg_nearest(ids, asked->name);
    cg_say(reader->diagnostics, CG_ERROR, asked->place,
           nearest != NULL ? CG_MSG_FRAMEWORK_UNKNOWN_NEAREST : CG_MSG_FRAMEWORK_UNKNOWN,
           asked->name, nearest != NULL ? nearest : listed(reader->arena, ids), NULL);
    return NULL;
}

cg_framework *cg_framework_read(const cg_reader *outer, const cg_knowledge *knowledge,
                                const char *models_folder, const cg_framework_asked *asked) {
    cg_reader reader = *outer;
    int before = reader.diagnostics->errors;
    const char *file = find_file(&reader, models_folder, asked);
    const cg_json *root = file != NULL ? open_file(&reader, file) : NULL;
    if (root == NULL) {
        return NULL;
    }
    cg_framework *framework = CG_NEW(reader.arena, cg_framework);
    cg_reader_check_document(&reader, root, document_keys);
    framework->id = cg_reader_id(&reader, root);
    framework->title = cg_reader_words(&reader, cg_json_member(root, "title"));
    framework->country = cg_reader_text(&reader, root, "country", NULL);
    framework->checked_to = cg_rules_day(&reader, root, "checked_to");
    framework->file = file;
    read_sources(&reader, root);
    for (const cg_json *one = cg_reader_first(&reader, root, "criteria"); one != NULL;
         one = one->next) {
        read_criterion(&reader, knowledge, framework, one);
    }
    return reader.diagnostics->errors > before ? NULL : framework;
}

bool cg_criterion_in_force(const cg_criterion *criterion, const char *date) {
    return (criterion->from == NULL || strcmp(criterion->from, date) <= 0) &&
           (criterion->to == NULL || strcmp(date, criterion->to) <= 0);
}
