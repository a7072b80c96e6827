/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A comparison as congsinh-study-result/1. */
#include "report/report_study.h"

#include "plan/plan_fields.h"

void cg_study_write_balance(cg_json_writer *writer, const char *key, const cg_balance *of,
                            const cg_balance *less) {
    cg_json_open_object(writer, key);
    cg_plan_write_fields(writer, cg_balance_fields, of, less);
    cg_json_close_object(writer);
}

static void add_problems(cg_json_writer *writer, const cg_result *row) {
    static const char *const severities[] = {
        [CG_NOTE] = "note", [CG_WARNING] = "warning", [CG_ERROR] = "error"};
    cg_json_open_array(writer, "problems");
    for (int i = 0; i < row->problems.count; i++) {
        const cg_problem *problem = &row->problems.items[i];
        cg_json_open_object(writer, NULL);
        cg_json_string(writer, "severity", severities[problem->severity]);
        cg_json_string(writer, "code", problem->code);
        cg_json_string(writer, "path", problem->path);
        cg_json_words(writer, "sentence", problem->sentence);
        cg_json_close_object(writer);
    }
    cg_json_close_array(writer);
}

static void add_pair(cg_json_writer *writer, const char *key, const cg_pair *pair) {
    cg_json_open_object(writer, key);
    cg_json_open_flat_array(writer, "via");
    bool direct = false;
    for (int i = 0; i < pair->via_count; i++) {
        direct = direct || pair->via[i][0] == '\0';
        if (pair->via[i][0] != '\0') {
            cg_json_string(writer, NULL, pair->via[i]);
        }
    }
    cg_json_close_array(writer);
    cg_json_boolean(writer, "direct", direct);
    cg_json_number(writer, "quantity", pair->quantity);
    cg_json_string(writer, "unit", pair->unit);
    cg_json_close_object(writer);
}

void cg_study_write_changes(cg_json_writer *writer, const char *key, const cg_pair_change *changes,
                            int count) {
    cg_json_open_array(writer, key);
    for (int i = 0; i < count; i++) {
        const cg_pair *pair = changes[i].after != NULL ? changes[i].after : changes[i].before;
        cg_json_open_object(writer, NULL);
        cg_json_string(writer, "from", pair->from);
        cg_json_string(writer, "to", pair->to);
        if (changes[i].before != NULL) {
            add_pair(writer, "before", changes[i].before);
        }
        if (changes[i].after != NULL) {
            add_pair(writer, "after", changes[i].after);
        }
        if (changes[i].before != NULL && changes[i].after != NULL) {
            cg_json_boolean(writer, "rerouted", changes[i].rerouted);
        }
        cg_json_close_object(writer);
    }
    cg_json_close_array(writer);
}

static void add_difference(cg_json_writer *writer, const cg_result *base, const cg_result *row) {
    cg_json_open_object(writer, "difference");
    cg_json_open_object(writer, "totals");
    cg_plan_write_fields(writer, cg_totals_fields, &row->totals, &base->totals);
    cg_json_number(writer, "emissions_saving",
                   row->totals.emissions_saving - base->totals.emissions_saving);
    cg_json_close_object(writer);
    cg_study_write_balance(writer, "planned", &row->planned, &base->planned);
    cg_json_integer(writer, "exchanges", row->pairs.count - base->pairs.count);
    cg_study_write_changes(writer, "gained", row->gained.items, row->gained.count);
    cg_study_write_changes(writer, "lost", row->lost.items, row->lost.count);
    cg_study_write_changes(writer, "changed", row->changed.items, row->changed.count);
    cg_json_close_object(writer);
}

static void add_certificate(cg_json_writer *writer, const cg_result *row) {
    cg_json_open_object(writer, "certificate");
    cg_json_number(writer, "bound", row->bound);
    cg_json_number(writer, "gap", row->gap);
    cg_json_number(writer, "primal_residual", row->primal_residual);
    cg_json_number(writer, "dual_residual", row->dual_residual);
    cg_json_close_object(writer);
}

static void add_law(cg_json_writer *writer, const cg_result *row) {
    cg_json_string(writer, "objective", row->objective);
    cg_json_string(writer, "rules", row->rules);
    cg_json_string(writer, "date", row->date);
    cg_json_strings(writer, "without", row->without, row->without_count);
    cg_json_strings(writer, "readings", row->readings, row->reading_count);
}

static void add_row(cg_json_writer *writer, const cg_comparison *comparison, const cg_result *row) {
    cg_json_open_object(writer, NULL);
    cg_json_string(writer, "id", row->id);
    cg_json_words_if(writer, "title", row->title);
    cg_json_string(writer, "based_on", row->based_on);
    if (row->based_on != NULL) {
        cg_json_open_object(writer, "changes");
        cg_json_strings(writer, "set", row->settings, row->setting_count);
        cg_json_strings(writer, "leave", row->leave, row->leave_count);
        cg_json_strings(writer, "join", row->join, row->join_count);
        cg_json_close_object(writer);
    }
    cg_json_string(writer, "status", row->status);
    add_problems(writer, row);
    add_law(writer, row);
    if (row->solved) {
        cg_plan_write_totals(writer, &row->totals);
        cg_study_write_balance(writer, "baseline", &row->baseline, NULL);
        cg_study_write_balance(writer, "planned", &row->planned, NULL);
        cg_json_integer(writer, "exchanges", row->pairs.count);
        add_certificate(writer, row);
    }
    if (row->conflicts.count > 0) {
        cg_plan_write_conflicts(writer, row->conflicts.items, row->conflicts.count);
    }
    if (row->compared) {
        add_difference(writer, &comparison->items.items[0], row);
    }
    cg_json_string(writer, "park_sha256", row->park_sha256);
    cg_json_close_object(writer);
}

const char *cg_report_study_json(cg_arena *arena, const cg_comparison *comparison,
                                 cg_language language, size_t *length) {
    (void)language; /* a machine's format is the same in every language */
    cg_json_writer writer = cg_json_write_start(arena);
    cg_json_open_object(&writer, NULL);
    cg_json_string(&writer, "format", "congsinh-study-result/1");
    cg_json_words_if(&writer, "title", comparison->title);
    cg_json_string(&writer, "park", comparison->park);
    cg_json_words_if(&writer, "park_name", comparison->park_name);
    cg_json_string(&writer, "currency", comparison->currency);
    cg_json_open_array(&writer, "scenarios");
    for (int i = 0; i < comparison->items.count; i++) {
        add_row(&writer, comparison, &comparison->items.items[i]);
    }
    cg_json_close_array(&writer);
    if (comparison->exceptions_file != NULL) {
        cg_json_open_array(&writer, "exceptions");
        for (int e = 0; e < comparison->exceptions.count; e++) {
            cg_json_words(&writer, NULL, comparison->exceptions.items[e]);
        }
        cg_json_close_array(&writer);
    }
    cg_json_open_object(&writer, "provenance");
    cg_json_string(&writer, "program", comparison->program);
    cg_json_string(&writer, "study_sha256", comparison->study_sha256);
    if (comparison->exceptions_file != NULL) {
        cg_json_string(&writer, "exceptions_file", comparison->exceptions_file);
        cg_json_string(&writer, "exceptions_sha256", comparison->exceptions_sha256);
    }
    cg_json_close_object(&writer);
    cg_json_close_object(&writer);
    return cg_json_finish(&writer, length);
}
