"""Measures from a spreadsheet: its sheet, its headings and its columns are matched, all is shown, then written."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from qic_core.challenge.evidence_csv import guess_places
from qic_core.errors import DomainError
from qic_core.evaluation.indicator_rules import Indicator
from qic_core.evaluation.measures_csv import (
    HEADING_AT_MOST,
    PARTS,
    NewMeasure,
    Opened,
    Preview,
    below,
    guess_heading,
    open_measures,
    preview_measures,
    write_measures,
)
from qic_core.spreadsheet import Spreadsheet
from qic_core.ui.choices import told_apart
from qic_core.ui.folds import first_of, fold
from qic_core.ui.forms import adding, turn_of
from qic_core.ui.html import draw
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, refusal_of
from qic_core.ui.spreadsheet import column_name, draw_wrong_lines
from qic_core.ui.words import _, counted, words
from qic_core.words import quantity
from qic_core.workshop.kind import Table

FORM = "measures-file"
HELD_KEY = "measures-held"
DAY = "%d/%m/%Y"
NEEDED = ("day", "value")


class Held(NamedTuple):
    """What a session opened last: a workbook is slow to open, and asked for again at every gesture."""

    file_id: str
    sheet: str
    opened: Opened


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
            st.session_state.pop(HELD_KEY, None)
            return
        try:
            _draw_file(place, _ask_sheet(file), by_hand, key=file.file_id)
        except DomainError as error:
            st.error(refusal_of(error), icon=":material/error:")


def _ask_sheet(file: UploadedFile) -> Spreadsheet:
    """Draw the choice of the sheet, when there are several, and of the line of its headings."""
    key, names = file.file_id, _open(file).sheets
    sheet_at, heading_at = st.columns(2)
    name = sheet_at.selectbox(_("Sheet"), names, key=f"sheet-{key}") if len(names) > 1 else "".join(names)
    rows = _open(file, name).rows
    heading = heading_at.number_input(
        _("The headings are on line"), 1, HEADING_AT_MOST, guess_heading(rows), step=1, key=f"heading-{key}-{name}"
    )
    return below(rows, int(heading))


def _open(file: UploadedFile, sheet: str | None = None) -> Opened:
    """Return what is in a file, the rows of whichever of its sheets is open unless it is said which."""
    held: Held | None = st.session_state.get(HELD_KEY)
    if held is None or held.file_id != file.file_id or sheet not in (None, held.sheet):
        opened = open_measures(file.getvalue(), sheet or "")
        held = Held(file.file_id, sheet or next(iter(opened.sheets), ""), opened)
        st.session_state[HELD_KEY] = held
    return held.opened


def _draw_file(place: Here, sheet: Spreadsheet, indicators: Sequence[Indicator], *, key: str) -> None:
    guessed = guess_places(sheet.headings, PARTS)
    columns = {}
    for at, part in zip(st.columns(2) * 2, PARTS, strict=True):
        with at:
            columns[part.key] = _ask_column(part.title, sheet, guessed.get(part.key), f"{part.key}-{key}")
    places = {part: column for part, column in columns.items() if column is not None}
    for_all = None if "indicator" in places else _ask_indicator(indicators, key)
    correcting = st.checkbox(
        _("Correct the figures and notes of days that are measured already"), key=f"correcting-{key}"
    )
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
    draw_wrong_lines(preview.errors, key="wrong-measures")
    for told in _left_out(preview):
        draw_line(told)
    if preview.measures:
        head = (_("Line"), _("Indicator"), _("Day"), _("Figure"), _("Note"))
        rows = [_row(one, units) for one in first_of(preview.measures, key="new-measures")]
        caption = counted("%(n)s measure to bring in", "%(n)s measures to bring in", len(preview.measures))
        draw("table.html", table=Table(head, rows), caption=caption)


def _left_out(preview: Preview) -> list[str]:
    known = counted("%(n)s line is known already: left out.", "%(n)s lines are known already: left out.", preview.known)
    noted = counted(
        "%(n)s line has another note for a figure that is known: left out, unless you tick that it is to be corrected.",
        "%(n)s lines have another note for a figure that is known: left out, unless you tick that they are to be "
        "corrected.",
        preview.noted,
    )
    empty = counted("%(n)s line without a figure: left out.", "%(n)s lines without a figure: left out.", preview.empty)
    told = ((preview.known, known), (preview.noted, noted), (preview.empty, empty))
    return [sentence for count, sentence in told if count]


def _row(one: NewMeasure, units: dict[int, str]) -> tuple[str, ...]:
    entry = one.entry
    told = _("n.d.") if entry.value is None else quantity(entry.value, units[one.indicator_id], words())
    note = " · ".join(part for part in (entry.note, _("corrects what stands") if one.replaces else "") if part)
    return str(one.line), one.name, f"{entry.measured_on:{DAY}}", told, note
