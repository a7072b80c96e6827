/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public batch: what is to be done, what a journal says is done, and the summaries. */
#include "api/batch.h"

#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "report/report_batch.h"

static const struct {
    const char *name;
    cg_report_format format;
} summaries[] = {{"summary.txt", CG_REPORT_TEXT},
                 {"summary.csv", CG_REPORT_CSV},
                 {"summary.json", CG_REPORT_JSON},
                 {"roll-up.html", CG_REPORT_HTML}};
enum { SUMMARIES = sizeof summaries / sizeof *summaries };

const char *cg_batch_path(cg_arena *arena, const char *folder, const char *name) {
    size_t length = strlen(folder);
    bool slash = length > 0 && folder[length - 1] == '/';
    return cg_format(arena, "%s%s%s", folder, slash ? "" : "/", name);
}

cg_park_source cg_batch_source(const congsinh *context, const congsinh_batch *batch,
                               const char *file, const char *bytes, size_t length) {
    return (cg_park_source){.file = file,
                            .bytes = bytes,
                            .length = length,
                            .settings = batch->settings,
                            .setting_count = batch->setting_count,
                            .rules = batch->solve.law.rules,
                            .models_folder = context->models,
                            .shelf = context->shelf};
}

/* ---- opening */

typedef struct opening {
    const congsinh_batch_options *options;
    congsinh_batch *batch;
} opening;

/* The plan itself first, then what is asked, each once. */
static void take_formats(congsinh_batch *batch, const congsinh_batch_options *options) {
    static const congsinh_format usual[] = {CONGSINH_HTML, CONGSINH_MARKDOWN, CONGSINH_CSV};
    const congsinh_format *asked = options->formats == NULL ? usual : options->formats;
    int count =
        options->formats == NULL ? (int)(sizeof usual / sizeof *usual) : options->format_count;
    congsinh_format *formats = CG_ARRAY(batch->arena, congsinh_format, count + 1);
    formats[batch->format_count++] = CONGSINH_JSON;
    for (int i = 0; i < count; i++) {
        bool there =
            asked[i] > CONGSINH_HTML; /* maps and graphs are of one plan: report makes them */
        for (int j = 0; j < batch->format_count; j++) {
            there = there || formats[j] == asked[i];
        }
        if (!there) {
            formats[batch->format_count++] = asked[i];
        }
    }
    batch->formats = formats;
}

static void take_options(congsinh_batch *batch, const congsinh_batch_options *options) {
    batch->solve = *cg_solve_options(options->solve);
    batch->settings = options->settings;
    batch->setting_count = options->setting_count;
    batch->folder = cg_copy(batch->arena, options->folder, strlen(options->folder));
    batch->by_park = cg_map_new(batch->arena);
    take_formats(batch, options);
    static const congsinh_report_options board = CONGSINH_REPORT_OPTIONS_INIT;
    batch->report = options->report == NULL ? board : *options->report;
}

/* Summaries of a folder are there where all is done, and only then. */
static void remove_summaries(congsinh_batch *batch) {
    for (int i = 0; i < SUMMARIES; i++) {
        unlink(cg_batch_path(batch->arena, batch->folder, summaries[i].name));
    }
}

static void tell_damage(congsinh *context, const congsinh_batch *batch) {
    cg_place place = {batch->file.path, NULL, 0};
    if (batch->file.cut) {
        cg_say(&context->diagnostics, CG_WARNING, place, CG_MSG_BATCH_JOURNAL_CUT, NULL);
    }
    if (batch->journal->foreign > 0) {
        cg_say(&context->diagnostics, CG_WARNING, place, CG_MSG_BATCH_JOURNAL_FOREIGN,
               cg_format(batch->arena, "%d", batch->journal->foreign), NULL);
    }
}

static congsinh_status open_batch(congsinh *context, void *payload) {
    opening *job = payload;
    congsinh_batch *batch = job->batch;
    take_options(batch, job->options);
    if (!cg_batch_base(context, batch)) {
        return CONGSINH_BAD_DATA;
    }
    if (!cg_folder_make(&context->diagnostics, batch->folder)) {
        return CONGSINH_MACHINE;
    }
    char *lines = NULL;
    const char *path = cg_batch_path(batch->arena, batch->folder, "journal.jsonl");
    if (!cg_journal_open(&batch->file, batch->arena, &context->diagnostics, path, &lines)) {
        return CONGSINH_MACHINE;
    }
    cg_folder_sweep(batch->folder);
    remove_summaries(batch);
    batch->journal = cg_batch_journal_read(batch->arena, lines);
    tell_damage(context, batch);
    return CONGSINH_OK;
}

