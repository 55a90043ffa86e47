"""Cooperation pair by pair: a person speaks for their organisation and says how close it is to others (measure M2)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import count

from qic_core.cooperation.charts import heat_map, network_map
from qic_core.cooperation.letters import labelled, marks_by_place, unnamed
from qic_core.cooperation.levels import LEVELS, UNKNOWN
from qic_core.cooperation.rules import COORDINATION, standing
from qic_core.cooperation.sentences import spoken_sentence, standing_sentence
from qic_core.errors import DomainError
from qic_core.measures.pairs import Levels, Pair, cautious, pair_levels
from qic_core.spreadsheet import folded
from qic_core.words import N_, Words
from qic_core.workshop.fields import Choices, Criterion, Field, Item, Ratings, Values
from qic_core.workshop.kind import ITEMS_AT_MOST, CellKind, Chart, Content, Harvest, Setting, Summary, Table

SPEAKS_FOR = "speaks_for"
SPEAKS_FOR_LABEL = N_("Which organisation do you speak for?")
NAMED_HINT = N_("The wall will show each organisation's view, with its name; people are never named.")
UNNAMED_HINT = N_("The wall will show each organisation's view without naming it.")
LEVEL = Criterion("level", N_("How close do you work today?"), (*LEVELS, UNKNOWN))
NAMED = "named"  # the setting by which a cell announces that its results will name organisations
TYPED_IDS = 2**40
LOWEST_PICTURE = 420
TEN = 10


class CooperationPairs(CellKind):
    name = "cooperation_pairs"
    title = N_("Cooperation, pair by pair")
    explanation = N_(
        "Each person speaks for their organisation and places the others, one a screen, from rivalry to trust."
    )
    takes_items = True
    about = "organisations"
    items_at_least = 3
    seconds_per_item = 15
    always_shared = True
    settings = (
        Setting("at_most", N_("Organisations that each person rates"), 2, ITEMS_AT_MOST - 1, 12),
        Setting(NAMED, N_("Name the organisations on the wall"), 0, 1, 0),
    )

    def fields(self, content: Content) -> tuple[Field, ...]:
        return self.fields_about(content, content.items)

    def fields_about(self, content: Content, share: Sequence[Item]) -> tuple[Field, ...]:
        return (
            speaker_of(content),
            Ratings("levels", tuple(share), (LEVEL,), label=LEVEL.label, apart_from=SPEAKS_FOR),
        )

    def sample_size(self, content: Content) -> int:
        at_most = int(content.settings["at_most"])
        return at_most + 1 if len(content.items) <= at_most + 1 else at_most  # one's own is not asked

    def check_values(self, content: Content, values: Values) -> Values:
        return refuse_own(values, "levels")

    def summarise(self, content: Content, harvest: Harvest) -> Summary:
        ratings: dict[str, list[int]] = {}
        unknown: Counter[str] = Counter()
        for answer in harvest.answers:
            rater, given = own_of(answer.values), answer.values["levels"]
            for rated, said in given.items() if isinstance(given, dict) else ():
                level = said.get(LEVEL.key) if isinstance(said, dict) else None
                if level == UNKNOWN.value:
                    unknown[f"{rater}>{rated}"] += answer.voices
                elif isinstance(level, int):
                    ratings.setdefault(f"{rater}>{rated}", []).extend([level] * answer.voices)
        return {
            "ratings": {pair: sorted(levels) for pair, levels in sorted(ratings.items())},
            "unknown": dict(sorted(unknown.items())),
            "speakers": speakers_in(harvest),
            "voices": harvest.voices,
        }

    def sentence(self, content: Content, summary: Summary, words: Words) -> str:
        if not summary["voices"]:
            return words.gettext("No answer yet.")
        levels = _levels(content, summary)
        spoken = spoken_sentence(len(summary["speakers"]), len(content.items), len(levels), words)
        return " ".join([spoken, standing_sentence(levels, words), *_closest(content, levels, words)])

    def table(self, content: Content, summary: Summary, words: Words) -> Table:
        names, ratings, levels = shown_names(content), ratings_of(content, summary), _levels(content, summary)
        speakers, unknown = speakers_of(content, summary), _unknown(content, summary)
        marks = marks_by_place(names)
        head = (N_("Who speaks"), N_("Voices"), N_("“I don't know”"))
        rows = [
            (
                labelled(marks[rater], name),
                speakers.get(rater, 0),
                unknown.get(rater, 0),
                *(_told(levels.get((rater, rated)), ratings.get((rater, rated), [])) for rated in names),
            )
            for rater, name in names.items()
            if rater in speakers
        ]
        return Table([*(words.gettext(text) for text in head), *marks.values()], rows)

    def chart(
        self, content: Content, summary: Summary, words: Words, *, font: int, most: int = ITEMS_AT_MOST
    ) -> Chart | None:
        levels = _levels(content, summary)
        return heat_map(shown_names(content), levels, words, font=font) if levels else None

    def beside(self, content: Content, summary: Summary, words: Words, *, font: int) -> Chart | None:
        levels, height = _levels(content, summary), max(font * 13, LOWEST_PICTURE)
        names = shown_names(content)
        return network_map(names, levels, words, threshold=COORDINATION, font=font, height=height) if levels else None

    def trend(self, content: Content, summary: Summary, words: Words) -> dict[str, float]:
        stands = standing(_levels(content, summary))
        if stands is None:
            return {}
        return {
            words.gettext("Median level of the pairs"): stands.median,
            words.gettext("Of ten pairs, those at Coordination or above"): round(TEN * stands.share, 1),
        }


def speaker_of(content: Content) -> Choices:
    """Return the question for whom one speaks; it says what will be shown before anything is answered."""
    hint = NAMED_HINT if content.settings[NAMED] else UNNAMED_HINT
    return Choices(SPEAKS_FOR, content.items, label=SPEAKS_FOR_LABEL, hint=hint, whole=True)


def own_of(values: Values) -> str:
    """Return the key of the organisation that an answer speaks for."""
    chosen = values[SPEAKS_FOR]
    return str(chosen[0]) if isinstance(chosen, list) and chosen else ""


def refuse_own(values: Values, field: str) -> Values:
    """Return an answer as it is; refuses one that rates the organisation it speaks for."""
    given = values[field]
    if isinstance(given, dict) and own_of(values) in given:
        raise DomainError("rates_own_organisation")
    return values


def speakers_in(harvest: Harvest) -> dict[str, int]:
    """Return how many voices spoke for each organisation, by the item's key."""
    voices: Counter[str] = Counter()
    for answer in harvest.answers:
        voices[own_of(answer.values)] += answer.voices
    return dict(sorted(voices.items()))


