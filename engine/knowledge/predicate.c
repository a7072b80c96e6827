/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds a rule's predicate against what is stated, in three-valued logic. */
#include "knowledge/rules.h"

#include <string.h>

static cg_truth truth(bool holds) {
    return holds ? CG_TRUE : CG_FALSE;
}

static bool is_equal(const cg_json *a, const cg_json *b) {
    if (a->type != b->type) {
        return false;
    }
    switch (a->type) {
    case CG_JSON_BOOLEAN:
        return a->truth == b->truth;
    case CG_JSON_NUMBER:
        return a->number == b->number;
    case CG_JSON_STRING:
        return strcmp(a->text, b->text) == 0;
    case CG_JSON_NULL:
    case CG_JSON_ARRAY:
    case CG_JSON_OBJECT:
        return false;
    }
    return false;
}

static bool is_among(const cg_json *list, const cg_json *value) {
    if (list->type != CG_JSON_ARRAY) {
        return false;
    }
    for (const cg_json *item = list->first; item != NULL; item = item->next) {
        if (is_equal(item, value)) {
            return true;
        }
    }
    return false;
}

/* {"at_least": 5} and the like, of a value that is stated. */
static bool compares(const cg_json *comparison, const cg_json *stated) {
    const char *how = comparison->key;
    if (strcmp(how, "note") == 0 || strcmp(how, "stated") == 0) {
        return true;
    }
    if (strcmp(how, "in") == 0) {
        return is_among(comparison, stated);
    }
    if (strcmp(how, "has") == 0) {
        return is_among(stated, comparison);
    }
    if (stated->type != CG_JSON_NUMBER || comparison->type != CG_JSON_NUMBER) {
        return false;
    }
    if (strcmp(how, "at_least") == 0) {
        return stated->number >= comparison->number;
    }
    if (strcmp(how, "at_most") == 0) {
        return stated->number <= comparison->number;
    }
    if (strcmp(how, "more_than") == 0) {
        return stated->number > comparison->number;
    }
    return strcmp(how, "less_than") == 0 && stated->number < comparison->number;
}

static cg_truth unknown(const char *name, const char **missing) {
    if (missing != NULL && *missing == NULL) {
        *missing = name;
    }
    return CG_UNKNOWN;
}

/* {"has_value_of": "output.waste_code"}: a list holds what another name states. */
static cg_truth has_value_of(const cg_json *comparison, const cg_json *list, const cg_asked *asked,
                             const char **missing) {
    /* Looking up the other name may overwrite what this one stated where it was worked out; lists
     * never are. */
    const cg_json *value = asked->look_up(asked->payload, comparison->text);
    return value == NULL ? unknown(comparison->text, missing) : truth(is_among(list, value));
}

/* {"NAME": VALUE} or {"NAME": {comparison}}. */
static cg_truth condition(const cg_json *asks, const cg_asked *asked, const char **missing) {
    const cg_json *stated = asked->look_up(asked->payload, asks->key);
    if (asks->type != CG_JSON_OBJECT) {
        if (stated != NULL) {
            return truth(is_equal(stated, asks));
        }
        return asks->type == CG_JSON_BOOLEAN && !asked->strict ? truth(!asks->truth)
                                                               : unknown(asks->key, missing);
    }
    const cg_json *wants = cg_json_member(asks, "stated");
    if (wants != NULL && ((stated != NULL) != wants->truth || asks->count == 1)) {
        return truth((stated != NULL) == wants->truth);
    }
    if (stated == NULL) {
        return unknown(asks->key, missing);
    }
    cg_truth result = CG_TRUE;
    for (const cg_json *comparison = asks->first; comparison != NULL;
         comparison = comparison->next) {
        cg_truth one = strcmp(comparison->key, "has_value_of") == 0
                           ? has_value_of(comparison, stated, asked, missing)
                           : truth(compares(comparison, stated));
        if (one == CG_FALSE) {
            return CG_FALSE;
        }
        result = one == CG_UNKNOWN ? CG_UNKNOWN : result;
    }
    return result;
}

static cg_truth holds(const cg_json *predicate, const cg_asked *asked, const char **missing);

/* All of a list (`decides` false) or any of it (`decides` true): one that decides ends it, else one
 * unknown leaves it open. */
static cg_truth together(const cg_json *list, cg_truth decides, const cg_asked *asked,
                         const char **missing) {
    cg_truth result = decides == CG_TRUE ? CG_FALSE : CG_TRUE;
    for (const cg_json *item = list->first; item != NULL; item = item->next) {
        cg_truth one = holds(item, asked, missing);
        if (one == decides) {
            return decides;
        }
        result = one == CG_UNKNOWN ? CG_UNKNOWN : result;
    }
    return result;
}

static cg_truth holds_one(const cg_json *member, const cg_asked *asked, const char **missing) {
    if (cg_same_text(member->key, "all")) {
        return together(member, CG_FALSE, asked, missing);
    }
    if (cg_same_text(member->key, "any")) {
        return together(member, CG_TRUE, asked, missing);
    }
    if (!cg_same_text(member->key, "not")) {
        return condition(member, asked, missing);
    }
    cg_truth inner = holds(member, asked, missing);
    if (inner == CG_UNKNOWN) {
        return CG_UNKNOWN;
    }
    return truth(inner == CG_FALSE);
}

/* Several members of one object hold together, as in {"all": [...]}. */
static cg_truth holds(const cg_json *predicate, const cg_asked *asked, const char **missing) {
    cg_truth result = CG_TRUE;
    for (const cg_json *member = predicate->first; member != NULL; member = member->next) {
        if (cg_same_text(member->key, "note")) {
            continue;
        }
        cg_truth one = holds_one(member, asked, missing);
        if (one == CG_FALSE) {
            return CG_FALSE;
        }
        result = one == CG_UNKNOWN ? CG_UNKNOWN : result;
    }
    return result;
}

cg_truth cg_predicate_holds(const cg_json *predicate, const cg_asked *asked, const char **missing) {
    const char *open = NULL;
    cg_truth result = predicate == NULL ? CG_TRUE : holds(predicate, asked, &open);
    if (missing != NULL) {
        *missing = result == CG_UNKNOWN ? open : NULL;
    }
    return result;
}
