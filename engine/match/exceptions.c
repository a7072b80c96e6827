/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of a park's exceptions speaks of an exchange, and how each is told. */
#include "match/exceptions.h"

#include <string.h>

static bool counts(const cg_exception *exception) {
    return exception->state == CG_EXCEPTION_IDLE || exception->state == CG_EXCEPTION_AT_WORK;
}

static int sender_of(const cg_exchange_case *exchange) {
    return exchange->output == CG_NONE ? CG_NONE
                                       : exchange->park->outputs.items[exchange->output].firm;
}

/* What is discharged goes to nobody. */
static int receiver_of(const cg_exchange_case *exchange) {
    return exchange->input == CG_NONE ? CG_NONE
                                      : exchange->park->inputs.items[exchange->input].firm;
}

/* An end that is not stated is any. */
bool cg_exception_covers(const cg_exception *exception, const cg_exchange_case *exchange) {
    if (exchange == NULL) {
        return exception->from == NULL && exception->to == NULL && exception->firm == NULL;
    }
    int sender = sender_of(exchange), receiver = receiver_of(exchange);
    return (exception->sender == CG_NONE || exception->sender == sender) &&
           (exception->output == CG_NONE || exception->output == exchange->output) &&
           (exception->receiver == CG_NONE || exception->receiver == receiver) &&
           (exception->input == CG_NONE || exception->input == exchange->input) &&
           (exception->holder == CG_NONE || exception->holder == sender ||
            exception->holder == receiver);
}

/* The first in one file that speaks of the rule. */
static int first_filed(const cg_exceptions *exceptions, int filed, cg_exception_kind kind,
                       const char *rule, const cg_exchange_case *exchange) {
    int e = filed;
    while (e != CG_NONE) {
        const cg_exception *exception = &exceptions->items.items[e];
        if (exception->kind == kind && counts(exception) &&
            cg_exception_covers(exception, exchange) && exception->rule != NULL &&
            strcmp(exception->rule, rule) == 0) {
            return e;
        }
        e = exception->next;
    }
    return CG_NONE;
}

int cg_exception_for(const cg_exceptions *exceptions, cg_exception_kind kind, const char *rule,
                     const cg_exchange_case *exchange) {
    if (exceptions == NULL) {
        return CG_NONE;
    }
    int sender = exchange == NULL ? CG_NONE : sender_of(exchange);
    int receiver = exchange == NULL ? CG_NONE : receiver_of(exchange);
    const int files[] = {exceptions->everywhere,
                         sender == CG_NONE ? CG_NONE : exceptions->first_of_firm[sender],
                         receiver == CG_NONE ? CG_NONE : exceptions->first_of_firm[receiver]};
    int first = CG_NONE;
    for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
        int e = first_filed(exceptions, files[f], kind, rule, exchange);
        first = e != CG_NONE && (first == CG_NONE || e < first) ? e : first;
    }
    return first;
}

const cg_json *cg_exceptions_fact(const cg_exceptions *exceptions, int firm, const char *fact,
                                  int only) {
    int f = exceptions == NULL ? CG_NONE : exceptions->first_fact[firm];
    while (f != CG_NONE) {
        const cg_held_fact *held = &exceptions->facts.items[f];
        if (held->exception == only && strcmp(held->fact, fact) == 0) {
            return held->value;
        }
        f = held->next;
    }
    return NULL;
}

const char *cg_exception_kind_id(cg_exception_kind kind) {
    static const char *const ids[] = {[CG_EXCEPTION_WAIVER] = "waiver",
                                      [CG_EXCEPTION_PERMIT] = "permit",
                                      [CG_EXCEPTION_LICENCE] = "licence"};
    return ids[kind];
}

const char *cg_exception_state_id(cg_exception_state state) {
    static const char *const ids[] = {[CG_EXCEPTION_IDLE] = "idle",
                                      [CG_EXCEPTION_AT_WORK] = "at-work",
                                      [CG_EXCEPTION_EARLY] = "early",
                                      [CG_EXCEPTION_ENDED] = "ended"};
    return ids[state];
}

