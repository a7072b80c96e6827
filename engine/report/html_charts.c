/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts charts' data into the page, and the program that draws them. */
#include "report/html_charts.h"

#include "report/html_charts_program.h"

cg_json_writer cg_chart_start(const cg_html *h) {
    cg_json_writer writer = cg_json_write_start(h->telling.arena);
    cg_json_open_object(&writer, NULL);
    return writer;
}

void cg_chart_add(cg_html *h, const char *kind, const char *told, cg_json_writer *writer) {
    size_t length = 0;
    cg_json_close_object(writer);
    h->charts++;
    cg_html_open(h, "div", "class", "chart", "data-chart", kind, "role", "img", "aria-label", told,
                 NULL);
    cg_text_add(h->out, "<script type=\"application/json\">");
    cg_html_escape_json(h->out, cg_json_finish(writer, &length));
    cg_text_add(h->out, "</script>");
    cg_html_close(h, "div");
}

static bool are_drawn(int charts) {
    return charts > 0 && cg_charts_program[0] != '\0';
}

const char *cg_charts_policy(cg_arena *arena, int charts) {
    /* By its digest: were a name of the data ever to end up as a script, it would not run. */
    const char *script =
        are_drawn(charts) ? cg_format(arena, "script-src 'sha256-%s'; ", cg_charts_digest) : "";
    return cg_format(arena, "default-src 'none'; %sstyle-src 'unsafe-inline'", script);
}

void cg_charts_add_program(cg_text *out, int charts) {
    if (are_drawn(charts)) {
        cg_text_add(out, "<script>");
        cg_text_add(out, cg_charts_program);
        cg_text_add(out, "</script>\n");
    }
}
