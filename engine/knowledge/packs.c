/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathers the documents that hold knowledge: the shipped files in order, the park's own last. */
#include "knowledge/read.h"

#include "base/file.h"
#include "knowledge/rules.h"

#include <string.h>

/* The lists a document may hold, whatever its folder. */
static const char *const document_keys[] = {"format",        "title",      "resources",
                                            "substitutions", "modes",      "factors",
                                            "parameters",    "attributes", NULL};
static const char *const park_keys[] = {"resources",  "substitutions", "modes", "factors",
                                        "parameters", "attributes",    NULL};

static cg_pack *add_pack(cg_knowledge *knowledge, cg_packs *packs, const char *id,
                         const cg_json *root) {
    CG_PUSH(knowledge->arena, packs, ((cg_pack){.id = id, .root = root}));
    return &packs->items[packs->count - 1];
}

/* Reads one shipped file; NULL after reporting. */
static const cg_json *read_shipped(const cg_reader *reader, const char *file, const char *format) {
    const cg_json *root =
        cg_json_shelf_read(reader->shelf, reader->arena, reader->diagnostics, file);
    cg_reader here = *reader;
    here.file = file;
    if (root == NULL || !cg_reader_is(&here, root, CG_JSON_OBJECT)) {
        return NULL;
    }
    const char *stated = cg_json_member_text(root, "format");
    if (stated == NULL || strcmp(stated, format) != 0) {
        const cg_json *member = cg_json_member(root, "format");
        cg_say(reader->diagnostics, CG_ERROR,
               cg_reader_place(&here, member != NULL ? member : root), CG_MSG_PACK_FORMAT,
               stated != NULL ? stated : "", format, NULL);
        return NULL;
    }
    return root;
}

static void list_folder(cg_arena *arena, const char *models, const char *folder,
                        cg_pack_files *files) {
    const char *path = cg_format(arena, "%s/%s", models, folder);
    int count = 0;
    const char **names = cg_folder_list(arena, path, ".json", &count);
    for (int i = 0; i < count; i++) {
        const char *stem = cg_copy(arena, names[i], strlen(names[i]) - strlen(".json"));
        cg_pack_file file = {.file = cg_format(arena, "%s/%s", path, names[i]),
                             .id = cg_format(arena, "%s/%s", folder, stem),
                             .format = cg_format(arena, "congsinh-%s/1", folder),
                             .shipped = true};
        CG_PUSH(arena, files, file);
    }
}

/* A rule pack adds its attributes here; the rest of it is read by rules.c. */
static const cg_pack_file rule_pack = {.format = "congsinh-rules/1", .more = true};

static void list_rule_packs(cg_arena *arena, const char *models, cg_pack_files *files) {
    int count = 0;
    const char **names = cg_folder_list(arena, cg_format(arena, "%s/rules", models), "/", &count);
    for (int i = 0; i < count; i++) {
        const char *name = cg_copy(arena, names[i], strcspn(names[i], "/"));
        cg_pack_file file = rule_pack;
        file.file = cg_format(arena, "%s/rules/%s/pack.json", models, name);
        file.id = cg_format(arena, "rules/%s", name);
        file.shipped = true;
        CG_PUSH(arena, files, file);
    }
}

cg_pack_files cg_packs_list(cg_arena *arena, const cg_knowledge_sources *sources) {
    static const char *const folders[] = {"factors", "costs", "resources", "modes",
                                          "substitutions"};
    cg_pack_files files = {0};
    if (sources->models_folder != NULL) {
        for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
            list_folder(arena, sources->models_folder, folders[i], &files);
        }
        list_rule_packs(arena, sources->models_folder, &files);
    }
    int named = 0;
    const char **names = cg_rules_split(arena, sources->rules, &named);
    for (int i = 0; i < named; i++) {
        if (cg_rules_is_file(names[i])) {
            /* Not shipped: a user's own pack may put its attributes in place of shipped ones, as a
             * park may. */
            cg_pack_file file = rule_pack;
            file.file = file.id = names[i];
            CG_PUSH(arena, &files, file);
        }
    }
    return files;
}