def names_of(content: Content) -> dict[int, str]:
    """Return the organisations of a run, by id: of `thing`, or below 0 what their words give, in each run the same."""
    ids = _ids(content)
    return {ids[item.key]: item.text for item in content.items}


def ratings_of(content: Content, summary: Summary) -> dict[Pair, list[int]]:
    """Return every level given, one a voice and sorted, by (who rates, who is rated)."""
    ids = _ids(content)
    return {_pair(pair, ids): list(levels) for pair, levels in summary["ratings"].items()}


def speakers_of(content: Content, summary: Summary) -> dict[int, int]:
    """Return how many voices spoke for each organisation that somebody spoke for."""
    ids = _ids(content)
    return {ids[key]: voices for key, voices in summary["speakers"].items()}


def are_named(content: Content) -> bool:
    """Tell whether a content keeps back no name of an organisation; one that asks about none has none to keep."""
    return bool(content.settings.get(NAMED, 1))


def shown_names(content: Content) -> dict[int, str]:
    """Return the names that the wall may show, in the order of their letters."""
    names = names_of(content)
    return names if content.settings[NAMED] else unnamed(names, lot=content.lot)


def as_shown(content: Content) -> Content:
    """Return a content whose organisations read as they may be shown, and in that order: theirs would tell the names.

    What asks about no organisations stays as it is.
    """
    if are_named(content):
        return content
    items = {one: item for one, item in zip(names_of(content), content.items, strict=True)}
    shown = shown_names(content).items()
    return replace(content, items=tuple(replace(items[one], text=name) for one, name in shown))


def _ids(content: Content) -> dict[str, int]:
    held: dict[int, str] = {}
    for item in content.items:
        held[next(one for one in _wished(item) if one not in held)] = item.key
    return {key: one for one, key in held.items()}


def _wished(item: Item) -> Iterator[int]:
    """Yield the ids that an organisation may have, the first one unless another of the run has it."""
    if item.thing and item.thing[0] == "organisation":
        yield item.thing[1]
    first = int.from_bytes(sha256(folded(item.text).encode()).digest()) % TYPED_IDS
    yield from count(-1 - first, -1)


def _pair(pair: str, ids: Mapping[str, int]) -> Pair:
    rater, _, rated = pair.partition(">")
    return ids[rater], ids[rated]


def _levels(content: Content, summary: Summary) -> Levels:
    return pair_levels(ratings_of(content, summary))


def _unknown(content: Content, summary: Summary) -> dict[int, int]:
    ids, voices = _ids(content), Counter[int]()
    for pair, said in summary["unknown"].items():
        voices[_pair(pair, ids)[0]] += said
    return voices


def _told(level: int | None, given: Sequence[int]) -> int | str | None:
    """Return a level, with how far apart its organisation's people are when they differ."""
    return f"{level} ({given[0]}–{given[-1]})" if level and given[0] < given[-1] else level


def _closest(content: Content, levels: Levels, words: Words) -> list[str]:
    """Say which two are the closest in both views, where the wall may name them and there is one such pair."""
    both = cautious(levels) if content.settings[NAMED] else {}
    highest = max(both.values(), default=0)
    closest = [pair for pair, level in both.items() if level == highest]
    if len(closest) != 1:
        return []
    names, (one, other) = names_of(content), closest[0]
    told = words.gettext("The closest, and both say so: %(one)s and %(other)s.")
    return [told % {"one": names[one], "other": names[other]}]
