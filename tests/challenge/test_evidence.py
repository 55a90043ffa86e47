import pytest

from qic_core.challenge.evidence import (
    add_evidence,
    edit_evidence,
    list_evidence,
    restore_evidence,
    take_questions,
    withdraw_evidence,
)
from qic_core.challenge.rules import Card
from qic_core.errors import DomainError
from qic_core.thread.rules import ThingKind
from qic_core.thread.service import fates_of, origins_of
from qic_core.workshop.tally import list_ideas


def write(database, collective_id, **told):
    with database.writing(collective_id) as work:
        return add_evidence(work, Card(**{"statement": "des ménages sans eau courante", **told}))


def cards(database, collective_id, **asked):
    with database.reading() as session:
        return list_evidence(session, collective_id, **asked)


def test_a_figure_comes_with_its_source_and_a_question_without(database, koungou):
    write(database, koungou, figure=25.0, unit=" % ", year=2023, perimeter="Mayotte", source="Insee")
    write(database, koungou, statement="Depuis quand ?")
    known, unknown = cards(database, koungou)
    assert (known.figure, known.unit, known.year, known.source) == (25.0, "%", 2023, "Insee")
    assert unknown.figure is None


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"figure": 25.0}, "source_missing"),
        ({"figure": 0.0, "source": "  "}, "source_missing"),
        ({"figure": 1e13, "source": "Insee"}, "figure_out_of_bounds"),
        ({"figure": float("nan"), "source": "Insee"}, "figure_out_of_bounds"),
        ({"figure": float("inf"), "source": "Insee"}, "figure_out_of_bounds"),
        ({"statement": ""}, "sentence_missing"),
        ({"year": 1066}, "year_out_of_bounds"),
        ({"year": 2999}, "year_out_of_bounds"),
        ({"source": "x" * 301}, "text_too_long"),
    ],
)
def test_a_card_that_cannot_be_trusted_is_refused(database, koungou, told, code):
    with pytest.raises(DomainError, match=code):
        write(database, koungou, **told)


@pytest.mark.parametrize(
    ("told", "twice"),
    [
        ({}, True),
        ({"statement": "Des MÉNAGES sans eau courante "}, True),
        ({"figure": 26.0}, True),
        ({"year": 2022}, False),
        ({"perimeter": "Koungou"}, False),
        ({"source": "CAF"}, False),
    ],
)
def test_a_card_is_written_once_for_a_place_a_year_and_a_source(database, koungou, told, twice):
    card = {"figure": 25.0, "year": 2023, "perimeter": "Mayotte", "source": "Insee"}
    write(database, koungou, **card)
    if twice:
        with pytest.raises(DomainError, match="evidence_twice"):
            write(database, koungou, **{**card, **told})
    else:
        write(database, koungou, **{**card, **told})
    assert len(cards(database, koungou)) == (1 if twice else 2)


def test_a_card_taken_away_comes_back(database, koungou):
    key = write(database, koungou)
    with database.writing(koungou) as work:
        withdraw_evidence(work, evidence_id=key)
    assert cards(database, koungou) == []
    assert [one.id for one in cards(database, koungou, withdrawn=True)] == [key]
    with database.writing(koungou) as work:
        restore_evidence(work, evidence_id=key)
    assert [one.id for one in cards(database, koungou)] == [key]


def test_a_card_does_not_come_back_beside_another_that_says_the_same(database, koungou):
    key = write(database, koungou)
    with database.writing(koungou) as work:
        withdraw_evidence(work, evidence_id=key)
    write(database, koungou)
    with database.writing(koungou) as work, pytest.raises(DomainError, match="evidence_twice"):
        restore_evidence(work, evidence_id=key)


def test_an_open_question_gets_its_figure(database, koungou):
    write(database, koungou, statement="Combien de familles ?")
    [before] = cards(database, koungou)
    known = Card(statement="familles relogées", figure=12.5, unit="%", year=2024, perimeter="Majicavo", source="Ville")
    with database.writing(koungou) as work:
        edit_evidence(work, evidence_id=before.id, version=before.version, card=known)
    [after] = cards(database, koungou)
    assert (after.id, after.statement, after.figure, after.source) == (before.id, "familles relogées", 12.5, "Ville")


def test_the_second_of_two_who_edit_a_card_is_told_and_the_first_kept(database, koungou):
    write(database, koungou, statement="Combien de familles ?")
    [before] = cards(database, koungou)
    with database.writing(koungou) as work:
        edit_evidence(work, evidence_id=before.id, version=before.version, card=Card(statement="Le premier"))
    with database.writing(koungou) as work, pytest.raises(DomainError, match="evidence_changed_meanwhile"):
        edit_evidence(work, evidence_id=before.id, version=before.version, card=Card(statement="Le second"))
    assert [one.statement for one in cards(database, koungou)] == ["Le premier"]


def test_another_collective_s_card_is_out_of_reach(database, koungou):
    key = write(database, koungou)
    [before] = cards(database, koungou)
    for act in (
        lambda work: withdraw_evidence(work, evidence_id=key),
        lambda work: restore_evidence(work, evidence_id=key),
        lambda work: edit_evidence(
            work, evidence_id=before.id, version=before.version, card=Card(statement="Le voisin")
        ),
    ):
        with database.writing(koungou + 1) as work, pytest.raises(DomainError, match="evidence_unknown"):
            act(work)


def test_what_the_room_does_not_know_becomes_open_questions_once_with_their_thread(database, koungou, said):
    with database.writing(koungou) as work:
        assert take_questions(work, run_id=said) == 2
        assert take_questions(work, run_id=said) == 0
        water, school = list_evidence(work.session, koungou)
        strands = origins_of(work.session, ThingKind.EVIDENCE, water.id)
        ideas = {idea.text: idea.id for idea in list_ideas(work.session, said)}
        became = fates_of(work.session, list(ideas.values()))
    assert (water.statement, water.figure, school.statement) == ("L'eau courante", None, "L'école")
    assert [strand.idea for strand in strands if strand.idea] == ["Pas d'eau à la maison", "L'eau est coupée"]
    assert [thing.kind for thing in became[ideas["L'école déborde"]]] == [ThingKind.EVIDENCE]
