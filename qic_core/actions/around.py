"""What the actions of a collective name: its changes, its organisations."""

from sqlmodel import Session

from qic_core.actions.overview import Around
from qic_core.collective.organisations import list_organisations
from qic_core.pathways.service import list_changes


def around_actions(session: Session, collective_id: int) -> Around:
    """Return the changes that stand and all organisations, those that left the table too."""
    organisations = list_organisations(session, collective_id, left_too=True)
    return Around(
        changes={change.id: change for change in list_changes(session, collective_id)},
        names={one.id: one.name for one in organisations},
        seated=tuple(one.id for one in organisations if one.left_on is None),
    )
