/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cells a workbook of XLSX has and what they are, and the part of it that OGR reads right.
 *
 * The values are OGR's to read. What it does not tell, or gets wrong (found by trying GDAL 3.6.2),
 * is seen to here: it tells no kinds of cells in one column apart; a formula without a value looks
 * like an empty cell; a gap of many rows moves what stands below it; phonetic hints become text; of
 * inline text in several runs it gives the first; parts whose names have a prefix are read as
 * empty; its idea of a date in a format is its own (so it gets no styles, and gives the numbers).
 */
#include "xlsx_sheet.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct style_reader {
    char *codes[1024]; /* of custom formats, by their id */
    tables_kind *kinds;
    size_t count, room;
    bool in_cell_formats;
} style_reader;

typedef struct relation {
    char *id, *target;
    bool is_sheet;
} relation;

typedef struct workbook {
    tables_container *container;
    tables_book *book;
    char *folder; /* of the workbook's part, with its slash; "" */
    char *workbook_name, *strings_name, *styles_name;
    relation *relations;
    size_t relation_count, relation_room;
    struct sheet_source {
        char *id; /* of its relation */
        tables_sheet *sheet;
    } sheets[TABLES_MAX_SHEETS];
    int sheet_count;
    style_reader styles;
    bool uncomputed; /* it asks whoever opens it to compute everything: what stands in formulas is
                        no value */
    size_t *string_lengths;
    size_t string_count, string_room;
} workbook;

static bool is_true(const char *value) {
    return value != NULL && (strcmp(value, "1") == 0 || strcasecmp(value, "true") == 0);
}

/* ---- relations: which part is what */

static bool ends_with(const char *text, const char *ending) {
    size_t length = strlen(text), most = strlen(ending);
    return length >= most && strcmp(text + length - most, ending) == 0;
}

/* The name of the part that a relation of `folder` means. */
static char *part_name(const char *folder, const char *target) {
    if (strstr(target, "..") != NULL || strchr(target, ':') != NULL) {
        tables_refuse("odd-names", "it refers to a part outside of it (%s)", target);
    }
    return target[0] == '/' ? tables_format("%s", target + 1)
                            : tables_format("%s%s", folder, target);
}

static void start_root_relation(void *into, tables_xml *xml, const char *name,
                                const char **attributes) {
    workbook *work = into;
    (void)xml;
    const char *type = tables_attribute(attributes, "Type");
    const char *target = tables_attribute(attributes, "Target");
    if (strcmp(name, "Relationship") == 0 && type != NULL && target != NULL &&
        ends_with(type, "/officeDocument") && work->workbook_name == NULL) {
        work->workbook_name = part_name("", target);
    }
}

static void start_relation(void *into, tables_xml *xml, const char *name, const char **attributes) {
    workbook *work = into;
    (void)xml;
    const char *type = tables_attribute(attributes, "Type");
    const char *target = tables_attribute(attributes, "Target");
    const char *id = tables_attribute(attributes, "Id");
    if (strcmp(name, "Relationship") != 0 || type == NULL || target == NULL || id == NULL ||
        tables_attribute(attributes, "TargetMode") != NULL) {
        return;
    }
    if (ends_with(type, "/vbaProject") || ends_with(type, "/xlMacrosheet")) {
        tables_refuse("macros", "it holds macros (%s)", target);
    }
    if (ends_with(type, "/sharedStrings") && work->strings_name == NULL) {
        work->strings_name = part_name(work->folder, target);
    } else if (ends_with(type, "/styles") && work->styles_name == NULL) {
        work->styles_name = part_name(work->folder, target);
    }
    if (work->relation_count == work->relation_room) {
        work->relation_room = work->relation_room * 2 + 16;
        work->relations =
            tables_grown(work->relations, work->relation_room, sizeof *work->relations);
    }
    bool is_sheet = ends_with(type, "/worksheet");
    work->relations[work->relation_count++] =
        (relation){.id = tables_format("%s", id),
                   .target = is_sheet ? part_name(work->folder, target) : NULL,
                   .is_sheet = is_sheet};
}

static const relation *find_relation(const workbook *work, const char *id) {
    for (size_t i = 0; i < work->relation_count; i++) {
        if (strcmp(work->relations[i].id, id) == 0) {
            return &work->relations[i];
        }
    }
    return NULL;
}

static void start_content_type(void *into, tables_xml *xml, const char *name,
                               const char **attributes) {
    (void)into, (void)xml, (void)name;
    const char *type = tables_attribute(attributes, "ContentType");
    if (type != NULL &&
        (strstr(type, "macroEnabled") != NULL || strstr(type, "vbaProject") != NULL)) {
        tables_refuse("macros", "it says that it holds macros (%s)", type);
    }
}

