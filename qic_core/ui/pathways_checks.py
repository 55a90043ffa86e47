"""What the strategy of the pathways still lacks, each with one click to the place."""

from collections.abc import Sequence

import streamlit as st

from qic_core.actions.checks import BETWEEN_ACTIONS, NO_ACTION, check_actions
from qic_core.actions.reinforcement import matrix_of
from qic_core.actions.service import list_actions
from qic_core.pathways.checks import Finding
from qic_core.pathways.drawing import TITLES
from qic_core.pathways.rules import Horizon, Pathways
from qic_core.ui.doors import draw_door
from qic_core.ui.folds import first_of, fold
from qic_core.ui.outputs import draw_line
from qic_core.ui.pathways_canvas import choose
from qic_core.ui.session import Here, asking
from qic_core.ui.words import _, counted, words

SEEN_AT_ONCE = 6


def draw_checks(findings: Sequence[Finding], pathways: Pathways) -> None:
    """Draw what deserves a second look; a short list is open, a long one folded."""
    if not findings:
        st.success(_("Every change has its way to the vision: nothing to look at again."), icon=":material/check:")
        return
    label = counted("%(n)s thing to look at again", "%(n)s things to look at again", len(findings))
    _draw_findings(findings, pathways, label, key="checks")


def draw_action_checks(place: Here, pathways: Pathways) -> None:
    """Draw what the actions leave open: changes nobody acts for, actions that hinder, are alone or serve nothing."""
    with asking() as session:
        actions = list_actions(session, place.collective.id)
        findings = check_actions(actions, pathways, matrix_of(session, place.collective.id))
    label = counted("Actions: %(n)s thing to look at", "Actions: %(n)s things to look at", len(findings))
    if findings:
        _draw_findings(findings, pathways, label, key="action-checks")


def _draw_findings(findings: Sequence[Finding], pathways: Pathways, label: str, *, key: str) -> None:
    horizons = {change.id: _(TITLES[change.horizon][0]) for change in pathways.changes}
    inside = fold(label, key=key, opened=len(findings) <= SEEN_AT_ONCE)
    if inside is None:
        return
    with inside:
        for number, finding in enumerate(first_of(findings, key=key)):
            said_at, go_at = st.columns([7, 1], vertical_alignment="center")
            where = horizons.get(finding.change_id or 0)
            with said_at:
                draw_line(" · ".join(filter(None, (where, finding.sentence(words())))), "qic-idea")
            with go_at:
                _draw_way(finding, pathways, number)


def _draw_way(finding: Finding, pathways: Pathways, number: int) -> None:
    """Draw what leads to the place: a page of the actions, or the map above."""
    if finding.action_id is not None or finding.code == NO_ACTION:
        page, icon = ("reinforcement", "hub") if finding.code in BETWEEN_ACTIONS else ("actions", "task_alt")
        with st.container(key=f"go-{finding.code}-{number}"):
            draw_door(page, _("Go there"), icon, {"action": str(finding.action_id)} if finding.action_id else {})
    elif pathways.changes:
        key = f"go-{finding.code}-{finding.change_id}-{finding.link_id}"
        st.button(_("Go there"), on_click=_go, args=(finding, pathways), key=key)


def _go(finding: Finding, pathways: Pathways) -> None:
    """Open the change that a finding is about, with its link; for the whole map the change nearest to the vision."""
    links = {link.id: link.from_id for link in pathways.links}
    nearest = (pathways.at(Horizon.LONG) or pathways.changes[-1:])[0].id
    if finding.link_id is not None:
        st.session_state[f"edit-link-{finding.link_id}"] = True
        choose(links[finding.link_id])
    elif finding.change_id is not None:
        choose(finding.change_id)
    else:
        st.session_state[f"new-link-{nearest}"] = True
        choose(nearest)
