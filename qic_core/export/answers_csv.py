"""One tidy long CSV of a notebook's answers: one line a value, for spreadsheets that read semicolons."""

from collections.abc import Iterator

from sqlmodel import Session

from qic_core.export.transcript import CellTranscript, RunTranscript, Value, transcript_of
from qic_core.spreadsheet import write_csv
from qic_core.words import N_, Words
from qic_core.workshop.kind import SOURCES

COLUMNS = (
    N_("Cell"), N_("Run"), N_("Receipt"), N_("Received at"), N_("Collège"), N_("Source"), N_("Voices"), N_("Field"),
    N_("Value"),
)  # fmt: skip


def answers_csv(session: Session, collective_id: int, notebook_id: int, words: Words) -> bytes:
    """Return every told answer of a notebook as CSV (UTF-8 with BOM, semicolons, formulas neutralised)."""
    rows: list[tuple[Value, ...]] = [tuple(words.gettext(column) for column in COLUMNS)]
    for cell in transcript_of(session, collective_id, notebook_id, words).cells:
        for run in cell.runs:
            rows.extend(answer_lines(cell, run, words))
    return write_csv(rows)


def answer_lines(cell: CellTranscript, run: RunTranscript, words: Words) -> Iterator[tuple[Value, ...]]:
    """Yield the lines of a run under COLUMNS."""
    for entry in run.entries:
        received_at, source = f"{entry.received_at:%Y-%m-%d %H:%M}", words.gettext(SOURCES[entry.source])
        about = (cell.label, run.number, entry.receipt, received_at, entry.college or "—", source, entry.voices)
        given = zip(run.columns, entry.values, strict=True)
        yield from ((*about, column, value) for column, value in given if value is not None)
