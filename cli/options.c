/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the command line against the table of options. */
#include "cli.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct known_option {
    const char *name; /* without the dashes */
    char letter;      /* 0: none */
    bool value;
    int verbs;
    cli_word_id help;
} known_option;

static const known_option options[CLI_OPTIONS] = {
#define CLI_OPTION(id, name, letter, value, verbs)                                                 \
    [CLI_OPTION_##id] = {name, letter, value, verbs, CLI_WORD_OPTION_##id},
#include "options.def"
#undef CLI_OPTION
};

static bool usable(const cli *run, int id) {
    int verbs = options[id].verbs;
    return verbs == CLI_COMMON || (run->verb->options & verbs) != 0;
}

static void say_hint(const cli *run) {
    cli_say(stderr, run->language, CLI_WORD_SEE_VERB_HELP, run->verb->name, NULL);
}

/* The verbs that take an option, "solve, explain". */
static void list_verbs(char *room, size_t size, int id) {
    static const struct {
        const char *name;
        int options;
    } verbs[] = {
#define CLI_VERB(name, id, fewest, most, options) {#name, options},
#include "verbs.def"
#undef CLI_VERB
    };
    size_t length = 0;
    room[0] = '\0';
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs && length < size; i++) {
        if ((verbs[i].options & options[id].verbs) != 0) {
            length += (size_t)snprintf(room + length, size - length, "%s%s", length > 0 ? ", " : "",
                                       verbs[i].name);
        }
    }
}

/* The name of an option as it was written: without dashes and without what stands behind =. */
static void bare_name(char *room, size_t size, const char *word) {
    const char *name = word + strspn(word, "-");
    snprintf(room, size, "%.*s", (int)strcspn(name, "="), name);
}

/* The option of this long name, whoever takes it, or CLI_OPTIONS. */
static int option_named(const char *name) {
    int id = 0;
    while (id < CLI_OPTIONS && strcmp(options[id].name, name) != 0) {
        id++;
    }
    return id;
}

static bool say_unknown(const cli *run, const char *word) {
    const char *names[CLI_OPTIONS + 1];
    int count = 0;
    for (int i = 0; i < CLI_OPTIONS; i++) {
        if (usable(run, i)) {
            names[count++] = options[i].name;
        }
    }
    names[count] = NULL;
    char bare[64];
    bare_name(bare, sizeof bare, word);
    int known = option_named(bare);
    char verbs[128];
    if (known != CLI_OPTIONS && !usable(run, known)) {
        list_verbs(verbs, sizeof verbs, known);
        cli_say(stderr, run->language, CLI_WORD_OPTION_OF_OTHERS, bare, run->verb->name, verbs,
                NULL);
        say_hint(run);
        return false;
    }
    const char *nearest = strlen(bare) > 1 ? cli_nearest(names, bare) : NULL;
    cli_word_id id = nearest == NULL ? CLI_WORD_UNKNOWN_OPTION : CLI_WORD_UNKNOWN_OPTION_NEAREST;
    cli_say(stderr, run->language, id, word, run->verb->name, nearest == NULL ? "" : nearest, NULL);
    say_hint(run);
    return false;
}

/* "-output FILE" with one dash: "-o utput" to the letter, which nobody means. */
static bool lacks_a_dash(const char *word) {
    char bare[64];
    bare_name(bare, sizeof bare, word);
    return word[1] != '-' && option_named(bare) != CLI_OPTIONS;
}

/* The option that `word` names, its value behind = or directly behind its letter; CLI_OPTIONS:
 * none. */
static int find_option(const cli *run, const char *word, const char **value) {
    *value = NULL;
    for (int i = 0; i < CLI_OPTIONS && !lacks_a_dash(word); i++) {
        if (!usable(run, i)) {
            continue;
        }
        if (word[1] != '-') {
            if (options[i].letter == word[1]) {
                *value = word[2] == '\0' ? NULL : word + 2;
                return i;
            }
            continue;
        }
        size_t length = strlen(options[i].name);
        if (strncmp(word + 2, options[i].name, length) != 0) {
            continue;
        }
        const char *behind = word + 2 + length;
        if (*behind == '\0' || *behind == '=') {
            *value = *behind == '=' ? behind + 1 : NULL;
            return i;
        }
    }
    return CLI_OPTIONS;
}