/* What the caller can mend by another name is no fault of the machine. */
static congsinh_status reason_of(const congsinh *context, congsinh_status status) {
    int count = context->diagnostics.items.count;
    if (status != CONGSINH_MACHINE || count == 0) {
        return status;
    }
    cg_message_id last = context->diagnostics.items.items[count - 1].message;
    bool mendable = last == CG_MSG_JOURNAL_IN_USE || last == CG_MSG_FILE_FOLDER_EXPECTED;
    return mendable ? CONGSINH_BAD_DATA : status;
}

congsinh_status congsinh_batch_open(congsinh_batch **out, congsinh *context,
                                    const congsinh_batch_options *options) {
    *out = NULL;
    if (options->report != NULL && options->report->audience == CONGSINH_FOR_FIRM) {
        return CONGSINH_BAD_USAGE;
    }
    congsinh_batch *batch = cg_handle_new(context, sizeof *batch);
    if (batch == NULL) {
        return CONGSINH_NO_MEMORY;
    }
    batch->file.descriptor = -1;
    opening job = {options, batch};
    congsinh_status status = cg_guard(context, open_batch, &job);
    if (status != CONGSINH_OK) {
        congsinh_batch_free(batch);
        return reason_of(context, status);
    }
    *out = batch;
    return CONGSINH_OK;
}

void congsinh_batch_free(congsinh_batch *batch) {
    if (batch != NULL) {
        cg_journal_close(&batch->file);
    }
    cg_handle_free(batch);
}

/* ---- adding */

typedef struct adding {
    congsinh_batch *batch;
    const char *file;
    cg_arena *work;
    cg_diagnostics said; /* of this park; in the batch's arena */
    cg_batch_row row;
} adding;

typedef enum park_id { ID_NONE, ID_USABLE, ID_NO_FOLDER } park_id;

/* Dots and blanks are refused by the park's own reader, which says so with the place. */
static park_id judge_id(const char *id) {
    enum { LONGEST = 200 };
    if (id == NULL || *id == '\0' || strpbrk(id, ". \t\r\n") != NULL) {
        return ID_NONE;
    }
    bool usable = strlen(id) <= LONGEST && strchr(id, '/') == NULL;
    for (const char *at = id; *at != '\0'; at++) {
        usable = usable && (unsigned char)*at > ' ' && *at != 0x7F;
    }
    return usable ? ID_USABLE : ID_NO_FOLDER;
}

static void refuse(adding *a) {
    a->row.status = "failed";
    a->row.key = NULL;
    cg_batch_row_hear(a->batch->arena, &a->row, &a->said);
}

/* False after saying why this park cannot have a folder. */
static bool take_id(adding *a, const cg_json *document) {
    cg_arena *arena = a->batch->arena;
    const char *id = cg_json_member_text(cg_json_member(document, "park"), "id");
    cg_place place = {a->file, "park.id", 0};
    park_id judged = judge_id(id);
    if (judged == ID_NO_FOLDER) {
        cg_say(&a->said, CG_ERROR, place, CG_MSG_BATCH_ID_NO_FOLDER, id, NULL);
        return false;
    }
    if (judged == ID_NONE) {
        return true;
    }
    id = cg_copy(arena, id, strlen(id));
    int other = cg_map_find(a->batch->by_park, id);
    if (other != CG_NONE) {
        cg_say(&a->said, CG_ERROR, place, CG_MSG_BATCH_TWICE, id, a->batch->rows.items[other].file,
               NULL);
        return false;
    }
    cg_map_add(a->batch->by_park, id, a->batch->rows.count);
    a->row.park = id;
    return true;
}

/* Whether the park's folder still holds what was written. */
static bool has_files(const adding *a, const cg_batch_row *done) {
    for (int i = 0; i < done->files.count; i++) {
        cg_diagnostics unheard = {.arena = a->work};
        const cg_batch_file *file = &done->files.items[i];
        const char *folder = cg_batch_path(a->work, a->batch->folder, done->park);
        char *bytes = NULL;
        size_t length = 0;
        char digest[65];
        if (!cg_file_read(a->work, &unheard, cg_batch_path(a->work, folder, file->name),
                          CG_BATCH_MOST_BYTES, &bytes, &length)) {
            return false;
        }
        cg_sha256(bytes, length, digest);
        if (strcmp(digest, file->sha256) != 0) {
            return false;
        }
    }
    return true;
}

