/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assessment that a plan carries, written and read again. */
#include "plan/plan_assessment.h"

#include <string.h>

static const char *const time_keys[CG_PLAN_TIMES] = {"today", "after"};
static const char *const result_ids[] = {"met", "not-met", "no-data"};
enum { RESULTS = sizeof result_ids / sizeof *result_ids };

/* ---- counting */

int cg_plan_criteria_that(const cg_plan_assessment *assessment, int time, const char *result) {
    int count = 0;
    for (int i = 0; i < assessment->criteria.count; i++) {
        const char *found = assessment->criteria.items[i].at[time].result;
        count += found != NULL && strcmp(found, result) == 0;
    }
    return count;
}

int cg_plan_firms_met(const cg_plan_assessment *assessment, int time) {
    int count = 0;
    for (int f = 0; f < assessment->firms.count; f++) {
        const char **results = assessment->firms.items[f].at[time];
        bool all = results != NULL;
        for (int c = 0; all && c < assessment->firm_criteria.count; c++) {
            all = strcmp(results[c], result_ids[0]) == 0;
        }
        count += all;
    }
    return count;
}

const cg_plan_assessment *cg_plan_assessment_unnamed(cg_arena *arena,
                                                     const cg_plan_assessment *assessment) {
    if (assessment == NULL) {
        return NULL;
    }
    cg_plan_assessment *out = CG_NEW(arena, cg_plan_assessment);
    *out = (cg_plan_assessment){.framework = assessment->framework,
                                .date = assessment->date,
                                .title = assessment->title,
                                .has_after = assessment->has_after,
                                .notes = assessment->notes};
    for (int i = 0; i < assessment->criteria.count; i++) {
        cg_plan_criterion one = assessment->criteria.items[i];
        one.evidence = NULL;
        one.evidence_count = 0;
        CG_PUSH(arena, &out->criteria, one);
    }
    return out;
}

/* ---- writing */

static void write_list(cg_json_writer *writer, const char *key, const cg_words *items, int count) {
    cg_json_open_array(writer, key);
    for (int i = 0; i < count; i++) {
        cg_json_words(writer, NULL, items[i]);
    }
    cg_json_close_array(writer);
}

static void write_summary(cg_json_writer *writer, const cg_plan_assessment *a) {
    cg_json_open_object(writer, "summary");
    for (int time = 0; time < (a->has_after ? CG_PLAN_TIMES : 1); time++) {
        cg_json_open_object(writer, time_keys[time]);
        for (int i = 0; i < RESULTS; i++) {
            cg_json_integer(writer, result_ids[i], cg_plan_criteria_that(a, time, result_ids[i]));
        }
        if (a->firm_criteria.count > 0) {
            cg_json_integer(writer, "eco_firms", cg_plan_firms_met(a, time));
        }
        cg_json_close_object(writer);
    }
    cg_json_close_object(writer);
}

static void write_criterion(cg_json_writer *writer, const cg_plan_criterion *one) {
    cg_json_open_object(writer, NULL);
    cg_json_string(writer, "id", one->id);
    cg_json_string(writer, "subject", one->subject);
    cg_json_words(writer, "title", one->title);
    cg_json_words(writer, "clause", one->clause);
    cg_json_words_if(writer, "threshold", one->threshold);
    for (int time = 0; time < CG_PLAN_TIMES; time++) {
        const cg_plan_standing *at = &one->at[time];
        if (at->result != NULL) {
            cg_json_open_object(writer, time_keys[time]);
            cg_json_string(writer, "result", at->result);
            cg_json_words_if(writer, "standing", at->standing);
            cg_json_words_if(writer, "missing", at->missing);
            cg_json_close_object(writer);
        }
    }
    if (one->evidence_count > 0) {
        write_list(writer, "evidence", one->evidence, one->evidence_count);
    }
    cg_json_words_if(writer, "closes", one->closes);
    cg_json_close_object(writer);
}

static void write_firm(cg_json_writer *writer, const cg_plan_firm_assessed *firm, int criteria) {
    cg_json_open_object(writer, NULL);
    cg_json_string(writer, "id", firm->id);
    cg_json_words_if(writer, "name", firm->name);
    for (int time = 0; time < CG_PLAN_TIMES; time++) {
        if (firm->at[time] != NULL) {
            cg_json_strings(writer, time_keys[time], firm->at[time], criteria);
        }
    }
    cg_json_close_object(writer);
}

