import threading

import pytest
from sqlmodel import select

from qic_core.collective.rules import Collective, is_code
from qic_core.collective.service import (
    collective_of_code,
    create_collective,
    current_code,
    get_collective,
    list_collectives,
    list_colleges,
    name_residents,
    renew_code,
)
from qic_core.collective.tables import CollectiveRow, RoomCodeRow
from qic_core.errors import DomainError

KOUNGOU = {
    "name": "Koungou",
    "place": "Mayotte",
    "colleges": ["Habitants", "Associations", "Institutions", "Élus"],
    "timezone": "Indian/Mayotte",
}


@pytest.fixture
def koungou(database):
    return found(database)


def found(database, **changed):
    with database.writing() as work:
        return create_collective(work, **{**KOUNGOU, **changed})


def renew(database, collective_id, **wish):
    with database.writing(collective_id) as work:
        return renew_code(work, collective_id=collective_id, **wish)


def code_of(database, collective_id):
    with database.reading() as session:
        return current_code(session, collective_id)


def refusal_of(act):
    with pytest.raises(DomainError) as refusal:
        act()
    return refusal.value.code


def whose(database, code):
    with database.reading() as session:
        return collective_of_code(session, code)


def test_the_first_college_is_that_of_the_residents_until_another_is_named(database, koungou):
    with database.reading() as session:
        colleges = list_colleges(session, koungou)
    assert [college.of_residents for college in colleges] == [True, False, False, False]
    with database.writing(koungou) as work:
        name_residents(work, college_id=colleges[1].id)
    with database.reading() as session:
        assert [c.name for c in list_colleges(session, koungou) if c.of_residents] == [colleges[1].name]


def test_a_college_of_another_collective_is_not_that_of_the_residents(database, koungou):
    with pytest.raises(DomainError) as refused, database.writing(koungou) as work:
        name_residents(work, college_id=404)
    assert refused.value.code == "college_missing"


def test_a_collective_is_kept_as_it_was_told(database):
    koungou = found(database, name=" Quartiers de  Koungou ", note="Depuis 2023.")
    with database.reading() as session:
        assert get_collective(session, koungou) == Collective(
            koungou, "quartiers-de-koungou", "Quartiers de Koungou", "Mayotte", "Indian/Mayotte", "Depuis 2023."
        )
        assert [college.name for college in list_colleges(session, koungou)] == KOUNGOU["colleges"]


REFUSED = [
    ({"name": " "}, "name_missing"),
    ({"place": ""}, "name_missing"),
    ({"name": "K" * 121}, "name_too_long"),
    ({"note": "n" * 1001}, "name_too_long"),
    ({"colleges": []}, "colleges_missing"),
    ({"colleges": ["Élus", "élus"]}, "college_twice"),
    ({"timezone": "Mayotte"}, "timezone_unknown"),
    ({"code": "OOOOOO"}, "code_taken"),
]


def test_a_collective_that_is_refused_leaves_nothing(database):
    for changed, code in REFUSED:
        assert refusal_of(lambda changed=changed: found(database, **changed)) == code
    with database.reading() as session:
        assert list_collectives(session) == []


def test_names_that_look_alike_get_slugs_of_their_own(database):
    long = "Quartiers " * 12
    for name in ("Koungou", "Koungou", "Koungou 2", "Koungou", long, long, long):
        found(database, name=name)
    with database.reading() as session:
        slugs = session.exec(select(CollectiveRow.slug)).all()
    assert len(set(slugs)) == 7
    assert slugs[:4] == ["koungou", "koungou-2", "koungou-2-2", "koungou-3"]


def test_a_name_with_a_nul_is_kept_without_it(database):
    koungou = found(database, name="Kou\x00ngou", note="\x00")
    with database.reading() as session:
        assert get_collective(session, koungou).name == "Kou ngou"


def test_collectives_are_listed_the_oldest_first(database):
    for name in ("Koungou", "Liévin", "Sète"):
        found(database, name=name)
    with database.reading() as session:
        assert [collective.name for collective in list_collectives(session)] == ["Koungou", "Liévin", "Sète"]


def test_an_unknown_collective_is_refused(database):
    with database.reading() as session:
        assert refusal_of(lambda: get_collective(session, 404)) == "collective_unknown"


def test_a_collective_is_born_with_a_code_that_opens_its_room(database, koungou):
    code = code_of(database, koungou)
    assert is_code(code)
    assert whose(database, code) == koungou


def test_a_code_may_be_chosen_and_is_read_as_people_type_it(database):
    koungou = found(database, code="QUAR24")
    assert code_of(database, koungou) == "QUAR24"
    assert whose(database, " quar-24 ") == koungou


def test_a_code_that_opens_nothing_is_unknown(database):
    found(database, code="QUAR24")
    for typed in ("ACDEFG", "", "QUAR2O", "🙂", "Q\x00AR24", "' OR 1=1", "A" * 100_000):
        assert refusal_of(lambda typed=typed: whose(database, typed)) == "code_unknown"


def test_a_renewed_code_leaves_the_old_one_expired(database, koungou):
    old = code_of(database, koungou)
    new = renew(database, koungou)
    assert new != old
    assert code_of(database, koungou) == new
    assert whose(database, new) == koungou
    assert refusal_of(lambda: whose(database, old)) == "code_expired"


def test_a_code_that_has_served_never_opens_another_room(database, koungou):
    old = code_of(database, koungou)
    renew(database, koungou)
    assert refusal_of(lambda: found(database, name="Liévin", code=old)) == "code_taken"
    assert refusal_of(lambda: renew(database, koungou, code=old)) == "code_taken"


def test_a_refused_code_leaves_the_room_open_under_the_old_one(database, koungou):
    lievin_code = code_of(database, found(database, name="Liévin"))
    code = code_of(database, koungou)
    assert refusal_of(lambda: renew(database, koungou, code=lievin_code)) == "code_taken"
    assert whose(database, code) == koungou


def test_never_two_codes_are_open_even_when_all_renew_at_once(database, koungou):
    threads = [threading.Thread(target=renew, args=[database, koungou]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        rows = session.exec(select(RoomCodeRow)).all()
        assert len(rows) == 9
        assert [row.code for row in rows if row.expired_at is None] == [current_code(session, koungou)]


def test_another_collectives_code_stays_when_one_is_renewed(database, koungou):
    lievin = found(database, name="Liévin")
    code = code_of(database, lievin)
    renew(database, koungou)
    assert whose(database, code) == lievin
