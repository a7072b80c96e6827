/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every figure that the plan's exchanges rest on, with what it rests on itself. */
#include <math.h>
#include <string.h>

#include "plan/book.h"
#include "plan/solve.h"

typedef struct figures {
    cg_plan *plan;
    const cg_park *park;
    cg_map *known;           /* kind and subject -> index in plan->figures */
    cg_text key, subject;    /* room for one: most are met before */
    cg_words *substitutions; /* by substitution: its name, once it is told */
    const char **units;      /* by kind and family, once one is told */
} figures;

/* One figure: what it is, of what (a text that need not last), and where it stands. */
typedef struct figure {
    const char *kind, *subject;
    cg_words name;
    cg_kind quantity;
    cg_family family;
    double value;
    const cg_value *stated; /* NULL: `node` alone is known */
    const cg_json *node;
} figure;

/* Of thousands of figures, a dozen units. */
static const char *unit_of(figures *f, const figure *of) {
    const char **known = &f->units[(size_t)of->quantity * CG_FAMILIES + of->family];
    if (*known == NULL) {
        *known = cg_kind_unit(f->plan->arena, of->quantity, of->family, f->park->currency);
    }
    return *known;
}

static void add(figures *f, const figure *of) {
    cg_arena *arena = f->plan->arena;
    f->key.length = 0;
    cg_text_add(&f->key, of->kind);
    cg_text_add(&f->key, " ");
    cg_text_add(&f->key, of->subject);
    int index = cg_map_find(f->known, f->key.bytes);
    if (index != CG_NONE) {
        f->plan->figures.items[index].lines++;
        return;
    }
    bool ranged = of->stated != NULL && of->stated->ranged;
    const cg_json *node = of->stated != NULL ? of->stated->node : of->node;
    const char *key = cg_copy(arena, f->key.bytes, f->key.length);
    cg_plan_figure told = {.kind = of->kind,
                           .subject = key + strlen(of->kind) + 1,
                           .name = of->name,
                           .value = of->value,
                           .low = ranged ? of->stated->low : (double)NAN,
                           .high = ranged ? of->stated->high : (double)NAN,
                           .unit = unit_of(f, of),
                           .evidence = cg_evidence_of(f->park->knowledge, node),
                           .lines = 1};
    cg_map_add(f->known, key, f->plan->figures.count);
    CG_PUSH(arena, &f->plan->figures, told);
}

/* A figure of a pack or of what stands in its place; what is 0 unsaid is no figure. */
static void add_value(figures *f, figure of, const cg_value *value) {
    if (value != NULL && value->given) {
        of.value = value->value;
        of.stated = value;
        add(f, &of);
    }
}

static void add_flow(figures *f, const cg_flow *flow, bool input) {
    const cg_resource *resource = &f->park->knowledge->resources.items[flow->resource];
    figure of = {.kind = input ? "price" : "disposal_cost",
                 .subject = flow->ref,
                 .name = f->park->firms.items[flow->firm].name,
                 .quantity = CG_KIND_PRICE,
                 .family = flow->family};
    add_value(f, of, &flow->price_value);
    const cg_json *giving = cg_json_member(flow->costs, "cost");
    if (!input && giving != NULL) {
        of.kind = "cost";
        of.value = flow->cost;
        of.node = giving;
        add(f, &of);
    }
    of.kind = input ? "emissions" : "disposal_emissions";
    of.quantity = CG_KIND_EMISSIONS;
    const cg_json *own = cg_json_member(flow->costs, of.kind);
    if (own != NULL) {
        of.value = input ? flow->emissions : flow->disposal_emissions;
        of.node = own;
        add(f, &of);
        return;
    }
    of.subject = resource->id;
    of.name = resource->name;
    add_value(f, of, input ? &resource->emissions : &resource->disposal_emissions);
}

static const cg_value *first_given(const cg_value *own, const cg_value *otherwise) {
    return own != NULL && own->given ? own : otherwise;
}

/* Figures of a way: its mode's, where neither substitution nor facility puts others in their place.
 */
typedef struct way_figures {
    const char *subject;
    cg_words name;
    cg_family family;
    const cg_value *cost, *emissions, *loss, *drop;
    const cg_investment *investment;
} way_figures;

static way_figures figures_of_mode(const cg_mode *mode, cg_family family) {
    return (way_figures){mode->id,
                         mode->name,
                         family,
                         &mode->transport_cost,
                         &mode->transport_emissions,
                         &mode->loss,
                         &mode->temperature_drop,
                         &mode->investment};
}

