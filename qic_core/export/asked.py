"""What a cell's paper sheet must ask, so that its ballots fit the run they are counted in."""

from sqlmodel import Session

from qic_core.errors import DomainError
from qic_core.workshop.kind import Content
from qic_core.workshop.notebooks import cell_of, get_notebook
from qic_core.workshop.runs import content_of, live_run
from qic_core.workshop.tables import CellRow


def asked_by(session: Session, collective_id: int, cell_id: int) -> Content:
    """Return what a cell's live run asks, else what it would ask if it were opened now; refuses another's cell."""
    row = session.get(CellRow, cell_id)
    if row is None:
        raise DomainError("cell_unknown")
    get_notebook(session, collective_id, row.notebook_id)
    live = live_run(session, collective_id)
    if live and live.cell_id == cell_id:
        return live.content
    return content_of(session, cell_of(row))
