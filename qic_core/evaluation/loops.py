"""Hold evaluation loops: open, pause, resume, close. One at a time; what a closed one decided stays as it is."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlmodel import Session, col, select

from qic_core.actions.rules import TEXT_LENGTH, Status
from qic_core.actions.service import set_status, status_log
from qic_core.actions.tables import ActionChangeRow, ActionRow
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.evaluation.decisions import OVER, decisions_where
from qic_core.evaluation.forecasts import freeze_forecasts
from qic_core.evaluation.loop_rules import (
    NOTE_LENGTH,
    TITLE_LENGTH,
    Decision,
    Loop,
    Opening,
    check_at_work,
    check_undecided,
)
from qic_core.evaluation.rules import LoopState, Verdict
from qic_core.evaluation.tables import DecisionRow, LoopChangeRow, LoopRow
from qic_core.pathways.tables import ChangeRow
from qic_core.workshop.notebooks import Cover
from qic_core.workshop.runs import RunState
from qic_core.workshop.tables import CellRow, RunRow
from qic_core.workshop.templates import SHIPPED, create_from_template, read_template
from qic_core.workshop.texts import clean_text, shortened

TEMPLATE = SHIPPED / "boucle-evaluative.toml"


def list_loops(session: Session, collective_id: int) -> list[Loop]:
    """Return the collective's loops with their decisions, the latest first."""
    return _loops(session, collective_id)


def current_loop(session: Session, collective_id: int) -> Loop | None:
    """Return the loop that is open or paused, if any."""
    found = _loops(session, collective_id, state=(LoopState.OPEN, LoopState.PAUSED))
    return found[0] if found else None


def loop_of_notebook(session: Session, collective_id: int, notebook_id: int) -> Loop | None:
    """Return the loop whose questions are in a notebook, if it is one's."""
    asked = select(LoopRow.id).where(LoopRow.collective_id == collective_id, LoopRow.notebook_id == notebook_id)
    loop_id = session.exec(asked.order_by(col(LoopRow.id))).first()
    return None if loop_id is None else get_loop(session, collective_id, loop_id)


def get_loop(session: Session, collective_id: int, loop_id: int) -> Loop:
    """Return one loop of the collective; refuses another's."""
    found = _loops(session, collective_id, loop_id=loop_id)
    if not found:
        raise DomainError("loop_unknown")
    return found[0]


