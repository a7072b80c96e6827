/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every figure that the plan was calculated with: its value, and who says so. */
#include "report/content.h"

#include <math.h>
#include <string.h>

typedef struct figure_kind {
    const char *kind;
    cg_figure_group group;
    cg_message_id label;
} figure_kind;

static const figure_kind kinds[] = {
    {"price", CG_FIGURES_PRICES, CG_MSG_CONTENT_FIGURE_PRICE},
    {"disposal_cost", CG_FIGURES_PRICES, CG_MSG_CONTENT_FIGURE_DISPOSAL_COST},
    {"cost", CG_FIGURES_PRICES, CG_MSG_CONTENT_FIGURE_COST},
    {"emissions", CG_FIGURES_EMISSIONS, CG_MSG_CONTENT_FIGURE_EMISSIONS},
    {"disposal_emissions", CG_FIGURES_EMISSIONS, CG_MSG_CONTENT_FIGURE_DISPOSAL_EMISSIONS},
    {"transport_cost", CG_FIGURES_WAYS, CG_MSG_CONTENT_FIGURE_TRANSPORT_COST},
    {"transport_emissions", CG_FIGURES_EMISSIONS, CG_MSG_CONTENT_FIGURE_TRANSPORT_EMISSIONS},
    {"loss", CG_FIGURES_WAYS, CG_MSG_CONTENT_FIGURE_LOSS},
    {"temperature_drop", CG_FIGURES_WAYS, CG_MSG_CONTENT_FIGURE_DROP},
    {"per_unit", CG_FIGURES_BUILDING, CG_MSG_CONTENT_FIGURE_PER_UNIT},
    {"per_unit_km", CG_FIGURES_BUILDING, CG_MSG_CONTENT_FIGURE_PER_UNIT_KM},
    {"fixed", CG_FIGURES_BUILDING, CG_MSG_CONTENT_FIGURE_FIXED},
    {"fixed_per_km", CG_FIGURES_BUILDING, CG_MSG_CONTENT_FIGURE_FIXED_PER_KM},
    {"life", CG_FIGURES_BUILDING, CG_MSG_CONTENT_FIGURE_LIFE},
    {"build_months", CG_FIGURES_BUILDING, CG_MSG_CONTENT_FIGURE_BUILD_MONTHS},
    {"ratio", CG_FIGURES_WAYS, CG_MSG_CONTENT_FIGURE_RATIO},
    {"treatment_cost", CG_FIGURES_WAYS, CG_MSG_CONTENT_FIGURE_TREATMENT_COST},
    {"treatment_emissions", CG_FIGURES_EMISSIONS, CG_MSG_CONTENT_FIGURE_TREATMENT_EMISSIONS},
    {"operating_cost", CG_FIGURES_WAYS, CG_MSG_CONTENT_FIGURE_OPERATING_COST},
    {"operating_emissions", CG_FIGURES_EMISSIONS, CG_MSG_CONTENT_FIGURE_OPERATING_EMISSIONS},
    {"pass_through_cost", CG_FIGURES_WAYS, CG_MSG_CONTENT_FIGURE_PASS_COST},
    {"discount_rate", CG_FIGURES_GENERAL, CG_MSG_CONTENT_FIGURE_DISCOUNT},
    {"carbon_price", CG_FIGURES_GENERAL, CG_MSG_CONTENT_FIGURE_CARBON}};

static const figure_kind *kind_of(const cg_plan_figure *figure) {
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].kind, figure->kind) == 0) {
            return &kinds[i];
        }
    }
    return NULL;
}

cg_message_id cg_figure_group_title(cg_figure_group group) {
    static const cg_message_id titles[] = {[CG_FIGURES_EMISSIONS] =
                                               CG_MSG_CONTENT_FIGURES_EMISSIONS,
                                           [CG_FIGURES_PRICES] = CG_MSG_CONTENT_FIGURES_PRICES,
                                           [CG_FIGURES_WAYS] = CG_MSG_CONTENT_FIGURES_WAYS,
                                           [CG_FIGURES_BUILDING] = CG_MSG_CONTENT_FIGURES_BUILDING,
                                           [CG_FIGURES_GENERAL] = CG_MSG_CONTENT_FIGURES_GENERAL};
    return titles[group];
}

cg_figure_group cg_figure_group_of(const cg_plan_figure *figure) {
    const figure_kind *kind = kind_of(figure);
    return kind == NULL ? CG_FIGURES_GENERAL : kind->group;
}

static const char *label_of(const cg_telling *t, const cg_plan_figure *figure) {
    const figure_kind *kind = kind_of(figure);
    /* A firm has several flows. */
    bool flow = strchr(figure->subject, '.') != NULL;
    const char *name =
        flow ? cg_tell_end(t, figure->subject) : cg_tell_name(t, figure->name, figure->subject);
    return kind == NULL
               ? cg_tell(t, CG_MSG_CONTENT_LEADS, cg_tell_plain(t->arena, figure->kind), name, NULL)
               : cg_tell(t, kind->label, name, NULL);
}

