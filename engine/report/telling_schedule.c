/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who does what by when: from the months that permits and building take, and from nothing else. */
#include "report/content.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MONTHS_A_YEAR = 12 };

/* --- when ------------------------------------------------------------------------------------- */

/* The plan's date in months since the year 0; the middle of its year where it has no date. */
static long months_of_date(const cg_plan *plan) {
    long year = plan->year, month = 1;
    if (plan->date != NULL && strlen(plan->date) >= 7) {
        year = strtol(plan->date, NULL, 10);
        month = strtol(plan->date + 5, NULL, 10);
    }
    return year * MONTHS_A_YEAR + month - 1;
}

const char *cg_tell_month(const cg_telling *t, double months) {
    long at = months_of_date(t->plan) + lround(ceil(months));
    static const char *const short_names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    long month = (at % MONTHS_A_YEAR + MONTHS_A_YEAR) % MONTHS_A_YEAR;
    return cg_tell(t, CG_MSG_CONTENT_MONTH, cg_format(t->arena, "%04ld", at / MONTHS_A_YEAR),
                   t->language == CG_ENGLISH ? short_names[month]
                                             : cg_format(t->arena, "%02ld", month + 1),
                   NULL);
}

static const char *tell_span(const cg_telling *t, double least, double most) {
    const char *from = cg_tell_month(t, least), *to = cg_tell_month(t, most);
    return strcmp(from, to) == 0 ? from : cg_tell(t, CG_MSG_CONTENT_SPAN, from, to, NULL);
}

const char *cg_tell_start(const cg_telling *t, const cg_start *start) {
    if (!start->permits_unknown && !start->build_unknown) {
        return tell_span(t, start->start_least, start->start_most);
    }
    cg_message_id open = start->permits_unknown && start->build_unknown ? CG_MSG_CONTENT_BOTH_OPEN
                         : start->permits_unknown                       ? CG_MSG_CONTENT_PERMIT_OPEN
                                                                        : CG_MSG_CONTENT_BUILD_OPEN;
    return cg_tell(t, CG_MSG_CONTENT_NOT_BEFORE, cg_tell_month(t, start->start_least),
                   cg_tell(t, open, NULL), NULL);
}

static const cg_permit *permit_of(const cg_plan *plan, const char *id) {
    for (int i = 0; i < plan->permits.count; i++) {
        if (strcmp(plan->permits.items[i].id, id) == 0) {
            return &plan->permits.items[i];
        }
    }
    return NULL;
}

/* All permits of a group are applied for at once: the slowest decides. Returns what they cost. */
static double wait_for_permits(const cg_plan *plan, const cg_line *line, cg_start *start) {
    double cost = 0;
    for (int p = 0; p < line->permit_count; p++) {
        const cg_permit *permit = permit_of(plan, line->permits[p]);
        start->permits = true;
        if (permit == NULL || !permit->has_months) {
            start->permits_unknown = true;
        } else {
            start->permits_least = fmax(start->permits_least, permit->months_least);
            start->permits_most = fmax(start->permits_most, permit->months_most);
        }
        cost += permit != NULL && permit->cost_known ? permit->cost : 0;
    }
    return cost;
}

static cg_start start_of(const cg_telling *t, const cg_groups *groups, int index) {
    const cg_group *group = &groups->items[index];
    cg_start start = {.group = index};
    double permits = wait_for_permits(t->plan, group->total, &start);
    double least = 0, most = 0;
    for (int i = 0; i < group->count; i++) {
        const cg_months *build = &group->lines[i]->build;
        least = build->known ? fmax(least, build->least) : least;
        most = build->known ? fmax(most, build->most) : most;
        start.builds = start.builds || build->known;
    }
    /* Money beyond the permits' is for building, also where nobody says how long it takes. A
     * withheld figure tells nothing. */
    if (!start.builds && group->total->investment > permits * (1 + 1e-9)) {
        start.builds = start.build_unknown = true;
    }
    start.start_least = start.permits_least + least;
    start.start_most = start.permits_most + most;
    return start;
}

int cg_tell_ready(const cg_groups *groups) {
    int count = 0;
    for (int g = 0; g < groups->count; g++) {
        const cg_line *line = groups->items[g].total;
        count += line->quantity > 0 && line->change != CG_KEEP;
    }
    return count;
}

static int soonest_first(const void *a, const void *b) {
    const cg_start *x = a, *y = b;
    if (x->start_least != y->start_least) {
        return x->start_least > y->start_least ? 1 : -1;
    }
    if (x->start_most != y->start_most) {
        return x->start_most > y->start_most ? 1 : -1;
    }
    return x->group - y->group;
}

cg_starts cg_starts_of(const cg_telling *t, const cg_groups *groups) {
    cg_starts starts = {0};
    for (int g = 0; g < groups->count; g++) {
        const cg_line *line = groups->items[g].total;
        cg_start start = start_of(t, groups, g);
        if (line->quantity > 0 && line->change != CG_KEEP && (start.permits || start.builds)) {
            CG_PUSH(t->arena, &starts, start);
        }
    }
    if (starts.count > 0) {
        qsort(starts.items, (size_t)starts.count, sizeof *starts.items, soonest_first);
    }
    return starts;
}

