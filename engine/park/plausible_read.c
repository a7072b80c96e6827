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

static const char **list_files(const cg_build *build, const char *models_folder) {
    const char *folder = cg_format(build->arena, "%s/plausible", models_folder);
    int count = 0;
    const char **names = cg_folder_list(build->arena, folder, ".json", &count);
    const char **files = CG_ARRAY(build->arena, const char *, count + 1);
    for (int i = 0; i < count; i++) {
        files[i] = cg_format(build->arena, "%s/%s", folder, names[i]);
    }
    return files;
}

static const cg_ranges *read_files(const cg_build *build, const char *const *files) {
    cg_ranges *ranges = CG_NEW(build->arena, cg_ranges);
    for (int i = 0; files[i] != NULL; i++) {
        read_file(build, files[i], ranges);
    }
    return ranges;
}

/* All that ranges are made of. False where that cannot be told: only knowledge that parks share can
 * be told apart from other knowledge; it says which parameters, factors and rates there are. */
static bool make_key(const cg_build *build, const char *const *files, cg_text *key) {
    const cg_knowledge *knowledge = build->park->knowledge;
    const char *country = build->park->country;
    cg_diagnostics unheard = {.arena = build->arena};
    if (build->reader.shelf == NULL || knowledge->kept == 0) {
        return false;
    }
    cg_text_addf(key, "ranges %llu %d ", knowledge->kept, (int)build->reader.end);
    if (!cg_json_shelf_key(build->reader.shelf, &unheard, files, key) || unheard.items.count > 0) {
        return false;
    }
    /* Last, for it may be any text. */
    cg_text_add(key, country != NULL ? country : "");
    return true;
}

/* Reads them where other parks find them too; what there is to say of them must be said to each. */
static const cg_stored *make(const cg_build *build, const char *const *files, const char *key) {
    cg_stored *stored = cg_store_begin(cg_json_shelf_made(build->reader.shelf));
    cg_diagnostics unheard = {.arena = stored->arena};
    cg_build own = *build;
    own.arena = own.reader.arena = stored->arena;
    own.diagnostics = own.reader.diagnostics = &unheard;
    const cg_ranges *ranges = read_files(&own, files);
    cg_store_end(stored, key, unheard.items.count > 0 ? NULL : ranges);
    return stored;
}

const cg_ranges *cg_ranges_read(const cg_build *build, const char *models_folder) {
    const char **files = list_files(build, models_folder);
    cg_text key = cg_text_start(build->arena);
    if (!make_key(build, files, &key)) {
        return read_files(build, files);
    }
    const cg_stored *stored = cg_store_find(cg_json_shelf_made(build->reader.shelf), key.bytes);
    stored = stored != NULL ? stored : make(build, files, key.bytes);
    if (stored->thing == NULL) {
        return read_files(build, files);
    }
    cg_arena_hold(build->arena, stored->arena);
    return stored->thing;
}
