"""Where are we? What is to be known in ten seconds: which curves have turned, which have not, what is overdue. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qic_core.dashboard.due_rules import overdue
from qic_core.dashboard.overview import Curve, Overview
from qic_core.dashboard.step_rules import GESTURES, STEPS, State, Step, next_of
from qic_core.words import Words
from qic_core.workshop.texts import shortened

DAY = "%d/%m/%Y"
NAMED = 2
NAME_SHOWN = 70


class Mark(StrEnum):
    """What kind of thing a sentence tells."""

    TURNED = "turned"
    NOT_TURNED = "not_turned"
    UNJUDGED = "unjudged"
    JOURNEY = "journey"
    LATE = "late"
    ON_TIME = "on_time"


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told; `id` is the one indicator that it is about, `step` the one that it calls for."""

    mark: Mark
    sentence: str
    id: int | None = None
    step: Step | None = None


def tellings(overview: Overview, words: Words, *, shown: Callable[[str], str] = str) -> list[Telling]:
    """Return what is to be known at once, the most telling first; `shown` makes people's words fit to be shown."""
    turned = [curve for curve in overview.curves if curve.turned]
    others = [curve for curve in overview.curves if not curve.turned]
    told = []
    if turned:
        told.append(Telling(Mark.TURNED, _turned(turned, words, shown), _alone(turned)))
    if others:
        told.append(Telling(Mark.NOT_TURNED, _not_turned(others, words, shown), _alone(others)))
    if not overview.curves and overview.facts.measured:
        sentence = words.gettext("No curve can be judged yet: it takes a loop, and two measures after it.")
        told.append(Telling(Mark.UNJUDGED, sentence))
    if not overview.curves:
        told.append(_journey(overview, words))
    return [*told, _overdue(overview, words)]


def _turned(curves: Sequence[Curve], words: Words, shown: Callable[[str], str]) -> str:
    told = words.ngettext("%(n)s curve has turned: %(names)s.", "%(n)s curves have turned: %(names)s.", len(curves))
    return told % {"n": len(curves), "names": _names(curves, words, shown)}


def _not_turned(curves: Sequence[Curve], words: Words, shown: Callable[[str], str]) -> str:
    told = words.ngettext("%(n)s has not turned: %(names)s.", "%(n)s have not turned: %(names)s.", len(curves))
    return told % {"n": len(curves), "names": _names(curves, words, shown)}


def _names(curves: Sequence[Curve], words: Words, shown: Callable[[str], str]) -> str:
    named = (shown(shortened(one.name, at_most=NAME_SHOWN)) for one in curves[:NAMED])
    told = ", ".join(words.gettext("“%(name)s”") % {"name": name} for name in named)
    left = len(curves) - NAMED
    more = words.ngettext("%(names)s and %(n)s more", "%(names)s and %(n)s more", left)
    return more % {"names": told, "n": left} if left > 0 else told


def _alone(curves: Sequence[Curve]) -> int | None:
    return curves[0].indicator_id if len(curves) == 1 else None


def _journey(overview: Overview, words: Words) -> Telling:
    """Return how far the journey has come, the step to do first and what is to be done there."""
    done = sum(one.state == State.DONE for one in overview.steps)
    said = {"n": done, "all": len(overview.steps)}
    first = next_of(overview.steps)
    if first is None:
        told = words.gettext("The journey is complete: %(n)s steps of %(all)s are done.")
        return Telling(Mark.JOURNEY, told % said)
    told = words.ngettext(
        "%(n)s step of %(all)s is done. Next: %(step)s.", "%(n)s steps of %(all)s are done. Next: %(step)s.", done
    )
    told = told if done else words.gettext("Everything begins here. First: %(step)s.")
    sentence = told % {**said, "step": words.gettext(STEPS[first])}
    return Telling(Mark.JOURNEY, f"{sentence} {words.gettext(GESTURES[first])}", step=first)


def _overdue(overview: Overview, words: Words) -> Telling:
    late = overdue(overview.dues, today=overview.day)
    if not late:
        return Telling(Mark.ON_TIME, words.gettext("Nothing is overdue."))
    oldest = min(one.due_on for one in late)
    told = words.ngettext(
        "%(n)s thing is overdue, since %(day)s.", "%(n)s things are overdue, the oldest since %(day)s.", len(late)
    )
    return Telling(Mark.LATE, told % {"n": len(late), "day": f"{oldest:{DAY}}"})