/* Whoever comes back to a folder is told why what was done is done again. */
static void say_again(congsinh *context, const adding *a, cg_message_id reason) {
    bool of_all = reason == CG_MSG_BATCH_AGAIN_OPTIONS;
    cg_say(&context->diagnostics, CG_NOTE,
           (cg_place){of_all ? a->batch->file.path : a->file, NULL, 0}, reason,
           of_all ? NULL : a->row.park, NULL);
}

/* The park is done, but not this one with these options. */
static void say_changed(congsinh *context, const adding *a) {
    int found =
        a->row.park == NULL ? CG_NONE : cg_map_find(a->batch->journal->by_park, a->row.park);
    if (found == CG_NONE) {
        return;
    }
    const cg_batch_row *last = &a->batch->journal->items.items[found];
    bool same_park = last->sha256 != NULL && strcmp(last->sha256, a->row.sha256) == 0;
    bool same_base = last->base != NULL && strcmp(last->base, a->batch->base) == 0;
    if (!same_park) {
        say_again(context, a, CG_MSG_BATCH_AGAIN_PARK);
    }
    if (!same_base || same_park) {
        say_again(context, a, CG_MSG_BATCH_AGAIN_OPTIONS);
    }
}

static void look_up(congsinh *context, adding *a) {
    int found = cg_map_find(a->batch->journal->by_key, a->row.key);
    if (found == CG_NONE) {
        say_changed(context, a);
        return;
    }
    const cg_batch_row *done = &a->batch->journal->items.items[found];
    bool same = done->park == NULL || a->row.park == NULL ? done->park == a->row.park
                                                          : strcmp(done->park, a->row.park) == 0;
    if (!same) {
        return;
    }
    if (!has_files(a, done)) {
        say_again(context, a, CG_MSG_BATCH_AGAIN_FILES);
        return;
    }
    const char *park = a->row.park;
    a->row = *done;
    a->row.park = park;
    a->row.file = a->file;
    a->row.earlier = true;
    if (done->files.count == 0 && park != NULL) {
        /* Another batch may have found a plan under other options. */
        cg_batch_clear(a->work, cg_batch_path(a->work, a->batch->folder, park));
    }
}

static bool look_at(congsinh *context, adding *a) {
    char *bytes = NULL;
    size_t length = 0;
    if (strcmp(a->file, "-") == 0) {
        cg_say(&a->said, CG_ERROR, (cg_place){a->file, NULL, 0}, CG_MSG_BATCH_STANDARD_INPUT, NULL);
        return false;
    }
    if (!cg_file_read(a->work, &a->said, a->file, CG_BATCH_MOST_BYTES, &bytes, &length)) {
        return false;
    }
    cg_park_source source = cg_batch_source(context, a->batch, a->file, bytes, length);
    cg_diagnostics heard = {.arena = a->batch->arena};
    cg_text tables = cg_text_start(a->work);
    source.tables = &tables;
    const cg_json *document = cg_park_document(a->work, &heard, &source);
    if (document == NULL) {
        a->said = heard;
        return false;
    }
    const char *key = cg_batch_key(a->work, a->batch, &source, document);
    a->row.key = cg_copy(a->batch->arena, key, strlen(key));
    a->row.sha256 = cg_batch_digest(a->batch->arena, bytes, length);
    a->row.base = a->batch->base;
    return take_id(a, document);
}

static congsinh_status add(congsinh *context, void *payload) {
    adding *a = payload;
    cg_arena *arena = a->batch->arena;
    a->file = cg_copy(arena, a->file, strlen(a->file));
    a->row.file = a->file;
    a->said.arena = arena;
    if (look_at(context, a)) {
        look_up(context, a);
    } else {
        refuse(a);
    }
    CG_PUSH(arena, &a->batch->rows, a->row);
    return CONGSINH_OK;
}

/* Reads the models and the law as the park asks for them, at every end that it will be read at:
 * each process that is forked for a park would read them anew. Of the park itself only what they
 * depend on is read. */
