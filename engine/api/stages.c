/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a context's work took, told. */
#include "api/context.h"

int congsinh_stages(const congsinh *context, congsinh_stage *out, int room) {
    int count = 0;
    for (int i = 0; i < CG_STAGES; i++) {
        const cg_stage_clock *clock = &context->stages.clocks[i];
        const cg_stage_name *name = cg_stage_named((cg_stage_id)i);
        if (clock->times == 0) {
            continue;
        }
        if (count < room) {
            out[count] =
                (congsinh_stage){name->code, name->in[cg_context_language(context)], name->level,
                                 clock->times, cg_stage_seconds(&context->stages, (cg_stage_id)i)};
        }
        count++;
    }
    return count;
}

int congsinh_tallies(const congsinh *context, congsinh_tally *out, int room) {
    int count = 0;
    for (int i = 0; i < CG_TALLIES; i++) {
        const cg_stage_name *name = cg_tally_named((cg_tally_id)i);
        if (context->stages.tallies[i] == 0) {
            continue;
        }
        if (count < room) {
            out[count] = (congsinh_tally){name->code, name->in[cg_context_language(context)],
                                          (double)context->stages.tallies[i]};
        }
        count++;
    }
    return count;
}
