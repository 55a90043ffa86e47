"""Keep what is needed and what is offered; match the one to the other; take either back without losing it."""

from collections.abc import Mapping

from sqlalchemy import func
from sqlmodel import Session, col, select

from qic_core.actions.exchange import RESOURCES_AT_MOST, WHAT_LENGTH, Nature, Resource, Side
from qic_core.actions.tables import ActionRow, ResourceRow
from qic_core.actions.ties import organisation_to_keep
from qic_core.collective.organisations import successors
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.workshop.texts import clean_text


def list_resources(session: Session, collective_id: int) -> list[Resource]:
    """Return what stands, as it was said; what an action needs goes and comes back with it, so does an offer's help."""
    asked = (
        select(ResourceRow)
        .join(ActionRow, col(ActionRow.id) == ResourceRow.action_id, isouter=True)
        .where(ResourceRow.collective_id == collective_id, col(ResourceRow.withdrawn_at).is_(None))
        .where(col(ActionRow.withdrawn_at).is_(None))
    )
    standing = session.exec(asked.order_by(col(ResourceRow.id))).all()
    offered = {row.id for row in standing if row.side == Side.OFFER}
    heirs = successors(session, collective_id)
    return [_resource_of(row, heirs, row.met_by_id if row.met_by_id in offered else None) for row in standing]


def withdrawn_resources(session: Session, collective_id: int) -> list[tuple[int, str]]:
    """Return (id, what it is) of what was taken back, the last one first."""
    gone = select(ResourceRow.id, ResourceRow.what).where(
        ResourceRow.collective_id == collective_id, col(ResourceRow.withdrawn_at).is_not(None)
    )
    latest_first = gone.order_by(col(ResourceRow.withdrawn_at).desc(), col(ResourceRow.id).desc())
    return [(key or 0, what) for key, what in session.exec(latest_first)]


def add_resource(
    work: Work, *, side: Side, nature: Nature, what: str, organisation_id: int | None = None,
    action_id: int | None = None,
) -> int:  # fmt: skip
    """Say that something is needed, or offered; return its id."""
    said = clean_text(what, at_most=WHAT_LENGTH)
    if not said:
        raise DomainError("resource_unnamed")
    _check_room(work)
    if action_id is not None:
        _check_action(work, action_id)
    row = ResourceRow(
        collective_id=work.collective_id or 0,
        side=side,
        nature=nature,
        what=said,
        organisation_id=organisation_to_keep(work, organisation_id),
        action_id=action_id,
        created_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    return row.id


def meet(work: Work, *, need_id: int, offer_id: int | None) -> None:
    """Say that an offer meets a need, or (None) that nothing does; an offer may serve several needs.

    Refuses another offer as long as one that stands meets the need: somebody has just found it.
    """
    need = _own(work, need_id, Side.NEED)
    if offer_id is not None:
        _own(work, offer_id, Side.OFFER)
        met_by = work.session.get(ResourceRow, need.met_by_id) if need.met_by_id else None
        if met_by is not None and met_by.withdrawn_at is None and met_by.id != offer_id:
            raise DomainError("need_met_meanwhile", what=met_by.what)
    need.met_by_id = offer_id


def withdraw_resource(work: Work, *, resource_id: int) -> None:
    """Take a need or an offer back; the needs that an offer met are open again."""
    row = _own(work, resource_id, standing=False)
    row.withdrawn_at = row.withdrawn_at or work.now


def restore_resource(work: Work, *, resource_id: int) -> None:
    """Put back what was taken back, with what it was matched to; refuses what an action needed that is gone itself."""
    row = _own(work, resource_id, standing=False)
    if row.withdrawn_at is not None:
        _check_room(work)
        if row.action_id is not None:
            _check_action(work, row.action_id)
        row.withdrawn_at = None


def _resource_of(row: ResourceRow, heirs: Mapping[int, int], met_by_id: int | None) -> Resource:
    organisation_id = None if row.organisation_id is None else heirs[row.organisation_id]
    return Resource(
        row.id or 0, Side(row.side), Nature(row.nature), row.what, organisation_id, row.action_id, met_by_id
    )


def _own(work: Work, resource_id: int, side: Side | None = None, *, standing: bool = True) -> ResourceRow:
    row = work.session.get(ResourceRow, resource_id)
    if row is None or row.collective_id != work.collective_id or side not in (None, row.side):
        raise DomainError("resource_unknown")
    if standing and row.withdrawn_at is not None:
        raise DomainError("resource_taken_back", what=row.what)
    return row


def _check_action(work: Work, action_id: int) -> None:
    action = work.session.get(ActionRow, action_id)
    if action is None or action.collective_id != work.collective_id:
        raise DomainError("action_unknown")
    if action.withdrawn_at is not None:
        raise DomainError("action_withdrawn", title=action.title)


def _check_room(work: Work) -> None:
    standing = select(func.count()).where(
        ResourceRow.collective_id == (work.collective_id or 0), col(ResourceRow.withdrawn_at).is_(None)
    )
    if work.session.exec(standing).one() >= RESOURCES_AT_MOST:
        raise DomainError("too_many_resources", at_most=RESOURCES_AT_MOST)
