"""Measures from a spreadsheet: its columns are matched first; all measures are written together, or none. Pure but one.

A figure may be for one indicator, or each line may name its own.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from babel.numbers import format_decimal

from qic_core.challenge.evidence_csv import Part, guess_places
from qic_core.challenge.figures import read_figure
from qic_core.db.engine import Work, last_day_at
from qic_core.errors import DomainError
from qic_core.evaluation.days import read_day
from qic_core.evaluation.indicator_rules import NOTE_LENGTH, Indicator, Measure, clean_figure
from qic_core.evaluation.measures_xlsx import is_zip, read_workbook
from qic_core.evaluation.points import DAY, Entry, check_measured_on, keep_measures
from qic_core.evaluation.rules import MeasureSource
from qic_core.spreadsheet import LineError, Spreadsheet, csv_rows, folded, sheet_of
from qic_core.words import N_, Words
from qic_core.workshop.fields.written import PERCENT_WORDS
from qic_core.workshop.texts import clean_text

LINES_AT_MOST = 5000
HEADING_AT_MOST = 10
FORMULA = "="
THREE_DECIMALS = re.compile(r"[.,]\d{3}$")
PERCENT = "%"

PARTS = (
    Part("day", N_("Day"), ("date", "jour", "mois", "période", "trimestre", "année", "day", "month", "year")),
    Part(
        "value",
        N_("Figure"),
        ("valeur", "mesure", "chiffre", "résultat", "donnée", "taux", "nombre", "value", "figure"),
    ),
    Part("indicator", N_("Indicator"), ("indicateur", "libellé", "intitulé", "indicator", "label")),
    Part("note", N_("Note"), ("note", "commentaire", "remarque", "précision", "comment")),
)


class Opened(NamedTuple):
    """A file as it was opened: the names of its sheets, none for a CSV, and the rows of one of them."""

    sheets: list[str]
    rows: list[list[str]]


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """A measure that a line brings; `replaces` one of that day that says something else."""

    line: int
    indicator_id: int
    name: str
    entry: Entry
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would bring in, what must be mended first, and how many lines bring nothing.

    They are known, they only note something else (`noted`) beside a figure that is known, or they are empty.
    """

    measures: Sequence[NewMeasure] = ()
    errors: Sequence[LineError] = ()
    known: int = 0
    noted: int = 0
    empty: int = 0


@dataclass(slots=True)
class _Reading:
    """What has been read of a file so far; a day of an indicator stands on one line only."""

    measures: list[NewMeasure] = field(default_factory=list)
    errors: list[LineError] = field(default_factory=list)
    known: int = 0
    noted: int = 0
    empty: int = 0
    told: dict[tuple[int, date], int] = field(default_factory=dict)


def open_measures(data: bytes, sheet: str = "") -> Opened:
    """Return what is in a CSV or a workbook, the rows of its first sheet unless it is said which."""
    return Opened(*read_workbook(data, sheet)) if is_zip(data) else Opened([], csv_rows(data))


def guess_heading(rows: Sequence[Sequence[str]]) -> int:
    """Return the line, from 1, that seems to hold the headings: titles and merged cells may stand above it."""
    above = rows[:HEADING_AT_MOST]
    named = [len(guess_places(row, PARTS[:2])) for row in above]
    if max(named, default=0) == 2:
        return named.index(2) + 1
    return next((line for line, row in enumerate(above, start=1) if sum(map(bool, row)) > 1), 1)


def below(rows: Sequence[Sequence[str]], heading: int) -> Spreadsheet:
    """Return the lines below the headings."""
    sheet = sheet_of(rows, at_most=LINES_AT_MOST, heading=heading)
    if not sheet.lines:
        raise DomainError("csv_empty")
    return sheet


def read_measure(typed: str, *, unit: str) -> float | None:
    """Return a figure as people type it, None for « n.d. »; refuses nothing at all, and a per cent in another unit."""
    if not typed.strip():
        raise DomainError("measure_missing")
    value, sign = read_figure(typed, unit=unit)
    if sign == PERCENT and unit and not any(word in folded(unit) for word in PERCENT_WORDS):
        raise DomainError("measure_in_other_unit", typed=typed.strip()[:40], unit=unit)
    return clean_figure(value)


