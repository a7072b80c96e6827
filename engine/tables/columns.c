/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spreads the lists of tables and columns out over what is known: parameters, attributes, choices.
 */
#include "tables/columns.h"

#include "base/text.h"
#include "tables/fold.h"

#include <string.h>

/* One language's words, else the other's, are never missing here. */
#define WORDS(english, vietnamese)                                                                 \
    {                                                                                              \
        { [CG_ENGLISH] = (english), [CG_VIETNAMESE] = (vietnamese) }                               \
    }

static const cg_table tables[CG_TABLE_COUNT] = {
#define CG_TABLE(id, key, name_en, name_vi, about_en, about_vi)                                    \
    [CG_TABLE_##id] = {.list = (key), WORDS(name_en, name_vi), WORDS(about_en, about_vi)},
#define CG_COLUMN(table, path, kind, unit, heading_en, heading_vi, help_en, help_vi, example)
#include "tables/columns.def"
#undef CG_COLUMN
#undef CG_TABLE
};

static const cg_table_column listed[] = {
#define CG_TABLE(id, key, name_en, name_vi, about_en, about_vi)
#define CG_COLUMN(of, where, what, in, heading_en, heading_vi, help_en, help_vi, shown)            \
    {.table = CG_TABLE_##of,                                                                       \
     .path = (where),                                                                              \
     .kind = CG_COLUMN_##what,                                                                     \
     .unit = (in),                                                                                 \
     .heading = WORDS(heading_en, heading_vi),                                                     \
     .help = WORDS(help_en, help_vi),                                                              \
     .example = (shown),                                                                           \
     .usual = true},
#include "tables/columns.def"
#undef CG_COLUMN
#undef CG_TABLE
};

static const cg_park_entry items[] = {
#define CG_PARK_ITEM(where, what, in, name_en, name_vi, help_en, help_vi, shown)                   \
    {.path = (where),                                                                              \
     .kind = CG_COLUMN_##what,                                                                     \
     .unit = (in),                                                                                 \
     .name = WORDS(name_en, name_vi),                                                              \
     .help = WORDS(help_en, help_vi),                                                              \
     .example = (shown)},
#include "tables/park_items.def"
#undef CG_PARK_ITEM
};

static const char *const outsides[] = {"city", "farm", "firm", NULL};
static const char *const statuses[] = {"running", "agreed", "studied", "stopped", NULL};
static const char *const bases[] = {"measured", "billed", "permit", "estimated", "default", NULL};
static const char *const confidences[] = {"verified", "background", "uncertain", NULL};
/* What people write; anything else that the program knows may stand there too. */
static const char *const flow_units[] = {"m3/d",  "m3/h",    "m3/yr",   "t/d",      "t/h", "t/yr",
                                         "kg/h",  "MWh/yr",  "MWh/d",   "kW",       "MW",  "GJ/h",
                                         "GJ/yr", "tấn/năm", "m3/ngày", "m3/tháng", NULL};
static const char *const price_units[] = {"VND/m3", "VND/t",  "VND/kg", "VND/MWh", "VND/kWh",
                                          "VND/GJ", "USD/m3", "USD/t",  "USD/MWh", NULL};
static const char *const emission_units[] = {"kgCO2e/m3", "kgCO2e/t", "kgCO2e/MWh", "tCO2e/t",
                                             NULL};
static const char *const money_units[] = {"VND", "USD", "EUR", NULL};
static const char *const share_units[] = {"%", NULL};

const char *cg_example_in(const char *example, const char *example_vi, cg_language language) {
    return language == CG_VIETNAMESE && example_vi != NULL ? example_vi : example;
}

/* Parts "English|Vietnamese" of a list. */
static void part_example(cg_arena *arena, const char **example, const char **example_vi) {
    const char *bar = *example == NULL ? NULL : strchr(*example, '|');
    if (bar != NULL) {
        *example_vi = bar + 1;
        *example = cg_copy(arena, *example, (size_t)(bar - *example));
    }
}

cg_table cg_table_of(cg_table_id id) {
    return tables[id];
}

cg_words cg_lists_sheet_name(void) {
    return (cg_words)WORDS("Lists", "Danh mục");
}

/* Everything one table's columns are made from. */
typedef struct spreading {
    cg_arena *arena;
    const cg_knowledge *knowledge;
    cg_table_id table;
    cg_table_columns columns;
} spreading;

#define IDS(arena, vector, out)                                                                    \
    do {                                                                                           \
        (out) = CG_ARRAY((arena), const char *, (vector).count + 1);                               \
        for (int id_ = 0; id_ < (vector).count; id_++) {                                           \
            (out)[id_] = (vector).items[id_].id;                                                   \
        }                                                                                          \
    } while (0)

/* What a cell chooses from; NULL where anything may stand in it. */
static const char *const *choices_of(const spreading *of, const char *path) {
    static const char *const resources[] = {"resource", "gives.resource", "accepts.resources",
                                            "gives.serves", NULL};
    const cg_knowledge *knowledge = of->knowledge;
    const char **ids = NULL;
    if (cg_is_among(resources, path)) {
        IDS(of->arena, knowledge->resources, ids);
    } else if (strcmp(path, "mode") == 0) {
        IDS(of->arena, knowledge->modes, ids);
    } else if (strcmp(path, "fact") == 0) {
        IDS(of->arena, knowledge->fact_kinds, ids);
    } else if (strcmp(path, "factor") == 0) {
        IDS(of->arena, knowledge->factors, ids);
    }
    if (ids != NULL) {
        return ids;
    }
    return strcmp(path, "outside") == 0      ? outsides
           : strcmp(path, "status") == 0     ? statuses
           : strcmp(path, "confidence") == 0 ? confidences
                                             : NULL;
}

static const char *const *units_of(const char *path) {
    static const char *const flows[] = {"quantity", "capacity", NULL};
    static const char *const prices[] = {"price",          "disposal_cost",     "cost",
                                         "operating_cost", "pass_through_cost", NULL};
    static const char *const emissions[] = {"emissions", "cost_emissions", "disposal_emissions",
                                            "operating_emissions", NULL};
    return cg_is_among(flows, path)                ? flow_units
           : cg_is_among(prices, path)             ? price_units
           : cg_is_among(emissions, path)          ? emission_units
           : strcmp(path, "investment.fixed") == 0 ? money_units
           : strcmp(path, "max_share") == 0        ? share_units
                                                   : NULL;
}

/* A heading made of another one: "Quantity: unit". */
static cg_words joined(cg_arena *arena, cg_words head, const char *sign, cg_words tail) {
    cg_words words = {{NULL}};
    for (int language = 0; language < CG_LANGUAGES; language++) {
        words.in[language] = cg_format(arena, "%s%s%s", head.in[language], sign, tail.in[language]);
    }
    return words;
}

static const struct {
    const char *key;
    cg_words mark;
} languages[] = {{"vi", WORDS(" (Vietnamese)", " (tiếng Việt)")},
                 {"en", WORDS(" (English)", " (tiếng Anh)")}};

static void add_languages(spreading *of, const cg_table_column *words) {

    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        CG_PUSH(
            of->arena, &of->columns,
            ((cg_table_column){.table = of->table,
                               .path = cg_format(of->arena, "%s.%s", words->path, languages[i].key),
                               .kind = CG_COLUMN_TEXT,
                               .heading = joined(of->arena, words->heading, "", languages[i].mark),
                               .help = WORDS("", "")}));
    }
}

