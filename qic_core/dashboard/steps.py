"""Leave a step of the journey out with its reason, take it up again (A1-11): only added to, the latest word holds."""

from sqlalchemy import select
from sqlmodel import Session, col

from qic_core.dashboard.step_facts import facts_of
from qic_core.dashboard.step_rules import REASON_LENGTH, Skip, State, Step, steps_of
from qic_core.dashboard.tables import SkippedStepRow
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.workshop.texts import clean_text


def skipped_steps(session: Session, collective_id: int) -> dict[Step, Skip]:
    """Return the steps that are left out, and why."""
    rows = select(SkippedStepRow).where(col(SkippedStepRow.collective_id) == collective_id)
    latest = {row.step: row for row in session.scalars(rows.order_by(col(SkippedStepRow.id)))}
    known = {step.value: step for step in Step}
    return {
        known[key]: Skip(row.reason, row.made_at.date()) for key, row in latest.items() if row.skipped and key in known
    }


def skip_step(work: Work, *, step: Step, reason: str) -> None:
    """Leave a step out; refuses one that is done, and no reason."""
    collective_id = work.collective_id or 0
    clean = clean_text(reason, at_most=REASON_LENGTH)
    if not clean:
        raise DomainError("skip_unexplained")
    standings = steps_of(facts_of(work.session, collective_id), {})
    if next(one.state for one in standings if one.step == step) == State.DONE:
        raise DomainError("step_done")
    _note(work, step, skipped=True, reason=clean)


def take_up_step(work: Work, *, step: Step) -> None:
    """Take up a step that was left out; one that was not stays as it is."""
    if step in skipped_steps(work.session, work.collective_id or 0):
        _note(work, step, skipped=False, reason="")


def _note(work: Work, step: Step, *, skipped: bool, reason: str) -> None:
    work.session.add(
        SkippedStepRow(
            collective_id=work.collective_id or 0, step=step, skipped=skipped, reason=reason, made_at=work.now
        )
    )  # fmt: skip
    work.session.flush()
