"""The databases that are measured: the demo's room with a question open, and a notebook as large as they come."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice

from sqlalchemy import func
from sqlmodel import Session, col, select

import qic_core.cells  # noqa: F401
from qic_core.collective.service import list_collectives, list_colleges
from qic_core.db.engine import Database, Work
from qic_core.db.migrate import migrate
from qic_core.demo import load_demo
from qic_core.errors import DomainError
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.fields import Choices, Field, Figures, Json, Number, Points, Ratings, Scale, Texts
from qic_core.workshop.moderation import show
from qic_core.workshop.notebooks import Cover, create_notebook, list_notebooks
from qic_core.workshop.registry import all_kinds, kind_of
from qic_core.workshop.runs import get_run, open_run, reveal_run
from qic_core.workshop.tables import ContributionRow, IdeaRow
from qic_core.workshop.tally import list_ideas

CELLS, CONTRIBUTIONS, IN_THE_ROOM = 40, 5_000, 250
RUNS_OF_A_CELL = 2
ITEMS = [f"Proposition {number} : se retrouver chaque mois dans le quartier" for number in range(1, 9)]
THINGS = ("un lieu", "du temps", "la confiance", "une règle", "un repas", "les jeunes", "la mairie", "un bus")
WISHES = ("il nous faut", "on manque de", "partager", "retrouver", "ouvrir", "parler avec", "ne plus attendre")


def demo(database: Database) -> None:
    """Load the demo collective, as an empty house does at its first start."""
    migrate(database)
    load_demo(database)


def asking(kind: str, answers: int = 0, *, revealed: bool = True) -> Callable[[Database], None]:
    """Return how to load the demo with its first question of this kind open, and answered so many times."""

    def prepare(database: Database) -> None:
        demo(database)
        with at_work(database) as work:
            shelf = list_notebooks(work.session, work.collective_id or 0)
            cell = next(cell for notebook in shelf for cell in notebook.cells if cell.kind == kind)
            run_id = open_run(work, cell_id=cell.id)
            _answer(work, run_id, answers, revealed=revealed)

    return prepare


def large(database: Database) -> None:
    """Load the demo and a notebook of 40 cells of every kind with 5 000 contributions; its last run is open."""
    demo(database)
    with at_work(database) as work:
        notebook_id = create_notebook(work, Cover("Le grand carnet", held_on=date(2030, 1, 1)))
        kinds = list(islice(cycle(all_kinds()), CELLS))
        drafts = [_draft(kind.name, number) for number, kind in enumerate(kinds, start=1)]
        cells = [add_cell(work, notebook_id=notebook_id, draft=draft) for draft in drafts]
        asking = [cell for cell, kind in zip(cells, kinds, strict=True) if kind.asks]
        total, runs = CONTRIBUTIONS - IN_THE_ROOM, len(asking) * RUNS_OF_A_CELL
        for run in range(runs):
            answers = (run + 1) * total // runs - run * total // runs
            _answer(work, open_run(work, cell_id=asking[run % len(asking)]), answers)
        inbox = next(cell for cell, kind in zip(cells, kinds, strict=True) if kind.free_text)
        _answer(work, open_run(work, cell_id=inbox), IN_THE_ROOM)


def at_work(database: Database) -> AbstractContextManager[Work]:
    """Open a transaction for the demo collective."""
    with database.reading() as session:
        collective_id = list_collectives(session)[0].id
    return database.writing(collective_id)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is stored of a run: the senders' keys of its contributions, in order, and how many ideas they hold."""

    keys: list[str]
    ideas: int


def kept(session: Session) -> Kept:
    """Return what is stored of the latest run that was answered."""
    latest = select(func.max(ContributionRow.run_id)).scalar_subquery()
    keys = select(ContributionRow.key).where(ContributionRow.run_id == latest).order_by(col(ContributionRow.number))
    ideas = select(func.count()).select_from(IdeaRow).where(IdeaRow.run_id == latest)
    return Kept([key.partition(":")[2] for key in session.exec(keys)], session.exec(ideas).one())


def _draft(kind: str, number: int) -> Draft:
    return Draft(kind, f"Étape {number}", "Qu'en dites-vous ?", items=ITEMS if kind_of(kind).takes_items else ())


def _answer(work: Work, run_id: int, count: int, *, revealed: bool = True) -> None:
    content = get_run(work.session, work.collective_id or 0, run_id).content
    colleges = list_colleges(work.session, work.collective_id or 0)
    fields = kind_of(content.kind).fields(content)
    outcomes = record(work, [_submission(run_id, fields, colleges[n % len(colleges)].id, n) for n in range(count)])
    refused = [outcome for outcome in outcomes if isinstance(outcome, DomainError)]
    if refused:
        raise refused[0]
    ideas = [idea.id for idea in list_ideas(work.session, run_id)]
    if ideas:
        show(work, run_id=run_id, idea_ids=ideas[::2])
    reveal_run(work, run_id=run_id, revealed=revealed)


def _submission(run_id: int, fields: Sequence[Field], college_id: int, number: int) -> Submission:
    values = {field.key: _value(field, number) for field in fields}
    for field in fields:
        if isinstance(field, Ratings) and field.apart_from:
            values[field.key] = _without(values[field.key], values[field.apart_from])
    return Submission(run_id, f"bench-{run_id}-{number:05}", values, college_id=college_id)


def _value(field: Field, number: int) -> Json:
    match field:
        case Texts():
            texts = [_text(number + place * 5, field.length) for place in range(1 + number % field.at_most)]
            return list[Json](dict.fromkeys(texts))
        case Number(lowest=lowest):
            return max(lowest, 20 + number % 60)
        case Figures():
            return {item.key: {"figure": 20 + number % 60} for item in field.items}
        case Choices():
            return [field.items[number % len(field.items)].key]
        case Scale():
            return field.levels[number % len(field.levels)].value
        case Points():
            return {field.items[number % len(field.items)].key: field.total}
        case Ratings():
            return {item.key: _ratings(field, number + place) for place, item in enumerate(field.items)}
    raise TypeError(f"no answer for {type(field).__name__}")


def _without(ratings: Json, own: Json) -> Json:
    """Return ratings without those of one's own item."""
    assert isinstance(ratings, dict)
    assert isinstance(own, list)
    return {key: given for key, given in ratings.items() if key not in own}


def _ratings(field: Ratings, number: int) -> dict[str, Json]:
    return {one.key: one.levels[number % len(one.levels)].value for one in field.criteria}


def _text(number: int, length: int) -> str:
    thing, wish = THINGS[number % len(THINGS)], WISHES[number % len(WISHES)]
    return thing if length < 60 else f"{wish} {thing}, {THINGS[number // 3 % len(THINGS)]} ({number})"
