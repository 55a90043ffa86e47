"""Ready to start? The conditions, the weakest first, how they moved, and the forms that score them."""

from collections.abc import Mapping, Sequence

import streamlit as st

from qic_core.challenge.charts import strips
from qic_core.challenge.conditions import CONDITIONS, SCORES, Condition
from qic_core.challenge.rules import EVIDENCE_LENGTH, Score
from qic_core.challenge.service import keep_scores, score_condition
from qic_core.measures.readiness import weakest
from qic_core.thread.rules import ThingKind
from qic_core.ui.ask import draw_ask
from qic_core.ui.doors import draw_door
from qic_core.ui.folds import fold
from qic_core.ui.html import draw
from qic_core.ui.outputs import PAGE_FONT, draw_chart, draw_line, run_name
from qic_core.ui.session import Here, acting
from qic_core.ui.thread import draw_origins
from qic_core.ui.words import _, counted, plain, words
from qic_core.workshop.drafting import Draft
from qic_core.workshop.kind import Table
from qic_core.workshop.runs import Run

DAY = "%d/%m/%Y"

Scores = Mapping[str, Sequence[Score]]


def draw_readiness(conditions: Sequence[Condition], scores: Scores, *, key: str) -> None:
    """Draw the last score of each condition, the weakest first, how they moved, what they rest on."""
    ranked = sorted((one for one in conditions if one.key in scores), key=lambda one: scores[one.key][-1].score)
    if not ranked:
        st.caption(_("Not scored yet."))
        return
    sentence = " ".join(part for part in (_weakest_line(conditions, scores), _moves_line(ranked, scores)) if part)
    draw_line(sentence, "qic-sentence")
    draw_chart(strips(ranked, scores, words(), font=PAGE_FONT), alt=sentence, key=f"strips-{key}")
    unscored = [one for one in conditions if one.key not in scores]
    head = (_("Condition"), _("Today"), _("What it rests on"), _("Scores, 0 to 3"))
    draw(
        "table.html",
        table=Table(head, [_row(one, scores.get(one.key, [])) for one in (*ranked, *unscored)]),
        caption="",
    )
    said = [score for one in ranked for score in scores[one.key] if score.voices is not None]
    if said:
        draw_origins(ThingKind.READINESS, max(said, key=lambda score: (score.scored_on, score.id)).id)


def draw_start(place: Here, scores: Scores, runs: Sequence[Run]) -> None:
    """Draw the conditions to start from, the ways to score them, and the door to those of collective impact."""
    draw_readiness(CONDITIONS, scores, key="start")
    if place.may_write:
        _draw_start_scoring(place, scores, runs)
    draw_door("home", _("The five conditions of collective impact, on the page “Home”"), "home")


def draw_keeping(place: Here, runs: Sequence[Run]) -> None:
    """Draw a button for each run in which the room scored conditions, which keeps its scores."""
    for run in runs:
        day = place.local(run.closed_at or run.opened_at).date()
        label = _("Keep the room's scores: %(run)s, %(day)s", run=plain(run_name(run)), day=day.strftime(DAY))
        if st.button(label, type="primary", icon=":material/how_to_vote:", key=f"keep-{run.id}"):
            with acting(place.collective.id, _("Kept, with the thread to this run.")) as work:
                keep_scores(work, run_id=run.id, scored_on=day, kind=run.content.kind)


def draw_scoring(place: Here, conditions: Sequence[Condition], scores: Scores, *, label: str, key: str) -> None:
    """Draw, folded, the form that scores conditions, with what each rests on."""
    inside = fold(label, key=key)
    if inside is None:
        return
    count = sum(len(scores.get(one.key, [])) for one in conditions)
    with inside, st.form(f"{key}-form-{count}", border=False):
        given = [(one, *_ask(one, scores.get(one.key, []), f"{key}-{count}")) for one in conditions]
        scored_on = st.date_input(_("Day of the scoring"), place.today, format="DD/MM/YYYY", key=f"{key}-day-{count}")
        sent = st.form_submit_button(_("Save the scores"), type="primary", key=f"{key}-save-{count}")
    if sent:
        with acting(place.collective.id, _("Saved.")) as work:
            for one, level, rests in given:
                if level is not None:
                    score_condition(work, condition=one.key, score=level, evidence=rests, scored_on=scored_on)


def _draw_start_scoring(place: Here, scores: Scores, runs: Sequence[Run]) -> None:
    """Draw the ways to score the start conditions; `runs`, where the room did, are kept by a button each."""
    draw_keeping(place, runs)
    prompt = _("Where do we stand, to start? Score each condition.")
    draw_ask(place, Draft("readiness", _("Ready to start?"), prompt), key="readiness", label=_("Ask the room to score"))
    draw_scoring(place, CONDITIONS, scores, label=_("Score the four conditions"), key="readiness")


def _ask(condition: Condition, before: Sequence[Score], key: str) -> tuple[int | None, str]:
    level = st.radio(
        f"**{_(condition.title)}** — {_(condition.question)}",
        range(len(SCORES)),
        index=before[-1].score if before else None,
        format_func=lambda score: f"{score}. {_(SCORES[score])}",
        captions=[_(meaning) for meaning in condition.meanings] or None,
        horizontal=not condition.meanings,
        key=f"r-{condition.key}-{key}",
    )
    rested = before[-1].evidence if before else ""
    rests = st.text_input(_("What it rests on"), rested, max_chars=EVIDENCE_LENGTH, key=f"e-{condition.key}-{key}")
    return level, rests


def _weakest_line(conditions: Sequence[Condition], scores: Scores) -> str:
    latest = {one.key: scores[one.key][-1].score for one in conditions if one.key in scores}
    least = weakest(latest)
    names = ", ".join(_(one.title) for one in conditions if one.key in least)
    said = {"conditions": names, "score": _(SCORES[latest[least[0]]])}
    return _("Weakest first: %(conditions)s (%(score)s).", **said)


def _moves_line(ranked: Sequence[Condition], scores: Scores) -> str:
    """Return how many conditions rose and fell since each was first scored; nothing after one scoring only."""
    moved = [scores[one.key][-1].score - scores[one.key][0].score for one in ranked if len(scores[one.key]) > 1]
    if not moved:
        return ""
    day = min(scores[one.key][0].scored_on for one in ranked).strftime(DAY)
    up, down = sum(move > 0 for move in moved), sum(move < 0 for move in moved)
    return _("Since %(day)s: %(up)s up, %(down)s down, %(same)s unchanged.", day=day, up=up, down=down,
             same=len(moved) - up - down)  # fmt: skip


def _row(condition: Condition, scores: Sequence[Score]) -> tuple[str, ...]:
    if not scores:
        return _(condition.title), _("not scored"), "", ""
    moves = " → ".join(f"{score.score} ({score.scored_on.strftime(DAY)})" for score in scores)
    voices = scores[-1].voices
    room = "" if voices is None else counted("the room, %(n)s voice", "the room, %(n)s voices", voices)
    rests = " · ".join(part for part in (scores[-1].evidence, room) if part)
    return _(condition.title), _(SCORES[scores[-1].score]), rests, moves
