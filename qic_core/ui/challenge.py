"""The challenge: the one that stands, the candidates, what the room said of them, the form that adopts one."""

from collections.abc import Sequence

import streamlit as st

from qic_core.challenge.candidates import (
    add_candidate,
    edit_candidate,
    restore_candidate,
    take_candidates,
    withdraw_candidate,
)
from qic_core.challenge.rules import NOTE_LENGTH, SENTENCE_LENGTH, Candidate, Challenge
from qic_core.challenge.service import adopt_challenge
from qic_core.collective.rules import College
from qic_core.thread.rules import ThingKind
from qic_core.ui.adoption import ask_decision, draw_adopted
from qic_core.ui.ask import draw_ask
from qic_core.ui.choices import told_apart
from qic_core.ui.folds import first_of, fold
from qic_core.ui.forms import adding, begun, draw_save, saving, turn_of
from qic_core.ui.outputs import draw_line, run_name
from qic_core.ui.session import Here, acting
from qic_core.ui.thread import draw_origins
from qic_core.ui.words import _, plain
from qic_core.workshop.drafting import Draft
from qic_core.workshop.runs import Run

BY_HAND = None
ABOUT = "candidates"
NEW_FORM = "candidate"


def draw_history(earlier: Sequence[Challenge]) -> None:
    """Draw, folded, the challenges that stood before, the latest first."""
    inside = fold(_("Earlier challenges (%(n)s)", n=len(earlier)), key="earlier") if earlier else None
    if inside is not None:
        with inside:
            for one in earlier:
                draw_adopted(ThingKind.CHALLENGE, one, one.sentence, earlier=True)


def draw_candidates(place: Here, candidates: Sequence[Candidate]) -> None:
    """Draw the proposals, each with where it comes from and, for who may write, the form that changes it."""
    if not candidates:
        st.caption(_("No proposal yet: take those of a run, or write one."))
    for candidate in first_of(candidates, key="candidates"):
        with st.container(border=True, key=f"candidate-{candidate.id}"):
            draw_line(candidate.text, "qic-prompt")
            if candidate.note:
                draw_line(candidate.note)
            origins_at, edit_at = st.columns(2)
            with origins_at:
                draw_origins(ThingKind.CANDIDATE, candidate.id)
            with edit_at:
                inside = (
                    fold(_("Correct or take off the list"), key=f"edit-{candidate.id}") if place.may_write else None
                )
            if inside is not None:
                with inside:
                    _draw_edit(place, candidate)


def draw_gone_candidates(place: Here, gone: Sequence[Candidate]) -> None:
    """Draw, folded, the proposals that were taken off the list, each with the button that puts it back."""
    inside = fold(_("Off the list (%(n)s)", n=len(gone)), key="gone-candidates") if gone else None
    if inside is None:
        return
    with inside:
        for candidate in first_of(gone, key="gone-candidates"):
            if st.button(_("Put back: %(title)s", title=plain(candidate.text)), key=f"back-{candidate.id}"):
                with acting(place.collective.id, _("Back on the list.")) as work:
                    restore_candidate(work, candidate_id=candidate.id)


def draw_questions(place: Here) -> None:
    """Draw the ways to ask the room: for proposals; then what each is worth, rated or judged."""
    propose = _("Here, which problem must be solved first, all together?")
    draft = Draft("ideas", _("The problems we see"), propose, {"at_most": 2})
    draw_ask(place, draft, key="problems", label=_("Ask the room for the problems it sees"))
    rate = _("For each proposal: is it urgent, important, shared by all?")
    draft = Draft("priority", _("Which are urgent?"), rate, about=ABOUT)
    draw_ask(place, draft, key="priority", label=_("Ask the room: urgent? important? shared by all?"))
    judge = _("As our urgent challenge, what is each proposal worth?")
    draft = Draft("judgment", _("Which challenge for us?"), judge, about=ABOUT)
    draw_ask(place, draft, key="judgment", label=_("Ask the room: a grade for each proposal"))


