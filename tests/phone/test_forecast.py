"""A phone that is asked where a curve will be: a figure about each, or that one does not know; nothing is lost."""

import re
from datetime import date
from html import unescape

import pytest

from qic_core.phone.views import asked_of
from qic_core.workshop.content import to_json
from qic_core.workshop.fields import Item, Known
from qic_core.workshop.glance import Passage
from qic_core.workshop.kind import Content
from qic_core.workshop.runs import RunState
from qic_core.workshop.tables import RunRow

ITEMS = (
    Item("n1", "Familles rencontrées", thing=("indicator", 1), known=Known(date(2027, 3, 18), "familles", 1497.5)),
    Item("n2", "Solde", thing=("indicator", 2), known=Known(date(2027, 3, 18), "€", -12)),
    Item("n3", "Niveau", thing=("indicator", 3), known=Known(date(2027, 3, 18))),
)
CONTENT = Content("forecast", "Où va la courbe ?", "Où en serons-nous ?", {}, ITEMS)


@pytest.fixture
def asked(room):
    """A room in which the three curves are asked about; the id of the run."""
    run_id = room.open("forecast")
    with room.database.writing(room.collective_id) as work:
        row = work.session.get_one(RunRow, run_id)
        row.content = to_json(CONTENT)
    return run_id


def said(page):
    return re.sub(r"\s+", " ", unescape(page))


def test_each_screen_says_what_is_known_and_asks_of_the_day_to_come(room, asked):
    page = said(room.phone().get().text)
    assert page.count("Le 18/03/2027, où en serons-nous ?") == 3
    assert "Aujourd’hui : 1 497,5 familles" in page
    assert page.count("Aujourd’hui") == 2
    assert "Votre chiffre (familles)" in page
    assert page.count('class="item"') == 3


def test_only_a_figure_that_may_be_negative_gets_a_keyboard_with_a_minus(room, asked):
    page = room.phone().get().text
    keyboards = {name: "inputmode" in rest for name, rest in re.findall(r'name="figures\.(n\d)\.figure"([^>]*)>', page)}
    assert keyboards == {"n1": True, "n2": False, "n3": True}


def test_a_figure_with_a_comma_and_not_knowing_are_kept_and_told_back(room, asked):
    phone = room.phone()
    assert phone.answer(**{"figures.n1.figure": "1 600,5", "figures.n2.unknown": "1"}).status_code == 303
    [row] = room.rows()
    assert row["answer"] == {"figures": {"n1": {"figure": 1600.5}, "n2": {"unknown": 1}}}
    page = said(phone.get().text)
    assert "Familles rencontrées – <b>1 600,5 familles</b>" in page
    assert "Solde – <b>Je ne sais pas</b>" in page


def test_to_change_an_answer_shows_it_as_it_was_given(room, asked):
    phone = room.phone()
    phone.answer(**{"figures.n1.figure": "1600", "figures.n2.unknown": "1"})
    page = phone.get(f"{phone.path}?modifier=1").text
    assert re.search(r'name="figures\.n1\.figure" value="1600"', page)
    assert re.search(r'name="figures\.n2\.unknown" value="1" checked', page)
    assert page.count(" checked") == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"figures.n1.figure": "12", "figures.n2.figure": "beaucoup"}, "« Solde » : « beaucoup » n’est pas un nombre"),
        ({"figures.n1.figure": "beaucoup"}, "« beaucoup » n’est pas un nombre"),
        ({"figures.n1.figure": "9" * 13}, "entre −1 000 000 000 000 et 1 000 000 000 000"),
        ({"figures.n1.figure": "5 %"}, "« 5 % » n’est pas en familles"),
        ({"figures.n1.figure": "  "}, "au moins"),
        ({"figures.n9.figure": "3"}, "au moins"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_all_that_was_typed(room, asked, typed, sentence):
    answer = room.phone().answer(**{**typed, "figures.n3.figure": ""})
    assert answer.status_code == 422
    assert sentence in said(answer.text)
    assert room.rows() == []
    for name, value in typed.items():
        assert (f'name="{name}" value="{value}"' in answer.text) is ("n9" not in name)


def test_ten_curves_are_shared_out_nine_a_phone():
    items = tuple(Item(f"n{n}", f"Courbe {n}") for n in range(10))
    content = Content("forecast", "Titre", "Question ?", {}, items)
    shares = [asked_of(Passage(1, RunState.OPEN, None), content, ordinal).items for ordinal in range(10)]
    assert {len(share) for share in shares} == {9}
    assert {item.key for share in shares for item in share} == {item.key for item in items}
