# SPDX-License-Identifier: GPL-3.0-or-later
"""Time and memory: a park of 1,000 firms, and the largest workbooks that are read at all."""
import json
import os
import random
import subprocess
import sys

import openpyxl

from tables import PROGRAM, Case, main, ods, sanitized, table, text_cell, xlsx

MOST_MB = 512  # beyond what the libraries take, of addresses; so of memory, too


def park(path):
    """1,000 firms of six flows each, 40 columns; returns how many cells there are."""
    chance = random.Random(20261123)
    book = openpyxl.Workbook(write_only=True)
    count = 0
    for name, rows in (("Firms", 1000), ("Flows", 6000)):
        sheet = book.create_sheet(name)
        for row in range(rows + 1):
            values = [f"{name}-{row}"] + [chance.random() * 1000 if column % 2 else f"tấn/năm {chance.randrange(3000)}"
                                          for column in range(39)]
            sheet.append(values)
            count += len(values)
    book.save(path)
    return count


class Large(Case):
    def measured(self, path):
        """Status, answer, seconds of processor time (others may be at work, too), and the most memory in MB."""
        # Through a small process of its own: what a child is forked from counts as its memory.
        code = ("import json, resource, subprocess, sys; "
                "status = subprocess.call(sys.argv[1:]); used = resource.getrusage(resource.RUSAGE_CHILDREN); "
                "print(json.dumps([status, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]), file=sys.stderr)")
        with open(self.path("out"), "w+b") as out:
            done = subprocess.run([sys.executable, "-S", "-c", code, PROGRAM, "cells", path], stdout=out,
                                  stderr=subprocess.PIPE, check=True)
            out.seek(0)
            answer = json.load(out)
        status, seconds, memory = json.loads(done.stderr)
        return status, answer, seconds, memory

    def test_park(self):
        count = park(self.path("a.xlsx"))
        status, answer, seconds, memory = self.measured(self.path("a.xlsx"))
        self.assertEqual(status, 0)
        self.assertEqual(sum(len(row["cells"]) for sheet in answer["sheets"] for row in sheet["rows"]), count)
        print(f"{count} cells: {seconds:.2f} s, {memory:.0f} MB")
        if not sanitized():
            self.assertLess(seconds, 2)
            self.assertLess(memory, MOST_MB)

    def test_most(self):
        """Two million cells of different texts, and rows far apart: read or refused, within the bounds."""
        if sanitized():
            self.skipTest("bounds are not those of the sanitizers")
        rows = "".join(f'<row r="{row}">' + "".join(f'<c r="{column}{row}" t="str"><v>{row}{column}</v></c>' for column in "ABCDEFGHIJ")
                       + "</row>" for row in range(1, 200001))
        wide = "".join(f'<c r="{a}{b}1"><v>1</v></c>' for a in ["", *"ABCDEFGH"] for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        wide = f'<row r="1">{wide}</row><row r="%d"><c r="A%d"><v>1</v></c></row>'
        chance = random.Random(1)
        cells = "<table:table-row>" + '<table:table-cell office:value-type="float" office:value="%d"/>' * 10 + "</table:table-row>"
        lines = "".join(cells % tuple(chance.randrange(10**9) for _ in range(10)) for _ in range(59000))
        like = f'<table:table-row table:number-rows-repeated="1000">{text_cell("x" * 3000)}</table:table-row>'
        for path, wanted in ((xlsx(self.path("a.xlsx"), f"<sheetData>{rows}</sheetData>", level=1), 0),
                             (xlsx(self.path("b.xlsx"), f"<sheetData>{wide % (34000, 34000)}</sheetData>"), 0),
                             (xlsx(self.path("c.xlsx"), f"<sheetData>{wide % (34500, 34500)}</sheetData>"), 1),
                             (ods(self.path("a.ods"), table(lines), level=1), 0),
                             (ods(self.path("b.ods"), table(like * 21)), 1)):
            status, answer, seconds, memory = self.measured(path)
            print(f"{os.path.basename(path)}: {seconds:.2f} s, {memory:.0f} MB, {answer.get('refused')}")
            self.assertEqual(status, wanted, answer.get("refused"))
            self.assertLess(seconds, 60)
            self.assertLess(memory, MOST_MB + 100)
        # Wherever the memory ends, in the check or in GDAL, it is told. Addresses, in KB, as the shell limits them.
        for most in range(200000, 700000, 100000):
            done = subprocess.run(["bash", "-c", f'ulimit -v {most}; exec "$0" cells "$1"', PROGRAM, self.path("a.xlsx")],
                                  capture_output=True)
            self.assertEqual(done.stderr, b"")
            if done.returncode != 0:
                self.assertEqual((done.returncode, json.loads(done.stdout)["refused"]["reason"]), (1, "memory"), done.stdout)
            print(f"{most // 1000} MB of addresses: {done.returncode}")


if __name__ == "__main__":
    main()
