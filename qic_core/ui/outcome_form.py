"""Write an outcome: out of the room's words or by hand; corrected; verified by somebody from outside."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from qic_core.cooperation.plan_proposals import proposals_in
from qic_core.evaluation.outcome_rules import (
    PLACE_LENGTH,
    SPREAD_LENGTH,
    TEXT_LENGTH,
    VERIFIER_LENGTH,
    WHAT_LENGTH,
    WHO_LENGTH,
    Account,
    Outcome,
)
from qic_core.evaluation.outcomes import add_outcome, edit_outcome, verify_outcome, withdraw_outcome
from qic_core.evaluation.room_learnings import HAPPENED, runs_to_learn_from
from qic_core.evaluation.rules import NATURES, OutcomeNature
from qic_core.pathways.service import list_changes
from qic_core.ui.action_form import draw_day
from qic_core.ui.choices import told_apart
from qic_core.ui.days import day_chosen
from qic_core.ui.folds import fold
from qic_core.ui.forms import adding, begun, draw_save, let_go, saving, turn_of, version_shown
from qic_core.ui.session import Here, acting, asking
from qic_core.ui.words import _
from qic_core.workshop.texts import shortened

NEW = "outcome"
SAID_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class Source:
    """What the room said, out of which an outcome is written."""

    text: str = ""
    idea_ids: tuple[int, ...] = ()
    run_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form holds; its day may still be missing."""

    account: Account
    since: date | None

    def read(self) -> Account:
        """Return the account with its day; refuses none."""
        return replace(self.account, since=day_chosen(self.since))


def draw_new_outcome(place: Here) -> None:
    """Draw, folded, the form of a new outcome; refused, it keeps what was typed."""
    inside = fold(_("Write an outcome"), key="new-outcome")
    if inside is None:
        return
    sources = _sources(place)
    names = told_apart({key: one.text for key, one in sources.items() if key} | {"": _("By hand")})
    key = f"new-{turn_of(NEW)}"
    with inside, st.form(f"outcome-form-{key}", border=False):
        said = st.selectbox(
            _("Out of what the room said"), [""] + [one for one in names if one], format_func=names.__getitem__,
            key=f"said-{key}",
        )  # fmt: skip
        typed = _draw_fields(place, Account("", "", OutcomeNature.PRACTICE, place.today), key, taken=True)
        sent = st.form_submit_button(_("Add the outcome"), type="primary", key=f"add-outcome-{key}")
    if sent:
        source = sources[said]
        with adding(place.collective.id, NEW, _("Added to the harvest.")) as work:
            account = typed.read()
            what = account.what.strip() or shortened(source.text, at_most=WHAT_LENGTH)
            add_outcome(work, account=replace(account, what=what), idea_ids=source.idea_ids, run_ids=source.run_ids)


def draw_edit(place: Here, outcome: Outcome) -> None:
    """Draw, folded, the form that corrects an outcome; one that says something else is to be verified again."""
    inside = fold(_("Correct it"), key=f"edit-outcome-{outcome.id}")
    if inside is None:
        return
    first = begun(outcome)
    key = f"{outcome.id}-{first.version}"
    with inside:
        with st.form(f"outcome-form-{key}", border=False):
            typed = _draw_fields(place, first.account, key)
            same_meaning = bool(first.verified) and st.checkbox(
                _("I only correct the words: what was verified stays true"), key=f"same-outcome-{key}"
            )
            version = draw_save(outcome, f"outcome-{outcome.id}")
        if version is not None:
            with saving(place.collective.id, outcome) as work:
                edit_outcome(
                    work, outcome_id=outcome.id, version=version, account=typed.read(), same_meaning=same_meaning
                )
        if st.button(_("Take this outcome away"), icon=":material/delete:", key=f"off-outcome-{outcome.id}"):
            with acting(place.collective.id, _("Taken away: it can be put back.")) as work:
                withdraw_outcome(work, outcome_id=outcome.id)
                let_go(outcome)


