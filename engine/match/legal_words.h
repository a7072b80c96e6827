/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Permits and readings in words. */
#ifndef CG_MATCH_LEGAL_WORDS_H
#define CG_MATCH_LEGAL_WORDS_H

#include "match/matches.h"

/* A permit: its name, rule, cost, months and who decides: "Adjusted environmental permit (VN-…):
 * 250 million VND once, 3 to 9 months, decided by …". */
const char *cg_permit_words(cg_arena *arena, const cg_law *law, const cg_rule *rule, bool certain,
                            const char *currency, cg_language language);
/* The reading of a question that is taken, by its title. */
const char *cg_reading_words(const cg_law *law, int question, cg_language language);
/* Those of the other readings that turn what is said of an exchange: "\"…\" or \"…\"". */
const char *cg_other_readings_words(cg_arena *arena, const cg_law *law,
                                    const cg_exchange_case *exchange, int question,
                                    cg_language language);
/* What the readings of an open question say of an exchange: "…: read here as …; it may also be read
 * as …, and then the answer is another". */
const char *cg_question_words(cg_arena *arena, const cg_law *law, const cg_exchange_case *exchange,
                              int question, cg_language language);

#endif
