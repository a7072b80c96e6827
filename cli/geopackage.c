/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GeoPackages: congsinh-tables makes them, a program of its own that may be missing. */
#define _GNU_SOURCE /* environ */
#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static bool is_program(const char *path) {
    return access(path, X_OK) == 0;
}

/* The folder of this very program, with the slash behind it. */
static bool own_folder(char *room, size_t size) {
    ssize_t length = readlink("/proc/self/exe", room, size - 1);
    if (length <= 0) {
        return false;
    }
    room[length] = '\0';
    char *slash = strrchr(room, '/');
    if (slash != NULL) {
        slash[1] = '\0';
    }
    return slash != NULL;
}

bool cli_tables_find(char *room, size_t size) {
    static const char name[] = "congsinh-tables";
    const char *named = getenv("CONGSINH_TABLES");
    if (named != NULL && *named != '\0') {
        return (size_t)snprintf(room, size, "%s", named) < size && is_program(room);
    }
    char folder[PATH_MAX];
    if (own_folder(folder, sizeof folder) &&
        (size_t)snprintf(room, size, "%s%s", folder, name) < size && is_program(room)) {
        return true;
    }
    const char *path = getenv("PATH");
    while (path != NULL && *path != '\0') {
        size_t length = strcspn(path, ":");
        /* An empty or relative entry would run what lies in the working folder. */
        if (*path == '/' &&
            (size_t)snprintf(room, size, "%.*s/%s", (int)length, path, name) < size &&
            is_program(room)) {
            return true;
        }
        path += length + (path[length] == ':');
    }
    return false;
}

int cli_format_ready(const cli *run, congsinh_format format) {
    char program[PATH_MAX];
    if (format != CONGSINH_GEOPACKAGE || cli_tables_find(program, sizeof program)) {
        return CLI_DONE;
    }
    cli_say(stderr, run->language, CLI_WORD_NO_TABLES, NULL);
    return CLI_FAULT;
}

typedef struct workshop {
    char folder[PATH_MAX], in[PATH_MAX + 16], out[PATH_MAX + 16], told[PATH_MAX + 16];
} workshop;

/* What it ended with; 127 where it could not be started, 128 and the signal where one ended it. */
static int run_tables(const char *program, const workshop *shop) {
    char verb[] = "geopackage";
    char *const words[] = {(char *)program, verb, (char *)shop->in, (char *)shop->out, NULL};
    posix_spawn_file_actions_t files;
    pid_t child = 0;
    int status = 0;
    if (posix_spawn_file_actions_init(&files) != 0) {
        return 127;
    }
    /* What it answers is between programs; stdout is the reader's. */
    bool begun =
        posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0) == 0 &&
        posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, shop->told,
                                         O_WRONLY | O_CREAT | O_TRUNC, 0600) == 0 &&
        posix_spawn(&child, program, &files, NULL, words, environ) == 0;
    posix_spawn_file_actions_destroy(&files);
    if (!begun) {
        return 127;
    }
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) {
            return 127;
        }
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

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
    snprintf(shop->told, sizeof shop->told, "%s/told", shop->folder);
    return true;
}

static void close_workshop(const workshop *shop) {
    unlink(shop->in);
    unlink(shop->out);
    unlink(shop->told);
    rmdir(shop->folder);
}

/* What the program answered, in one line, without anything that steers a terminal. */
static void read_answer(const workshop *shop, char *room, size_t size) {
    FILE *file = fopen(shop->told, "r");
    size_t length = file == NULL ? 0 : fread(room, 1, size - 1, file);
    if (file != NULL) {
        fclose(file);
    }
    room[length] = '\0';
    for (size_t i = 0; i < length; i++) {
        room[i] = (unsigned char)room[i] < ' ' || room[i] == 127 ? ' ' : room[i];
    }
}

static int make(cli *run, const workshop *shop, const char *file) {
    char program[PATH_MAX], code[16], answer[512];
    if (!cli_tables_find(program, sizeof program)) {
        return cli_format_ready(run, CONGSINH_GEOPACKAGE);
    }
    int ended = run_tables(program, shop);
    if (ended != 0) {
        snprintf(code, sizeof code, "%d", ended);
        read_answer(shop, answer, sizeof answer);
        cli_say(stderr, run->language, CLI_WORD_TABLES_FAILED, file, code, answer, NULL);
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
