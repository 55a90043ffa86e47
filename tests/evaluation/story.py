"""Short ways to write indicators, in the air or in the collective of Koungou."""

from dataclasses import replace
from datetime import date, timedelta

from qic_core.collective.service import create_collective
from qic_core.evaluation.indicator_rules import Frozen, Indicator, Measure, Target, Wording
from qic_core.evaluation.indicators import add_indicator, edit_indicator, list_indicators
from qic_core.evaluation.points import add_measure, set_target
from qic_core.evaluation.rules import Frequency, Kind, MeasureSource, Polarity
from qic_core.evaluation.tables import ForecastRow, LoopChangeRow, LoopRow
from qic_core.measures.rba import forecast
from tests.actions.story import Village

START = date(2024, 1, 15)
PARENTS = Wording("Parents présents", Polarity.UP, Kind.BETTER_OFF, Frequency.QUARTER, "parents", change_id=1)


def watched(*figures, wording=PARENTS, every=90, targets=(), frozen=(), **more):
    """Return an indicator measured at regular days, with targets (days, figure) and forecasts frozen after days."""
    told = tuple(
        Measure(place, START + timedelta(days=every * place), value, "", MeasureSource.HAND)
        for place, value in enumerate(figures)
    )
    points = [(one.measured_on, one.value) for one in told if one.value is not None]
    lines = [(START + timedelta(days=day), forecast(points, on=START + timedelta(days=day))) for day in frozen]
    return Indicator(
        1, wording, told,
        targets=tuple(Target(START + timedelta(days=day), value) for day, value in targets),
        forecasts=tuple(Frozen(day, line) for day, line in lines if line), since=START, **more,
    )  # fmt: skip


class Watch(Village):
    """A collective with changes, actions and indicators; each gesture is one transaction."""

    def elsewhere(self):
        """Return another collective of the same house."""
        with self.database.writing() as work:
            key = create_collective(work, name="Ailleurs", place="Rodez", colleges=["Habitants"], timezone="UTC")
        return Watch(self.database, key)

    def indicator(self, name="Parents présents", **more):
        """Write an indicator of a change, unless it is said of which action; return its id."""
        if not {"change_id", "action_id"} & more.keys():
            more["change_id"] = self.change("Les parents viennent")
        return self.do(add_indicator, wording=replace(PARENTS, **{"change_id": None, "name": name, **more}))

    def rewrite_indicator(self, indicator_id, *, version=1, why="", same_meaning=False, **more):
        wording = replace(self.told(indicator_id).wording, **more)
        self.do(
            edit_indicator, indicator_id=indicator_id, version=version, wording=wording, why=why,
            same_meaning=same_meaning,
        )  # fmt: skip

    def measure(self, indicator_id, day, value, **more):
        return self.do(add_measure, indicator_id=indicator_id, measured_on=day, value=value, **more)

    def aim(self, indicator_id, day, value):
        self.do(set_target, indicator_id=indicator_id, due_on=day, value=value)

    def loop(self, held_on, *change_ids, frozen=()):
        """Hold a loop that freezes the forecasts of some indicators."""

        def hold(work):
            row = LoopRow(collective_id=self.id, title="Boucle", held_on=held_on, state="closed", created_at=work.now)
            work.session.add(row)
            work.session.flush()
            work.session.add_all([LoopChangeRow(loop_id=row.id, change_id=key) for key in change_ids])
            for key in frozen:
                line = forecast(self.told(key, session=work.session).points, on=held_on)
                work.session.add(
                    ForecastRow(
                        loop_id=row.id, indicator_id=key, frozen_on=held_on, value=line.value, slope=line.slope,
                        points=line.points,
                    )
                )  # fmt: skip

        self.do(hold)

    @property
    def indicators(self):
        return self.ask(list_indicators)

    def told(self, indicator_id, session=None):
        found = self.indicators if session is None else list_indicators(session, self.id)
        [indicator] = [one for one in found if one.id == indicator_id]
        return indicator

    def figures(self, indicator_id):
        return [(one.measured_on, one.value) for one in self.told(indicator_id).measures]
