/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what is usual and what is possible for a figure. */
#include "park/plausible.h"

#include "base/file.h"

#include <math.h>
#include <string.h>

#define FORMAT "congsinh-plausible/1"

static const char *const file_keys[] = {"format", "ranges", NULL};
static const char *const keys[] = {"id",     "country", "family",    "resource",   "sectors",
                                   "figure", "bound",   "parameter", "unit",       "low",
                                   "high",   "source",  "year",      "confidence", NULL};
static const char *const figures[] = {"price",       "disposal_cost", "quality",
                                      "temperature", "discount_rate", NULL};
static const char *const bounds[] = {"possible", "expected", "usual", NULL};

/* The pack's own reader: its file stands in its messages, and a currency that the park has no rate
 * for silences a range and is no error. */
static cg_reader reader_of(const cg_build *build, const char *file) {
    cg_reader reader = build->reader;
    reader.file = file;
    reader.lenient_rates = true;
    return reader;
}

/* False where the park does not know the parameter, so that it states none of it, or after
 * reporting. */
static bool read_subject(cg_build *pack, const cg_json *node, cg_range *range) {
    const cg_reader *reader = &pack->reader;
    const char *named = cg_reader_text(reader, node, "parameter", NULL);
    if (named) {
        range->parameter = cg_map_find(pack->park->knowledge->parameter_ids, named);
        return range->parameter != CG_NONE;
    }
    cg_quantity_problem problem;
    double factor = 1;
    cg_build_required(pack, node, "unit");
    const char *unit = cg_reader_text(reader, node, "unit", "");
    if (cg_quality_unit_read(&factor, &range->kind, unit, pack->arena, &problem)) {
        return true;
    }
    cg_quality_say(reader->diagnostics, cg_reader_place(reader, node), unit, NULL, &problem);
    return false;
}

static bool read_end(cg_build *pack, const cg_json *node, const cg_range *range, cg_value *out) {
    const cg_reader *reader = &pack->reader;
    switch (range->figure) {
    case CG_FIGURE_PRICE:
    case CG_FIGURE_DISPOSAL_COST:
        return cg_value_read(reader, node, CG_KIND_PRICE, range->family, out);
    case CG_FIGURE_TEMPERATURE:
        return cg_value_read(reader, node, CG_KIND_TEMPERATURE, range->family, out);
    case CG_FIGURE_DISCOUNT_RATE:
        return cg_value_read(reader, node, CG_KIND_SHARE, range->family, out);
    case CG_FIGURE_QUALITY:
        break;
    }
    cg_quality_meaning meaning = {range->id, cg_quality_unit(range->kind), range->kind, 1};
    if (range->parameter != CG_NONE) {
        const cg_parameter *known = &pack->park->knowledge->parameters.items[range->parameter];
        meaning = (cg_quality_meaning){known->id, known->unit, known->kind, known->unit_factor};
    }
    return cg_value_read_quality(reader, node, &meaning, out);
}

/* "24 %" as it stands, for sentences. */
static const char *text_of(cg_build *pack, const cg_json *node) {
    return node->type == CG_JSON_STRING ? node->text : cg_reader_shown(&pack->reader, node);
}

/* False where the range says nothing of this park. */
static bool read_ends(cg_build *pack, const cg_json *node, cg_range *range) {
    const cg_json *low = cg_json_member(node, "low");
    const cg_json *high = cg_json_member(node, "high");
    cg_value value = {0};
    range->has_low = low && read_end(pack, low, range, &value) && !value.missing_rate;
    range->low = value.value;
    range->low_text = low ? text_of(pack, low) : NULL;
    range->has_high = high && read_end(pack, high, range, &value) && !value.missing_rate;
    range->high = value.value;
    range->high_text = high ? text_of(pack, high) : NULL;
    if (range->bound == CG_BOUND_USUAL) {
        return range->has_low && range->has_high;
    }
    return range->has_low || range->has_high;
}

/* Money is of a family, whose unit it is counted in; what else is measured may be of any. */
static bool read_family(cg_build *pack, const cg_json *node, cg_figure figure, cg_range *range) {
    const char *family = cg_reader_text(&pack->reader, node, "family", NULL);
    bool needed = figure == CG_FIGURE_PRICE || figure == CG_FIGURE_DISPOSAL_COST;
    range->of_family = family != NULL;
    if ((!family && !needed) || cg_family_find(&range->family, family)) {
        return true;
    }
    CG_ERROR_AT(pack, node, CG_MSG_FAMILY_UNKNOWN, family ? family : "");
    return false;
}

static void read_range(cg_build *pack, const cg_json *node, cg_ranges *into) {
    const cg_reader *reader = &pack->reader;
    cg_reader_check_keys(reader, node, keys);
    cg_reader_evidence(reader, node);
    cg_range range = {.id = cg_build_id(pack, node),
                      .resource = cg_reader_text(reader, node, "resource", NULL),
                      .bound = CG_BOUND_USUAL,
                      .parameter = CG_NONE};
    range.sectors = cg_build_texts(pack, node, "sectors", &range.sector_count);
    cg_build_required(pack, node, "figure");
    int figure = cg_build_choice(pack, node, "figure", figures);
    int bound = cg_build_choice(pack, node, "bound", bounds);
    if (figure == CG_NONE || !read_family(pack, node, (cg_figure)figure, &range)) {
        return;
    }
    range.figure = (cg_figure)figure;
    range.bound = bound == CG_NONE ? CG_BOUND_USUAL : (cg_bound)bound;
    const char *country = cg_reader_text(reader, node, "country", NULL);
    const char *own = pack->park->country;
    bool elsewhere = country && (!own || strcmp(country, own) != 0);
    bool understood = range.figure != CG_FIGURE_QUALITY || read_subject(pack, node, &range);
    if (understood && !elsewhere && read_ends(pack, node, &range)) {
        CG_PUSH(pack->arena, into, range);
    }
}

static void read_file(const cg_build *build, const char *file, cg_ranges *into) {
    const cg_json *document =
        cg_json_shelf_read(build->reader.shelf, build->arena, build->diagnostics, file);
    if (!document) {
        return;
    }
    cg_build pack = *build;
    pack.reader = reader_of(build, file);
    cg_reader_check_document(&pack.reader, document, file_keys);
    const char *format = cg_json_member_text(document, "format");
    if (!format || strcmp(format, FORMAT) != 0) {
        CG_ERROR_AT(&pack, document, CG_MSG_PACK_FORMAT, format ? format : "", FORMAT);
        return;
    }
    const cg_json *ranges = cg_build_list(&pack, document, "ranges");
    for (const cg_json *node = ranges ? ranges->first : NULL; node; node = node->next) {
        if (cg_reader_is(&pack.reader, node, CG_JSON_OBJECT)) {
            read_range(&pack, node, into);
        }
    }
}

void cg_ranges_read(const cg_build *build, const char *models_folder, cg_ranges *into) {
    const char *folder = cg_format(build->arena, "%s/plausible", models_folder);
    int count = 0;
    const char **names = cg_folder_list(build->arena, folder, ".json", &count);
    for (int i = 0; i < count; i++) {
        read_file(build, cg_format(build->arena, "%s/%s", folder, names[i]), into);
    }
}
