"""The minutes of a séminaire, out of its notebook: agenda, attendance, what was said, what came of it, what next."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlmodel import Session

from qic_core.collective.service import get_collective
from qic_core.evaluation.loops import loop_of_notebook
from qic_core.export.blocks import Block, Document, Grid, Heading, Look, Paragraph, Points
from qic_core.export.minutes_attendance import attendance_blocks
from qic_core.export.minutes_cells import cell_blocks
from qic_core.export.minutes_decisions import Outcomes, decision_blocks, outcomes_of
from qic_core.export.minutes_loop import loop_blocks
from qic_core.export.minutes_next import meeting_line, next_blocks, next_meeting, promise_blocks
from qic_core.export.minutes_runs import ToldCell, told_cells
from qic_core.export.typography import day_in_full
from qic_core.thread.rules import ThingKind
from qic_core.words import Words
from qic_core.workshop.breakdown import SMALLEST_GROUP
from qic_core.workshop.kind import Table
from qic_core.workshop.notebooks import Cover, get_notebook

SECTION = 1
NO_BREAK = "\N{NO-BREAK SPACE}"


def minutes_of(session: Session, collective_id: int, notebook_id: int, words: Words, *, today: date) -> Document:
    """Return what the minutes of a notebook say; refuses another collective's."""
    collective = get_collective(session, collective_id)
    notebook = get_notebook(session, collective_id, notebook_id)
    cells = told_cells(session, collective, notebook, words)
    held_on = _held_on(notebook.cover, cells)
    loop, after = loop_of_notebook(session, collective_id, notebook_id), held_on or today
    runs = [run.id for cell in cells for run in cell.runs]
    outcomes = outcomes_of(session, collective_id, runs, held_on, in_a_loop=loop is not None)
    return Document(
        language=words.info().get("language", "en"),
        kind=words.gettext("Minutes of the meeting"),
        title=notebook.cover.title,
        author=collective.name,
        place=collective.place,
        facts=_facts(notebook.cover, held_on, words),
        blocks=[
            *_opening(words, today),
            *_in_short(cells, outcomes, next_meeting(session, collective_id, after), words),
            *_agenda(cells, words),
            *attendance_blocks(cells, held_on, words),
            *_said(cells, words),
            *loop_blocks(session, collective_id, loop, words, today=today),
            *decision_blocks(session, collective_id, outcomes, words, in_a_loop=loop is not None),
            *promise_blocks(session, collective_id, outcomes, held_on, words, today=today),
            *next_blocks(session, collective_id, after, words),
        ],
        page=words.gettext("Page"),
    )


def _held_on(cover: Cover, cells: Sequence[ToldCell]) -> date | None:
    """Return the day of the séminaire: that of the cover, else the first on which somebody answered."""
    return cover.held_on or min((run.day for cell in cells for run in cell.runs if run.voices), default=None)


def _facts(cover: Cover, held_on: date | None, words: Words) -> list[tuple[str, str]]:
    told = (
        (words.gettext("Date"), day_in_full(held_on, words) or words.gettext("Day to be set")),
        (words.gettext("Aim"), cover.aim),
        (words.gettext("Audience"), cover.audience),
    )
    return [(label, text) for label, text in told if text]


def _opening(words: Words, today: date) -> Iterator[Block]:
    yield Paragraph(
        words.gettext(
            "These minutes tell what was asked, what the room answered and what came of it. They are made from the "
            "answers themselves: the words are those of the people who were there."
        )
    )
    promise = words.gettext(
        "Answers bear no name. No result is given for a group of fewer than %(n)s people, and only the ideas that "
        "were shown to the room are in here."
    )
    made = words.gettext("Made on %(day)s with Carnet QIC, out of the answers that are kept.")
    ask = words.gettext("Something is missing, or is not what you said? Tell the collective: minutes can be corrected.")
    yield Paragraph(promise % {"n": SMALLEST_GROUP}, Look.QUIET)
    yield Paragraph(f"{made % {'day': day_in_full(today, words)}} {ask}", Look.QUIET)


