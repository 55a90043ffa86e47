"""The front pages that the room wrote, for the gallery and the print."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, or_, select

from qic_core.collective.tables import CollegeRow
from qic_core.errors import DomainError
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
    runs = _runs(session, collective_id)
    written = list(
        session.exec(
            select(ContributionRow, CollegeRow.name)
            .join(CollegeRow, col(CollegeRow.id) == ContributionRow.college_id, isouter=True)
            .where(col(ContributionRow.run_id).in_(runs), col(ContributionRow.superseded_at).is_(None))
            .order_by(col(ContributionRow.run_id), col(ContributionRow.number))
        )
    )
    told = _told_colleges(written)
    shown = _shown(session, runs)
    pages = (
        _page(row, runs[row.run_id], college if college in told[row.run_id] else None, shown[row.id or 0])
        for row, college in written
    )
    return [page for page in pages if page]


def front_page_of(session: Session, collective_id: int, contribution_id: int) -> FrontPage:
    """Return one front page that may be shown; refuses any other."""
    for page in list_front_pages(session, collective_id):
        if page.contribution_id == contribution_id:
            return page
    raise DomainError("front_page_unknown")


def title_idea_of(session: Session, page: FrontPage) -> list[int]:
    """Return the id of the idea that a front page's title is."""
    title = select(IdeaRow.id).where(IdeaRow.contribution_id == page.contribution_id, IdeaRow.text == page.title)
    return [idea_id for idea_id in session.exec(title) if idea_id]


def _runs(session: Session, collective_id: int) -> dict[int, tuple[int, int]]:
    """Return the notebook and the newspaper's year of each run whose front pages may be shown."""
    rows = session.exec(
        select(RunRow.id, CellRow.notebook_id, RunRow.content)
        .join(CellRow, col(CellRow.id) == RunRow.cell_id)
        .where(RunRow.collective_id == collective_id, col(RunRow.content)["kind"].as_string() == KIND)
        .where(or_(col(RunRow.revealed), RunRow.state == RunState.CLOSED))
    )
    return {run_id or 0: (notebook_id, int(content["settings"]["year"])) for run_id, notebook_id, content in rows}


def _page(row: ContributionRow, run: tuple[int, int], college: str | None, shown: Collection[str]) -> FrontPage | None:
    title = row.answer["title"][0]
    if title not in shown:
        return None
    story = "".join(row.answer["story"])
    tracks = tuple(track for track in row.answer["tracks"] if track in shown)
    return FrontPage(row.id or 0, row.run_id, run[0], title, story, tracks, run[1], college)


def _told_colleges(written: Sequence[Any]) -> Mapping[int, set[str | None]]:
    """Return, by run, the collèges that may be named beside an answer."""
    answers: dict[int, list[Answer]] = defaultdict(list)
    for row, college in written:
        answers[row.run_id].append(Answer({}, row.voices, college))
    return {run_id: {group.name for group in groups_of(given)} for run_id, given in answers.items()}


def _shown(session: Session, run_ids: Collection[int]) -> Mapping[int, set[str]]:
    """Return the shown texts of each contribution."""
    ideas = select(IdeaRow.contribution_id, IdeaRow.text).where(
        col(IdeaRow.run_id).in_(run_ids), IdeaRow.visibility == Visibility.SHOWN
    )
    texts: dict[int, set[str]] = defaultdict(set)
    for contribution_id, text in session.exec(ideas):
        texts[contribution_id].add(text)
    return texts
