/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps what is known on the shelf it was read from, for the next park that knows the same. */
#include "knowledge/frameworks.h"
#include "knowledge/read.h"

/* What is kept: knowledge, and what reading it counted. */
typedef struct keeping {
    const cg_knowledge *knowledge;
    cg_moved moved;
} keeping;

/* The bits, so that numbers are the same only where no sum can tell them apart. */
static void add_number(cg_text *key, double number) {
    unsigned long long bits = 0;
    _Static_assert(sizeof bits == sizeof number, "a number's bits fit");
    memcpy(&bits, &number, sizeof bits);
    cg_text_addf(key, "%llx ", bits);
}

/* A text with its length, so that none can look like the end of itself and what follows. */
static void add_text(cg_text *key, const char *text) {
    if (text == NULL) {
        cg_text_add(key, "- ");
        return;
    }
    cg_text_addf(key, "%zu:%s ", strlen(text), text);
}

static void add_rates(cg_text *key, const cg_currency *currency) {
    add_text(key, currency == NULL ? NULL : currency->own);
    int count = currency == NULL || currency->others == NULL ? 0 : cg_map_count(currency->others);
    cg_text_addf(key, "%d ", count);
    for (int i = 0; i < count; i++) {
        add_text(key, cg_map_key(currency->others, i));
        add_number(key, currency->rates[cg_map_value(currency->others, i)]);
    }
}

/* All that a reader can see of a tree, its lines and order too: what is read remembers where it
 * stands. */
static void add_tree(cg_text *key, const cg_json *node) {
    cg_text_addf(key, "%d %d %d %d ", (int)node->type, node->truth ? 1 : 0, node->line,
                 node->count);
    add_number(key, node->number);
    add_text(key, node->key);
    add_text(key, node->text);
    for (const cg_json *child = node->first; child != NULL; child = child->next) {
        add_tree(key, child);
    }
}

/* True where a place of the tree is not its own to tell: what was stated in a table is told by the
 * cell. */
static bool is_of_tables(const cg_json *node) {
    bool found = node->stated != NULL;
    for (const cg_json *child = node->first; child != NULL && !found; child = child->next) {
        found = is_of_tables(child);
    }
    return found;
}

static bool can_be_copied(const cg_json *models) {
    bool above = false;
    for (const cg_json *at = models->parent; at != NULL; at = at->parent) {
        above = above || at->stated != NULL;
    }
    return !above && !is_of_tables(models);
}

/* False where something that is read cannot be told apart from what it may be next time. */
static bool add_files(cg_text *key, const cg_reader *reader, cg_diagnostics *unheard,
                      const cg_knowledge_sources *sources) {
    const cg_pack_files packs = cg_packs_list(reader->arena, sources);
    const char **files = CG_ARRAY(reader->arena, const char *, packs.count + 1);
    for (int i = 0; i < packs.count; i++) {
        files[i] = packs.items[i].file;
        add_text(key, packs.items[i].id);
    }
    const char **frameworks =
        cg_framework_files(reader->arena, sources->models_folder, sources->framework);
    return cg_json_shelf_key(reader->shelf, unheard, files, key) &&
           cg_json_shelf_key(reader->shelf, unheard, frameworks, key);
}

/* All that knowledge is made of, but for the parameters that the park meets outside its models. */
static bool make_key(cg_text *key, const cg_reader *reader, const cg_knowledge_sources *sources) {
    cg_diagnostics unheard = {.arena = reader->arena};
    cg_text_addf(key, "knowledge %d %d %d ", (int)reader->end, reader->lenient_rates ? 1 : 0,
                 reader->confidences ? 1 : 0);
    add_rates(key, reader->currency);
    if (!add_files(key, reader, &unheard, sources) || unheard.items.count > 0) {
        return false;
    }
    if (sources->park_models != NULL) {
        if (!can_be_copied(sources->park_models)) {
            return false;
        }
        add_text(key, reader->file);
        add_tree(key, sources->park_models);
    }
    return true;
}

