"""Where each action stands: in the change that it serves, in the column of its horizon. Pure; sizes are in pixels.

What the actions do to one another has no say, so that a new arrow moves nothing. An action that serves several changes
stands in the first; those that serve none stand together below the columns.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from qic_core.actions.rules import Action
from qic_core.pathways.layout import COLUMNS, FOOT, HEAD, LOWEST, column_left
from qic_core.pathways.lettering import fitted
from qic_core.pathways.rules import Change, Horizon, Pathways

TITLE_TYPE: Final = 13
TITLE_LEADING: Final = 16
TITLE_WIDE: Final = 244
APART: Final = 14
INSET: Final = 8


@dataclass(frozen=True, slots=True)
class Size:
    """How large the boxes are when a column holds up to `at_most` actions; with how many lines of what type."""

    at_most: int
    height: float
    gap: float
    lines: int
    type: float


SIZES: Final = (Size(6, 66, 12, 3, 14.5), Size(12, 48, 10, 2, 14), Size(10_000, 38, 8, 2, 12.5))


@dataclass(frozen=True, slots=True)
class Group:
    """A change in its place, with its title in lines; the actions that serve it stand in it."""

    change_id: int
    x: float
    y: float
    height: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """An action's box: its top left corner; `more` is how many changes it serves beside the one it stands in."""

    x: float
    y: float
    more: int


@dataclass(frozen=True, slots=True)
class Layout:
    """All places; `apart` is where those that serve no change begin, None when there are none."""

    groups: tuple[Group, ...]
    spots: Mapping[int, Spot]
    size: Size
    apart: float | None
    height: float


def lay_out(actions: Sequence[Action], pathways: Pathways) -> Layout:
    """Return the place of each change and of each action."""
    homes, alone = _homes(actions, pathways)
    columns = [pathways.at(horizon) for horizon in Horizon]
    longest = max([sum(len(homes[change.id]) for change in column) for column in columns] + [len(alone) / COLUMNS])
    size = next(size for size in SIZES if longest <= size.at_most)
    groups: list[Group] = []
    spots: dict[int, Spot] = {}
    bottoms: list[float] = [HEAD + LOWEST]
    for number, column in enumerate(columns):
        top: float = HEAD
        for change in column:
            group = _group(change, number, top, len(homes[change.id]), size)
            groups.append(group)
            spots |= _spots(homes[change.id], group, size)
            top += group.height + APART
        bottoms.append(top - APART)
    apart = max(bottoms) + 2 * APART if alone else None
    if apart is not None:
        spots |= _grid(alone, apart + TITLE_LEADING + 2 * INSET, size)
        bottoms += [spots[action.id].y + size.height + INSET for action in alone]
    return Layout(tuple(groups), spots, size, apart, max(bottoms) + FOOT)


def _homes(actions: Sequence[Action], pathways: Pathways) -> tuple[dict[int, list[Action]], list[Action]]:
    """Return the actions in the change where each stands, the first of those it serves; those that serve none."""
    order = {change.id: place for place, change in enumerate(pathways.changes)}
    homes: dict[int, list[Action]] = defaultdict(list)
    alone = []
    for action in actions:
        served = sorted(order[key] for key in action.plan.change_ids if key in order)
        if served:
            homes[pathways.changes[served[0]].id].append(action)
        else:
            alone.append(action)
    return homes, alone


def _group(change: Change, column: int, top: float, count: int, size: Size) -> Group:
    lines = fitted(change.title, wide=TITLE_WIDE / TITLE_TYPE, lines=2)
    height = 2 * INSET + TITLE_LEADING * len(lines) + count * (size.height + size.gap)
    return Group(change.id, column_left(column), top, height, lines)


def _spots(actions: Sequence[Action], group: Group, size: Size) -> dict[int, Spot]:
    top = group.y + 2 * INSET + TITLE_LEADING * len(group.lines)
    return {
        action.id: Spot(group.x, top + row * (size.height + size.gap), len(action.plan.change_ids) - 1)
        for row, action in enumerate(actions)
    }


def _grid(actions: Sequence[Action], top: float, size: Size) -> dict[int, Spot]:
    """Return places in rows, as wide as the columns are."""
    places = ((action, *divmod(place, COLUMNS)) for place, action in enumerate(actions))
    return {
        action.id: Spot(column_left(column), top + row * (size.height + size.gap), 0) for action, row, column in places
    }
