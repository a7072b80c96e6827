/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs congsinh-tables, the part that reads workbooks and writes GeoPackages, in a process of its
 * own: whatever a file does to it, this program goes on. */
#define _GNU_SOURCE /* pipe2 */
#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the cells of the largest workbook that it reads come to, and some more. */
#define MOST_BYTES ((size_t)512 << 20)

extern char **environ;

static bool is_program(const char *path) {
    return path != NULL && path[0] != '\0' && access(path, X_OK) == 0;
}

bool cli_tables_find(char room[PATH_MAX]) {
    const char *asked = getenv("CONGSINH_TABLES");
    if (asked != NULL && asked[0] != '\0') {
        snprintf(room, PATH_MAX, "%s", asked);
        return is_program(room);
    }
    static const char *const beside[] = {"congsinh-tables", CONGSINH_TABLES_FROM_PROGRAM};
    char self[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    if (length > 0) {
        self[length] = '\0';
        char *slash = strrchr(self, '/');
        for (int i = 0; slash != NULL && i < 2; i++) {
            int written = snprintf(room, PATH_MAX, "%.*s/%s", (int)(slash - self), self, beside[i]);
            if (written < PATH_MAX && is_program(room)) {
                return true;
            }
        }
    }
    snprintf(room, PATH_MAX, "%s", CONGSINH_INSTALLED_TABLES);
    return is_program(room);
}

/* All that comes out of `from`, up to the limit; NULL, and no length, where memory ends or it is
 * more. */
static char *read_all(int from, size_t *length) {
    size_t room = (size_t)1 << 16;
    char *bytes = malloc(room);
    *length = 0;
    while (bytes != NULL) {
        ssize_t count = read(from, bytes + *length, room - *length);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            return bytes;
        }
        *length += (size_t)count;
        if (*length < room) {
            continue;
        }
        char *more = room > MOST_BYTES ? NULL : realloc(bytes, room * 2);
        if (more == NULL) {
            free(bytes);
        }
        bytes = more;
        room *= 2;
    }
    *length = 0;
    return NULL;
}

/* Starts it with its output in a pipe; 0, or the errno. */
static int start(pid_t *process, int *from, char *const words[]) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return errno;
    }
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);
    if (error == 0) {
        /* Every option of posix_spawn may want memory. */
        error = posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        if (error == 0) {
            error =
                posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        }
        if (error == 0) {
            error = posix_spawn(process, words[0], &actions, NULL, words, environ);
        }
        posix_spawn_file_actions_destroy(&actions);
    }
    close(ends[1]);
    if (error != 0) {
        close(ends[0]);
    }
    *from = ends[0];
    return error;
}

cli_tables_answer cli_tables_run(const char *program, const char *verb, const char *first,
                                 const char *second) {
    cli_tables_answer answer = {.ended = 127};
    char *const words[] = {(char *)program, (char *)verb, (char *)first, (char *)second, NULL};
    pid_t process = 0;
    int from = -1;
    answer.error = start(&process, &from, words);
    if (answer.error != 0) {
        return answer;
    }
    answer.bytes = read_all(from, &answer.length);
    close(from);
    if (answer.bytes == NULL) {
        kill(process, SIGKILL);
    }
    int ending = 0;
    while (waitpid(process, &ending, 0) < 0 && errno == EINTR) {
    }
    answer.ended = WIFEXITED(ending) ? WEXITSTATUS(ending) : 128 + WTERMSIG(ending);
    return answer;
}

char *cli_cells_read(cli *run, const char *path, size_t *length, int *result) {
    char program[PATH_MAX];
    *result = CLI_FAULT;
    if (!cli_tables_find(program)) {
        cli_progress_clear(run);
        cli_say(stderr, run->language, CLI_WORD_TABLES_MISSING, path, NULL);
        return NULL;
    }
    cli_tables_answer answer = cli_tables_run(program, "cells", path, NULL);
    if (answer.error != 0) {
        cli_progress_clear(run);
        cli_say(stderr, run->language, CLI_WORD_TABLES_NO_PROCESS, strerror(answer.error), NULL);
        return NULL;
    }
    /* What it refuses it says in its text, with exit status 1. */
    if (answer.bytes == NULL || answer.length == 0 || answer.ended > 1) {
        free(answer.bytes);
        cli_progress_clear(run);
        cli_say(stderr, run->language, CLI_WORD_TABLES_FAILED, path, NULL);
        *result = CLI_DATA;
        return NULL;
    }
    *length = answer.length;
    *result = CLI_DONE;
    return answer.bytes;
}