static const cg_currency *copy_currency(cg_arena *arena, const cg_currency *from) {
    if (from == NULL) {
        return NULL;
    }
    cg_currency *copy = CG_NEW(arena, cg_currency);
    copy->own = cg_copy_text(arena, from->own);
    if (from->others == NULL) {
        return copy;
    }
    int count = cg_map_count(from->others);
    cg_map *others = cg_map_new(arena);
    double *rates = CG_ARRAY(arena, double, count + 1);
    for (int i = 0; i < count; i++) {
        cg_map_add(others, cg_copy_text(arena, cg_map_key(from->others, i)), i);
        rates[i] = from->rates[cg_map_value(from->others, i)];
    }
    copy->others = others;
    copy->rates = rates;
    return copy;
}

static void own_texts(cg_arena *arena, cg_json *node) {
    node->text = cg_copy_text(arena, node->text);
    node->key = cg_copy_text(arena, node->key);
    for (cg_json *child = node->first; child != NULL; child = child->next) {
        own_texts(arena, child);
    }
}

/* The park's "models" without the park, at the same place in a document. */
static const cg_json *copy_models(cg_arena *arena, const cg_json *models) {
    if (models == NULL) {
        return NULL;
    }
    cg_json *root = CG_NEW(arena, cg_json);
    root->type = CG_JSON_OBJECT;
    cg_json *copy = cg_json_copy(arena, models);
    own_texts(arena, copy);
    cg_json_append(root, copy);
    return copy;
}

/* Reads knowledge that needs nothing of the park that asks for it. */
static const cg_stored *make(const cg_reader *reader, const cg_knowledge_sources *sources,
                             const char *key) {
    cg_stored *kept = cg_store_begin(cg_json_shelf_made(reader->shelf));
    cg_arena *arena = kept->arena;
    keeping *made = CG_NEW(arena, keeping);
    cg_diagnostics unheard = {.arena = arena};
    cg_reader own = *reader;
    own.arena = arena;
    own.diagnostics = &unheard;
    own.file = cg_copy_text(arena, reader->file);
    own.currency = copy_currency(arena, reader->currency);
    own.moved = &made->moved;
    own.readings = NULL;
    const cg_knowledge_sources its = {
        .models_folder = cg_copy_text(arena, sources->models_folder),
        .park_models = copy_models(arena, sources->park_models),
        .rules = cg_copy_text(arena, sources->rules),
        .framework = cg_copy_text(arena, sources->framework),
    };
    cg_knowledge *knowledge = cg_knowledge_read(&own, &its);
    knowledge->kept = kept->number;
    made->knowledge = knowledge;
    /* What there is to say must be said of every park: it is read by each itself. */
    cg_store_end(kept, key, unheard.items.count > 0 ? NULL : made);
    return kept;
}

const cg_knowledge *cg_knowledge_ask(cg_reader *reader, const cg_knowledge_sources *sources) {
    cg_text key = cg_text_start(reader->arena);
    if (reader->shelf == NULL || !make_key(&key, reader, sources)) {
        return cg_knowledge_read(reader, sources);
    }
    const cg_stored *kept = cg_store_find(cg_json_shelf_made(reader->shelf), key.bytes);
    kept = kept != NULL ? kept : make(reader, sources, key.bytes);
    const keeping *found = kept->thing;
    bool lent = found != NULL &&
                (sources->park == NULL || cg_parameters_are_met(found->knowledge, sources->park));
    if (!lent) {
        return cg_knowledge_read(reader, sources);
    }
    cg_arena_hold(reader->arena, kept->arena);
    if (reader->moved != NULL) {
        reader->moved->own += found->moved.own;
        reader->moved->shipped += found->moved.shipped;
    }
    cg_knowledge_lend(reader, found->knowledge);
    return found->knowledge;
}
