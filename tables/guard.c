/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The work is done in a child with bounded memory and time; what ends it becomes a refusal. */
#define _GNU_SOURCE /* memfd_create */
#include "tables.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DONE = 0, REFUSED = 1, MACHINE = 3 };

/* The program's only state: where the child writes, and in what format. A refusal may be found
 * anywhere. */
static FILE *output;
static const char *answer_format;

FILE *tables_output(void) {
    return output;
}

static void put_refusal(FILE *to, const char *reason, const char *detail) {
    fprintf(to, "{\"format\": \"%s\", \"refused\": {\"reason\": ", answer_format);
    tables_json_text(to, reason);
    fputs(", \"detail\": ", to);
    tables_json_text(to, detail);
    fputs("}}\n", to);
}

_Noreturn void tables_refuse(const char *reason, const char *detail, ...) {
    /* Where the memory has ended, a long text must not be asked for. */
    char text[1024];
    va_list values;
    va_start(values, detail);
    vsnprintf(text, sizeof text, detail, values);
    va_end(values);
    tables_cut_between_letters(text);
    /* What was written of an answer goes: also what still lies in the stream. */
    rewind(output);
    if (ftruncate(fileno(output), 0) != 0) {
        _exit(MACHINE);
    }
    put_refusal(output, reason, text);
    _exit(fflush(output) == 0 ? REFUSED : MACHINE);
}

_Noreturn static void refuse_for_memory(void) {
    tables_refuse("memory", "reading it takes more than %d MB of memory",
                  TABLES_MEMORY / (1024 * 1024));
}

void *tables_grown(void *old, size_t count, size_t size) {
    void *memory = reallocarray(old, count == 0 ? 1 : count, size);
    if (memory == NULL) {
        refuse_for_memory();
    }
    return memory;
}

char *tables_format(const char *format, ...) {
    va_list values;
    va_start(values, format);
    char *text = NULL;
    int length = vasprintf(&text, format, values);
    va_end(values);
    if (length < 0) {
        refuse_for_memory();
    }
    return text;
}

static void limit(__rlimit_resource_t resource, rlim_t most) {
    setrlimit(resource, &(struct rlimit){.rlim_cur = most, .rlim_max = most});
}

void tables_lock_files(void) {
#ifndef __SANITIZE_ADDRESS__ /* which opens files of /proc to say where it stands */
    limit(RLIMIT_NOFILE, 0);
    limit(RLIMIT_NPROC, 0);
#endif
}

static void limit_child(void) {
    /* The first limit ends it with SIGXCPU, which tells it from what else kills. */
    setrlimit(RLIMIT_CPU,
              &(struct rlimit){.rlim_cur = TABLES_SECONDS, .rlim_max = TABLES_SECONDS + 2});
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, TABLES_MAX_OUTPUT);
#ifndef __SANITIZE_ADDRESS__ /* which reserves terabytes */
    /* GDAL and what it loads take some 300 MB of addresses before a file is opened. */
    FILE *statm = fopen("/proc/self/statm", "r");
    unsigned long pages = 0;
    if (statm != NULL && fscanf(statm, "%lu", &pages) == 1) {
        limit(RLIMIT_AS, (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + TABLES_MEMORY);
    }
    if (statm != NULL) {
        fclose(statm);
    }
#endif
}

/* What a C++ library says of an allocation that failed, on its way to abort(). */
static bool ended_for_memory(int said) {
    char text[4096];
    ssize_t length = pread(said, text, sizeof text - 1, 0);
    text[length < 0 ? 0 : length] = '\0';
    return strstr(text, "bad_alloc") != NULL || strstr(text, "length_error") != NULL;
}

static int tell_end(int signal_number, int said) {
    if (signal_number == SIGXCPU) {
        put_refusal(stdout, "too-slow", "reading it takes more than a minute of processor time");
    } else if (signal_number == SIGXFSZ) {
        put_refusal(stdout, "too-much-text", "the cells' text is too long to be handed on");
    } else if (ended_for_memory(said)) {
        put_refusal(stdout, "memory", "reading it takes more memory than allowed");
    } else {
        char *text = tables_format("the reader broke down (signal %d)", signal_number);
        put_refusal(stdout, "reader-failed", text);
        free(text);
    }
    return fflush(stdout) == 0 ? REFUSED : MACHINE;
}

static bool copy_out(int from) {
    char block[65536];
    ssize_t length;
    lseek(from, 0, SEEK_SET);
    while ((length = read(from, block, sizeof block)) > 0) {
        if (fwrite(block, 1, (size_t)length, stdout) != (size_t)length) {
            return false;
        }
    }
    return length == 0 && fflush(stdout) == 0;
}

int tables_guarded(void (*work)(char **arguments), char **arguments, const char *format) {
    answer_format = format;
    int written = memfd_create("output", 0), said = memfd_create("said", 0);
    output = written < 0 || said < 0 ? NULL : fdopen(written, "w+");
    pid_t child = output == NULL ? -1 : fork();
    if (child < 0) {
        fprintf(stderr, "congsinh-tables: %s\n", strerror(errno));
        return MACHINE;
    }
    if (child == 0) {
#ifndef __SANITIZE_ADDRESS__
        dup2(said, STDERR_FILENO);
#endif
        limit_child();
        work(arguments);
        _exit(fflush(output) == 0 ? DONE : MACHINE);
    }
    int status;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) {
            return MACHINE;
        }
    }
    if (WIFSIGNALED(status)) {
        return tell_end(WTERMSIG(status), said);
    }
    return copy_out(written) ? WEXITSTATUS(status) : MACHINE;
}
