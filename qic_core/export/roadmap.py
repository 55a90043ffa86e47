"""The roadmap on one page, or what to shorten. What people typed reaches typst as data, never as its source."""

import io
import json
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

import segno
from babel.dates import format_date

from qic_core.errors import DomainError
from qic_core.export.roadmap_fit import COLUMNS, Layout, overflow
from qic_core.export.typeset import compiler, typeset
from qic_core.export.typography import as_printed, day_in_full
from qic_core.roadmap.rules import FirstAction, Roadmap, Step
from qic_core.words import N_, Words

TEMPLATE: Final = Path(__file__).parent / "roadmap.typ"
# Largest text of each paper, in points; nobody reads under 9 from a wall.
PAPERS: Final = {"A4": 14.0, "A3": 20.0}
SMALLEST = 9.0
STEP = 0.5
# How changes stand in their column, in lines of text: the space inside a change and between two.
AIRY, USUAL, TIGHT = ((0.9, 1.1), (0.7, 0.8)), (0.5, 0.5), (0.3, 0.3)
# A column of an A3 page has less than 60 lines of 9 points: more changes cannot fit, and need not be measured.
MEASURED_AT_MOST = 60
PPI = 144
# How wide a word may be in the narrow places of the page, and an address, before it is broken, in parts of the text.
NARROW, ADDRESS = 9.0, 17.0
WHAT_CHANGES: Final = {
    "short": N_("what people know: knowledge"),
    "medium": N_("what people do: behaviours, practices"),
    "long": N_("how people live: ways of life, culture"),
}

Format: TypeAlias = Literal["pdf", "png", "svg"]
Sheet: TypeAlias = dict[str, Any]


def lay_out(sheet: Sheet) -> Layout:
    """Measure the page: the largest text that fits, down to 9 points, else the blocks to shorten."""
    counts = [len(column) for column in sheet["steps"]]
    steps = [column[:MEASURED_AT_MOST] for column in sheet["steps"]]
    return _measured(json.dumps({**sheet, "steps": steps}), tuple(counts))


def roadmap_file(sheet: Sheet, kind: Format) -> bytes:
    """Return the page as one file; refuses one that would overflow."""
    if lay_out(sheet).size is None:
        raise DomainError("roadmap_overflows", paper=sheet["paper"].upper())
    return typeset(TEMPLATE, sheet) if kind == "pdf" else _picture(sheet, kind)


def sheet_of(roadmap: Roadmap, *, paper: str, on: date, words: Words) -> Sheet:
    """Return all that the page says, set for print: what people wrote and what stands around it."""
    if paper not in PAPERS:
        raise DomainError("paper_unknown", name=paper)
    say = _said(roadmap, words)
    printed = partial(as_printed, words=words)
    return {
        "language": _language(words),
        "paper": paper.lower(),
        "ways": _ways(PAPERS[paper]),
        "say": say,
        "collective": printed(roadmap.collective),
        "place": printed(roadmap.place, room=NARROW),
        "day": day_in_full(on, words),
        "challenge": printed(roadmap.challenge) or words.gettext("No challenge adopted yet"),
        "vision": printed(roadmap.vision) or words.gettext("No vision adopted yet"),
        "steps": [[_step(step, words) for step in column] for column in roadmap.steps],
        "others": _others(roadmap, words),
        "actions": [_action(action, words) for action in roadmap.first_actions],
        "loop": {
            "day": day_in_full(roadmap.next_loop_on, words) or words.gettext("Day to be set"),
            "note": printed(roadmap.next_loop_note, room=NARROW),
        },
        "address": roadmap.address,
        "shown-address": as_printed(roadmap.address.partition("://")[2], words, room=ADDRESS),
        "qr": qr_code(roadmap.address, "svg").decode(),
    }


def qr_code(address: str, kind: str) -> bytes:
    """Return the QR of an address as `svg` or `png`."""
    drawn = io.BytesIO()
    segno.make_qr(address, error="m").save(drawn, kind=kind, border=0, scale=10)
    return drawn.getvalue()


