/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rule packs and their rules, with legal sources and dates. */
#include "report/report_rules.h"

#include <string.h>

#include "base/text.h"
#include "report/rule_sources.h"
#include "report/rule_words.h"
#include "text/figures.h"

enum { WIDTH = 80 };

typedef struct page {
    cg_arena *arena;
    cg_language language;
    cg_text out;
} page;

static const char *pack_id(const cg_rules *rules) {
    static const char folder[] = "rules/";
    const char *pack = rules->pack == NULL ? "none" : rules->pack;
    return strncmp(pack, folder, sizeof folder - 1) == 0 ? pack + sizeof folder - 1 : pack;
}

/* --- JSON ----------------------------------------------------------------------------------------
 */

static void write_rule(cg_json_writer *out, const cg_rules *rules, const cg_rule *rule) {
    cg_json_open_object(out, NULL);
    cg_json_string(out, "id", rule->id);
    cg_json_words(out, "title", rule->title);
    cg_json_words(out, "message", rule->message);
    cg_json_words(out, "instrument", rule->instrument);
    cg_json_words(out, "clause", rule->clause);
    cg_json_words(out, "source", rule->source);
    cg_json_string(out, "from", rule->from);
    cg_json_string(out, "to", rule->to);
    cg_json_string(out, "question",
                   rule->question == CG_NONE ? NULL : rules->questions.items[rule->question].id);
    cg_json_string(out, "reading",
                   rule->question == CG_NONE
                       ? NULL
                       : rules->questions.items[rule->question].readings.items[rule->reading].id);
    if (rule->cites != NULL) {
        cg_json_tree(out, "cites", rule->cites);
    }
    cg_json_string(out, "confidence", rule->confidence);
    cg_json_boolean(out, "gazette_checked", rule->gazette_checked);
    if (rule->applies != NULL) {
        cg_json_tree(out, "applies", rule->applies);
    }
    if (rule->effect != NULL) {
        cg_json_tree(out, "effect", rule->effect);
    }
    cg_json_close_object(out);
}

/* What one pack says of itself; of several each in a list. */
static void write_heads(cg_json_writer *out, const cg_rules *rules) {
    bool several = rules->packs.count > 1;
    if (several) {
        cg_json_open_array(out, "packs");
    }
    for (int p = 0; p < rules->packs.count; p++) {
        const cg_rule_pack *pack = &rules->packs.items[p];
        if (several) {
            cg_json_open_object(out, NULL);
            cg_json_string(out, "id", pack->name);
        }
        cg_json_words(out, "title", pack->title);
        cg_json_string(out, "checked_to", pack->checked_to);
        if (several) {
            cg_json_close_object(out);
        }
    }
    if (several) {
        cg_json_close_array(out);
    }
}

/* One list of what all packs list. */
static void write_list(cg_json_writer *out, const cg_rules *rules, const char *key,
                       bool effluents) {
    bool any = false;
    for (int p = 0; p < rules->packs.count; p++) {
        const cg_rule_pack *pack = &rules->packs.items[p];
        const cg_json *list = effluents ? pack->effluents : pack->sources;
        const cg_json *one = list != NULL ? list->first : NULL;
        if (list != NULL && !any) {
            cg_json_open_array(out, key);
            any = true;
        }
        for (; one != NULL; one = one->next) {
            cg_json_tree(out, NULL, one);
        }
    }
    if (any) {
        cg_json_close_array(out);
    }
}

static void write_lists(cg_json_writer *out, const cg_rules *rules) {
    write_list(out, rules, "sources", false);
    write_list(out, rules, "effluent_standards", true);
}

static const char *rules_json(cg_arena *arena, const cg_rules *rules, const cg_case_results *cases,
                              size_t *length) {
    cg_json_writer out = cg_json_write_start(arena);
    cg_json_open_object(&out, NULL);
    cg_json_string(&out, "format", "congsinh-rule-list/1");
    cg_json_string(&out, "pack", pack_id(rules));
    write_heads(&out, rules);
    cg_json_open_array(&out, "rules");
    for (int r = 0; r < rules->items.count; r++) {
        write_rule(&out, rules, &rules->items.items[r]);
    }
    cg_json_close_array(&out);
    cg_json_open_object(&out, "cases");
    cg_json_integer(&out, "run", cases->run);
    cg_json_integer(&out, "passed", cases->passed);
    cg_json_close_object(&out);
    write_lists(&out, rules);
    cg_json_close_object(&out);
    return cg_json_finish(&out, length);
}

static void write_pack(cg_json_writer *out, const char *id, const cg_rules *rules) {
    cg_json_open_object(out, NULL);
    cg_json_string(out, "id", id);
    cg_json_words(out, "title", rules->packs.items[0].title);
    cg_json_integer(out, "rules", rules->items.count);
    cg_json_string(out, "checked_to", rules->packs.items[0].checked_to);
    cg_json_close_object(out);
}

