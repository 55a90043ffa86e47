"""Measures from a spreadsheet: its sheet, its headings and its columns are matched, all is shown, then written."""

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from qic_core.challenge.evidence_csv import guess_places
from qic_core.errors import DomainError
from qic_core.evaluation.indicator_rules import Indicator
from qic_core.evaluation.measures_csv import (
    HEADING_AT_MOST,
    PARTS,
    NewMeasure,
    Preview,
    below,
    guess_heading,
    preview_measures,
    rows_in,
    sheets_in,
    write_measures,
)
from qic_core.messages import sentence_of
from qic_core.spreadsheet import Spreadsheet
from qic_core.ui.choices import told_apart
from qic_core.ui.evidence_csv import column_name
from qic_core.ui.folds import first_of, fold
from qic_core.ui.forms import adding, turn_of
from qic_core.ui.html import draw
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, refusal_of
from qic_core.ui.words import _, counted, words
from qic_core.words import quantity
from qic_core.workshop.kind import Table

FORM = "measures-file"
DAY = "%d/%m/%Y"
NEEDED = ("day", "value")


def draw_measures_import(place: Here, indicators: Sequence[Indicator]) -> None:
    """Draw, folded, the choice of a file, how its columns are matched, what it would bring in, and what is wrong."""
    by_hand = [one for one in indicators if not one.by_room]
    inside = fold(_("Measures from a spreadsheet (Excel or CSV)"), key="measures-import") if by_hand else None
    if inside is None:
        return
    with inside:
        draw_line(_("Any file will do: you say below which column holds what. Nothing is written before you say so."))
        file = st.file_uploader(_("Excel or CSV file"), type=["xlsx", "csv", "txt"], key=f"{FORM}-{turn_of(FORM)}")
        if file is None:
            return
        try:
            sheet = _ask_sheet(file.getvalue(), file.file_id)
            _draw_file(place, sheet, by_hand, key=file.file_id)
        except DomainError as error:
            st.error(refusal_of(error), icon=":material/error:")


def _ask_sheet(data: bytes, key: str) -> Spreadsheet:
    """Draw the choice of the sheet, when there are several, and of the line of its headings."""
    names = sheets_in(data)
    sheet_at, heading_at = st.columns(2)
    name = sheet_at.selectbox(_("Sheet"), names, key=f"sheet-{key}") if len(names) > 1 else "".join(names)
    rows = rows_in(data, name)
    heading = heading_at.number_input(
        _("The headings are on line"), 1, HEADING_AT_MOST, guess_heading(rows), step=1, key=f"heading-{key}-{name}"
    )
    return below(rows, int(heading))


def _draw_file(place: Here, sheet: Spreadsheet, indicators: Sequence[Indicator], *, key: str) -> None:
    guessed = guess_places(sheet.headings, PARTS)
    columns = {}
    for at, part in zip(st.columns(2) * 2, PARTS, strict=True):
        with at:
            columns[part.key] = _ask_column(part.title, sheet, guessed.get(part.key), f"{part.key}-{key}")
    places = {part: column for part, column in columns.items() if column is not None}
    for_all = None if "indicator" in places else _ask_indicator(indicators, key)
    correcting = st.checkbox(_("Correct the figures of days that are measured already"), key=f"correcting-{key}")
    missing = [_(part.title) for part in PARTS if part.key in NEEDED and part.key not in places]
    if not for_all and "indicator" not in places:
        missing.append(_("Indicator"))
    if missing:
        st.info(_("Say first which column holds: %(parts)s.", parts=" · ".join(missing)))
        return
    preview = preview_measures(indicators, sheet, places, for_all=for_all, correcting=correcting, now=datetime.now(UTC))
    _draw_preview(preview, {one.id: one.wording.unit for one in indicators})
    ready = bool(preview.measures) and not preview.errors
    if st.button(_("Write them all"), type="primary", disabled=not ready, key=f"write-measures-{key}"):
        with adding(place.collective.id, FORM, _("Written.")) as work:
            write_measures(work, preview=preview)


def _ask_column(title: str, sheet: Spreadsheet, guessed: int | None, key: str) -> int | None:
    places = [None, *range(len(sheet.headings))]
    chosen: int | None = st.selectbox(
        _(title), places, places.index(guessed),
        format_func=lambda place: _("no column") if place is None else column_name(sheet, place), key=f"column-{key}",
    )  # fmt: skip
    return chosen


def _ask_indicator(indicators: Sequence[Indicator], key: str) -> int | None:
    names = told_apart({one.id: one.name for one in indicators})
    chosen: int | None = st.selectbox(
        _("All lines are measures of"), list(names), 0 if len(names) == 1 else None, format_func=names.__getitem__,
        placeholder=_("Choose an indicator"), key=f"for-all-{key}",
    )  # fmt: skip
    return chosen


def _draw_preview(preview: Preview, units: dict[int, str]) -> None:
    if preview.errors:
        st.error(_("Nothing can be written yet: mend these lines in your file."), icon=":material/error:")
        wrong = [
            (str(one.line), sentence_of(one.error, words())) for one in first_of(preview.errors, key="wrong-measures")
        ]
        draw("table.html", table=Table((_("Line"), _("What is wrong")), wrong), caption="")
    for told in _left_out(preview):
        draw_line(told)
    if preview.measures:
        head = (_("Line"), _("Indicator"), _("Day"), _("Figure"), _("Note"))
        rows = [_row(one, units) for one in first_of(preview.measures, key="new-measures")]
        caption = counted("%(n)s measure to bring in", "%(n)s measures to bring in", len(preview.measures))
        draw("table.html", table=Table(head, rows), caption=caption)


def _left_out(preview: Preview) -> list[str]:
    known = counted("%(n)s line is known already: left out.", "%(n)s lines are known already: left out.", preview.known)
    empty = counted("%(n)s line without a figure: left out.", "%(n)s lines without a figure: left out.", preview.empty)
    return [*([known] if preview.known else []), *([empty] if preview.empty else [])]


def _row(one: NewMeasure, units: dict[int, str]) -> tuple[str, ...]:
    entry = one.entry
    told = _("n.d.") if entry.value is None else quantity(entry.value, units[one.indicator_id], words())
    note = " · ".join(part for part in (entry.note, _("corrects what stands") if one.replaces else "") if part)
    return str(one.line), one.name, f"{entry.measured_on:{DAY}}", told, note
