"""The matrix to fill in: all of it, or one action or one group at a time where there are many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from zlib import crc32

import streamlit as st

from qic_core.actions.effects import EFFECTS, LOWEST, Pair
from qic_core.actions.interplay import BETWEEN, Interplay, effect_line
from qic_core.actions.reinforcement import SaidBy, say
from qic_core.measures.reinforcement import HIGHEST
from qic_core.ui.choices import told_apart
from qic_core.ui.folds import fold
from qic_core.ui.forms import adding, turn_of
from qic_core.ui.session import Here
from qic_core.ui.words import _, counted, plain, words
from qic_core.words import figure
from qic_core.workshop.texts import shortened

AT_ONCE: Final = 15
NAME_LENGTH: Final = 60
LINES_AT_MOST: Final = 5
NAME_WIDTH, NUMBER_WIDTH = 270, 52
NAME, EFFECT = "action", "effect"
BEGUN_KEY: Final = "matrix-begun"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a form of pairs began with: its actions, what held of each pair, and what the writer has seen since."""

    titles: Mapping[int, str]
    held: Mapping[Pair, int]
    seen: Mapping[Pair, int]


def draw_matrix(place: Here, interplay: Interplay) -> None:
    """Draw, folded, the matrix: rows do, columns receive. Many actions are filled in a part at a time."""
    inside = fold(_("Fill in the matrix"), key="matrix")
    if inside is None:
        return
    with inside:
        if len(interplay.actions) <= AT_ONCE:
            _draw_square(place, interplay, list(interplay.titles))
            return
        parts = _parts(interplay)
        chosen = st.selectbox(
            _("Which part"), list(parts), None, format_func=parts.__getitem__,
            placeholder=_("Choose an action or a group"), key="matrix-part",
        )  # fmt: skip
        if chosen is None:
            st.caption(_("There are %(n)s pairs: fill in one action or one group at a time.", n=interplay.pairs))
        elif chosen < 0:
            _draw_square(place, interplay, interplay.clusters[-chosen - 1])
        else:
            draw_row(place, interplay, chosen, source="table")


def draw_row(place: Here, interplay: Interplay, action_id: int, *, source: SaidBy) -> None:
    """Draw what one action does to each other, to be chosen in words."""
    sheet, key = _begun(f"{source}-{action_id}", interplay)
    names = {other: f"{n}. {title}" for n, (other, title) in enumerate(sheet.titles.items(), start=1)}
    others = [other for other in names if other != action_id]
    rows = [{NAME: names[other], EFFECT: sheet.held.get((action_id, other))} for other in others]
    edited = st.data_editor(
        rows,
        hide_index=True,
        height="content",
        disabled=[NAME],
        column_config={
            NAME: st.column_config.TextColumn(_("… does it help this one?"), width="large"),
            EFFECT: st.column_config.SelectboxColumn(
                _("What it does to it"), options=range(HIGHEST, LOWEST - 1, -1), width="medium",
                format_func=lambda effect: effect_line(int(effect), words()),
            ),
        },
        placeholder=_("not said"),
        alt=_("What the action does to each other"),
        key=f"cells-{key}",
    )  # fmt: skip
    cells = {(action_id, other): _figure(row[EFFECT]) for other, row in zip(others, edited, strict=True)}
    _draw_save(place, interplay, cells, f"{source}-{action_id}", source)


