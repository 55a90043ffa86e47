"""How wide a text is about, and the lines it takes: a picture's boxes must hold what people typed. Pure."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

# Widths in em of a plain sans serif, a little on the wide side: the picture is also read where its own font lacks.
NARROW: Final = frozenset("iljtfI.,;:'’|!()[]-· ")
BROAD: Final = frozenset("mwMW@%—→…")
ELLIPSIS: Final = "…"


def width_of(text: str) -> float:
    """Return about how wide a text is, in em."""
    return sum(_width(sign) for sign in text)


@lru_cache(maxsize=4096)
def fitted(text: str, *, wide: float, lines: int) -> tuple[str, ...]:
    """Return the text in at most so many lines, none over `wide` em; the last ends with “…” when there is more."""
    found: list[str] = [""]
    for word in _pieces(text, wide):
        line = f"{found[-1]} {word}".lstrip()
        if width_of(line) <= wide:
            found[-1] = line
        elif len(found) < lines:
            found.append(word)
        else:
            found[-1] = _with_ellipsis(line, wide)
            break
    return tuple(found)


def _pieces(text: str, wide: float) -> Iterator[str]:
    """Yield the words; one that is wider than a line comes in pieces."""
    for word in text.split():
        piece = ""
        for sign in word:
            if piece and width_of(piece + sign) > wide:
                yield piece
                piece = ""
            piece += sign
        yield piece


def _with_ellipsis(line: str, wide: float) -> str:
    while line and width_of(line + ELLIPSIS) > wide:
        line = line[:-1]
    return line.rstrip(" ,;:") + ELLIPSIS


def _width(sign: str) -> float:
    if sign in NARROW:
        return 0.3
    if sign in BROAD:
        return 0.95
    if unicodedata.combining(sign):
        return 0
    if unicodedata.east_asian_width(sign) in "WF" or unicodedata.category(sign) == "So":
        return 1.1
    return 0.68 if sign.isupper() else 0.56