static void warn(cg_diagnostics *diagnostics, const cg_exceptions *exceptions, int e,
                 cg_message_id id, const char *first, const char *second) {
    const char *path = cg_format(diagnostics->arena, "exceptions.%d", e);
    cg_place place = {exceptions->file, path, exceptions->items.items[e].line};
    cg_say(diagnostics, CG_WARNING, place, id, first, second, NULL);
}

static bool is_asked(const char *id, const cg_rule *const *rules, int count) {
    for (int r = 0; r < count; r++) {
        if (strcmp(rules[r]->id, id) == 0) {
            return true;
        }
    }
    return false;
}

void cg_exceptions_check_rules(cg_diagnostics *diagnostics, cg_exceptions *exceptions,
                               const cg_rule *const *rules, int count, const char *date) {
    for (int e = 0; exceptions != NULL && e < exceptions->items.count; e++) {
        cg_exception *exception = &exceptions->items.items[e];
        if (exception->state == CG_EXCEPTION_IDLE && exception->rule != NULL &&
            !is_asked(exception->rule, rules, count)) {
            warn(diagnostics, exceptions, e, CG_MSG_EXCEPTION_RULE_NOT_IN_FORCE, exception->rule,
                 date);
            exception->explained = true;
        }
    }
}

void cg_exceptions_report_idle(cg_diagnostics *diagnostics, const cg_exceptions *exceptions) {
    for (int e = 0; exceptions != NULL && e < exceptions->items.count; e++) {
        const cg_exception *exception = &exceptions->items.items[e];
        if (exception->state == CG_EXCEPTION_IDLE && !exception->explained) {
            warn(diagnostics, exceptions, e, CG_MSG_EXCEPTION_IDLE,
                 cg_exception_kind_id(exception->kind),
                 exception->rule != NULL ? exception->rule : exception->firm);
        }
    }
}

static void write_exception(cg_json_writer *writer, const cg_exception *exception) {
    cg_json_open_object(writer, NULL);
    cg_json_string(writer, "kind", cg_exception_kind_id(exception->kind));
    cg_json_string_if(writer, "rule", exception->rule);
    cg_json_words_if(writer, "title", exception->title);
    cg_json_string_if(writer, "from", exception->from);
    cg_json_string_if(writer, "to", exception->to);
    cg_json_string_if(writer, "firm", exception->firm);
    cg_json_string_if(writer, "licence", exception->licence);
    if (exception->attributes.count > 0) {
        cg_json_open_object(writer, "attributes");
        for (int a = 0; a < exception->attributes.count; a++) {
            cg_json_tree(writer, exception->attributes.items[a].id,
                         exception->attributes.items[a].value);
        }
        cg_json_close_object(writer);
    }
    cg_json_string_if(writer, "number", exception->number);
    cg_json_words_if(writer, "because", exception->because);
    cg_json_string_if(writer, "by", exception->by);
    cg_json_string_if(writer, "date", exception->date);
    cg_json_string_if(writer, "until", exception->until);
    cg_json_string(writer, "state", cg_exception_state_id(exception->state));
    cg_json_close_object(writer);
}

void cg_exceptions_write(cg_json_writer *writer, const char *key, const cg_exception *items,
                         int count) {
    cg_json_open_array(writer, key);
    for (int e = 0; e < count; e++) {
        write_exception(writer, &items[e]);
    }
    cg_json_close_array(writer);
}

/* "; said as {1}" for what is stated. */
static void add_detail(cg_text *text, cg_language language, cg_message_id id, const char *detail) {
    if (detail != NULL) {
        cg_text_add(text, ", ");
        cg_text_add(text, cg_message(text->arena, id, language, detail, NULL));
    }
}

static const char *what_is_held(cg_arena *arena, const cg_exception *exception) {
    cg_text text = cg_text_start(arena);
    cg_text_add(&text, exception->licence == NULL ? "" : exception->licence);
    for (int a = 0; a < exception->attributes.count; a++) {
        cg_text_addf(&text, "%s%s %s", text.length > 0 ? ", " : "",
                     exception->attributes.items[a].id,
                     cg_json_canonical(arena, exception->attributes.items[a].value));
    }
    return text.bytes;
}

