/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells a pack's instruments, the clauses it uses, those it does not and why, and its tables. */
#include "report/rule_sources.h"

#include "report/rule_words.h"

#include <string.h>

enum { WIDTH = 80 };

typedef struct page {
    cg_text *out;
    cg_language language;
} page;

static void add(const page *p, cg_message_id id, const char *first, const char *second,
                int indent) {
    if (first != NULL && *first != '\0') {
        cg_arena *arena = p->out->arena;
        const char *told = cg_message(arena, id, p->language, first, second, NULL);
        cg_text_add_indented(p->out, cg_text_plain(arena, told), WIDTH, indent);
    }
}

/* Words as they stand in a pack: a text, or {"vi", "en"}. */
static const char *words_of(const page *p, const cg_json *node) {
    if (node == NULL || node->type == CG_JSON_STRING) {
        return node == NULL ? NULL : node->text;
    }
    const char *own = cg_json_member_text(node, p->language == CG_VIETNAMESE ? "vi" : "en");
    return own != NULL ? own : cg_json_member_text(node, "en");
}

static const char *days_of(const page *p, const cg_json *entry) {
    const char *from = cg_json_member_text(entry, "from"), *to = cg_json_member_text(entry, "to");
    const char *days = cg_rule_days(p->out->arena, from, to, p->language);
    return days == NULL ? "" : cg_format(p->out->arena, " (%s)", days);
}

static void add_title(const page *p, const cg_json *source) {
    const char *title = words_of(p, cg_json_member(source, "title")),
               *id = cg_json_member_text(source, "id");
    cg_text_add(p->out, "\n");
    add(p, CG_MSG_RULES_READING_OTHER, id != NULL ? id : "–",
        cg_format(p->out->arena, "%s%s", title != NULL ? title : "–", days_of(p, source)), 2);
}

static void add_source(const page *p, const cg_json *source) {
    cg_text used = cg_text_start(p->out->arena);
    const cg_json *clauses = cg_json_member(source, "clauses");
    const cg_json *one = clauses != NULL ? clauses->first : NULL;
    add_title(p, source);
    add(p, CG_MSG_RULES_SOURCE_STATUS, words_of(p, cg_json_member(source, "status")), NULL, 4);
    add(p, CG_MSG_RULES_SOURCE_READ, words_of(p, cg_json_member(source, "read")), NULL, 4);
    for (; one != NULL; one = one->next) {
        const char *id = cg_json_member_text(one, "id");
        if (id != NULL && cg_json_member(one, "excused") == NULL) {
            cg_text_addf(&used, "%s%s", used.length > 0 ? "; " : "", id);
        }
    }
    add(p, CG_MSG_RULES_SOURCE_CITED, used.bytes, NULL, 4);
    for (one = clauses != NULL ? clauses->first : NULL; one != NULL; one = one->next) {
        const char *excused = words_of(p, cg_json_member(one, "excused"));
        if (excused != NULL) {
            add(p, CG_MSG_RULES_SOURCE_EXCUSED, cg_json_member_text(one, "id"), excused, 4);
        }
    }
}

/* "COD 75 / 150; …", recalled ones marked. */
static const char *limits_of(const page *p, const cg_json *standard) {
    cg_arena *arena = p->out->arena;
    cg_text text = cg_text_start(arena);
    const cg_json *limits = cg_json_member(standard, "limits");
    for (const cg_json *one = limits != NULL ? limits->first : NULL; one != NULL; one = one->next) {
        const char *confidence = cg_json_member_text(one, "confidence");
        bool read = confidence != NULL && strcmp(confidence, "verified") == 0;
        const cg_json *a = cg_json_member(one, "A"), *b = cg_json_member(one, "B");
        const char *id = cg_json_member_text(one, "parameter");
        cg_text_addf(&text, "%s%s%s %s / %s", text.length > 0 ? "; " : "", id != NULL ? id : "–",
                     read ? "" : "*", a != NULL ? cg_json_canonical(arena, a) : "–",
                     b != NULL ? cg_json_canonical(arena, b) : "–");
    }
    return text.bytes;
}

static void add_effluents(const page *p, const cg_json *list) {
    for (const cg_json *one = list != NULL ? list->first : NULL; one != NULL; one = one->next) {
        add_title(p, one);
        add(p, CG_MSG_RULES_SOURCE, words_of(p, cg_json_member(one, "source")), NULL, 4);
        add(p, CG_MSG_RULES_EFFLUENT_LIMITS, "*", limits_of(p, one), 4);
    }
}

void cg_tell_sources(cg_text *out, const cg_rules *rules, cg_language language) {
    const page p = {out, language};
    bool any = false;
    for (int k = 0; k < rules->packs.count; k++) {
        const cg_json *list = rules->packs.items[k].sources;
        for (const cg_json *one = list != NULL ? list->first : NULL; one != NULL; one = one->next) {
            if (!any) {
                cg_text_add(out, "\n");
                cg_text_add_indented(
                    out, cg_message(out->arena, CG_MSG_RULES_SOURCES, language, NULL), WIDTH, 0);
            }
            any = true;
            add_source(&p, one);
        }
    }
    for (int k = 0; k < rules->packs.count; k++) {
        add_effluents(&p, rules->packs.items[k].effluents);
    }
}
