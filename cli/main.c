/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program `congsinh`: finds the verb, reads its options, runs it, and sees that what it said
 * arrived. */
#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const cli_verb verbs[] = {
#define CLI_VERB(name, id, fewest, most, options)                                                  \
    {#name,                                                                                        \
     cli_verb_##name,                                                                              \
     CLI_WORD_##id##_DUTY,                                                                         \
     CLI_WORD_##id##_USAGE,                                                                        \
     CLI_WORD_##id##_HELP,                                                                         \
     fewest,                                                                                       \
     most,                                                                                         \
     options},
#include "verbs.def"
#undef CLI_VERB
};
enum { VERBS = sizeof verbs / sizeof *verbs };

static void print_help(FILE *to, congsinh_language language) {
    fputs(cli_word(language, CLI_WORD_HELP_HEAD), to);
    for (int i = 0; i < VERBS; i++) {
        fprintf(to, "%s\n", cli_word(language, verbs[i].duty));
    }
    fputs(cli_word(language, CLI_WORD_HELP_TAIL), to);
}

static void print_verb_help(const cli *run) {
    congsinh_language language = run->language;
    cli_say(stdout, language, CLI_WORD_USAGE, run->verb->name, cli_word(language, run->verb->usage),
            NULL);
    fprintf(stdout, "\n%s\n%s\n", cli_word(language, run->verb->help),
            cli_word(language, CLI_WORD_OPTIONS));
    cli_options_help(stdout, run);
}

static const cli_verb *find_verb(const char *name) {
    for (int i = 0; i < VERBS; i++) {
        if (strcmp(verbs[i].name, name) == 0) {
            return &verbs[i];
        }
    }
    return NULL;
}

static int say_unknown_verb(congsinh_language language, const char *name) {
    const char *names[VERBS + 2] = {NULL};
    for (int i = 0; i < VERBS; i++) {
        names[i] = verbs[i].name;
    }
    names[VERBS] = "help";
    const char *nearest = cli_nearest(names, name);
    cli_word_id id = *name == '-'      ? CLI_WORD_OPTION_BEFORE_VERB
                     : nearest == NULL ? CLI_WORD_UNKNOWN_VERB
                                       : CLI_WORD_UNKNOWN_VERB_NEAREST;
    cli_say(stderr, language, id, name, nearest == NULL ? "" : nearest, NULL);
    cli_say(stderr, language, CLI_WORD_SEE_HELP, NULL);
    return CLI_USAGE;
}

static int run_verb(cli *run) {
    clock_gettime(CLOCK_MONOTONIC, &run->begun);
    congsinh_options options = CONGSINH_OPTIONS_INIT;
    options.models = run->models;
    options.language = run->language;
    options.progress = cli_progress;
    options.payload = run;
    congsinh_status status = congsinh_new(&run->context, &options);
    cli_ticker ticker;
    /* A batch tells of its parks, and forks. */
    if (run->verb->run != cli_verb_batch && cli_can_tick(run)) {
        cli_ticker_start(&ticker, run->language);
        run->ticker = &ticker;
    }
    int result = status == CONGSINH_OK ? run->verb->run(run) : cli_problems_end(run, status);
    cli_progress_clear(run);
    run->ticker = NULL;
    if (run->verbose && status == CONGSINH_OK) {
        cli_stages_show(run);
    }
    congsinh_free(run->context);
    return result;
}

static int run_words(cli *run, int count, char **words) {
    if (!cli_options_read(run, count, words)) {
        return CLI_USAGE;
    }
    if (run->version) {
        printf("congsinh %s\n", congsinh_version());
        return CLI_DONE;
    }
    if (run->help) {
        print_verb_help(run);
        return CLI_DONE;
    }
    return run_verb(run);
}

/* `congsinh help` and `congsinh help VERB`, which many programs have. */
static int run_help(congsinh_language language, int count, char **words) {
    if (count == 0 || words[0][0] == '-') {
        print_help(stdout, language);
        return CLI_DONE;
    }
    const cli run = {.verb = find_verb(words[0]), .language = language};
    if (run.verb == NULL) {
        return say_unknown_verb(language, words[0]);
    }
    print_verb_help(&run);
    return CLI_DONE;
}

static int run_program(int count, char **words) {
    congsinh_language language = cli_language_of(count, words);
    /* `congsinh --lang vi --help` is natural to write: the language may stand before everything. */
    while (count > 0 && strncmp(words[0], "--lang", 6) == 0) {
        int taken = words[0][6] == '=' || count == 1 ? 1 : 2;
        count -= taken;
        words += taken;
    }
    if (count == 0) {
        print_help(stderr, language);
        return CLI_USAGE;
    }
    if (strcmp(words[0], "--help") == 0 || strcmp(words[0], "-h") == 0) {
        print_help(stdout, language);
        return CLI_DONE;
    }
    if (strcmp(words[0], "--version") == 0) {
        printf("congsinh %s\n", congsinh_version());
        return CLI_DONE;
    }
    if (strcmp(words[0], "help") == 0) {
        return run_help(language, count - 1, words + 1);
    }
    const cli_verb *verb = find_verb(words[0]);
    if (verb == NULL) {
        return say_unknown_verb(language, words[0]);
    }
    cli run = {.verb = verb, .language = language, .solve = CONGSINH_SOLVE_OPTIONS_INIT};
    const char **room = calloc((size_t)count * 5, sizeof *room);
    if (room == NULL) {
        cli_say(stderr, language, CLI_WORD_NO_MEMORY, NULL);
        return CLI_FAULT;
    }
    run.arguments = room;
    run.without = room + count;
    run.readings = room + 2 * count;
    run.settings = room + 3 * count;
    run.packs = room + 4 * count;
    int result = run_words(&run, count - 1, words + 1);
    free(run.joined_packs);
    free(room);
    return result;
}

/* A descriptor 0, 1 or 2 that the caller closed would be given to the next file opened, and
 * messages would be written into it. Held by a /dev/null that can only be read, writing to it fails
 * and is reported. */
static void hold_standard_files(void) {
    int held = 0;
    while (held >= 0 && held <= STDERR_FILENO) {
        held = open("/dev/null", O_RDONLY | O_CLOEXEC);
    }
    if (held > STDERR_FILENO) {
        close(held);
    }
}

/* What was printed may not have arrived: the disk may be full behind stdout. */
static int check_stdout(int count, char **words, int result) {
    errno = 0;
    bool failed = ferror(stdout) != 0;
    failed = fflush(stdout) != 0 || failed;
    if (!failed) {
        return result;
    }
    congsinh_language language = cli_language_of(count, words);
    cli_say(stderr, language, errno == ENOSPC ? CLI_WORD_STDOUT_FULL : CLI_WORD_STDOUT_BROKEN,
            NULL);
    return CLI_FAULT;
}

int main(int count, char **words) {
    cli_memory_start();
    hold_standard_files();
    signal(SIGXFSZ, SIG_IGN); /* so that a limit on file sizes is an error that can be said */
    if (count > 0) {
        count--;
        words++;
    }
    int result = run_program(count, words);
    return check_stdout(count, words, result);
}
