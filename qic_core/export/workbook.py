"""The workbook of a notebook: its cover, then a sheet for each asking cell with summaries and answers."""

import io
from collections.abc import Mapping, Sequence

from sqlmodel import Session
from xlsxwriter import Workbook

from qic_core.export.layout import CellValue, Page, Styles, sheet_name
from qic_core.export.transcript import CellTranscript, Entry, RunTranscript, Transcript, transcript_of
from qic_core.words import N_, Words
from qic_core.workshop.kind import SOURCES, Source
from qic_core.workshop.registry import kind_of

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
COVER_COLUMNS = (
    N_("No."), N_("Activity"), N_("Title"), N_("Question"), N_("Minutes"), N_("Runs"), N_("Voices by phone"),
    N_("Voices at tables"), N_("Voices on paper"),
)  # fmt: skip
MANY_COLUMNS, COLUMNS_AT_MOST = 200, 16_000  # a spreadsheet holds 16 384
ENTRY_COLUMNS = (N_("Run"), N_("Receipt"), N_("Received at"), N_("Collège"), N_("Source"), N_("Voices"))


def notebook_workbook(
    session: Session, collective_id: int, notebook_id: int, words: Words, *, with_names: bool = False
) -> bytes:
    """Return a notebook as XLSX; first names only when they are asked for."""
    transcript = transcript_of(session, collective_id, notebook_id, words, with_names=with_names)
    file = io.BytesIO()
    with Workbook(file, OPTIONS) as book:
        book.set_properties({"title": transcript.cover.title, "author": transcript.collective.name})
        styles = Styles(book)
        cover = book.add_worksheet(words.gettext("Notebook"))
        sheets = {
            cell.number: book.add_worksheet(sheet_name(cell.number, cell.cell.title))
            for cell in transcript.cells
            if cell.asks
        }
        _write_cover(Page(cover, styles), transcript, {number: sheet.name for number, sheet in sheets.items()}, words)
        for cell in transcript.cells:
            if cell.asks:
                _write_cell(Page(sheets[cell.number], styles), cell, words, with_names=with_names)
    return file.getvalue()


def _write_cover(page: Page, transcript: Transcript, sheets: Mapping[int, str], words: Words) -> None:
    cover, collective = transcript.cover, transcript.collective
    page.line(cover.title, page.styles.title)
    page.line(f"{collective.name}, {collective.place}", page.styles.section)
    for label, text in (
        (words.gettext("Aim"), cover.aim),
        (words.gettext("Audience"), cover.audience),
        (words.gettext("Date"), f"{cover.held_on:%d/%m/%Y}" if cover.held_on else ""),
    ):
        if text:
            page.line(words.gettext("%(label)s: %(text)s") % {"label": label, "text": text}, page.styles.plain)
    page.gap()
    head = page.table([words.gettext(name) for name in COVER_COLUMNS], [_cover_row(c, words) for c in transcript.cells])
    for row, cell in enumerate(transcript.cells, start=head + 1):
        if cell.number in sheets:
            page.link(row, COVER_COLUMNS.index("Title"), sheets[cell.number], cell.cell.title)
    page.finish()


def _cover_row(cell: CellTranscript, words: Words) -> list[CellValue]:
    about = cell.cell
    voices = [cell.voices_by(source) if cell.asks else None for source in (Source.PHONE, Source.TABLE, Source.PAPER)]
    kind = words.gettext(kind_of(about.kind).title)
    return [cell.number, kind, about.title, about.prompt, about.minutes, len(cell.runs), *voices]


def _write_cell(page: Page, cell: CellTranscript, words: Words, *, with_names: bool) -> None:
    page.line(cell.cell.title, page.styles.title)
    page.line(cell.cell.prompt, page.styles.plain)
    if not cell.runs:
        page.line(words.gettext("This cell has not been run yet."), page.styles.quiet)
    for run in cell.runs:
        page.gap()
        _write_summary(page, run, words)
    if any(run.entries for run in cell.runs):
        page.gap()
        page.line(words.gettext("Answers"), page.styles.section)
        _write_answers(page, cell.runs, words, with_names=with_names)
    page.finish()


def _write_summary(page: Page, run: RunTranscript, words: Words) -> None:
    when = {"number": run.number, "opened": f"{run.opened_at:%d/%m/%Y %H:%M}"}
    page.line(words.gettext("Run %(number)s, opened on %(opened)s") % when, page.styles.section)
    if run.table is None:
        page.line(
            words.gettext("In progress: its answers come once it is revealed or closed."),
            page.styles.quiet,
        )
        return
    page.line(run.sentence, page.styles.plain)
    page.line(_voices(run, words), page.styles.quiet)
    if run.table.rows:
        page.table(run.table.columns, run.table.rows)


def _voices(run: RunTranscript, words: Words) -> str:
    voices = words.ngettext("%(n)s voice", "%(n)s voices", run.voices) % {"n": run.voices}
    corrected = words.ngettext(
        "%(n)s answer corrected since is left out", "%(n)s answers corrected since are left out", run.corrected
    )
    return f"{voices}, {corrected % {'n': run.corrected}}." if run.corrected else f"{voices}."


def _write_answers(page: Page, runs: Sequence[RunTranscript], words: Words, *, with_names: bool) -> None:
    columns = _columns(runs)
    names = [words.gettext("First name")] if with_names else []
    rows = [
        [run.number, *_about(entry, words), *([entry.first_name] if with_names else []), *_spread(run, entry, columns)]
        for run in runs
        for entry in run.entries
    ]
    head = [*(words.gettext(name) for name in ENTRY_COLUMNS), *names, *columns]
    top = page.table(head, rows)
    page.sheet.autofilter(top, 0, top + len(rows), len(head) - 1)


def _columns(runs: Sequence[RunTranscript]) -> list[str]:
    """Return the columns of the answers; where there are very many, those that nobody filled in are left out."""
    columns = list(dict.fromkeys(column for run in runs for column in run.columns))
    if len(columns) <= MANY_COLUMNS:
        return columns
    filled = {
        column
        for run in runs
        for entry in run.entries
        for column, value in zip(run.columns, entry.values, strict=True)
        if value is not None
    }
    return [column for column in columns if column in filled][:COLUMNS_AT_MOST]


def _about(entry: Entry, words: Words) -> list[CellValue]:
    source = words.gettext(SOURCES[entry.source])
    return [entry.receipt, entry.received_at, entry.college or "—", source, entry.voices]


def _spread(run: RunTranscript, entry: Entry, columns: Sequence[str]) -> list[CellValue]:
    given = dict(zip(run.columns, entry.values, strict=True))
    return [given.get(column) for column in columns]
