"""`access`: links made, listed, renewed and revoked without a page."""

import re

import pytest

from qic_core.access.rules import Role
from qic_core.access.service import follow_link
from qic_core.db.engine import Database
from qic_core.errors import DomainError

SECRET = re.compile(r"/entrer/([a-z2-7]{26})$", re.MULTILINE)


def secret_in(result):
    assert result.exit_code == 0, result.output
    return SECRET.search(result.stdout)[1]


def followed(url, secret):
    database = Database(url)
    try:
        with database.reading() as session:
            return follow_link(session, secret)
    finally:
        database.dispose()


@pytest.mark.parametrize("role", Role)
def test_a_link_that_is_made_opens_the_house_with_its_role(house, run, role):
    secret = secret_in(run("access", "add", role.name.lower(), "Aïcha"))
    link = followed(house, secret)
    assert (link.role, link.label) == (role, "Aïcha")
    assert secret not in run("access", "list").stdout


def test_a_house_that_knows_its_address_prints_the_whole_link(house, run, monkeypatch):
    monkeypatch.setenv("QIC_PUBLIC_URL", "https://carnet.exemple.fr/")
    result = run("access", "add", "reader", "Presse")
    assert f"https://carnet.exemple.fr/entrer/{secret_in(result)}" in result.stdout


def test_a_renewed_link_closes_the_one_before(house, run):
    before = secret_in(run("access", "add", "scribe", "Table"))
    after = secret_in(run("access", "renew", "1"))
    with pytest.raises(DomainError, match="link_revoked"):
        followed(house, before)
    assert (followed(house, after).role, followed(house, after).label) == (Role.SCRIBE, "Table")


def test_a_revoked_link_opens_nothing_and_is_listed_as_such(house, run):
    secret = secret_in(run("access", "add", "reader", "Presse"))
    assert "Presse" in run("access", "revoke", "1").stdout
    with pytest.raises(DomainError, match="link_revoked"):
        followed(house, secret)
    assert re.search(r"^ +1 +Lecture +\S+ +retiré le \S+ +Presse$", run("access", "list").stdout, re.MULTILINE)


@pytest.mark.parametrize("gesture", ["renew", "revoke"])
@pytest.mark.parametrize("number", [1, 9, 0])
def test_a_link_that_is_not_open_is_refused(house, run, gesture, number):
    run("access", "add", "reader", "Presse")
    run("access", "revoke", 1)
    result = run("access", gesture, number)
    assert result.exit_code == 1
    assert f"Il n’y a pas de lien ouvert numéro {number}." in result.stderr


@pytest.mark.parametrize("label", ["", "  ", "x" * 61])
def test_a_link_needs_a_name_of_a_bounded_length(house, run, label):
    result = run("access", "add", "reader", label)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


def test_a_house_without_links_says_so(house, run):
    run("demo")
    assert run("access", "list").stdout == "Il n’y a pas encore de lien.\n"
