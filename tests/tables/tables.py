# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs congsinh-tables, and makes files by hand where no library would write them so."""
import json
import os
import subprocess
import unittest
import zipfile

from folder import FolderCase

PROGRAM = os.path.join(os.environ["CONGSINH_BUILD"], "congsinh-tables")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


class Case(FolderCase):
    def run_program(self, *arguments):
        done = subprocess.run([PROGRAM, *arguments], capture_output=True, timeout=200)
        self.assertEqual(done.stderr, b"")
        return done.returncode, json.loads(done.stdout.decode("utf-8"))

    def cells(self, path):
        """What the program answers to a file it reads."""
        status, answer = self.run_program("cells", path)
        self.assertEqual(answer["format"], "congsinh-cells/1")
        self.assertEqual(status, 0, answer)
        return answer

    def refusal(self, path):
        """The reason and the detail why it does not read a file."""
        status, answer = self.run_program("cells", path)
        self.assertEqual(answer["format"], "congsinh-cells/1")
        self.assertEqual(status, 1, str(answer)[:500])
        self.assertEqual(set(answer), {"format", "refused"})
        return answer["refused"]["reason"], answer["refused"]["detail"]

    def assertRefused(self, path, reason, detail=""):
        found, told = self.refusal(path)
        self.assertEqual(found, reason, told)
        self.assertIn(detail, told)


def sanitized():
    with open(PROGRAM, "rb") as program:
        return b"__asan_init" in program.read()


def grid(sheet):
    """The cells of a sheet as {"B7": [kind, value]}."""
    found = {}
    for row in sheet["rows"]:
        for column, kind, value in row["cells"]:
            letters = ""
            while column > 0:
                letters = chr(65 + (column - 1) % 26) + letters
                column = (column - 1) // 26
            found[letters + str(row["row"])] = [kind, value]
    return found


def xlsx(path, sheet, strings=None, workbook="", parts=None, types="", level=None):
    """A workbook of one sheet, whose XML is given."""
    relations = f'<Relationship Id="r1" Type="{RELATION}/worksheet" Target="worksheets/sheet1.xml"/>'
    if strings is not None:
        relations += f'<Relationship Id="r2" Type="{RELATION}/sharedStrings" Target="sharedStrings.xml"/>'
    if not sheet.startswith("<?xml"):
        sheet = f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>'
    made = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}">{workbook}<sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    if strings is not None:
        made["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    made.update(parts or {})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as file:
        for name, text in made.items():
            if text is not None:
                file.writestr(name, text)
    return path


ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods(path, tables, styles="", parts=None, before="<?xml version='1.0' encoding='UTF-8'?>", level=None):
    """A workbook of ODS, whose tables are given as XML."""
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
                      for name in ("office", "table", "text", "style", "draw", "calcext", "dc"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as file:
        file.writestr(zipfile.ZipInfo("mimetype"), ODS_TYPE)
        file.writestr("content.xml", f"{before}<office:document-content {spaces} xmlns:xlink=\"x\">"
                      f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
                      f"{tables}</office:spreadsheet></office:body></office:document-content>")
        for name, text in (parts or {}).items():
            file.writestr(name, text)
    return path


def table(rows, name="A", style=""):
    return f'<table:table table:name="{name}"{style}>{rows}</table:table>'


def text_cell(text, more=""):
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


main = unittest.main
