"""The pathways as two files, changes and links, that spreadsheets open and `pathways_csv` reads back."""

from sqlmodel import Session

from qic_core.pathways.columns import CHANGE_COLUMNS, LINK_COLUMNS, change_row, link_row, number_of
from qic_core.pathways.service import pathways_of
from qic_core.spreadsheet import write_csv
from qic_core.words import Words


def changes_csv(session: Session, collective_id: int, words: Words) -> bytes:
    """Return the changes that stand, a line each."""
    head = [words.gettext(heading) for heading, *_others in CHANGE_COLUMNS.values()]
    return write_csv([head, *(change_row(change, words) for change in pathways_of(session, collective_id).changes)])


def links_csv(session: Session, collective_id: int, words: Words) -> bytes:
    """Return the links that stand, a line each; their ends by the numbers of the file of changes."""
    pathways = pathways_of(session, collective_id)
    numbers = {change.id: number_of(change) for change in pathways.changes}
    head = [words.gettext(heading) for heading, *_others in LINK_COLUMNS.values()]
    return write_csv([head, *(link_row(link, numbers, words) for link in pathways.links)])
