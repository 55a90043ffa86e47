"""What the actions do to one another, to take away: the map as a drawing, the matrix as a file for spreadsheets."""

from sqlmodel import Session

from qic_core.actions.drawing import draw_svg
from qic_core.actions.interplay import acting
from qic_core.actions.reinforcement import matrix_of
from qic_core.actions.service import list_actions
from qic_core.pathways.service import pathways_of
from qic_core.spreadsheet import write_csv
from qic_core.vision.service import current_vision
from qic_core.words import Words


def reinforcement_svg(session: Session, collective_id: int, words: Words, *, chosen: int | None) -> str:
    """Return the map, with the arrows of one action or of all."""
    vision = current_vision(session, collective_id)
    return draw_svg(
        acting(list_actions(session, collective_id)),
        pathways_of(session, collective_id),
        vision.text if vision else "",
        matrix_of(session, collective_id),
        words,
        chosen=chosen,
    )


def reinforcement_csv(session: Session, collective_id: int, words: Words) -> bytes:
    """Return the matrix: a row does it, a column receives it; empty where nobody said."""
    titles = {action.id: action.title for action in acting(list_actions(session, collective_id))}
    matrix = matrix_of(session, collective_id)
    head = [words.gettext("When this one moves forward…"), *titles.values()]
    lines = ([title, *(matrix.get((row, column)) for column in titles)] for row, title in titles.items())
    return write_csv([head, *lines])
