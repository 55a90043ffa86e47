"""The front pages that the room wrote, for the gallery and the print."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, or_, select

from qic_core.collective.tables import CollegeRow
from qic_core.workshop.breakdown import groups_of
from qic_core.workshop.kind import Answer, Visibility
from qic_core.workshop.runs import RunState
from qic_core.workshop.tables import CellRow, ContributionRow, IdeaRow, RunRow

KIND = "front_page"


@dataclass(frozen=True, slots=True)
class FrontPage:
    """One front page as it may be shown: hidden tracks left out, `college` None where it would tell too much."""

    contribution_id: int
    run_id: int
    notebook_id: int
    title: str
    story: str
    tracks: tuple[str, ...]
    year: int
    college: str | None


def list_front_pages(session: Session, collective_id: int) -> list[FrontPage]:
    """Return the front pages whose title is shown, of runs that are revealed or closed, the oldest first."""
    rows = list(
        session.exec(
            select(ContributionRow, RunRow, CellRow.notebook_id, CollegeRow.name)
            .join(RunRow, col(RunRow.id) == ContributionRow.run_id)
            .join(CellRow, col(CellRow.id) == RunRow.cell_id)
            .join(CollegeRow, col(CollegeRow.id) == ContributionRow.college_id, isouter=True)
            .where(RunRow.collective_id == collective_id, col(ContributionRow.superseded_at).is_(None))
            .where(or_(col(RunRow.revealed), RunRow.state == RunState.CLOSED))
            .order_by(col(ContributionRow.run_id), col(ContributionRow.number))
        )
    )
    written = [row for row in rows if row[1].content["kind"] == KIND]
    told = _told_colleges(written)
    shown = _shown(session, {row.run_id for row, *_ in written})
    pages = (
        _page(row, run, notebook_id, college if college in told[row.run_id] else None, shown[row.id or 0])
        for row, run, notebook_id, college in written
    )
    return [page for page in pages if page]


def _page(
    row: ContributionRow, run: RunRow, notebook_id: int, college: str | None, shown: set[str]
) -> FrontPage | None:
    title = row.answer["title"][0]
    if title not in shown:
        return None
    story = "".join(row.answer["story"])
    tracks = tuple(track for track in row.answer["tracks"] if track in shown)
    year = int(run.content["settings"]["year"])
    return FrontPage(row.id or 0, row.run_id, notebook_id, title, story, tracks, year, college)


def _told_colleges(written: list[Any]) -> dict[int, set[str | None]]:
    """Return, by run, the collèges that may be named beside an answer."""
    answers: dict[int, list[Answer]] = defaultdict(list)
    for row, _run, _notebook, college in written:
        answers[row.run_id].append(Answer({}, row.voices, college))
    return {run_id: {group.name for group in groups_of(given)} for run_id, given in answers.items()}


def _shown(session: Session, run_ids: set[int]) -> dict[int, set[str]]:
    """Return the shown texts of each contribution."""
    ideas = select(IdeaRow.contribution_id, IdeaRow.text).where(
        col(IdeaRow.run_id).in_(run_ids), IdeaRow.visibility == Visibility.SHOWN
    )
    texts: dict[int, set[str]] = defaultdict(set)
    for contribution_id, text in session.exec(ideas):
        texts[contribution_id].add(text)
    return texts
