import pytest
from hypothesis import given
from hypothesis import strategies as st

from qic_core.measures.word_counts import WordCount, count_words, fold

voiced = st.lists(st.tuples(st.text(max_size=8), st.integers(1, 20)), max_size=30)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Solidarité ! ", "solidarite"),
        ("SOLIDARITÉ", "solidarite"),
        ("solidarite\u0301", "solidarite"),
        ("L’entraide", "l entraide"),
        ("l'entraide", "l entraide"),
        ("vivre-ensemble", "vivre ensemble"),
        ("vivre   ensemble", "vivre ensemble"),
        ("« Confiance »", "confiance"),
        ("Cœur", "coeur"),
        ("COEUR", "coeur"),
        ("2030", "2030"),
        ("100 %", "100"),
        ("1er", "1er"),
        ("entraide 💪", "entraide"),
        ("en\u00adtraide", "entraide"),
        ("\u202eentraide", "entraide"),
        ("مدرسة", "مدرسة"),
        ("💪", "💪"),
        ("❤️", "❤️"),
        (" 👨‍👩‍👧 ", "👨‍👩‍👧"),
        ("?!", "?!"),
        ("", ""),
        (" \u200b\u202e\n", ""),
    ],
)
def test_a_word_is_folded_to_what_is_counted(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_a_folded_word_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_the_most_frequent_spelling_is_shown_and_the_others_are_kept() -> None:
    said = [("solidarite", 1), ("Solidarité", 1), ("école", 1), ("Solidarité ", 1), ("SOLIDARITÉ !", 1)]
    assert count_words(said) == [
        WordCount("Solidarité", 4, ("Solidarité", "solidarite", "SOLIDARITÉ !")),
        WordCount("école", 1, ("école",)),
    ]


def test_a_table_that_speaks_for_many_weighs_as_many_voices() -> None:
    assert count_words([("Eau", 1), ("eau", 8)]) == [WordCount("eau", 9, ("eau", "Eau"))]


def test_spellings_equally_frequent_are_shown_as_first_seen() -> None:
    assert count_words([("Écoute", 2), ("écoute", 2)])[0].spelling == "Écoute"


def test_words_are_sorted_by_voices_then_in_alphabetical_order_whatever_their_accents() -> None:
    said = [("toit", 1), ("Zone", 1), ("école", 1), ("💪", 1), ("eau", 3)]
    assert [word.spelling for word in count_words(said)] == ["eau", "école", "toit", "Zone", "💪"]


def test_what_cannot_be_seen_is_not_a_word() -> None:
    assert count_words([("", 1), ("  ", 2), ("\u200b", 1)]) == []


@given(voiced)
def test_no_voice_is_lost_and_no_word_counted_twice(said: list[tuple[str, int]]) -> None:
    counted = count_words(said)
    assert sum(word.count for word in counted) == sum(voices for text, voices in said if fold(text))
    assert len({fold(word.spelling) for word in counted}) == len(counted)
    assert all({fold(spelling) for spelling in word.spellings} == {fold(word.spelling)} for word in counted)
