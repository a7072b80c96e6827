/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public way to the program that is solved, as text for other solvers. */
#include <string.h>
#include <strings.h>

#include "api/context.h"

typedef struct program_job {
    cg_text_job job; /* first: cg_make_text knows this much of it */
    congsinh_program_format format;
} program_job;

static congsinh_status write_program(congsinh *context, void *payload) {
    program_job *job = payload;
    const congsinh_solve_options *options = job->job.options;
    cg_arena *arena = job->job.arena;
    cg_model *model = cg_context_model(context, arena, job->job.subject, &options->law, NULL);
    if (model == NULL) {
        return CONGSINH_BAD_DATA;
    }
    cg_model_set_objective(model, cg_context_measure(options->objective));
    cg_stage_mark begun = cg_stage_begin(&context->stages);
    job->job.text = job->format == CONGSINH_MPS
                        ? cg_program_mps_text(arena, model->program, model->period_ids)
                        : cg_program_lp_text(arena, model->program, model->period_ids);
    job->job.length = strlen(job->job.text);
    cg_stage_end(&context->stages, CG_STAGE_WRITING, begun);
    return CONGSINH_OK;
}

congsinh_status congsinh_program_write_as(char **out, size_t *length, congsinh *context,
                                          const congsinh_park *park,
                                          const congsinh_solve_options *options,
                                          congsinh_program_format format) {
    program_job job = {{.subject = park->park, .options = cg_solve_options(options)}, format};
    return cg_make_text(out, length, context, write_program, &job.job);
}

congsinh_status congsinh_program_write(char **out, size_t *length, congsinh *context,
                                       const congsinh_park *park,
                                       const congsinh_solve_options *options) {
    return congsinh_program_write_as(out, length, context, park, options, CONGSINH_LP);
}

bool congsinh_program_format_of(congsinh_program_format *out, const char *file) {
    static const char *const endings[] = {[CONGSINH_LP] = ".lp", [CONGSINH_MPS] = ".mps"};
    size_t length = strlen(file);
    for (int i = CONGSINH_LP; i <= CONGSINH_MPS; i++) {
        size_t ending = strlen(endings[i]);
        if (length > ending && strcasecmp(file + length - ending, endings[i]) == 0) {
            *out = (congsinh_program_format)i;
            return true;
        }
    }
    return false;
}
