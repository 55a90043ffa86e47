"""The matrix to fill in: all of it, or one action or one group at a time where there are many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias
from zlib import crc32

import streamlit as st

from qic_core.actions.effects import EFFECTS, LOWEST, Pair, effect_line
from qic_core.actions.interplay import BETWEEN, Interplay
from qic_core.actions.reinforcement import Source, say
from qic_core.measures.reinforcement import HIGHEST
from qic_core.ui.choices import told_apart
from qic_core.ui.folds import fold
from qic_core.ui.forms import TURNS_KEY, adding, turn_of
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
PART_KEY: Final = "matrix-part"
Part: TypeAlias = int | tuple[int, ...]
Cells: TypeAlias = Mapping[Pair, float | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a form of pairs began with, what the writer has seen since, and what they typed in it so far."""

    titles: Mapping[int, str]
    held: Mapping[Pair, int]
    seen: Mapping[Pair, int]
    turn: int
    group: tuple[int, ...] = ()
    typed: Cells = field(default_factory=dict)
    # What the editor was drawn with: more than what held where it comes back with what had been typed in it.
    shown: Cells = field(default_factory=dict)


def draw_matrix(place: Here, interplay: Interplay) -> None:
    """Draw, folded, the matrix: rows do, columns receive. Many actions are filled in a part at a time."""
    inside = fold(_("Fill in the matrix"), key="matrix")
    if inside is None:
        return
    with inside:
        whole = f"square-{place.collective.id}"
        if len(interplay.actions) <= AT_ONCE or _typed_in(whole):
            _draw_square(place, interplay, whole, ())
            return
        parts = _parts(interplay)
        if st.session_state.get(PART_KEY) not in parts:
            st.session_state[PART_KEY] = None
        chosen = st.selectbox(
            _("Which part"), list(parts), format_func=lambda part: parts.get(part, ""),
            placeholder=_("Choose an action or a group"), key=PART_KEY,
        )  # fmt: skip
        if chosen is None:
            st.caption(_("There are %(n)s pairs: fill in one action or one group at a time.", n=interplay.pairs))
        elif isinstance(chosen, tuple):
            _draw_square(place, interplay, _form_of(chosen), chosen)
        else:
            draw_row(place, interplay, chosen, source=Source.TABLE)


def draw_row(place: Here, interplay: Interplay, action_id: int, *, source: Source) -> None:
    """Draw what one action does to each other, to be chosen in words."""
    form = f"{source}-{action_id}"
    sheet = _begun(form, interplay)
    names = {other: f"{n}. {title}" for n, (other, title) in enumerate(sheet.titles.items(), start=1)}
    others = [other for other in names if other != action_id]
    rows = [{NAME: names[other], EFFECT: sheet.shown.get((action_id, other))} for other in others]
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
        key=f"cells-{_key(form)}",
    )  # fmt: skip
    cells = {(action_id, other): _figure(row[EFFECT]) for other, row in zip(others, edited, strict=True)}
    _draw_save(place, interplay, cells, form, source)


def _draw_square(place: Here, interplay: Interplay, form: str, group: tuple[int, ...]) -> None:
    """Draw a box for each pair of a group, or of all the actions: its row does it, its column receives it."""
    sheet = _begun(form, interplay, group)
    known = [action_id for action_id in sheet.titles if not group or action_id in group]
    names = {key: f"{n}. {shortened(sheet.titles[key], at_most=NAME_LENGTH)}" for n, key in enumerate(known, start=1)}
    rows = [{NAME: names[row], **{str(column): sheet.shown.get((row, column)) for column in known}} for row in known]
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
        key=f"cells-{_key(form)}",
    )
    cells = {(start, end): _figure(row[str(end)]) for start, row in zip(known, edited, strict=True) for end in known}
    _draw_save(place, interplay, cells, form, Source.TABLE)