static bool say_bad(const cli *run, int id, const char *value, cli_word_id expected) {
    cli_say(stderr, run->language, CLI_WORD_BAD_VALUE, options[id].name, value,
            cli_word(run->language, expected), NULL);
    say_hint(run);
    return false;
}

static bool read_decimal(cli *run, int id, const char *value) {
    bool comma = strcmp(value, "comma") == 0;
    run->decimal = comma ? CONGSINH_DECIMAL_COMMA : CONGSINH_DECIMAL_POINT;
    return comma || strcmp(value, "point") == 0 ||
           say_bad(run, id, value, CLI_WORD_EXPECTED_DECIMAL);
}

static bool ends_in_xlsx(const char *value) {
    const char *dot = strrchr(value, '.');
    return dot != NULL && dot != value && strcmp(dot, ".xlsx") == 0;
}

static bool is_leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* YYYY-MM-DD, a day that the calendar has. */
static bool is_date(const char *text) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (int i = 0; i < 10; i++) {
        bool dash = i == 4 || i == 7;
        if (dash ? text[i] != '-' : (text[i] < '0' || text[i] > '9')) {
            return false;
        }
    }
    int year = (int)strtol(text, NULL, 10);
    int month = (int)strtol(text + 5, NULL, 10);
    int day = (int)strtol(text + 8, NULL, 10);
    if (text[10] != '\0' || month < 1 || month > 12 || day < 1) {
        return false;
    }
    return day <= days[month - 1] + (month == 2 && is_leap(year));
}

static bool read_choice(const char *const *choices, const char *value, int *out) {
    for (int i = 0; choices[i] != NULL; i++) {
        if (strcmp(choices[i], value) == 0) {
            *out = i;
            return true;
        }
    }
    return false;
}

/* A number of the command line; the program never leaves the C locale, so strtod reads a point. */
static bool read_number(const char *value, double *out) {
    char *end = NULL;
    if (strspn(value, "0123456789.eE+-") != strlen(value)) {
        return false;
    }
    *out = strtod(value, &end);
    return end != value && *end == '\0' && isfinite(*out);
}

static bool read_objective(cli *run, const char *value) {
    static const char *const objectives[] = {"cost", "emissions", "water", "waste", NULL};
    int choice = 0;
    if (!read_choice(objectives, value, &choice)) {
        return say_bad(run, CLI_OPTION_OBJECTIVE, value, CLI_WORD_EXPECTED_OBJECTIVE);
    }
    run->solve.objective = (congsinh_objective)choice;
    return true;
}

static bool read_limits(cli *run, cli_option_id id, const char *value) {
    double number = 0;
    bool read = read_number(value, &number);
    if (id == CLI_OPTION_TIME_LIMIT) {
        run->solve.time_limit = number;
        return (read && number > 0) || say_bad(run, id, value, CLI_WORD_EXPECTED_SECONDS);
    }
    if (id == CLI_OPTION_GAP) {
        run->solve.gap = number;
        return (read && number >= 0 && number < 1) ||
               say_bad(run, id, value, CLI_WORD_EXPECTED_SHARE);
    }
    bool whole = read && number >= 1 && number <= 1024 && (int)number == number;
    run->solve.jobs = whole ? (int)number : 1;
    return whole || say_bad(run, id, value, CLI_WORD_EXPECTED_JOBS);
}

static bool read_setting(cli *run, const char *value) {
    const char *equals = strchr(value, '=');
    if (equals == NULL || equals == value) {
        return say_bad(run, CLI_OPTION_SET, value, CLI_WORD_EXPECTED_SETTING);
    }
    run->settings[run->setting_count++] = value;
    return true;
}