/* One of the columns beside a measured number. */
typedef struct part {
    const char *key;
    cg_column_kind kind;
    cg_words heading;
} part;

static void add_parts(spreading *of, const cg_table_column *measured) {
    static const part parts[] = {
        {"unit", CG_COLUMN_TEXT, WORDS("unit", "đơn vị")},
        {"low", CG_COLUMN_FIGURE, WORDS("low", "thấp nhất")},
        {"high", CG_COLUMN_FIGURE, WORDS("high", "cao nhất")},
        {"basis", CG_COLUMN_CHOICE, WORDS("basis", "cơ sở")},
        {"source", CG_COLUMN_WORDS, WORDS("source", "nguồn")},
        {"year", CG_COLUMN_WHOLE, WORDS("year", "năm")},
    };
    static const char *const main_figures[] = {"quantity", "price", "disposal_cost", "value", NULL};
    static const char *const told[] = {"unit", "basis", "source", NULL};
    bool is_main = cg_is_among(main_figures, measured->path);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        cg_table_column column = {
            .table = of->table,
            .path = cg_format(of->arena, "%s/%s", measured->path, parts[i].key),
            .kind = parts[i].kind,
            .heading = joined(of->arena, measured->heading, ": ", parts[i].heading),
            .help = WORDS("", ""),
            .usual = (i == 0 && measured->usual) || (is_main && cg_is_among(told, parts[i].key)),
        };
        if (i == 0) {
            column.choices = units_of(measured->path);
        } else if (column.kind == CG_COLUMN_CHOICE) {
            column.choices = bases;
        }
        CG_PUSH(of->arena, &of->columns, column);
        if (column.kind == CG_COLUMN_WORDS) {
            add_languages(of, &column);
        }
    }
}

