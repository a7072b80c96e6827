/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The candidate exchanges as "congsinh-matches/1". */
#include "report/report_matches.h"

#include <math.h>
#include <string.h>

#include "base/json.h"
#include "report/match_rows.h"

/* One list being written. */
typedef struct page {
    cg_arena *arena; /* for one row: emptied after each, for there may be millions */
    const cg_matches *matches;
    cg_json_writer out;
} page;

/* The figures that a quality was held against, in the parameter's own unit. */
static void write_quality(page *p, const cg_match_row *row) {
    cg_quality_case asked;
    const cg_knowledge *knowledge = p->matches->park->knowledge;
    if (row->finding.parameter == CG_NONE || !cg_match_quality(&asked, p->matches, row)) {
        return;
    }
    const cg_parameter *parameter = &knowledge->parameters.items[row->finding.parameter];
    cg_limit limit = cg_limit_at(asked.limits, row->finding.parameter);
    cg_quality received =
        cg_quality_after(asked.quality, asked.substitution, row->finding.parameter);
    double unit = parameter->unit_factor > 0 ? parameter->unit_factor : 1;
    cg_json_string(&p->out, "parameter", parameter->id);
    cg_json_string(&p->out, "unit", parameter->unit);
    cg_json_string(&p->out, "of", asked.of);
    if (limit.has_min) {
        cg_json_number(&p->out, "limit_min", limit.min / unit);
    }
    if (limit.has_max) {
        cg_json_number(&p->out, "limit", limit.max / unit);
    }
    if (received.known) {
        cg_json_number(&p->out, "value", received.value / unit);
        return;
    }
    int count;
    const char **ids = cg_quality_not_stated(p->arena, knowledge, &asked, &count);
    cg_json_strings(&p->out, "measure", ids, count);
}

static void write_reason(page *p, const cg_match_row *row) {
    const char *vietnamese = cg_match_reason(p->arena, p->matches, row, CG_VIETNAMESE);
    if (vietnamese == NULL) {
        return;
    }
    cg_json_open_object(&p->out, "reason");
    cg_json_string(&p->out, "code", cg_reason_code(&row->finding));
    write_quality(p, row);
    cg_json_string_if(&p->out, "missing", row->finding.missing);
    cg_json_string(&p->out, "vi", vietnamese);
    cg_json_string(&p->out, "en", cg_match_reason(p->arena, p->matches, row, CG_ENGLISH));
    cg_json_close_object(&p->out);
}

static void write_exceptions(page *p, const cg_match_row *row) {
    int *exceptions;
    int count = cg_match_exceptions(p->arena, p->matches, row, &exceptions);
    if (count > 0) {
        cg_json_integers(&p->out, "exceptions", exceptions, count);
    }
}

static void write_permit(page *p, const cg_ruled *ruled) {
    const cg_law *law = p->matches->law;
    const cg_rule *rule = law->rules[ruled->rule];
    const cg_permit_terms *terms = rule->terms;
    const cg_authority *authority =
        terms->authority == NULL ? NULL : cg_authority_on(law->pack, terms->authority, law->date);
    cg_json_open_object(&p->out, NULL);
    cg_json_string(&p->out, "rule", rule->id);
    cg_json_words(&p->out, "name", terms->name);
    cg_json_number(&p->out, "cost", terms->cost.given ? terms->cost.value : (double)NAN);
    if (terms->has_months) {
        cg_json_number(&p->out, "months_least", terms->months_least);
        cg_json_number(&p->out, "months_most", terms->months_most);
    }
    if (authority != NULL) {
        cg_json_words(&p->out, "authority", authority->name);
    }
    cg_json_boolean(&p->out, "certain", ruled->certain);
    cg_json_close_object(&p->out);
}

/* The reading of an open question that decides, and what else it may be read as. */
static void write_question(page *p, int question) {
    const cg_law *law = p->matches->law;
    const cg_legal_question *of = &law->pack->questions.items[question];
    cg_json_open_object(&p->out, "open");
    cg_json_string(&p->out, "question", of->id);
    cg_json_string(&p->out, "reading", of->readings.items[law->reading[question]].id);
    cg_json_open_flat_array(&p->out, "readings");
    for (int r = 0; r < of->readings.count; r++) {
        cg_json_string(&p->out, NULL, of->readings.items[r].id);
    }
    cg_json_close_array(&p->out);
    cg_json_close_object(&p->out);
}

