"""Days as files write them, the day first: 03/04/2026 is the third of April. Pure."""

import re
from datetime import date, timedelta

from qic_core.errors import DomainError
from qic_core.spreadsheet import folded

NUMBERED = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
ISO = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})")
MONTH = re.compile(r"(\d{1,2})[/.\-](\d{4})")
ISO_MONTH = re.compile(r"(\d{4})[/.\-](\d{1,2})")
YEAR = re.compile(r"\d{4}")
QUARTER = re.compile(r"[tq] ?[1-4][ /\-]*\d{4}|\d{4}[ /\-]*[tq][1-4]|[1-4](?:er|e|eme) trimestre \d{4}")
NAMED = re.compile(r"(?:(\d{1,2})(?:er)?\s+)?([a-z]{3,9})\.?\s+(\d{4})")
CLOCK = re.compile(r"[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?$")
WEEKDAY = re.compile(r"^(?:lun|mar|mer|jeu|ven|sam|dim)[a-z]*\.?,? (?=\d{1,2}\D)")
SERIAL = re.compile(r"\d{5}(?:\.0+)?")
MONTHS = (
    ("janvier", "janv", "jan", "january"), ("fevrier", "fevr", "fev", "february", "feb"), ("mars", "mar", "march"),
    ("avril", "avr", "april", "apr"), ("mai", "may"), ("juin", "june", "jun"), ("juillet", "juil", "july", "jul"),
    ("aout", "aou", "august", "aug"), ("septembre", "sept", "sep", "september"), ("octobre", "oct", "october"),
    ("novembre", "nov", "november"), ("decembre", "dec", "december"),
)  # fmt: skip
MONTH_OF = {name: number for number, names in enumerate(MONTHS, start=1) for name in names}
# A spreadsheet that shows no date shows how many days it is since this one.
FIRST_SERIAL_DAY = date(1899, 12, 30)
SERIALS = range(20_000, 73_051)


def read_day(typed: str) -> date:
    """Return the day that a cell tells; a month, a quarter or a year alone is its first day. Refuses anything else."""
    text = WEEKDAY.sub("", CLOCK.sub("", " ".join(folded(typed).split()))).strip()
    try:
        day = _read(text)
    except (ValueError, OverflowError):  # a 31st of February
        day = None
    if day is None:
        raise DomainError("day_malformed", typed=" ".join(typed.split())[:40])
    return day


def _read(text: str) -> date | None:
    if found := NUMBERED.fullmatch(text):
        return date(_year(found[3]), int(found[2]), int(found[1]))
    if found := ISO.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := MONTH.fullmatch(text):
        return date(int(found[2]), int(found[1]), 1)
    if found := ISO_MONTH.fullmatch(text):
        return date(int(found[1]), int(found[2]), 1)
    if QUARTER.fullmatch(text):
        quarter, year = sorted(map(int, re.findall(r"\d+", text)))
        return date(year, 3 * quarter - 2, 1)
    if found := NAMED.fullmatch(text):
        return date(int(found[3]), MONTH_OF.get(found[2], 0), int(found[1] or 1))
    if YEAR.fullmatch(text):
        return date(int(text), 1, 1)
    if SERIAL.fullmatch(text) and int(float(text)) in SERIALS:
        return FIRST_SERIAL_DAY + timedelta(days=int(float(text)))
    return None


def _year(typed: str) -> int:
    return int(typed) if len(typed) == 4 else 2000 + int(typed)
