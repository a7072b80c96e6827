/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a park's exceptions (congsinh-exceptions/1) and holds them against the park and the law. */
#include "match/exceptions.h"

#include "base/file.h"
#include "text/day.h"

#include <string.h>

#define FORMAT "congsinh-exceptions/1"
/* A list that people write by hand. */
#define LARGEST ((size_t)64 << 20)

typedef struct reading {
    cg_reader reader;
    const cg_park *park;
    const cg_rules *pack;
    const char *date;
    cg_exceptions *made;
} reading;

static void say(const reading *r, const cg_json *node, cg_message_id id, const char *first,
                const char *second) {
    cg_say(r->reader.diagnostics, CG_ERROR, cg_reader_place(&r->reader, node), id, first, second,
           NULL);
}

static void warn(const reading *r, const cg_json *node, cg_message_id id, const char *first,
                 const char *second) {
    cg_say(r->reader.diagnostics, CG_WARNING, cg_reader_place(&r->reader, node), id, first, second,
           NULL);
}

static const char *text_of(const reading *r, const cg_json *node, const char *key) {
    return cg_reader_text(&r->reader, node, key, NULL);
}

static bool is_blank(const char *text) {
    return text == NULL || text[strspn(text, " \t\r\n")] == '\0';
}

/* --- rules ---------------------------------------------------------------------------------------
 */

static void say_no_rule(const reading *r, const cg_json *node, const char *id) {
    cg_map *known = cg_map_new(r->reader.arena);
    for (int i = 0; i < r->pack->items.count; i++) {
        cg_map_add(known, r->pack->items.items[i].id, i);
    }
    const char *nearest = cg_map_nearest(known, id);
    cg_say(r->reader.diagnostics, CG_ERROR, cg_reader_place(&r->reader, node),
           nearest != NULL ? CG_MSG_NO_SUCH_RULE_NEAR : CG_MSG_NO_SUCH_RULE, id,
           cg_rules_name(r->pack), nearest, NULL);
}

/* The version that is in force, or else any: what it is called, and whether it is about permits. */
static const cg_rule *find_rule(const reading *r, const char *id, bool permit) {
    const cg_rule *found = NULL;
    for (int i = 0; i < r->pack->items.count; i++) {
        const cg_rule *rule = &r->pack->items.items[i];
        bool fits = strcmp(rule->id, id) == 0 && (!permit || rule->effect_kind == CG_EFFECT_permit);
        if (fits && (found == NULL || cg_rule_in_force(rule, r->date))) {
            found = rule;
        }
    }
    return found;
}

static void read_rule(const reading *r, const cg_json *node, cg_exception *exception) {
    const cg_json *member = cg_json_member(node, "rule");
    exception->rule = text_of(r, node, "rule");
    if (is_blank(exception->rule)) {
        if (member == NULL || member->type == CG_JSON_STRING) {
            say(r, node, CG_MSG_EXCEPTION_WITHOUT, cg_exception_kind_id(exception->kind), "rule");
        }
        return;
    }
    /* Where no law is asked, no rule can be known. */
    if (r->pack->pack == NULL) {
        return;
    }
    const cg_rule *rule = find_rule(r, exception->rule, false);
    if (rule == NULL) {
        say_no_rule(r, member, exception->rule);
        return;
    }
    if (exception->kind == CG_EXCEPTION_PERMIT) {
        rule = find_rule(r, exception->rule, true);
        if (rule == NULL) {
            say(r, member, CG_MSG_EXCEPTION_NO_PERMIT_RULE, exception->rule, NULL);
            return;
        }
    }
    exception->title = rule->title;
    /* What is charged on discharge is known only where a plan is made. */
    exception->explained = rule->effect_kind == CG_EFFECT_charge;
}

/* --- ends ----------------------------------------------------------------------------------------
 */

typedef struct end_words {
    const char *key;
    cg_message_id unknown, near;
} end_words;

static const char *nearest_of(const reading *r, const cg_map *flows, const char *name) {
    const char *flow = flows == NULL ? NULL : cg_map_nearest(flows, name);
    return flow != NULL ? flow : cg_map_nearest(r->park->firm_ids, name);
}

/* A firm, or where `flows` is given one of these flows. */
static const char *read_end(const reading *r, const cg_json *node, const end_words *words,
                            const cg_map *flows, int *firm, int *flow) {
    const char *name = text_of(r, node, words->key);
    if (name == NULL) {
        return NULL;
    }
    *firm = cg_map_find(r->park->firm_ids, name);
    if (flows != NULL) {
        *flow = cg_map_find(flows, name);
    }
    if (*firm == CG_NONE && (flows == NULL || *flow == CG_NONE)) {
        const char *nearest = nearest_of(r, flows, name);
        say(r, cg_json_member(node, words->key), nearest == NULL ? words->unknown : words->near,
            name, nearest);
    }
    return name;
}

