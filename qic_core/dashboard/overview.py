"""Where a collective stands, at a glance: its curves, what is due, what deserves attention, its journey."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlmodel import Session

from qic_core.dashboard.alert_rules import Alert
from qic_core.dashboard.alerts import list_alerts
from qic_core.dashboard.due import list_due, still_awaited
from qic_core.dashboard.due_rules import Due
from qic_core.dashboard.step_facts import facts_of
from qic_core.dashboard.step_rules import Facts, Standing, State, steps_of
from qic_core.dashboard.steps import skipped_steps
from qic_core.db.engine import Database
from qic_core.db.tables import revision_of
from qic_core.evaluation.indicator_rules import Indicator
from qic_core.evaluation.indicators import list_indicators
from qic_core.evaluation.readings import read

KEPT = 32


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve that was judged against the forecast of a loop."""

    indicator_id: int
    name: str
    turned: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """All of it on a day."""

    day: date
    facts: Facts
    steps: tuple[Standing, ...]
    curves: tuple[Curve, ...]
    dues: tuple[Due, ...]
    alerts: tuple[Alert, ...]


def overview_at(database: Database, collective_id: int, *, today: date) -> Overview:
    """Return where a collective stands; gathered anew when its revision or the day has moved."""
    with database.reading() as session:
        revision = revision_of(session, collective_id)
    return _kept(database, collective_id, revision, today)


def overview_of(session: Session, collective_id: int, *, today: date) -> Overview:
    """Gather where a collective stands."""
    facts = facts_of(session, collective_id)
    steps = steps_of(facts, skipped_steps(session, collective_id))
    left_out = {one.step for one in steps if one.state == State.SKIPPED}
    indicators = list_indicators(session, collective_id)
    awaited = still_awaited(session, collective_id, indicators)
    return Overview(
        today,
        facts,
        steps,
        _judged(indicators),
        tuple(list_due(session, collective_id, awaited, today=today)),
        tuple(list_alerts(session, collective_id, facts, awaited, today=today, left_out=left_out)),
    )


@lru_cache(maxsize=KEPT)
def _kept(database: Database, collective_id: int, _revision: int, today: date) -> Overview:
    with database.reading() as session:
        return overview_of(session, collective_id, today=today)


def _judged(indicators: Sequence[Indicator]) -> tuple[Curve, ...]:
    readings = ((one, read(one)) for one in indicators)
    return tuple(Curve(one.id, one.name, reading.turned) for one, reading in readings if reading.judged_by)
