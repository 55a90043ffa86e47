"""The vector of M9, and ties worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.measures.majority_judgment import majority_grade, majority_value, ranking, shares_around

PUBLISHED = [1, 1, 2, 4, 2]
grades = st.lists(st.integers(0, 8), min_size=6, max_size=6)


def test_the_published_vector():
    assert majority_grade(PUBLISHED) == 3
    assert shares_around(PUBLISHED) == (0.20, 0.40)


@pytest.mark.parametrize(
    ("counts", "grade"), [([0] * 6, None), ([1, 0], 0), ([0, 1], 1), ([1, 1], 0), ([2, 1, 2], 1), ([0, 0, 5], 2)]
)
def test_the_grade_is_the_lower_middle_voice(counts, grade):
    assert majority_grade(counts) == grade


@pytest.mark.parametrize(
    ("merits", "order"),
    [
        ({}, []),
        ({"a": [0, 0, 0]}, []),
        ({"a": [1, 0, 2], "b": [0, 3, 0]}, ["a", "b"]),
        # Voices 0 1 1 and 1 1 2: both grades are 1; one median voice less leaves 0 1 and 1 2, so 0 against 1.
        ({"b": [1, 2, 0], "a": [0, 2, 1]}, ["a", "b"]),
        # Voices 0 1 1 1 2 and 1 1 1 1 2: three times 1 and 1, then 0 2 against 1 2.
        ({"b": [1, 3, 1], "a": [0, 4, 1]}, ["a", "b"]),
        # The example of docs/calculs.md: told apart at the third voice, 2 against 3.
        ({"water": [1, 1, 2, 4, 2, 0], "school": [0, 2, 1, 5, 2, 0]}, ["school", "water"]),
        # All alike: the order given stays.
        ({"a": [1, 1, 1], "b": [1, 1, 1]}, ["a", "b"]),
    ],
)
def test_the_better_majority_value_comes_first(merits, order):
    assert ranking(merits) == order


@given(grades)
def test_the_value_uses_every_voice_once(counts):
    value = majority_value(counts)
    assert [value.count(grade) for grade in range(6)] == counts


@given(grades.filter(lambda counts: sum(counts[:-1]) > 0), st.data())
def test_a_better_grade_never_harms(counts, data):
    grade = data.draw(st.sampled_from([place for place in range(5) if counts[place]]))
    better = [*counts]
    better[grade] -= 1
    better[grade + 1] += 1
    assert majority_value(better) >= majority_value(counts)
