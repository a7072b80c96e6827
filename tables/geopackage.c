/* SPDX-License-Identifier: GPL-3.0-or-later */
/* congsinh-tables geopackage: layers of GeoJSON as the tables of one GeoPackage, the same bytes
 * each time. */
#define _GNU_SOURCE
#include "tables.h"

#include <cjson/cJSON.h>
#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

/* Declared in headers for C++ only. */
void RegisterOGRGeoJSON(void);
void RegisterOGRGeoPackage(void);

static const char made_path[] = "/vsimem/made.gpkg";

static void CPL_STDCALL on_error(CPLErr class, CPLErrorNum number, const char *message) {
    (void)number;
    if (class == CE_Failure || class == CE_Fatal) {
        tables_refuse("not-written", "%s", message);
    }
}

static void begin(void) {
    static const char *const settings[][2] = {
        {"GDAL_DRIVER_PATH", "disable"},
        {"GDAL_PAM_ENABLED", "NO"},
        {"PROJ_NETWORK", "OFF"},
        {"OGR_GEOJSON_MAX_OBJ_SIZE", "0"},
        /* A table tells when it was changed last: no clock reaches a result. */
        {"OGR_CURRENT_DATE", "2020-01-01T00:00:00Z"},
    };
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        CPLSetConfigOption(settings[i][0], settings[i][1]);
    }
    CPLSetErrorHandler(on_error);
    RegisterOGRGeoJSON();
    RegisterOGRGeoPackage();
}

/* A name becomes that of a table in SQL and of a file in memory. */
static void check_name(const char *name) {
    size_t plain = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");
    if (name[0] < 'a' || name[0] > 'z' || name[plain] != '\0' || plain > 40 ||
        strncmp(name, "gpkg_", 5) == 0 || strncmp(name, "rtree_", 6) == 0 ||
        strncmp(name, "sqlite_", 7) == 0) {
        tables_refuse("bad-layers", "%s is no name for a layer", name);
    }
}

static void check_layer(const cJSON *layer) {
    const cJSON *type = cJSON_GetObjectItemCaseSensitive(layer, "type");
    check_name(layer->string);
    if (!cJSON_IsString(type) || strcmp(type->valuestring, "FeatureCollection") != 0 ||
        !cJSON_IsArray(cJSON_GetObjectItemCaseSensitive(layer, "features"))) {
        tables_refuse("bad-layers", "%s is no FeatureCollection", layer->string);
    }
}

static GDALDatasetH open_layer(const cJSON *layer, const char *path) {
    char *text = cJSON_PrintUnformatted(layer);
    if (text == NULL) {
        tables_refuse("memory", "%s", layer->string);
    }
    VSILFILE *file = VSIFileFromMemBuffer(path, (GByte *)text, strlen(text), FALSE);
    if (file != NULL) {
        VSIFCloseL(file);
    }
    const char *const drivers[] = {"GeoJSON", NULL};
    GDALDatasetH found = GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, NULL, NULL);
    if (found == NULL || GDALDatasetGetLayerCount(found) != 1) {
        tables_refuse("bad-layers", "%s cannot be read as GeoJSON", layer->string);
    }
    return found;
}

static GIntBig copy_layer(GDALDatasetH into, const cJSON *layer) {
    check_layer(layer);
    char *path = tables_format("/vsimem/%s.geojson", layer->string);
    GDALDatasetH from = open_layer(layer, path);
    OGRLayerH source = GDALDatasetGetLayer(from, 0);
    OGRLayerH made = GDALDatasetCopyLayer(into, source, layer->string, NULL);
    GIntBig count = OGR_L_GetFeatureCount(source, TRUE);
    if (made == NULL || OGR_L_GetFeatureCount(made, TRUE) != count) {
        tables_refuse("not-written", "%s is not whole", layer->string);
    }
    GDALClose(from);
    VSIUnlink(path);
    free(path);
    return count;
}

static const cJSON *read_layers(const char *path) {
    tables_bytes bytes = tables_read_file(AT_FDCWD, path, true, TABLES_MAX_FILE);
    cJSON *document = cJSON_ParseWithOpts((const char *)bytes.data, NULL, true);
    const cJSON *layers = cJSON_GetObjectItemCaseSensitive(document, "layers");
    if (!cJSON_IsObject(layers)) {
        tables_refuse("bad-layers", "%s is no JSON object with \"layers\"", path);
    }
    free(bytes.data);
    return layers;
}

void tables_geopackage(char **arguments) {
    const cJSON *layers = read_layers(arguments[0]), *layer;
    begin();
    GDALDriverH driver = GDALGetDriverByName("GPKG");
    GDALDatasetH made =
        driver == NULL ? NULL : GDALCreate(driver, made_path, 0, 0, 0, GDT_Unknown, NULL);
    if (made == NULL) {
        tables_refuse("not-written", "this GDAL writes no GeoPackage");
    }
    FILE *to = tables_output();
    fputs("{\"format\": \"congsinh-geopackage/1\", \"layers\": {", to);
    cJSON_ArrayForEach(layer, layers) {
        GIntBig count = copy_layer(made, layer);
        fprintf(to, "%s\"%s\": %lld", layer->prev != NULL && layer != layers->child ? ", " : "",
                layer->string, (long long)count);
    }
    fputs("}}\n", to);
    GDALClose(made);
    vsi_l_offset length = 0;
    const GByte *bytes = VSIGetMemFileBuffer(made_path, &length, FALSE);
    if (bytes == NULL || !tables_write_file(arguments[1], bytes, (size_t)length)) {
        tables_refuse("not-written", "%s: %s", arguments[1], strerror(errno));
    }
}
