"""The level that two organisations aim for: 7 is not the aim of every pair."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from qic_core.collective.organisations import list_organisations
from qic_core.collective.rules import Organisation, holders_of
from qic_core.cooperation.tables import WantedLevelRow
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.measures.pairs import LEVELS, Pair
from qic_core.workshop.texts import clean_text

WHY_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a pair (the lower id first) aims for."""

    pair: Pair
    level: int
    why: str
    set_at: datetime


def set_wanted(work: Work, *, one: int | None, other: int | None, level: int, why: str = "") -> None:
    """Say which level two organisations at the table aim for; the last word wins."""
    if level not in LEVELS:
        raise DomainError("wanted_level_unknown", highest=LEVELS[-1])
    _write(work, _pair(work, one, other), level, clean_text(why, at_most=WHY_LENGTH))


def take_back_wanted(work: Work, *, one: int, other: int) -> None:
    """Say that two organisations aim for no level in particular any more."""
    _write(work, _pair(work, one, other), None, "")


def list_wanted(
    session: Session, collective_id: int, *, organisations: Sequence[Organisation] | None = None
) -> list[Wanted]:
    """Return what pairs at the table aim for, the last said first; after a merger, the last word of those merged.

    `organisations` are all that ever sat at the table, where the caller has them.
    """
    if organisations is None:
        organisations = list_organisations(session, collective_id, left_too=True)
    seated = {one.id for one in organisations if one.left_on is None}
    holders, last = holders_of(organisations), dict[Pair, WantedLevelRow]()
    for row in _rows(session, collective_id):
        pair = _held(row, holders)
        if pair[0] != pair[1] and seated.issuperset(pair):
            last[pair] = row
    found = [Wanted(pair, row.level, row.why, row.set_at) for pair, row in last.items() if row.level is not None]
    return sorted(found, key=lambda wanted: (wanted.set_at, wanted.pair), reverse=True)


def _rows(session: Session, collective_id: int) -> list[WantedLevelRow]:
    """Return all rows, the last written last."""
    rows = select(WantedLevelRow).where(WantedLevelRow.collective_id == collective_id)
    return list(session.exec(rows.order_by(col(WantedLevelRow.set_at), col(WantedLevelRow.id))))


def _held(row: WantedLevelRow, holders: Mapping[int, int]) -> Pair:
    one, other = holders.get(row.first_id, row.first_id), holders.get(row.second_id, row.second_id)
    return min(one, other), max(one, other)


def _pair(work: Work, one: int | None, other: int | None) -> Pair:
    if one is None or other is None or one == other:
        raise DomainError("wanted_of_two")
    seated = {known.id for known in list_organisations(work.session, work.collective_id or 0)}
    if not seated.issuperset((one, other)):
        raise DomainError("organisation_unknown")
    return min(one, other), max(one, other)


def _write(work: Work, pair: Pair, level: int | None, why: str) -> None:
    first, second = pair
    same = select(WantedLevelRow).where(WantedLevelRow.first_id == first, WantedLevelRow.second_id == second)
    row = work.session.exec(same).first() or WantedLevelRow(
        collective_id=work.collective_id or 0, first_id=first, second_id=second, set_at=work.now
    )
    row.level, row.why, row.set_at = level, why, work.now
    work.session.add(row)
    work.session.flush()
