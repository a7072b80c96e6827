/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a park from end to end, in the order in which its parts need each other. */
#include "park/build.h"

#include "base/file.h"
#include "knowledge/rules.h"
#include "park/order.h"
#include "park/settings.h"
#include "park/tables.h"
#include "tables/problems.h"
#include "text/day.h"

#include <math.h>
#include <string.h>

#define FORMAT "congsinh-park/1"
/* A year outside is a slip of the pen: no park is older, and no plan looks further. */
#define FIRST_YEAR 1900
#define LAST_YEAR 2200

static const char *const document_keys[] = {
    "format",    "park",      "assumptions",  "periods", "firms",  "facilities", "links",
    "corridors", "exchanges", "requirements", "models",  "tables", NULL};
static const char *const head_keys[] = {"id",       "name",  "country",   "year",  "date",
                                        "currency", "rules", "framework", "facts", NULL};

/* A document on its way into a park. */
typedef struct reading {
    cg_park_text text; /* what it is read from */
    cg_arena *apart;   /* the firms' trees; NULL: they stand with the rest */
    cg_grids book;     /* the sheets whose rows stand in it; none where it is all one */
} reading;

/* The text it is read from, in `arena`. False after reporting. */
static bool take_text(cg_arena *arena, cg_diagnostics *diagnostics, const cg_park_source *source,
                      cg_park_text *text) {
    if (source->bytes != NULL) {
        text->bytes = source->bytes;
        text->length = source->length;
        return true;
    }
    char *bytes = NULL;
    bool read =
        cg_file_read(arena, diagnostics, source->file, CG_JSON_LARGEST, &bytes, &text->length);
    text->bytes = bytes;
    return read;
}

static cg_json *read_document(cg_arena *arena, cg_diagnostics *diagnostics,
                              const cg_park_source *source, reading *of) {
    if (!take_text(arena, diagnostics, source, &of->text)) {
        return NULL;
    }
    cg_json_source text = {source->file, of->text.bytes, of->text.length, "firms", of->apart};
    cg_json *document = cg_json_read_apart(arena, diagnostics, &text);
    if (cg_json_member(document, "tables") != NULL) {
        of->apart = NULL; /* its rows are not in this text */
        document = cg_park_tables(arena, diagnostics, document, source, &of->book);
    }
    for (int i = 0; document && i < source->setting_count; i++) {
        cg_setting_apply(arena, diagnostics, document, source->settings[i]);
    }
    return document;
}

cg_json *cg_park_document(cg_arena *arena, cg_diagnostics *diagnostics,
                          const cg_park_source *source) {
    reading of = {.book = {0}};
    return read_document(arena, diagnostics, source, &of);
}

/* One sentence about another kind of document says more than one about each of its keys. */
static bool is_other(cg_build *build, const cg_json *document) {
    if (document->type != CG_JSON_OBJECT) {
        CG_ERROR_AT(build, document, CG_MSG_PARK_IS_NONE, FORMAT);
        return true;
    }
    const char *format = cg_json_member_text(document, "format");
    if (format && strncmp(format, "congsinh-plan/", strlen("congsinh-plan/")) == 0) {
        CG_ERROR_AT(build, document, CG_MSG_PARK_IS_PLAN);
        return true;
    }
    if (!cg_json_member(document, "format") && !cg_json_member(document, "firms") &&
        document->count > 0) {
        CG_ERROR_AT(build, document, CG_MSG_PARK_IS_NONE, FORMAT);
        return true;
    }
    return false;
}

static void check_format(cg_build *build, const cg_json *document) {
    const cg_json *format = cg_build_required(build, document, "format");
    if (format && cg_reader_is(&build->reader, format, CG_JSON_STRING) &&
        strcmp(format->text, FORMAT) != 0) {
        CG_ERROR_AT(build, format, CG_MSG_PARK_FORMAT, format->text, FORMAT);
    }
}

static void read_year(cg_build *build, const cg_json *head) {
    const cg_json *year = cg_build_required(build, head, "year");
    if (!year) {
        return;
    }
    bool is_year = year->type == CG_JSON_NUMBER && year->number >= FIRST_YEAR &&
                   year->number <= LAST_YEAR && !(fmod(year->number, 1) > 0);
    if (!is_year) {
        CG_ERROR_AT(build, year, CG_MSG_PARK_YEAR, cg_reader_shown(&build->reader, year));
        return;
    }
    build->park->year = (int)year->number;
}

