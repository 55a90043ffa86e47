"""Keep field observations: each waits until somebody shows or hides it; nothing says who wrote it."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from qic_core.db.engine import Work
from qic_core.errors import DomainError
from qic_core.evaluation.observation_rules import OBSERVATIONS_AT_MOST, Count, Observation, Seen, known_as
from qic_core.evaluation.tables import ObservationRow
from qic_core.workshop.kind import Visibility


def add_observation(work: Work, *, seen_on: date, place: str, theme: str, text: str) -> int:
    """Write what was seen; it waits to be shown. A theme or a place known by another spelling keeps the first one."""
    seen = Seen(seen_on, place, theme, text).clean(last_day=work.last_day)
    _check_room(work)
    themes, places = _spellings(work.session, work.collective_id or 0)
    row = ObservationRow(
        collective_id=work.collective_id or 0,
        seen_on=seen.seen_on,
        place=known_as(seen.place, places),
        theme=known_as(seen.theme, themes),
        text=seen.text,
        visibility=Visibility.WAITING,
        created_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    return row.id


def show_observations(work: Work, *, observation_ids: Collection[int]) -> None:
    """Let observations be read by everyone who holds a link."""
    _turn(work, observation_ids, Visibility.SHOWN)


def hide_observations(work: Work, *, observation_ids: Collection[int]) -> None:
    """Keep observations from being read; they stay in the history."""
    _turn(work, observation_ids, Visibility.HIDDEN)


def count_observations(session: Session, collective_id: int) -> list[Count]:
    """Return how many observations that are shown each theme has at each place, in the order of their names."""
    shown = (
        select(ObservationRow.theme, ObservationRow.place, func.count())
        .where(ObservationRow.collective_id == collective_id, ObservationRow.visibility == Visibility.SHOWN)
        .group_by(col(ObservationRow.theme), col(ObservationRow.place))
        .order_by(col(ObservationRow.theme), col(ObservationRow.place))
    )
    return [Count(theme, place, number) for theme, place, number in session.exec(shown)]


def observation_ids(
    session: Session, collective_id: int, visibility: Visibility, *, theme: str | None = None, place: str | None = None
) -> list[int]:
    """Return which observations are waiting, shown or hidden, of a theme or a place or of all, the latest first."""
    asked = select(ObservationRow.id).where(
        ObservationRow.collective_id == collective_id, ObservationRow.visibility == visibility
    )
    if theme is not None:
        asked = asked.where(ObservationRow.theme == theme)
    if place is not None:
        asked = asked.where(ObservationRow.place == place)
    latest_first = asked.order_by(col(ObservationRow.seen_on).desc(), col(ObservationRow.id).desc())
    return [key or 0 for key in session.exec(latest_first)]


def get_observations(session: Session, collective_id: int, ids: Sequence[int]) -> list[Observation]:
    """Return some observations of the collective, in the order of their ids as they are given."""
    asked = select(ObservationRow).where(ObservationRow.collective_id == collective_id, col(ObservationRow.id).in_(ids))
    found = {row.id: row for row in session.exec(asked)}
    return [
        Observation(key, Seen(row.seen_on, row.place, row.theme, row.text), Visibility(row.visibility))
        for key in ids
        if (row := found.get(key))
    ]


def _spellings(session: Session, collective_id: int) -> tuple[list[str], list[str]]:
    """Return how themes and places were written so far, but in what was hidden."""
    written = select(ObservationRow.theme, ObservationRow.place).where(
        ObservationRow.collective_id == collective_id, ObservationRow.visibility != Visibility.HIDDEN
    )
    pairs = session.exec(written.distinct()).all()
    return [theme for theme, _place in pairs], [place for _theme, place in pairs]


def _turn(work: Work, ids: Collection[int], visibility: Visibility) -> None:
    asked = select(ObservationRow).where(
        ObservationRow.collective_id == (work.collective_id or 0), col(ObservationRow.id).in_(ids)
    )
    rows = work.session.exec(asked).all()
    if not rows or len(rows) < len(set(ids)):
        raise DomainError("observation_unknown")
    for row in rows:
        if row.visibility != visibility:
            row.visibility = visibility
            row.shown_at = work.now if visibility == Visibility.SHOWN else None


def _check_room(work: Work) -> None:
    written = select(func.count()).where(ObservationRow.collective_id == (work.collective_id or 0))
    if work.session.exec(written).one() >= OBSERVATIONS_AT_MOST:
        raise DomainError("too_many_observations", at_most=OBSERVATIONS_AT_MOST)
