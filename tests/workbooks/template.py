# SPDX-License-Identifier: GPL-3.0-or-later
"""The workbook to be filled in: sheets, headings, lists, checks, example."""
import filecmp
import json
import os
import re
import unittest

from openpyxl.utils import get_column_letter

from workbooks import SOURCE, Case, checks_at, headings, words_of

SHEETS = {
    "en": ["Park", "Periods", "Firms", "Outputs", "Inputs", "Facilities", "Links", "Running exchanges",
           "Facts", "Figures", "Other", "Lists"],
    "vi": ["Khu công nghiệp", "Thời kỳ", "Doanh nghiệp", "Đầu ra", "Đầu vào", "Công trình", "Tuyến nối",
           "Trao đổi hiện có", "Thông tin tiêu chí", "Số liệu chi tiết", "Khác", "Danh mục"],
}


class Template(Case):
    def test_has_a_sheet_a_table_in_both_languages(self):
        for language, names in SHEETS.items():
            book = self.book(language + ".xlsx", "template", "--lang", language)
            self.assertEqual(book.sheetnames, names)
            for sheet in book:
                self.assertTrue(sheet["A1"].value, sheet.title)
                self.assertTrue(sheet.freeze_panes, sheet.title)
                self.assertEqual(int("".join(c for c in sheet.freeze_panes if c.isdigit())), 3, sheet.title)
            self.assertPlain(language + ".xlsx")

    def test_chooses_from_what_is_shipped(self):
        book = self.book("t.xlsx", "template", "--lang", "vi")
        outputs = book["Đầu ra"]
        column = get_column_letter(headings(outputs)["Loại tài nguyên"])
        (rule,) = checks_at(outputs, column + "4")
        self.assertEqual(rule.type, "list")
        words = words_of(book, rule.formula1)
        shipped = set()
        for file in os.listdir(SOURCE + "/models/resources"):
            with open(f"{SOURCE}/models/resources/{file}", encoding="utf-8") as stream:
                shipped.update(entry["id"] for entry in json.load(stream).get("resources", []))
        self.assertEqual(set(words), shipped)
        # Another resource may be the park's own: it is asked about and not refused.
        self.assertEqual(rule.errorStyle, "warning")
        # What each is called stands beside it.
        lists = book["Danh mục"]
        row = next(r for r in lists.iter_rows(min_row=3) for c in r if c.value == "treated-wastewater")
        cells = [c.value for c in row]
        self.assertIn("Nước thải", cells[cells.index("treated-wastewater") + 1])

    def test_refuses_what_cannot_be(self):
        book = self.book("t.xlsx", "template", "--lang", "en")
        rows = [
            # sheet, heading, type, style, least
            ("Outputs", "Quantity", "decimal", "stop", 0),
            ("Outputs", "Quantity: basis", "list", "stop", None),
            ("Inputs", "Price", "decimal", "stop", 0),
            ("Inputs", "Takes from others", "list", "stop", None),
            ("Outputs", "Quantity: year", "whole", "stop", 1900),
            ("Firms", "Latitude", "decimal", "stop", -90),
            # What is sold today has a cost below 0.
            ("Outputs", "Disposal cost", "decimal", "stop", -1e15),
            # A text with its own unit may stand there: "0.06 g/L".
            ("Outputs", "Quality: COD [mg/L]", "decimal", "warning", 0),
            ("Outputs", "Firm", "list", "warning", None),
        ]
        for name, heading, kind, style, least in rows:
            sheet = book[name]
            cell = get_column_letter(headings(sheet)[heading]) + "10"
            (rule,) = checks_at(sheet, cell)
            self.assertEqual(rule.type, kind, heading)
            self.assertEqual(rule.errorStyle or "stop", style, heading)
            self.assertTrue(rule.error, heading)
            if least is not None:
                self.assertEqual(float(rule.formula1), least, heading)
        # A unit is suggested; another may be written.
        sheet = book["Outputs"]
        column = get_column_letter(headings(sheet)["Quantity: unit"])
        (rule,) = checks_at(sheet, column + "10")
        (written,) = re.findall(rf'<dataValidation [^>]*sqref="{column}3:[^>]*>',
                                self.parts("t.xlsx")["xl/worksheets/sheet4.xml"])
        self.assertNotIn("showErrorMessage", written)
        self.assertIn("m3/d", words_of(book, rule.formula1))

    def test_shows_an_example_in_grey(self):
        book = self.book("t.xlsx", "template", "--lang", "vi")
        for sheet in book:
            if sheet.title in ("Khu công nghiệp", "Khác", "Danh mục"):
                continue
            first = next(cell for cell in sheet[3] if cell.value is not None)
            self.assertTrue(first.value.startswith("(ví dụ) ") or sheet.title == "Thông tin tiêu chí", sheet.title)
            self.assertTrue(first.font.italic, sheet.title)

    def test_folds_what_few_fill_in(self):
        book = self.book("t.xlsx", "template", "--lang", "en")
        sheet = book["Outputs"]
        shown = [name for name, column in headings(sheet).items()
                 if not sheet.column_dimensions[get_column_letter(column)].hidden]
        self.assertIn("Quality: COD [mg/L]", shown)
        self.assertNotIn("Quality: Cr(VI) [mg/L]", shown)
        self.assertLess(len(shown), 35)

    def test_is_the_same_bytes_twice(self):
        files = [self.path(name) for name in ("a.xlsx", "b.xlsx")]
        for file in files:
            self.congsinh("template", "-o", file)
        self.assertTrue(filecmp.cmp(*files, shallow=False))

    def test_of_one_firm_names_it(self):
        book = self.book("f.xlsx", "template", "--firm", "paper", "--lang", "en")
        self.assertEqual(book.sheetnames, ["Firms", "Outputs", "Inputs", "Facts", "Figures", "Lists"])
        self.assertIn("paper", [row[0].value for row in book["Firms"].iter_rows(min_row=4)])

    def test_asks_for_a_workbook(self):
        self.assertIn("-o FILE.xlsx", self.congsinh("template", "--lang", "en", status=2))
        self.congsinh("template", "-o", self.path("t.csv"), status=2)
        self.assertEqual(os.listdir(self.folder), [])

    def test_is_written_whole_or_not_at_all(self):
        self.congsinh("template", "-o", self.path("nowhere/t.xlsx"), status=1)
        self.assertEqual(os.listdir(self.folder), [])


if __name__ == "__main__":
    unittest.main()
