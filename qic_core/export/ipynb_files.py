"""The files beside a notebook that leaves for Jupyter: CSV that spreadsheets open and that its code reads back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qic_core.export.answers_csv import COLUMNS, answer_lines
from qic_core.export.minutes_runs import ToldCell
from qic_core.export.transcript import CellTranscript
from qic_core.spreadsheet import write_csv
from qic_core.words import Words
from qic_core.workshop.kind import Chart, Row
from qic_core.workshop.registry import kind_of

FOLDER = "donnees"
DECIMALS = 6


@dataclass(frozen=True, slots=True)
class DataFile:
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Drawn:
    """The rows of a chart as a file, and as the notebook reads them back; `numbers` are its columns of figures."""

    file: DataFile
    rows: Sequence[Row]
    numbers: tuple[str, ...]


def drawn_rows(chart: Chart, cell: int, number: int) -> Drawn:
    """Return what the chart of a cell draws; every row has the same columns."""
    columns = list(dict.fromkeys(name for row in chart.rows for name in row))
    numbers = tuple(name for name in columns if _is_figures([row.get(name) for row in chart.rows]))
    rows = [_read_back(row, columns, numbers) for row in chart.rows]
    content = write_csv([columns, *([row[name] for name in columns] for row in rows)])
    return Drawn(DataFile(f"{FOLDER}/{cell:02}-dessin-{number}.csv", content), rows, numbers)


def table_files(told: ToldCell, words: Words) -> Iterator[DataFile]:
    """Yield the table of each run of a cell that may be told and has one."""
    for run in told.runs:
        table = kind_of(run.content.kind).table(run.content, run.summary, words) if run.summary is not None else None
        if table and table.rows:
            content = write_csv([table.columns, *table.rows])
            yield DataFile(f"{FOLDER}/{told.number:02}-tableau-{run.number}.csv", content)


def answers_file(cell: CellTranscript, words: Words) -> DataFile | None:
    """Return a cell's answers, a line a value, as the CSV of the whole notebook tells them; None without any."""
    lines = [line for run in cell.runs for line in answer_lines(cell, run, words)]
    if not lines:
        return None
    head = [words.gettext(column) for column in COLUMNS]
    return DataFile(f"{FOLDER}/{cell.number:02}-reponses.csv", write_csv([head, *lines]))


def _is_figures(values: Sequence[object]) -> bool:
    return all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)


def _read_back(row: Row, columns: Sequence[str], numbers: Sequence[str]) -> Mapping[str, str | float]:
    figures = {name: _figure(row[name]) for name in numbers}
    return {name: figures[name] if name in figures else _text(row.get(name)) for name in columns}


def _figure(value: str | float) -> str | float:
    """Return a figure as long as can be told: 14.4, not 14.399999999999999."""
    return round(value, DECIMALS) if isinstance(value, float) else value


def _text(value: object) -> str:
    return "" if value is None else str(value)
