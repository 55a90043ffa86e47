"""What a long document is made of, whatever it is written in: headings, paragraphs, tables, pictures. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from qic_core.workshop.kind import Chart, Table


class Look(StrEnum):
    """How a paragraph is set; one that leads in stays with what follows it."""

    PLAIN = "plain"
    LEADS_IN = "leads_in"
    QUESTION = "question"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading under the document's title, which is above level 1."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class Points:
    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, which may have several paragraphs."""

    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    table: Table


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart; `alt` says in words what it shows."""

    chart: Chart
    alt: str


Block: TypeAlias = Heading | Paragraph | Points | Quote | Grid | Drawing


@dataclass(frozen=True, slots=True)
class Document:
    """Title, what stands under it (label, text), and the document itself; `kind` says what it is."""

    language: str
    kind: str
    title: str
    author: str
    place: str
    facts: Sequence[tuple[str, str]]
    blocks: Sequence[Block]
    page: str


def paragraphs_of(text: str) -> list[str]:
    """Return the paragraphs of a text that people typed."""
    return [line.strip() for line in text.splitlines() if line.strip()]
