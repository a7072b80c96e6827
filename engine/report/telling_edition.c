/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an edition says of itself. */
#include "report/telling.h"

#include "base/text.h"

#include <string.h>

/* Of a firm's name on its page and at the foot of every printed one. */
enum { NAME = 60 };

static const char *shortened(const cg_telling *telling, const char *name) {
    if (cg_text_columns(name) <= NAME) {
        return name;
    }
    cg_text cut = cg_text_start(telling->arena);
    cg_text_add_column(&cut, name, NAME);
    return cut.bytes;
}

static const char *firm_id(const cg_telling *telling) {
    return shortened(telling, cg_tell_plain(telling->arena, telling->edition.firm));
}

const char *cg_tell_firm(const cg_telling *telling) {
    const char *id = telling->edition.firm;
    for (int i = 0; i < telling->plan->parties.count; i++) {
        const cg_party *party = &telling->plan->parties.items[i];
        if (!party->facility && strcmp(party->id, id) == 0) {
            return shortened(telling, cg_tell_name(telling, party->name, id));
        }
    }
    return firm_id(telling);
}

const char *cg_tell_audience(const cg_telling *telling) {
    static const cg_message_id messages[] = {[CG_FOR_BOARD] = CG_MSG_HTML_AUDIENCE_BOARD,
                                             [CG_FOR_FIRM] = CG_MSG_EDITION_FIRM,
                                             [CG_FOR_ANALYST] = CG_MSG_EDITION_ANALYST,
                                             [CG_FOR_PUBLIC] = CG_MSG_EDITION_PUBLIC};
    cg_message_id message = messages[telling->edition.audience];
    if (telling->edition.audience != CG_FOR_FIRM) {
        return cg_tell(telling, message, NULL);
    }
    if (cg_tells_no_plan(telling)) {
        return cg_tell(telling, CG_MSG_CONFLICT_FIRM_ALONE, firm_id(telling), NULL);
    }
    return cg_tell(telling, message, cg_tell_firm(telling), NULL);
}

bool cg_tells_no_plan(const cg_telling *telling) {
    return strcmp(telling->plan->status, "infeasible") == 0;
}

const char *cg_tell_no_plan(const cg_telling *telling) {
    const char *conflict = cg_tell(telling, CG_MSG_REPORT_IS_INFEASIBLE, NULL);
    if (telling->edition.audience != CG_FOR_FIRM) {
        return conflict;
    }
    return cg_format(telling->arena, "%s %s",
                     cg_tell(telling, CG_MSG_CONFLICT_FIRM, firm_id(telling), NULL), conflict);
}

const char *cg_tell_state(const cg_telling *telling) {
    return cg_tell(telling, telling->edition.official ? CG_MSG_EDITION_OFFICIAL : CG_MSG_HTML_DRAFT,
                   NULL);
}

const char *cg_tell_edition(const cg_telling *telling) {
    return cg_tell(telling, CG_MSG_EDITION_FOR, cg_tell_state(telling), cg_tell_audience(telling),
                   NULL);
}

const char *cg_tell_operator(const cg_telling *telling, const cg_party *facility) {
    const char *stated = cg_tell_name(telling, facility->operator_name, "");
    for (int i = 0; i < telling->plan->parties.count; i++) { /* often one of the firms, by its id */
        const cg_party *party = &telling->plan->parties.items[i];
        if (strcmp(party->id, stated) == 0) {
            return cg_tell_name(telling, party->name, party->id);
        }
    }
    return stated;
}

const char *cg_tell_gain(const cg_telling *telling, const cg_party *party) {
    static const cg_message_id messages[] = {[CG_GAIN_TOLD] = CG_MSG_EDITION_EVEN,
                                             [CG_GAIN_NONE] = CG_MSG_EDITION_EVEN,
                                             [CG_GAIN_SOME] = CG_MSG_EDITION_GAINS,
                                             [CG_GAIN_LOSS] = CG_MSG_EDITION_LOSES,
                                             [CG_GAIN_LOST_SALES] = CG_MSG_EDITION_LOSES_SALES};
    return cg_tell(telling, messages[cg_gain_of_party(party)], NULL);
}
