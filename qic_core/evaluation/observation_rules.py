"""What the « veilleurs » see in the field: a day, a place, a theme, and no name (A5-11). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from qic_core.collective.rules import SECTORS
from qic_core.days import check_day
from qic_core.errors import DomainError
from qic_core.spreadsheet import folded
from qic_core.words import Words
from qic_core.workshop.kind import Visibility
from qic_core.workshop.texts import clean_text

PLACE_LENGTH, THEME_LENGTH, TEXT_LENGTH = 120, 60, 500
OBSERVATIONS_AT_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody saw on a day; `clean` holds it to its bounds."""

    seen_on: date
    place: str
    theme: str
    text: str

    def clean(self, *, last_day: date) -> "Seen":
        """Return it trimmed; refuses no place, no theme, no words, a day to come."""
        check_day(self.seen_on)
        if self.seen_on > last_day:
            raise DomainError("day_in_future")
        kept = replace(
            self,
            place=clean_text(self.place, at_most=PLACE_LENGTH),
            theme=clean_text(self.theme, at_most=THEME_LENGTH),
            text=clean_text(self.text, at_most=TEXT_LENGTH, lines=True),
        )
        if not kept.text:
            raise DomainError("observation_empty")
        if not kept.place:
            raise DomainError("observation_without_place")
        if not kept.theme:
            raise DomainError("observation_without_theme")
        return kept


@dataclass(frozen=True, slots=True)
class Observation:
    """A field observation, waiting, shown or hidden."""

    id: int
    seen: Seen
    visibility: Visibility


@dataclass(frozen=True, slots=True)
class Count:
    """How many observations that are shown have this theme and this place."""

    theme: str
    place: str
    number: int


def known_as(typed: str, known: Iterable[str]) -> str:
    """Return a theme or a place as it was written before, whatever its capitals and accents; else as it is typed."""
    same = {folded(name): name for name in known}
    return same.get(folded(typed), typed)


def themes_to_choose(used: Sequence[str], words: Words) -> list[str]:
    """Return the themes that were used, then those that every quarter knows."""
    taken = {folded(one) for one in used}
    return [*used, *(name for name in map(words.gettext, SECTORS) if folded(name) not in taken)]


def by_theme(counts: Iterable[Count]) -> dict[str, int]:
    """Return how many observations each theme has, the most frequent first."""
    return _summed((one.theme, one.number) for one in counts)


def by_place(counts: Iterable[Count]) -> dict[str, int]:
    """Return how many observations each place has, the most frequent first."""
    return _summed((one.place, one.number) for one in counts)


def overview_sentence(counts: Sequence[Count], words: Words) -> str:
    """Return how many observations are shown, and which theme and place come most often, in one sentence."""
    total = sum(one.number for one in counts)
    theme, of_theme = next(iter(by_theme(counts).items()))
    place, of_place = next(iter(by_place(counts).items()))
    told = words.ngettext(
        "%(n)s observation. The theme that comes most often: %(theme)s (%(of_theme)s); the place: %(place)s "
        "(%(of_place)s).",
        "%(n)s observations. The theme that comes most often: %(theme)s (%(of_theme)s); the place: %(place)s "
        "(%(of_place)s).",
        total,
    )
    return told % {"n": total, "theme": theme, "of_theme": of_theme, "place": place, "of_place": of_place}


def _summed(parts: Iterable[tuple[str, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for name, number in parts:
        sums[name] = sums.get(name, 0) + number
    return dict(sorted(sums.items(), key=lambda item: (-item[1], folded(item[0]))))
