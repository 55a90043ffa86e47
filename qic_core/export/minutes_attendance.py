"""Who took part, as the minutes tell it: voices by way and by collège, never so few that one is recognised. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date

from qic_core.export.blocks import Block, Grid, Heading, Look, Paragraph
from qic_core.export.minutes_runs import ToldCell, ToldRun, ways_line
from qic_core.export.typography import day_in_full
from qic_core.words import Words
from qic_core.workshop.breakdown import SMALLEST_GROUP, groups_of
from qic_core.workshop.kind import Answer, Table

SECTION = 1


def attendance_blocks(cells: Sequence[ToldCell], held_on: date | None, words: Words) -> Iterator[Block]:
    """Yield who took part, by the run of the day that most voices answered; then the most of each other day."""
    yield Heading(words.gettext("Who took part"), SECTION)
    runs = [run for cell in cells for run in cell.runs if run.voices]
    if not runs:
        yield Paragraph(words.gettext("Nobody has answered anything yet."))
        return
    fullest = {run.day: run for run in sorted(runs, key=lambda run: run.voices)}
    day = held_on if held_on in fullest else min(fullest)
    yield from _on(fullest.pop(day), words)
    for other, run in sorted(fullest.items()):
        again = words.ngettext(
            "Questions were also asked on %(day)s: at most %(n)s voice.",
            "Questions were also asked on %(day)s: at most %(n)s voices.",
            run.voices,
        )
        yield Paragraph(again % {"day": day_in_full(other, words), "n": run.voices})


def _on(run: ToldRun, words: Words) -> Iterator[Block]:
    told = words.ngettext(
        "The question that most people answered on %(day)s, “%(title)s”, gathered %(n)s voice: %(ways)s.",
        "The question that most people answered on %(day)s, “%(title)s”, gathered %(n)s voices: %(ways)s.",
        run.voices,
    )
    said = {"day": day_in_full(run.day, words), "title": run.content.title, "n": run.voices}
    yield Paragraph(told % {**said, "ways": ways_line(run.counts, words)}, Look.LEADS_IN)
    yield from _colleges(run, words)
    counted = words.gettext("A voice is a person who answered. Who was there and did not answer is not counted.")
    yield Paragraph(counted, Look.QUIET)


def _colleges(run: ToldRun, words: Words) -> Iterator[Block]:
    """Yield the voices by collège, the small ones pooled."""
    counts: dict[str, int] = run.counts["by_college"]
    groups = groups_of([Answer({}, count, name or None) for name, count in counts.items()])
    if not groups:
        yield Paragraph(words.gettext("There are too few voices to tell them apart by collège."), Look.QUIET)
        return
    heads = [words.gettext("Collège"), words.gettext("Voices"), words.gettext("Share")]
    rows = [
        (group.name or _pooled(group.answers, words), group.voices, f"{round(100 * group.voices / run.voices)} %")
        for group in groups
    ]
    yield Grid(Table(heads, rows))
    if any(group.name is None for group in groups):
        pooled = words.gettext("Collèges of fewer than %(n)s voices are counted together: nobody is to be recognised.")
        yield Paragraph(pooled % {"n": SMALLEST_GROUP}, Look.QUIET)


def _pooled(answers: Sequence[Answer], words: Words) -> str:
    names = sorted(answer.college or words.gettext("no collège given") for answer in answers)  # not by their size
    return words.gettext("Other collèges: %(names)s") % {"names": ", ".join(names)}
