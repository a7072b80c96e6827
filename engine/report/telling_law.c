/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the law asks of a plan, in words: permits to obtain, and how open questions were read. */
#include "report/telling.h"

static const char *months_of(const cg_telling *t, const cg_permit *permit) {
    const char *least = cg_figure_short(t->arena, permit->months_least, t->language);
    if (permit->months_least == permit->months_most) {
        return cg_tell(t, CG_MSG_PERMIT_MONTHS, least, NULL);
    }
    return cg_tell(t, CG_MSG_PERMIT_MONTHS_RANGE, least,
                   cg_figure_short(t->arena, permit->months_most, t->language), NULL);
}

const char *cg_tell_permit(const cg_telling *t, int index) {
    const cg_permit *permit = &t->plan->permits.items[index];
    cg_text told = cg_text_start(t->arena);
    cg_text_add(&told, cg_tell(t, CG_MSG_REPORT_PERMIT, cg_tell_name(t, permit->name, permit->id),
                               cg_tell_plain(t->arena, permit->id),
                               cg_format(t->arena, "%d", permit->needed), NULL));
    cg_text_addf(&told, "; %s",
                 permit->cost_known
                     ? cg_tell(t, CG_MSG_REPORT_PERMIT_COST, cg_tell_money(t, permit->cost), NULL)
                     : cg_tell(t, CG_MSG_PERMIT_COST_UNKNOWN, NULL));
    if (permit->has_months) {
        cg_text_addf(&told, "; %s", months_of(t, permit));
    }
    const char *authority = cg_words_in(permit->authority, t->language, NULL);
    if (authority != NULL) {
        cg_text_addf(&told, "; %s",
                     cg_tell(t, CG_MSG_PERMIT_AUTHORITY, cg_tell_plain(t->arena, authority), NULL));
    }
    cg_text_add(&told, ".");
    if (permit->uncertain) {
        cg_text_addf(&told, " %s", cg_tell(t, CG_MSG_REASON_RULE_UNCERTAIN, NULL));
    }
    return told.bytes;
}

const char *cg_tell_permit_shortly(const cg_telling *t, int index) {
    const cg_permit *permit = &t->plan->permits.items[index];
    const char *authority = cg_words_in(permit->authority, t->language, NULL);
    cg_text told = cg_text_start(t->arena);
    cg_text_add(&told, cg_tell_name(t, permit->name, permit->id));
    if (permit->has_months) {
        cg_text_addf(&told, "; %s", months_of(t, permit));
    }
    if (authority != NULL) {
        cg_text_addf(&told, "; %s",
                     cg_tell(t, CG_MSG_PERMIT_AUTHORITY, cg_tell_plain(t->arena, authority), NULL));
    }
    return told.bytes;
}

const char *cg_tell_reading(const cg_telling *t, int index) {
    const cg_plan_reading *reading = &t->plan->readings.items[index];
    const char *title = cg_tell_name(t, reading->reading_title, reading->reading);
    if (t->edition.audience == CG_FOR_ANALYST) { /* as --reading takes it */
        title = cg_format(t->arena, "%s (%s)", title, cg_tell_plain(t->arena, reading->reading));
    }
    return cg_tell(t, reading->open ? CG_MSG_REPORT_READING : CG_MSG_REPORT_VARIANT,
                   cg_tell_name(t, reading->question_title, reading->question), title, NULL);
}
