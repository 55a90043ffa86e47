"""A front page that the room wrote, printed as that of a newspaper of the future: one A4 page, tagged PDF."""

from calendar import isleap
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from babel.dates import format_date

from qic_core.collective.rules import Collective
from qic_core.export.typeset import typeset
from qic_core.export.typography import as_printed
from qic_core.vision.front_pages import FrontPage
from qic_core.words import Words
from qic_core.workshop.notebooks import Cover

TEMPLATE: Final = Path(__file__).parent / "front_page.typ"
# How wide a word may be in the headline and in a column before it is broken, in parts of the text's size.
NARROW = 8.0
# A story of many short lines is set as verse is quoted in prose.
PARAGRAPHS_AT_MOST = 12


def front_page_sheet(page: FrontPage, *, collective: Collective, cover: Cover, words: Words) -> bytes:
    """Return the newspaper (PDF); `cover` is that of the notebook in which the front page was written."""
    printed = partial(as_printed, words=words, room=NARROW)
    return typeset(
        TEMPLATE,
        {
            "language": words.info().get("language", "en"),
            "collective": printed(collective.name),
            "place": printed(collective.place),
            "day": _day_of(cover.held_on, page.year, words),
            "title": printed(page.title),
            "paragraphs": [printed(paragraph) for paragraph in _paragraphs(page.story)],
            "tracks": [printed(track) for track in page.tracks],
            "say": {
                "special": words.gettext("Special edition"),
                "tracks": words.gettext("Tracks to follow"),
                "picture": words.gettext("The photograph of the day: draw it, or stick it here."),
                "origin": printed(_origin(page, cover, words)),
            },
        },
    )


def _day_of(held_on: date | None, year: int, words: Words) -> str:
    """Return the day of the newspaper: that of the séminaire, in the newspaper's year."""
    if held_on is None:
        return str(year)
    is_leap_day = (held_on.month, held_on.day) == (2, 29) and not isleap(year)
    day = held_on.replace(year=year, day=28 if is_leap_day else held_on.day)
    told = format_date(day, "full", locale=words.info().get("language", "en"))
    return told.replace(" 1 ", " 1er ") if words.info().get("language") == "fr" else told


def _paragraphs(story: str) -> list[str]:
    paragraphs = [line.strip() for line in story.splitlines() if line.strip()]
    return paragraphs if len(paragraphs) <= PARAGRAPHS_AT_MOST else [" / ".join(paragraphs)]


def _origin(page: FrontPage, cover: Cover, words: Words) -> str:
    """Return where the page comes from, and that it tells of a future."""
    said = words.gettext("A newspaper of the future, imagined in “%(notebook)s”.") % {"notebook": cover.title}
    return f"{said} {page.college}." if page.college else said
