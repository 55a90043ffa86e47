"""What people type: made safe to keep without changing what they said. Pure."""

import re
import unicodedata

from qic_core.errors import DomainError

BIDI_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
KEPT_CONTROLS = "\n\t"
JOINERS = "\u200c\u200d"


def clean_text(raw: str, *, at_most: int, lines: bool = False) -> str:
    """Return text in NFC without control, bidi-override or outer white space; refuses one over `at_most` characters.

    `lines` keeps line breaks; otherwise any run of white space becomes one space. Emoji and their joiners stay.
    """
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n")).translate(BIDI_CONTROLS)
    text = "".join(
        c for c in text if c in KEPT_CONTROLS or c in JOINERS or unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn")
    )
    text = re.sub(r"\n{3,}", "\n\n", text).strip() if lines else " ".join(text.split())
    if len(text) > at_most:
        raise DomainError("text_too_long", at_most=at_most, length=len(text))
    return text
