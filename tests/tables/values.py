# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program gives for each kind of cell, in workbooks as programs write them and as nobody should."""
import datetime
import shutil
import subprocess
import unicodedata

import openpyxl
from openpyxl.comments import Comment

from tables import Case, grid, main, ods, subprocess, table, text_cell, unittest, xlsx

OFFICE = shutil.which("soffice")
DECOMPOSED = unicodedata.normalize("NFD", "điện tử")


def tired(path):
    """A workbook as a person fills it in, each cell with what it should come out as."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Doanh nghiệp"
    sheet["A1"] = "Bảng dòng vật chất"
    sheet.merge_cells("A1:F1")
    put = [  # place, value, number format, what comes out
        ("A3", "Nhà máy giấy", None, ["text", "Nhà máy giấy"]),
        ("B3", 1200.5, None, ["number", 1200.5]),
        ("C3", datetime.date(2026, 6, 30), "dd/mm/yyyy", ["date", "2026-06-30"]),
        ("D3", 0.25, "0.00%", ["percent", 0.25]),
        ("E3", "007", None, ["text", "007"]),
        ("F3", "a\u00a0b ", None, ["text", "a\u00a0b "]),
        ("G3", DECOMPOSED, None, ["text", DECOMPOSED]),
        ("H3", "1.234,5", None, ["text", "1.234,5"]),
        ("I3", 46203, '[$-42A]dd "thg" m', ["date", "2026-06-30"]),
        ("J3", 7, '0 "m³/ngày"', ["number", 7]),
        ("K3", 7, r'0\ \d', ["number", 7]),
        ("L3", datetime.datetime(2026, 6, 30, 13, 45), None, ["date", "2026-06-30"]),
        ("M3", "30/6/2026", None, ["text", "30/6/2026"]),
        ("N3", 0.1, "General", ["number", 0.1]),
        ("O3", "<b>&amp;", None, ["text", "<b>&amp;"]),
        ("P3", "hai\ndòng", None, ["text", "hai\ndòng"]),
        ("Q3", 0.5, "#,##0.0%", ["percent", 0.5]),
        ("R3", 3, '[Red]-0;"ngày"', ["number", 3]),
    ]
    for place, value, form, _ in put:
        sheet[place] = value
        if form is not None:
            sheet[place].number_format = form
    sheet["B3"].comment = Comment("đo ngày 3", "an")
    sheet["A3"].comment = Comment("tên mới", "an")
    hidden = book.create_sheet("Ẩn")
    hidden.sheet_state = "hidden"
    hidden["B2"] = "x"
    book.create_sheet("Trống")
    book.save(path)
    wanted = {place: out for place, _, _, out in put}
    wanted["A1"] = ["text", "Bảng dòng vật chất"]
    return wanted


class Tired(Case):
    def look(self, answer, wanted):
        names = [(sheet["name"], sheet["hidden"]) for sheet in answer["sheets"]]
        self.assertEqual(names, [("Doanh nghiệp", False), ("Ẩn", True), ("Trống", False)])
        self.assertEqual(grid(answer["sheets"][0]), wanted)
        self.assertEqual(answer["sheets"][0]["merged"], ["A1:F1"])
        self.assertEqual(grid(answer["sheets"][1]), {"B2": ["text", "x"]})
        self.assertEqual(answer["sheets"][2]["rows"], [])
        self.assertEqual(answer["problems"], [])

    def test_openpyxl(self):
        wanted = tired(self.path("a.xlsx"))
        self.look(self.cells(self.path("a.xlsx")), wanted)

    @unittest.skipUnless(OFFICE, "LibreOffice is not installed: what it writes is not looked at")
    def test_libreoffice(self):
        wanted = tired(self.path("a.xlsx"))
        for ending in ("ods", "xlsx"):
            subprocess.run([OFFICE, f"-env:UserInstallation=file://{self.folder}/home", "--headless", "--convert-to",
                            ending, "--outdir", self.path("out"), self.path("a.xlsx")],
                           check=True, capture_output=True, timeout=120)
            self.look(self.cells(self.path("out/a." + ending)), wanted)


class Xlsx(Case):
    def grid(self, sheet, **more):
        answer = self.cells(xlsx(self.path("a.xlsx"), sheet, **more))
        return grid(answer["sheets"][0]), answer["problems"]

    def test_kinds(self):
        """Every t= of ECMA-376, 18.18.11, with and without formulas; the size told of is not believed."""
        cells, problems = self.grid(
            '<dimension ref="A1:XFD1048576"/><sheetData><row r="2">'
            '<c r="A2"><v>0.30000000000000004</v></c><c r="B2" t="n"><v>1E3</v></c><c r="C2" t="b"><v>1</v></c>'
            '<c r="D2" t="e"><v>#DIV/0!</v></c><c r="E2" t="str"><f>A1</f><v>made</v></c><c r="F2"><f>A2*2</f><v>4</v></c>'
            '<c r="G2"><f>A2*2</f></c><c r="H2"><f>A2&lt;3</f><v></v></c><c r="I2" t="str"><f>A1</f><v></v></c>'
            '<c r="J2" t="s"><v>1</v></c><c r="K2" t="inlineStr"><is><t>in</t></is></c><c r="L2" t="d"><v>2026-06-30T00:00:00</v></c>'
            '<c r="M2" s="99"/><c r="N2"><v> 7 </v></c><c r="O2"><v>seven</v></c><c r="P2" t="b"><v>maybe</v></c>'
            '<c r="XFD2" s="1"/></row><row r="1048576" ht="30"/></sheetData>',
            strings="<si><t>first</t></si><si><t xml:space=\"preserve\"> second </t></si>")
        self.assertEqual(cells, {
            "A2": ["number", 0.30000000000000004], "B2": ["number", 1000], "C2": ["truth", True],
            "D2": ["error", "#DIV/0!"], "E2": ["text", "made"], "F2": ["number", 4], "G2": ["formula", "=A2*2"],
            "H2": ["formula", "=A2<3"], "J2": ["text", " second "], "K2": ["text", "in"], "L2": ["date", "2026-06-30"],
            "N2": ["number", 7], "O2": ["text", "seven"], "P2": ["text", "maybe"]})
        self.assertEqual([(p["sheet"], p["cell"], p["problem"]) for p in problems],
                         [("S", "G2", "formula-without-value"), ("S", "H2", "formula-without-value"),
                          ("S", "O2", "not-a-number"), ("S", "P2", "not-a-truth")])

    def test_uncomputed(self):
        """libxlsxwriter stores 0 for every formula, and asks to compute all on opening: 0 is no value then."""
        sheet = '<sheetData><row r="1"><c r="A1"><f>B1*2</f><v>0</v></c><c r="B1"><v>3</v></c></row></sheetData>'
        cells, problems = self.grid(sheet, workbook='<calcPr calcId="124519" fullCalcOnLoad="1"/>')
        self.assertEqual(cells, {"A1": ["formula", "=B1*2"], "B1": ["number", 3]})
        self.assertEqual([p["cell"] for p in problems], ["A1"])
        cells, _ = self.grid(sheet, workbook='<calcPr calcId="124519"/>')
        self.assertEqual(cells["A1"], ["number", 0])

    def test_long_formula(self):
        """A formula is told by its beginning, up to a whole letter."""
        book = xlsx(self.path("a.xlsx"), '<sheetData><row r="1"><c r="A1"><f>"%s"</f></c></row></sheetData>' % ("ạ" * 200))
        self.assertEqual(grid(self.cells(book)["sheets"][0]), {"A1": ["formula", '="' + "ạ" * 84]})

    def test_runs_and_hints(self):
        """OGR alone gives "one" for the first, and "東京トウ" for the second."""
        run = "<r><t>one</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> two</t></r>"
        hint = '<r><t>東京</t></r><rPh sb="0" eb="1"><t>トウ</t></rPh>'
        cells, _ = self.grid('<sheetData><row r="1"><c r="A1" t="inlineStr"><is>' + run + '</is></c><c r="B1" t="s"><v>0</v></c>'
                             '<c r="C1" t="s"><v>1</v></c><c r="D1" t="inlineStr"><is>' + hint + '</is></c></row></sheetData>',
                             strings=f"<si>{hint}</si><si>{run}</si>")
        self.assertEqual(cells, {"A1": ["text", "one two"], "B1": ["text", "東京"], "C1": ["text", "one two"],
                                 "D1": ["text", "東京"]})

    def test_gaps(self):
        """OGR alone puts row 20000 in the place of row 2."""
        far = "".join(f'<row r="{row}"><c r="{column}{row}"><v>{row}</v></c></row>'
                      for row, column in ((1, "D"), (2, "A"), (20000, "B"), (20001, "C"), (199999, "D")))
        cells, _ = self.grid(f"<sheetData>{far}</sheetData>")
        self.assertEqual(cells, {"D1": ["number", 1], "A2": ["number", 2], "B20000": ["number", 20000],
                                 "C20001": ["number", 20001], "D199999": ["number", 199999]})

    def test_far_right(self):
        row = '<row r="1001"><c r="%s1001"><v>1</v></c></row>'
        self.assertRefused(xlsx(self.path("a.xlsx"), "<sheetData>" + row % "CW" + "</sheetData>"), "far-right", "S!CW1001")
        cells, _ = self.grid("<sheetData>" + row % "CV" + "</sheetData>")
        self.assertEqual(set(cells), {"CV1001"})

    def test_from_1904(self):
        """Days of a Macintosh: 44741 days after 1904-01-01 is 2026-06-30."""
        styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
        relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        cells, _ = self.grid(
            '<sheetData><row r="1"><c r="A1" s="0"><v>44741</v></c></row></sheetData>',
            workbook='<workbookPr date1904="1"/>',
            parts={"xl/styles.xml": styles, "xl/_rels/workbook.xml.rels":
                   '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                   f'<Relationship Id="r1" Type="{relation}/worksheet" Target="/xl/worksheets/sheet1.xml"/>'
                   f'<Relationship Id="r2" Type="{relation}/styles" Target="styles.xml"/></Relationships>'})
        self.assertEqual(cells, {"A1": ["date", "2026-06-30"]})

    def test_dialects(self):
        """What OGR would read as an empty sheet, or in other places, is refused."""
        for sheet in (
                f'<?xml version="1.0"?><x:worksheet xmlns:x="u"><x:sheetData><x:row r="1"/></x:sheetData></x:worksheet>',
                "<sheetData><row><c><v>1</v></c></row></sheetData>",
                '<sheetData><row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row></sheetData>',
                '<sheetData><row r="1"><c r="B2"><v>1</v></c></row></sheetData>',
                '<sheetData><row r="2"/><row r="1"/></sheetData>'):
            self.assertRefused(xlsx(self.path("a.xlsx"), sheet), "odd-dialect", "S: ")


class Ods(Case):
    def grid(self, rows):
        answer = self.cells(ods(self.path("a.ods"), table(rows)))
        return grid(answer["sheets"][0]), answer

    def test_kinds(self):
        def cell(attributes, inside=""):
            return f"<table:table-cell {attributes}>{inside}</table:table-cell>"
        cells, answer = self.grid("<table:table-row>" + "".join([
            cell('office:value-type="float" office:value="0.30000000000000004"', "<text:p>0,3</text:p>"),
            cell('office:value-type="percentage" office:value="0.25"', "<text:p>25 %</text:p>"),
            cell('office:value-type="currency" office:value="5.5"'),
            cell('office:value-type="date" office:date-value="2026-06-30T13:45:00"'),
            cell('office:value-type="time" office:time-value="PT12H00M00S"'),
            cell('office:value-type="boolean" office:boolean-value="true"', "<text:p>TRUE</text:p>"),
            cell('office:value-type="string" office:string-value="" calcext:value-type="error" table:formula="of:=1/0"',
                 "<text:p>#DIV/0!</text:p>"),
            cell('table:formula="of:=[.A1]*2" office:value-type="float" office:value="7"', "<text:p>7</text:p>"),
            cell('table:formula="of:=[.A1]*2"'),
            cell('table:formula="of:=1+1" office:value-type="float"'),
            cell('table:formula="of:=T(1)" office:value-type="string" office:string-value=""'),
        ]) + "</table:table-row>")
        self.assertEqual(cells, {
            "A1": ["number", 0.30000000000000004], "B1": ["percent", 0.25], "C1": ["number", 5.5],
            "D1": ["date", "2026-06-30"], "E1": ["number", 0.5], "F1": ["truth", True], "G1": ["error", "#DIV/0!"],
            "H1": ["number", 7], "I1": ["formula", "=[.A1]*2"], "J1": ["formula", "=1+1"]})
        self.assertEqual([p["cell"] for p in answer["problems"]], ["I1", "J1"])

    def test_long_formula(self):
        """A formula is told by its beginning, up to a whole letter."""
        cells, _ = self.grid("<table:table-row><table:table-cell table:formula='of:=\"%s\"'/></table:table-row>" % ("ạ" * 200))
        self.assertEqual(cells, {"A1": ["formula", '="' + "ạ" * 84]})

    def test_texts(self):
        """OGR alone puts comments and texts of shapes into the cell, and drops blanks."""
        cells, _ = self.grid("<table:table-row>" + text_cell(
            'a<text:span>b<text:span>c</text:span></text:span> <text:a xlink:href="http://x/">d</text:a><text:s text:c="2"/>e'
            "<text:tab/>f<text:line-break/>g") + text_cell("one</text:p><text:p>two") +
            '<table:table-cell office:value-type="string"><office:annotation><dc:date>2026-01-01</dc:date><text:p>said</text:p>'
            "</office:annotation><text:p>kept</text:p><draw:frame><text:p>box</text:p></draw:frame></table:table-cell>"
            "</table:table-row>")
        self.assertEqual(cells, {"A1": ["text", "abc d  e\tf\ng"], "B1": ["text", "one\ntwo"], "C1": ["text", "kept"]})

    def test_limits_of_gdal(self):
        """It counts 10 MB of texts, 16 bytes a cell at least; and computes a text that looks like its formulas."""
        self.assertRefused(ods(self.path("a.ods"), table("<table:table-row>" + text_cell("of:=1+1") + "</table:table-row>")), "odd-dialect", "A!A1")
        row = '<table:table-row><table:table-cell table:number-columns-repeated="254"/>%s</table:table-row>' % text_cell("x")
        cells, _ = self.grid(row * 2560)
        self.assertEqual(len(cells), 2560)
        self.assertRefused(ods(self.path("a.ods"), table(row * 2561)), "too-much-text", "A!IU2561")

    def test_repeats(self):
        """OGR alone counts covered cells once, and puts what stands behind many empty cells or rows elsewhere."""
        cells, answer = self.grid(
            '<table:table-row table:number-rows-repeated="400"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
            "<table:table-row>" + text_cell("a", ' table:number-columns-spanned="3" table:number-rows-spanned="2"') +
            '<table:covered-table-cell table:number-columns-repeated="2"/><table:table-cell table:number-columns-repeated="200"/>' +
            text_cell("b", ' table:number-columns-repeated="2"') + '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
            '<table:table-row table:number-rows-repeated="2">' + text_cell("c") + "</table:table-row>"
            '<table:table-row table:number-rows-repeated="1036000"><table:table-cell/></table:table-row>')
        self.assertEqual(cells, {"A401": ["text", "a"], "GV401": ["text", "b"], "GW401": ["text", "b"],
                                 "A402": ["text", "c"], "A403": ["text", "c"]})
        self.assertEqual(answer["sheets"][0]["merged"], ["A401:C402"])

    def test_gaps(self):
        """OGR alone takes no more than 10,000 rows at once."""
        empty = '<table:table-row table:number-rows-repeated="%d"><table:table-cell/></table:table-row>'
        row = "<table:table-row>" + text_cell("x") + "</table:table-row>"
        cells, _ = self.grid(row + empty % 150000 + row + empty % 5 + row + empty % 800000)
        self.assertEqual(set(cells), {"A1", "A150002", "A150008"})
        cells, _ = self.grid(f"<table:table-header-rows>{row}</table:table-header-rows>{empty % 2}<table:table-row-group>{row}"
                             f"<table:table-row-group>{row}</table:table-row-group></table:table-row-group>{row}")
        self.assertEqual(set(cells), {"A1", "A4", "A5", "A6"})
        wide = "<table:table-row>" + text_cell("x", ' table:number-columns-repeated="256"') + "</table:table-row>"
        like = row.replace("row>", 'row table:number-rows-repeated="%d">', 1)
        cells, _ = self.grid(wide + empty % 1000 + wide + like % 195 + row)
        self.assertEqual(len(cells), 256 * 2 + 196)
        self.assertIn("A1198", cells)
        self.assertRefused(ods(self.path("a.ods"), table(wide + like % 196)), "too-many-rows", "A!A2: the same row 196 times")

    def test_far_right(self):
        empty = '<table:table-row table:number-rows-repeated="1000"><table:table-cell/></table:table-row>'
        right = '<table:table-row><table:table-cell table:number-columns-repeated="%d"/>' + text_cell("x") + "</table:table-row>"
        self.assertRefused(ods(self.path("a.ods"), table(empty + right % 100)), "far-right", "A!CW1001")
        cells, _ = self.grid(empty + right % 99)
        self.assertEqual(set(cells), {"CV1001"})

    def test_sheets(self):
        style = '<style:style style:name="t2" style:family="table"><style:table-properties table:display="false"/></style:style>'
        answer = self.cells(ods(self.path("a.ods"), table("", "empty") +
                                table(f"<table:table-row>{text_cell('x')}</table:table-row>", "Ẩn", ' table:style-name="t2"'), style))
        self.assertEqual([(s["name"], s["hidden"], grid(s)) for s in answer["sheets"]],
                         [("empty", False, {}), ("Ẩn", True, {"A1": ["text", "x"]})])


if __name__ == "__main__":
    main()