def as_typed(value: float | None, words: Words) -> str:
    """Return a figure with all its decimals, as `read_measure` takes it back: 1,2340, for 1,234 may be a thousand."""
    if value is None:
        return words.gettext("n.d.")
    typed = format_decimal(value, "0.######", locale=words.info().get("language", "en"))
    return f"{typed}0" if THREE_DECIMALS.search(typed) else typed


def preview_measures(
    indicators: Sequence[Indicator],
    sheet: Spreadsheet,
    places: Mapping[str, int],
    *,
    for_all: int | None = None,
    correcting: bool = False,
    now: datetime,
) -> Preview:
    """Read the lines by the place of each part, against one another and what is known already.

    Without a column that names it, the indicator is `for_all`. What stands already in the same words is left out;
    another note is left out and another figure of that day refused, unless they are to correct (`correcting`).
    """
    found = _Reading()
    by_name = _by_name(indicators)
    known = {one.id: {measure.measured_on: measure for measure in one.measures} for one in indicators}
    for line, cells in sheet.lines:
        told = {part: cells[place] for part, place in places.items()}
        try:
            if not told["value"]:
                found.empty += 1
                continue
            indicator = _indicator(told, by_name) if "indicator" in places else _chosen(indicators, for_all)
            _take(found, line, indicator, told, known[indicator.id], correcting=correcting, now=now)
        except DomainError as error:
            found.errors.append(LineError(line, error))
    return Preview(found.measures, found.errors, found.known, found.noted, found.empty)


def write_measures(work: Work, *, preview: Preview) -> int:
    """Keep all the measures of a preview without errors; return how many."""
    if preview.errors:
        raise DomainError("csv_has_errors")
    ordered = sorted(preview.measures, key=lambda one: (one.indicator_id, one.replaces))
    for (indicator_id, replaces), measures in groupby(ordered, key=lambda one: (one.indicator_id, one.replaces)):
        entries = [one.entry for one in measures]
        keep_measures(work, indicator_id=indicator_id, measures=entries, source=MeasureSource.FILE, correcting=replaces)
    return len(preview.measures)


def _take(
    found: _Reading, line: int, indicator: Indicator, told: Mapping[str, str],
    known: Mapping[date, Measure], *, correcting: bool, now: datetime,
) -> None:  # fmt: skip
    entry = _entry(told, indicator, now)
    first = found.told.setdefault((indicator.id, entry.measured_on), line)
    day = f"{entry.measured_on:{DAY}}"
    if first != line:
        raise DomainError("measured_on_line", day=day, line=first)
    standing = known.get(entry.measured_on)
    if standing is not None and standing.value == entry.value:
        if entry.note in ("", standing.note):
            found.known += 1
            return
        if not correcting:
            found.noted += 1
            return
    elif standing is not None and not correcting:
        raise DomainError("measured_that_day", day=day)
    found.measures.append(NewMeasure(line, indicator.id, indicator.name, entry, replaces=standing is not None))


def _entry(told: Mapping[str, str], indicator: Indicator, now: datetime) -> Entry:
    for typed in told.values():
        if typed.startswith(FORMULA):
            raise DomainError("cell_holds_formula", typed=typed[:40])
    day = read_day(told["day"])
    check_measured_on(day, last_day=last_day_at(now))
    value = read_measure(told["value"], unit=indicator.wording.unit)
    return Entry(day, value, clean_text(told.get("note", ""), at_most=NOTE_LENGTH))


def _by_name(indicators: Sequence[Indicator]) -> dict[str, list[Indicator]]:
    found: dict[str, list[Indicator]] = {}
    for one in indicators:
        found.setdefault(_plain(one.name), []).append(one)
    return found


def _indicator(told: Mapping[str, str], by_name: Mapping[str, Sequence[Indicator]]) -> Indicator:
    name = told["indicator"]
    named = by_name.get(_plain(name), ())
    if len(named) != 1:
        raise DomainError("indicator_ambiguous" if named else "indicator_not_found", name=name[:60])
    return _by_hand(named[0])


def _chosen(indicators: Sequence[Indicator], for_all: int | None) -> Indicator:
    found = next((one for one in indicators if one.id == for_all), None)
    if found is None:
        raise DomainError("indicator_unknown")
    return _by_hand(found)


def _by_hand(indicator: Indicator) -> Indicator:
    if indicator.by_room:
        raise DomainError("indicator_measured_by_room", name=indicator.name)
    return indicator


def _plain(name: str) -> str:
    return " ".join(folded(name).split())
