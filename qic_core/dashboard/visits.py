"""When a link was last here: a visit ends after an hour of silence, and the next one is told what changed since."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from qic_core.dashboard.tables import VisitRow
from qic_core.db.engine import Work

SILENCE = timedelta(hours=1)
# A visit is noted now and then, not at every click.
NOTED_EVERY = timedelta(minutes=5)
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def visit_before(session: Session, link_id: int, collective_id: int, *, now: datetime) -> datetime | None:
    """Return when the visit before the present one ended; None when this is the first one."""
    row = session.get(VisitRow, (link_id, collective_id))
    if row is None:
        return None
    before = row.seen_at if now - row.seen_at > SILENCE else row.before_at
    return None if before == NEVER else before


def is_to_note(session: Session, link_id: int, collective_id: int, *, now: datetime) -> bool:
    """Tell whether the present visit is to be noted (again)."""
    row = session.get(VisitRow, (link_id, collective_id))
    return row is None or now - row.seen_at > NOTED_EVERY


def note_visit(work: Work, *, link_id: int, collective_id: int) -> None:
    """Note that a link is here now; after an hour of silence this is another visit."""
    first = {"link_id": link_id, "collective_id": collective_id, "seen_at": work.now, "before_at": NEVER}
    postgres = work.session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert(VisitRow) if postgres else sqlite.insert(VisitRow)
    work.session.connection().execute(insert.values(first).on_conflict_do_nothing())  # two tabs may open at once
    row = work.session.get_one(VisitRow, (link_id, collective_id))
    if work.now - row.seen_at > SILENCE:
        row.before_at = row.seen_at
    row.seen_at = max(row.seen_at, work.now)
    work.session.flush()
