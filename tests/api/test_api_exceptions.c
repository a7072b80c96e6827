/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a park states against the rules does to a plan, by hand: b buys 100 m3 at 10 that it can
 * have for nothing, so each m3 that the rules leave saves 10. */
#include "api_help.h"

#include <math.h>
#include <unistd.h>

#define HEAD "\"title\": \"t\", \"message\": \"m\", \"instrument\": \"i\", \"clause\": \"c\", "
#define PACK(effect)                                                                               \
    "{\"format\": \"congsinh-rules/1\", \"rules\": [{\"id\": \"A\", " HEAD "\"effect\": {" effect  \
    "}}]}"
#define PERMIT PACK("\"kind\": \"permit\", \"name\": \"n\", \"cost\": 4000")
#define MOST_30                                                                                    \
    PACK("\"kind\": \"limit\", \"what\": \"quantity\", \"family\": \"water\", \"per\": "           \
         "\"receiver\", \"at_most\": 30")
#define MOST_STATED                                                                                \
    PACK("\"kind\": \"limit\", \"what\": \"quantity\", \"family\": \"water\", \"per\": "           \
         "\"receiver\", \"attribute\": \"receiver.allowed\"")
#define CHARGE                                                                                     \
    PACK("\"kind\": \"charge\", \"on\": \"discharge\", \"family\": \"water\", \"rate\": 3")
#define WAIVER(more) "{\"kind\": \"waiver\", \"rule\": \"A\", \"because\": \"x\"" more "}"

#define PARK(resource, facility)                                                                   \
    "{\"format\": \"congsinh-park/1\", \"park\": {\"id\": \"t\", \"year\": 2026, \"currency\": "   \
    "\"VND\"}, \"assumptions\": {\"discount_rate\": 0},"                                           \
    " \"firms\": [{\"id\": \"a\", \"at_km\": [0, 0], \"outputs\": ["                               \
    "   {\"id\": \"e1\", \"resource\": \"w\", \"quantity\": 50},"                                  \
    "   {\"id\": \"e2\", \"resource\": \"w\", \"quantity\": 50}]},"                                \
    "  {\"id\": \"b\", \"at_km\": [1, 0], \"allowed\": 20, \"inputs\": ["                          \
    "   {\"id\": \"i\", \"resource\": \"" resource                                                 \
    "\", \"quantity\": 100, \"price\": 10}]}]," facility                                           \
    " \"models\": {\"resources\": [{\"id\": \"w\", \"family\": \"water\"}, {\"id\": \"c\", "       \
    "\"family\": \"water\"}], \"modes\": [{\"id\": \"p\", \"family\": \"water\"}],"                \
    "  \"attributes\": [{\"id\": \"allowed\", \"type\": \"number\", \"on\": \"firm\"}]}}"
#define DIRECT PARK("w", "")
#define PLANT                                                                                      \
    PARK("c", " \"facilities\": [{\"id\": \"plant\", \"at_km\": [0, 0], \"accepts\": "             \
              "{\"resources\": [\"w\"]}, \"gives\": {\"resource\": \"c\"}}],")

static const struct {
    const char *what, *park, *pack, *stated;
    double net_saving;
} rows[] = {
    /* 4000 once is 200 a year for each of the two. */
    {"permits to obtain", DIRECT, PERMIT, "", 600},
    {"one of them is there", DIRECT, PERMIT,
     "{\"kind\": \"permit\", \"rule\": \"A\", \"number\": \"1\", \"from\": \"a.e1\"}", 800},
    {"both are", DIRECT, PERMIT, "{\"kind\": \"permit\", \"rule\": \"A\", \"number\": \"1\"}",
     1000},
    {"a most for a receiver", DIRECT, MOST_30, "", 300},
    {"what is waived does not count in it", DIRECT, MOST_30, WAIVER(", \"from\": \"a.e1\""), 800},
    {"a most for what a plant hands on", PLANT, MOST_30, "", 300},
    /* A plant mixes what it treats: of half of it nothing is waived. */
    {"waived for a part of the mix alone", PLANT, MOST_30, WAIVER(", \"from\": \"a.e1\""), 300},
    {"the second part of the mix alone", PLANT, MOST_30, WAIVER(", \"from\": \"a.e2\""), 300},
    {"waived for the mix", PLANT, MOST_30, WAIVER(", \"to\": \"b\""), 1000},
    {"a most that the receiver states", DIRECT, MOST_STATED, "", 200},
    {"a licence states another", DIRECT, MOST_STATED,
     "{\"kind\": \"licence\", \"firm\": \"b\", \"allowed\": 70}", 700},
    /* 3 on each m3 discharged, of which there is none left. */
    {"a charge on what is discharged", DIRECT, CHARGE, "", 1300},
    {"not on one of two", DIRECT, CHARGE, WAIVER(", \"from\": \"a.e1\""), 1150},
    {"what goes to b is not what is discharged", DIRECT, CHARGE, WAIVER(", \"to\": \"b\""), 1300},
    {"on nothing", DIRECT, CHARGE, WAIVER(""), 1000},
};

static void check_row(congsinh *context, size_t row, const char *file) {
    congsinh_park *park = api_park(context, rows[row].park);
    congsinh_solve_options options = CONGSINH_SOLVE_OPTIONS_INIT;
    congsinh_plan *plan = NULL;
    char stated[1024];
    options.law.rules = file;
    options.law.exceptions_length = (size_t)snprintf(
        stated, sizeof stated, "{\"format\": \"congsinh-exceptions/1\", \"exceptions\": [%s]}",
        rows[row].stated);
    options.law.exceptions_bytes = stated;
    cr_assert_eq(congsinh_solve(&plan, context, park, &options), CONGSINH_OK, "%s", rows[row].what);
    double saving = congsinh_plan_totals(plan).net_saving;
    cr_expect(fabs(saving - rows[row].net_saving) <= 1e-6, "%s: saves %.12g, not %.12g",
              rows[row].what, saving, rows[row].net_saving);
    congsinh_plan_free(plan);
    congsinh_park_free(park);
}

Test(exceptions, do_to_a_plan_what_they_say, .timeout = 60) {
    for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
        congsinh *context = api_context(CONGSINH_ENGLISH);
        char file[] = API_PACK_FILE;
        api_pack_write(file, rows[row].pack);
        check_row(context, row, file);
        unlink(file);
        congsinh_free(context);
    }
}
