/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files appear whole or not at all, and every failure is said. */
#include "base/draft.h"
#include "base/file.h"
#include "base/text.h"

#include "unit/scratch.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* A fresh folder, entered. */
static void enter_folder(char folder[64]) {
    snprintf(folder, 64, "/tmp/congsinh-test-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
    cr_assert_eq(chdir(folder), 0);
}

static void remove_folder(const char *folder) {
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    cr_assert_eq(system(command), 0);
}

/* The files of the folder, hidden ones too: a temporary one would be among them. */
static int entries(void) {
    int count = 0;
    DIR *folder = opendir(".");
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        count += entry->d_type != DT_DIR;
    }
    closedir(folder);
    return count;
}

static const char *content(scratch *s, const char *path) {
    char *bytes = NULL;
    size_t length = 0;
    cr_assert(cg_file_read(s->arena, &s->diagnostics, path, 1 << 20, &bytes, &length), "%s", path);
    cr_assert_eq(bytes[length], '\0');
    return bytes;
}

Test(file, writes_replaces_and_reads) {
    SCRATCH_START(s);
    char folder[64];
    enter_folder(folder);
    cr_assert(cg_file_write(&s.diagnostics, "a.json", "one", 3));
    cr_assert_str_eq(content(&s, "a.json"), "one");
    cr_assert_eq(chmod("a.json", 0640), 0);
    cr_assert_eq(symlink("a.json", "link"), 0);
    cr_assert(cg_file_write(&s.diagnostics, "link", "second", 6));
    cr_assert_str_eq(content(&s, "a.json"), "second");
    struct stat about;
    cr_assert_eq(lstat("link", &about), 0);
    cr_assert(S_ISLNK(about.st_mode), "the link was replaced by a file");
    cr_assert_eq(stat("a.json", &about), 0);
    cr_assert_eq(about.st_mode & 0777, 0640);
    cr_assert(cg_file_write(&s.diagnostics, "empty", "", 0));
    cr_assert_str_eq(content(&s, "empty"), "");
    cr_assert_eq(entries(), 3, "a temporary file was left");
    remove_folder(folder);
    SCRATCH_END(s);
}

/* Longer than what is told to go to the disk before the end. */
Test(file, long_ones_arrive_whole) {
    SCRATCH_START(s);
    enum { LENGTH = (5 << 20) + 7, PIECE = 100001 };
    char folder[64];
    enter_folder(folder);
    char *bytes = CG_ARRAY(s.arena, char, LENGTH + 1);
    for (int i = 0; i < LENGTH; i++) {
        bytes[i] = (char)('a' + i % 23);
    }
    cg_draft draft;
    cg_draft_open(&draft, "long");
    for (size_t at = 0; at < LENGTH; at += PIECE) {
        cg_draft_add(&draft, bytes + at, LENGTH - at < PIECE ? LENGTH - at : PIECE);
    }
    cr_assert_eq(cg_draft_close(&draft, true), 0);
    char *found = NULL;
    size_t length = 0;
    cr_assert(cg_file_read(s.arena, &s.diagnostics, "long", LENGTH, &found, &length));
    cr_assert_eq(length, LENGTH);
    cr_expect_eq(memcmp(found, bytes, LENGTH), 0);
    remove_folder(folder);
    SCRATCH_END(s);
}

