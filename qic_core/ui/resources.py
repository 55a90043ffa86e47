"""The exchange: what actions and organisations need, what others offer, and which may meet which."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from qic_core.actions.exchange import (
    NATURES,
    WHAT_LENGTH,
    Nature,
    Resource,
    Side,
    needs_first,
    offers_of,
    suitable,
)
from qic_core.actions.overview import Around
from qic_core.actions.resources import add_resource, meet, restore_resource, withdraw_resource
from qic_core.actions.rules import Action, is_over
from qic_core.db.engine import Work
from qic_core.ui.action_form import draw_lead
from qic_core.ui.choices import told_apart
from qic_core.ui.folds import first_of, fold
from qic_core.ui.forms import adding, turn_of
from qic_core.ui.gone import draw_gone
from qic_core.ui.html import draw
from qic_core.ui.outputs import draw_line
from qic_core.ui.session import Here, acting
from qic_core.ui.words import _, counted


@dataclass(frozen=True, slots=True)
class Exchange:
    """All that is needed and offered, and what it is needed for."""

    resources: Sequence[Resource]
    actions: Sequence[Action]
    around: Around

    @property
    def over(self) -> set[int]:
        """Return the actions that need nothing more."""
        return {action.id for action in self.actions if is_over(action)}

    @property
    def needs(self) -> list[Resource]:
        """Return the needs, those that nothing meets first."""
        return needs_first(self.resources, over=self.over)

    @property
    def offers(self) -> list[Resource]:
        """Return the offers, those that serve nobody yet first."""
        return offers_of(self.resources)

    def what(self, resource: Resource) -> str:
        """Return what it is and of whom, on one line."""
        return " · ".join(part for part in (resource.what, self.around.name(resource.organisation_id)) if part)

    def wanted_for(self, resource: Resource) -> str:
        """Return the action that a need is for, nothing when there is none."""
        return next((action.title for action in self.actions if action.id == resource.action_id), "")


def draw_exchange(place: Here, exchange: Exchange) -> None:
    """Draw the two columns of the board: needs, those that nothing meets first, and offers."""
    needs, offers = exchange.needs, exchange.offers
    open_needs = [need for need in needs if need.met_by_id is None and need.action_id not in exchange.over]
    unmet = counted("%(n)s need that nothing meets yet", "%(n)s needs that nothing meets yet", len(open_needs))
    offered = counted("%(n)s offer", "%(n)s offers", len(offers))
    draw_line(_("%(unmet)s, %(offered)s.", unmet=unmet, offered=offered), "qic-sentence")
    left, right = st.columns(2)
    with left:
        st.subheader(_("Needs"))
        _draw_needs(place, first_of(needs, key="needs"), exchange, at="board")
    with right:
        st.subheader(_("Offers"))
        for offer in first_of(offers, key="offers"):
            _draw_offer(place, offer, exchange)
        if not offers:
            st.caption(_("Nothing is offered yet: a room on Saturdays, two hours a week, a projector…"))


def draw_needs_of(place: Here, action: Action, exchange: Exchange) -> None:
    """Draw what an action needs, and for who may write the form that adds a need."""
    st.subheader(_("What it needs"))
    needs = [need for need in exchange.needs if need.action_id == action.id]
    _draw_needs(place, needs, exchange, at="drawer")
    inside = fold(_("Add a need"), key=f"need-of-{action.id}") if place.may_write else None
    if inside is not None:
        with inside:
            _draw_form(place, exchange, side=Side.NEED, action_id=action.id)


def draw_new_resource(place: Here, exchange: Exchange, gone: Sequence[tuple[int, str]]) -> None:
    """Draw, folded, the forms that add a need or an offer, and what was taken back."""
    for side, label in ((Side.NEED, _("Say what is needed")), (Side.OFFER, _("Offer something"))):
        inside = fold(label, key=f"new-{side}")
        if inside is not None:
            with inside:
                _draw_form(place, exchange, side=side)
    _draw_withdrawn(place, gone)


def _draw_withdrawn(place: Here, gone: Sequence[tuple[int, str]]) -> None:
    def restore(work: Work, key: int) -> None:
        restore_resource(work, resource_id=key)

    label = counted("%(n)s need or offer taken back", "%(n)s needs and offers taken back", len(gone))
    draw_gone(place, label, gone, key="resources", restore=restore, back=_("Back on the board."))


def _draw_needs(place: Here, needs: Sequence[Resource], exchange: Exchange, *, at: str) -> None:
    for need in needs:
        with st.container(border=True, gap="small", key=f"{at}-need-{need.id}"):
            met_by = next((offer for offer in exchange.offers if offer.id == need.met_by_id), None)
            draw(
                "resource.html", nature=_(NATURES[need.nature]), what=exchange.what(need),
                tied=[exchange.wanted_for(need)] if at == "board" and exchange.wanted_for(need) else [],
                met=exchange.what(met_by) if met_by else "", open=met_by is None,
            )  # fmt: skip
            if place.may_write:
                _draw_matching(place, need, met_by, exchange, at)
    if not needs:
        st.caption(_("Nothing is needed yet."))


def _draw_offer(place: Here, offer: Resource, exchange: Exchange) -> None:
    with st.container(border=True, gap="small", key=f"offer-{offer.id}"):
        serves = [exchange.what(need) for need in exchange.needs if need.met_by_id == offer.id]
        draw(
            "resource.html", nature=_(NATURES[offer.nature]), what=exchange.what(offer), tied=serves, met="", open=False
        )
        if place.may_write:
            _draw_take_back(place, offer, "board")


def _draw_matching(place: Here, need: Resource, met_by: Resource | None, exchange: Exchange, at: str) -> None:
    """Draw what may be done with a need: take the offer that suits it, let go of it, take it back."""
    key = f"{at}-{need.id}"
    if met_by is not None:
        if st.button(_("It is not met any more"), type="tertiary", icon=":material/undo:", key=f"unmet-{key}"):
            with acting(place.collective.id, _("The need is open again.")) as work:
                meet(work, need_id=need.id, offer_id=None)
        return
    near = [offer for offer in exchange.offers if offer.nature == need.nature]
    label = counted("%(n)s offer could suit", "%(n)s offers could suit", len(near))
    inside = fold(label if near else _("Meet it with an offer"), key=f"match-{key}") if exchange.offers else None
    if inside is not None:
        with inside:
            names = told_apart({offer.id: exchange.what(offer) for offer in suitable(need, exchange.offers)})
            offer_id = st.selectbox(_("Which offer?"), list(names), format_func=names.__getitem__, key=f"offer-{key}")
            if st.button(_("It meets the need"), type="primary", key=f"meet-{key}"):
                with acting(place.collective.id, _("Met.")) as work:
                    meet(work, need_id=need.id, offer_id=offer_id)
    _draw_take_back(place, need, at)


def _draw_take_back(place: Here, resource: Resource, at: str) -> None:
    if st.button(_("Take back"), type="tertiary", icon=":material/delete:", key=f"take-back-{at}-{resource.id}"):
        with acting(place.collective.id, _("Taken back: it can be put on the board again.")) as work:
            withdraw_resource(work, resource_id=resource.id)


def _draw_form(place: Here, exchange: Exchange, *, side: Side, action_id: int | None = None) -> None:
    form = f"{side}-{action_id or 0}"
    key = f"{form}-{turn_of(form)}"
    with st.form(f"resource-{key}", border=False):
        nature: Nature = st.radio(
            _("What is it?"), [*Nature], format_func=lambda one: _(NATURES[one]), horizontal=True,
            key=f"nature-{key}",
        )  # fmt: skip
        what = st.text_input(_("In a few words"), max_chars=WHAT_LENGTH, key=f"what-{key}")
        organisation_id = draw_lead(_("Which organisation?"), None, exchange.around, key=f"of-{key}")
        wanted_for = action_id
        if side == Side.NEED and action_id is None:
            titles = told_apart({action.id: action.title for action in exchange.actions if not is_over(action)})
            wanted_for = st.selectbox(
                _("For which action?"), list(titles), None, format_func=titles.__getitem__,
                placeholder=_("For none in particular"), key=f"for-{key}",
            )  # fmt: skip
        saved = st.form_submit_button(_("Put on the board"), type="primary", key=f"put-{key}")
    if saved:
        with adding(place.collective.id, form, _("On the board.")) as work:
            add_resource(
                work, side=side, nature=nature, what=what, organisation_id=organisation_id, action_id=wanted_for
            )
