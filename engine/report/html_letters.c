/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much room letters take in a drawing, and which way they run. */
#include "report/html_letters.h"

#include <string.h>

#define ELLIPSIS "\xE2\x80\xA6"
enum { ELLIPSIS_POINT = 0x2026 };

/* By the widest of the fonts that the page asks for, DejaVu Sans: a capital takes a quarter more
 * than the letters around it, and registers write whole names in capitals. */
static double columns_of(utf8proc_int32_t point) {
    if (point < 0x7F && point > ' ' && strchr("iljI|!'.,:;", (int)point) != NULL) {
        return 0.6;
    }
    if (point < 0x7F && point > ' ' && strchr("mwMW@%<>+=#&", (int)point) != NULL) {
        return 1.65;
    }
    switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
        return 0;
    case UTF8PROC_CATEGORY_ZS:
        return 0.55;
    case UTF8PROC_CATEGORY_LU:
        return 1.3;
    default:
        return utf8proc_charwidth(point) > 1 ? 2.2 : 1.05;
    }
}

/* The next point; what is no UTF-8 is one byte as wide as a letter. */
static utf8proc_ssize_t next(const utf8proc_uint8_t *bytes, utf8proc_int32_t *point) {
    utf8proc_ssize_t length = utf8proc_iterate(bytes, -1, point);
    if (length <= 0) {
        *point = 'x';
        return 1;
    }
    return length;
}

double cg_html_columns(const char *text) {
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
    double columns = 0;
    while (*bytes != 0) {
        utf8proc_int32_t point = 0;
        bytes += next(bytes, &point);
        columns += columns_of(point);
    }
    return columns;
}

const char *cg_html_short(const cg_html *h, const char *text, int columns) {
    if (cg_html_columns(text) <= columns) {
        return text;
    }
    double taken = columns_of(ELLIPSIS_POINT);
    int kept = 0;
    for (;;) { /* ends: all of it would take more; a mark takes nothing and stays with its letter */
        utf8proc_int32_t point = 0;
        utf8proc_ssize_t length = next((const utf8proc_uint8_t *)text + kept, &point);
        taken += columns_of(point);
        if (taken > columns) {
            return cg_format(h->telling.arena, "%.*s" ELLIPSIS, kept, text);
        }
        kept += (int)length;
    }
}

static bool runs_left(utf8proc_int32_t point) {
    utf8proc_propval_t class = utf8proc_get_property(point)->bidi_class;
    return class == UTF8PROC_BIDI_CLASS_R || class == UTF8PROC_BIDI_CLASS_AL;
}

/* A letter of ours, or a sign that a sentence puts between two names. */
static bool ends_run(utf8proc_int32_t point) {
    return utf8proc_get_property(point)->bidi_class == UTF8PROC_BIDI_CLASS_L || point == 0x2192 ||
           point == ':' || point == ';' || point == ',' || point == '(';
}

const utf8proc_uint8_t *cg_html_leftward_end(const utf8proc_uint8_t *text) {
    const utf8proc_uint8_t *end = NULL;
    bool inside = false;
    for (const utf8proc_uint8_t *at = text; *at != 0;) {
        utf8proc_int32_t point = 0;
        at += next(at, &point);
        bool leftward = runs_left(point);
        if ((end == NULL && !leftward) || ends_run(point)) {
            break;
        }
        /* A mark belongs to the letter it stands on. */
        inside = leftward || (inside && utf8proc_category(point) == UTF8PROC_CATEGORY_MN);
        end = inside ? at : end;
    }
    return end;
}
