"""Who works with whom, once a tie is said to be a pair at or above a chosen level (measure M4).

Density and reciprocity read ties as they are said, from one to the other; centralisation, betweenness and paths take
two nodes as neighbours when either says so. What a figure cannot say is None.
Sources: L. Freeman, "Centrality in social networks", Social Networks 1(3), 1979; S. Wasserman, K. Faust,
"Social Network Analysis", Cambridge, 1994 (dyads); U. Brandes, "A faster algorithm for betweenness centrality",
Journal of Mathematical Sociology 25(2), 2001.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias

import networkx as nx

Tie: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Network:
    """The figures of a network; each is 0–1 except the mean path, in steps."""

    density: float | None
    reciprocity: float | None
    centralisation: float | None
    betweenness: Mapping[int, float]
    mean_path: float | None


def ties(levels: Mapping[tuple[int, int], int], threshold: int) -> frozenset[Tie]:
    """Return the pairs (i, j) that i rated at this level or higher."""
    return frozenset(pair for pair, level in levels.items() if level >= threshold and pair[0] != pair[1])


@lru_cache(maxsize=32)
def network(nodes: frozenset[int], ties: frozenset[Tie]) -> Network:
    """Return the figures of these nodes and of the ties between two of them; others are not looked at.

    Without two nodes there is no density and no path, without three no centralisation and no betweenness, without a
    tie no reciprocity; the mean path needs that each node reaches each other one.
    """
    kept = frozenset(tie for tie in ties if tie[0] != tie[1] and nodes.issuperset(tie))
    graph = nx.Graph()
    graph.add_nodes_from(sorted(nodes))
    graph.add_edges_from(sorted(kept))
    count = len(nodes)
    connected = bool(nodes) and nx.is_connected(graph)
    return Network(
        density=len(kept) / (count * (count - 1)) if count > 1 else None,
        reciprocity=_reciprocity(kept),
        centralisation=_centralisation([degree for _, degree in graph.degree()]),
        betweenness=MappingProxyType(nx.betweenness_centrality(graph) if count > 2 else {}),
        mean_path=nx.average_shortest_path_length(graph) if connected and count > 1 else None,
    )


def _reciprocity(ties: frozenset[Tie]) -> float | None:
    """Return the mutual dyads over the dyads with a tie: of pairs of nodes, not of ties."""
    joined = {(min(tie), max(tie)) for tie in ties}
    return (len(ties) - len(joined)) / len(joined) if joined else None


def _centralisation(degrees: list[int]) -> float | None:
    """Return 1 when all turns around one node, 0 when all have as many neighbours; None under three nodes."""
    count = len(degrees)
    if count < 3:
        return None
    highest = max(degrees)
    return sum(highest - degree for degree in degrees) / ((count - 1) * (count - 2))