def draw_new_candidates(place: Here, runs: Sequence[Run]) -> None:
    """Draw, folded, the two ways to propose: from a run of the room, by hand."""
    inside = fold(_("Propose a challenge"), key="propose-challenge")
    if inside is None:
        return
    with inside:
        names = told_apart({run.id: run_name(run) for run in runs})
        if names:
            run_id = st.selectbox(
                _("What the room said"),
                list(names),
                format_func=names.__getitem__,
                key="take-from",
            )
            if st.button(_("Take its themes"), icon=":material/playlist_add:", key="take-them"):
                with acting(place.collective.id, _("On the list.")) as work:
                    take_candidates(work, run_id=run_id)
        turn = turn_of(NEW_FORM)
        with st.form(f"candidate-form-{turn}", border=False):
            text = st.text_input(_("… or write a proposal"), max_chars=SENTENCE_LENGTH, key=f"c-text-{turn}")
            note = st.text_area(_("Note"), max_chars=NOTE_LENGTH, key=f"c-note-{turn}")
            if st.form_submit_button(_("Put on the list"), type="primary", key=f"c-save-{turn}"):
                with adding(place.collective.id, NEW_FORM, _("On the list.")) as work:
                    add_candidate(work, text=text, note=note)


def deciding_run(place: Here, rated: Sequence[Run], standing: Challenge | None) -> Run | None:
    """Return the last run that rated the proposals, if it was closed since the challenge that stands was adopted."""
    since = [
        run
        for run in rated
        if run.closed_at and (standing is None or place.local(run.closed_at).date() > standing.adopted_on)
    ]
    return max(since, key=lambda run: run.id, default=None)


def draw_adoption(
    place: Here, candidates: Sequence[Candidate], colleges: Sequence[College], decided: Run | None, count: int
) -> None:
    """Draw, folded, the form that adopts a challenge; its voices are at first those of the run that decided."""
    inside = fold(_("Adopt the challenge"), key="adopt-challenge")
    if inside is None:
        return
    by_id = {candidate.id: candidate for candidate in candidates}
    with inside:
        chosen = st.selectbox(
            _("Which proposal"),
            [*by_id, BY_HAND],
            format_func=lambda key: by_id[key].text if key else _("None of the list"),
            key=f"adopt-{count}-{len(by_id)}",
        )
        candidate = by_id.get(chosen or 0, Candidate(0, ""))
        key = f"{chosen}-{count}"
        with st.form(f"adopt-form-{key}", border=False):
            sentence = st.text_area(
                _("The challenge, in one sentence"), candidate.text, max_chars=SENTENCE_LENGTH,
                key=f"a-sentence-{key}-{candidate.version}",
            )  # fmt: skip
            voices = decided.output["by_college"] if decided and decided.output else {}
            decision = ask_decision(colleges, voices, today=place.today, key=key)
            adopted = st.form_submit_button(_("Adopt"), type="primary", key=f"a-save-{key}")
    if adopted:
        with acting(place.collective.id, _("Adopted.")) as work:
            adopt_challenge(
                work, candidate_id=chosen, sentence=sentence, reasons=decision.reasons, dissent=decision.dissent,
                voices=decision.voices, residents=decision.residents, adopted_on=decision.adopted_on,
                run_ids=[decided.id] if decided else [],
            )  # fmt: skip


def _draw_edit(place: Here, candidate: Candidate) -> None:
    first = begun(candidate)
    key = f"{candidate.id}-{first.version}"
    with st.form(f"candidate-edit-{candidate.id}", border=False):
        text = st.text_input(_("The proposal"), first.text, max_chars=SENTENCE_LENGTH, key=f"ce-text-{key}")
        note = st.text_area(_("Note"), first.note, max_chars=NOTE_LENGTH, key=f"ce-note-{key}")
        version = draw_save(candidate, f"candidate-{candidate.id}")
    if version is not None:
        with saving(place.collective.id, candidate) as work:
            edit_candidate(work, candidate_id=candidate.id, version=version, text=text, note=note)
    if st.button(_("Take off the list"), icon=":material/delete:", key=f"off-{candidate.id}"):
        with acting(place.collective.id, _("Off the list: find it below.")) as work:
            withdraw_candidate(work, candidate_id=candidate.id)
