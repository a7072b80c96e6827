# SPDX-License-Identifier: GPL-3.0-or-later
"""A workbook as a tired person fills it in, right and wrong: tired.py OUT.xlsx [right]."""
import sys
import unicodedata
import zipfile

import datetime
import openpyxl

right = len(sys.argv) > 2
book = openpyxl.Workbook()
NBSP = "\u00a0"


def nfd(text):
    return unicodedata.normalize("NFD", text)


def sheet(name, rows):
    """Rows are (number, [cells]); what is None stays empty."""
    page = book.create_sheet(name)
    for number, cells in rows:
        for column, value in enumerate(cells, 1):
            if value is not None:
                page.cell(row=number, column=column, value=value)
    return page


# A merged title, an explanation, an empty row, headings without marks.
park = sheet("khu cong nghiep", [
    (1, ["PHIẾU THU THẬP SỐ LIỆU NĂM 2025"]),
    (3, ["Mục", "Giá trị", "Giá trị: đơn vị"]),
    (4, ["Mã khu", "thu"]),
    (5, [nfd("Tên khu"), nfd("Khu công nghiệp thử")]),
    (6, ["quoc gia", "VN"]),
    (7, ["Năm của số liệu", "2025"]),
    (8, ["Ngày", datetime.datetime(2025, 6, 30) if right else "31/6/2025"]),
    (9, ["Đồng tiền", "VND"]),
    (10, ["assumptions.discount_rate", 0.1]),
    (11, ["Một USD", "25.000", "VND"] if right else ["Một US", "25.000", "VND"]),
])
park.merge_cells("A1:F1")
park["B10"].number_format = "0%"
if right:
    park["B11"] = 25000

firms = sheet(nfd("Doanh nghiệp"), [
    (1, ["BẢNG 1. DOANH NGHIỆP"]),
    (4, ["STT", "Tên" + NBSP, "MÃ DOANH NGHIỆP *", "Vĩ độ", "Kinh độ", "Sector (VSIC)"] if right
     else ["STT", "Tên" + NBSP, "MÃ DOANH NGHIỆP *", "Vĩ độ", "Kinh độ", "Ngànhh"]),
    (5, [1, "Nhà máy giấy", " giay ", "10,95", "106,72", "C1701"]),
    (7, [2, "Nhà máy điện", "dien", "10,9482", "106,7215", "D3511"] if right
     else [2, "Nhà máy điện", "dien", "10.9482", None, "D3511"]),
])
firms["A4"] = "(STT)"
firms.merge_cells("A1:F1")

# Columns in another order; units in the heading; decimal commas; m³ and words for units.
outputs = sheet("Dau ra", [
    (2, ["Mã đầu ra", "Mã doanh nghiệp", "Loại tài" + "\n" + "nguyên", "Lượng (m³/ngày đêm)",
         "Chi phí thải bỏ", "Chi phí thải bỏ: đơn vị", "Chất lượng: COD (g/L)", "Lượng: cơ sở"]),
    (3, ["(ví dụ) nuoc", "giay", "treated-wastewater", 1200, 12000, "VND/m3", 0.06, "measured"]),
    (4, ["nuoc", "giay", "treated-wastewater", "1.200,5", "12.000", "đ/m³", "0,06", "measured"] if right
     else ["nuoc", "giay", "treated-wastwater", "1.200,5", "12.000", "đ/m³", "0,06", "measurd"]),
    (6, ["bun", "giay", "organic-sludge", "3,5 tấn/ngày", "1.250,5 nghìn đồng/tan", None, None, "billed"] if right
     else ["bun", "giay", "organic-sludge", "3.5 tấn/ngày", "1.250 nghìn đồng/tan", None, "rất cao", "billed"]),
])
if right:
    outputs["E4"] = 12000

inputs = sheet("Inputs", [
    (1, ["Firm", "Input", "Resource", "Quantity", "Quantity: unit", "Price", "Price: unit",
         "Largest share from others", "Takes from others"]),
    (2, ["dien", "mat", "cooling-water", 900, "m3/ngay dem", "14.000,0", "VND/m3", 0.5, "có"] if right
     else ["dienn", "mat", "cooling-water", 900, "m3/ngay dem", "14.000", "VND/m3", 0.5, "có lẽ"]),
    (3, ["dien", "lo", "process-water", None, "m3/h", 15000, "VND/m3", None, None]),
])
inputs["H2"].number_format = "0%"
inputs["D3"] = 20 if right else "=10*2"
if not right:
    inputs["E2"] = "m3/tuần trăng"
    inputs["F3"] = "#DIV/0!"
    inputs["A2"].value = "dienn"
    inputs["J4"] = "tính sau"
    sheet("Ghi chú của Lan", [(1, ["Gọi lại cho anh Bình"])])
    sheet("Công trinhh", [(1, ["Mã công trình", "Tên"]), (2, ["tram", "Trạm"])])

del book["Sheet"]
book.save(sys.argv[1])
