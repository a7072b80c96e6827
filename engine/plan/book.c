/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The books of a plan: every flow entered once, on its line, on its parties and in the totals. */
#include "plan/book.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void add_place(cg_plan *plan, const char *id, const char *kind, cg_position at) {
    if (at.given) {
        CG_PUSH(plan->arena, &plan->places, ((cg_plan_place){id, kind, at.x, at.y}));
    }
}

static void add_places(cg_plan *plan, const cg_park *park) {
    plan->on_plane = park->on_plane;
    for (int f = 0; f < park->firms.count; f++) {
        const cg_firm *firm = &park->firms.items[f];
        add_place(plan, firm->id, firm->outside == CG_INSIDE ? "firm" : "outside", firm->at);
    }
    for (int f = 0; f < park->facilities.count; f++) {
        add_place(plan, park->facilities.items[f].id, "facility", park->facilities.items[f].at);
    }
}

/* What a firm pays a plant for disposal can be told from the plant's own figures, too. */
static void mark_confidential(cg_plan *plan, const cg_park *park) {
    cg_party *plants = &plan->parties.items[park->firms.count];
    for (int o = 0; o < park->outputs.count; o++) {
        const cg_flow *output = &park->outputs.items[o];
        plan->parties.items[output->firm].confidential |=
            output->confidential || output->confidential_cost;
        if (output->disposed_at != CG_NONE) {
            plants[output->disposed_at].confidential |= output->confidential;
        }
    }
    for (int i = 0; i < park->inputs.count; i++) {
        const cg_flow *input = &park->inputs.items[i];
        plan->parties.items[input->firm].confidential |= input->confidential;
    }
    for (int f = 0; f < park->facilities.count; f++) {
        plants[f].confidential |= park->facilities.items[f].confidential;
    }
}

cg_book *cg_book_open(const cg_model *model, cg_plan *plan) {
    const cg_park *park = model->park;
    cg_book *book = CG_NEW(model->arena, cg_book);
    book->model = model;
    book->plan = plan;
    book->scratch = cg_arena_within(model->arena);
    book->lines = cg_map_new(book->scratch);
    book->key = cg_text_start(book->scratch);
    int pipes = model->matches->pipes.count;
    book->first_carried = CG_ARRAY(book->scratch, int, pipes + 1);
    book->last_carried = CG_ARRAY(book->scratch, int, pipes + 1);
    for (int i = 0; i < pipes; i++) {
        book->first_carried[i] = book->last_carried[i] = CG_NONE;
    }
    for (int f = 0; f < park->firms.count; f++) {
        CG_PUSH(plan->arena, &plan->parties,
                ((cg_party){.id = park->firms.items[f].id, .name = park->firms.items[f].name}));
    }
    for (int f = 0; f < park->facilities.count; f++) {
        const cg_facility *facility = &park->facilities.items[f];
        CG_PUSH(plan->arena, &plan->parties,
                ((cg_party){.id = facility->id,
                            .name = facility->name,
                            .facility = true,
                            .operator_name = facility->operator_name}));
    }
    mark_confidential(plan, park);
    add_places(plan, park);
    return book;
}

void cg_book_close(cg_book *book) {
    cg_arena_free(book->scratch);
    book->scratch = NULL;
}

static cg_party *firm_party(cg_book *book, int firm) {
    return &book->plan->parties.items[firm];
}

static cg_party *facility_party(cg_book *book, int facility) {
    return &book->plan->parties.items[book->model->park->firms.count + facility];
}

/* The ends of a flow part, whatever kind it is. */
typedef struct ends {
    int output, input, facility; /* CG_NONE where it has none */
    bool home; /* treated where it is treated today: its disposal does not change */
} ends;

static ends ends_of(const cg_book *book, int candidate_index, int intake_index, int supply_index) {
    const cg_matches *matches = book->model->matches;
    if (candidate_index != CG_NONE) {
        const cg_candidate *candidate = &matches->candidates.items[candidate_index];
        return (ends){candidate->output, candidate->input, candidate->facility, false};
    }
    const cg_intake *intake = &matches->intakes.items[intake_index];
    int input = supply_index == CG_NONE ? CG_NONE : matches->supplies.items[supply_index].input;
    return (ends){intake->output, input, intake->facility, intake->home};
}

/* The payment for disposal that the sender no longer makes, and what that does to the facility that
 * got it. */
static void enter_disposal(cg_book *book, const cg_flow_part *part, const ends *at) {
    const cg_park *park = book->model->park;
    if (at->home) {
        return;
    }
    const cg_flow *output = &park->outputs.items[at->output];
    double paid = output->price[part->period] * part->quantity * book->sign;
    firm_party(book, output->firm)->disposal += paid;
    if (output->disposed_at != CG_NONE) {
        facility_party(book, output->disposed_at)->disposal +=
            part->parts.avoided_disposal * book->sign - paid;
    }
}

static void enter_parties(cg_book *book, const cg_flow_part *part, const ends *at) {
    const cg_park *park = book->model->park;
    int payer = at->input == CG_NONE ? park->outputs.items[at->output].firm
                                     : park->inputs.items[at->input].firm;
    cg_party *party = firm_party(book, payer);
    party->purchase += part->parts.avoided_purchase * book->sign;
    party->transport -= part->parts.transport_cost * book->sign;
    party->treatment -= part->parts.treatment_cost * book->sign;
    party->fees -= part->parts.fees * book->sign;
    enter_disposal(book, part, at);
}

