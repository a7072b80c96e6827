# SPDX-License-Identifier: GPL-3.0-or-later
"""CSV tables beside a small park.json: the same park, every slip with its cell, no other file opened."""
import csv
import json
import os
import resource
import subprocess
import unittest

from workbooks import PROGRAM, SOURCE, Case

SAMPLE = SOURCE + "/datasets/sample/park.json"
TABLES = {"Park": "park", "Periods": "periods", "Firms": "firms", "Outputs": "outputs", "Inputs": "inputs",
          "Facilities": "facilities", "Links": "links", "Running exchanges": "exchanges", "Facts": "facts",
          "Figures": "figures", "Other": "other", "Khu công nghiệp": "park", "Thời kỳ": "periods",
          "Doanh nghiệp": "firms", "Đầu ra": "outputs", "Đầu vào": "inputs", "Công trình": "facilities",
          "Tuyến nối": "links", "Trao đổi hiện có": "exchanges", "Thông tin tiêu chí": "facts",
          "Số liệu chi tiết": "figures", "Khác": "other"}
HEAD = {"id": "p", "year": 2025, "currency": "VND", "country": "VN"}
FIRMS = "id,name,sector\npaper,Giấy,paper\nbrewery,Bia,food\n"
OUTPUTS = "firm,id,resource,quantity,quantity/unit,quality.COD\npaper,effluent,treated-wastewater,1200.5,m3/d,60\n"
INPUTS = "firm,id,resource,quantity,quantity/unit,price\nbrewery,washing,process-water,900,m3/d,9000 VND/m3\n"


def written(value, comma):
    if isinstance(value, float):
        return repr(int(value) if value.is_integer() else value).replace(".", "," if comma else ".")
    return "" if value is None else str(value)


