/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the pieces of the HTML report are written. */
#include "report/html.h"

#include "report/html_letters.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Marks of direction would turn the rest of a sentence around (Unicode TR 36, 2.4.2); noncharacters
 * are an error in HTML. */
static bool is_unseen(utf8proc_int32_t point) {
    return point < ' ' || (point >= 0x7F && point <= 0x9F) ||
           (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) ||
           (point >= 0xFDD0 && point <= 0xFDEF) || (point & 0xFFFE) == 0xFFFE;
}

/* Around what runs from right to left (Unicode Annex 9). */
#define FIRST_STRONG_ISOLATE "\xE2\x81\xA8"
#define POP_ISOLATE "\xE2\x81\xA9"

static const char *entity_of(utf8proc_int32_t point) {
    switch (point) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return is_unseen(point) ? " " : NULL;
    }
}

/* In a JSON text these stand inside strings only, where \uXXXX means the same. */
static const char *unit_of(utf8proc_int32_t point) {
    switch (point) {
    case '&':
        return "\\u0026";
    case '<':
        return "\\u003c";
    case '>':
        return "\\u003e";
    case 0x2028:
        return "\\u2028";
    case 0x2029:
        return "\\u2029";
    default:
        return point >= ' ' && is_unseen(point) ? " " : NULL;
    }
}

static void escape(cg_text *out, const char *text, const char *(*written_as)(utf8proc_int32_t)) {
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
    const utf8proc_uint8_t *apart = NULL; /* where what is set apart ends */
    while (*bytes != 0) {
        utf8proc_int32_t point = 0;
        if (apart == NULL && (apart = cg_html_leftward_end(bytes)) != NULL) {
            cg_text_add(out, FIRST_STRONG_ISOLATE);
        }
        utf8proc_ssize_t length = utf8proc_iterate(bytes, -1, &point);
        if (length <= 0) { /* not UTF-8: the readers let none in */
            cg_text_add(out, "\xEF\xBF\xBD");
            bytes++;
            continue;
        }
        const char *instead = written_as(point);
        if (instead != NULL) {
            cg_text_add(out, instead);
        } else {
            cg_text_add_bytes(out, (const char *)bytes, (size_t)length);
        }
        bytes += length;
        if (bytes == apart) {
            cg_text_add(out, POP_ISOLATE);
            apart = NULL;
        }
    }
}

void cg_html_escape(cg_text *out, const char *text) {
    escape(out, text, entity_of);
}

void cg_html_escape_json(cg_text *out, const char *json) {
    escape(out, json, unit_of);
}

void cg_html_open(cg_html *h, const char *tag, ...) {
    cg_text_addf(h->out, "<%s", tag);
    va_list list;
    va_start(list, tag);
    for (const char *name = va_arg(list, const char *); name != NULL;
         name = va_arg(list, const char *)) {
        const char *value = va_arg(list, const char *);
        if (value != NULL) {
            cg_text_addf(h->out, " %s=\"", name);
            cg_html_escape(h->out, value);
            cg_text_add(h->out, "\"");
        }
    }
    va_end(list);
    cg_text_add(h->out, ">");
}

void cg_html_close(cg_html *h, const char *tag) {
    cg_text_addf(h->out, "</%s>\n", tag);
}

void cg_html_text(cg_html *h, const char *text) {
    cg_html_escape(h->out, text);
}

void cg_html_leaf(cg_html *h, const char *tag, const char *class_name, const char *text) {
    cg_html_open(h, tag, "class", class_name, NULL);
    cg_html_text(h, text);
    cg_html_close(h, tag);
}

const char *cg_html_id(const cg_html *h, const char *name) {
    return cg_format(h->telling.arena, "%s-%s", h->tongue, name);
}

const char *cg_html_at(const cg_html *h, double value) {
    long tenths = lround(value * 10);
    const char *sign = tenths < 0 ? "-" : "";
    tenths = labs(tenths);
    return tenths % 10 == 0
               ? cg_format(h->telling.arena, "%s%ld", sign, tenths / 10)
               : cg_format(h->telling.arena, "%s%ld.%ld", sign, tenths / 10, tenths % 10);
}

void cg_html_section(cg_html *h, const char *name, cg_message_id heading) {
    const char *title = cg_html_id(h, cg_format(h->telling.arena, "%s-title", name));
    cg_html_open(h, "section", "id", cg_html_id(h, name), "aria-labelledby", title, NULL);
    cg_html_open(h, "h2", "id", title, NULL);
    cg_html_text(h, cg_html_word(h, heading));
    cg_html_close(h, "h2");
}

void cg_html_table_open(cg_html *h, const cg_html_table *table) {
    /* A wide table scrolls by itself, and must then be reached by the keyboard. */
    cg_html_open(h, "div", "class", "scroll", "tabindex", "0", "role", "group", "aria-label",
                 table->caption, NULL);
    cg_html_open(h, "table", NULL);
    cg_html_leaf(h, "caption", NULL, table->caption);
    cg_text_add(h->out, "<thead><tr>");
    for (int i = 0; i < table->columns; i++) {
        cg_html_open(h, "th", "scope", "col", "class", i >= table->numbers ? "number" : NULL, NULL);
        cg_html_text(h, table->heads[i]);
        cg_text_add(h->out, "</th>");
    }
    cg_text_add(h->out, "</tr></thead>\n<tbody>\n");
}

void cg_html_row(cg_html *h, const cg_html_table *table, const char *const *cells) {
    cg_html_row_at(h, table, cells, NULL, NULL);
}

void cg_html_row_at(cg_html *h, const cg_html_table *table, const char *const *cells,
                    const char *name, const char *link) {
    cg_html_open(h, "tr", "id", name == NULL ? NULL : cg_html_id(h, name), NULL);
    cg_text_add(h->out, "<th scope=\"row\">");
    if (link != NULL) {
        cg_html_open(h, "a", "href", cg_format(h->telling.arena, "#%s", cg_html_id(h, link)), NULL);
    }
    cg_html_text(h, cells[0]);
    cg_text_add(h->out, link == NULL ? "</th>" : "</a></th>");
    for (int i = 1; i < table->columns; i++) {
        cg_html_open(h, "td", "class", i >= table->numbers ? "number" : NULL, NULL);
        cg_html_text(h, cells[i]);
        cg_text_add(h->out, "</td>");
    }
    cg_text_add(h->out, "</tr>\n");
}

void cg_html_table_close(cg_html *h) {
    cg_text_add(h->out, "</tbody></table></div>\n");
}

const char *cg_html_family(const char *unit) {
    if (unit != NULL && strcmp(unit, "m3") == 0) {
        return "water";
    }
    return unit != NULL && strcmp(unit, "MWh") == 0 ? "heat" : "material";
}

const char *cg_html_word(const cg_html *h, cg_message_id id) {
    return cg_tell(&h->telling, id, NULL);
}
