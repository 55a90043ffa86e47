"""The room scores conditions that hold one another from 0 to 3; the weakest is said first (measure M7)."""

from collections.abc import Sequence
from typing import ClassVar

from qic_core.challenge.conditions import BY_KEY, CONDITIONS, SCORES, Condition
from qic_core.measures.ordinal import agreement, lower_median
from qic_core.measures.readiness import weakest
from qic_core.words import N_, Words, decimal
from qic_core.workshop.charts import stacked
from qic_core.workshop.fields import Criterion, Field, Item, Level, Ratings
from qic_core.workshop.kind import ITEMS_AT_MOST, CellKind, Chart, Content, Harvest, Summary, Table
from qic_core.workshop.ratings import shares_of, voices_on

COLLECTIVE = "collective"
# From the highest score to the lowest, and the place whose colour is light.
COLOURS = ("#0b5c6b", "#33808a", "#d6993f", "#9a3412")
LIGHT = (2,)


class ScoredConditions(CellKind):
    """What every set of conditions shares that the room scores."""

    conditions: ClassVar[tuple[Condition, ...]]

    def fields(self, content: Content) -> tuple[Field, ...]:
        criteria = tuple(_criterion(condition) for condition in self.conditions)
        return (Ratings("scores", (Item(COLLECTIVE, content.title),), criteria),)

    def summarise(self, content: Content, harvest: Harvest) -> Summary:
        counted = {
            condition.key: voices_on(_criterion(condition), harvest.answers, field="scores", item=COLLECTIVE)
            for condition in self.conditions
        }
        return {"conditions": counted, "voices": harvest.voices}

    def sentence(self, content: Content, summary: Summary, words: Words) -> str:
        scores = scores_of(summary)
        if not scores:
            return words.gettext("No answer yet.")
        least = weakest(scores)
        said = {
            "conditions": " · ".join(words.gettext(BY_KEY[key].title) for key in least),
            "score": scores[least[0]],
            "name": words.gettext(SCORES[scores[least[0]]]),
            "voices": summary["voices"],
        }
        return words.gettext("Weakest first: %(conditions)s, %(score)s of 3, %(name)s (%(voices)s voices).") % said

    def table(self, content: Content, summary: Summary, words: Words) -> Table:
        head = (N_("Condition"), N_("Score"), N_("In words"), N_("Agreement"), N_("Voices"))
        rows = [
            (words.gettext(BY_KEY[key].title), score, words.gettext(SCORES[score]), *_spread(counts, words))
            for key, score, counts in _ordered(summary)
        ]
        return Table([words.gettext(text) for text in head], rows)

    def chart(
        self, content: Content, summary: Summary, words: Words, *, font: int, most: int = ITEMS_AT_MOST
    ) -> Chart | None:
        order = [f"{score}. {words.gettext(name)}" for score, name in enumerate(SCORES)]
        ordered = [(words.gettext(BY_KEY[key].title), counts) for key, _, counts in _ordered(summary)[:most]]
        shares = shares_of(ordered, order)
        return stacked(shares, order=order[::-1], colours=COLOURS, light=LIGHT, font=font) if shares else None

    def trend(self, content: Content, summary: Summary, words: Words) -> dict[str, float]:
        return {words.gettext(BY_KEY[key].title): score for key, score in scores_of(summary).items()}


class Readiness(ScoredConditions):
    name = "readiness"
    title = N_("Ready to start?")
    explanation = N_(
        "The room scores the four start conditions, 0 to 3; the weakest is said first. Run it again later."
    )
    conditions = CONDITIONS


def scores_of(summary: Summary) -> dict[str, int]:
    """Return the room's score (0–3, lower median) of each condition that someone scored."""
    medians = {key: lower_median(counts) for key, counts in summary["conditions"].items()}
    return {key: median - 1 for key, median in medians.items() if median is not None}


def _ordered(summary: Summary) -> list[tuple[str, int, list[int]]]:
    """Return (condition, score, voices on each score) of the scored conditions, the weakest first."""
    scores = scores_of(summary)
    return [(key, scores[key], summary["conditions"][key]) for key in sorted(scores, key=scores.__getitem__)]


def _spread(counts: Sequence[int], words: Words) -> tuple[str, int]:
    return decimal(agreement(counts) or 0, words), sum(counts)


def _criterion(condition: Condition) -> Criterion:
    """Return what is asked of a condition; what each score means is told beside its name."""
    meanings = condition.meanings or ("",) * len(SCORES)
    levels = tuple(Level(score, *said) for score, said in enumerate(zip(SCORES, meanings, strict=True)))
    return Criterion(condition.key, condition.title, levels)
