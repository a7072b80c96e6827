/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks the form of the cases that rules carry; match/rule_cases.c runs them. */
#include "knowledge/rules_read.h"

#include <string.h>

const cg_json *cg_rules_list_member(const cg_reader *reader, const cg_json *object,
                                    const char *key) {
    const cg_json *list = cg_json_member(object, key);
    return list != NULL && cg_reader_is(reader, list, CG_JSON_ARRAY) ? list : NULL;
}

static void check_verdict(const cg_reader *reader, const cg_json *one) {
    static const char all[] = "allowed, permit, forbidden, unknown";
    static const char *const verdicts[] = {"allowed", "permit", "forbidden", "unknown", NULL};
    const cg_json *verdict = cg_json_member(one, "verdict");
    if (verdict == NULL) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, one), CG_MSG_ENTRY_WITHOUT,
               "verdict", NULL);
        return;
    }
    if (!cg_reader_is(reader, verdict, CG_JSON_STRING)) {
        return;
    }
    for (int i = 0; verdicts[i] != NULL; i++) {
        if (strcmp(verdicts[i], verdict->text) == 0) {
            return;
        }
    }
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, verdict), CG_MSG_CHOICE_UNKNOWN,
           verdict->text, all, NULL);
}

static void check_applies(const cg_reader *reader, const cg_json *applies) {
    if (applies == NULL || applies->type == CG_JSON_BOOLEAN ||
        (applies->type == CG_JSON_STRING && strcmp(applies->text, "unknown") == 0)) {
        return;
    }
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, applies),
           CG_MSG_CASE_APPLIES_FORM, cg_reader_shown(reader, applies), NULL);
}

static void check_settings(const cg_reader *reader, const cg_json *one) {
    for (const cg_json *setting = cg_reader_first(reader, one, "settings"); setting != NULL;
         setting = setting->next) {
        const char *equals = setting->type == CG_JSON_STRING ? strchr(setting->text, '=') : NULL;
        if (equals == NULL || equals == setting->text) {
            cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, setting),
                   CG_MSG_CASE_SETTING_FORM, cg_reader_shown(reader, setting), NULL);
        }
    }
}

void cg_rules_check_cases(const cg_rule_source *source, const cg_json *cases) {
    static const char *const known[] = {"title", "facts", "settings", "applies", "verdict", NULL};
    const cg_reader *reader = &source->reader;
    const cg_json *one = cases != NULL ? cases->first : NULL;
    for (; one != NULL; one = one->next) {
        if (!cg_reader_is(reader, one, CG_JSON_OBJECT)) {
            continue;
        }
        cg_reader_check_keys(reader, one, known);
        const cg_json *facts = cg_json_member(one, "facts");
        if (facts != NULL) {
            cg_facts_check(reader, source->knowledge, facts);
        }
        cg_reader_sentence(reader, cg_json_member(one, "title"));
        check_applies(reader, cg_json_member(one, "applies"));
        check_settings(reader, one);
        check_verdict(reader, one);
    }
}
