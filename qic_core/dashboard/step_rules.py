"""The steps of the journey: which are done, on what evidence, which come next; any may be left out (A1-11). Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qic_core.pathways.rules import Horizon
from qic_core.words import N_

REASON_LENGTH = 300
SEATS = 3


class Step(StrEnum):
    """A step of the journey, in its order."""

    COLLECTIVE = "collective"
    CHALLENGE = "challenge"
    VISION = "vision"
    PATHWAYS = "pathways"
    ROADMAP = "roadmap"
    ACTIONS = "actions"
    REINFORCEMENT = "reinforcement"
    COOPERATION = "cooperation"
    INDICATORS = "indicators"
    LOOPS = "loops"
    LEARNING = "learning"


class State(StrEnum):
    """Where a step stands."""

    DONE = "done"
    BEGUN = "begun"
    TO_DO = "to_do"
    SKIPPED = "skipped"


STEPS: Mapping[Step, str] = {
    Step.COLLECTIVE: N_("Collective"),
    Step.CHALLENGE: N_("Challenge"),
    Step.VISION: N_("Vision"),
    Step.PATHWAYS: N_("Pathways"),
    Step.ROADMAP: N_("Roadmap"),
    Step.ACTIONS: N_("Actions"),
    Step.REINFORCEMENT: N_("Reinforcement"),
    Step.COOPERATION: N_("Cooperation"),
    Step.INDICATORS: N_("Indicators"),
    Step.LOOPS: N_("Loops"),
    Step.LEARNING: N_("Learn"),
}
STATES: Mapping[State, str] = {
    State.DONE: N_("done"),
    State.BEGUN: N_("begun"),
    State.TO_DO: N_("to do"),
    State.SKIPPED: N_("left out"),
}
GESTURES: Mapping[Step, str] = {
    Step.COLLECTIVE: N_("Say who sits around the table, and who holds the three seats of the trinôme."),
    Step.CHALLENGE: N_("Gather what weighs on people here, choose together the challenge, and adopt it."),
    Step.VISION: N_("Write with the room what it will be like here once the challenge is met, and adopt it."),
    Step.PATHWAYS: N_("Say which changes lead to the vision, at each of the three horizons, and link them."),
    Step.ROADMAP: N_("Put it all on one page: the first actions, who, by when, and the day of the next loop."),
    Step.ACTIONS: N_("Write the actions that bring the changes closer, and start one of them."),
    Step.REINFORCEMENT: N_("Ask the room which actions help one another."),
    Step.COOPERATION: N_("Ask the room how closely you work together, and draw a plan from it."),
    Step.INDICATORS: N_("Choose one figure that will show whether a change comes about, and measure it."),
    Step.LOOPS: N_("Look together at what happened, and decide of each action: go on, adjust, redirect or stop."),
    Step.LEARNING: N_("Note what was learnt, and what others do differently since."),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the journey holds, counted.

    `linked` are the actions of which somebody said what they do to another, `waves` the runs in which the room said
    how closely it works, as a whole or pair by pair. `waiting` are the observations that nobody has read yet.
    """

    organisations: int = 0
    seats: int = 0
    candidates: int = 0
    challenge_on: date | None = None
    statements: int = 0
    vision_on: date | None = None
    changes: int = 0
    horizons: int = 0
    links: int = 0
    first_actions: int = 0
    next_loop_on: date | None = None
    actions: int = 0
    moving: int = 0
    acting: int = 0
    linked: int = 0
    waves: int = 0
    plan_on: date | None = None
    indicators: int = 0
    measured: int = 0
    loops: int = 0
    closed: int = 0
    learnings: int = 0
    outcomes: int = 0
    observations: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Skip:
    """A step is left out since a day, and why."""

    reason: str
    since: date


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a step stands; with `skip` it is left out."""

    step: Step
    state: State
    skip: Skip | None = None


def steps_of(facts: Facts, skipped: Mapping[Step, Skip]) -> tuple[Standing, ...]:
    """Return where each step stands, in the journey's order; one that is done is done, though it was left out."""
    return tuple(_standing(step, _state(step, facts), skipped.get(step)) for step in Step)


def next_of(standings: Sequence[Standing]) -> Step | None:
    """Return the step to do first: the first one that is neither done nor left out."""
    return next((one.step for one in standings if one.state in (State.BEGUN, State.TO_DO)), None)


def _standing(step: Step, state: State, skip: Skip | None) -> Standing:
    return Standing(step, State.SKIPPED, skip) if skip and state != State.DONE else Standing(step, state)


def _state(step: Step, facts: Facts) -> State:
    begun, done = {
        Step.COLLECTIVE: (facts.organisations or facts.seats, facts.organisations and facts.seats >= SEATS),
        Step.CHALLENGE: (facts.candidates, facts.challenge_on),
        Step.VISION: (facts.statements, facts.vision_on),
        Step.PATHWAYS: (facts.changes, facts.links and facts.horizons >= len(Horizon)),
        Step.ROADMAP: (facts.first_actions or facts.next_loop_on, facts.first_actions and facts.next_loop_on),
        Step.ACTIONS: (facts.actions, facts.moving),
        Step.REINFORCEMENT: (facts.linked, facts.linked and 2 * facts.linked >= facts.acting),
        Step.COOPERATION: (facts.waves or facts.plan_on, facts.waves and facts.plan_on),
        Step.INDICATORS: (facts.indicators, facts.measured),
        Step.LOOPS: (facts.loops, facts.closed),
        Step.LEARNING: (facts.observations, facts.learnings or facts.outcomes),
    }[step]
    return State.DONE if done else State.BEGUN if begun else State.TO_DO
