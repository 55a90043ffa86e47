"""What the phones proposed, waiting for its place: ticked, and placed together."""

from collections.abc import Callable, Collection, Sequence
from typing import Protocol, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from qic_core.db.engine import Work
from qic_core.pathways.drawing import TITLES
from qic_core.pathways.proposals import Proposal
from qic_core.pathways.rules import Horizon
from qic_core.pathways.service import take_ideas
from qic_core.ui.change_form import BACKWARDS, draw_horizon
from qic_core.ui.folds import first_of, fold
from qic_core.ui.session import Here, acting
from qic_core.ui.words import _, counted, plain

Spot = TypeVar("Spot")


class Waiting(Protocol):
    """What one or several people of a run wrote alike."""

    @property
    def run_id(self) -> int: ...

    @property
    def text(self) -> str: ...

    @property
    def idea_ids(self) -> tuple[int, ...]: ...


def draw_proposals(place: Here, proposals: Sequence[Proposal]) -> None:
    """Draw, folded, the proposals that have no place on the map yet, by the horizon at which the room was asked."""
    inside = fold_of(proposals, key="proposals")
    if inside is None:
        return
    with inside:
        for horizon in BACKWARDS:
            asked = [proposal for proposal in proposals if proposal.horizon == horizon]
            if asked:
                st.subheader(_("Asked for: %(horizon)s", horizon=_(TITLES[horizon][0])))
                _draw_group(place, horizon, asked)


def _draw_group(place: Here, horizon: Horizon, asked: Sequence[Proposal]) -> None:
    def choose() -> Horizon:
        return draw_horizon(f"place-at-{horizon}", horizon)

    def take(work: Work, run_id: int, idea_ids: Collection[int], at: Horizon) -> None:
        take_ideas(work, run_id=run_id, idea_ids=idea_ids, horizon=at)

    draw_placing(place, asked, choose, take, label=_("Place them on the map"), key=f"proposals-{horizon}")


def fold_of(proposals: Sequence[Waiting], *, key: str) -> DeltaGenerator | None:
    """Draw the fold of what waits; return its inside once it was opened, None where nothing waits."""
    label = counted("Place what the room proposed (%(n)s)", "Place what the room proposed (%(n)s)", len(proposals))
    return fold(label, key=key) if proposals else None


def draw_placing(
    place: Here, asked: Sequence[Waiting], choose: Callable[[], Spot],
    take: Callable[[Work, int, Collection[int], Spot], object], *, label: str, key: str,
) -> None:  # fmt: skip
    """Draw what waits, to be ticked, where it goes, and the button that places what is ticked, run by run."""
    shown = first_of(asked, key=key)
    with st.form(f"{key}-form", border=False):
        ticked = [one for one in shown if _ticked(one)]
        spot = choose()
        placed = st.form_submit_button(label, type="primary", key=f"{key}-place")
    if placed and not ticked:
        st.error(_("Tick what is to be placed."))
    elif placed:
        with acting(place.collective.id, _("Placed: each keeps the thread to who said it.")) as work:
            for run_id in dict.fromkeys(one.run_id for one in ticked):
                take(work, run_id, [idea for one in ticked if one.run_id == run_id for idea in one.idea_ids], spot)


def _ticked(one: Waiting) -> bool:
    times = len(one.idea_ids)
    said = counted("said once", "said %(n)s times", times) if times > 1 else ""
    line = plain(" · ".join(part for part in (one.text, said) if part))
    return st.checkbox(line, key=f"place-{one.run_id}-{one.idea_ids[0]}")
