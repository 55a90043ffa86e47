"""Keep the cooperation plan: one stands; starting another ends it, and takes over what is still promised."""

from collections.abc import Iterable, Sequence

from sqlalchemy import func
from sqlmodel import Session, col, select

from qic_core.cooperation.plan_rules import (
    LINES_AT_MOST,
    Cover,
    Line,
    Outcome,
    Plan,
    Section,
    Written,
    check_cover,
    check_written,
    refuse_twice,
)
from qic_core.cooperation.tables import PlanLineRow, PlanRow
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.thread.rules import Thing, ThingKind
from qic_core.thread.service import carry, tie


def start_plan(work: Work, *, cover: Cover, after: int = 0, keep_open: bool = True) -> int:
    """Make a plan that stands from now on; with `keep_open` it takes over the open promises of the one before.

    `after` is the plan that it ends (0: there was none); refuses when somebody else started one meanwhile.
    """
    before = standing_plan(work.session, work.collective_id or 0)
    if after != (before.id if before else 0):
        raise DomainError("plan_started_meanwhile")
    clean = check_cover(cover, last_day=work.last_day)
    if before is not None:
        work.session.get_one(PlanRow, before.id).ended_at = work.now
    row = PlanRow(collective_id=work.collective_id or 0, made_on=clean.made_on, created_at=work.now)
    row.next_wave_on, row.note = clean.next_wave_on, clean.note
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    for position, line in enumerate(before.open_promises if before and keep_open else ()):
        _carry_on(work, row.id, position, line)
    return row.id


def edit_plan(work: Work, *, plan_id: int, version: int, cover: Cover) -> None:
    """Rewrite a plan's days and note; refuses when somebody else saved them since `version` was read."""
    row = _own_plan(work, plan_id)
    if row.version != version:
        raise DomainError("plan_changed_meanwhile")
    clean = check_cover(cover, last_day=work.last_day)
    row.made_on, row.next_wave_on, row.note = clean.made_on, clean.next_wave_on, clean.note
    row.version += 1
    work.session.flush()


def standing_plan(session: Session, collective_id: int) -> Plan | None:
    """Return the plan that stands, with its lines."""
    rows = select(PlanRow).where(PlanRow.collective_id == collective_id, col(PlanRow.ended_at).is_(None))
    row = session.exec(rows.order_by(col(PlanRow.id).desc())).first()
    return _plan(row, _lines(session, row.id or 0)) if row else None


def earlier_plans(session: Session, collective_id: int) -> list[Plan]:
    """Return the plans that stood before, the latest first."""
    rows = select(PlanRow).where(PlanRow.collective_id == collective_id, col(PlanRow.ended_at).is_not(None))
    ended = session.exec(rows.order_by(col(PlanRow.id).desc())).all()
    lines: dict[int, list[Line]] = {row.id or 0: [] for row in ended}
    written = select(PlanLineRow).where(col(PlanLineRow.plan_id).in_(lines), col(PlanLineRow.withdrawn_at).is_(None))
    for row in session.exec(written.order_by(col(PlanLineRow.position), col(PlanLineRow.id))):
        lines[row.plan_id].append(_line(row))
    return [_plan(row, lines[row.id or 0]) for row in ended]


def add_line(
    work: Work,
    *,
    plan_id: int,
    section: Section,
    written: Written,
    idea_ids: Iterable[int] = (),
    run_ids: Iterable[int] = (),
    born_of: int | None = None,
) -> int:
    """Write a line; it comes from ideas and runs of the room, or from all that another line came from."""
    plan = _own_plan(work, plan_id)
    row = PlanLineRow(plan_id=plan_id, section=section, position=_end(work.session, plan_id), text="")
    _write(work, plan, row, written)
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    thing = Thing(ThingKind.PLAN_LINE, row.id, row.text)
    tie(work, thing, run_ids=run_ids, idea_ids=idea_ids)
    if born_of is not None:
        own_line(work, born_of)
        carry(work, (ThingKind.PLAN_LINE, born_of), thing)
    return row.id


