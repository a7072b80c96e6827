# SPDX-License-Identifier: GPL-3.0-or-later
"""A park written as a workbook: what stands in it, and that it can be read again."""
import filecmp
import json
import os
import unittest

from workbooks import SOURCE, Case, headings

HOSTILE = ["=1+1", "+84 24 3000", "-1+2", "@SUM(A1)", "=HYPERLINK(\"http://example.org\")", "http://example.org",
           "\"><f>1</f>", "'=1+1"]


class Park(Case):
    def write(self, name, document):
        with open(self.path(name), "w", encoding="utf-8") as stream:
            json.dump(document, stream, ensure_ascii=False)
        return self.path(name)

    def test_shows_numbers_as_numbers_beside_their_units(self):
        book = self.book("p.xlsx", "report", SOURCE + "/datasets/sample/park.json", "--lang", "en")
        sheet = book["Outputs"]
        columns = headings(sheet)
        rows = [row for row in sheet.iter_rows(min_row=3, values_only=True)
                if row[columns["Quantity"] - 1] is not None]
        self.assertGreater(len(rows), 10)
        for row in rows:
            self.assertIsInstance(row[columns["Quantity"] - 1], (int, float))
            self.assertRegex(row[columns["Quantity: unit"] - 1], "/")
        # A column that nothing fills is not there.
        self.assertNotIn("Quality: Mercury [mg/L]", columns)

    def test_text_never_becomes_a_formula(self):
        firms = [{"id": f"f{i}", "name": text, "note": text, "sector": text}
                 for i, text in enumerate(HOSTILE)]
        park = {"format": "congsinh-park/1",
                "park": {"id": "p", "name": "=cmd|'/c calc'!A1", "year": 2025, "currency": "VND"}, "firms": firms}
        book = self.book("h.xlsx", "report", self.write("h.json", park), "--lang", "en")
        sheet = book["Firms"]
        columns = headings(sheet)
        rows = list(sheet.iter_rows(min_row=3))
        # openpyxl reads a shared string that begins with = as it stands; only an <f> would be a formula.
        self.assertEqual([row[columns["Name"] - 1].value for row in rows], HOSTILE)
        self.assertPlain("h.xlsx")

    def test_of_one_firm_holds_no_other(self):
        self.congsinh("report", SOURCE + "/datasets/sample/park.json", "--for", "firm:paper", "-q", "-o",
                      self.path("f.xlsx"))
        for part, xml in self.parts("f.xlsx").items():
            self.assertNotIn("brewery", xml, part)
        self.assertIn("paper", self.congsinh("report", SOURCE + "/datasets/sample/park.json", "--for", "firm:papr",
                                             "--lang", "en", "-o", self.path("x.xlsx"), status=1))

    def test_of_a_park_is_a_workbook_alone(self):
        for name in ("p.html", "p.csv"):
            said = self.congsinh("report", SOURCE + "/datasets/sample/park.json", "--lang", "en", "-o",
                                 self.path(name), status=1)
            self.assertIn("-o FILE.xlsx", said)
        self.assertEqual(os.listdir(self.folder), [])

    def test_says_which_text_is_too_long_for_a_cell(self):
        park = {"format": "congsinh-park/1",
                "park": {"id": "p", "year": 2025, "currency": "VND", "note": "x" * 40000}, "firms": []}
        said = self.congsinh("report", self.write("long.json", park), "--lang", "en", "-o", self.path("l.xlsx"),
                             status=1)
        self.assertIn("32,767", said)
        self.assertFalse(os.path.exists(self.path("l.xlsx")))

    def assertComesBack(self, park, language):
        """The park written as a workbook and read again is planned the same, byte for byte."""
        if not os.path.exists(os.path.join(os.environ["CONGSINH_BUILD"], "congsinh-tables")):
            self.skipTest("built without the reader of workbooks")
        self.congsinh("solve", park, "-q", "-o", self.path("before.json"))
        self.congsinh("report", park, "-q", "--lang", language, "-o", self.path("park.xlsx"))
        self.congsinh("import", self.path("park.xlsx"), "-q", "-o", self.path("again.json"))
        self.congsinh("solve", self.path("again.json"), "-q", "-o", self.path("after.json"))
        same = filecmp.cmp(self.path("before.json"), self.path("after.json"), shallow=False)
        self.assertTrue(same, f"{park}, {language}")

    def test_is_planned_the_same_when_read_again(self):
        for name in ("sample", "kalundborg"):
            park = f"{SOURCE}/datasets/{name}/park.json"
            for language in ("vi", "en"):
                self.assertComesBack(park, language)

    def test_loses_nothing_that_no_column_says(self):
        with open(SOURCE + "/datasets/sample/park.json", encoding="utf-8") as stream:
            park = json.load(stream)
        # More than a cell holds, as a list of knowledge and as one of places.
        park.setdefault("models", {}).setdefault("factors", []).extend(
            {"id": f"x{i}", "value": f"{i + 1} VND/m3", "source": "s" * 100, "year": 2020} for i in range(600))
        park.setdefault("corridors", []).append(
            {"id": "long", "nodes": [[106.7 + i * 1e-5, 10.9] for i in range(2200)], "modes": ["truck"]})
        # Blanks that readers of tables even out, digits that spreadsheets round, a measured length.
        park["firms"][0]["note"] = "  two  blanks\nand a line "
        park["firms"][0]["outputs"][0]["quantity"] = 0.12345678901234567
        park["links"].append({"from": "paper", "to": "power", "length": {"value": "1.25 km", "basis": "measured"}})
        self.assertComesBack(self.write("odd.json", park), "vi")


if __name__ == "__main__":
    unittest.main()
