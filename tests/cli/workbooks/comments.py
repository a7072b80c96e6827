# SPDX-License-Identifier: GPL-3.0-or-later
"""The cells of a workbook that have a comment, each with its value, colour and the comment's beginning."""
import sys

import openpyxl

for sheet in openpyxl.load_workbook(sys.argv[1]):
    print(f"== {sheet.title}: {sheet.max_row} rows")
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment:
                print(cell.coordinate, repr(cell.value), cell.fill.fgColor.rgb, cell.comment.text[:50].replace("\n", " "))
