"""The picture that a message shows beside the public page's address: 1200 × 630 pixels, PNG."""

import json
from functools import partial
from pathlib import Path
from typing import Final

from qic_core.dashboard.public_rules import PublicPage
from qic_core.export.typeset import compiler
from qic_core.export.typography import as_printed
from qic_core.words import Words

TEMPLATE: Final = Path(__file__).parent / "share_picture.typ"
# One point of the page is one pixel.
PPI = 72
ROOM = 24.0


def share_picture(page: PublicPage, words: Words) -> bytes:
    """Return the picture: who we are, our challenge, our vision. What people typed reaches typst as data."""
    printed = partial(as_printed, words=words, room=ROOM)
    vision = words.gettext("Our vision for %(year)s") % {"year": page.vision.year} if page.vision else ""
    sheet = {
        "language": words.info().get("language", "en"),
        "title": words.gettext("What our words have changed"),
        "collective": printed(page.name),
        "place": printed(page.place),
        "blocks": [
            *([[words.gettext("Our challenge"), printed(page.challenge.text)]] if page.challenge else []),
            *([[vision, printed(page.vision.text)]] if page.vision else []),
        ],
    }
    drawn = compiler(TEMPLATE, json.dumps(sheet)).compile(format="png", ppi=PPI)
    assert isinstance(drawn, bytes), "one page is one file"
    return drawn
