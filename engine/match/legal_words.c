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

const char *cg_question_words(cg_arena *arena, const cg_law *law, int question,
                              cg_language language) {
    const cg_legal_question *of = &law->pack->questions.items[question];
    cg_text others = cg_text_start(arena);
    for (int r = 0; r < of->readings.count; r++) {
        if (r != law->reading[question]) {
            cg_text_addf(
                &others, "%s\"%s\"", others.length > 0 ? ", " : "",
                cg_words_in(of->readings.items[r].title, language, of->readings.items[r].id));
        }
    }
    const cg_reading *taken = &of->readings.items[law->reading[question]];
    return cg_message(arena, CG_MSG_QUESTION_OPEN, language,
                      cg_words_in(of->title, language, of->id),
                      cg_words_in(taken->title, language, taken->id), others.bytes, NULL);
}
