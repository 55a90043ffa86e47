"""The board of a loop's decisions, which the wall shows as they are taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlmodel import Session, col, select

from qic_core.evaluation.loop_rules import Decision, Loop
from qic_core.evaluation.loops import get_loop
from qic_core.evaluation.room_voices import room_advice
from qic_core.evaluation.rules import Verdict
from qic_core.evaluation.tables import LoopRow
from qic_core.evaluation.verdict_cells import Advice, Verdicts
from qic_core.workshop.kinds.text import Text
from qic_core.workshop.runs import Run, RunState
from qic_core.workshop.tables import CellRow

LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Board:
    """What was decided by verdict, the latest decision first; what still waits, in the order of the actions.

    `advice` is what the room said of each action, as far as its wall has shown it.
    """

    decided: Mapping[Verdict, tuple[Decision, ...]]
    waiting: tuple[Decision, ...]
    advice: Mapping[int, Advice]


def board_of(session: Session, run: Run) -> Board | None:
    """Return the board to show in place of a run's text or results; None when it is no moment of decision.

    It is one once a loop's question about its actions is closed and shown, and in the texts that come after it.
    """
    if not run.revealed or run.content.kind not in (Text.name, Verdicts.name):
        return None
    if run.content.kind == Verdicts.name and run.state != RunState.CLOSED:
        return None
    cell = session.get_one(CellRow, run.cell_id)
    loop_id = session.exec(select(LoopRow.id).where(LoopRow.notebook_id == cell.notebook_id)).first()
    if loop_id is None or (run.content.kind == Text.name and not _comes_after(session, cell)):
        return None
    loop = get_loop(session, run.collective_id, loop_id)
    return board(loop, room_advice(session, run.collective_id, loop.notebook_id, shown=True))


def board(loop: Loop, advice: Mapping[int, Advice]) -> Board:
    """Return the decisions of a loop as they stand."""
    latest = sorted(loop.decisions, key=lambda one: one.decided_at or LONG_AGO, reverse=True)
    decided = {verdict: tuple(one for one in latest if one.verdict == verdict) for verdict in Verdict}
    return Board(decided, tuple(loop.undecided), advice)


def _comes_after(session: Session, cell: CellRow) -> bool:
    asked = select(CellRow.id).where(
        CellRow.notebook_id == cell.notebook_id,
        CellRow.kind == Verdicts.name,
        CellRow.position < cell.position,
        col(CellRow.withdrawn_at).is_(None),
    )
    return session.exec(asked).first() is not None
