/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public study: the same road for every scenario, one after the other. */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */
#include <string.h>
#include <time.h>

#include "api/context.h"
#include "base/file.h"

/* Nobody states so much against the rules; a file without end must end somewhere. */
#define MOST_BYTES ((size_t)1 << 30)

/* ---- reading */

typedef struct read_job {
    const char *file, *bytes;
    size_t length;
    congsinh_study *made;
} read_job;

static congsinh_status read_study(congsinh *context, void *payload) {
    read_job *job = payload;
    int before = context->diagnostics.errors;
    cg_arena *arena = job->made->arena;
    const char *file = cg_copy_text(arena, job->file);
    const cg_json *document = cg_context_document(context, arena, file, job->bytes, job->length);
    if (document != NULL) {
        job->made->study = cg_study_read(arena, &context->diagnostics, file, document);
    }
    return job->made->study == NULL ? CONGSINH_BAD_DATA : cg_status_since(context, before);
}

congsinh_status congsinh_study_read(congsinh_study **out, congsinh *context, const char *file,
                                    const char *bytes, size_t length) {
    *out = NULL;
    congsinh_study *study = cg_handle_new(context, sizeof *study);
    if (study == NULL) {
        return CONGSINH_NO_MEMORY;
    }
    read_job job = {file, bytes, length, study};
    congsinh_status status = cg_guard(context, read_study, &job);
    if (status != CONGSINH_OK) {
        congsinh_study_free(study);
        return status;
    }
    *out = study;
    return CONGSINH_OK;
}

void congsinh_study_free(congsinh_study *study) {
    cg_handle_free(study);
}

/* ---- solving */

/* One comparison being made. */
typedef struct comparing {
    const cg_study *study;
    const congsinh_solve_options *options;
    cg_park_source source;
    cg_arena *documents; /* holds the next */
    cg_json *document;   /* the park's, as it stands */
    char *exceptions;    /* what the park states against the rules, as bytes; NULL: nothing */
    size_t exceptions_length;
    cg_comparison *comparison;
    cg_diagnostics base_said;
    struct timespec begun;
} comparing;

/* One row of it being made. */
typedef struct row {
    comparing *of;
    int scenario; /* of the study; CG_NONE: the park as it stands */
    cg_result *result;
    cg_arena *work;
    cg_diagnostics said; /* in the comparison's arena */
    cg_park_source source;
    congsinh_solve_options options;
    const char *progress; /* where the work is long */
    const cg_park *park;  /* these two once they are made */
    const cg_plan *plan;
} row;

static congsinh_objective objective_of(const char *word) {
    static const char *const words[] = {[CONGSINH_COST] = "cost",
                                        [CONGSINH_EMISSIONS] = "emissions",
                                        [CONGSINH_WATER] = "water",
                                        [CONGSINH_WASTE] = "waste"};
    int found = 0;
    while (strcmp(words[found], word) != 0) {
        found++; /* the study's reader let no other word in */
    }
    return (congsinh_objective)found;
}

/* What the park states against the rules, as far as it holds in the scenario. */
static void except(row *r) {
    const comparing *of = r->of;
    if (of->exceptions == NULL || r->scenario == CG_NONE) {
        return;
    }
    /* What is wrong with it was said of the park as it stands. */
    cg_diagnostics unheard = {.arena = r->work};
    const cg_json *document =
        cg_json_read(r->work, &unheard, NULL, of->exceptions, of->exceptions_length);
    const cg_json *left = cg_scenario_exceptions(r->work, of->study, r->scenario, document);
    if (left != document) {
        r->options.law.exceptions_bytes = cg_json_canonical(r->work, left);
        r->options.law.exceptions_length = strlen(r->options.law.exceptions_bytes);
    }
}

/* What is asked: the caller's options, then what the scenario and those under it say. */
static void ask(row *r) {
    const congsinh_solve_options *ground = r->of->options;
    cg_arena *arena = r->of->comparison->arena; /* the plan's law is told from these texts */
    cg_scenario_terms terms = {.rules = ground->law.rules, .date = ground->law.date};
    for (int i = 0; i < ground->law.without_count; i++) {
        CG_PUSH(arena, &terms.without, ground->law.without[i]);
    }
    for (int i = 0; i < ground->law.reading_count; i++) {
        CG_PUSH(arena, &terms.readings, ground->law.readings[i]);
    }
    cg_scenario_terms_add(arena, r->of->study, r->scenario, &terms);
    r->options = *ground;
    r->options.no_ranges =
        true; /* a comparison lays plans side by side, not their lows and highs */
    r->options.law = (congsinh_law){terms.rules,
                                    terms.date,
                                    terms.without.items,
                                    terms.without.count,
                                    terms.readings.items,
                                    terms.readings.count,
                                    ground->law.exceptions,
                                    r->of->exceptions,
                                    r->of->exceptions_length};
    except(r);
    if (terms.objective != NULL) {
        r->options.objective = objective_of(terms.objective);
    }
}

