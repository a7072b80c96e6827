/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan for those who live in spreadsheets: a sheet for each part of the report. */
#include "report/report.h"

#include "report/plan_book.h"

/* Small currencies have decimals, in others nobody counts them. */
static const char *money_format(const cg_telling *t) {
    return t->money.divide > 1 || t->money.decimals == 0 ? "#,##0" : "#,##0.00";
}

static void add_plan(cg_plan_book *book) {
    cg_plan_book_charts(book);
    cg_plan_book_exchanges(book);
    cg_plan_book_parties(book);
    cg_plan_book_wasted(book);
    cg_plan_book_permits(book);
    cg_plan_book_rules(book);
    cg_plan_book_figures(book);
}

cg_book *cg_plan_book_of(const cg_telling *telling) {
    cg_book *book = CG_NEW(telling->arena, cg_book);
    book->title = cg_tell(telling, CG_MSG_REPORT_TITLE, cg_tell_park(telling), NULL);
    cg_plan_book making = {telling, book, money_format(telling), CG_NONE};
    cg_plan_book_summary(&making);
    bool planned = !cg_tells_no_plan(telling);
    if (planned) {
        add_plan(&making);
    }
    cg_plan_book_criteria(&making);
    if (planned) {
        cg_plan_book_rejected(&making);
        cg_plan_book_confirm(&making);
        cg_plan_book_policy(&making);
    }
    cg_plan_book_provenance(&making);
    return book;
}

const char *cg_report_workbook(cg_arena *arena, const cg_plan *plan, const cg_edition *edition,
                               cg_language language, size_t *length) {
    cg_telling telling = cg_telling_for(arena, plan, edition, language);
    /* No cell can be too long (plan_book.c): what is left to fail is the machine. */
    cg_diagnostics unheard = {.arena = arena};
    return cg_book_bytes(arena, &unheard, cg_plan_book_of(&telling), length);
}
