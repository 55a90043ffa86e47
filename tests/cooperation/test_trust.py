"""Trust and contribution: six questions about a few organisations (M5)."""

import gettext

import pytest

from qic_core.errors import DomainError
from qic_core.measures.trust import TRUST, VALUE
from qic_core.workshop.fields import Item
from qic_core.workshop.kind import Answer, Content, Harvest
from qic_core.workshop.registry import kind_of
from qic_core.workshop.shares import share_of

WORDS = gettext.NullTranslations()
KIND = kind_of("trust")
NAMES = ("Centre social", "Mission locale", "Parents")


def content(count=3, **settings):
    names = [NAMES[n] if n < len(NAMES) else f"Organisation {n}" for n in range(count)]
    items = tuple(Item(f"o{n}", name, thing=("organisation", n)) for n, name in enumerate(names, start=1))
    return Content("trust", "Confiance", "Que dites-vous d'elle ?", KIND.check_settings(settings), items)


def said(own, about, trust, value, voices=1):
    given = dict.fromkeys(TRUST, trust) | dict.fromkeys(VALUE, value)
    return Answer({"speaks_for": [own], "ratings": {about: {key: step for key, step in given.items() if step}}}, voices)


def drawn(*answers, **settings):
    asked = content(**settings)
    return asked, KIND.summarise(asked, Harvest(answers))


def test_each_question_has_a_screen_and_not_to_know_is_an_answer():
    _, rated = KIND.fields(content())
    assert rated.one_by_one
    assert [criterion.key for criterion in rated.criteria] == [*TRUST, *VALUE]
    assert all(
        [level.value for level in criterion.levels if not level.apart] == [1, 2, 3, 4] for criterion in rated.criteria
    )
    assert all(sum(level.apart for level in criterion.levels) == 1 for criterion in rated.criteria)


def test_a_person_is_asked_about_three_organisations_at_most():
    assert len(share_of(content(20), ordinal=2, seed=1)) == 3


def test_nobody_rates_their_own_organisation():
    with pytest.raises(DomainError) as refused:
        KIND.check_values(content(), said("o1", "o1", 3, 3).values)
    assert refused.value.code == "rates_own_organisation"


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ((), "No answer yet."),
        ((said("o1", "o2", 4, 0),), "Over all: trust 4.00 of 4, contribution — of 4. (1 voice)"),
        (
            (said("o1", "o2", 4, 2), said("o2", "o3", 1, 1)),
            "Over all: trust 2.50 of 4, contribution 1.50 of 4. (2 voices)",
        ),
        ((said("o1", "o2", 3, 3, voices=30),), "Over all: trust 3.00 of 4, contribution 3.00 of 4. (30 voices)"),
    ],
)  # fmt: skip
def test_the_sentence_says_both_scores_over_all(answers, sentence):
    asked, summary = drawn(*answers)
    assert KIND.sentence(asked, summary, WORDS) == sentence


def test_an_organisation_is_told_once_five_voices_spoke_of_it():
    asked, summary = drawn(said("o1", "o2", 4, 2, voices=4), said("o1", "o3", 3, 1, voices=5), named=1)
    assert [tuple(row) for row in KIND.table(asked, summary, WORDS).rows] == [
        ("Centre social", "—", "—", "fewer than 5"),
        ("Mission locale", "—", "—", "fewer than 5"),
        ("Parents", "3.00", "1.00", 5),
    ]
    chart = KIND.chart(asked, summary, WORDS, font=14)
    told = [(row["label"], row["value"], row["caption"]) for row in chart.rows]
    assert told == [("Parents", 3, "trust 3.00 · contribution 1.00")]


def test_unnamed_no_organisation_is_named():
    answers = [said("o1", "o2", 4, 2, voices=9), said("o2", "o1", 4, 2, voices=9), said("o1", "o3", 2, 2, voices=9)]
    asked, summary = drawn(*answers)
    shown = str((KIND.table(asked, summary, WORDS), KIND.chart(asked, summary, WORDS, font=14)))
    assert not [name for name in NAMES if name in shown]
    named, summary = drawn(*answers, named=1)
    assert [row["label"] for row in KIND.chart(named, summary, WORDS, font=14).rows] == list(NAMES)


def test_not_to_know_counts_for_nothing():
    answer = Answer({"speaks_for": ["o1"], "ratings": {"o2": dict.fromkeys(TRUST, 0)}}, 9)
    asked, summary = drawn(answer)
    assert KIND.sentence(asked, summary, WORDS) == "No answer yet."
    assert KIND.trend(asked, summary, WORDS) == {}
