"""What an action is, its status, its money; when it is a quick win (A2-29, A4-08, A4-15). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from qic_core.days import check_day, months_later
from qic_core.errors import DomainError
from qic_core.words import N_
from qic_core.workshop.texts import clean_text

TITLE_LENGTH = 160
TEXT_LENGTH = 300
MONEY_AT_MOST = 100_000_000
ACTIONS_AT_MOST = 1000
QUICK_WIN_MONTHS = 3


class Status(StrEnum):
    """Where an action stands."""

    IDEA = "idea"
    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


class Means(StrEnum):
    """Whose means carry it: the State's and the town's ordinary services, or the city policy's own money (A2-29)."""

    COMMON_LAW = "common_law"
    CITY_POLICY = "city_policy"


class Funding(StrEnum):
    """What the money is for: that those who act can go on, or this project alone (A4-15)."""

    OPERATING = "operating"
    PROJECT = "project"


STATUSES: Mapping[Status, str] = {
    Status.IDEA: N_("Idea"),
    Status.READY: N_("Ready to start"),
    Status.RUNNING: N_("Under way"),
    Status.DONE: N_("Done"),
    Status.STOPPED: N_("Stopped"),
}
MEANS: Mapping[Means, str] = {
    Means.COMMON_LAW: N_("Ordinary services (droit commun)"),
    Means.CITY_POLICY: N_("City policy (politique de la ville)"),
}
FUNDINGS: Mapping[Funding, str] = {
    Funding.OPERATING: N_("Running costs"),
    Funding.PROJECT: N_("A project"),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What people write of an action; `clean` holds it to its bounds. Ids are those of changes and organisations.

    Money is in whole euros; None where nobody said, which is not zero.
    """

    title: str
    change_ids: tuple[int, ...] = ()
    lead_id: int | None = None
    partner_ids: tuple[int, ...] = ()
    first_step: str = ""
    for_whom: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    means: Means | None = None
    funding: Funding | None = None
    sought: int | None = None
    found: int | None = None

    def clean(self) -> "Plan":
        """Return it trimmed; refuses no title, over-long texts, an end before the start, money out of bounds."""
        title = clean_text(self.title, at_most=TITLE_LENGTH)
        if not title:
            raise DomainError("action_untitled")
        for day in (self.starts_on, self.ends_on):
            if day is not None:
                check_day(day)
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise DomainError("action_ends_first")
        for money in (self.sought, self.found):
            if money is not None and not 0 <= money <= MONEY_AT_MOST:
                raise DomainError("money_out_of_bounds", millions=MONEY_AT_MOST // 1_000_000)
        return replace(
            self,
            title=title,
            change_ids=tuple(dict.fromkeys(self.change_ids)),
            partner_ids=tuple(key for key in dict.fromkeys(self.partner_ids) if key != self.lead_id),
            first_step=clean_text(self.first_step, at_most=TEXT_LENGTH),
            for_whom=clean_text(self.for_whom, at_most=TEXT_LENGTH),
        )


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """An action took a status on a day."""

    status: Status
    since: date
    note: str


@dataclass(frozen=True, slots=True)
class Action:
    """An action that stands; `version` tells whether someone else saved meanwhile."""

    id: int
    plan: Plan
    status: Status
    version: int = 1

    @property
    def title(self) -> str:
        return self.plan.title

    @property
    def organisation_ids(self) -> frozenset[int]:
        """Return who acts: the lead and the partners."""
        lead = () if self.plan.lead_id is None else (self.plan.lead_id,)
        return frozenset((*lead, *self.plan.partner_ids))


class Gap(StrEnum):
    """What keeps an action from being a quick win."""

    NO_LEAD = "no_lead"
    NO_DAYS = "no_days"
    TOO_LONG = "too_long"
    NEW_MONEY = "new_money"
    MONEY_UNSAID = "money_unsaid"


GAPS: Mapping[Gap, str] = {
    Gap.NO_LEAD: N_("It still needs one organisation that leads it."),
    Gap.NO_DAYS: N_("It still needs the day when it starts and the day when it ends."),
    Gap.TOO_LONG: N_("It lasts more than three months: what part of it could be done sooner?"),
    Gap.NEW_MONEY: N_("It needs new money: what could be done with what we have?"),
    Gap.MONEY_UNSAID: N_("Nobody said whether it needs money: write 0 if it is done with what we have."),
}


def gaps_of(plan: Plan) -> tuple[Gap, ...]:
    """Return what keeps an action from showing soon that things move: a quick win has no such gap (A4-08)."""
    starts_on, ends_on = plan.starts_on, plan.ends_on
    found = {
        Gap.NO_LEAD: plan.lead_id is None,
        Gap.NO_DAYS: starts_on is None or ends_on is None,
        Gap.TOO_LONG: bool(starts_on and ends_on and ends_on > months_later(starts_on, QUICK_WIN_MONTHS)),
        Gap.NEW_MONEY: bool(plan.sought),
        Gap.MONEY_UNSAID: plan.sought is None,
    }
    return tuple(gap for gap, stands in found.items() if stands)


def is_quick_win(plan: Plan) -> bool:
    """Tell whether an action is one: three months at most, one lead, no new money (A4-08)."""
    return not gaps_of(plan)


def is_over(action: Action) -> bool:
    """Tell whether nothing more is done: it is done, or stopped."""
    return action.status in (Status.DONE, Status.STOPPED)


def is_overdue(action: Action, *, today: date) -> bool:
    """Tell whether an action should have ended and has not."""
    return not is_over(action) and action.plan.ends_on is not None and action.plan.ends_on < today
