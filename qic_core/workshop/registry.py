"""Where kinds, and the subjects that cells ask about, are found by name; qic_core/cells.py fills it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from sqlmodel import Session

from qic_core.errors import DomainError
from qic_core.workshop.fields import Item
from qic_core.workshop.kind import CellKind

Lister: TypeAlias = Callable[[Session, int], Sequence[Item]]
Gate: TypeAlias = Callable[[Session, int, int], None]
Dated: TypeAlias = Callable[[Item, date], Item]
_KINDS: dict[str, CellKind] = {}
_SUBJECTS: dict[str, "Subject"] = {}


def _anywhere(session: Session, collective_id: int, notebook_id: int) -> None:
    """Let a subject be asked about in any notebook, at any time."""


def _whenever(item: Item, day: date) -> Item:
    """Ask the same on any day."""
    return item


@dataclass(frozen=True, slots=True)
class Subject:
    """What of the journey a cell may ask about: its things, as they stand when the cell is run. `title` is a msgid.

    `gate` refuses the collective's notebook in which it may not be asked about, or not now;
    `dated` says what an item asks on the day on which it is asked.
    """

    name: str
    title: str
    items: Lister
    gate: Gate = _anywhere
    dated: Dated = _whenever


def register(*kinds: CellKind) -> None:
    """Make kinds known, in the order in which a facilitator is offered them."""
    _KINDS.update({kind.name: kind for kind in kinds})


def all_kinds() -> list[CellKind]:
    """Return every known kind, in their order."""
    return list(_KINDS.values())


def kind_of(name: str) -> CellKind:
    """Return the kind of that name; refuses one that this version doesn't know."""
    if name not in _KINDS:
        raise DomainError("kind_unknown", name=name)
    return _KINDS[name]


def register_subjects(*subjects: Subject) -> None:
    """Make subjects known, in the order in which a facilitator is offered them."""
    _SUBJECTS.update({subject.name: subject for subject in subjects})


def all_subjects() -> list[Subject]:
    """Return every known subject, in their order."""
    return list(_SUBJECTS.values())


def subject_of(name: str) -> Subject:
    """Return the subject of that name; refuses one that this version doesn't know."""
    if name not in _SUBJECTS:
        raise DomainError("about_unknown", name=name)
    return _SUBJECTS[name]
