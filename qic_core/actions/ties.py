"""What an action is tied to: the changes that it serves, the organisations that take part."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlmodel import Session, col, select

from qic_core.actions.tables import ActionChangeRow, ActionPartnerRow, ActionRow
from qic_core.collective.organisations import successors
from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.pathways.tables import ChangeRow


def changes_served(session: Session, collective_id: int) -> Mapping[int, Sequence[int]]:
    """Return the standing changes that each action serves: one taken off the map comes back with it."""
    rows = (
        select(ActionChangeRow.action_id, ActionChangeRow.change_id)
        .join(ChangeRow, col(ChangeRow.id) == ActionChangeRow.change_id)
        .where(ChangeRow.collective_id == collective_id, col(ChangeRow.withdrawn_at).is_(None))
        .order_by(col(ActionChangeRow.change_id))
    )
    served: dict[int, list[int]] = defaultdict(list)
    for action_id, change_id in session.exec(rows):
        served[action_id].append(change_id)
    return served


def partners_of(session: Session, collective_id: int) -> Mapping[int, Sequence[int]]:
    """Return the organisations that were written as partners of each action."""
    rows = (
        select(ActionPartnerRow.action_id, ActionPartnerRow.organisation_id)
        .join(ActionRow, col(ActionRow.id) == ActionPartnerRow.action_id)
        .where(ActionRow.collective_id == collective_id)
        .order_by(col(ActionPartnerRow.organisation_id))
    )
    partners: dict[int, list[int]] = defaultdict(list)
    for action_id, organisation_id in session.exec(rows):
        partners[action_id].append(organisation_id)
    return partners


def serve(work: Work, action_id: int, change_ids: Collection[int]) -> None:
    """Let an action serve these standing changes of the collective; ties to changes taken off the map stay."""
    tied = work.session.exec(select(ActionChangeRow).where(ActionChangeRow.action_id == action_id)).all()
    named = {*change_ids, *(row.change_id for row in tied)}
    changes = select(ChangeRow).where(
        ChangeRow.collective_id == (work.collective_id or 0), col(ChangeRow.id).in_(named)
    )
    own = {row.id: row for row in work.session.exec(changes)} if named else {}
    for row in tied:
        if own[row.change_id].withdrawn_at is None and row.change_id not in change_ids:
            work.session.delete(row)
    for change_id in [key for key in change_ids if key not in {row.change_id for row in tied}]:
        if change_id not in own:
            raise DomainError("change_unknown")
        if own[change_id].withdrawn_at is not None:
            raise DomainError("change_withdrawn", title=own[change_id].title)
        work.session.add(ActionChangeRow(action_id=action_id, change_id=change_id))
    work.session.flush()


def take_part(work: Work, action_id: int, partner_ids: Collection[int]) -> None:
    """Let these organisations of the collective be the partners; who merged into one of them stays as written."""
    tied = work.session.exec(select(ActionPartnerRow).where(ActionPartnerRow.action_id == action_id)).all()
    if not tied and not partner_ids:
        return
    heirs = successors(work.session, work.collective_id or 0)
    if not heirs.keys() >= set(partner_ids):
        raise DomainError("organisation_unknown")
    wanted = dict.fromkeys(heirs[key] for key in partner_ids)
    for row in tied:
        if heirs[row.organisation_id] not in wanted:
            work.session.delete(row)
    standing = {heirs[row.organisation_id] for row in tied}
    for organisation_id in [key for key in wanted if key not in standing]:
        work.session.add(ActionPartnerRow(action_id=action_id, organisation_id=organisation_id))
    work.session.flush()


def organisation_to_keep(work: Work, organisation_id: int | None, *, written: int | None = None) -> int | None:
    """Return which one to write: the one `written` before as long as it stands for the same; refuses one elsewhere."""
    if organisation_id is None:
        return None
    heirs = successors(work.session, work.collective_id or 0)
    if organisation_id not in heirs:
        raise DomainError("organisation_unknown")
    today = heirs[organisation_id]
    return written if written is not None and heirs[written] == today else today
