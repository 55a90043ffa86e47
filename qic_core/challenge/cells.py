"""The cell kind of the challenge: each proposal rated for urgency, importance and « partagé par tous » (A1-01)."""

from collections.abc import Sequence
from typing import Any

from qic_core.measures.ordinal import agreement, lower_median
from qic_core.words import N_, Words, decimal
from qic_core.workshop.charts import scatter
from qic_core.workshop.fields import Criterion, Field, Level, Ratings
from qic_core.workshop.kind import ITEMS_AT_MOST, Answer, CellKind, Chart, Content, Harvest, Summary, Table

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


class Priority(CellKind):
    name = "priority"
    title = N_("Priority")
    explanation = N_("Each proposal is rated: urgent? important? shared by all? Made for the urgent challenge.")
    takes_items = True
    seconds_per_item = 18

    def fields(self, content: Content) -> tuple[Field, ...]:
        return (Ratings("ratings", content.items, CRITERIA),)

    def summarise(self, content: Content, harvest: Harvest) -> Summary:
        proposals = {
            item.key: {criterion.key: _rated(item.key, criterion.key, harvest.answers) for criterion in CRITERIA}
            for item in content.items
        }
        return {"proposals": proposals, "voices": harvest.voices}

    def sentence(self, content: Content, summary: Summary, words: Words) -> str:
        ranked = _ranked(content, summary)
        if not ranked:
            return words.gettext("No answer yet.")
        said = {"proposal": ranked[0][1], "voices": summary["voices"]}
        return words.gettext("First by urgency and importance: “%(proposal)s” (%(voices)s voices).") % said

    def table(self, content: Content, summary: Summary, words: Words) -> Table:
        head = (N_("No."), N_("Proposal"), N_("Urgency"), N_("Importance"), N_("Shared"), N_("Agreement"), N_("Voices"))
        rows: list[Sequence[str | int]] = [
            (
                number,
                text,
                *(_level(found[criterion.key], criterion, words) for criterion in CRITERIA),
                *_spread(found, words),
            )
            for number, text, found in _ranked(content, summary)
        ]
        return Table([words.gettext(text) for text in head], rows)

    def chart(
        self, content: Content, summary: Summary, words: Words, *, font: int, most: int = ITEMS_AT_MOST
    ) -> Chart | None:
        points = [
            (str(number), _mean(found["urgency"]), _mean(found["importance"]))
            for number, _, found in _ranked(content, summary)
        ]
        x, y = words.gettext("Urgency →"), words.gettext("Importance →")
        return scatter(points, x=x, y=y, domain=(1, 4), font=font, height=font * 20) if points else None

    def trend(self, content: Content, summary: Summary, words: Words) -> dict[str, float]:
        return {text: round(_weight(found), 2) for _, text, found in _ranked(content, summary)[:5]}


def _rated(item: str, criterion: str, answers: Sequence[Answer]) -> list[int]:
    """Return the voices on each step, the lowest first."""
    counts = [0] * len(STEPS)
    for answer in answers:
        ratings = answer.values["ratings"]
        given = ratings.get(item) if isinstance(ratings, dict) else None
        step = given.get(criterion) if isinstance(given, dict) else None
        if isinstance(step, int):
            counts[step - 1] += answer.voices
    return counts


def _mean(counts: list[int]) -> float:
    return sum(step * count for step, count in zip(STEPS, counts, strict=True)) / (sum(counts) or 1)


def _weight(found: dict[str, Any]) -> float:
    return (_mean(found["urgency"]) + _mean(found["importance"])) / 2


def _ranked(content: Content, summary: Summary) -> list[tuple[int, str, dict[str, Any]]]:
    """Return (number, text, counts by criterion) of the rated proposals, the most urgent and important first."""
    found = [(item.text, summary["proposals"][item.key]) for item in content.items]
    rated = [(text, counts) for text, counts in found if sum(counts["urgency"]) and sum(counts["importance"])]
    ordered = sorted(rated, key=lambda pair: -_weight(pair[1]))
    return [(number, text, counts) for number, (text, counts) in enumerate(ordered, start=1)]


def _level(counts: list[int], criterion: Criterion, words: Words) -> str:
    median = lower_median(counts)
    return words.gettext(criterion.levels[median - 1].name) if median else "—"


def _spread(found: dict[str, Any], words: Words) -> tuple[str, int]:
    index = agreement(found["urgency"])
    return "—" if index is None else decimal(index, words), sum(found["urgency"])
