/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pieces of the HTML report: its cover, and the sections that html_sections.def lists. */
#ifndef CG_REPORT_HTML_PIECES_H
#define CG_REPORT_HTML_PIECES_H

#include "report/html.h"
#include "report/sheet.h"

void cg_html_cover(cg_html *h);
/* Three lines to sign on, of the cover and of a firm's page. */
void cg_html_signatures(cg_html *h);
/* A block of a sheet as a section. */
void cg_html_block(cg_html *h, const cg_sheet_block *block);
/* Which language is seen, for a page of halves: stands before them, in one parent. */
void cg_html_switch(cg_html *h, cg_language shown);

/* Each section opens and closes itself, and asks the telling what its readers may see. */
#define CG_HTML_SECTION(name, heading, function, audiences, when) void function(cg_html *h);
#include "report/html_sections.def"
#undef CG_HTML_SECTION

#endif
