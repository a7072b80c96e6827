/* SPDX-License-Identifier: GPL-3.0-or-later */
/* congsinh-tables geopackage: layers of GeoJSON as one GeoPackage. */
#include "tables.h"

void tables_geopackage(char **arguments) {
    tables_refuse("unknown-kind", "%s: not yet", arguments[0]);
}