/* What is stated, without who and when. */
static const char *substance(cg_arena *arena, const cg_exception *exception, cg_language language) {
    const char *rule = exception->rule == NULL ? "" : exception->rule;
    const char *title = cg_words_in(exception->title, language, rule);
    const char *because = cg_words_in(exception->because, language, "–");
    const char *number = exception->number == NULL ? "–" : exception->number;
    switch (exception->kind) {
    case CG_EXCEPTION_WAIVER:
        return cg_message(arena, CG_MSG_EXCEPTION_WAIVED, language, rule, title, because, NULL);
    case CG_EXCEPTION_PERMIT:
        return cg_message(arena, CG_MSG_EXCEPTION_HELD, language, rule, title, number, NULL);
    case CG_EXCEPTION_LICENCE:
        break;
    }
    return cg_message(arena, CG_MSG_EXCEPTION_LICENSED, language, exception->firm,
                      what_is_held(arena, exception), NULL);
}

const char *cg_exception_told(cg_arena *arena, const cg_exception *exception,
                              cg_language language) {
    cg_text text = cg_text_start(arena);
    cg_text_add(&text, substance(arena, exception, language));
    if (exception->kind != CG_EXCEPTION_PERMIT) {
        add_detail(&text, language, CG_MSG_EXCEPTION_NUMBER, exception->number);
    }
    add_detail(&text, language, CG_MSG_EXCEPTION_BY, exception->by);
    add_detail(&text, language, CG_MSG_EXCEPTION_DATED, exception->date);
    add_detail(&text, language, CG_MSG_EXCEPTION_UNTIL, exception->until);
    if (exception->kind != CG_EXCEPTION_WAIVER) {
        add_detail(&text, language, CG_MSG_EXCEPTION_BECAUSE,
                   cg_words_in(exception->because, language, NULL));
    }
    return cg_text_plain(arena, text.bytes);
}

static const char *ends(cg_arena *arena, const cg_exception *exception, cg_language language) {
    if (exception->kind == CG_EXCEPTION_LICENCE) {
        return NULL;
    }
    if (exception->firm != NULL) {
        return cg_message(arena, CG_MSG_EXCEPTION_OF_FIRM, language, exception->firm, NULL);
    }
    if (exception->from != NULL && exception->to != NULL) {
        return cg_message(arena, CG_MSG_EXCEPTION_BETWEEN, language, exception->from, exception->to,
                          NULL);
    }
    if (exception->from != NULL) {
        return cg_message(arena, CG_MSG_EXCEPTION_FROM, language, exception->from, NULL);
    }
    return exception->to != NULL
               ? cg_message(arena, CG_MSG_EXCEPTION_TO, language, exception->to, NULL)
               : cg_message(arena, CG_MSG_EXCEPTION_EVERYWHERE, language, NULL);
}

static const char *became(cg_arena *arena, const cg_exception *exception, cg_language language) {
    switch (exception->state) {
    case CG_EXCEPTION_IDLE:
        return cg_message(arena, CG_MSG_EXCEPTION_NOT_NEEDED, language, NULL);
    case CG_EXCEPTION_EARLY:
        return cg_message(arena, CG_MSG_EXCEPTION_NOT_YET, language, NULL);
    case CG_EXCEPTION_ENDED:
        return cg_message(arena, CG_MSG_EXCEPTION_NO_LONGER, language, NULL);
    case CG_EXCEPTION_AT_WORK:
        break;
    }
    return NULL;
}

const char *cg_exception_reach(cg_arena *arena, const cg_exception *exception,
                               cg_language language) {
    const char *where = ends(arena, exception, language);
    const char *state = became(arena, exception, language);
    return cg_text_plain(arena, cg_format(arena, "%s%s%s", where == NULL ? "" : where,
                                          where != NULL && state != NULL ? "; " : "",
                                          state == NULL ? "" : state));
}
