"""One action among the others: what it gives, what it receives, who said so, and the form of those who lead it."""

from collections.abc import Mapping

import streamlit as st

from qic_core.actions.effects import EFFECTS, SIGNS, effect_line
from qic_core.actions.interplay import Interplay
from qic_core.actions.reinforcement import SAID_BY, Source, history_of
from qic_core.ui.choices import told_apart
from qic_core.ui.doors import draw_door
from qic_core.ui.folds import fold
from qic_core.ui.html import draw
from qic_core.ui.outputs import draw_line
from qic_core.ui.reinforcement_matrix import draw_row
from qic_core.ui.session import Here, asking
from qic_core.ui.words import _, counted, words
from qic_core.workshop.kind import Table

DAY = "%d/%m/%Y"


def draw_action(place: Here, interplay: Interplay, action_id: int) -> None:
    """Draw what the shown action gives and receives."""
    titles = interplay.titles
    with st.container(border=True, key="shown-action"):
        draw_line(titles[action_id], "qic-sentence")
        draw_door("actions", _("Its sheet"), "task_alt", {"action": str(action_id)})
        gives, receives = st.columns(2)
        with gives:
            _draw_effects(_("What it does to the others"), interplay.given(action_id), titles)
        with receives:
            _draw_effects(_("What they do to it"), interplay.received(action_id), titles)
        if place.may_write:
            _draw_leads(place, interplay, action_id)
        _draw_history(place, interplay, action_id)


def _draw_effects(head: str, effects: Mapping[int, int], titles: Mapping[int, str]) -> None:
    """Draw what is done, the strongest first; what changes nothing is counted only."""
    lines = [(effect, SIGNS[effect], _(EFFECTS[effect]), titles[key]) for key, effect in effects.items() if effect]
    nothing = len(effects) - len(lines)
    rest = counted("Changes nothing in %(n)s pair.", "Changes nothing in %(n)s pairs.", nothing) if nothing else ""
    draw("effects.html", head=head, lines=lines, rest=rest)


def _draw_leads(place: Here, interplay: Interplay, action_id: int) -> None:
    """Draw, folded, the form of those who lead the action; say what to do where nobody does."""
    if next(one for one in interplay.actions if one.id == action_id).plan.lead_id is None:
        draw_line(_("Nobody leads this action yet: choose who does on its sheet, then they say it here."))
        return
    inside = fold(_("Those who lead it say what it does to the others"), key=f"lead-{action_id}")
    if inside is not None:
        with inside:
            draw_row(place, interplay, action_id, source=Source.LEAD)


def _draw_history(place: Here, interplay: Interplay, action_id: int) -> None:
    """Draw, folded, what was said one time after the other of this action and another one."""
    inside = fold(_("What was said before of a pair"), key=f"history-{action_id}")
    if inside is None:
        return
    others = told_apart({key: title for key, title in interplay.titles.items() if key != action_id})
    with inside:
        other = st.selectbox(
            _("With which action"), list(others), None, format_func=others.__getitem__,
            placeholder=_("Choose an action"), key=f"history-with-{action_id}",
        )  # fmt: skip
        if other is None:
            return
        head = (_("Day"), _("Who said so"), _("What it does"))
        for pair in ((action_id, other), (other, action_id)):
            with asking() as session:
                said = history_of(session, place.collective.id, pair)
            rows = [
                (f"{place.local(one.said_at):{DAY}}", _(SAID_BY.get(one.source, one.source)),
                 effect_line(one.effect, words()))
                for one in said
            ]  # fmt: skip
            caption = f"{interplay.titles[pair[0]]} → {interplay.titles[pair[1]]}"
            draw("table.html", table=Table(head, rows or [("—", "—", _("not said"))]), caption=caption)
