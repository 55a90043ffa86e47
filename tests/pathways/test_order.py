from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.pathways.order import arranged, crossings
from qic_core.pathways.rules import Horizon, Link, Pathways
from tests.pathways.story import drawn


def order(pathways):
    return [[change.id for change in pathways.at(horizon)] for horizon in Horizon]


def put(pathways, positions):
    """Return the pathways with each change at its position."""
    moved = [replace(change, position=positions[change.id]) for change in pathways.changes]
    moved.sort(key=lambda change: ([*Horizon].index(change.horizon), change.position))
    return Pathways(tuple(moved), pathways.links)


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("s1 s2 m3 m4 1-3 2-4", 0),
        ("s1 s2 m3 m4 1-4 2-3", 1),
        ("s1 s2 m3 1-3 2-3", 0),
        ("s1 s2 s3 m4 m5 m6 1-6 2-5 3-4", 3),
        ("s1 s2 m3 l4 l5 1-5 2-4 1-3", 1),
        ("s1 s2 m3 1-v 2-v 1-2", 0),
    ],
)
def test_links_that_cross_are_counted(told, count):
    pathways = drawn(told)
    assert crossings(order(pathways), pathways.links) == count


@pytest.mark.parametrize(
    "told", ["s1 s2 s3 m4 m5 m6 1-6 2-5 3-4", "s1 s2 m3 m4 l5 l6 1-4 2-3 3-6 4-5", "s1 s2 s3 m4 m5 m6 1-5 2-6 3-4"]
)
def test_links_that_need_not_cross_do_not_after_arranging(told):
    pathways = put(drawn(told), arranged(drawn(told)))
    assert crossings(order(pathways), pathways.links) == 0


def test_what_crosses_nothing_stays_as_it_stands():
    assert arranged(drawn("s1 s2 m3 m4 1-3 2-4")) == {1: 1, 2: 2, 3: 1, 4: 2}


ENDS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=30)


@given(ENDS, ENDS)
def test_arranging_never_makes_it_worse_and_loses_nobody(first, second):
    changes = drawn(" ".join(f"{'sml'[n // 8]}{n + 1}" for n in range(24))).changes
    links = [Link(n, a + 1, b + 9) for n, (a, b) in enumerate(first)]
    links += [Link(99 + n, a + 9, b + 17) for n, (a, b) in enumerate(second)]
    pathways = Pathways(changes, tuple(links))
    again = put(pathways, arranged(pathways))
    assert crossings(order(again), links) <= crossings(order(pathways), links)
    assert [sorted(column) for column in order(again)] == [sorted(column) for column in order(pathways)]
