/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the readers of packs share; nobody outside this room includes it. */
#ifndef CG_KNOWLEDGE_READ_H
#define CG_KNOWLEDGE_READ_H

#include "knowledge/knowledge.h"

/* One document that holds entries: a shipped file, a rule pack's attributes, or the park's
 * "models". */
typedef struct cg_pack {
    const char *id; /* "resources/water", "rules/vn", "park" */
    const cg_json *root;
    cg_reader reader; /* its file; lenient about exchange rates where shipped */
    bool shipped;
} cg_pack;
typedef CG_VECTOR(cg_pack) cg_packs;

/* A file that holds one, and what it must be. */
typedef struct cg_pack_file {
    const char *file, *id, *format;
    bool shipped;
    bool more; /* it holds more than is read here: a rule pack */
} cg_pack_file;
typedef CG_VECTOR(cg_pack_file) cg_pack_files;
/* All files of the sources, shipped ones first. */
cg_pack_files cg_packs_list(cg_arena *arena, const cg_knowledge_sources *sources);
/* Each takes its list of every pack in order, shipped ones first. */
void cg_packs_gather(cg_knowledge *knowledge, const cg_reader *reader,
                     const cg_knowledge_sources *sources, cg_packs *packs);
void cg_factors_read(cg_knowledge *knowledge, const cg_packs *packs);
void cg_attributes_declare(cg_knowledge *knowledge, const cg_packs *packs);
void cg_parameters_read(cg_knowledge *knowledge, const cg_packs *packs);
/* Adds the parameters that `document` uses and nobody declared. */
void cg_parameters_meet(cg_knowledge *knowledge, const cg_reader *reader, const cg_json *document);
/* True where that would add none. */
bool cg_parameters_are_met(const cg_knowledge *knowledge, const cg_json *document);
void cg_modes_read(cg_knowledge *knowledge, const cg_packs *packs);
void cg_resources_read(cg_knowledge *knowledge, const cg_packs *packs);
void cg_substitutions_read(cg_knowledge *knowledge, const cg_packs *packs);

/* Every name that a predicate may ask about, with its type as the value; once attributes are known.
 */
cg_map *cg_predicate_names(cg_arena *arena, const cg_knowledge *knowledge);
/* The first entry of a pack's list `key`, or NULL; reports a list of the wrong type. */
const cg_json *cg_pack_first(const cg_pack *pack, const char *key);
/* The entry's "id"; NULL after reporting that it is no object or has none. */
const char *cg_entry_id(const cg_pack *pack, const cg_json *entry);
/* True where an entry of the same identity, from `other`, may not be replaced by `pack`; reported.
 */
bool cg_entry_is_double(const cg_pack *pack, const cg_json *entry, const char *identity,
                        const char *other);
/* Reads a member of an object; `otherwise` where absent, not below `least`. */
typedef struct cg_asked_value {
    const char *key;
    cg_kind kind;
    cg_family family;
    double least, otherwise;
} cg_asked_value;
bool cg_member_value(const cg_reader *reader, const cg_json *object, cg_asked_value asked,
                     cg_value *out);
/* The same for what must be above 0: where it is not, reports it and leaves `otherwise`. */
bool cg_member_positive(const cg_reader *reader, const cg_json *object, cg_asked_value asked,
                        cg_value *out);
/* The id of the mode that `object` states and that can carry `family`; NULL where none, or
 * reported. */
const char *cg_mode_member(const cg_reader *reader, const cg_knowledge *knowledge,
                           const cg_json *object, cg_family family);
/* As cg_quality_read_object for shares taken out, 0..1. */
void cg_removal_read_object(const cg_reader *reader, const cg_knowledge *knowledge,
                            const cg_json *object, cg_quality *into);

#endif
