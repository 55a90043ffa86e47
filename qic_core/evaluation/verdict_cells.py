"""The cell kind of decisions: what the room would do with each action of a loop. It advises; the loop decides. Pure.

« Je ne sais pas » is counted apart: it is no verdict.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from qic_core.evaluation.rules import VERDICTS, Verdict
from qic_core.words import N_, Words
from qic_core.workshop.charts import stacked
from qic_core.workshop.fields import Criterion, Field, Level, Ratings
from qic_core.workshop.kind import ITEMS_AT_MOST, CellKind, Chart, Content, Harvest, Summary, Table
from qic_core.workshop.ratings import voices_on
from qic_core.workshop.texts import shortened

DEFINITIONS: Mapping[Verdict, str] = {
    Verdict.CONTINUE: N_("as it is"),
    Verdict.ADJUST: N_("the same aim, another way"),
    Verdict.REDIRECT: N_("the same energy, another aim"),
    Verdict.STOP: N_("and free the time for something else"),
}
UNKNOWN: Final = 0
LEVELS: Final = (
    *(Level(place, VERDICTS[one], DEFINITIONS[one]) for place, one in enumerate(Verdict, start=1)),
    Level(UNKNOWN, N_("I don't know"), apart=True),
)
VERDICT: Final = Criterion("verdict", N_("What should become of this action?"), LEVELS)
# As the levels stand, and the places whose colour is light: told apart by how dark they are, too.
COLOURS: Final = ("#0b5c6b", "#8fc1b5", "#e3a94f", "#9a3412", "#e5e9ea")
LIGHT: Final = (1, 2, 4)
CLEAR: Final = 2 / 3
NAMED_LENGTH: Final = 60


@dataclass(frozen=True, slots=True)
class Advice:
    """What the room would do with an action: how many say so of each verdict, how many don't know, in which run."""

    counts: Mapping[Verdict, int]
    unknown: int = 0
    run_id: int = 0

    @property
    def voices(self) -> int:
        """Return how many said what they would do."""
        return sum(self.counts.values())

    @property
    def leading(self) -> Verdict | None:
        """Return the verdict with the most voices; None when nobody said one, or two are level."""
        most = max(self.counts.values(), default=0)
        first = [verdict for verdict, count in self.counts.items() if count == most and count]
        return first[0] if len(first) == 1 else None

    @property
    def share(self) -> float:
        """Return the share of the voices that the verdict with the most of them has."""
        return max(self.counts.values()) / self.voices if self.voices else 0.0

    @property
    def is_clear(self) -> bool:
        """Tell whether two voices out of three say the same."""
        return self.share >= CLEAR


class Verdicts(CellKind):
    name = "verdicts"
    title = N_("What do we do with this action?")
    explanation = N_(
        "Each person says of each action: continue, adjust, redirect or stop. The room advises; you decide on the "
        "page “Loops”."
    )
    takes_items = True
    about = "loop_actions"
    items_at_least = 1
    seconds_per_item = 12

    def fields(self, content: Content) -> tuple[Field, ...]:
        return (Ratings("verdicts", content.items, (VERDICT,)),)

    def summarise(self, content: Content, harvest: Harvest) -> Summary:
        counted = {
            item.key: voices_on(VERDICT, harvest.answers, field="verdicts", item=item.key) for item in content.items
        }
        return {"actions": counted, "voices": harvest.voices}

    def sentence(self, content: Content, summary: Summary, words: Words) -> str:
        found = [(text, advice) for text, advice in _advised(content, summary) if advice.voices]
        if not found:
            return words.gettext("No answer yet.")
        told = [_how_clear([advice for _, advice in found], words)]
        best = max(found, key=lambda one: (one[1].share, one[1].voices))
        least = min(found, key=lambda one: (one[1].share, -one[1].voices))
        if best[1].is_clear and best[1].leading:
            verdict = words.gettext(VERDICTS[best[1].leading]).lower()
            named = {"action": _short(best[0]), "verdict": verdict}
            told.append(words.gettext("Clearest: “%(action)s”, %(verdict)s.") % named)
        if not least[1].is_clear:
            divided = {"action": _short(least[0]), "verdicts": in_words(least[1], words)}
            told.append(words.gettext("Most divided: “%(action)s” (%(verdicts)s).") % divided)
        return " ".join(told)

    def table(self, content: Content, summary: Summary, words: Words) -> Table:
        head = [words.gettext("Action"), *(words.gettext(level.name) for level in LEVELS)]
        rows: list[list[str | int]] = [
            [text, *advice.counts.values(), advice.unknown] for text, advice in _advised(content, summary)
        ]
        return Table(head, rows)

    def chart(
        self, content: Content, summary: Summary, words: Words, *, font: int, most: int = ITEMS_AT_MOST
    ) -> Chart | None:
        order = [words.gettext(level.name) for level in LEVELS]
        told = [(text, (*advice.counts.values(), advice.unknown)) for text, advice in _advised(content, summary)]
        heard = [(text, counts) for text, counts in told if any(counts)][:most]
        shares = [
            (text, answer, count / sum(counts))
            for text, counts in heard
            for answer, count in zip(order, counts, strict=True)
        ]
        return stacked(shares, order=order, colours=COLOURS, light=LIGHT, font=font) if shares else None


def advice_of(counts: Sequence[int], *, run_id: int = 0) -> Advice:
    """Return what the voices counted on each level say."""
    *said, unknown = counts
    return Advice(dict(zip(Verdict, said, strict=True)), unknown, run_id)


def in_words(advice: Advice, words: Words) -> str:
    """Return how many say each verdict, the one with the most voices first: “adjust 8, stop 3”."""
    said = sorted(((count, one) for one, count in advice.counts.items() if count), key=lambda pair: -pair[0])
    return ", ".join(f"{words.gettext(VERDICTS[one]).lower()} {count}" for count, one in said)


def _advised(content: Content, summary: Summary) -> list[tuple[str, Advice]]:
    return [(item.text, advice_of(summary["actions"][item.key])) for item in content.items]


def _how_clear(advice: Sequence[Advice], words: Words) -> str:
    said = {"clear": sum(one.is_clear for one in advice), "n": len(advice)}
    if not said["clear"]:
        return words.gettext("The room is not clear about any action yet.")
    told = words.ngettext(
        "The room is clear about %(clear)s action out of %(n)s.",
        "The room is clear about %(clear)s actions out of %(n)s.",
        said["clear"],
    )
    return told % said


def _short(action: str) -> str:
    return shortened(action, at_most=NAMED_LENGTH)
