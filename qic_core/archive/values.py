"""Which columns hold one of a few values, and which: another one would be read by no page."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Final
from zoneinfo import available_timezones

from qic_core import cells  # noqa: F401
from qic_core.actions import exchange, reinforcement
from qic_core.actions.effects import EFFECTS
from qic_core.actions.rules import Funding, Means, Status
from qic_core.challenge.conditions import BY_KEY, HIGHEST
from qic_core.cooperation.levels import LEVELS
from qic_core.cooperation.plan_rules import SAID_OF_A_PROMISE, Outcome, Section
from qic_core.dashboard.step_rules import Step
from qic_core.evaluation.rules import Frequency, Kind, LoopState, MeasureSource, OutcomeNature, Polarity, Verdict
from qic_core.pathways.rules import Horizon, Nature
from qic_core.thread.rules import ThingKind
from qic_core.vision.rules import AmendmentState
from qic_core.workshop.kind import Source, Visibility
from qic_core.workshop.registry import all_kinds, all_subjects
from qic_core.workshop.runs import RunState

NONE_YET: Final = ""


def _of(values: type[StrEnum]) -> frozenset[str]:
    return frozenset(values)


VALUES: Final[Mapping[tuple[str, str], Collection[str | int]]] = {
    ("collective", "timezone"): frozenset(available_timezones()),
    ("readiness", "condition"): frozenset(BY_KEY),
    ("readiness", "score"): range(HIGHEST + 1),
    ("amendment", "state"): _of(AmendmentState),
    ("change", "horizon"): _of(Horizon),
    ("change", "nature"): _of(Nature),
    ("action", "status"): _of(Status),
    ("action", "means"): {NONE_YET, *Means},
    ("action", "funding"): {NONE_YET, *Funding},
    ("action_status", "status"): _of(Status),
    ("resource", "side"): _of(exchange.Side),
    ("resource", "nature"): _of(exchange.Nature),
    ("reinforcement", "value"): frozenset(EFFECTS),
    ("reinforcement", "source"): _of(reinforcement.Source),
    ("wanted_level", "level"): {level.value for level in LEVELS},
    ("cooperation_plan_line", "section"): _of(Section),
    ("cooperation_plan_line", "outcome"): {NONE_YET, *Outcome},
    ("indicator", "polarity"): _of(Polarity),
    ("indicator", "kind"): _of(Kind),
    ("indicator", "frequency"): _of(Frequency),
    ("former_meaning", "polarity"): _of(Polarity),
    ("measure", "source"): _of(MeasureSource),
    ("loop", "state"): _of(LoopState),
    ("decision", "verdict"): {NONE_YET, *Verdict},
    ("decision", "outcome"): {NONE_YET, *SAID_OF_A_PROMISE},
    ("outcome", "nature"): _of(OutcomeNature),
    ("observation", "visibility"): _of(Visibility),
    ("skipped_step", "step"): _of(Step),
    ("thread", "kind"): _of(ThingKind),
    ("cell", "kind"): {kind.name for kind in all_kinds()},
    ("cell", "about"): {NONE_YET, *(subject.name for subject in all_subjects())},
    ("run", "state"): _of(RunState),
    ("contribution", "source"): _of(Source),
    ("idea", "visibility"): _of(Visibility),
}