def _draw_square(place: Here, interplay: Interplay, action_ids: Sequence[int]) -> None:
    """Draw a box for each pair of some actions: its row does it, its column receives it."""
    form = f"square-{crc32(repr(action_ids).encode()):x}"
    sheet, key = _begun(form, interplay)
    known = [action_id for action_id in action_ids if action_id in sheet.titles]
    names = {key: f"{n}. {shortened(sheet.titles[key], at_most=NAME_LENGTH)}" for n, key in enumerate(known, start=1)}
    rows = [{NAME: names[row], **{str(column): sheet.held.get((row, column)) for column in known}} for row in known]
    numbers = {
        str(column): st.column_config.NumberColumn(str(n), help=plain(sheet.titles[column]), width=NUMBER_WIDTH, step=1)
        for n, column in enumerate(known, start=1)
    }
    st.caption(
        _(
            "A row does it, a column receives it: "
            "−1 hinders, 0 changes nothing, 1 helps, 2 is indispensable; empty: not said."
        )
    )
    edited = st.data_editor(
        rows,
        hide_index=True,
        height="content",
        disabled=[NAME],
        column_config={NAME: st.column_config.TextColumn(_("This action…"), width=NAME_WIDTH, pinned=True), **numbers},
        placeholder="·",
        alt=_("Matrix of what the actions do to one another"),
        key=f"cells-{key}",
    )
    cells = {(start, end): _figure(row[str(end)]) for start, row in zip(known, edited, strict=True) for end in known}
    _draw_save(place, interplay, cells, form, "table")


def _draw_save(
    place: Here, interplay: Interplay, cells: Mapping[Pair, float | None], form: str, source: SaidBy
) -> None:
    """Draw what was changed, what others said meanwhile, and the button that saves what was changed and no more."""
    sheet, key = _begun(form, interplay)
    changed = {pair: cell for pair, cell in cells.items() if cell != sheet.held.get(pair)}
    meanwhile = [pair for pair in changed if interplay.effects.get(pair) != sheet.held.get(pair)]
    for pair in meanwhile[:LINES_AT_MOST]:
        effect = interplay.effects.get(pair)
        st.warning(
            _("Someone else has said meanwhile: %(pair)s", pair=plain(_told(sheet, pair, effect))),
            icon=":material/sync:",
        )
    if changed:
        told, left = [_told(sheet, pair, cell) for pair, cell in changed.items()], len(changed) - LINES_AT_MOST
        more = [counted("and %(n)s more", "and %(n)s more", left)] if left > 0 else []
        st.caption(_("To be saved: %(pairs)s", pairs=plain(BETWEEN.join([*told[:LINES_AT_MOST], *more]))))
    if not st.button(_("Save"), type="primary", icon=":material/save:", disabled=not changed, key=f"save-{key}"):
        return
    with adding(place.collective.id, form, counted("%(n)s pair saved.", "%(n)s pairs saved.", len(changed))) as work:
        say(work, values=changed, source=source, seen=sheet.seen)
    # Refused: what others said meanwhile has been seen by now, the next press saves over it.
    st.session_state[BEGUN_KEY][key] = replace(sheet, seen=interplay.effects)


def _begun(form: str, interplay: Interplay) -> tuple[Sheet, str]:
    """Return what a form began with, however often the page is drawn since, and its key."""
    key = f"{form}-{turn_of(form)}"
    kept: dict[str, Sheet] = st.session_state.setdefault(BEGUN_KEY, {})
    return kept.setdefault(key, Sheet(interplay.titles, interplay.effects, interplay.effects)), key


def _parts(interplay: Interplay) -> dict[int, str]:
    """Return what may be filled in at a time: the groups that are small enough (below zero), then each action."""
    groups = {
        -place: _("Group: %(titles)s", titles=BETWEEN.join(interplay.titles[key] for key in group))
        for place, group in enumerate(interplay.clusters, start=1)
        if len(group) <= AT_ONCE
    }
    return told_apart({**groups, **interplay.titles})


def _figure(cell: Any) -> float | None:  # noqa: ANN401
    """Return what a box of the editor holds: it gives an empty one as None or as no number."""
    return None if cell is None or cell != cell else float(cell)


def _told(sheet: Sheet, pair: Pair, cell: float | None) -> str:
    start, end = (shortened(sheet.titles[key], at_most=NAME_LENGTH) for key in pair)
    if cell is None:
        said = _("not said")
    else:
        said = effect_line(int(cell), words()) if cell in EFFECTS else figure(cell, words())
    return f"{start} → {end} : {said}"
