"""A phone that judges pairs of actions: its own share of them, both ends told apart, kept under the pair's key."""

import re
from html import unescape

from qic_core.phone.views import KEPT_ITEMS_AT_MOST, all_asked, answered_in
from qic_core.workshop.fields import Item
from qic_core.workshop.glance import Passage
from qic_core.workshop.kind import Content
from qic_core.workshop.runs import RunState
from tests.phone.conftest import PROPOSALS

ENDS = re.compile(r'<span class="e">([^<]+)</span>')
NAMES = re.compile(r'name="(effects\.[^"]+)"')


def pairs_on(phone):
    """Return the pairs that a phone is asked about, by the names of its fields, and the ends that it reads."""
    page = phone.get().text
    ends = [unescape(end).replace("\N{NO-BREAK SPACE}", " ") for end in ENDS.findall(page)]
    return list(dict.fromkeys(unescape(name) for name in NAMES.findall(page))), list(
        zip(ends[::2], ends[1::2], strict=True)
    )


def test_each_phone_gets_fifteen_pairs_each_with_the_one_that_acts_first(room):
    room.open("reinforcement")
    for _ in range(3):
        names, ends = pairs_on(room.phone())
        assert len(names) == len(ends) == 15
        for name, (start, end) in zip(names, ends, strict=True):
            one, other = (int(number) for number in re.findall(r"i(\d+)", name))
            assert (start, end) == (PROPOSALS[one - 1], PROPOSALS[other - 1])


def test_two_phones_share_the_pairs_out(room):
    room.open("reinforcement")
    shares = [set(pairs_on(room.phone())[0]) for _ in range(8)]  # 12 actions make 132 pairs
    assert all(not one & other for place, one in enumerate(shares) for other in shares[place + 1 :])


def test_what_is_judged_is_kept_by_pair_and_not_knowing_is_an_answer(room):
    room.open("reinforcement")
    phone = room.phone()
    (known, unknown, *_rest), _ends = pairs_on(phone)
    assert phone.answer(**{known: "2", unknown: "-9"}).status_code == 303
    [row] = room.rows()
    pair, other = (name.split(".")[1] for name in (known, unknown))
    assert row["answer"] == {"effects": {pair: {"effect": 2}, other: {"effect": -9}}}
    page = unescape(phone.get().text)
    assert "Oui, c’est indispensable" in page
    assert "Je ne sais pas" in page


def test_an_answer_about_an_action_and_itself_or_out_of_bounds_is_refused(room):
    room.open("reinforcement")
    phone = room.phone()
    (name, *_others), _ends = pairs_on(phone)
    assert phone.answer(**{name: "3"}).status_code == 422
    assert phone.answer(**{"effects.i1>i1.effect": "1"}).status_code == 422
    assert room.rows() == []


def test_who_has_no_seat_finds_the_pairs_that_were_answered_and_not_the_hundreds_of_others(room):
    run_id = room.open("reinforcement")
    typed = {"effects.i1>i2.effect": "2", "effects.i3>i1.effect": "-9"}
    page = room.phone(None).post("repondre", {"run": str(run_id), "key": "abcdefgh", **typed})
    assert page.status_code == 403
    drawn = unescape(page.text)
    assert set(NAMES.findall(drawn)) == set(typed)
    assert [f'name="{name}" value="{level}" checked' in drawn for name, level in typed.items()] == [True, True]


def test_a_form_that_names_every_pair_of_sixty_actions_is_not_drawn_whole():
    content = Content(
        "reinforcement", "Titre", "Question ?", {}, tuple(Item(f"i{n}", f"Action {n}") for n in range(60))
    )
    passage = Passage(1, RunState.OPEN, None)
    form = {f"effects.{item.key}.effect": ["1"] for item in all_asked(passage, content).items}
    assert len(form) == 3540
    assert len(answered_in(passage, content, form).items) == KEPT_ITEMS_AT_MOST
