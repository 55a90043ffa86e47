"""Cards from a spreadsheet: its columns are matched, all is shown, then written together."""

from collections.abc import Mapping

import streamlit as st

from qic_core.challenge.evidence_csv import (
    LINES_AT_MOST,
    PARTS,
    Part,
    Preview,
    Take,
    guess_places,
    missing_parts,
    preview_evidence,
    write_evidence,
)
from qic_core.challenge.rules import SENTENCE_LENGTH, Card
from qic_core.errors import DomainError
from qic_core.spreadsheet import Spreadsheet, open_csv
from qic_core.ui.evidence import figure_line
from qic_core.ui.folds import first_of, fold
from qic_core.ui.forms import adding, turn_of
from qic_core.ui.html import draw
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, database, refusal_of
from qic_core.ui.spreadsheet import column_name, draw_wrong_lines
from qic_core.ui.words import _, counted
from qic_core.workshop.kind import Table

FORM = "evidence-csv"


def draw_cards_import(place: Here) -> None:
    """Draw, folded, the choice of a file, how its columns are matched, what it would bring in, and what is wrong."""
    inside = fold(_("Cards from a spreadsheet (CSV)"), key="evidence-import")
    if inside is None:
        return
    with inside:
        draw_line(_("Any file will do: you say below which column holds what. Nothing is written before you say so."))
        file = st.file_uploader(_("CSV file"), type=["csv", "txt"], key=f"{FORM}-{turn_of(FORM)}")
        if file is None:
            return
        try:
            _draw_file(place, open_csv(file.getvalue(), at_most=LINES_AT_MOST), key=file.file_id)
        except DomainError as error:
            st.error(refusal_of(error), icon=":material/error:")


def _draw_file(place: Here, sheet: Spreadsheet, *, key: str) -> None:
    takes = _ask_takes(sheet, key)
    only = st.text_input(
        _("Only the lines that hold these words (the quarter, the town…)"), max_chars=120, key=f"only-{key}"
    )
    missing = missing_parts(takes)
    if missing:
        st.info(
            _("Say first, by a column or for all lines: %(parts)s.", parts=" · ".join(_(title) for title in missing))
        )
        return
    today = place.today
    with database().reading() as session:
        preview = preview_evidence(session, place.collective.id, sheet, takes, only=only, today=today)
    _draw_preview(preview)
    if st.button(_("Write them all"), type="primary", disabled=bool(preview.errors), key=f"write-{key}"):
        with adding(place.collective.id, FORM, _("Written.")) as work:
            write_evidence(work, preview=preview)


def _ask_takes(sheet: Spreadsheet, key: str) -> Mapping[str, Take]:
    guessed = guess_places(sheet.headings)
    return {part.key: _ask_take(part, sheet, guessed.get(part.key), f"{part.key}-{key}") for part in PARTS}


def _ask_take(part: Part, sheet: Spreadsheet, guessed: int | None, key: str) -> Take:
    column_at, words_at = st.columns(2)
    places = [None, *range(len(sheet.headings))]
    place = column_at.selectbox(
        _(part.title), places, places.index(guessed),
        format_func=lambda place: _("no column") if place is None else column_name(sheet, place), key=f"column-{key}",
    )  # fmt: skip
    label = _("The same for all lines") if place is None else _("Where the cell is empty")
    return Take(place, words_at.text_input(label, max_chars=SENTENCE_LENGTH, key=f"otherwise-{key}"))


def _draw_preview(preview: Preview) -> None:
    draw_wrong_lines(preview.errors, key="wrong-lines")
    if not preview.cards:
        return
    head = (_("Figure"), _("What it says"), _("Where"), _("Year"), _("Source of the figure"))
    rows = [_row(card) for card in first_of(preview.cards, key="new-cards")]
    caption = counted("%(n)s card to bring in", "%(n)s cards to bring in", len(preview.cards))
    draw("table.html", table=Table(head, rows), caption=caption)


def _row(card: Card) -> tuple[str, ...]:
    figure = _("not known yet") if card.figure is None else figure_line(card)
    return figure, card.statement, card.perimeter, str(card.year or ""), card.source