def _in_short(
    cells: Sequence[ToldCell], outcomes: Outcomes, meeting: Cover | None, words: Words
) -> Iterator[Block]:  # fmt: skip
    points = [
        *_asked(cells, words),
        *_came_of_it(outcomes, words),
        *([meeting_line(meeting, words)] if meeting else []),
    ]
    if points:
        yield Heading(words.gettext("In short"), SECTION)
        yield Points(points)


def _asked(cells: Sequence[ToldCell], words: Words) -> Iterator[str]:
    asked = [cell for cell in cells if cell.runs]
    told = words.ngettext(
        "%(n)s question was put to the room; at most %(voices)s voices answered the same one.",
        "%(n)s questions were put to the room; at most %(voices)s voices answered the same one.",
        len(asked),
    )
    if asked:
        yield told % {"n": len(asked), "voices": max(cell.most_voices for cell in asked)}


def _came_of_it(outcomes: Outcomes, words: Words) -> Iterator[str]:
    adopted = {
        ThingKind.CHALLENGE: words.gettext("Challenge adopted: “%(said)s”"),
        ThingKind.VISION: words.gettext("Vision adopted: “%(said)s”"),
    }
    yield from (adopted[one.kind] % {"said": one.said} for one in outcomes.decided)
    kept = words.ngettext(
        "%(n)s thing that was said has its place in the journey now.",
        "%(n)s things that were said have their place in the journey now.",
        len(outcomes.kept),
    )
    if outcomes.kept:
        yield kept % {"n": len(outcomes.kept)}


def _agenda(cells: Sequence[ToldCell], words: Words) -> Iterator[Block]:
    yield Heading(words.gettext("Agenda"), SECTION)
    if not cells:
        yield Paragraph(words.gettext("This notebook has no cell yet: nothing was planned."))
        return
    planned = words.ngettext(
        "%(n)s step was planned, %(minutes)s in all.", "%(n)s steps were planned, %(minutes)s in all.", len(cells)
    )
    all_minutes = _minutes(sum(cell.cell.minutes for cell in cells), words)
    yield Paragraph(planned % {"n": len(cells), "minutes": all_minutes}, Look.LEADS_IN)
    heads = [words.gettext("No."), words.gettext("Step"), words.gettext("Planned"), words.gettext("What took place")]
    rows = [
        (cell.number, cell.cell.title, _minutes(cell.cell.minutes, words).replace(" ", NO_BREAK), _took(cell, words))
        for cell in cells
    ]
    yield Grid(Table(heads, rows))


def _minutes(minutes: int, words: Words) -> str:
    return words.ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes} if minutes else "—"


def _took(cell: ToldCell, words: Words) -> str:
    """Return what took place at a step of the agenda."""
    if not cell.asks:
        return words.gettext("A word to all")
    if not cell.runs:
        return words.gettext("Not asked")
    voices = words.ngettext("%(n)s voice", "%(n)s voices", cell.most_voices) % {"n": cell.most_voices}
    runs = words.ngettext("asked %(n)s time", "asked %(n)s times", len(cell.runs)) % {"n": len(cell.runs)}
    return voices if len(cell.runs) == 1 else f"{voices} ({runs})"


def _said(cells: Sequence[ToldCell], words: Words) -> Iterator[Block]:
    yield Heading(words.gettext("What the room said"), SECTION)
    asked = [cell for cell in cells if cell.runs]
    for cell in asked:
        yield from cell_blocks(cell, words)
    if not asked:
        yield Paragraph(words.gettext("Nothing yet: no question of this notebook has been put to the room."))
    left = [cell.label for cell in cells if cell.asks and not cell.runs]
    if asked and left:
        yield Paragraph(words.gettext("Prepared, and not asked: %(cells)s.") % {"cells": ", ".join(left)}, Look.QUIET)
