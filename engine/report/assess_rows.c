/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every telling of an assessment says in the same words. */
#include "report/assess_rows.h"

#include "report/content.h"

#include <math.h>
#include <string.h>

cg_assess_telling cg_assess_telling_start(cg_arena *arena, const cg_assessment *assessment,
                                          cg_language language) {
    cg_telling telling = {.arena = arena, .language = language};
    return (cg_assess_telling){telling, assessment};
}

static const char *word(const cg_assess_telling *t, cg_message_id id) {
    return cg_tell(&t->telling, id, NULL);
}

static const char *integer(const cg_assess_telling *t, double value) {
    return cg_figure(t->telling.arena, value, 0, t->telling.language);
}

const char *cg_assess_word(const cg_assess_telling *t, cg_met met) {
    static const cg_message_id words[] = {CG_MSG_ASSESS_MET, CG_MSG_ASSESS_NOT_MET,
                                          CG_MSG_ASSESS_NO_DATA};
    return word(t, words[met]);
}

const char *cg_assess_short(const cg_assess_telling *t, cg_met met) {
    static const cg_message_id words[] = {CG_MSG_ASSESS_SHORT_MET, CG_MSG_ASSESS_SHORT_NOT_MET,
                                          CG_MSG_ASSESS_SHORT_NO_DATA};
    return word(t, words[met]);
}

const char *cg_assess_cell(const cg_assess_telling *t, const cg_assessed *item,
                           const char *(*say)(const cg_assess_telling *, cg_met)) {
    cg_met today = item->at[CG_TODAY].met, after = item->at[CG_AFTER].met;
    return !t->assessment->has_after || today == after
               ? say(t, today)
               : cg_format(t->telling.arena, "%s → %s", say(t, today), say(t, after));
}

const char *cg_assess_subject(const cg_assess_telling *t, cg_subject subject) {
    static const cg_message_id words[] = {CG_MSG_ASSESS_OF_DEVELOPER, CG_MSG_ASSESS_OF_FIRMS,
                                          CG_MSG_ASSESS_OF_PARK, CG_MSG_ASSESS_OF_FIRM};
    return word(t, words[subject]);
}

const char *cg_assess_clause(const cg_assess_telling *t, const cg_criterion *criterion) {
    return cg_format(t->telling.arena, "%s, %s", cg_tell_name(&t->telling, criterion->clause, "–"),
                     cg_tell_name(&t->telling, criterion->instrument, "–"));
}

const char *cg_assess_park(const cg_assess_telling *t) {
    return cg_tell_name(&t->telling, t->assessment->park->name, t->assessment->park->id);
}

const char *cg_assess_firm(const cg_assess_telling *t, int firm) {
    const cg_firm *one = &t->assessment->park->firms.items[firm];
    return cg_tell_name(&t->telling, one->name, one->id);
}

/* ---- value, threshold, gap */

static cg_fact_type type_of(const cg_assess_telling *t, const cg_criterion *criterion) {
    return t->assessment->park->knowledge->fact_kinds.items[criterion->fact].type;
}

/* A share without needless digits: 20%, 27.4%. */
static const char *percent(const cg_assess_telling *t, double share) {
    return cg_format(t->telling.arena, "%s%%",
                     cg_figure_short(t->telling.arena, share * 100, t->telling.language));
}

/* A value or a threshold of one, "27%" or "12.5". */
static const char *number(const cg_assess_telling *t, const cg_criterion *criterion, double value) {
    return type_of(t, criterion) == CG_FACT_SHARE
               ? percent(t, value)
               : cg_figure_short(t->telling.arena, value, t->telling.language);
}

static const char *count_value(const cg_assess_telling *t, const cg_standing *s,
                               cg_message_id plain, cg_message_id unknown) {
    const char *share = cg_figure_share(t->telling.arena, s->of > 0 ? (double)s->count / s->of : 0,
                                        t->telling.language);
    const char *text =
        cg_tell(&t->telling, plain, integer(t, s->count), integer(t, s->of), share, NULL);
    return s->unknown == 0 ? text
                           : cg_tell(&t->telling, unknown, text, integer(t, s->unknown), NULL);
}

