/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public road: park, matches, plan. */
#include <stdio.h>
#include <string.h>

#include "api/assess.h"
#include "base/file.h"
#include "base/number.h"
#include "effluent.h"
#include "match/kinds.h"
#include "text/day.h"

/* ---- park */

cg_rules *cg_context_rules(congsinh *context, cg_arena *arena, const cg_park *park,
                           const char *name, cg_place place) {
    cg_reader reader = park->reader;
    reader.arena = arena;
    reader.diagnostics = &context->diagnostics;
    reader.lenient_rates = true;
    cg_rules *pack = cg_rules_read(&reader, park->knowledge, context->models, name, place);
    for (int r = 0; pack != NULL && r < pack->items.count; r++) {
        cg_rule *rule = &pack->items.items[r];
        reader.file = rule->file;
        cg_effect_of(rule->effect_kind)->read(&reader, park, rule);
    }
    if (pack != NULL) {
        pack->effluent = cg_effluent_read(&reader, park->knowledge, pack);
    }
    return pack;
}

/* The rules of the park, or of the pack `asked` for in their place; NULL after reporting. */
static cg_rules *read_rules(congsinh *context, cg_arena *arena, const cg_park *park,
                            const char *asked) {
    const cg_json *stated = cg_json_member(cg_json_member(park->document, "park"), "rules");
    cg_place place = {.path = "--rules"};
    if (asked == NULL && stated != NULL) {
        place = cg_reader_place(&park->reader, stated);
    }
    const char *name = asked == NULL ? park->rules : asked;
    cg_rules *pack = cg_context_rules(context, arena, park, name, place);
    if (pack != NULL) {
        cg_kinds_check(arena, &context->diagnostics, park, pack);
    }
    return pack;
}

typedef struct park_job {
    const cg_park_source *source;
    congsinh_park *made;
} park_job;

static congsinh_status read_park(congsinh *context, void *payload) {
    park_job *job = payload;
    int before = context->diagnostics.errors;
    if (!cg_context_models(context)) {
        return CONGSINH_BAD_DATA;
    }
    job->made->park = cg_park_read(job->made->arena, &context->diagnostics, job->source);
    if (job->made->park == NULL) {
        return CONGSINH_BAD_DATA;
    }
    /* A park in order is asked for its rules later, when it is known which are to apply; of any
     * other this is the one time to say what is wrong with them. */
    if (context->diagnostics.errors > before) {
        read_rules(context, job->made->arena, job->made->park, NULL);
    }
    return cg_status_since(context, before);
}

congsinh_status cg_context_park(congsinh_park **out, congsinh *context,
                                const cg_park_source *source) {
    *out = NULL;
    congsinh_park *park = cg_handle_new(context, sizeof *park);
    if (park == NULL) {
        return CONGSINH_NO_MEMORY;
    }
    park_job job = {source, park};
    cg_stage_mark begun = cg_stage_begin(&context->stages);
    congsinh_status status = cg_guard(context, read_park, &job);
    cg_stage_end(&context->stages, CG_STAGE_READING, begun);
    if (status != CONGSINH_OK) {
        congsinh_park_free(park);
        return status;
    }
    *out = park;
    return CONGSINH_OK;
}

/* A park's low and high read it again, at two other ends of its ranges. */
#define WHOLE_TEXT ((size_t)2 << 20)

cg_park_source cg_context_source(const congsinh *context, const congsinh_park_source *source) {
    return (cg_park_source){.file = source->file,
                            .bytes = source->bytes,
                            .length = source->length,
                            .settings = source->settings,
                            .setting_count = source->setting_count,
                            .rules = source->rules,
                            .framework = source->framework,
                            .models_folder = context->models,
                            .shelf = context->shelf,
                            .whole = WHOLE_TEXT};
}

congsinh_status congsinh_park_read(congsinh_park **out, congsinh *context,
                                   const congsinh_park_source *source) {
    cg_park_source inner = cg_context_source(context, source);
    return cg_context_park(out, context, &inner);
}

void congsinh_park_free(congsinh_park *park) {
    cg_handle_free(park);
}

congsinh_park_facts congsinh_park_describe(const congsinh_park *handle) {
    const cg_park *park = handle->park;
    return (congsinh_park_facts){park->id,
                                 park->firms.count,
                                 park->outputs.count,
                                 park->inputs.count,
                                 park->facilities.count,
                                 park->links.count,
                                 park->exchanges.count,
                                 park->periods.count};
}

/* ---- law and matches */

