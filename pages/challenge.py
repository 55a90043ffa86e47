"""Défi: the one that stands, those that may become it, what is known, and whether we are ready."""

import streamlit as st

from qic_core.access.rules import Role
from qic_core.challenge.candidates import list_candidates
from qic_core.challenge.evidence import list_evidence
from qic_core.challenge.service import current_challenge, earlier_challenges, list_scores, runs_to_keep
from qic_core.collective.service import list_colleges
from qic_core.thread.rules import ThingKind
from qic_core.ui.adoption import draw_adopted
from qic_core.ui.challenge import (
    deciding_run,
    draw_adoption,
    draw_candidates,
    draw_gone_candidates,
    draw_history,
    draw_new_candidates,
    draw_questions,
)
from qic_core.ui.evidence import draw_card, draw_evidence, draw_gone_cards, draw_new_card
from qic_core.ui.evidence_csv import draw_cards_import
from qic_core.ui.outputs import draw_figures, draw_line
from qic_core.ui.readiness import draw_start
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
    rated, guessed = (
        [run for kind in kinds for run in closed_runs(session, place.collective.id, [kind], at_most=1) if run.output]
        for kinds in (["priority", "judgment"], ["guess"])
    )
    colleges = list_colleges(session, place.collective.id)
    evidence = list_evidence(session, place.collective.id)
    gone_cards = list_evidence(session, place.collective.id, withdrawn=True)
    scores = list_scores(session, place.collective.id)
    to_keep = runs_to_keep(session, place.collective.id)

st.title(_("Challenge"))
if challenge:
    draw_adopted(ThingKind.CHALLENGE, challenge, challenge.sentence, earlier=False)
else:
    st.info(_("No challenge is adopted yet. It is the one problem that is urgent, important, and shared by all."))
draw_history(earlier)

st.header(_("Proposals (%(n)s)", n=len(candidates)), divider="gray")
for run in rated:
    draw_line(run.content.prompt)
    draw_figures(run.content, run.output["summary"], key=f"rated-{run.id}")
draw_candidates(place, candidates)
if place.may_write:
    draw_gone_candidates(place, gone)
    draw_new_candidates(place, gathered)
    draw_questions(place)
    draw_adoption(place, candidates, colleges, deciding_run(place, rated, challenge), challenge.id if challenge else 0)

st.header(_("What we know"), divider="gray")
draw_evidence(evidence)
for run in guessed:
    draw_line(run.content.prompt)
    draw_figures(run.content, run.output["summary"], key=f"guessed-{run.id}")
draw_card(place, evidence)
if place.may_write:
    draw_new_card(place, gathered)
    draw_cards_import(place)
    draw_gone_cards(place, gone_cards)

st.header(_("Ready to start?"), divider="gray")
draw_start(place, scores, to_keep)
