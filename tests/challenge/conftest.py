"""The collective of Koungou with a room that has said what presses, on either engine."""

from datetime import date

import pytest

from qic_core.collective.service import create_collective, list_colleges
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.moderation import group, show
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.runs import close_run, open_run
from qic_core.workshop.tally import list_ideas

SAID = ("Pas d'eau à la maison", "L'eau est coupée", "L'école déborde")


@pytest.fixture
def koungou(database):
    with database.writing() as work:
        return create_collective(
            work, name="Koungou", place="Mayotte", colleges=["Habitants", "Élus"], timezone="Indian/Mayotte"
        )


@pytest.fixture
def said(database, koungou):
    """The id of a closed run whose ideas are shown and grouped: water (two ideas), school (one)."""
    with database.writing(koungou) as work:
        notebook_id = create_notebook(work, Cover("Défi urgent", held_on=date(2026, 6, 18)))
        cell_id = add_cell(work, notebook_id=notebook_id, draft=Draft("ideas", "Les défis", "Quel problème d'abord ?"))
        run_id = open_run(work, cell_id=cell_id)
        college = list_colleges(work.session, koungou)[0]
        texts = enumerate(SAID)
        record(work, [Submission(run_id, f"key-{n:08}", {"ideas": [t]}, college_id=college.id) for n, t in texts])
        water_1, water_2, school = (idea.id for idea in list_ideas(work.session, run_id))
        show(work, run_id=run_id, idea_ids=[water_1, water_2, school])
        group(work, run_id=run_id, idea_ids=[water_1, water_2], label="L'eau courante")
        group(work, run_id=run_id, idea_ids=[school], label="L'école")
        close_run(work, run_id=run_id)
    return run_id
