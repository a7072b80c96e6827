/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A park of a batch as one line of a journal, written and read. */
#include "study/batch.h"

#include "plan/plan_fields.h"

#include <math.h>
#include <string.h>

#define FORMAT "congsinh-batch-row/1"

static const char *const met_keys[CG_PLAN_TIMES] = {"met_today", "met_after"};
static const char *const without_data_keys[CG_PLAN_TIMES] = {"no_data_today", "no_data_after"};

static double *at(void *base, const cg_plan_field *field) {
    return (double *)((char *)base + field->offset);
}

void cg_batch_write_problems(cg_json_writer *writer, const cg_batch_row *row) {
    cg_json_open_array(writer, "problems");
    for (int i = 0; i < row->problems.count; i++) {
        const cg_problem *problem = &row->problems.items[i];
        cg_json_open_object(writer, NULL);
        cg_json_string(writer, "code", problem->code);
        cg_json_string(writer, "path", problem->path);
        cg_json_words(writer, "sentence", problem->sentence);
        cg_json_close_object(writer);
    }
    cg_json_close_array(writer);
}

static void write_totals(cg_json_writer *writer, const cg_batch_row *row) {
    const cg_totals *totals = &row->totals;
    cg_json_open_object(writer, "totals");
    cg_plan_write_fields(writer, cg_totals_fields, totals, NULL);
    if (totals->pays_back) {
        cg_json_number(writer, "payback_years", totals->payback_years);
    }
    cg_json_number(writer, "emissions_saving", totals->emissions_saving);
    cg_json_number(writer, "water_saved", row->water_saved);
    cg_json_number(writer, "waste_avoided", row->waste_avoided);
    cg_json_number(writer, "gap", row->gap);
    cg_json_close_object(writer);
}

static void write_rates(cg_json_writer *writer, const cg_batch_row *row) {
    cg_json_open_object(writer, "rates");
    for (int i = 0; i < row->rates.count; i++) {
        cg_json_number(writer, row->rates.items[i].currency, row->rates.items[i].worth);
    }
    cg_json_close_object(writer);
}

static void write_files(cg_json_writer *writer, const cg_batch_row *row) {
    cg_json_open_object(writer, "files");
    for (int i = 0; i < row->files.count; i++) {
        cg_json_string(writer, row->files.items[i].name, row->files.items[i].sha256);
    }
    cg_json_close_object(writer);
}

static void write_criteria(cg_json_writer *writer, const cg_batch_row *row) {
    const cg_batch_criteria *criteria = &row->criteria;
    cg_json_open_object(writer, "criteria");
    cg_json_string(writer, "framework", criteria->framework);
    cg_json_integer(writer, "of", criteria->of);
    for (int time = 0; time < (criteria->has_after ? CG_PLAN_TIMES : 1); time++) {
        cg_json_integer(writer, met_keys[time], criteria->met[time]);
        cg_json_integer(writer, without_data_keys[time], criteria->without_data[time]);
    }
    cg_json_close_object(writer);
}

static const char *document_of(cg_arena *arena, const cg_batch_row *row, size_t *length) {
    cg_json_writer writer = cg_json_write_start(arena);
    cg_json_open_object(&writer, NULL);
    cg_json_string(&writer, "format", FORMAT);
    cg_json_string(&writer, "key", row->key);
    cg_json_string(&writer, "park_sha256", row->sha256);
    cg_json_string(&writer, "base", row->base);
    cg_json_string(&writer, "park", row->park);
    cg_json_words_if(&writer, "name", row->name);
    cg_json_string(&writer, "status", row->status);
    cg_json_string(&writer, "currency", row->currency);
    cg_json_integer(&writer, "firms", row->firms);
    cg_json_integer(&writer, "exchanges", row->exchanges);
    cg_json_integer(&writer, "warnings", row->warnings);
    cg_json_integer(&writer, "errors", row->errors);
    if (row->solved) {
        write_totals(&writer, row);
        write_rates(&writer, row);
    }
    if (row->criteria.framework != NULL) {
        write_criteria(&writer, row);
    }
    if (row->conflicts.count > 0) {
        cg_plan_write_conflicts(&writer, row->conflicts.items, row->conflicts.count);
    }
    cg_batch_write_problems(&writer, row);
    write_files(&writer, row);
    cg_json_close_object(&writer);
    return cg_json_finish(&writer, length);
}