static cg_exceptions *read_exceptions(congsinh *context, cg_arena *arena, const cg_park *park,
                                      const cg_rules *pack, const congsinh_law *law) {
    cg_reader reader = park->reader;
    reader.arena = arena;
    reader.diagnostics = &context->diagnostics;
    cg_exceptions_source source = {law->exceptions, law->exceptions_bytes, law->exceptions_length};
    const char *date = law->date == NULL ? park->date : law->date;
    return cg_exceptions_read(&reader, &source, park, pack, date);
}

cg_law *cg_context_law(congsinh *context, cg_arena *arena, const cg_park *park,
                       const congsinh_law *law) {
    static const congsinh_law of_the_park = CONGSINH_LAW_INIT;
    law = law == NULL ? &of_the_park : law;
    const char *date = law->date == NULL ? park->date : law->date;
    if (!cg_day_is_valid(date)) {
        cg_say(&context->diagnostics, CG_ERROR, (cg_place){NULL, "--date", 0}, CG_MSG_DATE_FORM,
               date, NULL);
        return NULL;
    }
    int before = context->diagnostics.errors;
    cg_rules *pack = read_rules(context, arena, park, law->rules);
    if (pack == NULL) {
        return NULL;
    }
    cg_law_options options = {date,          law->without,       law->without_count,
                              law->readings, law->reading_count, NULL};
    if (law->exceptions != NULL || law->exceptions_bytes != NULL) {
        options.exceptions = read_exceptions(context, arena, park, pack, law);
    }
    cg_law *made = cg_law_new(arena, &context->diagnostics, pack, &options);
    return context->diagnostics.errors > before ? NULL : made;
}

/* Small parks keep what may not be, so that lists and plans can say why; in large ones that list
 * would outweigh all else. */
#define PAIRS_TO_EXPLAIN 200000.0

static bool is_small(const cg_park *park) {
    return (double)park->outputs.count * (double)park->inputs.count <= PAIRS_TO_EXPLAIN;
}

typedef struct match_job {
    const cg_park *park;
    const congsinh_law *law;
    cg_keep keep;
    congsinh_matches *made;
} match_job;

static congsinh_status find_matches(congsinh *context, void *payload) {
    match_job *job = payload;
    int before = context->diagnostics.errors;
    cg_law *law = cg_context_law(context, job->made->arena, job->park, job->law);
    if (law == NULL) {
        return CONGSINH_BAD_DATA;
    }
    job->made->matches = cg_matches_find(job->made->arena, &context->diagnostics, job->park, law,
                                         (cg_wanted){job->keep, CG_NONE, CG_NONE, NULL, false});
    return cg_status_since(context, before);
}

congsinh_status congsinh_match(congsinh_matches **out, congsinh *context, const congsinh_park *park,
                               const congsinh_law *law) {
    *out = NULL;
    congsinh_matches *matches = cg_handle_new(context, sizeof *matches);
    if (matches == NULL) {
        return CONGSINH_NO_MEMORY;
    }
    cg_keep keep = is_small(park->park) ? CG_KEEP_ALL : CG_KEEP_POSSIBLE;
    match_job job = {park->park, law, keep, matches};
    congsinh_status status = cg_guard(context, find_matches, &job);
    if (status != CONGSINH_OK) {
        congsinh_matches_free(matches);
        return status;
    }
    *out = matches;
    return CONGSINH_OK;
}

congsinh_status congsinh_check(congsinh *context, const congsinh_park *park,
                               const congsinh_law *law) {
    congsinh_matches matches = {.arena = cg_context_arena(context)};
    if (matches.arena == NULL) {
        return CONGSINH_NO_MEMORY;
    }
    match_job job = {park->park, law, CG_KEEP_RUNNING, &matches};
    congsinh_status status = cg_guard(context, find_matches, &job);
    cg_arena_free(matches.arena);
    return status;
}

void congsinh_matches_free(congsinh_matches *matches) {
    cg_handle_free(matches);
}

/* ---- plan */

cg_measure cg_context_measure(congsinh_objective objective) {
    switch (objective) {
    case CONGSINH_EMISSIONS:
        return CG_MEASURE_EMISSIONS;
    case CONGSINH_WATER:
        return CG_MEASURE_WATER_PURCHASED;
    case CONGSINH_WASTE:
        return CG_MEASURE_WASTE_DISPOSED;
    case CONGSINH_COST:
        break;
    }
    return CG_MEASURE_COST;
}

