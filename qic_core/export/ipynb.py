"""A notebook to open in Jupyter, with the data that its charts are drawn from: nothing of this house is needed."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from sqlmodel import Session

from qic_core.collective.rules import Collective
from qic_core.collective.service import get_collective
from qic_core.export.blocks import Block, Drawing, Heading, Look, Paragraph, paragraphs_of
from qic_core.export.drawn import WIDTH
from qic_core.export.ipynb_altair import STYLE, call, chart_code, literal, rounded
from qic_core.export.ipynb_files import DataFile, answers_file, drawn_rows, table_files
from qic_core.export.ipynb_markdown import markdown_of, typed, within
from qic_core.export.minutes_cells import CELL, Bounds, cell_blocks
from qic_core.export.minutes_runs import ToldCell, told_cells
from qic_core.export.transcript import transcript_of
from qic_core.export.typography import day_in_full
from qic_core.words import Words
from qic_core.workshop.kind import ITEMS_AT_MOST, Chart
from qic_core.workshop.notebooks import Cover, get_notebook

NAME = "carnet.ipynb"
MIME = "application/vnd.vegalite.v5+json"
ROOM = Bounds(pictured=1000, drawn=ITEMS_AT_MOST, tables=False)
FOLDED = {"jupyter": {"source_hidden": True}}  # a click opens it
AS_WIDE = {"width": WIDTH, "autosize": {"type": "fit-x", "contains": "padding"}}
FORMAT = {
    "nbformat": 4,
    "nbformat_minor": 5,
    "metadata": {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python"},
    },
}
SET_UP = """# {first}
import re

import altair as alt
import pandas as pd
from IPython.display import display

alt.data_transformers.disable_max_rows()
alt.data_transformers.consolidate_datasets = False
PROTECTED = re.compile(r"^'(?='*(?:\\s*[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]|[\\t\\r\\n]))")