/* Known to few, or to nobody who fills in a workbook for the first time. */
static bool is_rare(const char *path) {
    static const char *const paths[] = {"at_km.0",
                                        "at_km.1",
                                        "park",
                                        "cost",
                                        "cost_emissions",
                                        "disposal_emissions",
                                        "emissions",
                                        "operating_emissions",
                                        "approach",
                                        "temperature",
                                        "gives.serves",
                                        "pass_through",
                                        "pass_through_cost",
                                        "investment.per_unit",
                                        NULL};
    return cg_is_among(paths, path);
}

static void add_listed(spreading *of) {
    for (size_t i = 0; i < sizeof listed / sizeof *listed; i++) {
        if (listed[i].table != of->table) {
            continue;
        }
        cg_table_column column = listed[i];
        column.usual = !is_rare(column.path);
        part_example(of->arena, &column.example, &column.example_vi);
        column.choices = choices_of(of, column.path);
        CG_PUSH(of->arena, &of->columns, column);
        if (column.kind == CG_COLUMN_MEASURED) {
            add_parts(of, &column);
        } else if (column.kind == CG_COLUMN_WORDS) {
            add_languages(of, &listed[i]);
        }
    }
}

/* A parameter's short name: "COD" where its name is long, "Độ ẩm" where it is not. */
static cg_words short_name(const cg_parameter *parameter) {
    enum { LONGEST = 20 };
    cg_words words = {{NULL}};
    for (int language = 0; language < CG_LANGUAGES; language++) {
        const char *name = cg_words_in(parameter->name, (cg_language)language, parameter->id);
        bool plain = cg_text_columns(name) <= LONGEST && strchr(name, '(') == NULL;
        words.in[language] = plain ? name : parameter->id;
    }
    return words;
}

/* What laboratories of parks measure as a matter of course; a template folds the rest away. */
static bool is_usual(const char *parameter, bool least) {
    static const char *const most[] = {"BOD5",     "COD",      "TSS",        "TDS", "pH",
                                       "chloride", "moisture", "impurities", NULL};
    return least ? strcmp(parameter, "pH") == 0 : cg_is_among(most, parameter);
}

static const char *example_of(const char *parameter, const char *suffix) {
    return strcmp(parameter, "COD") == 0 && suffix[0] == '\0' ? "60" : NULL;
}

/* One column a parameter: PREFIX + id + SUFFIX. */
static void add_parameters(spreading *of, const char *prefix, const char *suffix, cg_words head) {
    for (int i = 0; i < of->knowledge->parameters.count; i++) {
        const cg_parameter *parameter = &of->knowledge->parameters.items[i];
        cg_words help = parameter->name;
        for (int language = 0; language < CG_LANGUAGES; language++) {
            help.in[language] = cg_words_in(parameter->name, (cg_language)language, parameter->id);
        }
        CG_PUSH(of->arena, &of->columns,
                ((cg_table_column){
                    .table = of->table,
                    .path = cg_format(of->arena, "%s%s%s", prefix, parameter->id, suffix),
                    .kind = CG_COLUMN_FIGURE,
                    .unit = parameter->unit != NULL ? parameter->unit : "",
                    .heading = joined(of->arena, head, ": ", short_name(parameter)),
                    .help = help,
                    .example = example_of(parameter->id, suffix),
                    .dynamic = true,
                    .usual = is_usual(parameter->id, suffix[0] != '\0')}));
    }
}

static void add_quality(spreading *of) {
    static const cg_words quality = WORDS("Quality", "Chất lượng");
    static const cg_words least = WORDS("Least", "Tối thiểu"), most = WORDS("Most", "Tối đa");
    switch (of->table) {
    case CG_TABLE_OUTPUTS:
        add_parameters(of, "quality.", "", quality);
        return;
    case CG_TABLE_INPUTS:
        add_parameters(of, "limits.", "", most);
        add_parameters(of, "limits.", ".min", least);
        return;
    case CG_TABLE_FACILITIES:
        add_parameters(of, "accepts.limits.", "", most);
        add_parameters(of, "gives.quality.", "", quality);
        return;
    default:
        return;
    }
}

