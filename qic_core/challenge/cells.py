"""The cell kind of the challenge: each proposal rated for urgency, importance and « partagé par tous » (A1-01)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from qic_core.measures.ordinal import agreement, lower_median
from qic_core.words import N_, Words, decimal
from qic_core.workshop.breakdown import SMALLEST_GROUP, Group, groups_of
from qic_core.workshop.charts import scatter
from qic_core.workshop.fields import Criterion, Field, Level, Ratings
from qic_core.workshop.kind import ITEMS_AT_MOST, Answer, CellKind, Chart, Content, Harvest, Summary, Table
from qic_core.workshop.ratings import voices_on

STEPS = (1, 2, 3, 4)
URGENCY = (N_("Not urgent"), N_("Can wait"), N_("Urgent"), N_("Very urgent"))
IMPORTANCE = (N_("Of little importance"), N_("Quite important"), N_("Important"), N_("Very important"))
SHARED = (N_("By very few"), N_("By some"), N_("By many"), N_("By all"))


def _levels(names: tuple[str, ...]) -> tuple[Level, ...]:
    return tuple(Level(value, name) for value, name in zip(STEPS, names, strict=True))


CRITERIA = (
    Criterion("urgency", N_("Is it urgent?"), _levels(URGENCY), "urgency"),
    Criterion("importance", N_("Is it important?"), _levels(IMPORTANCE), "importance"),
    Criterion("shared", N_("Is it shared by all?"), _levels(SHARED), "shared"),
)
PLACED = CRITERIA[:2]
LOWEST_PICTURE = 330
TOLD_APART = 3  # more proposals with a mark a collège would cover one another

Counts: TypeAlias = Mapping[str, Sequence[int]]


class Priority(CellKind):
    name = "priority"
    title = N_("Priority")
    explanation = N_("Each proposal is rated: urgent? important? shared by all? Made for the urgent challenge.")
    takes_items = True
    items_at_least = 1
    seconds_per_item = 18

    def fields(self, content: Content) -> tuple[Field, ...]:
        return (Ratings("ratings", content.items, CRITERIA),)

    def summarise(self, content: Content, harvest: Harvest) -> Summary:
        groups = groups_of(harvest.answers)
        return {
            "proposals": {item.key: _voices(item.key, CRITERIA, harvest.answers) for item in content.items},
            "groups": {item.key: _groups(item.key, groups) for item in content.items},
            "voices": harvest.voices,
        }

    def sentence(self, content: Content, summary: Summary, words: Words) -> str:
        ranked = _ranked(content, summary)
        if not ranked:
            return words.gettext("No answer yet.")
        said = {"proposal": ranked[0].text, "voices": summary["voices"]}
        return words.gettext("First by urgency and importance: “%(proposal)s” (%(voices)s voices).") % said

    def table(self, content: Content, summary: Summary, words: Words) -> Table:
        ranked = _ranked(content, summary)
        names = list(dict.fromkeys(name for proposal in ranked for name in proposal.groups))
        head = (N_("No."), N_("Proposal"), N_("Urgency"), N_("Importance"), N_("Shared"), N_("Agreement"), N_("Voices"))
        by_college = words.gettext("%(college)s: urgency · importance (voices)")
        rows: list[Sequence[str | int]] = [
            (
                proposal.number,
                proposal.text,
                *(_level(proposal.counts[criterion.key], criterion, words) for criterion in CRITERIA),
                *_spread(proposal.counts, words),
                *(_figures(proposal.groups.get(name), words) for name in names),
            )
            for proposal in ranked
        ]
        columns = [by_college % {"college": _college(name, words)} for name in names]
        return Table([*(words.gettext(text) for text in head), *columns], rows)

    def chart(
        self, content: Content, summary: Summary, words: Words, *, font: int, most: int = ITEMS_AT_MOST
    ) -> Chart | None:
        ranked = _ranked(content, summary)[:most]
        points = [(str(proposal.number), *_place(proposal.counts)) for proposal in ranked]
        around = [
            (str(proposal.number), _college(name, words), *_place(counts))
            for proposal in ranked[:TOLD_APART]
            for name, counts in proposal.groups.items()
        ]
        x, y = words.gettext("Urgency →"), words.gettext("Importance →")
        if not points:
            return None
        drawn = scatter(points, around, x=x, y=y, domain=(1, 4), font=font, height=max(font * 15, LOWEST_PICTURE))
        return replace(drawn, key=[proposal.text for proposal in ranked])

    def trend(self, content: Content, summary: Summary, words: Words) -> dict[str, float]:
        return {proposal.text: round(_weight(proposal.counts), 2) for proposal in _ranked(content, summary)[:5]}


@dataclass(frozen=True, slots=True)
class Rated:
    """A proposal in its place: voices on each step by criterion, for the room and by collège."""

    number: int
    text: str
    counts: Counts
    groups: Mapping[str, Counts]


def _groups(item: str, groups: Sequence[Group]) -> dict[str, dict[str, list[int]]]:
    """Return the voices on each step by collège; none is told apart where one of them speaks for fewer than 5."""
    told = {group.name or "": _voices(item, PLACED, group.answers) for group in groups}
    enough = all(sum(counts) >= SMALLEST_GROUP for found in told.values() for counts in found.values())
    return told if enough and len(told) > 1 else {}


def _voices(item: str, criteria: Sequence[Criterion], answers: Sequence[Answer]) -> dict[str, list[int]]:
    return {asked.key: voices_on(asked, answers, field="ratings", item=item) for asked in criteria}


def _mean(counts: Sequence[int]) -> float:
    return sum(step * count for step, count in zip(STEPS, counts, strict=True)) / (sum(counts) or 1)


def _place(counts: Counts) -> tuple[float, float]:
    return _mean(counts["urgency"]), _mean(counts["importance"])


def _weight(counts: Counts) -> float:
    return sum(_place(counts)) / 2


def _ranked(content: Content, summary: Summary) -> list[Rated]:
    """Return the rated proposals, the most urgent and important first."""
    groups = summary.get("groups", {})  # runs closed before collèges were told apart have none
    found = [(item.text, summary["proposals"][item.key], groups.get(item.key, {})) for item in content.items]
    rated = [one for one in found if all(sum(one[1][criterion.key]) for criterion in PLACED)]
    ordered = sorted(rated, key=lambda one: -_weight(one[1]))
    return [Rated(number, *one) for number, one in enumerate(ordered, start=1)]


def _level(counts: Sequence[int], criterion: Criterion, words: Words) -> str:
    median = lower_median(counts)
    return words.gettext(criterion.levels[median - 1].name) if median else "—"


def _spread(counts: Counts, words: Words) -> tuple[str, int]:
    index = agreement(counts["urgency"])
    return "—" if index is None else decimal(index, words), sum(counts["urgency"])


def _college(name: str, words: Words) -> str:
    return name or words.gettext("Other collèges")


def _figures(counts: Counts | None, words: Words) -> str:
    if counts is None:
        return "—"
    urgency, importance = (decimal(mean, words) for mean in _place(counts))
    return f"{urgency} · {importance} ({sum(counts['urgency'])})"