static void enter_totals(cg_book *book, const cg_flow_part *part) {
    cg_sum_add(&book->avoided_purchase, part->parts.avoided_purchase * book->sign);
    cg_sum_add(&book->avoided_disposal, part->parts.avoided_disposal * book->sign);
    cg_sum_add(&book->transport_cost, part->parts.transport_cost * book->sign);
    cg_sum_add(&book->treatment_cost, part->parts.treatment_cost * book->sign);
    cg_sum_add(&book->fees, part->parts.fees * book->sign);
    cg_sum_add(&book->emissions_saved_kg, part->emissions_saved_kg * book->sign);
}

static void carry(cg_book *book, int pipe, int line, double quantity) {
    if (pipe == CG_NONE || quantity == 0) {
        return;
    }
    int at = book->carried.count, last = book->last_carried[pipe];
    CG_PUSH(book->scratch, &book->carried, ((cg_book_carried){line, CG_NONE, quantity}));
    *(last == CG_NONE ? &book->first_carried[pipe] : &book->carried.items[last].next) = at;
    book->last_carried[pipe] = at;
}

/* How the saving of a part falls on the two ends of its line; the rest falls on facilities. */
static void split_line(const cg_book *book, const cg_flow_part *part, const ends *at,
                       cg_line *line) {
    const cg_flow *output = &book->model->park->outputs.items[at->output];
    double disposal = at->home ? 0 : output->price[part->period] * part->quantity;
    double rest = part->parts.avoided_purchase - part->parts.transport_cost -
                  part->parts.treatment_cost - part->parts.fees;
    line->from_saving += disposal * book->sign;
    if (at->input == CG_NONE) {
        line->from_saving += rest * book->sign;
    } else {
        line->to_saving += rest * book->sign;
    }
}

static void enter_part(void *payload, const cg_flow_part *part) {
    cg_book *book = payload;
    ends at = ends_of(book, part->candidate, part->intake, part->supply);
    int index = cg_book_line(book, part->candidate, part->intake, part->supply);
    cg_line *line = &book->plan->lines.items[index];
    cg_parts_add(&line->parts, &part->parts, book->sign);
    if (book->sign > 0) {
        cg_parts_add(&line->alone, &part->parts, 1);
    }
    line->emissions_saving += part->emissions_saved_kg / 1000 * book->sign;
    if (book->sign > 0) {
        line->quantity += part->quantity;
        line->delivered += part->delivered;
        line->quantity_by_period[part->period] += part->quantity;
        carry(book, part->first, index, part->first_quantity);
        carry(book, part->second, index, part->second_quantity);
    } else {
        line->running_quantity += part->quantity;
        line->running = true;
    }
    split_line(book, part, &at, line);
    enter_totals(book, part);
    enter_parties(book, part, &at);
}

void cg_book_pay(cg_book *book, int index, double one_off, double yearly) {
    cg_line *line = &book->plan->lines.items[index];
    line->investment += one_off;
    line->parts.annualised_investment += yearly;
    line->alone.annualised_investment += yearly;
    cg_party *party = firm_party(book, book->receiver[index]);
    party->annualised_investment -= yearly;
    party->investment += one_off;
    if (line->service) {
        line->from_saving -= yearly;
    } else {
        line->to_saving -= yearly;
    }
    cg_sum_add(&book->annualised_investment, yearly);
    cg_sum_add(&book->investment, one_off);
}

static int best_first(const void *a, const void *b) {
    const cg_line *x = a, *y = b;
    if (x->saving != y->saving) {
        return x->saving < y->saving ? 1 : -1;
    }
    int order = strcmp(x->from, y->from);
    order = order != 0 ? order : strcmp(x->to, y->to);
    order = order != 0 ? order : strcmp(x->via == NULL ? "" : x->via, y->via == NULL ? "" : y->via);
    return order != 0 ? order
                      : strcmp(x->mode == NULL ? "" : x->mode, y->mode == NULL ? "" : y->mode);
}

static void close_line(cg_line *line) {
    line->saving = cg_parts_saving(&line->parts);
    if (!line->running) {
        line->change = CG_NEW;
        return;
    }
    bool same = fabs(line->quantity - line->running_quantity) <=
                1e-9 * fmax(line->quantity, line->running_quantity);
    line->change = same ? CG_KEEP : CG_CHANGE;
}

static void close_parties(cg_plan *plan) {
    for (int p = 0; p < plan->parties.count; p++) {
        cg_party *party = &plan->parties.items[p];
        party->saving = party->purchase + party->disposal + party->transport + party->treatment +
                        party->fees + party->annualised_investment;
    }
}

void cg_book_enter(cg_book *book, const double *x) {
    book->sign = 1;
    cg_flows_visit(book->model, x, enter_part, book);
    book->sign = -1;
    cg_flows_visit(book->model, book->model->running, enter_part, book);
    book->sign = 1;
    cg_book_enter_investments(book, x);
    cg_book_enter_burdens(book, x);
    cg_plan *plan = book->plan;
    for (int l = 0; l < plan->lines.count; l++) {
        close_line(&plan->lines.items[l]);
    }
    close_parties(plan);
    if (plan->lines.count > 0) {
        qsort(plan->lines.items, (size_t)plan->lines.count, sizeof(cg_line), best_first);
    }
}
