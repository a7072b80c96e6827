/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks through one part of a workbook, and cuts from it what OGR would misread. */
#ifndef CONGSINH_TABLES_XML_H
#define CONGSINH_TABLES_XML_H

#include "tables.h"

typedef struct tables_xml tables_xml;

/* What is to be done at each element. Names are as written, with their prefix. `text` may be NULL.
 */
typedef struct tables_xml_reader {
    void (*start)(void *into, tables_xml *xml, const char *name, const char **attributes);
    void (*end)(void *into, tables_xml *xml, const char *name);
    void (*text)(void *into, const char *text, size_t length);
} tables_xml_reader;

/* Reads the whole part and applies the cuts to it. Refuses what is not well-formed, a DOCTYPE of
 * any kind, elements deeper than allowed, and another encoding than UTF-8. */
void tables_xml_read(tables_part *part, const tables_xml_reader *reader, void *into);

/* The value of an attribute, or NULL. */
const char *tables_attribute(const char **attributes, const char *name);

/* Bytes of the part: where the tag starts that is being told of, and where it ends. */
size_t tables_xml_tag_start(const tables_xml *xml);
size_t tables_xml_tag_end(const tables_xml *xml);

/* What stands from `from` to `to` goes. Places must not go back, except to take in whole cuts made
 * before. */
void tables_xml_cut(tables_xml *xml, size_t from, size_t to);

/* A place where something may have to be put in, before it is known what: fill it, or drop it.
 * `text` is copied. A place goes with a cut that takes it in. */
size_t tables_xml_mark(tables_xml *xml, size_t at);
void tables_xml_fill(tables_xml *xml, size_t mark, const char *text);
void tables_xml_drop(tables_xml *xml, size_t mark);

/* `text` in the place of what stands from `from` to `to`. */
void tables_xml_replace(tables_xml *xml, size_t from, size_t to, const char *text);

#endif
