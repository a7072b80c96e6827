# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan written as a workbook: its sheets, its sums, what each edition may see of it."""
import filecmp
import json
import math
import os
import re
import unittest

from workbooks import SOURCE, Case

SAMPLE = SOURCE + "/datasets/sample/park.json"
SHEETS = {
    "en": ["Summary", "Charts", "Exchanges", "Firms", "Permits", "Rules", "Assumptions", "Assessment", "Not chosen",
           "To confirm", "Provenance"],
    "vi": ["Tóm tắt", "Biểu đồ", "Liên kết", "Doanh nghiệp", "Giấy phép, thủ tục", "Quy định", "Hệ số và đơn giá",
           "Đánh giá tiêu chí", "Không chọn", "Cần đo, xác nhận", "Nguồn gốc"],
}
# The sample with figures told in confidence, of digits that nothing else in it has (tests/api/test_api_editions.c).
SECRETS = {
    "paper": ("firms.paper.inputs.pulp.price", "5876543"),
    "seafood": ("firms.seafood.outputs.offcuts.disposal_cost", "-3765432"),
    "chemicals": ("firms.chemicals.outputs.gypsum.disposal_cost", "765987"),
}
HOSTILE = ["=1+1", "+84 24 3000", "-1+2", "@SUM(A1)", "=HYPERLINK(\"http://example.org\")", "http://example.org"]


