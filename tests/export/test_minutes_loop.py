"""What the minutes tell of a loop: what was decided, and nothing that was taken back."""

from datetime import date

import pytest

from qic_core.collective.service import create_collective
from qic_core.evaluation.loops import loop_of_notebook
from qic_core.evaluation.stories import tell_story
from qic_core.export.blocks import Grid, Paragraph
from qic_core.export.minutes_loop import loop_blocks
from qic_core.words import catalogue
from tests.evaluation.looping import DONE, KEEP, Round


@pytest.fixture
def koungou(database):
    with database.writing() as work:
        key = create_collective(work, name="Koungou", place="Mayotte", colleges=["Habitants"], timezone="UTC")
    return Round(database, key)


def blocks(koungou, loop_id):
    with koungou.database.reading() as session:
        loop = koungou.get(loop_id)
        return list(loop_blocks(session, koungou.id, loop, catalogue("fr"), today=date(2026, 6, 1)))


def test_a_story_that_was_taken_back_is_not_told(koungou):
    change, _ = koungou.scope("Un café")
    kept, gone = (koungou.indicator(name, change_id=change) for name in ("Familles", "Parents"))
    loop_id = koungou.open(change)
    koungou.do(tell_story, loop_id=loop_id, indicator_id=kept, version=0, text="Le bus est arrivé")
    koungou.do(tell_story, loop_id=loop_id, indicator_id=gone, version=0, text="Je me trompe")
    koungou.do(tell_story, loop_id=loop_id, indicator_id=gone, version=1, text="")
    said = [block.text for block in blocks(koungou, loop_id) if isinstance(block, Paragraph)]
    assert said[-2:] == ["Familles", "Le bus est arrivé"]


def test_of_an_action_that_was_over_there_was_nothing_to_decide(koungou):
    change, [cafe, garden, bus] = koungou.scope("Un café", "Un jardin", "Un bus")
    loop_id = koungou.open(change)
    koungou.decide(loop_id, cafe, **KEEP)
    koungou.move(garden, DONE)
    [grid] = [block for block in blocks(koungou, loop_id) if isinstance(block, Grid)]
    told = {row[0]: row[1].replace("\xa0", " ") for row in grid.table.rows}
    assert told == {"Un café": "Continuer", "Un jardin": "aucune : elle était terminée", "Un bus": "pas encore décidé"}


def test_the_loop_of_a_notebook_is_its_own_only(koungou):
    change, _ = koungou.scope("Un café")
    first = koungou.open(change)
    notebook_id = koungou.get(first).notebook_id
    assert koungou.ask(loop_of_notebook, notebook_id).id == first
    assert koungou.ask(loop_of_notebook, notebook_id + 1) is None
    assert koungou.elsewhere().ask(loop_of_notebook, notebook_id) is None