const char *cg_batch_line(cg_arena *arena, const cg_batch_row *row, size_t *length) {
    size_t size = 0;
    const char *document = document_of(arena, row, &size);
    cg_diagnostics unheard = {.arena = arena};
    /* Through the reader, for the canonical form is the one that stays on one line. */
    const cg_json *tree = cg_json_read(arena, &unheard, NULL, document, size);
    cg_text line = cg_text_start(arena);
    cg_text_add(&line, cg_json_canonical(arena, tree));
    cg_text_add(&line, "\n");
    *length = line.length;
    return line.bytes;
}

/* ---- reading */

static double number_of(const cg_json *object, const char *key) {
    const cg_json *node = cg_json_member(object, key);
    return node != NULL && node->type == CG_JSON_NUMBER ? node->number : 0;
}

static cg_words words_of(const cg_json *node) {
    cg_words words = {{NULL, NULL}};
    if (node != NULL && node->type == CG_JSON_STRING) {
        words.in[CG_ENGLISH] = node->text;
        words.in[CG_VIETNAMESE] = node->text;
    } else {
        words.in[CG_ENGLISH] = cg_json_member_text(node, "en");
        words.in[CG_VIETNAMESE] = cg_json_member_text(node, "vi");
    }
    return words;
}

static const cg_json *first_of(const cg_json *object, const char *key) {
    const cg_json *node = cg_json_member(object, key);
    return node == NULL ? NULL : node->first;
}

static void read_totals(cg_batch_row *out, const cg_json *totals) {
    for (const cg_plan_field *field = cg_totals_fields; field->key != NULL; field++) {
        *at(&out->totals, field) = number_of(totals, field->key);
    }
    const cg_json *payback = cg_json_member(totals, "payback_years");
    out->totals.pays_back = payback != NULL && payback->type == CG_JSON_NUMBER;
    out->totals.payback_years = number_of(totals, "payback_years");
    out->totals.emissions_saving = number_of(totals, "emissions_saving");
    out->water_saved = number_of(totals, "water_saved");
    out->waste_avoided = number_of(totals, "waste_avoided");
    out->gap = number_of(totals, "gap");
}

static void read_criteria(cg_batch_criteria *out, const cg_json *node) {
    out->framework = cg_json_member_text(node, "framework");
    out->of = (int)number_of(node, "of");
    out->has_after = cg_json_member(node, met_keys[1]) != NULL;
    for (int time = 0; time < CG_PLAN_TIMES; time++) {
        out->met[time] = (int)number_of(node, met_keys[time]);
        out->without_data[time] = (int)number_of(node, without_data_keys[time]);
    }
}

