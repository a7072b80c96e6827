/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV tables beside a park where memory ends, and with bytes that are mutated: a status and what is
 * wrong, never a crash. */
#include "base/memory.h"
#include "fault_help.h"
#include "support/random_park.h"

#include <unistd.h>

static const char firms[] =
    "id,name,at_km.0,at_km.1\r\na,\"Giấy, \"\"A\"\"\",0,0\r\n\r\nb,Bia,1,1\r\n";
static const char outputs[] = "\xEF\xBB\xBF"
                              "firm,id,resource,quantity,quantity/unit,quality.COD\n"
                              "a,o,treated-wastewater,\"1200,5\",m3/d,60\n";
static const char inputs[] = "Firm,Input,Resource,Quantity [m3/d],Price,Most: COD [mg/L]\n"
                             "b,i,process-water,900,9000 VND/m3,80\n";
static const char document[] =
    "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"p\", \"year\": 2025, \"currency\": "
    "\"VND\"}, \"tables\": {\"firms\": \"firms.csv\", \"outputs\": \"outputs.csv\", \"inputs\": "
    "\"inputs.csv\"}}";

static char folder[] = "/tmp/congsinh-csv-XXXXXX";

static void write_bytes(const char *name, const char *bytes, size_t length) {
    char path[64];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    cr_assert_not_null(file);
    fwrite(bytes, 1, length, file);
    fclose(file);
}

static void write_all(void) {
    write_bytes("firms.csv", firms, sizeof firms - 1);
    write_bytes("outputs.csv", outputs, sizeof outputs - 1);
    write_bytes("inputs.csv", inputs, sizeof inputs - 1);
}

static void start(void) {
    cr_assert_not_null(mkdtemp(folder));
    write_all();
}

static void end(void) {
    static const char *const names[] = {"firms.csv", "outputs.csv", "inputs.csv"};
    for (int i = 0; i < 3; i++) {
        char path[64];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    rmdir(folder);
}

TestSuite(csv_faults, .init = start, .fini = end);

static congsinh_status read_tables(congsinh *context) {
    char file[64];
    snprintf(file, sizeof file, "%s/park.json", folder);
    congsinh_park_source source = CONGSINH_PARK_SOURCE_INIT;
    source.file = file;
    source.bytes = document;
    source.length = sizeof document - 1;
    congsinh_park *park = NULL;
    congsinh_status status = congsinh_park_read(&park, context, &source);
    cr_assert_eq(park != NULL, status == CONGSINH_OK);
    if (park != NULL) {
        congsinh_park_facts facts = congsinh_park_describe(park);
        cr_assert(facts.firms >= 1);
    }
    congsinh_park_free(park);
    return status;
}

Test(csv_faults, memory_ends_anywhere, .timeout = 240) {
    int ended = 0;
    for (long after = 1;; after += after < 100 ? 1 : after / 40) {
        congsinh *context = NULL;
        cr_assert_eq(congsinh_new(&context, NULL), CONGSINH_OK);
        cg_fail_allocation_after(after);
        congsinh_status status = read_tables(context);
        cg_fail_allocation_after(0);
        cr_assert(status == CONGSINH_OK || status == CONGSINH_NO_MEMORY,
                  "after %ld allocations: status %d", after, (int)status);
        if (ended % 20 == 0) {
            cr_assert_eq(read_tables(context), CONGSINH_OK);
        }
        congsinh_free(context);
        if (status == CONGSINH_OK) {
            break;
        }
        ended++;
    }
    cr_expect_gt(ended, 100, "memory ended only %d times", ended);
}

Test(csv_faults, mutated_bytes, .timeout = 240) {
    enum { TIMES = 600, ROOM = 512 };
    static const char hostile[] = ",\"\r\n;\t\0\xFF=-1.e,\xC3";
    static const struct {
        const char *name, *bytes;
        size_t length;
    } tables[] = {{"firms.csv", firms, sizeof firms - 1},
                  {"outputs.csv", outputs, sizeof outputs - 1},
                  {"inputs.csv", inputs, sizeof inputs - 1}};
    congsinh *context = NULL;
    cr_assert_eq(congsinh_new(&context, NULL), CONGSINH_OK);
    int refused = 0, read = 0;
    for (unsigned seed = 1; seed <= TIMES; seed++) {
        unsigned table = seed % 3;
        size_t length = tables[table].length;
        char bytes[ROOM];
        memcpy(bytes, tables[table].bytes, length);
        chance luck = {seed};
        for (int changes = 1 + chance_below(&luck, 3); changes > 0; changes--) {
            bytes[chance_below(&luck, (int)length)] =
                hostile[chance_below(&luck, (int)sizeof hostile - 1)];
        }
        length = chance_once_in(&luck, 4) ? length * 2 / 3 : length;
        write_bytes(tables[table].name, bytes, length);
        congsinh_diagnostics_clear(context);
        congsinh_status status = read_tables(context);
        expect_read_or_told(context, status, seed);
        refused += status == CONGSINH_BAD_DATA;
        read += status == CONGSINH_OK;
        write_bytes(tables[table].name, tables[table].bytes, tables[table].length);
    }
    cr_expect_gt(refused, TIMES / 2, "only %d of %d are refused", refused, TIMES);
    cr_expect_gt(read, 0);
    congsinh_free(context);
}
