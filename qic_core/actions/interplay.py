"""The actions as a whole: what they do to one another and to the changes (A4-07, measure M13), said in words. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from qic_core.actions.effects import (
    Effects,
    Pair,
    effect_line,
    highest,
    hindering,
    index_figure,
    index_in_words,
    untied,
)
from qic_core.actions.rules import Action, Status
from qic_core.measures import reinforcement as m13
from qic_core.pathways.rules import Pathways
from qic_core.words import N_, Words
from qic_core.workshop.kind import Table

NAMED_AT_MOST: Final = 3
GROUP_AT_MOST: Final = 4
BETWEEN: Final = "\N{NO-BREAK SPACE}; "


def acting(actions: Iterable[Action]) -> tuple[Action, ...]:
    """Return the actions whose effects count: those that were not stopped; what is done still helps."""
    return tuple(action for action in actions if action.status != Status.STOPPED)


@dataclass(frozen=True, slots=True)
class Interplay:
    """The actions that count, the pathways that they serve, and what each does to each other as far as it was said."""

    actions: tuple[Action, ...]
    pathways: Pathways = Pathways()
    effects: Effects = field(default_factory=dict)

    @property
    def titles(self) -> dict[int, str]:
        return {action.id: action.title for action in self.actions}

    @property
    def pairs(self) -> int:
        """Return how many pairs there are to speak of."""
        return len(self.actions) * (len(self.actions) - 1)

    @property
    def clusters(self) -> list[list[int]]:
        """Return the groups of actions that help one another most."""
        return _clusters(tuple(self.titles), frozenset(self.effects.items()))

    @property
    def unjudged(self) -> list[int]:
        """Return the actions of which nobody has said anything yet."""
        judged = {action for pair in self.effects for action in pair}
        return [action.id for action in self.actions if action.id not in judged]

    def given(self, action_id: int) -> dict[int, int]:
        """Return what an action does to the others, what it does most first."""
        return _strongest({end: effect for (start, end), effect in self.effects.items() if start == action_id})

    def received(self, action_id: int) -> dict[int, int]:
        """Return what the others do to an action, what is done most first."""
        return _strongest({start: effect for (start, end), effect in self.effects.items() if end == action_id})


def index_sentence(interplay: Interplay, words: Words) -> str:
    """Return what the index says, and how many of the pairs it rests on."""
    index = m13.index(interplay.effects, len(interplay.actions))
    if index is None or not interplay.effects:
        return words.gettext("Nobody has said yet what these actions do to one another.")
    said = {"index": index_figure(index, words), "words": index_in_words(index, words)}
    first = words.gettext("Reinforcement index %(index)s (from −0.5 to 1): %(words)s.") % said
    judged = words.ngettext(
        "%(n)s pair of %(pairs)s was judged.", "%(n)s pairs of %(pairs)s were judged.", len(interplay.effects)
    )
    return f"{first} {judged % {'n': len(interplay.effects), 'pairs': interplay.pairs}}"


def voices_sentence(voices: Mapping[Pair, int], words: Words) -> str:
    """Return how many voices the room gave each pair that it judged, the last time; empty where it judged none."""
    if not voices:
        return ""
    low, high = min(voices.values()), max(voices.values())
    if low == high:
        told = words.ngettext(
            "The room, the last time: %(n)s voice on each pair.", "The room, the last time: %(n)s voices on each pair.",
            high,
        )  # fmt: skip
        return told % {"n": high}
    return words.gettext("The room, the last time: %(low)s to %(high)s voices a pair.") % {"low": low, "high": high}


def pairs_table(interplay: Interplay, voices: Mapping[Pair, int], words: Words) -> Table:
    """Return what holds of each pair, the strongest first, and how many voices of the room spoke of it."""
    head = (words.gettext("Pair"), words.gettext("What it does"), words.gettext("Voices of the room, the last time"))
    known = {pair for pair in voices if interplay.titles.keys() >= set(pair)} | interplay.effects.keys()
    effects, titles = interplay.effects, interplay.titles
    ranked = sorted(known, key=lambda pair: (-abs(effects.get(pair, 0)), titles[pair[0]], titles[pair[1]]))
    rows = [
        (f"{titles[start]} → {titles[end]}", effect_line(effects.get((start, end)), words), voices.get((start, end), 0))
        for start, end in ranked
    ]
    return Table(head, rows)


def served_sentence(interplay: Interplay, words: Words) -> str:
    """Return how many changes two organisations or more serve; empty where there is no change."""
    organisations: dict[int, set[int]] = {change.id: set() for change in interplay.pathways.changes}
    for action in interplay.actions:
        for key in organisations.keys() & set(action.plan.change_ids):
            organisations[key] |= action.organisation_ids
    share = m13.share_served(organisations)
    if share is None:
        return ""
    served, count = round(share * len(organisations)), len(organisations)
    said = words.ngettext(
        "%(n)s change of %(count)s (%(share)s %%) is served by two organisations or more.",
        "%(n)s changes of %(count)s (%(share)s %%) are served by two organisations or more.",
        served,
    )
    return said % {"n": served, "count": count, "share": round(100 * share)}


def facts_of(interplay: Interplay, split: Iterable[Pair], words: Words) -> list[tuple[str, list[str]]]:
    """Return what is to be seen, each with its name; `split` are the pairs on which the room is divided."""
    titles, effects = interplay.titles, interplay.effects
    facts = [
        (N_("Help the others most (all effects added up)"), _highest(m13.given(effects), titles)),
        (N_("Are helped most (all effects added up)"), _highest(m13.received(effects), titles)),
        (N_("Groups that reinforce one another"), [_group([titles[key] for key in group], words)
                                                   for group in interplay.clusters]),
        (N_("The one hinders the other"), _lines(hindering(effects), titles)),
        (N_("The room is divided"), _lines(split, titles)),
        (N_("Judged, and tied to no other"), [titles[key] for key in untied(effects)]),
    ]  # fmt: skip
    return [(words.gettext(name), said) for name, said in facts if said]


def table_of(interplay: Interplay, words: Words) -> Table:
    """Return the twin of the pictures: a line an action, with the numbers of those it gives to and receives from."""
    head = (
        N_("Action"), N_("Is indispensable to"), N_("Helps"), N_("Hinders"),
        N_("Cannot do without"), N_("Is helped by"), N_("Is hindered by"), N_("Gives"), N_("Receives"),
    )  # fmt: skip
    numbers = {key: number for number, key in enumerate(interplay.titles, start=1)}
    given, received = m13.given(interplay.effects), m13.received(interplay.effects)
    rows: list[tuple[str | int, ...]] = []
    for key, title in interplay.titles.items():
        ways = (interplay.given(key), interplay.received(key))
        said = [_numbered(way, effect, numbers) for way in ways for effect in (2, 1, -1)]
        rows.append((f"{numbers[key]}. {title}", *said, given.get(key, 0), received.get(key, 0)))
    return Table([words.gettext(text) for text in head], rows)


def differing(said: Effects, effects: Effects) -> dict[Pair, tuple[int | None, int]]:
    """Return what taking the room's word would change: for each such pair what holds today and what it would be."""
    return {pair: (effects.get(pair), effect) for pair, effect in said.items() if effects.get(pair) != effect}


