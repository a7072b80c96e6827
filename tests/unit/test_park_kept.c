/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a park keeps when it lets the trees of its firms go. The sanitizer sees what it does not. */
#include "park/order.h"
#include "park_sample.h"

static const char changed[] = "firms.paper.outputs.effluent.name=Changed";

/* The sample park as it lets go, and as it holds the document it is given. */
typedef struct both {
    const cg_park *kept, *whole;
} both;

static both read_both(scratch *s) {
    static const char *const settings[] = {changed};
    cg_park_source source = {.file = "park.json",
                             .bytes = cg_copy_text(s->arena, park_sample),
                             .length = strlen(park_sample),
                             .settings = settings,
                             .setting_count = 1};
    both of = {.kept = cg_park_read(s->arena, &s->diagnostics, &source)};
    memset((char *)source.bytes, 'x',
           source.length); /* whoever gave it may do with it as they like */
    source.bytes = park_sample;
    source.document = cg_park_document(s->arena, &s->diagnostics, &source);
    of.whole = cg_park_read(s->arena, &s->diagnostics, &source);
    cr_assert_str_eq(park_said(s), "");
    return of;
}

static void check_flow(scratch *s, const both *of, const cg_flow *kept, const cg_flow *whole) {
    cr_expect_null(kept->node);
    cr_expect_not_null(whole->node);
    cg_place place = cg_flow_place(s->arena, of->kept, kept);
    cg_place stated = cg_flow_place(s->arena, of->whole, whole);
    cr_expect_str_eq(place.path, stated.path);
    cr_expect_eq(place.line, stated.line);
    cr_expect_str_eq(kept->ref, whole->ref);
    cr_expect_str_eq(kept->id, whole->id);
    for (int l = 0; l < CG_LANGUAGES; l++) {
        const char *name = whole->name.in[l];
        cr_expect(name == NULL ? kept->name.in[l] == NULL : strcmp(name, kept->name.in[l]) == 0);
    }
    const cg_json *object = whole->quantity_value.node;
    cr_expect_eq(kept->quantity_value.node != NULL,
                 object != NULL && object->type == CG_JSON_OBJECT);
    for (int a = 0; a < whole->attributes.count; a++) {
        cr_expect_str_eq(cg_json_canonical(s->arena, kept->attributes.items[a].value),
                         cg_json_canonical(s->arena, whole->attributes.items[a].value));
    }
}

Test(park_kept, all_that_is_asked_of_firms_is_there) {
    SCRATCH_START(s);
    both of = read_both(&s);
    cr_assert_gt(of.kept->outputs.count, 0);
    cr_assert_eq(of.kept->outputs.count, of.whole->outputs.count);
    for (int o = 0; o < of.kept->outputs.count; o++) {
        check_flow(&s, &of, &of.kept->outputs.items[o], &of.whole->outputs.items[o]);
    }
    for (int i = 0; i < of.kept->inputs.count; i++) {
        check_flow(&s, &of, &of.kept->inputs.items[i], &of.whole->inputs.items[i]);
    }
    for (int f = 0; f < of.kept->firms.count; f++) {
        const cg_firm *kept = &of.kept->firms.items[f], *whole = &of.whole->firms.items[f];
        cr_expect_str_eq(cg_json_path(s.arena, kept->node), cg_json_path(s.arena, whole->node));
        cr_expect_null(cg_json_member(kept->node, "outputs"));
        for (const cg_json *member = kept->node->first; member != NULL; member = member->next) {
            cr_expect_str_eq(cg_json_canonical(s.arena, member),
                             cg_json_canonical(s.arena, cg_json_member(whole->node, member->key)));
        }
        cr_expect_eq(cg_map_find(of.kept->firm_ids, whole->id), f);
    }
    cr_expect_str_eq(of.kept->sha256, of.whole->sha256);
    SCRATCH_END(s);
}

Test(park_kept, the_whole_document_comes_again) {
    SCRATCH_START(s);
    both of = read_both(&s);
    cr_assert_not_null(of.kept->text);
    cr_assert_null(of.whole->text);
    const char *expected = cg_json_canonical(s.arena, of.whole->document);
    cr_expect_not_null(strstr(expected, "Changed"), "the setting is lost: nothing is tested");
    cr_expect_str_eq(cg_json_canonical(s.arena, cg_park_whole(s.arena, of.kept)), expected);
    cr_expect_str_eq(cg_json_canonical(s.arena, cg_park_whole(s.arena, of.whole)), expected);
    cr_expect_str_neq(cg_json_canonical(s.arena, of.kept->document), expected);
    SCRATCH_END(s);
}