const char *cg_assess_value(const cg_assess_telling *t, const cg_assessed *item, cg_time time) {
    const cg_standing *s = &item->at[time];
    if (!s->has_value) {
        bool unproven = item->proofs.count > 0 && item->proofs.items[0].unproven;
        return word(t, unproven ? CG_MSG_ASSESS_UNPROVEN : CG_MSG_ASSESS_NOT_STATED);
    }
    switch (item->criterion->test) {
    case CG_TEST_FACT:
        return word(t, s->met == CG_MET ? CG_MSG_ASSESS_YES : CG_MSG_ASSESS_NO);
    case CG_TEST_VALUE:
        return number(t, item->criterion, s->value);
    case CG_TEST_FIRMS:
        return count_value(t, s, CG_MSG_ASSESS_FIRMS_VALUE, CG_MSG_ASSESS_FIRMS_UNKNOWN);
    case CG_TEST_EXCHANGES:
        return count_value(t, s, CG_MSG_ASSESS_EXCHANGES_VALUE, CG_MSG_ASSESS_EXCHANGES_UNKNOWN);
    case CG_TEST_CRITERIA:
        return cg_tell(&t->telling, CG_MSG_ASSESS_CRITERIA_VALUE, integer(t, s->count),
                       integer(t, s->of), NULL);
    }
    return "–";
}

const char *cg_assess_threshold(const cg_assess_telling *t, const cg_assessed *item) {
    const cg_criterion *criterion = item->criterion;
    const cg_standing *s = &item->at[CG_TODAY];
    switch (criterion->test) {
    case CG_TEST_FACT:
        return word(t, CG_MSG_ASSESS_YES);
    case CG_TEST_VALUE:
        return cg_tell(&t->telling, CG_MSG_ASSESS_AT_LEAST,
                       number(t, criterion, criterion->at_least), NULL);
    case CG_TEST_FIRMS:
        return cg_tell(&t->telling, CG_MSG_ASSESS_AT_LEAST_FIRMS, percent(t, criterion->at_least),
                       integer(t, s->count + s->gap), integer(t, s->of), NULL);
    case CG_TEST_EXCHANGES:
        return cg_tell(&t->telling, CG_MSG_ASSESS_AT_LEAST_EXCHANGES,
                       integer(t, criterion->at_least), NULL);
    case CG_TEST_CRITERIA:
        break;
    }
    return word(t, CG_MSG_ASSESS_ALL_CRITERIA);
}

const char *cg_assess_gap(const cg_assess_telling *t, const cg_assessed *item, cg_time time) {
    const cg_standing *s = &item->at[time];
    if (s->met == CG_MET) {
        return "";
    }
    if (!s->has_value) {
        return word(t, CG_MSG_ASSESS_GAP_STATE);
    }
    switch (item->criterion->test) {
    case CG_TEST_FACT:
        return word(t, CG_MSG_ASSESS_GAP_FACT);
    case CG_TEST_VALUE:
        return type_of(t, item->criterion) == CG_FACT_SHARE
                   ? cg_tell(&t->telling, CG_MSG_ASSESS_GAP_POINTS,
                             cg_figure_short(t->telling.arena, s->gap * 100, t->telling.language),
                             NULL)
                   : cg_tell(&t->telling, CG_MSG_ASSESS_GAP_NUMBER,
                             cg_figure_short(t->telling.arena, s->gap, t->telling.language), NULL);
    case CG_TEST_FIRMS:
        return cg_tell(&t->telling, CG_MSG_ASSESS_GAP_FIRMS, integer(t, s->gap), NULL);
    case CG_TEST_EXCHANGES:
        return cg_tell(&t->telling, CG_MSG_ASSESS_GAP_EXCHANGES, integer(t, s->gap), NULL);
    case CG_TEST_CRITERIA:
        return cg_tell(&t->telling, CG_MSG_ASSESS_GAP_CRITERIA, integer(t, s->gap), NULL);
    }
    return "";
}

/* ---- evidence */

typedef CG_VECTOR(const char *) sentences;

static int give(const sentences *list, const char ***out) {
    *out = list->items;
    return list->count;
}

