/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A park as the data section of models/reference/symbiosis.mod. */
#include "oracle/mathprog_data.h"

#include "base/number.h"

#include <string.h>

typedef struct section {
    cg_arena *arena;
    cg_text out;
} section;

static const char *number_of(section *s, const cg_json *node) {
    char room[CG_NUMBER_ROOM];
    if (node->type == CG_JSON_BOOLEAN) {
        return node->truth ? "1" : "0";
    }
    return cg_format(s->arena, "%s", cg_number_text(node->number, room));
}

static const char *quoted(section *s, const char *text) {
    return cg_format(s->arena, "\"%s\"", text);
}

/* The value as MathProg writes it; a text in quotes. */
static const char *plain(section *s, const cg_json *node) {
    return node->type == CG_JSON_STRING ? quoted(s, node->text) : number_of(s, node);
}

/* MathProg takes each name once, so values are given one by one through sets of statements: here
 * all values of one parameter, gathered by `gather`, in one statement. */
typedef struct statement {
    const char *name;
    cg_text body;
    int count;
} statement;

typedef struct statements {
    section s;
    CG_VECTOR(statement) items;
} statements;

static statement *statement_named(statements *all, const char *name) {
    for (int i = 0; i < all->items.count; i++) {
        if (strcmp(all->items.items[i].name, name) == 0) {
            return &all->items.items[i];
        }
    }
    statement fresh = {cg_format(all->s.arena, "%s", name), cg_text_start(all->s.arena), 0};
    CG_PUSH(all->s.arena, &all->items, fresh);
    return &all->items.items[all->items.count - 1];
}

static void add_member(statements *all, const char *set, const char *member) {
    statement *one = statement_named(all, cg_format(all->s.arena, "set %s", set));
    cg_text_addf(&one->body, " %s", member);
    one->count++;
}

/* param NAME: [KEY] VALUE; nothing where `value` is absent. */
static void add_value(statements *all, const char *name, const char *key, const cg_json *value) {
    if (value == NULL) {
        return;
    }
    statement *one = statement_named(all, cg_format(all->s.arena, "param %s", name));
    cg_text_addf(&one->body, " [%s] %s", key, plain(&all->s, value));
    one->count++;
}

static void add_text(statements *all, const char *name, const char *key, const char *text) {
    statement *one = statement_named(all, cg_format(all->s.arena, "param %s", name));
    cg_text_addf(&one->body, " [%s] %s", key, quoted(&all->s, text));
    one->count++;
}

/* Each of `keys` (ended by NULL) that the object has, as param PREFIX_KEY. */
static void add_values(statements *all, const char *prefix, const char *key, const cg_json *object,
                       const char *const *keys) {
    for (; *keys != NULL; keys++) {
        add_value(all, cg_format(all->s.arena, "%s%s", prefix, *keys), key,
                  cg_json_member(object, *keys));
    }
}

/* A value for each parameter of quality. */
static void add_qualities(statements *all, const char *name, const char *key,
                          const cg_json *quality) {
    for (const cg_json *one = quality != NULL ? quality->first : NULL; one != NULL;
         one = one->next) {
        add_value(all, name, cg_format(all->s.arena, "%s, \"%s\"", key, one->key), one);
    }
}

static void add_limits(statements *all, const char *prefix, const char *key,
                       const cg_json *limits) {
    const char *most = cg_format(all->s.arena, "%s_most", prefix);
    const char *least = cg_format(all->s.arena, "%s_least", prefix);
    for (const cg_json *one = limits != NULL ? limits->first : NULL; one != NULL; one = one->next) {
        const char *both = cg_format(all->s.arena, "%s, \"%s\"", key, one->key);
        if (one->type == CG_JSON_OBJECT) {
            add_value(all, most, both, cg_json_member(one, "max"));
            add_value(all, least, both, cg_json_member(one, "min"));
        }
        if (one->type == CG_JSON_NUMBER) {
            add_value(all, most, both, one);
        }
    }
}

static void add_investment(statements *all, const char *name, const cg_json *investment) {
    static const char *const keys[] = {"per_unit",     "per_unit_km", "fixed",
                                       "fixed_per_km", "life",        NULL};
    if (investment == NULL) {
        return;
    }
    add_member(all, "INVESTMENT", quoted(&all->s, name));
    add_values(all, "", quoted(&all->s, name), investment, keys);
}

/* A number for the year or a map by period, each with its parameter. */
static void add_by_period(statements *all, const char *yearly, const char *by_period,
                          const char *key, const cg_json *value) {
    if (value == NULL || value->type != CG_JSON_OBJECT) {
        add_value(all, yearly, key, value);
        return;
    }
    add_qualities(all, by_period, key, value);
}