/* What a facility or a substitution states of the way goes before what the mode does, and its money
 * is told as its own. */
static void put_own(way_figures *way, const way_figures *own) {
    way->cost = first_given(own->cost, way->cost);
    way->emissions = first_given(own->emissions, way->emissions);
    way->loss = first_given(own->loss, way->loss);
    way->drop = first_given(own->drop, way->drop);
    way->investment = own->investment->given ? own->investment : way->investment;
    way->subject = own->cost->given || own->investment->given ? own->subject : way->subject;
}

static void put_facility(way_figures *way, const cg_facility *facility) {
    put_own(way, &(way_figures){.subject = facility->id,
                                .cost = &facility->transport_cost,
                                .emissions = &facility->transport_emissions,
                                .loss = &facility->loss,
                                .investment = &facility->link_investment});
}

static void put_substitution(figures *f, way_figures *way, const cg_substitution *of,
                             const char *resource) {
    f->subject.length = 0;
    cg_text_addf(&f->subject, "%s: %s", way->subject, resource);
    put_own(way, &(way_figures){.subject = f->subject.bytes,
                                .cost = &of->transport_cost,
                                .emissions = &of->transport_emissions,
                                .loss = &of->loss,
                                .drop = &of->temperature_drop,
                                .investment = &of->investment});
}

static void add_investment(figures *f, const way_figures *way) {
    const struct {
        const char *kind;
        cg_kind quantity;
        const cg_value *value;
    } all[] = {{"per_unit", CG_KIND_MONEY_PER_CAPACITY, &way->investment->per_unit},
               {"per_unit_km", CG_KIND_MONEY_PER_CAPACITY_KM, &way->investment->per_unit_km},
               {"fixed", CG_KIND_MONEY, &way->investment->fixed},
               {"fixed_per_km", CG_KIND_MONEY_PER_KM, &way->investment->fixed_per_km},
               {"life", CG_KIND_YEARS, &way->investment->life},
               {"build_months", CG_KIND_NUMBER, &way->investment->build_months}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        figure of = {.kind = all[i].kind,
                     .subject = way->subject,
                     .name = way->name,
                     .quantity = all[i].quantity,
                     .family = way->family};
        add_value(f, of, all[i].value);
    }
}

static void add_way(figures *f, const way_figures *way, const cg_line *line) {
    figure of = {.subject = way->subject, .name = way->name, .family = way->family};
    of.kind = "transport_cost";
    of.quantity = CG_KIND_TRANSPORT_COST;
    add_value(f, of, way->cost);
    of.kind = "transport_emissions";
    of.quantity = CG_KIND_TRANSPORT_EMISSIONS;
    add_value(f, of, way->emissions);
    of.kind = "loss";
    of.quantity = CG_KIND_SHARE_PER_KM;
    add_value(f, of, way->loss);
    of.kind = "temperature_drop";
    of.quantity = CG_KIND_TEMPERATURE_PER_KM;
    add_value(f, of, line->heat.given ? way->drop : NULL);
    if (line->investment > 0) {
        add_investment(f, way);
    }
}

static cg_words name_of_substitution(figures *f, int index) {
    const cg_knowledge *knowledge = f->park->knowledge;
    const cg_substitution *of = &knowledge->substitutions.items[index];
    const cg_resource *from = &knowledge->resources.items[of->output];
    const cg_resource *to = &knowledge->resources.items[of->input];
    cg_words *name = &f->substitutions[index];
    for (int i = 0; i < CG_LANGUAGES && name->in[i] == NULL; i++) {
        cg_language language = (cg_language)i;
        name->in[i] =
            cg_format(f->plan->arena, "%s → %s", cg_words_in(from->name, language, from->id),
                      cg_words_in(to->name, language, to->id));
    }
    return *name;
}

static void add_substitution(figures *f, int index, cg_family family) {
    const cg_substitution *of = &f->park->knowledge->substitutions.items[index];
    f->subject.length = 0;
    cg_text_addf(&f->subject, "%s > %s", f->park->knowledge->resources.items[of->output].id,
                 f->park->knowledge->resources.items[of->input].id);
    figure told = {
        .subject = f->subject.bytes, .name = name_of_substitution(f, index), .family = family};
    told.kind = "ratio";
    told.quantity = CG_KIND_NUMBER;
    add_value(f, told, &of->ratio);
    told.kind = "treatment_cost";
    told.quantity = CG_KIND_PRICE;
    add_value(f, told, &of->treatment_cost);
    told.kind = "treatment_emissions";
    told.quantity = CG_KIND_EMISSIONS;
    add_value(f, told, &of->treatment_emissions);
}

