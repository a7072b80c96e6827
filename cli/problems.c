/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the library found, as a reader meets it: one paragraph each on stderr, or a JSON list. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WIDTH = 80 };

int cli_exit_of(congsinh_status status) {
    switch (status) {
    case CONGSINH_OK:
        return CLI_DONE;
    case CONGSINH_BAD_DATA:
    case CONGSINH_INFEASIBLE:
        return CLI_DATA;
    case CONGSINH_BAD_USAGE:
        return CLI_USAGE;
    case CONGSINH_LIMIT:
        return CLI_LIMIT;
    case CONGSINH_NO_MEMORY:
    case CONGSINH_MACHINE:
        return CLI_FAULT;
    }
    return CLI_FAULT;
}

static const char *color_of(congsinh_severity severity) {
    const char *no_color = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    bool plain = (no_color != NULL && *no_color != '\0') || !isatty(STDERR_FILENO) ||
                 (terminal != NULL && strcmp(terminal, "dumb") == 0);
    if (plain) {
        return NULL;
    }
    return severity == CONGSINH_ERROR     ? "\033[1;31m"
           : severity == CONGSINH_WARNING ? "\033[1;33m"
                                          : "\033[1m";
}

/* Columns of the UTF-8 text: its characters; what is said here has no wide ones. */
static int columns(const char *text, size_t length) {
    int count = 0;
    for (size_t i = 0; i < length; i++) {
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    }
    return count;
}

/* Whether a byte could steer a terminal: texts of the data come through here. */
static bool steers(const char *at) {
    unsigned char byte = (unsigned char)*at;
    return byte < ' ' || byte == 0x7F ||
           (byte == 0xC2 && (unsigned char)at[1] >= 0x80 && (unsigned char)at[1] <= 0x9F);
}

static void put_word(const char *word, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (!steers(word + i)) {
            fputc(word[i], stderr);
            continue;
        }
        i += (unsigned char)word[i] == 0xC2;
        fputc(' ', stderr);
    }
}

/* Prints a paragraph from column `at`, folded on a terminal, each further line two blanks in. */
static void put_folded(const char *text, int at) {
    bool fold = isatty(STDERR_FILENO);
    while (*text != '\0') {
        size_t length = strcspn(text, " ");
        int width = columns(text, length);
        if (fold && at > 2 && at + 1 + width > WIDTH) {
            fputs("\n ", stderr);
            at = 1;
        }
        fputc(' ', stderr);
        put_word(text, length);
        at += 1 + width;
        text += length;
        text += *text == ' ';
    }
    fputc('\n', stderr);
}

static void put_problem(const cli *run, const congsinh_diagnostic *problem) {
    static const cli_word_id names[] = {[CONGSINH_NOTE] = CLI_WORD_NOTE,
                                        [CONGSINH_WARNING] = CLI_WORD_WARNING,
                                        [CONGSINH_ERROR] = CLI_WORD_ERROR};
    const char *name = cli_word(run->language, names[problem->severity]);
    const char *color = color_of(problem->severity);
    fprintf(stderr, "%s%s:%s", color == NULL ? "" : color, name, color == NULL ? "" : "\033[0m");
    size_t room = strlen(problem->sentence) + 64;
    room += problem->path == NULL ? 0 : strlen(problem->path);
    room += problem->file == NULL ? 0 : strlen(problem->file);
    char *text = malloc(room);
    if (text == NULL) {
        fprintf(stderr, " %s\n", problem->sentence);
        return;
    }
    bool path = problem->path != NULL && *problem->path != '\0';
    int length = snprintf(text, room, "%s%s%s", path ? problem->path : "", path ? ": " : "",
                          problem->sentence);
    if (problem->file != NULL && problem->line > 0) {
        snprintf(text + length, room - (size_t)length, " (%s:%d)", problem->file, problem->line);
    } else if (problem->file != NULL && strstr(problem->sentence, problem->file) == NULL) {
        snprintf(text + length, room - (size_t)length, " (%s)", problem->file);
    }
    put_folded(text, columns(name, strlen(name)) + 1);
    free(text);
}

void cli_problems_show(cli *run, bool all) {
    if (run->context == NULL) {
        return;
    }
    cli_progress_clear(run);
    int count = congsinh_diagnostic_count(run->context);
    int left = 0;
    for (; run->shown < count; run->shown++) {
        congsinh_diagnostic problem = congsinh_diagnostic_at(run->context, run->shown);
        /* What has no place in the data is about the question or the plan: not told of by `check`
         * before, so never left out. */
        bool of_plan =
            problem.severity == CONGSINH_WARNING && problem.file == NULL && problem.path == NULL;
        if (problem.severity == CONGSINH_ERROR || ((all || of_plan) && !run->quiet)) {
            put_problem(run, &problem);
        } else {
            left += problem.severity == CONGSINH_WARNING;
        }
    }
    if (left > 0 && !run->quiet) {
        char number[16];
        snprintf(number, sizeof number, "%d", left);
        cli_say(stderr, run->language, CLI_WORD_WARNINGS_LEFT, number, NULL);
    }
}

int cli_problems_end(cli *run, congsinh_status status) {
    cli_problems_show(run, false);
    if (status == CONGSINH_NO_MEMORY) {
        cli_say(stderr, run->language, CLI_WORD_NO_MEMORY, NULL);
    }
    return cli_exit_of(status);
}

static void put_json_text(FILE *to, const char *text) {
    if (text == NULL) {
        fputs("null", to);
        return;
    }
    fputc('"', to);
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\') {
            fprintf(to, "\\%c", *text);
        } else if ((unsigned char)*text < ' ') {
            fprintf(to, "\\u%04x", (unsigned)*text);
        } else {
            fputc(*text, to);
        }
    }
    fputc('"', to);
}

static void put_json_problem(FILE *to, const congsinh_diagnostic *problem) {
    static const char *const severities[] = {
        [CONGSINH_NOTE] = "note", [CONGSINH_WARNING] = "warning", [CONGSINH_ERROR] = "error"};
    fprintf(to, "  {\"severity\": \"%s\", \"code\": ", severities[problem->severity]);
    put_json_text(to, problem->code);
    fputs(", \"file\": ", to);
    put_json_text(to, problem->file);
    fputs(", \"path\": ", to);
    put_json_text(to, problem->path);
    fprintf(to, ", \"line\": %d, \"sentence\": ", problem->line);
    put_json_text(to, problem->sentence);
    fputs("}", to);
}

char *cli_problems_json(cli *run, size_t *length) {
    char *text = NULL;
    FILE *to = open_memstream(&text, length);
    if (to == NULL) {
        return NULL;
    }
    int count = congsinh_diagnostic_count(run->context);
    fputs("[", to);
    for (int i = 0; i < count; i++) {
        congsinh_diagnostic problem = congsinh_diagnostic_at(run->context, i);
        fputs(i == 0 ? "\n" : ",\n", to);
        put_json_problem(to, &problem);
    }
    fputs(count > 0 ? "\n]\n" : "]\n", to);
    bool whole = ferror(to) == 0;
    if (fclose(to) != 0 || !whole) {
        free(text);
        return NULL;
    }
    run->shown = count;
    return text;
}

bool cli_progress(void *payload, const char *sentence) {
    cli *run = payload;
    if (run->ticker != NULL && run->ticker->running) {
        cli_ticker_tell(run->ticker, sentence);
    }
    return false;
}

void cli_progress_clear(cli *run) {
    if (run->ticker != NULL) {
        cli_ticker_stop(run->ticker);
    }
    if (run->progress_shown) {
        fputs("\r\033[K", stderr);
        run->progress_shown = false;
    }
}
