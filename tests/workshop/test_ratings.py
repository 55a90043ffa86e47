from qic_core.workshop.fields import Criterion, Level
from qic_core.workshop.kind import Answer
from qic_core.workshop.ratings import shares_of, voices_on

VIEW = Criterion("view", "Your view", (Level(1, "Agree"), Level(0, "Pass"), Level(-1, "Disagree")))


def said(*views: int | None) -> list[Answer]:
    return [Answer({"views": {"i1": {} if view is None else {"view": view}}}) for view in views]


def test_voices_stand_in_the_order_of_the_levels_and_a_blank_on_none():
    answers = [*said(-1, -1, 1, None), Answer({"views": {"i1": {"view": 0}}}, voices=6), Answer({"views": {}})]
    assert voices_on(VIEW, answers, field="views", item="i1") == [1, 6, 2]
    assert voices_on(VIEW, answers, field="views", item="i2") == [0, 0, 0]


def test_shares_begin_with_the_last_level():
    assert shares_of([("a", [1, 3]), ("b", [2, 0])], ["low", "high"]) == [
        ("a", "high", 0.75),
        ("a", "low", 0.25),
        ("b", "high", 0.0),
        ("b", "low", 1.0),
    ]
