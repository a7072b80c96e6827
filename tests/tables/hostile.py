# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that mean harm, or are broken: each a refusal with its reason, and nothing else opened."""
import os
import random
import shutil
import struct
import subprocess
import zipfile

import openpyxl

from tables import (MAIN, PROGRAM, Case, grid, main, ods, sanitized, table, text_cell, unittest, xlsx)

ROW = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>%s</t></is></c></row></sheetData>'


class Container(Case):
    def test_bombs(self):
        """By ratio; by a size it does not tell; by the sum; by texts that many cells share."""
        zeros = "<worksheet>" + " " * (20 << 20) + "</worksheet>"
        self.assertRefused(xlsx(self.path("a.xlsx"), "<?xml version='1.0'?>" + zeros), "zip-bomb", "sheet1.xml")
        self.assertRefused(ods(self.path("a.ods"), " " * (20 << 20)), "zip-bomb", "content.xml")
        noise = "".join(random.Random(1).choices("abcdefgh", k=1 << 16))
        shared = "<si><t>" + noise + "</t></si>"
        cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 2000))
        self.assertRefused(xlsx(self.path("b.xlsx"), f"<sheetData>{cells}</sheetData>", strings=shared), "too-much-text", "S!A")
        self.assertRefused(xlsx(self.path("c.xlsx"), ROW % (noise * 4)), "too-much-text", "S!A1")
        repeated = f'<table:table-row table:number-rows-repeated="1000">{text_cell(noise)}</table:table-row>'
        self.assertRefused(ods(self.path("b.ods"), table(repeated * 2)), "too-much-text")
        many = {f"xl/worksheets/x{i}.xml": "x" for i in range(4001)}
        self.assertRefused(xlsx(self.path("d.xlsx"), "", parts=many), "too-big", "parts")

    def lying(self, name, told):
        """A workbook whose sheet unpacks to more, or less, than its headers tell."""
        xlsx(self.path("good.xlsx"), ROW % "x")
        with zipfile.ZipFile(self.path("good.xlsx")) as file:
            info = file.getinfo("xl/worksheets/sheet1.xml")
        with open(self.path("good.xlsx"), "rb") as file:
            bytes_ = file.read()
        old = struct.pack("<III", info.CRC, info.compress_size, info.file_size)
        self.assertEqual(bytes_.count(old), 2)
        with open(self.path(name), "wb") as file:
            file.write(bytes_.replace(old, struct.pack("<III", info.CRC, info.compress_size, told)))
        return self.path(name)

    def test_lies(self):
        for told in (10, 500, 0):
            self.assertRefused(self.lying("a.xlsx", told), "broken-container")
        self.assertRefused(self.lying("a.xlsx", 0xFFFFFFF0), "too-big")

    def test_names(self):
        for name in ("../evil", "/etc/passwd", "xl/../../x", "xl\\evil", "c:evil"):
            self.assertRefused(xlsx(self.path("a.xlsx"), ROW % "x", parts={name: "x"}), "odd-names")
        relations = "xl/_rels/workbook.xml.rels"
        for target in ("../../../../etc/passwd", "http://example.org/x.xml", "file:///etc/passwd"):
            self.assertRefused(xlsx(self.path("a.xlsx"), ROW % "x", parts={
                relations: f'<Relationships><Relationship Id="r1" Type="x/worksheet" Target="{target}"/></Relationships>'}),
                "odd-names", target)
        xlsx(self.path("a.xlsx"), ROW % "x")
        with zipfile.ZipFile(self.path("a.xlsx"), "a") as file, self.assertWarns(UserWarning):
            file.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
        self.assertRefused(self.path("a.xlsx"), "broken-container", "already exists")

    def test_locks(self):
        xlsx(self.path("a.xlsx"), ROW % "x")
        with open(self.path("a.xlsx"), "rb") as file:
            bytes_ = bytearray(file.read())
        at = bytes_.find(b"PK\x01\x02")
        while at >= 0:  # bit 0 of the flags, in both headers of each part: encrypted
            local = struct.unpack_from("<I", bytes_, at + 42)[0]
            bytes_[at + 8] |= 1
            bytes_[local + 6] |= 1
            at = bytes_.find(b"PK\x01\x02", at + 4)
        with open(self.path("a.xlsx"), "wb") as file:
            file.write(bytes_)
        self.assertRefused(self.path("a.xlsx"), "encrypted")
        manifest = ('<manifest:manifest xmlns:manifest="m"><manifest:file-entry><manifest:encryption-data/>'
                    "</manifest:file-entry></manifest:manifest>")
        self.assertRefused(ods(self.path("a.ods"), "", parts={"META-INF/manifest.xml": manifest}), "encrypted")
        ole = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + b"\0" * 504
        for name, more, reason in (("b.xlsx", "EncryptedPackage".encode("utf-16-le"), "encrypted"),
                                   ("c.xls", b"Workbook", "old-workbook"), ("d.xlsx", b"", "old-workbook")):
            with open(self.path(name), "wb") as file:
                file.write(ole + more)
            self.assertRefused(self.path(name), reason)

    def test_macros(self):
        self.assertRefused(xlsx(self.path("a.xlsm"), ROW % "x"), "macros")
        self.assertRefused(xlsx(self.path("a.xlsx"), ROW % "x", parts={"xl/vbaProject.bin": "x"}), "macros")
        self.assertRefused(xlsx(self.path("a.xlsx"), ROW % "x", types='<Override PartName="/xl/workbook.xml" ContentType='
                                '"application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'), "macros")
        self.assertRefused(ods(self.path("a.ods"), "", parts={"Basic/Standard/Module1.xml": "x"}), "macros")

    def test_other_kinds(self):
        with open(self.path("csv.xlsx"), "w") as file:
            file.write("a,b\n1,2\n")
        self.assertRefused(self.path("csv.xlsx"), "wrong-kind")
        self.assertRefused(ods(self.path("ods.xlsx"), ""), "wrong-kind", "ODS")
        self.assertRefused(xlsx(self.path("xlsx.ods"), ROW % "x"), "wrong-kind", "XLSX")
        with zipfile.ZipFile(self.path("zip.xlsx"), "w") as file:
            file.writestr("letter.txt", "x")
        self.assertRefused(self.path("zip.xlsx"), "not-a-workbook")
        with open(self.path("empty.xlsx"), "w"):
            pass
        self.assertRefused(self.path("empty.xlsx"), "wrong-kind")
        self.assertRefused(xlsx(self.path("part.xlsx"), ROW % "x", parts={"xl/worksheets/sheet1.xml": None}), "broken-workbook")
        self.assertRefused(xlsx(self.path("text.xlsx"), '<sheetData><row r="1"><c r="A1" t="s"><v>7</v></c></row></sheetData>'),
                           "broken-workbook", "S!A1")
        with open(self.path("half.xlsx"), "wb") as half, open(xlsx(self.path("a.xlsx"), ROW % "x"), "rb") as whole:
            half.write(whole.read()[:-30])
        self.assertRefused(self.path("half.xlsx"), "broken-container")


