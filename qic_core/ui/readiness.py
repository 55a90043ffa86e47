"""Ready to start? The four conditions, the weakest first, and how they moved."""

from collections.abc import Mapping, Sequence

import streamlit as st

from qic_core.challenge.conditions import CONDITIONS, SCORES
from qic_core.challenge.rules import EVIDENCE_LENGTH, Score
from qic_core.challenge.service import score_condition
from qic_core.measures.readiness import weakest
from qic_core.ui.folds import fold
from qic_core.ui.html import draw
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, acting
from qic_core.ui.words import _
from qic_core.workshop.kind import Table

DAY = "%d/%m/%Y"


def draw_readiness(scores: Mapping[str, Sequence[Score]]) -> None:
    """Draw the last score of each condition with its evidence and the scores before it; the weakest is said first."""
    latest = {key: found[-1].score for key, found in scores.items()}
    least = weakest(latest)
    titles = {condition.key: _(condition.title) for condition in CONDITIONS}
    if least:
        names = ", ".join(titles[key] for key in least)
        said = {"conditions": names, "score": _(SCORES[latest[least[0]]])}
        draw_line(_("Weakest first: %(conditions)s (%(score)s). The four hold one another.", **said), "qic-sentence")
    rows = [
        (
            titles[condition.key],
            _(SCORES[latest[condition.key]]) if condition.key in latest else _("not scored"),
            " → ".join(f"{score.score} ({score.scored_on.strftime(DAY)})" for score in scores.get(condition.key, [])),
            scores[condition.key][-1].evidence if condition.key in scores else "",
        )
        for condition in CONDITIONS
    ]
    head = (_("Condition"), _("Today"), _("Scores, 0 to 3"), _("What it rests on"))
    draw("table.html", table=Table(head, rows), caption="")


def draw_scoring(place: Here, scores: Mapping[str, Sequence[Score]]) -> None:
    """Draw, folded, the form that scores the four conditions, with what each rests on."""
    inside = fold(_("Score the four conditions"), key="readiness")
    if inside is None:
        return
    count = sum(len(found) for found in scores.values())
    given = {}
    with inside, st.form(f"readiness-form-{count}", border=False):
        for condition in CONDITIONS:
            before = scores[condition.key][-1] if condition.key in scores else None
            level = st.radio(
                f"{_(condition.title)} — {_(condition.question)}",
                range(len(SCORES)),
                index=before.score if before else None,
                format_func=lambda score: f"{score}. {_(SCORES[score])}",
                horizontal=True,
                key=f"r-{condition.key}-{count}",
            )
            rests = st.text_input(_("What it rests on"), max_chars=EVIDENCE_LENGTH, key=f"e-{condition.key}-{count}")
            given[condition.key] = (level, rests)
        scored_on = st.date_input(_("Day of the scoring"), format="DD/MM/YYYY", key=f"r-day-{count}")
        sent = st.form_submit_button(_("Save the scores"), type="primary", key=f"r-save-{count}")
    if sent:
        with acting(place.collective.id, _("Saved.")) as work:
            for key, (level, rests) in given.items():
                if level is not None:
                    score_condition(work, condition=key, score=level, evidence=rests, scored_on=scored_on)