/* --- who -------------------------------------------------------------------------------------- */

typedef struct planner {
    const cg_telling *t;
    const cg_groups *groups;
    cg_starts starts;
    cg_steps steps;
    int *givers, *receivers; /* the parties at the ends, by line; asked once, not for each party */
} planner;

static void add(planner *p, const char *who, const char *what, const char *exchanges) {
    const char *now = cg_tell_month(p->t, 0);
    CG_PUSH(p->t->arena, &p->steps, ((cg_step){who, what, exchanges, now, "–"}));
}

static void set_span(planner *p, const char *from, const char *until) {
    p->steps.items[p->steps.count - 1].from = from;
    p->steps.items[p->steps.count - 1].until = until;
}

static bool is_new(const cg_line *line) {
    return line->quantity > 0 && line->change != CG_KEEP;
}

static bool is_at(const planner *p, int line, int party) {
    return p->givers[line] == party || p->receivers[line] == party;
}

static void find_parties(planner *p) {
    const cg_plan *plan = p->t->plan;
    p->givers = CG_ARRAY(p->t->arena, int, plan->lines.count + 1);
    p->receivers = CG_ARRAY(p->t->arena, int, plan->lines.count + 1);
    for (int l = 0; l < plan->lines.count; l++) {
        p->givers[l] = cg_tell_party_of(plan, plan->lines.items[l].from);
        p->receivers[l] = cg_tell_party_of(plan, plan->lines.items[l].to);
    }
}

static bool is_by(const cg_line *line, const char *facility) {
    const char *via = line->service ? line->to : line->via;
    return via != NULL && strcmp(via, facility) == 0;
}

static bool has_permit(const cg_line *line, const char *id) {
    for (int i = 0; i < line->permit_count; i++) {
        if (strcmp(line->permits[i], id) == 0) {
            return true;
        }
    }
    return false;
}

/* The numbers of some of the plan's lines. */
static const char *numbers_of(const planner *p, const cg_line **lines, int count) {
    cg_group all = {.lines = lines, .count = count};
    return count == 0 ? "–" : cg_tell_numbers(p->t, &all);
}

static const cg_line **room_for_lines(const planner *p) {
    return (const cg_line **)CG_ARRAY(p->t->arena, const cg_line *, p->t->plan->lines.count + 1);
}

static void add_board(planner *p) {
    const cg_telling *t = p->t;
    const char *board = cg_tell(t, CG_MSG_CONTENT_BOARD, NULL);
    const char **names = CG_ARRAY(t->arena, const char *, t->plan->parties.count + 1);
    int count = 0;
    for (int i = 0; i < t->plan->parties.count; i++) {
        const cg_party *party = &t->plan->parties.items[i];
        if (party->saving < 0) {
            names[count++] = cg_tell_name(t, party->name, party->id);
        }
    }
    add(p, board, cg_tell(t, CG_MSG_CONTENT_STEP_DECIDE, NULL), "–");
    if (count > 0) {
        add(p, board, cg_tell(t, CG_MSG_CONTENT_STEP_SHARE, cg_tell_list(t, names, count), NULL),
            "–");
    }
    for (int u = 0; u < t->plan->uncertain.count; u++) {
        const cg_uncertain_rule *rule = &t->plan->uncertain.items[u];
        const cg_line **lines = room_for_lines(p);
        int rests = 0;
        for (int l = 0; l < t->plan->lines.count; l++) {
            const cg_line *line = &t->plan->lines.items[l];
            for (int r = 0; r < line->rule_count && line->quantity > 0; r++) {
                if (strcmp(line->rules[r], rule->id) == 0) {
                    lines[rests++] = line;
                }
            }
        }
        add(p, board,
            cg_tell(t, CG_MSG_CONTENT_STEP_ASK, cg_tell_name(t, rule->title, rule->id), NULL),
            numbers_of(p, lines, rests));
    }
}

static void add_authorities(planner *p) {
    const cg_telling *t = p->t;
    for (int i = 0; i < t->plan->permits.count; i++) {
        const cg_permit *permit = &t->plan->permits.items[i];
        const cg_line **lines = room_for_lines(p);
        int count = 0;
        for (int l = 0; l < t->plan->lines.count; l++) {
            if (has_permit(&t->plan->lines.items[l], permit->id)) {
                lines[count++] = &t->plan->lines.items[l];
            }
        }
        const char *authority = cg_words_in(permit->authority, t->language, NULL);
        add(p,
            authority == NULL ? cg_tell(t, CG_MSG_CONTENT_AUTHORITY, NULL)
                              : cg_tell_plain(t->arena, authority),
            cg_tell(t, CG_MSG_CONTENT_STEP_PERMIT, cg_tell_name(t, permit->name, permit->id), NULL),
            numbers_of(p, lines, count));
        set_span(p, cg_tell_month(t, 0),
                 permit->has_months ? tell_span(t, permit->months_least, permit->months_most)
                                    : cg_tell(t, CG_MSG_CONTENT_OPEN, NULL));
    }
}

