"""Organisations that change their name: what they were called stays, each day is told under the name of that day."""

import gettext
from datetime import UTC, date, datetime, timedelta

import pytest

from qic_core.collective.history import former_names, list_moves, organisation_history
from qic_core.collective.members import add_member
from qic_core.collective.mergers import merge_organisations
from qic_core.collective.organisations import add_organisation, edit_organisation, list_organisations
from qic_core.collective.rules import Move, Turn, what_happened
from qic_core.errors import DomainError

JANUARY, MARCH, MAY, JUNE = date(2024, 1, 5), date(2024, 3, 4), date(2024, 5, 6), date(2024, 6, 7)


def seat(database, collective_id, name="Coallia", joined_on=JANUARY):
    with database.writing(collective_id) as work:
        return add_organisation(
            work, collective_id=collective_id, name=name, college="Associations", joined_on=joined_on
        )


def edit(database, collective_id, organisation_id, name, joined_on=JANUARY, **changed):
    told = {"college": "Associations", "sector": "", "left_on": None}
    with database.writing(collective_id) as work:
        edit_organisation(work, organisation_id=organisation_id, name=name, joined_on=joined_on, **{**told, **changed})


def called(database, collective_id, organisation_id):
    """Return what an organisation is called, and what it was called until when."""
    with database.reading() as session:
        [name] = [one.name for one in list_organisations(session, collective_id) if one.id == organisation_id]
        former = former_names(session, collective_id).get(organisation_id, [])
    return name, [(one.name, one.until) for one in former]


@pytest.mark.parametrize(
    ("gestures", "name", "former"),
    [
        ([("Relais", MARCH)], "Relais", [("Coallia", MARCH)]),
        ([("Relais", MARCH), ("Le Pont", MAY)], "Le Pont", [("Coallia", MARCH), ("Relais", MAY)]),
        ([("Relais", MARCH), ("Coallia", MAY)], "Coallia", [("Coallia", MARCH), ("Relais", MAY)]),
        ([("Relais", None)], "Relais", []),
        ([("COALLÏA", MARCH)], "COALLÏA", []),
        ([("Coallia", MARCH)], "Coallia", []),
        ([("Relais", JANUARY)], "Relais", []),
        ([("Relai", MARCH), ("Relais", MARCH)], "Relais", [("Coallia", MARCH)]),
        ([("Relais", MARCH), ("Coallia", MARCH)], "Coallia", []),
    ],
    ids=[
        "a new name", "two in a row", "the first name again", "written wrong", "other capitals and accents",
        "the same name", "on the day it came", "corrected on the same day", "taken back on the same day",
    ],
)  # fmt: skip
def test_a_former_name_stays_in_the_history_and_a_correction_leaves_no_trace(database, koungou, gestures, name, former):
    key = seat(database, koungou)
    for told, on in gestures:
        edit(database, koungou, key, told, renamed_on=on)
    assert called(database, koungou, key) == (name, former)


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2023, 12, 31), "renamed_too_early"),
        (MARCH - timedelta(days=1), "renamed_too_early"),
        (datetime.now(UTC).date() + timedelta(days=3), "day_in_future"),
    ],
    ids=["before it came", "before its last name", "not yet"],
)
def test_a_name_changes_between_its_last_change_and_today(database, koungou, on, code):
    key = seat(database, koungou)
    edit(database, koungou, key, "Relais", renamed_on=MARCH)
    with pytest.raises(DomainError, match=code):
        edit(database, koungou, key, "Le Pont", renamed_on=on)
    assert called(database, koungou, key) == ("Relais", [("Coallia", MARCH)])


def test_a_name_that_another_has_is_refused_and_leaves_no_trace(database, koungou):
    key = seat(database, koungou)
    seat(database, koungou, "Relais")
    with pytest.raises(DomainError, match="organisation_twice"):
        edit(database, koungou, key, "relais", renamed_on=MARCH)
    assert called(database, koungou, key) == ("Coallia", [])


def test_another_collective_s_former_names_are_its_own(database, koungou):
    key = seat(database, koungou)
    edit(database, koungou, key, "Relais", renamed_on=MARCH)
    with database.reading() as session:
        assert former_names(session, koungou + 1) == {}
        assert organisation_history(session, koungou + 1) == []


def test_each_day_is_told_under_the_name_of_that_day(database, koungou):
    gone, into, left = (seat(database, koungou, name) for name in ("Coallia", "Relais", "Mlezi"))
    edit(database, koungou, gone, "Le Pont", renamed_on=MARCH)
    with database.writing(koungou) as work:
        merge_organisations(work, organisation_id=gone, into_id=into, on=MAY)
    edit(database, koungou, into, "Les Deux Rives", renamed_on=JUNE)
    edit(database, koungou, left, "Mlezi", left_on=JUNE)
    with database.reading() as session:
        moves = organisation_history(session, koungou)
    assert [(move.on, move.name, move.turn, move.other) for move in moves] == [
        (JUNE, "Mlezi", "left", ""),
        (JUNE, "Relais", "renamed", "Les Deux Rives"),
        (MAY, "Le Pont", "merged", "Les Deux Rives"),
        (MARCH, "Coallia", "renamed", "Le Pont"),
        (JANUARY, "Coallia", "came", ""),
        (JANUARY, "Relais", "came", ""),
        (JANUARY, "Mlezi", "came", ""),
    ]


def test_what_happened_to_people_is_told_among_it(database, koungou):
    seat(database, koungou)
    with database.writing(koungou) as work:
        add_member(work, collective_id=koungou, name="Anfia", college="Habitants", joined_on=MARCH)
        add_member(work, collective_id=koungou, name="Sans date", college="Habitants")
    with database.reading() as session:
        moves = list_moves(session, koungou)
    assert [(move.name, move.turn) for move in moves] == [("Anfia", "came"), ("Coallia", "came")]


@pytest.mark.parametrize(
    ("turn", "said"),
    [
        (Turn.CAME, "came"),
        (Turn.LEFT, "left"),
        (Turn.RENAMED, "is now called “100 %”"),
        (Turn.MERGED, "became part of “100 %”"),
    ],
)
def test_a_move_is_told_in_words(turn, said):
    assert what_happened(Move(MARCH, "Coallia", turn, "100 %"), gettext.NullTranslations()) == said
