/* SPDX-License-Identifier: GPL-3.0-or-later */
/* congsinh demo: solves the shipped sample park and writes its plan and reports into a folder. */
#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The plan, the board's report in three formats, and two editions that look different from it. */
static const struct {
    const char *name;
    congsinh_format format;
    congsinh_audience audience;
    const char *firm; /* of the sample park */
} files[] = {{"plan.json", CONGSINH_JSON, CONGSINH_FOR_BOARD, NULL},
             {"report.html", CONGSINH_HTML, CONGSINH_FOR_BOARD, NULL},
             {"report-firm-paper.html", CONGSINH_HTML, CONGSINH_FOR_FIRM, "paper"},
             {"report-public.html", CONGSINH_HTML, CONGSINH_FOR_PUBLIC, NULL},
             {"report.md", CONGSINH_MARKDOWN, CONGSINH_FOR_BOARD, NULL},
             {"exchanges.csv", CONGSINH_CSV, CONGSINH_FOR_BOARD, NULL}};
enum { FILES = sizeof files / sizeof *files };

/* Makes a folder and those above it; true where it is there at the end. */
static bool make_folder(char *folder) {
    for (char *slash = strchr(folder + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool made = mkdir(folder, 0777) == 0 || errno == EEXIST;
        *slash = '/';
        if (!made) {
            return false;
        }
    }
    if (mkdir(folder, 0777) == 0) {
        return true;
    }
    int reason = errno;
    struct stat found;
    bool there = stat(folder, &found) == 0 && S_ISDIR(found.st_mode);
    errno = reason; /* what mkdir said, not stat */
    return there;
}

/* "FOLDER/NAME"; the caller frees it; NULL where memory ends. */
static char *join(const char *folder, const char *name) {
    size_t room = strlen(folder) + strlen(name) + 2;
    char *path = malloc(room);
    if (path != NULL) {
        bool slash = folder[strlen(folder) - 1] == '/';
        snprintf(path, room, "%s%s%s", folder, slash ? "" : "/", name);
    }
    return path;
}

static int write_file(cli *run, const congsinh_plan *plan, const char *folder, int file) {
    char *path = join(folder, files[file].name);
    if (path == NULL) {
        return cli_problems_end(run, CONGSINH_NO_MEMORY);
    }
    run->edition.audience = files[file].audience;
    run->edition.firm = files[file].firm;
    int result = cli_plan_to_file(run, plan, path, files[file].format);
    run->edition.audience = CONGSINH_FOR_BOARD;
    free(path);
    return result;
}

/* The summary, what was written, and where the park itself is. */
static int tell(cli *run, const congsinh_plan *plan, const char *folder) {
    int result = cli_plan_to_stdout(run, plan, CONGSINH_TEXT);
    cli_say(stdout, run->language, CLI_WORD_DEMO_WRITTEN, NULL);
    bool slash = folder[strlen(folder) - 1] == '/';
    for (int i = 0; i < FILES; i++) {
        printf("  %s%s%s\n", folder, slash ? "" : "/", files[i].name);
    }
    const char *sample = congsinh_sample_park(run->context);
    char *plain = realpath(sample, NULL);
    cli_say(stdout, run->language, CLI_WORD_DEMO_NEXT, plain == NULL ? sample : plain, NULL);
    free(plain);
    return result;
}

static int write_all(cli *run, const congsinh_plan *plan, const char *folder) {
    for (int i = 0; i < FILES; i++) {
        int result = write_file(run, plan, folder, i);
        if (result != CLI_DONE) {
            return result;
        }
    }
    if (run->json) {
        return cli_plan_to_stdout(run, plan, CONGSINH_JSON);
    }
    return run->quiet ? CLI_DONE : tell(run, plan, folder);
}

static int solve_into(cli *run, const char *sample, const char *folder) {
    congsinh_park *park = NULL;
    congsinh_plan *plan = NULL;
    congsinh_status status = cli_solve(run, sample, &park, &plan);
    int result = cli_problems_end(run, status);
    if (plan != NULL) {
        int written = write_all(run, plan, folder);
        result = written == CLI_DONE ? result : written;
    }
    congsinh_plan_free(plan);
    congsinh_park_free(park);
    return result;
}

int cli_verb_demo(cli *run) {
    const char *sample = congsinh_sample_park(run->context);
    if (sample == NULL) {
        const char *models = congsinh_models_folder(run->context);
        cli_say(stderr, run->language, CLI_WORD_DEMO_NO_SAMPLE, models == NULL ? "" : models, NULL);
        return CLI_FAULT;
    }
    char *folder = strdup(run->out == NULL ? "congsinh-demo" : run->out);
    if (folder == NULL) {
        return cli_problems_end(run, CONGSINH_NO_MEMORY);
    }
    if (!make_folder(folder)) {
        /* A file in the way is the caller's; whatever else stands in it is the machine's. */
        bool is_file = errno == EEXIST;
        cli_say(stderr, run->language, is_file ? CLI_WORD_DEMO_IS_FILE : CLI_WORD_DEMO_NO_FOLDER,
                folder, strerror(errno), NULL);
        free(folder);
        return is_file ? CLI_DATA : CLI_FAULT;
    }
    int result = solve_into(run, sample, folder);
    free(folder);
    return result;
}
