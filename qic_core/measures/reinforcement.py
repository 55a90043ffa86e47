"""Which actions strengthen which: r_ab says what a does for b, from −1 hinders to 2 is indispensable (measure M13).

The collective's own measure, after the « mutually reinforcing activities » of collective impact. A pair about which
nothing was said is missing from the matrix: it adds nothing to the index.
Source for clusters: A. Clauset, M. Newman, C. Moore, "Finding community structure in very large networks",
Physical Review E 70, 2004.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import TypeAlias

import networkx as nx

Matrix: TypeAlias = Mapping[tuple[int, int], int]

HIGHEST = 2


def index(matrix: Matrix, n: int) -> float | None:
    """Return Σ r_ab / (2·n(n−1)) over the pairs of n actions: −½ all hinder, 0, 1 all indispensable; None under two."""
    if n < 2:
        return None
    return sum(_said(matrix).values()) / (HIGHEST * n * (n - 1))


def isolated(nodes: Collection[int], matrix: Matrix) -> list[int]:
    """Return the actions that neither help nor hinder any other, nor are helped or hindered; in the order given."""
    touched = {node for pair, value in _said(matrix).items() if value for node in pair}
    return [node for node in nodes if node not in touched]


def given(matrix: Matrix) -> dict[int, int]:
    """Return what each action does for the others: the sum of its row."""
    sums: Counter[int] = Counter()
    for (giver, _), value in _said(matrix).items():
        sums[giver] += value
    return dict(sums)


def received(matrix: Matrix) -> dict[int, int]:
    """Return what the others do for each action: the sum of its column."""
    sums: Counter[int] = Counter()
    for (_, receiver), value in _said(matrix).items():
        sums[receiver] += value
    return dict(sums)


def clusters(nodes: Collection[int], matrix: Matrix) -> list[list[int]]:
    """Return the groups of actions that help one another more than the others, the largest first, ids in order.

    Help in both directions is added up; who is helped by none and helps none is in no group. Groups maximise
    modularity step by step; the same matrix always gives the same groups.
    """
    graph = _help(nodes, matrix)
    if not graph.size():
        return []
    groups = nx.community.greedy_modularity_communities(graph, weight="weight")
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))


def share_served(organisations_by_change: Mapping[int, set[int]]) -> float | None:
    """Return the share (0–1) of the changes that at least two organisations serve; None without a change."""
    if not organisations_by_change:
        return None
    served = sum(len(organisations) > 1 for organisations in organisations_by_change.values())
    return served / len(organisations_by_change)


def _said(matrix: Matrix) -> dict[tuple[int, int], int]:
    return {pair: value for pair, value in matrix.items() if pair[0] != pair[1]}


def _help(nodes: Collection[int], matrix: Matrix) -> nx.Graph:
    """Return who helps whom, in a fixed order: ties between equal merges are broken by it."""
    known, total = frozenset(nodes), Counter[tuple[int, int]]()
    for pair, value in _said(matrix).items():
        if value > 0 and known.issuperset(pair):
            total[min(pair), max(pair)] += value
    graph = nx.Graph()
    graph.add_nodes_from(sorted({node for pair in total for node in pair}))
    graph.add_weighted_edges_from((*pair, weight) for pair, weight in sorted(total.items()))
    return graph