static void read_firm(const reading *r, const cg_json *node, cg_exception *exception) {
    static const end_words firm = {"firm", CG_MSG_EXCEPTION_UNKNOWN_FIRM,
                                   CG_MSG_EXCEPTION_UNKNOWN_FIRM_NEAR};
    exception->firm = read_end(r, node, &firm, NULL, &exception->holder, NULL);
}

static void read_ends(const reading *r, const cg_json *node, cg_exception *exception) {
    static const end_words from = {"from", CG_MSG_EXCEPTION_UNKNOWN_SENDER,
                                   CG_MSG_EXCEPTION_UNKNOWN_SENDER_NEAR};
    static const end_words to = {"to", CG_MSG_EXCEPTION_UNKNOWN_RECEIVER,
                                 CG_MSG_EXCEPTION_UNKNOWN_RECEIVER_NEAR};
    exception->from =
        read_end(r, node, &from, r->park->output_refs, &exception->sender, &exception->output);
    exception->to =
        read_end(r, node, &to, r->park->input_refs, &exception->receiver, &exception->input);
    read_firm(r, node, exception);
    if (exception->firm != NULL && (exception->from != NULL || exception->to != NULL)) {
        say(r, cg_json_member(node, "firm"), CG_MSG_EXCEPTION_FIRM_AND_ENDS, NULL, NULL);
    }
}

/* --- days ----------------------------------------------------------------------------------------
 */

static const char *read_day(const reading *r, const cg_json *node, const char *key) {
    const char *day = text_of(r, node, key);
    if (day == NULL || cg_day_is_valid(day)) {
        return day;
    }
    say(r, cg_json_member(node, key), CG_MSG_DATE_FORM, day, NULL);
    return NULL;
}

static void read_days(const reading *r, const cg_json *node, cg_exception *exception) {
    exception->date = read_day(r, node, "date");
    exception->until = read_day(r, node, "until");
    const char *date = exception->date, *until = exception->until;
    if (date != NULL && until != NULL && strcmp(until, date) < 0) {
        say(r, node, CG_MSG_DATES_REVERSED, date, until);
        return;
    }
    if (date != NULL && strcmp(date, r->date) > 0) {
        exception->state = CG_EXCEPTION_EARLY;
        warn(r, node, CG_MSG_EXCEPTION_EARLY, date, r->date);
    }
    if (until != NULL && strcmp(until, r->date) < 0) {
        exception->state = CG_EXCEPTION_ENDED;
        warn(r, node, CG_MSG_EXCEPTION_ENDED, until, r->date);
    }
}

/* --- one exception -------------------------------------------------------------------------------
 */

static void need(const reading *r, const cg_json *node, const cg_exception *exception,
                 const char *key, const char *text) {
    if (is_blank(text)) {
        say(r, node, CG_MSG_EXCEPTION_WITHOUT, cg_exception_kind_id(exception->kind), key);
    }
}

static void read_licence(const reading *r, const cg_json *node, cg_exception *exception) {
    static const char *const known[] = {"kind", "firm", "licence", "number", "because",
                                        "by",   "date", "until",   NULL};
    const cg_knowledge *knowledge = r->park->knowledge;
    cg_attributes stated = {0};
    cg_check_keys_and_attributes(&r->reader, knowledge, node, CG_ON_FIRM, known);
    cg_attributes_read(&r->reader, knowledge, node, CG_ON_FIRM, &stated);
    for (int a = 0; a < stated.count; a++) {
        cg_held_attribute held = {knowledge->attributes.items[stated.items[a].attribute].id,
                                  stated.items[a].value};
        CG_PUSH(r->reader.arena, &exception->attributes, held);
    }
    read_firm(r, node, exception);
    need(r, node, exception, "firm", exception->firm);
    exception->licence = text_of(r, node, "licence");
    if (is_blank(exception->licence) && exception->attributes.count == 0) {
        say(r, node, CG_MSG_EXCEPTION_HOLDS_NOTHING, NULL, NULL);
    }
}

static void read_about_rule(const reading *r, const cg_json *node, cg_exception *exception) {
    static const char *const known[] = {"kind",    "rule", "from", "to",    "firm", "number",
                                        "because", "by",   "date", "until", NULL};
    cg_reader_check_keys(&r->reader, node, known);
    read_rule(r, node, exception);
    read_ends(r, node, exception);
    if (exception->kind == CG_EXCEPTION_WAIVER) {
        need(r, node, exception, "because", cg_words_in(exception->because, CG_ENGLISH, NULL));
    } else {
        need(r, node, exception, "number", exception->number);
    }
}

