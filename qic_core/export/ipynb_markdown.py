"""What is told of a notebook as Markdown for Jupyter, in which nothing that people typed acts. Pure."""

import re
from collections.abc import Sequence

from qic_core.export.blocks import Block, Drawing, Grid, Heading, Look, Paragraph, Points, Quote, paragraphs_of

# An entity shows its sign and does nothing: a backslash would still let Jupyter find formulas.
SIGNS = re.compile(r"[\\`*_\[\]<>&$|~{}@^]|(?<=www)\.|:(?=//)")
AT_THE_START = re.compile(r"\A(\d*)([#+\-=.):])")


def typed(text: str) -> str:
    """Return what people typed so that every sign stands for itself, on one line, wherever it begins."""
    return AT_THE_START.sub(lambda found: f"{found[1]}&#{ord(found[2])};", within(text))


def within(text: str) -> str:
    """Return what people typed for the inside of a line, where no sign opens a heading or a list."""
    return SIGNS.sub(_entity, " ".join(text.split()))


def markdown_of(block: Block) -> str:
    """Return a block as Markdown; refuses a drawing, which is code."""
    match block:
        case Heading(text, level):
            return f"{'#' * level} {within(text)}"
        case Paragraph(text, look):
            return _set(typed(text), look)
        case Points(items):
            return "\n".join(f"- {typed(item)}" for item in items)
        case Quote(text):
            return "\n>\n".join(f"> {typed(paragraph)}" for paragraph in paragraphs_of(text))
        case Grid(table):
            return "\n".join(
                [_typed_row(table.columns), _row(["---"] * len(table.columns)), *map(_typed_row, table.rows)]
            )
        case Drawing():
            raise TypeError("a drawing is code")


def _set(line: str, look: Look) -> str:
    if look == Look.QUESTION:
        return f"> {line}"
    return f"<small>{line}</small>" if look == Look.QUIET else line


def _typed_row(cells: Sequence[object]) -> str:
    return _row(["" if cell is None else within(str(cell)) for cell in cells])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _entity(sign: re.Match[str]) -> str:
    return f"&#{ord(sign[0])};"