static const char *word_of(const cg_telling *t, const char *unit) {
    const char *currency = t->plan->currency;
    if (currency != NULL && strcmp(unit, currency) == 0) {
        return cg_figure_currency(unit, t->language);
    }
    return strcmp(unit, "yr") == 0 ? cg_tell(t, CG_MSG_CONTENT_UNIT_YEAR, NULL)
                                   : cg_figure_unit(unit, t->language);
}

/* The unit as a reader writes it, part by part: "đồng/(m³/năm)". */
static const char *unit_of(const cg_telling *t, const char *unit) {
    cg_text out = cg_text_start(t->arena);
    for (const char *at = unit == NULL ? "" : unit; *at != '\0';) {
        size_t length = strcspn(at, "/()");
        if (length > 0) {
            cg_text_add(&out, word_of(t, cg_copy(t->arena, at, length)));
        } else {
            cg_text_add_bytes(&out, at, length = 1);
        }
        at += length;
    }
    return out.bytes;
}

/* A share is told as one; it has no unit, or is one a km. */
static const char *tell_value(const cg_telling *t, const cg_plan_figure *figure, double value) {
    if (strcmp(figure->kind, "discount_rate") == 0) {
        return cg_figure_share(t->arena, value, t->language);
    }
    if (strcmp(figure->kind, "loss") == 0) {
        return cg_tell(t, CG_MSG_CONTENT_PER, cg_figure_share(t->arena, value, t->language), "km",
                       NULL);
    }
    const char *unit = unit_of(t, figure->unit);
    return cg_format(t->arena, "%s%s%s", cg_figure_short(t->arena, value, t->language),
                     *unit == '\0' ? "" : " ", unit);
}

static const char *tell_range(const cg_telling *t, const cg_plan_figure *figure) {
    if (isnan(figure->low) || isnan(figure->high)) {
        return "–";
    }
    bool share = strcmp(figure->kind, "discount_rate") == 0 || strcmp(figure->kind, "loss") == 0;
    const char *low = share ? cg_figure_share(t->arena, figure->low, t->language)
                            : cg_figure_short(t->arena, figure->low, t->language);
    const char *high = share ? cg_figure_share(t->arena, figure->high, t->language)
                             : cg_figure_short(t->arena, figure->high, t->language);
    return figure->low < 0 || figure->high < 0 /* a dash would be taken for a minus */
               ? cg_tell(t, CG_MSG_CONTENT_SPAN, low, high, NULL)
               : cg_format(t->arena, "%s–%s", low, high);
}

static const char *tell_confidence(const cg_telling *t, const char *confidence) {
    static const struct {
        const char *id;
        cg_message_id message;
    } grades[] = {{"verified", CG_MSG_CONTENT_VERIFIED},
                  {"background", CG_MSG_CONTENT_BACKGROUND},
                  {"uncertain", CG_MSG_CONTENT_UNCERTAIN}};
    for (size_t i = 0; confidence != NULL && i < sizeof grades / sizeof *grades; i++) {
        if (strcmp(grades[i].id, confidence) == 0) {
            return cg_tell(t, grades[i].message, NULL);
        }
    }
    return "–";
}

static const char *tell_source(const cg_telling *t, const cg_evidence *evidence) {
    const char *source = cg_tell_name(t, evidence->source, "–");
    return evidence->factor == NULL
               ? source
               : cg_tell(t, CG_MSG_CONTENT_LEADS, cg_tell_plain(t->arena, evidence->factor), source,
                         NULL);
}

void cg_figure_heads(const cg_telling *t, const char *heads[CG_FIGURE_CELLS]) {
    static const cg_message_id messages[CG_FIGURE_CELLS] = {
        CG_MSG_CONTENT_FIGURE, CG_MSG_CONTENT_VALUE, CG_MSG_CONTENT_RANGE, CG_MSG_CONTENT_BASIS,
        CG_MSG_CONTENT_SOURCE, CG_MSG_CONTENT_YEAR,  CG_MSG_CONTENT_USES};
    for (int i = 0; i < CG_FIGURE_CELLS; i++) {
        heads[i] = cg_tell(t, messages[i], NULL);
    }
}

void cg_figure_cells(const cg_telling *t, const cg_plan_figure *figure,
                     const char *cells[CG_FIGURE_CELLS]) {
    const cg_evidence *evidence = &figure->evidence;
    const char *year = evidence->year > 0 ? cg_format(t->arena, "%d", evidence->year) : "–";
    cells[0] = label_of(t, figure);
    cells[1] = tell_value(t, figure, figure->value);
    cells[2] = tell_range(t, figure);
    cells[3] = cg_tell_basis_word(t, evidence->basis);
    cells[4] = tell_source(t, evidence);
    cells[5] = evidence->year == 0 && evidence->confidence == NULL
                   ? "–"
                   : cg_tell(t, CG_MSG_CONTENT_YEAR_TOLD, year,
                             tell_confidence(t, evidence->confidence), NULL);
    cells[6] = cg_format(t->arena, "%d", figure->lines);
}
