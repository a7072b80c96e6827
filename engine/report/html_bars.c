/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes bars as data of a chart. */
#include "report/html_bars.h"

#include "report/html_charts.h"

#include <math.h>
#include <string.h>

static bool has_family(const cg_bars *bars, const char *family) {
    for (int i = 0; i < bars->count; i++) {
        if (strcmp(bars->items[i].family, family) == 0) {
            return true;
        }
    }
    return false;
}

/* Those that are there, with their names. */
static void write_families(const cg_html *h, const cg_bars *bars, cg_json_writer *w) {
    static const struct {
        const char *family;
        cg_message_id name;
    } all[] = {{"water", CG_MSG_HTML_FAMILY_WATER},
               {"heat", CG_MSG_HTML_FAMILY_HEAT},
               {"material", CG_MSG_HTML_FAMILY_MATERIAL}};
    cg_json_open_flat_array(w, "families");
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (has_family(bars, all[i].family)) {
            cg_json_open_object(w, NULL);
            cg_json_string(w, "family", all[i].family);
            cg_json_string(w, "name", cg_html_word(h, all[i].name));
            cg_json_close_object(w);
        }
    }
    cg_json_close_array(w);
}

/* The longest bar; what is drawn of the others is in thousandths of it: a figure stands in a page
 * as it is read there, and nowhere else. */
static double longest_of(const cg_bars *bars) {
    double longest = 0;
    for (int i = 0; i < bars->count; i++) {
        longest = fmax(longest, fabs(bars->items[i].length));
    }
    return fmax(longest, 1e-300);
}

static void write_bars(const cg_bars *bars, cg_json_writer *w) {
    double longest = longest_of(bars);
    cg_json_open_flat_array(w, "bars");
    for (int i = 0; i < bars->count; i++) {
        const cg_bar *bar = &bars->items[i];
        cg_json_open_object(w, NULL);
        cg_json_string(w, "name", bar->name);
        cg_json_string(w, "detail", bar->detail);
        cg_json_string(w, "figure", bar->figure);
        cg_json_string(w, "told", bar->told);
        cg_json_string(w, "family", bar->family);
        /* What is withheld is told as a dash, and has no length. */
        cg_json_number(w, "length",
                       isfinite(bar->length) ? round(bar->length / longest * 1000) : 0);
        cg_json_close_object(w);
    }
    cg_json_close_array(w);
}

void cg_html_bars(cg_html *h, const cg_bars *bars, const char *caption, const char *told) {
    cg_json_writer writer = cg_chart_start(h);
    write_families(h, bars, &writer);
    write_bars(bars, &writer);
    cg_html_open(h, "figure", "class", "charted", NULL);
    cg_chart_add(h, "bars", told, &writer);
    cg_html_leaf(h, "figcaption", NULL, caption);
    cg_html_close(h, "figure");
}
