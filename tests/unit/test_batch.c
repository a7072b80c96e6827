/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Batches: the journal holds against cut and foreign lines, and currencies are never added. */
#include "base/file.h"
#include "base/journal.h"
#include "report/report_batch.h"
#include "scratch.h"
#include "study/batch.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

#define KEY(digit) digit digit digit digit digit digit digit digit
#define ROW_KEY(digit) KEY(KEY(digit))

static cg_batch_row row_of(const char *key, const char *park, const char *currency, double saving) {
    return (cg_batch_row){.key = key,
                          .park = park,
                          .name = {{"One", "Một \"hai\"\n"}},
                          .status = "optimal",
                          .solved = true,
                          .currency = currency,
                          .firms = 7,
                          .exchanges = 3,
                          .totals = {.net_saving = saving, .investment = 2 * saving},
                          .water_saved = 0.1 + 0.2,
                          .gap = 1e-9};
}

static const char *line_of(scratch *s, const char *key, const char *park, size_t *length) {
    cg_batch_row row = row_of(key, park, "VND", 12.5);
    cg_batch_file file = {"plan.json", "abc"};
    cg_batch_rate rate = {"USD", 25000};
    cg_problem problem = {CG_ERROR, "CODE", "firms.a", {{"in English", "tiếng Việt"}}};
    row.totals.pays_back = true;
    row.totals.payback_years = 2;
    CG_PUSH(s->arena, &row.files, file);
    CG_PUSH(s->arena, &row.rates, rate);
    CG_PUSH(s->arena, &row.problems, problem);
    row.errors = 1;
    row.sha256 = "of the park";
    row.base = "of the options";
    row.criteria = (cg_batch_criteria){"vn-eip", true, 9, {3, 4}, {2, 1}};
    return cg_batch_line(s->arena, &row, length);
}

Test(batch, a_line_reads_back_as_it_was_written) {
    SCRATCH_START(s);
    size_t length = 0;
    cg_batch_row row;
    const char *line = line_of(&s, ROW_KEY("a"), "p", &length);
    cr_assert_eq(strcspn(line, "\n"), length - 1, "more than one line: %s", line);
    cr_assert(cg_batch_line_read(s.arena, &row, line, length));
    cr_expect_str_eq(row.key, ROW_KEY("a"));
    cr_expect_str_eq(row.park, "p");
    cr_expect_str_eq(row.name.in[CG_VIETNAMESE], "Một \"hai\"\n");
    cr_expect(row.solved && row.totals.pays_back);
    cr_expect_eq(row.firms, 7);
    cr_expect_eq(row.exchanges, 3);
    cr_expect_eq(row.totals.net_saving, 12.5);
    cr_expect_eq(row.totals.investment, 25);
    cr_expect_eq(row.totals.payback_years, 2);
    cr_expect_eq(row.water_saved, 0.1 + 0.2, "not exact");
    cr_expect_eq(row.gap, 1e-9);
    cr_expect_str_eq(row.sha256, "of the park");
    cr_expect_str_eq(row.base, "of the options");
    cr_expect_str_eq(row.criteria.framework, "vn-eip");
    cr_expect(row.criteria.has_after);
    cr_expect_eq(row.criteria.of, 9);
    cr_expect_eq(row.criteria.met[0], 3);
    cr_expect_eq(row.criteria.met[1], 4);
    cr_expect_eq(row.criteria.without_data[0], 2);
    cr_expect_eq(row.criteria.without_data[1], 1);
    cr_assert_eq(row.rates.count, 1);
    cr_expect_eq(row.rates.items[0].worth, 25000);
    cr_assert_eq(row.files.count, 1);
    cr_expect_str_eq(row.files.items[0].sha256, "abc");
    cr_expect_str_eq(cg_batch_row_reason(s.arena, &row, CG_VIETNAMESE), "firms.a: tiếng Việt");
    SCRATCH_END(s);
}

/* What the journal keeps of a conflict is told as the park's own report tells it, after a restart
 * too: 10 t are stated, 40 t are needed; of the money nothing helps. */