class Xml(Case):
    LAUGHS = ('<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9)) + "]>")

    def test_doctype(self):
        """Entities that grow, or that are files, in whichever part."""
        for kind in (self.LAUGHS, '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>',
                     '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">'):
            sheet = f"<?xml version='1.0'?>{kind}<worksheet xmlns='{MAIN}'>{ROW % '&j;'}</worksheet>"
            self.assertRefused(xlsx(self.path("a.xlsx"), sheet), "doctype", "sheet1.xml")
            for part in ("xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "_rels/.rels"):
                self.assertRefused(xlsx(self.path("a.xlsx"), ROW % "x", strings="", parts={part: kind + "<x/>"}), "doctype", part)
            self.assertRefused(ods(self.path("a.ods"), "", before=kind), "doctype")

    def test_shape(self):
        self.assertRefused(xlsx(self.path("a.xlsx"), "<a>" * 100000 + "</a>" * 100000), "deep-xml")
        self.assertRefused(ods(self.path("a.ods"), "<table:table>" * 2 + "</table:table>" * 2), "odd-dialect")
        self.assertRefused(xlsx(self.path("a.xlsx"), "<a>"), "broken-workbook", "line 1")
        sheet = f"<?xml version='1.0' encoding='%s'?><worksheet xmlns='{MAIN}'/>"
        self.assertRefused(xlsx(self.path("a.xlsx"), sheet % "ISO-8859-1"), "not-utf-8")
        both = (sheet % "UTF-16").encode("utf-16")
        self.assertRefused(xlsx(self.path("a.xlsx"), "", parts={"xl/worksheets/sheet1.xml": both}), "not-utf-8")
        bad = f"<worksheet xmlns='{MAIN}'>{ROW % 'x'}</worksheet>".encode().replace(b">x<", b">\xff<")
        self.assertRefused(xlsx(self.path("a.xlsx"), "", parts={"xl/worksheets/sheet1.xml": bad}), "broken-workbook")

    def test_wide_and_long(self):
        for place, reason in (("IW1", "too-many-columns"), ("XFD1", "too-many-columns"), ("BDWGN1", "odd-dialect"),
                              ("A200001", "too-many-rows"), ("A1048576", "too-many-rows")):
            row = "".join(letter for letter in place if letter.isdigit())
            self.assertRefused(xlsx(self.path("a.xlsx"), f'<sheetData><row r="{row}"><c r="{place}"><v>1</v></c></row></sheetData>'),
                               reason, place)
        million = f'<table:table-row table:number-rows-repeated="%d">{text_cell("x", " table:number-columns-repeated=%s")}</table:table-row>'
        for rows, columns, reason in ((500000, '"1"', "too-many-rows"), (1, '"1000000"', "too-many-columns"),
                                      (999999999999999999999, '"1"', "too-much-text"), (1, '"-5"', "reader-failed")):
            self.assertRefused(ods(self.path("a.ods"), table(million % (rows, columns))), reason)
        self.assertRefused(ods(self.path("a.ods"), table(million % (195, '"256"') * 50)), "too-much-text")
        cells = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 66))
        sheets = "".join(f'<sheet name="s{i}" sheetId="{i}" r:id="r1"/>' for i in range(65))
        self.assertRefused(xlsx(self.path("a.xlsx"), f"<sheetData>{cells}</sheetData>", workbook=f"<sheets>{sheets}</sheets>"),
                           "too-many-sheets")


