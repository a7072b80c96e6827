/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory ends while a workbook is made: a status, nothing lost, and the context works on. */
#include "base/memory.h"
#include "fault_help.h"

static const char park_text[] =
    "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"p\", \"name\": {\"vi\": \"Khu\", "
    "\"en\": "
    "\"Park\"}, \"year\": 2025, \"currency\": \"VND\"}, \"firms\": [{\"id\": \"a\", \"outputs\": "
    "[{\"id\": \"o\", \"resource\": \"raw-wastewater\", \"quantity\": {\"value\": \"9 m3/d\", "
    "\"low\": \"8 m3/d\"}, \"quality\": {\"COD\": \"60 mg/L\"}}]}]}";

static congsinh_status make_both(congsinh *context, char **out, size_t *length) {
    congsinh_park_source source = CONGSINH_PARK_SOURCE_INIT;
    source.file = "park.json";
    source.bytes = park_text;
    source.length = strlen(park_text);
    congsinh_park *park = NULL;
    *out = NULL;
    congsinh_status status = congsinh_park_read(&park, context, &source);
    if (status == CONGSINH_OK) {
        status = congsinh_park_workbook(out, length, context, park, NULL);
    }
    congsinh_park_free(park);
    cr_assert_eq(*out != NULL, status == CONGSINH_OK);
    return status;
}

Test(workbook_faults, memory_ends, .timeout = 240) {
    congsinh *context = NULL;
    char *right = NULL;
    size_t right_length = 0;
    cr_assert_eq(congsinh_new(&context, NULL), CONGSINH_OK);
    cr_assert_eq(make_both(context, &right, &right_length), CONGSINH_OK);
    congsinh_free(context);
    int ended = 0;
    for (long after = 1;; after += after < 40 ? 1 : after / 20) {
        char *found = NULL;
        size_t length = 0;
        cr_assert_eq(congsinh_new(&context, NULL), CONGSINH_OK);
        cg_fail_allocation_after(after);
        congsinh_status status = make_both(context, &found, &length);
        cg_fail_allocation_after(0);
        cr_assert(status == CONGSINH_OK || status == CONGSINH_NO_MEMORY,
                  "after %ld allocations: status %d", after, (int)status);
        congsinh_text_free(found);
        cr_assert_eq(make_both(context, &found, &length), CONGSINH_OK, "after %ld", after);
        cr_assert(length == right_length && memcmp(found, right, length) == 0,
                  "after %ld allocations another workbook", after);
        congsinh_text_free(found);
        congsinh_free(context);
        if (status == CONGSINH_OK) {
            break;
        }
        ended++;
    }
    congsinh_text_free(right);
    cr_expect_gt(ended, 40, "memory ended only %d times", ended);
}