static congsinh_status read_models(congsinh *context, void *payload) {
    static const char *const parts[] = {"firms",     "facilities", "links",       "corridors",
                                        "exchanges", "periods",    "requirements"};
    const adding *a = payload;
    cg_park_source source = cg_batch_source(context, a->batch, a->file, NULL, 0);
    cg_json *document = cg_park_document(a->work, &context->diagnostics, &source);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        cg_json *part = cg_json_member(document, parts[i]);
        if (part != NULL) {
            cg_json_remove(part);
        }
    }
    const int ends = a->batch->solve.no_ranges ? CG_AS_STATED : CG_FAVOURABLE;
    for (int end = CG_AS_STATED; document != NULL && end <= ends; end++) {
        source.document = document;
        source.end = (cg_range_end)end;
        const cg_park *park = cg_park_read(a->work, &context->diagnostics, &source);
        if (park != NULL && end == CG_AS_STATED) {
            (void)cg_context_law(context, a->work, park, &a->batch->solve.law);
        }
    }
    return CONGSINH_OK;
}

/* What is wrong with them is said of each park that is solved, and where memory ends now, it is
 * read then. */
static void make_ready(congsinh *context, adding *a) {
    cg_diagnostics outer = context->diagnostics;
    context->diagnostics = (cg_diagnostics){.arena = a->work};
    (void)!cg_guard(context, read_models, a);
    context->diagnostics = outer;
    a->batch->ready = true;
}

congsinh_status congsinh_batch_add(congsinh_batch *batch, congsinh *context, const char *file) {
    adding a = {.batch = batch, .file = file, .work = cg_context_arena(context)};
    congsinh_status status = a.work == NULL ? CONGSINH_NO_MEMORY : cg_guard(context, add, &a);
    if (status == CONGSINH_OK && !batch->ready && a.row.status == NULL) {
        make_ready(context, &a);
    }
    cg_arena_free(a.work);
    return status;
}

/* ---- what is known */

int congsinh_batch_count(const congsinh_batch *batch) {
    return batch->rows.count;
}

static congsinh_status status_of(const cg_batch_row *row) {
    static const struct {
        const char *word;
        congsinh_status status;
    } words[] = {{"optimal", CONGSINH_OK},
                 {"limit", CONGSINH_LIMIT},
                 {"infeasible", CONGSINH_INFEASIBLE},
                 {"failed", CONGSINH_BAD_DATA}};
    for (size_t i = 0; row->status != NULL && i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i].word, row->status) == 0) {
            return words[i].status;
        }
    }
    return CONGSINH_MACHINE;
}

congsinh_batch_park congsinh_batch_at(const congsinh_batch *batch, int i) {
    congsinh_batch_park told = {.file = NULL};
    if (i < 0 || i >= batch->rows.count) {
        return told;
    }
    const cg_batch_row *row = &batch->rows.items[i];
    told.file = row->file;
    told.id = row->park;
    told.earlier = row->earlier;
    told.done = row->status != NULL;
    told.status = told.done ? status_of(row) : CONGSINH_OK;
    if (row->solved) {
        told.totals = cg_totals_told(&row->totals);
    }
    return told;
}

/* ---- what comes in */

typedef struct taking {
    congsinh_batch *batch;
    int row;
    const char *line;
    size_t length;
    congsinh_status status;
} taking;

static congsinh_status take(congsinh *context, void *payload) {
    taking *t = payload;
    cg_batch_row *row = &t->batch->rows.items[t->row];
    cg_batch_row made;
    bool whole = t->length > 0 && t->line[t->length - 1] == '\n' &&
                 memchr(t->line, '\n', t->length - 1) == NULL &&
                 cg_batch_line_read(t->batch->arena, &made, t->line, t->length);
    if (!whole || row->key == NULL || strcmp(made.key, row->key) != 0) {
        cg_say(&context->diagnostics, CG_ERROR, (cg_place){row->file, NULL, 0}, CG_MSG_BATCH_LINE,
               NULL);
        return CONGSINH_BAD_DATA;
    }
    if (!cg_journal_append(&t->batch->file, &context->diagnostics, t->line, t->length)) {
        return CONGSINH_MACHINE;
    }
    made.file = row->file;
    made.park = row->park;
    *row = made;
    return CONGSINH_OK;
}

