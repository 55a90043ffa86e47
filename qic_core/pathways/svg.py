"""The strokes of which drawings of the journey are made: columns, frames, arrows, lines of text. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from qic_core.pathways.curves import Curve
from qic_core.pathways.layout import BOX_WIDTH, FOOT, MARGIN, WIDTH, column_left
from qic_core.pathways.lettering import fitted
from qic_core.workshop.charts import INK, PRIMARY

HEAD_TYPE, ABOUT_TYPE = 20, 13
LABEL_TYPE: Final = 11.5
# Fonts of about the same width: what is fitted in one stays in its box in the others.
FACES: Final = "'Source Sans', 'Source Sans Pro', Arial, 'Liberation Sans', sans-serif"
QUIET, GROUND, BAND = "#45606a", "#ffffff", "#eef5f6"


def sheet(title: str, height: float, *, width: int) -> str:
    """Return how a drawing begins, `width` pixels wide: its name, its white ground."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" width="{width}" '
        f'height="{width * height / WIDTH:g}" role="img" aria-label={quoteattr(title)} '
        f'font-family={quoteattr(FACES)} fill="{INK}">\n<title>{escape(title)}</title>\n'
        f'<rect width="{WIDTH}" height="{height:g}" fill="#ffffff"/>'
    )


def columns(heads: Sequence[tuple[str, str]], height: float) -> Iterator[str]:
    """Draw the columns, each with its title and what it is about."""
    for number, (title, about) in enumerate(heads):
        left = column_left(number)
        yield (
            f'<rect x="{left - MARGIN / 2:g}" y="6" width="{BOX_WIDTH + MARGIN:g}" height="{height - FOOT + 6:g}" '
            f'rx="12" fill="{BAND}"/>'
        )
        yield line(title, left + 4, 34, size=HEAD_TYPE, weight=700, fill=PRIMARY)
        about_lines = fitted(about, wide=(BOX_WIDTH - 8) / ABOUT_TYPE, lines=2)
        yield from (line(told, left + 4, 54 + 17 * row, size=ABOUT_TYPE, fill=QUIET)
                    for row, told in enumerate(about_lines))  # fmt: skip


def frame(
    x: float, y: float, height: float, *, fill: str, stroke: str, thick: float = 1.4, more: str = "",
    wide: float = BOX_WIDTH,
) -> str:  # fmt: skip
    """Draw a box."""
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{wide:g}" height="{height:g}" rx="9" '
        f'fill="{fill}" stroke="{stroke}" stroke-width="{thick:g}"{more}/>'
    )


def arrow(curve: Curve, colour: str, thick: float, dashes: str, *, opacity: float) -> str:
    """Draw a curve and its arrowhead."""
    more = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<path d="{curve.path}" fill="none" stroke="{colour}" stroke-width="{thick:g}"{more} '
        f'stroke-opacity="{opacity:g}"/><path d="{curve.arrow}" fill="{colour}"/>'
    )


def label(text: str, at: tuple[float, float], colour: str) -> str:
    """Draw a few signs on a curve."""
    x, y = at
    return (
        f'<rect x="{x - 13:g}" y="{y - 8:g}" width="26" height="16" rx="8" fill="#ffffff" stroke="{colour}"/>'
        f'<text x="{x:g}" y="{y + 4:g}" font-size="{LABEL_TYPE}" font-weight="700" text-anchor="middle" '
        f'fill="{colour}">{escape(text)}</text>'
    )


def line(text: str, x: float, y: float, *, size: float, weight: int = 400, fill: str = INK) -> str:
    """Draw one line of text."""
    if not text:
        return ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" font-weight="{weight}" fill="{fill}">{escape(text)}</text>'
