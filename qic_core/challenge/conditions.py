"""The four conditions to start from and what each score means; the five of collective impact (source 001)."""

from dataclasses import dataclass

from qic_core.words import N_

HIGHEST = 3
SCORES = (N_("Not there"), N_("Beginning"), N_("Under way"), N_("There"))


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition; title and question are msgids."""

    key: str
    title: str
    question: str


CONDITIONS = (
    Condition(
        "challenge",
        N_("A challenge that is urgent for all"),
        N_("Do all agree that it is urgent and important, with figures and experience to say so?"),
    ),
    Condition(
        "leaders",
        N_("People and organisations that rally others"),
        N_("Who can bring in partners from other worlds, and make the effort seen?"),
    ),
    Condition(
        "ties",
        N_("Collaborations built on trust"),
        N_("Do those around the table know and trust one another enough to plan and act together?"),
    ),
    Condition(
        "means",
        N_("Means that are enough, and last"),
        N_("Are there time, people and money to support the effort, and until when?"),
    ),
)

IMPACT_CONDITIONS = (
    Condition(
        "vision",
        N_("A shared vision"),
        N_("Have we built together the change that we aim for, and do we look the same way?"),
    ),
    Condition(
        "synergy",
        N_("Actions that strengthen one another"),
        N_("What do our actions gain from one another, that each alone would not reach?"),
    ),
    Condition(
        "evaluation",
        N_("Shared evaluation"),
        N_("Do we look at the same facts together, and learn from them?"),
    ),
    Condition(
        "communication",
        N_("Communication that lasts"),
        N_("Are the people concerned told, heard and mobilised? Nothing about us without us."),
    ),
    Condition(
        "support",
        N_("A support structure"),
        N_("Who keeps cooperation alive, and the collective on its course?"),
    ),
)
BY_KEY = {condition.key: condition for condition in (*CONDITIONS, *IMPACT_CONDITIONS)}
