"""What is known of the problem, and what is not known yet: the cards, and one of them from close by."""

from collections.abc import Sequence

import streamlit as st

from qic_core.challenge.evidence import (
    add_evidence,
    edit_evidence,
    restore_evidence,
    take_questions,
    withdraw_evidence,
)
from qic_core.challenge.rules import (
    EARLIEST_YEAR,
    PERIMETER_LENGTH,
    SENTENCE_LENGTH,
    SOURCE_LENGTH,
    UNIT_LENGTH,
    Card,
    Evidence,
)
from qic_core.thread.rules import ThingKind
from qic_core.ui.ask import draw_ask
from qic_core.ui.choices import told_apart
from qic_core.ui.folds import first_of, fold
from qic_core.ui.forms import adding, begun, draw_save, saving, turn_of
from qic_core.ui.html import draw
from qic_core.ui.outputs import run_name
from qic_core.ui.session import Here, acting
from qic_core.ui.thread import draw_origins
from qic_core.ui.words import _, plain, words
from qic_core.words import quantity
from qic_core.workshop.drafting import PROMPT_LENGTH, Draft
from qic_core.workshop.runs import Run

NEW_FORM = "evidence"
EMPTY = Card(statement="")


def draw_evidence(evidence: Sequence[Evidence]) -> None:
    """Draw the figures as cards, then the questions that are open."""
    known = [card for card in evidence if card.figure is not None]
    if not known:
        st.caption(_("No figure yet. Write those you know: each comes with its source."))
    _draw_cards(first_of(known, key="known"))
    unknown = [card for card in evidence if card.figure is None]
    if unknown:
        st.subheader(_("What we do not know yet"))
        _draw_cards(first_of(unknown, key="unknown"))


def figure_line(card: Card) -> str:
    """Return a card's figure with its unit, as it is written in these words."""
    return quantity(card.figure or 0, card.unit, words())


def draw_card(place: Here, evidence: Sequence[Evidence]) -> None:
    """Draw, folded, the choice of a card: where it comes from and, for who may write, what can be done with it."""
    inside = (
        fold(_("Open a card: correct it, have it guessed, see where it comes from"), key="card") if evidence else None
    )
    if inside is None:
        return
    by_id = {card.id: card for card in evidence}
    lines = told_apart({card.id: _card_line(card) for card in evidence})
    with inside:
        chosen = st.selectbox(
            _("Card"), list(lines), None, format_func=lines.__getitem__,
            placeholder=_("Choose a card"), key="card-chosen",
        )  # fmt: skip
        card = by_id.get(chosen or 0)
        if card is not None:
            _draw_open(place, card)


def draw_new_card(place: Here, runs: Sequence[Run]) -> None:
    """Draw, folded, the form of a new card, and the questions that the room asks itself."""
    inside = fold(_("Add a card by hand"), key="evidence")
    if inside is None:
        return
    with inside:
        key = f"new-{turn_of(NEW_FORM)}"
        with st.form(f"evidence-form-{key}", border=False):
            card = _ask_card(EMPTY, key)
            sent = st.form_submit_button(_("Save the card"), type="primary", key=f"evidence-it-{key}")
        if sent:
            with adding(place.collective.id, NEW_FORM, _("Saved.")) as work:
                add_evidence(work, card)
        if runs:
            _draw_take(place, runs)


def draw_gone_cards(place: Here, gone: Sequence[Evidence]) -> None:
    """Draw, folded, the cards that were taken away, each with the button that puts it back."""
    inside = fold(_("Cards taken away (%(n)s)", n=len(gone)), key="gone-cards") if gone else None
    if inside is None:
        return
    with inside:
        for card in first_of(gone, key="gone-cards"):
            if st.button(_("Put back: %(title)s", title=plain(_card_line(card))), key=f"back-card-{card.id}"):
                with acting(place.collective.id, _("Put back.")) as work:
                    restore_evidence(work, evidence_id=card.id)


def _draw_cards(cards: Sequence[Evidence]) -> None:
    known = [(card, figure_line(card)) for card in cards if card.figure is not None]
    draw("evidence.html", cards=known, questions=[card for card in cards if card.figure is None])


def _draw_open(place: Here, card: Evidence) -> None:
    _draw_cards([card])
    draw_origins(ThingKind.EVIDENCE, card.id)
    if not place.may_write:
        return
    if card.figure is not None:
        draw_ask(place, _guess_of(card), key=f"guess-{card.id}", label=_("Have the room guess it"))
    first = begun(card)
    with st.form(f"evidence-form-{card.id}", border=False):
        written = _ask_card(first, f"{card.id}-{first.version}")
        version = draw_save(card, f"card-{card.id}")
    if version is not None:
        with saving(place.collective.id, card) as work:
            edit_evidence(work, evidence_id=card.id, version=version, card=written)
    if st.button(_("Take this card away"), icon=":material/delete:", key=f"gone-it-{card.id}"):
        with acting(place.collective.id, _("Taken away: find it below.")) as work:
            withdraw_evidence(work, evidence_id=card.id)


def _ask_card(before: Card, key: str) -> Card:
    statement = st.text_input(
        _("What the figure says, or the question"), before.statement, max_chars=SENTENCE_LENGTH, key=f"s-{key}"
    )
    number = st.number_input(_("Figure (empty: we do not know yet)"), value=before.figure, step=1.0, key=f"f-{key}")
    unit = st.text_input(_("Unit"), before.unit, max_chars=UNIT_LENGTH, key=f"u-{key}")
    year = st.number_input(_("Year"), EARLIEST_YEAR, 2200, before.year, step=1, key=f"y-{key}")
    perimeter = st.text_input(_("Where"), before.perimeter, max_chars=PERIMETER_LENGTH, key=f"p-{key}")
    source = st.text_input(_("Who says so, in which document"), before.source, max_chars=SOURCE_LENGTH, key=f"w-{key}")
    return Card(
        statement=statement, figure=number, unit=unit, year=int(year) if year else None, perimeter=perimeter,
        source=source,
    )  # fmt: skip


def _draw_take(place: Here, runs: Sequence[Run]) -> None:
    names = told_apart({run.id: run_name(run) for run in runs})
    run_id = st.selectbox(
        _("… or take the questions that the room asks itself"), list(names), format_func=names.__getitem__,
        key="questions-from",
    )  # fmt: skip
    if st.button(_("Take them as open questions"), icon=":material/playlist_add:", key="questions-it"):
        with acting(place.collective.id, _("Among what we do not know yet.")) as work:
            take_questions(work, run_id=run_id)


def _guess_of(card: Evidence) -> Draft:
    """Return the cell that has a card's figure guessed; its words never hold the figure."""
    about = ", ".join(str(part) for part in (card.perimeter, card.year) if part)
    prompt = _("Guess the figure: … %(statement)s", statement=card.statement)
    asked = f"{prompt} ({about})" if about else prompt
    settings = {"figure": card.figure or 0, "unit": card.unit}
    return Draft("guess", card.statement[:120], asked[:PROMPT_LENGTH], settings)


def _card_line(card: Evidence) -> str:
    figure = figure_line(card) if card.figure is not None else "?"
    return " · ".join(part for part in (figure, card.statement, card.perimeter, str(card.year or "")) if part)
