/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables without a park: what is asked for, and an example of what to write. */
#include "tables/filling.h"

#include "base/number.h"

#include <string.h>

/* What an item is for, and an example where that does not hold it already. */
static const char *help_of(const cg_filling *f, const cg_park_entry *item) {
    cg_language language = f->how->language;
    const char *help = cg_words_in(item->help, language, "");
    const char *example = cg_example_in(item->example, item->example_vi, language);
    if (example == NULL || strstr(help, example) != NULL) {
        return help;
    }
    return cg_format(f->arena, "%s%s%s: %s.", help, help[0] != '\0' ? " " : "",
                     language == CG_ENGLISH ? "Example" : "Ví dụ", example);
}

/* Every item with its explanation, and no value. */
static void fill_items(cg_filling *f) {
    cg_park_items items = cg_park_items_of(f->arena, f->how->knowledge);
    for (int i = 0; i < items.count; i++) {
        const cg_park_entry *item = &items.items[i];
        if (cg_fill_is_of_words(item->path)) {
            continue;
        }
        cg_fill_start_item(f, cg_words_in(item->name, f->how->language, item->path));
        const char *help = help_of(f, item);
        if (help[0] != '\0') {
            cg_filled_put(f->arena, &f->sheets[CG_TABLE_PARK], "help", cg_text_cell(help));
        }
    }
}

/* The example of one column: a number with its unit beside it, a number, or a text. */
static void put_example(cg_filling *f, cg_filled *sheet, const cg_table_column *column,
                        const char *example) {
    cg_json node = {.type = CG_JSON_STRING, .text = example};
    cg_target to = {sheet, ""};
    if (column->kind == CG_COLUMN_MEASURED && cg_fill_measured(f, &to, &node, column->path)) {
        return;
    }
    double number;
    const char *end;
    bool plain =
        column->kind != CG_COLUMN_TEXT && cg_number_read(example, &number, &end) && *end == '\0';
    cg_filled_put(f->arena, sheet, column->path,
                  plain ? cg_number_cell(number) : cg_text_cell(example));
}

/* One line that shows what to write, marked so that it is passed over. */
static void fill_example(cg_filling *f, cg_filled *sheet) {
    const char *mark = f->how->language == CG_ENGLISH ? "(example)" : "(ví dụ)";
    bool first = true;
    for (int i = 0; i < sheet->columns.count; i++) {
        const cg_table_column *column = &sheet->columns.items[i];
        const char *example = cg_example_in(column->example, column->example_vi, f->how->language);
        if (example == NULL) {
            continue;
        }
        if (first) {
            cg_filled_row(f->arena, sheet);
            cg_filled_put(f->arena, sheet, column->path,
                          cg_text_cell(cg_format(f->arena, "%s %s", mark, example)));
        } else {
            put_example(f, sheet, column, example);
        }
        first = false;
    }
}

void cg_fill_template(cg_filling *f) {
    if (f->how->firm == NULL) {
        fill_items(f);
    }
    for (int table = CG_TABLE_PARK + 1; table < CG_TABLE_COUNT; table++) {
        fill_example(f, &f->sheets[table]);
    }
    if (f->how->firm != NULL) {
        cg_filled_row(f->arena, &f->sheets[CG_TABLE_FIRMS]);
        cg_filled_put(f->arena, &f->sheets[CG_TABLE_FIRMS], "id", cg_text_cell(f->how->firm));
    }
}
