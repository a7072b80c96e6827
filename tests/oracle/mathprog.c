/* SPDX-License-Identifier: GPL-3.0-or-later */
/* models/reference/symbiosis.mod with a park's data, read by GLPK's MathProg reader and solved. */
#include "oracle/mathprog.h"

#include "oracle/mathprog_data.h"

#include <criterion/criterion.h>
#include <glpk.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* GLPK reads data from a file alone. */
static void write_data(char *name, const char *data) {
    int file = mkstemp(name);
    cr_assert_geq(file, 0, "no temporary file");
    FILE *stream = fdopen(file, "w");
    cr_assert_not_null(stream);
    fputs(data, stream);
    cr_assert_eq(fclose(stream), 0, "the temporary file cannot be written");
}

static glp_prob *read_program(cg_arena *arena, const char *data_file) {
    glp_tran *translator = glp_mpl_alloc_wksp();
    glp_prob *program = glp_create_prob();
    const char *source = getenv("CONGSINH_SOURCE");
    const char *model = cg_format(arena, "%s/models/reference/symbiosis.mod", source);
    int wrong = glp_mpl_read_model(translator, model, 0);
    if (wrong == 0) {
        wrong = glp_mpl_read_data(translator, data_file);
    }
    if (wrong == 0) {
        wrong = glp_mpl_generate(translator, NULL);
    }
    cr_assert_eq(wrong, 0, "GLPK does not read the model with the data of %s", data_file);
    glp_mpl_build_prob(translator, program);
    glp_mpl_free_wksp(translator);
    return program;
}

/* Tighter than GLPK's own tolerances, since what is compared here must agree to 1e-7; where that
 * gets nowhere, from another start, by the other method and with GLPK's own. */
static int solve_relaxed(glp_prob *program) {
    glp_smcp parameters;
    glp_init_smcp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    parameters.tol_bnd = 1e-9;
    parameters.tol_dj = 1e-9;
    glp_scale_prob(program, GLP_SF_AUTO);
    glp_adv_basis(program, 0);
    int wrong = glp_simplex(program, &parameters);
    if (wrong == 0 &&
        (glp_get_status(program) == GLP_OPT || glp_get_status(program) == GLP_NOFEAS)) {
        return 0;
    }
    glp_init_smcp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    parameters.meth = GLP_DUALP;
    glp_std_basis(program);
    return glp_simplex(program, &parameters);
}

static int solve_whole(glp_prob *program) {
    glp_iocp parameters;
    glp_init_iocp(&parameters);
    parameters.msg_lev = GLP_MSG_OFF;
    parameters.tol_int = 1e-9;
    parameters.tol_obj = 1e-12;
    return glp_intopt(program, &parameters);
}

static void solve_program(glp_prob *program, mathprog_answer *out) {
    out->columns = glp_get_num_cols(program);
    out->integers = glp_get_num_int(program);
    cr_assert_eq(solve_relaxed(program), 0, "GLPK gives up on the reference program");
    int status = glp_get_status(program);
    out->infeasible = status == GLP_NOFEAS;
    out->solved = status == GLP_OPT;
    out->objective = glp_get_obj_val(program);
    if (!out->solved || out->integers == 0) {
        return;
    }
    cr_assert_eq(solve_whole(program), 0, "GLPK gives up on the reference program's search");
    status = glp_mip_status(program);
    out->infeasible = status == GLP_NOFEAS;
    out->solved = status == GLP_OPT;
    out->objective = glp_mip_obj_val(program);
}

mathprog_answer mathprog_solve(cg_arena *arena, const cg_json *park, const char *objective) {
    mathprog_answer out = {0};
    const char *data = mathprog_data(arena, park, objective);
    const char *folder = getenv("TMPDIR");
    char *name = cg_format(arena, "%s/congsinh-oracle-XXXXXX", folder != NULL ? folder : "/tmp");
    write_data(name, data);
    glp_term_out(GLP_OFF);
    glp_prob *program = read_program(arena, name);
    remove(name);
    solve_program(program, &out);
    glp_delete_prob(program);
    glp_free_env();
    return out;
}
