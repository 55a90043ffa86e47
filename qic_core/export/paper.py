"""The paper sheet of a cell, as tagged PDF."""

import io
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

import segno

from qic_core.export.typeset import typeset
from qic_core.settings import ROOT
from qic_core.words import Words
from qic_core.workshop.breakdown import SMALLEST_GROUP
from qic_core.workshop.fields import Choices, Field, Item, Level, Number, Points, Ratings, Scale, Texts
from qic_core.workshop.kind import Content
from qic_core.workshop.registry import kind_of

TEMPLATE = Path(__file__).parent / "sheet.typ"
PICTOGRAMS = ROOT / "data" / "pictograms"
LETTERS_PER_LINE = 70
LINES_AT_MOST = 8
POINTS_AS_DOTS = 10

Drawn: TypeAlias = dict[str, Any]


def cell_sheet(
    content: Content, *, collective_name: str, colleges: Sequence[str], phone_url: str, code: str, words: Words
) -> bytes:
    """Return the A4 sheet on which one person answers a cell (PDF), twice on the page when it is short."""
    fields = kind_of(content.kind).fields(content)
    sheet = {
        "language": words.info().get("language", "en"),
        "collective": collective_name,
        "title": content.title,
        "prompt": content.prompt,
        "fields": [{"label": _label(field, words), **_drawn(field, words)} for field in fields],
        "colleges": list(colleges) if fields else [],
        "phone": {"address": phone_url.partition("://")[2] or phone_url, "code": code, "qr": _qr(phone_url)},
        "say": _sentences(words, asks=bool(fields)),
    }
    return typeset(TEMPLATE, sheet)


def _sentences(words: Words, *, asks: bool) -> dict[str, str]:
    promise = words.gettext(
        "Anonymous: do not write your name. No result is shown for a group of fewer than %(n)s people."
    )
    return {
        "college": words.gettext("Your collège (one box):"),
        "promise": promise % {"n": SMALLEST_GROUP} if asks else "",
        "phone": words.gettext("Or answer by phone, once only:") if asks else words.gettext("To answer by phone:"),
        "code": words.gettext("Code:"),
        "qr": words.gettext("QR code of the phone address"),
        "page": words.gettext("Page"),
    }


def _drawn(field: Field, words: Words) -> Drawn:
    """Return what the template draws for a field: its shape, its instruction, its parts in the reader's words."""
    match field:
        case Texts():
            return _lines(field, words)
        case Choices():
            return _boxes(field, words)
        case Number():
            return {"shape": "figure", "instruction": words.gettext("Write a figure in the box."), "unit": field.unit}
        case Scale():
            levels = [_level(level, words) for level in field.levels]
            return {"shape": "levels", "instruction": words.gettext("Tick one level."), "levels": levels}
        case Points():
            return _points(field, words)
        case Ratings():
            return _ratings(field, words)
    raise TypeError(f"no drawing for {type(field).__name__}")


def _lines(field: Texts, words: Words) -> Drawn:
    instruction = (
        words.gettext("Tell it on the lines, in some sentences.")
        if field.long
        else words.ngettext(
            "Write on the line, in a few words.", "Write up to %(n)s answers, one a number.", field.at_most
        )
    )
    lines = min(LINES_AT_MOST, math.ceil(field.length / LETTERS_PER_LINE))
    return {"shape": "lines", "instruction": instruction % {"n": field.at_most}, "count": field.at_most, "lines": lines}


def _label(field: Field, words: Words) -> str:
    return words.gettext(field.label) if field.label else ""


def _boxes(field: Choices, words: Words) -> Drawn:
    instruction = words.ngettext("Tick one box.", "Tick up to %(n)s boxes.", field.at_most) % {"n": field.at_most}
    cards = [{"name": item.said(words), "pictogram": _pictogram(item.pictogram)} for item in field.items]
    shape = "deck" if any(item.pictogram for item in field.items) else "boxes"
    return {"shape": shape, "instruction": instruction, "items": cards if shape == "deck" else _texts(field.items)}


def _points(field: Points, words: Words) -> Drawn:
    as_dots = field.total <= POINTS_AS_DOTS
    instruction = (
        words.ngettext(
            "You have %(n)s point: colour one dot.", "You have %(n)s points: colour one dot a point.", field.total
        )
        if as_dots
        else words.ngettext(
            "You have %(n)s point: write it in a box.",
            "You have %(n)s points: write how many in the boxes.",
            field.total,
        )
    )
    dots = field.total if as_dots else 0
    return {
        "shape": "points",
        "instruction": instruction % {"n": field.total},
        "items": _texts(field.items),
        "dots": dots,
    }


def _ratings(field: Ratings, words: Words) -> Drawn:
    criteria = [
        {
            "label": words.gettext(criterion.label),
            "pictogram": _pictogram(criterion.pictogram),
            "levels": [_level(level, words) for level in criterion.levels],
        }
        for criterion in field.criteria
    ]
    instruction = words.gettext("Tick one box a line; leave a line empty if you do not know.")
    return {"shape": "ratings", "instruction": instruction, "items": _texts(field.items), "criteria": criteria}


def _level(level: Level, words: Words) -> Drawn:
    return {
        "value": level.value,
        "name": words.gettext(level.name),
        "definition": words.gettext(level.definition) if level.definition else "",
        "pictogram": _pictogram(level.pictogram),
    }


def _texts(items: Sequence[Item]) -> list[str]:
    return [item.text for item in items]


def _pictogram(name: str) -> str:
    return (PICTOGRAMS / f"{name}.svg").read_text(encoding="utf-8") if name else ""


def _qr(address: str) -> str:
    drawn = io.BytesIO()
    segno.make_qr(address, error="m").save(drawn, kind="svg", border=0)
    return drawn.getvalue().decode()
