"""Keep the outcomes harvested (M15): write, edit, verify from outside, withdraw, put back."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from qic_core.collective.members import list_members
from qic_core.collective.organisations import check_past, list_organisations
from qic_core.collective.service import list_colleges
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.evaluation.outcome_rules import OUTCOMES_AT_MOST, Account, Outcome, check_verifier
from qic_core.evaluation.rules import OutcomeNature
from qic_core.evaluation.tables import OutcomeRow
from qic_core.pathways.tables import ChangeRow
from qic_core.thread.rules import SAID_LENGTH, Thing, ThingKind
from qic_core.thread.service import tie
from qic_core.workshop.texts import shortened

# What somebody from outside has said is true of these; the rest may be rewritten without asking them again.
VERIFIED = ("who", "what", "nature", "since", "place", "contribution", "spread_to")


def list_outcomes(session: Session, collective_id: int) -> list[Outcome]:
    """Return the outcomes that stand, the latest first; each with its change's title, even if it was taken away."""
    asked = (
        select(OutcomeRow, ChangeRow.title)
        .join(ChangeRow, col(ChangeRow.id) == OutcomeRow.change_id, isouter=True)
        .where(OutcomeRow.collective_id == collective_id, col(OutcomeRow.withdrawn_at).is_(None))
        .order_by(col(OutcomeRow.since).desc(), col(OutcomeRow.id).desc())
    )
    return [
        Outcome(row.id or 0, _account(row), change or "", row.verifier, row.verified_on, row.version)
        for row, change in session.exec(asked)
    ]


def withdrawn_outcomes(session: Session, collective_id: int) -> list[tuple[int, str]]:
    """Return (id, “who: what”) of the outcomes that were taken away, the last one first."""
    gone = select(OutcomeRow.id, OutcomeRow.who, OutcomeRow.what).where(
        OutcomeRow.collective_id == collective_id, col(OutcomeRow.withdrawn_at).is_not(None)
    )
    latest_first = gone.order_by(col(OutcomeRow.withdrawn_at).desc(), col(OutcomeRow.id).desc())
    return [(key or 0, f"{who} · {what}") for key, who, what in session.exec(latest_first)]


def add_outcome(work: Work, *, account: Account, idea_ids: Iterable[int] = (), run_ids: Iterable[int] = ()) -> int:
    """Write an outcome, tied to the ideas and runs that told it; return its id."""
    clean = account.clean(last_day=work.last_day)
    _check_change(work, clean.change_id)
    _check_room(work)
    row = OutcomeRow(collective_id=work.collective_id or 0, created_at=work.now, **_columns(clean))
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    said = shortened(f"{row.who} · {row.what}", at_most=SAID_LENGTH)
    tie(work, Thing(ThingKind.OUTCOME, row.id, said), run_ids=run_ids, idea_ids=idea_ids)
    return row.id


def edit_outcome(work: Work, *, outcome_id: int, version: int, account: Account, same_meaning: bool = False) -> None:
    """Rewrite an outcome; refuses when somebody else saved it since `version` was read.

    It is to be verified again where it says something else by now, unless that is but a correction (`same_meaning`).
    """
    row = _own_as_read(work, outcome_id, version)
    clean, before = account.clean(last_day=work.last_day), _account(row)
    if clean.change_id != row.change_id:
        _check_change(work, clean.change_id)
    if not same_meaning and any(getattr(clean, name) != getattr(before, name) for name in VERIFIED):
        row.verifier, row.verified_on = "", None
    elif row.verified_on is not None and row.verified_on < clean.since:
        raise DomainError("verified_too_early", since=clean.since.strftime("%d/%m/%Y"))
    for name, value in _columns(clean).items():
        setattr(row, name, value)
    row.version += 1


def verify_outcome(work: Work, *, outcome_id: int, version: int, verifier: str, verified_on: date | None) -> None:
    """Say who from outside the collective has verified an outcome, and on which day; without a day nobody has."""
    row = _own_as_read(work, outcome_id, version)
    if verified_on is None:
        row.verifier, row.verified_on = "", None
    else:
        row.verifier = check_verifier(verifier, _account(row), ours=_ours(work.session, row.collective_id))
        check_past(verified_on, work)
        if verified_on < row.since:
            raise DomainError("verified_too_early", since=row.since.strftime("%d/%m/%Y"))
        row.verified_on = verified_on
    row.version += 1


def withdraw_outcome(work: Work, *, outcome_id: int) -> None:
    """Take an outcome away; it stays in the history."""
    row = _own(work, outcome_id)
    row.withdrawn_at = row.withdrawn_at or work.now


def restore_outcome(work: Work, *, outcome_id: int) -> None:
    """Put an outcome back as it was."""
    row = _own(work, outcome_id)
    if row.withdrawn_at is not None:
        _check_room(work)
        row.withdrawn_at = None


def _own(work: Work, outcome_id: int) -> OutcomeRow:
    row = work.session.get(OutcomeRow, outcome_id)
    if row is None or row.collective_id != work.collective_id:
        raise DomainError("outcome_unknown")
    return row


def _own_as_read(work: Work, outcome_id: int, version: int) -> OutcomeRow:
    """Return the row of an outcome that stands as it was read; refuses one taken away or saved since."""
    row = _own(work, outcome_id)
    if row.withdrawn_at is not None:
        raise DomainError("outcome_withdrawn")
    if row.version != version:
        raise DomainError("outcome_changed_meanwhile")
    return row


def _check_change(work: Work, change_id: int | None) -> None:
    row = work.session.get(ChangeRow, change_id) if change_id is not None else None
    gone = row is None or row.collective_id != work.collective_id or row.withdrawn_at is not None
    if change_id is not None and gone:
        raise DomainError("outcome_change_gone")


def _check_room(work: Work) -> None:
    standing = select(func.count()).where(
        OutcomeRow.collective_id == (work.collective_id or 0), col(OutcomeRow.withdrawn_at).is_(None)
    )
    if work.session.exec(standing).one() >= OUTCOMES_AT_MOST:
        raise DomainError("too_many_outcomes", at_most=OUTCOMES_AT_MOST)


def _ours(session: Session, collective_id: int) -> list[str]:
    """Return the names of those who are not outside: organisations, people and collèges."""
    lists = (list_organisations, list_members, list_colleges)
    return [one.name for known in lists for one in known(session, collective_id)]


def _account(row: OutcomeRow) -> Account:
    return Account(
        row.who, row.what, OutcomeNature(row.nature), row.since, row.place, row.change_id, row.significance,
        row.contribution, row.evidence, row.expected, row.spread_to,
    )  # fmt: skip


def _columns(account: Account) -> dict[str, Any]:
    return {name: getattr(account, name) for name in Account.__dataclass_fields__}