void cg_plan_assessment_write(cg_json_writer *writer, const cg_plan_assessment *a) {
    cg_json_open_object(writer, "assessment");
    cg_json_string(writer, "framework", a->framework);
    cg_json_words(writer, "title", a->title);
    cg_json_string(writer, "date", a->date);
    write_summary(writer, a);
    cg_json_open_array(writer, "criteria");
    for (int i = 0; i < a->criteria.count; i++) {
        write_criterion(writer, &a->criteria.items[i]);
    }
    cg_json_close_array(writer);
    cg_json_open_array(writer, "firm_criteria");
    for (int i = 0; i < a->firm_criteria.count; i++) {
        write_criterion(writer, &a->firm_criteria.items[i]);
    }
    cg_json_close_array(writer);
    cg_json_open_array(writer, "firms");
    for (int i = 0; i < a->firms.count; i++) {
        write_firm(writer, &a->firms.items[i], a->firm_criteria.count);
    }
    cg_json_close_array(writer);
    write_list(writer, "outside", a->outside.items, a->outside.count);
    write_list(writer, "notes", a->notes.items, a->notes.count);
    cg_json_close_object(writer);
}

/* ---- reading */

typedef struct reading {
    cg_arena *arena;
    cg_diagnostics *diagnostics;
    const char *file;
} reading;

static void say_wrong(const reading *r, const cg_json *node) {
    cg_say(r->diagnostics, CG_ERROR, cg_json_place(r->arena, r->file, node),
           CG_MSG_PLAN_ASSESSMENT_WRONG, NULL);
}

/* The list, or NULL; what is none is said. */
static const cg_json *list_of(const reading *r, const cg_json *object, const char *key) {
    const cg_json *list = cg_json_member(object, key);
    if (list != NULL && list->type != CG_JSON_ARRAY) {
        say_wrong(r, list);
        return NULL;
    }
    return list;
}

/* The first of a list's objects; what stands there that is none is said. */
static const cg_json *first_of(const reading *r, const cg_json *object, const char *key,
                               cg_json_type type) {
    const cg_json *list = list_of(r, object, key);
    for (const cg_json *node = list == NULL ? NULL : list->first; node != NULL; node = node->next) {
        if (node->type != type) {
            say_wrong(r, node);
            return NULL;
        }
    }
    return list == NULL ? NULL : list->first;
}

/* How many criteria came out how is counted anew from them; what is told of it must be numbers. */
static void check_summary(const reading *r, const cg_json *summary) {
    static const char *const counted[] = {"met", "not-met", "no-data", "eco_firms"};
    if (summary != NULL && summary->type != CG_JSON_OBJECT) {
        say_wrong(r, summary);
    }
    for (int time = 0; time < CG_PLAN_TIMES; time++) {
        const cg_json *counts = cg_json_member(summary, time_keys[time]);
        if (counts != NULL && counts->type != CG_JSON_OBJECT) {
            say_wrong(r, counts);
        }
        for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
            const cg_json *count = cg_json_member(counts, counted[i]);
            if (count != NULL && count->type != CG_JSON_NUMBER) {
                say_wrong(r, count);
            }
        }
    }
}

static const char *read_text(const reading *r, const cg_json *object, const char *key) {
    const cg_json *node = cg_json_member(object, key);
    if (node == NULL || node->type != CG_JSON_STRING) {
        say_wrong(r, node == NULL ? object : node);
        return "";
    }
    return cg_copy(r->arena, node->text, strlen(node->text));
}

static cg_words words_of(const reading *r, const cg_json *node) {
    cg_words words = {{NULL}};
    if (node == NULL) {
        return words;
    }
    if (node->type == CG_JSON_STRING) {
        words.in[CG_ENGLISH] = words.in[CG_VIETNAMESE] = node->text;
    } else if (node->type == CG_JSON_OBJECT) {
        words.in[CG_ENGLISH] = cg_json_member_text(node, "en");
        words.in[CG_VIETNAMESE] = cg_json_member_text(node, "vi");
    } else {
        say_wrong(r, node);
    }
    return cg_words_copy(r->arena, words);
}

static cg_words read_words(const reading *r, const cg_json *object, const char *key) {
    return words_of(r, cg_json_member(object, key));
}

static const char *result_of(const reading *r, const cg_json *node) {
    for (int i = 0; node != NULL && node->type == CG_JSON_STRING && i < RESULTS; i++) {
        if (strcmp(node->text, result_ids[i]) == 0) {
            return result_ids[i];
        }
    }
    if (node != NULL) {
        say_wrong(r, node);
    }
    return NULL;
}