def _month_of(day: date, words: Words) -> str:
    """Return the month of a day in full: « juin 2027 »."""
    return format_date(day, "MMMM y", locale=_language(words))


def _about(step: Step, words: Words) -> str:
    """Return for whom and by when a change is, in one phrase."""
    whom = words.gettext("for: %(whom)s") % {"whom": step.for_whom} if step.for_whom else ""
    by = words.gettext("by %(month)s") % {"month": _month_of(step.by, words)} if step.by else ""
    return " · ".join(part for part in (whom, by.replace(" ", "\N{NO-BREAK SPACE}")) if part)


def _said(roadmap: Roadmap, words: Words) -> dict[str, Any]:
    """Return the sentences of the page that people did not write."""
    vision = words.gettext("Our vision for %(year)s") if roadmap.year else words.gettext("Our vision")
    return {
        "document": words.gettext("Roadmap: %(collective)s") % {"collective": roadmap.collective},
        "title": words.gettext("Roadmap"),
        "challenge": words.gettext("Our challenge"),
        "vision": vision % {"year": roadmap.year},
        "horizons": [
            {"name": words.gettext(name), "about": words.gettext(WHAT_CHANGES[block])}
            for block, name in COLUMNS.items()
        ],
        "actions": words.gettext("First actions"),
        "heads": [words.gettext("What"), words.gettext("Who"), words.gettext("By when")],
        "loop": words.gettext("Next loop"),
        "nothing": words.gettext("To be written together"),
        "qr": words.gettext("QR code of the collective's page"),
        "scan": words.gettext("Come and join us:"),
    }


def _step(step: Step, words: Words) -> dict[str, str]:
    return {"title": as_printed(step.title, words), "about": as_printed(_about(step, words), words)}


def _others(roadmap: Roadmap, words: Words) -> list[str]:
    """Return, column by column, how many changes the page leaves out, in words; empty when it tells all."""
    left = [len(all_of_it) - len(told) for all_of_it, told in zip(roadmap.columns, roadmap.steps, strict=True)]
    notes = [words.ngettext("and %(n)s other change", "and %(n)s other changes", n) % {"n": n} for n in left]
    return [note if n else "" for n, note in zip(left, notes, strict=True)]


def _action(action: FirstAction, words: Words) -> dict[str, str]:
    return {
        "what": as_printed(action.what, words),
        "who": as_printed(action.who, words, room=NARROW),
        "by": day_in_full(action.by, words).replace(" ", "\N{NO-BREAK SPACE}"),
    }


def _ways(largest: float) -> list[dict[str, Any]]:
    """Return the ways to set the page that are tried, from the largest to the tightest."""
    sizes = [largest - STEP * step for step in range(int((largest - SMALLEST) / STEP) + 1)]
    ways = [*((largest, airy) for airy in AIRY), *((size, USUAL) for size in sizes), (SMALLEST, TIGHT)]
    return [
        {"size": size, "inside": inside, "between": between, "run-in": (inside, between) == TIGHT}
        for size, (inside, between) in ways
    ]


@lru_cache(maxsize=64)
def _measured(sheet: str, counts: tuple[int, ...]) -> Layout:
    setting = compiler(TEMPLATE, sheet)
    for fit in json.loads(setting.query("<fit>", field="value")):
        return Layout(fit["size"], heights=tuple(fit["heights"]))
    [measures] = json.loads(setting.query("<measures>", field="value"))
    return overflow(measures, counts)


def _picture(sheet: Sheet, kind: Format) -> bytes:
    drawn = compiler(TEMPLATE, json.dumps(sheet)).compile(format=kind, ppi=PPI if kind == "png" else None)
    assert isinstance(drawn, bytes), "one page is one file"
    return drawn


def _language(words: Words) -> str:
    return words.info().get("language", "en")