/* --- text ----------------------------------------------------------------------------------------
 */

static void add_paragraph(page *p, const char *text, int indent) {
    cg_text_add_indented(&p->out, cg_text_plain(p->arena, text), WIDTH, indent);
}

static void add_line(page *p, cg_message_id id, const char *value) {
    if (value != NULL && *value != '\0') {
        add_paragraph(p, cg_message(p->arena, id, p->language, value, NULL), 4);
    }
}

static const char *words(const page *p, cg_words text) {
    return cg_words_in(text, p->language, NULL);
}

static const char *tell_dates(const page *p, const cg_rule *rule) {
    const char *days = cg_rule_days(p->arena, rule->from, rule->to, p->language);
    return days != NULL ? days : cg_message(p->arena, CG_MSG_RULES_ALWAYS, p->language, NULL);
}

static const char *tell_confidence(const page *p, const cg_rule *rule) {
    static const struct {
        const char *id;
        cg_message_id message;
    } known[] = {{"verified", CG_MSG_RULES_VERIFIED},
                 {"background", CG_MSG_RULES_BACKGROUND},
                 {"uncertain", CG_MSG_RULES_UNCERTAIN}};
    const char *told = "–";
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        if (rule->confidence != NULL && strcmp(rule->confidence, known[k].id) == 0) {
            told = cg_message(p->arena, known[k].message, p->language, NULL);
        }
    }
    const char *gazette =
        cg_message(p->arena, rule->gazette_checked ? CG_MSG_RULES_GAZETTE : CG_MSG_RULES_NO_GAZETTE,
                   p->language, NULL);
    return cg_format(p->arena, "%s; %s", told, gazette);
}

static const char *tell_cites(const page *p, const cg_rule *rule) {
    cg_text text = cg_text_start(p->arena);
    const cg_json *cite = rule->cites != NULL ? rule->cites->first : NULL;
    for (; cite != NULL; cite = cite->next) {
        cg_text_addf(&text, "%s%s", text.length > 0 ? "; " : "",
                     cite->text != NULL ? cite->text : "");
    }
    return text.bytes;
}

static const char *tell_reading(const page *p, const cg_rules *rules, const cg_rule *rule) {
    if (rule->question == CG_NONE) {
        return NULL;
    }
    const cg_legal_question *question = &rules->questions.items[rule->question];
    return cg_format(p->arena, "%s (%s)", question->readings.items[rule->reading].id, question->id);
}

/* One version of a rule; what is not verified is marked on the line that it rests on. */
static void add_version(page *p, const cg_rules *rules, const cg_rule *rule) {
    const char *message = words(p, rule->message);
    const char *effect = cg_tell_effect(p->arena, rules, rule, p->language);
    bool sure = rule->confidence != NULL && strcmp(rule->confidence, "verified") == 0;
    cg_text_add(&p->out, "\n");
    add_paragraph(
        p, cg_message(p->arena, CG_MSG_RULES_DATES, p->language, tell_dates(p, rule), NULL), 4);
    add_line(p, CG_MSG_RULES_READING, tell_reading(p, rules, rule));
    add_line(p, CG_MSG_RULES_MESSAGE, message);
    if (rule->applies != NULL) {
        add_line(p, CG_MSG_RULES_APPLIES, cg_tell_predicate(p->arena, rule->applies, p->language));
    } else {
        add_paragraph(p, cg_message(p->arena, CG_MSG_RULES_APPLIES_ALL, p->language, NULL), 4);
    }
    add_line(p, CG_MSG_RULES_EFFECT,
             sure ? effect
                  : cg_message(p->arena, CG_MSG_RULES_UNSURE_MARK, p->language, effect, NULL));
    add_line(p, CG_MSG_RULES_INSTRUMENT, words(p, rule->instrument));
    add_line(p, CG_MSG_RULES_CLAUSE, words(p, rule->clause));
    add_line(p, CG_MSG_RULES_CITES, tell_cites(p, rule));
    add_line(p, CG_MSG_RULES_SOURCE, words(p, rule->source));
    add_line(p, CG_MSG_RULES_CONFIDENCE, tell_confidence(p, rule));
    add_line(p, CG_MSG_RULES_CASES,
             rule->cases == NULL ? NULL : cg_figure(p->arena, rule->cases->count, 0, p->language));
}

/* The head of a rule's versions, once. */
static void add_rule(page *p, const cg_rules *rules, int r) {
    const cg_rule *rule = &rules->items.items[r];
    const char *title = words(p, rule->title);
    if (r == 0 || strcmp(rules->items.items[r - 1].id, rule->id) != 0) {
        cg_text_add(&p->out, "\n");
        add_paragraph(p, title == NULL ? rule->id : cg_format(p->arena, "%s: %s", rule->id, title),
                      2);
    }
    add_version(p, rules, rule);
}

