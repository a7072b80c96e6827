/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what a rule pack says about itself: its instruments and their clauses, open questions,
 * authorities. */
#include "knowledge/rules_read.h"

#include "text/day.h"

#include <string.h>

const char *cg_rules_day(const cg_reader *reader, const cg_json *object, const char *key) {
    const char *day = cg_reader_text(reader, object, key, NULL);
    if (day == NULL || cg_day_is_valid(day)) {
        return day;
    }
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, cg_json_member(object, key)),
           CG_MSG_DATE_FORM, day, NULL);
    return NULL;
}

void cg_dates_read(const cg_reader *reader, const cg_json *object, const char **from,
                   const char **to) {
    *from = cg_rules_day(reader, object, "from");
    *to = cg_rules_day(reader, object, "to");
    if (*from != NULL && *to != NULL && strcmp(*from, *to) > 0) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, object),
               CG_MSG_DATES_REVERSED, *from, *to, NULL);
    }
}

/* Among the pack's own first, then, unless `own`, among those of the packs before it. */
static cg_clause *find_clause(const cg_rule_source *source, const char *id, bool own) {
    const cg_rules *rules = source->rules;
    for (int i = rules->clauses.count - 1; i >= (own ? source->first_clause : 0); i--) {
        if (strcmp(rules->clauses.items[i].id, id) == 0) {
            return &rules->clauses.items[i];
        }
    }
    return NULL;
}

static void read_clauses(cg_rule_source *source, const cg_json *instrument, const char *of) {
    static const char *const known[] = {"id", "excused", NULL};
    const cg_reader *reader = &source->reader;
    for (const cg_json *one = cg_reader_first(reader, instrument, "clauses"); one != NULL;
         one = one->next) {
        const char *id = cg_reader_id(reader, one);
        if (id == NULL) {
            continue;
        }
        cg_reader_check_keys(reader, one, known);
        cg_clause clause = {.id = cg_format(reader->arena, "%s %s", of, id),
                            .excused = cg_reader_sentence(reader, cg_json_member(one, "excused")),
                            .node = one,
                            .file = reader->file};
        if (find_clause(source, clause.id, true) != NULL) {
            cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, one), CG_MSG_ENTRY_TWICE,
                   clause.id, reader->file, NULL);
            continue;
        }
        CG_PUSH(reader->arena, &source->rules->clauses, clause);
    }
}

static void read_instruments(cg_rule_source *source, const cg_json *root) {
    static const char *const known[] = {"id",         "title",  "from",    "to", "read",
                                        "confidence", "status", "clauses", NULL};
    const cg_reader *reader = &source->reader;
    for (const cg_json *one = cg_reader_first(reader, root, "sources"); one != NULL;
         one = one->next) {
        const char *id = cg_reader_id(reader, one);
        if (id == NULL) {
            continue;
        }
        const char *from, *to;
        cg_reader_check_keys(reader, one, known);
        cg_reader_sentence(reader, cg_json_member(one, "title"));
        cg_reader_grade(reader, one);
        cg_reader_sentence(reader, cg_json_member(one, "status"));
        cg_reader_sentence(reader, cg_json_member(one, "read"));
        cg_dates_read(reader, one, &from, &to);
        read_clauses(source, one, id);
    }
    if (cg_json_member(root, "effluent_standards") != NULL) {
        source->pack->effluents = cg_json_member(root, "effluent_standards");
        source->pack->effluents_file = reader->file;
    }
    if (cg_json_member(root, "sources") != NULL) {
        source->pack->sources = cg_json_member(root, "sources");
    }
}

