"""The way in: code, collège, promise, one seat a phone."""

from html import unescape

import pytest
from sqlmodel import select

from qic_core.workshop.tables import FirstNameRow

TOO_LONG = "This text has %(length)s characters; shorten it to %(at_most)s at most."
PROMISE = (
    "Your answers are anonymous: no one in the room sees who answered what, and nothing is shown for a group of fewer "
    "than 5 people. The first name is optional."
)


def test_scanning_shows_who_invites_the_colleges_the_promise_and_the_open_question(room, said):
    room.open("ideas")
    page = room.phone(None).get()
    assert page.status_code == 200
    assert said(PROMISE) in unescape(page.text)
    for text in ("Koungou", "Habitants", "Élus", "Besoins"):
        assert text in page.text


def test_joining_leads_straight_to_the_open_question(room_on_both):
    run_id = room_on_both.open("ideas")
    phone = room_on_both.phone(None)
    phone.get()
    joined = phone.join("Associations", first_name="Amina")
    assert (joined.status_code, joined.headers["location"]) == (303, "/r/QUAR24")
    assert f'data-run="{run_id}"' in phone.get().text


def test_the_first_name_is_optional_and_lives_apart(room, seats):
    room.phone("Habitants")
    phone = room.phone(None)
    phone.get()
    phone.join("Habitants", first_name="Amina")
    assert [row["number"] for row in seats()] == [0, 1]
    with room.database.reading() as session:
        assert [row.name for row in session.exec(select(FirstNameRow))] == ["Amina"]


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({}, "Choose your collège, then go in."),
        ({"college": "0", "first_name": "Zoé"}, "Choose your collège, then go in."),
        ({"college": "x" * 30}, "Choose your collège, then go in."),
        ({"college": "1", "first_name": "<b>" + "a" * 40}, TOO_LONG),
    ],
)  # fmt: skip
def test_a_refused_join_says_why_and_keeps_what_was_typed(room, seats, said, form, message):
    phone = room.phone(None)
    phone.get()
    page = phone.post("rejoindre", form)
    assert page.status_code == 422
    assert said(message, length=43, at_most=40) in unescape(page.text)
    typed = form.get("first_name", "").replace("<", "&lt;").replace(">", "&gt;")
    assert f'name="first_name" value="{typed}"' in page.text
    assert seats() == []


def test_a_triple_click_takes_one_seat(room, seats):
    phone = room.phone(None)
    phone.get()
    assert [phone.join("Élus").status_code for _ in range(3)] == [303, 303, 303]
    assert len(seats()) == 1


def test_joining_again_changes_the_college_and_keeps_the_seat(room, seats):
    phone = room.phone("Habitants")
    phone.join("Élus")
    assert [row["college_id"] for row in seats()] == [room.colleges["Élus"]]


def test_a_phone_that_keeps_no_cookie_is_told_so_and_takes_no_seat(room, seats, said):
    page = room.phone(None).join("Élus")
    assert page.status_code == 422
    assert said("Your phone did not keep your seat. Allow cookies for this site, then try again.") in unescape(
        page.text
    )
    assert seats() == []


@pytest.mark.parametrize(("base", "secure"), [("http://testserver", False), ("https://testserver", True)])
def test_the_identity_is_a_cookie_of_this_room_only_that_scripts_cannot_read(room, base, secure):
    left = [part for part in room.client.get(f"{base}/r/QUAR24").headers.get_list("set-cookie") if "qic_room" in part]
    (cookie,) = left
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/r/QUAR24" in cookie
    assert "Max-Age=2592000" in cookie
    assert ("Secure" in cookie) == secure


def test_a_seat_elsewhere_is_no_seat_here(room, neighbours):
    phone = room.phone("Habitants")
    token = next(cookie.value for cookie in phone.cookies.jar if cookie.name == "qic_room")
    intruder = neighbours.phone(None)
    intruder.cookies = {"qic_room": token}
    assert "rejoindre" in intruder.get().text
    room_run = neighbours.open("ideas")
    refused = intruder.tell(run=str(room_run), key="12345678", ideas="ici")
    assert (refused.status_code, refused.json()["state"]) == (403, "refused")


def test_french_is_spoken_until_english_is_asked_for_and_then_remembered(room):
    phone = room.phone(None)
    assert '<html lang="fr">' in phone.get(headers={"Accept-Language": "en-GB"}).text
    assert '<html lang="en">' in phone.get("/r/QUAR24?lang=en").text
    assert '<html lang="en">' in phone.get().text
    assert '<html lang="fr">' in phone.get("/r/QUAR24?lang=xx").text


def test_names_and_texts_stay_out_of_the_log(room, caplog):
    phone = room.phone(None)
    phone.get()
    phone.join("Habitants", first_name="Amina Secrète")
    room.open("ideas")
    phone.answer(ideas="Un besoin secret")
    assert "secr" not in caplog.text.lower()
