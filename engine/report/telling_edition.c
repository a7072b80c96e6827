/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an edition says of itself. */
#include "report/telling.h"

#include <string.h>

/* The firm's own name, its id where it has none. */
static const char *firm_of(const cg_telling *telling) {
    const char *id = telling->edition.firm;
    for (int i = 0; i < telling->plan->parties.count; i++) {
        const cg_party *party = &telling->plan->parties.items[i];
        if (!party->facility && strcmp(party->id, id) == 0) {
            return cg_tell_name(telling, party->name, id);
        }
    }
    return cg_tell_plain(telling->arena, id);
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
    return cg_tell(telling, message, firm_of(telling),
                   cg_tell_plain(telling->arena, telling->edition.firm), NULL);
}

const char *cg_tell_state(const cg_telling *telling) {
    return cg_tell(telling, telling->edition.official ? CG_MSG_EDITION_OFFICIAL : CG_MSG_HTML_DRAFT,
                   NULL);
}
