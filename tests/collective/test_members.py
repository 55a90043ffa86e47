from datetime import date

import pytest

from qic_core.collective.history import list_moves
from qic_core.collective.meetings import add_meeting, attendance_of, list_meetings
from qic_core.collective.members import (
    add_member,
    edit_member,
    list_members,
    list_seats,
    name_seats,
)
from qic_core.collective.organisations import add_organisation
from qic_core.errors import DomainError

SEATS = ("Déléguée du préfet", "Cheffe de projet", "Partenaire")


@pytest.fixture
def trinome(database, koungou):
    """The ids of the trinôme's seats."""
    with database.writing(koungou) as work:
        name_seats(work, collective_id=koungou, names=SEATS)
        return [seat.id for seat in list_seats(work.session, koungou)]


def enter(database, collective_id, name="Anfia", college="Habitants", **more):
    with database.writing(collective_id) as work:
        return add_member(work, collective_id=collective_id, name=name, college=college, **more)


def people(database, collective_id, **asked):
    with database.reading() as session:
        return list_members(session, collective_id, **asked)


def edit(database, collective_id, member_id, **changed):
    told = {"name": "Anfia", "college": "Habitants", "role": "", "organisation": "", "seat_id": None, "core": False}
    dates = {"joined_on": None, "left_on": None}
    with database.writing(collective_id) as work:
        edit_member(work, member_id=member_id, **{**told, **dates, **changed})


def test_a_member_has_a_college_an_organisation_a_role_and_a_seat(database, koungou, trinome):
    with database.writing(koungou) as work:
        add_organisation(work, collective_id=koungou, name="Préfecture", college="Institutions")
    enter(database, koungou, "Maylis", "Institutions", role="Déléguée", organisation="Préfecture", seat_id=trinome[0])
    [member] = people(database, koungou)
    assert (member.college, member.organisation, member.role, member.seat_id) == (
        "Institutions",
        "Préfecture",
        "Déléguée",
        trinome[0],
    )


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"name": " "}, "name_missing"),
        ({"college": "Régions"}, "college_unknown"),
        ({"organisation": "Inconnue"}, "organisation_unknown"),
        ({"seat_id": 999}, "seat_unknown"),
        ({"role": "x" * 121}, "name_too_long"),
    ],
)
def test_a_member_that_cannot_be_is_refused(database, koungou, told, code):
    with pytest.raises(DomainError, match=code):
        enter(database, koungou, **told)
    assert people(database, koungou) == []


def test_who_leaves_gives_back_seat_and_core_group_and_stays_in_the_history(database, koungou, trinome):
    anfia = enter(database, koungou, seat_id=trinome[2], core=True, joined_on=date(2026, 1, 5))
    dates = {"joined_on": date(2026, 1, 5), "left_on": date(2026, 6, 30)}
    edit(database, koungou, anfia, seat_id=trinome[2], core=True, **dates)
    assert people(database, koungou) == []
    [gone] = people(database, koungou, left_too=True)
    assert (gone.seat_id, gone.core) == (None, False)
    with database.reading() as session:
        moves = list_moves(session, koungou)
    assert [(move.on, move.turn) for move in moves] == [(date(2026, 6, 30), "left"), (date(2026, 1, 5), "came")]


def test_the_three_roles_are_the_collective_s_own(database, koungou, trinome):
    with database.writing(koungou) as work:
        name_seats(work, collective_id=koungou, names=("État", "Ville", "Conseil citoyen"))
        with pytest.raises(DomainError, match="seats_are_three"):
            name_seats(work, collective_id=koungou, names=("État",))
    with database.reading() as session:
        assert [(seat.id, seat.name) for seat in list_seats(session, koungou)] == list(
            zip(trinome, ("État", "Ville", "Conseil citoyen"), strict=True)
        )


def test_attendance_counts_the_core_group_s_meetings(database, koungou):
    anfia = enter(database, koungou, core=True)
    said = enter(database, koungou, "Saïd", core=True)
    enter(database, koungou, "Nadia")
    with database.writing(koungou) as work:
        add_meeting(work, collective_id=koungou, held_on=date(2026, 5, 1), title="Mai", present=[anfia, said])
        add_meeting(work, collective_id=koungou, held_on=date(2026, 6, 1), title="Juin", present=[anfia])
        with pytest.raises(DomainError, match="member_unknown"):
            add_meeting(work, collective_id=koungou, held_on=date(2026, 7, 1), title="Juillet", present=[404])
    with database.reading() as session:
        meetings = list_meetings(session, koungou)
    assert [meeting.title for meeting in meetings] == ["Juin", "Mai"]
    assert [(member.name, count) for member, count in attendance_of(meetings, people(database, koungou))] == [
        ("Anfia", 2),
        ("Saïd", 1),
    ]
