/* SPDX-License-Identifier: GPL-3.0-or-later */
/* congsinh-tables: reads workbooks and writes GeoPackages for congsinh, which starts it as a child.
 */
#define _GNU_SOURCE /* clearenv */
#include "tables.h"

#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "Usage: congsinh-tables cells FILE.xlsx|FILE.ods|FILE.csv|FOLDER\n"
    "       congsinh-tables geopackage IN.json OUT.gpkg\n"
    "\n"
    "cells       prints every cell as JSON (congsinh-cells/1), or why the file is not read\n"
    "geopackage  writes {\"layers\": {NAME: FeatureCollection, ...}} as a GeoPackage\n";

int main(int count, char **arguments) {
    /* CPL_LOG, GDAL_DRIVER_PATH, OGR_...: a variable could make GDAL open files and load code. */
    clearenv();
    if (count == 3 && strcmp(arguments[1], "cells") == 0) {
        return tables_guarded(tables_cells, arguments + 2, "congsinh-cells/1");
    }
    if (count == 4 && strcmp(arguments[1], "geopackage") == 0) {
        return tables_guarded(tables_geopackage, arguments + 2, "congsinh-geopackage/1");
    }
    bool asked = count == 2 && strcmp(arguments[1], "--help") == 0;
    fputs(usage, asked ? stdout : stderr);
    return asked ? 0 : 2;
}
