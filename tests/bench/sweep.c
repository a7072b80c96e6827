/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Solves a park again and again under other numbers, and now and then from nothing, in one run:
 *
 *     sweep PARK carbon STEPS STEP [CHECKS]
 *     sweep PARK losses STEPS 0 [CHECKS] < FLOWS
 *
 * carbon: the price rises from 0 by STEP, in the park's currency per t. losses: one supply after
 * the other is lost, of those that standard input names as firm.flow, a line each. CHECKS times,
 * evenly spread, the same numbers are read and solved from nothing as well; the time of that
 * solving, without reading, is a cold solve. Prints one JSON object: processor seconds, and how far
 * the savings found again were from those found cold, as a share; ends with 1 where that is more
 * than a millionth. One thread, no rules, no ranges. */
#include <congsinh/congsinh.h>

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SAME 1e-6

enum { MOST_CHECKS = 100, FLOW_ROOM = 200, STRIDE = 7 };

typedef struct sweep {
    const char *file;
    bool losses;
    int steps, checks;
    double step;
    char (*flows)[FLOW_ROOM];
    int flow_count;
    congsinh *context;
    congsinh_solve_options options;
    double made_s, warm_s, worst_s; /* the worst of a step */
    double cold_s[MOST_CHECKS];
    int checked;
    double apart; /* the most */
} sweep;

static double now(void) {
    struct timespec at;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return (double)at.tv_sec + 1e-9 * (double)at.tv_nsec;
}

static _Noreturn void give_up(const sweep *s, const char *what) {
    fprintf(stderr, "sweep: %s\n", what);
    for (int i = 0; s->context != NULL && i < congsinh_diagnostic_count(s->context); i++) {
        fprintf(stderr, "%s\n", congsinh_diagnostic_at(s->context, i).sentence);
    }
    exit(1);
}

static void read_flows(sweep *s) {
    int room = 0;
    char line[FLOW_ROOM];
    while (fgets(line, sizeof line, stdin) != NULL) {
        if (s->flow_count == room) {
            room = 2 * room + 1000;
            s->flows = realloc(s->flows, (size_t)room * sizeof *s->flows);
            if (s->flows == NULL) {
                give_up(s, "no memory");
            }
        }
        line[strcspn(line, "\n")] = '\0';
        memcpy(s->flows[s->flow_count++], line, sizeof line);
    }
    if (s->flow_count == 0) {
        give_up(s, "no flows on standard input");
    }
}

static congsinh_park *read_park(const sweep *s, const char *setting) {
    congsinh_park *park = NULL;
    congsinh_park_source source = CONGSINH_PARK_SOURCE_INIT;
    source.file = s->file;
    source.rules = "none";
    source.settings = &setting;
    source.setting_count = setting == NULL ? 0 : 1;
    if (congsinh_park_read(&park, s->context, &source) != CONGSINH_OK) {
        give_up(s, "the park cannot be read");
    }
    return park;
}

/* The flows are gone through in strides, so that neighbours in the file are not neighbours here. */
static congsinh_change change_at(const sweep *s, int at) {
    if (!s->losses) {
        return (congsinh_change){CONGSINH_CARBON_PRICE, NULL, s->step * at};
    }
    int flow = (int)(((long)at * STRIDE) % s->flow_count);
    return (congsinh_change){CONGSINH_QUANTITY_TIMES, s->flows[flow], 0};
}

/* The same from nothing. */
static void check(sweep *s, const congsinh_change *change, double saving) {
    char setting[2 * FLOW_ROOM];
    if (change->flow == NULL) {
        snprintf(setting, sizeof setting, "assumptions.carbon_price=%.17g", change->value);
    } else {
        int firm = (int)strcspn(change->flow, ".");
        snprintf(setting, sizeof setting, "firms.%.*s.outputs.%s.quantity=0", firm, change->flow,
                 change->flow + firm + 1);
    }
    congsinh_park *park = read_park(s, setting);
    congsinh_plan *plan = NULL;
    double begun = now();
    if (congsinh_solve(&plan, s->context, park, &s->options) != CONGSINH_OK) {
        give_up(s, "no optimum from nothing");
    }
    s->cold_s[s->checked++] = now() - begun;
    double cold = congsinh_plan_totals(plan).net_saving;
    s->apart = fmax(s->apart, fabs(saving - cold) / fmax(1, fabs(cold)));
    congsinh_plan_free(plan);
    congsinh_park_free(park);
}

static void run(sweep *s) {
    congsinh_park *park = read_park(s, NULL);
    congsinh_resolver *resolver = NULL;
    double begun = now();
    if (congsinh_resolver_new(&resolver, s->context, park, &s->options) != CONGSINH_OK) {
        give_up(s, "no optimum to begin with");
    }
    s->made_s = now() - begun;
    for (int at = 1; at <= s->steps; at++) {
        congsinh_change change = change_at(s, at);
        congsinh_totals totals;
        begun = now();
        if (congsinh_resolve(&totals, resolver, &change, 1) != CONGSINH_OK) {
            give_up(s, "a step has no optimum");
        }
        double took = now() - begun;
        s->warm_s += took;
        s->worst_s = fmax(s->worst_s, took);
        if ((long)at * s->checks / s->steps > s->checked) {
            check(s, &change, totals.net_saving);
        }
    }
    congsinh_resolver_free(resolver);
    congsinh_park_free(park);
}

static int ascending(const void *a, const void *b) {
    const double *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

int main(int count, char **words) {
    sweep s = {.options = CONGSINH_SOLVE_OPTIONS_INIT};
    bool known = count >= 5 && (strcmp(words[2], "carbon") == 0 || strcmp(words[2], "losses") == 0);
    s.checks = count > 5 ? atoi(words[5]) : 3;
    if (!known || atoi(words[3]) < 1 || s.checks < 1 || s.checks > MOST_CHECKS) {
        fprintf(stderr, "usage: sweep PARK carbon|losses STEPS STEP [CHECKS]\n");
        return 2;
    }
    s.file = words[1];
    s.losses = strcmp(words[2], "losses") == 0;
    s.steps = atoi(words[3]);
    s.checks = s.checks < s.steps ? s.checks : s.steps;
    s.step = atof(words[4]);
    s.options.law.rules = "none";
    s.options.no_ranges = true;
    if (s.losses) {
        read_flows(&s);
    }
    if (congsinh_new(&s.context, NULL) != CONGSINH_OK) {
        give_up(&s, "no context");
    }
    run(&s);
    qsort(s.cold_s, (size_t)s.checked, sizeof *s.cold_s, ascending);
    double cold = s.cold_s[s.checked / 2];
    printf("{\"steps\": %d, \"cold_s\": %.6f, \"made_s\": %.6f, \"warm_s\": %.6f, "
           "\"worst_s\": %.6f, \"colds\": %.4f, \"checked\": %d, \"apart\": %.3g}\n",
           s.steps, cold, s.made_s, s.warm_s, s.worst_s, s.warm_s / cold, s.checked, s.apart);
    congsinh_free(s.context);
    free(s.flows);
    return s.apart <= SAME ? 0 : 1;
}
