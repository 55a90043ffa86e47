import pytest

from qic_core.challenge.conditions import IMPACT_CONDITIONS
from qic_core.dashboard.cells import ImpactConditions
from qic_core.errors import DomainError
from qic_core.words import Words
from qic_core.workshop.answers import check_answer
from qic_core.workshop.kind import Answer, Content, Harvest

WORDS = Words()
KIND = ImpactConditions()
CONTENT = Content("conditions", "Les cinq", "Où en sommes-nous ?")


def scored(voices=1, **scores):
    return Answer({"scores": {"collective": scores}}, voices)


def summary(*answers):
    return KIND.summarise(CONTENT, Harvest(answers))


def test_the_room_is_asked_about_the_five_each_with_what_its_scores_mean():
    (field,) = KIND.fields(CONTENT)
    assert [criterion.key for criterion in field.criteria] == [
        "vision", "synergy", "evaluation", "communication", "support",
    ]  # fmt: skip
    told = [[level.definition for level in criterion.levels] for criterion in field.criteria]
    assert told == [list(condition.meanings) for condition in IMPACT_CONDITIONS]


def test_the_weakest_is_said_first_in_the_sentence_and_in_the_table():
    said = summary(scored(vision=3, support=1, voices=2), scored(vision=2, support=2))
    assert KIND.sentence(CONTENT, said, WORDS) == ("Weakest first: A support structure, 1 of 3, Beginning (3 voices).")
    assert [row[:2] for row in KIND.table(CONTENT, said, WORDS).rows] == [
        ("A support structure", 1),
        ("A shared vision", 3),
    ]


def test_its_runs_make_a_curve_for_each_condition():
    assert KIND.trend(CONTENT, summary(scored(vision=2, synergy=0)), WORDS) == {
        "A shared vision": 2,
        "Actions that strengthen one another": 0,
    }


@pytest.mark.parametrize(
    ("scores", "code"),
    [({"vision": 4}, "level_unknown"), ({"ties": 1}, "answer_malformed"), ({}, "rating_missing")],
)
def test_what_is_not_one_of_the_five_or_not_a_score_is_refused(scores, code):
    with pytest.raises(DomainError) as refusal:
        check_answer(KIND.fields(CONTENT), {"scores": {"collective": scores}})
    assert refusal.value.code == code
