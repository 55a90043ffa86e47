"""Texts as printers set them: French spaces, no empty boxes, no word wider than its column."""

import pytest

from qic_core.export import typography
from qic_core.export.typography import as_printed
from qic_core.words import catalogue

FRENCH, ENGLISH = catalogue("fr"), catalogue("en")


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ("Qui ? Nous !", "Qui\xa0? Nous\xa0!"),
        ("« ici » : là ; 77 %", "«\xa0ici\xa0»\xa0: là\xa0; 77\xa0%"),
        ("12 500 foyers en 2035", "12\xa0500 foyers en 2035"),
        ("l'école d'à côté", "l’école d’à côté"),
        ("M'tsapéré", "M’tsapéré"),
        ("'ici'", "'ici'"),
    ],
)
def test_french_is_set_as_printers_do(typed, set_as):
    assert as_printed(typed, FRENCH) == set_as


def test_english_keeps_its_spaces():
    assert as_printed("Who ? Us's", ENGLISH) == "Who ? Us’s"


@pytest.mark.parametrize("word", ["intergénérationnelles", "anticonstitutionnel", "centre-bourg/quartier", "W" * 13])
def test_a_word_that_fits_its_column_stays_whole(word):
    assert as_printed(word, FRENCH) == word


@pytest.mark.parametrize(
    ("word", "room", "set_as"),
    [
        ("a" * 30, 14, "aaaaaaaaa|aaaaaaaaa|aaaaaaaaa|aaa"),
        ("W" * 14, 14, "WWWW|WWWW|WWWW|WW"),
        ("W" * 9, 9, "WWWW|WWWW|W"),
        ("日" * 10, 9, "日日日日|日日日日|日日"),
        ("ASSOCIATIONS", 9, "ASSOCI|ATIONS"),
    ],
)
def test_a_wider_word_may_be_broken(word, room, set_as):
    assert as_printed(word, FRENCH, room=room) == set_as.replace("|", "\u200b")


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ("Merci 🙂 à tous", "Merci à tous"),
        ("👩‍👩‍👧 Familles", "Familles"),
        ("⚠️ 2 jours", "2 jours"),
        ("🇫🇷 🙂", "🇫🇷 🙂"),
    ],
)
def test_emoji_are_left_out_where_no_font_draws_them(typed, set_as, monkeypatch):
    monkeypatch.setattr(typography, "_draws_emoji", lambda: False)
    assert as_printed(typed, FRENCH) == set_as
    monkeypatch.setattr(typography, "_draws_emoji", lambda: True)
    assert as_printed(typed, FRENCH) == typed
