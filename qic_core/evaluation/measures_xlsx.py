"""Read the workbooks that people have, as rows of text: looked at from outside first, so that none can fill memory."""

import io
import logging
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from traceback import format_tb
from typing import NamedTuple
from xml.parsers import expat

import openpyxl
from openpyxl.cell.read_only import EMPTY_CELL, ReadOnlyCell
from openpyxl.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from qic_core.errors import DomainError
from qic_core.packed import Damaged, opened, part_in

LARGEST_INSIDE = 12_000_000
PARTS_AT_MOST = 1000
# What stands further down or to the right is no table of measures.
ROWS_AT_MOST, COLUMNS_AT_MOST = 10_000, 60
DECIMALS = 10
HEAD = 2_000
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
DIMENSION = re.compile(rb'<dimension ref="[A-Z]+\d+:[A-Z]+(\d+)"')
THREE_DECIMALS = re.compile(r"\.\d{3}$")
PERCENT = "%"
SIGNATURE = b"PK\x03\x04"

logger = logging.getLogger(__name__)


def is_zip(data: bytes) -> bool:
    """Tell whether a file is a zip, as workbooks are: its name may say anything."""
    return data.startswith(SIGNATURE)


def read_workbook(data: bytes, sheet: str = "") -> tuple[list[str], list[list[str]]]:
    """Return the names of a workbook's sheets, and the rows of one of them, of the first unless it is said which.

    A row is a text a cell: formulas as they are, days as ISO, percentages with their sign. A workbook that is too
    large to be opened, or that is none, is refused.
    """
    _look_inside(data)
    with _opened(data) as book:
        with _reading():
            pages = {page.title: page for page in reversed(book.worksheets)}
        names = [*reversed(pages)]
        if not names or (sheet and sheet not in pages):
            raise DomainError("xlsx_unreadable")
        rows = [_told(cells) for cells in islice(_cells_of(pages[sheet or names[0]]), ROWS_AT_MOST + 1)]
    if len(rows) > ROWS_AT_MOST:
        raise DomainError("csv_too_long", lines=len(rows), at_most=ROWS_AT_MOST)
    return names, rows


def _look_inside(data: bytes) -> None:
    """Refuse what would be too much once opened; what the zip says of its sizes is all that will be read of it."""
    try:
        with opened(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > LARGEST_INSIDE:
                lines = max((_lines_in(archive, part) for part in parts if SHEET.fullmatch(part.filename)), default=0)
                if lines > ROWS_AT_MOST:
                    raise DomainError("csv_too_long", lines=lines, at_most=ROWS_AT_MOST)
                raise DomainError("xlsx_too_large", megabytes=LARGEST_INSIDE // 1_000_000)
            if len(parts) > PARTS_AT_MOST:
                raise DomainError("xlsx_unreadable")
            for part in parts:
                _check_prolog(archive, part)
    except Damaged as error:
        raise DomainError("xlsx_unreadable") from error


def _lines_in(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Return how many rows a sheet says that it has."""
    with part_in(archive, part) as file:
        found = DIMENSION.search(file.read(HEAD))
    return int(found[1]) if found else 0


def _check_prolog(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse a part with a document type, as it stands before the first element: its texts may call themselves.

    No spreadsheet writes one. The same parser looks as will read, whatever alphabet the part says that it is in.
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    begun: list[str] = []
    parser.StartElementHandler = lambda name, _attributes: begun.append(name)
    with part_in(archive, part) as file, suppress(expat.ExpatError):  # pictures are no XML
        while not begun and (piece := file.read(HEAD)):
            parser.Parse(piece)


def _refuse(*_doctype: object) -> None:
    raise DomainError("xlsx_unreadable")


@contextmanager
def _opened(data: bytes) -> Iterator[Workbook]:
    with _reading():
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        yield book
    finally:
        book.close()


@contextmanager
def _reading() -> Iterator[None]:
    """Refuse what the reader of workbooks stumbles over: over a damaged one it does so in ways beyond counting.

    The log is told where, and never what the file says.
    """
    try:
        yield
    except Exception as error:
        logger.warning(
            "a workbook is unreadable: %s\n%s", type(error).__name__, "".join(format_tb(error.__traceback__))
        )
        raise DomainError("xlsx_unreadable") from error


class Cell(NamedTuple):
    """What a cell holds; numbers as they are shown: `percent`."""

    value: object
    formula: bool = False
    percent: bool = False


def _cells_of(page: ReadOnlyWorksheet) -> Iterator[list[Cell]]:
    """Yield the rows of a sheet, without the empty cells at their end."""
    with _reading():
        page.reset_dimensions()  # what a file says of its size may be wrong
        rows = page.iter_rows(max_col=COLUMNS_AT_MOST)
    while True:
        with _reading():
            row = next(rows, None)
            cells = None if row is None else [_cell_of(cell) for cell in row[: _width_of(row)]]
        if cells is None:
            return
        yield cells


def _width_of(row: Sequence[ReadOnlyCell]) -> int:
    return next((place for place in range(len(row), 0, -1) if row[place - 1] is not EMPTY_CELL), 0)


def _cell_of(cell: ReadOnlyCell) -> Cell:
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Cell(value, formula=cell.data_type == "f")
    return Cell(float(value), percent=PERCENT in (cell.number_format or ""))


def _told(cells: Sequence[Cell]) -> list[str]:
    """Return a row as texts, without those at its end that say nothing."""
    texts = [_text_of(cell) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _text_of(cell: Cell) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.formula:
        return value if isinstance(value, str) else "="
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if not isinstance(value, float):
        return str(value).strip()
    return f"{_digits(100 * value)} {PERCENT}" if cell.percent else _digits(value)


def _digits(value: float) -> str:
    """Return a number in figures; 1.234 as 1.2340, which cannot be taken for a thousand and more."""
    digits = format(Decimal(repr(round(value, DECIMALS))), "f")
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return f"{digits}0" if THREE_DECIMALS.search(digits) else digits
