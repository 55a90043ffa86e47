"""Keep what loops decide of each action, and what became of what was promised."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Row, or_, select
from sqlmodel import Session, col

from qic_core.actions.rules import Status
from qic_core.actions.tables import ActionRow
from qic_core.cooperation.plan_rules import Outcome
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.evaluation.loop_rules import Decided, Decision, check_at_work, check_outcome
from qic_core.evaluation.rules import LoopState, Verdict
from qic_core.evaluation.tables import DecisionRow, LoopRow
from qic_core.thread.rules import Thing, ThingKind
from qic_core.thread.service import say_anew, tie

OVER = (Status.DONE, Status.STOPPED)


def decisions_where(session: Session, *which: ColumnElement[bool]) -> list[Decision]:
    """Return some decisions, in the order of their loops and actions; columns, not rows: there may be thousands."""
    table = DecisionRow.__table__.columns  # type: ignore[attr-defined]
    asked = (
        select(*table, ActionRow.title, ActionRow.status, ActionRow.withdrawn_at, LoopRow.held_on)  # type: ignore[call-overload]
        .join(LoopRow, col(LoopRow.id) == DecisionRow.loop_id)
        .join(ActionRow, col(ActionRow.id) == DecisionRow.action_id)
        .where(*which)
        .order_by(col(DecisionRow.loop_id), col(DecisionRow.id))
    )
    return [_decision(row) for row in session.connection().execute(asked)]


def open_promises(session: Session, collective_id: int, *, also: Collection[int] = ()) -> list[Decision]:
    """Return what closed loops promised and of which nobody has said what became of it, the next one due first.

    `also` are promises to be told whether somebody has said it meanwhile or not.
    """
    found = decisions_where(
        session,
        col(LoopRow.collective_id) == collective_id,
        col(LoopRow.state) == LoopState.CLOSED,
        or_(col(DecisionRow.outcome) == "", col(DecisionRow.id).in_(also)),
        col(DecisionRow.due_on).is_not(None),
        col(DecisionRow.who) != "",
    )
    return sorted(found, key=lambda decision: decision.due_on or date.max)


def decide(
    work: Work,
    *,
    decision_id: int,
    version: int,
    verdict: Verdict | None,
    what: str = "",
    who: str = "",
    due_on: date | None = None,
    idea_ids: Iterable[int] = (),
    run_ids: Iterable[int] = (),
) -> None:
    """Decide of an action, as long as its loop is open; tied to the ideas and runs of the room that led to it."""
    row, loop = _own(work, decision_id)
    check_at_work(loop.state, loop.title)
    _check_version(row, version)
    made = Decided(verdict, what, who, due_on).clean(since=loop.held_on)
    row.verdict, row.what, row.who, row.due_on = made.verdict or "", made.what, made.who, made.due_on
    row.decided_at = work.now
    row.version += 1
    _tie(work, row, run_ids=run_ids, idea_ids=idea_ids)


def say_outcome(
    work: Work, *, decision_id: int, version: int, outcome: Outcome | None, note: str = "", run_ids: Iterable[int] = ()
) -> None:
    """Say what became of what a closed loop promised, None: not said; tied to the runs in which the room said so."""
    row, loop = _own(work, decision_id)
    if loop.state != LoopState.CLOSED:
        raise DomainError("outcome_too_early", title=loop.title)
    _check_version(row, version)
    if not row.who or row.due_on is None:
        raise DomainError("decision_promises_nothing")
    row.outcome_note = check_outcome(outcome, note)
    row.outcome = outcome or ""
    row.version += 1
    _tie(work, row, run_ids=run_ids)


def _tie(work: Work, row: DecisionRow, *, run_ids: Iterable[int], idea_ids: Iterable[int] = ()) -> None:
    """Tie a decision to what led to it, and say of all that ever led to it what is decided today."""
    said = row.what or work.session.get_one(ActionRow, row.action_id).title
    thing = Thing(ThingKind.DECISION, row.id or 0, said)
    tie(work, thing, run_ids=run_ids, idea_ids=idea_ids)
    say_anew(work, thing)


def _own(work: Work, decision_id: int) -> tuple[DecisionRow, LoopRow]:
    """Return the row of a decision of the collective at work, with its loop's; refuses another's."""
    row = work.session.get(DecisionRow, decision_id)
    loop = work.session.get(LoopRow, row.loop_id) if row else None
    if row is None or loop is None or loop.collective_id != work.collective_id:
        raise DomainError("decision_unknown")
    return row, loop


def _check_version(row: DecisionRow, version: int) -> None:
    if row.version != version:
        raise DomainError("decision_changed_meanwhile")


def _decision(row: Row[Sequence[object]]) -> Decision:
    """Return a row of `decisions_where` as a value."""
    told = row._mapping
    return Decision(
        told["id"], told["loop_id"], told["action_id"], told["title"],
        Verdict(told["verdict"]) if told["verdict"] else None, told["what"], told["who"], told["due_on"],
        Outcome(told["outcome"]) if told["outcome"] else None, told["outcome_note"], told["version"],
        told["decided_at"], told["held_on"], told["status"] in OVER or told["withdrawn_at"] is not None,
    )  # fmt: skip