static cg_model *model_of(congsinh *context, cg_arena *arena, const cg_park *park,
                          const congsinh_law *asked, cg_wanted wanted) {
    int before = context->diagnostics.errors;
    cg_stages *stages = &context->stages;
    cg_stage_mark begun_law = cg_stage_begin(stages);
    cg_law *law = cg_context_law(context, arena, park, asked);
    cg_stage_end(stages, CG_STAGE_LAW, begun_law);
    if (law == NULL) {
        return NULL;
    }
    cg_stage_mark begun_matching = cg_stage_begin(stages);
    cg_matches *matches = cg_matches_find(arena, &context->diagnostics, park, law, wanted);
    cg_stage_end(stages, CG_STAGE_MATCHING, begun_matching);
    if (context->diagnostics.errors > before) {
        return NULL;
    }
    cg_stage_mark begun_program = cg_stage_begin(stages);
    /* In an arena of its own where the plan will be told of another (cg_plan_options.spends). */
    cg_model *model = cg_model_new(wanted.prospects ? cg_arena_within(arena) : arena, matches);
    cg_stage_end(stages, CG_STAGE_PROGRAM, begun_program);
    if (!cg_model_is_finite(model)) {
        cg_say(&context->diagnostics, CG_ERROR, (cg_place){park->file, NULL, 0},
               CG_MSG_FIGURES_TOO_LARGE, NULL);
        return NULL;
    }
    return model;
}

cg_model *cg_context_model(congsinh *context, cg_arena *arena, const cg_park *park,
                           const congsinh_law *asked, const cg_question *question) {
    cg_wanted wanted = {.keep = is_small(park) ? CG_KEEP_ALL : CG_KEEP_USABLE,
                        .output = question == NULL ? CG_NONE : question->output,
                        .input = question == NULL ? CG_NONE : question->input};
    return model_of(context, arena, park, asked, wanted);
}

/* To be solved and told, and nothing else: of what could be exchanged in a large park most is kept
 * small. */
static cg_model *model_to_solve(congsinh *context, cg_arena *arena, const cg_park *park,
                                const congsinh_law *asked) {
    bool small = is_small(park);
    cg_wanted wanted = {.keep = small ? CG_KEEP_ALL : CG_KEEP_USABLE,
                        .output = CG_NONE,
                        .input = CG_NONE,
                        .prospects = !small};
    return model_of(context, arena, park, asked, wanted);
}

typedef struct solve_job {
    const cg_park *park;
    congsinh_solve_options options;
    congsinh_plan *made;
    const cg_solved *solved; /* in the plan's arena */
    cg_worlds worlds;
} solve_job;

static bool report_progress(void *payload, double elapsed_s, double best, double bound) {
    (void)best;
    (void)bound;
    const congsinh *context = payload;
    /* Not from the list of messages: the solver's own objects are alive, so no arena may be used
     * here. */
    const char *pattern =
        context->options.language == CONGSINH_VIETNAMESE ? "đang giải, %d giây" : "solving, %d s";
    char sentence[64];
    snprintf(sentence, sizeof sentence, pattern, elapsed_s < 1e9 ? (int)elapsed_s : 1000000000);
    return context->options.progress(context->options.payload, sentence);
}

/* Nobody states so much against the rules; a stream without end must end somewhere. */
#define MOST_BYTES ((size_t)1 << 30)

/* Searches end some day even where nobody set a limit, and at the same place on every machine; the
 * plan then states its gap. */
#define NODES 50000

cg_plan_options cg_context_plan_options(congsinh *context, const congsinh_solve_options *asked) {
    cg_plan_options options = {.objective = cg_context_measure(asked->objective),
                               .settings = {.time_limit_s = asked->time_limit,
                                            .gap = asked->gap,
                                            .node_limit = NODES,
                                            .jobs = asked->jobs}};
    if (context->options.progress != NULL) {
        options.settings.progress = report_progress;
        options.settings.payload = context;
    }
    return options;
}

static const char *number(congsinh *context, double value) {
    char room[CG_NUMBER_ROOM];
    const char *text = cg_number_text(value, room);
    return cg_copy(context->arena, text, strlen(text));
}

/* A load that fits today only because of an exchange that may not go on stays where it is, and is
 * said. */
static void report_overfull(congsinh *context, const cg_solved *solved) {
    const cg_park *park = solved->model->park;
    const cg_tag *tag = &solved->model->program->rows.items[solved->overfull_row].tag;
    const cg_facility *facility = &park->facilities.items[tag->first];
    double capacity = facility->capacity[tag->period];
    cg_say(&context->diagnostics, CG_WARNING, (cg_place){NULL, NULL, 0},
           CG_MSG_FACILITY_HOLDS_TOO_LITTLE, facility->id,
           number(context, capacity + solved->overfull_by), park->periods.items[tag->period].id,
           number(context, capacity), NULL);
}

/* Requirements that conflict are an error of the data, and what is written may go where nobody
 * reads it. */