/* ---- the workbook's own part: sheets in order */

static const char *relation_id(const char **attributes) {
    for (; attributes[0] != NULL; attributes += 2) {
        if (ends_with(attributes[0], ":id")) {
            return attributes[1];
        }
    }
    return NULL;
}

static void start_workbook(void *into, tables_xml *xml, const char *name, const char **attributes) {
    workbook *work = into;
    (void)xml;
    if (strchr(name, ':') != NULL && ends_with(name, ":workbook")) {
        tables_refuse("odd-dialect", "its elements have a prefix (%s)", name);
    }
    if (strcmp(name, "workbookPr") == 0) {
        work->book->from_1904 = is_true(tables_attribute(attributes, "date1904"));
        return;
    }
    /* libxlsxwriter and its like put 0 for a value, and this. */
    if (strcmp(name, "calcPr") == 0) {
        work->uncomputed = is_true(tables_attribute(attributes, "fullCalcOnLoad"));
        return;
    }
    const char *id = strcmp(name, "sheet") == 0 ? relation_id(attributes) : NULL;
    const relation *found = id == NULL ? NULL : find_relation(work, id);
    const char *title = tables_attribute(attributes, "name");
    if (found == NULL || !found->is_sheet || title == NULL) {
        return; /* a sheet that is a chart */
    }
    tables_sheet *sheet = tables_book_sheet(work->book, title);
    const char *state = tables_attribute(attributes, "state");
    sheet->hidden = state != NULL && strcmp(state, "visible") != 0;
    work->sheets[work->sheet_count].id = tables_format("%s", id);
    work->sheets[work->sheet_count++].sheet = sheet;
}

/* ---- styles: which formats show days and percentages */

static void start_style(void *into, tables_xml *xml, const char *name, const char **attributes) {
    style_reader *styles = into;
    (void)xml;
    if (strcmp(name, "cellXfs") == 0) {
        styles->in_cell_formats = true;
        return;
    }
    const char *text = tables_attribute(attributes, "numFmtId");
    long id = text == NULL ? 0 : strtol(text, NULL, 10);
    const char *code = tables_attribute(attributes, "formatCode");
    if (strcmp(name, "numFmt") == 0 && code != NULL && id >= 0 && id < 1024) {
        free(styles->codes[id]);
        styles->codes[id] = tables_format("%s", code);
        return;
    }
    if (strcmp(name, "xf") != 0 || !styles->in_cell_formats) {
        return;
    }
    if (styles->count == styles->room) {
        styles->room = styles->room * 2 + 64;
        styles->kinds = tables_grown(styles->kinds, styles->room, sizeof *styles->kinds);
    }
    styles->kinds[styles->count++] =
        tables_format_kind(id, id >= 0 && id < 1024 ? styles->codes[id] : NULL);
}

static void end_style(void *into, tables_xml *xml, const char *name) {
    style_reader *styles = into;
    (void)xml;
    if (strcmp(name, "cellXfs") == 0) {
        styles->in_cell_formats = false;
    }
}

/* ---- shared texts: how long each is, without hints on how to say it */

typedef struct string_reader {
    workbook *from;
    bool in_text;
    size_t phonetic; /* where it starts; 0: not within one */
    size_t length;
} string_reader;

static void start_string(void *into, tables_xml *xml, const char *name, const char **attributes) {
    string_reader *reader = into;
    (void)attributes;
    if (strcmp(name, "si") == 0) {
        reader->length = 0;
    } else if (strcmp(name, "rPh") == 0) {
        reader->phonetic = tables_xml_tag_start(xml);
    }
    reader->in_text = strcmp(name, "t") == 0 && reader->phonetic == 0;
}

static void end_string(void *into, tables_xml *xml, const char *name) {
    string_reader *reader = into;
    workbook *work = reader->from;
    reader->in_text = false;
    if (strcmp(name, "rPh") == 0) {
        tables_xml_cut(xml, reader->phonetic, tables_xml_tag_end(xml));
        reader->phonetic = 0;
    }
    if (strcmp(name, "si") != 0) {
        return;
    }
    if (work->string_count == work->string_room) {
        work->string_room = work->string_room * 2 + 256;
        work->string_lengths =
            tables_grown(work->string_lengths, work->string_room, sizeof *work->string_lengths);
    }
    work->string_lengths[work->string_count++] = reader->length;
}

static void text_string(void *into, const char *text, size_t length) {
    string_reader *reader = into;
    (void)text;
    reader->length += reader->in_text ? length : 0;
}

/* ---- the whole */