/* "inspection notes (department of environment, 2025)". */
static const char *evidence_of(const cg_assess_telling *t, const cg_fact *fact) {
    cg_arena *arena = t->telling.arena;
    const char *evidence = cg_tell_name(&t->telling, fact->evidence, "");
    const char *source = cg_tell_name(&t->telling, fact->source, "");
    cg_text text = cg_text_start(arena);
    cg_text_add(&text, evidence);
    if (*source != '\0' || fact->year > 0) {
        const char *year = fact->year > 0 ? cg_format(arena, "%d", fact->year) : "";
        cg_text_addf(&text, "%s(%s%s%s)", text.length > 0 ? " " : "", source,
                     *source != '\0' && *year != '\0' ? ", " : "", year);
    }
    return text.bytes;
}

/* The firms of one answer with their evidence, the first `most` by name. */
static void add_firms(const cg_assess_telling *t, const cg_assessed *item, cg_message_id id,
                      int most, sentences *list) {
    cg_text names = cg_text_start(t->telling.arena);
    int count = 0;
    for (int p = 0; p < item->proofs.count; p++) {
        const cg_proof *proof = &item->proofs.items[p];
        cg_message_id own = proof->fact == NULL  ? CG_MSG_ASSESS_FIRMS_SILENT
                            : proof->unproven    ? CG_MSG_ASSESS_FIRMS_UNPROVEN
                            : proof->fact->truth ? CG_MSG_ASSESS_FIRMS_YES
                                                 : CG_MSG_ASSESS_FIRMS_NO;
        if (own != id || ++count > most) {
            continue;
        }
        const char *evidence = proof->fact != NULL ? evidence_of(t, proof->fact) : "";
        const char *between = *evidence == '\0' ? "" : *evidence == '(' ? " " : ": ";
        cg_text_addf(&names, "%s%s%s%s", count > 1 ? "; " : "", cg_assess_firm(t, proof->firm),
                     between, evidence);
    }
    if (count > most) {
        cg_text_addf(&names, "; %s",
                     cg_tell(&t->telling, CG_MSG_REPORT_MORE, integer(t, count - most), NULL));
    }
    if (count > 0) {
        CG_PUSH(t->telling.arena, list, cg_tell(&t->telling, id, names.bytes, NULL));
    }
}

static const char *times_of(const cg_assess_telling *t, const cg_symbiosis *pair) {
    return word(t, !pair->at[CG_AFTER]   ? CG_MSG_ASSESS_PAIR_TODAY
                   : !pair->at[CG_TODAY] ? CG_MSG_ASSESS_PAIR_AFTER
                                         : CG_MSG_ASSESS_PAIR_BOTH);
}

/* The ends of which the fact is not true, after a message that says why. */
static void add_ends(const cg_assess_telling *t, const cg_criterion *criterion,
                     const cg_symbiosis *pair, cg_truth asked, cg_text *text) {
    const cg_park *park = t->assessment->park;
    int ends[2] = {park->outputs.items[pair->output].firm, park->inputs.items[pair->input].firm};
    cg_text names = cg_text_start(t->telling.arena);
    for (int i = 0; i < 2 && criterion->fact != CG_NONE; i++) {
        if (cg_firm_states(t->assessment, ends[i], criterion->fact) == asked) {
            cg_text_addf(&names, "%s%s", names.length > 0 ? ", " : "", cg_assess_firm(t, ends[i]));
        }
    }
    if (names.length > 0) {
        cg_text_addf(
            text, "; %s",
            cg_tell(&t->telling,
                    asked == CG_FALSE ? CG_MSG_ASSESS_FIRMS_NO : CG_MSG_ASSESS_FIRMS_SILENT,
                    names.bytes, NULL));
    }
}

static const char *lacking(const cg_assess_telling *t, const cg_criterion *criterion,
                           const cg_symbiosis *pair) {
    cg_text text = cg_text_start(t->telling.arena);
    add_ends(t, criterion, pair, CG_FALSE, &text);
    add_ends(t, criterion, pair, CG_UNKNOWN, &text);
    return text.bytes;
}

