/* SPDX-License-Identifier: GPL-3.0-or-later */
/* printf for the formats that the engine mostly has, without what the C library does for all. */
#ifndef CG_BASE_PRINT_H
#define CG_BASE_PRINT_H

#include <stdarg.h>
#include <stddef.h>

/* As vsnprintf, and vsnprintf itself for any format that has more than %s, %d and %c in it. With
 * libquadmath in the process, which a foreign library brings, the C library goes its slow way
 * through every printf: a tenth of the time of a park's whole road. */
int cg_print(char *out, size_t size, const char *format, va_list arguments)
    __attribute__((format(printf, 3, 0)));

#endif
