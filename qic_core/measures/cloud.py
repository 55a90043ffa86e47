"""Where the words of a cloud stand: the same words make the same cloud, most voices in the middle (measure M17)."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from qic_core.measures.word_counts import WordCount

MOST_WORDS = 50
LINE_HEIGHT = 1.2
FILLED = (0.58, 0.4, 0.25)  # shares of the frame that the words may fill: the next is tried when a word is dropped
TALLEST = 0.27  # largest type, as a share of the frame's height: three lines fit
STEP = 0.95  # from a size to the next smaller one
WIDEST = 0.96  # width of a word, as a share of the frame's
ROUNDING = 1e-6
NARROW = frozenset("fijlrtI.,:;!'’|()[]- ")
BROAD = frozenset("mwMW%@œæŒÆ…—")


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word, the centre of its box (y downwards) and the size of its type, in the units of the frame."""

    text: str
    count: int
    x: float
    y: float
    size: float

    @property
    def width(self) -> float:
        """The width of the box, estimated for a bold sans serif."""
        return self.size * _ems(self.text)

    @property
    def height(self) -> float:
        """The height of the box, accents and tails included."""
        return self.size * LINE_HEIGHT


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float


def layout(words: Sequence[WordCount], width: float, height: float, *, smallest: float = 14) -> list[PlacedWord]:
    """Return the words that found a place in the frame, at most 50, most voices first and in the middle.

    The area of a word follows its voices, down to type of size `smallest`; only a word too long for the frame is
    set smaller than its voices ask. Boxes do not overlap. What does not fit is left out.
    """
    fitting = (word for word in words if _ems(word.spelling) * smallest <= WIDEST * width)
    chosen = sorted(fitting, key=lambda word: -word.count)[:MOST_WORDS]
    placed: list[PlacedWord] = []
    for filled in FILLED:
        sizes = _sizes(chosen, width, height, smallest, filled)
        placed = max(placed, _place(chosen, sizes, width, height), key=len)
        if len(placed) == len(chosen):
            break
    return placed


def _sizes(words: Sequence[WordCount], width: float, height: float, smallest: float, filled: float) -> list[float]:
    """Return the size of each word, the largest with which the boxes fill no more than that share of the frame."""
    ems = [_ems(word.spelling) for word in words]
    largest = TALLEST * height
    while True:
        asked = (largest * sqrt(word.count / words[0].count) for word in words)
        sizes = [max(smallest, min(size, WIDEST * width / em)) for size, em in zip(asked, ems, strict=True)]
        area = sum(size * size * em * LINE_HEIGHT for size, em in zip(sizes, ems, strict=True))
        if area <= filled * width * height or largest <= smallest:
            return sizes
        largest *= STEP


def _place(words: Sequence[WordCount], sizes: Sequence[float], width: float, height: float) -> list[PlacedWord]:
    taken: list[_Box] = []
    placed = []
    for word, size in zip(words, sizes, strict=True):
        wide, high = size * _ems(word.spelling), size * LINE_HEIGHT
        corner = _nearest_free(wide, high, taken, width, height)
        if corner:
            left, top = corner
            taken.append(_Box(left, top, left + wide, top + high))
            placed.append(PlacedWord(word.spelling, word.count, left + wide / 2, top + high / 2, size))
    return placed


def _nearest_free(
    wide: float, high: float, taken: Sequence[_Box], width: float, height: float
) -> tuple[float, float] | None:
    """Return the corner of the free place nearest to the middle, among those that touch a box already there."""
    middle_left, middle_top = (width - wide) / 2, (height - high) / 2
    corners = _beside(taken, wide, high) if taken else [(middle_left, middle_top)]
    places = sorted(
        (((left - middle_left) / width) ** 2 + ((top - middle_top) / height) ** 2, left, top)
        for left, top in corners
        if 0 <= left <= width - wide and 0 <= top <= height - high
    )
    return next(((left, top) for _, left, top in places if _is_free(left, top, wide, high, taken)), None)


def _beside(taken: Sequence[_Box], wide: float, high: float) -> Iterator[tuple[float, float]]:
    """Give the corners of the places around each box, aligned with its middle and its ends."""
    for left, top, right, bottom in taken:
        for along in (left, (left + right - wide) / 2, right - wide):
            yield along, top - high
            yield along, bottom
        down = (top + bottom - high) / 2
        yield left - wide, down
        yield right, down


def _is_free(left: float, top: float, wide: float, high: float, taken: Sequence[_Box]) -> bool:
    left, top, right, bottom = left + ROUNDING, top + ROUNDING, left + wide - ROUNDING, top + high - ROUNDING
    return not any(
        left < box_right and right > box_left and top < box_bottom and bottom > box_top
        for box_left, box_top, box_right, box_bottom in taken
    )


def _ems(text: str) -> float:
    """Return the width of a text in units of its size."""
    return sum(map(_em, text))


def _em(char: str) -> float:
    if char in NARROW:
        return 0.4
    if char in BROAD:
        return 1
    if unicodedata.east_asian_width(char) in "WF" or unicodedata.category(char) == "So":
        return 1.4
    return 0.76 if char.isupper() else 0.62