/* "Rach Mau Heat and Power (Fly ash)": neither ids nor places in a file are for readers. */
static const char *tell_flow(const cg_assess_telling *t, const cg_flow *flow) {
    const cg_park *park = t->assessment->park;
    const cg_resource *resource = &park->knowledge->resources.items[flow->resource];
    return cg_tell(
        &t->telling, CG_MSG_CONTENT_END, cg_assess_firm(t, flow->firm),
        cg_tell_short(&t->telling, cg_tell_name(&t->telling, resource->name, resource->id)), NULL);
}

static const char *pair_line(const cg_assess_telling *t, const cg_criterion *criterion,
                             const cg_symbiosis *pair) {
    const cg_park *park = t->assessment->park;
    cg_truth truth = cg_symbiosis_holds(t->assessment, criterion, pair);
    const char *counts = word(t, truth == CG_TRUE    ? CG_MSG_ASSESS_PAIR_COUNTS
                                 : truth == CG_FALSE ? CG_MSG_ASSESS_PAIR_NO
                                                     : CG_MSG_ASSESS_PAIR_UNKNOWN);
    return cg_tell(&t->telling, CG_MSG_ASSESS_PAIR,
                   tell_flow(t, &park->outputs.items[pair->output]),
                   tell_flow(t, &park->inputs.items[pair->input]), times_of(t, pair),
                   cg_format(t->telling.arena, "%s%s", counts, lacking(t, criterion, pair)), NULL);
}

/* Those that count first: they are the evidence; the others say what is missing. */
static void add_pairs(const cg_assess_telling *t, const cg_assessed *item, int most,
                      sentences *list) {
    static const cg_truth order[] = {CG_TRUE, CG_UNKNOWN, CG_FALSE};
    int count = 0;
    for (int o = 0; o < 3; o++) {
        for (int s = 0; s < t->assessment->symbioses.count; s++) {
            const cg_symbiosis *pair = &t->assessment->symbioses.items[s];
            if (pair->outside ||
                cg_symbiosis_holds(t->assessment, item->criterion, pair) != order[o]) {
                continue;
            }
            if (++count <= most) {
                CG_PUSH(t->telling.arena, list, pair_line(t, item->criterion, pair));
            }
        }
    }
    if (count > most) {
        CG_PUSH(t->telling.arena, list,
                cg_tell(&t->telling, CG_MSG_REPORT_MORE, integer(t, count - most), NULL));
    }
}

int cg_assess_evidence(const cg_assess_telling *t, const cg_assessed *item, int most,
                       const char ***out) {
    sentences list = {0};
    if (item->criterion->test == CG_TEST_EXCHANGES) {
        add_pairs(t, item, most, &list);
    } else if (item->criterion->test == CG_TEST_FIRMS) {
        add_firms(t, item, CG_MSG_ASSESS_FIRMS_YES, most, &list);
        add_firms(t, item, CG_MSG_ASSESS_FIRMS_NO, most, &list);
        add_firms(t, item, CG_MSG_ASSESS_FIRMS_UNPROVEN, most, &list);
        add_firms(t, item, CG_MSG_ASSESS_FIRMS_SILENT, most, &list);
    } else if (item->proofs.count > 0 && item->proofs.items[0].fact != NULL) {
        const char *evidence = evidence_of(t, item->proofs.items[0].fact);
        CG_PUSH(t->telling.arena, &list,
                *evidence != '\0' ? evidence : word(t, CG_MSG_ASSESS_EVIDENCE_NONE));
    }
    return give(&list, out);
}

int cg_assess_outside(const cg_assess_telling *t, const char ***out) {
    const cg_park *park = t->assessment->park;
    sentences list = {0};
    for (int s = 0; s < t->assessment->symbioses.count; s++) {
        const cg_symbiosis *pair = &t->assessment->symbioses.items[s];
        if (pair->outside) {
            CG_PUSH(t->telling.arena, &list,
                    cg_format(t->telling.arena, "%s → %s (%s)",
                              tell_flow(t, &park->outputs.items[pair->output]),
                              tell_flow(t, &park->inputs.items[pair->input]), times_of(t, pair)));
        }
    }
    return give(&list, out);
}

/* ---- head and foot */

