/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents on the shelf: the same tree while the file is the same, a new one when it is not. */
#include "base/json_shelf.h"
#include "scratch.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static void write_to(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    cr_assert_not_null(file);
    fputs(text, file);
    fclose(file);
}

/* A fresh file's name. */
static void make_file(char path[64], const char *text) {
    snprintf(path, 64, "/tmp/congsinh-shelf-XXXXXX");
    int descriptor = mkstemp(path);
    cr_assert_geq(descriptor, 0);
    close(descriptor);
    write_to(path, text);
}

Test(shelf, a_file_is_read_once_until_it_changes) {
    SCRATCH_START(s);
    char path[64];
    make_file(path, "{\"a\": 1}");
    cg_json_shelf *shelf = cg_json_shelf_new(s.arena);
    const cg_json *first = cg_json_shelf_read(shelf, s.arena, &s.diagnostics, path);
    const cg_json *again = cg_json_shelf_read(shelf, s.arena, &s.diagnostics, path);
    cr_expect_eq(first, again, "read anew");
    write_to(path, "{\"a\": 25}");
    const cg_json *changed = cg_json_shelf_read(shelf, s.arena, &s.diagnostics, path);
    cr_expect_eq(cg_json_member(changed, "a")->number, 25);
    cr_expect_eq(cg_json_member(first, "a")->number, 1, "who holds the old one keeps it");
    /* The same size in another second: only the time tells. */
    write_to(path, "{\"a\": 26}");
    struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = 1000000000}};
    cr_assert_eq(utimensat(AT_FDCWD, path, times, 0), 0);
    changed = cg_json_shelf_read(shelf, s.arena, &s.diagnostics, path);
    cr_expect_eq(cg_json_member(changed, "a")->number, 26);
    unlink(path);
    cr_expect_null(cg_json_shelf_read(shelf, s.arena, &s.diagnostics, path), "a file that is gone");
    cr_expect_str_eq(scratch_said(&s), "FILE_MISSING");
    SCRATCH_END(s);
}

Test(shelf, what_has_an_error_is_told_to_each_who_asks) {
    SCRATCH_START(s);
    char path[64];
    make_file(path, "{\"a\": 1, \"a\": 2}");
    cg_json_shelf *shelf = cg_json_shelf_new(s.arena);
    for (int asked = 1; asked <= 2; asked++) {
        cr_expect_not_null(cg_json_shelf_read(shelf, s.arena, &s.diagnostics, path));
        cr_expect_eq(s.diagnostics.errors, asked, "asked %d times, told %d times", asked,
                     s.diagnostics.errors);
    }
    unlink(path);
    SCRATCH_END(s);
}

Test(shelf, without_one_a_file_is_read_each_time) {
    SCRATCH_START(s);
    char path[64];
    make_file(path, "{}");
    const cg_json *first = cg_json_shelf_read(NULL, s.arena, &s.diagnostics, path);
    cr_expect_neq(first, cg_json_shelf_read(NULL, s.arena, &s.diagnostics, path));
    unlink(path);
    SCRATCH_END(s);
}
