"""Answers: kept once, refused with all that was typed, or not saved yet."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest

from qic_core.db.engine import Database
from qic_core.errors import NotSaved

GOOD = {
    "ideas": ({"ideas": ["Des lampadaires", "", "Un local"]}, {"ideas": ["Des lampadaires", "Un local"]}),
    "words": ({"words": ["solidarité"]}, {"words": ["solidarité"]}),
    "choice": ({"choices": ["i3"]}, {"choices": ["i3"]}),
    "dots": ({"dots.i1": "3", "dots.i2": "2", "dots.i3": ""}, {"dots": {"i1": 3, "i2": 2}}),
    "judgment": ({"grades.i1.grade": "5"}, {"grades": {"i1": {"grade": 5}}}),
    "priority": ({"ratings.i1.urgency": "4"}, {"ratings": {"i1": {"urgency": 4}}}),
    "agreement": (
        {"verdicts.i1.verdict": "1", "verdicts.i2.verdict": "-1"},
        {"verdicts": {"i1": {"verdict": 1}, "i2": {"verdict": -1}}},
    ),
    "cooperation": ({"level": "5"}, {"level": 5}),
    "cooperation_pairs": (
        {"speaks_for": "i1", "levels.i2.level": "5", "levels.i3.level": "0", "levels.i4.level": ""},
        {"speaks_for": ["i1"], "levels": {"i2": {"level": 5}, "i3": {"level": 0}}},
    ),
}  # fmt: skip
BAD = [
    ("ideas", {"ideas": ["", " "]}, "Write an answer, then send."),
    ("ideas", {"ideas": "é" * 100_000}, "This text has %(length)s characters; shorten it to %(at_most)s at most."),
    ("ideas", {"ideas": ["un", "deux", "trois", "quatre"]}, "Keep %(at_most)s answers at most: empty the others."),
    ("choice", {}, "Choose an option, then send."),
    ("choice", {"choices": "i9"}, "This option is no longer in the list. Reload the page and choose again."),
    ("choice", {"choices": ["i1", "i2"]}, "Keep %(at_most)s options at most: untick the others."),
    ("cooperation", {}, "Choose a level, then send."),
    ("cooperation", {"level": "8"}, "This level does not exist. Choose one from the list."),
    ("cooperation", {"level": "cinq"}, "“%(typed)s” is not a number. Write it in digits, for example 2."),
    ("dots", {"dots.i1": "6"}, "You gave %(spent)s points and have %(total)s: take some back."),
    ("dots", {"dots.i1": "-1"}, "Points are whole numbers, from 0 up. Correct the ones that are not."),
    ("dots", {}, "Give at least one of your %(total)s points, then send."),
    ("agreement", {}, "Answer at least one question, then send."),
    ("cooperation_pairs", {"levels.i2.level": "5"}, "Choose an option, then send."),
    ("cooperation_pairs", {"speaks_for": "i1"}, "Answer at least one question, then send."),
    ("agreement", {"verdicts.i1.verdict": "2"}, "This level does not exist. Choose one from the list."),
]  # fmt: skip
PARAMS = {"length": "100\u202f000", "at_most": 140, "typed": "cinq", "spent": 6, "total": 5}
NASTY = [
    "<script>alert(1)</script>",
    "<style>*{display:none}</style>",
    '"><img src=x onerror=alert(1)>',
    "=HYPERLINK(1)",
    "**gras** [lien](http://x)",
    "{{ 7*7 }} {% raw %}",
    "\u202egnirts desrever",
    "nul\x00 ici",
    "\ue001a\ue001\ue002\ue003",
    "👩🏽‍🌾 une idée 🌱",
]


@pytest.mark.parametrize("kind", GOOD)
def test_an_answer_of_each_kind_is_kept_as_it_was_meant(room_on_both, kind):
    typed, kept = GOOD[kind]
    room_on_both.open(kind)
    phone = room_on_both.phone("Associations")
    assert phone.answer(**typed).status_code == 303
    (row,) = room_on_both.rows()
    assert row["answer"] == kept
    assert (row["source"], row["voices"], row["college_id"]) == ("phone", 1, room_on_both.colleges["Associations"])
    assert "ticket" in phone.get().text


@pytest.mark.parametrize("kind", GOOD)
def test_the_form_that_changes_an_answer_gives_the_same_answer(room, kind):
    typed, kept = GOOD[kind]
    room.open(kind)
    phone = room.phone("Habitants")
    phone.answer(**typed)
    page = phone.get("/r/QUAR24?modifier=1").text
    phone.post("repondre", filled(page))
    assert room.rows()[-1]["answer"] == kept


def filled(page: str) -> dict[str, list[str]]:
    """What a browser would post from this page."""
    form: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        found = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if "name" in found and (found.get("type") not in ("radio", "checkbox") or " checked" in tag):
            form.setdefault(found["name"], []).append(found.get("value", ""))
    for name, text in re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>\n?([^<]*)</textarea>', page):
        form.setdefault(name, []).append(text)
    return form


def test_the_script_is_told_the_receipt(room):
    run_id = room.open("ideas")
    answer = room.phone("Habitants").tell(run=str(run_id), key="abcdefgh", ideas="Un local")
    assert answer.status_code == 200
    assert answer.json()["state"] == "saved"
    assert re.fullmatch("[A-Z0-9]{4}", answer.json()["receipt"])
    assert re.fullmatch(r"\d\d:\d\d", answer.json()["time"])


@pytest.mark.parametrize(("kind", "typed", "message"), BAD)
def test_a_bad_answer_gets_a_sentence_that_says_what_to_do(room, said, kind, typed, message):
    run_id = room.open(kind)
    phone = room.phone("Habitants")
    page = phone.answer(**typed)
    params = (
        PARAMS
        | ({"at_most": 3} if "answers at most" in message else {})
        | ({"at_most": 1} if "options" in message else {})
    )
    assert page.status_code == 422
    assert f'<p id="error">{said(message, **params)}</p>' in unescape(page.text)
    assert 'aria-invalid="true"' in page.text
    told = phone.tell(run=str(run_id), key="abcdefgh", **typed)
    assert (told.status_code, told.json()["state"]) == (422, "refused")
    assert told.json()["sentence"] == said(message, **params)
    assert room.rows() == []


def test_a_refused_form_keeps_everything_that_was_typed_and_its_key(room):
    room.open("ideas")
    phone = room.phone("Habitants")
    form = phone.form()
    page = phone.post("repondre", {**form, "ideas": ["Un <local> & du temps", "x" * 200]}).text
    assert "Un &lt;local&gt; &amp; du temps</textarea>" in page
    assert "x" * 200 in page
    assert f'name="key" value="{form["key"]}"' in page


def test_an_organisation_that_rates_itself_is_told_in_one_sentence_and_loses_nothing_it_said(room, said):
    run_id = room.open("cooperation_pairs")
    phone = room.phone("Associations")
    typed = {"speaks_for": "i1", "levels.i1.level": "7", "levels.i2.level": "5"}
    sentence = said("Leave out your own organisation: take away what you said of it, then send again.")
    refused = phone.answer(**typed)
    assert refused.status_code == 422
    assert f'<p id="error">{sentence}</p>' in unescape(refused.text)
    again = filled(refused.text)
    assert {name: again.get(name) for name in typed} == {name: [value] for name, value in typed.items()}
    assert phone.tell(run=str(run_id), key="abcdefgh", **typed).json()["sentence"] == sentence
    assert room.rows() == []
    del again["levels.i1.level"]
    assert phone.post("repondre", again).status_code == 303
    assert room.rows()[0]["answer"] == {"speaks_for": ["i1"], "levels": {"i2": {"level": 5}}}


@pytest.mark.parametrize("nasty", NASTY)
def test_whatever_is_typed_is_shown_as_text_and_nothing_else(room, nasty):
    room.open("ideas")
    phone = room.phone("Habitants")
    refused = phone.answer(ideas=[nasty, "x" * 200]).text
    phone.answer(ideas=nasty)
    receipt, change = phone.get().text, phone.get("/r/QUAR24?modifier=1").text
    for page in (refused, receipt, change):
        assert "alert(1)<" not in page
        assert "<img" not in page
        assert page.count("<style>") == 1
        assert page.count("<script") == 1
        assert "49" not in re.findall(r"<textarea[^>]*>([^<]*)<", page) + re.findall(r"<li>([^<]*)", page)


def test_a_key_that_is_no_key_is_refused_and_never_shown(room):
    room.open("ideas")
    page = room.phone("Habitants").answer(key='"><b>', ideas="ici")
    assert page.status_code == 422
    assert '"><b>' not in page.text


def test_the_same_answer_sent_again_is_kept_once_and_answered_the_same(room_on_both):
    run_id = room_on_both.open("ideas")
    phone = room_on_both.phone("Habitants")
    sent = [phone.tell(run=str(run_id), key="abcdefgh", ideas="Un local").json() for _ in range(3)]
    assert len({answer["receipt"] for answer in sent}) == 1
    assert len(room_on_both.rows()) == 1


def test_a_resend_is_answered_the_same_even_after_the_question_has_closed(room):
    run_id = room.open("ideas")
    phone = room.phone("Habitants")
    first = phone.tell(run=str(run_id), key="abcdefgh", ideas="Un local").json()
    room.close(run_id)
    assert phone.tell(run=str(run_id), key="abcdefgh", ideas="Un local").json() == first


@pytest.mark.parametrize(("end", "may_retry"), [("freeze", True), ("close", False)])
def test_an_answer_that_comes_too_late_is_refused_and_its_text_kept(room, end, may_retry):
    run_id = room.open("ideas")
    phone = room.phone("Habitants")
    form = phone.form()
    getattr(room, end)(run_id)
    page = phone.post("repondre", {**form, "ideas": "Trop tard ?"})
    assert page.status_code == 409
    assert "Trop tard ?</textarea>" in page.text
    assert ("<button" in page.text) == may_retry
    told = phone.tell(run=str(run_id), key="abcdefgh", ideas="Trop tard ?")
    assert (told.json()["state"], told.json().get("over", False)) == ("refused", not may_retry)
    assert room.rows() == []


def test_a_form_of_an_earlier_question_is_told_that_it_is_closed(room):
    room.open("ideas")
    phone = room.phone("Habitants")
    form = phone.form()
    room.open("words")
    page = phone.post("repondre", {**form, "ideas": "En retard"})
    assert page.status_code == 409
    assert "En retard</textarea>" in page.text


@pytest.mark.parametrize("run", ["", "abc", "999999", "-1", "9" * 20])
def test_an_answer_to_no_question_is_refused(room, run):
    phone = room.phone("Habitants")
    assert phone.tell(run=run, key="abcdefgh", ideas="ici").status_code == 422


def test_another_collectives_question_cannot_be_answered(room, neighbours):
    run_id = neighbours.open("ideas")
    told = room.phone("Habitants").tell(run=str(run_id), key="abcdefgh", ideas="ici")
    assert (told.status_code, told.json()["state"]) == (422, "refused")
    assert room.rows() == []


def test_who_has_no_seat_is_told_and_keeps_the_text(room):
    run_id = room.open("ideas")
    page = room.phone(None).post("repondre", {"run": str(run_id), "key": "abcdefgh", "ideas": "Sans place"})
    assert page.status_code == 403
    assert "Sans place</textarea>" in page.text
    assert room.rows() == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://ailleurs.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"},
    ],
)
@pytest.mark.parametrize("form", ["repondre", "rejoindre"])
def test_a_form_sent_by_another_site_is_refused(room, headers, form):
    run_id = room.open("ideas")
    page = room.phone("Habitants").post(form, {"run": str(run_id), "key": "abcdefgh", "ideas": "x"}, headers=headers)
    assert page.status_code == 403
    assert room.rows() == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://testserver"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "https://carnet.example", "X-Forwarded-Host": "carnet.example"},
    ],
)
def test_our_own_forms_are_taken_behind_a_proxy_too(room, headers):
    run_id = room.open("ideas")
    phone = room.phone("Habitants")
    assert (
        phone.post("repondre", {"run": str(run_id), "key": "abcdefgh", "ideas": "x"}, headers=headers).status_code
        == 303
    )


def test_more_than_a_million_characters_are_turned_away_with_a_sentence(room, said):
    room.open("ideas")
    page = room.phone("Habitants").answer(ideas="x" * 1_000_001)
    assert page.status_code == 413
    assert said("This answer is far too long to be sent. Shorten it and try again.") in unescape(page.text)


def test_a_thousand_fields_are_no_answer(room):
    run_id = room.open("ideas")
    body = urlencode([("run", run_id), ("key", "abcdefgh"), *[("ideas", "x")] * 1001])
    phone = room.phone("Habitants")
    assert (
        phone.send("POST", "/r/QUAR24/repondre", content=body, headers={"Accept": "application/json"}).status_code
        == 422
    )


def test_what_cannot_be_saved_now_is_shown_again_with_the_same_key_and_saved_later(room, monkeypatch, said):
    room.open("ideas")
    phone = room.phone("Habitants")
    form = {**phone.form(), "ideas": "Garde-moi"}
    with monkeypatch.context() as broken:
        broken.setattr(Database, "writing", disk_full)
        page = phone.post("repondre", form)
        told = phone.tell(**form)
    assert page.status_code == 503
    assert said("Not saved yet. What you wrote is kept here. Try again.") in unescape(page.text)
    assert "Garde-moi</textarea>" in page.text
    assert f'name="key" value="{form["key"]}"' in page.text
    assert (told.status_code, told.json()["state"]) == (503, "not_saved")
    assert phone.post("repondre", form).status_code == 303
    assert len(room.rows()) == 1


def disk_full(self: Database, collective_id: int | None = None) -> None:
    raise NotSaved("database or disk is full")


def test_a_join_that_cannot_be_saved_now_keeps_what_was_typed(room, monkeypatch):
    phone = room.phone(None)
    phone.get()
    with monkeypatch.context() as broken:
        broken.setattr(Database, "writing", disk_full)
        page = phone.join("Élus", first_name="Amina")
    assert page.status_code == 503
    assert 'value="Amina"' in page.text
    assert phone.join("Élus", first_name="Amina").status_code == 303


def test_a_database_that_cannot_be_read_gets_a_sentence(room, said):
    phone = room.phone("Habitants")
    with room.database.write_engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE run RENAME TO gone")
    page = phone.get()
    assert page.status_code == 503
    assert said("The room does not answer right now. Try again in a moment.") in unescape(page.text)


def test_who_answers_more_than_once_a_second_has_to_wait_and_keeps_the_text(room):
    run_id = room.open("ideas")
    phone = room.phone("Habitants")
    for number in range(60):
        assert phone.tell(run=str(run_id), key=f"key-{number:08}", ideas=f"{number}").status_code == 200
    told = phone.tell(run=str(run_id), key="key-more", ideas="encore")
    assert (told.status_code, told.json()["state"]) == (429, "not_saved")
    page = phone.post("repondre", {"run": str(run_id), "key": "key-more", "ideas": "encore"})
    assert page.status_code == 429
    assert "encore</textarea>" in page.text
    assert room.phone("Habitants").tell(run=str(run_id), key="key-other", ideas="moi").status_code == 200
