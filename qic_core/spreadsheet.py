"""Read the CSV that people have: UTF-8 or Latin-1, commas, semicolons or tabs, headings more or less as asked.

And write one that their spreadsheets open as it is: UTF-8 with BOM, semicolons, formulas neutralised.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from qic_core.errors import DomainError

LARGEST_FILE, LINES_EVER = 2_000_000, 100_000
COLUMNS_AT_MOST = 200
TITLES_AT_MOST = 10
DELIMITERS = ",;\t"
SEPARATOR_LINE = re.compile(r"\A\ufeff?sep=.\r?\n", re.IGNORECASE)  # Excel writes it, and hides it
FORMULA_STARTS = frozenset("=+-@＝＋－＠")
CONTROL_STARTS = frozenset("\t\r\n")
BYTE_ORDER_MARK = "\ufeff"
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class LineError:
    """What is wrong with a line; the heading is line 1."""

    line: int
    error: DomainError


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """A file's headings, and (line, cells) of every line that is not blank; each line has a cell a heading."""

    headings: tuple[str, ...]
    lines: tuple[tuple[int, tuple[str, ...]], ...]


def open_csv(data: bytes, *, at_most: int) -> Spreadsheet:
    """Return what a file holds; refuses one that is no text, too long, or that cannot be cut into cells."""
    return sheet_of(csv_rows(data), at_most=at_most)


def csv_rows(data: bytes) -> list[list[str]]:
    """Return the rows of a file, cut into cells."""
    text = SEPARATOR_LINE.sub("", _text_of(data))
    lines = text.count("\n")
    if lines > LINES_EVER:  # cutting a million lines takes a second
        raise DomainError("csv_too_long", lines=lines, at_most=LINES_EVER)
    try:
        return list(csv.reader(io.StringIO(text, newline=None), delimiter=_delimiter_of(text)))
    except csv.Error as error:
        raise DomainError("csv_unreadable") from error


def sheet_of(rows: Sequence[Sequence[str]], *, at_most: int, heading: int = 1) -> Spreadsheet:
    """Return the rows below the one that holds the headings (its line, from 1); refuses too many of either."""
    headings = tuple(cell.strip() for cell in rows[heading - 1]) if len(rows) >= heading else ()
    wide = len(headings)
    if wide > COLUMNS_AT_MOST:
        raise DomainError("csv_too_wide", columns=wide, at_most=COLUMNS_AT_MOST)
    below = enumerate(rows[heading:], start=heading + 1)
    filled = [(number, row) for number, row in below if any(cell.strip() for cell in row)]
    if len(filled) > at_most:
        raise DomainError("csv_too_long", lines=len(filled), at_most=at_most)
    lines = tuple((number, tuple(cell.strip() for cell in [*row, *[""] * wide][:wide])) for number, row in filled)
    return Spreadsheet(headings, lines)


def read_csv(data: bytes, headings: Mapping[str, Sequence[str]], *, at_most: int) -> list[tuple[int, dict[str, str]]]:
    """Return (line, cells by key) of every line that is not blank; `headings` are the names each key may bear.

    Refuses what `open_csv` does, and a file without the first key's heading.
    """
    sheet = open_csv(data, at_most=at_most)
    places = _places([folded(cell) for cell in sheet.headings], headings)
    return [(number, {key: cells[place] for key, place in places.items()}) for number, cells in sheet.lines]


def write_csv(rows: Iterable[Iterable[object]]) -> bytes:
    """Return the rows as CSV that a French spreadsheet opens, headings first."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerows([neutral(value) for value in row] for row in rows)
    return (BYTE_ORDER_MARK + file.getvalue()).encode()


def neutral(value: Value) -> Value | str:
    """Return the value with an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{value}" if isinstance(value, str) and _starts_formula(value) else value


def without_apostrophe(text: str) -> str:
    """Return a text as it was before `neutral`."""
    return text[1:] if text[:1] == "'" and _starts_formula(text[1:]) else text


def _starts_formula(text: str) -> bool:
    bare = text.lstrip("'")
    return bare.lstrip()[:1] in FORMULA_STARTS or bare[:1] in CONTROL_STARTS


def folded(text: str) -> str:
    """Return a heading without accents, capitals and the spaces around."""
    plain = unicodedata.normalize("NFKD", text.strip().casefold().lstrip("\ufeff"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def _places(found: Sequence[str], headings: Mapping[str, Sequence[str]]) -> dict[str, int]:
    places = {}
    for key, names in headings.items():
        known = {folded(name) for name in names}
        place = next((place for place, heading in enumerate(found) if heading in known), None)
        if place is not None:
            places[key] = place
        elif not places:
            raise DomainError("csv_heading_missing", heading=names[0])
    return places


def _text_of(data: bytes) -> str:
    if len(data) > LARGEST_FILE:
        raise DomainError("csv_too_large", megabytes=LARGEST_FILE // 1_000_000)
    if b"\0" in data:
        raise DomainError("csv_not_text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimiter_of(text: str) -> str:
    """Return what the first line that is cut at all is cut by: a title may stand above it."""
    above = text.split("\n", TITLES_AT_MOST)[:TITLES_AT_MOST]
    heading = next((line for line in above if any(sign in line for sign in DELIMITERS)), "")
    return max(DELIMITERS, key=heading.count)
