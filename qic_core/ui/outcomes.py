"""The outcomes harvested: who changed what, since when, who says so too; those that spread beyond are told apart."""

from collections.abc import Mapping, Sequence

import streamlit as st

from qic_core.db.engine import Work
from qic_core.evaluation.outcome_rules import ONLY, Filter, Outcome, overview_sentence
from qic_core.evaluation.outcomes import list_outcomes, restore_outcome, withdrawn_outcomes
from qic_core.evaluation.rules import NATURES, OutcomeNature
from qic_core.thread.rules import ThingKind
from qic_core.ui.choices import told_apart
from qic_core.ui.exports import export_address
from qic_core.ui.folds import first_of
from qic_core.ui.gone import draw_gone
from qic_core.ui.html import draw
from qic_core.ui.measures import draw_how_computed
from qic_core.ui.outcome_form import draw_edit, draw_new_outcome, draw_verify
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, asking
from qic_core.ui.thread import draw_origins
from qic_core.ui.words import _, counted, words

FEW = 6
NO_CHANGE = 0
DAY = "%d/%m/%Y"


def draw_outcomes(place: Here) -> None:
    """Draw the outcomes, how they are written, and what was taken away."""
    with asking() as session:
        outcomes = list_outcomes(session, place.collective.id)
        gone = withdrawn_outcomes(session, place.collective.id) if place.may_write else []
    if place.may_write:
        draw_new_outcome(place)
    _draw_list(place, outcomes)
    _draw_withdrawn(place, gone)
    draw_how_computed("M15")


def _draw_list(place: Here, outcomes: Sequence[Outcome]) -> None:
    """Draw the outcomes, the latest first; those that happened beyond the quarter apart."""
    if not outcomes:
        st.info(
            _(
                "No outcome is harvested yet. Who does something differently by now: a group, a service, a rule? Write "
                "who, what, since when, and what of it is ours."
            )
        )
        return
    draw_line(overview_sentence(outcomes, words()), "qic-sentence")
    kept = _filtered(outcomes)
    shown = first_of(sorted(kept, key=lambda one: one.spread), key="outcomes")
    if not kept:
        st.caption(_("No outcome is like this."))
    for one in shown:
        if not one.spread:
            _draw_card(place, one)
    beyond = [one for one in shown if one.spread]
    if beyond:
        st.header(_("Beyond the quarter"))
        st.caption(
            _("What others took up elsewhere: another quarter, a service of the whole town, another collective.")
        )
    for one in beyond:
        _draw_card(place, one)
    address = export_address(place, "effets.csv")
    st.link_button(_("The harvest (CSV)"), address, icon=":material/csv:", key="outcomes-csv")


def _draw_withdrawn(place: Here, gone: Sequence[tuple[int, str]]) -> None:
    def restore(work: Work, key: int) -> None:
        restore_outcome(work, outcome_id=key)

    label = counted("%(n)s outcome taken away", "%(n)s outcomes taken away", len(gone))
    draw_gone(place, label, gone, key="outcomes", restore=restore, back=_("Back in the harvest."))


def _filtered(outcomes: Sequence[Outcome]) -> Sequence[Outcome]:
    if len(outcomes) <= FEW:
        return outcomes
    changes = {one.account.change_id or NO_CHANGE: one.change or _("Of no change in particular") for one in outcomes}
    nature_at, change_at = st.columns(2)
    nature = nature_at.selectbox(
        _("What has changed"), [*OutcomeNature], None, format_func=lambda one: _(NATURES[one]),
        placeholder=_("Everything"), key="outcomes-nature",
    )  # fmt: skip
    names: Mapping[int, str] = told_apart(changes)
    change_id = change_at.selectbox(
        _("Of which change"), list(names), None, format_func=names.__getitem__, placeholder=_("All of them"),
        key="outcomes-change",
    )  # fmt: skip
    only = st.pills(_("Only"), list(ONLY), format_func=lambda one: _(ONLY[one]), key="outcomes-only")
    asked = Filter(nature, change_id, only)
    return [one for one in outcomes if asked.keeps(one)]


def _draw_card(place: Here, one: Outcome) -> None:
    with st.container(border=True, gap="small", key=f"outcome-{one.id}"):
        account = one.account
        draw("outcome.html", who=account.who, what=account.what, badges=_badges(one), facts=_facts(one))
        origins_at, verify_at = st.columns(2)
        with origins_at:
            draw_origins(ThingKind.OUTCOME, one.id)
        if place.may_write:
            with verify_at:
                draw_verify(place, one)
            draw_edit(place, one)


def _badges(one: Outcome) -> list[tuple[str, str]]:
    badges = [("ready", _(NATURES[one.account.nature]))]
    if one.verified:
        badges.append(("done", _("verified from outside")))
    if not one.account.expected:
        badges.append(("quick", _("nobody expected it")))
    if one.spread:
        badges.append(("spread", _("beyond the quarter")))
    return badges


def _facts(one: Outcome) -> list[tuple[str, str]]:
    account = one.account
    verified = f"{one.verifier} ({one.verified_on:{DAY}})" if one.verified_on else ""
    facts = [
        (_("Since"), f"{account.since:{DAY}}"),
        (_("Where"), account.place),
        (_("Spread to"), account.spread_to),
        (_("Why it matters"), account.significance),
        (_("What of it is ours"), account.contribution),
        (_("Evidence"), account.evidence),
        (_("Of the change"), one.change),
        (_("Verified by"), verified),
    ]
    return [(name, said) for name, said in facts if said]