static void add_questions(page *p, const cg_rules *rules) {
    for (int q = 0; q < rules->questions.count; q++) {
        const cg_legal_question *question = &rules->questions.items[q];
        cg_text_add(&p->out, "\n");
        add_paragraph(
            p,
            cg_message(p->arena,
                       question->open ? CG_MSG_RULES_QUESTION_OPEN : CG_MSG_RULES_QUESTION_VARIANT,
                       p->language, question->id, cg_words_in(question->title, p->language, "–"),
                       NULL),
            2);
        for (int k = 0; k < question->readings.count; k++) {
            const cg_reading *reading = &question->readings.items[k];
            add_paragraph(p,
                          cg_message(p->arena,
                                     k == question->usual ? CG_MSG_RULES_READING_USUAL
                                                          : CG_MSG_RULES_READING_OTHER,
                                     p->language, reading->id,
                                     cg_words_in(reading->title, p->language, "–"), NULL),
                          4);
        }
    }
}

static void add_pack(page *p, const cg_rules *rules, int k) {
    const cg_rule_pack *pack = &rules->packs.items[k];
    int count = 0;
    for (int r = 0; r < rules->items.count; r++) {
        count += rules->items.items[r].pack == k ? 1 : 0;
    }
    add_paragraph(p,
                  cg_message(p->arena, CG_MSG_RULES_PACK, p->language, pack->name,
                             cg_words_in(pack->title, p->language, "–"),
                             cg_figure(p->arena, count, 0, p->language),
                             pack->checked_to == NULL ? "–" : pack->checked_to, NULL),
                  0);
}

/* Cases that fail are told one by one among the problems. */
static void add_cases(page *p, const cg_case_results *cases) {
    const char *run = cg_figure(p->arena, cases->run, 0, p->language);
    const char *passed = cg_figure(p->arena, cases->passed, 0, p->language);
    cg_message_id id = cases->run == 0               ? CG_MSG_RULES_NO_CASES
                       : cases->run == cases->passed ? CG_MSG_RULES_CASES_PASSED
                                                     : CG_MSG_RULES_CASES_FAILED;
    cg_text_add(&p->out, "\n");
    add_paragraph(p, cg_message(p->arena, id, p->language, passed, run, NULL), 0);
}

static const char *rules_text(cg_arena *arena, const cg_rules *rules, const cg_case_results *cases,
                              cg_language language, size_t *length) {
    page p = {arena, language, cg_text_start(arena)};
    for (int k = 0; k < rules->packs.count; k++) {
        const char *note = words(&p, rules->packs.items[k].note);
        add_pack(&p, rules, k);
        if (note != NULL) {
            add_paragraph(&p, note, 0);
        }
    }
    add_questions(&p, rules);
    for (int r = 0; r < rules->items.count; r++) {
        add_rule(&p, rules, r);
    }
    cg_tell_sources(&p.out, rules, language);
    if (rules->items.count > 0) {
        add_cases(&p, cases);
    }
    cg_text_add(&p.out, "\n");
    add_paragraph(&p, cg_message(arena, CG_MSG_RULES_NOT_ADVICE, language, NULL), 0);
    *length = p.out.length;
    return p.out.bytes;
}

const char *cg_report_rules(cg_arena *arena, const cg_rules *rules, const cg_case_results *cases,
                            cg_language language, bool json, size_t *length) {
    return json ? rules_json(arena, rules, cases, length)
                : rules_text(arena, rules, cases, language, length);
}

const char *cg_report_packs(const cg_reader *reader, const char *models_folder,
                            cg_language language, bool json, size_t *length) {
    cg_arena *arena = reader->arena;
    page p = {arena, language, cg_text_start(arena)};
    cg_json_writer out = cg_json_write_start(arena);
    cg_json_open_object(&out, NULL);
    cg_json_string(&out, "format", "congsinh-rule-packs/1");
    cg_json_open_array(&out, "packs");
    int count;
    const char **ids = cg_rules_list(arena, models_folder, &count);
    for (int i = 0; i < count; i++) {
        const cg_rules *rules = cg_rules_read(reader, NULL, models_folder, ids[i], (cg_place){0});
        if (rules != NULL) {
            write_pack(&out, ids[i], rules);
            add_pack(&p, rules, 0);
        }
    }
    cg_json_close_array(&out);
    cg_json_close_object(&out);
    if (json) {
        return cg_json_finish(&out, length);
    }
    add_paragraph(
        &p,
        cg_message(arena, count == 0 ? CG_MSG_RULES_NO_PACKS : CG_MSG_RULES_ASK, language, NULL),
        0);
    *length = p.out.length;
    return p.out.bytes;
}
