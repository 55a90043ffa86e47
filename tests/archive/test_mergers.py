"""An organisation that became part of another, written later than itself: both survive the journey."""

from datetime import date

import pytest

from qic_core.archive.reading import read_archive
from qic_core.archive.restoring import restore_archive
from qic_core.archive.writing import write_archive
from qic_core.collective.history import organisation_history
from qic_core.collective.mergers import merge_organisations
from qic_core.collective.organisations import edit_organisation, list_organisations, successors


@pytest.fixture
def merged(told, database):
    """The archive of Koungou, whose first organisation has another name and is then part of its last one."""
    with database.writing() as work:
        collective_id = restore_archive(work, read_archive(told))
    with database.writing(collective_id) as work:
        seated = sorted(list_organisations(work.session, collective_id), key=lambda one: one.id)
        first, last = seated[0], seated[-1]
        edit_organisation(
            work, organisation_id=first.id, name="Autrement", college=first.college, sector=first.sector,
            joined_on=None, left_on=None, renamed_on=date(2024, 3, 4),
        )  # fmt: skip
        merge_organisations(work, organisation_id=first.id, into_id=last.id, on=date(2024, 6, 7))
        return write_archive(work.session, collective_id)


def test_beside_others_the_merger_names_the_organisations_of_its_own_collective(merged, database):
    with database.writing() as work:
        restored = restore_archive(work, read_archive(merged))
    with database.reading() as session:
        holders = successors(session, restored)
        names = {one.id: one.name for one in list_organisations(session, restored, left_too=True)}
        told = [(move.name, move.turn, move.other) for move in organisation_history(session, restored)]
        seated = list_organisations(session, restored)
    [(gone, into)] = [(key, held) for key, held in holders.items() if key != held]
    assert (names[gone], gone in {one.id for one in seated}) == ("Autrement", False)
    assert into in {one.id for one in seated}
    assert ("Autrement", "merged", names[into]) in told
    assert [turn for _name, turn, other in told if other == "Autrement"] == ["renamed"]
