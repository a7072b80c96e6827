/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a study and sees that its scenarios have ids and build on each other without a circle. */
#include "study/study.h"

#include "base/file.h"
#include "base/text.h"
#include "knowledge/rules.h"
#include "text/day.h"
#include "unit/value.h"

#include <string.h>

#define FORMAT "congsinh-study/1"

typedef struct study_reading {
    cg_reader reader;
    cg_study *study;
    cg_map *ids; /* of scenarios -> their place */
} study_reading;

static void say(const study_reading *r, const cg_json *node, cg_message_id message,
                const char *first, const char *second) {
    cg_say(r->reader.diagnostics, CG_ERROR, cg_reader_place(&r->reader, node), message, first,
           second, NULL);
}

/* The list that `object` holds under `key`; NULL where none, or after reporting another type. */
static const cg_json *list_of(const study_reading *r, const cg_json *object, const char *key) {
    const cg_json *list = cg_json_member(object, key);
    return list != NULL && cg_reader_is(&r->reader, list, CG_JSON_ARRAY) ? list : NULL;
}

static const char **texts_of(const study_reading *r, const cg_json *object, const char *key,
                             int *count) {
    const cg_json *list = list_of(r, object, key);
    *count = 0;
    if (list == NULL) {
        return NULL;
    }
    const char **texts = CG_ARRAY(r->reader.arena, const char *, list->count + 1);
    for (const cg_json *item = list->first; item != NULL; item = item->next) {
        if (cg_reader_is(&r->reader, item, CG_JSON_STRING)) {
            texts[(*count)++] = item->text;
        }
    }
    return texts;
}

static void read_joiners(const study_reading *r, const cg_json *object, cg_scenario *scenario) {
    const cg_json *list = list_of(r, object, "join");
    if (list == NULL) {
        return;
    }
    scenario->join = CG_ARRAY(r->reader.arena, const cg_json *, list->count + 1);
    for (const cg_json *firm = list->first; firm != NULL; firm = firm->next) {
        if (!cg_reader_is(&r->reader, firm, CG_JSON_OBJECT)) {
            continue;
        }
        if (cg_json_member_text(firm, "id") == NULL) {
            say(r, firm, CG_MSG_ENTRY_WITHOUT, "id", NULL);
            continue;
        }
        scenario->join[scenario->join_count++] = firm;
    }
}

/* Kept as the command line writes them: there is one way to change a park. */
static void read_settings(const study_reading *r, const cg_json *object, cg_scenario *scenario) {
    const cg_json *set = cg_json_member(object, "set");
    if (set == NULL || !cg_reader_is(&r->reader, set, CG_JSON_OBJECT)) {
        return;
    }
    cg_arena *arena = r->reader.arena;
    scenario->settings = CG_ARRAY(arena, const char *, set->count + 1);
    for (const cg_json *value = set->first; value != NULL; value = value->next) {
        if (value->key[0] == '\0' || strchr(value->key, '=') != NULL) {
            say(r, value, CG_MSG_STUDY_PATH, value->key, NULL);
            continue;
        }
        scenario->settings[scenario->setting_count++] =
            cg_format(arena, "%s=%s", value->key, cg_json_canonical(arena, value));
    }
}

static void read_law(const study_reading *r, const cg_json *object, cg_scenario *scenario) {
    scenario->rules = cg_rules_stated(&r->reader, object);
    scenario->date = cg_reader_text(&r->reader, object, "date", NULL);
    scenario->without = texts_of(r, object, "without", &scenario->without_count);
    scenario->readings = texts_of(r, object, "readings", &scenario->reading_count);
    if (scenario->date != NULL && !cg_day_is_valid(scenario->date)) {
        say(r, cg_json_member(object, "date"), CG_MSG_DATE_FORM, scenario->date, NULL);
    }
}

static void read_objective(const study_reading *r, const cg_json *object, cg_scenario *scenario) {
    static const char *const known[] = {"cost", "emissions", "water", "waste", NULL};
    scenario->objective = cg_reader_text(&r->reader, object, "objective", NULL);
    for (int i = 0; scenario->objective != NULL; i++) {
        if (known[i] == NULL) {
            say(r, cg_json_member(object, "objective"), CG_MSG_CHOICE_UNKNOWN, scenario->objective,
                "cost, emissions, water, waste");
            return;
        }
        if (strcmp(known[i], scenario->objective) == 0) {
            return;
        }
    }
}

/* An id stands in paths and in the head of columns: no blanks, no dots. */
static const char *read_id(const study_reading *r, const cg_json *object) {
    const cg_json *id = cg_json_member(object, "id");
    if (id == NULL) {
        say(r, object, CG_MSG_ENTRY_WITHOUT, "id", NULL);
        return NULL;
    }
    if (!cg_reader_is(&r->reader, id, CG_JSON_STRING)) {
        return NULL;
    }
    if (id->text[0] == '\0' || strpbrk(id->text, " .\t\r\n") != NULL) {
        say(r, id, CG_MSG_STUDY_ID, id->text, NULL);
        return NULL;
    }
    if (strcmp(id->text, CG_STUDY_BASE) == 0) {
        say(r, id, CG_MSG_STUDY_ID_BASE, id->text, NULL);
        return NULL;
    }
    return id->text;
}

