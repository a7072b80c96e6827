/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One process a park: what crashes or eats the memory is a row, and igraph never meets a thread. */
#define _POSIX_C_SOURCE 200809L
#include "cli.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* How a worker ends that has no line to send; beside these, a signal. */
enum { WORKER_SENT = 0, WORKER_NO_MEMORY = 10, WORKER_MACHINE = 11, WORKER_CHANGED = 12 };

typedef struct worker {
    pid_t process; /* 0: none */
    int park, answers;
    char *line;
    size_t length, room;
    bool lost; /* no memory for what it sends */
} worker;

typedef struct team {
    cli *run;
    congsinh_batch *batch;
    worker *workers;
    struct pollfd *ready;
    int jobs, next, working;
    int begun_with, done, failed; /* parks */
    bool stopped;
    struct timespec begun, told;
} team;

/* ---- progress */

static double seconds_since(const struct timespec *then) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - then->tv_sec) + (double)(now.tv_nsec - then->tv_nsec) / 1e9;
}

static bool is_terminal(void) {
    const char *terminal = getenv("TERM");
    return isatty(STDERR_FILENO) && (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

/* Writes the time left as people say it into a stream. */
static void put_time_left(FILE *to, const team *t) {
    congsinh_language language = t->run->language;
    int solved = t->done - t->begun_with;
    int left = congsinh_batch_count(t->batch) - t->done;
    if (solved == 0) {
        cli_say(to, language, CLI_WORD_BATCH_UNKNOWN, NULL);
        return;
    }
    long seconds = (long)(seconds_since(&t->begun) / solved * left + 0.5);
    char one[24];
    char two[24];
    cli_word_id id = seconds < 90     ? CLI_WORD_BATCH_SECONDS
                     : seconds < 5400 ? CLI_WORD_BATCH_MINUTES
                                      : CLI_WORD_BATCH_HOURS;
    long first = seconds < 90 ? seconds : seconds < 5400 ? (seconds + 30) / 60 : seconds / 3600;
    snprintf(one, sizeof one, "%ld", first);
    snprintf(two, sizeof two, "%ld", seconds % 3600 / 60);
    cli_say(to, language, id, one, two, NULL);
}

/* On a terminal one line that changes; else a line now and then, for a file that is read later. */
static void tell_progress(team *t) {
    enum { SECONDS_BETWEEN_LINES = 10 };
    bool terminal = is_terminal();
    if (t->run->quiet || seconds_since(&t->begun) < 1 ||
        (!terminal && seconds_since(&t->told) < SECONDS_BETWEEN_LINES)) {
        return;
    }
    char counts[3][16];
    char *left = NULL;
    size_t length = 0;
    FILE *to = open_memstream(&left, &length);
    if (to == NULL) {
        return;
    }
    put_time_left(to, t);
    if (fclose(to) == 0) {
        snprintf(counts[0], sizeof counts[0], "%d", t->done);
        snprintf(counts[1], sizeof counts[1], "%d", congsinh_batch_count(t->batch));
        snprintf(counts[2], sizeof counts[2], "%d", t->failed);
        fputs(terminal ? "\r\033[K" : "", stderr);
        cli_say(stderr, t->run->language, CLI_WORD_BATCH_PROGRESS, counts[0], counts[1], counts[2],
                left, NULL);
        fputs(terminal ? "" : "\n", stderr);
        t->run->progress_shown = terminal;
        clock_gettime(CLOCK_MONOTONIC, &t->told);
    }
    free(left);
}

/* ---- a worker */

static bool send_all(int to, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t count = write(to, bytes, length);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return false;
        }
        bytes += count;
        length -= (size_t)count;
    }
    return true;
}

/* The life of a worker. It ends without the parent's buffers and clean-up. */
static _Noreturn void work(const team *t, int park, int answers, pid_t parent) {
    /* One that outlived a killed parent would write beside those of the next batch. */
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent) {
        _exit(WORKER_MACHINE);
    }
    char *line = NULL;
    size_t length = 0;
    t->run->quiet = true; /* its progress is the parent's to tell */
    congsinh_status status = congsinh_batch_solve(&line, &length, t->batch, t->run->context, park);
    if (status == CONGSINH_OK) {
        _exit(send_all(answers, line, length) ? WORKER_SENT : WORKER_MACHINE);
    }
    t->run->progress_shown = false;
    if (status != CONGSINH_BAD_DATA) {
        cli_problems_show(t->run, false);
    }
    _exit(status == CONGSINH_NO_MEMORY  ? WORKER_NO_MEMORY
          : status == CONGSINH_BAD_DATA ? WORKER_CHANGED
                                        : WORKER_MACHINE);
}

static void say_no_process(team *t) {
    cli_progress_clear(t->run);
    cli_say(stderr, t->run->language, CLI_WORD_BATCH_NO_PROCESS, strerror(errno), NULL);
    t->stopped = true;
}

static void start(team *t, worker *w, int park) {
    int ends[2];
    if (pipe(ends) != 0) {
        say_no_process(t);
        return;
    }
    fflush(stdout);
    pid_t parent = getpid();
    pid_t process = fork();
    if (process == 0) {
        close(ends[0]);
        work(t, park, ends[1], parent);
    }
    close(ends[1]);
    if (process < 0) {
        say_no_process(t);
        close(ends[0]);
        return;
    }
    *w = (worker){.process = process, .park = park, .answers = ends[0]};
    t->working++;
}

