"""What a notebook's runs gathered, ready to leave the house.

A live run tells nothing until it is revealed; a collège under 5 voices is not named beside anyone's answer, and
nobody's first name beside an organisation that is not named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import TypeAlias
from zoneinfo import ZoneInfo

from sqlmodel import Session

from qic_core.collective.rules import Collective
from qic_core.collective.service import get_collective
from qic_core.cooperation.naming import as_agreed, names_shown
from qic_core.cooperation.pairs import are_named, as_shown
from qic_core.export.said import Said, corrected_in, first_names_in, places_in, said_in
from qic_core.words import N_, Words
from qic_core.workshop.breakdown import groups_of
from qic_core.workshop.contributions import receipt_code
from qic_core.workshop.fields import Field, Figure, Texts
from qic_core.workshop.kind import Answer, Source, Table, Visibility
from qic_core.workshop.notebooks import Cell, Cover, get_notebook
from qic_core.workshop.registry import kind_of
from qic_core.workshop.runs import Run, RunState, list_runs
from qic_core.workshop.tally import summary_of

Value: TypeAlias = str | Figure | None
VISIBILITIES = {Visibility.WAITING: N_("waiting"), Visibility.SHOWN: N_("shown"), Visibility.HIDDEN: N_("hidden")}


@dataclass(frozen=True, slots=True)
class Entry:
    """One current answer; `received_at` is the collective's own time, to the minute, `college` None when not told."""

    receipt: str
    received_at: datetime
    college: str | None
    source: Source
    voices: int
    first_name: str | None
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class RunTranscript:
    """One run, its entries spread over `columns`; `table` is None while it may tell nothing."""

    number: int
    opened_at: datetime
    sentence: str = ""
    table: Table | None = None
    columns: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    corrected: int = 0

    @property
    def voices(self) -> int:
        return sum(entry.voices for entry in self.entries)


@dataclass(frozen=True, slots=True)
class CellTranscript:
    """One cell with its runs; `number` is its place in the notebook, from 1."""

    number: int
    cell: Cell
    runs: tuple[RunTranscript, ...]

    @property
    def label(self) -> str:
        return f"{self.number}. {self.cell.title}"

    @property
    def asks(self) -> bool:
        return kind_of(self.cell.kind).asks

    def voices_by(self, source: Source) -> int:
        """Return how many voices came by one way, over all told runs."""
        return sum(entry.voices for run in self.runs for entry in run.entries if entry.source == source)


@dataclass(frozen=True, slots=True)
class Transcript:
    collective: Collective
    cover: Cover
    cells: tuple[CellTranscript, ...]


def transcript_of(
    session: Session, collective_id: int, notebook_id: int, words: Words, *, with_names: bool = False
) -> Transcript:
    """Return a notebook with all that its runs may tell; refuses another collective's."""
    collective = get_collective(session, collective_id)
    notebook = get_notebook(session, collective_id, notebook_id)
    runs = list_runs(session, [cell.id for cell in notebook.cells])
    teller = _Teller(session, collective, words, runs, with_names=with_names)
    cells = (
        CellTranscript(number, cell, tuple(teller.tell(run) for run in runs if run.cell_id == cell.id))
        for number, cell in enumerate(notebook.cells, start=1)
    )
    return Transcript(collective, notebook.cover, tuple(cells))


def _is_ideas(field: Field) -> bool:
    return isinstance(field, Texts) and field.as_ideas


def _may_tell(run: Run) -> bool:
    return run.revealed or run.state == RunState.CLOSED


class _Teller:
    """Reads the rows of all told runs at once, then tells the runs one by one."""

    def __init__(
        self, session: Session, collective: Collective, words: Words, runs: Sequence[Run], *, with_names: bool
    ) -> None:
        told = [run.id for run in runs if _may_tell(run)]
        self._session, self._zone, self._words = session, ZoneInfo(collective.timezone), words
        self._named = names_shown(session, collective.id)
        self._said = said_in(session, told)
        self._corrected = corrected_in(session, told)
        self._places = places_in(session, told)
        self._first_names = first_names_in(session, told) if with_names else {}

    def tell(self, run: Run) -> RunTranscript:
        opened_at = self._local(run.opened_at)
        if not _may_tell(run):
            return RunTranscript(run.number, opened_at)
        content = as_agreed(run.content, named=self._named)
        kind = kind_of(content.kind)
        summary = run.output["summary"] if run.output else summary_of(self._session, run.id, content)
        fields = kind.fields(as_shown(content))
        return RunTranscript(
            run.number,
            opened_at,
            kind.sentence(content, summary, self._words),
            kind.table(content, summary, self._words),
            self._columns(fields),
            self._entries(run, fields, self._first_names if are_named(content) else {}),
            self._corrected.get(run.id, 0),
        )

    def _columns(self, fields: Sequence[Field]) -> tuple[str, ...]:
        about = [self._words.gettext(about) for about in (N_("visibility"), N_("theme"))]
        named = (
            (column, *(f"{column} ({what})" for what in about if _is_ideas(field)))
            for field in fields
            for column in field.columns(self._words)
        )
        return tuple(chain.from_iterable(named))

    def _entries(self, run: Run, fields: Sequence[Field], first_names: Mapping[int, str]) -> tuple[Entry, ...]:
        said = self._said[run.id]
        told = {group.name for group in groups_of([Answer({}, one.voices, one.college) for one in said])}
        return tuple(
            Entry(
                receipt_code(run.id, one.number),
                self._local(one.received_at),
                one.college if one.college in told else None,
                one.source,
                one.voices,
                first_names.get(one.participant_id or 0),
                self._values(one, fields),
            )
            for one in said
        )

    def _values(self, said: Said, fields: Sequence[Field]) -> tuple[Value, ...]:
        given = ((field, value) for field in fields for value in field.cells(said.answer.get(field.key)))
        placed = ((value, *(self._place(said, value) if _is_ideas(field) else ())) for field, value in given)
        return tuple(chain.from_iterable(placed))

    def _place(self, said: Said, text: Value) -> tuple[str | None, str | None]:
        place = self._places.get((said.contribution_id, str(text)))
        return (self._words.gettext(VISIBILITIES[place.visibility]), place.theme) if place else (None, None)

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self._zone).replace(second=0, microsecond=0, tzinfo=None)
