"""Actions as a whole: those that a filter keeps, how they stand, whose means and what money they rest on. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from qic_core.actions.rules import (
    FUNDINGS,
    MEANS,
    Action,
    Funding,
    Means,
    Plan,
    Status,
    is_over,
    is_overdue,
    is_quick_win,
)
from qic_core.pathways.rules import Change, Horizon
from qic_core.words import N_, Words, figure

DAY = "%d/%m/%Y"
BY_MEANS: tuple[tuple[Means | None, str], ...] = (*MEANS.items(), (None, N_("Nobody said whose means")))
BY_FUNDING: tuple[tuple[Funding | None, str], ...] = (*FUNDINGS.items(), (None, N_("Nobody said what for")))


@dataclass(frozen=True, slots=True)
class Around:
    """What actions name: the changes that stand, and organisations; who left keeps its name and is not `seated`."""

    changes: Mapping[int, Change] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    seated: tuple[int, ...] = ()

    def name(self, organisation_id: int | None) -> str:
        """Return what an organisation is called, nothing when there is none."""
        return "" if organisation_id is None else self.names[organisation_id]

    def partners(self, action: Action) -> str:
        """Return who takes part beside the lead, on one line."""
        return ", ".join(self.names[key] for key in action.plan.partner_ids)

    def served(self, action: Action) -> list[Change]:
        """Return the changes that an action serves."""
        return [self.changes[key] for key in action.plan.change_ids if key in self.changes]


class Bond(StrEnum):
    """Whether an action serves a change at all."""

    NONE = "none"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which actions to show: of a change (or of none), a horizon, an organisation, a status; quick wins only."""

    change: int | Bond | None = None
    horizon: Horizon | None = None
    organisation_id: int | None = None
    status: Status | None = None
    quick: bool = False

    def keeps(self, action: Action, around: Around) -> bool:
        """Tell whether an action is to be shown."""
        served = around.served(action)
        return (
            (self.change != Bond.NONE or not served)
            and (self.change in (None, Bond.NONE) or self.change in action.plan.change_ids)
            and (self.horizon is None or self.horizon in {change.horizon for change in served})
            and (self.organisation_id is None or self.organisation_id in action.organisation_ids)
            and (self.status is None or self.status == action.status)
            and (not self.quick or is_quick_win(action.plan))
        )


class Share(NamedTuple):
    """Which part of the means said is of the ordinary services: of the money found, else of the actions."""

    part: float
    of_money: bool
    told: int


class Money(NamedTuple):
    """What is sought and found, and what is still to be found, in whole euros."""

    sought: int = 0
    found: int = 0
    missing: int = 0


def common_law_share(actions: Iterable[Action]) -> Share | None:
    """Return what rests on the ordinary services; None as long as nobody said whose means carry anything."""
    told = [action for action in actions if action.plan.means and action.status != Status.STOPPED]
    if not told:
        return None
    found = sum(action.plan.found or 0 for action in told)
    weights = [(action.plan.means, (action.plan.found or 0) if found else 1) for action in told]
    part = sum(weight for means, weight in weights if means == Means.COMMON_LAW)
    return Share(part / (found or len(told)), bool(found), len(told))


def money_of(actions: Iterable[Action]) -> Money:
    """Return what all these actions seek and found, but those that were stopped.

    What one found beyond what it sought is not another's, and one that is done lacks nothing more.
    """
    counted = [action for action in actions if action.status != Status.STOPPED]
    return Money(
        sum(action.plan.sought or 0 for action in counted),
        sum(action.plan.found or 0 for action in counted),
        sum(_missing(action.plan) for action in counted if not is_over(action)),
    )


def _missing(plan: Plan) -> int:
    return max(0, (plan.sought or 0) - (plan.found or 0))


def money_rows(actions: Sequence[Action], words: Words) -> list[tuple[str, Money]]:
    """Return the money by whose means they are, then by what it is for, then all of it; each with its name."""
    rows = [(name, [one for one in actions if one.plan.means == means]) for means, name in BY_MEANS]
    rows += [(name, [one for one in actions if one.plan.funding == funding]) for funding, name in BY_FUNDING]
    rows.append((N_("All of it"), list(actions)))
    sums = [(words.gettext(name), money_of(found)) for name, found in rows]
    return [(name, money) for name, money in sums if money != Money()]


def overview_sentence(actions: Sequence[Action], words: Words, *, today: date) -> str:
    """Return how many actions there are and how they stand, in one sentence."""
    running = sum(action.status == Status.RUNNING for action in actions)
    late = sum(is_overdue(action, today=today) for action in actions)
    quick = sum(is_quick_win(action.plan) and action.status != Status.STOPPED for action in actions)
    told = [
        (running, words.ngettext("%(n)s under way", "%(n)s under way", running)),
        (late, words.ngettext("%(n)s overdue", "%(n)s overdue", late)),
        (quick, words.ngettext("%(n)s quick win", "%(n)s quick wins", quick)),
    ]
    total = words.ngettext("%(n)s action", "%(n)s actions", len(actions)) % {"n": len(actions)}
    parts = ", ".join(text % {"n": n} for n, text in told if n)
    return words.gettext("%(total)s: %(parts)s.") % {"total": total, "parts": parts} if parts else f"{total}."


def share_sentence(share: Share, words: Words) -> str:
    """Return what rests on the ordinary services, in one sentence."""
    if share.of_money:
        sentence = words.gettext("%(percent)s %% of the money found is of the ordinary services (droit commun).")
        return sentence % {"percent": round(100 * share.part)}
    sentence = words.ngettext(
        "%(part)s of the %(n)s action whose means are said rests on the ordinary services (droit commun).",
        "%(part)s of the %(n)s actions whose means are said rest on the ordinary services (droit commun).",
        share.told,
    )
    return sentence % {"part": round(share.part * share.told), "n": share.told}


def days_line(plan: Plan, words: Words) -> str:
    """Return from when to when, as far as it is known."""
    starts_on, ends_on = plan.starts_on, plan.ends_on
    if starts_on and ends_on:
        return f"{starts_on:{DAY}} → {ends_on:{DAY}}"
    if starts_on:
        return words.gettext("from %(day)s on") % {"day": f"{starts_on:{DAY}}"}
    return words.gettext("until %(day)s") % {"day": f"{ends_on:{DAY}}"} if ends_on else ""


def euros(amount: int | None, words: Words) -> str:
    """Return an amount as the language writes it; nothing when nobody said one."""
    return "" if amount is None else f"{figure(amount, words)}\N{NO-BREAK SPACE}€"
