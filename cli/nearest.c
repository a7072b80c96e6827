/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The known name that a mistyped one most likely meant. */
#include "cli.h"

#include <string.h>

enum { LONGEST = 32 };

static int least(int a, int b) {
    return a < b ? a : b;
}

/* Edits (a letter more, less, other, or two swapped) that lead from a to b; names are short. */
static int distance(const char *a, const char *b) {
    int rows[LONGEST + 1][LONGEST + 1];
    int height = (int)strlen(a);
    int width = (int)strlen(b);
    if (height > LONGEST || width > LONGEST) {
        return LONGEST;
    }
    for (int i = 0; i <= height; i++) {
        for (int j = 0; j <= width; j++) {
            if (i == 0 || j == 0) {
                rows[i][j] = i + j;
                continue;
            }
            int replaced = rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            rows[i][j] = least(replaced, least(rows[i - 1][j], rows[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                rows[i][j] = least(rows[i][j], rows[i - 2][j - 2] + 1);
            }
        }
    }
    return rows[height][width];
}

const char *cli_nearest(const char *const *names, const char *word) {
    const char *best = NULL;
    int fewest = least(3, ((int)strlen(word) + 2) / 3) + 1;
    for (int i = 0; names[i] != NULL; i++) {
        int edits = distance(names[i], word);
        if (edits < fewest) {
            fewest = edits;
            best = names[i];
        }
    }
    return best;
}
