/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A Criterion suite that calls itself green although it leaks: what the gate must not let pass. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

Test(subject, clean) {
    cr_assert(1);
}

Test(subject, leak) {
    char *volatile lost = malloc(100);
    memset(lost, 1, 100);
    lost = NULL;
    cr_assert(1);
}

Test(subject, slow) {
    cr_assert_eq(sleep(5), 0);
}