/* False after reporting. */
static bool read_kind(const reading *r, const cg_json *node, cg_exception_kind *kind) {
    static const char *const kinds[] = {"waiver", "permit", "licence", NULL};
    const cg_json *member = cg_json_member(node, "kind");
    if (member == NULL) {
        say(r, node, CG_MSG_ENTRY_WITHOUT, "kind", NULL);
        return false;
    }
    if (!cg_reader_is(&r->reader, member, CG_JSON_STRING)) {
        return false;
    }
    for (int k = 0; kinds[k] != NULL; k++) {
        if (strcmp(kinds[k], member->text) == 0) {
            *kind = (cg_exception_kind)k;
            return true;
        }
    }
    const char *nearest = cg_nearest(kinds, member->text);
    say(r, member, nearest == NULL ? CG_MSG_EXCEPTION_KIND : CG_MSG_EXCEPTION_KIND_NEAR,
        member->text, nearest);
    return false;
}

static void read_exception(reading *r, const cg_json *node) {
    cg_exception exception = {.sender = CG_NONE,
                              .output = CG_NONE,
                              .receiver = CG_NONE,
                              .input = CG_NONE,
                              .holder = CG_NONE,
                              .line = node->line};
    if (!cg_reader_is(&r->reader, node, CG_JSON_OBJECT) || !read_kind(r, node, &exception.kind)) {
        return;
    }
    exception.number = text_of(r, node, "number");
    exception.by = text_of(r, node, "by");
    exception.because = cg_reader_words(&r->reader, cg_json_member(node, "because"));
    read_days(r, node, &exception);
    if (exception.kind == CG_EXCEPTION_LICENCE) {
        read_licence(r, node, &exception);
    } else {
        read_about_rule(r, node, &exception);
    }
    CG_PUSH(r->reader.arena, &r->made->items, exception);
}

/* --- what firms have with their licences ---------------------------------------------------------
 */

static void append(cg_arena *arena, cg_json *list, const cg_json *item) {
    cg_json *copy = CG_NEW(arena, cg_json);
    *copy = *item;
    copy->parent = list;
    copy->next = NULL;
    copy->index = list->count++;
    if (list->last != NULL) {
        list->last->next = copy;
    } else {
        list->first = copy;
    }
    list->last = copy;
}

/* Lists grow; of anything else the licence's word stands. */
static const cg_json *together(cg_arena *arena, const cg_json *stated, const cg_json *held) {
    if (held->type != CG_JSON_ARRAY) {
        return held;
    }
    cg_json *list = CG_NEW(arena, cg_json);
    *list = (cg_json){.type = CG_JSON_ARRAY, .line = held->line};
    const cg_json *parts[] = {stated, held};
    for (int p = 0; p < 2; p++) {
        bool listed = parts[p] != NULL && parts[p]->type == CG_JSON_ARRAY;
        for (const cg_json *i = listed ? parts[p]->first : NULL; i != NULL; i = i->next) {
            append(arena, list, i);
        }
    }
    return list;
}

static const cg_json *stated_by(const cg_park *park, int firm_index, const char *fact) {
    const cg_firm *firm = &park->firms.items[firm_index];
    const cg_json *stated = cg_attribute_value(park->knowledge, &firm->attributes, fact);
    return stated != NULL ? stated : cg_json_member(firm->node, fact);
}

/* Behind the firm's others: of two under one name the first is told. */
static void enter_fact(reading *r, int firm, cg_held_fact fact) {
    CG_PUSH(r->reader.arena, &r->made->facts, fact);
    int *end = &r->made->first_fact[firm];
    while (*end != CG_NONE) {
        end = &r->made->facts.items[*end].next;
    }
    *end = r->made->facts.count - 1;
}

/* Enters a fact twice: with this licence alone, and with those before it. */
static void hold(reading *r, int e, const char *fact, const cg_json *value) {
    cg_arena *arena = r->reader.arena;
    int firm = r->made->items.items[e].holder;
    const cg_json *stated = stated_by(r->park, firm, fact);
    const cg_json *alone = together(arena, stated, value);
    enter_fact(r, firm, (cg_held_fact){e, fact, alone, CG_NONE});
    for (int f = r->made->first_fact[firm]; f != CG_NONE; f = r->made->facts.items[f].next) {
        cg_held_fact *held = &r->made->facts.items[f];
        if (held->exception == CG_NONE && strcmp(held->fact, fact) == 0) {
            held->value = together(arena, held->value, value);
            return;
        }
    }
    enter_fact(r, firm, (cg_held_fact){CG_NONE, fact, alone, CG_NONE});
}

