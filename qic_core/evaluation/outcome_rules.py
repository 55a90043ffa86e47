"""An outcome harvested (measure M15): who changed what, since when, and who from outside says so too. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from qic_core.days import check_day
from qic_core.errors import DomainError
from qic_core.evaluation.rules import OutcomeNature
from qic_core.spreadsheet import folded
from qic_core.words import N_, Words
from qic_core.workshop.texts import clean_text

WHO_LENGTH, WHAT_LENGTH, PLACE_LENGTH = 160, 300, 120
TEXT_LENGTH, VERIFIER_LENGTH, SPREAD_LENGTH = 500, 160, 160
OUTCOMES_AT_MOST = 1000


@dataclass(frozen=True, slots=True)
class Account:
    """What people write of an outcome; `clean` holds it to its bounds.

    `contribution`: what of it is ours. `expected`: somebody had hoped for it. `spread_to`: where beyond the quarter.
    """

    who: str
    what: str
    nature: OutcomeNature
    since: date
    place: str = ""
    change_id: int | None = None
    significance: str = ""
    contribution: str = ""
    evidence: str = ""
    expected: bool = True
    spread_to: str = ""

    def clean(self, *, last_day: date) -> "Account":
        """Return it trimmed; refuses nobody, nothing, a day to come."""
        who, what = clean_text(self.who, at_most=WHO_LENGTH), clean_text(self.what, at_most=WHAT_LENGTH)
        if not who:
            raise DomainError("outcome_without_who")
        if not what:
            raise DomainError("outcome_without_what")
        check_day(self.since)
        if self.since > last_day:
            raise DomainError("outcome_in_future")
        return replace(
            self,
            who=who,
            what=what,
            place=clean_text(self.place, at_most=PLACE_LENGTH),
            significance=clean_text(self.significance, at_most=TEXT_LENGTH, lines=True),
            contribution=clean_text(self.contribution, at_most=TEXT_LENGTH, lines=True),
            evidence=clean_text(self.evidence, at_most=TEXT_LENGTH, lines=True),
            spread_to=clean_text(self.spread_to, at_most=SPREAD_LENGTH),
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome that stands; `change` is the title of the change that it belongs to, if any."""

    id: int
    account: Account
    change: str = ""
    verifier: str = ""
    verified_on: date | None = None
    version: int = 1

    @property
    def verified(self) -> bool:
        """Tell whether somebody from outside says so too."""
        return self.verified_on is not None

    @property
    def spread(self) -> bool:
        """Tell whether it happened beyond: elsewhere, without us (A5-08)."""
        return bool(self.account.spread_to)


class Only(StrEnum):
    """Which outcomes to look at."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    UNEXPECTED = "unexpected"
    SPREAD = "spread"


ONLY: Mapping[Only, str] = {
    Only.VERIFIED: N_("Verified from outside"),
    Only.UNVERIFIED: N_("Still to be verified"),
    Only.UNEXPECTED: N_("Nobody expected it"),
    Only.SPREAD: N_("Spread beyond the quarter"),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show: of a nature, of a change (0: of none), only the verified ones…"""

    nature: OutcomeNature | None = None
    change_id: int | None = None
    only: Only | None = None

    def keeps(self, outcome: Outcome) -> bool:
        """Tell whether an outcome is to be shown."""
        kinds = {
            None: True,
            Only.VERIFIED: outcome.verified,
            Only.UNVERIFIED: not outcome.verified,
            Only.UNEXPECTED: not outcome.account.expected,
            Only.SPREAD: outcome.spread,
        }
        return (
            self.nature in (None, outcome.account.nature)
            and self.change_id in (None, outcome.account.change_id or 0)
            and kinds[self.only]
        )


def check_verifier(verifier: str, outcome: Account, *, ours: Iterable[str]) -> str:
    """Return who verified, trimmed; refuses nobody, who changed, and who sits at the table: none is outside."""
    clean = clean_text(verifier, at_most=VERIFIER_LENGTH)
    if not clean:
        raise DomainError("verifier_missing")
    if folded(clean) == folded(outcome.who):
        raise DomainError("verifier_is_who_changed")
    if folded(clean) in {folded(name) for name in ours}:
        raise DomainError("verifier_of_ours", name=clean)
    return clean


def overview_sentence(outcomes: Sequence[Outcome], words: Words) -> str:
    """Return how many outcomes there are, of which nature, and what is to be known of them, in one sentence."""
    verified, spread = sum(one.verified for one in outcomes), sum(one.spread for one in outcomes)
    told = words.ngettext("%(n)s outcome (%(kinds)s)", "%(n)s outcomes (%(kinds)s)", len(outcomes))
    parts = [
        told % {"n": len(outcomes), "kinds": ", ".join(_counted_by_nature(outcomes, words))},
        words.ngettext("%(n)s verified from outside", "%(n)s verified from outside", verified) % {"n": verified},
    ]
    if spread:
        parts.append(words.ngettext("%(n)s spread beyond", "%(n)s spread beyond", spread) % {"n": spread})
    return f"{', '.join(parts)}."


def _counted_by_nature(outcomes: Sequence[Outcome], words: Words) -> list[str]:
    """Return how many outcomes there are of each nature that there is."""
    found = Counter(one.account.nature for one in outcomes)
    behaviours, relations, practices, policies = (found[one] for one in OutcomeNature)
    told = [
        (behaviours, words.ngettext("%(n)s behaviour", "%(n)s behaviours", behaviours)),
        (relations, words.ngettext("%(n)s relation", "%(n)s relations", relations)),
        (practices, words.ngettext("%(n)s practice", "%(n)s practices", practices)),
        (policies, words.ngettext("%(n)s policy or rule", "%(n)s policies or rules", policies)),
    ]
    return [sentence % {"n": count} for count, sentence in told if count]
