/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quality and limits: numbers by parameter, in the parameter's own kind of unit. */
#include "knowledge/read.h"

#include <math.h>
#include <string.h>

/* The parameter a key names; CG_NONE after reporting. */
static int parameter_of(const cg_reader *reader, const cg_knowledge *knowledge,
                        const cg_json *member) {
    int index = cg_map_find(knowledge->parameter_ids, member->key);
    if (index != CG_NONE) {
        return index;
    }
    const char *nearest = cg_map_nearest(knowledge->parameter_ids, member->key);
    cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, member), CG_MSG_PARAMETER_UNKNOWN,
           member->key, nearest != NULL ? nearest : "COD", NULL);
    return CG_NONE;
}

/* Below 0 makes no sense but for a number without unit. Above 100 % makes none either, but a bare
 * number may have been meant in another unit than the parameter's, and is then as good as any other
 * as long as all are: that is only warned of, while "150 %" is an error. */
static bool is_sensible(const cg_reader *reader, const cg_parameter *parameter, const cg_json *node,
                        const cg_value *value) {
    bool lower = value->ranged && value->low < value->value;
    bool higher = value->ranged && value->high > value->value;
    double least = lower ? value->low : value->value;
    double most = higher ? value->high : value->value;
    bool low = least < 0 && parameter->kind != CG_PLAIN;
    bool high = most > 100 && parameter->kind == CG_FRACTION;
    if (!low && !high) {
        return true;
    }
    const char *key = low ? (lower ? "low" : "value") : higher ? "high" : "value";
    const char *shown = cg_value_shown(reader, node, key, low ? least : most);
    bool with_unit = shown[0] == '"';
    bool wrong = low || with_unit;
    cg_say(reader->diagnostics, wrong ? CG_ERROR : CG_WARNING, cg_reader_place(reader, node),
           low ? CG_MSG_QUALITY_NEGATIVE : CG_MSG_QUALITY_OVER_ALL, parameter->id, shown, NULL);
    return !wrong;
}

static bool read_number(const cg_reader *reader, const cg_parameter *parameter, const cg_json *node,
                        cg_value *out) {
    const cg_quality_meaning meaning = {parameter->id, parameter->unit, parameter->kind,
                                        parameter->unit_factor};
    return cg_value_read_quality(reader, node, &meaning, out) &&
           is_sensible(reader, parameter, node, out);
}

void cg_quality_read_object(const cg_reader *reader, const cg_knowledge *knowledge,
                            const cg_json *object, cg_quality *into) {
    if (object == NULL || !cg_reader_is(reader, object, CG_JSON_OBJECT)) {
        return;
    }
    for (const cg_json *member = object->first; member != NULL; member = member->next) {
        if (strcmp(member->key, "note") == 0) {
            continue;
        }
        int index = parameter_of(reader, knowledge, member);
        cg_value value;
        if (index == CG_NONE ||
            !read_number(reader, &knowledge->parameters.items[index], member, &value)) {
            continue;
        }
        into[index] = (cg_quality){.known = true, .value = value.value, .basis = value.basis};
    }
}

/* {"min", "max"}, at least one of them. */
static void read_band(const cg_reader *reader, const cg_parameter *parameter, const cg_json *object,
                      cg_limit *into) {
    static const char *const known[] = {"min", "max", NULL};
    cg_reader_check_keys(reader, object, known);
    const cg_json *least = cg_json_member(object, "min"), *most = cg_json_member(object, "max");
    if (least == NULL && most == NULL) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, object), CG_MSG_LIMIT_EMPTY,
               NULL);
        return;
    }
    cg_limit limit = {0};
    cg_value value;
    if (least != NULL && read_number(reader, parameter, least, &value)) {
        limit.has_min = true;
        limit.min = value.value;
    }
    if (most != NULL && read_number(reader, parameter, most, &value)) {
        limit.has_max = true;
        limit.max = value.value;
    }
    if (limit.has_min && limit.has_max && limit.min > limit.max) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, object),
               CG_MSG_LIMIT_REVERSED, cg_reader_shown(reader, least), cg_reader_shown(reader, most),
               NULL);
        return;
    }
    *into = limit;
}

void cg_limits_read_object(const cg_reader *reader, const cg_knowledge *knowledge,
                           const cg_json *object, cg_limit *into) {
    if (object == NULL || !cg_reader_is(reader, object, CG_JSON_OBJECT)) {
        return;
    }
    for (const cg_json *member = object->first; member != NULL; member = member->next) {
        if (strcmp(member->key, "note") == 0) {
            continue;
        }
        int index = parameter_of(reader, knowledge, member);
        if (index == CG_NONE) {
            continue;
        }
        const cg_parameter *parameter = &knowledge->parameters.items[index];
        bool plain = member->type != CG_JSON_OBJECT || cg_json_member(member, "value") != NULL ||
                     cg_json_member(member, "factor") != NULL;
        cg_value value;
        if (!plain) {
            read_band(reader, parameter, member, &into[index]);
        } else if (read_number(reader, parameter, member, &value)) {
            into[index] = (cg_limit){.has_max = true, .max = value.value};
        }
    }
}

void cg_removal_read_object(const cg_reader *reader, const cg_knowledge *knowledge,
                            const cg_json *object, cg_quality *into) {
    if (object == NULL || !cg_reader_is(reader, object, CG_JSON_OBJECT)) {
        return;
    }
    for (const cg_json *member = object->first; member != NULL; member = member->next) {
        if (strcmp(member->key, "note") == 0) {
            continue;
        }
        int index = parameter_of(reader, knowledge, member);
        cg_value share;
        if (index == CG_NONE ||
            !cg_value_read_least(reader, member, CG_KIND_SHARE, CG_WATER, 0, &share)) {
            continue;
        }
        if (share.value > 1) {
            cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, member),
                   CG_MSG_REMOVAL_OVER_ALL, member->key,
                   cg_value_shown(reader, member, "value", share.value), NULL);
            continue;
        }
        into[index] = (cg_quality){.known = true, .value = share.value, .basis = share.basis};
    }
}
