"""Workbooks as people have them; and those that would fill the memory, refused before they are opened."""

import io
import zipfile
from datetime import date, datetime
from time import process_time

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from qic_core.errors import DomainError
from qic_core.evaluation import measures_xlsx
from qic_core.evaluation.measures_csv import guess_heading, open_measures
from qic_core.evaluation.measures_xlsx import LARGEST_INSIDE, ROWS_AT_MOST, read_workbook

ROW = '<row r="{n}"><c r="A{n}"><v>46115</v></c><c r="B{n}"><v>12</v></c></row>'


def workbook(fill, *names):
    """Return a workbook whose first sheet is filled by a function (workbook, sheet)."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"default_date_format": "dd/mm/yyyy"}) as book:
        for place, name in enumerate(names or ("Feuille 1",)):
            sheet = book.add_worksheet(name)
            if place == 0:
                fill(book, sheet)
    return data.getvalue()


def table(*rows):
    def fill(_book, sheet):
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)

    return workbook(fill)


def repacked(data, *, sheet="xl/worksheets/sheet1.xml", content):
    """Return a workbook with another content in one of its parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.infolist():
            after.writestr(part.filename, content if part.filename == sheet else before.read(part))
        if sheet not in before.namelist():
            after.writestr(sheet, content)
    return packed.getvalue()


def sheet_xml(rows, dimension="A1:B2"):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    told = f'<dimension ref="{dimension}"/>' if dimension else ""
    return f'<?xml version="1.0"?><worksheet xmlns="{main}">{told}<sheetData>{rows}</sheetData></worksheet>'


SMALL = table(["date", "valeur"], ["02/03/2026", 12])


def only_sheet(data):
    [_name], rows = open_measures(data)
    return rows


def test_days_figures_and_texts_are_read_as_texts():
    data = table(
        ["date", "valeur"], [datetime(2026, 4, 3), 12.5], [date(2026, 4, 4), 1500], ["avril 2026", "n.d."],
        [datetime(2026, 4, 5, 14, 30), -0.1], [None, None], [46115, 1.234],
    )  # fmt: skip
    assert only_sheet(data) == [
        ["date", "valeur"], ["2026-04-03", "12.5"], ["2026-04-04", "1500"], ["avril 2026", "n.d."],
        ["2026-04-05T14:30:00", "-0.1"], [], ["46115", "1.2340"],
    ]  # fmt: skip


def test_a_share_shown_in_per_cent_is_told_in_per_cent():
    def fill(book, sheet):
        sheet.write_number(0, 0, 0.4, book.add_format({"num_format": "0%"}))
        sheet.write_number(0, 1, 0.125, book.add_format({"num_format": "0.0 %"}))
        sheet.write_number(0, 2, 40, book.add_format({"num_format": "0"}))

    assert only_sheet(workbook(fill)) == [["40 %", "12.5 %", "40"]]


def test_a_formula_stays_a_formula_however_it_was_computed():
    def fill(_book, sheet):
        sheet.write_formula(0, 0, "=1+1", None, 2)
        sheet.write_array_formula("B1:B1", "{=SUM(A1:A1)}", None, 2)
        sheet.write_string(0, 2, "=texte")

    [row] = only_sheet(workbook(fill))
    assert row[0] == "=1+1"
    assert row[1].startswith("=")
    assert row[2] == "=texte"


def test_merged_titles_may_stand_above_the_headings():
    def fill(_book, sheet):
        sheet.merge_range("A1:C1", "Indicateurs 2026")
        sheet.write_row(2, 0, ["Jour", "Mesure", "Note"])
        sheet.write_row(3, 0, ["02/03/2026", 12])

    rows = only_sheet(workbook(fill))
    assert rows == [["Indicateurs 2026"], [], ["Jour", "Mesure", "Note"], ["02/03/2026", "12"]]
    assert guess_heading(rows) == 3


def test_the_sheet_is_chosen_by_its_name():
    data = workbook(lambda _book, sheet: sheet.write(0, 0, "ici"), "Mesures", "Autre")
    names = ["Mesures", "Autre"]
    assert open_measures(data) == open_measures(data, "Mesures") == (names, [["ici"]])
    assert open_measures(data, "Autre") == (names, [])
    with pytest.raises(DomainError, match="xlsx_unreadable"):
        open_measures(data, "Inconnue")


def test_what_a_sheet_says_of_its_size_is_not_believed():
    rows = "".join(ROW.format(n=n) for n in range(1, 11))
    data = repacked(SMALL, content=sheet_xml(rows, dimension="A1"))
    assert len(only_sheet(data)) == 10
    far = repacked(SMALL, content=sheet_xml(ROW.format(n=1), dimension="A1:XFD1048576"))
    assert only_sheet(far) == [["46115", "12"]]


def refusal(data):
    """Return the code and the words of a refusal, and how long it took."""
    started = process_time()
    with pytest.raises(DomainError) as refused:
        read_workbook(data)
    return refused.value, process_time() - started


def test_a_million_rows_are_refused_within_a_second_with_their_number():
    rows = "".join(ROW.format(n=n) for n in range(1, 1_000_001))
    error, seconds = refusal(repacked(SMALL, content=sheet_xml(rows, dimension="A1:B1000000")))
    assert (error.code, error.params) == ("csv_too_long", {"lines": 1_000_000, "at_most": ROWS_AT_MOST})
    assert seconds < 1


