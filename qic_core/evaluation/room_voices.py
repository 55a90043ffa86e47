"""What the room said in a loop: of each action, of each curve, of each promise; read from the runs that are closed."""

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session, col, select

from qic_core.cooperation.promises import Verdict as Said
from qic_core.evaluation.forecast_cells import Forecast, RoomForecast, forecast_of
from qic_core.evaluation.loop_items import PROMISES
from qic_core.evaluation.verdict_cells import Advice, Verdicts, advice_of
from qic_core.workshop.fields import Item
from qic_core.workshop.kind import Summary
from qic_core.workshop.kinds.agreement import Agreement
from qic_core.workshop.runs import Run, RunState, closed_runs, run_of
from qic_core.workshop.tables import CellRow, RunRow

RUNS_AT_MOST = 20


def room_advice(
    session: Session, collective_id: int, loop_notebook_id: int | None, *, shown: bool = False
) -> dict[int, Advice]:
    """Return what the room would do with each action (action id → advice), by the last run that asked about it.

    With `shown`, only what the room has seen on its wall.
    """
    found: dict[int, Advice] = {}
    for run in _runs(session, collective_id, loop_notebook_id, Verdicts.name):
        if shown and not run.revealed:
            continue
        for action_id, _, counts in _things(run, "action", "actions"):
            advice = advice_of(counts, run_id=run.id)
            if advice.voices or advice.unknown:
                found.setdefault(action_id, advice)
    return found


def room_forecasts(session: Session, collective_id: int, notebook_id: int | None) -> dict[int, RoomForecast]:
    """Return where the room sees each curve (indicator id → forecast), by the last run that asked about it."""
    found: dict[int, RoomForecast] = {}
    for run in _runs(session, collective_id, notebook_id, Forecast.name):
        for indicator_id, item, spread in _things(run, "indicator", "indicators"):
            forecast = forecast_of(item, spread)
            if forecast is not None:
                found.setdefault(indicator_id, forecast)
    return found


def promises_said(session: Session, collective_id: int) -> dict[int, Said]:
    """Return what the room last said of promises of loops (decision id → how many call it kept), if anybody did."""
    found: dict[int, Said] = {}
    for run in closed_runs(session, collective_id, [Agreement.name], at_most=RUNS_AT_MOST, about=PROMISES):
        for decision_id, _, said in _things(run, "decision", "statements"):
            if said["seen"]:
                verdict = Said(run.id, run.closed_at, said["agree"], said["disagree"], said["pass"])
                found.setdefault(decision_id, verdict)
    return found


def _runs(session: Session, collective_id: int, notebook_id: int | None, kind: str) -> list[Run]:
    """Return the closed runs of a kind in a notebook, the last closed first."""
    asked = (
        select(RunRow)
        .join(CellRow, col(CellRow.id) == RunRow.cell_id)
        .where(RunRow.collective_id == collective_id, RunRow.state == RunState.CLOSED)
        .where(CellRow.notebook_id == notebook_id, CellRow.kind == kind)
        .order_by(col(RunRow.closed_at).desc(), col(RunRow.id).desc())
    )
    return [run_of(row) for row in session.exec(asked.limit(RUNS_AT_MOST))]


def _things(run: Run, table: str, part: str) -> Iterator[tuple[int, Item, Any]]:
    """Yield what a run asked about with what was said of it, as far as a part of its summary tells it."""
    told: Summary = run.output["summary"].get(part, {}) if run.output else {}
    for item in run.content.items:
        if item.thing and item.thing[0] == table and item.key in told:
            yield item.thing[1], item, told[item.key]