@lru_cache(maxsize=32)
def _clusters(nodes: tuple[int, ...], effects: frozenset[tuple[Pair, int]]) -> list[list[int]]:
    return m13.clusters(nodes, dict(effects))


def _strongest(effects: Mapping[int, int]) -> dict[int, int]:
    return dict(sorted(effects.items(), key=lambda said: -said[1]))


def _highest(sums: Mapping[int, int], titles: Mapping[int, str]) -> list[str]:
    return [f"{titles[key]} ({sums[key]:+})" for key in highest(sums, at_most=NAMED_AT_MOST)]


def _group(titles: Sequence[str], words: Words) -> str:
    """Return a group on one line, its first actions named."""
    more = len(titles) - GROUP_AT_MOST
    said = words.ngettext("and %(n)s more", "and %(n)s more", more) % {"n": more}
    return BETWEEN.join([*titles[:GROUP_AT_MOST], *([said] if more > 0 else [])])


def _lines(pairs: Iterable[Pair], titles: Mapping[int, str]) -> list[str]:
    return [f"{titles[start]} → {titles[end]}" for start, end in pairs if {start, end} <= titles.keys()]


def _numbered(way: Mapping[int, int], effect: int, numbers: Mapping[int, int]) -> str:
    return ", ".join(str(number) for number in sorted(numbers[key] for key, said in way.items() if said == effect))
