/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the usual ranges of prices, disposal costs and qualities. */
#include "knowledge/plausibility.h"

#include "base/file.h"

#include <string.h>

/* How far outside its range a figure must be to be worth a warning. Less would warn of every park
 * whose contracts differ from the few that the ranges were made from. */
static const double far_outside = 3;

static const char *const figure_ids[] = {
    [CG_FIGURE_PRICE] = "price",
    [CG_FIGURE_DISPOSAL_COST] = "disposal_cost",
    [CG_FIGURE_QUALITY] = "quality",
    [CG_FIGURES] = NULL,
};

/* The resource an entry is about; CG_NONE after reporting. */
static int read_resource(const cg_reader *reader, const cg_knowledge *knowledge,
                         const cg_json *entry)
{
    const cg_json *node = cg_json_member(entry, "resource");
    if (node == NULL) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry), CG_MSG_ENTRY_WITHOUT,
               "resource", NULL);
        return CG_NONE;
    }
    if (!cg_reader_is(reader, node, CG_JSON_STRING)) {
        return CG_NONE;
    }
    int index = cg_map_find(knowledge->resource_ids, node->text);
    if (index == CG_NONE) {
        cg_say_unknown_resource(reader, knowledge, node);
    }
    return index;
}

/* "price", "disposal_cost" or "quality" with "parameter". */
static bool read_figure(const cg_reader *reader, const cg_knowledge *knowledge,
                        const cg_json *entry, cg_range *range)
{
    const char *what = cg_reader_text(reader, entry, "what", "");
    int figure = 0;
    while (figure < CG_FIGURES && strcmp(figure_ids[figure], what) != 0) {
        figure++;
    }
    if (figure == CG_FIGURES) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry), CG_MSG_CHOICE_UNKNOWN,
               what, "price, disposal_cost, quality", NULL);
        return false;
    }
    range->figure = (cg_figure)figure;
    range->parameter = CG_NONE;
    if (range->figure != CG_FIGURE_QUALITY) {
        return true;
    }
    const char *parameter = cg_reader_text(reader, entry, "parameter", "");
    range->parameter = cg_map_find(knowledge->parameter_ids, parameter);
    if (range->parameter == CG_NONE) {
        const char *nearest = cg_map_nearest(knowledge->parameter_ids, parameter);
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry),
               CG_MSG_PARAMETER_UNKNOWN, parameter, nearest != NULL ? nearest : "COD", NULL);
        return false;
    }
    return true;
}

/* The number of one entry, which must be a range ({"value", "low", "high"} or a factor that has one). */
static bool read_ends(const cg_reader *reader, const cg_knowledge *knowledge, const cg_json *entry,
                      cg_range *range)
{
    const cg_json *node = cg_json_member(entry, "usual");
    if (node == NULL) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry), CG_MSG_ENTRY_WITHOUT,
               "usual", NULL);
        return false;
    }
    cg_value value;
    bool good;
    if (range->figure == CG_FIGURE_QUALITY) {
        const cg_parameter *parameter = &knowledge->parameters.items[range->parameter];
        good = cg_value_read_quality(reader, node, parameter->kind, parameter->unit_factor, &value);
    } else {
        cg_family family = knowledge->resources.items[range->resource].family;
        good = cg_value_read(reader, node, CG_KIND_PRICE, family, &value);
    }
    if (!good || value.missing_rate != NULL) {
        return false;
    }
    range->low = value.ranged ? value.low : value.value;
    range->high = value.ranged ? value.high : value.value;
    range->source = value.source != NULL ? value.source : cg_json_member_text(entry, "source");
    return true;
}

static void read_range(const cg_reader *reader, const cg_knowledge *knowledge, const cg_json *entry,
                       cg_ranges *ranges)
{
    static const char *const known[] = {"resource", "what", "parameter",  "sector", "usual",
                                        "source",   "year", "confidence", NULL};
    if (!cg_reader_is(reader, entry, CG_JSON_OBJECT)) {
        return;
    }
    cg_reader_check_keys(reader, entry, known);
    cg_reader_evidence(reader, entry);
    cg_range range = {.resource = read_resource(reader, knowledge, entry),
                      .sector = cg_reader_text(reader, entry, "sector", NULL)};
    if (range.resource != CG_NONE && read_figure(reader, knowledge, entry, &range) &&
        read_ends(reader, knowledge, entry, &range)) {
        CG_PUSH(reader->arena, &ranges->items, range);
    }
}

static void read_file(const cg_reader *reader, const cg_knowledge *knowledge, const char *file,
                      cg_ranges *ranges)
{
    static const char *const known[] = {"format", "title", "ranges", NULL};
    const char format[] = "congsinh-plausibility/1";
    const cg_json *root = cg_json_read_file(reader->arena, reader->diagnostics, file);
    if (root == NULL || !cg_reader_is(reader, root, CG_JSON_OBJECT)) {
        return;
    }
    const char *stated = cg_json_member_text(root, "format");
    if (stated == NULL || strcmp(stated, format) != 0) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, root), CG_MSG_PACK_FORMAT,
               stated != NULL ? stated : "", format, NULL);
        return;
    }
    cg_reader_check_keys(reader, root, known);
    const cg_json *list = cg_json_member(root, "ranges");
    if (list == NULL || !cg_reader_is(reader, list, CG_JSON_ARRAY)) {
        return;
    }
    for (const cg_json *entry = list->first; entry != NULL; entry = entry->next) {
        read_range(reader, knowledge, entry, ranges);
    }
}

cg_ranges *cg_plausibility_read(const cg_reader *reader, const cg_knowledge *knowledge,
                                const char *models_folder)
{
    cg_arena *arena = reader->arena;
    cg_ranges *ranges = CG_NEW(arena, cg_ranges);
    if (models_folder == NULL) {
        return ranges;
    }
    cg_reader here = *reader;
    here.lenient_rates = true;
    const char *folder = cg_format(arena, "%s/plausibility", models_folder);
    int count = 0;
    const char **names = cg_folder_list(arena, folder, ".json", &count);
    for (int i = 0; i < count; i++) {
        here.file = cg_format(arena, "%s/%s", folder, names[i]);
        read_file(&here, knowledge, here.file, ranges);
    }
    return ranges;
}

/* How well a range's sector fits: its length, 0 for any sector, -1 where it is another. */
static int fit(const cg_range *range, const char *sector)
{
    if (range->sector == NULL) {
        return 0;
    }
    size_t length = strlen(range->sector);
    return sector != NULL && strncmp(range->sector, sector, length) == 0 ? (int)length : -1;
}

const cg_range *cg_range_for(const cg_ranges *ranges, cg_figure figure, int resource, int parameter,
                             const char *sector)
{
    const cg_range *best = NULL;
    int best_fit = -1;
    for (int i = 0; i < ranges->items.count; i++) {
        const cg_range *one = &ranges->items.items[i];
        if (one->figure == figure && one->resource == resource && one->parameter == parameter &&
            fit(one, sector) > best_fit) {
            best = one;
            best_fit = fit(one, sector);
        }
    }
    return best;
}

bool cg_range_is_far(const cg_range *range, double value)
{
    return value < range->low / far_outside || value > range->high * far_outside;
}
