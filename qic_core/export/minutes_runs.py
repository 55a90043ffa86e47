"""What minutes may tell of a notebook's runs: nothing before it is revealed, nothing that moderation does not show."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from qic_core.collective.rules import Collective
from qic_core.cooperation.naming import as_agreed, names_shown
from qic_core.words import N_, Words
from qic_core.workshop.fields import Item
from qic_core.workshop.kind import SOURCES, Content, Source, Summary, Visibility
from qic_core.workshop.notebooks import Cell, Notebook
from qic_core.workshop.registry import kind_of
from qic_core.workshop.runs import Run, list_runs
from qic_core.workshop.tables import IdeaRow
from qic_core.workshop.tally import count_voices, frozen_output

NOT_SHOWN = N_("(an idea that is not shown any more: %(n)s)")


@dataclass(frozen=True, slots=True)
class ToldRun:
    """One run on its day, where the collective lives; `counts` say who answered, `summary` None: not to be told yet."""

    id: int
    number: int
    day: date
    content: Content
    counts: Mapping[str, Any]
    summary: Summary | None

    @property
    def voices(self) -> int:
        return int(self.counts["voices"])


@dataclass(frozen=True, slots=True)
class ToldCell:
    """One cell with its runs; `number` is its place in the notebook, from 1."""

    number: int
    cell: Cell
    runs: tuple[ToldRun, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.number}. {self.cell.title}"

    @property
    def asks(self) -> bool:
        return kind_of(self.cell.kind).asks

    @property
    def most_voices(self) -> int:
        return max((run.voices for run in self.runs), default=0)


def told_cells(session: Session, collective: Collective, notebook: Notebook, words: Words) -> list[ToldCell]:
    """Return a notebook's cells in their order, each with its runs, the first run first."""
    asking = [cell.id for cell in notebook.cells if kind_of(cell.kind).asks]
    listed = list_runs(session, asking)
    teller = _Teller(session, collective, listed, words)
    runs = {cell_id: tuple(map(teller.tell, found)) for cell_id, found in groupby(listed, key=lambda run: run.cell_id)}
    return [ToldCell(number, cell, runs.get(cell.id, ())) for number, cell in enumerate(notebook.cells, start=1)]


def ways_line(counts: Mapping[str, Any], words: Words) -> str:
    """Return by which ways the voices came: « 10 par téléphone, 3 à une table »."""
    told = [(way, counts["by_source"].get(way, 0)) for way in Source]
    return ", ".join(f"{count} {words.gettext(SOURCES[way])}" for way, count in told if count)


class _Teller:
    """Tells runs one by one; asks once which ideas are not shown, and whether organisations may be named."""

    def __init__(self, session: Session, collective: Collective, runs: Sequence[Run], words: Words) -> None:
        items = [item for run in runs for item in run.content.items if _is_an_idea(item)]
        self._session, self._words, self._zone = session, words, ZoneInfo(collective.timezone)
        self._shown = _shown_among(session, {idea for item in items for idea in item.ideas})
        self._named = names_shown(session, collective.id)

    def tell(self, run: Run) -> ToldRun:
        output = run.output or (frozen_output(self._session, run.id, run.content) if run.revealed else None)
        return ToldRun(
            run.id,
            run.number,
            run.opened_at.astimezone(self._zone).date(),
            self._content(run.content),
            output or count_voices(self._session, run.id),
            output["summary"] if output else None,
        )

    def _content(self, content: Content) -> Content:
        """Return what was asked, without the ideas hidden since, and with no organisation's name before all agree."""
        items = tuple(self._item(item, place) for place, item in enumerate(content.items, start=1))
        return replace(as_agreed(content, named=self._named), items=items)

    def _item(self, item: Item, place: int) -> Item:
        if not _is_an_idea(item) or self._shown.intersection(item.ideas):
            return item
        return replace(item, text=self._words.gettext(NOT_SHOWN) % {"n": place})


def _is_an_idea(item: Item) -> bool:
    """Tell whether an item is what people wrote, word for word: a theme's name is the moderator's."""
    return bool(item.ideas) and item.key.startswith("c")


def _shown_among(session: Session, idea_ids: Collection[int]) -> set[int]:
    rows = select(IdeaRow.id).where(col(IdeaRow.id).in_(idea_ids), IdeaRow.visibility == Visibility.SHOWN)
    return {idea_id for idea_id in session.exec(rows) if idea_id}
