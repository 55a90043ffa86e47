"""Measure M4: the published star and ring, and ten organisations whose figures another program worked out."""

from fractions import Fraction
from itertools import permutations

import pytest

from qic_core.measures.network import network, ties


def both_ways(*edges: tuple[int, int]) -> frozenset[tuple[int, int]]:
    return frozenset(edges) | {(b, a) for a, b in edges}


STAR = [(0, leaf) for leaf in range(1, 6)]
RING = [(node, (node + 1) % 6) for node in range(6)]
PATH = [(0, 1), (1, 2), (2, 3)]

# Ten organisations: who says to work with whom. Its figures were worked out by a program that shares nothing with this
# one, in fractions: it walks every simple path between each pair, keeps the shortest, and counts who stands on them
# (14 edges; 36 pairs of others for each). 22 ties, of 90; 8 mutual dyads, of 14.
TEN = [
    (1, 2), (2, 1), (1, 3), (3, 1), (2, 3), (1, 4), (4, 1), (2, 5), (3, 5), (5, 3), (5, 6),
    (6, 5), (6, 7), (7, 8), (8, 7), (8, 6), (4, 9), (9, 4), (9, 10), (5, 10), (10, 5), (7, 10),
]  # fmt: skip
BETWEENNESS_OF_TEN = {
    1: Fraction(25, 216),
    2: Fraction(169, 2160),
    3: Fraction(169, 2160),
    4: Fraction(19, 270),
    5: Fraction(853, 2160),
    6: Fraction(59, 360),
    7: Fraction(17, 144),
    8: Fraction(0),
    9: Fraction(131, 1080),
    10: Fraction(149, 540),
}


def test_ten_organisations_have_the_figures_worked_out_elsewhere() -> None:
    found = network(frozenset(range(1, 11)), frozenset(TEN))
    assert found.density == pytest.approx(Fraction(11, 45))
    assert found.reciprocity == pytest.approx(Fraction(4, 7))
    assert found.centralisation == pytest.approx(Fraction(1, 6))
    assert found.mean_path == pytest.approx(Fraction(32, 15))
    assert dict(found.betweenness) == pytest.approx(BETWEENNESS_OF_TEN)


@pytest.mark.parametrize(
    ("edges", "centralisation", "mean_path", "betweenness"),
    [
        (STAR, 1, 25 / 15, {0: 1, 1: 0, 2: 0, 3: 0, 4: 0, 5: 0}),
        (RING, 0, 9 / 5, dict.fromkeys(range(6), 0.2)),
        (PATH, 1 / 3, 10 / 6, {0: 0, 1: 2 / 3, 2: 2 / 3, 3: 0}),
    ],
)
def test_simple_forms_have_the_published_figures(
    edges: list, centralisation: float, mean_path: float, betweenness: dict
) -> None:
    nodes = frozenset(node for edge in edges for node in edge)
    found = network(nodes, both_ways(*edges))
    assert found.centralisation == pytest.approx(centralisation)
    assert found.mean_path == pytest.approx(mean_path)
    assert dict(found.betweenness) == pytest.approx(betweenness)
    assert found.reciprocity == 1
    one_way = network(nodes, frozenset(edges))
    assert one_way.reciprocity == 0
    assert one_way.density == pytest.approx(found.density / 2)
    assert one_way.mean_path == found.mean_path


def test_reciprocity_counts_pairs_of_organisations_and_not_ties() -> None:
    found = network(frozenset({1, 2, 3}), frozenset({(1, 2), (2, 1), (1, 3)}))
    assert found.reciprocity == 1 / 2  # by ties it would be 2 of 3


@pytest.mark.parametrize(
    ("nodes", "said", "density", "reciprocity", "centralisation", "mean_path"),
    [
        ([], [], None, None, None, None),
        ([1], [], None, None, None, None),
        ([1, 2], [], 0, None, None, None),
        ([1, 2], [(1, 2)], 1 / 2, 0, None, 1),
        ([1, 2, 3], [], 0, None, 0, None),
        ([1, 2, 3], [(1, 2)], 1 / 6, 0, 1 / 2, None),
        ([1, 2, 3], [(1, 1), (1, 9), (9, 2)], 0, None, 0, None),
    ],
)
def test_a_figure_that_cannot_be_said_is_none(
    nodes: list,
    said: list,
    density: float,
    reciprocity: float,
    centralisation: float,
    mean_path: float,
) -> None:
    found = network(frozenset(nodes), frozenset(said))
    assert found.density == pytest.approx(density)
    assert (found.reciprocity, found.centralisation) == (reciprocity, centralisation)
    assert found.mean_path == mean_path
    assert dict(found.betweenness) == (dict.fromkeys(nodes, 0) if len(nodes) > 2 else {})


@pytest.mark.parametrize(
    ("threshold", "kept"),
    [(1, {(1, 2), (2, 1), (1, 3)}), (4, {(1, 2), (2, 1)}), (5, {(1, 2)}), (7, set())],
)
def test_a_tie_is_a_pair_at_or_above_the_chosen_level(threshold: int, kept: set) -> None:
    assert ties({(1, 2): 6, (2, 1): 4, (1, 3): 3, (3, 3): 7}, threshold) == kept


def test_sixty_organisations_that_all_work_together_have_no_middleman() -> None:
    everyone = frozenset(range(60))
    found = network(everyone, frozenset(permutations(everyone, 2)))
    assert (found.density, found.reciprocity, found.centralisation, found.mean_path) == (1, 1, 0, 1)
    assert set(found.betweenness.values()) == {0}
