"""What a story has told so far, by the names that it gives: what comes later points back at it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from qic_core.db.engine import Work
from qic_core.workshop.notebooks import Cell

MORNING = time(9, 30)


@dataclass(slots=True)
class Telling:
    """A story being told: cells of its notebooks, ideas by their text, things of the journey by name."""

    work: Work
    timezone: str
    notebooks: list[tuple[Cell, ...]] = field(default_factory=list)
    ideas: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    things: dict[str, int] = field(default_factory=dict)

    def on(self, day: date) -> Work:
        """Return the transaction with that morning as its now, unless it has not come yet."""
        then = datetime.combine(day, MORNING, ZoneInfo(self.timezone))
        return replace(self.work, now=min(then, self.work.now))

    def ideas_of(self, texts: Iterable[str]) -> list[int]:
        """Return the ids of what the room said in these words; refuses words that nobody said."""
        return [idea_id for text in texts for idea_id in self._said(text)]

    def _said(self, text: str) -> list[int]:
        if text not in self.ideas:
            raise KeyError(text)
        return self.ideas[text]
