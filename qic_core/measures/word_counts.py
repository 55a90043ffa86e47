"""Counting words as a person would: accents, capitals and punctuation do not make two words (measure M17)."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f]")


@dataclass(frozen=True, slots=True)
class WordCount:
    """A word, the voices it got and its spellings, the one shown first."""

    spelling: str
    count: int
    spellings: tuple[str, ...]


def fold(text: str) -> str:
    """Return the form under which a text is counted; empty when nothing in it can be seen.

    Punctuation becomes a space, unless there is nothing else: « 💪 » and « ?! » fold to themselves.
    """
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = "".join(map(_folded, VARIATION_SELECTORS.sub("", decomposed).translate(LIGATURES)))
    return " ".join(letters.split()) or _symbols(text)


def _folded(char: str) -> str:
    category = unicodedata.category(char)
    if unicodedata.combining(char) or category == "Cf":  # accents, soft hyphens and marks of direction
        return ""
    return char if category[0] in "LMN" else " "


def _symbols(text: str) -> str:
    seen = any(unicodedata.category(char)[0] in "PS" for char in text)
    return _trimmed(text) if seen else ""


def _trimmed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def count_words(words: Iterable[tuple[str, int]]) -> list[WordCount]:
    """Count words given with their voices; most voices first, then in alphabetical order."""
    spellings: dict[str, Counter[str]] = {}
    for text, voices in words:
        if folded := fold(text):
            spellings.setdefault(folded, Counter())[_trimmed(text)] += voices
    ranked = sorted(spellings, key=lambda folded: (-spellings[folded].total(), folded))
    return [_word_count(spellings[folded]) for folded in ranked]


def _word_count(spellings: Counter[str]) -> WordCount:
    ordered = tuple(spelling for spelling, _ in spellings.most_common())
    return WordCount(ordered[0], spellings.total(), ordered)
