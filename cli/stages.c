/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells what the work took, for people who measure: numbers first, so that they stand below each
 * other whatever the names are written in. */
#include "cli.h"

#include <sys/resource.h>

enum { MOST_LINES = 64, ROOM = 32 };

/* Three decimals, behind a comma where the language writes one. */
static void write_seconds(char room[ROOM], const cli *run, double seconds) {
    long milliseconds = (long)(seconds * 1000 + 0.5);
    snprintf(room, ROOM, "%6ld%c%03ld", milliseconds / 1000,
             run->language == CONGSINH_VIETNAMESE ? ',' : '.', milliseconds % 1000);
}

static void show_stage(const cli *run, const congsinh_stage *stage) {
    char seconds[ROOM], times[ROOM], name[256];
    write_seconds(seconds, run, stage->seconds);
    snprintf(times, sizeof times, "%d", stage->times);
    snprintf(name, sizeof name, "%*s%s", 2 * stage->level, "", stage->name);
    bool again = stage->times > 1;
    cli_say(stderr, run->language, again ? CLI_WORD_STAGE_SECONDS_TIMES : CLI_WORD_STAGE_SECONDS,
            seconds, name, times, NULL);
}

static void show_whole(const cli *run) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    char seconds[ROOM];
    write_seconds(seconds, run,
                  (double)(now.tv_sec - run->begun.tv_sec) +
                      1e-9 * (double)(now.tv_nsec - run->begun.tv_nsec));
    cli_say(stderr, run->language, CLI_WORD_STAGE_SECONDS, seconds,
            cli_word(run->language, CLI_WORD_STAGE_ALL), NULL);
}

static void show_memory(const cli *run) {
    struct rusage used;
    if (getrusage(RUSAGE_SELF, &used) == 0) {
        char megabytes[ROOM];
        snprintf(megabytes, sizeof megabytes, "%10ld", (used.ru_maxrss + 512) / 1024);
        cli_say(stderr, run->language, CLI_WORD_STAGE_MEMORY, megabytes, NULL);
    }
}

static int fewer(int count) {
    return count < MOST_LINES ? count : MOST_LINES;
}

void cli_stages_show(const cli *run) {
    congsinh_stage stages[MOST_LINES];
    congsinh_tally tallies[MOST_LINES];
    int stage_count = fewer(congsinh_stages(run->context, stages, MOST_LINES));
    for (int i = 0; i < stage_count; i++) {
        show_stage(run, &stages[i]);
    }
    show_whole(run);
    int tally_count = fewer(congsinh_tallies(run->context, tallies, MOST_LINES));
    for (int i = 0; i < tally_count; i++) {
        char number[ROOM];
        snprintf(number, sizeof number, "%10.0f", tallies[i].number);
        cli_say(stderr, run->language, CLI_WORD_STAGE_TALLY, number, tallies[i].name, NULL);
    }
    show_memory(run);
}