/* ---- the team */

static bool make_room(worker *w) {
    enum { FIRST = 4096 };
    if (w->length < w->room) {
        return true;
    }
    size_t room = w->room == 0 ? FIRST : w->room * 2;
    char *line = realloc(w->line, room);
    if (line == NULL) {
        return false;
    }
    w->line = line;
    w->room = room;
    return true;
}

static congsinh_status outcome_of(const worker *w, int ending) {
    if (w->lost || (WIFEXITED(ending) && WEXITSTATUS(ending) == WORKER_NO_MEMORY)) {
        return CONGSINH_NO_MEMORY;
    }
    if (WIFEXITED(ending) && WEXITSTATUS(ending) == WORKER_SENT) {
        return CONGSINH_OK;
    }
    return WIFEXITED(ending) && WEXITSTATUS(ending) == WORKER_CHANGED ? CONGSINH_BAD_DATA
                                                                      : CONGSINH_MACHINE;
}

/* Takes what a worker came to that has ended. */
static void end(team *t, worker *w) {
    int ending = 0;
    close(w->answers);
    while (waitpid(w->process, &ending, 0) < 0 && errno == EINTR) {
    }
    congsinh *context = t->run->context;
    congsinh_status status = outcome_of(w, ending);
    /* A full disk, say, will meet the next park too; what has crashed need not. */
    bool of_machine = WIFEXITED(ending) && WEXITSTATUS(ending) == WORKER_MACHINE;
    if (status == CONGSINH_OK) {
        status = congsinh_batch_take(t->batch, context, w->park, w->line, w->length);
        of_machine = status != CONGSINH_OK;
    }
    if (status != CONGSINH_OK && !of_machine) {
        of_machine = congsinh_batch_fail(t->batch, context, w->park, status) != CONGSINH_OK;
    }
    t->stopped = t->stopped || of_machine;
    if (!of_machine) {
        congsinh_status reached = congsinh_batch_at(t->batch, w->park).status;
        t->failed += reached != CONGSINH_OK && reached != CONGSINH_LIMIT;
        t->done++;
    }
    free(w->line);
    *w = (worker){.process = 0};
    t->working--;
}

static void hear(team *t, worker *w) {
    char spare[4096];
    bool room = make_room(w);
    w->lost = w->lost || !room;
    /* Without memory it is heard to its end all the same, so that it can end. */
    ssize_t count = room ? read(w->answers, w->line + w->length, w->room - w->length)
                         : read(w->answers, spare, sizeof spare);
    if (count > 0) {
        w->length += room ? (size_t)count : 0;
    } else if (count == 0 || errno != EINTR) {
        end(t, w);
    }
}

static void start_more(team *t) {
    int count = congsinh_batch_count(t->batch);
    for (int i = 0; i < t->jobs && !t->stopped; i++) {
        if (t->workers[i].process != 0) {
            continue;
        }
        while (t->next < count && congsinh_batch_at(t->batch, t->next).done) {
            t->next++;
        }
        if (t->next == count) {
            return;
        }
        start(t, &t->workers[i], t->next++);
    }
}

static void listen_once(team *t) {
    enum { MILLISECONDS = 1000 };
    for (int i = 0; i < t->jobs; i++) {
        t->ready[i] = (struct pollfd){.fd = t->workers[i].process == 0 ? -1 : t->workers[i].answers,
                                      .events = POLLIN};
    }
    if (poll(t->ready, (nfds_t)t->jobs, MILLISECONDS) <= 0) {
        return;
    }
    for (int i = 0; i < t->jobs; i++) {
        if (t->workers[i].process != 0 && t->ready[i].revents != 0) {
            hear(t, &t->workers[i]);
        }
    }
}

static void count_done(team *t) {
    for (int i = 0; i < congsinh_batch_count(t->batch); i++) {
        congsinh_batch_park park = congsinh_batch_at(t->batch, i);
        t->done += park.done;
        t->failed += park.done && park.status != CONGSINH_OK && park.status != CONGSINH_LIMIT;
    }
    t->begun_with = t->done;
}

int cli_workers_run(cli *run, congsinh_batch *batch, int jobs) {
    team t = {.run = run, .batch = batch, .jobs = jobs};
    clock_gettime(CLOCK_MONOTONIC, &t.begun);
    t.told = t.begun;
    t.workers = calloc((size_t)jobs, sizeof *t.workers);
    t.ready = calloc((size_t)jobs, sizeof *t.ready);
    t.stopped = t.workers == NULL || t.ready == NULL;
    if (t.stopped) {
        cli_say(stderr, run->language, CLI_WORD_NO_MEMORY, NULL);
    } else {
        count_done(&t);
        start_more(&t);
    }
    while (t.working > 0) {
        listen_once(&t);
        start_more(&t);
        tell_progress(&t);
    }
    cli_progress_clear(run);
    free(t.workers);
    free(t.ready);
    return t.stopped ? CLI_FAULT : CLI_DONE;
}
