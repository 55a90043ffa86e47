"""The outcomes harvested as a file that spreadsheets open: an outcome a line (measure M15)."""

from datetime import date

from sqlmodel import Session

from qic_core.evaluation.outcome_rules import Outcome
from qic_core.evaluation.outcomes import list_outcomes
from qic_core.evaluation.rules import NATURES
from qic_core.spreadsheet import write_csv
from qic_core.words import N_, Words

HEADINGS = (
    N_("Who has changed"), N_("What has changed"), N_("What is it?"), N_("Since when"), N_("Where"), N_("Spread to"),
    N_("Of the change"), N_("Why it matters"), N_("What of it is ours"), N_("Evidence"), N_("We hoped for it"),
    N_("Verified by"), N_("Verified on"),
)  # fmt: skip


def outcomes_csv(session: Session, collective_id: int, words: Words) -> bytes:
    """Return the outcomes that stand, a line each, the latest first."""
    head = [words.gettext(heading) for heading in HEADINGS]
    return write_csv([head, *(_row(one, words) for one in list_outcomes(session, collective_id))])


def _row(one: Outcome, words: Words) -> list[str]:
    account = one.account
    return [
        account.who,
        account.what,
        words.gettext(NATURES[account.nature]),
        _day(account.since),
        account.place,
        account.spread_to,
        one.change,
        account.significance,
        account.contribution,
        account.evidence,
        words.gettext("yes") if account.expected else words.gettext("no"),
        one.verifier,
        _day(one.verified_on),
    ]


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
