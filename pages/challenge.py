"""Défi: the one that stands, those that may become it, what is known, and whether we are ready."""

import streamlit as st

from qic_core.access.rules import Role
from qic_core.challenge.candidates import list_candidates
from qic_core.challenge.evidence import list_evidence
from qic_core.challenge.service import current_challenge, earlier_challenges, list_scores
from qic_core.collective.service import list_colleges
from qic_core.ui.challenge import draw_adopted, draw_adoption, draw_candidates, draw_new_candidates
from qic_core.ui.evidence import draw_evidence, draw_evidence_forms
from qic_core.ui.folds import fold
from qic_core.ui.outputs import draw_figures
from qic_core.ui.readiness import draw_readiness, draw_scoring
from qic_core.ui.session import asking, here
from qic_core.ui.words import _
from qic_core.workshop.runs import closed_runs

place = here(Role.READER)
with asking() as session:
    challenge = current_challenge(session, place.collective.id)
    earlier = earlier_challenges(session, place.collective.id)
    candidates = list_candidates(session, place.collective.id)
    gone = list_candidates(session, place.collective.id, withdrawn=True)
    gathered = closed_runs(session, place.collective.id, ["ideas", "words"], at_most=20)
    rated = [
        run for kind in ("priority", "judgment") for run in closed_runs(session, place.collective.id, [kind], at_most=1)
    ]
    colleges = list_colleges(session, place.collective.id)
    evidence = list_evidence(session, place.collective.id)
    scores = list_scores(session, place.collective.id)

st.title(_("Challenge"))
if challenge:
    draw_adopted(challenge)
else:
    st.info(_("No challenge is adopted yet. It is the one problem that is urgent, important, and shared by all."))
history = fold(_("Earlier challenges (%(n)s)", n=len(earlier)), key="earlier") if earlier else None
if history is not None:
    with history:
        for one in earlier:
            draw_adopted(one, earlier=True)

st.header(_("Proposals (%(n)s)", n=len(candidates)), divider="gray")
for run in rated:
    if run.output:
        draw_figures(run.content, run.output["summary"], key=f"rated-{run.id}")
draw_candidates(place, candidates, gone)
if place.may_write:
    draw_new_candidates(place, gathered, len(candidates))
    deciding = max(rated, key=lambda run: run.id, default=None)
    voices = deciding.output["by_college"] if deciding and deciding.output else {}
    draw_adoption(place, candidates, colleges, voices, len(earlier))

st.header(_("What we know"), divider="gray")
draw_evidence(evidence)
if place.may_write:
    draw_evidence_forms(place, evidence)

st.header(_("Ready to start?"), divider="gray")
draw_readiness(scores)
if place.may_write:
    draw_scoring(place, scores)
