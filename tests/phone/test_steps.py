"""What a phone shows, step by step."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from qic_core.workshop.tables import RunRow


def test_before_the_first_question_one_waits(room, said):
    page = room.phone("Habitants").get().text
    assert said("You are in the room") in unescape(page)
    assert '<noscript><meta http-equiv="refresh" content="8"></noscript>' in page


def test_a_text_is_shown_and_asks_nothing(room):
    room.open("text")
    page = room.phone("Habitants").get().text
    assert "Quatre questions ce matin." in page
    assert "<form" not in page


def test_who_arrives_late_lands_on_the_open_question(room):
    room.close(room.open("ideas"))
    run_id = room.open("words")
    assert f'data-run="{run_id}"' in room.phone("Élus").get().text


def test_a_question_is_never_reloaded_under_the_fingers_of_who_answers(room):
    room.open("ideas")
    assert "http-equiv" not in room.phone("Élus").get().text


def test_who_has_answered_sees_the_receipt_in_the_collectives_own_time(room, said):
    room.open("ideas")
    phone = room.phone("Habitants")
    assert phone.answer(ideas=["Un local", "Du temps"]).headers["location"] == "/r/QUAR24"
    page = phone.get().text
    (row,) = room.rows()
    local = (row["received_at"] + timedelta(hours=3)).strftime("%H:%M")
    assert said("Saved at %(time)s, receipt", time=local) in unescape(page)
    assert re.search(r"<strong>[A-Z0-9]{4}</strong>", page)
    assert "Un local" in page
    assert "?modifier=1" in page


def test_an_answer_can_be_changed_as_long_as_the_question_is_open(room):
    run_id = room.open("ideas")
    phone = room.phone("Habitants")
    phone.answer(ideas="Un local")
    page = phone.get("/r/QUAR24?modifier=1").text
    assert re.search(r"<textarea[^>]*>\s*Un local</textarea>", page)
    phone.post("repondre", {**phone.form("?modifier=1"), "ideas": "Deux locaux"})
    assert "Deux locaux" in phone.get().text
    assert [row["superseded_at"] is None for row in room.rows()] == [False, True]
    room.freeze(run_id)
    assert "data-run" not in phone.get("/r/QUAR24?modifier=1").text


@pytest.mark.parametrize(
    ("end", "heading"), [("freeze", "Answers are on hold"), ("close", "This question is closed")]
)  # fmt: skip
def test_a_question_that_is_over_says_so_and_what_was_kept(room, said, end, heading):
    run_id = room.open("choice")
    phone = room.phone("Habitants")
    phone.answer(choices="i3")
    getattr(room, end)(run_id)
    page = phone.get().text
    assert said(heading) in unescape(page)
    assert "Samedi" in page
    assert "?modifier=1" not in page


def test_who_did_not_answer_in_time_is_told_or_waits(room, said):
    run_id = room.open("choice")
    phone = room.phone("Habitants")
    room.freeze(run_id)
    assert said("You have not answered; you can if the question opens again.") in unescape(phone.get().text)
    room.reopen(run_id)
    assert f'data-run="{run_id}"' in phone.get().text
    room.close(run_id)
    assert said("You are in the room") in unescape(phone.get().text)


def test_with_much_to_rate_each_phone_has_its_own_share_and_keeps_it(room):
    room.open("priority")
    phones = [room.phone("Habitants") for _ in range(6)]
    shares = [set(re.findall(r'name="ratings\.(i\d+)\.urgency"', phone.get().text)) for phone in phones]
    assert {len(share) for share in shares} == {10}
    assert [set(re.findall(r'name="ratings\.(i\d+)\.urgency"', phone.get().text)) for phone in phones] == shares
    seen = [key for share in shares for key in share]
    assert {seen.count(f"i{number}") for number in range(1, 13)} == {5}


def test_the_suggested_time_is_told_and_never_enforced(room, said):
    run_id = room.open("ideas")
    room.extend(run_id, 10)
    page = room.phone("Habitants").get().text
    with room.database.reading() as session:
        ends_at = session.get(RunRow, run_id).ends_at
    left = int(re.search(r'data-left="(\d+)"', page).group(1))
    assert abs(left - (ends_at - datetime.now(UTC)).total_seconds()) < 60
    local = (ends_at + timedelta(hours=3)).strftime("%H:%M")
    assert said("Suggested time: until %(time)s", time=local) in unescape(page)


def test_each_drawing_of_the_form_has_a_key_of_its_own(room):
    room.open("ideas")
    phone = room.phone("Habitants")
    assert len({phone.form()["key"] for _ in range(5)}) == 5


def test_a_form_reloaded_leads_back_to_the_room(room):
    phone = room.phone("Habitants")
    assert phone.get("/r/QUAR24/repondre").headers["location"] == "/r/QUAR24"
    assert phone.get("/r/QUAR24/rejoindre").headers["location"] == "/r/QUAR24"
