/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Permits and readings in words. */
#include "match/legal_words.h"

#include "text/figures.h"

#include <string.h>

static const char *months_words(cg_arena *arena, const cg_permit_terms *terms,
                                cg_language language) {
    const char *least = cg_figure_short(arena, terms->months_least, language);
    if (terms->months_least == terms->months_most) {
        return cg_message(arena, CG_MSG_PERMIT_MONTHS, language, least, NULL);
    }
    return cg_message(arena, CG_MSG_PERMIT_MONTHS_RANGE, language, least,
                      cg_figure_short(arena, terms->months_most, language), NULL);
}

const char *cg_permit_words(cg_arena *arena, const cg_law *law, const cg_rule *rule, bool certain,
                            const char *currency, cg_language language) {
    const cg_permit_terms *terms = rule->terms;
    cg_text told = cg_text_start(arena);
    cg_text_addf(&told, "%s (%s): ", cg_words_in(terms->name, language, rule->id), rule->id);
    cg_text_add(
        &told, terms->cost.given
                   ? cg_message(arena, CG_MSG_PERMIT_COST, language,
                                cg_figure_money(arena, terms->cost.value, currency, language), NULL)
                   : cg_message(arena, CG_MSG_PERMIT_COST_UNKNOWN, language, NULL));
    if (terms->has_months) {
        cg_text_addf(&told, "; %s", months_words(arena, terms, language));
    }
    const cg_authority *authority =
        terms->authority == NULL ? NULL : cg_authority_on(law->pack, terms->authority, law->date);
    if (authority != NULL) {
        cg_text_addf(&told, "; %s",
                     cg_message(arena, CG_MSG_PERMIT_AUTHORITY, language,
                                cg_words_in(authority->name, language, authority->id), NULL));
    }
    if (!certain) {
        cg_text_addf(&told, "; %s", cg_message(arena, CG_MSG_PERMIT_PERHAPS, language, NULL));
    }
    return told.bytes;
}

const char *cg_reading_words(const cg_law *law, int question, cg_language language) {
    const cg_legal_question *of = &law->pack->questions.items[question];
    const cg_reading *taken = &of->readings.items[law->reading[question]];
    return cg_words_in(taken->title, language, taken->id);
}

/* Readings but the one taken, in quotes; `turning`: only those that turn the verdict. */
static const char *list_readings(cg_arena *arena, const cg_law *law,
                                 const cg_exchange_case *turning, int question,
                                 cg_language language) {
    const cg_legal_question *of = &law->pack->questions.items[question];
    const char * or = cg_message(arena, CG_MSG_QUESTION_OR, language, NULL);
    cg_text list = cg_text_start(arena);
    for (int r = 0; r < of->readings.count; r++) {
        if (r != law->reading[question] &&
            (turning == NULL || cg_law_turns(law, turning, question, r))) {
            const cg_reading *reading = &of->readings.items[r];
            cg_text_addf(&list, "%s\"%s\"", list.length > 0 ? or : "",
                         cg_words_in(reading->title, language, reading->id));
        }
    }
    return list.bytes;
}

const char *cg_other_readings_words(cg_arena *arena, const cg_law *law,
                                    const cg_exchange_case *exchange, int question,
                                    cg_language language) {
    const char *turning = list_readings(arena, law, exchange, question, language);
    /* What turns on another output of a plant's mix no reading turns by itself. */
    return *turning != '\0' ? turning : list_readings(arena, law, NULL, question, language);
}

const char *cg_question_words(cg_arena *arena, const cg_law *law, const cg_exchange_case *exchange,
                              int question, cg_language language) {
    const cg_legal_question *of = &law->pack->questions.items[question];
    return cg_message(arena, CG_MSG_QUESTION_OPEN, language,
                      cg_words_in(of->title, language, of->id),
                      cg_reading_words(law, question, language),
                      cg_other_readings_words(arena, law, exchange, question, language), NULL);
}
