"""Where the strategy of the pathways breaks (A1-13, what « cadres logiques » are blamed for). Pure; nothing is refused.

A column of more than 12 is over-long: more boxes than one projected screen shows, and more at once than a collective
can follow; it is the list that « covers all needs » and chooses nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from qic_core.pathways.rules import ORDER, Change, Horizon, Link, Pathways
from qic_core.words import N_, Words
from qic_core.workshop.texts import shortened

COLUMN_AT_MOST = 12
TITLE_SHOWN = 90
VISION_PLACE = len(ORDER)
SENTENCES: Mapping[str, str] = {
    "vision_unserved": N_("No change leads to the vision yet. Link to it those that make it come true."),
    "circle": N_("These changes go round in a circle: %(circle)s. Take one of the links off."),
    "link_backwards": N_("“%(start)s” leads to “%(end)s”, which comes earlier in time. Turn the link or take it off."),
    "link_skips": N_("“%(start)s” leads straight to “%(end)s”: what must change in between?"),
    "link_skips_to_vision": N_("“%(start)s” leads straight to the vision: what must change in between?"),
    "no_way_to_vision": N_("“%(title)s” does not lead to the vision. What does it make possible?"),
    "nothing_before": N_("Nothing leads to “%(title)s”. What must have changed before that?"),
    "long_column": N_(
        "%(count)s changes at one horizon are hard to follow; keep %(at_most)s at most: what comes first?"
    ),
    "twin": N_("“%(title)s” stands twice. Keep one, and give it both its links."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where the strategy breaks, with the change, link or action to open; none when it is the whole map."""

    sentences: ClassVar[Mapping[str, str]] = SENTENCES

    code: str
    params: Mapping[str, str | int]
    change_id: int | None = None
    link_id: int | None = None
    action_id: int | None = None

    def sentence(self, words: Words) -> str:
        """Return it as one sentence that says what to do."""
        return words.gettext(self.sentences[self.code]) % self.params


def check_strategy(pathways: Pathways, *, has_vision: bool) -> list[Finding]:
    """Return what deserves a second look, the gravest first; `has_vision`: a vision is adopted."""
    served = any(link.to_id is None for link in pathways.links)
    found = [] if served or not (has_vision or pathways.changes) else [Finding("vision_unserved", {})]
    found += _circles(pathways)
    found += _jumps(pathways)
    found += _without_way(pathways) if served else []
    found += _without_before(pathways)
    found += _long_columns(pathways)
    return [*found, *_twins(pathways)]


def _circles(pathways: Pathways) -> Iterator[Finding]:
    """An archive may bring what the pages refuse."""
    titles = {change.id: _short(change) for change in pathways.changes}
    links = _in_circles(pathways.links)
    while links:
        circle = _one_circle(links)
        named = [circle[0].from_id, *(link.to_id or 0 for link in circle)]
        params = {"circle": " → ".join(titles[key] for key in named)}
        yield Finding("circle", params, change_id=circle[0].from_id, link_id=circle[-1].id)
        links = _in_circles([link for link in links if link not in circle])


def _in_circles(links: Sequence[Link]) -> list[Link]:
    """Return the links that are left when every change that leads nowhere, or that nothing leads to, is taken off."""
    left = [link for link in links if link.to_id is not None]
    count = -1
    while count != len(left):
        count = len(left)
        starts, ends = {link.from_id for link in left}, {link.to_id for link in left}
        left = [link for link in left if link.from_id in ends and link.to_id in starts]
    return left


def _one_circle(links: Sequence[Link]) -> list[Link]:
    """Follow links, each of which leads to another, until a change comes again; return the links of that circle."""
    following = {link.from_id: link for link in links}
    here: int | None = links[0].from_id
    way: list[Link] = []
    while here not in [link.from_id for link in way]:
        way.append(following[here or 0])
        here = way[-1].to_id
    return way[[link.from_id for link in way].index(here or 0) :]


def _jumps(pathways: Pathways) -> Iterator[Finding]:
    changes = {change.id: change for change in pathways.changes}
    for link in pathways.links:
        start = changes[link.from_id]
        end = changes[link.to_id] if link.to_id is not None else None
        steps = (ORDER[end.horizon] if end else VISION_PLACE) - ORDER[start.horizon]
        params = {"start": _short(start), "end": _short(end) if end else ""}
        if steps < 0:
            yield Finding("link_backwards", params, link_id=link.id)
        elif steps > 1:
            yield Finding("link_skips" if end else "link_skips_to_vision", params, link_id=link.id)


def _without_way(pathways: Pathways) -> Iterator[Finding]:
    before: dict[int | None, list[int]] = defaultdict(list)
    for link in pathways.links:
        before[link.to_id].append(link.from_id)
    waiting: list[int | None] = [None]
    reached: set[int | None] = {None}
    for here in waiting:
        fresh = [key for key in dict.fromkeys(before[here]) if key not in reached]
        reached.update(fresh)
        waiting.extend(fresh)
    return _about_each("no_way_to_vision", [change for change in pathways.changes if change.id not in reached])


def _without_before(pathways: Pathways) -> Iterator[Finding]:
    led_to = {link.to_id for link in pathways.links}
    later = [change for change in pathways.changes if change.horizon != Horizon.SHORT]
    return _about_each("nothing_before", [change for change in later if change.id not in led_to])


def _long_columns(pathways: Pathways) -> Iterator[Finding]:
    for horizon in Horizon:
        column = pathways.at(horizon)
        if len(column) > COLUMN_AT_MOST:
            params = {"count": len(column), "at_most": COLUMN_AT_MOST}
            yield Finding("long_column", params, change_id=column[COLUMN_AT_MOST].id)


def _twins(pathways: Pathways) -> Iterator[Finding]:
    seen: set[str] = set()
    for change in pathways.changes:
        title = change.title.casefold()
        if title in seen:
            yield from _about_each("twin", [change])
        seen.add(title)


def _about_each(code: str, changes: Sequence[Change]) -> Iterator[Finding]:
    return (Finding(code, {"title": _short(change)}, change_id=change.id) for change in changes)


def _short(change: Change) -> str:
    return shortened(change.title, at_most=TITLE_SHOWN)