static const char *counts(const cg_assess_telling *t, cg_message_id id, cg_time time) {
    const cg_assessment *a = t->assessment;
    return cg_tell(&t->telling, id, integer(t, cg_assessment_count(a, time, CG_MET)),
                   integer(t, cg_assessment_count(a, time, CG_NOT_MET)),
                   integer(t, cg_assessment_count(a, time, CG_NO_DATA)), integer(t, a->items.count),
                   NULL);
}

int cg_assess_head(const cg_assess_telling *t, const char ***out) {
    cg_arena *arena = t->telling.arena;
    sentences list = {0};
    CG_PUSH(arena, &list, cg_tell(&t->telling, CG_MSG_ASSESS_DATE, t->assessment->date, NULL));
    CG_PUSH(arena, &list, counts(t, CG_MSG_ASSESS_SUMMARY_TODAY, CG_TODAY));
    CG_PUSH(arena, &list,
            t->assessment->has_after ? counts(t, CG_MSG_ASSESS_SUMMARY_AFTER, CG_AFTER)
                                     : word(t, CG_MSG_ASSESS_NO_AFTER));
    CG_PUSH(arena, &list, word(t, CG_MSG_ASSESS_NO_PASS));
    return give(&list, out);
}

static void look(const cg_criterion *criterion, cg_text *uncertain, bool *unchecked) {
    if (strcmp(criterion->confidence, "verified") != 0) {
        cg_text_addf(uncertain, "%s%s", uncertain->length > 0 ? ", " : "",
                     cg_text_plain(uncertain->arena, criterion->id));
    }
    *unchecked = *unchecked || !criterion->gazette_checked;
}

int cg_assess_foot(const cg_assess_telling *t, const char ***out) {
    const cg_assessment *a = t->assessment;
    cg_arena *arena = t->telling.arena;
    cg_text uncertain = cg_text_start(arena);
    bool unchecked = false;
    sentences list = {0};
    for (int i = 0; i < a->items.count; i++) {
        look(a->items.items[i].criterion, &uncertain, &unchecked);
    }
    for (int i = 0; i < a->firm_criteria.count; i++) {
        look(a->firm_criteria.items[i], &uncertain, &unchecked);
    }
    if (uncertain.length > 0) {
        CG_PUSH(arena, &list, cg_tell(&t->telling, CG_MSG_ASSESS_UNCERTAIN, uncertain.bytes, NULL));
    }
    if (unchecked) {
        CG_PUSH(arena, &list, word(t, CG_MSG_ASSESS_GAZETTE));
    }
    if (a->framework->checked_to != NULL && strcmp(a->framework->checked_to, a->date) < 0) {
        CG_PUSH(arena, &list,
                cg_tell(&t->telling, CG_MSG_ASSESS_CHECKED_TO, a->framework->checked_to, NULL));
    }
    return give(&list, out);
}

const char *cg_assess_firms_line(const cg_assess_telling *t) {
    const cg_assessment *a = t->assessment;
    const char *today = integer(t, cg_assessment_firms_met(a, CG_TODAY));
    const char *of = integer(t, a->firms.count);
    if (!a->has_after) {
        return cg_tell(&t->telling, CG_MSG_ASSESS_ECO_FIRMS_TODAY, today, of, NULL);
    }
    return cg_tell(&t->telling, CG_MSG_ASSESS_ECO_FIRMS_COUNT, today,
                   integer(t, cg_assessment_firms_met(a, CG_AFTER)), of, NULL);
}

const char *cg_assess_met_by(const cg_assess_telling *t, int criterion) {
    const cg_assessment *a = t->assessment;
    int met[CG_TIMES] = {0};
    for (int f = 0; f < a->firms.count; f++) {
        for (int time = 0; time < CG_TIMES; time++) {
            met[time] += a->firms.items[f].items[criterion].at[time].met == CG_MET;
        }
    }
    const char *today = integer(t, met[CG_TODAY]), *of = integer(t, a->firms.count);
    return a->has_after ? cg_tell(&t->telling, CG_MSG_CRITERIA_MET_BY, today, of,
                                  integer(t, met[CG_AFTER]), NULL)
                        : cg_tell(&t->telling, CG_MSG_CRITERIA_MET_BY_TODAY, today, of, NULL);
}