static void say_conflict(congsinh *context, const cg_solved *solved) {
    cg_text list = cg_text_start(solved->model->arena);
    for (int i = 0; i < solved->conflict_count; i++) {
        cg_text_addf(&list, "%s%s", i > 0 ? "; " : "",
                     cg_requirement_id((cg_requirement)solved->conflict[i]));
    }
    cg_say(&context->diagnostics, CG_ERROR, (cg_place){NULL, "requirements", 0},
           CG_MSG_REQUIREMENTS_CONFLICT, list.bytes, NULL);
}

congsinh_status cg_context_outcome(congsinh *context, const cg_solved *solved) {
    if (solved->overflows) {
        report_overfull(context, solved);
    }
    if (solved->outcome == CG_INFEASIBLE) {
        say_conflict(context, solved);
        return CONGSINH_INFEASIBLE;
    }
    if (solved->outcome == CG_OPTIMAL) {
        return CONGSINH_OK;
    }
    if (solved->outcome == CG_NO_ANSWER) {
        cg_say(&context->diagnostics, CG_WARNING, (cg_place){NULL, NULL, 0}, CG_MSG_NOTHING_FOUND,
               solved->message == NULL ? "" : solved->message, NULL);
    }
    return CONGSINH_LIMIT;
}

bool cg_context_keep_exceptions(congsinh *context, cg_arena *arena, congsinh_law *law) {
    if (law->exceptions == NULL || law->exceptions_bytes != NULL ||
        strcmp(law->exceptions, "-") != 0) {
        return true;
    }
    char *bytes = NULL;
    bool read = cg_file_read(arena, &context->diagnostics, law->exceptions, MOST_BYTES, &bytes,
                             &law->exceptions_length);
    law->exceptions_bytes = bytes;
    return read;
}

static congsinh_status solve(congsinh *context, void *payload) {
    solve_job *job = payload;
    cg_arena *arena = job->made->arena;
    if (!cg_context_keep_exceptions(context, arena, &job->options.law)) {
        return CONGSINH_BAD_DATA;
    }
    cg_model *model = model_to_solve(context, arena, job->park, &job->options.law);
    if (model == NULL) {
        return CONGSINH_BAD_DATA;
    }
    cg_plan_options options = cg_context_plan_options(context, &job->options);
    options.settings.stages = &context->stages;
    options.spends = true;
    cg_stage_mark begun = cg_stage_begin(&context->stages);
    job->solved = cg_plan_solve(model, &options);
    cg_stage_end(&context->stages, CG_STAGE_SOLVING, begun);
    return CONGSINH_OK;
}

static congsinh_status span(congsinh *context, solve_job *job) {
    if (job->options.no_ranges) {
        return CONGSINH_OK;
    }
    cg_stage_mark begun = cg_stage_begin(&context->stages);
    congsinh_status status =
        cg_context_worlds(context, job->made->arena, job->solved, &job->options, &job->worlds);
    cg_stage_end(&context->stages, CG_STAGE_RANGES, begun);
    return status;
}

static congsinh_status account(congsinh *context, void *payload) {
    solve_job *job = payload;
    cg_stage_mark begun = cg_stage_begin(&context->stages);
    job->made->plan = cg_plan_account(job->solved);
    if (!job->options.no_ranges) {
        cg_worlds_tell(&job->worlds, job->made->plan);
    }
    if (!job->solved->overflows) { /* else its row is told of */
        cg_plan_forget_program(job->solved);
    }
    cg_context_assess(context, job->made->plan, job->park);
    cg_stage_end(&context->stages, CG_STAGE_TELLING, begun);
    return cg_context_outcome(context, job->solved);
}

static bool is_plan(congsinh_status status) {
    return status == CONGSINH_OK || status == CONGSINH_LIMIT || status == CONGSINH_INFEASIBLE;
}

congsinh_status congsinh_solve(congsinh_plan **out, congsinh *context, const congsinh_park *park,
                               const congsinh_solve_options *options) {
    *out = NULL;
    congsinh_plan *plan = cg_handle_new(context, sizeof *plan);
    if (plan == NULL) {
        return CONGSINH_NO_MEMORY;
    }
    solve_job job = {.park = park->park, .options = *cg_solve_options(options), .made = plan};
    congsinh_status status = cg_guard(context, solve, &job);
    status = status == CONGSINH_OK ? span(context, &job) : status;
    status = status == CONGSINH_OK ? cg_guard(context, account, &job) : status;
    if (!is_plan(status)) {
        congsinh_plan_free(plan);
        return status;
    }
    *out = plan;
    return status;
}

void congsinh_plan_free(congsinh_plan *plan) {
    cg_handle_free(plan);
}
