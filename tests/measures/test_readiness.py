import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.measures.readiness import weakest


@pytest.mark.parametrize(
    ("scores", "least"),
    [({}, []), ({"challenge": 2}, ["challenge"]), ({"challenge": 2, "ties": 0, "means": 0}, ["ties", "means"])],
)
def test_the_weakest_conditions_are_named(scores, least):
    assert weakest(scores) == least


@given(st.dictionaries(st.sampled_from(["challenge", "leaders", "ties", "means"]), st.integers(0, 3)))
def test_nothing_left_out_is_as_low_as_what_is_named(scores):
    least = weakest(scores)
    assert {scores[key] for key in least} == ({min(scores.values())} if scores else set())
    assert all(scores[key] > scores[least[0]] for key in scores if key not in least)