def _draw_save(place: Here, interplay: Interplay, cells: Cells, form: str, source: Source) -> None:
    """Draw what was changed, what others said meanwhile, and the button that saves what was changed and no more."""
    key, sheet = _key(form), _kept()[form]
    typed = {pair: cell for pair, cell in cells.items() if cell != sheet.held.get(pair)}
    sheet = _kept()[form] = replace(sheet, typed=typed)
    if not typed and (sheet.titles != interplay.titles or sheet.held != interplay.effects):
        _start_again(form)
    changed = {pair: cell for pair, cell in typed.items() if interplay.titles.keys() >= set(pair)}
    told = _draw_meanwhile(sheet, changed, interplay)
    if changed:
        lines, left = [_told(sheet, pair, cell) for pair, cell in changed.items()], len(changed) - LINES_AT_MOST
        more = [counted("and %(n)s more", "and %(n)s more", left)] if left > 0 else []
        st.caption(_("To be saved: %(pairs)s", pairs=plain(BETWEEN.join([*lines[:LINES_AT_MOST], *more]))))
    if not st.button(_("Save"), type="primary", icon=":material/save:", disabled=not changed, key=f"save-{key}"):
        return
    with adding(place.collective.id, form, counted("%(n)s pair saved.", "%(n)s pairs saved.", len(changed))) as work:
        say(work, values=changed, source=source, seen=sheet.seen)
    # Refused: what is told above of others has been seen by now, the next press saves over it.
    seen = {pair: effect for pair, effect in sheet.seen.items() if pair not in told}
    now = {pair: interplay.effects[pair] for pair in told if pair in interplay.effects}
    _kept()[form] = replace(sheet, seen=seen | now)


def _draw_meanwhile(sheet: Sheet, changed: Cells, interplay: Interplay) -> list[Pair]:
    """Draw which actions went and what others said meanwhile of what was changed; return the pairs that are told.

    A few at a time, those first that the writer has not seen yet.
    """
    gone = {key for pair in sheet.typed for key in pair} - interplay.titles.keys()
    for action_id in sorted(gone)[:LINES_AT_MOST]:
        title = plain(sheet.titles[action_id])
        st.warning(
            _("“%(title)s” was taken away or stopped meanwhile: what you say of it is not saved.", title=title),
            icon=":material/sync:",
        )
    now = interplay.effects.get
    moved = [pair for pair in changed if now(pair) != sheet.held.get(pair)]
    told = sorted(moved, key=lambda pair: now(pair) == sheet.seen.get(pair))[:LINES_AT_MOST]
    for pair in told:
        said = plain(_told(sheet, pair, now(pair)))
        st.warning(_("Someone else has said meanwhile: %(pair)s", pair=said), icon=":material/sync:")
    return told


def _kept() -> dict[str, Sheet]:
    kept: dict[str, Sheet] = st.session_state.setdefault(BEGUN_KEY, {})
    return kept


def _key(form: str) -> str:
    return f"{form}-{turn_of(form)}"


def _form_of(group: tuple[int, ...]) -> str:
    return f"group-{crc32(repr(group).encode()):x}"


def _typed_in(form: str) -> bool:
    """Tell whether something is typed in a form that was not saved yet."""
    sheet = _kept().get(form)
    return sheet is not None and sheet.turn == turn_of(form) and bool(sheet.typed)


def _begun(form: str, interplay: Interplay, group: tuple[int, ...] = ()) -> Sheet:
    """Return what a form began with, however often the page is drawn since; what was typed in it comes back with it.

    Streamlit forgets what was typed in an editor as soon as a run does not draw it: another part is looked at.
    """
    sheet, effects = _kept().get(form), interplay.effects
    if sheet is None or sheet.turn != turn_of(form):
        sheet = Sheet(interplay.titles, effects, effects, turn_of(form), group)
    if f"cells-{_key(form)}" not in st.session_state:
        sheet = replace(sheet, shown={**sheet.held, **sheet.typed})
    _kept()[form] = sheet
    return sheet


def _start_again(form: str) -> None:
    """Begin a form in which nothing is typed with what holds today, in an editor of its own."""
    st.session_state[TURNS_KEY][form] += 1
    st.rerun()


def _parts(interplay: Interplay) -> dict[Part, str]:
    """Return what may be filled in at a time: the groups that are small enough, then each action.

    A group in which something is typed stays, though the effects make other groups by now.
    """
    groups: dict[Part, str] = {
        tuple(group): _group(group, interplay.titles) for group in interplay.clusters if len(group) <= AT_ONCE
    }
    for form, sheet in _kept().items():
        if _typed_in(form) and set(sheet.group) & interplay.titles.keys():
            groups[sheet.group] = _group(sheet.group, sheet.titles)
    return told_apart({**groups, **interplay.titles})


def _group(group: Sequence[int], titles: Mapping[int, str]) -> str:
    return _("Group: %(titles)s", titles=BETWEEN.join(titles[key] for key in group))


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