class Elsewhere(Case):
    def test_names_of_gdal(self):
        """What GDAL would take as a name of its own is a path here, and there is no such file."""
        good = xlsx(self.path("a.xlsx"), ROW % "x")
        for name in (f"/vsizip/{good}", "/vsicurl/http://127.0.0.1:9/a.xlsx", "/vsimem/a.xlsx", "/vsistdin/a.csv", "http://127.0.0.1:9/a.csv",
                     f"XLSX:{good}", f"CSV:{good}.csv", "/vsigzip//dev/zero.csv"):
            self.assertRefused(name, "not-found", name)
        os.mkfifo(self.path("pipe.csv"))
        self.assertRefused(self.path("pipe.csv"), "not-a-file")
        self.assertRefused("/dev/zero", "unknown-kind")
        os.symlink("/dev/zero", self.path("zero.csv"))
        self.assertRefused(self.path("zero.csv"), "not-a-file")

    @unittest.skipIf(sanitized(), "the sanitizers open files of their own, and do not work under strace")
    @unittest.skipUnless(shutil.which("strace"), "strace is not installed: what is opened is not looked at")
    def test_what_is_opened(self):
        """Nothing beside the file, and nothing at all after it; no socket ever."""
        good = xlsx(self.path("a.xlsx"), ROW % "x")
        ods(self.path("a.ods"), table(f"<table:table-row>{text_cell('x')}</table:table-row>"))
        with open(self.path("a.csv"), "w") as file:
            file.write("a,b\n1,2\n")
        for beside in ("a.csvt", "a.prj", "a.xlsx.aux.xml", "a.csv.aux.xml", "b.csv"):
            shutil.copy(self.path("a.csv"), self.path(beside))
        names = {"CPL_LOG": self.path("log"), "GDAL_DRIVER_PATH": self.folder, "CPL_DEBUG": "ON", "HOME": self.folder}
        for path in (good, self.path("a.ods"), self.path("a.csv")):
            trace = self.path("trace")
            done = subprocess.run(["strace", "-f", "-s", "300", "-e", "trace=%file,%network", "-o", trace, PROGRAM, "cells", path],
                                  capture_output=True, env={**os.environ, **names})
            if b"Operation not permitted" in done.stderr:
                self.skipTest("strace may not be used here")
            self.assertEqual(done.returncode, 0, done.stderr)
            with open(trace) as file:
                lines = file.read().splitlines()
            ours = [line for line in lines if self.folder in line and "execve" not in line]
            self.assertTrue(ours)
            self.assertTrue(all(f'"{path}"' in line for line in ours), ours)
            behind = lines[lines.index(ours[-1]) + 1:]
            opened = [line for line in behind if "open" in line and "= -1 EMFILE" not in line]
            self.assertEqual(opened, [])
            self.assertEqual([line for line in lines if "socket(" in line], [])


class Anything(Case):
    def test_damaged(self):
        """Bytes changed at random: an answer or a refusal, and no report of the sanitizers."""
        book = openpyxl.Workbook()
        for row in range(1, 30):
            book.active.append([row, "Nhà máy", row / 7, f"=A{row}", None, True])
        book.save(self.path("good.xlsx"))
        rows = f"<table:table-row>{text_cell('a') * 3}<table:table-cell/></table:table-row>" * 20
        ods(self.path("good.ods"), table(rows))
        chance = random.Random(20261123)
        ended = {0: 0, 1: 0}
        for ending in (".xlsx", ".ods"):
            with zipfile.ZipFile(self.path("good" + ending)) as file:
                parts = {name: file.read(name) for name in file.namelist()}
            for turn in range(40):
                path = self.path(f"bad{ending}")
                if turn % 2:  # within the XML, which a checksum would hide
                    with zipfile.ZipFile(path, "w") as file:
                        for name, bytes_ in parts.items():
                            file.writestr(name, damaged(chance, bytes_, 0.3) if name != "mimetype" else bytes_)
                else:
                    with open(self.path("good" + ending), "rb") as file, open(path, "wb") as bad:
                        bad.write(damaged(chance, file.read(), 1))
                status, answer = self.run_program("cells", path)
                self.assertEqual(status, 1 if "refused" in answer else 0)
                ended[status] += 1
        self.assertGreater(ended[1], 20)


def damaged(chance, bytes_, share):
    """Some bytes changed, cut or doubled."""
    bytes_ = bytearray(bytes_)
    for _ in range(3):
        if bytes_ and chance.random() < share:
            at = chance.randrange(len(bytes_))
            how = chance.randrange(3)
            if how == 0:
                bytes_[at] = chance.randrange(256)
            elif how == 1:
                del bytes_[at:at + chance.randrange(1, 20)]
            else:
                bytes_[at:at] = bytes_[at:at + chance.randrange(1, 20)]
    return bytes(bytes_)


if __name__ == "__main__":
    main()