def open_loop(work: Work, *, title: str, held_on: date, change_ids: Collection[int], note: str = "") -> int:
    """Open a loop about some changes and the actions that serve them; return its id. One at a time is open.

    Where each curve leads is frozen, and its questions wait in a notebook of its own.
    """
    opening = Opening(title, held_on, tuple(change_ids), note).clean(last_day=work.last_day)
    before = current_loop(work.session, work.collective_id or 0)
    if before is not None:
        raise DomainError("loop_open_already", title=before.title)
    _check_changes(work, opening.change_ids)
    row = LoopRow(
        collective_id=work.collective_id or 0, title=opening.title, held_on=opening.held_on, state=LoopState.OPEN,
        note=opening.note, created_at=work.now, notebook_id=_make_notebook(work, opening),
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    loop_id = row.id or 0
    action_ids = actions_serving(work.session, row.collective_id, opening.change_ids)
    work.session.add_all([LoopChangeRow(loop_id=loop_id, change_id=key) for key in opening.change_ids])
    work.session.add_all([DecisionRow(loop_id=loop_id, action_id=key) for key in action_ids])
    work.session.flush()
    freeze_forecasts(work, loop_id=loop_id, on=held_on, change_ids=opening.change_ids, action_ids=action_ids)
    return loop_id


def edit_loop(work: Work, *, loop_id: int, version: int, title: str, note: str) -> None:
    """Rewrite what a loop is called and what is noted of it; its day and its scope stay as they were opened."""
    row = own_loop(work, loop_id)
    _check_version(row, version)
    name = clean_text(title, at_most=TITLE_LENGTH)
    if not name:
        raise DomainError("loop_untitled")
    row.title, row.note = name, clean_text(note, at_most=NOTE_LENGTH, lines=True)
    row.version += 1


def pause_loop(work: Work, *, loop_id: int) -> None:
    """Let a loop rest as it stands."""
    _move(work, loop_id, LoopState.PAUSED)


def resume_loop(work: Work, *, loop_id: int) -> None:
    """Go on with a loop where it was paused."""
    _move(work, loop_id, LoopState.OPEN)


def add_action_to_loop(work: Work, *, loop_id: int, action_id: int) -> int:
    """Bring into a loop an action that it does not know yet; return the id of the decision that waits."""
    loop = own_loop(work, loop_id, at_work=True)
    action = work.session.get(ActionRow, action_id)
    if action is None or action.collective_id != work.collective_id:
        raise DomainError("action_unknown")
    if action.withdrawn_at is not None or action.status in OVER:
        raise DomainError("action_over", title=action.title)
    known = select(DecisionRow.id).where(DecisionRow.loop_id == loop_id, DecisionRow.action_id == action_id)
    if work.session.exec(known).first():
        raise DomainError("action_in_loop", title=action.title)
    row = DecisionRow(loop_id=loop_id, action_id=action_id)
    work.session.add(row)
    work.session.flush()
    freeze_forecasts(work, loop_id=loop_id, on=loop.held_on, action_ids=[action_id])
    return row.id or 0


def take_action_out(work: Work, *, loop_id: int, action_id: int) -> None:
    """Let a loop be about an action no more, of which it has decided nothing: nobody's words are lost by it."""
    own_loop(work, loop_id, at_work=True)
    asked = select(DecisionRow).where(DecisionRow.loop_id == loop_id, DecisionRow.action_id == action_id)
    row = work.session.exec(asked).first()
    if row is None:
        raise DomainError("action_out_of_loop")
    if row.verdict:
        raise DomainError("action_decided")
    work.session.delete(row)
    work.session.flush()


def close_loop(work: Work, *, loop_id: int, version: int) -> None:
    """End a loop; refused as long as an action waits or phones answer. What it stops is stopped from that day on."""
    row = own_loop(work, loop_id, at_work=True)
    _check_version(row, version)
    _check_phones(work, row)
    loop = get_loop(work.session, row.collective_id, loop_id)
    check_undecided(loop)
    for decision in loop.decisions:
        if decision.verdict == Verdict.STOP and not decision.is_over:
            _stop(work, loop, decision)
    row.state, row.closed_at = LoopState.CLOSED, work.now
    row.version += 1


def own_loop(work: Work, loop_id: int, *, at_work: bool = False) -> LoopRow:
    """Return the row of a loop of the collective at work; refuses another's, and one that is at rest if it may not."""
    row = work.session.get(LoopRow, loop_id)
    if row is None or row.collective_id != work.collective_id:
        raise DomainError("loop_unknown")
    if at_work or row.state == LoopState.CLOSED:
        check_at_work(row.state, row.title)
    return row


def actions_serving(session: Session, collective_id: int, change_ids: Collection[int]) -> list[int]:
    """Return the ids of the actions under way or to come that serve some changes, in the order of the actions."""
    rows = (
        select(ActionRow.id)
        .join(ActionChangeRow, col(ActionChangeRow.action_id) == ActionRow.id)
        .where(ActionRow.collective_id == collective_id, col(ActionChangeRow.change_id).in_(change_ids))
        .where(col(ActionRow.withdrawn_at).is_(None), col(ActionRow.status).not_in(OVER))
        .distinct()
    )
    return sorted(key or 0 for key in session.exec(rows))


def _loops(
    session: Session, collective_id: int, *, state: Collection[LoopState] = tuple(LoopState), loop_id: int | None = None
) -> list[Loop]:
    asked = select(LoopRow).where(LoopRow.collective_id == collective_id, col(LoopRow.state).in_(state))
    if loop_id is not None:
        asked = asked.where(LoopRow.id == loop_id)
    rows = session.exec(asked.order_by(col(LoopRow.held_on).desc(), col(LoopRow.id).desc())).all()
    keys = [row.id for row in rows if row.id is not None]
    changes: dict[int, list[int]] = defaultdict(list)
    about = select(LoopChangeRow).where(col(LoopChangeRow.loop_id).in_(keys)).order_by(col(LoopChangeRow.change_id))
    for tied in session.exec(about):
        changes[tied.loop_id].append(tied.change_id)
    decisions: dict[int, list[Decision]] = defaultdict(list)
    for decision in decisions_where(session, col(DecisionRow.loop_id).in_(keys)) if keys else ():
        decisions[decision.loop_id].append(decision)
    return [
        Loop(key, row.notebook_id, row.title, row.held_on, LoopState(row.state), row.note, tuple(changes[key]),
             tuple(decisions[key]), row.version)
        for row in rows
        for key in [row.id or 0]
    ]  # fmt: skip


def _check_changes(work: Work, change_ids: Collection[int]) -> None:
    asked = select(ChangeRow).where(
        ChangeRow.collective_id == (work.collective_id or 0), col(ChangeRow.id).in_(change_ids)
    )
    known = {row.id: row for row in work.session.exec(asked)}
    for key in change_ids:
        if key not in known:
            raise DomainError("change_unknown")
        if known[key].withdrawn_at is not None:
            raise DomainError("change_withdrawn", title=known[key].title)


def _make_notebook(work: Work, opening: Opening) -> int:
    template = read_template(TEMPLATE)
    cover = Cover(opening.title, template.cover.aim, template.cover.audience, opening.held_on)
    return create_from_template(work, template, cover=cover)


def _move(work: Work, loop_id: int, state: LoopState) -> None:
    row = own_loop(work, loop_id)
    if row.state != state:
        row.state = state
        row.version += 1


def _check_version(row: LoopRow, version: int) -> None:
    if row.version != version:
        raise DomainError("loop_changed_meanwhile")


def _check_phones(work: Work, row: LoopRow) -> None:
    """Refuse to end a loop one of whose questions is still on the phones."""
    live = (
        select(CellRow.title)
        .join(RunRow, col(RunRow.cell_id) == CellRow.id)
        .where(CellRow.notebook_id == row.notebook_id, RunRow.state != RunState.CLOSED)
    )
    title = work.session.exec(live).first()
    if title is not None:
        raise DomainError("loop_run_open", cell=title)


def _stop(work: Work, loop: Loop, decision: Decision) -> None:
    """Say of an action that a loop stops it, with what was decided; never before what its log says last."""
    note = shortened(f"{loop.title} · {decision.what}", at_most=TEXT_LENGTH)
    logged = [entry.since for entry in status_log(work.session, decision.action_id)[:1]]
    since = max([min(loop.held_on, work.now.date()), *logged])
    set_status(work, action_id=decision.action_id, status=Status.STOPPED, since=since, note=note)
