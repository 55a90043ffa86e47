"""Read the workbooks that people have, as rows of text: looked at from outside first, so that none can fill memory."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice

import openpyxl
from openpyxl.cell.read_only import EMPTY_CELL, ReadOnlyCell
from openpyxl.workbook import Workbook

from qic_core.errors import DomainError

LARGEST_INSIDE = 12_000_000
PARTS_AT_MOST = 1000
# What stands further down or to the right is no table of measures.
ROWS_AT_MOST, COLUMNS_AT_MOST = 10_000, 60
DECIMALS = 10
HEAD = 2_000
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
DIMENSION = re.compile(rb'<dimension ref="[A-Z]+\d+:[A-Z]+(\d+)"')
THREE_DECIMALS = re.compile(r"\.\d{3}$")
# A text that calls itself again and again: no spreadsheet writes one.
ENTITY = b"<!ENTITY"
SIGNATURE = b"PK\x03\x04"


def is_zip(data: bytes) -> bool:
    """Tell whether a file is a zip, as workbooks are: its name may say anything."""
    return data.startswith(SIGNATURE)


def sheets_of(data: bytes) -> list[str]:
    """Return the names of a workbook's sheets; refuses one that is too large to be opened, or that is none."""
    with _readable():
        _look_inside(data)
        with _opened(data) as book:
            return [sheet.title for sheet in book.worksheets]


def rows_of(data: bytes, sheet: str) -> list[list[str]]:
    """Return the rows of a sheet, a text a cell: formulas as they are, days as ISO, percentages with their sign."""
    with _readable():
        _look_inside(data)
        with _opened(data) as book:
            page = book[sheet]
            page.reset_dimensions()  # what a file says of its size may be wrong
            rows = [_told(row) for row in islice(page.iter_rows(max_col=COLUMNS_AT_MOST), ROWS_AT_MOST + 1)]
    if len(rows) > ROWS_AT_MOST:
        raise DomainError("csv_too_long", lines=len(rows), at_most=ROWS_AT_MOST)
    return rows


def _look_inside(data: bytes) -> None:
    """Refuse what would be too much once opened; what the zip says of its sizes is all that will be read of it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        size = sum(part.file_size for part in parts)
        if size > LARGEST_INSIDE:
            lines = max((_lines_in(archive, part) for part in parts if SHEET.fullmatch(part.filename)), default=0)
            if lines > ROWS_AT_MOST:
                raise DomainError("csv_too_long", lines=lines, at_most=ROWS_AT_MOST)
            raise DomainError("xlsx_too_large", megabytes=LARGEST_INSIDE // 1_000_000)
        if len(parts) > PARTS_AT_MOST or any(ENTITY in archive.read(part) for part in parts):
            raise DomainError("xlsx_unreadable")


def _lines_in(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Return how many rows a sheet says that it has."""
    with archive.open(part) as file:
        found = DIMENSION.search(file.read(HEAD))
    return int(found[1]) if found else 0


@contextmanager
def _opened(data: bytes) -> Iterator[Workbook]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        yield book
    finally:
        book.close()


@contextmanager
def _readable() -> Iterator[None]:
    """Say in one sentence that a file cannot be read, whatever the reader stumbled over in it."""
    try:
        yield
    except DomainError:
        raise
    except Exception as error:
        raise DomainError("xlsx_unreadable") from error


def _told(row: tuple[ReadOnlyCell, ...]) -> list[str]:
    """Return a row as texts, without the empty cells at its end."""
    wide = next((place for place in range(len(row), 0, -1) if row[place - 1] is not EMPTY_CELL), 0)
    texts = [_text_of(cell) for cell in row[:wide]]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _text_of(cell: ReadOnlyCell) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return value if isinstance(value, str) else "="
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value).strip()
    shown_in_percent = "%" in (cell.number_format or "")
    return f"{_digits(100 * value)} %" if shown_in_percent else _digits(value)


def _digits(value: float) -> str:
    """Return a number in figures; 1.234 as 1.2340, which cannot be taken for a thousand and more."""
    digits = format(Decimal(repr(round(value, DECIMALS))), "f")
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return f"{digits}0" if THREE_DECIMALS.search(digits) else digits
