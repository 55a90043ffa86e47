"""What a collective may be called, and the code that opens its room. Pure."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import chain, count
from zoneinfo import available_timezones

from qic_core.errors import DomainError
from qic_core.words import N_, Words

CODE_ALPHABET = "ACDEFGHJKLMNPQRTUVWXY234679"
CODE_LENGTH = 6
SLUG_LENGTH = 60
NOTE_LENGTH = 1000
COLLEGES_AT_MOST = 12
SECTOR_LENGTH = 60
ROLE_LENGTH = 120
# A2-01: the State's delegate, the town's project lead, a partner that the quarter counts on.
DEFAULT_SEATS = (N_("The prefect's delegate"), N_("The town's project lead"), N_("A partner rooted in the quarter"))
# A2-04: a table where one of these is missing decides without those who know.
SECTORS = (
    N_("Housing"),
    N_("School and education"),
    N_("Health"),
    N_("Employment and training"),
    N_("Culture and sport"),
    N_("Safety and mediation"),
    N_("Shops and businesses"),
    N_("Social action and rights"),
    N_("Environment and mobility"),
)
DEFAULT_COLLEGES = (N_("Residents"), N_("Associations"), N_("Institutions"), N_("Elected officials"))


@dataclass(frozen=True, slots=True)
class College:
    """A group that decides as one voice among others; `of_residents` for the one whose share is watched (A1-07)."""

    id: int
    name: str
    of_residents: bool = False


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who sits at the table; one that has left stays in the history.

    `merged_into_id`: it left because it became part of another, which holds its place from then on.
    """

    id: int
    name: str
    college: str
    sector: str = ""
    joined_on: date | None = None
    left_on: date | None = None
    merged_into_id: int | None = None


@dataclass(frozen=True, slots=True)
class FormerName:
    """What an organisation was called until a day."""

    name: str
    until: date


@dataclass(frozen=True, slots=True)
class Seat:
    """One of the trinôme's three roles."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the collective; `core` for the group that meets between séminaires.

    `organisation` and its id are those that they are told with: the one that holds the place of theirs today.
    """

    id: int
    name: str
    college: str
    role: str
    organisation: str
    seat_id: int | None
    core: bool
    joined_on: date | None
    left_on: date | None
    organisation_id: int | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of the core group and who was there (ids of members)."""

    id: int
    held_on: date
    title: str
    note: str
    present: frozenset[int]


class Turn(StrEnum):
    """What can happen to whoever sits at the table; people come and leave, organisations do all of it."""

    CAME = "came"
    RENAMED = "renamed"
    MERGED = "merged"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Move:
    """What happened to someone, or to an organisation, under the name that it had until then.

    `other`: the name that it took, or the organisation, as it is called today, that it became part of.
    """

    on: date
    name: str
    turn: Turn
    other: str = ""


TURNS = {
    Turn.CAME: N_("came"),
    Turn.RENAMED: N_("is now called “%(other)s”"),
    Turn.MERGED: N_("became part of “%(other)s”"),
    Turn.LEFT: N_("left"),
}


def what_happened(move: Move, words: Words) -> str:
    """Return what a move says of whom it names, without their name: « fait maintenant partie de … »."""
    return words.gettext(TURNS[move.turn]) % {"other": move.other}


@dataclass(frozen=True, slots=True)
class Collective:
    """Who works together, where, and the time zone in which their day is told."""

    id: int
    slug: str
    name: str
    place: str
    timezone: str
    note: str = ""


def holders_of(organisations: Iterable[Organisation]) -> dict[int, int]:
    """Return who holds each organisation's place today (id → id): itself, or the one that it merged into at last."""
    into = {one.id: one.merged_into_id for one in organisations}
    return {organisation_id: _last_of(organisation_id, into) for organisation_id in into}


def normal_code(typed: str) -> str:
    """Return a code as it is stored: capitals, without spaces, dashes and other marks."""
    return re.sub(r"[\W_]", "", typed).upper()[: CODE_LENGTH * 2]


def is_code(code: str) -> bool:
    """Tell whether `code` could be a room's code at all."""
    return len(code) == CODE_LENGTH and set(code) <= set(CODE_ALPHABET)


def slug_of(name: str) -> str:
    """Return a name as it may stand in an address: « Cœur de ville » → `coeur-de-ville`."""
    plain = (
        unicodedata.normalize("NFKD", name.lower().replace("œ", "oe").replace("æ", "ae"))
        .encode("ascii", "ignore")
        .decode()
    )
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:SLUG_LENGTH].strip("-") or "collectif"


def free_slug(wish: str, taken: Collection[str]) -> str:
    """Return the wish, or the first of its numbered variants (from 2) that is not taken."""
    variants = (f"{wish[: SLUG_LENGTH - 5]}-{number}" for number in count(2))
    return next(slug for slug in chain([wish], variants) if slug not in taken)


def check_name(name: str, *, at_most: int = 120) -> str:
    """Return a trimmed name without characters that cannot be seen; refuses an empty or over-long one."""
    trimmed = _trimmed(name, at_most)
    if not trimmed:
        raise DomainError("name_missing")
    return trimmed


def check_note(note: str) -> str:
    """Return a trimmed note, which may be empty; refuses an over-long one."""
    return _trimmed(note, NOTE_LENGTH)


def check_colleges(names: Sequence[str]) -> list[str]:
    """Return trimmed collège names; refuses none, too many, or the same twice."""
    trimmed = [check_name(name, at_most=60) for name in names if name.strip()]
    if not trimmed:
        raise DomainError("colleges_missing")
    if len(trimmed) > COLLEGES_AT_MOST:
        raise DomainError("too_many_colleges", at_most=COLLEGES_AT_MOST)
    if len({name.casefold() for name in trimmed}) < len(trimmed):
        raise DomainError("college_twice")
    return trimmed


def check_timezone(name: str) -> str:
    """Refuse a time zone that this machine doesn't know."""
    if name not in _known_timezones():
        raise DomainError("timezone_unknown", name=name)
    return name


def _last_of(organisation_id: int, into: Mapping[int, int | None]) -> int:
    """Follow mergers to their end; where an archive told them in a circle, stop before going round."""
    passed = [organisation_id]
    while (merged := into.get(passed[-1])) is not None and merged not in passed:
        passed.append(merged)
    return passed[-1]


@cache
def _known_timezones() -> set[str]:
    return available_timezones()


def _trimmed(text: str, at_most: int) -> str:
    printable = (char if char.isprintable() else " " for char in unicodedata.normalize("NFC", text))
    trimmed = " ".join("".join(printable).split())
    if len(trimmed) > at_most:
        raise DomainError("name_too_long", at_most=at_most, length=len(trimmed))
    return trimmed
