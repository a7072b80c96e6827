/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures far from what is usual in their country, sector and family: warnings, out of
 * models/plausible/. */
#include "park/build.h"

#include "base/file.h"
#include "base/number.h"

#include <math.h>
#include <string.h>

#define FORMAT "congsinh-plausible/1"
/* Tariffs of neighbouring parks differ by up to twice; a slip of unit or of zeros is ten times and
 * more. */
#define FAR 2.0

static const char *const file_keys[] = {"format", "ranges", NULL};
static const char *const keys[] = {"id",  "country", "family", "resource", "sectors",    "figure",
                                   "low", "high",    "source", "year",     "confidence", NULL};

/* What is usual for one figure of flows of one kind. */
typedef struct range {
    const char *id;
    cg_family family;
    const char *resource; /* of this one alone; NULL: of all of the family */
    const char **sectors; /* of firms whose sector begins so; NULL: of all */
    int sector_count;
    bool of_outputs;  /* disposal costs of outputs, else prices of inputs */
    double low, high; /* money a unit */
} range;

typedef CG_VECTOR(range) range_list;

/* The pack's own reader: its file stands in its messages, and a currency that the park has no rate
 * for silences a range and is no error. */
static cg_reader reader_of(const cg_build *build, const char *file) {
    cg_reader reader = build->reader;
    reader.file = file;
    reader.lenient_rates = true;
    return reader;
}

static void read_range(cg_build *pack, const cg_json *node, range_list *list) {
    static const char *const figures[] = {"price", "disposal_cost", NULL};
    const cg_reader *reader = &pack->reader;
    cg_reader_check_keys(reader, node, keys);
    const char *country = cg_reader_text(reader, node, "country", NULL);
    range usual = {
        .id = cg_build_id(pack, node),
        .resource = cg_reader_text(reader, node, "resource", NULL),
        .of_outputs = cg_build_choice(pack, node, "figure", figures) == 1,
    };
    usual.sectors = cg_build_texts(pack, node, "sectors", &usual.sector_count);
    cg_build_required(pack, node, "figure");
    const char *family = cg_json_member_text(node, "family");
    if (!cg_family_find(&usual.family, family)) {
        CG_ERROR_AT(pack, node, CG_MSG_FAMILY_UNKNOWN, family ? family : "");
        return;
    }
    cg_expected price = {CG_KIND_PRICE, usual.family, 0, 0};
    cg_value low = cg_build_value(pack, node, "low", price);
    cg_value high = cg_build_value(pack, node, "high", price);
    const char *own = pack->park->country;
    bool elsewhere = country && (!own || strcmp(country, own) != 0);
    if (elsewhere || low.missing_rate || high.missing_rate || !low.given || !high.given) {
        return;
    }
    usual.low = low.value;
    usual.high = high.value;
    CG_PUSH(pack->arena, list, usual);
}

static void read_file(const cg_build *build, const char *file, range_list *list) {
    const cg_json *document = cg_json_read_file(build->arena, build->diagnostics, file);
    if (!document) {
        return;
    }
    cg_build pack = *build;
    pack.reader = reader_of(build, file);
    cg_reader_check_keys(&pack.reader, document, file_keys);
    const char *format = cg_json_member_text(document, "format");
    if (!format || strcmp(format, FORMAT) != 0) {
        CG_ERROR_AT(&pack, document, CG_MSG_PACK_FORMAT, format ? format : "", FORMAT);
        return;
    }
    const cg_json *ranges = cg_build_list(&pack, document, "ranges");
    for (const cg_json *node = ranges ? ranges->first : NULL; node; node = node->next) {
        if (cg_reader_is(&pack.reader, node, CG_JSON_OBJECT)) {
            read_range(&pack, node, list);
        }
    }
}

static bool is_of_sector(const range *usual, const char *sector) {
    for (int i = 0; i < usual->sector_count; i++) {
        if (sector && strncmp(sector, usual->sectors[i], strlen(usual->sectors[i])) == 0) {
            return true;
        }
    }
    return usual->sector_count == 0;
}

static bool is_about(const range *usual, const cg_park *park, const cg_flow *flow, bool is_output) {
    if (usual->of_outputs != is_output || usual->family != flow->family ||
        flow->resource == CG_NONE) {
        return false;
    }
    if (usual->resource &&
        strcmp(usual->resource, park->knowledge->resources.items[flow->resource].id) != 0) {
        return false;
    }
    return is_of_sector(usual, park->firms.items[flow->firm].sector);
}

/* How exactly a range speaks: of a resource, of a sector, of all. */
static int rank_of(const range *usual) {
    return (usual->resource ? 2 : 0) + (usual->sector_count > 0 ? 1 : 0);
}

/* The range that speaks most exactly of a flow; the last of equals, so that a later pack corrects
 * an earlier one. */
static const range *find_range(const range_list *list, const cg_park *park, const cg_flow *flow,
                               bool is_output) {
    const range *best = NULL;
    for (int i = 0; i < list->count; i++) {
        const range *usual = &list->items[i];
        if (is_about(usual, park, flow, is_output) && (!best || rank_of(usual) >= rank_of(best))) {
            best = usual;
        }
    }
    return best;
}

static void check_flow(cg_build *build, const range_list *list, const cg_flow *flow,
                       bool is_output) {
    double figure = flow->price_value.value;
    /* Nothing is said of what is free or sold: 0 is warned of elsewhere, and by-products have any
     * price. */
    if (!flow->price_value.given || flow->price_value.missing_rate || !(figure > 0)) {
        return;
    }
    const range *usual = find_range(list, build->park, flow, is_output);
    if (!usual || (figure >= usual->low / FAR && figure <= usual->high * FAR)) {
        return;
    }
    char found[CG_NUMBER_ROOM];
    char low[CG_NUMBER_ROOM];
    char high[CG_NUMBER_ROOM];
    CG_WARN_AT(build, cg_json_member(flow->node, is_output ? "disposal_cost" : "price"),
               CG_MSG_PARK_FIGURE_FAR, cg_number_text(figure, found),
               cg_number_text(usual->low, low), cg_number_text(usual->high, high),
               cg_kind_unit(build->arena, CG_KIND_PRICE, flow->family, build->park->currency),
               usual->id);
}

void cg_plausible_check(cg_build *build, const char *models_folder) {
    if (!models_folder) {
        return;
    }
    range_list list = {0};
    const char *folder = cg_format(build->arena, "%s/plausible", models_folder);
    int count = 0;
    const char **names = cg_folder_list(build->arena, folder, ".json", &count);
    for (int i = 0; i < count; i++) {
        read_file(build, cg_format(build->arena, "%s/%s", folder, names[i]), &list);
    }
    for (int i = 0; list.count > 0 && i < build->park->outputs.count; i++) {
        check_flow(build, &list, &build->park->outputs.items[i], true);
    }
    for (int i = 0; list.count > 0 && i < build->park->inputs.count; i++) {
        check_flow(build, &list, &build->park->inputs.items[i], false);
    }
}
