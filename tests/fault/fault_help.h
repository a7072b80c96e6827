/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole public road over one park, and the sample's text. */
#ifndef TESTS_FAULT_HELP_H
#define TESTS_FAULT_HELP_H

#include <congsinh/congsinh.h>

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct subject {
    const char *bytes;
    size_t length;
    const char *rules, *from, *to;
    const char *const *settings;
    int setting_count;
} subject;

/* How many errors were told; every sentence that was said is asked for. */
static inline int errors_told(congsinh *context) {
    int errors = 0;
    for (int i = 0; i < congsinh_diagnostic_count(context); i++) {
        congsinh_diagnostic item = congsinh_diagnostic_at(context, i);
        cr_assert(item.sentence != NULL && item.sentence[0] != '\0', "%s says nothing", item.code);
        errors += item.severity == CONGSINH_ERROR;
    }
    return errors;
}

/* Whatever was mutated (by `seed`), it is read or it is refused with an error that is told. */
static inline void expect_read_or_told(congsinh *context, congsinh_status status, unsigned seed) {
    int errors = errors_told(context);
    cr_assert(status == CONGSINH_OK || status == CONGSINH_BAD_DATA, "seed %u: %d", seed,
              (int)status);
    cr_assert_eq(errors > 0, status == CONGSINH_BAD_DATA, "seed %u: %d errors", seed, errors);
}

/* What the road made: the plan as JSON, to be freed by congsinh_text_free. */
typedef struct made {
    char *plan;
    size_t length;
} made;

static inline congsinh_status all_formats(congsinh *context, const congsinh_plan *plan, made *out) {
    static const congsinh_format formats[] = {CONGSINH_TEXT,    CONGSINH_MARKDOWN, CONGSINH_CSV,
                                              CONGSINH_HTML,    CONGSINH_GRAPHML,  CONGSINH_SANKEY,
                                              CONGSINH_WORKBOOK};
    congsinh_status status = CONGSINH_OK;
    for (int f = 0; f < 7 && status == CONGSINH_OK; f++) {
        char *text = NULL;
        size_t length = 0;
        status = congsinh_plan_write(&text, &length, context, plan, formats[f]);
        cr_assert_eq(text == NULL, status != CONGSINH_OK);
        congsinh_text_free(text);
    }
    return status == CONGSINH_OK
               ? congsinh_plan_write(&out->plan, &out->length, context, plan, CONGSINH_JSON)
               : status;
}

static inline congsinh_status matches_of(congsinh *context, const congsinh_park *park,
                                         const congsinh_law *law) {
    static const congsinh_format formats[] = {CONGSINH_TEXT, CONGSINH_JSON};
    congsinh_matches *matches = NULL;
    congsinh_status status = congsinh_match(&matches, context, park, law);
    cr_assert_eq(matches == NULL, status != CONGSINH_OK);
    for (int f = 0; f < 2 && status == CONGSINH_OK; f++) {
        char *text = NULL;
        status = congsinh_matches_write(&text, NULL, context, matches, formats[f]);
        cr_assert_eq(text == NULL, status != CONGSINH_OK);
        congsinh_text_free(text);
    }
    congsinh_matches_free(matches);
    return status;
}

static inline congsinh_status plan_of(congsinh *context, const congsinh_park *park,
                                      const congsinh_solve_options *options, made *out) {
    congsinh_plan *plan = NULL;
    congsinh_status status = congsinh_solve(&plan, context, park, options);
    bool planned =
        status == CONGSINH_OK || status == CONGSINH_LIMIT || status == CONGSINH_INFEASIBLE;
    cr_assert_eq(plan != NULL, planned);
    if (planned) {
        congsinh_status written = all_formats(context, plan, out);
        status = written == CONGSINH_OK ? status : written;
    }
    congsinh_plan_free(plan);
    /* What was written is a plan: whole, of finite numbers. */
    if (out->plan != NULL && planned) {
        congsinh_status read =
            congsinh_plan_read(&plan, context, "plan.json", out->plan, out->length);
        cr_assert_neq(read, CONGSINH_BAD_DATA, "the plan written cannot be read:\n%s", out->plan);
        congsinh_plan_free(plan);
        status = read == CONGSINH_OK ? status : read;
    }
    return status;
}

static inline congsinh_status tell_of(congsinh *context, const congsinh_park *park,
                                      const congsinh_solve_options *options, const subject *of) {
    char *text = NULL;
    congsinh_status status = congsinh_program_write(&text, NULL, context, park, options);
    congsinh_text_free(text);
    if (status == CONGSINH_OK) {
        status = congsinh_program_write_as(&text, NULL, context, park, options, CONGSINH_MPS);
        congsinh_text_free(text);
    }
    for (int f = 0; f < 2 && status == CONGSINH_OK && of->from != NULL; f++) {
        status = congsinh_explain(&text, NULL, context, park, options, of->from, of->to,
                                  f == 0 ? CONGSINH_TEXT : CONGSINH_JSON);
        congsinh_text_free(text);
    }
    for (int f = 0; f < 2 && status == CONGSINH_OK; f++) {
        status = congsinh_rules_write(&text, NULL, context, f == 0 ? NULL : "vn",
                                      f == 0 ? CONGSINH_TEXT : CONGSINH_JSON);
        congsinh_text_free(text);
    }
    return status;
}

/* Reads, matches, solves, writes in every format, explains, lists rules; the first status that is
 * not OK. */
static inline congsinh_status walk(congsinh *context, const subject *of, made *out) {
    *out = (made){NULL, 0};
    congsinh_park *park = NULL;
    congsinh_park_source source = {"park.json",       of->bytes, of->length, of->settings,
                                   of->setting_count, of->rules, NULL};
    congsinh_solve_options options = CONGSINH_SOLVE_OPTIONS_INIT;
    options.law.rules = of->rules;
    congsinh_status status = congsinh_park_read(&park, context, &source);
    cr_assert_eq(park == NULL, status != CONGSINH_OK);
    if (status == CONGSINH_OK) {
        status = matches_of(context, park, &options.law);
    }
    if (status == CONGSINH_OK) {
        status = plan_of(context, park, &options, out);
    }
    if (status == CONGSINH_OK) {
        status = tell_of(context, park, &options, of);
    }
    congsinh_park_free(park);
    return status;
}

/* The sample park's text, to be freed by free. */
static inline char *sample_text(size_t *length) {
    char name[4096];
    snprintf(name, sizeof name, "%s/datasets/sample/park.json", getenv("CONGSINH_SOURCE"));
    FILE *file = fopen(name, "rb");
    cr_assert_not_null(file, "%s cannot be read", name);
    char *text = calloc(1, 1 << 20);
    *length = fread(text, 1, (1 << 20) - 1, file);
    fclose(file);
    return text;
}

#endif
