"""Where each change stands on the map: four columns, in the order of their positions. Pure; sizes are in pixels.

Links have no say, so that drawing one moves nothing; a new change moves the boxes of its column by half a place.
"""

from dataclasses import dataclass
from typing import Final

from qic_core.pathways.rules import Horizon, Pathways

WIDTH: Final = 1280
BOX_WIDTH: Final = 248
MARGIN: Final = 14
HEAD: Final = 92
FOOT: Final = 46
# The vision's box, with a text as long as may be, fits beside empty columns.
LOWEST: Final = 330
COLUMNS: Final = len(Horizon) + 1


@dataclass(frozen=True, slots=True)
class Size:
    """How large the boxes of a column of up to `at_most` changes are, with how many lines of what type.

    `note`: there is room to say by when and for whom.
    """

    at_most: int
    height: float
    gap: float
    lines: int
    type: float
    note: bool


SIZES: Final = (
    Size(9, 92, 20, 3, 15, True),
    Size(14, 72, 14, 2, 15, True),
    Size(30, 48, 11, 2, 15, False),
    Size(10_000, 38, 7, 2, 12.5, False),
)


def size_of(count: int) -> Size:
    """Return the size of the boxes in a column of so many changes: the longer the column, the less each box shows."""
    return next(size for size in SIZES if count <= size.at_most)


def column_left(number: int) -> float:
    """Return where a column (0: short term … 3: vision) begins."""
    return MARGIN + number * (WIDTH - 2 * MARGIN - BOX_WIDTH) / (COLUMNS - 1)


def lay_out(pathways: Pathways) -> tuple[dict[int, tuple[float, float]], float]:
    """Return the top left corner of each change's box by its id, and the height of the map."""
    columns = [pathways.at(horizon) for horizon in Horizon]
    tallest = max(LOWEST, *(_height(len(column)) for column in columns))
    places: dict[int, tuple[float, float]] = {}
    for number, column in enumerate(columns):
        size = size_of(len(column))
        top = HEAD + (tallest - _height(len(column))) / 2
        for row, change in enumerate(column):
            places[change.id] = (column_left(number), top + row * (size.height + size.gap))
    return places, HEAD + tallest + FOOT


def _height(count: int) -> float:
    size = size_of(count)
    return max(count * (size.height + size.gap) - size.gap, 0)
