"""The sentences of the public page, in words that a resident understands. Pure."""

from qic_core.challenge.rules import Evidence
from qic_core.dashboard.public_rules import Decided, Ideas, Moved
from qic_core.evaluation.rules import VERDICTS
from qic_core.thread.rules import ThingKind
from qic_core.words import N_, Words, day_in_full, quantity

DECIDED = {
    ThingKind.CHALLENGE: N_("The challenge was adopted"),
    ThingKind.VISION: N_("The vision was adopted"),
}
REPLACED = {
    ThingKind.CHALLENGE: N_("A first challenge was adopted, another one has followed since"),
    ThingKind.VISION: N_("A first vision was adopted, another one has followed since"),
}


def decision_line(decided: Decided, words: Words) -> str:
    """Return what kind of decision it was."""
    if decided.verdict:
        return words.gettext(VERDICTS[decided.verdict])
    return words.gettext((REPLACED if decided.replaced else DECIDED)[decided.kind])


def figure_line(evidence: Evidence, words: Words) -> str:
    """Return a figure as it is written large: 77 %, 12 500 €."""
    return quantity(evidence.figure or 0, evidence.unit, words)


def moved_sentence(moved: Moved, words: Words) -> str:
    """Return how cooperation moved over the waves, in one sentence that names nobody."""
    told = words.ngettext(
        "Between %(first)s and %(last)s, of %(n)s tie that was rated both times: "
        "%(up)s closer, %(same)s unchanged, %(down)s further apart.",
        "Between %(first)s and %(last)s, of %(n)s ties that were rated both times: "
        "%(up)s closer, %(same)s unchanged, %(down)s further apart.",
        sum(moved.moves),
    )
    return told % {
        "first": day_in_full(moved.first_on, words),
        "last": day_in_full(moved.last_on, words),
        "n": sum(moved.moves),
        "up": moved.moves.up,
        "same": moved.moves.same,
        "down": moved.moves.down,
    }


def became_sentence(ideas: Ideas, words: Words) -> str:
    """Return how many ideas were said and how many became something; then what, kind by kind."""
    said = words.ngettext("%(n)s idea was said in our meetings.", "%(n)s ideas were said in our meetings.", ideas.shown)
    used = words.ngettext(
        "%(n)s of them has already become something.", "%(n)s of them have already become something.", ideas.used
    )
    return f"{said % {'n': ideas.shown}} {used % {'n': ideas.used}}"


def kinds_of(ideas: Ideas, words: Words) -> list[tuple[int, str]]:
    """Return what ideas fed, with how many of them, the most first."""
    said = {
        ThingKind.CHALLENGE: words.gettext("fed the challenge"),
        ThingKind.VISION: words.gettext("fed the vision"),
        ThingKind.CHANGE: words.gettext("fed the changes that we work for"),
        ThingKind.ACTION: words.gettext("became actions"),
        ThingKind.DECISION: words.gettext("fed what we decided of our actions"),
        ThingKind.LEARNING: words.gettext("fed what we learnt"),
        ThingKind.EVIDENCE: words.gettext("became questions or figures to check"),
    }
    return sorted(((count, said[kind]) for kind, count in ideas.became.items()), reverse=True)