static bool is_long(const comparing *of) {
    struct timespec now = of->begun;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec - of->begun.tv_sec >= 1;
}

static void name_row(congsinh *context, row *r) {
    const cg_study *study = r->of->study;
    bool base = r->scenario == CG_NONE;
    const cg_scenario *scenario = base ? NULL : &study->items.items[r->scenario];
    *r->result = cg_result_of(r->of->comparison->arena, study, scenario);
    if (!base && is_long(r->of)) {
        r->progress = cg_message(r->work, CG_MSG_STUDY_PROGRESS, cg_context_language(context),
                                 cg_format(r->work, "%d", r->scenario + 1),
                                 cg_format(r->work, "%d", study->items.count), scenario->id, NULL);
    }
}

static congsinh_status prepare(congsinh *context, void *payload) {
    row *r = payload;
    comparing *of = r->of;
    name_row(context, r);
    ask(r);
    r->source = of->source;
    /* Reading orders a document: paths of other scenarios are about the file as it stands. */
    cg_json *document = cg_json_copy(r->work, of->document);
    r->source.document = document;
    if (r->options.law.rules != NULL) {
        r->source.rules = r->options.law.rules;
    }
    if (r->scenario == CG_NONE) {
        return CONGSINH_OK;
    }
    return cg_scenario_apply(r->work, &context->diagnostics, of->study, r->scenario, document)
               ? CONGSINH_OK
               : CONGSINH_BAD_DATA;
}

static congsinh_status stop(congsinh *context, void *payload) {
    (void)payload;
    cg_say(&context->diagnostics, CG_ERROR, (cg_place){NULL, NULL, 0}, CG_MSG_STUDY_STOPPED, NULL);
    return CONGSINH_BAD_DATA;
}

static void keep_readings(row *r) {
    cg_arena *arena = r->of->comparison->arena;
    const congsinh_law *law = &r->options.law;
    r->result->reading_count = law->reading_count;
    r->result->readings = cg_copy_texts(arena, law->readings, law->reading_count);
}

/* The park as it stands says what the whole comparison is about. */
static void keep_park(congsinh *context, row *r) {
    cg_comparison *comparison = r->of->comparison;
    cg_arena *arena = comparison->arena;
    comparison->park = cg_copy(arena, r->park->id, strlen(r->park->id));
    comparison->park_name = cg_words_copy(arena, r->park->name);
    comparison->currency = cg_copy(arena, r->park->currency, strlen(r->park->currency));
    comparison->program = cg_copy(arena, r->plan->program, strlen(r->plan->program));
    cg_comparison_take_exceptions(comparison, r->plan);
    const cg_study *study = r->of->study;
    if (study->park != NULL && strcmp(study->park, comparison->park) != 0) {
        cg_say(&context->diagnostics, CG_WARNING, (cg_place){NULL, NULL, 0},
               CG_MSG_STUDY_OTHER_PARK, study->park, comparison->park, NULL);
    }
}

/* The base's own problems are the park's; a scenario's are told under its name. */
static void tell_problems(congsinh *context, row *r) {
    const cg_study *study = r->of->study;
    if (r->scenario == CG_NONE) {
        for (int i = 0; i < r->said.items.count; i++) {
            cg_say_again(&context->diagnostics, &r->said.items.items[i]);
        }
        return;
    }
    cg_language language = cg_context_language(context);
    const cg_scenario *scenario = &study->items.items[r->scenario];
    for (int i = 0; i < r->result->problems.count; i++) {
        const cg_problem *problem = &r->result->problems.items[i];
        if (problem->severity != CG_ERROR) {
            continue;
        }
        const char *sentence = problem->sentence.in[language];
        cg_place place = {study->file, cg_format(r->work, "scenarios.%s", scenario->id),
                          scenario->node->line};
        cg_say(&context->diagnostics, CG_ERROR, place, CG_MSG_STUDY_SCENARIO_FAILED,
               problem->path == NULL ? sentence
                                     : cg_format(r->work, "%s: %s", problem->path, sentence),
               NULL);
    }
}

