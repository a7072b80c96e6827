# SPDX-License-Identifier: GPL-3.0-or-later
"""Layers of GeoJSON as a GeoPackage: what SQLite finds in it, and that nothing half is left."""
import json
import os
import shutil
import sqlite3
import subprocess

from tables import PROGRAM, Case, main, unittest


def feature(geometry, **properties):
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def collection(*features):
    return {"type": "FeatureCollection", "features": features}


LAYERS = {
    "firms": collection(feature({"type": "Point", "coordinates": [105.8, 21.0]}, id="mill", name="Nhà máy giấy", share=3),
                        feature(None, id="dye", name="=1+1", share=1.5)),
    "exchanges": collection(feature({"type": "LineString", "coordinates": [[105.8, 21.0], [105.9, 21.1]]}, ends="mill.water", new=True)),
    "facilities": collection(),
}


class Geopackage(Case):
    def write(self, layers):
        with open(self.path("in.json"), "w") as file:
            json.dump({"layers": layers}, file)
        return self.run_program("geopackage", self.path("in.json"), self.path("out.gpkg"))

    def test_layers(self):
        self.assertEqual(self.write(LAYERS), (0, {"format": "congsinh-geopackage/1", "layers": {"firms": 2, "exchanges": 1, "facilities": 0}}))
        with sqlite3.connect(self.path("out.gpkg")) as base:
            contents = base.execute("select table_name, data_type, srs_id from gpkg_contents").fetchall()
            self.assertEqual(contents, [(name, "features", 4326) for name in LAYERS])
            self.assertEqual(base.execute("select id, name, share from firms").fetchall(),
                             [("mill", "Nhà máy giấy", 3.0), ("dye", "=1+1", 1.5)])
            self.assertEqual(base.execute("select table_name, geometry_type_name from gpkg_geometry_columns").fetchall(),
                             [("firms", "POINT"), ("exchanges", "LINESTRING"), ("facilities", "GEOMETRY")])
            self.assertEqual(base.execute("pragma integrity_check").fetchall(), [("ok",)])
        with open(self.path("out.gpkg"), "rb") as file:
            first = file.read()
        self.assertEqual(first[:16], b"SQLite format 3\0")
        self.write(LAYERS)
        with open(self.path("out.gpkg"), "rb") as file:
            self.assertEqual(file.read(), first)
        self.assertEqual(sorted(os.listdir(self.folder)), ["in.json", "out.gpkg"])

    @unittest.skipUnless(shutil.which("ogrinfo"), "ogrinfo is not installed")
    def test_another_reader(self):
        self.write(LAYERS)
        told = subprocess.run(["ogrinfo", "-ro", "-al", self.path("out.gpkg")], capture_output=True, text=True, check=True)
        self.assertIn("POINT (105.8 21", told.stdout)
        self.assertIn('ID["EPSG",4326]', told.stdout)
        self.assertNotIn("Warning", told.stdout + told.stderr)

    def refused(self, layers, detail):
        with open(self.path("out.gpkg"), "w") as file:
            file.write("before")
        status, answer = self.write(layers)
        self.assertEqual((status, answer["format"]), (1, "congsinh-geopackage/1"))
        self.assertIn(detail, answer["refused"]["detail"])
        with open(self.path("out.gpkg")) as file:
            self.assertEqual(file.read(), "before")
        self.assertEqual(sorted(os.listdir(self.folder)), ["in.json", "out.gpkg"])

    def test_refused(self):
        for name in ("Firms", "a; drop table x", "gpkg_contents", "", "x" * 50, "../x"):
            self.refused({"good": LAYERS["firms"], name: LAYERS["firms"]}, "no name for a layer")
        self.refused({"a": LAYERS["firms"], "b": {"type": "Feature"}}, "b is no FeatureCollection")
        self.refused([], "no JSON object")
        self.refused({"a": collection(feature(None, fid="text"))}, "")
        status, answer = self.run_program("geopackage", self.path("none.json"), self.path("out.gpkg"))
        self.assertEqual((status, answer["refused"]["reason"]), (1, "not-found"))
        self.write(LAYERS)
        status, answer = self.run_program("geopackage", self.path("in.json"), self.path("no/out.gpkg"))
        self.assertEqual((status, answer["refused"]["reason"]), (1, "not-written"))

    def test_usage(self):
        for arguments, status in (([], 2), (["cells"], 2), (["cells", "a", "b"], 2), (["other"], 2), (["--help"], 0)):
            done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)
            self.assertEqual(done.returncode, status)
            self.assertIn("Usage:", done.stderr if status else done.stdout)
        with open("/dev/full", "w") as full:
            self.assertEqual(subprocess.run([PROGRAM, "cells", "none.csv"], stdout=full).returncode, 3)


if __name__ == "__main__":
    main()