def find(sheet, text):
    """The row of the first cell that holds the text."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == text:
                return cell.row
    raise AssertionError(f"{sheet.title}: no cell {text!r}")


def table(sheet, heading):
    """The rows under the row with that heading, by heading, to the first empty one."""
    head = find(sheet, heading)
    names = [cell.value for cell in sheet[head]]
    rows = []
    for row in sheet.iter_rows(min_row=head + 1, values_only=True):
        if not any(value is not None for value in row):
            break
        rows.append(dict(zip(names, row)))
    return rows


class Plan(Case):
    def solve(self, park=SAMPLE, *options, status=0):
        self.congsinh("solve", park, "-q", *options, "-o", self.path("plan.json"), status=status)
        with open(self.path("plan.json"), encoding="utf-8") as stream:
            return json.load(stream)

    def report(self, name, *options):
        book = self.book(name, "report", self.path("plan.json"), *options)
        self.assertPlain(name)
        return book

    def text(self, name):
        """Everything in a workbook, numbers as they are kept."""
        return "\n".join(self.parts(name).values())

    def test_has_a_sheet_for_each_part_in_both_languages(self):
        self.solve()
        for language, sheets in SHEETS.items():
            book = self.report("p.xlsx", "--lang", language)
            self.assertEqual(book.sheetnames, sheets)
            for sheet in book:
                self.assertEqual(sheet.page_setup.orientation, "landscape", sheet.title)
                self.assertTrue(sheet.sheet_properties.pageSetUpPr.fitToPage)
                self.assertIn("&P", sheet.oddFooter.right.text)
            exchanges = book[sheets[2]]
            self.assertEqual(exchanges.freeze_panes, "B4")
            self.assertIsNotNone(exchanges.auto_filter.ref)
            self.assertEqual(len(book[sheets[1]]._charts), 3)

    def test_sums_are_the_plans(self):
        plan = self.solve()
        book = self.report("p.xlsx", "--lang", "en", "--for", "analyst")
        rows = table(book["Exchanges"], "No.")
        lines = {row["No."]: row for row in rows if row["No."]}
        self.assertEqual(len(lines), len(plan["exchanges"]))
        for line in plan["exchanges"]:
            row = lines[line["number"]]
            self.assertAlmostEqual(row["Saving (VND/yr)"], line["saving"], delta=1e-6 * abs(line["saving"]) + 1)
            self.assertEqual(row["Output (id)"], line["from"])
            self.assertAlmostEqual(row["Quantity a year"], line["quantity"], delta=1e-9 * line["quantity"])
        total = next(row for row in rows if row["Gives"] == "Total of the exchanges")
        saving = math.fsum(row["Saving (VND/yr)"] for row in lines.values())
        self.assertAlmostEqual(total["Saving (VND/yr)"], saving, delta=1)
        whole = rows[-1]
        self.assertEqual(whole["Gives"], "The whole plan")
        self.assertAlmostEqual(whole["Saving (VND/yr)"], plan["totals"]["net_saving"], delta=1)
        self.assertAlmostEqual(whole["Investment (VND)"], plan["totals"]["investment"], delta=1)
        headline = table(book["Summary"], "Figure")
        self.assertAlmostEqual(headline[0]["Value"], plan["totals"]["net_saving"], delta=1)
        self.assertEqual([row["Unit"] for row in headline][:2], ["VND/yr", "m³/yr"])
        self.assertLess(headline[0]["Low"], headline[0]["Value"])
        self.assertLess(headline[0]["Value"], headline[0]["High"])
        parties = table(book["Firms"], "Id")
        self.assertAlmostEqual(parties[-1]["Saving (VND/yr)"],
                               math.fsum(row["Saving (VND/yr)"] for row in parties[:-1]), delta=1)
        self.assertIn(plan["provenance"]["park_sha256"], self.text("p.xlsx"))

    def test_money_that_rests_on_an_estimate_is_headed_as_money(self):
        self.solve()
        rows = table(self.report("p.xlsx", "--lang", "en")["To confirm"], "Figure")
        self.assertGreater(len(rows), 0)
        for row in rows:
            self.assertIsInstance(row["Saving that rests on it (VND a year)"], (int, float))

    def test_is_the_same_twice_and_by_either_way(self):
        self.solve()
        for name in ("a.xlsx", "b.xlsx"):
            self.report(name, "--lang", "vi")
        self.assertTrue(filecmp.cmp(self.path("a.xlsx"), self.path("b.xlsx"), shallow=False))
        self.congsinh("solve", SAMPLE, "-q", "--lang", "vi", "-o", self.path("c.xlsx"))
        self.assertTrue(filecmp.cmp(self.path("a.xlsx"), self.path("c.xlsx"), shallow=False))

    def test_of_each_audience_names_only_whom_it_may(self):
        self.solve()
        cases = {"board": ("Bao bì Thành Công", None), "analyst": ("Bao bì Thành Công", None),
                 "public": ("KCN Mẫu", "Bao bì Thành Công"), "firm:paper": ("Bao bì Thành Công", "Bột cá Nam Hải"),
                 "firm:fishmeal": ("Bột cá Nam Hải", "Bao bì Thành Công"),
                 "firm:garment": ("KCN Mẫu", "Bao bì Thành Công")}
        for audience, (named, hidden) in cases.items():
            book = self.report("p.xlsx", "--lang", "vi", "--for", audience)
            text = self.text("p.xlsx")
            self.assertTrue(named in text, f"{audience}: {named}")
            self.assertTrue("DỰ THẢO" in text, audience)
            self.assertFalse(hidden is not None and hidden in text, f"{audience}: {hidden}")
            self.assertEqual("Câu hỏi chính sách" in book.sheetnames, audience == "analyst")
        self.report("p.xlsx", "--lang", "vi", "--for", "public")
        self.assertFalse("packaging" in self.text("p.xlsx"))

    def test_holds_no_digit_told_in_confidence(self):
        settings = []
        for path, digits in SECRETS.values():
            settings += ["--set", path + "=" + json.dumps({"value": digits + " VND/t", "confidential": True})]
        self.solve(SAMPLE, *settings)
        known = {firm: digits.lstrip("-") for firm, (_, digits) in SECRETS.items()}
        for language in SHEETS:
            for audience in ("board", "public", "firm:paper", "firm:seafood", "firm:cement", "firm:fishmeal"):
                self.report("p.xlsx", "--lang", language, "--for", audience)
                text = re.sub(r"[0-9a-f]{64}", "", self.text("p.xlsx"))
                joined = re.sub(r"(?<=\d)[.,\u00a0](?=\d)", "", text)
                for firm, digits in known.items():
                    if audience != "firm:" + firm:
                        self.assertFalse(digits in text or digits in joined, f"{audience}: {digits} of {firm}")
        # What the board may not see is there: its parts of a line's money come to the price.
        board = self.report("b.xlsx", "--lang", "en")
        withheld = [row for row in table(board["Exchanges"], "No.") if row["Saving (VND/yr)"] == "–"]
        self.assertGreater(len(withheld), 0)
        whole = self.report("w.xlsx", "--lang", "en", "--for", "analyst")
        self.assertTrue(all(isinstance(row["Saving (VND/yr)"], (int, float))
                            for row in table(whole["Exchanges"], "No.")))

    def test_text_never_becomes_a_formula(self):
        with open(SAMPLE, encoding="utf-8") as stream:
            park = json.load(stream)
        for i, firm in enumerate(park["firms"]):
            firm["name"] = HOSTILE[i % len(HOSTILE)] + f" {i}"
        park["park"]["name"] = "=cmd|'/c calc'!A1"
        with open(self.path("park.json"), "w", encoding="utf-8") as stream:
            json.dump(park, stream)
        self.solve(self.path("park.json"))
        book = self.report("h.xlsx", "--lang", "en")
        names = [row["Party"] for row in table(book["Firms"], "Id")]
        self.assertTrue(any(str(name).startswith("=1+1") for name in names))

    def test_of_requirements_in_conflict_says_which(self):
        with open(SAMPLE, encoding="utf-8") as stream:
            park = json.load(stream)
        park.setdefault("assumptions", {})
        park["requirements"] = {"water_purchased_max": "1 m3/yr"}
        with open(self.path("park.json"), "w", encoding="utf-8") as stream:
            json.dump(park, stream)
        self.solve(self.path("park.json"), status=1)
        book = self.report("c.xlsx", "--lang", "en")
        self.assertEqual(book.sheetnames, ["Summary", "Assessment", "Provenance"])
        self.assertIn("most water bought", self.text("c.xlsx"))


if __name__ == "__main__":
    unittest.main()
