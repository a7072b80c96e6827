/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An assessment as a plan carries it. The sentences are those of the assessment's own reports. */
#include "report/assess_told.h"

#include "report/assess_rows.h"

#include <string.h>

/* A report of a plan names no more of them one by one. */
enum { MOST_NAMES = 20 };

typedef struct telling_both {
    cg_arena *arena;
    cg_assess_telling in[CG_LANGUAGES];
} telling_both;

static const char *copy(const telling_both *t, const char *text) {
    return text == NULL || *text == '\0' ? NULL : cg_copy(t->arena, text, strlen(text));
}

static cg_plan_standing standing_of(const telling_both *t, const cg_assessed *item, cg_time time) {
    cg_plan_standing standing = {.result = cg_met_id(item->at[time].met)};
    for (int i = 0; i < CG_LANGUAGES; i++) {
        standing.standing.in[i] = copy(t, cg_assess_value(&t->in[i], item, time));
        standing.missing.in[i] = copy(t, cg_assess_gap(&t->in[i], item, time));
    }
    return standing;
}

static void tell_evidence(const telling_both *t, const cg_assessed *item, cg_plan_criterion *out) {
    const char **sentences;
    for (int i = 0; i < CG_LANGUAGES; i++) {
        /* As many in every language: what is said is chosen by the facts alone. */
        int count = cg_assess_evidence(&t->in[i], item, MOST_NAMES, &sentences);
        if (out->evidence == NULL && count > 0) {
            out->evidence = CG_ARRAY(t->arena, cg_words, count);
            out->evidence_count = count;
        }
        for (int s = 0; s < count; s++) {
            out->evidence[s].in[i] = copy(t, sentences[s]);
        }
    }
}

static cg_plan_criterion criterion_of(const telling_both *t, const cg_criterion *criterion) {
    cg_plan_criterion one = {.id = copy(t, criterion->id),
                             .subject = cg_subject_id(criterion->subject),
                             .title = cg_words_copy(t->arena, criterion->title),
                             .closes = cg_words_copy(t->arena, criterion->closes)};
    for (int i = 0; i < CG_LANGUAGES; i++) {
        one.clause.in[i] = copy(t, cg_assess_clause(&t->in[i], criterion));
    }
    return one;
}

static void tell_item(const telling_both *t, const cg_assessed *item, cg_plan_assessment *out) {
    cg_plan_criterion one = criterion_of(t, item->criterion);
    for (int i = 0; i < CG_LANGUAGES; i++) {
        one.threshold.in[i] = copy(t, cg_assess_threshold(&t->in[i], item));
    }
    one.at[CG_TODAY] = standing_of(t, item, CG_TODAY);
    if (out->has_after) {
        one.at[CG_AFTER] = standing_of(t, item, CG_AFTER);
    }
    tell_evidence(t, item, &one);
    CG_PUSH(t->arena, &out->criteria, one);
}

static void tell_firm(const telling_both *t, const cg_firm_assessed *firm,
                      cg_plan_assessment *out) {
    const cg_firm *stated = &t->in[0].assessment->park->firms.items[firm->firm];
    int criteria = out->firm_criteria.count;
    cg_plan_firm_assessed one = {.id = copy(t, stated->id),
                                 .name = cg_words_copy(t->arena, stated->name)};
    for (int time = 0; time < (out->has_after ? CG_TIMES : 1); time++) {
        one.at[time] = CG_ARRAY(t->arena, const char *, criteria + 1);
        for (int c = 0; c < criteria; c++) {
            one.at[time][c] = cg_met_id(firm->items[c].at[time].met);
        }
    }
    CG_PUSH(t->arena, &out->firms, one);
}

typedef int teller(const cg_assess_telling *t, const char ***out);

/* The sentences of one teller in both languages. */
static cg_words *both(const telling_both *t, teller *tell, int *count) {
    const char **sentences[CG_LANGUAGES];
    for (int i = 0; i < CG_LANGUAGES; i++) {
        *count = tell(&t->in[i], &sentences[i]);
    }
    cg_words *words = CG_ARRAY(t->arena, cg_words, *count + 1);
    for (int s = 0; s < *count; s++) {
        for (int i = 0; i < CG_LANGUAGES; i++) {
            words[s].in[i] = copy(t, sentences[i][s]);
        }
    }
    return words;
}

cg_plan_assessment *cg_assess_told(cg_arena *arena, const cg_assessment *assessment) {
    telling_both t = {.arena = arena};
    for (int i = 0; i < CG_LANGUAGES; i++) {
        t.in[i] = cg_assess_telling_start(arena, assessment, (cg_language)i);
    }
    cg_plan_assessment *out = CG_NEW(arena, cg_plan_assessment);
    out->framework = copy(&t, assessment->framework->id);
    out->title = cg_words_copy(arena, assessment->framework->title);
    out->date = copy(&t, assessment->date);
    out->has_after = assessment->has_after;
    for (int i = 0; i < assessment->items.count; i++) {
        tell_item(&t, &assessment->items.items[i], out);
    }
    for (int i = 0; i < assessment->firm_criteria.count; i++) {
        CG_PUSH(arena, &out->firm_criteria, criterion_of(&t, assessment->firm_criteria.items[i]));
    }
    for (int i = 0; i < assessment->firms.count; i++) {
        tell_firm(&t, &assessment->firms.items[i], out);
    }
    int count = 0;
    cg_words *words = both(&t, cg_assess_outside, &count);
    for (int i = 0; i < count; i++) {
        CG_PUSH(arena, &out->outside, words[i]);
    }
    words = both(&t, cg_assess_foot, &count);
    for (int i = 0; i < count; i++) {
        CG_PUSH(arena, &out->notes, words[i]);
    }
    return out;
}
