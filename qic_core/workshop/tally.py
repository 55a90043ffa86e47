"""What a run has gathered: its harvest, its figures, how many voices came by which way."""

from collections import Counter
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from qic_core.collective.tables import CollegeRow
from qic_core.workshop.answers import ideas_in, written_beside
from qic_core.workshop.content import from_json
from qic_core.workshop.fields import Texts
from qic_core.workshop.kind import (
    Answer,
    Content,
    Harvest,
    Idea,
    Source,
    Summary,
    Theme,
    Visibility,
)
from qic_core.workshop.registry import kind_of
from qic_core.workshop.tables import ContributionRow, IdeaRow, RunRow, ThemeRow


def harvest_of(session: Session, run_id: int, content: Content) -> Harvest:
    """Return the current answers of a run with their ideas and themes; corrected answers are left out."""
    answers = session.execute(
        columns(
            col(ContributionRow.id),
            col(ContributionRow.answer),
            col(ContributionRow.voices),
            col(CollegeRow.name),
            col(ContributionRow.source),
        )
        .join(CollegeRow, col(CollegeRow.id) == ContributionRow.college_id, isouter=True)
        .where(col(ContributionRow.run_id) == run_id, col(ContributionRow.superseded_at).is_(None))
        .order_by(col(ContributionRow.number))
    )
    given = [
        Answer(dict(answer), voices, college, Source(source), row_id or 0)
        for row_id, answer, voices, college, source in answers
    ]
    if not kind_of(content.kind).free_text:
        return Harvest(given)
    return Harvest(given, list_ideas(session, run_id), list_themes(session, run_id))


def list_ideas(session: Session, run_id: int) -> list[Idea]:
    """Return the ideas of a run's current answers, in the order they came."""
    rows = session.exec(
        select(IdeaRow, ContributionRow.voices, CollegeRow.name)
        .join(ContributionRow, col(ContributionRow.id) == IdeaRow.contribution_id)
        .join(CollegeRow, col(CollegeRow.id) == ContributionRow.college_id, isouter=True)
        .where(IdeaRow.run_id == run_id, col(ContributionRow.superseded_at).is_(None))
        .order_by(col(IdeaRow.id))
    )
    beside = _beside(session, run_id)
    return [
        Idea(
            row.id or 0,
            row.text,
            voices,
            college,
            Visibility(row.visibility),
            row.theme_id,
            row.contribution_id,
            beside.get((row.contribution_id, row.text), ""),
        )
        for row, voices, college in rows
    ]


def _beside(session: Session, run_id: int) -> dict[tuple[int, str], str]:
    """Return what goes with an answer's first idea, by contribution and text; where a kind asks for such a thing."""
    run = session.get(RunRow, run_id)
    content = from_json(run.content) if run else None
    fields = kind_of(content.kind).fields(content) if content else ()
    if all(field.as_ideas for field in fields if isinstance(field, Texts)):
        return {}
    rows = select(ContributionRow.id, ContributionRow.answer).where(
        ContributionRow.run_id == run_id, col(ContributionRow.superseded_at).is_(None)
    )
    answers = [(row_id or 0, dict(answer)) for row_id, answer in session.exec(rows)]
    told = [(row_id, ideas_in(fields, answer), written_beside(fields, answer)) for row_id, answer in answers]
    return {(row_id, ideas[0]): text for row_id, ideas, text in told if ideas and text}


def list_themes(session: Session, run_id: int) -> list[Theme]:
    """Return the themes of a run, the first made first."""
    rows = select(ThemeRow).where(ThemeRow.run_id == run_id, col(ThemeRow.withdrawn).is_(False))
    return [Theme(row.id or 0, row.label) for row in session.exec(rows.order_by(col(ThemeRow.id)))]


def summary_of(session: Session, run_id: int, content: Content) -> Summary:
    """Return a run's figures as they stand, by its kind."""
    return kind_of(content.kind).summarise(content, harvest_of(session, run_id, content))


def count_voices(session: Session, run_id: int) -> dict[str, Any]:
    """Return how many voices answered, in all, by way and by collège: who answered, never what."""
    counted = session.exec(
        select(ContributionRow.source, CollegeRow.name, func.sum(ContributionRow.voices))
        .join(CollegeRow, col(CollegeRow.id) == ContributionRow.college_id, isouter=True)
        .where(ContributionRow.run_id == run_id, col(ContributionRow.superseded_at).is_(None))
        .group_by(col(ContributionRow.source), col(CollegeRow.name))
    )
    by_source: Counter[str] = Counter()
    by_college: Counter[str] = Counter()
    for source, college, voices in counted:
        by_source[source] += int(voices)
        by_college[college or ""] += int(voices)
    return {"voices": by_source.total(), "by_source": dict(by_source), "by_college": dict(by_college)}


def frozen_output(session: Session, run_id: int, content: Content) -> dict[str, Any]:
    """Return what closing a run keeps in the notebook: figures and counts, as JSON."""
    return {"summary": summary_of(session, run_id, content), **count_voices(session, run_id)}


def count_waiting(session: Session, run_id: int) -> int:
    """Return how many ideas of current answers wait in a run's inbox."""
    waiting = (
        select(func.count())
        .select_from(IdeaRow)
        .join(ContributionRow, col(ContributionRow.id) == IdeaRow.contribution_id)
        .where(IdeaRow.run_id == run_id, IdeaRow.visibility == Visibility.WAITING)
        .where(col(ContributionRow.superseded_at).is_(None))
    )
    return session.exec(waiting).one()
