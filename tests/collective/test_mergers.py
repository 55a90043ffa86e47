"""Organisations that become one: who holds their place, where their people are, and how it is undone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session

from qic_core.collective.members import add_member, edit_member, list_members
from qic_core.collective.mergers import merge_organisations, unmerge
from qic_core.collective.organisations import (
    add_organisation,
    edit_organisation,
    list_organisations,
    successors,
)
from qic_core.collective.service import create_collective
from qic_core.collective.tables import OrganisationRow
from qic_core.errors import DomainError

DAY = date(2024, 5, 6)
TOMORROW = timedelta(days=1)


@pytest.fixture
def table(database, koungou):
    """Four organisations, by name."""
    with database.writing(koungou) as work:
        return {
            name: add_organisation(
                work, collective_id=koungou, name=name, college="Associations", joined_on=date(2024, 1, 5)
            )
            for name in ("A", "B", "C", "D")
        }


def merge(database, collective_id, organisation_id, into_id, on=DAY):
    with database.writing(collective_id) as work:
        merge_organisations(work, organisation_id=organisation_id, into_id=into_id, on=on)


def edit(database, collective_id, organisation_id, name, left_on=None):
    with database.writing(collective_id) as work:
        edit_organisation(
            work, organisation_id=organisation_id, name=name, college="Associations", sector="", joined_on=None,
            left_on=left_on,
        )  # fmt: skip


def holders(database, collective_id):
    with database.reading() as session:
        return successors(session, collective_id)


def at_the_table(database, collective_id):
    with database.reading() as session:
        return [one.name for one in list_organisations(session, collective_id)]


def test_who_became_part_of_another_has_left_and_the_other_holds_its_place(database, koungou, table):
    merge(database, koungou, table["A"], table["B"])
    assert at_the_table(database, koungou) == ["B", "C", "D"]
    with database.reading() as session:
        gone = next(one for one in list_organisations(session, koungou, left_too=True) if one.name == "A")
    assert (gone.left_on, gone.merged_into_id) == (DAY, table["B"])
    assert holders(database, koungou) == {key: key for key in table.values()} | {table["A"]: table["B"]}


def test_mergers_of_mergers_are_followed_to_who_holds_the_place_today(database, koungou, table):
    merge(database, koungou, table["A"], table["B"])
    merge(database, koungou, table["C"], table["B"])
    merge(database, koungou, table["B"], table["D"])
    assert set(holders(database, koungou).values()) == {table["D"]}


def test_mergers_told_in_a_circle_end_somewhere(database, koungou, table):
    merge(database, koungou, table["A"], table["B"])
    with Session(database.write_engine) as session, session.begin():
        session.get_one(OrganisationRow, table["B"]).merged_into_id = table["A"]
    assert set(holders(database, koungou)) == set(table.values())


def test_a_neighbour_s_organisations_are_not_among_them(database, koungou, table):
    with database.writing() as work:
        other = create_collective(work, name="Liévin", place="Nord", colleges=["Élus"], timezone="Europe/Paris")
        theirs = add_organisation(work, collective_id=other, name="A", college="Élus")
    assert set(holders(database, other)) == {theirs}
    for gone, into in ((table["A"], theirs), (theirs, table["A"]), (404, table["A"])):
        with pytest.raises(DomainError, match="organisation_unknown"):
            merge(database, koungou, gone, into)


def test_a_merger_that_cannot_be_is_refused(database, koungou, table):
    merge(database, koungou, table["A"], table["B"])
    edit(database, koungou, table["C"], "C", left_on=DAY)
    for gone, into, on, code in (
        ("D", "D", DAY, "merged_into_itself"),
        ("B", "A", DAY, "organisation_gone"),
        ("A", "D", DAY, "organisation_gone"),
        ("D", "C", DAY, "organisation_gone"),
        ("C", "D", DAY, "organisation_gone"),
        ("D", "B", date(2023, 12, 31), "left_before_joined"),
        ("D", "B", datetime.now(UTC).date() + 3 * TOMORROW, "day_in_future"),
    ):
        with pytest.raises(DomainError, match=code):
            merge(database, koungou, table[gone], table[into], on)
    assert at_the_table(database, koungou) == ["B", "D"]


def test_a_merger_is_undone_and_what_is_no_merger_is_not(database, koungou, table):
    merge(database, koungou, table["A"], table["B"])
    with database.writing(koungou) as work:
        unmerge(work, organisation_id=table["A"])
    assert at_the_table(database, koungou) == ["A", "B", "C", "D"]
    assert holders(database, koungou)[table["A"]] == table["A"]
    with database.writing(koungou) as work, pytest.raises(DomainError, match="organisation_not_merged"):
        unmerge(work, organisation_id=table["A"])


def test_who_is_part_of_another_is_not_changed_before_the_merger_is_undone(database, koungou, table):
    merge(database, koungou, table["A"], table["B"])
    with pytest.raises(DomainError, match="organisation_merged") as refused:
        edit(database, koungou, table["A"], "A bis")
    assert refused.value.params == {"name": "A", "into": "B"}


def person(database, collective_id):
    with database.reading() as session:
        [member] = list_members(session, collective_id, left_too=True)
    return member


def test_its_people_are_with_the_other_and_back_when_it_is_undone(database, koungou, table):
    told = {"name": "Anfia", "college": "Habitants", "role": ""}
    with database.writing(koungou) as work:
        anfia = add_member(work, collective_id=koungou, organisation="A", **told)
    merge(database, koungou, table["A"], table["B"])
    assert person(database, koungou).organisation == "B"
    with database.writing(koungou) as work:  # their form is saved meanwhile, as it stands
        edit_member(
            work, member_id=anfia, organisation="B", seat_id=None, core=True, joined_on=None, left_on=None, **told
        )
        unmerge(work, organisation_id=table["A"])
    assert (person(database, koungou).organisation, person(database, koungou).core) == ("A", True)


def test_who_had_left_before_stays_with_the_organisation_that_was_theirs(database, koungou, table):
    with database.writing(koungou) as work:
        anfia = add_member(work, collective_id=koungou, name="Anfia", college="Habitants", organisation="A")
        edit_member(
            work, member_id=anfia, name="Anfia", college="Habitants", role="", organisation="A", seat_id=None,
            core=False, joined_on=None, left_on=date(2024, 2, 1),
        )  # fmt: skip
    merge(database, koungou, table["A"], table["B"])
    assert person(database, koungou).organisation == "A"
