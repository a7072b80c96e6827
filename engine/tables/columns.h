/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a park and their columns: one source for the template, for a park written as a
 * workbook, for reading workbooks and CSV tables, and for their documentation. */
#ifndef CG_TABLES_COLUMNS_H
#define CG_TABLES_COLUMNS_H

#include "knowledge/knowledge.h"

typedef enum cg_table_id {
#define CG_TABLE(id, list, name_en, name_vi, about_en, about_vi) CG_TABLE_##id,
#define CG_COLUMN(table, path, kind, unit, heading_en, heading_vi, help_en, help_vi, example)
#include "tables/columns.def"
#undef CG_COLUMN
#undef CG_TABLE
    CG_TABLE_COUNT
} cg_table_id;

/* What stands in the cells of a column, and what it is in a park's document. */
typedef enum cg_column_kind {
    CG_COLUMN_ID,        /* a string: the row's own id */
    CG_COLUMN_REFERENCE, /* a string: the id of another table's row */
    CG_COLUMN_TEXT,      /* a string */
    CG_COLUMN_WORDS,     /* a string; beside it stand TEXT columns PATH.vi and PATH.en: where these
                            are filled it is text in two languages */
    CG_COLUMN_CHOICE,    /* a string of a closed or shipped list */
    CG_COLUMN_LIST,      /* strings, split by ";" */
    CG_COLUMN_TRUTH,     /* yes or no, có or không */
    CG_COLUMN_WHOLE,     /* a whole number: a year */
    CG_COLUMN_DAY,       /* a day */
    CG_COLUMN_FIGURE,    /* a number in the unit of the heading, or text with its own unit */
    CG_COLUMN_MEASURED,  /* a number, in the unit that stands in PATH + "/unit" (TEXT; empty: a bare
                            number); what it rests on stands in PATH + "/low", "/high" (FIGURE, in
                            the same unit), "/basis" (CHOICE), "/source" (WORDS), "/year" (WHOLE).
                            Where the value and its unit alone are filled it is no object. */
    CG_COLUMN_PLACE      /* one number of a pair: at.0, at.1 */
} cg_column_kind;

typedef struct cg_table_column {
    cg_table_id table;
    const char
        *path; /* within the row's object, by dots: "gives.yield", "quality.COD"; a part of a
                  measured number behind a slash: "quantity/unit"; the least of a limit behind
                  ".min": "limits.pH" is the most, both filled are {"min","max"} */
    cg_column_kind kind;
    const char *unit;           /* of a FIGURE: what a number without a unit is in; else NULL */
    cg_words heading, help;     /* heading without its unit */
    const char *example;        /* as a person would write it; NULL: none */
    const char *example_vi;     /* the same in Vietnamese; NULL where that is as `example` */
    bool dynamic;               /* of a shipped parameter or attribute, not of columns.def */
    bool usual;                 /* most parks fill it: a template shows it unfolded */
    const char *const *choices; /* NULL-ended, of CHOICE; of TEXT what is usual; else NULL */
} cg_table_column;
typedef CG_VECTOR(cg_table_column) cg_table_columns;

typedef struct cg_table {
    const char *list; /* the key of a park's document: "firms"; of flows, the key in their firm */
    cg_words name, about; /* the sheet's name; a sentence or two on top of it */
} cg_table;

cg_table cg_table_of(cg_table_id id);
/* All columns a table may have, in their order on the sheet: those of columns.def, spread out
 * (MEASURED and WORDS into their several columns), then a quality, limits, and attributes of what
 * is known. */
cg_table_columns cg_columns_of(cg_arena *arena, const cg_knowledge *knowledge, cg_table_id id);
/* The heading as it stands on a sheet: with its unit in brackets. */
const char *cg_column_heading(cg_arena *arena, const cg_table_column *column, cg_language language);

/* A line of the park's own sheet. Its column "key" holds the name in either language, or the path
 * itself ("assumptions.exchange_rates.JPY", "park.receiving_kq"): any path of a document with a
 * plain value may stand there. Its column "help" is for people and passed over. */
typedef struct cg_park_entry {
    const char *path;    /* from the document's top; of WORDS also PATH.vi and PATH.en */
    cg_column_kind kind; /* of the cell "value"; MEASURED: with the unit and the rest beside it;
                            LIST: one alone is a string */
    const char *unit;    /* as of a column */
    cg_words name, help;
    const char *example, *example_vi; /* as of a column */
} cg_park_entry;
typedef CG_VECTOR(cg_park_entry) cg_park_items;
/* Those of park_items.def, each of WORDS with its PATH.vi and PATH.en, then the attributes that a
 * park may bear. */
cg_park_items cg_park_items_of(cg_arena *arena, const cg_knowledge *knowledge);

/* The sheet of the lists that cells choose from, for people; it is passed over in reading. */
cg_words cg_lists_sheet_name(void);
/* The example in a language; NULL where there is none. */
const char *cg_example_in(const char *example, const char *example_vi, cg_language language);
/* A row whose first filled cell begins with this shows what to write, and is passed over. */
#define CG_EXAMPLE_MARK "("

#endif
