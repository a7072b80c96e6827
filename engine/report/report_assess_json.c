/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An assessment as "congsinh-assessment/1": the same bytes in every language. */
#include "report/report_assess.h"

#include "base/json.h"

static void write_summary(cg_json_writer *writer, const cg_assessment *a) {
    static const char *const keys[] = {"today", "after"};
    cg_json_open_object(writer, "summary");
    for (int time = 0; time < (a->has_after ? CG_TIMES : 1); time++) {
        cg_json_open_object(writer, keys[time]);
        for (int met = 0; met < CG_MET_COUNT; met++) {
            cg_json_integer(writer, cg_met_id((cg_met)met),
                            cg_assessment_count(a, (cg_time)time, (cg_met)met));
        }
        if (a->firm_criteria.count > 0) {
            cg_json_integer(writer, "eco_firms", cg_assessment_firms_met(a, (cg_time)time));
        }
        cg_json_close_object(writer);
    }
    cg_json_close_object(writer);
}

static void write_standing(cg_json_writer *writer, const char *key, const cg_assessed *item,
                           cg_time time) {
    const cg_standing *s = &item->at[time];
    bool counted = item->criterion->test > CG_TEST_VALUE;
    cg_json_open_object(writer, key);
    cg_json_string(writer, "result", cg_met_id(s->met));
    if (!s->has_value) {
        cg_json_null(writer, "value");
    } else if (item->criterion->test == CG_TEST_FACT) {
        cg_json_boolean(writer, "value", s->met == CG_MET);
    } else {
        cg_json_number(writer, "value", s->value);
    }
    if (counted && s->has_value) {
        cg_json_number(writer, "most", s->most);
        cg_json_integer(writer, "count", s->count);
        cg_json_integer(writer, "unknown", s->unknown);
        cg_json_integer(writer, "of", s->of);
    }
    if (s->has_value) {
        cg_json_number(writer, "gap", s->gap);
    }
    cg_json_close_object(writer);
}

static void write_standings(cg_json_writer *writer, const cg_assessment *a,
                            const cg_assessed *item) {
    write_standing(writer, "today", item, CG_TODAY);
    if (a->has_after) {
        write_standing(writer, "after", item, CG_AFTER);
    }
}

static void write_fact(cg_json_writer *writer, const cg_assessment *a, const cg_assessed *item,
                       const cg_proof *proof) {
    const cg_fact_kind *kind = &a->park->knowledge->fact_kinds.items[item->criterion->fact];
    cg_json_open_object(writer, NULL);
    if (proof->firm != CG_NONE) {
        cg_json_string(writer, "firm", a->park->firms.items[proof->firm].id);
    }
    if (proof->fact == NULL) {
        cg_json_null(writer, "value");
    } else if (kind->type == CG_FACT_BOOLEAN) {
        cg_json_boolean(writer, "value", proof->fact->truth);
    } else {
        cg_json_number(writer, "value", proof->fact->number);
    }
    if (proof->unproven) {
        cg_json_boolean(writer, "unproven", true);
    }
    if (proof->fact != NULL) {
        cg_json_words_if(writer, "evidence", proof->fact->evidence);
        cg_json_words_if(writer, "source", proof->fact->source);
        if (proof->fact->year > 0) {
            cg_json_integer(writer, "year", proof->fact->year);
        }
    }
    cg_json_close_object(writer);
}

static void write_facts(cg_json_writer *writer, const cg_assessment *a, const cg_assessed *item) {
    if (item->criterion->fact == CG_NONE) {
        return;
    }
    cg_json_string(writer, "fact", a->park->knowledge->fact_kinds.items[item->criterion->fact].id);
    if (item->proofs.count == 0) {
        return;
    }
    cg_json_open_array(writer, "facts");
    for (int i = 0; i < item->proofs.count; i++) {
        write_fact(writer, a, item, &item->proofs.items[i]);
    }
    cg_json_close_array(writer);
}

static void write_pair(cg_json_writer *writer, const cg_assessment *a,
                       const cg_criterion *criterion, const cg_symbiosis *pair) {
    static const char *const truths[] = {
        [CG_FALSE] = "not-met", [CG_TRUE] = "met", [CG_UNKNOWN] = "no-data"};
    cg_json_open_object(writer, NULL);
    cg_json_string(writer, "from", a->park->outputs.items[pair->output].ref);
    cg_json_string(writer, "to", a->park->inputs.items[pair->input].ref);
    cg_json_boolean(writer, "today", pair->at[CG_TODAY]);
    if (a->has_after) {
        cg_json_boolean(writer, "after", pair->at[CG_AFTER]);
    }
    if (criterion != NULL) {
        cg_json_string(writer, "result", truths[cg_symbiosis_holds(a, criterion, pair)]);
    }
    cg_json_close_object(writer);
}

