"""What the strategy of the pathways still lacks, each with one click to the place."""

from collections.abc import Sequence

import streamlit as st

from qic_core.pathways.checks import Finding
from qic_core.pathways.drawing import TITLES
from qic_core.pathways.rules import Horizon, Pathways
from qic_core.ui.folds import first_of, fold
from qic_core.ui.outputs import draw_line
from qic_core.ui.pathways_canvas import choose
from qic_core.ui.words import _, counted, words

SEEN_AT_ONCE = 6


def draw_checks(findings: Sequence[Finding], pathways: Pathways) -> None:
    """Draw what deserves a second look; a short list is open, a long one folded."""
    if not findings:
        st.success(_("Every change has its way to the vision: nothing to look at again."), icon=":material/check:")
        return
    label = counted("%(n)s thing to look at again", "%(n)s things to look at again", len(findings))
    horizons = {change.id: _(TITLES[change.horizon][0]) for change in pathways.changes}
    inside = fold(label, key="checks", opened=len(findings) <= SEEN_AT_ONCE)
    if inside is None:
        return
    with inside:
        for finding in first_of(findings, key="checks"):
            key = f"{finding.code}-{finding.change_id}-{finding.link_id}"
            said_at, go_at = st.columns([7, 1], vertical_alignment="center")
            where = horizons.get(finding.change_id or 0)
            with said_at:
                draw_line(" · ".join(filter(None, (where, finding.sentence(words())))), "qic-idea")
            if pathways.changes:
                go_at.button(_("Go there"), on_click=_go, args=(finding, pathways), key=f"go-{key}")


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
