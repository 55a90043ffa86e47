"""What an action does to another, −1 to 2 (A4-07), and what many of these say together (M13), in words. Pure."""

from collections.abc import Mapping
from typing import Final, TypeAlias

from qic_core.errors import DomainError
from qic_core.measures import reinforcement as m13
from qic_core.words import N_, Words, decimal, minus
from qic_core.workshop.texts import shortened

Pair: TypeAlias = tuple[int, int]
Effects: TypeAlias = Mapping[Pair, int]
NAME_LENGTH: Final = 40
EFFECTS: Final[Mapping[int, str]] = {
    -1: N_("hinders"),
    0: N_("changes nothing"),
    1: N_("helps"),
    2: N_("is indispensable"),
}
LOWEST: Final = min(EFFECTS)
# A sign that stands for each: colour is never alone.
SIGNS: Final[Mapping[int, str]] = {-1: "−", 0: "0", 1: "+", 2: "++"}
# From which index on it is said so; the words are ours, the index is M13.
IN_WORDS: Final = (
    (0.5, N_("the actions reinforce one another strongly")),
    (0.25, N_("the actions reinforce one another well")),
    (0.1, N_("the actions reinforce one another a little")),
    (0.0, N_("the actions hardly reinforce one another yet")),
    (-1.0, N_("the actions hinder one another more than they help")),
)


def check_effect(effect: float | None) -> int | None:
    """Return an effect from −1 to 2, or None where nobody says; refuses another, halves too."""
    if effect is None:
        return None
    if effect not in EFFECTS:
        raise DomainError("effect_out_of_bounds")
    return int(effect)


def index_in_words(index: float, words: Words) -> str:
    """Return what an index says, as the end of a sentence."""
    return words.gettext(next(said for least, said in IN_WORDS if index >= least))


def index_figure(index: float, words: Words) -> str:
    """Return an index as a figure."""
    return decimal(index, words)


def effect_figure(effect: int) -> str:
    """Return an effect as a figure."""
    return minus(str(effect))


def effect_line(effect: int | None, words: Words) -> str:
    """Return an effect as people read it: its number and its name."""
    if effect is None:
        return words.gettext("not said")
    return f"{effect_figure(effect)} {words.gettext(EFFECTS[effect])}"


def untied(effects: Effects) -> list[int]:
    """Return the isolated actions (M13) among those that somebody judged: one that nobody judged is not alone."""
    judged = sorted({action for pair in effects for action in pair})
    return m13.isolated(judged, effects)


def hindering(effects: Effects) -> list[Pair]:
    """Return the pairs whose first action hinders the second, in their order."""
    return sorted(pair for pair, effect in effects.items() if effect < 0)


def highest(sums: Mapping[int, int], *, at_most: int) -> list[int]:
    """Return the actions whose sums are the highest, the first of equals first; none that does not help."""
    helping = [action for action, total in sums.items() if total > 0]
    return sorted(helping, key=lambda action: (-sums[action], action))[:at_most]


def told_of(names: Mapping[int, str], effects: Effects, words: Words) -> list[str]:
    """Return in short sentences who helps most, who is helped most, how often one hinders, how many are tied to none.

    Short enough to be read on a wall: the pairs that hinder stand in the picture and in the table.
    """
    givers, receivers = (highest(sums, at_most=1) for sums in (m13.given(effects), m13.received(effects)))
    return [
        *(words.gettext("Helps most: “%(title)s”.") % {"title": _short(names[one])} for one in givers),
        *(words.gettext("Is helped most: “%(title)s”.") % {"title": _short(names[one])} for one in receivers),
        *_hindrances(effects, words),
        *_alone(effects, words),
    ]


def _hindrances(effects: Effects, words: Words) -> list[str]:
    count = len(hindering(effects))
    said = words.ngettext(
        "In %(n)s pair the one hinders the other.", "In %(n)s pairs the one hinders the other.", count
    )
    return [said % {"n": count}] if count else []


def _alone(effects: Effects, words: Words) -> list[str]:
    count = len(untied(effects))
    said = words.ngettext("%(n)s action is tied to no other.", "%(n)s actions are tied to no other.", count)
    return [said % {"n": count}] if count else []


def _short(name: str) -> str:
    return shortened(name, at_most=NAME_LENGTH)
