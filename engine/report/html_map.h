/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A map laid out: where parties stand on the drawing, what links them, where their names find room.
 */
#ifndef CG_REPORT_HTML_MAP_H
#define CG_REPORT_HTML_MAP_H

#include "report/html.h"

enum { CG_MAP_WIDTH = 760 };
/* With more places than these, those without a link are dots without a name. */
enum { CG_MAP_MANY = 80 };

typedef struct cg_spot {
    const cg_plan_place *place;
    const char *name, *label; /* whole; as it stands beside the marker */
    double east, north;       /* km from the middle */
    double x, y;              /* on the drawing */
    bool far;                 /* beyond the drawing, shown at its edge */
    bool linked;
    /* Its name where it found room: the point it begins, ends or is centred at. */
    bool named;
    double name_x, name_y;
    const char *anchor; /* "start", "end", "middle" */
} cg_spot;

typedef struct cg_spot_link {
    int from, to; /* spots */
    const cg_line *line;
} cg_spot_link;

typedef struct cg_map_box {
    double left, top, right, bottom;
} cg_map_box;

typedef struct cg_map_drawing {
    cg_html *h;
    cg_spot *spots;
    int count;
    CG_VECTOR(cg_spot_link) links;
    bool cut;                        /* there are more than are drawn */
    double scale;                    /* drawn units a km */
    double west, north, east, south; /* of the park, in km */
    double height;
    double bar;           /* drawn length of the scale bar */
    const char *bar_told; /* "500 m" */
    CG_VECTOR(cg_map_box) taken;
} cg_map_drawing;

bool cg_spot_is_plant(const cg_spot *spot);
/* "node", "plant" or "outer". */
const char *cg_spot_kind(const cg_spot *spot);
/* The spot of an end of a line, or of a plant; -1 where its place is not known. */
int cg_spot_of(const cg_map_drawing *map, const char *end);
/* The same map as a chart (html_charts.h). */
void cg_map_chart(cg_map_drawing *map, const char *told);

#endif
