"""The actions as a file that spreadsheets open: a sheet a line, to be typed once into anybody's form (A4-10)."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from qic_core.actions.around import around_actions
from qic_core.actions.exchange import Side
from qic_core.actions.overview import Around
from qic_core.actions.resources import list_resources
from qic_core.actions.rules import FUNDINGS, MEANS, STATUSES, Action
from qic_core.actions.service import list_actions
from qic_core.spreadsheet import write_csv
from qic_core.words import N_, Words

HEADINGS = (
    N_("Action"), N_("Status"), N_("Changes that it serves"), N_("For whom"), N_("Who leads"), N_("Partners"),
    N_("Starts on"), N_("Ends on"), N_("First step"), N_("Whose means"), N_("What the money is for"),
    N_("Money sought (€)"), N_("Money found (€)"), N_("What it needs"),
)  # fmt: skip
APART = " ; "


def actions_csv(session: Session, collective_id: int, words: Words) -> bytes:
    """Return the actions that stand, a line each, in words that nobody needs this product to understand."""
    around = around_actions(session, collective_id)
    needs: dict[int, list[str]] = {}
    for one in list_resources(session, collective_id):
        if one.side == Side.NEED and one.action_id is not None:
            needs.setdefault(one.action_id, []).append(one.what)
    head = [words.gettext(heading) for heading in HEADINGS]
    return write_csv([head, *(_row(one, around, needs, words) for one in list_actions(session, collective_id))])


def _row(action: Action, around: Around, needs: Mapping[int, list[str]], words: Words) -> list[str | int]:
    plan = action.plan
    return [
        action.title,
        words.gettext(STATUSES[action.status]),
        APART.join(change.title for change in around.served(action)),
        plan.for_whom,
        around.name(plan.lead_id),
        APART.join(around.names[key] for key in plan.partner_ids),
        _day(plan.starts_on),
        _day(plan.ends_on),
        plan.first_step,
        words.gettext(MEANS[plan.means]) if plan.means else "",
        words.gettext(FUNDINGS[plan.funding]) if plan.funding else "",
        "" if plan.sought is None else plan.sought,
        "" if plan.found is None else plan.found,
        APART.join(needs.get(action.id, ())),
    ]


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
