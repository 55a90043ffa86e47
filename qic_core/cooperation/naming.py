"""Whether results of pairs name organisations: only once the collective has agreed, and as long as it does.

On the wall, where phones were told beforehand, what the cell announced holds unless the collective refuses.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, col, select

from qic_core.cooperation.pairs import NAMED
from qic_core.cooperation.tables import NamingRow
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.workshop.kind import Content
from qic_core.workshop.texts import clean_text

NOTE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Naming:
    """A decision of the collective, and how it was taken."""

    id: int
    named: bool
    decided_on: date
    note: str


def agree_naming(work: Work, *, named: bool, decided_on: date, note: str) -> int:
    """Keep what the collective decided; it holds from now on, for all waves. Return the decision's id."""
    if decided_on > work.last_day:
        raise DomainError("naming_in_future")
    clean = clean_text(note, at_most=NOTE_LENGTH)
    if not clean:
        raise DomainError("naming_note_missing")
    row = NamingRow(
        collective_id=work.collective_id or 0, named=named, decided_on=decided_on, note=clean, made_at=work.now
    )
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    return row.id


def list_naming(session: Session, collective_id: int) -> list[Naming]:
    """Return the decisions, the last one kept first: it is the one that holds."""
    rows = select(NamingRow).where(NamingRow.collective_id == collective_id).order_by(col(NamingRow.id).desc())
    return [Naming(row.id or 0, row.named, row.decided_on, row.note) for row in session.exec(rows)]


def as_agreed(content: Content, *, named: bool) -> Content:
    """Return what a run asked as it may be told: with names where its cell announced them and they are agreed on."""
    announced = content.settings.get(NAMED)
    return replace(content, settings={**content.settings, NAMED: int(named)}) if announced else content


def named_on_wall(session: Session, collective_id: int) -> bool:
    """Tell whether a cell that announced names may show them to the room: unless the collective has refused to."""
    decisions = list_naming(session, collective_id)
    return not decisions or holds(decisions)


def names_shown(session: Session, collective_id: int) -> bool:
    """Tell whether the collective agreed that pairs are shown with names."""
    return holds(list_naming(session, collective_id))


def holds(decisions: Sequence[Naming]) -> bool:
    """Tell whether the decision that holds, the first of these, names organisations; without any, none is named."""
    return bool(decisions) and decisions[0].named