static void gather_file(cg_knowledge *knowledge, const cg_reader *reader, const cg_pack_file *from,
                        cg_packs *packs) {
    const cg_json *root = read_shipped(reader, from->file, from->format);
    if (root == NULL) {
        return;
    }
    cg_pack *pack = add_pack(knowledge, packs, from->id, root);
    pack->shipped = from->shipped;
    pack->reader = *reader;
    pack->reader.file = from->file;
    pack->reader.lenient_rates = true;
    if (!from->more) {
        cg_reader_check_document(&pack->reader, root, document_keys);
        cg_reader_sentence(&pack->reader, cg_json_member(root, "title"));
    }
    if (from->shipped) {
        knowledge->packs[knowledge->pack_count] = from->id;
        knowledge->pack_count++;
    }
}

void cg_packs_gather(cg_knowledge *knowledge, const cg_reader *reader,
                     const cg_knowledge_sources *sources, cg_packs *packs) {
    const cg_pack_files files = cg_packs_list(knowledge->arena, sources);
    knowledge->packs = CG_ARRAY(knowledge->arena, const char *, files.count + 1);
    for (int i = 0; i < files.count; i++) {
        gather_file(knowledge, reader, &files.items[i], packs);
    }
    if (sources->park_models == NULL ||
        !cg_reader_is(reader, sources->park_models, CG_JSON_OBJECT)) {
        return;
    }
    cg_pack *pack = add_pack(knowledge, packs, "park", sources->park_models);
    pack->reader = *reader;
    cg_reader_check_keys(reader, sources->park_models, park_keys);
}

const cg_json *cg_pack_first(const cg_pack *pack, const char *key) {
    return cg_reader_first(&pack->reader, pack->root, key);
}

const char *cg_entry_id(const cg_pack *pack, const cg_json *entry) {
    const cg_reader *reader = &pack->reader;
    if (!cg_reader_is(reader, entry, CG_JSON_OBJECT)) {
        return NULL;
    }
    const cg_json *id = cg_json_member(entry, "id");
    if (id == NULL) {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, entry), CG_MSG_ENTRY_WITHOUT,
               "id", NULL);
        return NULL;
    }
    if (!cg_reader_is(reader, id, CG_JSON_STRING)) {
        return NULL;
    }
    if (id->text[0] == '\0') {
        cg_say(reader->diagnostics, CG_ERROR, cg_reader_place(reader, id), CG_MSG_ENTRY_ID_EMPTY,
               NULL);
        return NULL;
    }
    return id->text;
}

bool cg_entry_is_double(const cg_pack *pack, const cg_json *entry, const char *identity,
                        const char *other) {
    if (!pack->shipped && strcmp(other, pack->id) != 0) {
        return false;
    }
    cg_say(pack->reader.diagnostics, CG_ERROR, cg_reader_place(&pack->reader, entry),
           CG_MSG_ENTRY_TWICE, identity, other, NULL);
    return true;
}

bool cg_member_value(const cg_reader *reader, const cg_json *object, cg_asked_value asked,
                     cg_value *out) {
    const cg_json *member = cg_json_member(object, asked.key);
    *out = (cg_value){.value = asked.otherwise};
    if (member == NULL) {
        return true;
    }
    return cg_value_read_least(reader, member, asked.kind, asked.family, asked.least, out);
}

bool cg_member_positive(const cg_reader *reader, const cg_json *object, cg_asked_value asked,
                        cg_value *out) {
    if (!cg_member_value(reader, object, asked, out)) {
        *out = (cg_value){.given = true, .value = asked.otherwise};
        return false;
    }
    if (out->value > 0) {
        return true;
    }
    cg_say(reader->diagnostics, CG_ERROR,
           cg_reader_place(reader, cg_json_member(object, asked.key)), CG_MSG_NOT_POSITIVE,
           asked.key,
           cg_value_shown(reader, cg_json_member(object, asked.key), "value", out->value), NULL);
    *out = (cg_value){.given = true, .value = asked.otherwise};
    return false;
}

bool cg_family_member(const cg_reader *reader, const cg_json *node, cg_family *out) {
    static const char *const families[] = {"water", "heat", "material", NULL};
    if (!cg_reader_is(reader, node, CG_JSON_STRING)) {
        return false;
    }
    if (cg_family_find(out, node->text)) {
        return true;
    }
    const char *nearest = cg_nearest(families, node->text);
    cg_place place = cg_reader_place(reader, node);
    if (nearest != NULL) {
        cg_say(reader->diagnostics, CG_ERROR, place, CG_MSG_FAMILY_UNKNOWN_NEAREST, node->text,
               nearest, NULL);
        return false;
    }
    cg_say(reader->diagnostics, CG_ERROR, place, CG_MSG_FAMILY_UNKNOWN, node->text, NULL);
    return false;
}
