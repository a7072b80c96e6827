/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of cells without what people do not see, and folded. */
#include "tables/fold.h"

#include "base/json_names.h"
#include "base/text.h"

#include <string.h>
#include <utf8proc.h>

static bool is_blank(utf8proc_int32_t sign) {
    utf8proc_category_t category = utf8proc_category(sign);
    return sign <= ' ' || sign == 0x7F || sign == 0xFEFF || sign == 0x200B ||
           category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
           category == UTF8PROC_CATEGORY_ZP;
}

const char *cg_cell_trimmed(cg_arena *arena, const char *text) {
    const char *normal = cg_json_nfc(arena, text);
    size_t length = strlen(normal);
    size_t first = length, behind = 0, at = 0;
    while (at < length) {
        utf8proc_int32_t sign = 0;
        utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)normal + at, -1, &sign);
        step = step < 1 ? 1 : step;
        if (!is_blank(sign)) {
            first = first == length ? at : first;
            behind = at + (size_t)step;
        }
        at += (size_t)step;
    }
    return behind == 0 ? "" : cg_copy(arena, normal + first, behind - first);
}

/* The sign by which another is compared; 0: none. Marks and case are gone already. */
static utf8proc_int32_t plain_sign(utf8proc_int32_t sign) {
    if (sign == 0x111) { /* đ has no mark that could be taken off */
        return 'd';
    }
    if (sign == '(' || sign == '{') {
        return '[';
    }
    if (sign == ')' || sign == '}') {
        return ']';
    }
    return sign == '_' || is_blank(sign) ? ' ' : sign;
}

static bool ends_with(const cg_text *text, char sign) {
    return text->length > 0 && text->bytes[text->length - 1] == sign;
}

/* Adds a sign; a blank only between others, one before each bracket and none inside. */
static void add_sign(cg_text *out, utf8proc_int32_t sign, bool *blank) {
    if (sign == ' ') {
        *blank = true;
        return;
    }
    bool wanted = (*blank && sign != ']') || sign == '[';
    if (wanted && out->length > 0 && !ends_with(out, '[')) {
        cg_text_add(out, " ");
    }
    *blank = false;
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t count = utf8proc_encode_char(sign, bytes);
    cg_text_add_bytes(out, (const char *)bytes, (size_t)count);
}

const char *cg_folded(cg_arena *arena, const char *text) {
    const utf8proc_option_t options = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                      UTF8PROC_STRIPMARK | UTF8PROC_IGNORE;
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
    utf8proc_ssize_t length = (utf8proc_ssize_t)strlen(text);
    utf8proc_ssize_t count = utf8proc_decompose(bytes, length, NULL, 0, options);
    if (count < 0) {
        return text;
    }
    utf8proc_int32_t *signs = CG_ARRAY(arena, utf8proc_int32_t, count + 1);
    count = utf8proc_decompose(bytes, length, signs, count, options);
    cg_text out = cg_text_start(arena);
    bool blank = false;
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        add_sign(&out, plain_sign(signs[i]), &blank);
    }
    while (ends_with(&out, ':') || ends_with(&out, '*') || ends_with(&out, ' ')) {
        out.bytes[--out.length] = '\0';
    }
    return out.bytes;
}

bool cg_is_among(const char *const *names, const char *name) {
    for (; names != NULL && *names != NULL; names++) {
        if (strcmp(*names, name) == 0) {
            return true;
        }
    }
    return false;
}

const char *cg_bracketed(cg_arena *arena, const char *text, const char **bare) {
    const char *whole = cg_cell_trimmed(arena, text);
    size_t length = strlen(whole);
    while (length > 0 && strchr("*: ", whole[length - 1]) != NULL) {
        length--;
    }
    *bare = whole;
    if (length < 3 || (whole[length - 1] != ']' && whole[length - 1] != ')')) {
        return NULL;
    }
    const char closing = whole[length - 1];
    const char opening = closing == ']' ? '[' : '(';
    int depth = 0;
    size_t at = length;
    while (at > 0) {
        at--;
        depth += whole[at] == closing ? 1 : whole[at] == opening ? -1 : 0;
        if (depth == 0) {
            break;
        }
    }
    if (depth != 0 || at == 0) {
        return NULL;
    }
    *bare = cg_cell_trimmed(arena, cg_copy(arena, whole, at));
    return cg_cell_trimmed(arena, cg_copy(arena, whole + at + 1, length - at - 2));
}
