"""Organisations that became one: who left holds its place no more, but nothing that was said of it is rewritten."""

from datetime import date

from qic_core.collective.organisations import check_past, check_stay, own_organisation
from qic_core.collective.tables import OrganisationRow
from qic_core.db.engine import Work
from qic_core.errors import DomainError


def merge_organisations(work: Work, *, organisation_id: int, into_id: int, on: date) -> None:
    """Let an organisation leave on a day as part of another, which holds its place from then on (`successors`).

    Its people are told as people of the other; nothing of theirs is rewritten, so that `unmerge` finds all again.
    """
    gone, into = own_organisation(work, organisation_id), own_organisation(work, into_id)
    if gone is into:
        raise DomainError("merged_into_itself", name=gone.name)
    for one in (gone, into):
        _check_at_the_table(one)
        check_stay(one.joined_on, on)
    check_past(on, work)
    gone.left_on, gone.merged_into_id = on, into_id
    work.session.flush()


def unmerge(work: Work, *, organisation_id: int) -> None:
    """Undo a merger that was noted by mistake: the organisation is back at the table with its people."""
    row = own_organisation(work, organisation_id)
    if row.merged_into_id is None:
        raise DomainError("organisation_not_merged", name=row.name)
    row.left_on = row.merged_into_id = None
    work.session.flush()


def _check_at_the_table(row: OrganisationRow) -> None:
    """Refuse one that has left, and so a circle of mergers: who joined another is gone itself."""
    if row.left_on is not None or row.merged_into_id is not None:
        raise DomainError("organisation_gone", name=row.name)
