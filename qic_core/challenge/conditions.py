"""The four conditions to start from and what each score means; the five of collective impact (source 001)."""

from dataclasses import dataclass

from qic_core.words import N_

HIGHEST = 3
SCORES = (N_("Not there"), N_("Beginning"), N_("Under way"), N_("There"))


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition; title, question and what each score means of it (where that is told) are msgids."""

    key: str
    title: str
    question: str
    meanings: tuple[str, ...] = ()


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
        (
            N_("Each has their own."),
            N_("We talk about it; nothing is written."),
            N_("It is written; not everyone took part."),
            N_("Written together, and each can say it."),
        ),
    ),
    Condition(
        "synergy",
        N_("Actions that strengthen one another"),
        N_("What do our actions gain from one another, that each alone would not reach?"),
        (
            N_("Each action goes its own way."),
            N_("We know one another's actions."),
            N_("Some actions lean on one another."),
            N_("We choose and plan them together."),
        ),
    ),
    Condition(
        "evaluation",
        N_("Shared evaluation"),
        N_("Do we look at the same facts together, and learn from them?"),
        (
            N_("Each counts for themselves, or nobody does."),
            N_("A few figures, looked at now and then."),
            N_("The same figures for all, looked at together."),
            N_("What they teach us changes what we do."),
        ),
    ),
    Condition(
        "communication",
        N_("Communication that lasts"),
        N_("Are the people concerned told, heard and mobilised? Nothing about us without us."),
        (
            N_("The people concerned hear nothing of it."),
            N_("They are told now and then."),
            N_("They are told, and asked what they think."),
            N_("Told and heard, they see what it changed."),
        ),
    ),
    Condition(
        "support",
        N_("A support structure"),
        N_("Who keeps cooperation alive, and the collective on its course?"),
        (
            N_("Nobody has the time to hold it together."),
            N_("Someone does it on top of their work."),
            N_("People have time for it, for a while."),
            N_("People, time and money for years to come."),
        ),
    ),
)
BY_KEY = {condition.key: condition for condition in (*CONDITIONS, *IMPACT_CONDITIONS)}