static void read_readings(const cg_reader *reader, const cg_json *entry,
                          cg_legal_question *question) {
    static const char *const known[] = {"id", "title", NULL};
    const char *usual = cg_reader_text(reader, entry, "default", "");
    question->usual = CG_NONE;
    for (const cg_json *one = cg_reader_first(reader, entry, "readings"); one != NULL;
         one = one->next) {
        cg_reading reading = {.id = cg_reader_id(reader, one)};
        if (reading.id == NULL) {
            continue;
        }
        cg_reader_check_keys(reader, one, known);
        reading.title = cg_reader_sentence(reader, cg_json_member(one, "title"));
        if (strcmp(reading.id, usual) == 0) {
            question->usual = question->readings.count;
        }
        CG_PUSH(reader->arena, &question->readings, reading);
    }
    if (question->usual == CG_NONE) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry),
               CG_MSG_QUESTION_WITHOUT_DEFAULT, question->id, NULL);
        question->usual = 0;
    }
}

/* --reading names a reading by its id alone, and a rule its question: both must be one thing. */
static void check_question(const cg_rule_source *source, const cg_json *entry,
                           const cg_legal_question *question) {
    const cg_reader *reader = &source->reader;
    for (int q = 0; q < source->rules->questions.count; q++) {
        const cg_legal_question *other = &source->rules->questions.items[q];
        if (strcmp(other->id, question->id) == 0) {
            cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry),
                   CG_MSG_QUESTION_TWICE, question->id, NULL);
            continue;
        }
        for (int i = 0; i < other->readings.count; i++) {
            for (int k = 0; k < question->readings.count; k++) {
                if (strcmp(other->readings.items[i].id, question->readings.items[k].id) == 0) {
                    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry),
                           CG_MSG_READING_TWICE, other->readings.items[i].id, other->id,
                           question->id, NULL);
                }
            }
        }
    }
}

static void read_questions(cg_rule_source *source, const cg_json *root) {
    static const char *const known[] = {"id", "title", "open", "default", "readings", NULL};
    const cg_reader *reader = &source->reader;
    for (const cg_json *one = cg_reader_first(reader, root, "questions"); one != NULL;
         one = one->next) {
        cg_legal_question question = {.id = cg_reader_id(reader, one)};
        if (question.id == NULL) {
            continue;
        }
        cg_reader_check_keys(reader, one, known);
        question.title = cg_reader_sentence(reader, cg_json_member(one, "title"));
        question.open = cg_reader_truth(reader, one, "open", true);
        read_readings(reader, one, &question);
        check_question(source, one, &question);
        CG_PUSH(reader->arena, &source->rules->questions, question);
    }
}

static bool same_text(const char *a, const char *b) {
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Packs may list the same authority; not under two names on one day. */
static void check_authority(const cg_rule_source *source, const cg_json *entry,
                            const cg_authority *authority) {
    const cg_reader *reader = &source->reader;
    for (int a = 0; a < source->rules->authorities.count; a++) {
        const cg_authority *other = &source->rules->authorities.items[a];
        bool apart = (other->to != NULL && authority->from != NULL &&
                      strcmp(other->to, authority->from) < 0) ||
                     (authority->to != NULL && other->from != NULL &&
                      strcmp(authority->to, other->from) < 0);
        bool same = same_text(other->name.in[CG_ENGLISH], authority->name.in[CG_ENGLISH]) &&
                    same_text(other->name.in[CG_VIETNAMESE], authority->name.in[CG_VIETNAMESE]);
        if (strcmp(other->id, authority->id) == 0 && !apart && !same) {
            cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry),
                   CG_MSG_AUTHORITY_TWICE, authority->id, NULL);
        }
    }
}

static void read_authorities(cg_rule_source *source, const cg_json *root) {
    static const char *const known[] = {"id", "name", "from", "to", "source", "confidence", NULL};
    const cg_reader *reader = &source->reader;
    for (const cg_json *one = cg_reader_first(reader, root, "authorities"); one != NULL;
         one = one->next) {
        cg_authority authority = {.id = cg_reader_id(reader, one)};
        if (authority.id == NULL) {
            continue;
        }
        cg_reader_check_keys(reader, one, known);
        authority.name = cg_reader_sentence(reader, cg_json_member(one, "name"));
        cg_reader_sentence(reader, cg_json_member(one, "source"));
        cg_reader_grade(reader, one);
        cg_dates_read(reader, one, &authority.from, &authority.to);
        if (cg_json_member(one, "name") == NULL) {
            cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, one),
                   CG_MSG_ENTRY_WITHOUT, "name", NULL);
        }
        check_authority(source, one, &authority);
        CG_PUSH(reader->arena, &source->rules->authorities, authority);
    }
}

