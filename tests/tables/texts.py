# SPDX-License-Identifier: GPL-3.0-or-later
"""CSV, as files and as a folder of them."""
import os

from tables import Case, grid, main


def texts(sheet):
    return {place: value for place, (_, value) in grid(sheet).items()}


class Csv(Case):
    def write(self, name, text):
        with open(self.path(name), "wb") as file:
            file.write(text.encode("utf-8") if isinstance(text, str) else text)
        return self.path(name)

    def read(self, text):
        answer = self.cells(self.write("a.csv", text))
        self.assertEqual(answer["problems"], [])
        self.assertTrue(all(kind == "text" for kind, _ in grid(answer["sheets"][0]).values()))
        return texts(answer["sheets"][0])

    def test_what_parts_the_fields(self):
        """A title above the table, decimal commas, and nothing to part."""
        for text, wanted in (
                ("a,b\n1,2\n", {"A1": "a", "B1": "b", "A2": "1", "B2": "2"}),
                ("Bảng\n\na;b\nx;1,5\ny;2,5\n", {"A1": "Bảng", "A3": "a", "B3": "b", "A4": "x", "B4": "1,5", "A5": "y", "B5": "2,5"}),
                ("1,5;2,5\n3,5;4,5\n", {"A1": "1,5", "B1": "2,5", "A2": "3,5", "B2": "4,5"}),
                ("a\tb;c\n1\t2;3\n", {"A1": "a", "B1": "b;c", "A2": "1", "B2": "2;3"}),
                ("sep=;\na,b;c\nd,e;f\n", {"A2": "a,b", "B2": "c", "A3": "d,e", "B3": "f"}),
                ("alone\nx y\n", {"A1": "alone", "A2": "x y"}),
                ('"a;b",c\n"d;e",f\n', {"A1": "a;b", "B1": "c", "A2": "d;e", "B2": "f"})):
            self.assertEqual(self.read(text), wanted, text)

    def test_texts_as_stored(self):
        """OGR alone drops empty lines, and columns that the first line does not have."""
        self.assertEqual(self.read('\ufefftitle\r\n\r\n\r\n"say ""yes""",007, x ,"two\nlines",=1+1\r\n,,-3%,\r\nlast'), {
            "A1": "title", "A4": 'say "yes"', "B4": "007", "C4": " x ", "D4": "two\nlines", "E4": "=1+1", "C5": "-3%", "A6": "last"})
        self.assertEqual(self.read(""), {})
        self.assertEqual(self.read("\n\n"), {})
        self.assertEqual(self.read(",,\n"), {})

    def test_names_that_gdal_knows(self):
        """Columns that make other readers see geometries or types are columns here."""
        self.assertEqual(self.read("WKT,lon,lat\nPOINT(1 2),105,21\n"),
                         {"A1": "WKT", "B1": "lon", "C1": "lat", "A2": "POINT(1 2)", "B2": "105", "C2": "21"})

    def test_not_text(self):
        for text in (b"a,b\n\xe9,1\n", "a,b\n1,2\n".encode("utf-16"), b"a\n\0\n"):
            self.assertRefused(self.write("a.csv", text), "not-utf-8", "line ")
        self.assertRefused(self.write("a.csv", b"PK\x03\x04\x14\0\0\0"), "wrong-kind", "zip")
        self.assertRefused(self.write("a.csv", 'a,b\n"c,d\n' + "e,f\n" * 9), "open-quote", "row 2")

    def test_limits(self):
        self.assertRefused(self.write("a.csv", "a\n" + "," * 256), "too-many-columns", "row 2")
        self.assertRefused(self.write("a.csv", "a\n" * 200001), "too-many-rows")
        self.assertRefused(self.write("a.csv", ("," * 200 + "\n") * 10000), "too-many-cells")
        self.assertRefused(self.write("a.csv", "a\n" + "x" * 1700000), "too-much-text", "row 2")
        self.assertEqual(len(self.read("a\n" + "," * 254 + "z")), 2)

    def test_a_gigabyte(self):
        with open(self.path("a.csv"), "wb") as file:
            file.truncate(1 << 30)
        self.assertRefused(self.path("a.csv"), "too-big", "1073741824")

    def test_folder(self):
        os.mkdir(self.path("in"))
        self.write("in/firms.csv", "a\n1\n")
        self.write("in/Đầu ra.CSV", "b\n2\n")
        self.write("in/notes.txt", "not read")
        self.write("in/.hidden.csv", "not read")
        self.write("in/firms.csvt", '"Real"\n')
        self.write("secret.csv", "secret\n")
        os.symlink(self.path("secret.csv"), self.path("in/link.csv"))
        os.mkfifo(self.path("in/pipe.csv"))
        answer = self.cells(self.path("in"))
        self.assertEqual([(s["name"], texts(s)) for s in answer["sheets"]],
                         [("firms", {"A1": "a", "A2": "1"}), ("Đầu ra", {"A1": "b", "A2": "2"})])
        self.assertEqual(sorted((p["sheet"], p["problem"]) for p in answer["problems"]),
                         [("link", "not-a-file"), ("pipe", "not-a-file")])
        os.mkdir(self.path("none"))
        self.assertRefused(self.path("none"), "no-tables")


if __name__ == "__main__":
    main()