static tables_part get_part(workbook *work, const char *name) {
    return (tables_part){.name = name, .bytes = tables_container_part(work->container, name)};
}

static void look_through(workbook *work, const char *name, const tables_xml_reader *reader,
                         void *into) {
    tables_part part = get_part(work, name);
    tables_xml_read(&part, reader, into);
    free(part.bytes.data);
}

static void read_workbook(workbook *work) {
    look_through(work, "[Content_Types].xml", &(tables_xml_reader){.start = start_content_type},
                 work);
    look_through(work, "_rels/.rels", &(tables_xml_reader){.start = start_root_relation}, work);
    if (work->workbook_name == NULL) {
        tables_refuse("not-a-workbook", "no part of it is a workbook");
    }
    const char *slash = strrchr(work->workbook_name, '/');
    int length = slash == NULL ? 0 : (int)(slash + 1 - work->workbook_name);
    work->folder = tables_format("%.*s", length, work->workbook_name);
    char *relations = tables_format("%s_rels/%s.rels", work->folder, work->workbook_name + length);
    look_through(work, relations, &(tables_xml_reader){.start = start_relation}, work);
    free(relations);
    look_through(work, work->workbook_name, &(tables_xml_reader){.start = start_workbook}, work);
    if (work->styles_name != NULL) {
        look_through(work, work->styles_name,
                     &(tables_xml_reader){.start = start_style, .end = end_style}, &work->styles);
    }
}

static tables_part read_strings(workbook *work) {
    tables_part part = get_part(work, work->strings_name);
    string_reader reader = {.from = work};
    tables_xml_read(
        &part, &(tables_xml_reader){.start = start_string, .end = end_string, .text = text_string},
        &reader);
    part.name = "xl/sharedStrings.xml";
    return part;
}

static tables_part read_sheet(workbook *work, int index) {
    const relation *found = find_relation(work, work->sheets[index].id);
    tables_part part = get_part(work, found->target);
    tables_xlsx facts = {.book = work->book,
                         .kinds = work->styles.kinds,
                         .kind_count = work->styles.count,
                         .string_lengths = work->string_lengths,
                         .string_count = work->string_count,
                         .uncomputed = work->uncomputed};
    tables_xlsx_sheet(&part, &facts, work->sheets[index].sheet);
    part.name = tables_format("xl/worksheets/sheet%d.xml", index + 1);
    return part;
}

static tables_part made_part(const char *name, char *text) {
    return (tables_part){.name = name,
                         .bytes = {.data = (unsigned char *)text, .length = strlen(text)}};
}

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define SHEETS "application/vnd.openxmlformats-officedocument.spreadsheetml"

/* The parts that say what is where. Sheets are named by their number: names are the check's to
 * tell. */
static size_t add_frame(tables_part *parts, size_t count, int sheets) {
    char *relations = tables_format("%s", ""), *list = tables_format("%s", "");
    for (int i = 1; i <= sheets; i++) {
        char *more = tables_format("%s<Relationship Id=\"rId%d\" Type=\"" OFFICE
                                   "/worksheet\" Target=\"worksheets/sheet%d.xml\"/>",
                                   relations, i, i);
        char *longer =
            tables_format("%s<sheet name=\"%d\" sheetId=\"%d\" r:id=\"rId%d\"/>", list, i, i, i);
        free(relations);
        free(list);
        relations = more;
        list = longer;
    }
    parts[count++] = made_part(
        "[Content_Types].xml",
        tables_format(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" SHEETS
            ".sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" "
            "ContentType=\"" SHEETS ".worksheet+xml\"/></Types>"));
    parts[count++] =
        made_part("xl/workbook.xml",
                  tables_format("<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/"
                                "2006/main\" xmlns:r=\"" OFFICE "\"><sheets>%s</sheets></workbook>",
                                list));
    parts[count++] = made_part(
        "xl/_rels/workbook.xml.rels",
        tables_format("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                      "relationships\">%s<Relationship Id=\"rIdStrings\" Type=\"" OFFICE
                      "/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>",
                      relations));
    free(relations);
    free(list);
    return count;
}

tables_bytes tables_check_xlsx(tables_container *container, tables_book *book) {
    workbook *work = tables_grown(NULL, 1, sizeof *work);
    *work = (workbook){.container = container, .book = book};
    read_workbook(work);
    tables_part parts[TABLES_MAX_SHEETS + 8];
    size_t count = add_frame(parts, 0, work->sheet_count);
    if (work->strings_name != NULL) {
        parts[count++] = read_strings(work);
    }
    for (int i = 0; i < work->sheet_count; i++) {
        parts[count++] = read_sheet(work, i);
    }
    tables_container_close(container);
    return tables_container_made(parts, count);
}
