import json
from datetime import date

import pytest

from qic_core.errors import DomainError
from qic_core.workshop.content import from_json, items_of, to_json
from qic_core.workshop.fields import Item, Known
from qic_core.workshop.kind import Content

CONTENT = Content(
    "dots", "Budget", "Où mettre nos points ?", {"total": 5}, (Item("t7", "Un local", (3, 5)), Item("c9", "=1+1"))
)


def test_content_comes_back_from_json_the_same():
    assert from_json(json.loads(json.dumps(to_json(CONTENT)))) == CONTENT


@pytest.mark.parametrize("value", [None, 97, 2.5])
def test_what_is_known_of_an_item_comes_back_from_json_the_same(value):
    item = Item("n3", "Familles", thing=("indicator", 3), known=Known(date(2027, 3, 18), "familles", value))
    content = Content("forecast", "Demain", "Où ?", {}, (item, Item("i2", "Autre")))
    assert from_json(json.loads(json.dumps(to_json(content)))) == content


@pytest.mark.parametrize("known", [["demain", "", 3], ["2027-03-18", ""], ["2027-03-18", "", "beaucoup"], 3])
def test_an_item_of_which_nothing_can_be_known_is_refused(known):
    stored = to_json(CONTENT)
    stored["items"][0]["known"] = known
    with pytest.raises(DomainError):
        from_json(stored)


@pytest.mark.parametrize("missing", ["kind", "title", "prompt", "settings", "items"])
def test_content_that_lacks_something_is_refused(missing):
    stored = to_json(CONTENT)
    del stored[missing]
    with pytest.raises(DomainError) as refusal:
        from_json(stored)
    assert refusal.value.code == "content_unreadable"


@pytest.mark.parametrize("items", [None, 3, ["Un local"], [{"key": "i1"}], [{"key": "i1", "text": "x", "ideas": None}]])
def test_content_whose_items_are_none_is_refused(items):
    with pytest.raises(DomainError):
        from_json({**to_json(CONTENT), "items": items})


@pytest.mark.parametrize(
    ("typed", "items"),
    [
        ([], []),
        (["", "  "], []),
        (["Un local", "", " Un  local ", "Une navette"], [("i1", "Un local"), ("i2", "Une navette")]),
        (["=1+1", "<b>x</b>"], [("i1", "=1+1"), ("i2", "<b>x</b>")]),
    ],
)
def test_typed_proposals_become_numbered_items_without_blanks_and_repeats(typed, items):
    assert [(item.key, item.text) for item in items_of(typed)] == items


def test_an_endless_proposal_is_refused():
    with pytest.raises(DomainError) as refusal:
        items_of(["a" * 141])
    assert refusal.value.code == "text_too_long"
