"""Rows of evaluation."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from qic_core.db.tables import UtcDateTime


class IndicatorRow(SQLModel, table=True):
    """What is counted of a change or an action. With `cell_id` the room measures it: `series` of its runs' curve."""

    __tablename__ = "indicator"

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    change_id: int | None = Field(default=None, foreign_key="change.id", index=True)
    action_id: int | None = Field(default=None, foreign_key="action.id", index=True)
    cell_id: int | None = Field(default=None, foreign_key="cell.id", index=True)
    series: str = Field(default="", max_length=160)
    name: str = Field(max_length=160)
    unit: str = Field(default="", max_length=40)
    polarity: str = Field(max_length=10)
    kind: str = Field(max_length=20)
    source: str = Field(default="", max_length=300)
    frequency: str = Field(max_length=20)
    baseline: float | None = None
    baseline_on: date | None = None
    version: int = 1
    created_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class FormerMeaningRow(SQLModel, table=True):
    """The unit and polarity that an indicator had until a day, and why they changed."""

    __tablename__ = "former_meaning"

    id: int | None = Field(default=None, primary_key=True)
    indicator_id: int = Field(foreign_key="indicator.id", index=True)
    until: date
    unit: str = Field(max_length=40)
    polarity: str = Field(max_length=10)
    why: str = Field(default="", max_length=300)


class TargetRow(SQLModel, table=True):
    """The figure to reach by a day; value None takes it back."""

    __tablename__ = "target"
    __table_args__ = (UniqueConstraint("indicator_id", "due_on"),)

    id: int | None = Field(default=None, primary_key=True)
    indicator_id: int = Field(foreign_key="indicator.id", index=True)
    due_on: date
    value: float | None = None


class MeasureRow(SQLModel, table=True):
    """What was measured on a day; value None is « n.d. », not known. A correction supersedes the old row."""

    __tablename__ = "measure"

    id: int | None = Field(default=None, primary_key=True)
    indicator_id: int = Field(foreign_key="indicator.id", index=True)
    measured_on: date
    value: float | None = None
    note: str = Field(default="", max_length=300)
    source: str = Field(max_length=10)
    made_at: datetime = Field(sa_type=UtcDateTime)
    superseded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class AnnotationRow(SQLModel, table=True):
    """What happened on a day, written on the curve."""

    __tablename__ = "annotation"

    id: int | None = Field(default=None, primary_key=True)
    indicator_id: int = Field(foreign_key="indicator.id", index=True)
    happened_on: date
    text: str = Field(max_length=160)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class LoopRow(SQLModel, table=True):
    """An evaluation loop. `notebook_id` is the notebook in which its questions are run."""

    __tablename__ = "loop"

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    notebook_id: int | None = Field(default=None, foreign_key="notebook.id", index=True)
    title: str = Field(max_length=120)
    held_on: date
    state: str = Field(max_length=10)
    note: str = Field(default="", max_length=1000)
    version: int = 1
    created_at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class LoopChangeRow(SQLModel, table=True):
    """A loop is about a change."""

    __tablename__ = "loop_change"

    loop_id: int = Field(primary_key=True, foreign_key="loop.id", sa_column_kwargs={"autoincrement": False})
    change_id: int = Field(
        primary_key=True, foreign_key="change.id", index=True, sa_column_kwargs={"autoincrement": False}
    )


class DecisionRow(SQLModel, table=True):
    """What a loop decides of an action of its scope; no verdict yet while empty; `outcome` once the next loop says."""

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("loop_id", "action_id"),)

    id: int | None = Field(default=None, primary_key=True)
    loop_id: int = Field(foreign_key="loop.id", index=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    verdict: str = Field(default="", max_length=20)
    what: str = Field(default="", max_length=300)
    who: str = Field(default="", max_length=120)
    due_on: date | None = None
    outcome: str = Field(default="", max_length=20)
    outcome_note: str = Field(default="", max_length=300)
    version: int = 1
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class StoryRow(SQLModel, table=True):
    """The story behind a curve, as a loop tells it."""

    __tablename__ = "story"
    __table_args__ = (UniqueConstraint("loop_id", "indicator_id"),)

    id: int | None = Field(default=None, primary_key=True)
    loop_id: int = Field(foreign_key="loop.id", index=True)
    indicator_id: int = Field(foreign_key="indicator.id", index=True)
    text: str = Field(max_length=1000)
    version: int = 1


class ForecastRow(SQLModel, table=True):
    """A straight line frozen at a loop: `value` on that day, `slope` a day, out of so many `points`."""

    __tablename__ = "forecast"
    __table_args__ = (UniqueConstraint("loop_id", "indicator_id"),)

    id: int | None = Field(default=None, primary_key=True)
    loop_id: int = Field(foreign_key="loop.id", index=True)
    indicator_id: int = Field(foreign_key="indicator.id", index=True)
    frozen_on: date
    value: float
    slope: float
    points: int


class LearningRow(SQLModel, table=True):
    """What was learnt, which hypothesis it changes, and when that was put right in the pathways."""

    __tablename__ = "learning"

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    loop_id: int | None = Field(default=None, foreign_key="loop.id", index=True)
    link_id: int | None = Field(default=None, foreign_key="link.id", index=True)
    text: str = Field(max_length=300)
    hypothesis_before: str = Field(default="", max_length=1000)
    hypothesis_after: str = Field(default="", max_length=1000)
    learnt_on: date
    rectified_on: date | None = None
    version: int = 1
    created_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class OutcomeRow(SQLModel, table=True):
    """Who changed what (measure M15), what of it is ours, and who from outside has verified it; `spread_to`: beyond."""

    __tablename__ = "outcome"

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    change_id: int | None = Field(default=None, foreign_key="change.id", index=True)
    who: str = Field(max_length=160)
    what: str = Field(max_length=300)
    nature: str = Field(max_length=20)
    since: date
    place: str = Field(default="", max_length=120)
    significance: str = Field(default="", max_length=500)
    contribution: str = Field(default="", max_length=500)
    evidence: str = Field(default="", max_length=500)
    verifier: str = Field(default="", max_length=160)
    verified_on: date | None = None
    expected: bool
    spread_to: str = Field(default="", max_length=160)
    version: int = 1
    created_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ObservationRow(SQLModel, table=True):
    """What a « veilleur » saw in the field; it waits until somebody shows it, at `shown_at`."""

    __tablename__ = "observation"

    id: int | None = Field(default=None, primary_key=True)
    collective_id: int = Field(foreign_key="collective.id", index=True)
    seen_on: date
    place: str = Field(max_length=120)
    theme: str = Field(max_length=60)
    text: str = Field(max_length=500)
    visibility: str = Field(max_length=10)
    created_at: datetime = Field(sa_type=UtcDateTime)
    shown_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