/* Those to count under a criterion, or (NULL) those with partners in no park. */
static void write_pairs(cg_json_writer *writer, const char *key, const cg_assessment *a,
                        const cg_criterion *criterion) {
    cg_json_open_array(writer, key);
    for (int s = 0; s < a->symbioses.count; s++) {
        const cg_symbiosis *pair = &a->symbioses.items[s];
        if (pair->outside == (criterion == NULL)) {
            write_pair(writer, a, criterion, pair);
        }
    }
    cg_json_close_array(writer);
}

static void write_criterion(cg_json_writer *writer, const cg_criterion *criterion) {
    cg_json_string(writer, "id", criterion->id);
    cg_json_words(writer, "title", criterion->title);
    cg_json_string(writer, "subject", cg_subject_id(criterion->subject));
    cg_json_words(writer, "instrument", criterion->instrument);
    cg_json_words(writer, "clause", criterion->clause);
    cg_json_string(writer, "from", criterion->from);
    cg_json_string(writer, "to", criterion->to);
    cg_json_words(writer, "source", criterion->source);
    cg_json_string(writer, "confidence", criterion->confidence);
    cg_json_boolean(writer, "gazette_checked", criterion->gazette_checked);
    cg_json_string(writer, "test", cg_test_id(criterion->test));
    if (criterion->test == CG_TEST_FACT) {
        cg_json_boolean(writer, "threshold", true);
    } else if (criterion->test != CG_TEST_CRITERIA) {
        cg_json_number(writer, "threshold", criterion->at_least);
    }
    cg_json_words(writer, "closes", criterion->closes);
}

static void write_items(cg_json_writer *writer, const cg_assessment *a) {
    cg_json_open_array(writer, "criteria");
    for (int i = 0; i < a->items.count; i++) {
        const cg_assessed *item = &a->items.items[i];
        cg_json_open_object(writer, NULL);
        write_criterion(writer, item->criterion);
        write_standings(writer, a, item);
        write_facts(writer, a, item);
        if (item->criterion->test == CG_TEST_EXCHANGES) {
            write_pairs(writer, "symbioses", a, item->criterion);
        }
        cg_json_close_object(writer);
    }
    cg_json_close_array(writer);
}

static void write_firm(cg_json_writer *writer, const cg_assessment *a,
                       const cg_firm_assessed *firm) {
    cg_json_open_object(writer, NULL);
    cg_json_string(writer, "id", a->park->firms.items[firm->firm].id);
    cg_json_words_if(writer, "name", a->park->firms.items[firm->firm].name);
    cg_json_open_array(writer, "criteria");
    for (int c = 0; c < a->firm_criteria.count; c++) {
        cg_json_open_object(writer, NULL);
        cg_json_string(writer, "id", firm->items[c].criterion->id);
        write_standings(writer, a, &firm->items[c]);
        write_facts(writer, a, &firm->items[c]);
        cg_json_close_object(writer);
    }
    cg_json_close_array(writer);
    cg_json_close_object(writer);
}

static void write_firms(cg_json_writer *writer, const cg_assessment *a) {
    cg_json_open_array(writer, "firm_criteria");
    for (int c = 0; c < a->firm_criteria.count; c++) {
        cg_json_open_object(writer, NULL);
        write_criterion(writer, a->firm_criteria.items[c]);
        cg_json_close_object(writer);
    }
    cg_json_close_array(writer);
    cg_json_open_array(writer, "firms");
    for (int f = 0; f < a->firms.count; f++) {
        write_firm(writer, a, &a->firms.items[f]);
    }
    cg_json_close_array(writer);
}

static void write_plan(cg_json_writer *writer, const cg_plan *plan) {
    if (plan == NULL) {
        cg_json_null(writer, "plan");
        return;
    }
    cg_json_open_object(writer, "plan");
    cg_json_string(writer, "status", plan->status);
    cg_json_string(writer, "objective", plan->objective);
    cg_json_string(writer, "rules", plan->rules);
    cg_json_string(writer, "date", plan->date);
    cg_json_close_object(writer);
}

const char *cg_report_assess_json(cg_arena *arena, const cg_assessment *assessment,
                                  cg_language language, size_t *length) {
    (void)language;
    cg_json_writer writer = cg_json_write_start(arena);
    cg_json_open_object(&writer, NULL);
    cg_json_string(&writer, "format", "congsinh-assessment/1");
    cg_json_string(&writer, "park", assessment->park->id);
    cg_json_words_if(&writer, "park_name", assessment->park->name);
    cg_json_string(&writer, "park_sha256", assessment->park->sha256);
    cg_json_string(&writer, "framework", assessment->framework->id);
    cg_json_words(&writer, "title", assessment->framework->title);
    cg_json_string(&writer, "checked_to", assessment->framework->checked_to);
    cg_json_string(&writer, "date", assessment->date);
    write_plan(&writer, assessment->plan);
    write_summary(&writer, assessment);
    write_items(&writer, assessment);
    write_firms(&writer, assessment);
    write_pairs(&writer, "outside", assessment, NULL);
    cg_json_close_object(&writer);
    return cg_json_finish(&writer, length);
}
