/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GeoPackages: congsinh-tables makes them, a program of its own that may be missing. */
#include "cli.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int cli_format_ready(const cli *run, congsinh_format format) {
    char program[PATH_MAX];
    if (format != CONGSINH_GEOPACKAGE || cli_tables_find(program)) {
        return CLI_DONE;
    }
    cli_say(stderr, run->language, CLI_WORD_NO_TABLES, NULL);
    return CLI_FAULT;
}

typedef struct workshop {
    char folder[PATH_MAX], in[PATH_MAX + 16], out[PATH_MAX + 16];
} workshop;

static int say_unwritten(const cli *run, const char *file) {
    cli_say(stderr, run->language, CLI_WORD_NO_FILE_HERE, file, strerror(errno), NULL);
    return CLI_FAULT;
}

/* A folder beside the file, so that what is made in it can be moved to its place as a whole. */
static bool open_workshop(workshop *shop, const char *file) {
    const char *slash = strrchr(file, '/');
    int length = slash == NULL ? 0 : (int)(slash - file) + 1;
    if ((size_t)snprintf(shop->folder, sizeof shop->folder, "%.*s.congsinh-XXXXXX", length, file) >=
        sizeof shop->folder) {
        errno = ENAMETOOLONG;
        return false;
    }
    if (mkdtemp(shop->folder) == NULL) {
        return false;
    }
    snprintf(shop->in, sizeof shop->in, "%s/layers.json", shop->folder);
    snprintf(shop->out, sizeof shop->out, "%s/plan.gpkg", shop->folder);
    return true;
}

static void close_workshop(const workshop *shop) {
    unlink(shop->in);
    unlink(shop->out);
    rmdir(shop->folder);
}

/* What the program answered, in one line, without anything that steers a terminal. */
static void put_answer(const cli_tables_answer *answer, char *room, size_t size) {
    size_t length = answer->length < size - 1 ? answer->length : size - 1;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)answer->bytes[i];
        room[i] = byte < ' ' || byte == 127 ? ' ' : (char)byte;
    }
    room[length] = '\0';
}

static int make(cli *run, const workshop *shop, const char *file) {
    char program[PATH_MAX], code[16], told[512] = "";
    if (!cli_tables_find(program)) {
        return cli_format_ready(run, CONGSINH_GEOPACKAGE);
    }
    cli_tables_answer answer = cli_tables_run(program, "geopackage", shop->in, shop->out);
    if (answer.ended != 0) {
        snprintf(code, sizeof code, "%d", answer.ended);
        put_answer(&answer, told, sizeof told);
        cli_say(stderr, run->language, CLI_WORD_GEOPACKAGE_FAILED, file, code,
                answer.error != 0 ? strerror(answer.error) : told, NULL);
    }
    free(answer.bytes);
    if (answer.ended != 0) {
        return CLI_FAULT;
    }
    return rename(shop->out, file) == 0 ? CLI_DONE : say_unwritten(run, file);
}

int cli_geopackage(cli *run, const char *layers, size_t length, const char *file) {
    workshop shop;
    cli_progress_clear(run);
    if (!open_workshop(&shop, file)) {
        return say_unwritten(run, file);
    }
    congsinh_status status = congsinh_file_write(run->context, shop.in, layers, length);
    int result = status == CONGSINH_OK ? make(run, &shop, file) : cli_problems_end(run, status);
    close_workshop(&shop);
    return result;
}
