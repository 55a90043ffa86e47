"""The vectors of M16."""

import pytest

from qic_core.measures.participation import participation_level, share_of


@pytest.mark.parametrize(
    ("percent", "level"), [(0, 1), (19.9, 1), (20, 2), (39.9, 2), (40, 3), (60, 4), (79.9, 4), (80, 5), (100, 5)]
)
def test_the_level_of_a_share(percent, level):
    assert participation_level(percent) == level


@pytest.mark.parametrize(("residents", "everyone", "share"), [(6, 14, 6 / 14), (0, 3, 0), (0, 0, None)])
def test_the_share_of_residents(residents, everyone, share):
    assert share_of(residents, everyone) == share
