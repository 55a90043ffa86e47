"""What the pages show, as values."""

from datetime import UTC, datetime

import pytest

from qic_core.phone.views import Room, asked_of, bound, step_of, typed_of
from qic_core.workshop.fields import Item
from qic_core.workshop.glance import Passage
from qic_core.workshop.kind import Content
from qic_core.workshop.registry import all_kinds
from qic_core.workshop.runs import RunState

NOON = datetime(2024, 5, 14, 12, tzinfo=UTC)
ITEMS = tuple(Item(f"i{number}", f"Proposition {number}") for number in range(1, 61))
ANSWERS = {
    "ideas": {"ideas": ["Un local", "Du temps"]},
    "words": {"words": ["solidarité"]},
    "choice": {"choices": ["i3"]},
    "dots": {"dots": {"i1": 3, "i7": 2}},
    "judgment": {"grades": {"i1": {"grade": 6}, "i2": {"grade": 1}}},
    "priority": {"ratings": {"i1": {"urgency": 4, "shared": 1}, "i2": {"importance": 2}}},
    "readiness": {"scores": {"collective": {"challenge": 3, "means": 0}}},
    "guess": {"guess": 12.5},
    "front_page": {"title": ["L'eau coule"], "story": ["Un matin.\nPuis deux."], "tracks": ["Les puits", "L'école"]},
    "picture": {"picture": ["bridge"], "why": ["Il relie."]},
    "change": {"changes": ["Savoir lire", "Savoir dire"]},
    "action": {"actions": ["Un café", "Une marche"]},
    "confidence": {"links": {"i1": {"sure": 75}}},
    "agreement": {"verdicts": {"i1": {"verdict": 0}, "i2": {"verdict": -1}}},
    "cooperation": {"level": 7},
    "reinforcement": {"effects": {"i1>i2": {"effect": 2}, "i3>i1": {"effect": -9}}},
    "cooperation_pairs": {"speaks_for": ["i2"], "levels": {"i1": {"level": 5}, "i3": {"level": 0}}},
    "trust": {"speaks_for": ["i2"], "ratings": {"i1": {"reliability": 4, "power": 0}, "i3": {"openness": 1}}},
    "forecast": {"figures": {"i1": {"figure": 97.5}, "i2": {"figure": -3}, "i3": {"unknown": 1}}},
    "verdicts": {"verdicts": {"i1": {"verdict": 4}, "i2": {"verdict": 0}}},
    "factors": {"statements": {"collective": {"aim1": 5, "means2": 1}}},
    "conditions": {"scores": {"collective": {"vision": 3, "support": 0}}},
}


def content(kind):
    return Content(kind.name, "Titre", "Question ?", kind.check_settings({}), ITEMS if kind.takes_items else ())


@pytest.mark.parametrize("kind", [kind for kind in all_kinds() if kind.asks], ids=lambda kind: kind.name)
def test_an_answer_shown_in_its_form_reads_back_as_itself(kind):
    typed, values = typed_of(ANSWERS[kind.name]), ANSWERS[kind.name]
    assert {field.key: field.check(field.read(typed)) for field in kind.fields(content(kind))} == values


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.name)
def test_nobody_is_asked_more_than_fits_in_three_minutes(kind):
    asked = asked_of(Passage(1, RunState.OPEN, None), content(kind), ordinal=5)
    assert len(asked.items) <= kind.sample_size(content(kind))
    assert asked == asked_of(Passage(1, RunState.OPEN, None), content(kind), ordinal=5)


def test_a_step_moves_with_the_run_its_state_and_its_end():
    steps = [
        None,
        Passage(1, RunState.OPEN, None),
        Passage(2, RunState.OPEN, None),
        Passage(2, RunState.OPEN, NOON),
        Passage(2, RunState.FROZEN, NOON),
    ]
    assert len({step_of(passage) for passage in steps}) == len(steps)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Où en sommes-nous ?", "Où en sommes-nous\u00a0?"),
        ("Oui ; non : « peut-être » !", "Oui\u00a0; non\u00a0: «\u00a0peut-être\u00a0»\u00a0!"),
        ("à 18 h", "à 18 h"),
    ],
)
def test_french_punctuation_never_starts_a_line(text, shown):
    assert bound(text) == shown


def test_the_clock_is_the_collectives():
    assert Room("QUAR24", timezone="Indian/Mayotte").clock(NOON) == "15:00"
