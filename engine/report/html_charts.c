/* SPDX-License-Identifier: GPL-3.0-or-later */
/* x */
#include "report/html_charts_program.h"
