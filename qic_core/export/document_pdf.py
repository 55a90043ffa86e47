"""A long document as tagged PDF: pages numbered, headings kept with what follows, people's words as data."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from qic_core.export.blocks import Block, Document, Drawing, Grid, Heading, Paragraph, Points, Quote, paragraphs_of
from qic_core.export.drawn import WIDTH, drawn
from qic_core.export.typeset import typeset
from qic_core.export.typography import as_printed
from qic_core.words import Words, figure
from qic_core.workshop.kind import Table

TEMPLATE: Final = Path(__file__).parent / "document.typ"
# The text's width and how high a picture may be, in millimetres.
TEXT_WIDTH, TALLEST = 166, 200
# A point in millimetres, and the padding of a table's cell in parts of its text's size.
MILLIMETRES, PADDING = 0.3528, 1.2
# A table of few columns is set a little larger than one of many: as many letters go across.
FEW_COLUMNS, LETTERS_ACROSS, LONGEST_WORD, GAP = 5, (95, 106), 20, 3.5
SIZES = (9.5, 8.5)


def document_pdf(document: Document, words: Words) -> bytes:
    """Return the document (PDF/UA where every letter can be drawn)."""
    printed = partial(as_printed, words=words)
    return typeset(
        TEMPLATE,
        {
            "language": document.language,
            "kind": document.kind,
            "title": printed(document.title),
            "author": printed(document.author),
            "place": printed(document.place),
            "facts": [[label, printed(text)] for label, text in document.facts],
            "blocks": [told for block in document.blocks for told in _told(block, words)],
            "page": document.page,
        },
    )


def _told(block: Block, words: Words) -> list[Mapping[str, Any]]:
    """Return what the template sets; nothing for a picture that cannot be drawn: its sentence and table stand."""
    printed = partial(as_printed, words=words)
    match block:
        case Heading():
            return [{"is": "heading", "level": block.level + 1, "text": printed(block.text)}]
        case Paragraph():
            return [{"is": "paragraph", "look": block.look, "text": printed(block.text)}]
        case Points():
            return [{"is": "points", "items": [printed(item) for item in block.items]}]
        case Quote():
            return [{"is": "quote", "paragraphs": [printed(line) for line in paragraphs_of(block.text)]}]
        case Grid():
            return [_grid(block.table, words)]
        case Drawing():
            return _drawing(block)
    raise TypeError(f"no setting for {type(block).__name__}")


def _drawing(block: Drawing) -> list[Mapping[str, Any]]:
    picture = drawn(block.chart)
    if picture is None:
        return []
    width = min(TEXT_WIDTH, TEXT_WIDTH * picture.width / WIDTH, TALLEST * picture.width / picture.height)
    return [{"is": "drawing", "svg": picture.svg, "width": width, "alt": block.alt}]


def _grid(table: Table, words: Words) -> Mapping[str, Any]:
    size, parts = SIZES[len(table.columns) > FEW_COLUMNS], column_parts(table)
    rooms = [max(2.0, TEXT_WIDTH / MILLIMETRES / size * part / sum(parts) - PADDING) for part in parts]
    rows = [[cell_text(cell, words) for cell in row] for row in table.rows]
    heads, *printed = (
        [as_printed(text, words, room=room) for text, room in zip(row, rooms, strict=True)]
        for row in (table.columns, *rows)
    )
    return {
        "is": "grid",
        "size": size,
        "heads": heads,
        "rows": printed,
        "figures": figure_columns(table),
        "widths": parts,
    }


def figure_columns(table: Table) -> list[bool]:
    """Tell of each column whether it holds figures only, which are set to the right."""
    return [all(isinstance(row[place], int | float) for row in table.rows) for place in range(len(table.columns))]


def cell_text(cell: str | int | float | None, words: Words) -> str:
    """Return what stands in a cell of a table."""
    return figure(cell, words) if isinstance(cell, int | float) else cell or "—"


def column_parts(table: Table) -> list[float]:
    """Return how much of the width each column takes, in letters: its longest word, then more where texts are long."""
    across = LETTERS_ACROSS[len(table.columns) > FEW_COLUMNS]
    columns = [[head, *(str(row[place]) for row in table.rows)] for place, head in enumerate(table.columns)]
    least = [min(LONGEST_WORD, max(len(word) for text in texts for word in text.split(" "))) + GAP for texts in columns]
    wish = [max(0, max(map(len, texts)) - word) ** 0.8 for texts, word in zip(columns, least, strict=True)]
    room = max(0, across - sum(least))
    return [word + room * more / (sum(wish) or 1) for word, more in zip(least, wish, strict=True)]
