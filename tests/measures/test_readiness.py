import pytest

from qic_core.measures.readiness import weakest


@pytest.mark.parametrize(
    ("scores", "least"),
    [({}, []), ({"challenge": 2}, ["challenge"]), ({"challenge": 2, "ties": 0, "means": 0}, ["ties", "means"])],
)
def test_the_weakest_conditions_are_named(scores, least):
    assert weakest(scores) == least
