"""The vectors of M16."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.measures.participation import participation_level, share_level, share_of


@pytest.mark.parametrize(
    ("percent", "level"), [(0, 1), (19.9, 1), (20, 2), (39.9, 2), (40, 3), (60, 4), (79.9, 4), (80, 5), (100, 5)]
)
def test_the_level_of_a_share(percent, level):
    assert participation_level(percent) == level


@pytest.mark.parametrize(("residents", "everyone", "share"), [(6, 14, 6 / 14), (0, 3, 0), (0, 0, None)])
def test_the_share_of_residents(residents, everyone, share):
    assert share_of(residents, everyone) == share


@pytest.mark.parametrize(
    ("residents", "total", "share", "level"),
    [(0, 0, None, None), (0, 8, 0, 1), (1, 5, 0.2, 2), (6, 14, 6 / 14, 3), (3, 5, 0.6, 4), (8, 8, 1, 5)],
)
def test_a_share_comes_with_its_level(residents, total, share, level):
    assert share_level(residents, total) == (share, level)


@given(st.integers(1, 10_000), st.data())
def test_the_level_is_that_of_whole_numbers(total, data):
    """No rounding: 12 of 60 is 20 % sharp, whatever the float says."""
    residents = data.draw(st.integers(0, total))
    assert share_level(residents, total)[1] == 1 + min(4, 5 * residents // total)


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_one_more_resident_never_lowers_the_level(residents, others):
    before, after = share_level(residents, residents + others)[1], share_level(residents + 1, residents + others + 1)[1]
    assert before is None or after >= before