static cg_plan_standing read_standing(const reading *r, const cg_json *node) {
    cg_plan_standing standing = {.result = NULL};
    if (node == NULL) {
        return standing;
    }
    if (node->type != CG_JSON_OBJECT || cg_json_member(node, "result") == NULL) {
        say_wrong(r, node);
        return standing;
    }
    standing.result = result_of(r, cg_json_member(node, "result"));
    standing.standing = read_words(r, node, "standing");
    standing.missing = read_words(r, node, "missing");
    return standing;
}

static cg_plan_criterion read_criterion(const reading *r, const cg_json *node) {
    cg_plan_criterion one = {.id = read_text(r, node, "id"),
                             .subject = read_text(r, node, "subject"),
                             .title = read_words(r, node, "title"),
                             .clause = read_words(r, node, "clause"),
                             .threshold = read_words(r, node, "threshold"),
                             .closes = read_words(r, node, "closes")};
    for (int time = 0; time < CG_PLAN_TIMES; time++) {
        one.at[time] = read_standing(r, cg_json_member(node, time_keys[time]));
    }
    const cg_json *evidence = list_of(r, node, "evidence");
    if (evidence != NULL && evidence->count > 0) {
        one.evidence = CG_ARRAY(r->arena, cg_words, evidence->count);
        for (const cg_json *each = evidence->first; each != NULL; each = each->next) {
            one.evidence[one.evidence_count++] = words_of(r, each);
        }
    }
    return one;
}

/* Results, one for each criterion for a firm; NULL where that time is not told of. */
static const char **read_results(const reading *r, const cg_json *firm, const char *key,
                                 int criteria) {
    const cg_json *list = cg_json_member(firm, key);
    if (list == NULL) {
        return NULL;
    }
    if (list->type != CG_JSON_ARRAY || list->count != criteria) {
        say_wrong(r, list);
        return NULL;
    }
    const char **results = CG_ARRAY(r->arena, const char *, criteria + 1);
    const cg_json *node = list->first;
    for (int i = 0; i < criteria; i++, node = node->next) {
        const char *result = result_of(r, node);
        results[i] = result == NULL ? result_ids[2] : result;
    }
    return results;
}

static void read_firms(const reading *r, const cg_json *node, cg_plan_assessment *out) {
    for (const cg_json *n = first_of(r, node, "firms", CG_JSON_OBJECT); n != NULL; n = n->next) {
        cg_plan_firm_assessed firm = {.id = read_text(r, n, "id"),
                                      .name = read_words(r, n, "name")};
        for (int time = 0; time < CG_PLAN_TIMES; time++) {
            firm.at[time] = read_results(r, n, time_keys[time], out->firm_criteria.count);
        }
        CG_PUSH(r->arena, &out->firms, firm);
    }
}

static void read_sentences(const reading *r, const cg_json *node, cg_plan_assessment *out) {
    const cg_json *outside = list_of(r, node, "outside");
    const cg_json *notes = list_of(r, node, "notes");
    for (const cg_json *n = outside == NULL ? NULL : outside->first; n != NULL; n = n->next) {
        CG_PUSH(r->arena, &out->outside, words_of(r, n));
    }
    for (const cg_json *n = notes == NULL ? NULL : notes->first; n != NULL; n = n->next) {
        CG_PUSH(r->arena, &out->notes, words_of(r, n));
    }
}

cg_plan_assessment *cg_plan_assessment_read(cg_arena *arena, cg_diagnostics *diagnostics,
                                            const char *file, const cg_json *plan) {
    reading r = {arena, diagnostics, file};
    int before = diagnostics->errors;
    const cg_json *node = cg_json_member(plan, "assessment");
    if (node == NULL || node->type == CG_JSON_NULL) {
        return NULL;
    }
    if (node->type != CG_JSON_OBJECT) {
        say_wrong(&r, node);
        return NULL;
    }
    cg_plan_assessment *out = CG_NEW(arena, cg_plan_assessment);
    out->framework = read_text(&r, node, "framework");
    out->date = read_text(&r, node, "date");
    out->title = read_words(&r, node, "title");
    check_summary(&r, cg_json_member(node, "summary"));
    out->has_after = cg_json_member(cg_json_member(node, "summary"), "after") != NULL;
    for (const cg_json *n = first_of(&r, node, "criteria", CG_JSON_OBJECT); n != NULL;
         n = n->next) {
        CG_PUSH(arena, &out->criteria, read_criterion(&r, n));
    }
    for (const cg_json *n = first_of(&r, node, "firm_criteria", CG_JSON_OBJECT); n != NULL;
         n = n->next) {
        CG_PUSH(arena, &out->firm_criteria, read_criterion(&r, n));
    }
    read_firms(&r, node, out);
    read_sentences(&r, node, out);
    return diagnostics->errors > before ? NULL : out;
}
