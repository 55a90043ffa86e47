"""The collective of Koungou with a room that has written front pages, on either engine."""

from datetime import date

import pytest

from qic_core.collective.service import create_collective, list_colleges
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.moderation import show
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.runs import close_run, open_run, reveal_run
from qic_core.workshop.tally import list_ideas

PAGES = (
    ("Koungou a de l'eau tous les jours", "Plus personne ne va au fleuve.", ["La Réunion en parle", "Les enfants"]),
    ("Les écoles ouvrent le soir", "", []),
    ("Un titre que l'on cache", "Une histoire que personne ne doit lire", ["Une piste cachée"]),
)


@pytest.fixture
def koungou(database):
    with database.writing() as work:
        return create_collective(
            work, name="Koungou", place="Mayotte", colleges=["Habitants", "Élus"], timezone="Indian/Mayotte"
        )


@pytest.fixture
def notebook(database, koungou):
    with database.writing(koungou) as work:
        return create_notebook(work, Cover("La Une", held_on=date(2026, 9, 18)))


@pytest.fixture
def written(database, koungou, notebook):
    """The id of an open run with three front pages: the first two shown but one track, the third waiting."""
    with database.writing(koungou) as work:
        draft = Draft("front_page", "La Une", "Que titre le journal ?", {"year": 2035})
        run_id = open_run(work, cell_id=add_cell(work, notebook_id=notebook, draft=draft))
        college = list_colleges(work.session, koungou)[0].id
        answers = [{"title": [title], "story": [story], "tracks": tracks} for title, story, tracks in PAGES]
        record(work, [Submission(run_id, f"page-{n:08}", a, college_id=college) for n, a in enumerate(answers)])
        shown = ("Koungou a de l'eau tous les jours", "La Réunion en parle", "Les écoles ouvrent le soir")
        ideas = [idea.id for idea in list_ideas(work.session, run_id) if idea.text in shown]
        show(work, run_id=run_id, idea_ids=ideas)
    return run_id


@pytest.fixture
def front_pages(database, koungou, written):
    """The id of that run once it is closed and shown."""
    with database.writing(koungou) as work:
        reveal_run(work, run_id=written, revealed=True)
        close_run(work, run_id=written)
    return written
