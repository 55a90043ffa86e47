from datetime import date
from gettext import NullTranslations

import pytest

from qic_core.actions.overview import (
    Around,
    Bond,
    Filter,
    Money,
    common_law_share,
    euros,
    money_of,
    money_rows,
    overview_sentence,
    share_sentence,
)
from qic_core.actions.rules import Action, Funding, Means, Plan, Status
from qic_core.pathways.rules import Change, Horizon
from qic_core.words import catalogue
from tests.pathways.story import wording

WORDS = NullTranslations()
TODAY = date(2027, 6, 15)
AROUND = Around(
    changes={1: Change(1, wording("Court"), 1), 2: Change(2, wording("Long", Horizon.LONG), 1)},
    names={7: "L'école", 8: "La mairie"},
    seated=(7, 8),
)


def act(key, status=Status.IDEA, **told):
    return Action(key, Plan(f"Action {key}", **told), status)


ACTIONS = [
    act(1, change_ids=(1,), lead_id=7),
    act(2, Status.RUNNING, change_ids=(1, 2), lead_id=8, partner_ids=(7,)),
    act(3, Status.DONE, change_ids=(2,), starts_on=TODAY, ends_on=TODAY, lead_id=8, sought=0),
    act(4),
    act(5, change_ids=(99,)),
]


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (Filter(), [1, 2, 3, 4, 5]),
        (Filter(change=1), [1, 2]),
        (Filter(change=Bond.NONE), [4, 5]),
        (Filter(horizon=Horizon.LONG), [2, 3]),
        (Filter(horizon=Horizon.MEDIUM), []),
        (Filter(organisation_id=7), [1, 2]),
        (Filter(organisation_id=8), [2, 3]),
        (Filter(status=Status.DONE), [3]),
        (Filter(quick=True), [3]),
        (Filter(change=1, organisation_id=8), [2]),
    ],
)
def test_a_filter_keeps_what_answers_to_all_of_it(asked, kept):
    assert [action.id for action in ACTIONS if asked.keeps(action, AROUND)] == kept


@pytest.mark.parametrize(
    ("actions", "said"),
    [
        ([], "0 actions."),
        ([act(1)], "1 action."),
        ([act(1, Status.RUNNING, ends_on=date(2027, 6, 1)), act(2)], "2 actions: 1 under way, 1 overdue."),
        (ACTIONS, "5 actions: 1 under way, 1 quick win."),
        ([act(1, Status.STOPPED, starts_on=TODAY, ends_on=TODAY, lead_id=8, sought=0)], "1 action."),
    ],
)
def test_a_sentence_says_how_they_stand(actions, said):
    assert overview_sentence(actions, WORDS, today=TODAY) == said


@pytest.mark.parametrize(
    ("told", "share"),
    [
        ([], None),
        ([(None, None, "idea")], None),
        ([(Means.COMMON_LAW, None, "idea"), (Means.CITY_POLICY, None, "idea")], (0.5, False, 2)),
        ([(Means.COMMON_LAW, 300, "idea"), (Means.CITY_POLICY, 100, "idea")], (0.75, True, 2)),
        ([(Means.COMMON_LAW, None, "idea"), (Means.CITY_POLICY, 100, "idea")], (0.0, True, 2)),
        ([(Means.COMMON_LAW, 0, "idea"), (None, 900, "idea")], (1.0, False, 1)),
        ([(Means.COMMON_LAW, 5, "idea"), (Means.CITY_POLICY, 900, "stopped")], (1.0, True, 1)),
    ],
)
def test_the_share_of_the_ordinary_services_is_of_the_money_found_else_of_the_actions(told, share):
    actions = [act(n, Status(status), means=means, found=found) for n, (means, found, status) in enumerate(told)]
    assert common_law_share(actions) == share


def test_the_share_is_said_in_money_or_in_actions():
    rich = [act(1, means=Means.COMMON_LAW, found=300), act(2, means=Means.CITY_POLICY, found=100)]
    poor = [act(1, means=Means.COMMON_LAW), act(2, means=Means.CITY_POLICY)]
    said = [share_sentence(share, WORDS) for share in map(common_law_share, (rich, poor)) if share]
    assert said[0].startswith("75 % of the money found")
    assert said[1].startswith("1 of the 2 actions")


MONEYED = [
    act(1, means=Means.COMMON_LAW, funding=Funding.OPERATING, sought=1000, found=400),
    act(2, means=Means.CITY_POLICY, sought=500, found=700),
    act(3, Status.STOPPED, sought=9000),
    act(4),
]


@pytest.mark.parametrize(
    ("actions", "money"),
    [
        ([], Money(0, 0, 0)),
        ([act(1, sought=500, found=700)], Money(500, 700, 0)),
        ([act(1, sought=1000, found=400), act(2, sought=500, found=700)], Money(1500, 1100, 600)),
        ([act(1, sought=1000), act(2, found=700)], Money(1000, 700, 1000)),
        ([act(1, sought=1000, found=400), act(2, Status.STOPPED, sought=9000, found=5)], Money(1000, 400, 600)),
        ([act(1, Status.DONE, sought=1000, found=400)], Money(1000, 400, 0)),
    ],
)
def test_what_is_missing_is_added_up_action_by_action_without_those_that_are_over(actions, money):
    assert money_of(actions) == money


def test_money_adds_up_by_whose_means_and_by_what_for():
    rows = money_rows(MONEYED, WORDS)
    assert [money for _name, money in rows] == [
        Money(1000, 400, 600), Money(500, 700), Money(1000, 400, 600), Money(500, 700), Money(1500, 1100, 600),
    ]  # fmt: skip
    assert [name for name, _money in rows][-1] == "All of it"
    assert money_rows([act(4)], WORDS) == []


@pytest.mark.parametrize(
    ("amount", "language", "said"),
    [(None, "fr", ""), (0, "fr", "0 €"), (12500, "fr", "12 500 €"), (12500, "en", "12,500 €")],
)
def test_an_amount_is_written_as_the_language_does(amount, language, said):
    plain = dict.fromkeys((0x202F, 0xA0), " ")
    assert euros(amount, catalogue(language)).translate(plain) == said


def test_who_acts_is_named_even_when_it_has_left_the_table():
    around = Around(names={7: "L'école", 8: "La mairie"}, seated=(8,))
    assert around.name(7) == "L'école"
    assert around.name(None) == ""
    assert around.partners(act(1, partner_ids=(8, 7))) == "La mairie, L'école"