static congsinh_status keep(congsinh *context, void *payload) {
    row *r = payload;
    cg_arena *arena = r->of->comparison->arena;
    if (r->plan != NULL) {
        cg_result_take(arena, r->result, r->plan);
    }
    keep_readings(r);
    bool base = r->scenario == CG_NONE;
    cg_result_hear(arena, r->result, &r->said, base ? NULL : &r->of->base_said);
    tell_problems(context, r);
    if (base) {
        r->of->base_said = r->said;
    }
    if (base && r->plan != NULL) {
        keep_park(context, r);
    }
    return CONGSINH_OK;
}

static bool is_row(congsinh_status status) {
    return status == CONGSINH_OK || status == CONGSINH_LIMIT || status == CONGSINH_INFEASIBLE ||
           status == CONGSINH_BAD_DATA;
}

/* The road itself, what is wrong being heard in the row's own diagnostics. */
static congsinh_status walk(congsinh *context, row *r, congsinh_park **park, congsinh_plan **plan) {
    congsinh_status status = cg_guard(context, prepare, r);
    if (status == CONGSINH_OK && r->progress != NULL && context->options.progress != NULL &&
        context->options.progress(context->options.payload, r->progress)) {
        status = cg_guard(context, stop, r);
    }
    if (status == CONGSINH_OK) {
        status = cg_context_park(park, context, &r->source);
    }
    if (status == CONGSINH_OK) {
        status = congsinh_solve(plan, context, *park, &r->options);
    }
    r->park = *park == NULL ? NULL : (*park)->park;
    r->plan = *plan == NULL ? NULL : (*plan)->plan;
    return status;
}

static congsinh_status make_row(congsinh *context, comparing *of, int scenario) {
    congsinh_park *park = NULL;
    congsinh_plan *plan = NULL;
    row r = {.of = of,
             .scenario = scenario,
             .result = &of->comparison->items.items[scenario + 1],
             .work = cg_context_arena(context)};
    if (r.work == NULL) {
        return CONGSINH_NO_MEMORY;
    }
    cg_diagnostics outer = context->diagnostics;
    context->diagnostics = (cg_diagnostics){.arena = of->comparison->arena};
    congsinh_status status = walk(context, &r, &park, &plan);
    r.said = context->diagnostics;
    context->diagnostics = outer;
    if (is_row(status)) {
        congsinh_status kept = cg_guard(context, keep, &r);
        status = kept == CONGSINH_OK ? status : kept;
    }
    congsinh_plan_free(plan);
    congsinh_park_free(park);
    cg_arena_free(r.work);
    return status;
}

/* Read once, as it may come from a pipe. */
static void begin_exceptions(congsinh *context, comparing *of) {
    const congsinh_law *law = &of->options->law;
    if (law->exceptions_bytes != NULL) {
        of->exceptions = cg_copy(of->documents, law->exceptions_bytes, law->exceptions_length);
        of->exceptions_length = law->exceptions_length;
    } else if (law->exceptions != NULL) {
        cg_file_read(of->documents, &context->diagnostics, law->exceptions, MOST_BYTES,
                     &of->exceptions, &of->exceptions_length);
    }
}

static congsinh_status begin(congsinh *context, void *payload) {
    comparing *of = payload;
    cg_arena *arena = of->comparison->arena;
    int before = context->diagnostics.errors;
    of->document = cg_park_document(of->documents, &context->diagnostics, &of->source);
    begin_exceptions(context, of);
    if (of->document == NULL || context->diagnostics.errors > before) {
        return CONGSINH_BAD_DATA; /* the park's own reader then says what else is wrong */
    }
    of->comparison->title = cg_words_copy(arena, of->study->title);
    of->comparison->study_sha256 = cg_copy(arena, of->study->sha256, strlen(of->study->sha256));
    of->comparison->language = cg_context_language(context);
    cg_result empty = {.id = NULL};
    for (int i = 0; i <= of->study->items.count; i++) {
        CG_PUSH(arena, &of->comparison->items, empty);
    }
    return CONGSINH_OK;
}

static congsinh_status compare(congsinh *context, void *payload) {
    (void)context;
    comparing *of = payload;
    cg_comparison_compare(of->comparison);
    return CONGSINH_OK;
}

