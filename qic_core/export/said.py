"""The rows of what was said, read for many runs at once; nothing is decided here about what may be told."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, and_, col, select

from qic_core.collective.tables import CollegeRow
from qic_core.workshop.fields import Values
from qic_core.workshop.kind import Source, Visibility
from qic_core.workshop.tables import ContributionRow, FirstNameRow, IdeaRow, ThemeRow


@dataclass(frozen=True, slots=True)
class Said:
    """One current answer, as it was given."""

    contribution_id: int
    number: int
    participant_id: int | None
    college: str | None
    source: Source
    voices: int
    answer: Values
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Where moderation has put one text."""

    visibility: Visibility
    theme: str | None


def said_in(session: Session, run_ids: Sequence[int]) -> dict[int, list[Said]]:
    """Return the current answers of each run, in the order they came; corrected ones are left out."""
    rows = session.exec(
        select(ContributionRow, CollegeRow.name)
        .join(CollegeRow, col(CollegeRow.id) == ContributionRow.college_id, isouter=True)
        .where(col(ContributionRow.run_id).in_(run_ids), col(ContributionRow.superseded_at).is_(None))
        .order_by(col(ContributionRow.number))
    )
    said: dict[int, list[Said]] = defaultdict(list)
    for row, college in rows:
        said[row.run_id].append(
            Said(
                row.id or 0,
                row.number,
                row.participant_id,
                college,
                Source(row.source),
                row.voices,
                row.answer,
                row.received_at,
            )  # fmt: skip
        )
    return said


def corrected_in(session: Session, run_ids: Sequence[int]) -> dict[int, int]:
    """Return how many answers of each run were replaced by a later one; runs without any are left out."""
    counted = (
        select(ContributionRow.run_id, func.count())
        .where(col(ContributionRow.run_id).in_(run_ids), col(ContributionRow.superseded_at).is_not(None))
        .group_by(col(ContributionRow.run_id))
    )
    return dict(session.exec(counted).all())


def places_in(session: Session, run_ids: Sequence[int]) -> dict[tuple[int, str], Place]:
    """Return where each text of each contribution stands, by contribution id and text."""
    standing = and_(col(ThemeRow.id) == IdeaRow.theme_id, col(ThemeRow.withdrawn).is_(False))
    rows = session.exec(
        select(IdeaRow.contribution_id, IdeaRow.text, IdeaRow.visibility, ThemeRow.label)
        .join(ThemeRow, standing, isouter=True)
        .where(col(IdeaRow.run_id).in_(run_ids))
    )
    return {(contribution_id, text): Place(Visibility(seen), theme) for contribution_id, text, seen, theme in rows}


def first_names_in(session: Session, run_ids: Sequence[int]) -> dict[int, str]:
    """Return the first name of each participant who answered and gave one."""
    rows = (
        select(FirstNameRow.participant_id, FirstNameRow.name)
        .join(ContributionRow, col(ContributionRow.participant_id) == FirstNameRow.participant_id)
        .where(col(ContributionRow.run_id).in_(run_ids))
    )
    return dict(session.exec(rows).all())
