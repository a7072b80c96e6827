/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody else's program: header and library agree, and models are found in the folder it is
 * given. */
#include <congsinh/congsinh.h>

#include <stdio.h>
#include <string.h>

static int models_are_in(const char *folder) {
    congsinh *context = NULL;
    if (congsinh_new(&context, NULL) != CONGSINH_OK) {
        return 0;
    }
    const char *found = congsinh_models_folder(context);
    int same = found && strcmp(found, folder) == 0;
    if (!same) {
        printf("models are looked for in %s, not in %s\n", found ? found : "no folder", folder);
    }
    congsinh_free(context);
    return same;
}

int main(int argc, char **argv) {
    if (argc != 2) {
        return 2;
    }
    if (strcmp(congsinh_version(), CONGSINH_VERSION) != 0) {
        printf("the header is of %s, the library of %s\n", CONGSINH_VERSION, congsinh_version());
        return 1;
    }
    return models_are_in(argv[1]) ? 0 : 1;
}
