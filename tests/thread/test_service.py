from datetime import date

import pytest

from qic_core.collective.service import create_collective
from qic_core.errors import DomainError
from qic_core.thread.rules import SAID_LENGTH, Thing, ThingKind
from qic_core.thread.service import carry, fates_of, fates_of_run, origins_of, say_anew, tie
from qic_core.workshop.contributions import Submission, record
from qic_core.workshop.drafting import Draft, add_cell
from qic_core.workshop.moderation import hide, show
from qic_core.workshop.notebooks import Cover, create_notebook
from qic_core.workshop.runs import open_run
from qic_core.workshop.tally import list_ideas

WATER = Thing(ThingKind.CANDIDATE, 7, "L'eau courante")


def found(database, name):
    with database.writing() as work:
        return create_collective(work, name=name, place="Mayotte", colleges=["Habitants"], timezone="Indian/Mayotte")


@pytest.fixture
def room(database):
    """A collective, a run of its room, and the ids of the two ideas that it gathered."""
    collective_id = found(database, "Koungou")
    with database.writing(collective_id) as work:
        notebook_id = create_notebook(work, Cover("Défi urgent", held_on=date(2026, 6, 18)))
        cell_id = add_cell(work, notebook_id=notebook_id, draft=Draft("ideas", "Les défis", "Quel problème ?"))
        run_id = open_run(work, cell_id=cell_id)
        record(work, [Submission(run_id, f"key-{n:08}", {"ideas": [f"Idée {n}"]}) for n in (1, 2)])
        ideas = [idea.id for idea in list_ideas(work.session, run_id)]
        show(work, run_id=run_id, idea_ids=ideas)
        return collective_id, run_id, ideas


def test_a_thing_says_which_runs_and_ideas_it_came_from(database, room):
    collective_id, run_id, ideas = room
    with database.writing(collective_id) as work:
        tie(work, WATER, run_ids=[run_id], idea_ids=ideas)
        strands = origins_of(work.session, ThingKind.CANDIDATE, 7)
    assert [strand.idea for strand in strands if strand.idea] == ["Idée 1", "Idée 2"]
    assert {(one.run_id, one.cell, one.notebook, one.held_on) for one in strands} == {
        (run_id, "Les défis", "Défi urgent", date(2026, 6, 18))
    }


def test_an_idea_that_is_hidden_since_is_no_longer_told(database, room):
    collective_id, run_id, ideas = room
    with database.writing(collective_id) as work:
        tie(work, WATER, idea_ids=ideas)
        hide(work, run_id=run_id, idea_ids=ideas[:1])
        strands = origins_of(work.session, ThingKind.CANDIDATE, 7)
    assert [(strand.run_id, strand.idea) for strand in strands] == [(run_id, None), (run_id, "Idée 2")]


def test_what_came_of_a_run_as_a_whole_is_told_apart_from_what_came_of_its_ideas(database, room):
    collective_id, run_id, ideas = room
    score = Thing(ThingKind.READINESS, 3, "ties")
    with database.writing(collective_id) as work:
        tie(work, WATER, idea_ids=ideas)
        tie(work, score, run_ids=[run_id])
        assert fates_of_run(work.session, run_id) == [score]
        assert fates_of_run(work.session, run_id + 1) == []


def test_tying_again_ties_nothing_twice(database, room):
    collective_id, run_id, ideas = room
    with database.writing(collective_id) as work:
        for _again in range(2):
            tie(work, WATER, run_ids=[run_id, run_id], idea_ids=ideas)
        assert len(origins_of(work.session, ThingKind.CANDIDATE, 7)) == 3


def test_what_a_thing_says_today_is_said_wherever_it_is_tied(database, room):
    collective_id, run_id, ideas = room
    vision = Thing(ThingKind.VISION, 7, "L'eau pour tous")
    with database.writing(collective_id) as work:
        tie(work, WATER, run_ids=[run_id], idea_ids=ideas)
        tie(work, vision, run_ids=[run_id])
        say_anew(work, Thing(WATER.kind, WATER.id, "L'eau, chaque jour"))
        told = [thing.said for key in ideas for thing in fates_of(work.session, ideas)[key]]
        whole = [thing.said for thing in fates_of_run(work.session, run_id)]
        assert len(origins_of(work.session, WATER.kind, WATER.id)) == 3
    assert told == ["L'eau, chaque jour"] * 2
    assert whole == ["L'eau, chaque jour", "L'eau pour tous"]


def test_what_is_adopted_takes_over_the_thread(database, room):
    collective_id, run_id, ideas = room
    with database.writing(collective_id) as work:
        tie(work, WATER, run_ids=[run_id], idea_ids=ideas[:1])
        carry(work, (ThingKind.CANDIDATE, 7), Thing(ThingKind.CHALLENGE, 1, "x" * 400))
        fates = fates_of(work.session, ideas)
    assert list(fates) == ideas[:1]
    assert [(thing.kind, len(thing.said)) for thing in fates[ideas[0]]] == [
        (ThingKind.CANDIDATE, len(WATER.said)),
        (ThingKind.CHALLENGE, SAID_LENGTH),
    ]


@pytest.mark.parametrize("other", ["run", "idea", "nobody's idea"])
def test_nothing_is_tied_to_another_collective_s_room(database, room, other):
    _collective_id, run_id, ideas = room
    strands = {"run": {"run_ids": [run_id]}, "idea": {"idea_ids": ideas}, "nobody's idea": {"idea_ids": [404]}}
    elsewhere = found(database, "Ailleurs")
    with database.writing(elsewhere) as work, pytest.raises(DomainError, match="_unknown"):
        tie(work, WATER, **strands[other])
