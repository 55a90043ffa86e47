from datetime import date

import pytest

from qic_core.collective.members import add_member, list_seats, name_seats
from qic_core.collective.mergers import merge_organisations
from qic_core.collective.service import list_colleges
from qic_core.cooperation.trinome import organisations_of, seat_holders
from tests.cooperation.partners import gathered

SEATS = ["Délégué", "Chef de projet", "Partenaire"]


@pytest.fixture
def partners(database):
    partners = gathered(database)
    with database.writing(partners.collective_id) as work:
        name_seats(work, collective_id=partners.collective_id, names=SEATS)
    return partners


def seat(partners, place, organisation):
    with partners.database.writing(partners.collective_id) as work:
        college = list_colleges(work.session, partners.collective_id)[0].name
        add_member(
            work, collective_id=partners.collective_id, name=f"Personne {place}", college=college,
            organisation=organisation, seat_id=list_seats(work.session, partners.collective_id)[place].id,
        )  # fmt: skip


def holders(partners):
    with partners.database.reading() as session:
        return seat_holders(session, partners.collective_id)


def test_each_seat_is_held_by_the_organisation_of_who_sits_there(partners):
    seat(partners, 2, "Club")
    seat(partners, 0, "Mairie")
    assert [(one.seat, one.organisation_id) for one in holders(partners)] == [
        ("Délégué", partners.ids["Mairie"]),
        ("Chef de projet", None),
        ("Partenaire", partners.ids["Club"]),
    ]
    assert organisations_of(holders(partners)) == [partners.ids["Mairie"], partners.ids["Club"]]


def test_someone_without_an_organisation_holds_a_seat_for_none(partners):
    seat(partners, 1, "")
    assert organisations_of(holders(partners)) == []


def test_a_merged_organisation_gives_its_seat_to_the_one_it_is_part_of(partners):
    seat(partners, 0, "Mairie")
    seat(partners, 2, "Club")
    with partners.database.writing(partners.collective_id) as work:
        merge_organisations(
            work, organisation_id=partners.ids["Club"], into_id=partners.ids["Mairie"], on=date(2026, 3, 2)
        )
    assert organisations_of(holders(partners)) == [partners.ids["Mairie"]]


def test_before_seats_are_named_nobody_holds_one(database):
    assert holders(gathered(database, collective="Les Tilleuls")) == []