Test(batch, a_conflict_is_told_in_words) {
    SCRATCH_START(s);
    size_t length = 0;
    cg_batch_row row = {
        .key = ROW_KEY("a"), .park = "p", .status = "infeasible", .currency = "VND", .errors = 1};
    cg_problem problem = {CG_ERROR, "REQUIREMENTS_CONFLICT", NULL, {{"waste_disposed_max", NULL}}};
    CG_PUSH(s.arena, &row.conflicts, ((cg_conflict){"waste_disposed_max", 10, 40, "t", NULL}));
    CG_PUSH(s.arena, &row.conflicts, ((cg_conflict){"net_saving_min", 7, (double)NAN, "VND", NULL}));
    CG_PUSH(s.arena, &row.problems, problem);
    const char *line = cg_batch_line(s.arena, &row, &length);
    cg_batch_row again;
    cr_assert(cg_batch_line_read(s.arena, &again, line, length));
    cr_expect_str_eq(cg_batch_reason(s.arena, &again, CG_ENGLISH),
                     "most waste disposed of: stated 10 t; with the other requirements held "
                     "40 t would be enough; least net saving: stated 7 VND");
    cr_expect_str_eq(cg_batch_reason(s.arena, &again, CG_VIETNAMESE),
                     cg_batch_reason(s.arena, &row, CG_VIETNAMESE));
    again.conflicts.count = 0; /* a line of an earlier version */
    cr_expect_str_eq(cg_batch_reason(s.arena, &again, CG_ENGLISH), "waste_disposed_max");
    SCRATCH_END(s);
}

/* Every beginning of a line is no line; only the whole one is. */
Test(batch, a_cut_line_is_none) {
    SCRATCH_START(s);
    size_t length = 0;
    const char *line = line_of(&s, ROW_KEY("a"), "p", &length);
    for (size_t cut = 0; cut < length - 1; cut++) {
        cg_batch_row row;
        cr_assert(!cg_batch_line_read(s.arena, &row, line, cut), "%zu bytes are a line", cut);
    }
    SCRATCH_END(s);
}

Test(batch, foreign_lines_are_passed_over_and_counted) {
    static const char *const foreign[] = {
        "",
        "null",
        "[1]",
        "hello",
        "{\"format\": \"congsinh-park/1\"}",
        "{\"format\": \"congsinh-batch-row/1\"}",
        "{\"format\": \"congsinh-batch-row/1\", \"key\": \"short\", \"status\": \"failed\"}",
        "{\"format\": \"congsinh-batch-row/1\", \"key\": \"" ROW_KEY(
            "b") "\", \"status\": \"fine\"}",
        /* A plan's row without its figures or files. */
        "{\"format\": \"congsinh-batch-row/1\", \"key\": \"" ROW_KEY(
            "b") "\", \"status\": \"optimal\"}",
        "{\"format\": \"congsinh-batch-row/1\", \"key\": \"" ROW_KEY(
            "b") "\", \"park\": \"p\", "
                 "\"currency\": \"VND\", \"totals\": {}, \"status\": \"limit\"}",
        "\xff\xfe",
    };
    SCRATCH_START(s);
    enum { FOREIGN = sizeof foreign / sizeof *foreign };
    size_t length = 0;
    cg_text text = cg_text_start(s.arena);
    for (size_t i = 0; i < FOREIGN; i++) {
        cg_text_addf(&text, "%s\n", foreign[i]);
        cg_text_add(&text, i == 4 ? line_of(&s, ROW_KEY("a"), "first", &length) : "");
    }
    cg_text_add(&text, line_of(&s, ROW_KEY("a"), "last", &length));
    cg_text_add(&text, "{\"format\": \"congsinh-batch-row/1\", \"key\": \"" ROW_KEY(
                           "c") "\", "
                                "\"status\": \"failed\"}\n");
    cg_batch_journal *journal = cg_batch_journal_read(s.arena, text.bytes);
    cr_expect_eq(journal->foreign, FOREIGN, "%d foreign", journal->foreign);
    cr_expect_eq(cg_map_count(journal->by_key), 2);
    int found = cg_map_find(journal->by_key, ROW_KEY("a"));
    cr_assert_neq(found, CG_NONE);
    cr_expect_str_eq(journal->items.items[found].park, "last", "not the last line of a key");
    SCRATCH_END(s);
}

Test(batch, a_journal_loses_its_half_line_alone) {
    SCRATCH_START(s);
    char folder[] = "/tmp/congsinh-test-XXXXXX";
    cr_assert_not_null(mkdtemp(folder));
    const char *path = cg_format(s.arena, "%s/journal.jsonl", folder);
    cr_assert(cg_file_write(&s.diagnostics, path, "one\ntwo\nthr", 11));
    cg_journal journal = {.descriptor = -1};
    char *bytes = NULL;
    cr_assert(cg_journal_open(&journal, s.arena, &s.diagnostics, path, &bytes));
    cr_expect_str_eq(bytes, "one\ntwo\n");
    cr_expect(journal.cut);
    cr_assert(cg_journal_append(&journal, &s.diagnostics, "four\n", 5));
    cg_journal_close(&journal);
    cr_assert(cg_journal_open(&journal, s.arena, &s.diagnostics, path, &bytes));
    cr_expect_str_eq(bytes, "one\ntwo\nfour\n");
    cr_expect_not(journal.cut);
    cg_journal_close(&journal);
    unlink(path);
    rmdir(folder);
    cr_expect_not(cg_journal_open(&journal, s.arena, &s.diagnostics, path, &bytes));
    cr_expect_str_eq(scratch_said(&s), "FILE_NO_SUCH_FOLDER");
    cg_journal_close(&journal);
    SCRATCH_END(s);
}