static void hold_licences(reading *r) {
    for (int e = 0; e < r->made->items.count; e++) {
        const cg_exception *exception = &r->made->items.items[e];
        if (exception->kind != CG_EXCEPTION_LICENCE || exception->state != CG_EXCEPTION_IDLE ||
            exception->holder == CG_NONE) {
            continue;
        }
        if (exception->licence != NULL) {
            cg_json *list = CG_NEW(r->reader.arena, cg_json);
            *list = (cg_json){.type = CG_JSON_ARRAY};
            append(r->reader.arena, list,
                   &(cg_json){.type = CG_JSON_STRING, .text = exception->licence});
            hold(r, e, "licences", list);
        }
        for (int a = 0; a < exception->attributes.count; a++) {
            hold(r, e, exception->attributes.items[a].id, exception->attributes.items[a].value);
        }
    }
}

/* --- filing --------------------------------------------------------------------------------------
 */

/* A firm without which the exception speaks of no exchange; CG_NONE. */
static int firm_of(const cg_park *park, const cg_exception *exception) {
    const int firms[] = {
        exception->holder, exception->sender,
        exception->output == CG_NONE ? CG_NONE : park->outputs.items[exception->output].firm,
        exception->receiver,
        exception->input == CG_NONE ? CG_NONE : park->inputs.items[exception->input].firm};
    for (size_t i = 0; i < sizeof firms / sizeof *firms; i++) {
        if (firms[i] != CG_NONE) {
            return firms[i];
        }
    }
    return CG_NONE;
}

static int *empty_files(const reading *r) {
    int *files = CG_ARRAY(r->reader.arena, int, r->park->firms.count + 1);
    for (int f = 0; f < r->park->firms.count; f++) {
        files[f] = CG_NONE;
    }
    return files;
}

/* From the last, so that each file is in the document's order. */
static void file_exceptions(reading *r) {
    cg_exceptions *made = r->made;
    for (int e = made->items.count - 1; e >= 0; e--) {
        int firm = firm_of(r->park, &made->items.items[e]);
        int *first = firm == CG_NONE ? &made->everywhere : &made->first_of_firm[firm];
        made->items.items[e].next = *first;
        *first = e;
    }
}

/* --- the document --------------------------------------------------------------------------------
 */

static void check_head(const reading *r, const cg_json *document) {
    static const char *const known[] = {"format", "park", "exceptions", NULL};
    const cg_json *format = cg_json_member(document, "format");
    cg_reader_check_document(&r->reader, document, known);
    if (format == NULL) {
        say(r, document, CG_MSG_ENTRY_WITHOUT, "format", NULL);
    } else if (format->type != CG_JSON_STRING || strcmp(format->text, FORMAT) != 0) {
        say(r, format, CG_MSG_EXCEPTIONS_FORMAT, cg_reader_shown(&r->reader, format), FORMAT);
    }
    const char *park = text_of(r, document, "park");
    if (park != NULL && strcmp(park, r->park->id) != 0) {
        say(r, cg_json_member(document, "park"), CG_MSG_EXCEPTIONS_OTHER_PARK, park, r->park->id);
    }
}

static void read_document(reading *r, const cg_json *document) {
    if (!cg_reader_is(&r->reader, document, CG_JSON_OBJECT)) {
        return;
    }
    check_head(r, document);
    const cg_json *list = cg_json_member(document, "exceptions");
    if (list == NULL) {
        say(r, document, CG_MSG_ENTRY_WITHOUT, "exceptions", NULL);
        return;
    }
    if (!cg_reader_is(&r->reader, list, CG_JSON_ARRAY)) {
        return;
    }
    for (const cg_json *node = list->first; node != NULL; node = node->next) {
        read_exception(r, node);
    }
    file_exceptions(r);
    hold_licences(r);
}

cg_exceptions *cg_exceptions_read(const cg_reader *reader, const cg_exceptions_source *source,
                                  const cg_park *park, const cg_rules *pack, const char *date) {
    cg_arena *arena = reader->arena;
    reading r = {*reader, park, pack, date, CG_NEW(arena, cg_exceptions)};
    char *bytes = NULL;
    size_t length = source->length;
    if (source->bytes == NULL &&
        !cg_file_read(arena, reader->diagnostics, source->file, LARGEST, &bytes, &length)) {
        return NULL;
    }
    const char *text = source->bytes == NULL ? bytes : source->bytes;
    char digest[65];
    cg_sha256(text, length, digest);
    r.made->file = source->file == NULL ? "exceptions" : source->file;
    r.made->file = cg_copy(arena, r.made->file, strlen(r.made->file));
    r.made->sha256 = cg_copy(arena, digest, strlen(digest));
    r.reader.file = r.made->file;
    const cg_json *document = cg_json_read(arena, reader->diagnostics, r.made->file, text, length);
    if (document == NULL) {
        return NULL;
    }
    r.made->everywhere = CG_NONE;
    r.made->first_of_firm = empty_files(&r);
    r.made->first_fact = empty_files(&r);
    read_document(&r, document);
    return r.made;
}