/* What a facility states of itself; 0 unsaid is no figure. */
static void add_facility(figures *f, const cg_facility *facility, const cg_line *line,
                         cg_family family) {
    const struct {
        const char *kind;
        cg_kind quantity;
        double value;
        bool asked;
    } all[] = {
        {"operating_cost", CG_KIND_PRICE, facility->operating_cost, !line->pass_through},
        {"operating_emissions", CG_KIND_EMISSIONS, facility->operating_emissions,
         !line->pass_through},
        {"pass_through_cost", CG_KIND_PRICE, facility->pass_through_cost, line->pass_through}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const cg_json *node = cg_json_member(facility->node, all[i].kind);
        if (node != NULL && all[i].asked) {
            add(f, &(figure){all[i].kind, facility->id, facility->name, all[i].quantity, family,
                             all[i].value, NULL, node});
        }
    }
    if (!facility->exists && facility->investment.given) {
        add_investment(f, &(way_figures){.subject = facility->id,
                                         .name = facility->name,
                                         .family = family,
                                         .investment = &facility->investment});
    }
}

static void add_line(figures *f, const cg_line *line) {
    const cg_park *park = f->park;
    const cg_knowledge *knowledge = park->knowledge;
    int from = cg_map_find(park->output_refs, line->from);
    int to = line->service ? CG_NONE : cg_map_find(park->input_refs, line->to);
    int via = line->service       ? cg_map_find(park->facility_ids, line->to)
              : line->via == NULL ? CG_NONE
                                  : cg_map_find(park->facility_ids, line->via);
    const cg_flow *output = &park->outputs.items[from];
    const cg_facility *facility = via == CG_NONE ? NULL : &park->facilities.items[via];
    const cg_substitution *substitution =
        line->substitution == CG_NONE ? NULL : &knowledge->substitutions.items[line->substitution];
    add_flow(f, output, false);
    if (to != CG_NONE) {
        add_flow(f, &park->inputs.items[to], true);
    }
    int mode = line->mode == NULL ? CG_NONE : cg_map_find(knowledge->mode_ids, line->mode);
    if (mode != CG_NONE) {
        way_figures way = figures_of_mode(&knowledge->modes.items[mode], output->family);
        if (facility != NULL) {
            put_facility(&way, facility);
        } else if (substitution != NULL) {
            put_substitution(f, &way, substitution, line->resource);
        }
        add_way(f, &way, line);
    }
    if (substitution != NULL) {
        add_substitution(f, line->substitution, output->family);
    }
    if (facility != NULL) {
        add_facility(f, facility, line, output->family);
    }
}

static void add_assumption(figures *f, const char *key, cg_kind quantity, double value) {
    const cg_json *all = cg_json_member(f->park->document, "assumptions");
    cg_words name = f->park->name;
    add(f, &(figure){key, "park", name, quantity, CG_WATER, value, NULL, cg_json_member(all, key)});
    cg_plan_figure *told = &f->plan->figures.items[f->plan->figures.count - 1];
    told->lines = f->plan->lines.count;
    if (cg_json_member(all, key) == NULL) { /* the contract's own */
        told->evidence.basis = CG_BASIS_DEFAULT;
    }
}

void cg_account_figures(cg_plan *plan, const cg_solved *solved) {
    if (plan->lines.count == 0) {
        return;
    }
    cg_arena *scratch = cg_arena_within(plan->arena);
    const cg_park *park = solved->model->park;
    figures f = {plan,
                 park,
                 cg_map_new(scratch),
                 cg_text_start(scratch),
                 cg_text_start(scratch),
                 CG_ARRAY(scratch, cg_words, park->knowledge->substitutions.count + 1),
                 (const char **)CG_ARRAY(scratch, const char *, (size_t)CG_KINDS *CG_FAMILIES)};
    add_assumption(&f, "discount_rate", CG_KIND_SHARE, f.park->discount_rate);
    add_assumption(&f, "carbon_price", CG_KIND_CARBON_PRICE, f.park->carbon_price);
    for (int l = 0; l < plan->lines.count; l++) {
        add_line(&f, &plan->lines.items[l]);
    }
    cg_arena_free(scratch);
}
