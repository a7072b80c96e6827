/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One part of a workbook, walked through by expat; every trick of XML that a workbook needs not is
 * refused. */
#include "xml.h"

#include <expat.h>

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct cut {
    size_t from, to;
    char *text; /* in its place; NULL: nothing */
} cut;

struct tables_xml {
    XML_Parser parser;
    const tables_part *part;
    const tables_xml_reader *reader;
    void *into;
    int depth;
    cut *cuts;
    size_t count, room;
};

const char *tables_attribute(const char **attributes, const char *name) {
    for (; attributes[0] != NULL; attributes += 2) {
        if (strcmp(attributes[0], name) == 0) {
            return attributes[1];
        }
    }
    return NULL;
}

size_t tables_xml_tag_start(const tables_xml *xml) {
    return (size_t)XML_GetCurrentByteIndex(xml->parser);
}

size_t tables_xml_tag_end(const tables_xml *xml) {
    return tables_xml_tag_start(xml) + (size_t)XML_GetCurrentByteCount(xml->parser);
}

void tables_xml_cut(tables_xml *xml, size_t from, size_t to) {
    while (xml->count > 0 && xml->cuts[xml->count - 1].from >= from && from < to) {
        free(xml->cuts[--xml->count].text);
    }
    cut *last = xml->count > 0 ? &xml->cuts[xml->count - 1] : NULL;
    if (last != NULL && last->to == from && last->text == NULL) {
        last->to = to;
        return;
    }
    if (xml->count == TABLES_MAX_CELLS) {
        tables_refuse("too-many-cells", "%s: too many empty cells between others", xml->part->name);
    }
    if (xml->count == xml->room) {
        xml->room = xml->room * 2 + 64;
        xml->cuts = tables_grown(xml->cuts, xml->room, sizeof *xml->cuts);
    }
    xml->cuts[xml->count++] = (cut){.from = from, .to = to};
}

size_t tables_xml_mark(tables_xml *xml, size_t at) {
    tables_xml_cut(xml, at, at);
    return xml->count - 1;
}

void tables_xml_fill(tables_xml *xml, size_t mark, const char *text) {
    free(xml->cuts[mark].text);
    xml->cuts[mark].text = tables_format("%s", text);
}

void tables_xml_drop(tables_xml *xml, size_t mark) {
    const cut *at = &xml->cuts[mark];
    if (mark == xml->count - 1 && at->from == at->to && at->text == NULL) {
        xml->count--;
    }
}

void tables_xml_replace(tables_xml *xml, size_t from, size_t to, const char *text) {
    tables_xml_cut(xml, from, to);
    tables_xml_fill(xml, xml->count - 1, text);
}

static size_t length_after(const tables_xml *xml) {
    size_t length = xml->part->bytes.length;
    for (size_t i = 0; i < xml->count; i++) {
        const cut *at = &xml->cuts[i];
        length += at->text == NULL ? 0 : strlen(at->text);
        length -= at->to - at->from;
    }
    return length;
}

static tables_bytes with_cuts(const tables_xml *xml) {
    const unsigned char *old = xml->part->bytes.data;
    tables_bytes made = {.length = length_after(xml)};
    made.data = tables_grown(NULL, made.length + 1, 1);
    unsigned char *to = made.data;
    size_t done = 0;
    for (size_t i = 0; i < xml->count; i++) {
        const cut *at = &xml->cuts[i];
        memcpy(to, old + done, at->from - done);
        to += at->from - done;
        done = at->to;
        size_t length = at->text == NULL ? 0 : strlen(at->text);
        memcpy(to, at->text == NULL ? "" : at->text, length);
        to += length;
    }
    memcpy(to, old + done, xml->part->bytes.length - done);
    made.data[made.length] = '\0';
    return made;
}

static void XMLCALL start(void *data, const char *name, const char **attributes) {
    tables_xml *xml = data;
    if (++xml->depth > TABLES_MAX_DEPTH) {
        tables_refuse("deep-xml", "%s: elements stand within each other more than %d deep",
                      xml->part->name, TABLES_MAX_DEPTH);
    }
    xml->reader->start(xml->into, xml, name, attributes);
}

static void XMLCALL end(void *data, const char *name) {
    tables_xml *xml = data;
    xml->depth--;
    if (xml->reader->end != NULL) {
        xml->reader->end(xml->into, xml, name);
    }
}

static void XMLCALL text(void *data, const char *bytes, int length) {
    tables_xml *xml = data;
    xml->reader->text(xml->into, bytes, (size_t)length);
}

/* No workbook has one, and every trick with entities needs one. */
static void XMLCALL doctype(void *data, const char *name, const char *system, const char *public,
                            int internal) {
    const tables_xml *xml = data;
    (void)name, (void)system, (void)public, (void)internal;
    tables_refuse("doctype", "%s declares a document type", xml->part->name);
}

static void XMLCALL declaration(void *data, const char *version, const char *encoding,
                                int standalone) {
    const tables_xml *xml = data;
    (void)version, (void)standalone;
    if (encoding != NULL && strcasecmp(encoding, "UTF-8") != 0 &&
        strcasecmp(encoding, "US-ASCII") != 0) {
        tables_refuse("not-utf-8", "%s is written in %s", xml->part->name, encoding);
    }
}

static void check_start(const tables_part *part) {
    const unsigned char *data = part->bytes.data;
    if (part->bytes.length >= 2 &&
        ((data[0] == 0xFE && data[1] == 0xFF) || (data[0] == 0xFF && data[1] == 0xFE) ||
         data[0] == 0 || data[1] == 0)) {
        tables_refuse("not-utf-8", "%s is written in UTF-16", part->name);
    }
    if (part->bytes.length > INT_MAX) {
        tables_refuse("too-big", "%s", part->name);
    }
}

void tables_xml_read(tables_part *part, const tables_xml_reader *reader, void *into) {
    check_start(part);
    tables_xml xml = {
        .parser = XML_ParserCreate(NULL), .part = part, .reader = reader, .into = into};
    if (xml.parser == NULL) {
        tables_refuse("memory", "%s", part->name);
    }
    XML_SetUserData(xml.parser, &xml);
    XML_SetElementHandler(xml.parser, start, end);
    if (reader->text != NULL) {
        XML_SetCharacterDataHandler(xml.parser, text);
    }
    XML_SetDoctypeDeclHandler(xml.parser, doctype, NULL);
    XML_SetXmlDeclHandler(xml.parser, declaration);
    /* In one piece, so that places are places in the part. */
    if (XML_Parse(xml.parser, (const char *)part->bytes.data, (int)part->bytes.length, XML_TRUE) !=
        XML_STATUS_OK) {
        enum XML_Error error = XML_GetErrorCode(xml.parser);
        tables_refuse(error == XML_ERROR_NO_MEMORY ? "memory" : "broken-workbook",
                      "%s, line %lu: %s", part->name,
                      (unsigned long)XML_GetCurrentLineNumber(xml.parser), XML_ErrorString(error));
    }
    if (xml.count > 0) {
        tables_bytes made = with_cuts(&xml);
        free(part->bytes.data);
        part->bytes = made;
    }
    for (size_t i = 0; i < xml.count; i++) {
        free(xml.cuts[i].text);
    }
    free(xml.cuts);
    XML_ParserFree(xml.parser);
}