static void read_date(cg_build *build, const cg_json *head) {
    cg_park *park = build->park;
    park->date = cg_format(build->arena, "%04d-12-31", park->year);
    const char *date = cg_reader_text(&build->reader, head, "date", NULL);
    if (!date) {
        return;
    }
    if (!cg_day_is_valid(date)) {
        CG_ERROR_AT(build, cg_json_member(head, "date"), CG_MSG_PARK_DATE, date);
        return;
    }
    park->date = date;
}

/* Rules and ranges know countries by their code (ISO 3166-1): nothing of them would meet "Vietnam".
 */
static void check_country(cg_build *build, const cg_json *head) {
    const char *code = build->park->country;
    bool right = !code || (strlen(code) == 2 && code[0] >= 'A' && code[0] <= 'Z' &&
                           code[1] >= 'A' && code[1] <= 'Z');
    if (!right) {
        CG_WARN_AT(build, cg_json_member(head, "country"), CG_MSG_PARK_COUNTRY, code);
    }
}

static void read_head(cg_build *build, const cg_json *document) {
    cg_park *park = build->park;
    const cg_reader *reader = &build->reader;
    const cg_json *head = cg_build_required(build, document, "park");
    if (!head || !cg_reader_is(reader, head, CG_JSON_OBJECT)) {
        return;
    }
    cg_check_keys_and_attributes(reader, park->knowledge, head, CG_ON_PARK, head_keys);
    park->id = cg_build_id(build, head);
    park->name = cg_reader_words(reader, cg_json_member(head, "name"));
    park->country = cg_reader_text(reader, head, "country", NULL);
    check_country(build, head);
    park->rules = cg_rules_stated(reader, head);
    cg_build_required(build, head, "currency"); /* read with the exchange rates */
    read_year(build, head);
    read_date(build, head);
    const char *framework = cg_reader_text(reader, head, "framework", NULL);
    park->framework = park->framework != NULL ? park->framework : framework;
    cg_attributes_read(reader, park->knowledge, head, CG_ON_PARK, &park->attributes);
    cg_facts_read(reader, park->knowledge, head, CG_ON_PARK, &park->facts);
}

/* Money needs the exchange rates, and everything else needs the knowledge. */
static void read_knowledge(cg_build *build, const cg_json *document, const cg_park_source *source) {
    const cg_json *head = cg_json_member(document, "park");
    cg_exchange_rates_read(build, document);
    /* What is read of "models" may have been read before, for another park: the digest tells it as
     * it stands. */
    cg_readings *readings = build->reader.readings;
    build->reader.readings = NULL;
    cg_knowledge_sources sources = {
        .models_folder = source->models_folder,
        .park_models = cg_json_member(document, "models"),
        .park = document,
        .rules = source->rules != NULL ? source->rules : cg_rules_stated(&build->reader, head),
        .framework =
            source->framework != NULL ? source->framework : cg_json_member_text(head, "framework"),
    };
    if (source->knowledge != NULL) {
        cg_knowledge_lend(&build->reader, source->knowledge);
        build->park->knowledge = source->knowledge;
    } else {
        build->park->knowledge = cg_knowledge_ask(&build->reader, &sources);
    }
    build->reader.readings = readings;
    const cg_knowledge *knowledge = build->park->knowledge;
    build->limit_room = CG_ARRAY(build->scratch, cg_limit, knowledge->parameters.count + 1);
    build->quality_room = CG_ARRAY(build->scratch, cg_quality, knowledge->parameters.count + 1);
    build->usual = (const cg_qualities **)CG_ARRAY(build->scratch, const cg_qualities *,
                                                   knowledge->resources.count + 1);
    build->no_limits = cg_limits_of(build->arena, build->limit_room, 0);
}

/* Reads one part; what is said of it goes by the file's lines and not by ids, in whose order it is
 * read. */
static void in_order_of_lines(cg_build *build, const cg_json *document,
                              void (*read)(cg_build *, const cg_json *)) {
    int said = build->diagnostics->items.count;
    read(build, document);
    cg_diagnostics_by_line(build->diagnostics, said, build->park->file);
}

static void read_parts(cg_build *build, const cg_json *document) {
    cg_periods_read(build, document);
    cg_assumptions_read(build, document);
    cg_requirements_read(build, document);
    cg_position_kind_find(build, document);
    void (*const lists[])(cg_build *, const cg_json *) = {cg_facilities_list, cg_firms_read,
                                                          cg_facilities_read, cg_corridors_read,
                                                          cg_links_read,      cg_exchanges_read};
    build->reader.confidences = true;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        in_order_of_lines(build, document, lists[i]);
    }
    build->reader.confidences = false;
}

