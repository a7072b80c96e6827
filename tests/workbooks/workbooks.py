# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs congsinh and opens the workbooks it writes."""
import os
import re
import subprocess
import zipfile

import openpyxl

from folder import FolderCase

PROGRAM = os.path.join(os.environ["CONGSINH_BUILD"], "congsinh")
SOURCE = os.environ["CONGSINH_SOURCE"]


class Case(FolderCase):
    def congsinh(self, *arguments, status=0):
        done = subprocess.run([PROGRAM, *arguments], capture_output=True, timeout=200, text=True)
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stderr

    def book(self, name, *arguments):
        """Has the workbook written, and opens it."""
        self.congsinh(*arguments, "-q", "-o", self.path(name))
        return openpyxl.load_workbook(self.path(name))

    def parts(self, name):
        """The XML of a workbook, by part."""
        with zipfile.ZipFile(self.path(name)) as archive:
            self.assertIsNone(archive.testzip())
            return {part: archive.read(part).decode("utf-8") for part in archive.namelist()}

    def assertPlain(self, name):
        """No formula but those of lists to choose from, no link, no macro."""
        for part, xml in self.parts(name).items():
            self.assertNotRegex(xml, r"<f[ >/]", part)
            self.assertNotIn("<hyperlink", xml, part)
            self.assertNotIn("vbaProject", part)


def headings(sheet):
    """The column of every heading, from 1."""
    return {cell.value: cell.column for cell in sheet[2] if cell.value is not None}


def checks_at(sheet, cell):
    """What may be typed into a cell."""
    return [rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref]


def words_of(book, formula):
    """The words of a list to choose from: 'Sheet'!$A$3:$A$9."""
    sheet, first, last = re.fullmatch(r"=?'?([^'!]+)'?!\$([A-Z]+\$\d+):\$([A-Z]+\$\d+)", formula).groups()
    cells = book[sheet][first.replace("$", "") + ":" + last.replace("$", "")]
    return [row[0].value for row in cells]
