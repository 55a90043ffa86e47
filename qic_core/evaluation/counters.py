"""The two headline counters (A5-09): the partners who joined, and the money found beside the city policy's own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import func
from sqlmodel import Session, col, select

from qic_core.actions.rules import Means, Status
from qic_core.actions.tables import ActionRow
from qic_core.collective.organisations import list_organisations
from qic_core.collective.rules import Organisation
from qic_core.days import months_later
from qic_core.evaluation.tables import LoopRow
from qic_core.words import N_
from qic_core.workshop.tables import CellRow, NotebookRow, RunRow

MONTHS_IN_A_YEAR = 12


class Start(StrEnum):
    """Since when partners are new."""

    FIRST_WORKSHOP = "first_workshop"
    FIRST_LOOP = "first_loop"
    YEAR = "year"


STARTS: Mapping[Start, str] = {
    Start.FIRST_WORKSHOP: N_("Our first séminaire"),
    Start.FIRST_LOOP: N_("Our first evaluation loop"),
    Start.YEAR: N_("The last twelve months"),
}


@dataclass(frozen=True, slots=True)
class Partners:
    """Who joined the table after a day and sits there still, the latest first; `undated`: nobody said since when."""

    since: date
    new: tuple[Organisation, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class Funded:
    """An action that found money, in whole euros, and by whose means; None where nobody said."""

    id: int
    title: str
    means: Means | None
    found: int


@dataclass(frozen=True, slots=True)
class Funding:
    """The actions that found money, the largest sum first; those that were stopped are not counted."""

    funded: tuple[Funded, ...]

    @property
    def complementary(self) -> int:
        """Return what was found beside the city policy's own money."""
        return self._sum(Means.COMMON_LAW)

    @property
    def of_city_policy(self) -> int:
        """Return what the city policy itself gave."""
        return self._sum(Means.CITY_POLICY)

    @property
    def unsaid(self) -> int:
        """Return what was found without anybody saying whose it is: it counts on neither side."""
        return self._sum(None)

    def _sum(self, means: Means | None) -> int:
        return sum(one.found for one in self.funded if one.means == means)


def starts_of(session: Session, collective_id: int, *, today: date) -> dict[Start, date]:
    """Return the days since which partners may be counted; a séminaire is one where the room was asked something."""
    first_workshop = (
        select(func.min(NotebookRow.held_on))
        .join(CellRow, col(CellRow.notebook_id) == NotebookRow.id)
        .join(RunRow, col(RunRow.cell_id) == CellRow.id)
        .where(NotebookRow.collective_id == collective_id, col(NotebookRow.withdrawn_at).is_(None))
        .where(col(NotebookRow.held_on) <= today)
    )
    first_loop = select(func.min(LoopRow.held_on)).where(
        LoopRow.collective_id == collective_id, col(LoopRow.held_on) <= today
    )
    found = {
        Start.FIRST_WORKSHOP: session.exec(first_workshop).one(),
        Start.FIRST_LOOP: session.exec(first_loop).one(),
        Start.YEAR: months_later(today, -MONTHS_IN_A_YEAR),
    }
    return {start: day for start, day in found.items() if day is not None}


def new_partners(session: Session, collective_id: int, *, since: date) -> Partners:
    """Return who joined after a day: who sat at the table on that very day was there to begin with."""
    return partners_of(list_organisations(session, collective_id), since=since)


def partners_of(seated: Iterable[Organisation], *, since: date) -> Partners:
    """Return which of those who sit at the table joined after a day."""
    known = [(one.joined_on, one) for one in seated]
    new = sorted(((day, one) for day, one in known if day and day > since), key=lambda pair: pair[0], reverse=True)
    return Partners(since, tuple(one for _day, one in new), sum(day is None for day, _one in known))


def funding_found(session: Session, collective_id: int) -> Funding:
    """Return the money that the actions that stand have found."""
    asked = (
        select(ActionRow.id, ActionRow.title, ActionRow.means, ActionRow.found)
        .where(ActionRow.collective_id == collective_id, col(ActionRow.withdrawn_at).is_(None))
        .where(ActionRow.status != Status.STOPPED, col(ActionRow.found) > 0)
        .order_by(col(ActionRow.found).desc(), col(ActionRow.id))
    )
    return Funding(
        tuple(
            Funded(key or 0, title, Means(means) if means else None, found or 0)
            for key, title, means, found in session.exec(asked)
        )
    )