/* The rules behind a verdict, the permits among them, the open question that it turns on. */
static void write_law_of(page *p, const cg_match_row *row) {
    cg_match_law of = cg_match_law_of(p->arena, p->matches, row);
    bool permits = false;
    cg_json_open_flat_array(&p->out, "rules");
    for (int i = 0; i < of.rule_count; i++) {
        cg_json_string(&p->out, NULL, of.rules[i]->id);
    }
    cg_json_close_array(&p->out);
    if (of.uncertain) {
        cg_json_boolean(&p->out, "uncertain", true);
    }
    for (int i = 0; i < of.behind_count; i++) {
        permits = permits || of.behind[i].ruling.kind == CG_RULING_PERMIT;
    }
    if (permits) {
        cg_json_open_array(&p->out, "permits");
        for (int i = 0; i < of.behind_count; i++) {
            if (of.behind[i].ruling.kind == CG_RULING_PERMIT) {
                write_permit(p, &of.behind[i]);
            }
        }
        cg_json_close_array(&p->out);
    }
    if (row->finding.question != CG_NONE) {
        write_question(p, row->finding.question);
    }
}

static void write_row(page *p, const cg_match_row *row) {
    const cg_knowledge *knowledge = p->matches->park->knowledge;
    cg_json_open_object(&p->out, NULL);
    cg_json_string(&p->out, "from", row->from);
    cg_json_string(&p->out, "to", row->to);
    cg_json_strings(&p->out, "via", &row->via, row->via == NULL ? 0 : 1);
    if (row->pass_through) {
        cg_json_boolean(&p->out, "pass_through", true);
    }
    cg_json_string(&p->out, "mode",
                   row->mode == CG_NONE ? NULL : knowledge->modes.items[row->mode].id);
    cg_json_string(&p->out, "resource", knowledge->resources.items[row->resource].id);
    cg_json_string(&p->out, "input_resource", knowledge->resources.items[row->input_resource].id);
    cg_json_number(&p->out, "distance_km", row->km);
    cg_json_number(&p->out, "delivered", row->delivered);
    cg_json_string(&p->out, "verdict", cg_verdict_id(row->finding.verdict));
    write_law_of(p, row);
    write_reason(p, row);
    write_exceptions(p, row);
    if (row->running) {
        cg_json_boolean(&p->out, "running", true);
    }
    if (row->assumed) {
        cg_json_boolean(&p->out, "assumed_at_limit", true);
    }
    cg_json_close_object(&p->out);
}

static void write_law(page *p) {
    const cg_law *law = p->matches->law;
    cg_json_string(&p->out, "park", p->matches->park->id);
    cg_json_string(&p->out, "rules", cg_match_pack(law));
    cg_json_string(&p->out, "date", law->date);
    cg_json_strings(&p->out, "without", law->without, law->without_count);
    if (law->exceptions != NULL) {
        cg_json_string(&p->out, "exceptions_file", law->exceptions->file);
        cg_json_string(&p->out, "exceptions_sha256", law->exceptions->sha256);
        cg_exceptions_write(&p->out, "exceptions", law->exceptions->items.items,
                            law->exceptions->items.count);
    }
}

/* What a large park has too much of to list: how many, for which cause. */
static void write_not_listed(page *p, const cg_match_rows *rows) {
    if (rows->listed[CG_IMPOSSIBLE] == rows->counts[CG_IMPOSSIBLE]) {
        return;
    }
    cg_json_open_object(&p->out, "not_listed");
    for (int obstacle = 0; obstacle < CG_OBSTACLES; obstacle++) {
        if (rows->impossible[obstacle] > 0) {
            cg_finding finding = {.verdict = CG_IMPOSSIBLE, .obstacle = (cg_obstacle)obstacle};
            cg_json_integer(&p->out, cg_reason_code(&finding), rows->impossible[obstacle]);
        }
    }
    cg_json_close_object(&p->out);
}

const char *cg_report_matches_json(cg_arena *arena, const cg_matches *matches, size_t *length) {
    page p = {cg_arena_within(arena), matches, cg_json_write_start(arena)};
    cg_match_rows rows = cg_match_rows_of(arena, matches);
    cg_json_open_object(&p.out, NULL);
    cg_json_string(&p.out, "format", "congsinh-matches/1");
    write_law(&p);
    cg_json_open_object(&p.out, "counts");
    for (int v = 0; v < CG_VERDICTS; v++) {
        cg_json_integer(&p.out, cg_verdict_id(v), rows.counts[v]);
    }
    cg_json_close_object(&p.out);
    write_not_listed(&p, &rows);
    cg_json_open_array(&p.out, "candidates");
    for (int i = 0; i < rows.items.count; i++) {
        cg_match_row row = cg_match_row_at(&rows, i);
        write_row(&p, &row);
        cg_arena_empty(p.arena);
    }
    cg_json_close_array(&p.out);
    cg_json_close_object(&p.out);
    return cg_json_finish(&p.out, length);
}
