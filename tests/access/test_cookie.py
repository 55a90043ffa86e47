import pytest
from itsdangerous import TimestampSigner, URLSafeTimedSerializer

from qic_core.access.cookie import LIFETIME_SECONDS, link_of_cookie, signed
from qic_core.access.rules import Role
from qic_core.access.service import create_link, follow_link, revoke_link

KEY, OTHER_KEY = b"the machine's key", b"another machine's key"


@pytest.fixture
def link(sqlite_database):
    with sqlite_database.writing() as work:
        secret = create_link(work, KEY, role=Role.FACILITATOR, label="Nadine")
    with sqlite_database.reading() as session:
        return follow_link(session, secret)


def recognised(database, cookie):
    with database.reading() as session:
        return link_of_cookie(session, KEY, cookie)


def test_who_followed_a_link_is_recognised_by_the_cookie(sqlite_database, link):
    assert recognised(sqlite_database, signed(KEY, link)) == link


def test_a_revoked_link_is_no_longer_recognised(sqlite_database, link):
    with sqlite_database.writing() as work:
        revoke_link(work, link_id=link.id)
    assert recognised(sqlite_database, signed(KEY, link)) is None


def test_an_old_cookie_is_no_longer_recognised(sqlite_database, link, monkeypatch):
    now = TimestampSigner.get_timestamp
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda signer: now(signer) - LIFETIME_SECONDS - 60)
    cookie = signed(KEY, link)
    monkeypatch.undo()
    assert recognised(sqlite_database, cookie) is None


@pytest.mark.parametrize(
    "cookie",
    [
        None,
        "",
        "1",
        "forged.value.here",
        "é\x00",
        "a" * 100_000,
        URLSafeTimedSerializer(OTHER_KEY, salt="access").dumps(1),
        URLSafeTimedSerializer(KEY, salt="another use").dumps(1),
        URLSafeTimedSerializer(KEY, salt="access").dumps(404),
        URLSafeTimedSerializer(KEY, salt="access").dumps("Nadine"),
    ],
    ids=["none", "empty", "number", "forged", "odd", "endless", "other key", "other use", "no such link", "no number"],
)
def test_a_missing_forged_or_strange_cookie_is_nobodys(sqlite_database, link, cookie):
    assert recognised(sqlite_database, cookie) is None


def test_a_changed_cookie_is_nobodys(sqlite_database, link):
    cookie = signed(KEY, link)
    for place in range(0, len(cookie) - 1, 5):
        changed = "A" if cookie[place] != "A" else "B"
        assert recognised(sqlite_database, cookie[:place] + changed + cookie[place + 1 :]) is None
