"""What the room says to a cell, without a database: `ask` draws a kind as the wall, the page and the notebook do."""

import gettext
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from qic_core.workshop.fields import Item
from qic_core.workshop.kind import CellKind, Content, Harvest, Row, Summary, Table
from qic_core.workshop.registry import kind_of

WORDS = gettext.NullTranslations()


@dataclass(frozen=True)
class Asked:
    """A cell with its proposals, ready to be drawn from what was gathered."""

    kind: CellKind
    content: Content

    def summary(self, harvest: Harvest) -> Summary:
        return self.kind.summarise(self.content, harvest)

    def sentence(self, harvest: Harvest) -> str:
        return self.kind.sentence(self.content, self.summary(harvest), WORDS)

    def table(self, harvest: Harvest) -> Table:
        return self.kind.table(self.content, self.summary(harvest), WORDS)

    def rows(self, harvest: Harvest) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.table(harvest).rows]

    def drawn(self, harvest: Harvest, **bounds: int) -> Sequence[Row] | None:
        """Return the rows that the chart draws."""
        chart = self.kind.chart(self.content, self.summary(harvest), WORDS, font=14, **bounds)
        return chart.rows if chart else None

    def trend(self, harvest: Harvest) -> dict[str, float]:
        return self.kind.trend(self.content, self.summary(harvest), WORDS)


@pytest.fixture(scope="session")
def ask():
    """Return a cell of a kind: `ask("dots", ["Un local", "Une navette"], total=5)`; items are i1, i2…"""

    def asked(name: str, proposals: Sequence[str] = (), **settings: int) -> Asked:
        kind = kind_of(name)
        items = tuple(Item(f"i{number}", text) for number, text in enumerate(proposals, start=1))
        return Asked(kind, Content(name, "Titre", "Question", kind.check_settings(settings), items))

    return asked
