"""A question drawn once for everyone: each phone gets its own items of it, key and seconds left. Pure."""

from collections.abc import Callable, Hashable, Sequence

from markupsafe import escape

CUT, KEY, SECONDS = "\ue001", "\ue002", "\ue003"  # no text of ours holds these: clean_text drops private characters
KEPT_AT_MOST = 64


class Drawings:
    """Pages drawn lately, by what they were drawn from: never stale, drawn anew when forgotten."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, list[str]] = {}

    def pieces(self, drawn_from: Hashable, draw: Callable[[], str]) -> list[str]:
        """Return a page cut at its items (see `assembled`), drawn only the first time."""
        if drawn_from not in self._kept:
            if len(self._kept) >= KEPT_AT_MOST:
                self._kept.clear()
            self._kept[drawn_from] = draw().split(CUT)
        return self._kept[drawn_from]


def assembled(pieces: Sequence[str], items: Sequence[str]) -> str:
    """Put a page together with these items only, in this order; without any, with all that its fields have.

    `pieces` alternates text and marks: `text, "a", item a, "b", item b, "", text, …`; an empty mark ends the items.
    """
    page, drawn = [pieces[0]], dict[str, str]()
    marks = [str(escape(key)) for key in items]
    for mark, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if mark:
            drawn[mark] = piece
        else:
            page += [*(drawn[key] for key in marks or drawn), piece]
            drawn = {}
    return "".join(page)


def finished(page: str, *, key: str, seconds_left: int | None) -> str:
    """Return the page with what differs at each drawing."""
    return page.replace(KEY, escape(key)).replace(SECONDS, str(seconds_left))