static void read_scenario(study_reading *r, const cg_json *object) {
    static const char *const known[] = {"id",        "title", "based_on", "set",
                                        "rules",     "date",  "without",  "readings",
                                        "objective", "leave", "join",     NULL};
    if (!cg_reader_is(&r->reader, object, CG_JSON_OBJECT)) {
        return;
    }
    cg_reader_check_keys(&r->reader, object, known);
    cg_scenario scenario = {.node = object, .based_on = CG_NONE};
    scenario.title = cg_reader_words(&r->reader, cg_json_member(object, "title"));
    cg_reader_text(&r->reader, object, "based_on", NULL);
    read_settings(r, object, &scenario);
    read_law(r, object, &scenario);
    read_objective(r, object, &scenario);
    scenario.leave = texts_of(r, object, "leave", &scenario.leave_count);
    read_joiners(r, object, &scenario);
    scenario.id = read_id(r, object);
    if (scenario.id == NULL) {
        return;
    }
    if (!cg_map_add(r->ids, scenario.id, r->study->items.count)) {
        const cg_json *other = r->study->items.items[cg_map_find(r->ids, scenario.id)].node;
        say(r, object, CG_MSG_STUDY_ID_TWICE, scenario.id,
            cg_format(r->reader.arena, "%d", other->line));
        return;
    }
    CG_PUSH(r->reader.arena, &r->study->items, scenario);
}

static void find_base(const study_reading *r, cg_scenario *scenario) {
    const char *name = cg_json_member_text(scenario->node, "based_on");
    if (name == NULL || strcmp(name, CG_STUDY_BASE) == 0) {
        return;
    }
    scenario->based_on = cg_map_find(r->ids, name);
    if (scenario->based_on != CG_NONE) {
        return;
    }
    const char *nearest = cg_map_nearest(r->ids, name);
    say(r, cg_json_member(scenario->node, "based_on"),
        nearest != NULL ? CG_MSG_STUDY_BASE_UNKNOWN_NEAR : CG_MSG_STUDY_BASE_UNKNOWN, name,
        nearest);
}

/* Marks in `first` the first scenario of every circle. A walk ends where an earlier one came by, so
 * that scenarios which build on each other in a long row are each looked at once. */
static void find_circles(const cg_study *study, bool *first, int *walked_by) {
    for (int start = 0; start < study->items.count; start++) {
        int at = start;
        while (at != CG_NONE && walked_by[at] == 0) {
            walked_by[at] = start + 1;
            at = study->items.items[at].based_on;
        }
        if (at == CG_NONE || walked_by[at] != start + 1) {
            continue;
        }
        int least = at;
        for (int i = study->items.items[at].based_on; i != at; i = study->items.items[i].based_on) {
            least = i < least ? i : least;
        }
        first[least] = true;
    }
}

/* Says each circle once, at its first scenario, and cuts it. */
static void cut_circles(const study_reading *r) {
    cg_study *study = r->study;
    int count = study->items.count;
    bool *first = CG_ARRAY(r->reader.arena, bool, count + 1);
    find_circles(study, first, CG_ARRAY(r->reader.arena, int, count + 1));
    for (int i = 0; i < count; i++) {
        cg_scenario *scenario = &study->items.items[i];
        if (!first[i]) {
            continue;
        }
        cg_text circle = cg_text_start(r->reader.arena);
        cg_text_add(&circle, scenario->id);
        for (int at = scenario->based_on; at != i; at = study->items.items[at].based_on) {
            cg_text_addf(&circle, " → %s", study->items.items[at].id);
        }
        cg_text_addf(&circle, " → %s", scenario->id);
        say(r, cg_json_member(scenario->node, "based_on"), CG_MSG_STUDY_CIRCLE, circle.bytes, NULL);
        scenario->based_on = CG_NONE;
    }
}

/* One sentence about another kind of document says more than one about each of its keys. */
static bool is_study(const study_reading *r, const cg_json *document) {
    if (!cg_reader_is(&r->reader, document, CG_JSON_OBJECT)) {
        return false;
    }
    const cg_json *format = cg_json_member(document, "format");
    if (format == NULL) {
        say(r, document, CG_MSG_STUDY_IS_NONE, FORMAT, NULL);
        return false;
    }
    if (!cg_reader_is(&r->reader, format, CG_JSON_STRING)) {
        return false;
    }
    if (strcmp(format->text, FORMAT) != 0) {
        say(r, format, CG_MSG_STUDY_FORMAT, format->text, FORMAT);
        return false;
    }
    return true;
}

cg_study *cg_study_read(cg_arena *arena, cg_diagnostics *diagnostics, const char *file,
                        const cg_json *document) {
    static const char *const known[] = {"format", "title", "park", "scenarios", NULL};
    study_reading r = {.reader = {.arena = arena, .diagnostics = diagnostics, .file = file}};
    if (!is_study(&r, document)) {
        return NULL;
    }
    cg_study *study = CG_NEW(arena, cg_study);
    study->file = file;
    r.study = study;
    r.ids = cg_map_new(arena);
    cg_reader_check_document(&r.reader, document, known);
    study->title = cg_reader_words(&r.reader, cg_json_member(document, "title"));
    study->park = cg_reader_text(&r.reader, document, "park", NULL);
    const cg_json *list = list_of(&r, document, "scenarios");
    for (const cg_json *one = list == NULL ? NULL : list->first; one != NULL; one = one->next) {
        read_scenario(&r, one);
    }
    if (cg_json_member(document, "scenarios") == NULL || (list != NULL && list->count == 0)) {
        say(&r, document, CG_MSG_STUDY_EMPTY, NULL, NULL);
    }
    for (int i = 0; i < study->items.count; i++) {
        find_base(&r, &study->items.items[i]);
    }
    cut_circles(&r);
    const char *canonical = cg_json_canonical(arena, document);
    cg_sha256(canonical, strlen(canonical), study->sha256);
    return study;
}
