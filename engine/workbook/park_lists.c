/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists that cells choose from, each once, with what their words mean. */
#include "workbook/park_lists.h"

#include <string.h>

enum { HEADING_ROW = 1, FIRST_ROW = 2 };

static const struct {
    const char *word;
    cg_words meaning;
} closed[] = {
#define CG_LIST_WORD(listed, english, vietnamese)                                                  \
    {(listed), {{[CG_ENGLISH] = (english), [CG_VIETNAMESE] = (vietnamese)}}},
#include "workbook/list_words.def"
#undef CG_LIST_WORD
};

static void put(cg_book_lists *lists, int row, int column, const char *text, int style) {
    CG_PUSH(lists->arena, &lists->sheet.cells,
            ((cg_book_cell){
                .row = row, .column = column, .kind = CG_BOOK_TEXT, .text = text, .style = style}));
}

void cg_book_lists_start(cg_arena *arena, cg_book_lists *lists, cg_book *book,
                         const cg_knowledge *knowledge, cg_language language) {
    *lists =
        (cg_book_lists){.arena = arena,
                        .book = book,
                        .knowledge = knowledge,
                        .language = language,
                        .sheet = {.name = cg_words_in(cg_lists_sheet_name(), language, "Lists"),
                                  .tab = 0x9AA5A0,
                                  .frozen_rows = FIRST_ROW,
                                  .landscape = true}};
    cg_book_style style = {.colour = 0x14532D, .background = CG_NO_COLOUR, .italic = true};
    put(lists, 0, 0, cg_message(arena, CG_MSG_BOOK_LISTS_ABOUT, language, NULL),
        cg_book_style_of(arena, book, style));
    style = (cg_book_style){
        .colour = 0x14532D, .background = 0xDCEBE3, .bold = true, .wrap = true, .border = true};
    lists->heading = cg_book_style_of(arena, book, style);
    style = (cg_book_style){.colour = 0x1F2A25, .background = CG_NO_COLOUR};
    lists->word = cg_book_style_of(arena, book, style);
    style.colour = 0x5B6862;
    lists->meaning = cg_book_style_of(arena, book, style);
    CG_PUSH(arena, &lists->sheet.rows, ((cg_book_row){HEADING_ROW, 36}));
}

/* Factors share ids with what they are factors of. */
static bool is_of_factors(const cg_knowledge *knowledge, const char *const *words) {
    int count = 0;
    while (words[count] != NULL && count < knowledge->factors.count &&
           strcmp(words[count], knowledge->factors.items[count].id) == 0) {
        count++;
    }
    return count > 0 && words[count] == NULL;
}

/* "0.6592 kgCO2e/kWh", or NULL where it is made of another one. */
static const char *factor_value(const cg_book_lists *lists, const char *word) {
    int index = cg_map_find(lists->knowledge->factor_ids, word);
    return cg_json_member_text(lists->knowledge->factors.items[index].entry, "value");
}

/* What a word stands for, or NULL. */
static const char *meaning_of(const cg_book_lists *lists, const char *const *words,
                              const char *word) {
    const cg_knowledge *knowledge = lists->knowledge;
    if (is_of_factors(knowledge, words)) {
        return factor_value(lists, word);
    }
    int index = cg_map_find(knowledge->resource_ids, word);
    if (index != CG_NONE) {
        return cg_words_in(knowledge->resources.items[index].name, lists->language, NULL);
    }
    index = cg_map_find(knowledge->mode_ids, word);
    if (index != CG_NONE) {
        return cg_words_in(knowledge->modes.items[index].name, lists->language, NULL);
    }
    index = cg_map_find(knowledge->fact_ids, word);
    if (index != CG_NONE) {
        return cg_words_in(knowledge->fact_kinds.items[index].name, lists->language, NULL);
    }
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++) {
        if (strcmp(closed[i].word, word) == 0) {
            return cg_words_in(closed[i].meaning, lists->language, NULL);
        }
    }
    return NULL;
}

static bool is_same(const char *const *one, const char *const *other) {
    int i = 0;
    while (one[i] != NULL && other[i] != NULL && strcmp(one[i], other[i]) == 0) {
        i++;
    }
    return one[i] == NULL && other[i] == NULL;
}

static void add_column(cg_book_lists *lists, int column, double width) {
    CG_PUSH(lists->arena, &lists->sheet.columns,
            ((cg_book_column){.column = column, .width = width, .style = CG_NONE}));
}

/* One column of words and, where any has one, one of meanings. */
static cg_book_range add_list(cg_book_lists *lists, const char *const *words, const char *heading) {
    int column = lists->columns++, count = 0;
    bool explained = false;
    put(lists, HEADING_ROW, column, heading, lists->heading);
    for (; words[count] != NULL; count++) {
        const char *meaning = meaning_of(lists, words, words[count]);
        put(lists, FIRST_ROW + count, column, words[count], lists->word);
        if (meaning != NULL) {
            put(lists, FIRST_ROW + count, column + 1, meaning, lists->meaning);
            explained = true;
        }
    }
    add_column(lists, column, explained ? 26 : 18);
    if (explained) {
        put(lists, HEADING_ROW, lists->columns,
            cg_message(lists->arena, CG_MSG_BOOK_MEANING, lists->language, NULL), lists->heading);
        add_column(lists, lists->columns++, 44);
    }
    return (cg_book_range){lists->sheet.name, FIRST_ROW, column, FIRST_ROW + count - 1, column};
}

cg_book_range cg_book_lists_range(cg_book_lists *lists, const char *const *words,
                                  const char *heading) {
    for (int i = 0; i < lists->items.count; i++) {
        if (is_same(lists->items.items[i].words, words)) {
            return lists->items.items[i].range;
        }
    }
    cg_book_list list = {words, add_list(lists, words, heading)};
    CG_PUSH(lists->arena, &lists->items, list);
    return list.range;
}