def edit_line(work: Work, *, line_id: int, version: int, written: Written, run_ids: Iterable[int] = ()) -> None:
    """Rewrite a line and, of a promise, what became of it; refuses when somebody else saved it since `version`."""
    row = own_line(work, line_id)
    if row.withdrawn_at is not None:
        raise DomainError("plan_line_withdrawn")
    if row.version != version:
        raise DomainError("plan_line_changed_meanwhile")
    _write(work, _own_plan(work, row.plan_id), row, written)
    row.version += 1
    tie(work, Thing(ThingKind.PLAN_LINE, line_id, row.text), run_ids=run_ids)


def withdraw_line(work: Work, *, line_id: int) -> None:
    """Take a line off the plan; it stays in the history."""
    row = own_line(work, line_id)
    _own_plan(work, row.plan_id)
    row.withdrawn_at = work.now


def restore_line(work: Work, *, line_id: int) -> None:
    """Put a line back; refuses one that another says by now."""
    row = own_line(work, line_id)
    _write(work, _own_plan(work, row.plan_id), row, _line(row).written)
    row.withdrawn_at = None


def withdrawn_lines(session: Session, plan_id: int) -> list[Line]:
    """Return the lines that were taken off a plan, in their order."""
    return _lines(session, plan_id, withdrawn=True)


def own_line(work: Work, line_id: int) -> PlanLineRow:
    """Return the row of a line of the collective at work; refuses another's."""
    row = work.session.get(PlanLineRow, line_id)
    if row is None or work.session.get_one(PlanRow, row.plan_id).collective_id != work.collective_id:
        raise DomainError("plan_line_unknown")
    return row


def _own_plan(work: Work, plan_id: int) -> PlanRow:
    """Return the row of the collective's plan that stands; refuses one that has ended, and another's."""
    row = work.session.get(PlanRow, plan_id)
    if row is None or row.collective_id != work.collective_id:
        raise DomainError("plan_unknown")
    if row.ended_at is not None:
        raise DomainError("plan_ended")
    return row


def _write(work: Work, plan: PlanRow, row: PlanLineRow, written: Written) -> None:
    section = Section(row.section)
    since = min(plan.made_on, row.due_on or plan.made_on)  # a day that was taken over stays, even where it is past
    clean = check_written(section, written, since=since)
    others = [line for line in _lines(work.session, row.plan_id) if line.id != row.id]
    refuse_twice(section, clean, others)
    if sum(line.section == section for line in others) >= LINES_AT_MOST:
        raise DomainError("plan_section_full", at_most=LINES_AT_MOST)
    row.text, row.who, row.due_on = clean.text, clean.who, clean.due_on
    row.outcome, row.outcome_note = clean.outcome or "", clean.outcome_note


def _carry_on(work: Work, plan_id: int, position: int, line: Line) -> None:
    """Write an open promise of the plan before into this one, with its day."""
    said = line.written
    row = PlanLineRow(
        plan_id=plan_id, section=line.section, position=position, text=said.text, who=said.who, due_on=said.due_on,
        outcome_note=said.outcome_note,
    )  # fmt: skip
    work.session.add(row)
    own_line(work, line.id).outcome = Outcome.CARRIED
    work.session.flush()
    carry(work, (ThingKind.PLAN_LINE, line.id), Thing(ThingKind.PLAN_LINE, row.id or 0, row.text))


def _plan(row: PlanRow, lines: Sequence[Line]) -> Plan:
    cover = Cover(row.made_on, row.next_wave_on, row.note)
    return Plan(row.id or 0, cover, tuple(lines), row.version, row.ended_at)


def _lines(session: Session, plan_id: int, *, withdrawn: bool = False) -> list[Line]:
    rows = select(PlanLineRow).where(PlanLineRow.plan_id == plan_id)
    ordered: Sequence[PlanLineRow] = session.exec(rows.order_by(col(PlanLineRow.position), col(PlanLineRow.id))).all()
    return [_line(row) for row in ordered if (row.withdrawn_at is not None) == withdrawn]


def _line(row: PlanLineRow) -> Line:
    outcome = Outcome(row.outcome) if row.outcome else None
    written = Written(row.text, row.who, row.due_on, outcome, row.outcome_note)
    return Line(row.id or 0, Section(row.section), written, row.version, row.withdrawn_at is not None)


def _end(session: Session, plan_id: int) -> int:
    last = session.exec(select(func.max(PlanLineRow.position)).where(PlanLineRow.plan_id == plan_id)).one()
    return 0 if last is None else last + 1
