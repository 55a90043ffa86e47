"""The cell kind of reinforcement: what each action does to each other, pair by pair (A4-07, M13, M1, M3). Pure.

« Je ne sais pas » is an answer of its own: it is counted apart, and is neither a low level nor a blank.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from qic_core.actions.effects import EFFECTS, LOWEST, index_figure, index_in_words, told_of
from qic_core.actions.heat_map import heat_map
from qic_core.measures import reinforcement as m13
from qic_core.measures.ordinal import agreement, lower_median
from qic_core.words import N_, Words, decimal
from qic_core.workshop.content import ITEM_LENGTH
from qic_core.workshop.fields import Criterion, Field, Item, Level, Ratings
from qic_core.workshop.kind import ITEMS_AT_MOST, CellKind, Chart, Content, Harvest, Summary, Table
from qic_core.workshop.texts import ARROW, shortened

UNKNOWN: Final = -9
NAME_LENGTH: Final = (ITEM_LENGTH - len(ARROW)) // 2
END_LENGTH: Final = 100
LEVELS: Final = (
    Level(2, N_("Yes: it cannot succeed without")),
    Level(1, N_("Yes: it helps")),
    Level(0, N_("No: it changes nothing")),
    Level(-1, N_("No: it hinders")),
    Level(UNKNOWN, N_("I don't know"), apart=True),
)
EFFECT: Final = Criterion("effect", N_("When the first moves forward, does it help the second?"), LEVELS)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of some actions: each ordered pair as a question, and which places (from 1) each is about."""

    questions: tuple[Item, ...]
    field: Ratings
    places: Mapping[str, tuple[int, int]]


class Reinforcement(CellKind):
    name = "reinforcement"
    title = N_("Actions that reinforce one another")
    explanation = N_(
        "Each person is asked about some pairs of actions: when the one moves forward, does it help the other? "
        "You see which actions carry the others, and which hinder."
    )
    takes_items = True
    about = "actions"
    seconds_per_item = 12
    always_shared = True

    def questions(self, content: Content) -> Sequence[Item]:
        return asked_of(content.items).questions

    def fields(self, content: Content) -> tuple[Field, ...]:
        return (asked_of(content.items).field,)

    def fields_about(self, content: Content, share: Sequence[Item]) -> tuple[Field, ...]:
        return (Ratings("effects", tuple(share), (EFFECT,)),)

    def summarise(self, content: Content, harvest: Harvest) -> Summary:
        pairs: dict[str, list[int]] = {}
        unknown: Counter[str] = Counter()
        for answer in harvest.answers:
            given = answer.values["effects"]
            for key, rating in given.items() if isinstance(given, dict) else ():
                level = rating.get(EFFECT.key) if isinstance(rating, dict) else None
                if level == UNKNOWN:
                    unknown[key] += answer.voices
                elif isinstance(level, int):
                    pairs.setdefault(key, [0] * len(EFFECTS))[level - LOWEST] += answer.voices
        return {"pairs": pairs, "unknown": dict(unknown), "voices": harvest.voices}

    def sentence(self, content: Content, summary: Summary, words: Words) -> str:
        effects = by_place(content, summary)
        if not effects:
            return words.gettext("No answer yet.")
        count = len(content.items)
        index = m13.index(effects, count) or 0.0
        said = {"index": index_figure(index, words), "words": index_in_words(index, words)}
        counted = {"judged": len(effects), "pairs": count * (count - 1)}
        first = words.gettext(
            "Reinforcement index %(index)s (from −0.5 to 1): %(words)s. %(judged)s of %(pairs)s pairs were judged."
        )
        names = {place: item.text for place, item in enumerate(content.items, start=1)}
        return " ".join([first % {**said, **counted}, *told_of(names, effects, words)])

    def table(self, content: Content, summary: Summary, words: Words) -> Table:
        head = (
            N_("When this one moves forward…"), N_("… what it does to this one"), N_("Effect, −1 to 2"),
            N_("In words"), N_("Agreement"), N_("Voices"), N_("Don't know"),
        )  # fmt: skip
        items, places = content.items, asked_of(content.items).places
        found = [(effect_of(counts), places[key], key, counts) for key, counts in summary["pairs"].items()]
        rows = [
            (
                items[start - 1].text, items[end - 1].text, effect, words.gettext(EFFECTS[effect]),
                decimal(agreement(counts) or 0, words), sum(counts), summary["unknown"].get(key, 0),
            )
            for effect, (start, end), key, counts in sorted(found, key=lambda pair: (-pair[0], pair[1]))
        ]  # fmt: skip
        return Table([words.gettext(text) for text in head], rows)

    def chart(
        self, content: Content, summary: Summary, words: Words, *, font: int, most: int = ITEMS_AT_MOST
    ) -> Chart | None:
        effects = by_place(content, summary)
        if not effects:
            return None
        names = {place: item.text for place, item in enumerate(content.items, start=1)}
        title = ""
        if len(names) > most:
            said = words.gettext("The %(most)s actions that are most tied to others, of %(count)s")
            title = said % {"most": most, "count": len(names)}
            names = {place: names[place] for place in _most_tied(effects, most)}
        return heat_map(names, effects, words, font=font, title=title)

    def trend(self, content: Content, summary: Summary, words: Words) -> dict[str, float]:
        effects = by_place(content, summary)
        index = m13.index(effects, len(content.items)) if effects else None
        return {} if index is None else {words.gettext("Reinforcement index"): round(index, 3)}


@lru_cache(maxsize=32)
def asked_of(items: tuple[Item, ...]) -> Asked:
    """Return what is asked of some actions: 60 make 3 540 questions, and every answer is held to them."""
    names, ends = _told_apart(items, at_most=NAME_LENGTH), _told_apart(items, at_most=END_LENGTH)
    pairs = [(a, b) for a in range(len(items)) for b in range(len(items)) if a != b]
    questions = tuple(
        Item(f"{items[a].key}>{items[b].key}", names[a] + ARROW + names[b], ends=(ends[a], ends[b])) for a, b in pairs
    )
    places = {question.key: (a + 1, b + 1) for question, (a, b) in zip(questions, pairs, strict=True)}
    return Asked(questions, Ratings("effects", questions, (EFFECT,)), places)


def effect_of(counts: Sequence[int]) -> int:
    """Return what the room says of a pair that somebody judged: the lower median of the voices."""
    median = lower_median(counts)
    assert median is not None
    return median - 1 + LOWEST


def by_place(content: Content, summary: Summary) -> dict[tuple[int, int], int]:
    """Return what the room says of each judged pair, by the places (from 1) of its two actions."""
    places = asked_of(content.items).places
    return {places[key]: effect_of(counts) for key, counts in summary["pairs"].items()}


def _told_apart(items: Sequence[Item], *, at_most: int) -> list[str]:
    """Return what each action is called, shortened; by its number too where two would read the same."""
    names = [shortened(item.text, at_most=at_most) for item in items]
    if len(set(names)) == len(names):
        return names
    return [shortened(f"{place}. {item.text}", at_most=at_most) for place, item in enumerate(items, start=1)]


def _most_tied(effects: Mapping[tuple[int, int], int], most: int) -> list[int]:
    ties: Counter[int] = Counter()
    for pair, effect in effects.items():
        for action in pair:
            ties[action] += abs(effect)
    return sorted(sorted(ties, key=lambda action: (-ties[action], action))[:most])
