"""What is adopted: it stands from now on, the one that stood before goes into the history, its thread goes on."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from sqlmodel.sql.expression import SelectOfScalar

from qic_core.db.engine import Work
from qic_core.thread.rules import Thing, ThingKind
from qic_core.thread.service import carry, tie


class Adopted(Protocol):
    """The row of something that a collective adopts, one at a time."""

    id: int | None
    ended_at: datetime | None


def adopt(
    work: Work,
    row: Adopted,
    *,
    standing: SelectOfScalar[Any],
    kind: ThingKind,
    said: str,
    made_of: tuple[ThingKind, int] | None,
    run_ids: Iterable[int],
) -> int:
    """Let a row stand in the place of what is `standing`; return its id.

    It keeps the thread of what it was made of, and is tied to the runs that decided.
    """
    for before in work.session.exec(standing):
        before.ended_at = work.now
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    adopted = Thing(kind, row.id, said)
    if made_of is not None:
        carry(work, made_of, adopted)
    tie(work, adopted, run_ids=run_ids)
    return row.id