/* 100 USD in a VND park that says 25,000 VND/USD: 2,500,000 VND are 100 USD. */
Test(batch, money_is_added_in_one_currency_only) {
    SCRATCH_START(s);
    cg_batch_row rows[] = {row_of(ROW_KEY("a"), "a", "USD", 100),
                           row_of(ROW_KEY("b"), "b", "VND", 2500000),
                           row_of(ROW_KEY("c"), "c", "EUR", 7),
                           row_of(ROW_KEY("d"), "d", "VND", 0),
                           {.status = "failed"}};
    cg_batch_rate dollar = {"USD", 25000};
    CG_PUSH(s.arena, &rows[1].rates, dollar);
    cg_batch_sum sum = cg_batch_sum_of(rows, 5);
    cr_expect_eq(sum.parks, 5);
    cr_expect_eq(sum.solved, 4);
    cr_expect_eq(sum.firms, 28);
    /* USD leads to a and b, VND to b and d: two each; VND has more of its own. */
    cr_expect_str_eq(sum.currency, "VND");
    cr_expect_eq(sum.counted, 2);
    cr_expect_eq(sum.net_saving, 2500000);
    CG_PUSH(s.arena, &rows[3].rates, dollar);
    sum = cg_batch_sum_of(rows, 5);
    cr_expect_str_eq(sum.currency, "USD");
    cr_expect_eq(sum.counted, 3);
    cr_expect_eq(sum.net_saving, 200);
    cr_expect_eq(sum.investment, 400);
    cr_expect(isnan(cg_batch_in(&rows[2], 7, "USD")));
    cr_expect_eq(cg_batch_in(&rows[2], 7, "EUR"), 7);
    cr_expect_null(cg_batch_sum_of(rows + 4, 1).currency);
    SCRATCH_END(s);
}

/* Sums stand beside each other: two parks in VND, one in USD; 2 x 2 x 50 of investment pay back in
 * 200 / 100 years. A park in conflict stands after its plan as it stands today. */
Test(batch, sums_by_currency_state_and_criterion) {
    SCRATCH_START(s);
    cg_batch_row rows[] = {row_of(ROW_KEY("a"), "a", "VND", 50),
                           row_of(ROW_KEY("b"), "b", "USD", 7),
                           row_of(ROW_KEY("c"), "c", "VND", 50),
                           {.status = "infeasible"},
                           {.status = NULL}};
    rows[0].criteria = (cg_batch_criteria){"vn-eip", true, 9, {3, 4}, {3, 2}};
    rows[3].criteria = (cg_batch_criteria){"vn-eip", false, 9, {5, 0}, {1, 0}};
    cg_batch_money *money;
    cr_assert_eq(cg_batch_money_of(s.arena, rows, 5, &money), 2);
    cr_expect_str_eq(money[0].currency, "VND");
    cr_expect_eq(money[0].parks, 2);
    cr_expect_eq(money[0].net_saving, 100);
    cr_expect_eq(money[0].investment, 200);
    cr_expect_eq(money[0].payback_years, 2);
    cr_expect_str_eq(money[1].currency, "USD");
    cr_expect_eq(money[1].net_saving, 7);
    cg_batch_sum sum = cg_batch_sum_of(rows, 5);
    const int states[CG_BATCH_STATUSES] = {3, 0, 1, 0, 0, 1};
    for (int i = 0; i < CG_BATCH_STATUSES; i++) {
        cr_expect_eq(sum.by_status[i], states[i], "%s", cg_batch_status_id(i));
    }
    cr_expect_eq(sum.assessed, 2);
    cr_expect_eq(sum.criteria.of, 18);
    cr_expect_eq(sum.criteria.met[0], 8);
    cr_expect_eq(sum.criteria.met[1], 9);
    cr_expect_eq(sum.criteria.without_data[1], 3);
    rows[0].totals.net_saving = rows[2].totals.net_saving = -1;
    cg_batch_money_of(s.arena, rows, 5, &money);
    cr_expect_not(money[0].pays_back, "a loss pays nothing back");
    SCRATCH_END(s);
}
