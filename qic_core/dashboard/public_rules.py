"""What the public page says, as values: nobody's name, nothing that waits or was hidden. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qic_core.actions.rules import Status
from qic_core.challenge.rules import Evidence
from qic_core.cooperation.rules import Wave
from qic_core.evaluation.indicator_rules import Indicator
from qic_core.evaluation.rules import Verdict
from qic_core.measures.migration import Moves, moves
from qic_core.pathways.rules import Horizon
from qic_core.thread.rules import Thing, ThingKind

WORDS_LENGTH = 600
CHANGES_AT_MOST, ACTIONS_AT_MOST, DECISIONS_AT_MOST, FIGURES_AT_MOST, EXAMPLES_AT_MOST = 6, 20, 12, 8, 6
COUNTED_AT_MOST, TOLD_AT_MOST, OUTCOMES_AT_MOST = 6, 4, 6
# What ideas become on this page; examples are taken in this order.
KINDS = (
    ThingKind.ACTION,
    ThingKind.CHANGE,
    ThingKind.CHALLENGE,
    ThingKind.VISION,
    ThingKind.DECISION,
    ThingKind.EVIDENCE,
    ThingKind.LEARNING,
)
# What counts, and whose words are not on the page.
UNTOLD = ""
# Fewer organisations than this would be known again without their names.
UNNAMED_AT_LEAST = 5


@dataclass(frozen=True, slots=True)
class Adopted:
    """The challenge or the vision that stands, with who decided; `year` is the vision's."""

    text: str
    on: date
    residents: int
    everyone: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """The changes of one horizon, the first ones; `left` more are not told."""

    horizon: Horizon
    titles: tuple[str, ...]
    left: int


@dataclass(frozen=True, slots=True)
class Doing:
    """An action and where it stands."""

    title: str
    status: Status


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided on a day: an adoption, or a verdict of a loop on an action (`about`), with what is to be done.

    `replaced`: the challenge or vision that another followed.
    """

    on: date
    kind: ThingKind
    about: str
    verdict: Verdict | None = None
    what: str = ""
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """How the ratings of ties moved from the first wave to the last one."""

    first_on: date
    last_on: date
    waves: int
    moves: Moves


@dataclass(frozen=True, slots=True)
class Fate:
    """An idea of the room and what it became, as that reads today."""

    idea: str
    became: Thing


@dataclass(frozen=True, slots=True)
class Ideas:
    """How many ideas were shown, how many became something that stands, by kind of thing, with examples."""

    shown: int
    used: int
    became: Mapping[ThingKind, int]
    examples: tuple[Fate, ...]


@dataclass(frozen=True, slots=True)
class FirstStep:
    """A first action of the roadmap, without who does it: people wrote first names there."""

    what: str
    by: date | None


@dataclass(frozen=True, slots=True)
class ToldBack:
    """How those who spoke in a séminaire were told what became of it, and when."""

    on: date
    seminaire: str
    how: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What an organisation or a collège changed, as somebody from outside has verified."""

    who: str
    what: str
    since: date


@dataclass(frozen=True, slots=True)
class PublicPage:
    """All that the page says of a collective."""

    collective_id: int
    slug: str
    name: str
    place: str
    timezone: str
    words: str
    challenge: Adopted | None
    vision: Adopted | None
    path: tuple[Lane, ...]
    actions: tuple[Doing, ...]
    actions_left: int
    decisions: tuple[Decided, ...]
    figures: tuple[Evidence, ...]
    cooperation: Moved | None
    first_steps: tuple[FirstStep, ...]
    next_on: date | None
    ideas: Ideas
    counted: tuple[Indicator, ...] = ()
    told: tuple[ToldBack, ...] = ()
    confirmed: tuple[Confirmed, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicSwitch:
    """Whether a collective (`id`) shows its page, and what it says there; `version` 0 before it was ever saved."""

    id: int
    shown: bool = False
    words: str = ""
    version: int = 0


def moved_between(waves: Sequence[Wave], *, named: bool) -> Moved | None:
    """Return how ties moved over the waves; None where nothing can be compared or organisations would be known."""
    rated = [wave for wave in waves if wave.levels]
    if len(rated) < 2:
        return None
    first, last = rated[0], rated[-1]
    if not named and len(first.names.keys() & last.names.keys()) < UNNAMED_AT_LEAST:
        return None
    moved = moves(first.levels, last.levels)
    return Moved(first.held_on, last.held_on, len(rated), moved) if sum(moved) else None


def ideas_of(
    fates: Iterable[tuple[int, str, ThingKind, int]], standing: Mapping[tuple[ThingKind, int], str], *, shown: int
) -> Ideas:
    """Count what ideas (id, words, kind and id of what they were tied to) became that stands; choose the examples."""
    led: dict[ThingKind, dict[int, Fate]] = {}
    for idea_id, text, kind, thing_id in fates:
        said = standing.get((kind, thing_id))
        if said is not None:
            led.setdefault(kind, {}).setdefault(idea_id, Fate(text, Thing(kind, thing_id, said)))
    used = {idea_id for by_idea in led.values() for idea_id in by_idea}
    became = {kind: len(led[kind]) for kind in KINDS if kind in led}
    return Ideas(shown, len(used), became, _examples([list(led[kind].values()) for kind in became]))


def _examples(by_kind: Collection[Sequence[Fate]]) -> tuple[Fate, ...]:
    """Take ideas in turn from each kind of thing; each idea's words and each thing once."""
    chosen: list[Fate] = []
    longest = max(map(len, by_kind), default=0)
    for fate in (fates[turn] for turn in range(longest) for fates in by_kind if turn < len(fates)):
        told = {one.idea.casefold() for one in chosen}
        things = {(one.became.kind, one.became.id) for one in chosen}
        if fate.became.said == UNTOLD:
            continue
        is_new = fate.idea.casefold() not in told and (fate.became.kind, fate.became.id) not in things
        if is_new and fate.idea.casefold() != fate.became.said.casefold():
            chosen.append(fate)
        if len(chosen) == EXAMPLES_AT_MOST:
            break
    return tuple(chosen)
