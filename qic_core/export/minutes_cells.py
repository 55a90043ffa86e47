"""What the room said to one cell, as the minutes tell it. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from qic_core.cooperation.letters import mark_of
from qic_core.export.blocks import Block, Drawing, Grid, Heading, Look, Paragraph, Points, Quote, paragraphs_of
from qic_core.export.drawn import FONT_SIZE
from qic_core.export.minutes_runs import ToldCell, ToldRun, ways_line
from qic_core.export.typography import day_in_full
from qic_core.words import Words, figure
from qic_core.workshop.charts import curve
from qic_core.workshop.kind import Chart, Summary, Table
from qic_core.workshop.registry import kind_of
from qic_core.workshop.texts import shortened
from qic_core.workshop.trends import series_of

CELL, PART = 2, 3
THEMES_TO_DRAW = 3
WHOLE_LABEL, LONGEST_FIGURE = 48, 12  # a longer name is cut on a chart, a longer cell is no figure
WORDS_AT_MOST = 60
PLAIN_COLUMNS, COLUMNS_AT_MOST = 3, 9
ROWS_AT_MOST = 20
ALT_LENGTH = 600


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a document has room for: runs of a cell that get their pictures, what one picture draws, tables or none."""

    pictured: int
    drawn: int
    tables: bool


PAPER = Bounds(pictured=2, drawn=20, tables=True)  # the other runs of a cell are told in a sentence


def cell_blocks(told: ToldCell, words: Words, bounds: Bounds = PAPER) -> list[Block]:
    """Return what the minutes say of a cell that was run."""
    blocks: list[Block] = [Heading(told.label, CELL)]
    pictured = [run for run in told.runs if run.summary is not None][-bounds.pictured :]
    asked = ""
    for run in told.runs:
        if len(told.runs) > 1:
            said = {"number": run.number, "day": day_in_full(run.day, words)}
            blocks.append(Heading(words.gettext("Run %(number)s, %(day)s") % said, PART))
        if run.content.prompt != asked:
            asked = run.content.prompt
            blocks += [Paragraph(paragraph, Look.QUESTION) for paragraph in paragraphs_of(asked)]
        level = PART + (len(told.runs) > 1)
        blocks += _run(run, words, level=level, bounds=bounds, pictured=run in pictured)
    return [*blocks, *_moves(told.runs, words)]


def _run(run: ToldRun, words: Words, *, level: int, bounds: Bounds, pictured: bool) -> Iterator[Block]:
    yield Paragraph(_who_answered(run, words), Look.LEADS_IN)
    if run.summary is None:
        yield Paragraph(words.gettext("This question is still open: its results come once they are shown."))
        return
    if not run.voices:
        return
    kind = kind_of(run.content.kind)
    sentence = kind.sentence(run.content, run.summary, words)
    yield Paragraph(sentence)
    if "pages" in run.summary:
        yield from _front_pages(run, run.summary, words, level)
        return
    grouped = kind.free_text and "themes" in run.summary
    if pictured and not (grouped and len(run.summary["themes"]) < THEMES_TO_DRAW):
        room = replace(bounds, tables=bounds.tables and not grouped)
        yield from _pictures(run, run.summary, sentence, words, room)
    if grouped:
        yield from _ideas(run.summary, words, level)


def _who_answered(run: ToldRun, words: Words) -> str:
    if not run.voices:
        return words.gettext("Nobody answered.")
    told = words.ngettext("%(n)s voice answered: %(ways)s.", "%(n)s voices answered: %(ways)s.", run.voices)
    return told % {"n": run.voices, "ways": ways_line(run.counts, words)}


def _pictures(run: ToldRun, summary: Summary, sentence: str, words: Words, bounds: Bounds) -> Iterator[Block]:
    """Yield the charts of a run, and in figures what they do not say."""
    kind = kind_of(run.content.kind)
    table = kind.table(run.content, summary, words)
    chart = kind.chart(run.content, summary, words, font=FONT_SIZE, most=bounds.drawn)
    second = kind.beside(run.content, summary, words, font=FONT_SIZE)
    for one in (chart, second):
        if one is not None:
            yield from _drawing(one, _alt(sentence, one, table))
    if "words" in summary:
        counted = [f"{word['word']} ({word['count']})" for word in summary["words"][:WORDS_AT_MOST]]
        yield Paragraph(", ".join(counted), Look.QUIET)
    elif bounds.tables and not (chart and _says_it_all(table)):
        yield from _figures(table, words)


