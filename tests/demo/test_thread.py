"""The red thread from end to end: from what was adopted back to the words, from words forward to what they became."""

from datetime import date

import pytest

from qic_core.challenge.evidence import list_evidence
from qic_core.challenge.service import current_challenge
from qic_core.pathways.service import pathways_of
from qic_core.thread.rules import ThingKind
from qic_core.thread.service import fates_of, origins_of
from qic_core.vision.service import current_vision
from qic_core.workshop.notebooks import get_notebook, list_notebooks
from qic_core.workshop.runs import list_runs
from qic_core.workshop.tally import list_ideas

CHALLENGE_DAY, FRONT_PAGES_DAY, VISION_DAY, PATHWAYS_DAY = (
    date(2025, 1, 29), date(2025, 3, 19), date(2025, 4, 23), date(2025, 6, 11),
)  # fmt: skip


def test_the_challenge_comes_from_the_first_seminaire_and_from_the_run_that_decided(session, tilleuls):
    strands = origins_of(session, ThingKind.CHALLENGE, current_challenge(session, tilleuls).id)
    assert "Je n'ose pas parler à la maîtresse, mon français n'est pas bon" in {strand.idea for strand in strands}
    assert {strand.cell for strand in strands} == {"Les défis proposés", "Est-ce notre défi ?"}
    assert {strand.held_on for strand in strands} == {CHALLENGE_DAY}


def test_the_vision_comes_from_front_pages_and_from_the_words_of_two_seminaires(session, tilleuls):
    strands = origins_of(session, ThingKind.VISION, current_vision(session, tilleuls).id)
    said = {(strand.held_on, strand.cell): strand.idea for strand in strands if strand.idea}
    assert said[FRONT_PAGES_DAY, "Ce qui revient d'une Une à l'autre"] == "Personne n'est laissé seul"
    assert (VISION_DAY, "Ce que nous souhaitons") in said
    titles = {strand.idea for strand in strands if strand.cell == "La Une du journal"}
    assert titles == {"Plus aucune famille n'arrive seule aux Tilleuls", "Ils aiment aller à l'école"}


def test_every_change_comes_from_words_of_the_room(session, tilleuls):
    for change in pathways_of(session, tilleuls).changes:
        strands = origins_of(session, ThingKind.CHANGE, change.id)
        assert [strand.idea for strand in strands if strand.idea]
        assert {strand.held_on for strand in strands} == {PATHWAYS_DAY}


def test_the_confidence_in_a_link_comes_from_both_runs(session, tilleuls):
    first = pathways_of(session, tilleuls).links[0]
    assert [strand.run_number for strand in origins_of(session, ThingKind.LINK, first.id)] == [1, 2]


def test_an_open_question_comes_from_who_asked_it(session, tilleuls):
    [card] = [card for card in list_evidence(session, tilleuls) if card.statement.startswith("À quels moments")]
    strands = origins_of(session, ThingKind.EVIDENCE, card.id)
    assert "À quel moment perd-on une famille ?" in {strand.idea for strand in strands}


@pytest.mark.parametrize(
    ("said", "became"),
    [
        ("On se sent jugés comme parents", [ThingKind.CANDIDATE, ThingKind.CHALLENGE]),
        ("L'appartement est humide, mon fils tousse", [ThingKind.CANDIDATE]),
        ("Qui fait déjà quoi pour les parents ?", []),
        ("Les parents s'entraident", [ThingKind.STATEMENT, ThingKind.VISION]),
        ("Plus aucune famille n'arrive seule aux Tilleuls", [ThingKind.STATEMENT, ThingKind.VISION]),
        ("Tous les enfants réussissent", [ThingKind.STATEMENT]),
        ("Ajouter « à l'école »", [ThingKind.AMENDMENT]),
        ("On sait à quelle porte frapper", [ThingKind.CHANGE]),
    ],
)
def test_words_of_the_room_say_what_they_became(session, tilleuls, said, became):
    ideas = [idea for idea in ideas_of(session, tilleuls) if idea.text == said]
    assert ideas
    for idea in ideas:
        assert [thing.kind for thing in fates_of(session, [idea.id]).get(idea.id, [])] == became


def test_forward_then_back_ends_at_the_same_words(session, tilleuls):
    ideas = {idea.id: idea.text for idea in ideas_of(session, tilleuls)}
    fates = fates_of(session, list(ideas))
    assert len(fates) > 50
    for idea_id, things in fates.items():
        for thing in things:
            assert ideas[idea_id] in {strand.idea for strand in origins_of(session, thing.kind, thing.id)}


def ideas_of(session, collective_id):
    notebooks = [get_notebook(session, collective_id, one.id) for one in list_notebooks(session, collective_id)]
    runs = list_runs(session, [cell.id for notebook in notebooks for cell in notebook.cells])
    return [idea for run in runs for idea in list_ideas(session, run.id)]
