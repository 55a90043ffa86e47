"""What a thread may tie together. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qic_core.words import N_

SAID_LENGTH = 300


class ThingKind(StrEnum):
    """What the journey keeps."""

    READINESS = "readiness"
    EVIDENCE = "evidence"
    CANDIDATE = "candidate"
    CHALLENGE = "challenge"
    STATEMENT = "statement"
    AMENDMENT = "amendment"
    VISION = "vision"
    CHANGE = "change"
    LINK = "link"
    ACTION = "action"
    PLAN_LINE = "cooperation_plan_line"
    DECISION = "decision"
    LEARNING = "learning"
    OUTCOME = "outcome"
    OBSERVATION = "observation"


THINGS = {
    ThingKind.READINESS: N_("Condition scored"),
    ThingKind.EVIDENCE: N_("Evidence card"),
    ThingKind.CANDIDATE: N_("Proposed challenge"),
    ThingKind.CHALLENGE: N_("Challenge"),
    ThingKind.STATEMENT: N_("Vision statement"),
    ThingKind.AMENDMENT: N_("Amendment"),
    ThingKind.VISION: N_("Vision"),
    ThingKind.CHANGE: N_("Change"),
    ThingKind.LINK: N_("Link of the pathway"),
    ThingKind.ACTION: N_("Action"),
    ThingKind.PLAN_LINE: N_("Line of the cooperation plan"),
    ThingKind.DECISION: N_("Decision of a loop"),
    ThingKind.LEARNING: N_("Learning"),
    ThingKind.OUTCOME: N_("Outcome harvested"),
    ThingKind.OBSERVATION: N_("Field observation"),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """Something of the journey, and what it said when it was tied to the room's words."""

    kind: ThingKind
    id: int
    said: str


@dataclass(frozen=True, slots=True)
class Strand:
    """Where a thing comes from: the run, its notebook and séminaire, and the idea when there is one."""

    run_id: int
    run_number: int
    cell_id: int
    cell: str
    notebook_id: int
    notebook: str
    held_on: date | None
    idea_id: int | None
    idea: str | None