def _drawing(chart: Chart, alt: str) -> Iterator[Block]:
    if chart.caption:
        yield Paragraph(chart.caption, Look.LEADS_IN)
    yield Drawing(chart, alt)
    marks = [mark_of(place) if chart.lettered else str(place + 1) for place in range(len(chart.key))]
    if not all(name.endswith(f" {mark}") for mark, name in zip(marks, chart.key, strict=True)):  # « Organisation A »
        yield Paragraph(
            " · ".join(f"{mark}.\N{NO-BREAK SPACE}{name}" for mark, name in zip(marks, chart.key, strict=True)),
            Look.QUIET,
        )


def _alt(sentence: str, chart: Chart, table: Table) -> str:
    """Return in words what a chart shows: its sentence, then its rows when they are few."""
    if len(table.columns) > PLAIN_COLUMNS:
        return shortened(chart.caption or sentence, at_most=ALT_LENGTH)
    rows = "; ".join(f"{row[0]}: {row[1]}" for row in table.rows)
    return shortened(f"{sentence} {rows}", at_most=ALT_LENGTH)


def _says_it_all(table: Table) -> bool:
    """Tell whether the chart shows all that the table says: few rows and columns, names that stand whole on it."""
    few = len(table.columns) <= PLAIN_COLUMNS and len(table.rows) <= PAPER.drawn
    short = (
        len(str(row[0])) <= WHOLE_LABEL and max(len(str(cell)) for cell in row[1:]) <= LONGEST_FIGURE
        for row in table.rows
    )
    return few and all(short)


def _figures(table: Table, words: Words) -> Iterator[Block]:
    if not table.rows:
        return
    if len(table.columns) > COLUMNS_AT_MOST:
        yield Paragraph(
            words.gettext("The figures are too many for a page: the spreadsheet of the notebook has them all."),
            Look.QUIET,
        )
        return
    yield Grid(Table(table.columns, table.rows[:ROWS_AT_MOST]))
    if len(table.rows) > ROWS_AT_MOST:
        cut = words.gettext("The first %(n)s lines of %(all)s; the spreadsheet of the notebook has them all.")
        yield Paragraph(cut % {"n": ROWS_AT_MOST, "all": len(table.rows)}, Look.QUIET)


def _ideas(summary: Summary, words: Words, level: int) -> Iterator[Block]:
    """Yield what people wrote under its themes, word for word; what several wrote alike stands once."""
    if summary["themes"]:
        yield Paragraph(words.gettext("What was written, grouped by the room under themes:"), Look.LEADS_IN)
    elif summary["alone"]:
        yield Paragraph(words.gettext("What was written:"), Look.LEADS_IN)
    for theme in summary["themes"]:
        yield Heading(f"{theme['label']} ({len(theme['ideas'])})", level)
        yield Points(_texts(theme["ideas"]))
    if summary["alone"]:
        if summary["themes"]:
            yield Heading(words.gettext("Without a theme"), level)
        yield Points(_texts(summary["alone"]))


def _texts(ideas: Sequence[Mapping[str, Any]]) -> list[str]:
    spelling: dict[str, str] = {}
    for idea in ideas:
        spelling.setdefault(idea["text"].casefold(), idea["text"])
    times = Counter(idea["text"].casefold() for idea in ideas)
    return [f"{text} (× {times[key]})" if times[key] > 1 else text for key, text in spelling.items()]


def _front_pages(run: ToldRun, summary: Summary, words: Words, level: int) -> Iterator[Block]:
    """Yield the front pages one after the other, as they were written."""
    *_others, tracks = kind_of(run.content.kind).fields(run.content)
    for page in summary["pages"]:
        yield Heading(page["title"], level)
        if page["story"]:
            yield Quote(page["story"])
        if page["tracks"]:
            yield Paragraph(words.gettext(tracks.label), Look.LEADS_IN)
            yield Points(page["tracks"])


def _moves(runs: Sequence[ToldRun], words: Words) -> Iterator[Block]:
    """Yield what moved from run to run, and its curve; how many texts people wrote is no figure to compare."""
    if kind_of(runs[-1].content.kind).free_text:
        return
    series = series_of([(run.content, run.summary) for run in runs if run.summary and run.voices], words)
    if not series:
        return
    moves = [_move(name, values, words) for name, values in series.items()]
    yield Heading(words.gettext("From one run to the next"), PART)
    if any(values[0] != value for values in series.values() for value in values):
        drawing = curve(series, run=words.gettext("Run"), font=FONT_SIZE)
        yield Drawing(drawing, shortened(" ".join(moves), at_most=ALT_LENGTH))
    yield Points(moves)


def _move(name: str, values: Sequence[float], words: Words) -> str:
    said = {"name": name, "first": figure(values[0], words), "last": figure(values[-1], words)}
    if said["first"] == said["last"]:
        return words.gettext("%(name)s: still %(last)s.") % said
    return words.gettext("%(name)s: from %(first)s to %(last)s.") % said
