from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qic_core.measures.sampling import balanced_sample

ITEMS = [f"statement {number}" for number in range(12)]


@settings(deadline=None)
@given(count=st.integers(1, 40), size=st.integers(1, 45), people=st.integers(0, 90), seed=st.integers())
def test_every_item_is_seen_equally_often_give_or_take_one(count: int, size: int, people: int, seed: int) -> None:
    items = range(count)
    seen = Counter(item for person in range(people) for item in balanced_sample(items, size, person, seed))
    times = [seen[item] for item in items]
    assert sum(times) == people * min(size, count)
    assert max(times) - min(times) <= 1


@given(count=st.integers(0, 40), size=st.integers(0, 45), person=st.integers(0, 500), seed=st.integers())
def test_nobody_is_shown_an_item_twice(count: int, size: int, person: int, seed: int) -> None:
    shown = balanced_sample(range(count), size, person, seed)
    assert len(shown) == len(set(shown)) == min(size, count)
    assert set(shown) <= set(range(count))


def test_a_person_who_comes_back_is_shown_the_same_in_the_same_order() -> None:
    assert balanced_sample(ITEMS, 5, 7, seed=3) == balanced_sample(list(ITEMS), 5, 7, seed=3)


def test_the_sample_stays_what_it_was_when_the_app_is_updated() -> None:
    assert balanced_sample(ITEMS, 3, 0, seed=1) == ["statement 1", "statement 6", "statement 8"]


@pytest.mark.parametrize("size", [5, 12, 20])
def test_no_item_always_comes_first(size: int) -> None:
    firsts = Counter(balanced_sample(ITEMS, size, person, seed=1)[0] for person in range(240))
    assert set(firsts) == set(ITEMS)
    assert max(firsts.values()) < 60


def test_the_same_items_are_not_always_shown_together() -> None:
    together = {frozenset(balanced_sample(ITEMS, 4, person, seed=1)) for person in range(12)}
    assert len(together) > 6


def test_another_seed_shows_something_else() -> None:
    assert balanced_sample(ITEMS, 5, 0, seed=1) != balanced_sample(ITEMS, 5, 0, seed=2)
