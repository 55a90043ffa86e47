"""The paper sheet of a cell, as tagged PDF."""

import io
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

import segno

from qic_core.export.typeset import typeset
from qic_core.settings import ROOT
from qic_core.words import N_, Words, quantity
from qic_core.workshop.breakdown import SMALLEST_GROUP
from qic_core.workshop.fields import Choices, Field, Figures, Item, Level, Number, Points, Ratings, Scale, Texts
from qic_core.workshop.kind import Content
from qic_core.workshop.shares import count_sheets, sheet_fields

TEMPLATE = Path(__file__).parent / "sheet.typ"
PICTOGRAMS = ROOT / "data" / "pictograms"
LETTERS_PER_LINE = 70
LINES_AT_MOST = 8
POINTS_AS_DOTS = 10
BOXES_AT_MOST = 24

Drawn: TypeAlias = dict[str, Any]


def cell_sheet(
    content: Content, *, collective_name: str, colleges: Sequence[str], phone_url: str, code: str, words: Words
) -> bytes:
    """Return the A4 sheet on which one person answers a cell (PDF), twice on the page when it is short.

    Where a person is asked a share only, the sheets differ: each has its number, by which it is entered.
    """
    count = count_sheets(content)
    fields = sheet_fields(content, 1)
    sheet = {
        "language": words.info().get("language", "en"),
        "collective": collective_name,
        "title": content.title,
        "prompt": content.prompt,
        "shares": [_share(content, number, count, words) for number in range(1, count + 1)],
        "colleges": list(colleges) if fields else [],
        "phone": {"address": phone_url.partition("://")[2] or phone_url, "code": code, "qr": _qr(phone_url)},
        "say": _sentences(words, fields),
    }
    return typeset(TEMPLATE, sheet)


def _share(content: Content, number: int, count: int, words: Words) -> Drawn:
    """Return what one sheet asks; `note` says its number where each asks something else."""
    note = words.gettext(
        "Sheet %(n)s of %(count)s. Each sheet asks a part of the questions: give people different ones."
    )
    fields = sheet_fields(content, number)
    return {
        "note": note % {"n": number, "count": count} if count > 1 else "",
        "fields": [{"label": _label(field, words), **_drawn(field, words)} for field in fields],
    }


def _sentences(words: Words, fields: Sequence[Field]) -> dict[str, str]:
    asks = bool(fields)
    promise = words.gettext(
        "Anonymous: do not write your name. No result is shown for a group of fewer than %(n)s people."
    )
    if any(isinstance(field, Choices) and field.whole for field in fields):
        promise = words.gettext("Do not write your name: you answer for your organisation, whose view is shown.")
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
        case Figures():
            return _figures(field, words)
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
    if field.hint:
        instruction = f"{instruction} {words.gettext(field.hint)}"
    if any(item.pictogram for item in field.items):
        return {"shape": "deck", "instruction": instruction, "items": cards}
    if field.whole and len(field.items) > BOXES_AT_MOST:
        told = [words.gettext("Write its name on the line."), words.gettext(field.hint) if field.hint else ""]
        return {"shape": "lines", "instruction": " ".join(told), "count": 1, "lines": 1}
    columns = 2 if field.whole else 1
    return {"shape": "boxes", "instruction": instruction, "items": _texts(field.items), "columns": columns}


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
    apart = any(level.apart for criterion in field.criteria for level in criterion.levels)
    usual = N_("Tick one box a line; leave a line empty if you do not know.")
    told = [N_("Tick one box a line.") if apart else usual]
    told += [N_("Leave your own organisation empty.")] if field.apart_from else []
    instruction = " ".join(words.gettext(sentence) for sentence in told)
    drawn = {"shape": "ratings", "instruction": instruction, "items": _texts(field.items), "criteria": criteria}
    return {**drawn, "alike": field.one_by_one}


def _figures(field: Figures, words: Words) -> Drawn:
    instruction = words.gettext("Write a figure in each box, or tick “I don't know”.")
    items = [_figure_about(item, words) for item in field.items]
    return {"shape": "figures", "instruction": instruction, "items": items, "unknown": words.gettext("I don't know")}


def _figure_about(item: Item, words: Words) -> Drawn:
    if item.known is None:
        return {"text": item.text, "told": "", "unit": ""}
    told = [words.gettext("Where will we be on %(day)s?") % {"day": f"{item.known.asked_on:%d/%m/%Y}"}]
    if item.known.value is not None:
        figure = quantity(item.known.value, item.known.unit, words)
        told.insert(0, words.gettext("Today: %(figure)s") % {"figure": figure})
    return {"text": item.text, "told": " · ".join(told), "unit": item.known.unit}


def _level(level: Level, words: Words) -> Drawn:
    return {
        "value": level.value,
        "mark": "?" if level.apart else str(level.value),
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
