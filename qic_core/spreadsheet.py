"""Read the CSV that people have: UTF-8 or Latin-1, commas, semicolons or tabs, headings more or less as asked."""

import csv
import io
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qic_core.errors import DomainError

LARGEST_FILE = 2_000_000
DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class LineError:
    """What is wrong with a line; the heading is line 1."""

    line: int
    error: DomainError


def read_csv(data: bytes, headings: Mapping[str, Sequence[str]], *, at_most: int) -> list[tuple[int, dict[str, str]]]:
    """Return (line, cells by key) of every line that is not blank; `headings` are the names each key may bear.

    Refuses a file that is no text, too long, or without the first key's heading.
    """
    rows = list(csv.reader(io.StringIO(_text_of(data)), delimiter=_delimiter_of(_text_of(data))))
    places = _places([folded(cell) for cell in rows[0]] if rows else [], headings)
    lines = [
        (number, {key: row[place].strip() if place < len(row) else "" for key, place in places.items()})
        for number, row in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in row)
    ]
    if len(lines) > at_most:
        raise DomainError("csv_too_long", lines=len(lines), at_most=at_most)
    return lines


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
    heading = text.partition("\n")[0]
    return max(DELIMITERS, key=heading.count)
