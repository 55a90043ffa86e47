from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qic_core.measures.cloud import MOST_WORDS, PlacedWord, layout
from qic_core.measures.word_counts import WordCount

SLACK = 1e-3
SAID = (
    *("entraide", "solidarité", "jeunesse", "eau", "toitures", "école"),
    *("emploi", "coordination", "confiance", "vivre-ensemble", "écoute", "💪"),
)

letters = st.text("abcimwéÉMŒ -’💪語", min_size=1, max_size=30)
words = st.builds(lambda text, count: WordCount(text, count, (text,)), letters, st.integers(1, 80))


def counted(*counts: int) -> list[WordCount]:
    return [WordCount(text, count, (text,)) for text, count in zip(SAID, counts, strict=False)]


def apart(one: PlacedWord, other: PlacedWord) -> bool:
    across = abs(one.x - other.x) * 2 >= one.width + other.width - SLACK
    return across or abs(one.y - other.y) * 2 >= one.height + other.height - SLACK


@settings(deadline=None)
@given(st.lists(words, max_size=60), st.integers(20, 2000), st.integers(10, 1200), st.integers(8, 60))
def test_words_stand_inside_the_frame_apart_from_each_other_and_are_readable(
    said: list[WordCount], width: int, height: int, smallest: int
) -> None:
    placed = layout(said, width, height, smallest=smallest)
    assert len(placed) <= min(len(said), MOST_WORDS)
    assert all(apart(one, other) for one, other in combinations(placed, 2))
    for word in placed:
        assert word.size >= smallest
        assert -SLACK <= word.x - word.width / 2 <= word.x + word.width / 2 <= width + SLACK
        assert -SLACK <= word.y - word.height / 2 <= word.y + word.height / 2 <= height + SLACK


def test_the_word_with_most_voices_stands_in_the_middle_and_is_the_largest() -> None:
    first, *others = layout(counted(3, 5, 12, 2, 1, 1), 1344, 560)
    assert (first.text, first.x, first.y) == ("jeunesse", pytest.approx(672), pytest.approx(280))
    assert all(first.size > other.size for other in others)


def test_the_area_of_a_word_follows_its_voices() -> None:
    sizes = {word.count: word.size for word in layout(counted(16, 4, 1), 1920, 1080)}
    assert sizes[16] == pytest.approx(2 * sizes[4])
    assert sizes[16] == pytest.approx(4 * sizes[1])


@pytest.mark.parametrize("counts", [(1,), (1, 1), (9, 1, 1, 1), (1,) * 12, (40, 20, 12, 9, 7, 6, 5, 4, 3, 2, 1, 1)])
@pytest.mark.parametrize(("width", "height"), [(1344, 560), (360, 300), (1920, 800)])
def test_what_a_room_says_all_fits(counts: tuple[int, ...], width: int, height: int) -> None:
    assert {word.text for word in layout(counted(*counts), width, height)} == set(SAID[: len(counts)])


def test_a_word_that_does_not_fit_is_left_out_and_the_others_are_placed() -> None:
    endless = WordCount("a" * 200, 9, ())
    assert [word.text for word in layout([endless, *counted(2, 1)], 400, 300)] == ["entraide", "solidarité"]


@pytest.mark.parametrize(("width", "height"), [(0, 0), (0, 300), (300, 0), (300, 10)])
def test_a_frame_too_small_holds_nothing(width: int, height: int) -> None:
    assert layout(counted(3, 2), width, height) == []


def test_only_the_fifty_words_with_most_voices_are_placed() -> None:
    placed = layout([WordCount(f"m{number}", number, ()) for number in range(1, 71)], 1920, 800)
    assert sorted(word.count for word in placed) == list(range(21, 71))


def test_the_same_words_make_the_same_cloud() -> None:
    said = counted(5, 4, 4, 3, 2, 2, 1)
    assert layout(said, 900, 400) == layout(list(said), 900, 400)
