"""Keep the actions: write, edit, withdraw, say where each stands; nothing said of an action is lost."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from qic_core.actions.rules import (
    ACTIONS_AT_MOST,
    TEXT_LENGTH,
    Action,
    Funding,
    Means,
    Plan,
    Status,
    StatusEntry,
    is_over,
)
from qic_core.actions.tables import ActionRow, StatusRow
from qic_core.actions.ties import changes_served, organisation_to_keep, partners_of, serve, take_part
from qic_core.collective.organisations import successors
from qic_core.days import check_day
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.thread.rules import Thing, ThingKind
from qic_core.thread.service import tie
from qic_core.workshop.content import ITEM_LENGTH
from qic_core.workshop.fields import Item
from qic_core.workshop.texts import clean_text, shortened


def list_actions(session: Session, collective_id: int) -> list[Action]:
    """Return the actions that stand, in the order in which they were written."""
    standing = select(ActionRow).where(ActionRow.collective_id == collective_id, col(ActionRow.withdrawn_at).is_(None))
    rows = session.exec(standing.order_by(col(ActionRow.id))).all()
    heirs = successors(session, collective_id)
    changes, partners = changes_served(session, collective_id), partners_of(session, collective_id)
    return [_action_of(row, heirs, changes.get(row.id or 0, ()), partners.get(row.id or 0, ())) for row in rows]


def withdrawn_actions(session: Session, collective_id: int) -> list[tuple[int, str]]:
    """Return (id, title) of the actions that were taken away, the last one first."""
    gone = select(ActionRow.id, ActionRow.title).where(
        ActionRow.collective_id == collective_id, col(ActionRow.withdrawn_at).is_not(None)
    )
    latest_first = gone.order_by(col(ActionRow.withdrawn_at).desc(), col(ActionRow.id).desc())
    return [(key or 0, title) for key, title in session.exec(latest_first)]


def action_items(session: Session, collective_id: int) -> list[Item]:
    """Return the actions as what a cell asks about: those that are neither done nor stopped."""
    return [
        Item(f"a{action.id}", shortened(action.title, at_most=ITEM_LENGTH), thing=("action", action.id))
        for action in list_actions(session, collective_id)
        if not is_over(action)
    ]


def add_action(work: Work, *, plan: Plan, idea_ids: Iterable[int] = (), run_ids: Iterable[int] = ()) -> int:
    """Write an action, an idea from today on, tied to the ideas and runs that it comes from; return its id."""
    clean = plan.clean()
    _check_room(work)
    row = ActionRow(
        collective_id=work.collective_id or 0,
        lead_id=organisation_to_keep(work, clean.lead_id),
        status=Status.IDEA,
        created_at=work.now,
        **_columns(clean),
    )
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    _note_status(work, row.id, Status.IDEA, work.now.date())
    serve(work, row.id, clean.change_ids)
    take_part(work, row.id, clean.partner_ids)
    tie(work, Thing(ThingKind.ACTION, row.id, clean.title), run_ids=run_ids, idea_ids=idea_ids)
    return row.id


def edit_action(work: Work, *, action_id: int, version: int, plan: Plan) -> None:
    """Rewrite an action; refuses when somebody else saved it since `version` was read."""
    row, clean = _own(work, action_id), plan.clean()
    _check_stands(row)
    if row.version != version:
        raise DomainError("action_changed_meanwhile")
    row.lead_id = organisation_to_keep(work, clean.lead_id, written=row.lead_id)
    for name, value in _columns(clean).items():
        setattr(row, name, value)
    serve(work, action_id, clean.change_ids)
    take_part(work, action_id, clean.partner_ids)
    row.version += 1


def withdraw_action(work: Work, *, action_id: int) -> None:
    """Take an action away; all that was said of it stays in the history."""
    row = _own(work, action_id)
    row.withdrawn_at = row.withdrawn_at or work.now


def restore_action(work: Work, *, action_id: int) -> None:
    """Put an action back as it was."""
    row = _own(work, action_id)
    if row.withdrawn_at is not None:
        _check_room(work)
        row.withdrawn_at = None


def set_status(work: Work, *, action_id: int, status: Status, since: date, note: str = "") -> None:
    """Say where an action stands since a day: what was said last holds, the rest is its log."""
    row = _own(work, action_id)
    _check_stands(row)
    check_day(since)
    if since > work.last_day:
        raise DomainError("status_in_future")
    _note_status(work, action_id, status, since, clean_text(note, at_most=TEXT_LENGTH))
    row.status = status


def status_log(session: Session, action_id: int) -> list[StatusEntry]:
    """Return what was said of where an action stands, the latest first."""
    rows = select(StatusRow).where(StatusRow.action_id == action_id).order_by(col(StatusRow.id).desc())
    return [StatusEntry(Status(row.status), row.since, row.note) for row in session.exec(rows)]


def _note_status(work: Work, action_id: int, status: Status, since: date, note: str = "") -> None:
    work.session.add(StatusRow(action_id=action_id, status=status, since=since, note=note, made_at=work.now))


def _action_of(
    row: ActionRow, heirs: Mapping[int, int], change_ids: Sequence[int], partner_ids: Sequence[int]
) -> Action:
    lead_id = None if row.lead_id is None else heirs[row.lead_id]
    today = dict.fromkeys(heirs[key] for key in partner_ids)
    plan = Plan(
        row.title, tuple(change_ids), lead_id, tuple(key for key in today if key != lead_id), row.first_step,
        row.for_whom, row.starts_on, row.ends_on, Means(row.means) if row.means else None,
        Funding(row.funding) if row.funding else None, row.sought, row.found,
    )  # fmt: skip
    return Action(row.id or 0, plan, Status(row.status), row.version)


def _columns(plan: Plan) -> dict[str, Any]:
    return {
        "title": plan.title,
        "first_step": plan.first_step,
        "for_whom": plan.for_whom,
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
        "means": plan.means or "",
        "funding": plan.funding or "",
        "sought": plan.sought,
        "found": plan.found,
    }


def _own(work: Work, action_id: int) -> ActionRow:
    row = work.session.get(ActionRow, action_id)
    if row is None or row.collective_id != work.collective_id:
        raise DomainError("action_unknown")
    return row


def _check_stands(row: ActionRow) -> None:
    if row.withdrawn_at is not None:
        raise DomainError("action_withdrawn", title=row.title)


def _check_room(work: Work) -> None:
    standing = select(func.count()).where(
        ActionRow.collective_id == (work.collective_id or 0), col(ActionRow.withdrawn_at).is_(None)
    )
    if work.session.exec(standing).one() >= ACTIONS_AT_MOST:
        raise DomainError("too_many_standing_actions", at_most=ACTIONS_AT_MOST)