/* What a firm agrees on, and what it must measure. */
static void add_firm(planner *p, int party) {
    const cg_telling *t = p->t;
    const cg_line **lines = room_for_lines(p);
    int count = 0;
    bool permits = false;
    for (int l = 0; l < t->plan->lines.count; l++) {
        const cg_line *line = &t->plan->lines.items[l];
        if (is_new(line) && is_at(p, l, party)) {
            lines[count++] = line;
            permits = permits || line->permit_count > 0;
        }
    }
    const cg_party *firm = &t->plan->parties.items[party];
    const char *name = cg_tell_name(t, firm->name, firm->id);
    if (count > 0) {
        add(p, name,
            cg_tell(t, permits ? CG_MSG_CONTENT_STEP_AGREE_PERMITS : CG_MSG_CONTENT_STEP_AGREE,
                    NULL),
            numbers_of(p, lines, count));
    }
    for (int l = 0; l < t->plan->lines.count; l++) {
        const cg_line *line = &t->plan->lines.items[l];
        if (line->assumed_count > 0 && p->givers[l] == party) {
            add(p, name,
                cg_tell(t, CG_MSG_CONTENT_STEP_MEASURE,
                        cg_tell_list(t, line->assumed, line->assumed_count), NULL),
                cg_line_number(t->arena, line->number));
        }
    }
}

/* Who pays for a line builds it: the receiver, or the giver where it is treated alone. */
static void add_builders(planner *p, int party) {
    const cg_telling *t = p->t;
    for (int s = 0; s < p->starts.count; s++) {
        const cg_start *start = &p->starts.items[s];
        const cg_group *group = &p->groups->items[start->group];
        const cg_line *line = group->total;
        int first = (int)(group->lines[0] - t->plan->lines.items);
        int builder = line->service ? p->givers[first] : p->receivers[first];
        if (!start->builds || builder != party) {
            continue;
        }
        const cg_party *firm = &t->plan->parties.items[party];
        add(p, cg_tell_name(t, firm->name, firm->id),
            cg_tell(t, CG_MSG_CONTENT_STEP_BUILD, cg_tell_money(t, line->investment), NULL),
            cg_tell_numbers(t, group));
        set_span(p,
                 start->permits_unknown ? cg_tell(t, CG_MSG_CONTENT_ONCE_PERMITTED, NULL)
                                        : tell_span(t, start->permits_least, start->permits_most),
                 cg_tell_start(t, start));
    }
}

static const char *operator_of(const cg_telling *t, const cg_party *facility) {
    const char *name = cg_tell_name(t, facility->name, facility->id);
    const char *stated = cg_tell_operator(t, facility);
    return *stated == '\0' ? cg_tell(t, CG_MSG_CONTENT_OPERATOR, name, NULL)
                           : cg_tell(t, CG_MSG_CONTENT_OPERATOR_NAMED, name, stated, NULL);
}

static void add_facility(planner *p, int party) {
    const cg_telling *t = p->t;
    const cg_party *facility = &t->plan->parties.items[party];
    const cg_line **lines = room_for_lines(p);
    int count = 0;
    for (int l = 0; l < t->plan->lines.count; l++) {
        if (is_new(&t->plan->lines.items[l]) && is_by(&t->plan->lines.items[l], facility->id)) {
            lines[count++] = &t->plan->lines.items[l];
        }
    }
    if (count > 0) {
        add(p, operator_of(t, facility), cg_tell(t, CG_MSG_CONTENT_STEP_OPERATE, NULL),
            numbers_of(p, lines, count));
    }
    for (int i = 0; i < t->plan->items.count; i++) {
        const cg_park_item *item = &t->plan->items.items[i];
        if (item->investment > 0 && strcmp(item->subject, facility->id) == 0) {
            add(p, operator_of(t, facility),
                cg_tell(t, CG_MSG_CONTENT_STEP_PLANT, cg_tell_name(t, item->name, item->subject),
                        cg_tell_money(t, item->investment), NULL),
                numbers_of(p, lines, count));
            set_span(p, cg_tell_month(t, 0),
                     item->build.known ? tell_span(t, item->build.least, item->build.most)
                                       : cg_tell(t, CG_MSG_CONTENT_OPEN, NULL));
        }
    }
}

cg_steps cg_steps_of(const cg_telling *t, const cg_groups *groups) {
    planner p = {.t = t, .groups = groups, .starts = cg_starts_of(t, groups)};
    find_parties(&p);
    add_board(&p);
    add_authorities(&p);
    for (int i = 0; i < t->plan->parties.count; i++) {
        if (t->plan->parties.items[i].facility) {
            add_facility(&p, i);
        }
    }
    for (int i = 0; i < t->plan->parties.count; i++) {
        if (!t->plan->parties.items[i].facility) {
            add_firm(&p, i);
            add_builders(&p, i);
        }
    }
    return p.steps;
}