def draw_verify(place: Here, outcome: Outcome) -> None:
    """Draw, folded, the form that says who from outside has verified an outcome, or that nobody has."""
    inside = fold(_("Verified from outside?"), key=f"verify-outcome-{outcome.id}")
    if inside is None:
        return
    form = f"verify-outcome-{outcome.id}"
    key, version = f"{outcome.id}-{turn_of(form)}", version_shown(outcome.version, f"shown-{form}")
    with inside:
        with st.form(f"verify-form-{outcome.id}", border=False):
            verifier = st.text_input(
                _("Who says so too? Somebody who is not of the collective"), outcome.verifier,
                max_chars=VERIFIER_LENGTH, placeholder=_("The school inspector, another town, a researcher…"),
                key=f"verifier-{key}",
            )  # fmt: skip
            day = draw_day(_("Verified on"), outcome.verified_on or place.today, key=f"verified-on-{key}")
            st.caption(_("Once it is verified, the public page may tell what has changed and when: name nobody in it."))
            sent = st.form_submit_button(_("It is verified"), type="primary", key=f"verify-{outcome.id}")
        taken_back = outcome.verified and st.button(
            _("Nobody has verified it"), icon=":material/undo:", key=f"unverify-{outcome.id}"
        )
    if sent or taken_back:
        with adding(place.collective.id, form, _("Saved.")) as work:
            verify_outcome(
                work, outcome_id=outcome.id, version=version, verifier=verifier,
                verified_on=day_chosen(day) if sent else None,
            )  # fmt: skip


def _sources(place: Here) -> Mapping[str, Source]:
    """Return what an outcome may be written out of: nothing, or what the room said in the latest loop, or last."""
    with asking() as session:
        run = next(iter(runs_to_learn_from(session, place.collective.id, title=HAPPENED)), None)
        said = proposals_in(session, run)[:SAID_AT_MOST] if run else []
    return {"": Source(), **{one.key: Source(one.text, one.ideas, (run.id,)) for one in said if run}}


def _draw_fields(place: Here, before: Account, key: str, *, taken: bool = False) -> Typed:
    what_label = _("What has changed (empty: the words chosen above)") if taken else _("What has changed")
    who = st.text_input(
        _("Who has changed? A group, a service, an organisation"), before.who, max_chars=WHO_LENGTH, key=f"who-{key}"
    )
    what = st.text_input(what_label, before.what, max_chars=WHAT_LENGTH, key=f"what-{key}")
    nature_at, since_at, place_at = st.columns(3)
    nature = nature_at.selectbox(
        _("What is it?"), [*OutcomeNature], [*OutcomeNature].index(before.nature),
        format_func=lambda one: _(NATURES[one]), key=f"nature-{key}",
    )  # fmt: skip
    with since_at:
        since = draw_day(_("Since when"), before.since, key=f"since-{key}")
    where = place_at.text_input(_("Where"), before.place, max_chars=PLACE_LENGTH, key=f"where-{key}")
    change_id = _draw_change(place, before.change_id, key)
    significance = st.text_area(
        _("Why does it matter?"), before.significance, max_chars=TEXT_LENGTH, height=70, key=f"matters-{key}"
    )
    contribution = st.text_area(
        _("What of it is ours?"), before.contribution, max_chars=TEXT_LENGTH, height=70, key=f"ours-{key}"
    )
    evidence = st.text_area(
        _("What shows it? (a minute, a figure, a photo…)"), before.evidence, max_chars=TEXT_LENGTH, height=70,
        key=f"shows-{key}",
    )  # fmt: skip
    expected = st.checkbox(_("We hoped for it"), before.expected, key=f"expected-{key}")
    spread_to = st.text_input(
        _("It happened beyond the quarter: where? (empty: here)"), before.spread_to, max_chars=SPREAD_LENGTH,
        key=f"spread-{key}",
    )  # fmt: skip
    account = Account(
        who, what, nature, before.since, where, change_id, significance, contribution, evidence, expected, spread_to
    )
    return Typed(account, since)


def _draw_change(place: Here, before: int | None, key: str) -> int | None:
    """Draw the choice of a change; what was taken away since stays as long as no other is chosen."""
    with asking() as session:
        names = told_apart({change.id: change.title for change in list_changes(session, place.collective.id)})
    chosen = st.selectbox(
        _("Of which change of the pathways? (as you like)"), list(names),
        list(names).index(before) if before in names else None, format_func=names.__getitem__,
        placeholder=_("Of none in particular"), key=f"change-{key}",
    )  # fmt: skip
    return before if chosen is None and before not in names else chosen