/* "board", "analyst", "public" or "firm:ID". */
static bool read_audience(cli *run, const char *value) {
    static const char *const audiences[] = {[CONGSINH_FOR_BOARD] = "board",
                                            [CONGSINH_FOR_FIRM] = "firm",
                                            [CONGSINH_FOR_ANALYST] = "analyst",
                                            [CONGSINH_FOR_PUBLIC] = "public",
                                            NULL};
    static const char firm[] = "firm:";
    int choice = CONGSINH_FOR_FIRM;
    bool of_firm = strncmp(value, firm, strlen(firm)) == 0 && value[strlen(firm)] != '\0';
    if (!of_firm && (!read_choice(audiences, value, &choice) || choice == CONGSINH_FOR_FIRM)) {
        return say_bad(run, CLI_OPTION_FOR, value, CLI_WORD_EXPECTED_AUDIENCE);
    }
    run->edition.audience = (congsinh_audience)choice;
    run->edition.firm = of_firm ? value + strlen(firm) : NULL;
    run->audience_given = true;
    return true;
}

static bool read_name(cli *run, cli_option_id id, const char *value, const char **name) {
    *name = value;
    return *value != '\0' || say_bad(run, id, value, CLI_WORD_EXPECTED_NAME);
}

static bool apply(cli *run, cli_option_id id, const char *value) {
    static const char *const formats[] = {"text", "json", NULL};
    static const char *const languages[] = {"en", "vi", NULL};
    int choice = 0;
    switch (id) {
    case CLI_OPTION_FORMAT:
        run->format_given = true;
        if (!read_choice(formats, value, &choice)) {
            return say_bad(run, id, value, CLI_WORD_EXPECTED_FORMAT);
        }
        run->json = choice == 1;
        return true;
    case CLI_OPTION_LANG:
        return read_choice(languages, value, &choice) ||
               say_bad(run, id, value, CLI_WORD_EXPECTED_LANGUAGE);
    case CLI_OPTION_OUT:
        run->out = value;
        return *value != '\0' || say_bad(run, id, value, CLI_WORD_EXPECTED_FILE);
    case CLI_OPTION_QUIET:
        run->quiet = true;
        return true;
    case CLI_OPTION_VERBOSE:
        run->verbose = true;
        return true;
    case CLI_OPTION_MODELS:
        run->models = value;
        return true;
    case CLI_OPTION_RULES:
        run->packs[run->pack_count++] = value;
        return true;
    case CLI_OPTION_DATE:
        run->solve.law.date = value;
        return is_date(value) || say_bad(run, id, value, CLI_WORD_EXPECTED_DATE);
    case CLI_OPTION_WITHOUT:
        run->without[run->solve.law.without_count++] = value;
        return true;
    case CLI_OPTION_READING:
        run->readings[run->solve.law.reading_count++] = value;
        return true;
    case CLI_OPTION_WRITE_LP:
        run->write_lp = value;
        return *value != '\0' || say_bad(run, id, value, CLI_WORD_EXPECTED_FILE);
    case CLI_OPTION_PRICE:
        run->price = value;
        return *value != '\0' || say_bad(run, id, value, CLI_WORD_EXPECTED_FILE);
    case CLI_OPTION_FIRM:
        run->firm = value;
        return *value != '\0' || say_bad(run, id, value, CLI_WORD_EXPECTED_FIRM);
    case CLI_OPTION_FRAMEWORK:
        run->framework = value;
        return *value != '\0' || say_bad(run, id, value, CLI_WORD_EXPECTED_FRAMEWORK);
    case CLI_OPTION_EXCEPTIONS:
        run->solve.law.exceptions = value;
        return *value != '\0' || say_bad(run, id, value, CLI_WORD_EXPECTED_FILE);
    case CLI_OPTION_SET:
        return read_setting(run, value);
    case CLI_OPTION_OBJECTIVE:
        return read_objective(run, value);
    case CLI_OPTION_TIME_LIMIT:
    case CLI_OPTION_GAP:
    case CLI_OPTION_JOBS:
        return read_limits(run, id, value);
    case CLI_OPTION_NO_RANGES:
        run->solve.no_ranges = true;
        return true;
    case CLI_OPTION_DECIMAL:
        return read_decimal(run, id, value);
    case CLI_OPTION_ANNOTATE:
        run->annotate = value;
        return ends_in_xlsx(value) || say_bad(run, id, value, CLI_WORD_EXPECTED_XLSX);
    case CLI_OPTION_FORMATS:
        run->formats = value;
        return *value != '\0' || say_bad(run, id, value, CLI_WORD_EXPECTED_FORMATS);
    case CLI_OPTION_FOR:
        return read_audience(run, value);
    case CLI_OPTION_OFFICIAL:
        run->edition.official = true;
        return true;
    case CLI_OPTION_PREPARED:
        return read_name(run, id, value, &run->edition.prepared_by);
    case CLI_OPTION_CHECKED:
        return read_name(run, id, value, &run->edition.checked_by);
    case CLI_OPTION_APPROVED:
        return read_name(run, id, value, &run->edition.approved_by);
    case CLI_OPTION_HELP:
        run->help = true;
        return true;
    case CLI_OPTION_VERSION:
        run->version = true;
        return true;
    case CLI_OPTIONS:
        break;
    }
    return false;
}

