"""What the page says of cooperation: numbers, never a name."""

from datetime import date

import pytest

from qic_core.cooperation.rules import Wave
from qic_core.dashboard.public_rules import moved_between
from qic_core.public.sentences import moved_sentence
from qic_core.words import catalogue


def wave(number: int, levels: dict[tuple[int, int], int], organisations: int) -> Wave:
    names = {key: f"Organisation {key}" for key in range(1, organisations + 1)}
    return Wave(number, number, date(2026, number, 1), names, {}, levels, {}, 6)


FIRST = {(1, 2): 2, (2, 3): 4, (3, 4): 5}
LAST = {(1, 2): 4, (2, 3): 4, (3, 4): 3, (4, 5): 1}


def test_ties_rated_both_times_are_counted_without_names():
    moved = moved_between([wave(1, FIRST, 5), wave(2, {}, 5), wave(3, LAST, 5)], named=False)
    assert moved.moves == (1, 1, 1)
    said = moved_sentence(moved, catalogue("fr"))
    assert "1er janvier 2026" in said
    assert "1er mars 2026" in said
    assert "Organisation" not in said


@pytest.mark.parametrize(
    ("waves", "named", "told"),
    [
        ([wave(1, FIRST, 4), wave(2, LAST, 4)], False, False),
        ([wave(1, FIRST, 4), wave(2, LAST, 4)], True, True),
        ([wave(1, FIRST, 5)], True, False),
        ([wave(1, FIRST, 5), wave(2, {(4, 5): 1}, 5)], True, False),
        ([], True, False),
    ],
    ids=["few, unnamed", "few, named", "one wave", "nothing in common", "none"],
)
def test_few_organisations_are_told_only_once_they_agreed_to_be_named(waves, named, told):
    assert (moved_between(waves, named=named) is not None) is told