class Tables(Case):
    def write(self, name, text, encoding="utf-8"):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as stream:
            stream.write(text.encode(encoding) if isinstance(text, str) else text)
        return path

    def park(self, tables, name="park.json", **more):
        return self.write(name, json.dumps({"format": "congsinh-park/1", "park": HEAD, "tables": tables, **more}))

    def small(self, tables=None, **files):
        """A park of two firms whose tables are as named, but for those given here."""
        texts = {"firms": FIRMS, "outputs": OUTPUTS, "inputs": INPUTS, **files}
        for name, text in texts.items():
            self.write(name + ".csv", text)
        return self.park({**{name: name + ".csv" for name in texts}, **(tables or {})})

    def refused(self, park, *words):
        said = self.congsinh("check", park, "--lang", "en", status=1)
        for word in words:
            self.assertIn(word, said)
        return said

    def split(self, language, comma=False, delimiter=",", encoding="utf-8"):
        """The sample park's workbook as CSV."""
        book = self.book("sample.xlsx", "report", SAMPLE, "--lang", language)
        named = {}
        for sheet in book:
            if sheet.title not in TABLES:
                continue
            rows = [row for row in sheet.iter_rows(min_row=2, values_only=True)]
            name = TABLES[sheet.title]
            with open(self.path(name + ".csv"), "w", encoding=encoding, newline="") as stream:
                out = csv.writer(stream, delimiter=delimiter)
                out.writerows([[written(value, comma) for value in row] for row in rows])
            named[name] = name + ".csv"
        return named

    def plan(self, park, name, *options):
        self.congsinh("solve", park, "-q", "-o", self.path(name), *options)
        with open(self.path(name), encoding="utf-8") as stream:
            return stream.read()

    def test_the_sample_in_tables_gives_the_same_plan(self):
        whole = self.plan(SAMPLE, "whole.json")
        ways = [({"language": "en"}, {}), ({"language": "vi", "encoding": "utf-8-sig"}, {}),
                ({"language": "vi", "comma": True, "delimiter": ";"}, {"delimiter": ";", "decimal": "comma"}),
                ({"language": "en", "delimiter": "\t"}, {"delimiter": "\t", "decimal": "point"})]
        for how, said in ways:
            with self.subTest(how=how):
                named = self.split(**how)
                self.assertGreaterEqual(set(named), {"park", "firms", "outputs", "inputs", "facilities", "links"})
                park = self.write("park.json", json.dumps({"format": "congsinh-park/1", "tables": {**named, **said}}))
                self.assertEqual(self.plan(park, "tables.json"), whole)

    def test_a_data_package_names_them_too(self):
        whole = self.plan(SAMPLE, "whole.json")
        os.mkdir(self.path("data"))
        named = self.split("en", delimiter=";")
        for name in named.values():
            os.rename(self.path(name), self.path("data/" + name))
        resources = [{"name": name, "path": path, "profile": "tabular-data-resource", "dialect": {"delimiter": ";"}}
                     for name, path in named.items()] + [{"name": "readme", "path": "README.md"}]
        self.write("data/datapackage.json", json.dumps({"profile": "tabular-data-package", "resources": resources}))
        park = self.write("park.json", json.dumps({"format": "congsinh-park/1", "tables": "data/datapackage.json"}))
        self.assertEqual(self.plan(park, "tables.json"), whole)
        self.assertIn("\"readme\" is no table", self.congsinh("check", park, "--lang", "en"))
        self.assertEqual(self.plan(park, "set.json", "--set", "firms.paper.outputs.effluent.quantity=1000 m3/d"),
                         self.plan(SAMPLE, "set.json", "--set", "firms.paper.outputs.effluent.quantity=1000 m3/d"))

    def test_what_a_package_says_otherwise_is_refused(self):
        self.small()
        one = {"name": "firms", "path": "firms.csv"}
        for package, words in (
                ({"resources": [{**one, "dialect": {"header": False}}]}, "\"header\" is not understood"),
                ({"resources": [{**one, "schema": {"fields": [{"name": "x", "decimalChar": ","}]}}]}, "decimalChar"),
                ({"resources": [{**one, "dialect": {"delimiter": "|"}}]}, "sign between fields"),
                ({"resources": [one, one]}, "two resources"),
                ({"resources": [{"name": "firms", "path": ["a.csv"]}]}, "needs \"path\""),
                ({"resources": [{"name": "firms", "path": "../firms.csv"}]}, "leads out"),
                ({"resource": []}, "\"resources\":")):
            with self.subTest(words=words):
                self.write("datapackage.json", json.dumps(package))
                self.refused(self.park("datapackage.json"), words)
        self.refused(self.park("nowhere.json"), "there is no file")

    def test_rows_join_what_the_document_has(self):
        self.write("inputs.csv", INPUTS)
        firms = [{"id": "brewery", "name": "Bia"},
                 {"id": "paper", "name": "Giấy", "outputs": [{"id": "effluent", "resource": "treated-wastewater",
                                                              "quantity": "1200 m3/d", "quality": {"COD": 60}}]}]
        self.congsinh("check", self.park({"inputs": "inputs.csv"}, firms=firms))
        said = self.refused(self.park({"inputs": "inputs.csv"}, firms=firms[1:]), "inputs.csv!A2", "brewery")
        self.assertEqual(said.count("error"), 1, said)
        self.refused(self.park({"inputs": "inputs.csv"}, firms={"brewery": 1}), "firms")

    def test_marks_of_numbers(self):
        # A point, unless the column proves a comma; what could be either is read with a point here.
        head = OUTPUTS.split("\n", 1)[0] + "\n"
        for quantity, same in (("1.234", "1.234 m3/d"), ("\"1234,5\"", "1234.5 m3/d"), ("1e3", "1000 m3/d")):
            with self.subTest(quantity=quantity):
                park = self.small(outputs=head + f"paper,effluent,treated-wastewater,{quantity},m3/d,60\n")
                one = self.plan(park, "one.json")
                firms = [{"id": "paper", "name": "Giấy", "sector": "paper",
                          "outputs": [{"id": "effluent", "resource": "treated-wastewater", "quantity": same,
                                       "quality": {"COD": 60}}]},
                         {"id": "brewery", "name": "Bia", "sector": "food",
                          "inputs": [{"id": "washing", "resource": "process-water", "quantity": "900 m3/d", "price": "9000 VND/m3"}]}]
                plain = self.write("plain.json", json.dumps({"format": "congsinh-park/1", "park": HEAD,
                                                             "firms": firms}))
                self.assertEqual(one, self.plan(plain, "other.json"))

    def test_every_slip_is_told_with_its_cell(self):
        head = OUTPUTS.split("\n", 1)[0] + "\n"
        for text, words in (
                (head + "paper,effluent,treated-wastewater,12x,m3/d,60\n", ["outputs.csv!D2"]),
                (head + "\r\npaper,effluent,treated-wastewater,1,m3/fortnite,60\r\n", ["outputs.csv!", "3", "fortnite"]),
                (head + "papre,effluent,treated-wastewater,1,m3/d,60\n", ["outputs.csv!A2", "\"paper\""]),
                (head + "paper,effluent,treated-wastewater,-5,m3/d,60\n", ["outputs.csv!D2"]),
                (head + "paper,effluent,treated-watsewater,5,m3/d,60\n", ["outputs.csv!C2", "no resource \"treated-watsewater\""]),
                (head + "paper,effluent,treated-wastewater,1,5,m3/d,60\n", ["outputs.csv!A2", "7 fields", "first row 6"]),
                (head + "paper,eff\"luent,treated-wastewater,1,m3/d,60\n", ["outputs.csv!B2", "RFC 4180"]),
                (head + "paper,\"effluent,treated-wastewater,1,m3/d,60\n", ["outputs.csv!B2", "RFC 4180"]),
                (head + "paper,\"eff\"luent,treated-wastewater,1,m3/d,60\n", ["outputs.csv!B2", "RFC 4180"]),
                (head.replace("quantity,", "quantty,") + "paper,e,treated-wastewater,1,m3/d,60\n", ["outputs.csv!D1"]),
                (head + "paper,effluent,treated-wastewater,1,m3/d,60\n" * 2, ["outputs.csv!", "3"]),
                (head + "paper," + "e" * 140000 + ",treated-wastewater,1,m3/d,60\n", ["outputs.csv!B2", "131068 bytes"]),
                (head + "," * 2000 + "\n", ["outputs.csv!AMK2", "column 1024"]),
                ("," * 8000001, ["outputs.csv", "8000000 cells"]),
                (OUTPUTS.replace(",", ";"), ["outputs.csv!A1", "\"delimiter\": \";\""]),
                (OUTPUTS.replace(",", "\t"), ["outputs.csv!A1", "\"delimiter\": \"\\t\""]),
                ("", ["outputs.csv"]), ("x,y\n1,2\n", ["outputs.csv", "heading"]),
                ("giấy,đầu ra\n".encode("utf-16"), ["UTF-16"]),
                (b"firm,id\ngi\xcay,n\xadc th\xb6i\n", ["UTF-8", "TCVN3"]),
                (b"PK\x03\x04 workbook", ["CSV text in UTF-8"]), (b"firm,id\nab\0cd,e\n", ["CSV text in UTF-8"])):
            with self.subTest(text=text[:90]):
                park = self.small(outputs=text)
                self.refused(park, *words)

    def test_only_files_in_the_folder_are_opened(self):
        os.mkdir(self.path("in"))
        self.write("out.csv", FIRMS)
        self.write("in/firms.csv", FIRMS)
        os.symlink(self.path("out.csv"), self.path("in/link.csv"))
        os.symlink("firms.csv", self.path("in/near.csv"))
        os.mkfifo(self.path("in/pipe.csv"))
        for path in ("../out.csv", "x/../../out.csv", self.path("out.csv"), "link.csv", "..", "",
                     "file:///etc/passwd", "..\\out.csv"):
            with self.subTest(path=path):
                self.refused(self.park({"firms": path}, "in/park.json"), "leads out of the folder", "tables.firms")
        self.refused(self.park({"firms": "pipe.csv"}, "in/park.json"), "no regular file")
        self.refused(self.park({"firms": "none.csv"}, "in/park.json"), "there is no file", "none.csv")
        os.mkdir(self.path("in/folder.csv"))
        self.refused(self.park({"firms": "folder.csv"}, "in/park.json"), "is a folder")
        self.congsinh("check", self.park({"firms": "near.csv"}, "in/park.json"))
        for tables, words in (({"firm": "firms.csv"}, "\"firms\""), ({"firms": 1}, "tables.firms"), (7, "datapackage"),
                              ({"decimal": ","}, "\"point\" or \"comma\""), ({"delimiter": "::"}, "sign between")):
            with self.subTest(tables=tables):
                self.refused(self.park(tables, "in/park.json"), words)

    def test_a_study_of_tables_is_that_of_the_park(self):
        study = SOURCE + "/datasets/sample/study.json"
        park = self.write("park.json", json.dumps({"format": "congsinh-park/1", "tables": self.split("en")}))
        told = [subprocess.run([PROGRAM, "scenario", one, study, "--lang", "en"], capture_output=True, timeout=200).stdout
                for one in (SAMPLE, park)]
        self.assertIn(b"scenarios", told[0])
        self.assertEqual(told[0], told[1])

    def test_standard_input_has_no_folder(self):
        with open(self.small(), "rb") as stream:
            done = subprocess.run([PROGRAM, "check", "-", "--lang", "en"], stdin=stream, capture_output=True, text=True,
                                  cwd=self.folder, timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn("give the park as a file", done.stderr)

    def test_a_batch_knows_when_a_table_changed(self):
        park = self.small()
        run = ("batch", park, "-o", self.path("all"), "--lang", "en")
        self.congsinh(*run)
        with open(self.path("all/p/plan.json"), encoding="utf-8") as stream:
            first = stream.read()
        self.congsinh(*run)
        self.write("outputs.csv", OUTPUTS.replace("1200.5", "400"))
        self.congsinh(*run)
        with open(self.path("all/p/plan.json"), encoding="utf-8") as stream:
            self.assertNotEqual(stream.read(), first)

    def test_three_thousand_firms(self):
        count = 3000
        firms = "id,name,sector,at_km.0,at_km.1\n" + "".join(
            f"f{i},Firm {i},food,{i % 60},{i // 60}\n" for i in range(count))
        flows, resources, prices = [[], []], ["treated-wastewater", "process-water"], ["1 VND/m3", "9000 VND/m3"]
        for i in range(count):
            for k in range(6):
                flows[k % 2].append(f"f{i},w{k},{resources[k % 2]},{10 + k}.5,m3/d,{50 + k},{prices[k % 2]}\n")
        head = "firm,id,resource,quantity,quantity/unit,quality.COD,disposal_cost\n"
        park = self.small(firms=firms, outputs=head + "".join(flows[0]),
                          inputs=head.replace("quality", "limits").replace("disposal_cost", "price") + "".join(flows[1]))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.congsinh("check", park)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        # Of the processor, and twice the second it may take: others may be at work, too.
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"3,000 firms with 18,000 flows are checked in {seconds:.2f} s")
        with open(PROGRAM, "rb") as program:
            sanitized = b"__asan_init" in program.read()
        self.assertLess(seconds, 10 if sanitized else 2)


if __name__ == "__main__":
    unittest.main()
