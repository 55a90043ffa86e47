"""Source 001: four conditions to start from, five of collective impact."""

from qic_core.challenge.conditions import BY_KEY, CONDITIONS, HIGHEST, IMPACT_CONDITIONS, SCORES


def test_four_to_start_from_and_five_to_work_on():
    assert [condition.key for condition in CONDITIONS] == ["challenge", "leaders", "ties", "means"]
    assert [condition.key for condition in IMPACT_CONDITIONS] == [
        "vision",
        "synergy",
        "evaluation",
        "communication",
        "support",
    ]
    assert len(BY_KEY) == 9


def test_each_has_its_words_and_the_scores_go_from_nought_to_three():
    assert all(one.title and one.question.endswith(("?", ".")) for one in (*CONDITIONS, *IMPACT_CONDITIONS))
    assert len(SCORES) == HIGHEST + 1 == 4