static cg_column_kind kind_of(cg_attribute_type type) {
    switch (type) {
    case CG_BOOLEAN:
        return CG_COLUMN_TRUTH;
    case CG_NUMBER:
        return CG_COLUMN_FIGURE;
    case CG_TEXT:
        return CG_COLUMN_TEXT;
    case CG_LIST:
        return CG_COLUMN_LIST;
    }
    return CG_COLUMN_TEXT;
}

static unsigned bearer_of(cg_table_id table) {
    switch (table) {
    case CG_TABLE_FIRMS:
        return CG_ON_FIRM;
    case CG_TABLE_OUTPUTS:
    case CG_TABLE_INPUTS:
        return CG_ON_FLOW;
    case CG_TABLE_FACILITIES:
        return CG_ON_FACILITY;
    case CG_TABLE_LINKS:
        return CG_ON_LINK;
    default:
        return 0;
    }
}

static cg_words name_of(const cg_attribute *attribute) {
    cg_words words = {{NULL}};
    for (int language = 0; language < CG_LANGUAGES; language++) {
        words.in[language] = cg_words_in(attribute->name, (cg_language)language, attribute->id);
    }
    return words;
}

static void add_attributes(spreading *of) {
    for (int i = 0; i < of->knowledge->attributes.count; i++) {
        const cg_attribute *attribute = &of->knowledge->attributes.items[i];
        if ((attribute->on & bearer_of(of->table)) == 0) {
            continue;
        }
        cg_column_kind kind = kind_of(attribute->type);
        CG_PUSH(of->arena, &of->columns,
                ((cg_table_column){.table = of->table,
                                   .path = attribute->id,
                                   .kind = kind,
                                   .unit = kind == CG_COLUMN_FIGURE ? "" : NULL,
                                   .heading = name_of(attribute),
                                   .help = WORDS("", ""),
                                   .dynamic = true}));
    }
}

cg_table_columns cg_columns_of(cg_arena *arena, const cg_knowledge *knowledge, cg_table_id id) {
    spreading of = {.arena = arena, .knowledge = knowledge, .table = id};
    add_listed(&of);
    add_quality(&of);
    add_attributes(&of);
    return of.columns;
}

const char *cg_column_heading(cg_arena *arena, const cg_table_column *column,
                              cg_language language) {
    const char *heading = cg_words_in(column->heading, language, column->path);
    bool has_unit = column->unit != NULL && column->unit[0] != '\0';
    return has_unit ? cg_format(arena, "%s [%s]", heading, column->unit) : heading;
}

/* "Name of the park (Vietnamese)". */
static void add_item_languages(cg_arena *arena, cg_park_items *all, const cg_park_entry *item) {
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        CG_PUSH(arena, all,
                ((cg_park_entry){.path = cg_format(arena, "%s.%s", item->path, languages[i].key),
                                 .kind = CG_COLUMN_TEXT,
                                 .name = joined(arena, item->name, "", languages[i].mark),
                                 .help = WORDS("", "")}));
    }
}

cg_park_items cg_park_items_of(cg_arena *arena, const cg_knowledge *knowledge) {
    cg_park_items all = {0};
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        cg_park_entry item = items[i];
        part_example(arena, &item.example, &item.example_vi);
        CG_PUSH(arena, &all, item);
        if (items[i].kind == CG_COLUMN_WORDS) {
            add_item_languages(arena, &all, &items[i]);
        }
    }
    for (int i = 0; i < knowledge->attributes.count; i++) {
        const cg_attribute *attribute = &knowledge->attributes.items[i];
        if ((attribute->on & CG_ON_PARK) != 0) {
            cg_column_kind kind = kind_of(attribute->type);
            CG_PUSH(arena, &all,
                    ((cg_park_entry){.path = cg_format(arena, "park.%s", attribute->id),
                                     .kind = kind,
                                     .unit = kind == CG_COLUMN_FIGURE ? "" : NULL,
                                     .name = name_of(attribute),
                                     .help = WORDS("", "")}));
        }
    }
    return all;
}
