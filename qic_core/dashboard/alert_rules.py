"""What deserves attention, each in one sentence that says what to do. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from qic_core.dashboard.step_rules import Step
from qic_core.measures.participation import participation_level, share_of
from qic_core.words import Words
from qic_core.workshop.texts import shortened

DAY = "%d/%m/%Y"
NAME_SHOWN = 60
# Two loops a year keep a collective learning; nine months without one is too long.
WITHOUT_LOOP = timedelta(days=274)
FEW_RESIDENTS = 1


class AlertKind(StrEnum):
    """What may deserve attention."""

    CHALLENGE = "challenge"
    VISION = "vision"
    TRINOME = "trinome"
    ISOLATED = "isolated"
    LATE = "late"
    SILENT = "silent"
    LOOP = "loop"


STEP_OF: Mapping[AlertKind, Step] = {
    AlertKind.CHALLENGE: Step.CHALLENGE,
    AlertKind.VISION: Step.VISION,
    AlertKind.TRINOME: Step.COLLECTIVE,
    AlertKind.ISOLATED: Step.REINFORCEMENT,
    AlertKind.LATE: Step.ACTIONS,
    AlertKind.SILENT: Step.INDICATORS,
    AlertKind.LOOP: Step.LOOPS,
}


@dataclass(frozen=True, slots=True)
class Alert:
    """What deserves attention: how many things, one of them by its name and id; a share of residents, a day."""

    kind: AlertKind
    n: int = 1
    name: str = ""
    id: int | None = None
    share: float | None = None
    day: date | None = None


def without_residents(residents: int, everyone: int) -> bool:
    """Tell whether residents had too small a part in a decision: M16 at its lowest, or nobody is said to have any."""
    share = share_of(residents, everyone)
    return share is None or participation_level(100 * share) <= FEW_RESIDENTS


def alert_sentence(alert: Alert, words: Words, *, shown: Callable[[str], str] = str) -> str:
    """Return what an alert says; `shown` makes people's words fit to be shown."""
    if alert.kind in (AlertKind.CHALLENGE, AlertKind.VISION):
        return _decided_alone(alert, words)
    n = alert.n
    told = {
        AlertKind.TRINOME: words.ngettext(
            "The trinôme lacks %(n)s person. Who could take that seat?",
            "The trinôme lacks %(n)s people. Who could take these seats?",
            n,
        ),
        AlertKind.ISOLATED: words.ngettext(
            "“%(name)s” helps no other action, and none helps it. What could tie it to them?",
            "%(n)s actions help no other, and none helps them: “%(name)s”, for one.",
            n,
        ),
        AlertKind.LATE: words.ngettext(
            "“%(name)s” should have ended on %(day)s. Is it done? Does it need more time?",
            "%(n)s actions should have ended: “%(name)s” on %(day)s already.",
            n,
        ),
        AlertKind.SILENT: words.ngettext(
            "The indicator “%(name)s” is silent. Who can measure it?",
            "%(n)s indicators are silent: “%(name)s”, for one.",
            n,
        ),
        AlertKind.LOOP: words.gettext("No evaluation loop since %(day)s. When do you look at it together again?"),
    }
    return told[alert.kind] % _params(alert, shown)


def _decided_alone(alert: Alert, words: Words) -> str:
    """Return who decided a challenge or a vision without residents, or nearly so."""
    challenge = alert.kind == AlertKind.CHALLENGE
    if alert.share is None:
        return (
            words.gettext("Nobody noted who adopted the challenge. Were residents there?")
            if challenge
            else words.gettext("Nobody noted who adopted the vision. Were residents there?")
        )
    told = (
        words.gettext("The challenge was adopted with %(percent)s %% of residents. Take it back to them.")
        if challenge
        else words.gettext("The vision was adopted with %(percent)s %% of residents. Take it back to them.")
    )
    return told % {"percent": round(100 * alert.share)}


def _params(alert: Alert, shown: Callable[[str], str]) -> dict[str, object]:
    day = f"{alert.day:{DAY}}" if alert.day else ""
    return {"n": alert.n, "name": shown(shortened(alert.name, at_most=NAME_SHOWN)), "day": day}
