from datetime import date

import pytest

from qic_core.actions.exchange import RESOURCES_AT_MOST, Nature, Resource, Side, needs_first, offers_of, suitable
from qic_core.actions.resources import (
    add_resource,
    list_resources,
    meet,
    restore_resource,
    withdraw_resource,
    withdrawn_resources,
)
from qic_core.actions.service import restore_action, withdraw_action
from qic_core.collective.mergers import merge_organisations
from qic_core.errors import DomainError


def need(koungou, what="Une salle le samedi", nature=Nature.ROOM, **more):
    return koungou.do(add_resource, side=Side.NEED, nature=nature, what=what, **more)


def offer(koungou, what="La salle du centre", nature=Nature.ROOM, **more):
    return koungou.do(add_resource, side=Side.OFFER, nature=nature, what=what, **more)


def met(koungou):
    return {one.id: one.met_by_id for one in koungou.ask(list_resources) if one.side == Side.NEED}


def test_a_need_says_what_of_whom_and_for_which_action(koungou):
    school, action = koungou.organisation("L'école"), koungou.act()
    key = need(koungou, "  Une   salle ", organisation_id=school, action_id=action)
    assert koungou.ask(list_resources) == [
        Resource(key, Side.NEED, Nature.ROOM, "Une salle", organisation_id=school, action_id=action)
    ]


def test_an_offer_meets_several_needs_and_a_need_is_open_again_when_said_so(koungou):
    first, second, room = need(koungou), need(koungou), offer(koungou)
    assert met(koungou) == {first: None, second: None}
    for key in (first, second):
        koungou.do(meet, need_id=key, offer_id=room)
    assert met(koungou) == {first: room, second: room}
    koungou.do(meet, need_id=first, offer_id=None)
    assert met(koungou) == {first: None, second: room}


def test_an_offer_taken_back_leaves_its_needs_open_and_meets_them_again_when_it_is_back(koungou):
    key, room = need(koungou), offer(koungou)
    koungou.do(meet, need_id=key, offer_id=room)
    for _ in range(2):
        koungou.do(withdraw_resource, resource_id=room)
    assert met(koungou) == {key: None}
    assert koungou.ask(withdrawn_resources) == [(room, "La salle du centre")]
    for _ in range(2):
        koungou.do(restore_resource, resource_id=room)
    assert met(koungou) == {key: room}


def test_what_an_action_needs_goes_and_comes_back_with_it(koungou):
    action = koungou.act()
    key, other = need(koungou, action_id=action), need(koungou)
    koungou.do(withdraw_action, action_id=action)
    assert list(met(koungou)) == [other]
    with pytest.raises(DomainError, match="action_withdrawn"):
        need(koungou, action_id=action)
    koungou.do(restore_action, action_id=action)
    assert list(met(koungou)) == [key, other]


def test_what_an_action_needed_is_not_put_back_without_it(koungou):
    action = koungou.act()
    key = need(koungou, action_id=action)
    koungou.do(withdraw_resource, resource_id=key)
    koungou.do(withdraw_action, action_id=action)
    with pytest.raises(DomainError, match="action_withdrawn"):
        koungou.do(restore_resource, resource_id=key)
    assert koungou.ask(withdrawn_resources) == [(key, "Une salle le samedi")]
    koungou.do(restore_action, action_id=action)
    koungou.do(restore_resource, resource_id=key)
    assert list(met(koungou)) == [key]


def test_an_offer_that_somebody_has_just_found_is_not_replaced_unseen(koungou):
    key, room, school = need(koungou), offer(koungou), offer(koungou, "Le préau de l'école")
    koungou.do(meet, need_id=key, offer_id=room)
    with pytest.raises(DomainError, match="need_met_meanwhile") as refusal:
        koungou.do(meet, need_id=key, offer_id=school)
    assert refusal.value.params == {"what": "La salle du centre"}
    koungou.do(meet, need_id=key, offer_id=room)
    assert met(koungou) == {key: room}
    koungou.do(withdraw_resource, resource_id=room)
    koungou.do(meet, need_id=key, offer_id=school)
    assert met(koungou) == {key: school}


def test_who_merged_offers_under_the_one_that_holds_today(koungou):
    school, town = koungou.organisation("L'école"), koungou.organisation("La mairie")
    offer(koungou, organisation_id=school)
    koungou.do(merge_organisations, organisation_id=school, into_id=town, on=date(2026, 3, 2))
    assert [one.organisation_id for one in koungou.ask(list_resources)] == [town]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"what": " \t"}, "resource_unnamed"),
        ({"what": "x" * 161}, "text_too_long"),
        ({"organisation_id": 999}, "organisation_unknown"),
        ({"action_id": 999}, "action_unknown"),
    ],
)
def test_what_is_refused_writes_nothing(koungou, wrong, code):
    with pytest.raises(DomainError, match=code):
        need(koungou, **wrong)
    assert koungou.ask(list_resources) == []


def test_a_need_is_met_by_an_offer_that_stands_and_by_nothing_else(koungou):
    key, other, room = need(koungou), need(koungou), offer(koungou)
    for wrong in (other, 999):
        with pytest.raises(DomainError, match="resource_unknown"):
            koungou.do(meet, need_id=key, offer_id=wrong)
    with pytest.raises(DomainError, match="resource_unknown"):
        koungou.do(meet, need_id=room, offer_id=room)
    koungou.do(withdraw_resource, resource_id=room)
    with pytest.raises(DomainError, match="resource_taken_back"):
        koungou.do(meet, need_id=key, offer_id=room)


def test_another_collective_s_needs_and_offers_are_out_of_reach(koungou):
    key, room = need(koungou), offer(koungou)
    for verb, told in [
        (withdraw_resource, {"resource_id": key}),
        (restore_resource, {"resource_id": key}),
        (meet, {"need_id": key, "offer_id": room}),
    ]:
        with koungou.database.writing(koungou.id + 1) as work, pytest.raises(DomainError, match="resource_unknown"):
            verb(work, **told)
    assert koungou.ask(lambda session, _id: list_resources(session, koungou.id + 1)) == []


def test_there_is_an_end_to_needs_and_offers(koungou):
    with koungou.database.writing(koungou.id) as work:
        for n in range(RESOURCES_AT_MOST):
            add_resource(work, side=Side.NEED, nature=Nature.TIME, what=f"Besoin {n}")
    with pytest.raises(DomainError, match="too_many_resources"):
        need(koungou)


def resource(key, side=Side.OFFER, nature=Nature.ROOM, **more):
    return Resource(key, side, nature, f"n° {key}", **more)


def test_an_offer_of_the_same_nature_comes_first_then_that_of_somebody_else():
    wanted = resource(9, Side.NEED, organisation_id=1)
    offers = [
        resource(1, nature=Nature.TIME),
        resource(2, organisation_id=1),
        resource(3, organisation_id=2),
        resource(4),
    ]
    assert [one.id for one in suitable(wanted, offers)] == [3, 4, 2, 1]
    assert suitable(wanted, []) == []


def test_needs_that_nothing_meets_come_first_and_those_of_actions_that_are_over_last():
    listed = [
        resource(1, Side.NEED, met_by_id=6),
        resource(2, Side.NEED, action_id=40),
        resource(3, Side.NEED),
        resource(4, Side.NEED, action_id=41),
        resource(6),
    ]
    assert [one.id for one in needs_first(listed, over={40})] == [3, 4, 1, 2]


def test_offers_that_serve_nobody_yet_come_first():
    listed = [resource(1), resource(2), resource(3, Side.NEED, met_by_id=1)]
    assert [one.id for one in offers_of(listed)] == [2, 1]
