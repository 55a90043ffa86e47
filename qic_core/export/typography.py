"""Texts as a printer would set them, so that no letter is lost on paper and no word leaves its column."""

import re
import unicodedata
from functools import cache

from qic_core.export.typeset import fonts
from qic_core.words import Words
from qic_core.words import day_in_full as day_in_full

# How wide a word may be before it is broken, and how wide its pieces are, in parts of the text's size.
ROOM, PIECE = 14.0, 5.0
WIDE, CAPITAL, USUAL = 1.05, 0.8, 0.55
WIDE_LETTERS = "WMŒÆ@%—…"
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u20e3\u200d\U000e0020-\U000e007f]+")
NO_BREAK = re.compile(r" (?=[:;?!»%])|(?<=«) |(?<=\d) (?=\d{3}\b)")


def as_printed(text: str, words: Words, *, room: float = ROOM) -> str:
    """Return a text for print: apostrophes, no-break spaces in French, breaks in words wider than `room`."""
    text = re.sub(r"(?<=\w)'(?=\w)", "’", drawable(text))
    if words.info().get("language") == "fr":
        text = NO_BREAK.sub("\N{NO-BREAK SPACE}", text)
    could_be_too_wide = rf"\S{{{int(room / WIDE)},}}"
    return re.sub(could_be_too_wide, lambda word: _broken(word[0]) if _width(word[0]) > room else word[0], text)


def drawable(text: str) -> str:
    """Return the text without the emoji that would be printed as empty boxes, if anything else is said."""
    return text if _draws_emoji() else re.sub(" {2,}", " ", EMOJI.sub("", text)).strip() or text


@cache
def _draws_emoji() -> bool:
    return any("emoji" in family.lower() for family in fonts().families())


def _width(word: str) -> float:
    return sum(map(_width_of, word))


def _width_of(letter: str) -> float:
    if letter in WIDE_LETTERS or unicodedata.east_asian_width(letter) in "WF":
        return WIDE
    return CAPITAL if letter.isupper() else USUAL


def _broken(word: str) -> str:
    """Return a word that may be broken after each piece."""
    pieces, piece = [], ""
    for letter in word:
        if piece and _width(piece + letter) > PIECE:
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\N{ZERO WIDTH SPACE}".join([*pieces, piece])
