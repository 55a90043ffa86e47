"""How each figure is computed, as docs/calculs.md says it in French and docs/calculs.en.md in English."""

import re
from functools import cache
from typing import NamedTuple

from qic_core.settings import ROOT
from qic_core.ui.doors import draw_door
from qic_core.ui.words import _, words
from qic_core.words import DEFAULT_LANGUAGE

MEASURE_KEY = "mesure"
DOCUMENTS = {"fr": ROOT / "docs" / "calculs.md", "en": ROOT / "docs" / "calculs.en.md"}
HEADING = re.compile(r"^## ((M\d+)\..*?|.*?)(?: <!-- (\w+) -->)?$", re.MULTILINE)
STRAIGHT_APOSTROPHE = re.compile(r"(?<=\w)'")
AROUND_A_SIGN = re.compile(r"(?<=[\dn)]) (?=[=×/+−] )|(?<= [=×/+−]) (?=[\dn(*])")


class Section(NamedTuple):
    """One measure: the code that addresses use (M4, vagues), its title, and its text in Markdown, which is ours."""

    code: str
    title: str
    text: str


class Document(NamedTuple):
    """What holds for all figures, then measure by measure."""

    introduction: str
    sections: tuple[Section, ...]


@cache
def document_in(language: str) -> Document:
    """Read the document of a language: it is typed on a keyboard, and shown as one prints."""
    typed = DOCUMENTS[language].read_text(encoding="utf-8")
    printed = AROUND_A_SIGN.sub("\N{NO-BREAK SPACE}", STRAIGHT_APOSTROPHE.sub("’", typed))
    _title, body = printed.split("\n", 1)
    introduction, *parts = HEADING.split(body)
    found = zip(*[iter(parts)] * 4, strict=True)  # each heading gives three groups, then comes its text
    sections = [Section(measure or name, title, text.strip()) for title, measure, name, text in found]
    return Document(introduction.strip(), tuple(sections))


def told_here() -> Document:
    """Return the document in the session's language."""
    return document_in(words().info().get("language", DEFAULT_LANGUAGE))


def draw_how_computed(code: str) -> None:
    """Draw a link to what the document says of one measure: M1 to M17, or the name of its section."""
    draw_door("measures", _("How it is computed"), "calculate", {MEASURE_KEY: code})
