"""Drafts of the vision: by hand, out of what the room said, out of its front pages."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.thread.rules import Thing, ThingKind
from qic_core.thread.service import tie
from qic_core.vision.front_pages import front_page_of, title_idea_of
from qic_core.vision.rules import STATEMENTS_AT_MOST, Amendment, AmendmentState, Statement, check_vision_text
from qic_core.vision.tables import AmendmentRow, StatementRow
from qic_core.workshop.content import ITEM_LENGTH
from qic_core.workshop.fields import Item
from qic_core.workshop.runs import Run, closed_runs, gathered_in, get_run
from qic_core.workshop.texts import shortened

RUNS_LOOKED_AT = 20


def add_statement(work: Work, *, text: str, idea_ids: Iterable[int] = (), run_ids: Iterable[int] = ()) -> int:
    """Draft a vision, tied to the ideas and runs that it comes from; return its id."""
    clean = check_vision_text(text)
    _check_list(work, clean)
    row = StatementRow(collective_id=work.collective_id or 0, text=clean, created_at=work.now)
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    tie(work, Thing(ThingKind.STATEMENT, row.id, clean), run_ids=run_ids, idea_ids=idea_ids)
    return row.id


def draft_from_run(work: Work, *, run_id: int, keys: Collection[str]) -> list[int]:
    """Draft a vision out of each of these themes, or ideas, of a run; return their ids."""
    run = get_run(work.session, work.collective_id or 0, run_id)
    chosen = [item for item in gathered_in(work.session, run.id) if item.key in keys]
    return [add_statement(work, text=item.text, idea_ids=item.ideas, run_ids=[run_id]) for item in chosen]


def draft_from_front_page(work: Work, *, contribution_id: int) -> int:
    """Draft a vision out of a front page's title, tied to that title and its run; return its id."""
    page = front_page_of(work.session, work.collective_id or 0, contribution_id)
    idea_ids = title_idea_of(work.session, page)
    return add_statement(work, text=page.title, idea_ids=idea_ids, run_ids=[page.run_id])


def withdraw_statement(work: Work, *, statement_id: int) -> None:
    """Take a draft off the list; it stays in the history."""
    own_statement(work, statement_id).withdrawn_at = work.now


def restore_statement(work: Work, *, statement_id: int) -> None:
    """Put a draft back on the list."""
    row = own_statement(work, statement_id)
    if row.withdrawn_at is not None:
        _check_list(work, row.text)
    row.withdrawn_at = None


def list_statements(session: Session, collective_id: int, *, withdrawn: bool = False) -> list[Statement]:
    """Return the drafts on the list, or those taken off it, the first written first."""
    rows = session.exec(_statements(collective_id, withdrawn=withdrawn)).all()
    amendments = _amendments(session, [row.id or 0 for row in rows])
    return [Statement(row.id or 0, row.text, tuple(amendments[row.id or 0])) for row in rows]


def statement_items(session: Session, collective_id: int) -> list[Item]:
    """Return the drafts on the list as what a cell asks about."""
    return [
        Item(f"s{row.id}", shortened(row.text, at_most=ITEM_LENGTH), thing=("statement", row.id or 0))
        for row in session.exec(_statements(collective_id, withdrawn=False))
    ]


def last_agreement(session: Session, collective_id: int) -> Run | None:
    """Return the last closed run in which the room agreed or not with drafts."""
    runs = closed_runs(session, collective_id, ["agreement"], at_most=RUNS_LOOKED_AT)
    about = (run for run in runs if any(item.thing and item.thing[0] == "statement" for item in run.content.items))
    return next(about, None)


def own_statement(work: Work, statement_id: int) -> StatementRow:
    """Return the row of a draft of the collective at work; refuses another's."""
    row = work.session.get(StatementRow, statement_id)
    if row is None or row.collective_id != work.collective_id:
        raise DomainError("statement_unknown")
    return row


def _check_list(work: Work, text: str) -> None:
    standing = work.session.exec(_statements(work.collective_id or 0, withdrawn=False)).all()
    if text.casefold() in {row.text.casefold() for row in standing}:
        raise DomainError("statement_twice", text=text)
    if len(standing) >= STATEMENTS_AT_MOST:
        raise DomainError("too_many_statements", at_most=STATEMENTS_AT_MOST)


def _statements(collective_id: int, *, withdrawn: bool) -> SelectOfScalar[StatementRow]:
    gone = col(StatementRow.withdrawn_at)
    rows = select(StatementRow).where(
        StatementRow.collective_id == collective_id, gone.is_not(None) if withdrawn else gone.is_(None)
    )
    return rows.order_by(col(StatementRow.id))


def _amendments(session: Session, statement_ids: Collection[int]) -> dict[int, list[Amendment]]:
    rows = select(AmendmentRow).where(col(AmendmentRow.statement_id).in_(statement_ids)).order_by(col(AmendmentRow.id))
    found: dict[int, list[Amendment]] = defaultdict(list)
    for row in session.exec(rows):
        state = AmendmentState(row.state)
        found[row.statement_id].append(Amendment(row.id or 0, row.text, row.reason, row.before, state))
    return found
