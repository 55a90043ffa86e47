"""Measure M5: trust and value, three items each."""

import pytest

from qic_core.measures.trust import TRUST, VALUE, trust_and_value

TRUSTED = {"reliability": [3, 3], "openness": [4, 4], "mission": [1, 3]}
VALUED = {"power": [1], "involvement": [4], "resources": [2]}


@pytest.mark.parametrize(
    ("answers", "scores"),
    [
        (TRUSTED, (3, None)),
        (VALUED, (None, pytest.approx(7 / 3))),
        ({**TRUSTED, **VALUED}, (3, pytest.approx(7 / 3))),
        ({**TRUSTED, "mission": []}, (None, None)),
        ({**dict.fromkeys(TRUST, [1]), **dict.fromkeys(VALUE, [4, 4])}, (1, 4)),
        ({}, (None, None)),
    ],
)
def test_a_score_needs_its_three_items(answers: dict, scores: tuple) -> None:
    assert trust_and_value(answers) == scores