static void read_lists(cg_arena *arena, cg_batch_row *out, const cg_json *document) {
    for (const cg_json *n = first_of(document, "rates"); n != NULL; n = n->next) {
        cg_batch_rate rate = {n->key, n->number};
        if (n->type == CG_JSON_NUMBER && n->number > 0) {
            CG_PUSH(arena, &out->rates, rate);
        }
    }
    for (const cg_json *n = first_of(document, "problems"); n != NULL; n = n->next) {
        cg_problem problem = {CG_ERROR, cg_json_member_text(n, "code"),
                              cg_json_member_text(n, "path"),
                              words_of(cg_json_member(n, "sentence"))};
        if (problem.code != NULL) {
            CG_PUSH(arena, &out->problems, problem);
        }
    }
    for (const cg_json *n = first_of(document, "conflict"); n != NULL; n = n->next) {
        const cg_json *least = cg_json_member(n, "least");
        bool possible = least != NULL && least->type == CG_JSON_NUMBER;
        cg_conflict conflict = {cg_json_member_text(n, "requirement"), number_of(n, "stated"),
                                possible ? least->number : (double)NAN,
                                cg_json_member_text(n, "unit"), cg_json_member_text(n, "held")};
        if (conflict.requirement != NULL) {
            CG_PUSH(arena, &out->conflicts, conflict);
        }
    }
    for (const cg_json *n = first_of(document, "files"); n != NULL; n = n->next) {
        cg_batch_file file = {n->key, n->text};
        if (n->type == CG_JSON_STRING && strchr(n->key, '/') == NULL) {
            CG_PUSH(arena, &out->files, file);
        }
    }
}

/* Whether a row of that status has a plan's figures; false in `known` where no row is so. */
static bool is_solved(const char *status, bool *known) {
    static const struct {
        const char *word;
        bool solved;
    } words[] = {{"optimal", true}, {"limit", true}, {"infeasible", false}, {"failed", false}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (status != NULL && strcmp(words[i].word, status) == 0) {
            *known = true;
            return words[i].solved;
        }
    }
    *known = false;
    return false;
}

/* Whether it can be relied on: half of a row would be told as a whole one. */
static bool is_row(const cg_json *document, const cg_batch_row *row) {
    const char *format = cg_json_member_text(document, "format");
    if (format == NULL || strcmp(format, FORMAT) != 0 || row->key == NULL) {
        return false;
    }
    bool whole = cg_json_member(document, "totals") != NULL && row->currency != NULL &&
                 row->park != NULL && row->files.count > 0;
    return strlen(row->key) == 64 && (!row->solved || whole);
}

bool cg_batch_line_read(cg_arena *arena, cg_batch_row *out, const char *line, size_t length) {
    cg_diagnostics unheard = {.arena = arena};
    const cg_json *document = cg_json_read(arena, &unheard, NULL, line, length);
    *out = (cg_batch_row){.file = NULL};
    if (document == NULL || unheard.errors > 0 || document->type != CG_JSON_OBJECT) {
        return false;
    }
    bool known = false;
    out->key = cg_json_member_text(document, "key");
    out->sha256 = cg_json_member_text(document, "park_sha256");
    out->base = cg_json_member_text(document, "base");
    out->park = cg_json_member_text(document, "park");
    out->name = words_of(cg_json_member(document, "name"));
    out->status = cg_json_member_text(document, "status");
    out->solved = is_solved(out->status, &known);
    out->currency = cg_json_member_text(document, "currency");
    out->firms = (int)number_of(document, "firms");
    out->exchanges = (int)number_of(document, "exchanges");
    out->warnings = (int)number_of(document, "warnings");
    out->errors = (int)number_of(document, "errors");
    if (out->solved) {
        read_totals(out, cg_json_member(document, "totals"));
    }
    read_criteria(&out->criteria, cg_json_member(document, "criteria"));
    read_lists(arena, out, document);
    return known && is_row(document, out);
}

cg_batch_journal *cg_batch_journal_read(cg_arena *arena, const char *bytes) {
    cg_batch_journal *journal = CG_NEW(arena, cg_batch_journal);
    journal->by_key = cg_map_new(arena);
    journal->by_park = cg_map_new(arena);
    for (const char *line = bytes; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        cg_batch_row row;
        if (cg_batch_line_read(arena, &row, line, length)) {
            cg_map_set(journal->by_key, row.key, journal->items.count);
            if (row.park != NULL) {
                cg_map_set(journal->by_park, row.park, journal->items.count);
            }
            CG_PUSH(arena, &journal->items, row);
        } else {
            journal->foreign++;
        }
        line += length;
        line += *line == '\n';
    }
    return journal;
}