void cg_rules_read_head(cg_rule_source *source, const cg_json *root) {
    const cg_reader *reader = &source->reader;
    cg_rule_pack *pack = source->pack;
    cg_words title = cg_reader_sentence(reader, cg_json_member(root, "title"));
    cg_words note = cg_reader_sentence(reader, cg_json_member(root, "note"));
    if (cg_json_member(root, "title") != NULL) {
        pack->title = title;
        pack->note = note;
    }
    const char *checked_to = cg_rules_day(reader, root, "checked_to");
    pack->checked_to = checked_to != NULL ? checked_to : pack->checked_to;
    const char *covers_from = cg_rules_day(reader, root, "covers_from");
    pack->covers_from = covers_from != NULL ? covers_from : pack->covers_from;
    read_instruments(source, root);
    read_questions(source, root);
    read_authorities(source, root);
}

void cg_rules_check_clauses(cg_rule_source *source) {
    cg_reader *reader = &source->reader;
    for (int r = source->first_rule; r < source->rules->items.count; r++) {
        const cg_rule *rule = &source->rules->items.items[r];
        reader->file = rule->file;
        const cg_json *cite = rule->cites != NULL ? rule->cites->first : NULL;
        for (; cite != NULL; cite = cite->next) {
            cg_clause *clause =
                cite->type == CG_JSON_STRING ? find_clause(source, cite->text, false) : NULL;
            if (clause == NULL) {
                cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, cite),
                       CG_MSG_CLAUSE_UNKNOWN, rule->id, cg_reader_shown(reader, cite), NULL);
                continue;
            }
            clause->used = true;
        }
    }
    for (int c = source->first_clause; c < source->rules->clauses.count; c++) {
        const cg_clause *clause = &source->rules->clauses.items[c];
        reader->file = clause->file;
        if (!clause->used && cg_words_in(clause->excused, CG_ENGLISH, NULL) == NULL) {
            cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, clause->node),
                   CG_MSG_CLAUSE_UNUSED, clause->id, NULL);
        }
    }
}

void cg_rules_reading_of(const cg_rule_source *source, const cg_json *entry, int *question,
                         int *reading) {
    const cg_reader *reader = &source->reader;
    const char *asked = cg_reader_text(reader, entry, "question", NULL);
    const char *answer = cg_reader_text(reader, entry, "reading", NULL);
    *question = CG_NONE;
    *reading = CG_NONE;
    if (asked == NULL && answer == NULL) {
        return;
    }
    for (int q = 0; asked != NULL && q < source->rules->questions.count; q++) {
        const cg_legal_question *one = &source->rules->questions.items[q];
        for (int r = 0; strcmp(one->id, asked) == 0 && r < one->readings.count; r++) {
            if (answer != NULL && strcmp(one->readings.items[r].id, answer) == 0) {
                *question = q;
                *reading = r;
                return;
            }
        }
    }
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry), CG_MSG_READING_UNKNOWN,
           asked != NULL ? asked : "", answer != NULL ? answer : "", NULL);
}

const cg_authority *cg_authority_on(const cg_rules *rules, const char *id, const char *date) {
    const cg_authority *latest = NULL;
    for (int a = 0; a < rules->authorities.count; a++) {
        const cg_authority *one = &rules->authorities.items[a];
        if (strcmp(one->id, id) != 0) {
            continue;
        }
        if ((one->from == NULL || strcmp(one->from, date) <= 0) &&
            (one->to == NULL || strcmp(date, one->to) <= 0)) {
            return one;
        }
        latest = one;
    }
    return latest;
}
