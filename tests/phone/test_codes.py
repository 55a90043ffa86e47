"""Codes: typed anyhow, unknown, expired, guessed."""

from html import unescape

import pytest

from qic_core.collective.service import renew_code


def test_a_code_can_be_typed(room):
    phone = room.phone(None)
    assert 'name="code"' in phone.get("/r/").text
    assert phone.get("/r").headers["location"] == "/r/"
    assert phone.get("/r/?code=quar-24").headers["location"] == "/r/QUAR24"


@pytest.mark.parametrize("typed", ["quar24", "QUAR%2024", "quar-24"])
def test_a_code_in_the_address_is_read_kindly(room, typed):
    assert room.phone(None).get(f"/r/{typed}").headers["location"] == "/r/QUAR24"


@pytest.mark.parametrize(
    "path", ["/r/ZZZZZZ", "/r/%3Cscript%3E", "/r/?code=O0O0O0", "/r/QUAR24QUAR24", "/r/ZZZZZZ/attendre"]
)
def test_an_unknown_code_gets_a_sentence_and_the_form_again(room, said, path):
    page = room.phone(None).get(path)
    assert page.status_code == 404
    assert said("No room has this code. Check it on the wall and type it again.") in unescape(page.text)
    assert "<script>" not in page.text


def test_an_expired_code_says_so(room, said):
    phone = room.phone("Habitants")
    with room.database.writing(room.collective_id) as work:
        renew_code(work, collective_id=room.collective_id)
    page = phone.get()
    assert page.status_code == 410
    assert said("This code is no longer in use. Type the one shown on the wall.") in unescape(page.text)


def test_who_guesses_codes_has_to_wait_but_the_others_do_not(room):
    inside, guesser, newcomer = room.phone("Habitants"), room.phone(None), room.phone(None)
    assert [guesser.get("/r/ZZZZZZ").status_code for _ in range(21)] == [404] * 20 + [429]
    assert guesser.get().status_code == 429
    assert inside.get().status_code == 200
    assert newcomer.get().status_code == 200


def test_a_whole_room_may_mistype_from_one_address(room):
    for _ in range(30):
        assert [room.phone(None).get("/r/ZZZZZZ").status_code for _ in range(20)] == [404] * 20
    assert room.phone(None).get("/r/ZZZZZZ").status_code == 429
    assert room.phone(None).get().status_code == 200


def test_nothing_in_an_address_is_secret(room):
    phone = room.phone("Habitants")
    room.open("ideas")
    page = phone.get().text
    for cookie in phone.cookies.jar:
        assert cookie.value not in page