def test_a_million_rows_that_are_not_announced_are_refused_within_a_second():
    rows = "".join(ROW.format(n=n) for n in range(1, 1_000_001))
    error, seconds = refusal(repacked(SMALL, content=sheet_xml(rows, dimension="")))
    assert error.code == "xlsx_too_large"
    assert seconds < 1


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ('<row r="1048576"><c r="A1048576"><v>1</v></c></row>', "csv_too_long"),
        ('<row r="999999999999"><c r="A1"><v>1</v></c></row>', "csv_too_long"),
        ("<row/>" * (ROWS_AT_MOST + 1), "csv_too_long"),
        ('<row r="1"><c r="A1"><v>1</v></c>', "xlsx_unreadable"),
        ('<row r="x"><c r="A1"><v>1</v></c></row>', "xlsx_unreadable"),
        ('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>', "xlsx_unreadable"),
    ],
)
def test_a_sheet_that_goes_too_far_or_is_damaged_is_refused(rows, code):
    error, seconds = refusal(repacked(SMALL, content=sheet_xml(rows)))
    assert error.code == code
    assert seconds < 1


def test_cells_far_to_the_right_are_not_drawn_along():
    data = repacked(SMALL, content=sheet_xml('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>'))
    assert only_sheet(data) == [["1"]]


def test_a_bomb_is_refused_before_it_is_opened():
    for part in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/media/picture.png", "docProps/app.xml"):
        bomb = repacked(SMALL, sheet=part, content=b" " * (LARGEST_INSIDE + 1))
        assert len(bomb) < 100_000
        error, seconds = refusal(bomb)
        assert (error.code, seconds < 1) == ("xlsx_too_large", True)


def test_a_size_that_lies_is_all_that_is_read():
    """The zip's own directory says how large a part is: what stands beyond is never unpacked."""
    data = bytearray(repacked(SMALL, sheet="xl/sharedStrings.xml", content=b" " * 30_000_000))
    size = (30_000_000).to_bytes(4, "little")
    assert data.count(size) == 2
    lying = bytes(data).replace(size, (100).to_bytes(4, "little"))
    error, seconds = refusal(lying)
    assert (error.code, seconds < 1) == ("xlsx_unreadable", True)


@pytest.mark.parametrize("letters", ["utf-8", "utf-16", "cp500"])
def test_a_text_that_calls_itself_is_refused_in_whatever_letters_it_is_written(letters):
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    head = f'<?xml version="1.0" encoding="{letters}"?>'
    text = f'<!DOCTYPE sst [<!ENTITY l0 "ha">{laughs}]><sst xmlns="{main}"><si><t>&l11;</t></si></sst>'
    content = (head + text).encode(letters) if letters == "utf-16" else head.encode() + text.encode(letters)
    error, seconds = refusal(repacked(SMALL, sheet="xl/sharedStrings.xml", content=content))
    assert (error.code, seconds < 1) == ("xlsx_unreadable", True)


def test_a_document_type_is_refused_by_whatever_part_brings_it_before_it_is_read():
    for part in ("[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml", "docProps/app.xml", "customXml/item1.xml"):
        padded = f'<?xml version="1.0"?>{" " * 5000}<!DOCTYPE x [<!ENTITY l0 "ha">]><x/>'.encode("utf-16")
        error, _seconds = refusal(repacked(SMALL, sheet=part, content=padded))
        assert (error.code, error.__cause__) == ("xlsx_unreadable", None), part


def test_what_makes_a_workbook_unreadable_is_logged_without_what_it_says(caplog):
    cell = '<row r="1"><c r="A1" t="n"><v>Amina Saïd</v></c></row>'
    error, _seconds = refusal(repacked(SMALL, content=sheet_xml(cell)))
    assert error.code == "xlsx_unreadable"
    assert "ValueError" in caplog.text
    assert "openpyxl" in caplog.text
    assert "Amina" not in caplog.text


def test_a_mistake_of_ours_is_not_told_as_one_of_the_file(monkeypatch):
    monkeypatch.setattr(measures_xlsx, "_digits", lambda value: value.nothing)
    with pytest.raises(AttributeError):
        read_workbook(SMALL)


@pytest.mark.parametrize("figure", ["9" * 4200, "1e400", "-1e400", "NaN"])
def test_a_figure_beyond_all_bounds_is_read_or_refused(figure):
    data = repacked(SMALL, content=sheet_xml(f'<row r="1"><c r="A1"><v>{figure}</v></c></row>'))
    try:
        told = only_sheet(data)
    except DomainError as error:
        told = error.code
    assert isinstance(told, list) or told == "xlsx_unreadable"


def test_too_many_parts_and_other_zips_are_refused():
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for place in range(1001):
            archive.writestr(f"part{place}", b"")
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    for data in (many.getvalue(), other.getvalue(), SMALL[: len(SMALL) // 2], b"PK\x03\x04", SMALL[:-30]):
        error, _seconds = refusal(data)
        assert error.code == "xlsx_unreadable"


@given(st.integers(0, len(SMALL) - 1), st.integers(1, 255))
@settings(max_examples=60, deadline=None)
def test_a_damaged_workbook_is_read_or_refused(place, change):
    damaged = bytearray(SMALL)
    damaged[place] ^= change
    try:
        _names, rows = read_workbook(bytes(damaged))
    except DomainError as error:
        rows = error.code
    assert isinstance(rows, list) or rows in ("xlsx_unreadable", "xlsx_too_large", "csv_too_long")
