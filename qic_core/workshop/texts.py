"""What people type: made safe to keep without changing what they said. Pure."""

import re
import unicodedata
from textwrap import shorten

from qic_core.errors import DomainError

BIDI_CONTROLS = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
NONCHARACTERS = [*range(0xFDD0, 0xFDF0), *(0x10000 * plane + end for plane in range(17) for end in (0xFFFE, 0xFFFF))]
DROPPED = dict.fromkeys([*BIDI_CONTROLS, *NONCHARACTERS])
DROPPED_CATEGORIES = ("Cc", "Cs", "Co")
KEPT_CONTROLS = "\n\t"
WHITE_SPACE = re.compile(r"[ \t\n]+")
ARROW = " → "
INVISIBLE_CATEGORIES = ("Cc", "Cf", "Mn", "Zl", "Zp", "Zs")


def clean_text(raw: str, *, at_most: int, lines: bool = False) -> str:
    """Return text in NFC without control, bidi-override or outer white space; refuses one over `at_most` characters.

    `lines` keeps line breaks; otherwise any run of white space becomes one space. Emoji stay, with their joiners and
    however new they are. Empty when nothing in it can be seen.
    """
    text = "\n".join(raw.translate(DROPPED).splitlines())
    text = "".join(c for c in text if c in KEPT_CONTROLS or unicodedata.category(c) not in DROPPED_CATEGORIES)
    text = unicodedata.normalize("NFC", text)  # last: what stood between a letter and its accent is gone by now
    text = re.sub(r"\n{3,}", "\n\n", text).strip() if lines else WHITE_SPACE.sub(" ", text).strip()
    if len(text) > at_most:
        raise DomainError("text_too_long", at_most=at_most, length=len(text))
    return text if any(unicodedata.category(c) not in INVISIBLE_CATEGORIES for c in text) else ""


def shortened(text: str, *, at_most: int) -> str:
    """Return the text, cut at a word and ended with "…" when it is over `at_most` characters."""
    if len(text) <= at_most:
        return text
    cut = shorten(text, at_most, placeholder=" …")
    return cut if cut != "…" else f"{text[: at_most - 1]}…"


def one_line(start: str, end: str, *, at_most: int) -> str:
    """Return “start → end”, both to be seen however long they are; what one does not need goes to the other."""
    room = at_most - len(ARROW)
    start = shortened(start, at_most=max(room // 2, room - len(end)))
    return start + ARROW + shortened(end, at_most=room - len(start))
