"""What indicators, loops, decisions and outcomes are called. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from qic_core.words import N_


class Polarity(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"


class Kind(StrEnum):
    """The three questions of results-based accountability."""

    HOW_MUCH = "how_much"
    HOW_WELL = "how_well"
    BETTER_OFF = "better_off"


class Frequency(StrEnum):
    """How often an indicator is to be measured."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class MeasureSource(StrEnum):
    """Where a measure comes from."""

    HAND = "hand"
    FILE = "file"
    ROOM = "room"


class LoopState(StrEnum):
    """Where a loop is: a paused one goes on where it stopped."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


class Verdict(StrEnum):
    """What a loop decides of an action."""

    CONTINUE = "continue"
    ADJUST = "adjust"
    REDIRECT = "redirect"
    STOP = "stop"


class OutcomeNature(StrEnum):
    """What somebody changed (measure M15)."""

    BEHAVIOUR = "behaviour"
    RELATION = "relation"
    PRACTICE = "practice"
    POLICY = "policy"


POLARITIES: Mapping[Polarity, str] = {
    Polarity.UP: N_("The higher, the better"),
    Polarity.DOWN: N_("The lower, the better"),
}
KINDS: Mapping[Kind, str] = {
    Kind.HOW_MUCH: N_("How much did we do?"),
    Kind.HOW_WELL: N_("How well did we do it?"),
    Kind.BETTER_OFF: N_("Is anyone better off?"),
}
FREQUENCIES: Mapping[Frequency, str] = {
    Frequency.MONTH: N_("Every month"),
    Frequency.QUARTER: N_("Every three months"),
    Frequency.HALF_YEAR: N_("Every six months"),
    Frequency.YEAR: N_("Every year"),
}
MONTHS_OF: Mapping[Frequency, int] = {
    Frequency.MONTH: 1,
    Frequency.QUARTER: 3,
    Frequency.HALF_YEAR: 6,
    Frequency.YEAR: 12,
}
VERDICTS: Mapping[Verdict, str] = {
    Verdict.CONTINUE: N_("Continue"),
    Verdict.ADJUST: N_("Adjust"),
    Verdict.REDIRECT: N_("Redirect"),
    Verdict.STOP: N_("Stop"),
}
NATURES: Mapping[OutcomeNature, str] = {
    OutcomeNature.BEHAVIOUR: N_("A behaviour"),
    OutcomeNature.RELATION: N_("A relation"),
    OutcomeNature.PRACTICE: N_("A practice"),
    OutcomeNature.POLICY: N_("A policy, a rule"),
}