congsinh_status congsinh_batch_take(congsinh_batch *batch, congsinh *context, int i,
                                    const char *line, size_t length) {
    taking t = {.batch = batch, .row = i, .line = line, .length = length};
    return i < 0 || i >= batch->rows.count ? CONGSINH_BAD_USAGE : cg_guard(context, take, &t);
}

static congsinh_status fail(congsinh *context, void *payload) {
    (void)context;
    taking *t = payload;
    cg_batch_row *row = &t->batch->rows.items[t->row];
    cg_diagnostics said = {.arena = t->batch->arena};
    cg_message_id message = t->status == CONGSINH_NO_MEMORY  ? CG_MSG_BATCH_NO_MEMORY
                            : t->status == CONGSINH_BAD_DATA ? CG_MSG_BATCH_CHANGED
                                                             : CG_MSG_BATCH_DIED;
    cg_say(&said, CG_ERROR, (cg_place){row->file, NULL, 0}, message, row->file, NULL);
    row->status = "fault";
    cg_batch_row_hear(t->batch->arena, row, &said);
    return CONGSINH_OK;
}

congsinh_status congsinh_batch_fail(congsinh_batch *batch, congsinh *context, int i,
                                    congsinh_status status) {
    taking t = {.batch = batch, .row = i, .status = status};
    return i < 0 || i >= batch->rows.count ? CONGSINH_BAD_USAGE : cg_guard(context, fail, &t);
}

/* ---- summaries */

typedef struct summing {
    const congsinh_batch *batch;
    cg_arena *work;
    cg_report_format format;
    const char *text;
    size_t length;
} summing;

static void sum_up(const congsinh *context, summing *s) {
    cg_batch_view view = {s->batch->rows.items, s->batch->rows.count, "congsinh " CONGSINH_VERSION};
    s->text = cg_report_batch(s->work, &view, s->format, cg_context_language(context), &s->length);
}

static congsinh_status make_summary(congsinh *context, void *payload) {
    cg_text_job *job = payload;
    summing s = {
        .batch = job->subject, .work = job->arena, .format = (cg_report_format)job->format};
    sum_up(context, &s);
    job->text = s.text;
    job->length = s.length;
    return CONGSINH_OK;
}

congsinh_status congsinh_batch_write(char **out, size_t *length, congsinh *context,
                                     const congsinh_batch *batch, congsinh_format format) {
    cg_text_job job = {.format = format, .subject = batch};
    return cg_make_text(out, length, context, make_summary, &job);
}

static int badness(congsinh_status status) {
    static const congsinh_status order[] = {CONGSINH_OK, CONGSINH_LIMIT, CONGSINH_INFEASIBLE,
                                            CONGSINH_BAD_DATA, CONGSINH_MACHINE};
    int at = 0;
    while (order[at] != status && order[at] != CONGSINH_MACHINE) {
        at++;
    }
    return at;
}

static void tell_failures(congsinh *context, const summing *s) {
    for (int i = 0; i < s->batch->rows.count; i++) {
        const cg_batch_row *row = &s->batch->rows.items[i];
        if (row->solved) {
            continue;
        }
        const char *reason = cg_batch_reason(s->work, row, cg_context_language(context));
        cg_say(&context->diagnostics, CG_ERROR, (cg_place){row->file, NULL, 0},
               CG_MSG_BATCH_PARK_FAILED, reason, NULL);
    }
}

static congsinh_status finish(congsinh *context, void *payload) {
    summing *s = payload;
    congsinh_status worst = CONGSINH_OK;
    for (int i = 0; i < SUMMARIES; i++) {
        s->format = summaries[i].format;
        sum_up(context, s);
        const char *path = cg_batch_path(s->work, s->batch->folder, summaries[i].name);
        if (!cg_file_write(&context->diagnostics, path, s->text, s->length)) {
            return CONGSINH_MACHINE;
        }
    }
    tell_failures(context, s);
    for (int i = 0; i < s->batch->rows.count; i++) {
        congsinh_status status = status_of(&s->batch->rows.items[i]);
        worst = badness(status) > badness(worst) ? status : worst;
    }
    return worst;
}

congsinh_status congsinh_batch_finish(congsinh_batch *batch, congsinh *context) {
    summing s = {.batch = batch, .work = cg_context_arena(context)};
    congsinh_status status = s.work == NULL ? CONGSINH_NO_MEMORY : cg_guard(context, finish, &s);
    cg_arena_free(s.work);
    return status;
}