/* Of two rows the one that leaves more to be wished for. */
static congsinh_status worse(congsinh_status one, congsinh_status other) {
    if (one == CONGSINH_BAD_DATA || other == CONGSINH_BAD_DATA) {
        return CONGSINH_INFEASIBLE; /* the row has no plan, the comparison stands */
    }
    if (one == CONGSINH_INFEASIBLE || other == CONGSINH_INFEASIBLE) {
        return CONGSINH_INFEASIBLE;
    }
    return one == CONGSINH_LIMIT ? one : other;
}

/* What is wrong with a document is no reason to keep back what is wrong with the park. */
static congsinh_status read_broken(congsinh *context, const comparing *of) {
    congsinh_park *park = NULL;
    cg_park_source source = of->source;
    source.document = of->document;
    congsinh_status status = cg_context_park(&park, context, &source);
    congsinh_park_free(park);
    return status == CONGSINH_OK ? CONGSINH_BAD_DATA : status;
}

static congsinh_status make_rows(congsinh *context, comparing *of) {
    congsinh_status status = cg_guard(context, begin, of);
    if (status == CONGSINH_BAD_DATA && of->document != NULL) {
        return read_broken(context, of);
    }
    if (status == CONGSINH_OK) {
        status = make_row(context, of, CG_NONE);
    }
    if (status == CONGSINH_BAD_DATA) {
        return status;
    }
    for (int i = 0; is_row(status) && i < of->study->items.count; i++) {
        congsinh_status made = make_row(context, of, i);
        status = is_row(made) ? worse(status, made) : made;
    }
    if (is_row(status)) {
        congsinh_status compared = cg_guard(context, compare, of);
        status = compared == CONGSINH_OK ? status : compared;
    }
    return status;
}

static congsinh_status new_comparison(congsinh *context, void *payload) {
    congsinh_comparison *comparison = payload;
    (void)context;
    comparison->comparison = CG_NEW(comparison->arena, cg_comparison);
    comparison->comparison->arena = comparison->arena;
    return CONGSINH_OK;
}

congsinh_status congsinh_study_solve(congsinh_comparison **out, congsinh *context,
                                     const congsinh_study *study, const congsinh_park_source *park,
                                     const congsinh_solve_options *options) {
    *out = NULL;
    congsinh_comparison *made = cg_handle_new(context, sizeof *made);
    if (made == NULL) {
        return CONGSINH_NO_MEMORY;
    }
    congsinh_status status = cg_guard(context, new_comparison, made);
    comparing of = {.study = study->study,
                    .options = cg_solve_options(options),
                    .source = cg_context_source(context, park),
                    .documents = cg_context_arena(context),
                    .comparison = made->comparison};
    clock_gettime(CLOCK_MONOTONIC, &of.begun);
    if (status == CONGSINH_OK) {
        status = of.documents == NULL ? CONGSINH_NO_MEMORY : make_rows(context, &of);
    }
    cg_arena_free(of.documents);
    if (!is_row(status) || status == CONGSINH_BAD_DATA) {
        congsinh_comparison_free(made);
        return status;
    }
    *out = made;
    return status;
}

void congsinh_comparison_free(congsinh_comparison *comparison) {
    cg_handle_free(comparison);
}

int congsinh_comparison_count(const congsinh_comparison *comparison) {
    return comparison->comparison->items.count;
}

static congsinh_status status_of(const cg_result *result) {
    static const struct {
        const char *word;
        congsinh_status status;
    } words[] = {
        {"optimal", CONGSINH_OK}, {"limit", CONGSINH_LIMIT}, {"infeasible", CONGSINH_INFEASIBLE}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i].word, result->status) == 0) {
            return words[i].status;
        }
    }
    return CONGSINH_BAD_DATA;
}

congsinh_scenario congsinh_comparison_at(const congsinh_comparison *comparison, int i) {
    const cg_comparison *rows = comparison->comparison;
    congsinh_scenario told = {.id = NULL};
    if (i < 0 || i >= rows->items.count) {
        return told;
    }
    const cg_result *result = &rows->items.items[i];
    told.id = result->id;
    told.status = status_of(result);
    if (!result->solved) {
        told.reason = result->problems.count == 0
                          ? ""
                          : result->problems.items[0].sentence.in[rows->language];
        return told;
    }
    told.totals = cg_totals_told(&result->totals);
    told.exchanges = result->pairs.count;
    told.gained = result->gained.count;
    told.lost = result->lost.count;
    return told;
}
