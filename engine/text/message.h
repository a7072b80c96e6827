/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every sentence the program says, in both languages. */
#ifndef CG_TEXT_MESSAGE_H
#define CG_TEXT_MESSAGE_H

#include "base/memory.h"

typedef enum cg_language { CG_ENGLISH, CG_VIETNAMESE, CG_LANGUAGES } cg_language;

/* One list per room, each line CG_MESSAGE(ID, "English", "tiếng Việt"); {1} {2} … stand for the
 * arguments, in any order; {1d} is a day, given as YYYY-MM-DD and told as the language writes it.
 * A missing translation does not compile. */
typedef enum cg_message_id {
#define CG_MESSAGE(id, english, vietnamese) CG_MSG_##id,
#include "text/messages.def"
#undef CG_MESSAGE
    CG_MESSAGE_COUNT
} cg_message_id;

/* The id's name ("UNKNOWN_KEY"): the stable code of a diagnostic in JSON. */
const char *cg_message_name(cg_message_id id);
/* The pattern, with its {1} {2}. */
const char *cg_message_pattern(cg_message_id id, cg_language language);
/* The sentence, arguments filled in, in `arena`. A {n} beyond the arguments is left out. */
const char *cg_message_fill(cg_arena *arena, cg_message_id id, cg_language language,
                            const char *const *arguments, int count);
/* The same with arguments in the call, ended by NULL. */
const char *cg_message(cg_arena *arena, cg_message_id id, cg_language language, ...)
    __attribute__((sentinel));

/* A text a person reads, as the data gives it: a string, or one per language. */
typedef struct cg_words {
    const char *in[CG_LANGUAGES]; /* NULL where not given */
} cg_words;
/* The words in `language`, else in the other, else `otherwise`. */
const char *cg_words_in(cg_words words, cg_language language, const char *otherwise);
/* Copies in another arena, for what outlives the first. */
cg_words cg_words_copy(cg_arena *arena, cg_words words);

#endif