static bool check_count(const cli *run) {
    if (run->help || run->version) {
        return true;
    }
    if (run->argument_count >= run->verb->fewest && run->argument_count <= run->verb->most) {
        return true;
    }
    bool few = run->argument_count < run->verb->fewest;
    cli_say(stderr, run->language, few ? CLI_WORD_TOO_FEW : CLI_WORD_TOO_MANY, run->verb->name,
            few ? cli_word(run->language, run->verb->usage) : run->arguments[run->verb->most],
            NULL);
    say_hint(run);
    return false;
}

/* Several packs hold together: the library knows them by one name, "vn+own.json". */
static bool join_packs(cli *run) {
    if (run->pack_count <= 1) {
        run->solve.law.rules = run->pack_count == 1 ? run->packs[0] : NULL;
        return true;
    }
    size_t size = 1;
    for (int i = 0; i < run->pack_count; i++) {
        size += strlen(run->packs[i]) + 1;
    }
    run->joined_packs = calloc(size, 1);
    if (run->joined_packs == NULL) {
        cli_say(stderr, run->language, CLI_WORD_NO_MEMORY, NULL);
        return false;
    }
    for (int i = 0, length = 0; i < run->pack_count; i++) {
        length += snprintf(run->joined_packs + length, size - (size_t)length, "%s%s",
                           i > 0 ? "+" : "", run->packs[i]);
    }
    run->solve.law.rules = run->joined_packs;
    return true;
}

bool cli_options_read(cli *run, int count, char **words) {
    bool only_arguments = false;
    for (int i = 0; i < count; i++) {
        const char *word = words[i];
        if (only_arguments || word[0] != '-' || word[1] == '\0') {
            run->arguments[run->argument_count++] = word;
            continue;
        }
        if (strcmp(word, "--") == 0) {
            only_arguments = true;
            continue;
        }
        const char *value = NULL;
        int id = find_option(run, word, &value);
        if (id == CLI_OPTIONS || (value != NULL && !options[id].value)) {
            return say_unknown(run, word);
        }
        if (options[id].value && value == NULL) {
            if (++i == count) {
                cli_say(stderr, run->language, CLI_WORD_NO_VALUE, word, NULL);
                say_hint(run);
                return false;
            }
            value = words[i];
        }
        if (!apply(run, (cli_option_id)id, value)) {
            return false;
        }
    }
    run->solve.law.without = run->without;
    run->solve.law.readings = run->readings;
    return join_packs(run) && check_count(run);
}

congsinh_language cli_language_of(int count, char **words) {
    for (int i = 0; i < count; i++) {
        const char *value = NULL;
        if (strncmp(words[i], "--lang=", 7) == 0) {
            value = words[i] + 7;
        } else if (strcmp(words[i], "--lang") == 0 && i + 1 < count) {
            value = words[i + 1];
        }
        if (value != NULL) {
            return strcmp(value, "vi") == 0 ? CONGSINH_VIETNAMESE : CONGSINH_ENGLISH;
        }
    }
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && *value != '\0') {
            return strncmp(value, "vi", 2) == 0 ? CONGSINH_VIETNAMESE : CONGSINH_ENGLISH;
        }
    }
    return CONGSINH_ENGLISH;
}

void cli_options_help(FILE *to, const cli *run) {
    for (int i = 0; i < CLI_OPTIONS; i++) {
        if (usable(run, i)) {
            fprintf(to, "%s\n", cli_word(run->language, options[i].help));
        }
    }
}
