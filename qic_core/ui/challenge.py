"""The challenge: the one that stands, the candidates, what the room said of them, the form that adopts one."""

from collections.abc import Mapping, Sequence

import streamlit as st

from qic_core.challenge.candidates import add_candidate, restore_candidate, take_candidates, withdraw_candidate
from qic_core.challenge.rules import REASONS_LENGTH, SENTENCE_LENGTH, Candidate, Challenge
from qic_core.challenge.service import adopt_challenge
from qic_core.collective.rules import College
from qic_core.measures.participation import participation_level, share_of
from qic_core.thread.rules import ThingKind
from qic_core.ui.folds import fold
from qic_core.ui.html import draw
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, acting
from qic_core.ui.thread import draw_origins
from qic_core.ui.words import _, plain
from qic_core.workshop.runs import Run

DAY = "%d/%m/%Y"
BY_HAND = None


def draw_adopted(challenge: Challenge, *, earlier: bool = False) -> None:
    """Draw an adopted challenge: sentence, day, who took part, reasons, dissent, where it comes from."""
    day = challenge.adopted_on.strftime(DAY)
    draw(
        "adopted.html",
        sentence=challenge.sentence,
        when=_("Adopted on %(day)s, revised since", day=day) if earlier else _("Adopted on %(day)s", day=day),
        part=part_line(challenge.residents, challenge.everyone),
        reasons=challenge.reasons,
        dissent=challenge.dissent,
    )
    draw_origins(ThingKind.CHALLENGE, challenge.id)


def part_line(residents: int, everyone: int) -> str:
    """Return the share of residents among those who took part, with its level (M16)."""
    share = share_of(residents, everyone)
    if share is None:
        return _("nobody is said to have taken part")
    percent = 100 * share
    said = {"percent": round(percent), "voices": everyone, "level": participation_level(percent)}
    return _("residents: %(percent)s %% of %(voices)s voices (level %(level)s of 5)", **said)


def draw_candidates(place: Here, candidates: Sequence[Candidate], gone: Sequence[Candidate]) -> None:
    """Draw the proposals, each with where it comes from and the gesture that takes it off the list."""
    if not candidates:
        st.caption(_("No proposal yet: take those of a run, or write one."))
    for candidate in candidates:
        with st.container(border=True, key=f"candidate-{candidate.id}"):
            draw_line(candidate.text, "qic-prompt")
            if candidate.note:
                draw_line(candidate.note)
            draw_origins(ThingKind.CANDIDATE, candidate.id)
            if place.may_write and st.button(_("Take off the list"), key=f"off-{candidate.id}"):
                with acting(place.collective.id, _("Off the list: find it below.")) as work:
                    withdraw_candidate(work, candidate_id=candidate.id)
    for candidate in gone if place.may_write else []:
        if st.button(_("Put back: %(title)s", title=plain(candidate.text)), key=f"back-{candidate.id}"):
            with acting(place.collective.id, _("Back on the list.")) as work:
                restore_candidate(work, candidate_id=candidate.id)


def draw_new_candidates(place: Here, runs: Sequence[Run], count: int) -> None:
    """Draw, folded, the two ways to propose: from a run of the room, by hand."""
    inside = fold(_("Propose a challenge"), key="propose-challenge")
    if inside is None:
        return
    with inside:
        by_id = {run.id: run for run in runs}
        if by_id:
            run_id = st.selectbox(
                _("What the room said"),
                list(by_id),
                format_func=lambda key: _(
                    "%(title)s, run %(number)s", title=by_id[key].content.title, number=by_id[key].number
                ),
                key="take-from",
            )
            if st.button(_("Take its themes"), icon=":material/playlist_add:", key="take-them"):
                with acting(place.collective.id, _("On the list.")) as work:
                    take_candidates(work, run_id=run_id)
        with st.form(f"candidate-form-{count}", border=False):
            text = st.text_input(_("… or write a proposal"), max_chars=SENTENCE_LENGTH, key=f"c-text-{count}")
            note = st.text_area(_("Note"), max_chars=1000, key=f"c-note-{count}")
            if st.form_submit_button(_("Put on the list"), type="primary", key=f"c-save-{count}"):
                with acting(place.collective.id, _("On the list.")) as work:
                    add_candidate(work, text=text, note=note)


def draw_adoption(
    place: Here, candidates: Sequence[Candidate], colleges: Sequence[College], voices: Mapping[str, int], count: int
) -> None:
    """Draw, folded, the form that adopts a challenge; `voices` are those of the run that decided."""
    inside = fold(_("Adopt the challenge"), key="adopt-challenge")
    if inside is None:
        return
    texts = {candidate.id: candidate.text for candidate in candidates}
    with inside:
        chosen = st.selectbox(
            _("Which proposal"),
            [*texts, BY_HAND],
            format_func=lambda key: texts[key] if key else _("None of the list"),
            key=f"adopt-{count}-{len(texts)}",
        )
        key = f"{chosen}-{count}"
        with st.form(f"adopt-form-{key}", border=False):
            sentence = st.text_area(
                _("The challenge, in one sentence"), texts.get(chosen or 0, ""), max_chars=SENTENCE_LENGTH,
                key=f"a-sentence-{key}",
            )  # fmt: skip
            reasons = st.text_area(_("Why this one"), max_chars=REASONS_LENGTH, key=f"a-reasons-{key}")
            dissent = st.text_area(_("Who disagrees, and why"), max_chars=REASONS_LENGTH, key=f"a-dissent-{key}")
            part = {
                college.name: int(
                    st.number_input(
                        _("Voices: %(college)s", college=plain(college.name)), 0, 10_000,
                        voices.get(college.name, 0), key=f"a-voices-{college.id}-{key}",
                    )
                )
                for college in colleges
            }  # fmt: skip
            names = [college.name for college in colleges]
            residents = st.selectbox(_("Which collège is that of the residents"), names, key=f"a-residents-{key}")
            adopted_on = st.date_input(_("Adopted on the"), format="DD/MM/YYYY", key=f"a-day-{key}")
            adopted = st.form_submit_button(_("Adopt"), type="primary", key=f"a-save-{key}")
    if adopted:
        with acting(place.collective.id, _("Adopted.")) as work:
            adopt_challenge(
                work, candidate_id=chosen, sentence=sentence, reasons=reasons, dissent=dissent, voices=part,
                residents=part[residents], adopted_on=adopted_on,
            )  # fmt: skip
