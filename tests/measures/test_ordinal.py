"""Vectors: M1 of the measures, and the examples published with the R package agrmt for M3."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.measures.ordinal import agreement, consensus_index, lower_median

UNIFORM = [5] * 7
ENDS = [10, 0, 0, 0, 0, 0, 10]
PUBLISHED = [30, 40, 210, 130, 530, 50, 10]

distributions = st.lists(st.integers(0, 10**9), min_size=1, max_size=9).filter(any)


def counts_of(levels: list[int]) -> list[int]:
    return [levels.count(level) for level in range(1, 8)]


@pytest.mark.parametrize(("levels", "median"), [([2, 5, 6], 5), ([1, 7], 1), ([], None), ([4], 4), ([3, 3, 4, 4], 3)])
def test_the_median_is_the_lower_middle_voice(levels: list[int], median: int | None) -> None:
    assert lower_median(counts_of(levels)) == median


@given(st.lists(st.integers(1, 7), min_size=1))
def test_the_median_is_the_one_of_the_sorted_voices(levels: list[int]) -> None:
    assert lower_median(counts_of(levels)) == sorted(levels)[(len(levels) - 1) // 2]


@pytest.mark.parametrize(
    ("counts", "a", "cns"),
    [
        (PUBLISHED, 0.6113333, 0.7256876),
        (ENDS, -1, 0),
        (UNIFORM, 0, 0.4720009),
        ([0, 0, 9, 0, 0, 0, 0], 1, 1),
        ([4, 4], 0, 0),
        ([3], 1, 1),
    ],
)
def test_agreement_and_consensus_equal_the_published_values(counts: list[int], a: float, cns: float) -> None:
    assert agreement(counts) == pytest.approx(a, abs=1e-7)
    assert consensus_index(counts) == pytest.approx(cns, abs=1e-7)


@pytest.mark.parametrize("counts", [[], [0], [0] * 7])
def test_without_an_answer_there_is_no_value(counts: list[int]) -> None:
    assert lower_median(counts) is None
    assert agreement(counts) is None
    assert consensus_index(counts) is None


@given(distributions)
def test_both_stay_within_their_bounds(counts: list[int]) -> None:
    a, cns = agreement(counts), consensus_index(counts)
    assert a is not None
    assert cns is not None
    assert -1 - 1e-9 <= a <= 1 + 1e-9
    assert -1e-9 <= cns <= 1 + 1e-9


@given(distributions, st.integers(2, 1000))
def test_twice_the_same_room_says_the_same(counts: list[int], times: int) -> None:
    larger = [count * times for count in counts]
    assert lower_median(larger) == lower_median(counts)
    assert agreement(larger) == pytest.approx(agreement(counts))
    assert consensus_index(larger) == pytest.approx(consensus_index(counts))


@given(distributions)
def test_a_scale_read_from_the_other_end_has_the_same_agreement(counts: list[int]) -> None:
    assert agreement(counts[::-1]) == pytest.approx(agreement(counts), abs=1e-9)
    assert consensus_index(counts[::-1]) == pytest.approx(consensus_index(counts), abs=1e-9)


@given(st.integers(2, 9), st.data())
def test_a_unanimous_room_agrees_fully(levels: int, data: st.DataObject) -> None:
    chosen = data.draw(st.integers(0, levels - 1))
    counts = [12 if level == chosen else 0 for level in range(levels)]
    assert (agreement(counts), consensus_index(counts), lower_median(counts)) == (1, 1, chosen + 1)