def read(name, numbers=()):
    # {read}
    rows = pd.read_csv(name, sep=";", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    for column in rows.columns:
        if column in numbers:
            rows[column] = [float(value) for value in rows[column]]
        else:
            rows[column] = [PROTECTED.sub("", value) for value in rows[column]]
    return rows


def show(chart, told):
    # {show}
    display({{"{mime}": chart.to_dict(), "text/plain": told}}, raw=True)


# {style}
{name} = {value}"""


@dataclass(slots=True)
class _Book:
    """A notebook being written: its cells, and the files beside it."""

    words: Words
    style: dict[str, Any]
    cells: list[Mapping[str, object]] = field(default_factory=list)
    files: list[DataFile] = field(default_factory=list)

    def tell(self, *parts: str) -> None:
        self._add("markdown", "\n\n".join(parts))

    def code(self, source: str, output: Mapping[str, object] | None = None) -> None:
        """Add code; what it shows is there already, though it was not run."""
        shown = [{"output_type": "display_data", "metadata": {}, "data": output}] if output else []
        self._add("code", source, execution_count=None, outputs=shown, metadata=FOLDED)

    def _add(self, kind: str, source: str, **more: object) -> None:
        place = {"cell_type": kind, "id": f"cell-{len(self.cells)}", "metadata": {}, "source": source}
        self.cells.append({**place, **more})


def notebook_zip(session: Session, collective_id: int, notebook_id: int, words: Words, *, today: date) -> bytes:
    """Return a notebook with all that its runs may tell, as a zip of `carnet.ipynb` and its CSV files."""
    collective = get_collective(session, collective_id)
    notebook = get_notebook(session, collective_id, notebook_id)
    transcript = transcript_of(session, collective_id, notebook_id, words)
    told = told_cells(session, collective, notebook, words)
    blocks = [_blocks(cell, words) for cell in told]
    book = _Book(words, _style(block for some in blocks for block in some))
    _open(book, collective, notebook.cover, today)
    for cell, said, answers in zip(told, blocks, transcript.cells, strict=True):
        files = [*table_files(cell, words), *filter(None, [answers_file(answers, words)])]
        _write(book, cell, said, files)
    return _packed(book, today)


def _blocks(told: ToldCell, words: Words) -> list[Block]:
    """Return what is told of a cell, whether it was run, not yet, or never is."""
    if told.runs:
        said = cell_blocks(told, words, ROOM)
        return [block for block in said if not isinstance(block, Drawing) or block.chart.rows]
    asked = [Paragraph(text, Look.QUESTION if told.asks else Look.PLAIN) for text in paragraphs_of(told.cell.prompt)]
    later = [Paragraph(words.gettext("Not run yet."), Look.QUIET)] if told.asks else []
    return [Heading(told.label, CELL), *asked, *later]


def _style(blocks: Iterator[Block]) -> dict[str, Any]:
    """Return the lettering that most drawings share."""
    shared = [rounded(block.chart.picture.get("config", {})) for block in blocks if isinstance(block, Drawing)]
    return max(shared, key=shared.count, default={})


def _open(book: _Book, collective: Collective, cover: Cover, today: date) -> None:
    _ = book.words.gettext
    when = day_in_full(cover.held_on, book.words)
    book.tell(
        f"# {within(cover.title)}",
        " · ".join(typed(text) for text in (collective.name, collective.place, when, cover.audience) if text),
        *([typed(cover.aim)] if cover.aim else []),
        _(
            "Carnet QIC wrote this notebook on %(day)s, with what the room had said by then. Above every chart, "
            "folded, is the code that draws it from the files of the folder `donnees`: open it, change it, run it "
            "again, the first code of the notebook first. It takes Python and nothing of Carnet QIC: "
            "`pip install jupyterlab pandas altair`."
        )
        % {"day": day_in_full(today, book.words)},
        _(
            "The files `…-reponses.csv` hold the answers one by one, also the texts that moderation does not show. No "
            "chart needs them: take them out before you share this folder."
        ),
    )
    comments = {
        "first": _("To run first: what all the charts need."),
        "read": _("An apostrophe keeps a spreadsheet from taking a text for a formula: here it goes."),
        "show": _("Jupyter draws the chart by itself, without the Internet; other programs say it in words."),
        "style": _("How charts are lettered: change it here for all of them."),
    }
    book.code(SET_UP.format(**comments, mime=MIME, name=STYLE, value=literal(book.style)))


def _write(book: _Book, told: ToldCell, blocks: Sequence[Block], files: Sequence[DataFile]) -> None:
    """Write a cell: its texts in Markdown, each drawing as code with its output, and what its data are in."""
    drawings: list[DataFile] = []
    for is_drawing, some in groupby(blocks, key=lambda block: isinstance(block, Drawing)):
        if not is_drawing:
            book.tell(*map(markdown_of, some))
            continue
        for block in some:
            assert isinstance(block, Drawing)
            drawings.append(_draw(book, block, told.number, len(drawings) + 1))
    book.files += [*drawings, *files]
    names = ", ".join(f"`{file.name}`" for file in (*drawings, *files))
    if names:
        book.tell(book.words.gettext("Data of this cell: %(files)s") % {"files": names})


def _draw(book: _Book, drawing: Drawing, cell: int, number: int) -> DataFile:
    chart = drawing.chart
    picture = _picture(chart)
    drawn = drawn_rows(chart, cell, number)
    told = _told(chart, drawing.alt)
    named = [literal(drawn.file.name), *([f"numbers={literal(list(drawn.numbers))}"] if drawn.numbers else [])]
    source = [
        call("rows = read", named),
        chart_code(picture, book.style),
        call("show", ["chart", literal(told, 80)]),
    ]
    values = {"data": {"values": [dict(row) for row in drawn.rows]}}
    book.code("\n".join(source), {MIME: {**picture, **values}, "text/plain": told})
    return drawn.file


def _picture(chart: Chart) -> dict[str, Any]:
    """Return a chart's picture without its rows, on white, as wide as a notebook unless its places are counted."""
    bare = {key: value for key, value in chart.picture.items() if key not in ("data", "datasets")}
    wide = AS_WIDE if bare.get("width") == "container" else {}
    return dict(rounded({**bare, **wide, "background": "white"}))


def _told(chart: Chart, alt: str) -> str:
    """Return what a chart says in words, with the names of its colours where it has no legend."""
    return "\n".join([alt, *([" · ".join(name for _colour, name in chart.shades)] if chart.shades else [])])


def _packed(book: _Book, today: date) -> bytes:
    written = json.dumps({**FORMAT, "cells": book.cells}, ensure_ascii=False, indent=1)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in (DataFile(NAME, written.encode()), *book.files):
            entry = zipfile.ZipInfo(file.name, (today.year, today.month, today.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, file.content)
    return content.getvalue()
