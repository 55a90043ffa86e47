"""What an indicator is, what is written of it, and which of its measures may be compared. Pure."""

from dataclasses import dataclass, replace
from datetime import date
from math import isfinite

from qic_core import days
from qic_core.errors import DomainError
from qic_core.evaluation.rules import MONTHS_OF, Frequency, Kind, MeasureSource, Polarity
from qic_core.measures.rba import POINTS_AT_LEAST, Line
from qic_core.workshop.texts import clean_text

NAME_LENGTH = 160
UNIT_LENGTH = 40
SOURCE_LENGTH = 300
NOTE_LENGTH = 300
ANNOTATION_LENGTH = 160
FIGURE_AT_MOST = 1_000_000_000_000
DECIMALS = 6
INDICATORS_AT_MOST = 300
MEASURES_AT_MOST = 1000
TARGETS_AT_MOST = 40
ANNOTATIONS_AT_MOST = 100
# What is measured may have begun long before the collective.
EARLIEST = date(1900, 1, 1)
# A measure is awaited a little longer than its period: figures take time to come in.
GRACE_MONTHS = 1


@dataclass(frozen=True, slots=True)
class Wording:
    """What people write of an indicator; `clean` holds it to its bounds. It is about a change, or about an action.

    With `cell_id` the room measures it: `series` names one of the figures that make the curve of that cell.
    """

    name: str
    polarity: Polarity
    kind: Kind
    frequency: Frequency
    unit: str = ""
    source: str = ""
    change_id: int | None = None
    action_id: int | None = None
    baseline: float | None = None
    baseline_on: date | None = None
    cell_id: int | None = None
    series: str = ""

    def clean(self) -> "Wording":
        """Return it trimmed; refuses no name, a tie to nothing or to two things, a baseline's day without figure."""
        name = clean_text(self.name, at_most=NAME_LENGTH)
        if not name:
            raise DomainError("indicator_unnamed")
        if (self.change_id is None) == (self.action_id is None):
            raise DomainError("indicator_untied")
        if self.baseline_on is not None:
            check_day(self.baseline_on)
            if self.baseline is None:
                raise DomainError("baseline_missing")
        return replace(
            self,
            name=name,
            unit=clean_text(self.unit, at_most=UNIT_LENGTH),
            source=clean_text(self.source, at_most=SOURCE_LENGTH),
            baseline=clean_figure(self.baseline),
            series=self.series if self.cell_id else "",
        )


@dataclass(frozen=True, slots=True)
class Measure:
    """What was measured on a day; None where it is not known. Measured by the room, its id is the run's."""

    id: int
    measured_on: date
    value: float | None
    note: str
    source: MeasureSource


@dataclass(frozen=True, slots=True)
class Target:
    """The figure to reach by a day."""

    due_on: date
    value: float


@dataclass(frozen=True, slots=True)
class Annotation:
    """What happened on a day."""

    id: int
    happened_on: date
    text: str


@dataclass(frozen=True, slots=True)
class FormerMeaning:
    """The unit and polarity that an indicator had until a day (that day too), and why they changed."""

    until: date
    unit: str
    polarity: Polarity
    why: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """What was forecast at a loop, out of what was known on that day; it never moves again."""

    frozen_on: date
    line: Line

    def at(self, day: date) -> float:
        """Return the figure that was forecast for a day."""
        return self.line.at((day - self.frozen_on).days)


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator with all that stands of it, measures, targets, annotations and forecasts the oldest first.

    It was written on the day `since`.
    """

    id: int
    wording: Wording
    measures: tuple[Measure, ...] = ()
    targets: tuple[Target, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    former: tuple[FormerMeaning, ...] = ()
    forecasts: tuple[Frozen, ...] = ()
    since: date = date.min
    version: int = 1

    @property
    def name(self) -> str:
        return self.wording.name

    @property
    def by_room(self) -> bool:
        """Tell whether the runs of a cell are its measures."""
        return self.wording.cell_id is not None

    @property
    def unit_since(self) -> date | None:
        """Return the last day of another unit, after which figures may be compared; None when there was none."""
        return max((one.until for one in self.former if one.unit != self.wording.unit), default=None)

    @property
    def points(self) -> tuple[tuple[date, float], ...]:
        """Return (day, figure) of what is known in today's unit, the oldest first."""
        since = self.unit_since or date.min
        return tuple(
            (one.measured_on, one.value) for one in self.measures if one.value is not None and one.measured_on > since
        )

    @property
    def aims(self) -> tuple[Target, ...]:
        """Return the targets in today's unit, the first due one first."""
        since = self.unit_since or date.min
        return tuple(one for one in self.targets if one.due_on > since)

    @property
    def frozen(self) -> tuple[Frozen, ...]:
        """Return what was forecast in today's unit, the oldest loop first."""
        return tuple(one for one in self.forecasts if self._is_of_today(one))

    def unit_on(self, day: date) -> str:
        """Return the unit in which a figure of that day is."""
        return next((one.unit for one in self.former if day <= one.until), self.wording.unit)

    def unit_of(self, frozen: Frozen) -> str:
        """Return the unit in which a line was drawn."""
        if self.unit_since is None or self._is_of_today(frozen):
            return self.wording.unit
        return self.unit_on(min(frozen.frozen_on, self.unit_since))

    def _is_of_today(self, frozen: Frozen) -> bool:
        """Tell whether a line was drawn in today's unit: a loop held before the first measures in it drew another."""
        if self.unit_since is None:
            return True
        known = {day for day, _ in self.points if day <= frozen.frozen_on}
        return frozen.frozen_on > self.unit_since and len(known) >= POINTS_AT_LEAST


@dataclass(frozen=True, slots=True)
class LoopDay:
    """The day of an evaluation loop, what it is called, and what it is about."""

    held_on: date
    title: str
    change_ids: frozenset[int] = frozenset()
    action_ids: frozenset[int] = frozenset()

    def concerns(self, wording: Wording) -> bool:
        """Tell whether the loop is about what an indicator measures."""
        return wording.change_id in self.change_ids or wording.action_id in self.action_ids


def clean_figure(value: float | None) -> float | None:
    """Return a figure with the decimals that are kept; refuses one that is none or out of bounds."""
    if value is None:
        return None
    if not isfinite(value) or abs(value) > FIGURE_AT_MOST:
        raise DomainError("measure_out_of_bounds", millions=FIGURE_AT_MOST // 1_000_000)
    return round(value, DECIMALS)


def check_day(day: date) -> None:
    """Refuse a day whose year was mistyped."""
    days.check_day(day, earliest=EARLIEST)


def awaited_on(indicator: Indicator) -> date:
    """Return the day by which the next measure should have come in, or the first one."""
    last = indicator.measures[-1].measured_on if indicator.measures else indicator.since
    return days.months_later(last, MONTHS_OF[indicator.wording.frequency] + GRACE_MONTHS)


def is_silent(indicator: Indicator, *, today: date) -> bool:
    """Tell whether an indicator says nothing any more: its last measure is older than its frequency."""
    return awaited_on(indicator) < today
