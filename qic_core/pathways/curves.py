"""The curves that links draw between boxes: each leaves and arrives at a place of its own on a box's side. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from qic_core.pathways.layout import BOX_WIDTH
from qic_core.pathways.rules import Link

LEFT, RIGHT = -1, 1
BEND: Final = 44
BULGE: Final = 46
# Beside a column where many links run, the farther they go the farther out they swing.
NEAREST_LANE, FARTHEST_LANE, LANE_SLOPE = 26, 84, 0.13
ARROW: Final = 8
APART: Final = 20
CORNER: Final = 7
# Where a label stands on a curve: before its arrow, where few links cross; in the belly beside a column.
LATE, HALFWAY = 0.72, 0.5


class Rect(NamedTuple):
    """A box's top left corner and height; all are as wide."""

    x: float
    y: float
    height: float

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


Point: TypeAlias = tuple[float, float]
Port: TypeAlias = tuple[int | None, int]


@dataclass(frozen=True, slots=True)
class Curve:
    """A cubic curve by its four points; the arrow at its end points to the right (1) or to the left (-1)."""

    points: tuple[Point, Point, Point, Point]
    heading: int
    late: float

    @property
    def label(self) -> Point:
        """Return where a label stands, before the end as a rule."""
        return self.at(self.late)

    def at(self, part: float) -> Point:
        """Return the point at a part of the way, 0 at its start and 1 at its end."""
        rest = 1 - part
        weights = (rest**3, 3 * rest * rest * part, 3 * rest * part * part, part**3)
        x, y = (
            sum(weight * point[axis] for weight, point in zip(weights, self.points, strict=True)) for axis in (0, 1)
        )
        return x, y

    @property
    def path(self) -> str:
        """Return it as SVG writes paths."""
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = self.points
        return f"M{x0:g} {y0:g}C{x1:g} {y1:g} {x2:g} {y2:g} {x3:g} {y3:g}"

    @property
    def arrow(self) -> str:
        """Return its arrowhead as SVG writes paths."""
        x, y = self.points[3]
        return f"M{x + ARROW * self.heading:g} {y:g}l{-(ARROW + 2) * self.heading:g} -4.5v9z"


def curves_of(links: Iterable[Link], boxes: Mapping[int | None, Rect], *, in_lanes: bool = False) -> dict[int, Curve]:
    """Return the curve of each link whose two ends have a box, by the link's id."""
    drawn = [link for link in links if link.from_id in boxes and link.to_id in boxes]
    sides = {link.id: _sides(boxes[link.from_id], boxes[link.to_id]) for link in drawn}
    heights = _heights(drawn, sides, boxes)
    return {
        link.id: _curve(boxes[link.from_id], boxes[link.to_id], sides[link.id], heights[link.id], in_lanes)
        for link in drawn
    }


def _sides(start: Rect, end: Rect) -> tuple[int, int]:
    """Return from which side a link leaves and at which it arrives: towards the vision, back, or beside the column."""
    if start.x == end.x:
        return RIGHT, RIGHT
    return (RIGHT, LEFT) if start.x < end.x else (LEFT, RIGHT)


def _heights(
    links: Iterable[Link], sides: Mapping[int, tuple[int, int]], boxes: Mapping[int | None, Rect]
) -> dict[int, tuple[float, float]]:
    """Return the heights at which each link leaves and arrives, spread over the box's side in the order of its ends."""
    at_side: dict[Port, list[tuple[float, int, int]]] = defaultdict(list)
    for link in links:
        leaving, arriving = sides[link.id]
        at_side[link.from_id, leaving].append((boxes[link.to_id].middle, link.id, 0))
        at_side[link.to_id, arriving].append((boxes[link.from_id].middle, link.id, 1))
    heights: dict[tuple[int, int], float] = {}
    for (key, _side), ends in at_side.items():
        box = boxes[key]
        apart = min(APART, (box.height - 2 * CORNER) / max(len(ends) - 1, 1))
        for place, (_height, link_id, end) in enumerate(sorted(ends)):
            heights[link_id, end] = box.middle + (place - (len(ends) - 1) / 2) * apart
    return {link_id: (heights[link_id, 0], heights[link_id, 1]) for link_id in sides}


def _curve(start: Rect, end: Rect, sides: tuple[int, int], heights: tuple[float, float], in_lanes: bool) -> Curve:
    leaving, arriving = sides
    x0 = start.x + (BOX_WIDTH if leaving == RIGHT else 0)
    x3 = end.x + (BOX_WIDTH if arriving == RIGHT else 0) + ARROW * arriving
    bend = _bulge(heights, in_lanes) if leaving == arriving else max(BEND, abs(x3 - x0) * 0.4)
    points = (
        (x0, heights[0]),
        (x0 + bend * leaving, heights[0]),
        (x3 + bend * arriving, heights[1]),
        (x3, heights[1]),
    )
    return Curve(points, -arriving, HALFWAY if leaving == arriving else LATE)


def _bulge(heights: tuple[float, float], in_lanes: bool) -> float:
    far = NEAREST_LANE + LANE_SLOPE * abs(heights[0] - heights[1])
    return min(FARTHEST_LANE, far) if in_lanes else BULGE