static void add_place(statements *all, const cg_json *owner) {
    const cg_json *at = cg_json_member(owner, "at_km");
    const char *id = quoted(&all->s, cg_json_member_text(owner, "id"));
    if (at == NULL) {
        return;
    }
    add_member(all, "PLACED", id);
    add_value(all, "x_km", id, at->first);
    add_value(all, "y_km", id, at->last);
}

static const char *flow_key(statements *all, const cg_json *firm, const cg_json *flow) {
    return cg_format(all->s.arena, "\"%s.%s\"", cg_json_member_text(firm, "id"),
                     cg_json_member_text(flow, "id"));
}

static void add_output(statements *all, const cg_json *firm, const cg_json *flow) {
    static const char *const keys[] = {
        "resource", "cost", "cost_emissions", "disposal_emissions", "disposed_at", "from", "to",
        "approach", NULL};
    const char *key = flow_key(all, firm, flow);
    add_member(all, "OUTPUT", key);
    add_text(all, "output_firm", key, cg_json_member_text(firm, "id"));
    add_values(all, "output_", key, flow, keys);
    add_by_period(all, "output_quantity", "output_amount", key, cg_json_member(flow, "quantity"));
    add_by_period(all, "output_disposal_cost", "output_disposal_price", key,
                  cg_json_member(flow, "disposal_cost"));
    add_qualities(all, "output_quality", key, cg_json_member(flow, "quality"));
}

static void add_input(statements *all, const cg_json *firm, const cg_json *flow) {
    static const char *const keys[] = {"resource", "emissions", "accepts",  "max_share",
                                       "from",     "to",        "approach", NULL};
    const char *key = flow_key(all, firm, flow);
    add_member(all, "INPUT", key);
    add_text(all, "input_firm", key, cg_json_member_text(firm, "id"));
    add_values(all, "input_", key, flow, keys);
    add_by_period(all, "input_quantity", "input_amount", key, cg_json_member(flow, "quantity"));
    add_by_period(all, "input_price", "input_price_in", key, cg_json_member(flow, "price"));
    add_limits(all, "input", key, cg_json_member(flow, "limits"));
}

static const cg_json *first_of(const cg_json *list) {
    return list != NULL ? list->first : NULL;
}

static void add_firms(statements *all, const cg_json *park) {
    for (const cg_json *firm = first_of(cg_json_member(park, "firms")); firm != NULL;
         firm = firm->next) {
        add_member(all, "FIRM", quoted(&all->s, cg_json_member_text(firm, "id")));
        add_place(all, firm);
        for (const cg_json *o = first_of(cg_json_member(firm, "outputs")); o != NULL; o = o->next) {
            add_output(all, firm, o);
        }
        for (const cg_json *i = first_of(cg_json_member(firm, "inputs")); i != NULL; i = i->next) {
            add_input(all, firm, i);
        }
    }
}

static void add_facilities(statements *all, const cg_json *park) {
    static const char *const keys[] = {"mode",           "capacity",
                                       "reach",          "existing",
                                       "operating_cost", "operating_emissions",
                                       "pass_through",   "pass_through_cost",
                                       "transport_cost", "transport_emissions",
                                       "loss",           NULL};
    for (const cg_json *k = first_of(cg_json_member(park, "facilities")); k != NULL; k = k->next) {
        const char *id = cg_json_member_text(k, "id");
        const char *key = quoted(&all->s, id);
        const cg_json *accepts = cg_json_member(k, "accepts"), *gives = cg_json_member(k, "gives");
        add_member(all, "FACILITY", key);
        add_place(all, k);
        add_values(all, "facility_", key, k, keys);
        for (const cg_json *r = first_of(cg_json_member(accepts, "resources")); r != NULL;
             r = r->next) {
            add_member(all, "ACCEPTS", cg_format(all->s.arena, "(%s, \"%s\")", key, r->text));
        }
        for (const cg_json *r = first_of(cg_json_member(k, "serves")); r != NULL; r = r->next) {
            add_member(all, "SERVES", cg_format(all->s.arena, "(%s, \"%s\")", key, r->text));
        }
        add_limits(all, "facility", key, cg_json_member(accepts, "limits"));
        add_value(all, "facility_gives", key, cg_json_member(gives, "resource"));
        add_value(all, "facility_yield", key, cg_json_member(gives, "yield"));
        add_qualities(all, "facility_quality", key, cg_json_member(gives, "quality"));
        add_investment(all, id, cg_json_member(k, "investment"));
        add_investment(all, cg_format(all->s.arena, "link-%s", id),
                       cg_json_member(k, "link_investment"));
    }
}

static void add_links(statements *all, const cg_json *park) {
    static const char *const keys[] = {"from",     "to",       "mode", "length",
                                       "existing", "capacity", NULL};
    int number = 0;
    for (const cg_json *l = first_of(cg_json_member(park, "links")); l != NULL; l = l->next) {
        const char *key = cg_format(all->s.arena, "%d", ++number);
        const cg_json yes = {.type = CG_JSON_BOOLEAN, .truth = true};
        add_member(all, "LINK", key);
        add_values(all, "link_", key, l, keys);
        add_value(all, "link_forbidden", key, cg_json_member(l, "forbidden") != NULL ? &yes : NULL);
    }
}

