import pytest
from sqlmodel import select

from qic_core.access.rules import Role
from qic_core.access.service import (
    LAUNCH_LABEL,
    check_link,
    create_link,
    follow_link,
    launch_secret,
    list_links,
    revoke_link,
)
from qic_core.access.tables import AccessLinkRow
from qic_core.errors import DomainError

KEY, OTHER_KEY = b"the machine's key", b"another machine's key"


def create(database, *, role=Role.READER, label="Mme Combo, préfecture", key=KEY):
    with database.writing() as work:
        return create_link(work, key, role=role, label=label)


def launch(database, key=KEY):
    with database.writing() as work:
        return launch_secret(work, key)


def follow(database, secret):
    with database.reading() as session:
        return follow_link(session, secret)


def revoke(database, link_id):
    with database.writing() as work:
        revoke_link(work, link_id=link_id)


def refusal_of(act):
    with pytest.raises(DomainError) as refusal:
        act()
    return refusal.value.code


def test_a_link_lets_in_by_its_secret_under_its_role(database):
    for role in Role:
        link = follow(database, create(database, role=role))
        assert (link.role, link.label, link.revoked_at) == (role, "Mme Combo, préfecture", None)


def test_a_guessed_secret_lets_nobody_in(database):
    create(database)
    for secret in ("", "a", "a" * 26, "é\x00", "' OR 1=1 --", "a" * 100_000):
        assert refusal_of(lambda secret=secret: follow(database, secret)) == "link_unknown"


def test_the_stored_hash_does_not_let_in(database):
    create(database)
    with database.reading() as session:
        stored = session.exec(select(AccessLinkRow.secret_hash)).one()
    assert refusal_of(lambda: follow(database, stored)) == "link_unknown"


def test_a_link_says_whom_it_is_for(database):
    for label, code in (("", "name_missing"), ("\x00 ", "name_missing"), ("l" * 61, "name_too_long")):
        assert refusal_of(lambda label=label: create(database, label=label)) == code
    with database.reading() as session:
        assert list_links(session) == []


def test_a_revoked_link_is_closed_to_the_secret_and_to_who_had_followed_it(database):
    secret = create(database)
    link = follow(database, secret)
    with database.reading() as session:
        assert check_link(session, link.id) == link
    revoke(database, link.id)
    assert refusal_of(lambda: follow(database, secret)) == "link_revoked"
    with database.reading() as session:
        assert refusal_of(lambda: check_link(session, link.id)) == "link_revoked"


def test_a_link_revoked_twice_keeps_its_first_date(database):
    link = follow(database, create(database))
    revoke(database, link.id)
    with database.reading() as session:
        first = list_links(session)[0].revoked_at
    revoke(database, link.id)
    with database.reading() as session:
        assert list_links(session)[0].revoked_at == first


def test_an_unknown_link_is_refused(database):
    assert refusal_of(lambda: revoke(database, 404)) == "link_unknown"
    with database.reading() as session:
        assert refusal_of(lambda: check_link(session, 404)) == "link_unknown"


def test_a_renewed_link_has_another_secret_and_the_old_one_stays_closed(database):
    old = create(database)
    revoke(database, follow(database, old).id)
    new = create(database)
    assert new != old
    assert follow(database, new).role == Role.READER
    assert refusal_of(lambda: follow(database, old)) == "link_revoked"


def test_links_are_listed_the_newest_first_revoked_ones_included(database):
    for label in ("Nadine", "Youssouf", "Amina"):
        create(database, label=label)
    with database.reading() as session:
        revoke_id = list_links(session)[0].id
    revoke(database, revoke_id)
    with database.reading() as session:
        links = list_links(session)
    assert [link.label for link in links] == ["Amina", "Youssouf", "Nadine"]
    assert [link.revoked_at is None for link in links] == [False, True, True]


def test_the_launch_link_is_the_same_at_every_start(database):
    secret = launch(database)
    create(database)
    assert [launch(database) for _ in range(3)] == [secret] * 3
    assert follow(database, secret).role == Role.FACILITATOR


def test_a_revoked_launch_link_is_replaced_once(database):
    old = launch(database)
    revoke(database, follow(database, old).id)
    new = launch(database)
    assert new != old
    assert launch(database) == new
    assert refusal_of(lambda: follow(database, old)) == "link_revoked"


def test_another_key_makes_another_launch_link_and_the_first_key_finds_its_own_again(database):
    first, second = launch(database), launch(database, OTHER_KEY)
    assert first != second
    assert launch(database, OTHER_KEY) == second
    assert launch(database) == first


def test_a_reader_link_named_like_the_launch_is_never_printed_in_its_place(database):
    namesake = create(database, role=Role.READER, label=LAUNCH_LABEL)
    secret = launch(database)
    assert secret != namesake
    assert follow(database, secret).role == Role.FACILITATOR
