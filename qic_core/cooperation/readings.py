"""The figures of a network as questions with their answers, in words that a resident understands. Pure."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from qic_core.cooperation.rules import inside_of
from qic_core.cooperation.sentences import percent
from qic_core.measures.network import Network, Tie
from qic_core.measures.pairs import Levels, responding, response_rate
from qic_core.words import N_, Words, decimal, figure

THIRDS = (1 / 3, 2 / 3)
AROUND_FEW = (
    N_("No: the ties are shared out."),
    N_("In part: some have many more ties than others."),
    N_("Yes: nearly everything goes through a few organisations."),
)


class Reading(NamedTuple):
    """One figure of the network: what is asked, what was found, how to read it."""

    question: str
    found: str
    reading: str


def network_readings(
    found: Network, ties: Collection[Tie], nodes: Collection[int], levels: Levels, words: Words
) -> list[Reading]:
    """Return the figures of a network, each as a question with its answer; what cannot be said is left out.

    How much of it people spoke of comes first: a pair that nobody rated counts as no tie.
    """
    if found.density is None:
        return []
    return [
        *_response_read(levels, nodes, words),
        *_ties_read(found, found.density, ties, nodes, words),
        *_centre_read(found, words),
        _path_read(found, words),
    ]


def links_sentence(between: Mapping[int, float], names: Mapping[int, str], words: Words, *, at_most: int = 3) -> str:
    """Return who stands most often between two others; nothing when nobody does."""
    ranked = sorted(((share, names[one]) for one, share in between.items() if share), key=lambda told: (-told[0], told))
    told = ", ".join(name for _share, name in ranked[:at_most])
    return words.gettext("Who makes the link between others: %(names)s.") % {"names": told} if told else ""


def _response_read(levels: Levels, nodes: Collection[int], words: Words) -> list[Reading]:
    rate, spoke = response_rate(levels, nodes), responding(levels, nodes)
    if rate is None or spoke is None:
        return []
    rated, possible = len(inside_of(levels, nodes)), len(nodes) * (len(nodes) - 1)
    told = words.gettext("%(found)s out of %(possible)s (%(share)s)")
    reading = words.gettext(
        "Response rate; %(share)s of the organisations rated another. A rating that is missing counts as no tie."
    )
    return [
        Reading(
            words.gettext("How many of the possible ratings do we have?"),
            told % {"found": rated, "possible": possible, "share": percent(rate, words)},
            reading % {"share": percent(spoke, words)},
        )
    ]


def _ties_read(
    found: Network, share: float, ties: Collection[Tie], nodes: Collection[int], words: Words
) -> list[Reading]:
    known = [tie for tie in ties if set(tie) <= set(nodes)]
    said = {"found": len(known), "possible": len(nodes) * (len(nodes) - 1), "share": percent(share, words)}
    told = words.gettext("%(found)s out of %(possible)s (%(share)s)") % {key: str(value) for key, value in said.items()}
    alone = len(set(nodes) - {one for tie in known for one in tie})
    density = Reading(
        words.gettext("How many of the possible ties are there?"),
        told,
        words.gettext("Density: 0 %% when nobody works together at this level, 100 %% when everybody does.") % {},
    )
    isolated = Reading(
        words.gettext("How many organisations have no tie at all?"),
        figure(alone, words),
        words.gettext("At this level, nobody says they work with them, and they say so of nobody."),
    )
    return [density, *_both_read(found, words), isolated]


def _both_read(found: Network, words: Words) -> list[Reading]:
    if found.reciprocity is None:
        return []
    question = words.gettext("When one says there is a tie, does the other say so too?")
    reading = words.gettext("Reciprocity: the rest are ties that only one of the two sees, or that one was not asked.")
    return [Reading(question, percent(found.reciprocity, words), reading)]


def _centre_read(found: Network, words: Words) -> list[Reading]:
    if found.centralisation is None or found.reciprocity is None:  # without a tie nothing goes through anyone
        return []
    third = sum(found.centralisation >= limit for limit in THIRDS)
    return [
        Reading(
            words.gettext("Does everything go through a few?"),
            f"{words.gettext(AROUND_FEW[third])} ({decimal(found.centralisation, words)})",
            words.gettext("Centralisation: 0 when all have as many ties, 1 when all go through one organisation."),
        )
    ]


def _path_read(found: Network, words: Words) -> Reading:
    steps = (
        words.gettext("not connected")
        if found.mean_path is None
        else words.gettext("%(n)s steps on average") % {"n": figure(round(found.mean_path, 1), words)}
    )
    reading = (
        words.gettext("From some organisations, no chain of ties leads to the others.")
        if found.mean_path is None
        else words.gettext("Mean path: 1 when all know one another, 2 when there is one organisation in between.")
    )
    return Reading(words.gettext("How far is it from one to any other?"), steps, reading)
