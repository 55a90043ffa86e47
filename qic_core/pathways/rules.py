"""What a change and a link of the pathways are (A4-02, A4-04, A4-05, A1-12). Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import isfinite

from qic_core.errors import DomainError
from qic_core.words import N_
from qic_core.workshop.texts import clean_text, shortened

TITLE_LENGTH = 300
STATE_LENGTH = 300
WHY_LENGTH = 1000
UNIT_LENGTH = 40
TARGET_AT_MOST = 1_000_000_000_000
TITLE_IN_REFUSALS = 60
CHANGES_AT_MOST = 500
LINKS_AT_MOST = 2000
SUREST = 100


class Horizon(StrEnum):
    """When a change shows, from today to the vision."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


class Nature(StrEnum):
    """What changes (source 003)."""

    KNOWLEDGE = "knowledge"
    PRACTICE = "practice"
    CULTURE = "culture"


ORDER: Mapping[Horizon, int] = {horizon: place for place, horizon in enumerate(Horizon)}
NATURE_OF: Mapping[Horizon, Nature] = dict(zip(Horizon, Nature, strict=True))
WARNINGS: Mapping[str, str] = {
    "nature": N_("At this horizon one expects another kind of change: knowledge, then practices, then culture."),
    "past": N_("Its day is past: is it done, or is there another day?"),
    "undated": N_("It has a figure to reach, and no day: by when?"),
}


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to reach, in its unit and period: 3 contacts a year (A4-04)."""

    value: float
    unit: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """What people write of a change; `clean` holds it to its bounds."""

    title: str
    horizon: Horizon
    nature: Nature
    for_whom: str = ""
    from_state: str = ""
    to_state: str = ""
    unseen: str = ""
    due_on: date | None = None
    target: Target | None = None

    def clean(self) -> "Wording":
        """Return it trimmed; refuses an empty title and over-long texts."""
        title = clean_text(self.title, at_most=TITLE_LENGTH)
        if not title:
            raise DomainError("title_missing")
        return replace(
            self,
            title=title,
            for_whom=clean_text(self.for_whom, at_most=STATE_LENGTH),
            from_state=clean_text(self.from_state, at_most=STATE_LENGTH),
            to_state=clean_text(self.to_state, at_most=STATE_LENGTH),
            unseen=clean_text(self.unseen, at_most=STATE_LENGTH),
            target=_clean_target(self.target),
        )


@dataclass(frozen=True, slots=True)
class Change:
    """A passage from one state to another; `version` tells whether someone else saved meanwhile."""

    id: int
    wording: Wording
    position: int = 0
    version: int = 1

    @property
    def title(self) -> str:
        return self.wording.title

    @property
    def horizon(self) -> Horizon:
        return self.wording.horizon


@dataclass(frozen=True, slots=True)
class Link:
    """A change leads to another, or (`to_id` None) to the vision; `confidence` 0–100, None before anybody said."""

    id: int
    from_id: int
    to_id: int | None
    hypothesis: str = ""
    evidence: str = ""
    confidence: int | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Pathways:
    """All that stands: changes in the order of their columns, links."""

    changes: tuple[Change, ...] = ()
    links: tuple[Link, ...] = ()

    def at(self, horizon: Horizon) -> tuple[Change, ...]:
        """Return the changes of one horizon."""
        return tuple(change for change in self.changes if change.horizon == horizon)


def soft_warnings(wording: Wording, *, today: date) -> list[str]:
    """Return what deserves a second look (keys of WARNINGS): nothing of it keeps a change from being saved."""
    found = {
        "nature": wording.nature != NATURE_OF[wording.horizon],
        "past": wording.due_on is not None and wording.due_on < today,
        "undated": wording.target is not None and wording.due_on is None,
    }
    return [key for key, holds in found.items() if holds]


class Web:
    """The links so far, which the next one is held to."""

    def __init__(self, changes: Iterable[Change], links: Iterable[Link]) -> None:
        self.titles = {change.id: change.title for change in changes}
        self._after: dict[int, list[int | None]] = {key: [] for key in self.titles}
        for link in links:
            self._after.setdefault(link.from_id, []).append(link.to_id)

    def add(self, from_id: int, to_id: int | None) -> None:
        """Add a link; refuses a dangling end, a change to itself, one that stands already, one that closes a circle."""
        if from_id not in self.titles or (to_id is not None and to_id not in self.titles):
            raise DomainError("change_unknown")
        if from_id == to_id:
            raise DomainError("link_to_itself", title=self._short(from_id))
        if to_id in self._after[from_id]:
            raise DomainError("link_twice")
        circle = self.path(to_id, from_id) if to_id is not None else []
        if circle:
            raise DomainError("link_closes_circle", circle=" → ".join(self._short(key) for key in [from_id, *circle]))
        self._after[from_id].append(to_id)

    def path(self, start: int, end: int) -> list[int]:
        """Return the changes on a shortest way from `start` to `end`, both included; empty when there is none."""
        came_from = {start: start}
        waiting = [start]
        for here in waiting:
            if here == end:
                return _way_back(came_from, end)
            for following in self._after.get(here, []):
                if following is not None and following not in came_from:
                    came_from[following] = here
                    waiting.append(following)
        return []

    def _short(self, key: int) -> str:
        return shortened(self.titles[key], at_most=TITLE_IN_REFUSALS)


def check_confidence(confidence: int | None) -> int | None:
    """Return a confidence from 0 to 100, or None; refuses another."""
    if confidence is not None and not 0 <= confidence <= SUREST:
        raise DomainError("confidence_out_of_bounds", highest=SUREST)
    return confidence


def _clean_target(target: Target | None) -> Target | None:
    if target is None:
        return None
    if not isfinite(target.value) or abs(target.value) > TARGET_AT_MOST:
        raise DomainError("figure_out_of_bounds", lowest=-TARGET_AT_MOST, highest=TARGET_AT_MOST)
    unit, period = (clean_text(text, at_most=UNIT_LENGTH) for text in (target.unit, target.period))
    return Target(target.value, unit, period)


def _way_back(came_from: Mapping[int, int], end: int) -> list[int]:
    way = [end]
    while came_from[way[-1]] != way[-1]:
        way.append(came_from[way[-1]])
    return way[::-1]
