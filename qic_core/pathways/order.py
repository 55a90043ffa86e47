"""In what order changes stand in their columns, so that few links cross. Pure."""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence

from qic_core.pathways.rules import Horizon, Link, Pathways

ROUNDS = 8
Columns = Sequence[Sequence[int]]


def arranged(pathways: Pathways) -> dict[int, int]:
    """Return each change's position in its column with the fewest crossings found; as it stands if none is better.

    To and fro, each column is ordered by where the neighbours of its changes stand on average (their barycentre).
    """
    best = now = [[change.id for change in pathways.at(horizon)] for horizon in Horizon]
    fewest = crossings(best, pathways.links)
    neighbours = _neighbours(pathways.links)
    for turn in range(ROUNDS):
        numbers = range(len(now)) if turn % 2 == 0 else range(len(now) - 1, -1, -1)
        for number in numbers:
            now = [*now[:number], _by_barycentre(now, number, neighbours), *now[number + 1 :]]
        found = crossings(now, pathways.links)
        if found < fewest:
            best, fewest = now, found
    return {key: position for column in best for position, key in enumerate(column, start=1)}


def crossings(columns: Columns, links: Sequence[Link]) -> int:
    """Count the pairs of links between the same two columns that cross."""
    places = {key: (number, place) for number, column in enumerate(columns) for place, key in enumerate(column)}
    between: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for link in links:
        if link.to_id is not None:
            (start, from_place), (end, to_place) = places[link.from_id], places[link.to_id]
            between[start, end].append((from_place, to_place))
    return sum(_inversions(pairs) for (start, end), pairs in between.items() if start != end)


def _inversions(pairs: Sequence[tuple[int, int]]) -> int:
    count, ends = 0, list[int]()
    for _start, end in sorted(pairs):
        count += len(ends) - bisect_right(ends, end)
        insort(ends, end)
    return count


def _neighbours(links: Sequence[Link]) -> dict[int, list[int]]:
    near: dict[int, list[int]] = defaultdict(list)
    for link in links:
        if link.to_id is not None:
            near[link.from_id].append(link.to_id)
            near[link.to_id].append(link.from_id)
    return near


def _by_barycentre(columns: Columns, number: int, neighbours: Mapping[int, Sequence[int]]) -> list[int]:
    """Return a column ordered by its neighbours in the other columns; what has none keeps its height."""
    heights = {
        key: (place + 0.5) / len(column)
        for other, column in enumerate(columns)
        if other != number
        for place, key in enumerate(column)
    }
    column = columns[number]
    own = {key: (place + 0.5) / len(column) for place, key in enumerate(column)}
    wanted = {}
    for key in column:
        near = [heights[one] for one in neighbours.get(key, ()) if one in heights]
        wanted[key] = sum(near) / len(near) if near else own[key]
    return sorted(column, key=lambda key: wanted[key])