static void add_resources(statements *all, const cg_json *models) {
    for (const cg_json *r = first_of(cg_json_member(models, "resources")); r != NULL; r = r->next) {
        const char *key = quoted(&all->s, cg_json_member_text(r, "id"));
        add_member(all, "RESOURCE", key);
        add_value(all, "family", key, cg_json_member(r, "family"));
        add_value(all, "resource_mode", key, cg_json_member(r, "mode"));
        add_value(all, "resource_emissions", key, cg_json_member(r, "emissions"));
        add_value(all, "resource_disposal_emissions", key, cg_json_member(r, "disposal_emissions"));
        add_qualities(all, "resource_quality", key, cg_json_member(r, "quality"));
    }
    for (const cg_json *c = first_of(cg_json_member(models, "parameters")); c != NULL;
         c = c->next) {
        const char *key = quoted(&all->s, cg_json_member_text(c, "id"));
        add_member(all, "PARAMETER", key);
        add_value(all, "mixes", key, cg_json_member(c, "mixes"));
    }
}

static void add_modes(statements *all, const cg_json *models) {
    static const char *const keys[] = {"family", "transport_cost", "transport_emissions",
                                       "detour", "loss",           "temperature_drop",
                                       NULL};
    for (const cg_json *m = first_of(cg_json_member(models, "modes")); m != NULL; m = m->next) {
        const char *id = cg_json_member_text(m, "id");
        add_member(all, "NAMED_MODE", quoted(&all->s, id));
        add_values(all, "mode_", quoted(&all->s, id), m, keys);
        add_investment(all, id, cg_json_member(m, "investment"));
    }
}

static void add_substitutions(statements *all, const cg_json *models) {
    static const char *const keys[] = {"output",
                                       "input",
                                       "mode",
                                       "ratio",
                                       "treatment_cost",
                                       "treatment_emissions",
                                       "reach",
                                       "transport_cost",
                                       "transport_emissions",
                                       "loss",
                                       "temperature_drop",
                                       NULL};
    int number = 0;
    for (const cg_json *s = first_of(cg_json_member(models, "substitutions")); s != NULL;
         s = s->next) {
        const char *key = cg_format(all->s.arena, "%d", ++number);
        add_member(all, "SUBSTITUTION", key);
        add_values(all, "substitution_", key, s, keys);
        add_qualities(all, "substitution_quality", key, cg_json_member(s, "quality"));
        add_qualities(all, "substitution_removal", key, cg_json_member(s, "removal"));
        add_investment(all, cg_format(all->s.arena, "substitution-%d", number),
                       cg_json_member(s, "investment"));
    }
}

static void add_periods(statements *all, const cg_json *park) {
    const cg_json *period = first_of(cg_json_member(park, "periods"));
    const cg_json year = {.type = CG_JSON_NUMBER, .number = 8760};
    if (period == NULL) {
        add_member(all, "PERIOD", "\"year\"");
        add_value(all, "hours", "\"year\"", &year);
    }
    for (; period != NULL; period = period->next) {
        const char *key = quoted(&all->s, cg_json_member_text(period, "id"));
        add_member(all, "PERIOD", key);
        add_value(all, "hours", key, cg_json_member(period, "hours"));
    }
}

/* param NAME := VALUE; for every plain member of the object. */
static void write_scalars(section *s, const cg_json *object) {
    for (const cg_json *one = first_of(object); one != NULL; one = one->next) {
        if (one->type == CG_JSON_NUMBER || one->type == CG_JSON_BOOLEAN) {
            cg_text_addf(&s->out, "param %s := %s;\n", one->key, number_of(s, one));
        }
    }
}

const char *mathprog_data(cg_arena *arena, const cg_json *park, const char *objective) {
    statements all = {.s = {arena, cg_text_start(arena)}};
    const cg_json *models = cg_json_member(park, "models");
    cg_text_addf(&all.s.out, "data;\nparam objective := \"%s\";\n", objective);
    write_scalars(&all.s, cg_json_member(park, "assumptions"));
    write_scalars(&all.s, cg_json_member(park, "requirements"));
    add_periods(&all, park);
    add_resources(&all, models);
    add_modes(&all, models);
    add_substitutions(&all, models);
    add_firms(&all, park);
    add_facilities(&all, park);
    add_links(&all, park);
    for (int i = 0; i < all.items.count; i++) {
        cg_text_addf(&all.s.out, "%s :=%s;\n", all.items.items[i].name,
                     all.items.items[i].body.bytes);
    }
    cg_text_add(&all.s.out, "end;\n");
    return all.s.out.bytes;
}