static void check(cg_build *build, const cg_json *document) {
    (void)document;
    cg_park_check(build);
}

static void start(cg_build *build, const cg_json *document, const cg_park_source *source) {
    cg_arena *arena = build->arena;
    cg_park *park = CG_NEW(arena, cg_park);
    park->arena = arena;
    park->file = source->file;
    park->document = document;
    park->framework = source->framework;
    park->firm_ids = cg_map_new(arena);
    park->output_refs = cg_map_new(arena);
    park->input_refs = cg_map_new(arena);
    park->facility_ids = cg_map_new(arena);
    build->park = park;
    build->reader = (cg_reader){.arena = arena,
                                .diagnostics = build->diagnostics,
                                .file = source->file,
                                .shelf = source->shelf,
                                .end = source->end,
                                .moved = source->moved};
    if (source->end == CG_AS_STATED) {
        cg_arena *room = cg_arena_within(arena);
        build->reader.readings = CG_NEW(room, cg_readings);
        build->reader.readings->arena = room;
    }
    build->scratch = cg_arena_within(arena);
    build->firm_lines = cg_map_new(build->scratch);
    build->facility_lines = cg_map_new(build->scratch);
    build->flow_lines = cg_map_new(build->scratch);
}

/* Of what was read, so that a park has one digest however its file, or its tables, write it. */
static void take_digest(cg_build *build, const cg_json *document) {
    if (build->reader.readings == NULL) {
        return;
    }
    cg_arena *room = cg_arena_within(build->reader.readings->arena);
    cg_digest *digest = cg_digest_start(room);
    cg_text canonical = cg_text_pouring(room, cg_digest_add, digest);
    cg_readings_add_canonical(&canonical, build->reader.readings, document);
    cg_text_pour(&canonical);
    cg_digest_end(digest, build->park->sha256);
    cg_arena_free(build->reader.readings->arena);
    build->reader.readings = NULL;
}

/* What a park that lets its firms' trees go can be read from again; a world of other numbers is not
 * asked for again. */
static void keep_text(cg_build *build, const cg_park_source *source, const reading *of) {
    if (source->end != CG_AS_STATED) {
        return;
    }
    cg_arena *arena = build->arena;
    cg_park_text *text = CG_NEW(arena, cg_park_text);
    *text = of->text;
    text->bytes =
        source->bytes != NULL ? cg_copy(arena, source->bytes, source->length) : of->text.bytes;
    text->settings = cg_copy_texts(arena, source->settings, source->setting_count);
    text->setting_count = source->setting_count;
    build->park->text = text;
}

cg_park *cg_park_read(cg_arena *arena, cg_diagnostics *diagnostics, const cg_park_source *source) {
    reading of = {.apart = source->document == NULL ? cg_arena_within(arena) : NULL};
    int said = diagnostics->items.count, errors = diagnostics->errors;
    cg_json *document = source->document != NULL ? source->document
                                                 : read_document(arena, diagnostics, source, &of);
    if (!document) {
        return NULL;
    }
    int gathered = diagnostics->items.count;
    if (!source->in_order) {
        cg_park_order(arena, document);
    }
    cg_build build = {.arena = arena, .diagnostics = diagnostics};
    start(&build, document, source);
    if (is_other(&build, document)) {
        return NULL;
    }
    check_format(&build, document);
    cg_reader_check_document(&build.reader, document, document_keys);
    read_knowledge(&build, document, source);
    read_head(&build, document);
    read_parts(&build, document);
    take_digest(&build, document);
    cg_temperature_step_check(&build);
    if (source->end == CG_AS_STATED) {
        in_order_of_lines(&build, document, check);
        int plausible = diagnostics->items.count;
        cg_plausible_check(&build, source->models_folder);
        cg_diagnostics_by_line(diagnostics, plausible, source->file);
    }
    if (of.book.grids.count > 0) {
        const cg_grids *books[] = {&of.book};
        cg_problems_drop_echoes(diagnostics, said, gathered);
        cg_problems_by_cell(diagnostics, said, books, 1);
    }
    if (of.apart != NULL && diagnostics->errors == errors && of.text.length > source->whole) {
        build.apart = of.apart;
        keep_text(&build, source, &of);
        cg_firms_let_go(&build);
    }
    build.park->reader = build.reader;
    build.park->reader.diagnostics = NULL;
    cg_arena_free(build.scratch);
    return build.park;
}
