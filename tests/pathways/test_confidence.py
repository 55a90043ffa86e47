import gettext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.errors import DomainError
from qic_core.pathways.confidence import STEPS, Confidence, confidence_of
from qic_core.workshop.answers import check_answer
from qic_core.workshop.fields import Item
from qic_core.workshop.kind import Answer, Content, Harvest

WORDS = gettext.NullTranslations()
CONFIDENCE = Confidence()
CONTENT = Content(
    "confidence",
    "Confiance",
    "Croyons-nous à ces liens ?",
    items=(
        Item("i1", "Les parents connaissent l'école → Ils y viennent"),
        Item("i2", "Ils y viennent → Ils décident avec elle"),
        Item("i3", "Ils décident avec elle → Les enfants restent à l'école"),
    ),
)


def sure(voices=1, **links):
    return Answer({"links": {key: {"sure": step} for key, step in links.items()}}, voices)


def summary(*answers):
    return CONFIDENCE.summarise(CONTENT, Harvest(answers))


ROOM = (sure(i1=100, i2=25), sure(i1=75, i2=50), sure(voices=2, i1=75, i2=25))


@pytest.mark.parametrize(
    ("answers", "confidence"),
    [
        ((), {}),
        (ROOM, {"i1": 75, "i2": 25}),
        # An even room: the lower of the two middle voices, never their mean.
        ((sure(i1=0), sure(i1=100)), {"i1": 0}),
        ((sure(i3=50),), {"i3": 50}),
    ],
)
def test_the_rooms_confidence_is_the_lower_median_and_a_blank_is_missing(answers, confidence):
    assert confidence_of(summary(*answers)) == confidence


def test_the_weakest_link_comes_first_and_one_nobody_judged_not_at_all():
    rows = CONFIDENCE.table(CONTENT, summary(*ROOM), WORDS).rows
    assert [tuple(row) for row in rows] == [
        ("Ils y viennent → Ils décident avec elle", 25, "A little", "0.88", 4),
        ("Les parents connaissent l'école → Ils y viennent", 75, "Mostly", "0.88", 4),
    ]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ((), "No answer yet."),
        (
            ROOM,
            "Weakest link: “Ils y viennent → Ils décident avec elle”, confidence 25 of 100, A little (4 voices).",
        ),
    ],
)
def test_the_sentence_names_the_weakest_link(answers, sentence):
    assert CONFIDENCE.sentence(CONTENT, summary(*answers), WORDS) == sentence


def test_it_is_never_called_a_probability():
    table = CONFIDENCE.table(CONTENT, summary(*ROOM), WORDS)
    said = [CONFIDENCE.explanation, CONFIDENCE.sentence(CONTENT, summary(*ROOM), WORDS), *table.columns]
    assert not any(word in text.lower() for text in said for word in ("probab", "chance", "likel", "%"))


def test_the_chart_draws_every_step_of_each_judged_link():
    rows = CONFIDENCE.chart(CONTENT, summary(*ROOM), WORDS, font=14).rows
    assert [(row["answer"], row["share"]) for row in rows[:5]] == [
        ("100 – Fully", 0),
        ("75 – Mostly", 0),
        ("50 – Half and half", 0.25),
        ("25 – A little", 0.75),
        ("0 – Not at all", 0),
    ]
    assert len(rows) == 10
    assert CONFIDENCE.chart(CONTENT, summary(), WORDS, font=14) is None


def test_voting_again_makes_a_curve_a_link():
    assert CONFIDENCE.trend(CONTENT, summary(sure(i2=50)), WORDS) == {"Ils y viennent → Ils décident avec elle": 50}


@pytest.mark.parametrize("step", [-25, 10, 60, 101, 1000])
def test_a_confidence_between_the_steps_is_refused(step):
    with pytest.raises(DomainError) as refusal:
        check_answer(CONFIDENCE.fields(CONTENT), {"links": {"i1": {"sure": step}}})
    assert refusal.value.code == "level_unknown"


@given(st.lists(st.sampled_from(STEPS), min_size=1, max_size=40))
def test_the_confidence_is_one_that_someone_gave(steps):
    assert confidence_of(summary(*(sure(i1=step) for step in steps)))["i1"] == sorted(steps)[(len(steps) - 1) // 2]