Test(file, failures_are_said) {
    SCRATCH_START(s);
    char folder[64];
    enter_folder(folder);
    cr_assert_eq(mkdir("sub", 0755), 0);
    cr_assert(cg_file_write(&s.diagnostics, "file", "0123456789", 10));
    static const struct {
        const char *path, *read, *write; /* messages */
    } cases[] = {
        {"absent/x", "FILE_MISSING", "FILE_NO_SUCH_FOLDER"},
        {"file/x", "FILE_MISSING", "FILE_NO_SUCH_FOLDER"},
        {"sub", "FILE_IS_FOLDER", "FILE_IS_FOLDER"},
        {"file", "FILE_TOO_LARGE", NULL},
        {"/dev/zero", "FILE_TOO_LARGE", NULL},
        {"/dev/full", NULL, "FILE_DISK_FULL"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *bytes = NULL;
        size_t length = 0;
        if (cases[i].read != NULL) {
            s.diagnostics = (cg_diagnostics){.arena = s.arena};
            cr_assert_not(cg_file_read(s.arena, &s.diagnostics, cases[i].path, 9, &bytes, &length));
            cr_assert_str_eq(scratch_said(&s), cases[i].read, "%s", cases[i].path);
        }
        if (cases[i].write != NULL) {
            s.diagnostics = (cg_diagnostics){.arena = s.arena};
            cr_assert_not(cg_file_write(&s.diagnostics, cases[i].path, "x", 1));
            cr_assert_str_eq(scratch_said(&s), cases[i].write, "%s", cases[i].path);
        }
    }
    cr_assert_eq(entries(), 1, "a temporary file was left");
    remove_folder(folder);
    SCRATCH_END(s);
}

Test(file, forbidden_file) {
    SCRATCH_START(s);
    char folder[64];
    enter_folder(folder);
    cr_assert(cg_file_write(&s.diagnostics, "secret", "x", 1));
    cr_assert_eq(chmod("secret", 0), 0);
    cr_assert_eq(chmod(folder, 0777), 0);
    /* Rights do not bind the superuser: become nobody where possible (a forked child, so for good).
     * */
    if (geteuid() == 0 && seteuid(65534) != 0) {
        cr_skip_test("cannot give up the superuser's rights");
    }
    char *bytes = NULL;
    size_t length = 0;
    cr_assert_not(cg_file_read(s.arena, &s.diagnostics, "secret", 9, &bytes, &length));
    cr_assert_str_eq(scratch_said(&s), "FILE_FORBIDDEN");
    if (getuid() == 0) {
        cr_assert_eq(seteuid(0), 0);
    }
    remove_folder(folder);
    SCRATCH_END(s);
}

Test(file, full_disk_keeps_the_old_file) {
    SCRATCH_START(s);
    char folder[64];
    enter_folder(folder);
    cr_assert(cg_file_write(&s.diagnostics, "plan.json", "old", 3));
    /* A limit on file sizes stands for the full disk: the write stops half way either way. */
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit before;
    cr_assert_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit small = {.rlim_cur = 1000, .rlim_max = before.rlim_max};
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
    char *large = CG_ARRAY(s.arena, char, 5000);
    bool written = cg_file_write(&s.diagnostics, "plan.json", large, 5000);
    bool written_new = cg_file_write(&s.diagnostics, "new.json", large, 5000);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
    cr_assert_not(written);
    cr_assert_not(written_new);
    cr_assert_str_eq(scratch_said(&s), "FILE_DISK_FULL");
    cr_assert_str_eq(content(&s, "plan.json"), "old");
    cr_assert_eq(entries(), 1);
    cr_assert_neq(access("new.json", F_OK), 0);
    remove_folder(folder);
    SCRATCH_END(s);
}

Test(file, folder_lists_are_sorted_by_bytes) {
    SCRATCH_START(s);
    char folder[64];
    enter_folder(folder);
    static const char *const files[] = {"b.json", "a.json", "B.json", "c.txt", ".hidden.json"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        cr_assert(cg_file_write(&s.diagnostics, files[i], "x", 1));
    }
    cr_assert_eq(mkdir("vn", 0755), 0);
    cr_assert_eq(mkdir("eu", 0755), 0);
    cr_assert_eq(mkdir("d.json", 0755), 0);
    int count = 0;
    const char **names = cg_folder_list(s.arena, ".", ".json", &count);
    cr_assert_eq(count, 3);
    cr_assert_str_eq(names[0], "B.json");
    cr_assert_str_eq(names[1], "a.json");
    cr_assert_str_eq(names[2], "b.json");
    names = cg_folder_list(s.arena, ".", "/", &count);
    cr_assert_eq(count, 3);
    cr_assert_str_eq(names[1], "eu");
    cr_assert_null(cg_folder_list(s.arena, "absent", "/", &count));
    cr_assert_eq(count, 0);
    remove_folder(folder);
    SCRATCH_END(s);
}

Test(file, sha256) {
    /* FIPS 180-4 example values (NIST): "abc" and the empty message. */
    char digest[65];
    cg_sha256("abc", 3, digest);
    cr_assert_str_eq(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    cg_sha256("", 0, digest);
    cr_assert_str_eq(digest, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

/* A long text poured in whatever pieces has the digest of the whole. */
Test(file, sha256_of_pieces) {
    SCRATCH_START(s);
    cg_text whole = cg_text_start(s.arena);
    cg_digest *digest = cg_digest_start(s.arena);
    cg_text poured = cg_text_pouring(s.arena, cg_digest_add, digest);
    static char long_piece[200000];
    memset(long_piece, 'x', sizeof long_piece - 1);
    cg_text *both[] = {&whole, &poured};
    for (int i = 0; i < 2; i++) {
        for (int n = 0; n < 20000; n++) {
            cg_text_addf(both[i], "%d of %s, ", n, "many");
            cg_text_add(both[i], "đ");
        }
        cg_text_add(both[i], long_piece);
        cg_text_addf(both[i], "%s", long_piece);
        cg_text_add(both[i], "end");
    }
    cg_text_pour(&poured);
    char expected[65], found[65];
    cg_sha256(whole.bytes, whole.length, expected);
    cg_digest_end(digest, found);
    cr_expect_str_eq(found, expected);
    SCRATCH_END(s);
}
