/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Broken parks: each problem said with its place. */
#include "park_sample.h"

Test(park_broken, placeholder)
{
    SCRATCH_START(s);
    SCRATCH_END(s);
}
